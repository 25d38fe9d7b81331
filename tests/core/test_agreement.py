"""Do consensus and the flags say what the method says, at every threshold?"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import matrix
from cases import CASES, scale_and_levels
from pbp_assess.core.agreement import Agreement, Closeness, agreement, consensus, count_far, is_polarised
from pbp_assess.core.tally import Distribution

FLAGS = ("split", "polarised", "outlier", "too_few")


def distribution(levels: Sequence[int], scale: range = range(5)) -> Distribution:
    return Distribution.of(matrix(levels=scale), levels)


def spread(counts: str, **counting: Any) -> Agreement:
    """The agreement of these counts by level, lowest first, level 0 being the lowest."""
    numbers = tuple(map(int, counts.split()))
    return agreement(Distribution(0, numbers), matrix(levels=range(len(numbers)), counting=counting))


def flags(found: Agreement) -> frozenset[str]:
    return frozenset(flag for flag in FLAGS if getattr(found, flag))


# --- the worked numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_the_worked_numbers(case: str) -> None:
    known, found = CASES[case], agreement(distribution(CASES[case].levels), matrix())
    assert (found.consensus, found.closeness, flags(found)) == (known.consensus, known.closeness, known.flags)


@pytest.mark.parametrize(("steps", "far"), [(2, 2), (3, 2), (4, 2), (5, 2), (6, 2), (7, 3), (8, 3), (9, 4), (10, 4)])
def test_far_on_every_scale(steps: int, far: int) -> None:
    assert matrix(levels=range(steps)).far == far
    assert matrix(levels=range(1, steps + 1)).far == far


def test_far_may_be_stated() -> None:
    assert matrix(counting={"far": 3}).far == 3
    assert flags(spread("5 0 0 6 0", far=4)) == {"split", "polarised"}
    assert flags(spread("0 0 5 0 6", far=2)) == {"split"}
    assert flags(spread("0 0 5 0 6", far=3)) == set()


# --- consensus ------------------------------------------------------------------------------------


def leik(levels: Sequence[int], scale: range) -> Fraction:
    """Leik's ordinal dispersion D (1966), from its own definition: 2 * sum of d over (K - 1)."""
    total = Fraction(0)
    for level in scale[:-1]:
        cumulative = Fraction(sum(one <= level for one in levels), len(levels))
        total += cumulative if cumulative <= Fraction(1, 2) else 1 - cumulative
    return 2 * total / (len(scale) - 1)


@given(scale_and_levels(least=1))
def test_consensus_is_one_less_the_dispersion_of_leik(drawn: tuple[range, list[int]]) -> None:
    scale, levels = drawn
    found = consensus(distribution(levels, scale))
    assert found == 1 - leik(levels, scale)
    assert found is not None
    assert 0 <= found <= 1
    assert (found == 1) is (len(set(levels)) == 1)


@given(scale_and_levels(least=1))
def test_consensus_by_the_distance_from_any_median(drawn: tuple[range, list[int]]) -> None:
    scale, levels = drawn
    ordered, n = sorted(levels), len(levels)
    for median in range(ordered[(n - 1) // 2], ordered[n // 2] + 1):
        distance = Fraction(sum(abs(level - median) for level in levels), n)
        assert consensus(distribution(levels, scale)) == 1 - 2 * distance / (len(scale) - 1)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((5, 0, 0, 0, 5), Fraction(0), id="half at each end"),
        pytest.param((0, 0, 7, 0, 0), Fraction(1), id="all alike"),
        pytest.param((2, 2, 2, 2, 2), Fraction(2, 5), id="as many at each level"),
        pytest.param((1, 1), Fraction(0), id="two opposite"),
        pytest.param((3, 1), Fraction(1, 2), id="one in four"),
        pytest.param((0, 1), Fraction(1), id="one alone"),
    ],
)
def test_anchors_of_consensus(counts: tuple[int, ...], expected: Fraction) -> None:
    assert consensus(Distribution(0, counts)) == expected


def test_nobody_has_no_consensus() -> None:
    found = spread("0 0 0 0 0")
    assert (found.consensus, found.closeness, flags(found)) == (None, Closeness.NOBODY, frozenset({"too_few"}))
    assert count_far(Distribution(0, (0, 0, 0)), 2) == 0


@given(scale_and_levels(least=1))
def test_turning_the_scale_round_changes_no_consensus_split_or_polarisation(drawn: tuple[range, list[int]]) -> None:
    scale, levels = drawn
    there = agreement(distribution(levels, scale), matrix(levels=scale))
    back = agreement(distribution([scale[0] + scale[-1] - level for level in levels], scale), matrix(levels=scale))
    for figure in ("consensus", "split", "polarised", "too_few"):
        assert getattr(there, figure) == getattr(back, figure)


@given(scale_and_levels(least=5))
def test_flags_exclude_one_another(drawn: tuple[range, list[int]]) -> None:
    scale, levels = drawn
    found = agreement(distribution(levels, scale), matrix(levels=scale))
    assert found.split or not found.polarised
    assert not (found.split and found.outlier)
    assert not (found.split and found.closeness is Closeness.CLOSE)
    assert not found.too_few


# --- words and thresholds -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "value", "word"),
    [
        pytest.param("3 0 3 0 0", Fraction(1, 2), "wide apart", id="below 7/12"),
        pytest.param("0 2 2 1 1", Fraction(7, 12), "mixed", id="exactly 7/12"),
        pytest.param("0 0 3 3 0", Fraction(3, 4), "close", id="exactly 3/4"),
        pytest.param("2 0 8 0 0", Fraction(4, 5), "close", id="close, and too many are far for an outlier"),
        pytest.param("0 1 2 1 1", Fraction(3, 5), "mixed", id="just above 7/12"),
    ],
)
def test_the_word_for_agreement(counts: str, value: Fraction, word: str) -> None:
    found = spread(counts)
    assert (found.consensus, found.closeness) == (value, word)


def test_a_split_is_never_close() -> None:
    found = spread("0 0 3 0 7", close_from="2/5", mixed_from="1/3")
    assert (found.closeness, flags(found)) == (Closeness.MIXED, frozenset({"split"}))


def test_words_are_given_below_five_and_flags_are_not() -> None:
    found = spread("2 0 0 0 2")
    assert (found.consensus, found.closeness, flags(found)) == (
        Fraction(0),
        Closeness.WIDE_APART,
        frozenset({"too_few"}),
    )
    assert spread("0 0 0 4 0").closeness is Closeness.CLOSE
    assert flags(spread("3 0 0 0 2")) == {"split", "polarised"}
    assert flags(spread("2 0 0 0 2", flags_from=4)) == {"split", "polarised"}
    assert flags(spread("0 0 1 0 2", flags_from=1)) == {"split"}


@pytest.mark.parametrize(
    ("counts", "polarised"),
    [
        pytest.param("2 0 1 0 2", True, id="two of five on either side"),
        pytest.param("1 1 1 0 2", True, id="levels 0 and 1 are one camp"),
        pytest.param("1 0 2 0 2", False, id="one is no camp"),
        pytest.param("0 0 3 0 2", False, id="the middle is no camp"),
        pytest.param("3 0 2 0 3", True, id="three of eight"),
        pytest.param("2 0 3 0 3", False, id="two of eight"),
        pytest.param("4 0 3 0 4", True, id="four of eleven"),
        pytest.param("3 0 4 0 4", False, id="three of eleven"),
        pytest.param("3 0 4 0 3", True, id="three of ten"),
        pytest.param("2 2 1", False, id="three levels: only the ends are camps"),
        pytest.param("2 1 2", True, id="three levels"),
        pytest.param("2 0 0 3", True, id="four levels: the ends"),
        pytest.param("0 2 3 0", False, id="four levels: the two middle ones face nobody"),
        pytest.param("2 3", True, id="two levels, two of five"),
        pytest.param("1 4", False, id="two levels, one of five"),
        pytest.param("3 8", False, id="two levels, three of eleven"),
        pytest.param("4 7", True, id="two levels, four of eleven"),
    ],
)
def test_two_camps(counts: str, polarised: bool) -> None:
    found = spread(counts)
    assert found.polarised is polarised
    assert found.split or not polarised


def test_two_camps_need_two_sides_whatever_the_share() -> None:
    third, tenth = Fraction(1, 3), Fraction(1, 10)
    assert not is_polarised(Distribution(0, (0, 1)), third)
    assert not is_polarised(Distribution(0, (0, 5)), tenth)
    assert is_polarised(Distribution(0, (1, 4)), tenth)
    assert not is_polarised(Distribution(0, (1, 3, 4)), tenth)
    assert is_polarised(Distribution(0, (2, 3, 4)), tenth)
    two_fifths = Fraction(2, 5)
    assert is_polarised(Distribution(0, (4, 1, 5)), two_fifths)
    assert not is_polarised(Distribution(0, (3, 2, 5)), two_fifths)


@pytest.mark.parametrize(
    ("counts", "outlier"),
    [
        pytest.param("0 0 0 11 0", False, id="nobody is far"),
        pytest.param("0 1 0 10 0", True, id="one of eleven"),
        pytest.param("0 2 0 9 0", False, id="two of eleven are too many"),
        pytest.param("0 2 0 18 0", True, id="two of twenty"),
        pytest.param("0 2 0 17 0", False, id="two of nineteen"),
        pytest.param("0 1 0 18 1", True, id="one far, one near"),
        pytest.param("0 1 18 0 1", True, id="far upwards"),
        pytest.param("1 0 4", True, id="three levels"),
        pytest.param("1 4", False, id="on two levels nobody can be far"),
    ],
)
def test_one_or_two_see_it_very_differently(counts: str, outlier: bool) -> None:
    found = spread(counts)
    assert (found.outlier, found.split) == (outlier, False)


def test_far_is_counted_from_the_lower_median() -> None:
    found = distribution([1, 1, 1, 3, 3, 3])
    assert count_far(found, 2) == 3
    assert [count_far(distribution([0, 2, 2, 3, 4]), far) for far in (1, 2, 3)] == [3, 2, 0]
    assert [count_far(distribution([2, 4, 4, 5, 6], range(2, 7)), far) for far in (1, 2, 3)] == [3, 2, 0]


@given(st.lists(st.integers(0, 4), min_size=5, max_size=20))
def test_the_share_of_outliers_may_be_stated(levels: list[int]) -> None:
    found = distribution(levels)
    far = count_far(found, 2)
    usual, more = agreement(found, matrix()), agreement(found, matrix(counting={"outlier_share": "2/5"}))
    assert usual.outlier is (not usual.split and 1 <= far <= max(1, len(levels) // 10))
    assert more.outlier is (not more.split and 1 <= far <= max(1, 2 * len(levels) // 5))
