"""Which matrix does a spreadsheet hold: a row a criterion, a column a level?

What is found is read as a matrix file would be, so that every fault has its code and its cell, all at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import as_document
from pbp_assess.formats.matrix.building import Asked, Building
from pbp_assess.formats.matrix.layout import Layout, find_layout
from pbp_assess.formats.survey.wording import plain
from pbp_assess.formats.table import Table, Tables
from pbp_assess.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read: the matrix, every fault of the file, where each part of the matrix stands, and what was made up.

    It may be there beside errors: then something stands in for what is missing, so that the rest can be checked.
    """

    matrix: Matrix | None
    problems: tuple[Problem, ...]
    where: Callable[..., Location]
    notes: tuple[str, ...] = ()


def read_matrix(tables: Tables, file: str, asked: Asked) -> Imported:
    """The matrix in a workbook or text file. Never raises for what it holds."""
    layout, problem = _found(tables, file, asked.sheet) if tables.tables else (None, None)
    if layout is None:
        return Imported(None, (*tables.problems, *([problem] if problem else [])), lambda *_, **__: Location(file))
    building = Building(layout, asked)
    building.build()
    told = (*tables.problems, *building.reading.problems)
    shaped = _Shaped(building)
    if building.value is None:
        return Imported(None, told, shaped.where)
    loaded = as_document(Matrix, shaped)
    return Imported(loaded.model, (*told, *loaded.problems), shaped.where, tuple(building.notes))


def _found(tables: Tables, file: str, sheet: str) -> tuple[Layout | None, Problem | None]:
    """The one sheet that holds a matrix."""
    shown = [table for table in tables.tables if not table.hidden]
    if sheet:
        named = [table for table in shown if plain(table.sheet) == plain(sheet)]
        if not named:
            sheets = ", ".join(f'"{table.sheet}"' for table in shown)
            return None, Problem("PBP441", f'no sheet "{sheet}"', f"one of {sheets}", Location(file))
        shown = named
    layouts = [layout for table in shown if (layout := find_layout(table))]
    if len(layouts) > 1:
        sheets = ", ".join(f'"{layout.table.sheet}"' for layout in layouts)
        found = f"{len(layouts)} sheets that could be a matrix ({sheets})"
        return None, Problem("PBP441", found, "one: --sheet names it", Location(file))
    return (layouts[0], None) if layouts else (None, _no_matrix(shown, file))


def _no_matrix(shown: Sequence[Table], file: str) -> Problem:
    expected = (
        "a row of headings: criterion (or statement, question), and a column for each level, headed 0, Level 3, "
        "3 - Maturing, Maturing (3), or by the names of the levels in rising order"
    )
    place = shown[0].where(0, 0) if shown and shown[0].rows else Location(file)
    return Problem("PBP440", "no matrix", expected, place, hint="Each row is a criterion, each level a column.")


class _Shaped:
    """What was built, as `documents.as_document` reads it."""

    problems: tuple[Problem, ...] = ()

    def __init__(self, building: Building) -> None:
        self.value: Final[Any] = building.value
        self._cells = building.cells
        self._table = building.layout.table
        self._head = (building.layout.heads, 0)

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Location:  # noqa: ARG002 (a cell has no key)
        """The cell of what stands at this path, or of what it is part of."""
        known = (self._cells[steps] for n in range(len(path), 0, -1) if (steps := tuple(path[:n])) in self._cells)
        return self._table.where(*next(known, self._head))
