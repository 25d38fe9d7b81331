"""In which formats can a report be written, and who makes those that are no page?

Each writer turns what it needs (the view, the copy, the slides) into text or bytes; nothing is loaded before it is
wanted.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from pbp_assess.cli.page_formats import PAGES, Content, Looks
from pbp_assess.cli.report_kinds import Kind, Request
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.report.blocks import Cell, View
    from pbp_assess.report.deck import Deck

FIGURES: Final = "csv"  # a file for each chart
FORMATS: Final = (*PAGES, "pptx", "json", FIGURES)
USUAL: Final = "md,html"


def contents(name: str, kind: Kind, request: Request, formats: Iterable[str]) -> dict[str, Content]:
    """The report in each format, by the ending of its file's name.

    Raises:
        UsageError: this kind of report is not made in one of them.
    """
    wanted = tuple(formats)
    if kind.own and "json" in wanted:
        raise UsageError(f"report {name} is to be read by one person, and is not made as json")
    if "pptx" in wanted and kind.deck is None:
        raise UsageError(f"there are no slides of report {name}")
    made: dict[str, Content] = {}
    if set(wanted) & {*PAGES, FIGURES}:
        view = kind.view(request)
        made = {format_: PAGES[format_](view, request.looks) for format_ in wanted if format_ in PAGES}
        made |= _figures(name, view) if FIGURES in wanted else {}
    if "pptx" in wanted and kind.deck is not None:
        made["pptx"] = _slides(kind.deck(request))
    if "json" in wanted:
        made["json"] = _json(request)
    return made


def _figures(name: str, view: "View") -> dict[str, Content]:
    """The figures of each chart as a table of its own, inert to a spreadsheet.

    Raises:
        UsageError: there is no chart.
    """
    from pbp_assess.formats.tabular import Sheet, to_csv
    from pbp_assess.report.blocks import LevelCell, charts
    from pbp_assess.report.unseen import seen

    def plain(row: "tuple[Cell, ...]") -> tuple[str | int, ...]:
        texts = (cell.text if isinstance(cell, LevelCell) else cell for cell in row)
        return tuple(seen(text) if isinstance(text, str) else text for text in texts)

    found = {
        f"{chart.anchor}.{FIGURES}": to_csv(
            Sheet(chart.headline, tuple(map(str, plain(chart.table.header))), tuple(map(plain, chart.table.rows)))
        )
        for chart in charts(view.parts)
    }
    if not found:
        raise UsageError(f"report {name} has no chart here, and so nothing to write as {FIGURES}")
    return {**found}


def _slides(deck: "Deck") -> bytes:
    from pbp_assess.report.slides import to_pptx

    return to_pptx(deck)


def _json(request: Request) -> str:
    """The figures behind the report, as its audience may see them."""
    from pbp_assess.formats.result_json import to_json
    from pbp_assess.report.wording import finding_sentence

    return to_json(request.copy, finding_sentence)


def refuse_idle(name: str, formats: Iterable[str], looks: Looks) -> None:
    """Refuse an option that would change nothing.

    Raises:
        UsageError: one would.
    """
    wanted = set(formats)
    for given, option, what, fits in (
        (looks.reference is not None, "--reference", "for Word files: --format docx", "docx" in wanted),
        (looks.large_print, "--large-print", "for pages: --format html", "html" in wanted),
        (looks.radar, "--radar", "for the day report: pbp-assess report day", name == "day"),
    ):
        if given and not fits:
            raise UsageError(f"{option} is {what}")
