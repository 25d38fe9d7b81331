"""Who may see what?

The one place that withholds (method.md section 8). Every output is made from a `Copy`; a renderer never
sees what its audience may not. A lone person at either end of a distribution is counted with the next
occupied level, without a sign that it was so, and a count that would undo the fold is given as a range.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pbp_assess.core.agreement import Agreement
from pbp_assess.core.assess import (
    AssessmentResult,
    Commitment,
    Condition,
    FunctionReadiness,
    Headline,
    RoundFacts,
    StageResult,
    headline_of,
)
from pbp_assess.core.assessment import (
    AgreedLevel,
    DocumentEntry,
    Exclusion,
    RecordedLevel,
    State,
    Theme,
    Waiver,
)
from pbp_assess.core.gate import Check, Finding, Gate, Part, Withheld
from pbp_assess.core.matrix import Criterion
from pbp_assess.core.profile import CriterionProfile, DomainProfile, Held, Source, profile_domain
from pbp_assess.core.tally import Coverage, Distribution, Ratio

FEWEST_PRINTED = 3  # people; "never a number under 3"
GROUPED = frozenset({Part.BALANCED, Part.DISSENT, Part.SECTORS})


class Audience(StrEnum):
    """For whom a copy is made. The ICB's copy is treated as public: board papers are."""

    FACILITATOR = "facilitator"
    PARTNERSHIP = "partnership"
    PUBLIC = "public"


class KeptBack(StrEnum):
    """What a copy does not show."""

    PEOPLE = "who answered what"
    SECTORS = "figures by sector"
    LONE_VOICES = "a lone person at either end"
    SMALL_COUNTS = "counts of too few people"
    DISTRIBUTIONS = "counts by level"
    THEMES = "themes not released"


@dataclass(frozen=True, slots=True)
class Band:
    """How many gave a level, with a lone person beyond it where they are folded in.

    It has one level even so: a band of two would say that exactly one person stands at its far end.
    """

    level: int
    count: int


@dataclass(frozen=True, slots=True)
class CriterionCopy:
    """What an audience may see of one criterion.

    `bands` and `invited` are empty when nobody gave a level. `at_held` counts members at the level used or
    higher. `asked` is 0 for a criterion that this round did not ask.
    """

    criterion: Criterion
    held: Held
    supported: int | Withheld | None
    agreement: Agreement | None
    asked: int
    n: int
    states: Mapping[State, int] | Withheld
    bands: tuple[Band, ...] | Withheld
    invited: tuple[Band, ...] | Withheld
    at_held: Ratio | Withheld | None


@dataclass(frozen=True, slots=True)
class AgreedCopy:
    """A level agreed on the day; `evidence` says whether any stands beside it."""

    level: int
    date: datetime.date
    reason: str | Withheld
    evidence: bool
    dissent: int | Withheld | None


@dataclass(frozen=True, slots=True)
class Copy:
    """A result as one audience may see it, with what was kept back.

    `sectors_heard`, `straight_lining` and `edited_late` are the facilitator's.
    """

    audience: Audience
    facts: RoundFacts
    members: Ratio
    invited: Ratio
    sectors_required: tuple[str, ...]
    sectors_heard: tuple[str, ...] | Withheld
    states: Mapping[State, int]
    headline: Headline
    domains: tuple[DomainProfile, ...]
    criteria: Mapping[str, CriterionCopy]
    functions: tuple[FunctionReadiness, ...]
    themes: tuple[Theme, ...]
    choices: Mapping[str, int]
    choosers: int
    agreed: Mapping[str, AgreedCopy]
    records: Mapping[str, RecordedLevel]
    documents: Mapping[str, Mapping[str, DocumentEntry]]
    excluded: Mapping[str, Exclusion]
    waived: Mapping[str, Waiver]
    commitments: tuple[Commitment, ...]
    straight_lining: tuple[str, ...] | Withheld
    edited_late: tuple[str, ...] | Withheld
    kept_back: tuple[KeptBack, ...]

    @property
    def sought(self) -> tuple[FunctionReadiness, ...]:
        """The functions sought, in matrix order."""
        return tuple(function for function in self.functions if function.sought)


# --- counts ---------------------------------------------------------------------------------------


def bands(distribution: Distribution, *, fold: bool) -> tuple[Band, ...]:
    """The occupied levels; with `fold`, a lone person at either end is counted with the next occupied level."""
    occupied = [Band(distribution.lowest + p, count) for p, count in enumerate(distribution.counts) if count]
    if fold and len(occupied) > 1 and occupied[0].count == 1:
        occupied[:2] = [replace(occupied[1], count=occupied[1].count + 1)]
    if fold and len(occupied) > 1 and occupied[-1].count == 1:
        occupied[-2:] = [replace(occupied[-2], count=occupied[-2].count + 1)]
    return tuple(occupied)


def blurred(ratio: Ratio) -> Ratio:
    """A count that leaves at most one person on either side, as a range: "at least 10 of 11", "at most 1 of 11"."""
    if ratio.count <= 1:
        return Ratio(0, ratio.of, up_to=1)
    if ratio.of - ratio.count <= 1:
        return Ratio(ratio.of - 1, ratio.of, up_to=ratio.of)
    return ratio


@dataclass(frozen=True, slots=True)
class _Rules:
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
        return not self.everything and _few(profile, self.minimum_cell)

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


def _few(profile: CriterionProfile, minimum_cell: int) -> bool:
    """Whether so few gave a level that what most of them see is what somebody said."""
    return profile.tally is not None and 0 < profile.tally.n < minimum_cell


def _count_at(result: AssessmentResult) -> dict[str, int]:
    """The highest level sought of each criterion: the one level at which a public copy gives a count."""
    highest: dict[str, int] = {}
    for function in result.sought:
        for finding in function.aim.gate.findings if function.aim else ():
            if finding.required_level is not None:
                highest[finding.subject] = max(
                    finding.required_level, highest.get(finding.subject, finding.required_level)
                )
    return highest


def _kept_back(result: AssessmentResult, audience: Audience) -> Iterator[KeptBack]:
    """What this copy does not show, most personal first."""
    if audience is Audience.FACILITATOR:
        return
    yield KeptBack.PEOPLE
    yield KeptBack.SECTORS
    if audience is Audience.PUBLIC:
        yield KeptBack.DISTRIBUTIONS
    else:
        yield KeptBack.LONE_VOICES
    yield KeptBack.SMALL_COUNTS
    if not all(theme.released for theme in result.themes):
        yield KeptBack.THEMES


def _choices(result: AssessmentResult, audience: Audience) -> dict[str, int]:
    """How many chose each criterion; shared copies leave out counts under three, public ones all."""
    if audience is Audience.PUBLIC:
        return {}
    least = 1 if audience is Audience.FACILITATOR else FEWEST_PRINTED
    return {criterion: count for criterion, count in result.choices.items() if count >= least}


def disclose(result: AssessmentResult, audience: Audience) -> Copy:
    """The copy of a result that this audience may see."""
    minimum = result.facts.matrix.counting.minimum_cell
    few = any(_few(profile, minimum) for profile in result.profile.criteria.values())
    rules = _Rules(audience, minimum, _count_at(result), few)
    full = rules.everything
    shown = result.functions if audience is not Audience.PUBLIC else result.sought
    coverage: Coverage = result.coverage
    matrix = result.facts.matrix
    criteria = {name: rules.masked(profile) for name, profile in result.profile.criteria.items()}
    return Copy(
        audience=audience,
        facts=result.facts,
        members=coverage.members,
        invited=coverage.invited,
        sectors_required=coverage.sectors_required,
        sectors_heard=coverage.sectors_heard if full else Withheld.WITHHELD,
        states=result.states,
        headline=headline_of(matrix, criteria),
        domains=tuple(profile_domain(matrix, entry.domain, criteria) for entry in result.profile.domains),
        criteria={name: rules.criterion(profile) for name, profile in criteria.items()},
        functions=tuple(rules.function(function) for function in shown),
        themes=tuple(theme for theme in result.themes if full or theme.released),
        choices=_choices(result, audience),
        choosers=result.choosers,
        agreed={name: rules.agreed(agreed) for name, agreed in result.agreed.items()},
        records={
            name: record if full else record.model_copy(update={"note": None})
            for name, record in result.records.items()
        },
        documents={
            function: {
                name: entry if full else entry.model_copy(update={"note": None, "link": None})
                for name, entry in entries.items()
            }
            for function, entries in result.documents.items()
        },
        excluded=result.excluded,
        waived=result.waived,
        commitments=result.commitments,
        straight_lining=result.straight_lining if full else Withheld.WITHHELD,
        edited_late=result.edited_late if full else Withheld.WITHHELD,
        kept_back=tuple(_kept_back(result, audience)),
    )
