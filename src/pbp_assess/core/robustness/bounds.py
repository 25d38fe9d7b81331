"""Could the answers still out change a gate?

The members asked who gave no level all answer lowest, then all highest; the share tests alone
are counted again and every other finding stands, so that the two ends are exact (method.md section 4).
"""

from dataclasses import dataclass

from pbp_assess.core.gate import Finding, Gate, Outcome, Part, all_of
from pbp_assess.core.requirement import Standing, criterion_checks, once, share_checks

SHARE_PARTS = frozenset({Part.SHARE, Part.BALANCED})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The gate with the answers still out at the lowest and at the highest level.

    `deciding` counts those answers on the criteria whose share test they can change; 0 when it is settled.
    """

    lowest: Outcome
    highest: Outcome
    settled: bool
    deciding: int


@dataclass(frozen=True, slots=True)
class _Ends:
    """One finding today and at the two ends, and how many answers to its criterion are still out."""

    today: Outcome
    lowest: Outcome
    highest: Outcome
    out: int = 0


@once
def _criterion_ends(standing: Standing, stage_id: str, criterion: str, level: int) -> _Ends:
    """A criterion with its share tests counted again at both ends; the same as today when it has none."""
    checks = criterion_checks(standing, stage_id, criterion, level)
    kept = [check.outcome for check in checks if check.part not in SHARE_PARTS]
    today = all_of(check.outcome for check in checks)
    profile, stage = standing.profile.criteria[criterion], standing.policy.stages[stage_id]
    if profile.tally is None or len(kept) == len(checks):
        return _Ends(today, today, today)
    lowest, highest = (
        share_checks(stage, profile.criterion, profile.tally.filled(highest=end), level) for end in (False, True)
    )
    return _Ends(
        today,
        all_of([*kept, *(check.outcome for check in lowest)]),
        all_of([*kept, *(check.outcome for check in highest)]),
        profile.tally.out,
    )


def _ends(standing: Standing, stage_id: str, finding: Finding) -> _Ends:
    """A finding at both ends; only a criterion can move."""
    if finding.required_level is None:
        return _Ends(finding.outcome, finding.outcome, finding.outcome)
    return _criterion_ends(standing, stage_id, finding.subject, finding.required_level)


def bounds(standing: Standing, gate: Gate) -> Bounds:
    """Whether the answers still out could change this gate, and how many of them bear on it."""
    ends = [_ends(standing, gate.stage, finding) for finding in gate.findings]
    lowest, highest = all_of(end.lowest for end in ends), all_of(end.highest for end in ends)
    if lowest == highest == gate.outcome:
        return Bounds(lowest, highest, True, 0)
    return Bounds(lowest, highest, False, sum(end.out for end in ends if end.lowest != end.highest))
