"""How does a test get a workbook, sound or not?"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pbp_assess.formats.table_file import read_tables
from pbp_assess.formats.workbook_writer import workbook

SHEET = "xl/worksheets/sheet1.xml"


def book(*sheets: tuple[str, Sequence[Sequence[Any]]], finish: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of these sheets, each a name and its rows; `finish` may do more to XlsxWriter's Workbook."""

    def fill(made: Any) -> None:
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        if finish:
            finish(made)

    return workbook(fill, title="A test")


def parts(data: bytes) -> dict[str, bytes]:
    """What the workbook consists of."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Parts as a zip; the same parts give the same bytes, whenever it is made."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def altered(data: bytes, *changes: tuple[bytes, bytes], part: str = SHEET) -> bytes:
    """The workbook with something else in one of its parts."""
    contents = parts(data)
    for old, new in changes:
        assert old in contents[part], contents[part]
        contents[part] = contents[part].replace(old, new)
    return packed(contents)


def with_cells(xml: str) -> bytes:
    """A workbook whose one sheet holds this XML in place of its cells."""
    whole = book(("Sheet1", [["x"]]))
    begun, _, rest = parts(whole)[SHEET].partition(b"<sheetData>")
    return (
        packed({**parts(whole), SHEET: begun + b"<sheetData>" + xml.encode() + b"</sheetData></worksheet>"})
        if rest
        else b""
    )


def filled(data: bytes, cells: dict[tuple[str, int, int], Any]) -> bytes:
    """The workbook with something in these cells, written anew as a spreadsheet program would."""
    tables = read_tables(data, "f").tables

    def fill(book: Any) -> None:
        for one in tables:
            sheet = book.add_worksheet(one.sheet)
            for number, row in enumerate(one.rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, cells.get((one.sheet, number, column), value))

    return workbook(fill, title="x")
