"""How is the level that the leaders agreed on the day recorded, beside their answers?"""

from typing import Annotated

import typer

from pbp_assess.cli.opening import judge_round, terminal_only
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.register import RegisterOption, names
from pbp_assess.cli.session import session_of
from pbp_assess.problems import UsageError


def command(
    context: typer.Context,
    criterion: Annotated[str, typer.Argument(help="The question; - reads a file from stdin; none asks them all.")] = "",
    level: Annotated[int | None, typer.Option(help="The level agreed.")] = None,
    on: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="When it was agreed; else today.")] = "",
    sectors: Annotated[str, typer.Option(metavar="ID,ID", help="The sectors in the room; or all.")] = "",
    present: Annotated[
        list[str] | None,
        typer.Option(metavar="LEADER", help="Or whoever was in the room; repeat. Not kept."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why this level, in a sentence.")] = "",
    evidence: Annotated[str, typer.Option(help="What shows it.")] = "",
    without_evidence: Annotated[
        bool, typer.Option("--without-evidence", help="Record it although something needs to show it.")
    ] = False,
    revote: Annotated[str, typer.Option(metavar="1=2,2=9", help="Hands by level, where hands were counted.")] = "",
    dissent: Annotated[int | None, typer.Option(min=0, help="How many did not agree; 0 where all did.")] = None,
    named: Annotated[
        list[str] | None,
        typer.Option(metavar="LEADER[: WORDS]", help="Who chose to be named, and why they differ; repeat."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Another level may have been agreed already.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take a level out; without CRITERION, the last.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List what has been agreed.")] = False,
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Record the levels agreed on the day, beside the answers and never over them: asked in the order of the agenda.

    Example: pbp-assess moderate

    Example: pbp-assess moderate GOV2 --level 2 --sectors all --reason "Drafted, not adopted" --evidence "Draft scheme"

    Example: pbp-assess moderate LEA2 --level 2 --sectors all --reason "As minuted" --revote 1=1,2=10 --dissent 1

    Example: pbp-assess moderate - < moderation.yaml

    Example: pbp-assess moderate --undo GOV2

    Each level is on the disk before the next question is asked. Score sheets are not touched: reports print the private
    answers and the level agreed side by side. Evidence is required where a level moves a question up that a function
    sought turns on, and for every level at full. Whoever did not agree is counted, and named by their own choice only.
    """
    from pbp_assess.cli.moderation import scripted

    session = session_of(context)
    said = scripted.Said(
        level,
        on,
        sectors,
        tuple(present or ()),
        reason,
        evidence,
        without_evidence,
        revote,
        dissent,
        tuple(named or ()),
    )
    _refuse(criterion, given=level is not None, undo=undo, list_=list_)
    if level is None and said.anything:
        raise UsageError("what was agreed needs --level, and the question it is about")
    judged = judge_round(session, only_sought=True)
    if list_:
        return scripted.listing(session, judged)
    if undo:
        return scripted.undone(session, judged, criterion, dry_run=dry_run)
    if criterion == "-":
        return scripted.from_stdin(session, judged, replace=replace, dry_run=dry_run)
    known = names(register, judged.workspace, judged.dossier.place_id)
    if level is not None:
        return scripted.record(session, judged, criterion, said, known, replace=replace, dry_run=dry_run)
    if dry_run or replace:
        raise UsageError("--dry-run and --replace go with --level, --undo or -, not with the questions")
    terminal_only(
        session, "the questions need somebody to answer: give --level and what belongs to it, or - and a file"
    )
    from pbp_assess.cli.moderation.sitting import hold

    return hold(session, judged, criterion, known)


def _refuse(criterion: str, *, given: bool, undo: bool, list_: bool) -> None:
    """Options that say two things at once.

    Raises:
        UsageError: they do.
    """
    if sum((undo, list_, given, criterion == "-")) > 1:
        raise UsageError("choose one: --level, --undo, --list, or - and a file")
    if given and not criterion:
        raise UsageError("--level is of one question: pbp-assess moderate CRITERION --level LEVEL")
    if list_ and criterion:
        raise UsageError("--list lists them all, without CRITERION")
