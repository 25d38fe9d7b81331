"""What are the method's worked numbers, and which panels do the laws draw?

The cases are method.md section 2's: scale 0 to 4, eleven members, level 3 required.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from build import seated
from pbp_assess.core.agreement import Closeness

SECTORS: Final = ("icb", "council", "trust", "gp", "voice", "other")
F_SEATS: Final = seated(icb=1, local_government=3, trusts=2, primary_care=3, community=2)


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table, and the consensus and word that follow."""

    levels: tuple[int, ...]
    at_3: int
    supported: int
    supported_at_3_4: int
    lower_median: int
    spread: int
    consensus: Fraction
    closeness: Closeness
    flags: frozenset[str] = frozenset()


CASES: Final = {
    "A": Case((1,) * 3 + (3,) * 6 + (4,) * 2, 8, 3, 1, 3, 2, Fraction(7, 11), Closeness.MIXED, frozenset({"split"})),
    "B": Case((2,) * 5 + (4,) * 6, 6, 2, 2, 4, 2, Fraction(6, 11), Closeness.WIDE_APART, frozenset({"split"})),
    "C": Case((2,) * 2 + (3,) * 9, 9, 3, 3, 3, 0, Fraction(10, 11), Closeness.CLOSE),
    "D": Case((0,) + (3,) * 10, 10, 3, 3, 3, 0, Fraction(19, 22), Closeness.CLOSE, frozenset({"outlier"})),
    "E": Case((2,) * 3 + (3,) * 3 + (4,) * 5, 8, 3, 2, 3, 2, Fraction(7, 11), Closeness.MIXED, frozenset({"split"})),
    "F": Case(
        (2, 3, 3, 3, 2, 3, 3, 3, 3, 1, 2), 7, 3, 2, 3, 1, Fraction(17, 22), Closeness.CLOSE, frozenset({"outlier"})
    ),
    "G": Case(
        (0, 0, 1, 1, 3, 3, 3, 3, 4, 4, 4),
        7,
        3,
        1,
        3,
        3,
        Fraction(9, 22),
        Closeness.WIDE_APART,
        frozenset({"split", "polarised"}),
    ),
}


@st.composite
def scale_and_levels(draw: st.DrawFn, *, least: int = 0, most: int = 14) -> tuple[range, list[int]]:
    """A scale of 2 to 10 levels, starting anywhere from 0 to 2, and levels given on it."""
    lowest = draw(st.integers(0, 2))
    scale = range(lowest, lowest + draw(st.integers(2, 10)))
    return scale, draw(st.lists(st.sampled_from(scale), min_size=least, max_size=most))
