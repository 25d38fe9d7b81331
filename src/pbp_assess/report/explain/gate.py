"""Where does a function's result come from, test by test?

For each test what is required, what was observed and what follows, with the line of the matrix that says so.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from pbp_assess.core.assess import FunctionReadiness, StageResult
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Check, Finding, Gate, Part, Status
from pbp_assess.core.tally import Ratio
from pbp_assess.report.explain.steps import Path, Step, heading, withheld
from pbp_assess.report.wording.counts import needed_count, number, opening, plural, things
from pbp_assess.report.wording.findings import finding_sentence
from pbp_assess.report.wording.measures import OUTCOMES, PARTS, found_words, needed_words
from pbp_assess.report.wording.readiness import (
    REGRESSIONS,
    aim_words,
    both_results,
    bounds_sentence,
    commitment_sentence,
    function_name,
    stage_words,
    status_words,
)

_KEYS: Final = {
    Part.SHARE: "share",
    Part.BALANCED: "balanced",
    Part.COULD_JUDGE: "could_judge",
    Part.SPLIT: "split",
    Part.AGREED_EVIDENCE: "split",
    Part.DISSENT: "dissent",
    Part.DISSENT_ENTRY: "dissent",
    Part.DOCUMENT: "documents",
}
"""The key of a stage that sets what a part of a test needs; the others stand in the finding's own line."""

_STATUS: Final = {
    Status.READY: "Every test is met.",
    Status.READY_WITH_CONDITIONS: "Every shortfall can become a condition, and no more than are allowed do.",
    Status.DEVELOPING: "A test is not met, and the shortfalls cannot all become conditions.",
    Status.INSUFFICIENT_EVIDENCE: "No test is failed, and something that a test needs is not known.",
}


def function_steps(copy: Copy, function: FunctionReadiness, stage: str) -> Iterator[Step]:
    """Everything about one function at one stage."""
    known = copy.facts.matrix.policy.function_by_id[function.function]
    place: Path = ("readiness", "functions", copy.facts.matrix.policy.place_of[function.function])
    result = function.stages[stage]
    yield heading(f"{function.function}: {function_name(copy, function.function)}")
    yield Step(known.scope or "A function of the matrix.", source=place)
    sought = f"Sought: {aim_words(copy, function)}." if function.sought else "Not sought in this round."
    yield Step(sought if function.sought == stage else f"{sought} Explained here: {stage_words(copy, stage)}.")
    if function.highest_met:
        yield Step(f"The highest stage met, every stage below it among them: {function.highest_met}.")
    yield from _verdict(copy, result, stage)
    yield from _findings(copy, stage, result)
    yield from withheld(copy)


def _verdict(copy: Copy, result: StageResult, stage: str) -> Iterator[Step]:
    gate = result.gate
    yield heading(f"The result: {status_words(result)}")
    short, open_ = len(gate.shortfalls), len(gate.unknowns)
    met = len(gate.findings) - short - open_
    yield Step(f"{met} of {things(len(gate.findings), 'test')} met, {short} not met, {open_} cannot be said yet.")
    yield Step(_STATUS[gate.status])
    if short:
        yield Step(_convertible(gate), source=("readiness", "stages", stage, "conditions"))
    yield Step(both_results(result))
    yield Step(bounds_sentence(copy, result))
    if lost := REGRESSIONS[result.regression]:
        yield Step(lost)


def _convertible(gate: Gate) -> str:
    """How many of the shortfalls can become conditions, and how many of these are allowed."""
    short, able = len(gate.shortfalls), sum(finding.converts for finding in gate.shortfalls)
    allowed = f"{number(gate.conditions_allowed)} {plural(gate.conditions_allowed, 'condition')} allowed"
    if short == 1:
        return f"The one shortfall {'can' if able else 'cannot'} become a condition; {allowed}."
    how_many = opening(number(able) if able else "none")
    return (
        f"{how_many} of {things(short, 'shortfall')} can become {plural(able, 'a condition', 'conditions')}; {allowed}."
    )


def _findings(copy: Copy, stage: str, result: StageResult) -> Iterator[Step]:
    """Each test in the order it is read; with a condition goes who has taken it on."""
    taken_on = {condition.finding: condition for condition in result.conditions}
    yield heading("Test by test")
    for finding in result.gate.findings:
        yield from finding_steps(copy, stage, finding)
        if finding in taken_on:
            yield Step(f"Condition: {commitment_sentence(copy, taken_on[finding])}", 2)


def finding_steps(copy: Copy, stage: str, finding: Finding, depth: int = 1) -> Iterator[Step]:
    """One test: in a sentence, with its line, then what is required and what was observed, part by part."""
    yield Step(f"{OUTCOMES[finding.outcome]}. {finding_sentence(copy, finding)}", depth, finding.source)
    for check in finding.checks:
        yield Step(f"- {_checked(copy, finding, check)}", depth + 1, _source(stage, check))


def _checked(copy: Copy, finding: Finding, check: Check) -> str:
    name, outcome = opening(PARTS[check.part]), OUTCOMES[check.outcome].lower()
    required, observed = _required(copy, finding, check), found_words(copy, finding, check)
    if required == name:
        return f"{name}: {outcome}"
    return f"{name}: required: {required}; observed: {observed}; {outcome}"


def _required(copy: Copy, finding: Finding, check: Check) -> str:
    """What is required; a share worked out: "3/5 of 11, which is 7"."""
    needed, found = check.needed, check.found
    if check.part is Part.COULD_JUDGE:
        least = f"at least {copy.facts.matrix.policy.min_answers}"
        if isinstance(needed, Fraction) and isinstance(found, Ratio):
            return f"{needed} of {found.of}, which is {needed_count(needed, found.of)}, and {least}"
        return least
    if isinstance(needed, Fraction) and isinstance(found, Ratio):
        return f"{needed} of {found.of}, which is {needed_count(needed, found.of)}"
    return needed_words(copy, finding, check)


def _source(stage: str, check: Check) -> Path:
    """Where the threshold of this part stands, where that is not the finding's own line."""
    key = _KEYS.get(check.part)
    return ("readiness", "stages", stage, key) if key else ()
