"""Does the headline add up, and say no more than the counts do?"""

from dataclasses import replace

import pytest

import riverside
from build import actions, answers, dossier, matrix
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.report.wording import agreement, changes, headline, readiness

FACILITATOR, PARTNERSHIP, PUBLIC = Audience


def test_the_paragraph_that_is_read_aloud() -> None:
    assert list(headline.headline(riverside.copy())) == [
        "7 of 7 leaders and 3 of 3 invited voices took part.",
        "We agree closely on 4 of 6 questions, less closely on one and have no shared view on one.",
        "We are furthest on with “Purpose”, and earliest with “Money”.",
        (
            "Of the four functions sought for the Riverside committee, one is ready, one is ready with conditions, "
            "one is not yet ready and for one there are not enough answers to say."
        ),
        (
            "Today we need to talk about three things; on one a level is agreed already; "
            "two need no discussion unless someone asks."
        ),
    ]


@pytest.mark.parametrize("audience", Audience)
def test_the_counts_of_the_headline_add_up(audience: Audience) -> None:
    copy = riverside.copy(audience)
    head, agreed = copy.headline, agreement.agreement_counts(copy)
    assert head.at_or_above + head.below + head.no_shared_view + head.unknown == head.of == agreed.of == 6
    assert agreed.no_shared_view == head.no_shared_view
    assert headline.level_sentence(copy) == (
        "On 3 of the 6 questions we have reached Developing (“Set up and partly in use”) or above. "
        "On 2 we are earlier than that. On one we do not yet share a view."
    )


def _copy(held: Dossier) -> Copy:
    return riverside.copy(PARTNERSHIP, held)


def test_a_round_that_nobody_has_answered_says_just_that() -> None:
    empty = dossier(matrix(), members="a b c", round_={"closed": None})
    assert list(headline.headline(_copy(empty))) == ["None of the three leaders asked has answered yet."]
    closed = dossier(matrix(), members="a b c")
    assert headline.took_part(_copy(closed)) == "None of the three leaders asked has answered."


def test_a_round_still_open_says_so_far() -> None:
    held = dossier(matrix(), *answers(GOV1="2 2 2"), members="m1 m2 m3 m4", round_={"closed": None})
    assert headline.took_part(_copy(held)) == "3 of 4 leaders have taken part so far."
    assert headline.closed_words(_copy(held)) == "Answers still open on 9 December 2022"


def test_with_too_few_answers_nothing_is_said_of_agreement() -> None:
    held = dossier(matrix("GOV1"), *answers(GOV1="2 2 2"))
    sentences = list(headline.headline(_copy(held)))
    assert "Too few have answered to say on any question how far we agree." in sentences
    assert not any("talk about" in sentence or "discussion" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"GOV1": "2 2 2 2 2"}, "We agree closely on 1 of 1 question."),
        ({"GOV1": "0 0 1 1 2 2 2 3 3"}, "We agree less closely on 1 of 1 question."),
        ({"GOV1": "0 0 0 4 4 4"}, "We have no shared view on 1 of 1 question."),
        (
            {"GOV1": "2 2 2 2 2", "GOV2": "? ? ? ? 1"},
            "We agree closely on 1 of 2 questions. On one too few answered to say.",
        ),
    ],
)
def test_only_what_there_is_is_said_of_agreement(columns: dict[str, str], words: str) -> None:
    asked = matrix(" ".join(columns))
    assert agreement.agreement_sentence(_copy(dossier(asked, *answers(**columns)))) == words


@pytest.mark.parametrize(
    ("columns", "ends"),
    [
        ({"GOV1": "3 3 3 3 3", "FIN1": "1 1 1 1 1"}, (("GOV",), ("FIN",))),
        ({"GOV1": "3 3 3 3 3", "FIN1": "2 2 2 2 2"}, ((), ())),
        ({"A1": "3 3 3 3 3", "B1": "0 0 0 0 0", "C1": "0 0 0 0 0", "D1": "0 0 0 0 0", "E1": "0 0 0 0 0"}, (("A",), ())),
        ({"GOV1": "? ? ? ? ?"}, ((), ())),
    ],
)
def test_areas_are_named_at_an_end_only_where_there_is_one(
    columns: dict[str, str], ends: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    held = dossier(matrix(" ".join(columns)), *answers(**columns))
    assert headline.furthest_and_earliest(_copy(held)) == ends


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("2 2 2", "“Cannot judge” is a proper answer: nobody gave it."),
        ("2 2 ?", "“Cannot judge” is a proper answer: leaders gave a level 2 times, and none once."),
        ("2 ? ? ?", "“Cannot judge” is a proper answer: it was given 3 times out of 4."),
        ("_ _ _", "No answer has been given yet."),
    ],
)
def test_how_often_cannot_judge_was_given(column: str, words: str) -> None:
    held = dossier(matrix("GOV1"), *answers(GOV1=column))
    assert headline.answers_sentence(_copy(held)) == words


# --- readiness in words ---------------------------------------------------------------------------


def test_two_sentences_always_stand_together() -> None:
    private, agreed = readiness.with_and_without_agreed(riverside.copy())
    assert (
        private
        == "Counting only the private answers, two of the four functions sought are ready, with or without conditions."
    )
    assert (
        agreed
        == "With what was agreed on the day, two of the four functions sought are ready, with or without conditions."
    )


def test_where_nothing_was_agreed_that_is_said() -> None:
    gates = {"bcf": {"shadow": "GOV1=1"}}
    held = dossier(matrix(gates=gates), *answers(GOV1="2 2 2 2"), round_={"aims": {"bcf": "shadow"}})
    private, agreed = readiness.with_and_without_agreed(_copy(held))
    assert private == "Counting only the private answers, the result of the one function sought is: ready."
    assert agreed.startswith("No level has been agreed on the day; with what was agreed it is the same")
    assert readiness.results_sentence(_copy(held)) == "The one function sought for the place committee: ready."


@pytest.mark.parametrize(
    ("column", "words", "cell"),
    [
        ("2 2 2 2", "Every leader gave a level to every question, so no answer is still out.", "Cannot change this"),
        ("2 2 2 2 ?", "The answers still out cannot change this.", "Cannot change this"),
        ("2 2 2 0 0 0 ?", "The answers still out could change this: one answer bears on it.", "Could change this"),
        (
            "2 2 _ _ _",
            "More answers are needed first: too few have answered to say what the answers still out could change.",
            "More are needed first",
        ),
    ],
)
def test_whether_the_answers_still_out_matter(column: str, words: str, cell: str) -> None:
    asked = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=1"}})
    copy = _copy(dossier(asked, *answers(GOV1=column), round_={"aims": {"bcf": "shadow"}}))
    aim = copy.sought[0].aim
    assert aim is not None
    assert readiness.bounds_sentence(copy, aim) == words
    assert readiness.settled_words(aim) == cell


def test_a_condition_has_an_owner_and_a_date_or_says_that_it_has_none() -> None:
    for held, words in (
        (riverside.now(), "set spending side by side. Owner: Council leader. Due: 31 March 2023."),
        (riverside.now(actions=actions()), "Nobody has taken this on: it has no owner and no date yet."),
    ):
        copy = _copy(held)
        aim = next(function for function in copy.sought if function.function == "pool").aim
        assert aim is not None
        (condition,) = aim.conditions
        assert readiness.commitment_sentence(copy, condition) == words


def test_functions_not_sought_take_one_line() -> None:
    assert (
        readiness.not_sought_sentence(riverside.copy())
        == "One other function of the matrix is not sought in this round."
    )


# --- change ---------------------------------------------------------------------------------------


def test_a_first_round_says_that_it_is_one() -> None:
    copy = riverside.copy()
    assert copy.facts.first_round
    assert changes.changed_heading(copy) == "This is the first round"


def test_actions_of_a_round_opened_later_are_none_of_an_earlier_one() -> None:
    copy = riverside.copy(PARTNERSHIP, None, riverside.before())
    facts = replace(copy.facts, later_rounds=frozenset(taken.round_id for taken in copy.commitments))
    assert changes.earlier_commitments(copy)
    assert not changes.earlier_commitments(replace(copy, facts=facts))


def test_a_later_round_says_what_it_does_not_compare_and_what_became_of_the_actions() -> None:
    copy = riverside.copy(PARTNERSHIP, None, riverside.before())
    assert changes.change_sentence(copy) == changes.NOT_COMPARED
    assert changes.changed_heading(copy) == "One of two earlier actions is done"
    assert (
        changes.actions_sentence(copy) == "Of two actions taken on in earlier rounds, one is done and one is overdue."
    )
