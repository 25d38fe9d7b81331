"""What does a test say, and where does a gate made of tests stand?

A finding is made of checks, a gate of findings; both are joined by the Kleene AND (method.md section
4). A missing fact is undetermined, never not met.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from pbp_assess.core.tally import Ratio


class Outcome(StrEnum):
    """What a test says: Kleene's three values."""

    MET = "met"
    NOT_MET = "not met"
    UNDETERMINED = "undetermined"


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Kleene AND: any not met, else any undetermined, else met; of nothing, undetermined."""
    seen = set(outcomes)
    if Outcome.NOT_MET in seen:
        return Outcome.NOT_MET
    return Outcome.MET if seen == {Outcome.MET} else Outcome.UNDETERMINED


def met(passed: bool) -> Outcome:
    """Met or not met."""
    return Outcome.MET if passed else Outcome.NOT_MET


def known(passed: bool) -> Outcome:
    """Met, or undetermined where falling short means that too little is known."""
    return Outcome.MET if passed else Outcome.UNDETERMINED


class Test(StrEnum):
    """What a finding is about."""

    __test__ = False

    RETURNED = "sheets returned"
    SECTORS = "sectors heard"
    CRITERION = "criterion"
    DOMAIN_FLOOR = "domain floor"
    FUNCTION_FIRST = "function required first"
    DOCUMENT = "document"
    FRESHNESS = "freshness"
    HELD = "held for rounds running"


class Part(StrEnum):
    """One part of a finding."""

    RETURNED = "returned"
    SECTORS = "sectors heard"
    EXCLUDED = "excluded"
    WAIVED = "waived"
    RECORD = "record"
    CARRIED = "carried from the last full round"
    NOT_APPLICABLE = "mostly not applicable"
    COULD_JUDGE = "could judge"
    SPLIT = "split"
    DISSENT = "dissent"
    AGREED = "agreed level"
    AGREED_EVIDENCE = "evidence for the agreed level"
    DISSENT_ENTRY = "dissent entry"
    SHARE = "share"
    BALANCED = "balanced share"
    DOMAIN = "domain level"
    FUNCTION = "function"
    DOCUMENT = "document"
    QUARTERS = "quarters since closing"
    EARLIER_ROUND = "earlier round"


COVERAGE = frozenset({Part.RETURNED, Part.SECTORS, Part.COULD_JUDGE})


class Withheld(StrEnum):
    """Stands where an audience may not see what was found."""

    WITHHELD = "withheld"


Measure = Ratio | Fraction | int | str | None | Withheld


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: what was needed, what was found, what follows.

    Shares are exact; levels are ordinal integers of the matrix's scale. `found` is None where nothing is known.
    """

    part: Part
    outcome: Outcome
    needed: Measure
    found: Measure


@dataclass(frozen=True, slots=True)
class Finding:
    """One test of a gate. `source` is the path of its line in the matrix file.

    `converts` says that the shortfall may become a condition, should it be one. `outcome` is the Kleene AND of
    its checks.
    """

    test: Test
    subject: str
    checks: tuple[Check, ...]
    source: tuple[str | int, ...]
    required_level: int | None = None
    converts: bool = False
    outcome: Outcome = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "outcome", all_of(check.outcome for check in self.checks))


class Status(StrEnum):
    """Where a function stands against one stage."""

    READY = "ready"
    READY_WITH_CONDITIONS = "ready_with_conditions"
    DEVELOPING = "developing"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"

    @property
    def satisfies(self) -> bool:
        """Ready, with or without conditions."""
        return self in (Status.READY, Status.READY_WITH_CONDITIONS)


@dataclass(frozen=True, slots=True)
class Gate:
    """All tests of one function at one stage, judged. `outcome` is the Kleene AND of its findings."""

    function: str
    stage: str
    findings: tuple[Finding, ...]
    conditions_allowed: int
    outcome: Outcome = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "outcome", all_of(finding.outcome for finding in self.findings))

    @property
    def shortfalls(self) -> tuple[Finding, ...]:
        """Findings not met."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.NOT_MET)

    @property
    def unknowns(self) -> tuple[Finding, ...]:
        """Findings undetermined."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.UNDETERMINED)

    @property
    def awaits_answers(self) -> bool:
        """Undetermined because too few have answered: then bounds on the answers given say nothing yet."""
        lacking = (
            check.part in COVERAGE and check.outcome is Outcome.UNDETERMINED
            for finding in self.unknowns
            for check in finding.checks
        )
        return self.outcome is Outcome.UNDETERMINED and any(lacking)

    @property
    def status(self) -> Status:
        """Ready, with conditions, not yet, or not enough answers to say."""
        if self.outcome is Outcome.MET:
            return Status.READY
        if self.outcome is Outcome.UNDETERMINED:
            return Status.INSUFFICIENT_EVIDENCE
        convertible = all(finding.converts for finding in self.shortfalls)
        if convertible and not self.unknowns and len(self.shortfalls) <= self.conditions_allowed:
            return Status.READY_WITH_CONDITIONS
        return Status.DEVELOPING
