"""How does one leader answer: asked one question after the other, or from a script?"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.asked import Asked, deputy_meant, leader_meant, open_round, those_asked, who_writes
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import terminal_only, warn
from pbp_assess.cli.register import RegisterOption, names
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Scoresheet


def command(
    context: typer.Context,
    leader: Annotated[
        str | None, typer.Argument(help="Who answers; without it, a list to choose from.", autocompletion=those_asked)
    ] = None,
    sheet: Annotated[str | None, typer.Argument(metavar="[-]", help="-: read a whole sheet from stdin.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="CRITERION=ANSWER", help="Give one answer; repeat.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="With -: other answers may be there already.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="With --set or -: check, and write nothing.")
    ] = False,
    show_previous: Annotated[
        bool, typer.Option("--show-previous", help="Show this leader's own answers of the round before.")
    ] = False,
    deputy: Annotated[
        str, typer.Option(metavar="DEPUTY", help="Who answers in the leader's place; the leader, to take that back.")
    ] = "",
    register: RegisterOption = None,
) -> int:
    """Answer the questions as one leader: asked one by one, every answer saved at once.

    Example: pbp-assess score

    Example: pbp-assess score place-director

    Example: pbp-assess score place-director --set GOV1=3 --set FIN2=cannot_judge --set ENA5="na:no shared estate"

    Example: pbp-assess score place-director - < sheet.yaml

    Stop at any time, with quit or Ctrl-C: the same command goes on at the first question without an answer, and
    answers can be changed until the round closes. Exit codes: 0 also for stopping early; 2 when a piped input ends
    before every question has an answer; 130 after Ctrl-C. Where a deputy answers, the answers count at the leader's
    seat, and the sheet says whose they are.
    """
    session = session_of(context)
    if sheet not in {None, "-"}:
        raise UsageError(f"only - may follow the leader, and reads a sheet from stdin; not {sheet!r}")
    if sheet and settings:
        raise UsageError("--set gives single answers and - a whole sheet: choose one")
    if (dry_run or replace) and not (sheet or settings):
        raise UsageError("--dry-run and --replace go with --set or -, not with the interview")
    workspace, dossier = open_round(session)
    known = names(register, workspace, dossier.place_id)
    name = leader_meant(session, dossier, leader, known)
    speaker = deputy_meant(dossier, name, deputy, known) if deputy else ""
    asked = Asked(workspace, dossier, name, known.said(name), speaker)
    if sheet:
        return _from_stdin(session, asked, replace=replace, dry_run=dry_run)
    if settings:
        return _set(session, asked, settings, dry_run=dry_run)
    terminal_only(session, "the interview asks: give answers with --set, or a whole sheet with -")
    from pbp_assess.cli.interview.sitting import hold

    return hold(session, asked, show_previous=show_previous)


# --- from a script --------------------------------------------------------------------------------


def _set(session: Session, asked: Asked, settings: Sequence[str], *, dry_run: bool) -> int:
    """Single answers, all of them or none."""
    from pbp_assess.cli.scripted import with_settings
    from pbp_assess.workspace.sheets import empty_sheet, open_sheet

    blank = empty_sheet(asked.leader, asked.dossier.round.id)
    before = asked.dossier.sheets.get(asked.leader, blank)
    after, done = with_settings(before, asked.dossier, settings)
    if not dry_run:
        with open_sheet(asked.workspace, asked.dossier, asked.leader, who_writes("score")) as there:
            after, done = with_settings(there.sheet, asked.dossier, settings)
            there.save(asked.spoken(after))
    session.say(f"{'Would set' if dry_run else 'Set'} {', '.join(done)}.")
    return _result(asked, after, dry_run=dry_run)


def _from_stdin(session: Session, asked: Asked, *, replace: bool, dry_run: bool) -> int:
    """A whole sheet, which may not drop what is there unless the caller says so."""
    from pbp_assess.cli.scripted import refuse_to_lose, sheet_from
    from pbp_assess.formats.plain_text import MOST_BYTES
    from pbp_assess.workspace.sheets import empty_sheet, open_sheet

    after, warnings = sheet_from(sys.stdin.buffer.read(MOST_BYTES + 1), asked.dossier, asked.leader)
    warn(session, warnings)
    before = asked.dossier.sheets.get(asked.leader, empty_sheet(asked.leader, asked.dossier.round.id))
    if not replace:
        refuse_to_lose(before, after)
    if not dry_run:
        with open_sheet(asked.workspace, asked.dossier, asked.leader, who_writes("score")) as there:
            if not replace:
                refuse_to_lose(there.sheet, after)
            there.save(asked.spoken(after))
    return _result(asked, after, dry_run=dry_run)


def _result(asked: Asked, sheet: "Scoresheet", *, dry_run: bool = False) -> int:
    """How many questions have an answer now, and where they are: the result of the command."""
    from pbp_assess.cli.interview.form import form_of

    form = form_of(asked.dossier)
    done = len(form.criteria) - len(form.open_criteria(sheet))
    where = "Nothing was written" if dry_run else f"Saved in {asked.workspace.shown(asked.path)}"
    console.out(f"{done} of {len(form.criteria)} questions answered. {where}.")
    return ExitCode.ANSWERED
