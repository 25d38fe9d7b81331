"""What differs between two versions of a matrix, and does it break a comparison?"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.made import JsonOption
from pbp_assess.cli.new_matrix import workspace_or_here
from pbp_assess.cli.output import STDOUT, DryRun, Force, Output, deliver
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import ConflictError, UsageError

if TYPE_CHECKING:
    from pbp_assess.core.matrix_diff import Placed
    from pbp_assess.workspace.matrices import MatrixFile

_WORD = "ID, ROUND, a file, or REV: before any of them."


class DiffFormat(StrEnum):
    """How differences can be told."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


class FailOn(StrEnum):
    """What the caller may ask to fail on."""

    BREAKING = "breaking"


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help=f"The old matrix: {_WORD}")],
    new: Annotated[str, typer.Argument(help=f"The new one: {_WORD}")],
    format_: Annotated[DiffFormat, typer.Option("--format", help="text, md or json.")] = DiffFormat.TEXT,
    json: JsonOption = False,
    fail_on: Annotated[FailOn | None, typer.Option("--fail-on", help="Exit with 1 on a breaking difference.")] = None,
    write_crosswalk: Annotated[
        Path | None, typer.Option("--write-crosswalk", metavar="FILE", help="Begin a crosswalk between the two.")
    ] = None,
    output: Output = "",
    force: Force = False,
    dry_run: DryRun = False,
) -> int:
    """Say how two matrices differ, and which differences break a comparison or may change a verdict.

    Example: pbp-assess matrix diff place-partnership next.yaml

    Example: pbp-assess matrix diff 2022-23-q3 place-partnership --fail-on breaking

    Example: pbp-assess matrix diff origin/main:place-partnership place-partnership --format md

    A matrix is named by its id, by a round for the copy it was asked on, or as a file; `REV:` before any of them takes
    it out of git. Breaking is what stops rounds or questions from being compared, and what may judge the same answers
    differently; words around the questions break nothing. A crosswalk is begun with what is certain, questions whose
    words stand to the letter under another id; the rest is listed in it for a person to decide.
    """
    from pbp_assess.workspace.matrix_versions import matrix_version

    session = session_of(context)
    workspace = workspace_or_here(session)
    then, now = (matrix_version(workspace, session.place, word) for word in (old, new))
    found = _placed(then, now)
    if write_crosswalk:
        _begin(session, then, now, write_crosswalk, force=force, dry_run=dry_run)
    _tell(session, then, now, found, DiffFormat.JSON if json else format_, output, force=force, dry_run=dry_run)
    if found and _edition(then) == _edition(now):
        session.say(f"note: both say {_edition(now)}, and rounds and crosswalks tell them apart by version alone")
    breaking = any(one.difference.effect.breaking for one in found)
    return ExitCode.NO if fail_on and breaking else ExitCode.ANSWERED


def _placed(old: "MatrixFile", new: "MatrixFile") -> "list[Placed]":
    """Every difference, with where it stands in both files."""
    from pbp_assess.core.matrix_diff import Placed, differences

    return [Placed(one, old.where(one.old), new.where(one.new)) for one in differences(old.matrix, new.matrix)]


def _tell(
    session: Session,
    old: "MatrixFile",
    new: "MatrixFile",
    found: "list[Placed]",
    format_: DiffFormat,
    output: str,
    *,
    force: bool,
    dry_run: bool,
) -> None:
    """Print it, or write it."""
    from pbp_assess.report.matrix_diff import Ends, matrix_diff_lines, matrix_diff_view

    ends = Ends(old.matrix, old.shown, new.matrix, new.shown)
    match format_:
        case DiffFormat.TEXT if output in {"", STDOUT}:
            for line in matrix_diff_lines(ends, found):
                console.prose(line.lstrip(), indent=len(line) - len(line.lstrip()))
            return
        case DiffFormat.TEXT:
            made = "".join(f"{line}\n" for line in matrix_diff_lines(ends, found))
        case DiffFormat.MD:
            from pbp_assess.report.markdown import to_markdown

            made = to_markdown(matrix_diff_view(ends, found))
        case DiffFormat.JSON:
            from pbp_assess.formats.matrix_diff_json import to_json

            made = to_json(old.matrix, new.matrix, found)
    deliver(session, made, output, force=force, dry_run=dry_run)


def _edition(version: "MatrixFile") -> str:
    return f"{version.matrix.id} {version.matrix.version}"


# --- a crosswalk ----------------------------------------------------------------------------------


def _begin(session: Session, old: "MatrixFile", new: "MatrixFile", path: Path, *, force: bool, dry_run: bool) -> None:
    """Write what of a crosswalk is certain, with the rest as comments.

    Raises:
        ConflictError: the file is there, and `force` was not given.
        UsageError: the two cannot be told apart.
    """
    from pbp_assess.core.matrix_diff import propose
    from pbp_assess.formats.documents import dump
    from pbp_assess.report.wording.matrix_diff import crosswalk_notes
    from pbp_assess.workspace.files import ABSENT, write_atomic

    found = propose(old.matrix, new.matrix)
    if not found.needed:
        session.say("No crosswalk is needed: every question of the old matrix stands in the new one as it was.")
        return
    if _edition(old) == _edition(new):
        raise UsageError(
            f"both say {_edition(new)}, which is how a crosswalk tells them apart: give the new one its own"
        )
    if path.exists() and not force:
        raise ConflictError(f"{path} is already there, and was left alone; --force replaces it")
    notes = "".join(f"# {line}\n" for line in crosswalk_notes(found))
    if not dry_run:
        write_atomic(path, dump(found.crosswalk) + notes, expected=None if force else ABSENT)
    session.say(f"{'Nothing is written. It would be' if dry_run else 'Begun'}: {path}")
