"""How is a count given so that it singles nobody out?

A lone person at either end of a distribution is counted with the next occupied level, without a sign that
it was so, and a count that would undo the fold is given as a range. Whoever reads beside their own answer
can take it away from a count: then it is the others who must not stand alone.
"""

from pbp_assess.core.disclosure.copy import Band
from pbp_assess.core.tally import Distribution, Ratio

FEWEST_PRINTED = 3  # people; "never a number under 3"
FEWEST_AT_AN_END = 2  # people


def _fold(bands: list[tuple[int, int, int]]) -> None:
    """Count the first band with the second, as long as fewer than two others than the reader stand in it."""
    while len(bands) > 1 and bands[0][1] - bands[0][2] < FEWEST_AT_AN_END:
        (_, gone, went), (level, count, mine) = bands[:2]
        bands[:2] = [(level, count + gone, mine + went)]


def bands(distribution: Distribution, *, fold: bool, own: int | None = None) -> tuple[Band, ...]:
    """The occupied levels; with `fold`, a lone person at either end is counted with the next occupied level.

    `own` is the level of the one who reads: beside it, no other may stand alone at an end.
    """
    levels = enumerate(distribution.counts, start=distribution.lowest)
    occupied = [(level, count, int(level == own)) for level, count in levels if count]
    if fold:
        for _ in ("lower end", "upper end"):
            _fold(occupied)
            occupied.reverse()
    return tuple(Band(level, count) for level, count, _ in occupied)


def folded(distribution: Distribution, own: int | None = None) -> Distribution:
    """The distribution as shared copies print it, or as the copy of a leader who gave that level does."""
    counts = {band.level: band.count for band in bands(distribution, fold=True, own=own)}
    levels = range(distribution.lowest, distribution.lowest + len(distribution.counts))
    return Distribution(distribution.lowest, tuple(counts.get(level, 0) for level in levels))


def blurred(ratio: Ratio, fewest: int = FEWEST_AT_AN_END) -> Ratio:
    """A count that leaves fewer than `fewest` on either side, as a range: "at least 10 of 11", "at most 1 of 11"."""
    most = fewest - 1
    if ratio.count <= most:
        return Ratio(0, ratio.of, up_to=most)
    if ratio.of - ratio.count <= most:
        return Ratio(ratio.of - most, ratio.of, up_to=ratio.of)
    return ratio
