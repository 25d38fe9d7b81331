"""How does what a command has to show leave it: on the terminal, on stdout in one format, or in files of several?"""

from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pbp_assess.cli import console
from pbp_assess.cli.output import STDOUT, deliver
from pbp_assess.cli.page_formats import PAGES, Content, Looks
from pbp_assess.cli.session import Session
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.formats.tabular import Sheet
    from pbp_assess.report.blocks import View
    from pbp_assess.workspace.layout import Workspace

FORMATS: Final = (*PAGES, "json", "csv")

FormatsOption = Annotated[
    str, typer.Option("--format", metavar="FORMATS", help=f"{', '.join(FORMATS)}; several with a comma.")
]
FolderOption = Annotated[
    str, typer.Option("--output", "-o", metavar="FOLDER", help="Where to; `-` prints one format on stdout.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print it as JSON on stdout.")]


@dataclass(frozen=True, slots=True)
class Makers:
    """What each format is made from, and only when it is wanted."""

    view: "Callable[[], View]"
    json: Callable[[], str]
    table: "Callable[[], Sheet]"


def formats_meant(formats: str, output: str, *, json: bool) -> tuple[str, ...]:
    """The formats named, in the order of FORMATS; none for the terminal.

    Raises:
        UsageError: one is not a format, or the options do not go together.
    """
    named = formats_named(formats, FORMATS) if formats else ()
    if json and (named or output):
        raise UsageError("--json prints on stdout and stands alone; --format json writes a file")
    if output and not named:
        raise UsageError("--output goes with --format")
    refuse_several(output, named)
    return named


def formats_named(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The formats named, in the order of those known.

    Raises:
        UsageError: one is not known, or none is named.
    """
    named = {part.strip().casefold() for part in text.split(",") if part.strip()}
    if not named or named - set(known):
        raise UsageError(f"--format is one of {', '.join(known)}, or several with a comma, not {text!r}")
    return tuple(format_ for format_ in known if format_ in named)


def refuse_several(output: str, made: Sized) -> None:
    """Refuse to print several formats on one stdout.

    Raises:
        UsageError: there are several, and `output` is stdout.
    """
    if output == STDOUT and len(made) > 1:
        raise UsageError("--output - takes one format: --format md, or --format html")


def write_formats(
    session: Session,
    workspace: "Workspace",
    target: Path,
    output: str,
    made: Mapping[str, Content],
    *,
    dry_run: bool,
) -> None:
    """Write each format beside the others, or the one on stdout; `target` is the file without its ending."""
    files = {f"{target.name}.{format_}": content for format_, content in made.items()}
    put(session, workspace, target.parent, files, output, dry_run=dry_run)


def put(
    session: Session,
    workspace: "Workspace",
    folder: Path,
    files: Mapping[str, Content],
    output: str,
    *,
    dry_run: bool,
) -> None:
    """Write the files into `output`, else into this folder, and print where; or print the only one.

    Raises:
        UsageError: there are several, and `output` is stdout.
    """
    refuse_several(output, files)
    if output == STDOUT:
        deliver(session, next(iter(files.values())), STDOUT, force=False, dry_run=False)
        return
    for path in write_files(workspace, Path(output) if output else folder, files, dry_run=dry_run):
        console.out(path)
    if dry_run:
        session.say("Nothing is written.")


def write_files(
    workspace: "Workspace", folder: Path, files: Mapping[str, Content], *, dry_run: bool
) -> tuple[str, ...]:
    """Put each file in its place; the paths, as messages name them."""
    from pbp_assess.workspace.files import write_atomic

    for name, content in files.items():
        if not dry_run:
            write_atomic(folder / name, content)
    return tuple(workspace.shown((folder / name).absolute()) for name in files)


def make(formats: tuple[str, ...], makers: Makers) -> dict[str, Content]:
    """The content in each format."""
    made: dict[str, Content] = {}
    view = makers.view() if set(formats) & set(PAGES) else None
    for format_ in formats:
        if view is not None and format_ in PAGES:
            made[format_] = PAGES[format_](view, Looks())
        elif format_ == "json":
            made[format_] = makers.json()
        else:
            from pbp_assess.formats.tabular import to_csv

            made[format_] = to_csv(makers.table())
    return made
