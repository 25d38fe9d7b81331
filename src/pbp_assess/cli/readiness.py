"""How ready is each function sought, and why?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, copy_for, judge_round
from pbp_assess.cli.session import session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assess import FunctionReadiness, StageResult
    from pbp_assess.core.disclosure import Copy


def command(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Every function of the matrix, not only those sought.")] = False,
    function: Annotated[list[str] | None, typer.Option(help="Only this function; repeat for more.")] = None,
    stage: Annotated[str, typer.Option(help="Judge against this stage instead of the one sought.")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Every test with its counts and its line.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")] = False,
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
    judged = judge_round(session_of(context))
    copy = copy_for(session_of(context), judged)
    chosen = tuple(_chosen(copy, function or [], require or stage, everything=all_))
    if allow_conditions and not require:
        raise UsageError("--allow-conditions goes with --require STAGE")
    if json:
        from pbp_assess.formats.result_json import to_json

        console.out(to_json(copy), end="")
    elif explain:
        _explain(judged, copy, chosen)
    else:
        _table(copy, chosen)
    return _verdict([result for _, result in chosen], conditions=allow_conditions) if require else ExitCode.ANSWERED


Chosen = tuple["FunctionReadiness", "StageResult"]


def _chosen(copy: "Copy", names: list[str], stage: str, *, everything: bool) -> "Iterator[Chosen]":
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
        policy = copy.facts.matrix.readiness
        why = "the round seeks no function" if policy else "the matrix has no readiness section"
        raise UsageError(
            f"{why}: there is nothing to judge" + ("; name one with --function, or use --all" if policy else "")
        )
    for function in picked:
        at = stage or function.sought or _next_stage(function)
        if at not in function.stages:
            raise unknown("stage", at, tuple(function.stages), function.function)
        yield function, function.stages[at]


def _next_stage(function: "FunctionReadiness") -> str:
    """The stage after the highest met; the highest of all when every one is met."""
    stages = list(function.stages)
    if function.highest_met is None:
        return stages[0]
    return stages[min(stages.index(function.highest_met) + 1, len(stages) - 1)]


def _verdict(results: "list[StageResult]", *, conditions: bool) -> ExitCode:
    """Exit code for `--require`: any shortfall makes it a no, an unknown alone makes it not enough."""
    from pbp_assess.core.gate import Status

    passing = {Status.READY, Status.READY_WITH_CONDITIONS} if conditions else {Status.READY}
    statuses = {result.gate.status for result in results}
    if statuses <= passing:
        return ExitCode.ANSWERED
    return ExitCode.NOT_ENOUGH if statuses - passing == {Status.INSUFFICIENT_EVIDENCE} else ExitCode.NO


# --- terminal -------------------------------------------------------------------------------------


def _table(copy: "Copy", chosen: "tuple[Chosen, ...]") -> None:
    """A row for each function, then the sentences that always go with a verdict."""
    from pbp_assess.report import wording

    facts = copy.facts
    rows = [
        (
            wording.function_name(copy, function.function),
            wording.stage_words(copy, result.gate.stage),
            wording.status_words(result),
            wording.missing_in_brief(result),
            wording.settled_words(result.bounds),
        )
        for function, result in chosen
    ]
    title = f"{facts.place}, round {facts.round_id}, as of {facts.as_of}; {copy.audience} copy"
    console.table(("Function", "Stage", "Result", "Missing", "Answers still out"), rows, title=title)
    _closing(copy)
    console.say(f"\nNext: pbp-assess readiness --function {chosen[0][0].function} --explain, or pbp-assess report")


def _closing(copy: "Copy") -> None:
    """The two sentences that stand together, and who decides."""
    from pbp_assess.report import wording

    console.out("")
    if copy.facts.illustrative:
        console.out(wording.ILLUSTRATIVE)
    for sentence in wording.with_and_without_agreed(copy):
        console.out(console.escape(sentence))
    console.out(wording.ICB_DECIDES)


def _explain(judged: Judged, copy: "Copy", chosen: "tuple[Chosen, ...]") -> None:
    """Every finding of every function chosen: outcome, sentence, and its line in the round's matrix."""
    from pbp_assess.report import wording

    for function, result in chosen:
        name, stage = wording.function_name(copy, function.function), wording.stage_words(copy, result.gate.stage)
        console.out(console.style(console.escape(f"{name}: {stage}"), "bold"))
        console.out(f"{wording.status_words(result)}. {wording.settled_words(result.bounds)}")
        for finding in result.gate.findings:
            line = judged.history.opened.matrix_line(finding.source)
            console.out(f"  {wording.OUTCOMES[finding.outcome]}: ", end="")
            console.out(console.escape(wording.finding_sentence(copy, function.function, finding)))
            console.out(f"    {line}")
        console.out("")
    _closing(copy)
