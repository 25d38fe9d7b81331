"""Are the bounds exact, and does "settled" mean that no answer still out can change the gate?"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import answers, dossier, evidence, moderation, seated
from judging import CLOSED, policy
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Outcome
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.robustness import Bounds, bounds

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
LEVELS = range(3)
Column = tuple[int | None, ...]


def bounds_of(held: Dossier, as_of: date = CLOSED) -> tuple[Outcome, Bounds]:
    """The gate of `bcf` today, and its bounds."""
    standing = stand(held, [], as_of)
    gate = judge(standing, "bcf", "partial")
    return gate.outcome, bounds(standing, gate)


# --- every completion -----------------------------------------------------------------------------


def completions(column: Column, *, some: bool) -> Iterator[Column]:
    """Every way in which those who gave no level may answer yet; with `some`, some of them may stay silent."""
    late: tuple[int | None, ...] = (*LEVELS, None) if some else tuple(LEVELS)
    return product(*([level] if level is not None else late for level in column))


def met_by_hand(column: Column, sizes: tuple[int, ...], share: Fraction, *, balanced: bool) -> bool:
    """Whether the share test at level 1 is met, for groups of these sizes."""
    given = [level for level in column if level is not None]
    if Fraction(sum(level >= 1 for level in given), len(given)) < share:
        return False
    shares, start = [], 0
    for size in sizes:
        levels = [level for level in column[start : start + size] if level is not None]
        start += size
        if levels:
            shares.append(Fraction(sum(level >= 1 for level in levels), len(levels)))
    return not balanced or sum(shares) / len(shares) >= share


@st.composite
def panels(draw: st.DrawFn) -> tuple[Column, tuple[int, ...], Fraction, bool]:
    """A panel of four or five in up to three groups, with a share to reach."""
    sizes = draw(st.sampled_from([(4,), (5,), (2, 2), (1, 3), (3, 2), (1, 1, 2), (2, 2, 1)]))
    column = draw(st.tuples(*[st.sampled_from([0, 1, 2, None, None])] * sum(sizes)))
    share = draw(st.sampled_from([Fraction(1, 2), Fraction(3, 5), Fraction(3, 4), Fraction(2, 3), Fraction(1)]))
    return column, sizes, share, draw(st.booleans())


def panel(column: Column, sizes: tuple[int, ...], share: Fraction, balanced: bool) -> Dossier:
    """A round in which only the share test at level 1 is judged."""
    asked = policy(
        "GOV1=1",
        levels=LEVELS,
        stage={"share": share, "balanced": balanced},
        min_answers=1,
        fields={"counting": {"balance": {"min_group": 1}}},
    )
    seats = seated(**dict(zip(("icb", "trust", "gp"), sizes, strict=False)))
    text = " ".join("?" if level is None else str(level) for level in column)
    return dossier(asked, *answers(GOV1=text), members=seats)


@settings(max_examples=150)
@given(panels())
def test_the_two_ends_are_exact_and_hold_every_completion(
    drawn: tuple[Column, tuple[int, ...], Fraction, bool],
) -> None:
    column, sizes, share, balanced = drawn
    today, found = bounds_of(panel(*drawn))
    if set(column) == {None}:
        assert (today, found) == (UNKNOWN, Bounds(UNKNOWN, UNKNOWN, True, 0))
        return
    by_hand = {one: met_by_hand(one, sizes, share, balanced=balanced) for one in completions(column, some=False)}
    lowest, highest = (by_hand[tuple(end if level is None else level for level in column)] for end in (0, 2))
    assert (found.lowest, found.highest) == (YES if lowest else NO, YES if highest else NO)
    assert all(lowest <= one <= highest for one in by_hand.values())
    assert found.settled is (len({*by_hand.values(), today is YES}) == 1)
    for one in completions(column, some=True):
        assert lowest <= met_by_hand(one, sizes, share, balanced=balanced) <= highest
    assert found.deciding == (0 if found.settled else column.count(None))


@settings(max_examples=25)
@given(panels())
def test_answers_given_as_at_an_end_give_that_end(drawn: tuple[Column, tuple[int, ...], Fraction, bool]) -> None:
    column, sizes, share, balanced = drawn
    _, found = bounds_of(panel(*drawn))
    for end, outcome in ((0, found.lowest), (2, found.highest)):
        filled = tuple(end if level is None else level for level in column)
        completed, settled = bounds_of(panel(filled, sizes, share, balanced))
        assert settled.settled
        assert completed is outcome or outcome is UNKNOWN


# --- the share tests alone are counted again ------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "stage", "expected"),
    [
        pytest.param("3 3 3 3", {}, (YES, Bounds(YES, YES, True, 0)), id="nothing is out"),
        pytest.param("3 3 3 3 ?", {}, (YES, Bounds(YES, YES, True, 0)), id="one out cannot change it"),
        pytest.param("3 3 2 2 ?", {}, (YES, Bounds(NO, YES, False, 1)), id="one out can undo it"),
        pytest.param("3 2 2 3 2 - _ na", {}, (NO, Bounds(NO, YES, False, 3)), id="declined and the like may come yet"),
        pytest.param("2 2 2 2 ? ?", {}, (NO, Bounds(NO, NO, True, 0)), id="two out cannot mend it"),
        pytest.param("2 2 2 ? ?", {}, (UNKNOWN, Bounds(UNKNOWN, UNKNOWN, True, 0)), id="coverage stands as it is"),
        pytest.param("na na na 3 ?", {}, (UNKNOWN, Bounds(UNKNOWN, UNKNOWN, True, 0)), id="so does not applicable"),
        pytest.param(
            "2 2 2 4 4 4 ?",
            {"split": "moderated"},
            (UNKNOWN, Bounds(NO, UNKNOWN, False, 1)),
            id="so does a split: the highest end is unknown",
        ),
    ],
)
def test_what_is_counted_again(column: str, stage: dict[str, Any], expected: tuple[Outcome, Bounds]) -> None:
    assert bounds_of(dossier(policy(stage=stage), *answers(GOV1=column))) == expected


def test_members_without_a_sheet_may_answer_yet() -> None:
    held = dossier(policy(), *answers(GOV1="3 3 3 3"), members=seated(icb=9))
    assert bounds_of(held) == (YES, Bounds(NO, YES, False, 5))


@pytest.mark.parametrize(
    ("mark", "parts"),
    [
        pytest.param("", {"moderation": moderation(GOV1=3)}, id="a level was agreed"),
        pytest.param("*", {"evidence": evidence(GOV1=3)}, id="a record"),
        pytest.param(
            "",
            {
                "round_": {
                    "excluded": {"GOV1": {"reason": "no pool"}},
                    "waived": {"GOV1": {"by": "ICB", "date": "2022-12-01", "reason": "elsewhere"}},
                }
            },
            id="waived",
        ),
    ],
)
def test_what_is_not_judged_on_shares_stands(mark: str, parts: dict[str, Any]) -> None:
    held = dossier(policy(criteria=f"GOV1{mark}"), *answers(GOV1="3 3 2 2"), members=seated(icb=9), **parts)
    assert bounds_of(held) == (YES, Bounds(YES, YES, True, 0))


def test_only_answers_on_criteria_that_can_move_are_counted() -> None:
    asked = policy("GOV1=3 GOV2=3 FIN1=3")
    held = dossier(asked, *answers(GOV1="3 3 2 2 ?", GOV2="3 3 3 3 ?", FIN1="4 4 0 0 ?"), members=seated(icb=6))
    assert bounds_of(held) == (YES, Bounds(NO, YES, False, 4))


def test_a_gate_that_another_test_settles_is_settled() -> None:
    asked = policy("GOV1=3 GOV2=3")
    held = dossier(asked, *answers(GOV1="3 3 2 2 ?", GOV2="0 0 0 0 0"))
    assert bounds_of(held) == (NO, Bounds(NO, NO, True, 0))


def test_an_unknown_elsewhere_leaves_room_downwards_only() -> None:
    asked = policy("GOV1=3 GOV2=3")
    held = dossier(asked, *answers(GOV1="3 3 2 2 ?", GOV2="? ? ? ? ?"))
    assert bounds_of(held) == (UNKNOWN, Bounds(NO, UNKNOWN, False, 1))


def test_other_tests_stand_as_they_are() -> None:
    asked = policy(stage={"returned": "100%", "fresh_quarters": 0})
    held = dossier(asked, *answers(GOV1="3 3 3 3 3 _"))
    assert bounds_of(held, date(2023, 3, 1)) == (UNKNOWN, Bounds(UNKNOWN, UNKNOWN, True, 0))
