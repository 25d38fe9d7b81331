"""How do answers from elsewhere come in: read, matched, weighed, checked, and only then written?"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.asked import open_round, who_writes
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import warn
from pbp_assess.cli.register import RegisterOption, names
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import InputError, Problem, Severity, UsageError

if TYPE_CHECKING:
    from pbp_assess.cli.import_reading import Reading
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.workspace.intake import Change

_ORIGINS = ("auto", "msforms", "xlsx", "limesurvey", "csv", "workspace")


def command(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files, folders, or another workspace.")],
    origin: Annotated[
        str, typer.Option("--from", metavar="WHERE", help=f"{', '.join(_ORIGINS)}: what wrote the file.")
    ] = "auto",
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="What headings and codes stand for, like survey.yaml.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Where an answer differs, leave the sheet as it is.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Where an answer differs, take the file's.")] = False,
    latest: Annotated[bool, typer.Option("--latest", help="Of two replies of one leader, take the later.")] = False,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help='The reason to note where "not applicable" comes without one.')
    ] = "",
    register: RegisterOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would change, write nothing.")] = False,
) -> int:
    """Take answers in: Microsoft Forms, Excel sheets, LimeSurvey, CSV, answer files of the form, another workspace.

    Example: pbp-assess import Replies.xlsx --dry-run

    Example: pbp-assess import replies/ --register ~/oxfordshire-names.yaml

    Example: pbp-assess import ../other-laptop/oxfordshire --keep

    New answers fill blanks; importing twice changes nothing. An answer that differs from the sheet is never taken
    silently: you are asked, or say --keep or --replace. Headings and respondents that are not certain are asked too,
    with suggestions, and kept in survey.yaml for the next time; names and e-mail addresses are matched with the
    register and never written. Everything is checked before anything is written, and all faults are told together.
    """
    from pbp_assess.cli.import_reading import Reading
    from pbp_assess.workspace.sources import Origin

    session = session_of(context)
    _refuse(origin, keep=keep, replace=replace)
    workspace, dossier = open_round(session)
    people = names(register, workspace, dossier.place_id)
    reading = Reading.begin(workspace, dossier, people, map_file, asking=not session.no_input, reason=reason.strip())
    reading.read(files, Origin(origin))
    if not dry_run:
        _remember(session, reading)
    changes = _weighed(session, reading, latest=latest)
    changes = _settled(reading, changes, keep=keep, replace=replace, dry_run=dry_run)
    _result(dossier, changes)
    _write(session, reading, changes, dry_run=dry_run)
    return ExitCode.ANSWERED


def _refuse(origin: str, *, keep: bool, replace: bool) -> None:
    """Refuse what does not go together.

    Raises:
        UsageError: it does not.
    """
    if keep and replace:
        raise UsageError("--keep and --replace contradict each other: choose one")
    if origin not in _ORIGINS:
        raise UsageError(f"--from is one of {', '.join(_ORIGINS)}, not {origin!r}")


def _remember(session: Session, reading: "Reading") -> None:
    """Write down what was matched by hand, so that it is not asked again; even if the import comes to nothing."""
    from pbp_assess.workspace.survey import keep

    workspace, dossier = reading.workspace, reading.dossier
    kept = keep(
        workspace,
        dossier,
        who_writes("import"),
        columns=reading.kept_columns,
        respondents=reading.kept_respondents,
    )
    if kept:
        path = workspace.survey_path(dossier.place_id, dossier.round.id)
        session.say(f"What you matched is kept in {workspace.shown(path)}.")


def _weighed(session: Session, reading: "Reading", *, latest: bool) -> "tuple[Change, ...]":
    """What the replies mean for the sheets, once nothing is wrong with them.

    Raises:
        InputError: something is; it carries everything found.
        UsageError: no file holds an answer.
    """
    from pbp_assess.workspace.intake import faults, one_each, plan

    dossier = reading.dossier
    incoming, twice = one_each(reading.incoming, tuple(dossier.matrix.criterion_by_id), latest=latest)
    problems: Sequence[Problem] = (*reading.problems, *twice, *faults(dossier, incoming))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    warn(session, tuple(problems))
    if not incoming:
        raise UsageError("there is no answer in what was given, so that nothing was written")
    return plan(dossier, incoming)


def _settled(
    reading: "Reading", changes: "tuple[Change, ...]", *, keep: bool, replace: bool, dry_run: bool
) -> "tuple[Change, ...]":
    """The changes, with every contradiction settled; a dry run only counts them.

    Raises:
        InputError: there is one, and nobody says what to do; it carries them all.
    """
    from pbp_assess.cli.matching import InputEndedError, ask_conflicts
    from pbp_assess.workspace.intake import conflicts, settled, unsettled

    found = list(conflicts(changes))
    if not found or replace or dry_run:
        return changes
    if keep:
        return settled(changes, {(change.leader, path) for change, path in found})
    if not reading.asking:
        raise InputError(unsettled(changes))
    try:
        return settled(changes, ask_conflicts(reading.terminal, found))
    except InputEndedError:
        raise InputError(unsettled(changes)) from None


def _result(dossier: "Dossier", changes: "Sequence[Change]") -> None:
    """Per leader: how many answers are new, the same, and different."""
    from pbp_assess.workspace.merging import Verdict

    order = (Verdict.NEW, Verdict.SAME, Verdict.DIFFERS)
    rows = [(change.leader, *(str(change.count(verdict)) for verdict in order)) for change in changes]
    totals = (str(sum(change.count(verdict) for change in changes)) for verdict in order)
    title = f"{dossier.place.name}, round {dossier.round.id}"
    console.table(("Leader", "New", "Same", "Different"), [*rows, ("In all", *totals)], title=title)


def _write(session: Session, reading: "Reading", changes: "tuple[Change, ...]", *, dry_run: bool) -> None:
    """Write the sheets, and say so."""
    from pbp_assess.workspace.intake import conflicts, write

    if dry_run:
        different = sum(1 for _ in conflicts(changes))
        settle = " Different answers need --keep or --replace, or are asked one by one." if different else ""
        session.say(f"Nothing was written.{settle}")
        return
    written = write(reading.workspace, reading.dossier, changes, who_writes("import"))
    sheets = f"{written} {'sheet' if written == 1 else 'sheets'}"
    session.say(
        f"{sheets} written. Next: pbp-assess status{session.again()}" if written else "Nothing new: no sheet changed."
    )
