"""Which matrices are there, what does one ask, and which keys may a file have?"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pbp_assess.core.matrix import Criterion, Domain, Function, Matrix, Readiness
    from pbp_assess.workspace.layout import Workspace

app = typer.Typer()


def _workspace(session: Session) -> "Workspace":
    """The workspace around, or an empty one here: the shipped matrices are there in any case."""
    from pbp_assess.workspace.layout import Workspace, in_full, open_workspace

    try:
        return open_workspace(session.workspace)
    except NotFoundError:
        return Workspace(in_full(session.workspace or Path()))


def _known() -> list[str]:
    """What TAB may complete."""
    from pbp_assess.workspace.matrices import matrix_ids

    return list(matrix_ids(_workspace(Session())))


@app.command("list")
def list_(context: typer.Context) -> int:
    """List the matrices at hand: this workspace's own, and those that ship with the tool.

    Example: pbp-assess matrix list
    """
    from pbp_assess.workspace.matrices import matrix_ids

    workspace = _workspace(session_of(context))
    rows = [_row(workspace, name) for name in matrix_ids(workspace)]
    console.table(("Matrix", "Title", "Domains", "Criteria", "Scale", "Functions"), rows)
    session_of(context).say("Next: pbp-assess matrix show MATRIX")
    return ExitCode.ANSWERED


def _row(workspace: "Workspace", name: str) -> tuple[str, ...]:
    """One matrix in figures; of a faulty one, no more than that."""
    from pbp_assess.workspace.matrices import find_matrix

    try:
        _, _, matrix = find_matrix(workspace, name)
    except InputError:
        return (name, 'has faults: "pbp-assess validate" lists them', "", "", "", "")
    functions = len(matrix.readiness.functions) if matrix.readiness else 0
    scale = f"{matrix.levels[0]} to {matrix.levels[-1]}"
    title = f"{matrix.title}, {matrix.version}"
    return (name, title, str(len(matrix.domains)), str(len(matrix.criteria)), scale, str(functions or "none"))


# --- show -----------------------------------------------------------------------------------------


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The matrix.", autocompletion=_known)] = "place-partnership",
) -> int:
    """Print a matrix to be read: levels, domains, criteria and their phrases, stages and functions.

    Example: pbp-assess matrix show

    Example: pbp-assess matrix show integrated-care-twelve
    """
    from pbp_assess.workspace.matrices import find_matrix

    _, _, matrix = find_matrix(_workspace(session_of(context)), name)
    for line in _lines(matrix):
        console.prose(line.lstrip(), indent=len(line) - len(line.lstrip()))
    return ExitCode.ANSWERED


def _lines(matrix: "Matrix") -> "Iterator[str]":
    """The whole matrix, a line for each thing it says; how far a line is indented says what it belongs to."""
    yield f"{matrix.title} ({matrix.id} {matrix.version})"
    yield matrix.instruction
    yield ""
    for level in matrix.scale:
        yield f"{level.level} {level.name}" + (f": {level.meaning}" if level.meaning else "")
    for domain in matrix.domains:
        yield from _domain(domain)
    if matrix.priority_groups:
        groups = matrix.priority_groups
        yield from ("", f"{groups.id} {groups.name} (one criterion for each priority group of the place)")
        yield from _phrases(groups.levels)
    if matrix.open_questions or matrix.choose:
        yield from ("", "In their own words:", *(f"  {question.question}" for question in matrix.open_questions))
    if matrix.choose:
        yield f"  {matrix.choose.question}"
    if matrix.readiness:
        yield from _readiness(matrix.readiness)


def _domain(domain: "Domain") -> "Iterator[str]":
    """One domain and its criteria."""
    yield ""
    yield f"{domain.id} {domain.name}" + (f": {domain.meaning}" if domain.meaning else "")
    for criterion in domain.criteria:
        yield ""
        yield from _criterion(criterion)


def _criterion(criterion: "Criterion") -> "Iterator[str]":
    """One criterion with its phrases."""
    marks = [mark for mark, there in (("record", criterion.record), ("critical", criterion.critical)) if there]
    yield f"  {criterion.id} {criterion.name}" + (f" ({', '.join(marks)})" if marks else "")
    if criterion.meaning:
        yield f"    {criterion.meaning}"
    yield from _phrases(criterion.levels)
    if criterion.evidence:
        yield f"    Evidence: {criterion.evidence}"


def _phrases(levels: dict[int, str]) -> "Iterator[str]":
    """The phrase for each level, lowest first."""
    yield from (f"    {level} {phrase}" for level, phrase in sorted(levels.items()))


def _readiness(policy: "Readiness") -> "Iterator[str]":
    """Stages, and functions with the levels each asks for."""
    yield ""
    yield "Stages:"
    for name, stage in policy.stages.items():
        yield f"  {name}: {stage.plain}"
        if stage.universal:
            yield f"    of every function: {_levels(stage.universal)}"
    yield ""
    yield "Functions:"
    for function in policy.functions:
        yield from _function(function)


def _function(function: "Function") -> "Iterator[str]":
    """One function: the level each criterion must have reached at each stage, and the documents."""
    yield f"  {function.id}: {function.name}" + (f" (risk: {function.risk})" if function.risk else "")
    for stage, levels in function.gates.items():
        yield f"    {stage}: {_levels(levels)}"
    if function.requires:
        yield f"    first: {', '.join(f'{other} at {stage}' for other, stage in function.requires.items())}"
    for document in function.documents:
        yield f"    document: {document.name}"


def _levels(levels: dict[str, int]) -> str:
    """`level 1 on GOV1, GOV2; level 2 on FIN4`."""
    by_level = {
        level: ", ".join(criterion for criterion, needed in levels.items() if needed == level)
        for level in sorted(set(levels.values()))
    }
    return "; ".join(f"level {level} on {named}" for level, named in by_level.items()) or "nothing of its own"


# --- schema ---------------------------------------------------------------------------------------


class FileKind(StrEnum):
    """The kinds of file a workspace holds, and the name register beside it."""

    MATRIX = "matrix"
    PLACE = "place"
    PANEL = "panel"
    ROUND = "round"
    SCORESHEET = "scoresheet"
    SURVEY = "survey"
    MODERATION = "moderation"
    EVIDENCE = "evidence"
    THEMES = "themes"
    ACTIONS = "actions"
    WORKSPACE = "workspace"
    REGISTER = "register"


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
