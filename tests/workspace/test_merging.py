"""Is what is there never lost when a reply comes in, and what came never lost when it is taken?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import sheet
from pbp_assess.core.assessment import Answer, Scoresheet, State
from pbp_assess.workspace.merging import CHOOSE, Verdict, merged, weigh

ORDER = ("GOV1", "GOV2", "FIN1")
NEW, SAME, DIFFERS = Verdict.NEW, Verdict.SAME, Verdict.DIFFERS


def full(**fields: Any) -> Scoresheet:
    """A sheet whose GOV1 is this answer."""
    return sheet("gp").model_copy(update={"scores": {"GOV1": Answer(**fields)} if fields else {}})


@pytest.mark.parametrize(
    ("there", "came", "verdict"),
    [
        ({}, {"level": 3}, NEW),
        ({"level": 3}, {"level": 3}, SAME),
        ({"level": 3}, {"level": 2}, DIFFERS),
        ({"level": 3}, {"state": State.CANNOT_JUDGE}, DIFFERS),
        ({"level": 3, "note": "n"}, {"level": 3}, SAME),
        ({"level": 3}, {"level": 3, "note": "n"}, NEW),
        ({"level": 3, "note": "m"}, {"level": 3, "note": "n"}, DIFFERS),
        ({"level": 3}, {"state": State.UNANSWERED, "note": "n"}, NEW),
        ({"state": State.UNANSWERED, "note": "n"}, {"level": 3}, NEW),
        ({"level": 3, "evidence": ("a",)}, {"level": 3, "evidence": ("a",)}, SAME),
        ({"level": 3, "evidence": ("a",)}, {"level": 3, "evidence": ("a", "b")}, DIFFERS),
        ({"level": 3}, {"level": 3, "confidence": "low"}, NEW),
        ({"state": State.NOT_APPLICABLE, "reason": "r"}, {"state": State.NOT_APPLICABLE, "reason": "s"}, DIFFERS),
    ],
)
def test_an_answer_is_new_the_same_or_different(there: Any, came: Any, verdict: Verdict) -> None:
    assert weigh(full(**there), full(**came)).verdicts == {("scores", "GOV1"): verdict}


def test_what_is_left_blank_means_nothing() -> None:
    assert weigh(full(level=3), full(state=State.UNANSWERED)).verdicts == {}
    assert weigh(full(level=3), sheet("gp")).verdicts == {}


def test_words_choices_and_who_answered_are_weighed_too() -> None:
    there = sheet("gp", "GOV1=3", answers={"well": "a"}, choose=("GOV1", "FIN1"))
    came = sheet("gp", answers={"well": "b", "way": "c"}, choose=("FIN1", "GOV1"), answered_by="locum")
    assert weigh(there, came).verdicts == {
        ("answers", "well"): DIFFERS, ("answers", "way"): NEW, CHOOSE: SAME, ("answered_by",): DIFFERS,
    }  # fmt: skip
    assert weigh(sheet("gp"), came).verdicts[CHOOSE] is NEW
    assert ("answered_by",) not in weigh(sheet("gp"), came).verdicts


def test_a_replaced_answer_keeps_what_was_noted_beside_it() -> None:
    there = full(state=State.NOT_APPLICABLE, reason="none here", note="asked twice", evidence=("paper",))
    after = merged(there, full(level=2, confidence="low"), ORDER)
    assert after.answer("GOV1") == Answer(level=2, note="asked twice", evidence=("paper",), confidence="low")


def test_a_kept_answer_stays_as_it_is() -> None:
    there = sheet("gp", "GOV1=3 GOV2=1", answers={"well": "a"}, choose=("GOV1",))
    came = sheet("gp", "GOV1=2 FIN1=4", answers={"well": "b"}, choose=("FIN1",), answered_by="locum")
    keep = weigh(there, came).of(DIFFERS)
    after = merged(there, came, ORDER, keep)
    assert after.scores == {"GOV1": 3, "GOV2": 1, "FIN1": 4}
    assert (after.answers, after.choose, after.answered_by) == ({"well": "a"}, ("GOV1",), None)
    taken = merged(there, came, ORDER)
    assert taken.scores == {"GOV1": 2, "GOV2": 1, "FIN1": 4}
    assert (taken.answers, taken.choose, taken.answered_by) == ({"well": "b"}, ("FIN1",), "locum")


def test_criteria_come_in_the_order_of_the_matrix() -> None:
    assert list(merged(sheet("gp", "FIN1=1"), sheet("gp", "GOV2=2 GOV1=3"), ORDER).scores) == list(ORDER)


ANSWERS = st.one_of(
    st.none(),
    st.builds(lambda level: Answer(level=level), st.integers(0, 4)),
    st.builds(
        lambda level, note, evidence: Answer(level=level, note=note, evidence=evidence),
        st.integers(0, 1),
        st.sampled_from([None, "a", "b"]),
        st.sampled_from([(), ("x",)]),
    ),
    st.sampled_from([Answer(state=State.CANNOT_JUDGE), Answer(state=State.UNANSWERED, note="a")]),
    st.builds(lambda reason: Answer(state=State.NOT_APPLICABLE, reason=reason), st.sampled_from("rs")),
)
SHEETS = st.builds(
    lambda scores, words, choose: sheet("gp", answers=words, choose=choose).model_copy(
        update={"scores": {name: one for name, one in zip(ORDER, scores, strict=True) if one}}
    ),
    st.tuples(ANSWERS, ANSWERS, ANSWERS),
    st.dictionaries(st.sampled_from(["well", "way"]), st.sampled_from(["a", "b"])),
    st.sampled_from([(), ("GOV1",), ("GOV1", "FIN1")]),
)


@given(there=SHEETS, came=SHEETS)
def test_taking_a_reply_in_twice_changes_nothing_more(there: Scoresheet, came: Scoresheet) -> None:
    once = merged(there, came, ORDER)
    assert merged(once, came, ORDER) == once
    assert set(weigh(once, came).verdicts.values()) <= {SAME}


@given(there=SHEETS, came=SHEETS)
def test_nothing_that_is_there_is_lost_where_the_differing_is_kept(there: Scoresheet, came: Scoresheet) -> None:
    keep = weigh(there, came).of(DIFFERS)
    after = merged(there, came, ORDER, keep)
    assert set(weigh(after, there).verdicts.values()) <= {SAME}
    assert set(weigh(there, after).verdicts.values()) <= {SAME, NEW}


@given(there=SHEETS, came=SHEETS)
def test_without_a_contradiction_the_order_makes_no_difference(there: Scoresheet, came: Scoresheet) -> None:
    if not weigh(there, came).of(DIFFERS):
        one, other = merged(there, came, ORDER), merged(came, there, ORDER)
        assert (one.scores, one.answers, set(one.choose)) == (other.scores, other.answers, set(other.choose))
