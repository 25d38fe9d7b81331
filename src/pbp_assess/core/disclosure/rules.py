"""What does one audience lose of a check, a finding, a criterion?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import is_
from typing import TypeVar

from pbp_assess.core.agreement import Agreement, Closeness, agreement
from pbp_assess.core.assess import Condition, FunctionReadiness, NamedDissent, StageResult
from pbp_assess.core.disclosure.bounds import StillOut
from pbp_assess.core.disclosure.copy import AgreedCopy, Audience, Band, CriterionCopy, Kinds
from pbp_assess.core.disclosure.counts import bands, blurred, folded
from pbp_assess.core.disclosure.kinds import kinds_of
from pbp_assess.core.gate import Check, Finding, Gate, Outcome, Part, Withheld, all_of
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.profile import CriterionProfile, Held, Source
from pbp_assess.core.records import AgreedLevel, Decision, DocumentEntry, Target
from pbp_assess.core.tally import CriterionTally, Distribution, Ratio

W = TypeVar("W", Target, Decision)

BY_GROUP = frozenset({Part.BALANCED, Part.DISSENT})
GROUPED = frozenset({Part.BALANCED, Part.DISSENT, Part.SECTORS})


def too_few(profile: CriterionProfile, minimum_cell: int) -> bool:
    """Whether so few gave a level that what most of them see is what somebody said."""
    return profile.tally is not None and 0 < profile.tally.n < minimum_cell


def _decides(finding: Finding, check: Check) -> bool:
    """Whether a check by group is one that the outcome of its finding hangs on."""
    if finding.outcome is Outcome.MET:
        return check.part is not Part.DISSENT
    return all_of(other.outcome for other in finding.checks if other is not check) is not finding.outcome


def _deciding(finding: Finding) -> Iterator[Check]:
    """The checks of a finding without those by group that change nothing: beside a count they would say who.

    Of a finding that is met every one says so anyway; but that a group dissented is said only while it matters.
    """
    for check in finding.checks:
        if check.part not in BY_GROUP or _decides(finding, check):
            yield check


@dataclass(frozen=True, slots=True)
class Rules:
    """What one audience may see of one result. `count_at` is the one level a public count is given at."""

    audience: Audience
    matrix: Matrix
    count_at: Mapping[str, int]
    few_anywhere: bool
    still_out: StillOut

    @property
    def everything(self) -> bool:
        """Whether this is the facilitator's own copy."""
        return self.audience is Audience.FACILITATOR

    @property
    def minimum_cell(self) -> int:
        """The fewest people whose counts are given."""
        return self.matrix.counting.minimum_cell

    def count(self, ratio: Ratio) -> Ratio | Withheld:
        """A count of members at a level or higher."""
        if self.everything:
            return ratio
        return Withheld.WITHHELD if ratio.of < self.minimum_cell else blurred(ratio)

    def spread(self, distribution: Distribution) -> tuple[Band, ...] | Withheld:
        """Counts by level."""
        if self.everything or not distribution.n:
            return bands(distribution, fold=False)
        if self.audience is Audience.PUBLIC or distribution.n < self.minimum_cell:
            return Withheld.WITHHELD
        return bands(distribution, fold=True)

    def check(self, finding: Finding, check: Check) -> Check:
        """One check; group figures and counts of few people lose what was found, never the outcome."""
        if self.everything:
            return check
        if check.part is Part.NOT_APPLICABLE and isinstance(check.found, Ratio):
            return replace(check, found=self.count(check.found))
        if check.part in GROUPED:
            return replace(check, found=Withheld.WITHHELD)
        if check.part is Part.SHARE and isinstance(check.found, Ratio):
            elsewhere = (
                self.audience is Audience.PUBLIC and self.count_at.get(finding.subject) != finding.required_level
            )
            found = Withheld.WITHHELD if elsewhere else self.count(check.found)
            return check if found is check.found else replace(check, found=found)
        if check.part is Part.DISSENT_ENTRY or (check.part is Part.DOMAIN and self.few_anywhere):
            return replace(check, found=Withheld.WITHHELD)
        return check

    def finding(self, finding: Finding) -> Finding:
        """A finding with its checks as this audience may see them."""
        kept = finding.checks if self.everything else tuple(_deciding(finding))
        checks = tuple(self.check(finding, check) for check in kept)
        same = len(checks) == len(finding.checks) and all(map(is_, checks, finding.checks))
        return finding if same else replace(finding, checks=checks)

    def gate(self, gate: Gate) -> Gate:
        """A gate with its findings as this audience may see them."""
        return replace(gate, findings=tuple(self.finding(finding) for finding in gate.findings))

    def stage(self, result: StageResult) -> StageResult:
        """A function's stage as this audience may see it."""
        conditions = tuple(Condition(self.finding(entry.finding), entry.commitment) for entry in result.conditions)
        told = self.everything or self.still_out.tells(result.gate)
        return replace(
            result,
            gate=self.gate(result.gate),
            private=self.gate(result.private),
            bounds=result.bounds if told else Withheld.WITHHELD,
            conditions=conditions,
        )

    def function(self, function: FunctionReadiness) -> FunctionReadiness:
        """A function; the public sees only the stage that is sought."""
        stages = {
            stage: self.stage(result)
            for stage, result in function.stages.items()
            if self.audience is not Audience.PUBLIC or stage == function.sought
        }
        return replace(function, stages=stages)

    def few(self, profile: CriterionProfile) -> bool:
        """Whether too few gave a level for this audience."""
        return not self.everything and too_few(profile, self.minimum_cell)

    def masked(self, profile: CriterionProfile) -> CriterionProfile:
        """A criterion whose level used rests on too few answers loses it; records and agreed levels stay."""
        if self.few(profile) and profile.held.source in (Source.SUPPORTED, Source.NO_SHARED_VIEW):
            return replace(profile, held=Held(None, Source.TOO_FEW))
        return profile

    def agreement(self, profile: CriterionProfile, own: int | None = None) -> Agreement | None:
        """Agreement in words, from the counts as shared copies print them: so it tells no more than they do.

        No shared view and opposing views are verdicts, and stay what they are.
        """
        spread, tally = profile.agreement, profile.tally
        if self.everything or spread is None or tally is None or not tally.n:
            return spread
        if self.few(profile) or spread.too_few:
            return Agreement(None, Closeness.TOO_FEW, split=False, polarised=False, outlier=False, too_few=True)
        shown = agreement(folded(tally.distribution, own), self.matrix)
        word = Closeness.MIXED if spread.split and shown.closeness is Closeness.CLOSE else shown.closeness
        return replace(spread, consensus=None, closeness=word, outlier=shown.outlier and not spread.split)

    def states(self, tally: CriterionTally | None) -> Kinds | Withheld:
        """How many gave no level, and why as far as that singles nobody out."""
        if tally is None or self.audience is Audience.PUBLIC:
            return Withheld.WITHHELD
        return kinds_of(tally.states) if not self.everything else dict(tally.states.items())

    def criterion(self, profile: CriterionProfile) -> CriterionCopy:
        """A criterion's level used, agreement in words, and counts where they single nobody out."""
        tally, held = profile.tally, profile.held
        public = self.audience is Audience.PUBLIC
        at_held: Ratio | Withheld | None = None
        if tally and held.level is not None:
            at_held = Withheld.WITHHELD if public else self.count(tally.share(held.level))
        return CriterionCopy(
            profile.criterion,
            held,
            Withheld.WITHHELD if public or self.few(profile) else profile.supported,
            self.agreement(profile),
            tally.asked if tally else 0,
            tally.n if tally else 0,
            self.states(tally),
            self.spread(tally.distribution) if tally else (),
            self.spread(tally.invited) if tally else (),
            at_held,
        )

    def papers(self, entries: Mapping[str, DocumentEntry]) -> dict[str, DocumentEntry]:
        """Documents; where they lie and what was noted stay with the facilitator."""
        if self.everything:
            return dict(entries)
        return {name: entry.model_copy(update={"note": None, "link": None}) for name, entry in entries.items()}

    def unnoted(self, planned: W) -> W:
        """A target or a decision; what was noted about it stays with the facilitator."""
        return planned if self.everything else planned.model_copy(update={"note": None})

    def agreed(self, agreed: AgreedLevel, named: tuple[NamedDissent, ...]) -> AgreedCopy:
        """An agreed level; who was there, and who dissented unless they chose to be named, stay with the facilitator.

        The choice is to be named among the partners: a public copy names nobody.
        """
        full = self.everything
        return AgreedCopy(
            agreed.level,
            agreed.date,
            Withheld.WITHHELD if self.audience is Audience.PUBLIC else agreed.reason,
            agreed.evidence is not None,
            dissent=agreed.dissent if full else Withheld.WITHHELD,
            shown_by=agreed.evidence if full else Withheld.WITHHELD,
            revote=agreed.revote if full else Withheld.WITHHELD,
            sectors_present=agreed.sectors_present if full else Withheld.WITHHELD,
            dissenters=() if self.audience is Audience.PUBLIC else named,
        )
