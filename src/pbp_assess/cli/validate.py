"""Are the files of this workspace free of faults?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import InputError, Problem, Severity

if TYPE_CHECKING:
    from pbp_assess.workspace.layout import Workspace


def command(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="Matrix files to check instead of the workspace.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON on stdout.")] = False,
) -> int:
    """Check every file of the workspace, or the matrices named, and report all the faults together.

    Example: pbp-assess validate

    Example: pbp-assess validate my-matrix.yaml

    Exits with 2 when there is an error (with --strict, also for a warning). --place and --round narrow it down.
    """
    session = session_of(context)
    problems, checked = _matrices(files) if files else _workspace(session)
    if json:
        console.out(_json(problems))
        bad = [problem for problem in problems if session.strict or problem.severity is Severity.ERROR]
        return ExitCode.COULD_NOT if bad else ExitCode.ANSWERED
    if any(session.strict or problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    if problems:
        from pbp_assess.cli import faults

        faults.show(problems)
    console.out(f"{checked}: {'no errors' if problems else 'no faults'}")
    return ExitCode.ANSWERED


def _matrices(files: list[Path]) -> tuple[list[Problem], str]:
    """The faults of matrix files by themselves."""
    from pbp_assess.workspace.reading import read_matrix

    problems = [problem for path in files for problem in read_matrix(path, path.as_posix())]
    return problems, f"{len(files)} {'matrix' if len(files) == 1 else 'matrices'}"


def _workspace(session: Session) -> tuple[list[Problem], str]:
    """The faults of the workspace: its own matrices, and every round of every place."""
    from pbp_assess.workspace.layout import open_workspace
    from pbp_assess.workspace.reading import read_matrix, read_round

    workspace = open_workspace(session.workspace)
    matrices = sorted(workspace.matrices.glob("*.yaml"))
    problems = [problem for path in matrices for problem in read_matrix(path, workspace.shown(path))]
    rounds = list(_rounds(session, workspace))
    for place, round_id in rounds:
        problems += read_round(workspace, place, round_id).problems
    counts = f"{len(rounds)} round{'' if len(rounds) == 1 else 's'}"
    places = len({place for place, _ in rounds})
    there = f"{places} place{'' if places == 1 else 's'}, {counts}, {len(matrices)} "
    return list(dict.fromkeys(problems)), there + ("matrix" if len(matrices) == 1 else "matrices")


def _rounds(session: Session, workspace: "Workspace") -> Iterator[tuple[str, str]]:
    """The (place, round) pairs that the options leave."""
    from pbp_assess.workspace.history import choose_place, choose_round, read_marker

    read_marker(workspace)
    places = (choose_place(workspace, session.place),) if session.place else workspace.places()
    for place in places:
        if session.round:
            yield place, choose_round(workspace, place, session.round)
        else:
            yield from ((place, name) for name in workspace.rounds(place))


def _json(problems: list[Problem]) -> str:
    """The problems as a JSON list; what was found in a score sheet is left out."""
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
