"""How many gave which answer, in all and by group?

Scores become counts here and nowhere else. Everything is integers and exact fractions; method.md
section 2 has the rules and the worked numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm

from pbp_assess.core.assessment import Dossier, Seat, State
from pbp_assess.core.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Ratio:
    """A count and its denominator. `up_to` is set where a lone person is hidden: between `count` and `up_to`."""

    count: int
    of: int
    up_to: int | None = None

    def reaches(self, share: Fraction) -> bool:
        """Whether count/of is at least `share`, exactly; 0 of 0 reaches nothing."""
        return self.of > 0 and self.count * share.denominator >= self.of * share.numerator

    def exceeds(self, share: Fraction) -> bool:
        """Whether count/of is more than `share`, exactly; 0 of 0 exceeds nothing."""
        return self.count * share.denominator > self.of * share.numerator


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many gave each level: `counts[p]` is the number at level `lowest + p`."""

    lowest: int
    counts: tuple[int, ...]

    @classmethod
    def of(cls, matrix: Matrix, levels: Iterable[int]) -> "Distribution":
        """Count levels of the matrix's scale, in any order."""
        counts = [0] * len(matrix.levels)
        for level in levels:
            counts[level - matrix.levels[0]] += 1
        return cls(matrix.levels[0], tuple(counts))

    @property
    def n(self) -> int:
        """How many gave a level."""
        return sum(self.counts)

    def at_least(self, level: int) -> int:
        """How many gave this level or a higher one."""
        return sum(self.counts[max(0, level - self.lowest) :])

    def value(self, number: int) -> int:
        """The `number`-th of the sorted levels, counting from 1."""
        reached = (position for position, total in enumerate(accumulate(self.counts)) if total >= number)
        return self.lowest + next(reached)

    def supported(self, share: Fraction) -> int | None:
        """The highest level that at least `share` gave or exceeded; None when nobody gave a level."""
        if not self.n:
            return None
        levels = range(self.lowest + len(self.counts) - 1, self.lowest, -1)
        return next((level for level in levels if Ratio(self.at_least(level), self.n).reaches(share)), self.lowest)

    @property
    def lower_median(self) -> int | None:
        """Value number ceil(n/2) of the sorted levels; None when nobody gave a level."""
        return self.value(-(-self.n // 2)) if self.n else None

    @property
    def quartiles(self) -> tuple[int, int] | None:
        """Values number ceil(n/4) and n + 1 - ceil(n/4): mirror images of one another."""
        if not self.n:
            return None
        first = -(-self.n // 4)
        return self.value(first), self.value(self.n + 1 - first)

    def filled(self, blanks: int, *, highest: bool) -> "Distribution":
        """This distribution with `blanks` further answers at the lowest or at the highest level."""
        counts = list(self.counts)
        counts[-1 if highest else 0] += blanks
        return Distribution(self.lowest, tuple(counts))


@dataclass(frozen=True, slots=True)
class Group:
    """Members counted together for the balanced share: one sector, or several merged because they are small.

    `parts` are the sectors (or organisations) it holds; it counts as many times as it has parts.
    """

    parts: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupTally:
    """One group's levels on one criterion."""

    group: Group
    distribution: Distribution

    @property
    def out(self) -> int:
        """Members of the group who were asked and gave no level."""
        return len(self.group.members) - self.distribution.n


@dataclass(frozen=True, slots=True)
class CriterionTally:
    """All that was answered to one criterion; `asked` and `states` are of members, `invited` of stakeholders."""

    criterion: str
    asked: int
    states: Mapping[State, int]
    distribution: Distribution
    groups: tuple[GroupTally, ...]
    invited: Distribution

    @property
    def n(self) -> int:
        """Members who gave a level."""
        return self.distribution.n

    @property
    def out(self) -> int:
        """Members who were asked and gave no level: each may still become one."""
        return self.asked - self.n

    @property
    def given(self) -> int:
        """Members who answered at all: a level, or any state but unanswered."""
        return self.asked - self.states[State.UNANSWERED]

    @property
    def not_applicable(self) -> Ratio:
        """Those who answered that it is not applicable, of those who answered at all."""
        return Ratio(self.states[State.NOT_APPLICABLE], self.given)

    def share(self, level: int) -> Ratio:
        """Members at this level or higher, of those who gave a level."""
        return Ratio(self.distribution.at_least(level), self.n)

    def balanced_share(self, level: int) -> Fraction | None:
        """The mean of the groups' shares at this level or higher, each weighted by its parts; None when n = 0."""
        heard = [(len(tally.group.parts), tally.distribution) for tally in self.groups if tally.distribution.n]
        if not heard:
            return None
        whole = lcm(*(distribution.n for _, distribution in heard))
        reached = sum(parts * found.at_least(level) * (whole // found.n) for parts, found in heard)
        return Fraction(reached, whole * sum(parts for parts, _ in heard))

    def filled(self, *, highest: bool) -> "CriterionTally":
        """This tally if every member asked who gave no level answered the lowest, or the highest."""
        return CriterionTally(
            self.criterion,
            self.asked,
            {state: self.asked if state is State.LEVEL else 0 for state in State},
            self.distribution.filled(self.out, highest=highest),
            tuple(
                GroupTally(tally.group, tally.distribution.filled(tally.out, highest=highest)) for tally in self.groups
            ),
            self.invited,
        )


def _units(dossier: Dossier, by: str) -> dict[str, list[str]]:
    """Members asked by sector (or organisation), in matrix order: required sectors first, then the place's."""
    order = [*dossier.matrix.policy.sectors_required, *(sector.id for sector in dossier.place.sectors)]
    if by == "organisation":
        order = [*(organisation.id for organisation in dossier.place.organisations), *order]
    units: dict[str, list[str]] = {unit: [] for unit in order}
    for leader, seat in dossier.round.members.items():
        units[unit_of(seat, by=by)].append(leader)
    return {unit: members for unit, members in units.items() if members}


def unit_of(seat: Seat, *, by: str) -> str:
    """The sector, or the organisation (the sector where none is given), that a seat belongs to."""
    return seat.organisation or seat.sector if by == "organisation" else seat.sector


def partition(dossier: Dossier, by: str = "") -> tuple[Group, ...]:
    """The groups of a round, fixed by who is asked: small ones are merged.

    The smallest merges into the next smallest until each holds `balance.min_group` members. Ties go to the
    first in matrix order; a merged group stands where its first part stood. `by` is a sector or an organisation,
    as the matrix says when it is left out.
    """
    units = _units(dossier, by or dossier.matrix.counting.balance.by)
    groups = [Group((unit,), tuple(members)) for unit, members in units.items()]
    minimum = dossier.matrix.counting.balance.min_group
    while len(groups) > 1 and min(len(group.members) for group in groups) < minimum:
        first, second = sorted(range(len(groups)), key=lambda place: len(groups[place].members))[:2]
        kept, gone = min(first, second), max(first, second)
        merged = Group(groups[kept].parts + groups[gone].parts, groups[kept].members + groups[gone].members)
        groups[kept : gone + 1] = [merged, *groups[kept + 1 : gone]]
    return tuple(groups)


def _spread(matrix: Matrix, levels: Mapping[str, int | None], leaders: Iterable[str]) -> Distribution:
    """The levels that these leaders gave."""
    given = (levels.get(leader) for leader in leaders)
    return Distribution.of(matrix, (level for level in given if level is not None))


def tally_criterion(dossier: Dossier, criterion: str, groups: tuple[Group, ...]) -> CriterionTally:
    """Count the answers to one criterion that was asked in this round."""
    matrix, members = dossier.matrix, dossier.round.members
    states = dict.fromkeys(State, 0)
    for leader in members:
        sheet = dossier.sheets.get(leader)
        states[sheet.state(criterion) if sheet else State.UNANSWERED] += 1
    levels = {leader: sheet.level(criterion) for leader, sheet in dossier.sheets.items()}
    return CriterionTally(
        criterion,
        len(members),
        states,
        _spread(matrix, levels, members),
        tuple(GroupTally(group, _spread(matrix, levels, group.members)) for group in groups),
        _spread(matrix, levels, dossier.round.stakeholders),
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who has been heard: members and invited voices asked and returned, and the required sectors heard."""

    members: Ratio
    invited: Ratio
    sectors_required: tuple[str, ...]
    sectors_heard: tuple[str, ...]


def cover(dossier: Dossier) -> Coverage:
    """Count sheets back (an answer to something asked) and the required sectors in which a member returned one."""
    asked = dossier.asked_criteria
    back = {leader for leader, sheet in dossier.sheets.items() if sheet.answers_any(asked)}
    members, invited = dossier.round.members, dossier.round.stakeholders
    required = dossier.matrix.policy.sectors_required
    heard = {seat.sector for leader, seat in members.items() if leader in back}
    return Coverage(
        Ratio(sum(leader in back for leader in members), len(members)),
        Ratio(sum(leader in back for leader in invited), len(invited)),
        required,
        tuple(sector for sector in required if sector in heard),
    )


def straight_lining(dossier: Dossier) -> tuple[str, ...]:
    """Leaders who gave one level to most of their criteria: for the facilitator's eyes only."""
    rule, asked = dossier.matrix.counting.straight_lining, dossier.asked_criteria
    found = []
    for leader in dossier.round.asked:
        if sheet := dossier.sheets.get(leader):
            given = (sheet.level(criterion) for criterion in asked)
            levels = Distribution.of(dossier.matrix, (level for level in given if level is not None))
            if levels.n >= rule.from_levels and Ratio(max(levels.counts), levels.n).reaches(rule.share):
                found.append(leader)
    return tuple(found)
