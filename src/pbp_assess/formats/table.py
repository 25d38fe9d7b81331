"""What does a table hold, cell by cell, and where does each cell stand in its file?

The same for a sheet of a workbook and for a text file of separated values. An empty cell is an empty text, and a truth
value the text TRUE or FALSE; numbers and dates are what the spreadsheet program made of them.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Final

from pbp_assess.problems import Location, Problem

Cell = str | int | float | datetime.date | datetime.time | datetime.timedelta
Block = tuple[tuple[int, int], tuple[int, int]]

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 1_000
MOST_CELLS: Final = 5_000_000


@dataclass(frozen=True)
class Table:
    """One table; rows and columns are counted from 0, and rows may be of different lengths.

    `merged` are blocks of merged cells by their first and last cell, of which only the first has a value.
    """

    file: str
    rows: Sequence[Sequence[Cell]]
    where: Callable[[int, int], Location]
    sheet: str = ""
    merged: tuple[Block, ...] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        """The cells of the longest row."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def columns(self) -> tuple[tuple[Cell, ...], ...]:
        """Every column; empty where a row is too short."""
        return tuple(zip_longest(*self.rows, fillvalue=""))

    def column(self, number: int, first: int = 0) -> tuple[Cell, ...]:
        """One column from a row on."""
        return self.columns[number][first:]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a file, and every fault found in reading them; no table beside an error."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()


def too_large(rows: int, columns: int, place: Location) -> Problem | None:
    """The complaint about a table larger than any panel's."""
    if rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return None
    found = f"a table of {rows:,} rows and {columns:,} columns"
    hint = "Rows and columns that look empty may hold blanks or formats; copy the answers into a new file."
    return Problem("PBP403", found, f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns", place, hint=hint)
