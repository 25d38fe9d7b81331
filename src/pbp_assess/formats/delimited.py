"""What stands in a text file of separated values, whatever program wrote it?

Commas, semicolons, tabs or bars; UTF-8 with or without a mark, UTF-16 with one, and Windows-1252 where the bytes leave
no doubt, which is said aloud. A fault in the quotation marks ends the reading: rows that follow cannot be trusted.
"""

import csv
import io
import re
from collections.abc import Callable
from itertools import islice
from typing import Final

from pbp_assess.formats.plain_text import BREAK
from pbp_assess.formats.plain_text import location as place_in
from pbp_assess.formats.table import MOST_CELLS, MOST_ROWS, Table, Tables, too_large
from pbp_assess.problems import Location, Problem, Severity

_DELIMITERS: Final = ",;\t|"
_LOOKED_AT: Final = 10
_SAMPLE: Final = 65_536
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*+"')
_SEP: Final = re.compile(r"sep=(.)(?:\r\n|\r|\n)")
# What British and other western offices type: quotation marks, dashes, dots, spaces, signs of money and measure, and
# letters, of which no three stand together. Anything else would rather mean that the bytes are something else.
_WESTERN: Final = re.compile("[\x00-\x7f€‚„…‘’“”•–—™ £§©«»®°±²³·¹¼½¾\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]*+")

_LETTERS: Final = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{3}")


def read_delimited(data: bytes, file: str) -> Tables:
    """The one table of a text file. Never raises for what the bytes hold."""
    text, problem = _decoded(data, file)
    if text is None or "\0" in text:
        return Tables((), (problem or _damaged("a file that is not text", Location(file)),))
    problems = (problem,) if problem else ()
    named = _SEP.match(text)
    start = named.end() if named else 0
    delimiter = named[1] if named and named[1] in _DELIMITERS else _delimiter(text[start : start + _SAMPLE])
    rows, begins, damage = _rows(text, start, delimiter, file)
    fault = damage or too_large(len(rows), max(map(len, rows), default=0), Location(file))
    if fault:
        return Tables((), (*problems, fault))
    return Tables((Table(file, rows, _places(text, begins, delimiter, file)),), problems)


# --- which letters the bytes are ------------------------------------------------------------------


def _decoded(data: bytes, file: str) -> tuple[str | None, Problem | None]:
    """The text, or what is wrong with the bytes; both where another encoding than UTF-8 was taken for granted."""
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return None, Problem("PBP106", "an empty file", "a row of headings and rows of answers", Location(file))
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            western = _as_windows(data)
            if western is not None:
                return western, _windows(western, data[: error.start].decode(), file)
        begun = data[: error.start].decode(encoding, "replace")
        place = place_in(begun, len(begun), file)
    hint = 'In Excel, save the file as "CSV UTF-8".'
    return None, Problem("PBP104", "a byte that is not text in UTF-8", "text in UTF-8", place, hint=hint)


def _as_windows(data: bytes) -> str | None:
    """The text as Windows-1252 has it, if it can hardly be anything else."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    western = _WESTERN.fullmatch(text.replace("\u00a0", " ")) and not _LETTERS.search(text)
    return text if western else None


def _windows(text: str, before: str, file: str) -> Problem:
    place = place_in(text, len(before), file)
    found = f'text in Windows-1252, in which this byte is "{text[len(before)]}"'
    hint = 'If letters look wrong, save the file as "CSV UTF-8" in Excel and import it again.'
    return Problem("PBP405", found, "text in UTF-8", place, Severity.WARNING, hint)


# --- rows and cells -------------------------------------------------------------------------------


def _delimiter(sample: str) -> str:
    """The sign that cuts the first rows into the same number of cells, and most of them."""

    def fit(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in islice(reader, _LOOKED_AT) if row]
        except csv.Error:
            return (0, 0)
        first = widths[0] if widths else 0
        return (widths.count(first), first) if first > 1 else (0, first)

    return max(_DELIMITERS, key=fit)


def _rows(text: str, start: int, delimiter: str, file: str) -> tuple[list[list[str]], list[int], Problem | None]:
    """The rows, and the line on which each begins, counted from 0; and what made the reading end early, if anything.

    No more are read than a table may have.
    """
    reader = csv.reader(io.StringIO(text[start:] if start else text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    begins: list[int] = []
    line = skipped = 1 if start else 0
    cells = 0
    try:
        for row in reader:
            rows.append(row)
            begins.append(line)
            line = reader.line_num + skipped
            cells += len(row)
            if len(rows) > MOST_ROWS or cells > MOST_CELLS:
                break
    except csv.Error as error:
        return rows, begins, _misquoted(error, Location(file, line + 1))
    return rows, begins, None


def _places(text: str, begins: list[int], delimiter: str, file: str) -> Callable[[int, int], Location]:
    """Where a cell stands; worked out only for the cells that are asked for."""
    lines: list[int] = []

    def where(row: int, column: int) -> Location:
        if not lines:
            lines.extend((0, *(match.end() for match in BREAK.finditer(text))))
        at = _field(text, lines[begins[row]], column, delimiter) if row < len(begins) else len(text)
        line = begins[row] if row < len(begins) else len(lines) - 1
        while line + 1 < len(lines) and lines[line + 1] <= at:
            line += 1
        return Location(file, line + 1, at - lines[line] + 1)

    return where


def _field(text: str, at: int, column: int, delimiter: str) -> int:
    """Where the cell of this number begins in the row that begins at `at`; the last one there is, at most."""
    for _ in range(column):
        quoted = _QUOTED.match(text, at)
        end = quoted.end() if quoted else at
        following = re.compile(rf"[{re.escape(delimiter)}\r\n]").search(text, end)
        if following is None or following[0] != delimiter:
            return at
        at = following.end()
    return at


def _misquoted(error: csv.Error, place: Location) -> Problem:
    """What the csv reader complains of, at the row in which it does."""
    if "field limit" in str(error):
        return _damaged("a cell longer than any answer, or a quotation mark that is never closed", place)
    return _damaged("a quotation mark in the wrong place, or one that is never closed", place)


def _damaged(found: str, place: Location) -> Problem:
    hint = "Open the file in Excel, look at this row, and save it again."
    expected = "rows of cells, with quotation marks round a cell that holds the separator"
    return Problem("PBP404", found, expected, place, hint=hint)
