"""How far can the verdict be trusted?

Bounds: the members asked who gave no level all answer lowest, then all highest; the share tests alone
are counted again and every other finding stands, so that the two ends are exact (method.md section 4).
"""

from dataclasses import dataclass, replace

from pbp_assess.core.gate import Finding, Gate, Outcome, Part, Test
from pbp_assess.core.requirement import Standing, share_checks

SHARE_PARTS = frozenset({Part.SHARE, Part.BALANCED})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The gate with the answers still out at the lowest and at the highest level.

    `deciding` counts those answers on the criteria whose share test they can change.
    """

    lowest: Outcome
    highest: Outcome
    settled: bool
    deciding: int


def _recounted(standing: Standing, stage_id: str, finding: Finding, *, highest: bool) -> Finding:
    """The finding with its share tests counted again; untouched when it has none."""
    if finding.test is not Test.CRITERION or not any(check.part in SHARE_PARTS for check in finding.checks):
        return finding
    profile = standing.profile.criteria[finding.subject]
    if profile.tally is None or finding.required_level is None:
        return finding
    kept = tuple(check for check in finding.checks if check.part not in SHARE_PARTS)
    tally = profile.tally.filled(highest=highest)
    stage = standing.policy.stages[stage_id]
    return replace(finding, checks=kept + share_checks(stage, profile.criterion, tally, finding.required_level))


def bounds(standing: Standing, gate: Gate) -> Bounds:
    """Whether the answers still out could change this gate, and how many of them bear on it."""
    ends = []
    for highest in (False, True):
        findings = tuple(_recounted(standing, gate.stage, finding, highest=highest) for finding in gate.findings)
        ends.append(replace(gate, findings=findings))
    low, high = ends
    deciding = sum(
        _out(standing, today.subject)
        for today, least, most in zip(gate.findings, low.findings, high.findings, strict=True)
        if {today.outcome, least.outcome, most.outcome} != {today.outcome}
    )
    return Bounds(low.outcome, high.outcome, {low.outcome, high.outcome} == {gate.outcome}, deciding)


def _out(standing: Standing, criterion: str) -> int:
    """Members asked this criterion who gave no level."""
    tally = standing.profile.criteria[criterion].tally
    return tally.asked - tally.n if tally else 0
