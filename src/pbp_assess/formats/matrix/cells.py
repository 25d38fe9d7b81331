"""What does a cell of a matrix say, as it can stand in a file?"""

import datetime
from dataclasses import dataclass, field
from typing import Final

from pbp_assess.formats.formula_guard import unguarded
from pbp_assess.formats.matrix.layout import cell_of
from pbp_assess.formats.survey.wording import plain, remark
from pbp_assess.formats.table import Cell, Table
from pbp_assess.formats.workbook import UNCALCULATED
from pbp_assess.problems import Location, Problem

_ERRORS: Final = frozenset(
    {
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
    }
)
_YES: Final = frozenset({"yes", "y", "x", "true", "1", "✓", "✔", "☑", "record", "critical"})
_MOST_MERGED: Final = 1_000
_SHOWN: Final = 40
_NO: Final = frozenset({"", "no", "n", "false", "0", "-"})


@dataclass(slots=True)
class Reading:
    """A table as it is read: the text of its cells, and what was wrong with them.

    A cell merged with those below it says the same in each of their rows.
    """

    table: Table
    problems: list[Problem] = field(default_factory=list)
    _refused: set[Location] = field(default_factory=set)
    _first: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (top, left), (bottom, right) in self.table.merged[:_MOST_MERGED]:
            if left == right:
                self._first |= {(row, left): top for row in range(top + 1, min(bottom + 1, len(self.table.rows)))}

    def text(self, row: int, column: int | None, *, spread: bool = False) -> str:
        """The text of a cell, empty when it has none or none that can be used; `spread` looks at merged cells too."""
        if column is None:
            return ""
        said = self._said(row, column)
        first = self._first.get((row, column)) if spread and not said else None
        return said if first is None else self._said(first, column)

    def is_merged(self, row: int, column: int) -> bool:
        """Whether the cell is part of a merged one."""
        blocks = self.table.merged[:_MOST_MERGED]
        return any(top <= row <= bottom and left <= column <= right for (top, left), (bottom, right) in blocks)

    def refuse(self, problem: Problem) -> None:
        """Complain of a cell, once: the first complaint tells the most."""
        if problem.location not in self._refused:
            self._refused.add(problem.location)
            self.problems.append(problem)

    def truth(self, row: int, column: int | None) -> bool:
        """Whether a cell says yes; nothing is no."""
        said = plain(self.text(row, column))
        if said not in _YES | _NO and column is not None:
            self._unusable(f'"{said[:_SHOWN]}"', "yes, or nothing", row, column)
        return said in _YES

    def _said(self, row: int, column: int) -> str:
        cell = cell_of(self.table, row, column)
        why = _why_no_text(cell)
        if why:
            self._unusable(why[0], "a text", row, column, why[1])
            return ""
        return remark(unguarded(_as_text(cell)))

    def _unusable(self, found: str, expected: str, row: int, column: int, hint: str = "") -> None:
        self.refuse(Problem("PBP447", found, expected, self.table.where(row, column), hint=hint))


def _as_text(cell: Cell) -> str:
    """Numbers as people read them."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _why_no_text(cell: Cell) -> tuple[str, str] | None:
    """What makes a cell unusable, and what to do about it."""
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        shown = f"{cell.day} {cell:%B %Y}" if isinstance(cell, datetime.date) else str(cell)
        return (
            f"{shown}, a date or a time",
            "Excel turns 1-2 and 3/4 into dates: format the column as text, type it again.",
        )
    if isinstance(cell, str) and (cell.strip() in _ERRORS or cell == UNCALCULATED):
        return f"{cell.strip()}, what a formula left behind", "Type the text in place of the formula."
    return None
