"""Is every way of writing an answer understood as what it is, and everything else refused?"""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import NAMES, named
from build import matrix
from pbp_assess.cli.interview.replies import STATES as SPOKEN
from pbp_assess.cli.interview.replies import WORDS as SPOKEN_WORDS
from pbp_assess.core.assessment import State
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.survey.meaning import Meanings, Refusal, Said, Scale
from pbp_assess.formats.survey.questions import STATES, option_of
from pbp_assess.formats.survey.words import WORDS

ASKED = named(
    domains=[
        {
            "id": "GOV",
            "name": "Governance",
            "criteria": [
                {
                    "id": "GOV1",
                    "name": "Clear roles",
                    "levels": {
                        0: "Roles are unclear or disputed",
                        1: "Overlaps have been talked through",
                        2: "A draft table of who decides what",
                        3: "An agreed table is used: decisions go to the right place",
                        4: "Duplicate meetings have been closed",
                    },
                }
            ],
        }
    ]
)
CJ, NA, DE = State.CANNOT_JUDGE, State.NOT_APPLICABLE, State.DECLINED


def meaning(cell: Any, asked: Matrix = ASKED) -> Any:
    (criterion, *_) = asked.criteria
    (found,) = Meanings(criterion, Scale(asked)).of([cell])
    return found.code if isinstance(found, Refusal) else found


@pytest.mark.parametrize(
    "cell",
    [
        3,
        3.0,
        "3",
        "3 ",
        " 3",
        "\u00a03\u00a0",
        "3.0",
        "3,0",
        "3.",
        "3)",
        "(3)",
        "“3”",
        "'3'",
        "+3",
        "3;",
        "Level 3",
        "level 3.",
        "LEVEL 3",
        "Maturing",
        "maturing ",
        "Maturing (3)",
        "3 - Maturing",
        "3 – Maturing",
        "3: Maturing",
        "3. Maturing",
        "3 Maturing",
        "Level 3: Maturing",
        "Level 3 - Maturing",
        "3 Maturing: An agreed table is used: decisions go to the right place",
        "Level 3: An agreed table is used: decisions go to the right place",
        "3 MATURING — AN AGREED TABLE IS USED: DECISIONS GO TO THE RIGHT PLACE",
        "Maturing: An agreed table is used: decisions go to the right place",
        "An agreed table is used: decisions go to the right place",
        "An agreed  table is used:\ndecisions go to the right place ",
        "An agreed table is used",
        "An agreed table is used: decis...",
        "3 Maturing: an agreed table is in use, decisions go to the right place",
    ],
)
def test_level_three_in_every_wording(cell: Any) -> None:
    assert meaning(cell) == 3


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", None),
        (" \u00a0", None),
        ("-", None),
        ("–", None),
        ("unanswered", None),
        ("0", 0),
        ("Not yet", 0),
        ("cj", CJ),
        ("Cannot judge", CJ),
        ("can’t judge", CJ),
        ("Don't know", CJ),
        ("?", CJ),
        ("n/a", NA),
        ("N.A.", NA),
        ("Not applicable (please say why)", NA),
        ("Prefer not to say", DE),
        ("Declined (I prefer not to say)", DE),
        ("na: no shared estate", Said(NA, "no shared estate")),
        ("Not applicable - no shared estate", Said(NA, "no shared estate")),
        ("declined: I bid for it", Said(DE, "I bid for it")),
        ("cannot judge, too new here", Said(CJ, "too new here")),
        ("3: only in the north", Said(3, "only in the north")),
        ("Level 2 - but the board is not sure", Said(2, "but the board is not sure")),
        ("3 Maturing: something quite unlike any phrase at all", Said(3, "something quite unlike any phrase at all")),
    ],
)
def test_other_answers(cell: Any, found: Any) -> None:
    assert meaning(cell) == found


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("TRUE", "PBP420"),
        ("yes", "PBP420"),
        ("three", "PBP420"),
        ("3?", "PBP420"),
        ("2-3", "PBP420"),
        ("2 or 3", "PBP420"),
        ("2, 3", "PBP420"),
        ("3 nearly there", "PBP420"),
        ("4 years ago it was better", "PBP420"),
        ("3%", "PBP420"),
        ("1e0", "PBP420"),
        ("0x3", "PBP420"),
        ("³", "PBP420"),
        ("=cmd|' /C calc'!A0", "PBP420"),
        ("#REF!", "PBP420"),
        ("(formula without a value)", "PBP420"),
        ("x" * 40_000, "PBP420"),
        (5, "PBP421"),
        (-1, "PBP421"),
        ("7", "PBP421"),
        ("Level 9: whatever", "PBP421"),
        (1e300, "PBP422"),
        (float("inf"), "PBP422"),
        (float("nan"), "PBP422"),
        (2.5, "PBP422"),
        ("2.5", "PBP422"),
        ("2,5", "PBP422"),
        ("2½", "PBP422"),
        ("3/5", "PBP422"),
        (datetime.date(2027, 1, 3), "PBP423"),
        (datetime.datetime(2027, 1, 3, tzinfo=datetime.UTC), "PBP423"),
        (datetime.time(3, 4), "PBP423"),
        (datetime.timedelta(days=3), "PBP423"),
        ("3-Jan", "PBP423"),
        ("03-Jan-27", "PBP423"),
        ("3-Jan-5", "PBP423"),
        ("3 - Jan", "PBP420"),
        ("Jan-03", "PBP423"),
        ("3 January", "PBP423"),
        ("03/01/2027", "PBP423"),
        ("2027-01-03 00:00:00", "PBP423"),
        ("3 - Thriving", "PBP424"),
        ("3 Maturing: Duplicate meetings have been closed", "PBP424"),
        ("Maturing - 2", "PBP424"),
        ("3: cannot judge", "PBP424"),
    ],
)
def test_what_is_no_answer_is_refused(cell: Any, code: str) -> None:
    assert meaning(cell) == code


def test_a_phrase_nearly_right_is_refused_with_a_guess() -> None:
    (criterion,) = ASKED.criteria
    (found,) = Meanings(criterion, Scale(ASKED)).of(["Duplicate meetings were all closed"])
    assert isinstance(found, Refusal)
    assert found.hint == "Did you mean level 4?"


def test_a_phrase_that_two_levels_share_is_refused() -> None:
    twice = matrix("GOV1", domains=[{"id": "GOV", "name": "G", "criteria": [_same()]}])
    assert meaning("Nothing to speak of", twice) == "PBP420"
    assert meaning("1 Level 1: Nothing to speak of", twice) == 1


def _same() -> dict[str, Any]:
    phrases = dict.fromkeys(range(5), "Nothing to speak of") | {3: "Something", 4: "Everything"}
    return {"id": "GOV1", "name": "GOV1", "levels": phrases}


def test_a_scale_may_lie_below_zero() -> None:
    below = matrix("GOV1", levels=range(-2, 3))
    assert [meaning(cell, below) for cell in (-2, "-1", "M2", "Level -1: early days", "-3")] == [
        -2, -1, -2, Said(-1, "early days"), "PBP421",
    ]  # fmt: skip


def test_the_words_of_the_interview_and_of_a_survey_are_one_vocabulary() -> None:
    for verb in SPOKEN:
        state = State[verb.name]
        assert set(SPOKEN_WORDS[verb]) <= set(WORDS[state])
        assert {meaning(word) for word in SPOKEN_WORDS[verb]} == {state}
    assert [meaning(text) for text in STATES.values()] == list(STATES)
    every = [word for words in WORDS.values() for word in words]
    assert len(set(every)) == len(every)


MANGLED = st.sampled_from(
    [str, str.upper, str.title, lambda t: t.replace(" ", "\u00a0"), lambda t: t.replace("'", "’"),
     lambda t: f"  {t} \n", lambda t: t.replace(" ", "  "), lambda t: t.replace(":", ": "), lambda t: f"\ufeff{t}",
     lambda t: f"{t};"]
)  # fmt: skip


@given(level=st.sampled_from(range(5)), mangle=MANGLED, form=st.integers(0, 4))
def test_what_a_survey_offers_is_read_back_whatever_was_done_to_it(level: int, mangle: Any, form: int) -> None:
    (criterion,) = ASKED.criteria
    step, phrase = ASKED.level_named(level), criterion.levels[level]
    forms = (option_of(step, phrase), phrase, f"{level}", f"Level {level}: {phrase}", f"{level} - {NAMES[level]}")
    assert meaning(mangle(forms[form])) == level


@given(cell=st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.dates(), st.times()))
def test_no_cell_makes_it_stumble_and_no_level_is_off_the_scale(cell: Any) -> None:
    (criterion,) = ASKED.criteria
    (found,) = Meanings(criterion, Scale(ASKED)).of([cell])
    answer = found.answer if isinstance(found, Said) else found
    assert answer is None or isinstance(answer, State | Refusal) or answer in range(5)
