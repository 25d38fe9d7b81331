"""Which figures by sector may an audience see?

Where shared, a criterion is told by sector only if in every cell enough gave a level and nobody stands alone at an
end: then no cell, no complement and no difference from the whole does.
"""

from collections.abc import Mapping, Sequence
from typing import assert_never

from pbp_assess.core.breakdown import SectorTally, cells
from pbp_assess.core.disclosure.copy import Audience, SectorCopy, SectorFigures
from pbp_assess.core.disclosure.counts import bands, folded
from pbp_assess.core.profile import CriterionProfile
from pbp_assess.core.tally import Distribution, Ratio

TWO_LEVELS = 2


def _together(distributions: Sequence[Distribution]) -> Distribution:
    """The levels of several sectors as those of one."""
    columns = zip(*(each.counts for each in distributions), strict=True)
    return Distribution(distributions[0].lowest, tuple(map(sum, columns)))


def _tells(distributions: Sequence[Distribution], minimum: int) -> bool:
    """Whether a criterion may be told by sector: nobody stands alone in a cell, and holding it back would tell nothing.

    It would on two levels, and where one in each cell might stand at an end of the whole.
    """
    if len(distributions[0].counts) <= TWO_LEVELS:
        return False
    whole = bands(_together(distributions), fold=False)
    ends = {band.level: band.count for band in (*whole[:1], *whole[-1:])}
    enough = all(each.n >= minimum and folded(each) == each for each in distributions)
    return enough and min(ends.values()) > len(distributions)


def _figures(distribution: Distribution, held: int | None) -> SectorFigures:
    at_held = None if held is None else Ratio(distribution.at_least(held), distribution.n)
    return SectorFigures(distribution.n, bands(distribution, fold=False), at_held)


def _groups(sectors: Sequence[SectorTally], audience: Audience, minimum: int) -> tuple[tuple[str, ...], ...]:
    """One sector a cell for the facilitator; for the partnership as far as the partition allows, else none."""
    match audience:
        case Audience.FACILITATOR:
            return tuple((each.sector,) for each in sectors)
        case Audience.PARTNERSHIP:
            return cells({each.sector: each.members for each in sectors}, minimum)
        case Audience.PUBLIC:
            return ()
        case _:
            assert_never(audience)


def by_sector(
    sectors: Sequence[SectorTally], criteria: Mapping[str, CriterionProfile], audience: Audience, minimum: int
) -> tuple[SectorCopy, ...]:
    """The cells that this audience may see, each with the criteria that may be told."""
    known = {each.sector: each for each in sectors}
    groups = _groups(sectors, audience, minimum)
    told: dict[tuple[str, ...], dict[str, SectorFigures]] = {group: {} for group in groups}
    for name in sectors[0].levels if groups else ():
        found = [_together([known[sector].levels[name] for sector in group]) for group in groups]
        if audience is Audience.FACILITATOR or _tells(found, minimum):
            for group, distribution in zip(groups, found, strict=True):
                told[group][name] = _figures(distribution, criteria[name].held.level)
    return tuple(SectorCopy(group, sum(known[one].members for one in group), told[group]) for group in groups)
