"""What stands in an Excel workbook, and is it one that can be opened without harm?

The only user of calamine. A workbook is a zip of XML: its directory is looked at before anything is unpacked, each part
is unpacked under a bound, and calamine is given what was looked at and nothing else. Formulas are never worked out: a
cell has the value that the spreadsheet program saved.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from pbp_assess.formats.table import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Table, Tables, too_large
from pbp_assess.problems import Location, MissingExtraError, Problem

MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
OLD_MAGIC: Final = b"\xd0\xcf\x11\xe0"

_MOST_UNPACKED: Final = 64 * 1024 * 1024
_MOST_PARTS: Final = 2_000
_MOST_RATIO: Final = 250
_RATIO_COUNTS_FROM: Final = 1024 * 1024
_AT_ONCE: Final = 1024 * 1024

_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, LookupError,
)  # fmt: skip
# Written so that no part can make them run long: none looks past the next sign that opens a tag.
_FAR: Final = re.compile(rb"""r\s*=\s*["'](?!https?://)(?:[A-Za-z]{3}|[A-Za-z]*[0-9]{5})""")
_FEW: Final = 300
_MOST_REFERENCES: Final = 2_000_000
_LETTERS: Final = re.compile(rb"""r\s*+=\s*+["']([A-Za-z]++)[0-9]""")
_DIGITS: Final = re.compile(rb"""r\s*+=\s*+["'][A-Za-z]*+([0-9]++)["']""")
_ROW: Final = re.compile(rb"<(?:[\w.-]++:)?+row(?=[\s/>])")
_CELL: Final = re.compile(rb"<(?:[\w.-]++:)?+c(?=[\s/>])")
# An error value, which calamine would give as an empty cell; and a formula that no program has worked out yet.
_ERROR: Final = re.compile(rb"""(<(?:[\w.-]++:)?+c\b[^<>]*?\bt=)["']e["']""")
_UNCALCULATED: Final = re.compile(
    rb"(<(?:[\w.-]++:)?+c\b[^<>]*+)>\s*+<f\b(?:[^<>]*+(?<=/)>|[^<>]*+>[^<]*+</f>)\s*+(?:<v\s*+/>|<v></v>)?+\s*+</c>"
)
_TYPE: Final = re.compile(rb"""\st=["']\w*+["']""")
UNCALCULATED: Final = "(formula without a value)"


class _UnfitError(Exception):
    """Why the workbook is not read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_workbook(data: bytes, file: str) -> Tables:
    """The sheets of a workbook, hidden ones too. Never raises for what the bytes hold.

    Raises:
        MissingExtraError: calamine is not installed.
    """
    try:
        import python_calamine
    except ImportError as error:
        raise MissingExtraError("reading Excel files needs one more part: pip install 'pbp-assess[xlsx]'") from error
    try:
        checked = _checked(data, file)
        return Tables(tuple(_tables(python_calamine, checked, file)))
    except _UnfitError as unfit:
        return Tables((), (unfit.problem,))


def _tables(calamine: Any, data: bytes, file: str) -> Iterator[Table]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        truths = b't="b"' in data or b"t='b'" in data
        for known in book.sheets_metadata:
            if known.typ == calamine.SheetTypeEnum.WorkSheet:
                hidden = known.visible != calamine.SheetVisibleEnum.Visible
                yield _table(book.get_sheet_by_name(known.name), file, known.name, hidden=hidden, truths=truths)
    except BaseException as error:  # a panic of calamine's is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _unfit("a workbook whose parts do not fit together", file) from error


def _table(sheet: Any, file: str, name: str, *, hidden: bool, truths: bool) -> Table:
    def where(row: int, column: int) -> Location:
        return Location(file, row + 1, column + 1, sheet=name)

    rows = sheet.to_python(skip_empty_area=False)
    if truths:  # which are equal to 0 and 1
        rows = [[str(cell).upper() if isinstance(cell, bool) else cell for cell in row] for row in rows]
    return Table(file, rows, where, name, tuple(sheet.merged_cell_ranges or ()), hidden)


# --- before calamine sees it ----------------------------------------------------------------------


def _unfit(found: str, file: str, hint: str = "", code: str = "PBP401") -> _UnfitError:
    hint = hint or "Open it in Excel and save it again as an Excel workbook (.xlsx)."
    return _UnfitError(Problem(code, found, "an Excel workbook (.xlsx)", Location(file), hint=hint))


def _checked(data: bytes, file: str) -> bytes:
    """The workbook packed anew, of parts that have been looked at."""
    if data.startswith(OLD_MAGIC):
        hint = "Take the password off, or save it as an Excel workbook (.xlsx)."
        raise _unfit("a workbook with a password, or one of Excel 97 to 2003", file, hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _weigh(parts, file)
            return _packed({part.filename: _looked_at(_unpacked(archive, part), file) for part in _wanted(parts, file)})
    except _BROKEN as error:
        raise _unfit("a file that is no workbook, or a damaged one", file) from error


def _weigh(parts: list[zipfile.ZipInfo], file: str) -> None:
    """Refuse a file that says of itself that it unpacks to more than any workbook of answers."""
    total = sum(part.file_size for part in parts)
    steepest = max(
        (part.file_size / max(part.compress_size, 1) for part in parts if part.file_size > _RATIO_COUNTS_FROM),
        default=0,
    )
    if total > _MOST_UNPACKED or steepest > _MOST_RATIO or len(parts) > _MOST_PARTS:
        found = f"a packed file of {len(parts):,} parts that unpacks to {total / 1024 / 1024:,.0f} MB"
        raise _unfit(found, file, "Copy the answers into a new workbook.", "PBP402")


def _wanted(parts: list[zipfile.ZipInfo], file: str) -> list[zipfile.ZipInfo]:
    """The parts that hold cells and what is needed to find them: no pictures, no macros."""
    wanted = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if not any(part.filename == "xl/workbook.xml" for part in wanted):
        raise _unfit("a packed file that is no Excel workbook", file)
    return wanted


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """One part, never more of it than its entry promises: a lying entry fails its checksum."""
    with archive.open(part) as packed:
        return b"".join(iter(lambda: packed.read(_AT_ONCE), b""))


def _looked_at(part: bytes, file: str) -> bytes:
    """A part that will not fill the memory, with error values and formulas without a value made visible."""
    if b"<!DOCTYPE" in part:
        raise _unfit("a workbook with a document type, which no spreadsheet program writes", file)
    if b"sheetData" not in part:
        return part
    if not part.rstrip().endswith(b"worksheet>"):
        raise _unfit("a workbook with a sheet that was cut off", file)
    problem = too_large(*_extent(part), Location(file))
    if problem:
        raise _UnfitError(problem)
    if b't="e"' in part or b"t='e'" in part:
        part = _ERROR.sub(rb'\1"str"', part)
    return _UNCALCULATED.sub(_without_a_value, part) if b"<f" in part else part


def _without_a_value(cell: re.Match[bytes]) -> bytes:
    """The cell of a formula, with a text that no answer is."""
    return _TYPE.sub(b"", cell[1]) + b' t="str"><v>' + UNCALCULATED.encode() + b"</v></c>"


def _extent(part: bytes) -> tuple[int, int]:
    """Rows and columns that the sheet may reach: calamine lays out every cell between the first and the last.

    The dimension that the sheet claims is not believed. Cells and rows without a reference come one after the other.
    """
    if not _FAR.search(part) and not _many_unnamed(part):
        return 0, 0  # no further than ZZ9999, which is not too much
    if part.count(b"r=") > _MOST_REFERENCES or part.count(b"<") > MOST_CELLS:
        return MOST_ROWS + 1, MOST_COLUMNS + 1
    last_row = max((int(digits[:10]) for digits in set(_DIGITS.findall(part))), default=0)
    last_column = max(map(_number, set(_LETTERS.findall(part))), default=0)
    if _many_unnamed(part):
        rows = _ROW.split(part)
        last_row, last_column = last_row + len(rows), last_column + max(len(_CELL.findall(row)) for row in rows)
    return last_row, last_column


def _many_unnamed(part: bytes) -> bool:
    """Whether more than a few cells and rows say nothing of where they stand, or are called something unusual."""
    cells, rows = part.count(b"<c") - part.count(b'<c r="'), part.count(b"<r") - part.count(b'<row r="')
    return cells + rows > _FEW or b":row" in part


def _number(letters: bytes) -> int:
    """The number of a column from its letters."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - ord("A") + 1
    return number


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip again, not compressed."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return whole.getvalue()
