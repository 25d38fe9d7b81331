"""What does one audience lose of a check, a finding, a criterion?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pbp_assess.core.agreement import Agreement
from pbp_assess.core.assess import Condition, FunctionReadiness, StageResult
from pbp_assess.core.assessment import AgreedLevel
from pbp_assess.core.disclosure.copy import AgreedCopy, Audience, Band, CriterionCopy
from pbp_assess.core.disclosure.counts import bands, blurred
from pbp_assess.core.gate import Check, Finding, Gate, Part, Withheld
from pbp_assess.core.profile import CriterionProfile, Held, Source
from pbp_assess.core.tally import Distribution, Ratio

GROUPED = frozenset({Part.BALANCED, Part.DISSENT, Part.SECTORS})


def too_few(profile: CriterionProfile, minimum_cell: int) -> bool:
    """Whether so few gave a level that what most of them see is what somebody said."""
    return profile.tally is not None and 0 < profile.tally.n < minimum_cell


@dataclass(frozen=True, slots=True)
class Rules:
    """What one audience may see of one result. `count_at` is the one level a public count is given at."""

    audience: Audience
    minimum_cell: int
    count_at: Mapping[str, int]
    few_anywhere: bool

    @property
    def everything(self) -> bool:
        """Whether this is the facilitator's own copy."""
        return self.audience is Audience.FACILITATOR

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
        checks = tuple(self.check(finding, check) for check in finding.checks)
        changed = any(shown is not check for shown, check in zip(checks, finding.checks, strict=True))
        return replace(finding, checks=checks) if changed else finding

    def gate(self, gate: Gate) -> Gate:
        """A gate with its findings as this audience may see them."""
        return replace(gate, findings=tuple(self.finding(finding) for finding in gate.findings))

    def stage(self, result: StageResult) -> StageResult:
        """A function's stage as this audience may see it."""
        conditions = tuple(Condition(self.finding(entry.finding), entry.commitment) for entry in result.conditions)
        return replace(result, gate=self.gate(result.gate), private=self.gate(result.private), conditions=conditions)

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
        if self.few(profile) and profile.held.source is Source.SUPPORTED:
            return replace(profile, held=Held(None, Source.TOO_FEW))
        return profile

    def agreement(self, spread: Agreement | None) -> Agreement | None:
        """Agreement in words: the exact consensus would give a folded answer away."""
        return spread if self.everything or spread is None else replace(spread, consensus=None)

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
            self.agreement(profile.agreement),
            tally.asked if tally else 0,
            tally.n if tally else 0,
            Withheld.WITHHELD if public or tally is None else tally.states,
            self.spread(tally.distribution) if tally else (),
            self.spread(tally.invited) if tally else (),
            at_held,
        )

    def agreed(self, agreed: AgreedLevel) -> AgreedCopy:
        """An agreed level; who and how many dissented stays with the facilitator."""
        return AgreedCopy(
            agreed.level,
            agreed.date,
            Withheld.WITHHELD if self.audience is Audience.PUBLIC else agreed.reason,
            agreed.evidence is not None,
            agreed.dissent if self.everything else Withheld.WITHHELD,
        )
