"""How does what a command has to show leave it: on the terminal, on stdout in one format, or in files of several?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pbp_assess.cli import console
from pbp_assess.cli.output import STDOUT, deliver
from pbp_assess.cli.session import Session
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.formats.tabular import Sheet
    from pbp_assess.report.blocks import View
    from pbp_assess.workspace.layout import Workspace

PAGES: Final = ("md", "html", "docx")
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
    named = {part.strip().casefold() for part in formats.split(",") if part.strip()}
    if named - set(FORMATS):
        raise UsageError(f"--format is one of {', '.join(FORMATS)}, or several with a comma, not {formats!r}")
    if json and (named or output):
        raise UsageError("--json prints on stdout and stands alone; --format json writes a file")
    if output and not named:
        raise UsageError("--output goes with --format")
    if output == STDOUT and len(named) > 1:
        raise UsageError("--output - takes one format: --format md, or --format html")
    return tuple(format_ for format_ in FORMATS if format_ in named)


def write_formats(
    session: Session,
    workspace: "Workspace",
    target: Path,
    output: str,
    made: Mapping[str, str | bytes],
    *,
    dry_run: bool,
) -> None:
    """Write each format beside the others, or the one on stdout; `target` is the file without its ending.

    The paths are the result.
    """
    from pbp_assess.workspace.files import write_atomic

    if output == STDOUT:
        deliver(session, next(iter(made.values())), STDOUT, force=False, dry_run=False)
        return
    folder = Path(output) if output else target.parent
    for format_, content in made.items():
        path = folder / f"{target.name}.{format_}"
        if not dry_run:
            write_atomic(path, content)
        console.out(workspace.shown(path.absolute()))
    if dry_run:
        session.say("Nothing is written.")


def make(formats: tuple[str, ...], makers: Makers) -> dict[str, str | bytes]:
    """The content in each format."""
    made: dict[str, str | bytes] = {}
    view = makers.view() if set(formats) & set(PAGES) else None
    for format_ in formats:
        if view is not None and format_ in PAGES:
            made[format_] = _page(view, format_)
        elif format_ == "json":
            made[format_] = makers.json()
        else:
            from pbp_assess.formats.tabular import to_csv

            made[format_] = to_csv(makers.table())
    return made


def _page(view: "View", format_: str) -> str | bytes:
    """A view as Markdown, as one HTML page, or as a Word document."""
    from pbp_assess.cli.report_formats import PAGES as WRITERS
    from pbp_assess.cli.report_kinds import Looks

    return WRITERS[format_](view, Looks())
