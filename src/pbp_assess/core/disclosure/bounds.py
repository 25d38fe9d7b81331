"""May it be said what the answers still out could do to a verdict?

A count of "at least 10 of 11" hides where one person stands, and whether the answers still out could change a result
may hang on that one. So it is told only where it is the same for every panel whose counts print alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pbp_assess.core.assess import AssessmentResult
from pbp_assess.core.disclosure.counts import folded
from pbp_assess.core.gate import Finding, Gate, Outcome, Part, all_of
from pbp_assess.core.requirement import share_checks
from pbp_assess.core.tally import CriterionTally, Distribution, GroupTally


def _moved(distribution: Distribution, start: int, end: int) -> Distribution:
    """The distribution with one person at another level."""
    counts = list(distribution.counts)
    counts[start - distribution.lowest] -= 1
    counts[end - distribution.lowest] += 1
    return Distribution(distribution.lowest, tuple(counts))


def _somebody_moved(tally: CriterionTally, start: int, end: int) -> Iterator[CriterionTally]:
    """The tally with one person of a group at another level, for each group that has somebody there."""
    for place, each in enumerate(tally.groups):
        if each.distribution.counts[start - tally.distribution.lowest]:
            gone = GroupTally(each.group, _moved(each.distribution, start, end))
            groups = (*tally.groups[:place], gone, *tally.groups[place + 1 :])
            yield replace(tally, distribution=_moved(tally.distribution, start, end), groups=groups)


def _ends_of(distribution: Distribution) -> tuple[int, int]:
    """The lowest and the highest level that somebody gave."""
    occupied = [level for level, count in enumerate(distribution.counts, start=distribution.lowest) if count]
    return occupied[0], occupied[-1]


def as_printed(tally: CriterionTally) -> CriterionTally:
    """The tally with a lone person at either end at the level that they are counted with."""
    printed = tally
    for end, inner in zip(_ends_of(tally.distribution), _ends_of(folded(tally.distribution)), strict=True):
        if end != inner:
            (printed,) = _somebody_moved(printed, end, inner)
    return printed


def alike(tally: CriterionTally, level: int) -> Iterator[CriterionTally]:
    """The tally as printed, and each with somebody alone beyond it, as far as it changes who reaches this level."""
    printed = as_printed(tally)
    yield printed
    lowest, highest = _ends_of(printed.distribution)
    bottom = tally.distribution.lowest
    if bottom < level <= lowest:
        yield from _somebody_moved(printed, lowest, bottom)
    if level > highest:
        yield from _somebody_moved(printed, highest, bottom + len(tally.distribution.counts) - 1)


@dataclass(frozen=True, slots=True)
class StillOut:
    """What may be told of the answers still out in one result. `known` remembers what was asked."""

    result: AssessmentResult
    known: dict[tuple[str, str, int], bool] = field(default_factory=dict, repr=False, compare=False)

    def tells(self, gate: Gate) -> bool:
        """Whether the bounds of this gate say no more than the counts of a shared copy."""
        return all(self._same(gate.stage, finding) for finding in gate.findings)

    def _same(self, stage: str, finding: Finding) -> bool:
        if finding.required_level is None or all(check.part is not Part.SHARE for check in finding.checks):
            return True
        key = (stage, finding.subject, finding.required_level)
        if key not in self.known:
            self.known[key] = len(set(self._outcomes(*key))) <= 1
        return self.known[key]

    def _outcomes(self, stage_id: str, criterion: str, level: int) -> Iterator[tuple[Outcome, Outcome]]:
        """The share tests with the answers still out at the lowest and at the highest, for each panel alike."""
        stage = self.result.facts.matrix.policy.stages[stage_id]
        profile = self.result.profile.criteria[criterion]
        if profile.tally is None or not profile.tally.out:
            return
        for tally in alike(profile.tally, level):
            low, high = (
                all_of(
                    check.outcome for check in share_checks(stage, profile.criterion, tally.filled(highest=end), level)
                )
                for end in (False, True)
            )
            yield low, high
