"""How ready is each function sought, and why?"""

from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import copy_for, judge_round
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
    solid: Annotated[bool, typer.Option("--solid", help="How solid each result is: other ways of counting.")] = False,
    path: Annotated[
        str, typer.Option("--path", metavar="FUNCTION", help="What would need to be in place for this function.")
    ] = "",
    what_if: Annotated[
        str, typer.Option("--what-if", metavar="LEVELS", help="Suppose levels, such as GOV2=3,FIN4=3; writes nothing.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print the whole result as JSON on stdout.")] = False,
    require: Annotated[str, typer.Option(metavar="STAGE", help="Exit with 1 unless ready for this stage.")] = "",
    allow_conditions: Annotated[
        bool, typer.Option("--allow-conditions", help="With --require: ready with conditions will do.")
    ] = False,
) -> int:
    """Show how ready each function sought is, what is missing, and whether answers still out could matter.

    Example: pbp-assess readiness

    Example: pbp-assess readiness --function bcf_s75 --explain

    Example: pbp-assess readiness --path bcf_s75 --audience facilitator

    Example: pbp-assess readiness --what-if GOV2=3,FIN4=3

    Example: pbp-assess readiness --require partial --allow-conditions

    With --require it exits with 0 when all are ready, 1 when one is not, 5 when there are not enough answers
    to say. The tool advises; the ICB decides.
    """
    if allow_conditions and not require:
        raise UsageError("--allow-conditions goes with --require STAGE")
    if stage and require and stage != require:
        raise UsageError(f"--require {require} judges against {require}: leave --stage {stage} out")
    asked = {"--explain": explain, "--solid": solid, "--path": path, "--what-if": what_if}
    _refuse_two([name for name, given in asked.items() if given], require=require, function=function)
    session = session_of(context)
    names = [path] if path else function or []
    judged = judge_round(session, only_sought=not (all_ or names or json))
    copy = copy_for(session, judged)
    chosen = tuple(_chosen(copy, names, require or stage, everything=all_))
    if solid or path:
        from pbp_assess.cli import readiness_solid

        readiness_solid.show(session, judged, copy, chosen, in_full=bool(path), json=json)
    elif what_if:
        from pbp_assess.cli import readiness_what_if

        readiness_what_if.show(session, judged, copy, chosen, what_if, json=json)
    elif json:
        from pbp_assess.formats.result_json import to_json
        from pbp_assess.report.wording import finding_sentence

        console.out(to_json(copy, finding_sentence), end="")
    else:
        from pbp_assess.cli import readiness_table

        if explain:
            readiness_table.explain(judged, copy, chosen)
        else:
            readiness_table.show(session, copy, chosen, in_full=bool(function))
    _warn_of_open_conditions(session, copy, chosen)
    return _verdict([result for _, result in chosen], conditions=allow_conditions) if require else ExitCode.ANSWERED


def _refuse_two(asked: "Sequence[str]", *, require: str, function: "Sequence[str] | None") -> None:
    """One question at a time.

    Raises:
        UsageError: two of these options do not go together.
    """
    if len(asked) > 1:
        raise UsageError(f"{asked[0]} and {asked[1]} are two questions: ask one at a time")
    if require and asked and asked != ["--explain"]:
        raise UsageError(f"--require is about the result as it stands: leave {asked[0]} out")
    if function and asked == ["--path"]:
        raise UsageError("--path names its own function: leave --function out")


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
        lacking = len(result.loose)
        if lacking:
            name = console.escape(wording.function_name(copy, function.function))
            what = "a condition has" if lacking == 1 else f"{lacking} conditions have"
            session.say(f"warning: {name}: {what} no owner and no date; pbp-assess action from-conditions gives them")
