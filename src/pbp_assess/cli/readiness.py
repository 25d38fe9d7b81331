"""How ready is each function sought, and why?"""

from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, copy_for, judge_round
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pbp_assess.core.assess import FunctionReadiness, StageResult
    from pbp_assess.core.disclosure import Copy

    Chosen = tuple[FunctionReadiness, StageResult]


def command(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Every function of the matrix, not only those sought.")] = False,
    function: Annotated[list[str] | None, typer.Option(metavar="FUNCTION", help="Only this function; repeat.")] = None,
    stage: Annotated[
        str, typer.Option(metavar="STAGE", help="Judge against this stage instead of the one sought.")
    ] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Every test with its counts and its line.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the whole result as JSON on stdout.")] = False,
    require: Annotated[str, typer.Option(metavar="STAGE", help="Exit with 1 unless ready for this stage.")] = "",
    allow_conditions: Annotated[
        bool, typer.Option("--allow-conditions", help="With --require: ready with conditions will do.")
    ] = False,
) -> int:
    """Show how ready each function sought is, what is missing, and whether answers still out could matter.

    Example: pbp-assess readiness

    Example: pbp-assess readiness --function bcf_s75 --explain

    Example: pbp-assess readiness --require partial --allow-conditions

    With --require it exits with 0 when all are ready, 1 when one is not, 5 when there are not enough answers
    to say. The tool advises; the ICB decides.
    """
    if allow_conditions and not require:
        raise UsageError("--allow-conditions goes with --require STAGE")
    if stage and require and stage != require:
        raise UsageError(f"--require {require} judges against {require}: leave --stage {stage} out")
    session = session_of(context)
    judged = judge_round(session, only_sought=not (all_ or function or json))
    copy = copy_for(session, judged)
    chosen = tuple(_chosen(copy, function or [], require or stage, everything=all_))
    if json:
        from pbp_assess.formats.result_json import to_json
        from pbp_assess.report.wording import finding_sentence

        console.out(to_json(copy, finding_sentence), end="")
    elif explain:
        _explain(judged, copy, chosen)
    else:
        _show(session, copy, chosen, in_full=bool(function))
    _warn_of_open_conditions(session, copy, chosen)
    return _verdict([result for _, result in chosen], conditions=allow_conditions) if require else ExitCode.ANSWERED


def _chosen(copy: "Copy", names: "Sequence[str]", stage: str, *, everything: bool) -> "Iterator[Chosen]":
    """The functions to show, each with the stage to show it at: the one named, else sought, else the next to reach.

    Raises:
        NotFoundError: there is no such function or stage in what this copy may show.
        UsageError: nothing is sought and nothing was named.
    """
    from pbp_assess.workspace.history import unknown

    known = {function.function: function for function in copy.functions}
    for name in names:
        if name not in known:
            raise unknown("function", name, tuple(known), f"the {copy.audience} copy of this round")
    picked = [known[name] for name in names] or list(copy.functions if everything else copy.sought)
    if not picked:
        raise UsageError(_nothing(copy))
    for function in picked:
        at = stage or function.sought or _next_stage(function)
        if at not in function.stages:
            raise unknown("stage", at, tuple(function.stages), function.function)
        yield function, function.stages[at]


def _nothing(copy: "Copy") -> str:
    """Why there is no function to judge, and what to do about it."""
    policy = copy.facts.matrix.readiness
    if policy is None:
        return "the matrix has no readiness section, so there is nothing to judge; `pbp-assess report` has the profile"
    if not policy.functions:
        return "the matrix has no functions, so there is nothing to judge"
    return "the round seeks no function, so there is nothing to judge; name one with --function, or use --all"


def _next_stage(function: "FunctionReadiness") -> str:
    """The stage after the highest met; the highest of all when every one is met; empty when it has none."""
    stages = list(function.stages)
    reached = stages.index(function.highest_met) + 1 if function.highest_met else 0
    return stages[min(reached, len(stages) - 1)] if stages else ""


def _verdict(results: "list[StageResult]", *, conditions: bool) -> ExitCode:
    """Exit code for `--require`: any shortfall makes it a no, an unknown alone makes it not enough."""
    from pbp_assess.core.gate import Status

    passing = {Status.READY, Status.READY_WITH_CONDITIONS} if conditions else {Status.READY}
    short = {result.gate.status for result in results} - passing
    if not short:
        return ExitCode.ANSWERED
    return ExitCode.NOT_ENOUGH if short == {Status.INSUFFICIENT_EVIDENCE} else ExitCode.NO


def _warn_of_open_conditions(session: Session, copy: "Copy", chosen: "Sequence[Chosen]") -> None:
    """A condition has an owner and a date; one that has none stands, with a warning."""
    from pbp_assess.report import wording

    for function, result in chosen:
        lacking = sum(condition.commitment is None for condition in result.conditions)
        if lacking:
            name = console.escape(wording.function_name(copy, function.function))
            what = "a condition has" if lacking == 1 else f"{lacking} conditions have"
            session.say(f"warning: {name}: {what} no owner and no date; actions.yaml gives them")


# --- terminal -------------------------------------------------------------------------------------


def _show(session: Session, copy: "Copy", chosen: "Sequence[Chosen]", *, in_full: bool) -> None:
    """A row for each function, what was lost, and the sentences that always go with a verdict."""
    from pbp_assess.report import wording

    facts = copy.facts
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
    title = f"{facts.place}, round {facts.round_id}, as of {facts.as_of}: {wording.AUDIENCES[copy.audience].lower()}"
    console.table(("Function", "Stage", "Result", "Missing", "Answers still out"), rows, title=title)
    _lost(copy, chosen)
    if in_full:
        _in_place(copy, chosen)
    _closing(copy)
    unmet = [function.function for function, result in chosen if not _met(result)]
    options = f"--function {(unmet or [chosen[0][0].function])[0]} --explain"
    session.say(f"\nNext: pbp-assess readiness {options}{session.again()}, or pbp-assess report{session.again()}")


def _met(result: "StageResult") -> bool:
    """Whether nothing is missing."""
    return not (result.gate.shortfalls or result.gate.unknowns)


def _lost(copy: "Copy", chosen: "Sequence[Chosen]") -> None:
    """Functions that were ready in the last full round, and are not now."""
    from pbp_assess.report import wording

    for function, result in chosen:
        if lost := wording.REGRESSIONS[result.regression]:
            console.prose(f"{wording.function_name(copy, function.function)}: {lost}")


def _in_place(copy: "Copy", chosen: "Sequence[Chosen]") -> None:
    """What would need to be in place for each function."""
    from pbp_assess.report import wording

    for function, result in chosen:
        findings = (*result.gate.shortfalls, *result.gate.unknowns)
        if findings:
            console.out("")
            console.prose(f"{wording.function_name(copy, function.function)}: what would need to be in place")
        for finding in findings:
            console.prose(f"- {wording.in_place(copy, finding)}", indent=2)


def _closing(copy: "Copy") -> None:
    """The two sentences that stand together, and who decides."""
    from pbp_assess.report import wording

    console.out("")
    if copy.facts.illustrative:
        console.prose(wording.ILLUSTRATIVE)
    for sentence in wording.with_and_without_agreed(copy) if copy.sought else ():
        console.prose(sentence)
    console.prose(wording.ICB_DECIDES)


# --- --explain ------------------------------------------------------------------------------------


def _explain(judged: Judged, copy: "Copy", chosen: "Sequence[Chosen]") -> None:
    """Every function chosen with every finding: outcome, sentence, and its line in the round's matrix."""
    from pbp_assess.report import wording

    for function, result in chosen:
        name, stage = wording.function_name(copy, function.function), wording.stage_words(copy, result.gate.stage)
        heading = f"{name} ({copy.facts.committee} {stage}): {wording.status_words(result)}"
        console.prose(heading, "bold")
        console.prose(f"{wording.both_results(result)} {wording.bounds_sentence(copy, result)}")
        if lost := wording.REGRESSIONS[result.regression]:
            console.prose(lost)
        _findings(judged, copy, result)
        console.out("")
    _closing(copy)


def _findings(judged: Judged, copy: "Copy", result: "StageResult") -> None:
    """The findings of one function; with a condition goes who has taken it on."""
    from pbp_assess.report import wording

    taken_on = {condition.finding: condition for condition in result.conditions}
    for finding in result.gate.findings:
        sentence = f"{wording.OUTCOMES[finding.outcome]}. {wording.finding_sentence(copy, finding)}"
        console.prose(sentence, indent=2)
        if finding in taken_on:
            console.prose(f"Condition: {wording.commitment_sentence(copy, taken_on[finding])}", indent=4)
        console.out(f"    {console.escape(str(judged.history.opened.matrix_line(finding.source)))}")
