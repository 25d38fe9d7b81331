"""Which level is used for each criterion, and what does each domain look like?

The held level is the record, or else the level agreed on the day, or else what most members see; a
criterion without one says why. Nothing is averaged and there is no grand score.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pbp_assess.core.agreement import Agreement, agreement
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.matrix import Criterion, Domain, Matrix
from pbp_assess.core.records import ran_out
from pbp_assess.core.tally import CriterionTally, Distribution, Group, partition, tally_criterion


class Source(StrEnum):
    """Where a held level comes from, or why there is none; `TOO_FEW` in shared copies alone."""

    RECORD = "record"
    AGREED = "agreed"
    SUPPORTED = "supported"
    NO_SHARED_VIEW = "no shared view"
    NO_ANSWERS = "no answers"
    TOO_FEW = "too few answers"
    EXCLUDED = "excluded"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Held:
    """The level used, or None with the reason. A carried level names the round it was last asked in.

    `age` counts the calendar quarters from that round's close to the as-of date; `valid_until` is the last day on
    which a record shows it.
    """

    level: int | None
    source: Source
    carried_from: str = ""
    age: int = 0
    valid_until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class CriterionProfile:
    """One criterion: its counts and agreement (when it was asked) and the level used."""

    criterion: Criterion
    held: Held
    tally: CriterionTally | None = None
    agreement: Agreement | None = None
    supported: int | None = None


@dataclass(frozen=True, slots=True)
class DomainProfile:
    """Held levels of one domain.

    `if_lowest` and `if_highest` are its lower median with the missing levels at either end; the domain
    has a level only when the two agree. `lowest` names the criteria at the lowest held level.
    """

    domain: Domain
    held: Distribution
    missing: Mapping[Source, int]
    lowest: tuple[str, ...]
    if_lowest: int | None
    if_highest: int | None

    @property
    def level(self) -> int | None:
        """The domain level; None when it is undetermined."""
        return self.if_lowest if self.if_lowest == self.if_highest else None

    @property
    def of(self) -> int:
        """How many of its criteria count: all but the excluded."""
        return self.held.n + sum(self.missing.values())


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole round: criteria in matrix order, domains, and the partition into groups.

    `answered` is the day it closed (the day it opened while it is open): levels are as old as that.
    """

    round_id: str
    answered: datetime.date
    criteria: Mapping[str, CriterionProfile]
    domains: tuple[DomainProfile, ...]
    groups: tuple[Group, ...]


def quarters_between(start: datetime.date, end: datetime.date) -> int:
    """Calendar quarters from one date to another (0 within the same quarter)."""
    return (end.year - start.year) * 4 + (end.month - 1) // 3 - (start.month - 1) // 3


def freshness_limit(matrix: Matrix) -> int:
    """The most quarters that any stage allows an answer to be old; without a limit, as the matrix says."""
    limits = (stage.fresh_quarters for stage in matrix.policy.stages.values())
    return max((limit for limit in limits if limit is not None), default=matrix.counting.carried_quarters)


def _carried(matrix: Matrix, criterion: Criterion, earlier: Profile | None, as_of: datetime.date) -> Held:
    """The level held in the last full round, with its age; a changed wording carries nothing."""
    before = earlier.criteria.get(criterion.id) if earlier else None
    if earlier is None or before is None or before.criterion.wording_hash != criterion.wording_hash:
        return Held(None, Source.NOT_ASKED)
    age = quarters_between(earlier.answered, as_of)
    over = before.held.valid_until is not None and before.held.valid_until < as_of
    if age > freshness_limit(matrix) or over:
        return Held(None, Source.NOT_ASKED, earlier.round_id, age)
    return replace(before.held, carried_from=earlier.round_id, age=age)


def _record(dossier: Dossier, criterion: Criterion, carried: Held | None, as_of: datetime.date) -> Held | None:
    """The level that a document still shows: recorded in this round, or in the last full round and carried."""
    if not criterion.record:
        return None
    if record := dossier.evidence.records.get(criterion.id):
        return None if ran_out(record, as_of) else Held(record.level, Source.RECORD, valid_until=record.valid_until)
    return carried if carried and carried.source is Source.RECORD else None


def _judged(dossier: Dossier, criterion: Criterion, supported: int | None, *, split: bool) -> Held:
    """Agreed, else supported; none when split, or when nobody gave a level."""
    if agreed := dossier.moderation.agreed.get(criterion.id):
        return Held(agreed.level, Source.AGREED)
    if split:
        return Held(None, Source.NO_SHARED_VIEW)
    return Held(supported, Source.NO_ANSWERS if supported is None else Source.SUPPORTED)


def profile_criterion(
    dossier: Dossier,
    criterion: Criterion,
    groups: tuple[Group, ...],
    earlier: Profile | None,
    as_of: datetime.date,
    counted: CriterionProfile | None = None,
) -> CriterionProfile:
    """Counts, agreement and held level of one criterion; in a pulse what was not asked is carried.

    `counted` is a profile of the same answers, whose counts are taken over.
    """
    if criterion.id in dossier.round.excluded:
        return CriterionProfile(criterion, Held(None, Source.EXCLUDED))
    carried = _carried(dossier.matrix, criterion, earlier, as_of) if dossier.round.kind == "pulse" else None
    record = _record(dossier, criterion, carried, as_of)
    if carried and criterion.id not in dossier.round.criteria:
        return CriterionProfile(criterion, record or carried)
    tally = (counted and counted.tally) or tally_criterion(dossier, criterion.id, groups)
    spread = (counted and counted.agreement) or agreement(tally.distribution, dossier.matrix)
    supported = tally.distribution.supported(dossier.matrix.counting.profile_share)
    held = record or _judged(dossier, criterion, supported, split=spread.split)
    return CriterionProfile(criterion, held, tally, spread, supported)


def _lower_median(held: Distribution, missing: int, *, highest: bool) -> int | None:
    """The lower median with the missing levels at one end; None for a domain without criteria."""
    return held.filled(missing, highest=highest).lower_median


def profile_domain(matrix: Matrix, domain: Domain, criteria: Mapping[str, CriterionProfile]) -> DomainProfile:
    """The distribution of a domain's held levels; excluded criteria leave it."""
    counted = [criteria[criterion.id] for criterion in domain.criteria]
    counted = [profile for profile in counted if profile.held.source is not Source.EXCLUDED]
    levels = {profile.criterion.id: profile.held.level for profile in counted if profile.held.level is not None}
    missing = dict.fromkeys(Source, 0)
    for profile in counted:
        if profile.held.level is None:
            missing[profile.held.source] += 1
    held = Distribution.of(matrix, levels.values())
    lowest = min(levels.values(), default=None)
    return DomainProfile(
        domain,
        held,
        {source: count for source, count in missing.items() if count},
        tuple(criterion for criterion, level in levels.items() if level == lowest),
        _lower_median(held, sum(missing.values()), highest=False),
        _lower_median(held, sum(missing.values()), highest=True),
    )


def profile_round(
    dossier: Dossier, earlier: Profile | None, as_of: datetime.date, counted: Profile | None = None
) -> Profile:
    """Every criterion and domain of a round; `earlier` is the last full round before it, for a pulse.

    `counted` is the profile of the same answers beside other facts: they are not counted again.
    """
    groups = counted.groups if counted else partition(dossier)
    known = counted.criteria if counted else {}
    criteria = {
        criterion.id: profile_criterion(dossier, criterion, groups, earlier, as_of, known.get(criterion.id))
        for criterion in dossier.matrix.criteria
    }
    domains = tuple(profile_domain(dossier.matrix, domain, criteria) for domain in dossier.matrix.domains)
    return Profile(dossier.round.id, dossier.round.closed or dossier.round.opened, criteria, domains, groups)
