"""How far do the members agree on one criterion?

Consensus is C = 1 - 2 * AD / (K - 1), where AD is the average distance from the median in levels;
it equals 1 - D of Leik (1966). The flags are method.md section 2's.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pbp_assess.core.matrix import Counting, Matrix
from pbp_assess.core.tally import Distribution


class Closeness(StrEnum):
    """Agreement in one word; `NOBODY` when nobody gave a level, `TOO_FEW` in shared copies alone."""

    CLOSE = "close"
    MIXED = "mixed"
    WIDE_APART = "wide apart"
    NOBODY = "nobody could judge"
    TOO_FEW = "too few answers"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the spread of the levels says. With `too_few` answers no flag is raised."""

    consensus: Fraction | None
    closeness: Closeness
    split: bool
    polarised: bool
    outlier: bool
    too_few: bool


def consensus(distribution: Distribution) -> Fraction | None:
    """C, from 0 (half at each end) to 1 (all alike); None when nobody gave a level.

    AD is the sum over the steps of the scale of min(F, 1 - F), F being the cumulative share below the step.
    """
    n, steps = distribution.n, len(distribution.counts) - 1
    if not n:
        return None
    below, distance = 0, 0
    for count in distribution.counts[:-1]:
        below += count
        distance += min(below, n - below)
    return 1 - Fraction(2 * distance, n * steps)


def is_polarised(distribution: Distribution, share: Fraction) -> bool:
    """Whether two camps of at least floor((n+1) * share) face one another across the middle of the scale.

    On two levels there is no middle: the smaller camp is somebody, and that many.
    """
    n, top = distribution.n, len(distribution.counts) - 1
    camp = (n + 1) * share.numerator // share.denominator
    if top == 1:
        return min(distribution.counts) >= max(1, camp)
    low = sum(count for p, count in enumerate(distribution.counts) if 2 * p <= top - 2)
    high = sum(count for p, count in enumerate(distribution.counts) if 2 * p >= top + 2)
    return min(low, high) >= max(2, camp)


def count_far(distribution: Distribution, far: int) -> int:
    """How many gave a level `far` or more levels from the lower median."""
    middle = distribution.lower_median
    if middle is None:
        return 0
    centre = middle - distribution.lowest
    return sum(count for p, count in enumerate(distribution.counts) if abs(p - centre) >= far)


def _closeness(value: Fraction | None, counting: Counting, *, divided: bool) -> Closeness:
    """The word for a consensus; never "close" when split or polarised."""
    if value is None:
        return Closeness.NOBODY
    if value >= counting.close_from and not divided:
        return Closeness.CLOSE
    return Closeness.MIXED if value >= counting.mixed_from else Closeness.WIDE_APART


def agreement(distribution: Distribution, matrix: Matrix) -> Agreement:
    """Consensus and flags of one criterion's levels, by the matrix's thresholds."""
    counting, n = matrix.counting, distribution.n
    value = consensus(distribution)
    if n < counting.flags_from:
        return Agreement(value, _closeness(value, counting, divided=False), False, False, False, True)
    quartiles = distribution.quartiles
    polarised = is_polarised(distribution, counting.opposing_share)
    split = polarised or (quartiles is not None and quartiles[1] - quartiles[0] >= matrix.far)
    few = max(1, n * counting.outlier_share.numerator // counting.outlier_share.denominator)
    outlier = not split and 1 <= count_far(distribution, matrix.far) <= few
    return Agreement(value, _closeness(value, counting, divided=split), split, polarised, outlier, False)
