"""Are the files free of faults?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.session import Session, session_of
from pbp_assess.cli.values import counted
from pbp_assess.problems import InputError, NotFoundError, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence


def command(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="Check these files by themselves.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON on stdout.")] = False,
) -> int:
    """Check every file of the workspace and report all the faults together, each with its line and column.

    Example: pbp-assess validate

    Example: pbp-assess validate my-matrix.yaml

    Exits with 2 when there is an error (with --strict, also for a warning). --place and --round narrow it
    down. A file named is checked by itself: its shape, and for a matrix its own rules.
    """
    session = session_of(context)
    problems, looked_at = _files(files) if files else _workspace(session)
    wrong = any(session.strict or problem.severity is Severity.ERROR for problem in problems)
    if json:
        console.out(_json(problems))
        return ExitCode.COULD_NOT if wrong else ExitCode.ANSWERED
    if wrong:
        raise InputError(problems)
    if problems:
        from pbp_assess.cli import faults

        faults.show(problems)
    console.out(f"{looked_at}: {'no errors' if problems else 'no faults'}")
    return ExitCode.ANSWERED


def _files(files: list[Path]) -> "tuple[Sequence[Problem], str]":
    """The faults of files by themselves."""
    from pbp_assess.workspace.reading import read_alone

    problems = [problem for path in files for problem in read_alone(path, path.as_posix())]
    return problems, counted(len(files), "file")


def _workspace(session: Session) -> "tuple[Sequence[Problem], str]":
    """The faults of the workspace, or of the place or round that the options leave of it.

    Raises:
        NotFoundError: there is nothing in it that could have a fault.
    """
    from pbp_assess.workspace.checking import check_workspace
    from pbp_assess.workspace.layout import open_workspace

    workspace = open_workspace(session.workspace)
    checked = check_workspace(workspace, session.place, session.round)
    if not (checked.problems or checked.places or checked.matrices):
        raise NotFoundError(f"there is nothing to check in {workspace.shown(workspace.root)}: no place, and no matrix")
    counts = (
        counted(checked.places, "place"),
        counted(checked.rounds, "round"),
        counted(checked.matrices, "matrix", "matrices"),
    )
    return checked.problems, ", ".join(counts)


def _json(problems: "Sequence[Problem]") -> str:
    """The problems as a JSON list; what was found in a confidential file is left out."""
    import json

    rows = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "file": problem.location.file,
            "line": problem.location.line,
            "column": problem.location.column,
            "message": problem.message(),
            "hint": "" if problem.private else problem.hint,
        }
        for problem in sorted(problems, key=lambda one: (one.location, one.code))
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)
