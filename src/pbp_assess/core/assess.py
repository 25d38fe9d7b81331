"""What is the result of a round?

`assess` puts everything that was counted and judged into one `AssessmentResult`; every output reads that
and nothing else.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pbp_assess.core.agenda import Agenda, agenda
from pbp_assess.core.assessment import Dossier, Exclusion, State, Waiver
from pbp_assess.core.breakdown import SectorTally, tally_sectors
from pbp_assess.core.gate import Finding, Gate, Outcome, Status, Test, Withheld
from pbp_assess.core.holding import Holding, holdings
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.profile import CriterionProfile, Profile, Source
from pbp_assess.core.readiness import judge, on_private_answers, stand
from pbp_assess.core.records import AgreedLevel, Decision, DocumentEntry, RecordedLevel, Target, Theme
from pbp_assess.core.regression import Regression, regression
from pbp_assess.core.requirement import Standing
from pbp_assess.core.robustness import Bounds, bounds
from pbp_assess.core.shelf_life import Lapse, lapses
from pbp_assess.core.tally import Coverage, straight_lining

METHOD = "1"


@dataclass(frozen=True, slots=True)
class Headline:
    """How many criteria are used at the headline level or above, below it, or at no level; they add up to `of`."""

    level: int
    at_or_above: int
    below: int
    no_shared_view: int
    unknown: int
    of: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something to be done: `owner` is the role of the person who took it on; `done` on the day of judging."""

    id: str
    what: str
    owner: str
    due: datetime.date
    done: bool
    round_id: str
    function: str | None
    criterion: str | None
    document: str | None
    shown_by: str | None

    def overdue(self, on: datetime.date) -> bool:
        """Whether it should have been done before that day, and is not."""
        return not self.done and self.due < on


@dataclass(frozen=True, slots=True)
class NamedDissent:
    """Somebody who did not agree with a level and chose to be named, by role."""

    role: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A shortfall that may be met later. Without a commitment it has no owner and no date, and that is said."""

    finding: Finding
    commitment: Commitment | None


@dataclass(frozen=True, slots=True)
class StageResult:
    """One function at one stage: the gate with all that was agreed, and on the private answers alone.

    `bounds` may be withheld in a shared copy.
    """

    gate: Gate
    private: Gate
    bounds: Bounds | Withheld
    regression: Regression
    conditions: tuple[Condition, ...]

    @property
    def loose(self) -> tuple[Condition, ...]:
        """The conditions that nobody has taken on: they have no owner and no date."""
        return tuple(condition for condition in self.conditions if condition.commitment is None)


@dataclass(frozen=True, slots=True)
class FunctionReadiness:
    """One function at every stage it has a gate for; `sought` is None when the round does not seek it."""

    function: str
    sought: str | None
    stages: Mapping[str, StageResult]
    highest_met: str | None

    @property
    def aim(self) -> StageResult | None:
        """The result at the stage sought."""
        return self.stages.get(self.sought) if self.sought else None


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """Which round this is. `first_round` says that no full round stands before it.

    `sectors` are those of the members asked, by id, with their names in the order of the place. `later_rounds` are
    the labels of the rounds opened after it.
    """

    place_id: str
    place: str
    icb: str
    committee: str
    illustrative: bool
    round_id: str
    kind: str
    opened: datetime.date
    closed: datetime.date | None
    as_of: datetime.date
    matrix: Matrix
    first_round: bool
    sectors: Mapping[str, str]
    later_rounds: frozenset[str] = frozenset()

    def comes_after(self, label: str) -> bool:
        """Whether the round of this label came before this one; a label need not sort by time."""
        return label != self.round_id and label not in self.later_rounds


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """One round, judged on one date: counts, verdicts, and the facts that outputs name.

    `states` counts members' answers by state over all criteria asked; `choices` how many members chose each
    criterion, of `choosers`. `agreed`, `dissenters`, `records`, `excluded` and `waived` are by criterion, `documents`
    by function, and `shown_by` holds the documents that show a criterion's level. `straight_lining` and
    `edited_late` are leader ids.
    """

    facts: RoundFacts

    # counted
    coverage: Coverage
    states: Mapping[State, int]
    sectors: tuple[SectorTally, ...]
    choices: Mapping[str, int]
    choosers: int

    # judged
    profile: Profile
    headline: Headline
    functions: tuple[FunctionReadiness, ...]
    agenda: Agenda

    # beside the answers
    themes: tuple[Theme, ...]
    agreed: Mapping[str, AgreedLevel]
    dissenters: Mapping[str, tuple[NamedDissent, ...]]
    records: Mapping[str, RecordedLevel]
    documents: Mapping[str, Mapping[str, DocumentEntry]]
    shown_by: Mapping[str, Mapping[str, DocumentEntry]]
    excluded: Mapping[str, Exclusion]
    waived: Mapping[str, Waiver]
    lapses: tuple[Lapse, ...]

    # what follows
    commitments: tuple[Commitment, ...]
    targets: tuple[Target, ...]
    decisions: tuple[Decision, ...]
    holdings: tuple[Holding, ...]

    # the facilitator's alone
    straight_lining: tuple[str, ...]
    edited_late: tuple[str, ...]

    @property
    def sought(self) -> tuple[FunctionReadiness, ...]:
        """The functions sought, in matrix order."""
        return tuple(function for function in self.functions if function.sought)


def headline_of(matrix: Matrix, criteria: Mapping[str, CriterionProfile]) -> Headline:
    """Count held levels against the matrix's headline level; excluded criteria are not counted."""
    held = [entry.held for entry in criteria.values() if entry.held.source is not Source.EXCLUDED]
    levels = [entry.level for entry in held if entry.level is not None]
    above = sum(level >= matrix.headline_level for level in levels)
    open_views = sum(entry.level is None and entry.source is Source.NO_SHARED_VIEW for entry in held)
    return Headline(
        matrix.headline_level,
        above,
        len(levels) - above,
        open_views,
        len(held) - len(levels) - open_views,
        len(held),
    )


def commitments_of(dossier: Dossier, as_of: datetime.date) -> tuple[Commitment, ...]:
    """The place's actions with their owners' roles, in the order of the file; what was done later was open then."""
    roles = {leader.id: leader.role for leader in dossier.panel.leaders}
    return tuple(
        Commitment(
            action.id,
            action.what,
            roles.get(action.owner, action.owner),
            action.due,
            action.status == "done" and (action.done is None or action.done <= as_of),
            action.round,
            action.function,
            action.criterion,
            action.document,
            action.shown_by,
        )
        for action in dossier.actions.actions
    )


def _dissenters(dossier: Dossier) -> dict[str, tuple[NamedDissent, ...]]:
    """Those who did not agree and chose to be named, by criterion."""
    roles = {leader.id: leader.role for leader in dossier.panel.leaders}
    return {
        name: tuple(NamedDissent(roles[one.leader], one.words) for one in agreed.dissenters)
        for name, agreed in dossier.moderation.agreed.items()
        if agreed.dissenters
    }


def levels_used(criteria: Mapping[str, CriterionProfile]) -> dict[str, int | None]:
    """The level used of each criterion, where it has one."""
    return {name: entry.held.level for name, entry in criteria.items()}


def _conditions(standing: Standing, gate: Gate) -> tuple[Condition, ...]:
    """Each condition of a gate that is ready with conditions, with the commitment that gives it owner and date."""
    if gate.status is not Status.READY_WITH_CONDITIONS:
        return ()
    planned = [entry for entry in commitments_of(standing.dossier, standing.as_of) if entry.function == gate.function]
    return tuple(Condition(finding, _commitment(finding, planned)) for finding in gate.shortfalls)


def _commitment(finding: Finding, planned: Sequence[Commitment]) -> Commitment | None:
    """The last commitment that names the condition's document, or its criterion."""
    paper = finding.test is Test.DOCUMENT
    named = (entry for entry in reversed(planned) if (entry.document if paper else entry.criterion) == finding.subject)
    return next(named, None)


def _stage_result(standing: Standing, private: Standing, function: str, stage: str) -> StageResult:
    """Judge one function at one stage, twice: with and without what was agreed on the day."""
    gate = judge(standing, function, stage)
    return StageResult(
        gate,
        judge(private, function, stage),
        bounds(standing, gate),
        regression(standing, gate),
        _conditions(standing, gate),
    )


def _functions(standing: Standing, private: Standing, *, only_sought: bool) -> tuple[FunctionReadiness, ...]:
    """Every function of the policy, or only those sought, at every stage it has a gate for."""
    results = []
    sought = standing.dossier.round.aims
    for function in standing.policy.functions:
        if only_sought and function.id not in sought:
            continue
        stages = {
            stage: _stage_result(standing, private, function.id, stage)
            for stage in standing.policy.stages
            if stage in function.gates
        }
        highest = None
        for stage, result in stages.items():
            if result.gate.outcome is not Outcome.MET:
                break
            highest = stage
        results.append(FunctionReadiness(function.id, sought.get(function.id), stages, highest))
    return tuple(results)


def _states(profile: Profile) -> dict[State, int]:
    """Members' answers by state, over every criterion asked."""
    totals = dict.fromkeys(State, 0)
    for entry in profile.criteria.values():
        if entry.tally:
            for state, count in entry.tally.states.items():
                totals[state] += count
    return totals


def _choices(dossier: Dossier) -> tuple[dict[str, int], int]:
    """How many members chose each criterion as one that matters most, and how many members chose at all."""
    chosen = [dossier.sheets[leader].choose for leader in dossier.round.members if leader in dossier.sheets]
    counts = Counter(criterion for choice in chosen for criterion in choice)
    offered = (c.id for c in dossier.matrix.criteria if c.id not in dossier.round.excluded)
    return {criterion: counts[criterion] for criterion in offered if counts[criterion]}, sum(map(bool, chosen))


def sectors_asked(dossier: Dossier) -> dict[str, str]:
    """The sectors that members were asked from, in the order of the place, with their names."""
    asked = {seat.sector for seat in dossier.round.members.values()}
    return {sector.id: sector.name for sector in dossier.place.sectors if sector.id in asked}


def facts_of(dossier: Dossier, as_of: datetime.date, *, first_round: bool) -> RoundFacts:
    """Name the round."""
    return RoundFacts(
        place_id=dossier.place_id,
        place=dossier.round.place,
        icb=dossier.round.icb,
        committee=dossier.place.committee,
        illustrative=dossier.place.illustrative,
        round_id=dossier.round.id,
        kind=dossier.round.kind,
        opened=dossier.round.opened,
        closed=dossier.round.closed,
        as_of=as_of,
        matrix=dossier.matrix,
        first_round=first_round,
        sectors=sectors_asked(dossier),
        later_rounds=dossier.later_rounds,
    )


def assess(
    dossier: Dossier, earlier: Sequence[Dossier], as_of: datetime.date, *, only_sought: bool = False
) -> AssessmentResult:
    """Judge a round on a date. `earlier` are the full rounds before it, newest first; all must be free of faults.

    With `only_sought` the functions that the round does not seek are left out: most outputs never name them.
    """
    standing = stand(dossier, earlier, as_of)
    private = on_private_answers(standing, earlier)
    profile = standing.profile
    choices, choosers = _choices(dossier)
    functions = _functions(standing, private, only_sought=only_sought)
    return AssessmentResult(
        facts=facts_of(dossier, as_of, first_round=not earlier),
        coverage=standing.coverage,
        states=_states(profile),
        sectors=tally_sectors(dossier),
        choices=choices,
        choosers=choosers,
        profile=profile,
        headline=headline_of(dossier.matrix, profile.criteria),
        functions=functions,
        agenda=agenda(dossier, profile, [function.aim.gate for function in functions if function.aim]),
        themes=dossier.themes.themes,
        agreed=dossier.moderation.agreed,
        dissenters=_dissenters(dossier),
        records=dossier.evidence.records,
        documents=dossier.evidence.documents,
        shown_by=dossier.evidence.criteria,
        excluded=dossier.round.excluded,
        waived=dossier.round.waived,
        lapses=lapses(standing, earlier),
        commitments=commitments_of(dossier, as_of),
        targets=dossier.actions.targets,
        decisions=dossier.decisions.in_order,
        holdings=holdings(dossier.decisions, dossier.matrix.policy, levels_used(profile.criteria), as_of),
        straight_lining=straight_lining(dossier),
        edited_late=dossier.edited_late,
    )
