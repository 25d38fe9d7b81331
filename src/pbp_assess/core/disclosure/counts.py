"""How is a count given so that it singles nobody out?

A lone person at either end of a distribution is counted with the next occupied level, without a sign that
it was so, and a count that would undo the fold is given as a range.
"""

from dataclasses import replace

from pbp_assess.core.disclosure.copy import Band
from pbp_assess.core.tally import Distribution, Ratio

FEWEST_PRINTED = 3  # people; "never a number under 3"


def bands(distribution: Distribution, *, fold: bool) -> tuple[Band, ...]:
    """The occupied levels; with `fold`, a lone person at either end is counted with the next occupied level."""
    occupied = [Band(distribution.lowest + p, count) for p, count in enumerate(distribution.counts) if count]
    if fold and len(occupied) > 1 and occupied[0].count == 1:
        occupied[:2] = [replace(occupied[1], count=occupied[1].count + 1)]
    if fold and len(occupied) > 1 and occupied[-1].count == 1:
        occupied[-2:] = [replace(occupied[-2], count=occupied[-2].count + 1)]
    return tuple(occupied)


def blurred(ratio: Ratio) -> Ratio:
    """A count that leaves at most one person on either side, as a range: "at least 10 of 11", "at most 1 of 11"."""
    if ratio.count <= 1:
        return Ratio(0, ratio.of, up_to=1)
    if ratio.of - ratio.count <= 1:
        return Ratio(ratio.of - 1, ratio.of, up_to=ratio.of)
    return ratio
