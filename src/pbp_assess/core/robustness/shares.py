"""What does a gate say when the same answers are counted another way?

A gate is taken apart into its share tests, which are counted again, and everything else it rests on, which stands
as it is (method.md section 5). Counting is in integers: who gave which level, and which level is required.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import lcm

from pbp_assess.core.assessment import State
from pbp_assess.core.gate import Gate, Outcome, all_of, met
from pbp_assess.core.requirement import Standing, once
from pbp_assess.core.robustness.bounds import SHARE_PARTS
from pbp_assess.core.tally import partition, unit_of

Votes = Mapping[str, int]  # the level that each leader gave, by id
Bloc = tuple[tuple[str, ...], int]  # the leaders of a group, and how many sectors (or organisations) it holds


class Grouping(StrEnum):
    """Who counts the same: each person, each sector or each organisation (small ones merged)."""

    PERSON = "person"
    SECTOR = "sector"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class BlocCount:
    """How many of a group gave a level, how many of them at the one required, and how many sectors it holds."""

    above: int
    given: int
    parts: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many gave a level, and how many of them at the one required; in all, and by group that counts the same."""

    above: int
    given: int
    blocs: tuple[BlocCount, ...]

    def moved(self, by: int, bloc: int | None) -> "Count":
        """The count with so many more at the level required, all of them in this group (None: in no group)."""
        blocs = tuple(
            replace(each, above=each.above + by) if place == bloc else each for place, each in enumerate(self.blocs)
        )
        return Count(self.above + by, self.given, blocs)


@dataclass(frozen=True, slots=True)
class Rule:
    """The share needed at a level: of persons, of the groups that count the same, or of both."""

    level: int
    share: Fraction
    persons: bool
    groups: tuple[Bloc, ...]

    def count(self, votes: Votes) -> Count:
        """These votes as the counts that the rule looks at."""
        above = {leader for leader, level in votes.items() if level >= self.level}
        blocs = tuple(
            BlocCount(sum(m in above for m in members), sum(m in votes for m in members), parts)
            for members, parts in self.groups
        )
        return Count(len(above), len(votes), blocs)

    def says(self, count: Count) -> Outcome:
        """What these counts say; 0 of 0 says nothing."""
        if not count.given:
            return Outcome.UNDETERMINED
        parts = [self._reached(count.above, count.given)] if self.persons else []
        if self.groups:
            parts.append(self._balanced(count))
        return all_of(parts)

    def outcome(self, votes: Votes) -> Outcome:
        """What these votes say."""
        return self.says(self.count(votes))

    def _balanced(self, count: Count) -> Outcome:
        """The mean of the groups' shares, each as heavy as it has parts; those without a vote are left out."""
        heard = [bloc for bloc in count.blocs if bloc.given]
        whole = lcm(*(bloc.given for bloc in heard))
        above = sum(bloc.parts * bloc.above * (whole // bloc.given) for bloc in heard)
        return self._reached(above, whole * sum(bloc.parts for bloc in heard))

    def _reached(self, above: int, of: int) -> Outcome:
        if not of:
            return Outcome.UNDETERMINED
        return met(above * self.share.denominator >= of * self.share.numerator)


def weights(groups: Iterable[Bloc], votes: Votes) -> dict[str, int]:
    """How much each vote counts for when groups count the same, in integers: a group's parts over its votes."""
    given = [(parts, [leader for leader in members if leader in votes]) for members, parts in groups]
    whole = lcm(*(len(leaders) for _, leaders in given if leaders))
    return {leader: parts * whole // len(leaders) for parts, leaders in given for leader in leaders}


@dataclass(frozen=True, slots=True)
class Way:
    """What is counted otherwise; a field left alone is counted as the stage says.

    `left_out` are members who do not count; `all_at` is one member whose whole sheet is at one level, and with `out_at`
    every answer still out is. With `below` those who cannot judge count as below what is required, with `invited` the
    invited voices count too.
    """

    left_out: frozenset[str] = frozenset()
    below: bool = False
    invited: bool = False
    share: Fraction | None = None
    grouping: Grouping | None = None
    all_at: tuple[str, int] | None = None
    out_at: int | None = None


AS_IT_IS = Way()


@dataclass(frozen=True, slots=True)
class Ballot:
    """What was answered to one criterion: levels of members and of invited voices, and who gave none.

    `out` are members asked who gave no level; `cannot_judge` are those of them who said so.
    """

    members: Votes
    invited: Votes
    out: tuple[str, ...]
    cannot_judge: tuple[str, ...]

    def votes(self, way: Way, required: int) -> Votes:
        """The votes that count, counted in this way."""
        votes = dict(self.members)
        if way.invited:
            votes |= self.invited
        if way.below:
            votes |= dict.fromkeys(self.cannot_judge, required - 1)
        if way.out_at is not None:
            votes |= dict.fromkeys(self.out, way.out_at)
        if way.all_at:
            votes[way.all_at[0]] = way.all_at[1]
        if way.left_out:
            votes = {leader: level for leader, level in votes.items() if leader not in way.left_out}
        return votes


@once
def ballot(standing: Standing, criterion: str) -> Ballot:
    """Who answered what to a criterion, members in the order of the round."""
    members, sheets = standing.dossier.round.members, standing.dossier.sheets
    asked = [leader for leader in standing.dossier.round.asked if leader in sheets]
    levels = {leader: sheets[leader].level(criterion) for leader in asked}
    given = {leader: level for leader, level in levels.items() if level is not None}
    out = tuple(leader for leader in members if leader not in given)
    return Ballot(
        {leader: level for leader, level in given.items() if leader in members},
        {leader: level for leader, level in given.items() if leader not in members},
        out,
        tuple(leader for leader in out if leader in sheets and sheets[leader].state(criterion) is State.CANNOT_JUDGE),
    )


@once
def blocs(standing: Standing, grouping: Grouping, *, invited: bool) -> tuple[Bloc, ...]:
    """The groups that count the same, as fixed by the members asked; none where that is each person.

    With `invited`, invited voices join the group of their own sector or organisation; one that no member comes from
    is no group, so those from it count as persons alone. A single group is all persons again.
    """
    groups = () if grouping is Grouping.PERSON else partition(standing.dossier, grouping.value)
    if len(groups) < 2:
        return ()
    seats = standing.dossier.round.asked if invited else standing.dossier.round.members
    unit = {leader: unit_of(seat, by=grouping.value) for leader, seat in seats.items()}
    return tuple(
        sorted((tuple(leader for leader in seats if unit[leader] in group.parts), len(group.parts)) for group in groups)
    )


@dataclass(frozen=True, slots=True)
class ShareTest:
    """A criterion whose share of members is tested against a level required."""

    criterion: str
    level: int


@once
def rule_for(standing: Standing, stage_id: str, test: ShareTest, way: Way = AS_IT_IS) -> Rule:
    """How the share is counted: as the stage says, but for what the way changes."""
    stage = standing.policy.stages[stage_id]
    share = way.share or stage.share_for(standing.profile.criteria[test.criterion].criterion)
    grouping = way.grouping
    if grouping is None:
        usual = Grouping(standing.dossier.matrix.counting.balance.by) if stage.balanced else Grouping.PERSON
        return Rule(test.level, share, True, blocs(standing, usual, invited=way.invited))
    groups = blocs(standing, grouping, invited=way.invited)
    return Rule(test.level, share, not groups, groups)


@once
def share_outcome(standing: Standing, stage_id: str, test: ShareTest, way: Way) -> Outcome:
    """What one share test says, counted in this way."""
    return rule_for(standing, stage_id, test, way).outcome(ballot(standing, test.criterion).votes(way, test.level))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a gate rests on: its share tests, and what everything else says."""

    standing: Standing
    gate: Gate
    tests: tuple[ShareTest, ...]
    rest: frozenset[Outcome]

    def counted(self, way: Way) -> Outcome:
        """The gate with its share tests counted in this way."""
        return all_of([*self.rest, *(share_outcome(self.standing, self.gate.stage, test, way) for test in self.tests)])

    @property
    def ballots(self) -> tuple[Ballot, ...]:
        """The answers to the criteria tested."""
        return tuple(ballot(self.standing, test.criterion) for test in self.tests)

    @property
    def members(self) -> frozenset[str]:
        """Members who gave a level to one of the criteria tested."""
        return frozenset(leader for answers in self.ballots for leader in answers.members)


def grounds(standing: Standing, gate: Gate) -> Grounds:
    """Take a gate apart."""
    checks = [(finding, check) for finding in gate.findings for check in finding.checks]
    tested = {finding.subject: finding.required_level for finding, check in checks if check.part in SHARE_PARTS}
    return Grounds(
        standing,
        gate,
        tuple(ShareTest(criterion, level) for criterion, level in tested.items() if level is not None),
        frozenset(check.outcome for _, check in checks if check.part not in SHARE_PARTS),
    )
