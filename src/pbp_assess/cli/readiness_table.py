"""How does a terminal show how ready functions are, and every test with its line?"""

from collections.abc import Sequence

from pbp_assess.cli import console
from pbp_assess.cli.opening import Judged
from pbp_assess.cli.session import Session
from pbp_assess.core.assess import FunctionReadiness, StageResult
from pbp_assess.core.disclosure import Copy
from pbp_assess.report import wording

Chosen = tuple[FunctionReadiness, StageResult]


def title(copy: Copy) -> str:
    """Which round this is, on which day, and whose copy."""
    facts = copy.facts
    return f"{facts.place}, round {facts.round_id}, as of {facts.as_of}: {wording.AUDIENCES[copy.audience].lower()}"


def show(session: Session, copy: Copy, chosen: Sequence[Chosen], *, in_full: bool) -> None:
    """A row for each function, what was lost, and the sentences that always go with a verdict."""
    rows = [
        (
            f"{function.function}: {wording.function_name(copy, function.function)}",
            wording.stage_words(copy, result.gate.stage),
            wording.status_words(result),
            wording.missing_in_brief(result),
            wording.settled_words(result).lower(),
        )
        for function, result in chosen
    ]
    console.table(("Function", "Stage", "Result", "Missing", "Answers still out"), rows, title=title(copy))
    _lost(copy, chosen)
    if in_full:
        _in_place(copy, chosen)
    closing(copy, chosen)
    unmet = [function.function for function, result in chosen if not _met(result)]
    options = f"--function {(unmet or [chosen[0][0].function])[0]} --explain"
    session.say(f"\nNext: pbp-assess readiness {options}{session.again()}, or pbp-assess report{session.again()}")


def _met(result: StageResult) -> bool:
    """Whether nothing is missing."""
    return not (result.gate.shortfalls or result.gate.unknowns)


def _lost(copy: Copy, chosen: Sequence[Chosen]) -> None:
    """Functions that were ready in the last full round, and are not now."""
    for function, result in chosen:
        if lost := wording.REGRESSIONS[result.regression]:
            console.prose(f"{wording.function_name(copy, function.function)}: {lost}")


def _in_place(copy: Copy, chosen: Sequence[Chosen]) -> None:
    """What would need to be in place for each function."""
    for function, result in chosen:
        findings = (*result.gate.shortfalls, *result.gate.unknowns)
        if findings:
            console.out("")
            console.prose(f"{wording.function_name(copy, function.function)}: what would need to be in place")
        for finding in findings:
            console.prose(f"- {wording.in_place(copy, finding)}", indent=2)


def closing(copy: Copy, chosen: Sequence[Chosen]) -> None:
    """The two sentences that stand together, and who decides; they are about the stages sought, whatever is shown."""
    console.out("")
    if copy.facts.illustrative:
        console.prose(wording.ILLUSTRATIVE)
    if any(function.sought not in (None, result.gate.stage) for function, result in chosen):
        console.prose("This is not the stage sought. For the stages that the round seeks:")
    for sentence in wording.with_and_without_agreed(copy) if copy.sought else ():
        console.prose(sentence)
    console.prose(wording.ICB_DECIDES)


# --- --explain ------------------------------------------------------------------------------------


def explain(judged: Judged, copy: Copy, chosen: Sequence[Chosen]) -> None:
    """Every function chosen with every finding: outcome, sentence, and its line in the round's matrix."""
    for function, result in chosen:
        name, stage = wording.function_name(copy, function.function), wording.stage_words(copy, result.gate.stage)
        heading = f"{name} ({copy.facts.committee} {stage}): {wording.status_words(result)}"
        console.prose(heading, "bold")
        console.prose(f"{wording.both_results(result)} {wording.bounds_sentence(copy, result)}")
        if lost := wording.REGRESSIONS[result.regression]:
            console.prose(lost)
        _findings(judged, copy, result)
        console.out("")
    closing(copy, chosen)


def _findings(judged: Judged, copy: Copy, result: StageResult) -> None:
    """The findings of one function; with a condition goes who has taken it on."""
    taken_on = {condition.finding: condition for condition in result.conditions}
    for finding in result.gate.findings:
        sentence = f"{wording.OUTCOMES[finding.outcome]}. {wording.finding_sentence(copy, finding)}"
        console.prose(sentence, indent=2)
        if finding in taken_on:
            console.prose(f"Condition: {wording.commitment_sentence(copy, taken_on[finding])}", indent=4)
        console.out(f"    {console.escape(str(judged.history.opened.matrix_line(finding.source)))}")
