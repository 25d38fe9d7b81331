"""What does a matrix ask, on the screen, on paper, or in a spreadsheet?"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.new_matrix import workspace_or_here
from pbp_assess.cli.output import STDOUT, DryRun, Force, Output, deliver
from pbp_assess.cli.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pbp_assess.core.matrix import Criterion, Domain, Function, Matrix, Readiness


class ShowFormat(StrEnum):
    """How a matrix can be shown."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"


def _known() -> list[str]:
    """What TAB may complete."""
    from pbp_assess.workspace.matrices import matrix_ids

    return list(matrix_ids(workspace_or_here(Session())))


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The matrix.", autocompletion=_known)] = "place-partnership",
    format_: Annotated[
        ShowFormat, typer.Option("--format", help="text, md, html (for a wall) or xlsx.")
    ] = ShowFormat.TEXT,
    output: Output = "",
    force: Force = False,
    dry_run: DryRun = False,
) -> int:
    """Print a matrix to be read: on the screen, for the wall of a workshop, or as a workbook.

    Example: pbp-assess matrix show

    Example: pbp-assess matrix show integrated-care-twelve --format html --output wall.html

    Example: pbp-assess matrix show place-partnership --format xlsx --output matrix.xlsx

    The text says everything, gates too. The others hold the questions and their phrases alone. The page is made for
    paper across, A3 or A4, and keeps an area on one sheet where it fits. The workbook has a row for each criterion and
    a column for each level, and `pbp-assess matrix import` reads it back.
    """
    from pbp_assess.workspace.matrices import find_matrix

    session = session_of(context)
    _, _, matrix = find_matrix(workspace_or_here(session), name)
    if format_ is ShowFormat.TEXT and output in {"", STDOUT}:
        for line in _lines(matrix):
            console.prose(line.lstrip(), indent=len(line) - len(line.lstrip()))
        return ExitCode.ANSWERED
    deliver(session, _made(matrix, format_), output, force=force, dry_run=dry_run)
    return ExitCode.ANSWERED


def _made(matrix: "Matrix", format_: ShowFormat) -> str | bytes:
    """The whole matrix in this format."""
    match format_:
        case ShowFormat.TEXT:
            return "".join(f"{line}\n" for line in _lines(matrix))
        case ShowFormat.XLSX:
            from pbp_assess.formats.matrix.workbook import matrix_workbook

            return matrix_workbook(matrix)
        case ShowFormat.MD:
            from pbp_assess.report.wall import wall_markdown

            return wall_markdown(matrix)
        case ShowFormat.HTML:
            from pbp_assess.report.wall import wall_html

            return wall_html(matrix)


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
