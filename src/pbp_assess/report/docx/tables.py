"""How does a table stand on paper?

Its header row is repeated on every page, no row is broken in two, and a program that reads aloud is told which cells
name rows and columns. A level has its tint behind its name. Where the columns would not fit, the names of the
numeric ones stand upright.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from pbp_assess.report.blocks import Cell, LevelCell, Table
from pbp_assess.report.charts.lettering import width
from pbp_assess.report.docx.markup import SPACE, paragraph, runs, shading
from pbp_assess.report.docx.styles import CELL, LOOKS, SMALL_CELL
from pbp_assess.report.unseen import one_line

_MANY_COLUMNS: Final = 6
_ON_ONE_PAGE: Final = 10  # rows; a table of no more is not broken
_HEAD: Final = "#e8edf2"
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A9AA8"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
_PADDING: Final = 10.0  # points at the sides of a cell
_TALLEST_NAME: Final = 110.0  # points
_SHORTEST_WORD: Final = 1.2  # em
_LONGEST_WORD: Final = 14.0  # em; a longer one is broken
_ENOUGH: Final = 34.0  # em; a column with longer texts needs no more room for being longer


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper that tables stand on: its width in points, ids of styles, tints of levels, the house's table style."""

    width: float
    styles: Mapping[str, str]
    tints: tuple[tuple[str, str], ...]
    house: str | None


def table_markup(table: Table, sheet: Sheet) -> str:
    """The table; its caption is a paragraph of its own."""
    name = SMALL_CELL if len(table.header) > _MANY_COLUMNS else CELL
    upright = any(table.numeric) and sum(_least(table, name, upright=False)) > sheet.width
    widths = _widths(table, name, sheet, upright=upright)
    grid = "".join(f'<w:gridCol w:w="{20 * one:.0f}"/>' for one in widths)
    how = _Row(sheet, name, widths, upright, together=len(table.rows) <= _ON_ONE_PAGE)
    rows = [_row(table, row, number, how) for number, row in enumerate((table.header, *table.rows))]
    return f"<w:tbl>{_properties(table, sheet, sum(widths))}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _properties(table: Table, sheet: Sheet, whole: float) -> str:
    style = f'<w:tblStyle w:val="{sheet.house}"/>' if sheet.house else ""
    borders = "" if sheet.house else f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    return (
        f'<w:tblPr>{style}<w:tblW w:w="{20 * whole:.0f}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
        f'{_MARGINS}<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        f'w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={quoteattr(one_line(table.caption))}/></w:tblPr>'
    )


# --- widths ---------------------------------------------------------------------------------------


def _said(cell: Cell) -> str:
    match cell:
        case LevelCell():
            return f"{cell.text} ({cell.note})" if cell.note else cell.text
        case _:
            return str(cell)


def _column(table: Table, place: int) -> list[str]:
    return [one_line(_said(row[place])) for row in (table.header, *table.rows)]


def _least(table: Table, style: str, *, upright: bool) -> list[float]:
    """What each column needs so that no word is broken; a name that stands upright needs one line."""
    size = LOOKS[style].size
    found = []
    for place, numeric in enumerate(table.numeric):
        column = _column(table, place)[1 if upright and numeric else 0 :]
        longest = max((width(word) for text in column for word in text.split()), default=0.0)
        found.append(_PADDING + size * min(max(longest, _SHORTEST_WORD), _LONGEST_WORD))
    return found


def _widths(table: Table, style: str, sheet: Sheet, *, upright: bool) -> list[float]:
    """The width of each column: what it needs, and of what is left a part that grows with its longest text."""
    least = _least(table, style, upright=upright)
    if sum(least) > sheet.width:
        return [has * sheet.width / sum(least) for has in least]
    wanted = [
        0 if numeric else min(max(map(width, _column(table, place))), _ENOUGH)
        for place, numeric in enumerate(table.numeric)
    ]
    spare = sheet.width - sum(least)
    more = [max(0.0, LOOKS[style].size * want - has) for want, has in zip(wanted, least, strict=True)]
    part = min(1.0, spare / sum(more)) if sum(more) else 0.0
    return [has + extra * part for has, extra in zip(least, more, strict=True)]


# --- rows and cells -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """How the rows of one table are written."""

    sheet: Sheet
    style: str
    widths: list[float]
    upright: bool
    together: bool


def _row(table: Table, row: tuple[Cell, ...], number: int, how: _Row) -> str:
    heading = not number
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if heading else "")
    if heading and how.upright:
        tallest = max(width(one_line(_said(cell))) for cell, numeric in zip(row, table.numeric, strict=True) if numeric)
        height = 20 * min(LOOKS[how.style].size * tallest + _PADDING, _TALLEST_NAME)
        marks = f'<w:cantSplit/><w:trHeight w:val="{height:.0f}" w:hRule="atLeast"/><w:tblHeader/>'
    bold = heading or (table.total and number == len(table.rows))
    keep = "<w:keepNext/>" if heading or (how.together and number < len(table.rows)) else ""
    cells = "".join(
        _cell(table, cell, place, how, heading=heading, bold=bold, keep=keep) for place, cell in enumerate(row)
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{cells}</w:tr>"


def _cell(table: Table, cell: Cell, place: int, how: _Row, *, heading: bool, bold: bool, keep: str) -> str:
    numeric = table.numeric[place]
    filled = table.heat and isinstance(cell, LevelCell) and not heading
    properties = f'<w:tcW w:w="{20 * how.widths[place]:.0f}" w:type="dxa"/>'
    if filled and isinstance(cell, LevelCell):
        properties += shading(how.sheet.tints[cell.position][0])
    elif heading and not how.sheet.house:
        properties += shading(_HEAD)
    if heading and numeric and how.upright:
        properties += '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>'
    align = '<w:jc w:val="right"/>' if numeric and not (heading and how.upright) else ""
    keep = "<w:keepNext/>" if heading else ""
    inside = paragraph(how.sheet.styles[how.style], _words(cell, how.sheet, bold=bold, plain=heading), keep + align)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def _words(cell: Cell, sheet: Sheet, *, bold: bool, plain: bool) -> str:
    """The words of a cell; a level has its tint behind its name."""
    if not isinstance(cell, LevelCell) or plain:
        return runs(_said(cell), bold=bold)
    name = runs(cell.text, bold=bold, tint=sheet.tints[cell.position])
    return f"{name}{SPACE}{runs(f'({cell.note})')}" if cell.note else name
