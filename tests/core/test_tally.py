"""Are scores counted as the method says: shares, supported level, medians, groups, coverage?"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import answers, dossier, matrix, place, seated, sheet
from cases import CASES, F_SEATS, SECTORS, scale_and_levels
from pbp_assess.core.assessment import Dossier, State
from pbp_assess.core.tally import (
    CriterionTally,
    Distribution,
    Group,
    GroupTally,
    Ratio,
    cover,
    partition,
    straight_lining,
    tally_criterion,
)

HALF, THREE_FIFTHS, THREE_QUARTERS = Fraction(1, 2), Fraction(3, 5), Fraction(3, 4)


def distribution(levels: Sequence[int], scale: range = range(5)) -> Distribution:
    return Distribution.of(matrix(levels=scale), levels)


def tally(held: Dossier, criterion: str = "GOV1") -> CriterionTally:
    return tally_criterion(held, criterion, partition(held))


# --- the worked numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_the_worked_numbers(case: str) -> None:
    known, found = CASES[case], distribution(CASES[case].levels)
    quartiles = found.quartiles
    assert quartiles is not None
    assert (
        found.n,
        found.at_least(3),
        found.supported(THREE_FIFTHS),
        found.supported(THREE_QUARTERS),
        found.lower_median,
        quartiles[1] - quartiles[0],
    ) == (11, known.at_3, known.supported, known.supported_at_3_4, known.lower_median, known.spread)


def test_the_balanced_share_of_case_f() -> None:
    held = dossier(matrix(), *answers(GOV1=" ".join(map(str, CASES["F"].levels))), members=F_SEATS)
    groups = tally(held).groups
    assert [group.group.parts for group in groups] == [
        ("icb", "trusts", "community"),
        ("local_government",),
        ("primary_care",),
    ]
    assert [group.distribution.counts for group in groups] == [(0, 1, 3, 1, 0), (0, 0, 0, 3, 0), (0, 0, 0, 3, 0)]
    assert tally(held).balanced_share(3) == Fraction(13, 25)
    assert tally(held).share(3) == Ratio(7, 11)


# --- one distribution -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "of", "share", "reached"),
    [
        (3, 5, THREE_FIFTHS, True),
        (59, 99, THREE_FIFTHS, False),
        (60, 99, THREE_FIFTHS, True),
        (996, 1000, Fraction(1), False),
        (1000, 1000, Fraction(1), True),
        (0, 0, HALF, False),
        (0, 1, HALF, False),
    ],
)
def test_a_share_is_reached_exactly(count: int, of: int, share: Fraction, reached: bool) -> None:
    assert Ratio(count, of).reaches(share) is reached


def test_nobody_gives_no_figure() -> None:
    nobody = distribution([])
    assert (nobody.n, nobody.supported(HALF), nobody.lower_median, nobody.quartiles) == (0, None, None, None)


def test_a_scale_may_start_anywhere() -> None:
    found = distribution([2, 2, 5], range(2, 6))
    assert (found.lowest, found.counts) == (2, (2, 0, 0, 1))
    assert [found.at_least(level) for level in (1, 2, 3, 5)] == [3, 3, 1, 1]
    assert (found.supported(HALF), found.lower_median, found.quartiles) == (2, 2, (2, 5))


@given(scale_and_levels())
def test_supported_at_a_half_is_the_upper_median(drawn: tuple[range, list[int]]) -> None:
    scale, levels = drawn
    found = distribution(levels, scale)
    by_definition = max((g for g in scale if 2 * sum(level >= g for level in levels) >= len(levels)), default=None)
    assert found.supported(HALF) == (by_definition if levels else None)
    assert found.supported(HALF) == (sorted(levels)[len(levels) // 2] if levels else None)


@given(scale_and_levels(least=1), st.fractions(min_value=Fraction(1, 20), max_value=1, max_denominator=20))
def test_supported_is_the_highest_level_that_the_share_reached(drawn: tuple[range, list[int]], share: Fraction) -> None:
    scale, levels = drawn
    reached = [g for g in scale if Fraction(sum(level >= g for level in levels), len(levels)) >= share]
    assert distribution(levels, scale).supported(share) == max(reached)
    assert scale[0] in reached


@given(scale_and_levels(least=1))
def test_medians_and_quartiles_by_position(drawn: tuple[range, list[int]]) -> None:
    scale, levels = drawn
    found, ordered, n = distribution(levels, scale), sorted(levels), len(levels)
    assert found.lower_median == ordered[(n - 1) // 2]
    assert found.quartiles == (ordered[(n - 1) // 4], ordered[n - 1 - (n - 1) // 4])


@given(scale_and_levels(least=1))
def test_quartiles_are_mirror_images(drawn: tuple[range, list[int]]) -> None:
    scale, levels = drawn
    ends = scale[0] + scale[-1]
    there = distribution(levels, scale).quartiles
    back = distribution([ends - level for level in levels], scale).quartiles
    assert there and back == (ends - there[1], ends - there[0])


def figures(found: Distribution) -> tuple[int, ...]:
    """Every figure that is a level."""
    levels = (found.lower_median, found.supported(HALF), found.supported(THREE_FIFTHS), *(found.quartiles or ()))
    return tuple(level for level in levels if level is not None)


@given(scale_and_levels(least=1), st.data())
def test_raising_an_answer_lowers_nothing(drawn: tuple[range, list[int]], data: st.DataObject) -> None:
    scale, levels = drawn
    who = data.draw(st.integers(0, len(levels) - 1))
    raised = levels.copy()
    raised[who] = data.draw(st.integers(levels[who], scale[-1]))
    before, after = distribution(levels, scale), distribution(raised, scale)
    assert all(after.at_least(level) >= before.at_least(level) for level in scale)
    assert figures(after) == tuple(map(max, figures(before), figures(after)))


@given(scale_and_levels(), st.integers(0, 5), st.booleans())
def test_filling_adds_answers_at_one_end(drawn: tuple[range, list[int]], blanks: int, highest: bool) -> None:
    scale, levels = drawn
    end = scale[-1] if highest else scale[0]
    filled = distribution(levels, scale).filled(blanks, highest=highest)
    assert filled == distribution(levels + [end] * blanks, scale)


# --- one criterion --------------------------------------------------------------------------------


def test_states_are_never_mixed() -> None:
    held = dossier(
        matrix(),
        *answers(GOV1="3 2 ? - na _"),
        sheet("guest", "GOV1=4"),
        members="m1 m2 m3 m4 m5 m6 silent",
        stakeholders="guest absent",
    )
    found = tally(held)
    assert found.states == {
        State.LEVEL: 2,
        State.CANNOT_JUDGE: 1,
        State.NOT_APPLICABLE: 1,
        State.DECLINED: 1,
        State.UNANSWERED: 2,
    }
    assert (found.asked, found.given, found.n, found.out) == (7, 5, 2, 5)
    assert found.distribution.counts == (0, 0, 1, 1, 0)
    assert found.invited.counts == (0, 0, 0, 0, 1)
    assert found.share(3) == Ratio(1, 2)


@pytest.mark.parametrize(
    ("column", "mostly"),
    [("na na 3 _ _", True), ("na na 3 ? _", False), ("na na na 3 - _", True), ("_ _", False), ("3 na", False)],
)
def test_mostly_not_applicable_is_more_than_half_of_the_answers(column: str, mostly: bool) -> None:
    assert tally(dossier(matrix(), *answers(GOV1=column))).not_applicable.exceeds(Fraction(1, 2)) is mostly


def test_the_balanced_share_leaves_out_groups_that_gave_no_level() -> None:
    held = dossier(matrix(), *answers(GOV1="3 3 1 ? ? - 4 4 4"), members=seated(icb=3, council=3, trust=3))
    assert tally(held).balanced_share(3) == (Fraction(2, 3) + 1) / 2
    assert tally(dossier(matrix(), *answers(GOV1="? -"))).balanced_share(3) is None


def test_a_group_counts_as_often_as_it_holds_sectors() -> None:
    held = dossier(matrix(), *answers(GOV1="4 4 0 0 0"), members=seated(icb=1, trust=1, council=3))
    assert [group.group.parts for group in tally(held).groups] == [("icb", "trust", "council")]
    held = dossier(matrix(), *answers(GOV1="4 4 4 0 0 0"), members=seated(icb=1, trust=2, council=3))
    assert [group.group.parts for group in tally(held).groups] == [("icb", "trust"), ("council",)]
    assert tally(held).balanced_share(3) == Fraction(2, 3)


def test_filled_answers_for_everybody_asked() -> None:
    found = tally(dossier(matrix(), *answers(GOV1="3 2 ? - na _"), members=seated(icb=3, council=3)))
    low, high = found.filled(highest=False), found.filled(highest=True)
    assert low.distribution.counts == (4, 0, 1, 1, 0)
    assert high.distribution.counts == (0, 0, 1, 1, 4)
    assert [group.distribution.counts for group in low.groups] == [(1, 0, 1, 1, 0), (3, 0, 0, 0, 0)]
    assert (low.n, low.out, high.balanced_share(3)) == (6, 0, Fraction(5, 6))
    assert low.states == {**dict.fromkeys(State, 0), State.LEVEL: 6}


@st.composite
def panels(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Seats of a few sectors, and a column of answers."""
    sizes = draw(st.lists(st.integers(0, 5), min_size=1, max_size=6).filter(any))
    seats = seated(**dict(zip(SECTORS, sizes, strict=False)))
    states = st.sampled_from(["0", "1", "2", "3", "4", "?", "-", "na", "_"])
    return seats, draw(st.lists(states, min_size=sum(sizes), max_size=sum(sizes)))


@given(panels(), st.integers(0, 4))
def test_the_balanced_share_by_hand(drawn: tuple[str, list[str]], level: int) -> None:
    seats, column = drawn
    held = dossier(matrix(), *answers(GOV1=" ".join(column)), members=seats)
    given_by = dict(zip(held.round.members, column, strict=True))
    shares: list[Fraction] = []
    for group in partition(held):
        levels = [int(text) for member in group.members if (text := given_by[member]).isdigit()]
        if levels:
            shares += [Fraction(sum(one >= level for one in levels), len(levels))] * len(group.parts)
    assert tally(held).balanced_share(level) == (sum(shares) / len(shares) if shares else None)


@given(panels(), st.data())
def test_raising_an_answer_lowers_no_balanced_share(drawn: tuple[str, list[str]], data: st.DataObject) -> None:
    seats, column = drawn
    given_a_level = [number for number, text in enumerate(column) if text.isdigit()]
    if not given_a_level:
        return
    who = data.draw(st.sampled_from(given_a_level))
    raised = [*column[:who], str(data.draw(st.integers(int(column[who]), 4))), *column[who + 1 :]]
    before, after = (tally(dossier(matrix(), *answers(GOV1=" ".join(one)), members=seats)) for one in (column, raised))
    for level in range(5):
        low, high = before.balanced_share(level), after.balanced_share(level)
        assert low is not None
        assert high is not None
        assert high >= low


# --- groups ---------------------------------------------------------------------------------------


def merged_by_hand(sizes: Sequence[int], minimum: int) -> list[set[int]]:
    """The method's merging, on sets of positions: who stands first is whoever's first part does."""
    groups = [{position} for position, size in enumerate(sizes) if size]

    def order(group: set[int]) -> tuple[int, int]:
        return sum(sizes[position] for position in group), min(group)

    while len(groups) > 1 and any(order(group)[0] < minimum for group in groups):
        smallest, next_smallest, *rest = sorted(groups, key=order)
        groups = [*rest, smallest | next_smallest]
    return sorted(groups, key=min)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=6).filter(any), st.integers(1, 5))
def test_groups_are_merged_as_by_hand(sizes: list[int], minimum: int) -> None:
    seats = seated(**dict(zip(SECTORS, sizes, strict=False)))
    asked = matrix(counting={"balance": {"min_group": minimum}})
    found = partition(dossier(asked, members=seats))
    order = [sector for sector, size in zip(SECTORS, sizes, strict=False) if size]
    by_hand = merged_by_hand([size for size in sizes if size], minimum)
    assert [set(group.parts) for group in found] == [{order[position] for position in group} for group in by_hand]
    assert all(len(group.members) >= minimum for group in found) or len(found) == 1
    assert sorted(chain.from_iterable(group.members for group in found)) == sorted(
        seat.split(":")[0] for seat in seats.split()
    )


@given(panels())
def test_groups_follow_from_who_is_asked_and_not_from_the_answers(drawn: tuple[str, list[str]]) -> None:
    seats, column = drawn
    silent = partition(dossier(matrix(), members=seats))
    assert partition(dossier(matrix(), *answers(GOV1=" ".join(column)), members=seats)) == silent


def parts_of(seats: str, fields: dict[str, Any] | None = None, **parts: Any) -> list[tuple[str, ...]]:
    return [group.parts for group in partition(dossier(matrix(**(fields or {})), members=seats, **parts))]


REQUIRED = {"stages": {"partial": {"plain": "decides"}}, "sectors_required": ["trust", "unseen"]}


@pytest.mark.parametrize(
    ("seats", "fields", "expected"),
    [
        pytest.param(seated(icb=3, trust=3), {}, [("icb",), ("trust",)], id="none is small"),
        pytest.param(seated(icb=1), {}, [("icb",)], id="one small group stays"),
        pytest.param(seated(icb=1, trust=1), {}, [("icb", "trust")], id="all there is may be small"),
        pytest.param(
            seated(icb=4, gp=2, trust=4), {}, [("icb", "gp"), ("trust",)], id="a tie goes to the first in order"
        ),
        pytest.param(
            seated(gp=4, icb=5, trust=2), {}, [("gp", "trust"), ("icb",)], id="it stands where its first part stood"
        ),
        pytest.param(
            seated(icb=3, trust=3, gp=3), {"readiness": REQUIRED}, [("trust",), ("icb",), ("gp",)], id="required first"
        ),
        pytest.param(
            seated(icb=1, gp=3, trust=3),
            {"readiness": REQUIRED},
            [("trust", "icb"), ("gp",)],
            id="matrix order breaks ties, a sector nobody comes from is no group",
        ),
    ],
)
def test_the_order_of_groups(seats: str, fields: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    assert parts_of(seats, fields) == expected


def test_groups_may_be_organisations() -> None:
    by = {"counting": {"balance": {"by": "organisation", "min_group": 2}}}
    seats = "a:gp:surgery b:gp:clinic c:gp:clinic d:trust:surgery"
    assert parts_of(seats, by) == [("surgery",), ("clinic",)]


def test_a_member_without_an_organisation_counts_with_the_sector_in_its_order() -> None:
    by = {"counting": {"balance": {"by": "organisation", "min_group": 1}}}
    where = place("x:council y:icb z:gp:surgery")
    expected = [("surgery",), ("council",), ("icb",)]
    assert parts_of("a:icb b:council c:gp:surgery", by, place=where) == expected
    assert parts_of("b:council c:gp:surgery a:icb", by, place=where) == expected


# --- who has been heard ---------------------------------------------------------------------------


def test_any_answer_returns_a_sheet() -> None:
    held = dossier(
        matrix(readiness={"stages": {"s": {"plain": "s"}}, "sectors_required": ["icb", "trust", "gp"]}),
        sheet("cannot", "GOV1=?"),
        sheet("declines", "GOV1=-"),
        sheet("opened", "GOV1=_"),
        sheet("guest", "GOV1=3"),
        members="cannot:icb declines:council opened:trust silent:trust away:trust",
        stakeholders="guest:gp absent:gp away-too:gp",
    )
    found = cover(held)
    assert (found.members, found.invited) == (Ratio(2, 5), Ratio(1, 3))
    assert (found.sectors_required, found.sectors_heard) == (("icb", "trust", "gp"), ("icb",))


def test_an_answer_to_nothing_asked_returns_no_sheet() -> None:
    excluded = {"excluded": {"GOV1": {"reason": "no pool here"}}}
    held = dossier(matrix(), sheet("gp", "GOV1=3"), sheet("director", "GOV1=3 GOV2=?"), round_=excluded)
    assert cover(held).members == Ratio(1, 2)
    pulse = {"kind": "pulse", "criteria": ["GOV2"]}
    held = dossier(matrix(), sheet("gp", "GOV1=3"), sheet("director", "GOV2=1"), round_=pulse)
    assert cover(held).members == Ratio(1, 2)


@pytest.mark.parametrize(
    ("column", "pointed_out"),
    [
        ("3 3 3 3 3 3 3 3 2 1", True),
        ("3 3 3 3 3 3 3 2 2 1", False),
        ("3 3 3 3 3 3 3 3 3 ?", False),
        ("3 3 3 3 3 3 3 3 3 3 ? na -", True),
    ],
)
def test_one_level_again_and_again_is_pointed_out(column: str, pointed_out: bool) -> None:
    texts = column.split()
    names = [f"GOV{number}" for number in range(1, len(texts) + 1)]
    scores = " ".join(f"{name}={text}" for name, text in zip(names, texts, strict=True))
    held = dossier(matrix(" ".join(names)), sheet("gp", scores), members="gp silent", stakeholders="guest")
    assert straight_lining(held) == (("gp",) if pointed_out else ())


def test_a_guest_is_pointed_out_too_but_not_for_what_is_excluded() -> None:
    names = [f"GOV{number}" for number in range(1, 11)]
    scores = " ".join(f"{name}=2" for name in names)
    held = dossier(matrix(" ".join(names)), sheet("guest", scores), members="gp", stakeholders="guest")
    assert straight_lining(held) == ("guest",)
    excluded = {"excluded": {"GOV1": {"reason": "no pool here"}}}
    held = dossier(matrix(" ".join(names)), sheet("gp", scores), round_=excluded)
    assert straight_lining(held) == ()


def test_a_group_knows_how_many_are_out() -> None:
    group = GroupTally(Group(("icb",), ("a", "b", "c")), distribution([3, 3]))
    assert group.out == 1
