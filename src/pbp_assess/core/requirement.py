"""Has one criterion reached the level that a stage asks of it?

The order is fixed: excluded, then record, then the level carried by a pulse, then the answers or the
level agreed beside them (method.md sections 4 and 9).
"""

import datetime
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Check, Outcome, Part, known, met
from pbp_assess.core.matrix import Criterion, DissentRule, Readiness, SplitRule, Stage
from pbp_assess.core.profile import CriterionProfile, Held, Profile, Source
from pbp_assess.core.records import AgreedLevel
from pbp_assess.core.tally import Coverage, CriterionTally, Ratio

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Standing:
    """What gates are judged on: one round's facts on one date.

    `before` is the last full round before it, as it stood at its own close; `sought` are the criteria that
    the functions sought turn on. `answers` remembers what `once` was asked.
    """

    dossier: Dossier
    before: "Standing | None"
    as_of: datetime.date
    profile: Profile
    coverage: Coverage
    policy: Readiness
    sought: frozenset[str]
    answers: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


def once(question: Callable[Concatenate[Standing, P], R]) -> Callable[Concatenate[Standing, P], R]:
    """Ask each question of a standing once: functions share criteria, and wait for one another."""

    @wraps(question)
    def answered(standing: Standing, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (question, args, *kwargs.items())
        if key not in standing.answers:
            standing.answers[key] = question(standing, *args, **kwargs)
        answer: R = standing.answers[key]
        return answer

    return answered


@dataclass(frozen=True, slots=True)
class Requirement:
    """One criterion at one stage, and the level it must have reached."""

    standing: Standing
    stage: Stage
    profile: CriterionProfile
    level: int

    @property
    def criterion(self) -> Criterion:
        """The criterion itself."""
        return self.profile.criterion


def share_checks(stage: Stage, criterion: Criterion, tally: CriterionTally, level: int) -> tuple[Check, ...]:
    """The share of members at the required level, by person and (where the stage says so) by sector."""
    needed = stage.share_for(criterion)
    found = tally.share(level)
    checks = [Check(Part.SHARE, met(found.reaches(needed)), needed, found)]
    if stage.balanced:
        balanced = tally.balanced_share(level)
        checks.append(Check(Part.BALANCED, met(balanced is not None and balanced >= needed), needed, balanced))
    return tuple(checks)


def _could_judge(requirement: Requirement, tally: CriterionTally) -> Check:
    """Whether enough members gave a level for the share to mean anything."""
    share = requirement.stage.could_judge
    found = Ratio(tally.n, tally.asked)
    enough = tally.n >= requirement.standing.policy.min_answers
    return Check(Part.COULD_JUDGE, known(enough and (share is None or found.reaches(share))), share, found)


def evidence_wanted(stage: Stage, profile: CriterionProfile, level: int, *, sought: bool) -> bool:
    """Whether something must show a level agreed: at full whatever it is, else where it moves a criterion sought up."""
    upward = profile.supported is None or level > profile.supported
    return stage.split is SplitRule.MODERATED_WITH_EVIDENCE or (upward and sought)


def _agreed_checks(requirement: Requirement, agreed: AgreedLevel) -> Iterator[Check]:
    """The agreed level against the requirement, and what must stand beside it."""
    profile, stage = requirement.profile, requirement.stage
    yield Check(Part.AGREED, met(agreed.level >= requirement.level), requirement.level, agreed.level)
    if evidence_wanted(stage, profile, agreed.level, sought=profile.criterion.id in requirement.standing.sought):
        given = agreed.evidence is not None
        yield Check(Part.AGREED_EVIDENCE, known(given), "evidence", "evidence" if given else None)
    if stage.dissent is DissentRule.MODERATED_AND_RECORDED:
        yield Check(Part.DISSENT_ENTRY, known(agreed.dissent is not None), "a dissent entry", agreed.dissent)


def _dissents(requirement: Requirement, tally: CriterionTally) -> bool:
    """Whether the lower median of a group lies so many levels below the requirement that it dissents."""
    highest = requirement.level - requirement.standing.policy.dissent_levels
    medians = (group.distribution.lower_median for group in tally.groups)
    return any(median is not None and median <= highest for median in medians)


def _division_checks(requirement: Requirement, tally: CriterionTally, *, settled: bool) -> Iterator[Check]:
    """Splits across the requirement and dissenting groups, which only an agreed level settles."""
    stage, profile = requirement.stage, requirement.profile
    below = tally.n - tally.distribution.at_least(requirement.level)
    split = profile.agreement is not None and profile.agreement.split and 0 < below < tally.n
    if split and stage.split is not SplitRule.REPORTED:
        yield Check(Part.SPLIT, known(settled), "an agreed level", "an agreed level" if settled else None)
    if stage.dissent is not DissentRule.REPORTED and _dissents(requirement, tally):
        yield Check(Part.DISSENT, known(settled), "an agreed level", "an agreed level" if settled else None)


def _answer_checks(requirement: Requirement, tally: CriterionTally) -> tuple[Check, ...]:
    """Judge a criterion on its answers, or on the level agreed beside them."""
    not_applicable, limit = tally.not_applicable, requirement.standing.policy.not_applicable_over
    if not_applicable.exceeds(limit):
        return (Check(Part.NOT_APPLICABLE, Outcome.UNDETERMINED, limit, not_applicable),)
    coverage = _could_judge(requirement, tally)
    if coverage.outcome is not Outcome.MET:
        return (coverage,)
    agreed = requirement.standing.dossier.moderation.agreed.get(requirement.criterion.id)
    judged = (
        tuple(_agreed_checks(requirement, agreed))
        if agreed
        else share_checks(requirement.stage, requirement.criterion, tally, requirement.level)
    )
    return (coverage, *_division_checks(requirement, tally, settled=agreed is not None), *judged)


def _carried_checks(requirement: Requirement, held: Held) -> tuple[Check, ...]:
    """Judge a criterion that this pulse did not ask on the level the last full round held, while it is fresh."""
    limit = requirement.stage.fresh_quarters
    stale = limit is not None and held.age > limit
    unchecked = requirement.criterion.record and held.source is not Source.RECORD
    if held.level is None or stale or unchecked:
        return (Check(Part.CARRIED, Outcome.UNDETERMINED, requirement.level, None),)
    return (Check(Part.CARRIED, met(held.level >= requirement.level), requirement.level, held.level),)


def _checks(requirement: Requirement) -> tuple[Check, ...]:
    """Excluded comes before record, record before carried, carried before answers (method.md section 9)."""
    dossier, criterion = requirement.standing.dossier, requirement.criterion
    if criterion.id in dossier.round.excluded:
        waived = criterion.id in dossier.round.waived
        return (Check(Part.WAIVED if waived else Part.EXCLUDED, known(waived), requirement.level, None),)
    profile = requirement.profile
    if profile.held.carried_from:
        return _carried_checks(requirement, profile.held)
    if criterion.record:
        level = profile.held.level if profile.held.source is Source.RECORD else None
        outcome = Outcome.UNDETERMINED if level is None else met(level >= requirement.level)
        return (Check(Part.RECORD, outcome, requirement.level, level),)
    if profile.tally is None:
        return _carried_checks(requirement, profile.held)
    return _answer_checks(requirement, profile.tally)


@once
def criterion_checks(standing: Standing, stage_id: str, criterion: str, level: int) -> tuple[Check, ...]:
    """Judge one criterion against the level that a stage asks of it."""
    stage = standing.policy.stages[stage_id]
    return _checks(Requirement(standing, stage, standing.profile.criteria[criterion], level))


@once
def converts(standing: Standing, stage_id: str, criterion: str, level: int) -> bool:
    """Whether a shortfall may become a condition.

    The criterion is not critical, nothing about it is unknown, and it holds one level lower in every part.
    """
    outcomes = {check.outcome for check in criterion_checks(standing, stage_id, criterion, level)}
    if standing.profile.criteria[criterion].criterion.critical or outcomes - {Outcome.MET} != {Outcome.NOT_MET}:
        return False
    lower = criterion_checks(standing, stage_id, criterion, level - 1)
    return all(check.outcome is Outcome.MET for check in lower)
