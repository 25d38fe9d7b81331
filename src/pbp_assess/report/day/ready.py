"""What are we ready for? Each function sought: the ladder, the result, and exactly what is missing."""

from pbp_assess.core.assess import FunctionReadiness, StageResult
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Finding, Status
from pbp_assess.report.blocks import Block, Cell, Inset, Items, Ladder, Paragraph, Section, Step, Table
from pbp_assess.report.day.spread import Before, needed_chart
from pbp_assess.report.held import held
from pbp_assess.report.wording.counts import number, opening, plural, some_are, things
from pbp_assess.report.wording.findings import finding_sentence, in_place
from pbp_assess.report.wording.measures import STATUSES
from pbp_assess.report.wording.readiness import (
    ICB_DECIDES,
    NO_POLICY,
    NONE_SOUGHT,
    NOTHING_SOUGHT,
    PROFILE_ONLY,
    REGRESSIONS,
    aim_words,
    both_results,
    bounds_sentence,
    commitment_sentence,
    function_name,
    missing_in_brief,
    nobody_out,
    not_sought_sentence,
    ready_heading,
    results_sentence,
    settled_words,
    stage_words,
    status_words,
    with_and_without_agreed,
)

# --- all functions sought -------------------------------------------------------------------------


def _overview_row(copy: Copy, function: FunctionReadiness) -> tuple[Cell, ...]:
    aim = function.aim
    stage = opening(stage_words(copy, function.sought)) if function.sought else ""
    name = function_name(copy, function.function)
    if aim is None:
        return (name, stage, status_words(aim), "–", "–", "–")
    out = "None are out" if nobody_out(copy) else settled_words(aim)
    return (name, stage, status_words(aim), STATUSES[aim.private.status], opening(missing_in_brief(aim)), out)


def overview(copy: Copy, before: Before | None = None) -> Section:
    """One row a function, and the two sentences that always stand together."""
    header = (
        "Function",
        f"What is sought for {copy.facts.committee}",
        "Our own view",
        "On the private answers alone",
        "Missing",
        "Answers still out",
    )
    table = Table("Functions sought", header, tuple(_overview_row(copy, function) for function in copy.sought))
    blocks: list[Block] = [Inset(ICB_DECIDES), table]
    if len(copy.sought) > 1:
        blocks.insert(1, Paragraph(results_sentence(copy)))
    blocks.append(Paragraph(" ".join(with_and_without_agreed(copy))))
    if rest := not_sought_sentence(copy):
        blocks.append(Paragraph(rest))
    if chart := needed_chart(copy, before):
        blocks.append(chart)
    return Section("functions", ready_heading(copy), tuple(blocks))


# --- one function ---------------------------------------------------------------------------------


def _ladder(copy: Copy, function: FunctionReadiness) -> Ladder:
    """Every stage that the function has a gate for, in rising order; above the one sought nothing is said."""
    order = copy.facts.matrix.policy.stage_order
    top = order.index(function.sought) if function.sought in order else -1
    gates = copy.facts.matrix.policy.function_by_id[function.function].gates
    steps = []
    for place, stage in enumerate(order):
        if stage not in gates:
            continue
        result = function.stages.get(stage) if place <= top else None
        words = status_words(result) if result else "Not sought now" if place > top else "Not shown in this copy"
        reached = result is not None and result.gate.status.satisfies
        missing = opening(missing_in_brief(result)) if result and not reached else ""
        steps.append(Step(opening(stage_words(copy, stage)), words, stage == function.sought, reached, missing))
    return Ladder(tuple(steps))


def _sentences(copy: Copy, anchor: str, heading: str, findings: tuple[Finding, ...]) -> list[Block]:
    if not findings:
        return []
    sentences = tuple(finding_sentence(copy, finding) for finding in findings)
    return [Section(anchor, heading, (Items(sentences, numbered=True),))]


def _conditions(copy: Copy, anchor: str, aim: StageResult) -> list[Block]:
    if not aim.conditions:
        return []
    entries = tuple(
        f"{finding_sentence(copy, condition.finding)} To meet it: {commitment_sentence(copy, condition)}"
        for condition in aim.conditions
    )
    count = len(entries)
    allowed = f"At most {number(aim.gate.conditions_allowed)} may be open at this stage."
    heading = f"{opening(things(count, 'condition'))}"
    return [Section(f"{anchor}-conditions", heading, (Items(entries, numbered=True), Paragraph(allowed)))]


def _in_place(copy: Copy, anchor: str, aim: StageResult) -> list[Block]:
    findings = (*aim.gate.shortfalls, *aim.gate.unknowns)
    if not findings:
        return []
    entries = Items(tuple(in_place(copy, finding) for finding in findings))
    return [Section(f"{anchor}-in-place", "What would need to be in place", (entries,))]


def _missing_heading(aim: StageResult) -> str:
    count = len(aim.gate.shortfalls)
    return f"{opening(things(count, 'thing'))} {plural(count, 'is', 'are')} missing"


def _unknown_heading(aim: StageResult) -> str:
    count = len(aim.gate.unknowns)
    return f"{opening(things(count, 'thing'))} cannot be said yet"


def _judged(copy: Copy, anchor: str, aim: StageResult) -> list[Block]:
    """All that is said of a function at the stage sought."""
    blocks: list[Block] = [Paragraph(f"{both_results(aim)} {bounds_sentence(copy, aim)}")]
    if lost := REGRESSIONS[aim.regression]:
        blocks.append(Inset(lost))
    if aim.gate.status is Status.READY:
        count = len(aim.gate.findings)
        blocks.append(Paragraph(f"{opening(some_are(count, count, ('test', 'tests'), 'met'))}."))
    if aim.gate.status is Status.INSUFFICIENT_EVIDENCE:
        blocks.append(Paragraph("No test says no; too little is known to say yes."))
    if aim.gate.status is Status.READY_WITH_CONDITIONS:
        blocks += _conditions(copy, anchor, aim)
    else:
        blocks += _sentences(copy, f"{anchor}-missing", _missing_heading(aim), aim.gate.shortfalls)
    blocks += _sentences(copy, f"{anchor}-unknown", _unknown_heading(aim), aim.gate.unknowns)
    return [*blocks, *_in_place(copy, anchor, aim)]


def one_function(copy: Copy, function: FunctionReadiness) -> Section:
    """The ladder of one function sought, and what stands between it and the next step."""
    anchor = f"function-{function.function}"
    named = copy.facts.matrix.policy.function_by_id[function.function]
    sought = f"What is sought: that {aim_words(copy, function)}."
    if named.scope:
        sought += f" What it covers: {named.scope}."
    blocks: list[Block] = [Paragraph(sought), _ladder(copy, function)]
    if function.aim:
        blocks += _judged(copy, anchor, function.aim)
    blocks.append(Inset(ICB_DECIDES))
    return Section(anchor, f"{named.name}: {status_words(function.aim).lower()}", tuple(blocks))


def ready_for(copy: Copy, before: Before | None = None) -> tuple[Section, ...]:
    """The overview and each function sought; or the one sentence that there is nothing to judge."""
    if copy.facts.matrix.readiness is None:
        return (Section("functions", PROFILE_ONLY, (Paragraph(NO_POLICY),)),)
    holds = (part,) if (part := held(copy)) else ()
    if not copy.sought:
        text = f"{NOTHING_SOUGHT} {not_sought_sentence(copy)}".strip()
        return (Section("functions", NONE_SOUGHT, (Paragraph(text),)), *holds)
    return (overview(copy, before), *(one_function(copy, function) for function in copy.sought), *holds)
