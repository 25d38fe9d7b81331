"""What may each audience see of how solid a verdict is?

Ids, answers that would flip a result and smallest moves are the facilitator's. Shared copies say in how many other
ways of counting the result is the same, and what kind of way changes it; never who.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pbp_assess.core.disclosure.copy import Audience
from pbp_assess.core.disclosure.counts import FEWEST_PRINTED
from pbp_assess.core.gate import Outcome, Withheld
from pbp_assess.core.robustness.path import Path
from pbp_assess.core.robustness.readings import Family, Reading
from pbp_assess.core.robustness.solidity import Solidity
from pbp_assess.core.tally import Ratio

ONE_LEFT_OUT = frozenset({Family.MEMBER, Family.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Change:
    """A kind of counting that gives another result; `what` is its grouping or share, empty for the rest.

    For shared copies leaving out one member and leaving out one organisation are one kind, `Family.MEMBER`: where
    one organisation alone has several members, its kind would name it.
    """

    family: Family
    what: str = ""


@dataclass(frozen=True, slots=True)
class SolidityCopy:
    """How solid one verdict is, as one audience may see it.

    `same` counts the other ways of counting that give the same result; `changes` are the kinds that do not, `untold`
    those that rest on too few people to be counted in this copy. `to_flip` counts answers; None when none can.
    """

    function: str
    stage: str
    outcome: Outcome
    awaits_answers: bool
    firm: bool
    settled: bool
    same: Ratio | Withheld
    changes: tuple[Change, ...] | Withheld
    untold: tuple[Family, ...]
    readings: tuple[Reading, ...] | Withheld
    deciding_members: tuple[str, ...] | Withheld
    deciding_organisations: tuple[str, ...] | Withheld
    to_flip: int | Withheld | None
    path: Path


def _told(found: Solidity, reading: Reading, minimum_cell: int) -> bool:
    """Whether a shared copy may count this way: what it says is not what a few people answered.

    It turns on who was asked and who answered at all, never on which level they gave.
    """
    people = len(reading.people)
    match reading.family:
        case Family.HOLDERS:
            return min(people, found.members - people) >= minimum_cell
        case Family.INVITED:
            return people >= minimum_cell
        case Family.CANNOT_JUDGE:
            return people >= FEWEST_PRINTED
        case _:
            return True


def _changes(changing: Iterable[Reading]) -> tuple[Change, ...]:
    """The kinds among these ways, each once."""
    named = (
        Change(Family.MEMBER) if reading.family in ONE_LEFT_OUT else Change(reading.family, reading.what)
        for reading in changing
    )
    return tuple(dict.fromkeys(named))


def _same(told: tuple[Reading, ...], changing: tuple[Reading, ...]) -> Ratio:
    """In how many ways the result is the same.

    Where one or two ways of leaving somebody out change it, it is a range: they would be one or two people.
    """
    same, singled_out = len(told) - len(changing), sum(reading.family in ONE_LEFT_OUT for reading in changing)
    if 0 < singled_out < FEWEST_PRINTED:
        most = same + singled_out - 1
        return Ratio(most - 1, len(told), up_to=most)
    return Ratio(same, len(told))


def _full(found: Solidity) -> SolidityCopy:
    """The facilitator's own copy."""
    named = (
        Change(reading.family, "" if reading.family in ONE_LEFT_OUT else reading.what) for reading in found.changing
    )
    return SolidityCopy(
        found.gate.function,
        found.gate.stage,
        found.gate.outcome,
        found.gate.awaits_answers,
        found.firm,
        found.bounds.settled,
        Ratio(found.same, len(found.readings)),
        tuple(dict.fromkeys(named)),
        (),
        found.readings,
        found.deciding_members,
        found.deciding_organisations,
        found.to_flip,
        found.path,
    )


def _shared(found: Solidity, minimum_cell: int) -> SolidityCopy:
    """A copy for anybody else."""
    withheld = Withheld.WITHHELD
    few = found.fewest is not None and found.fewest < minimum_cell
    told = tuple(reading for reading in found.readings if _told(found, reading, minimum_cell))
    changing = tuple(reading for reading in found.changing if reading in told)
    needs = tuple(replace(need, moves=withheld) for need in found.path.needs)
    return replace(
        _full(found),
        same=withheld if few else _same(told, changing),
        changes=withheld if few else _changes(changing),
        untold=() if few else tuple(reading.family for reading in found.readings if reading not in told),
        readings=withheld,
        deciding_members=withheld,
        deciding_organisations=withheld,
        to_flip=withheld,
        path=Path(needs, withheld, withheld, withheld),
    )


def disclose_solidity(found: Mapping[str, Solidity], audience: Audience, minimum_cell: int) -> dict[str, SolidityCopy]:
    """How solid each verdict is, as this audience may see it; `minimum_cell` is the matrix's."""
    if audience is Audience.FACILITATOR:
        return {function: _full(entry) for function, entry in found.items()}
    return {function: _shared(entry, minimum_cell) for function, entry in found.items()}
