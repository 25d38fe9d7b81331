"""Was a function ready in the last full round, and is it not now?

Panel noise alone would flag one partial gate in ten, so a gate that is no longer met counts as regressed
only when a fact fell or the people who answered both times moved (method.md section 4).
"""

from enum import StrEnum

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Finding, Gate, Status, Test
from pbp_assess.core.matrix import Function
from pbp_assess.core.readiness import has_gate, judge
from pbp_assess.core.requirement import Standing


class Regression(StrEnum):
    """Whether readiness was lost; `NOT_CONFIRMED` where it was there before and nothing shows that it fell."""

    NONE = "none"
    REGRESSED = "regressed"
    NOT_CONFIRMED = "not confirmed this time"


def net_fall(before: Dossier, now: Dossier, criterion: str) -> int:
    """Members who went down less members who went up, of those who gave a level both times.

    A deputy's answers are the deputy's: they move nothing of the leader's. 0 where the wording changed, or nobody was
    asked: the two cannot be compared.
    """
    asked, old = now.matrix.criterion_by_id[criterion], before.matrix.criterion_by_id.get(criterion)
    if old is None or old.wording_hash != asked.wording_hash or criterion in before.round.excluded:
        return 0
    net = 0
    for leader in now.round.members:
        old_sheet, sheet = before.sheets.get(leader), now.sheets.get(leader)
        if leader in before.round.members and old_sheet and sheet and old_sheet.person == sheet.person:
            then, today = old_sheet.level(criterion), sheet.level(criterion)
            if then is not None and today is not None:
                net += (then > today) - (then < today)
    return net


def _fact_fell(before: Dossier, now: Dossier, function: Function, needed: frozenset[str]) -> bool:
    """Whether a record or document of the function stands lower than it did; one without an entry did not fall."""
    old_records, records = before.evidence.records, now.evidence.records
    both = needed & old_records.keys() & records.keys()
    if any(records[criterion].level < old_records[criterion].level for criterion in both):
        return True
    old_papers = before.evidence.documents.get(function.id, {})
    papers = now.evidence.documents.get(function.id, {})
    return any(papers[paper].state.rank < old_papers[paper].state.rank for paper in papers.keys() & old_papers.keys())


def _opinion_fell(before: Dossier, now: Dossier, finding: Finding) -> bool:
    """Whether a failing criterion is clearly down among the people who answered both times."""
    needed = now.matrix.comparing.regressed_net
    return finding.test is Test.CRITERION and net_fall(before, now, finding.subject) >= needed


def regression(standing: Standing, gate: Gate) -> Regression:
    """Compare a gate with the last full round, judged at its own close against the same stage."""
    then = standing.before
    if gate.status is not Status.DEVELOPING or then is None or not has_gate(then, gate.function, gate.stage):
        return Regression.NONE
    if not judge(then, gate.function, gate.stage).status.satisfies:
        return Regression.NONE
    function = standing.policy.function_by_id[gate.function]
    needed = frozenset(standing.policy.needed(function, gate.stage))
    fell = _fact_fell(then.dossier, standing.dossier, function, needed) or any(
        _opinion_fell(then.dossier, standing.dossier, finding) for finding in gate.shortfalls
    )
    return Regression.REGRESSED if fell else Regression.NOT_CONFIRMED
