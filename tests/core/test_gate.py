"""How do outcomes join into a gate, and a gate into a status?"""

from itertools import product

import pytest

from pbp_assess.core.gate import Check, Finding, Gate, Outcome, Part, Status, Test, all_of, known, met

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
LETTERS = {"+": YES, "-": NO, "?": UNKNOWN}


def kleene(one: Outcome, other: Outcome) -> Outcome:
    """Kleene's strong conjunction, by its own table."""
    return {
        (YES, YES): YES,
        (YES, UNKNOWN): UNKNOWN,
        (UNKNOWN, YES): UNKNOWN,
        (UNKNOWN, UNKNOWN): UNKNOWN,
    }.get((one, other), NO)


@pytest.mark.parametrize(("one", "other"), list(product(Outcome, repeat=2)))
def test_the_table_of_two(one: Outcome, other: Outcome) -> None:
    assert all_of([one, other]) is kleene(one, other)


@pytest.mark.parametrize("three", list(product(Outcome, repeat=3)))
def test_the_order_does_not_matter(three: tuple[Outcome, Outcome, Outcome]) -> None:
    one, two, last = three
    assert all_of(three) is kleene(kleene(one, two), last) is all_of([last, two, one])


@pytest.mark.parametrize("outcome", Outcome)
def test_one_outcome_stands_for_itself(outcome: Outcome) -> None:
    assert all_of([outcome]) is outcome


def test_of_nothing_nothing_is_known() -> None:
    assert all_of([]) is UNKNOWN


def test_falling_short_is_a_verdict_or_a_gap() -> None:
    assert (met(True), met(False), known(True), known(False)) == (YES, NO, YES, UNKNOWN)


def finding(text: str) -> Finding:
    """A finding of one check for each sign; `c` at the end says that it converts."""
    checks = tuple(Check(Part.SHARE, LETTERS[sign], None, None) for sign in text.rstrip("c"))
    return Finding(Test.CRITERION, "GOV1", checks, (), 3, text.endswith("c"))


def gate(text: str, allowed: int) -> Gate:
    return Gate("bcf", "partial", tuple(map(finding, text.split())), allowed)


@pytest.mark.parametrize(
    ("text", "outcome"), [("+", YES), ("-", NO), ("?", UNKNOWN), ("+?", UNKNOWN), ("+-", NO), ("-?", NO), ("", UNKNOWN)]
)
def test_a_finding_joins_its_checks(text: str, outcome: Outcome) -> None:
    assert finding(text).outcome is outcome


@pytest.mark.parametrize(
    ("findings", "allowed", "outcome", "status"),
    [
        pytest.param("+ +", 0, YES, Status.READY, id="met"),
        pytest.param("+ ?", 3, UNKNOWN, Status.INSUFFICIENT_EVIDENCE, id="unknown"),
        pytest.param("", 3, UNKNOWN, Status.INSUFFICIENT_EVIDENCE, id="a gate that asks for nothing"),
        pytest.param("+ -", 3, NO, Status.DEVELOPING, id="a shortfall that cannot become a condition"),
        pytest.param("+ -c", 1, NO, Status.READY_WITH_CONDITIONS, id="one that can"),
        pytest.param("+ -c", 0, NO, Status.DEVELOPING, id="none allowed"),
        pytest.param("-c -c -c", 3, NO, Status.READY_WITH_CONDITIONS, id="three of three"),
        pytest.param("-c -c -c", 2, NO, Status.DEVELOPING, id="three of two"),
        pytest.param("-c -", 3, NO, Status.DEVELOPING, id="one can, one cannot"),
        pytest.param("-c ?", 3, NO, Status.DEVELOPING, id="one can, one is unknown"),
        pytest.param("- ?", 3, NO, Status.DEVELOPING, id="not met outweighs unknown"),
        pytest.param("+c +", 0, YES, Status.READY, id="what is met needs no condition"),
        pytest.param("?c", 3, UNKNOWN, Status.INSUFFICIENT_EVIDENCE, id="the unknown is no condition"),
    ],
)
def test_the_status(findings: str, allowed: int, outcome: Outcome, status: Status) -> None:
    found = gate(findings, allowed)
    assert (found.outcome, found.status) == (outcome, status)


def test_shortfalls_and_unknowns_are_told_apart() -> None:
    found = gate("+ - ? -c -?", 3)
    assert found.shortfalls == (found.findings[1], found.findings[3], found.findings[4])
    assert found.unknowns == (found.findings[2],)


@pytest.mark.parametrize(("status", "satisfies"), list(zip(Status, [True, True, False, False], strict=True)))
def test_ready_with_or_without_conditions_satisfies(status: Status, satisfies: bool) -> None:
    assert status.satisfies is satisfies


@pytest.mark.parametrize(
    ("checks", "awaits"),
    [
        pytest.param([(Part.RETURNED, UNKNOWN)], True, id="sheets are out"),
        pytest.param([(Part.COULD_JUDGE, UNKNOWN), (Part.SHARE, YES)], True, id="too few could judge"),
        pytest.param([(Part.SPLIT, UNKNOWN)], False, id="something else is unknown"),
        pytest.param([(Part.RETURNED, UNKNOWN), (Part.SHARE, NO)], False, id="something is not met"),
        pytest.param([(Part.RETURNED, YES)], False, id="met"),
    ],
)
def test_a_gate_may_await_answers(checks: list[tuple[Part, Outcome]], awaits: bool) -> None:
    findings = tuple(Finding(Test.RETURNED, "", (Check(part, outcome, None, None),), ()) for part, outcome in checks)
    assert Gate("bcf", "partial", findings, 0).awaits_answers is awaits
