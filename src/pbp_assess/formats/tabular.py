"""How does a table leave for a spreadsheet: as text of separated values, or in a workbook?

What a person wrote never becomes a formula; `formula_guard` says how it is had back. The same table is the same bytes.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from pbp_assess.formats.formula_guard import guarded
from pbp_assess.formats.workbook_writer import workbook

Value = str | int | float | bool | None

_WIDEST: Final = 60
_NARROWEST: Final = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name; every row has a value for each column, None where there is nothing to say."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def to_csv(sheet: Sheet) -> str:
    """Comma-separated, a heading a column, lines that end in LF; yes and no, and an empty cell for nothing."""
    whole = io.StringIO(newline="")
    writer = csv.writer(whole, lineterminator="\n")
    writer.writerow(guarded(column) for column in sheet.columns)
    writer.writerows(map(_cells, sheet.rows))
    return whole.getvalue()


def to_workbook(sheets: Iterable[Sheet], *, title: str) -> bytes:
    """A sheet for each table, its headings in sight.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """

    def fill(book: Any) -> None:
        heading = book.add_format({"bold": True, "bg_color": "#D5E6F6", "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, heading, plain)

    return workbook(fill, title=title)


def _fill(page: Any, sheet: Sheet, heading: Any, plain: Any) -> None:
    for column, text in enumerate(sheet.columns):
        page.write_string(0, column, guarded(text), heading)
        longest = max((len(str(row[column])) for row in sheet.rows if row[column] is not None), default=0)
        page.set_column(column, column, min(max(longest, len(text), _NARROWEST) + 2, _WIDEST))
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(_cells(row)):
            if isinstance(value, str):
                page.write_string(number, column, value, plain)
            else:
                page.write_number(number, column, value, plain)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)


def _cells(row: Iterable[Value]) -> list[str | int | float]:
    """The values as a spreadsheet has them: numbers as numbers."""
    return [_cell(value) for value in row]


def _cell(value: Value) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return guarded(value)
        case _:
            return value
