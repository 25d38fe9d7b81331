"""How does a test ask what one gate, one finding or one criterion says?

Everything is about the function `bcf`, the criterion `GOV1` and the stage `partial`, unless the test says otherwise.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from build import answers, dossier, function, matrix, stages
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Check, Finding, Gate, Outcome, Part, Test
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.robustness.shares import Grounds, grounds

CLOSED = date(2022, 12, 9)
LEVEL_3 = "GOV1=3"


def policy(
    gate: str = LEVEL_3,
    *,
    criteria: str = "GOV1 GOV2 FIN1",
    stage: dict[str, Any] | None = None,
    bcf: dict[str, Any] | None = None,
    others: Sequence[dict[str, Any]] = (),
    levels: range = range(5),
    fields: dict[str, Any] | None = None,
    **tests: Any,
) -> Matrix:
    """A matrix with one stage, `partial`, of these tests, and the function `bcf` whose gate is `gate`."""
    readiness = {
        "stages": stages("partial", **(stage or {})),
        "functions": [function("bcf", {"partial": gate}, **(bcf or {})), *others],
        **tests,
    }
    return matrix(criteria, levels=levels, readiness=readiness, **(fields or {}))


def gate_of(
    held: Dossier, *, earlier: Sequence[Dossier] = (), as_of: date = CLOSED, name: str = "bcf", stage: str = "partial"
) -> Gate:
    """The gate judged."""
    return judge(stand(held, earlier, as_of), name, stage)


def ground_of(held: Dossier) -> Grounds:
    """The gate, taken apart."""
    standing = stand(held, [], CLOSED)
    return grounds(standing, judge(standing, "bcf", "partial"))


def finding_of(gate: Gate, test: Test = Test.CRITERION, subject: str | None = None) -> Finding:
    """The one finding of this test (about this subject)."""
    (found,) = [f for f in gate.findings if f.test is test and subject in (None, f.subject)]
    return found


def parts(finding: Finding) -> dict[Part, Outcome]:
    """The outcome of each part of a finding."""
    return {check.part: check.outcome for check in finding.checks}


def check_of(finding: Finding, part: Part) -> Check:
    """One part of a finding."""
    (found,) = [check for check in finding.checks if check.part is part]
    return found


def on_answers(column: str, gate: str = LEVEL_3, *, members: str = "", **tests: Any) -> Finding:
    """The finding on GOV1 for this column of answers, at a stage with these tests."""
    return finding_of(gate_of(dossier(policy(gate, stage=tests), *answers(GOV1=column), members=members)))
