"""How does somebody's own matrix come into the workspace: from Excel, or written from the start?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import warn
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import NotFoundError, UsageError

if TYPE_CHECKING:
    from pbp_assess.workspace.layout import Workspace
    from pbp_assess.workspace.new_matrix import NewMatrix

MOST_LEVELS = 10
Force = Annotated[bool, typer.Option("--force", help="Replace a matrix of this id.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, and write nothing.")]


def workspace_or_here(session: Session) -> "Workspace":
    """The workspace around, or an empty one here: the shipped matrices are there in any case."""
    from pbp_assess.workspace.layout import Workspace, in_full, open_workspace

    try:
        return open_workspace(session.workspace)
    except NotFoundError:
        return Workspace(in_full(session.workspace or Path()))


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook (.xlsx) or text file (.csv).")],
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="Its id; else made of the file's name.")] = "",
    title: Annotated[
        str, typer.Option(metavar="TEXT", help="What it is called; else the line above the headings.")
    ] = "",
    sheet: Annotated[str, typer.Option(metavar="NAME", help="Which sheet, where several could be a matrix.")] = "",
    lowest: Annotated[int, typer.Option(metavar="NUMBER", help="The lowest level, where levels have names alone.")] = 1,
    force: Force = False,
    dry_run: DryRun = False,
) -> int:
    """Read a matrix from Excel or text: a row for each criterion, a column for each level.

    Example: pbp-assess matrix import "Maturity matrix.xlsx" --id our-matrix

    Example: pbp-assess matrix import matrix.csv --dry-run

    Columns may stand in any order: domain, id, criterion (or statement, question), meaning, evidence, and one for each
    level, headed 0, Level 3, 3 - Maturing, Maturing (3), or by the names of the levels in rising order. A domain holds
    for the rows below it; ids are made where there are none. It is written to matrices/ID.yaml, without gates.
    """
    from pbp_assess.formats.matrix.building import Asked
    from pbp_assess.workspace.new_matrix import import_matrix
    from pbp_assess.workspace.scaffold import as_id, slug

    session = session_of(context)
    asked = Asked(as_id(id_, "--id") if id_ else slug(file.stem), title.strip(), sheet, lowest)
    new = import_matrix(workspace_or_here(session), file, asked)
    warn(session, new.warnings)
    _write(session, new, force=force, dry_run=dry_run)
    matrix = new.matrix
    session.say(
        f"{matrix.title}: {len(matrix.domains)} domains, {len(matrix.criteria)} criteria, levels {matrix.levels[0]} to "
        f"{matrix.levels[-1]}."
    )
    for note in new.notes:
        session.say(note)
    session.say(
        "It has no gates, so it gives a profile and no view on delegation; the end of the file says how to add them."
    )
    if not dry_run:
        session.say(f"Next: pbp-assess matrix show {asked.id}")
    return ExitCode.ANSWERED


def new(
    context: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id, which is the file's name.")],
    title: Annotated[str, typer.Option(metavar="TEXT", help="What it is called.")] = "",
    levels: Annotated[str, typer.Option(metavar="LOWEST-HIGHEST", help="The levels, such as 0-4 or 1-5.")] = "0-4",
    domains: Annotated[str, typer.Option(metavar='"A;B"', help="The domains, separated by semicolons.")] = "",
    force: Force = False,
    dry_run: DryRun = False,
) -> int:
    """Write a matrix to be filled in, with a comment at every part.

    Example: pbp-assess matrix new our-matrix --title "Our matrix" --levels 1-4 --domains "Governance;Money;Voice"

    It goes to matrices/ID.yaml. "..." stands wherever a text is still to be written, and `pbp-assess validate` lists
    each of these with its line until none is left: a matrix is not asked before it is whole.
    """
    from pbp_assess.workspace.new_matrix import empty_matrix
    from pbp_assess.workspace.scaffold import as_id

    session = session_of(context)
    named = [name.strip() for name in domains.split(";") if name.strip()]
    made = empty_matrix(workspace_or_here(session), as_id(id_, "the id"), title.strip(), _levels(levels), named)
    _write(session, made, force=force, dry_run=dry_run)
    if not dry_run:
        shown = made.workspace.shown(made.path)
        session.say(f'Fill it in: "..." stands wherever a text is missing.\nNext: pbp-assess validate {shown}')
    return ExitCode.ANSWERED


def _write(session: Session, new: "NewMatrix", *, force: bool, dry_run: bool) -> None:
    """Write it, or check that it could be; its path is the result."""
    if not dry_run:
        new.write(force=force)
    elif not force:
        new.refuse_known()
    console.out(new.workspace.shown(new.path))
    if dry_run:
        session.say("Nothing is written.")


def _levels(text: str) -> range:
    """`0-4` as the levels from 0 to 4.

    Raises:
        UsageError: it is no such thing, or too many or too few.
    """
    import re

    ends = re.fullmatch(r"\s*(-?\d{1,2})\s*(?:-|–|to|\.\.)\s*(-?\d{1,2})\s*", text)
    found = range(int(ends[1]), int(ends[2]) + 1) if ends else range(0)
    if not 1 < len(found) <= MOST_LEVELS:
        raise UsageError(
            f"--levels needs the lowest and the highest, 2 to {MOST_LEVELS} in all, such as 0-4, not {text!r}"
        )
    return found
