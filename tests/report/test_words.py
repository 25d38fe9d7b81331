"""Has everything that the core can say its words, and do levels never stand without their phrase?"""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest

import riverside
from pbp_assess.core.agreement import Agreement, Closeness
from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure import Audience, KeptBack
from pbp_assess.core.gate import Outcome, Part, Status, Test
from pbp_assess.core.matrix import DissentRule, DocumentState, SplitRule
from pbp_assess.core.profile import Held, Source
from pbp_assess.core.regression import Regression
from pbp_assess.report.day.rules import DISSENTS, SPLITS
from pbp_assess.report.wording import headline, levels, measures, readiness


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Audience, headline.AUDIENCES),
        (Closeness, levels.CLOSENESS),
        (DissentRule, DISSENTS),
        (DocumentState, measures.DOCUMENTS),
        (DocumentState, measures.DOCUMENTS_NEEDED),
        (Outcome, measures.OUTCOMES),
        (Part, measures.PARTS),
        (Regression, readiness.REGRESSIONS),
        (Source, levels.SOURCES),
        (SplitRule, SPLITS),
        (State, headline.STATES),
        (Status, measures.STATUSES),
        (Test, measures.TESTS),
    ],
)
def test_every_member_has_words_of_its_own(kind: type[Enum], words: Mapping[Any, str]) -> None:
    assert set(words) == set(kind)
    silent = {member for member, text in words.items() if not text}
    assert silent <= {Regression.NONE}


def test_everything_kept_back_is_explained() -> None:
    copy = riverside.copy()
    everything = riverside.copy().__class__(**{**_fields(copy), "kept_back": tuple(KeptBack)})
    sentences = headline.withheld_sentences(everything)
    assert len(sentences) == len(set(sentences)) == len(KeptBack)
    assert all(sentence.endswith(".") for sentence in sentences)


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({}, "close"),
        ({"closeness": Closeness.MIXED}, "mixed"),
        ({"split": True, "closeness": Closeness.WIDE_APART}, "no shared view yet"),
        ({"split": True, "polarised": True}, "two opposing views"),
        ({"outlier": True}, "close; one or two see it very differently"),
        ({"too_few": True}, "too few answers to say"),
        ({"too_few": True, "closeness": Closeness.NOBODY}, "nobody gave a level"),
    ],
)
def test_agreement_says_the_most_pressing_thing(flags: dict[str, Any], words: str) -> None:
    usual: dict[str, Any] = {
        "consensus": Fraction(1),
        "closeness": Closeness.CLOSE,
        "split": False,
        "polarised": False,
        "outlier": False,
        "too_few": False,
    }
    assert levels.agreement_words(Agreement(**{**usual, **flags})) == words


def test_what_was_not_asked_has_no_agreement() -> None:
    assert levels.agreement_words(None) == "not asked in this round"


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (Held(2, Source.SUPPORTED), "what most leaders see"),
        (Held(2, Source.AGREED, "2022-23-q3", 1), "agreed on the day, in round 2022-23-q3, one quarter old"),
        (
            Held(None, Source.NOT_ASKED, "2021-22-q1", 7),
            "not asked in this round; last asked in round 2021-22-q1, seven quarters old",
        ),
        (Held(None, Source.NOT_ASKED), "not asked in this round"),
    ],
)
def test_a_level_says_where_it_comes_from_and_how_old_it_is(held: Held, words: str) -> None:
    assert levels.source_words(held) == words


def test_a_level_never_stands_without_its_phrase() -> None:
    copy = riverside.copy()
    criterion = copy.facts.matrix.criterion_by_id["FIN1"]
    assert levels.level_words(copy.facts.matrix, criterion, 2) == "Developing: “Side by side”"
    assert levels.scale_words(copy.facts.matrix, 1) == "Emerging (“Agreed in broad terms”)"
    assert levels.scale_words(copy.facts.matrix, 3) == "Maturing"
    assert levels.held_words(copy, copy.criteria["FIN1"]) == "Emerging: “Shared once a year”, what most leaders see"
    assert levels.held_words(copy, copy.criteria["GOV2"]) == "no shared view yet"
