"""What is there to talk about on the day, in which order, and what fits into the time?"""

import datetime
import re
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.made import FolderOption, formats_named, put
from pbp_assess.cli.opening import Judged, copy_for, judge_round
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.page_formats import PAGES, Looks
from pbp_assess.cli.register import RegisterOption
from pbp_assess.cli.session import session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.cli.page_formats import Content
    from pbp_assess.core.agenda import Plan
    from pbp_assess.core.disclosure import Copy

SHEETS = "sheets"
SLIDES = "pptx"
FORMATS = (*PAGES, SLIDES, SHEETS)
_TIME = re.compile(r"(\d{1,2}):(\d{2})")


def command(
    context: typer.Context,
    minutes: Annotated[int, typer.Option(metavar="MINUTES", help="How long; else as the matrix says.")] = 0,
    start: Annotated[str, typer.Option(metavar="HH:MM", help="When it begins: the timetable shows the clock.")] = "",
    formats: Annotated[
        str, typer.Option("--format", metavar="FORMATS", help=f"Write {', '.join(FORMATS)}; several with a comma.")
    ] = "",
    output: FolderOption = "",
    json: Annotated[bool, typer.Option("--json", help="Print the agenda as JSON on stdout.")] = False,
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Say what to talk about on the development day, in what order, why, and what to leave out.

    Example: pbp-assess agenda --minutes 90 --start 13:30

    Example: pbp-assess agenda --format html,sheets

    Example: pbp-assess agenda --audience facilitator --register ~/names.yaml

    First comes what most functions sought wait on and what leaders see most differently. With --format it is
    written to reports/PLACE/ROUND: `sheets` is a page to print for each question, for counting hands. The
    facilitators' copy also says whom to call before the day, and what to drop when a question runs over.
    """
    from pbp_assess.report.wording.agenda import day_plan

    session = session_of(context)
    begins, wanted = _time(start), formats_named(formats, FORMATS) if formats else ()
    if minutes < 0:
        raise UsageError("--minutes is how long the discussion may take, such as 90")
    if json and wanted:
        raise UsageError("--json prints on stdout: leave --format out")
    judged = judge_round(session, only_sought=True)
    copy = copy_for(session, judged)
    planned = day_plan(copy, minutes)
    if json:
        from pbp_assess.formats.agenda_json import to_json

        console.out(to_json(copy, planned), end="")
    elif wanted:
        folder = judged.workspace.report_folder(copy.facts.place_id, copy.facts.round_id)
        files = _files(judged, copy, planned, begins, wanted)
        put(session, judged.workspace, folder, files, output, dry_run=dry_run)
    else:
        from pbp_assess.cli.agenda_show import show

        show(session, judged, copy, planned, begins, register)
    return ExitCode.ANSWERED


def _time(text: str) -> datetime.time | None:
    """The time of day meant; None for an empty text.

    Raises:
        UsageError: it is none.
    """
    if not text:
        return None
    found = _TIME.fullmatch(text)
    hour, minute = (int(found[1]), int(found[2])) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise UsageError(f"--start needs a time written HH:MM, such as 13:30, not {text!r}")
    return datetime.time(hour, minute)


# --- files ----------------------------------------------------------------------------------------


def _files(
    judged: Judged, copy: "Copy", planned: "Plan", begins: datetime.time | None, wanted: tuple[str, ...]
) -> "dict[str, Content]":
    """The agenda in each format, by file name; a copy for others than the partnership carries its audience."""
    from pbp_assess.cli.agenda_show import by_role
    from pbp_assess.report.agenda.view import agenda_view

    stem = "agenda" if copy.audience == "partnership" else f"agenda-{copy.audience}"
    view = agenda_view(copy, planned, begins, by_role(judged))
    files: dict[str, Content] = {
        f"{stem}.{format_}": PAGES[format_](view, Looks()) for format_ in wanted if format_ in PAGES
    }
    if SLIDES in wanted:
        from pbp_assess.report.agenda.slides import agenda_deck
        from pbp_assess.report.slides import to_pptx

        files[f"{stem}.{SLIDES}"] = to_pptx(agenda_deck(copy, planned))
    if SHEETS in wanted:
        from pbp_assess.report.agenda.revote import revote_html

        files["agenda-sheets.html"] = revote_html(copy, planned)
    return files
