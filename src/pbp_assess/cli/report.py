"""Which report is wanted, for whom, in which formats, and where does it go?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.made import FolderOption, formats_named, write_files
from pbp_assess.cli.opening import copy_for, judge_round
from pbp_assess.cli.output import STDOUT, DryRun, deliver
from pbp_assess.cli.page_formats import Looks
from pbp_assess.cli.register import RegisterOption
from pbp_assess.cli.report_formats import FIGURES, FORMATS, USUAL, contents, refuse_idle
from pbp_assess.cli.report_index import write_index
from pbp_assess.cli.report_kinds import KINDS, Kind, Request, audience_of, file_stem, kind_meant
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.cli.page_formats import Content
    from pbp_assess.workspace.layout import Workspace

INDEX = "index"
_NAMED = "; ".join([*(f"{name}, {kind.help}" for name, kind in KINDS.items()), f"{INDEX}, a page that lists them all"])


def command(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(help=f"Which report: {_NAMED}.", autocompletion=lambda: [*KINDS, INDEX])
    ] = "day",
    subject: Annotated[str, typer.Argument(help="Of which function, or for which leader.")] = "",
    formats: Annotated[
        str, typer.Option("--format", metavar="FORMATS", help=f"{', '.join(FORMATS)}; several with a comma.")
    ] = USUAL,
    output: FolderOption = "",
    register: RegisterOption = None,
    reference: Annotated[
        Path | None, typer.Option(metavar="FILE.docx", help="A Word file whose styles are used.")
    ] = None,
    large_print: Annotated[bool, typer.Option("--large-print", help="The page in 16 point.")] = False,
    radar: Annotated[bool, typer.Option("--radar", help="A radar beside the table of the areas.")] = False,
    dry_run: DryRun = False,
) -> int:
    """Write a report of a round, in several formats at once.

    Example: pbp-assess report

    Example: pbp-assess report day --audience public --format html

    Example: pbp-assess report function bcf_s75 --format docx --reference house.docx

    Example: pbp-assess report index

    It goes to reports/PLACE/ROUND unless --output says otherwise, and replaces the report made before. The
    paths are printed on stdout. docs/reports.md says what each kind holds and who may have it. As csv
    the figures of each chart are a file of their own.
    """
    session = session_of(context)
    if kind == INDEX:
        if subject or formats != USUAL:
            raise UsageError("report index is one page for all reports: it takes no subject and no --format")
        return write_index(session, output, dry_run=dry_run)
    wanted = formats_named(formats, FORMATS)
    if output == STDOUT and (len(wanted) > 1 or FIGURES in wanted):
        raise UsageError("--output - takes one format: --format md, or --format html")
    looks = Looks(_read(reference), large_print, radar)
    refuse_idle(kind, wanted, looks)
    report = _report(session, kind, wanted, subject, register, looks)
    if output == STDOUT:
        deliver(session, next(iter(report.files.values())), STDOUT, force=False, dry_run=False)
    else:
        _put(session, report, KINDS[kind], Path(output) if output else report.folder, register, dry_run=dry_run)
    return ExitCode.ANSWERED


def _put(
    session: Session, report: "_Report", kind: Kind, folder: Path, register: Path | None, *, dry_run: bool
) -> None:
    """Write the files and say where they are, and who may have them.

    Raises:
        UsageError: names would stand inside the workspace.
    """
    if register and kind.named:
        from pbp_assess.workspace.register import refuse_inside

        refuse_inside(report.workspace, folder, "with --register it holds names, and")
    for path in write_files(report.workspace, folder, report.files, dry_run=dry_run):
        console.out(path)
    if kind.own:
        session.say("This is for one reader: keep it out of shared folders, and out of mail to anybody else.")
    if dry_run:
        session.say("Nothing is written.")


def _read(reference: Path | None) -> bytes | None:
    """The house's Word file."""
    if reference is None:
        return None
    from pbp_assess.workspace.files import read_bytes

    return read_bytes(reference, str(reference))


@dataclass(frozen=True, slots=True)
class _Report:
    """A report made, and not yet anywhere: its files by name, and the folder that is theirs."""

    workspace: "Workspace"
    folder: Path
    files: "Mapping[str, Content]"


def _report(
    session: Session, name: str, formats: tuple[str, ...], subject: str, register: Path | None, looks: Looks
) -> _Report:
    """Read the round, judge it, and make the report of this kind for its audience."""
    kind = kind_meant(name, subject)
    session = replace(session, audience=audience_of(session, name, kind))
    judged = judge_round(session, only_sought=True)
    meant = kind.meant(session, judged, subject, register) if kind.meant else subject
    copy = copy_for(session, judged)
    made = contents(name, kind, Request(session, judged, copy, meant, register, looks), formats)
    stem = file_stem(name, kind, copy.audience, meant)
    return _Report(
        judged.workspace,
        judged.workspace.report_folder(copy.facts.place_id, copy.facts.round_id),
        {f"{stem}.{format_}": content for format_, content in made.items()},
    )


def write_day_report(session: Session) -> tuple[str, ...]:
    """Write the development-day report as usual; the paths, HTML last."""
    report = _report(session, "day", formats_named(USUAL, FORMATS), "", None, Looks())
    return write_files(report.workspace, report.folder, report.files, dry_run=False)
