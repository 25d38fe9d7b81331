"""Which matrices are there, what does one ask, and which keys may it have?"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pbp_assess.core.matrix import Domain, Matrix
    from pbp_assess.workspace.layout import Workspace

app = typer.Typer()


def _workspace(session: Session) -> "Workspace":
    """The workspace around, or an empty one here: the shipped matrices are there in any case."""
    from pathlib import Path

    from pbp_assess.workspace.layout import Workspace, open_workspace

    try:
        return open_workspace(session.workspace)
    except NotFoundError:
        return Workspace(Path().absolute())


def _known() -> list[str]:
    """What TAB may complete."""
    from pbp_assess.workspace.scaffold import matrix_ids

    return list(matrix_ids(_workspace(Session())))


@app.command("list")
def list_(context: typer.Context) -> int:
    """List the matrices at hand: this workspace's own, and those that ship with the tool.

    Example: pbp-assess matrix list
    """
    from pbp_assess.workspace.scaffold import find_matrix, matrix_ids

    workspace = _workspace(session_of(context))
    rows = []
    for name in matrix_ids(workspace):
        _, _, matrix = find_matrix(workspace, name)
        functions = len(matrix.readiness.functions) if matrix.readiness else 0
        scale = f"{matrix.levels[0]} to {matrix.levels[-1]}"
        size = f"{len(matrix.domains)}, {len(matrix.criteria)}"
        rows.append((name, matrix.version, matrix.title, size, scale, str(functions) if functions else "none"))
    console.table(("Matrix", "Version", "Title", "Domains, criteria", "Scale", "Functions"), rows)
    return ExitCode.ANSWERED


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The matrix.", autocompletion=_known)] = "place-partnership",
) -> int:
    """Print a matrix to be read: levels, domains, criteria and their phrases, functions.

    Example: pbp-assess matrix show place-partnership
    """
    from pbp_assess.workspace.scaffold import find_matrix

    _, _, matrix = find_matrix(_workspace(session_of(context)), name)
    for line in _lines(matrix):
        console.out(console.escape(line))
    return ExitCode.ANSWERED


def _lines(matrix: "Matrix") -> "Iterator[str]":
    """The whole matrix as lines of plain text."""
    yield f"{matrix.title} ({matrix.id} {matrix.version})"
    yield matrix.instruction
    yield ""
    for level in matrix.scale:
        yield f"{level.level} {level.name}" + (f": {level.meaning}" if level.meaning else "")
    for domain in matrix.domains:
        yield from _domain(domain)
    if matrix.readiness:
        yield ""
        yield "Functions:"
        for function in matrix.readiness.functions:
            yield f"  {function.id}: {function.name}" + (f" (risk: {function.risk})" if function.risk else "")


def _domain(domain: "Domain") -> "Iterator[str]":
    """One domain and its criteria."""
    yield ""
    yield f"{domain.id} {domain.name}" + (f": {domain.meaning}" if domain.meaning else "")
    for criterion in domain.criteria:
        marks = [mark for mark, there in (("record", criterion.record), ("critical", criterion.critical)) if there]
        yield ""
        yield f"  {criterion.id} {criterion.name}" + (f" ({', '.join(marks)})" if marks else "")
        if criterion.meaning:
            yield f"    {criterion.meaning}"
        for level, phrase in sorted(criterion.levels.items()):
            yield f"    {level} {phrase}"
        if criterion.evidence:
            yield f"    Evidence: {criterion.evidence}"


class FileKind(StrEnum):
    """The kinds of file a workspace holds."""

    MATRIX = "matrix"
    PLACE = "place"
    PANEL = "panel"
    ROUND = "round"
    SCORESHEET = "scoresheet"
    MODERATION = "moderation"
    EVIDENCE = "evidence"
    THEMES = "themes"
    ACTIONS = "actions"
    WORKSPACE = "workspace"


@app.command()
def schema(
    context: typer.Context,  # noqa: ARG001 # every command takes it
    kind: Annotated[FileKind, typer.Argument(help="Which kind of file.")] = FileKind.MATRIX,
) -> int:
    """Print the JSON Schema of a kind of file, for an editor that completes and checks.

    Example: pbp-assess matrix schema > matrix.schema.json
    """
    from pbp_assess.formats.schema import schema_text

    console.out(schema_text(kind.value), end="")
    return ExitCode.ANSWERED
