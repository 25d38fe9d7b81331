"""Which report is wanted, for whom, in which format, and where does it go?"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import copy_for, judge_round
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.disclosure import Copy

FORMATS = ("md", "html")


class ReportKind(StrEnum):
    """The reports there are."""

    DAY = "day"


def command(
    context: typer.Context,
    kind: Annotated[ReportKind, typer.Argument(help="Which report: the development-day pack.")] = ReportKind.DAY,
    formats: Annotated[
        str, typer.Option("--format", metavar="FORMATS", help="md, html, or both with a comma.")
    ] = "md,html",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FOLDER", help="Where to; `-` prints one format on stdout.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, write nothing.")] = False,
) -> int:
    """Write the development-day report of a round as Markdown and as one self-contained HTML file.

    Example: pbp-assess report

    Example: pbp-assess report --audience public --format html

    It goes to reports/PLACE/ROUND unless --output says otherwise, and replaces the report made before. The
    paths are printed on stdout. The copy is the partnership's unless --audience says otherwise.
    """
    del kind  # one so far
    session = session_of(context)
    wanted = _formats(formats)
    if output == "-":
        if len(wanted) > 1:
            raise UsageError("--output - takes one format: --format md, or --format html")
        for text in _texts(copy_for(session, judge_round(session, only_sought=True)), wanted).values():
            console.out(text, end="")
        return ExitCode.ANSWERED
    for path in write_day_report(session, wanted, output, dry_run=dry_run):
        console.out(path)
    if dry_run:
        session.say("Nothing is written.")
    return ExitCode.ANSWERED


def write_day_report(
    session: Session, formats: tuple[str, ...] = FORMATS, output: str = "", *, dry_run: bool = False
) -> tuple[str, ...]:
    """Write the report in each format; the paths, as messages name them, HTML last."""
    from pbp_assess.workspace.files import write_atomic

    judged = judge_round(session, only_sought=True)
    facts = judged.result.facts
    folder = Path(output) if output else judged.workspace.report_folder(facts.place_id, facts.round_id)
    written = {folder / name: text for name, text in _texts(copy_for(session, judged), formats).items()}
    for path, text in written.items():
        if not dry_run:
            write_atomic(path, text)
    return tuple(judged.workspace.shown(path.absolute()) for path in written)


def _formats(text: str) -> tuple[str, ...]:
    """The formats named, in the order of FORMATS.

    Raises:
        UsageError: one is not a format.
    """
    named = {part.strip() for part in text.split(",") if part.strip()}
    if not named or named - set(FORMATS):
        raise UsageError(f"--format is md, html, or both with a comma, not {text!r}")
    return tuple(format_ for format_ in FORMATS if format_ in named)


def _texts(copy: "Copy", formats: tuple[str, ...]) -> dict[str, str]:
    """The report in each format, by file name; copies other than the partnership's carry their audience."""
    from pbp_assess.report.view import day_view

    view = day_view(copy)
    whose = "" if copy.audience == "partnership" else f"-{copy.audience}"
    texts: dict[str, str] = {}
    if "md" in formats:
        from pbp_assess.report.markdown import to_markdown

        texts[f"day{whose}.md"] = to_markdown(view)
    if "html" in formats:
        from pbp_assess.report.html import to_html

        texts[f"day{whose}.html"] = to_html(view)
    return texts
