"""How does each sector see it, and which sectors may be told apart?

A sector is shown by itself only where it, the others put together, and whatever is left when one of them is
taken away are enough people (method.md section 8). Who was asked decides it, once for a round.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.tally import Distribution


@dataclass(frozen=True, slots=True)
class SectorTally:
    """The levels that the members of one sector gave, by criterion asked."""

    sector: str
    members: int
    levels: Mapping[str, Distribution]


def tally_sectors(dossier: Dossier) -> tuple[SectorTally, ...]:
    """Every sector with a member asked: those that the matrix requires, then the place's others."""
    order = (*dossier.matrix.policy.sectors_required, *(sector.id for sector in dossier.place.sectors))
    asked: dict[str, list[str]] = {sector: [] for sector in order}
    for leader, seat in dossier.round.members.items():
        asked[seat.sector].append(leader)
    return tuple(
        SectorTally(sector, len(members), {name: _levels(dossier, name, members) for name in dossier.asked_criteria})
        for sector, members in asked.items()
        if members
    )


def _levels(dossier: Dossier, criterion: str, leaders: list[str]) -> Distribution:
    given = (dossier.sheets[leader].level(criterion) for leader in leaders if leader in dossier.sheets)
    return Distribution.of(dossier.matrix, (level for level in given if level is not None))


def cells(members: Mapping[str, int], minimum: int) -> tuple[tuple[str, ...], ...]:
    """The sectors to be shown, each by itself, and last those put together as one; empty where only the total may be.

    Sectors of fewer than `minimum` members are put together, and the smallest of the rest with them until they hold
    the minimum. Ties go to the first.
    """
    others = [sector for sector, count in members.items() if count < minimum]
    shown = [sector for sector in members if sector not in others]
    while shown and 0 < sum(members[sector] for sector in others) < minimum:
        smallest = min(shown, key=lambda sector: members[sector])
        shown.remove(smallest)
        others.append(smallest)
    found = (*((sector,) for sector in shown), *((tuple(others),) if others else ()))
    return found if len(found) > 1 else ()
