"""What may each audience see of how solid a verdict is?

Ids, answers that would flip a result and smallest moves are the facilitator's. Shared copies say in how many other
ways of counting the result is the same, and what kind of way changes it; never who, and only where that is the same
for every panel whose counts print alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pbp_assess.core.disclosure.copy import Audience
from pbp_assess.core.disclosure.counts import FEWEST_PRINTED, folded
from pbp_assess.core.gate import Outcome, Withheld
from pbp_assess.core.requirement import Standing, once
from pbp_assess.core.robustness.flips import lone_sheets
from pbp_assess.core.robustness.path import Path
from pbp_assess.core.robustness.readings import Family, Reading, organisations
from pbp_assess.core.robustness.shares import Ballot, Grounds, Rule, ShareTest, Way, ballot, rule_for
from pbp_assess.core.robustness.solidity import Solidity
from pbp_assess.core.tally import Distribution, Ratio

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

    `same` counts the other ways of counting that give the same result; `changes` are the kinds that do not. `untold`
    are those that rest on too few people to be counted in this copy, but for "cannot judge": that so few said so is
    not told either. `to_flip` counts answers; None when none can.
    """

    function: str
    stage: str
    outcome: Outcome
    awaits_answers: bool
    firm: bool | Withheld
    same: Ratio | Withheld
    changes: tuple[Change, ...] | Withheld
    untold: tuple[Family, ...]
    readings: tuple[Reading, ...] | Withheld
    deciding_members: tuple[str, ...] | Withheld
    deciding_organisations: tuple[str, ...] | Withheld
    to_flip: int | Withheld | None
    path: Path


# --- what rests on few people ---------------------------------------------------------------------


def _told(found: Solidity, reading: Reading, minimum_cell: int) -> bool:
    """Whether a shared copy may count this way: what it says is not what a few people answered.

    It turns on who was asked and who answered at all, never on which level they gave.
    """
    people = len(reading.people)
    match reading.family:
        case Family.HOLDERS:
            return min(people, len(found.grounds.members) - people) >= minimum_cell
        case Family.INVITED:
            return people >= minimum_cell
        case Family.CANNOT_JUDGE:
            return people >= FEWEST_PRINTED
        case _:
            return True


def _too_few(grounds: Grounds, minimum_cell: int) -> bool:
    """Whether a share test rests on so few answers that shared copies do not count them."""
    return any(len(answers.members) < minimum_cell for answers in grounds.ballots)


# --- what hangs on one hidden person --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Alike:
    """The answers to a question as shared copies print them, and who of them may stand across a level unseen.

    `by` is what one of `hidden` across the level adds to those who reach it.
    """

    printed: Ballot
    hidden: frozenset[str]
    by: int

    def outcomes(self, rule: Rule, way: Way) -> Iterator[Outcome]:
        """What a rule says of the panel as printed, and with one of the hidden across the level."""
        count = rule.count(self.printed.votes(way, rule.level))
        yield rule.says(count)
        counted = self.hidden - way.left_out - ({way.all_at[0]} if way.all_at else set())
        bloc_of = {leader: place for place, (members, _) in enumerate(rule.groups) for leader in members}
        for place in {bloc_of.get(leader) for leader in counted}:
            yield rule.says(count.moved(self.by, place))


def _alike(standing: Standing, test: ShareTest) -> _Alike:
    """The panels that print like this one, as far as they differ in who reaches the level tested."""
    levels, answers = standing.dossier.matrix.levels, ballot(standing, test.criterion)
    shown = folded(Distribution.of(standing.dossier.matrix, answers.members.values())).counts
    occupied = [level for level, count in zip(levels, shown, strict=True) if count]
    lowest, highest = occupied[0], occupied[-1]
    votes = {leader: min(max(given, lowest), highest) for leader, given in answers.members.items()}
    printed = replace(answers, members=votes)
    if levels[0] < test.level <= lowest:
        return _Alike(printed, frozenset(leader for leader, given in votes.items() if given == lowest), -1)
    if test.level > highest:
        return _Alike(printed, frozenset(leader for leader, given in votes.items() if given == highest), 1)
    return _Alike(printed, frozenset(), 0)


@once
def _hangs_on_one(standing: Standing, stage_id: str, test: ShareTest, ways: tuple[Way, ...]) -> bool:
    """Whether one of these ways of counting tells panels apart whose counts print alike."""
    panels = _alike(standing, test)
    if not panels.hidden:
        return False
    return any(len(set(panels.outcomes(rule_for(standing, stage_id, test, way), way))) > 1 for way in ways)


def _ways(found: Solidity, told: Iterable[Reading]) -> tuple[Way, ...]:
    """Every way of counting that what is told of one verdict rests on."""
    grounds, levels = found.grounds, found.grounds.standing.dossier.matrix.levels
    ways = [reading.way for reading in told if reading.way]
    ways += [Way(left_out=members) for members in organisations(grounds.standing).values()]
    ways += [way for leader in grounds.standing.dossier.round.members for way in lone_sheets(grounds, leader)]
    return tuple(dict.fromkeys([*ways, Way(out_at=levels[0]), Way(out_at=levels[-1])]))


def _tells_of_one(found: Solidity, told: Iterable[Reading]) -> bool:
    """Whether what would be told hangs on where one person stands whom the counts hide."""
    grounds, ways = found.grounds, _ways(found, told)
    return any(_hangs_on_one(grounds.standing, grounds.gate.stage, test, ways) for test in grounds.tests)


# --- the copies -----------------------------------------------------------------------------------


def _kinds(changing: Iterable[Reading], *, together: bool) -> tuple[Change, ...]:
    """The kinds among these ways, each once; with `together` one member and one organisation are one kind."""
    named = (
        Change(Family.MEMBER if together else reading.family)
        if reading.family in ONE_LEFT_OUT
        else Change(reading.family, reading.what)
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
    return SolidityCopy(
        found.gate.function,
        found.gate.stage,
        found.gate.outcome,
        found.gate.awaits_answers,
        found.firm,
        Ratio(found.same, len(found.readings)),
        _kinds(found.changing, together=False),
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
    told = tuple(reading for reading in found.readings if _told(found, reading, minimum_cell))
    changing = tuple(reading for reading in found.changing if reading in told)
    untold = {reading.family for reading in found.readings if reading not in told} - {Family.CANNOT_JUDGE}
    hidden = _too_few(found.grounds, minimum_cell) or _tells_of_one(found, told)
    return replace(
        _full(found),
        firm=withheld if hidden else found.firm,
        same=withheld if hidden else _same(told, changing),
        changes=withheld if hidden else _kinds(changing, together=True),
        untold=() if hidden else tuple(family for family in Family if family in untold),
        readings=withheld,
        deciding_members=withheld,
        deciding_organisations=withheld,
        to_flip=withheld,
        path=Path(tuple(replace(need, moves=withheld) for need in found.path.needs), withheld, withheld, withheld),
    )


def disclose_solidity(found: Mapping[str, Solidity], audience: Audience, minimum_cell: int) -> dict[str, SolidityCopy]:
    """How solid each verdict is, as this audience may see it; `minimum_cell` is the matrix's."""
    if audience is Audience.FACILITATOR:
        return {function: _full(entry) for function, entry in found.items()}
    return {function: _shared(entry, minimum_cell) for function, entry in found.items()}
