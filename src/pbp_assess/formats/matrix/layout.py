"""Where in a spreadsheet does a matrix stand: its headings, its levels, its first criterion?

A title may stand above, a line of level names, numbers or meanings below, columns for scores and notes beside. Where no
heading has the number of a level, names in rising order are the levels.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from pbp_assess.formats.matrix.headings import Part, is_about_levels, is_beside, level_of, part_of, words_of
from pbp_assess.formats.table import Cell, Table

FEWEST_LEVELS: Final = 2
_LOOKED_AT: Final = 30
_LONGEST_NAME: Final = 60
_CODE: Final = re.compile(r"(?=.*[0-9])\S{1,12}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Step:
    """A column of phrases: its level, if the heading has a number, and its name, if it has one."""

    column: int
    level: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Levels:
    """What the rows between the headings and the first criterion say of the levels, and where that stands."""

    numbers: int | None = None
    names: int | None = None
    meanings: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table holds a matrix: the row of headings, the first row of criteria, and what each column is.

    `twice` are columns for a part that has one already; `unread` those that hold nothing of a matrix.
    """

    table: Table
    heads: int
    below: int
    parts: Mapping[Part, int]
    steps: tuple[Step, ...]
    levels: Levels
    twice: tuple[tuple[Part, int], ...]
    unread: tuple[int, ...]

    def headings_unread(self) -> Iterator[tuple[int, str]]:
        """The columns that hold nothing of a matrix, with their headings."""
        return ((column, _heading(self.table, self.heads, column)) for column in self.unread)


def cell_of(table: Table, row: int, column: int) -> Cell:
    """A cell; empty where the row is too short."""
    cells = table.rows[row]
    return cells[column] if column < len(cells) else ""


def find_layout(table: Table) -> Layout | None:
    """The matrix in this table, under the first row that can be its headings."""
    rows = range(min(_LOOKED_AT, len(table.rows)))
    return next((layout for number in rows if (layout := _layout(table, number))), None)


@dataclass(slots=True)
class _Sorting:
    """The headings of one row, as they are told apart."""

    headings: Sequence[str]
    parts: dict[Part, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    twice: list[tuple[Part, int]] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)

    def take(self, part: Part, column: int) -> None:
        """The column for this part, unless there is one."""
        if part in self.parts:
            self.twice.append((part, column))
        else:
            self.parts[part] = column


def _layout(table: Table, heads: int) -> Layout | None:
    """The row as headings; None where it can hardly be that."""
    found = _sorted([_heading(table, heads, column) for column in range(table.width)])
    if not found.steps and Part.NAME in found.parts:
        _take_names(found)
    if len(found.steps) < FEWEST_LEVELS or not _find_name(found):
        return None
    _tell_codes_from_words(table, heads + 1, found)
    below, levels = _about_the_levels(table, heads + 1, found)
    return Layout(table, heads, below, found.parts, tuple(found.steps), levels, tuple(found.twice), tuple(found.rest))


def _heading(table: Table, row: int, column: int) -> str:
    """What a column is headed with: its cell, or the one above where that is the heading of two rows."""
    own = words_of(cell_of(table, row, column))
    above = words_of(cell_of(table, row - 1, column)) if row and not own else ""
    return own or (above if part_of(above) else "")


def _sorted(headings: Sequence[str]) -> _Sorting:
    """Levels by their numbers, parts by what they are called."""
    found = _Sorting(headings)
    for column, heading in enumerate(headings):
        level, part = level_of(heading), part_of(heading)
        if level:
            found.steps.append(Step(column, *level))
        elif part:
            found.take(part, column)
        elif heading:
            found.rest.append(column)
    return found


def _take_names(found: _Sorting) -> None:
    """Names of levels: the longest run of headings side by side that stand for nothing else."""
    free = [column for column in found.rest if not is_beside(found.headings[column])]
    runs = [[column for _, column in run] for _, run in groupby(enumerate(free), lambda pair: pair[1] - pair[0])]
    longest = max(runs, key=len, default=[])
    if len(longest) >= FEWEST_LEVELS:
        found.steps = [Step(column, None, found.headings[column]) for column in longest]
        found.rest = [column for column in found.rest if column not in longest]


def _find_name(found: _Sorting) -> bool:
    """Make sure that one column holds the criteria: the one called so, else what may stand for it."""
    if Part.NAME in found.parts:
        return True
    first = min(step.column for step in found.steps)
    left = [column for column in found.rest if column < first and not is_beside(found.headings[column])]
    if left and (found.parts or any(step.name for step in found.steps)):  # else it may be a row of answers
        found.parts[Part.NAME] = left[-1]
        found.rest.remove(left[-1])
    elif Part.MEANING in found.parts:
        found.parts[Part.NAME] = found.parts.pop(Part.MEANING)
    elif Part.DOMAIN in found.parts:
        found.parts[Part.NAME] = found.parts[Part.DOMAIN]
    return Part.NAME in found.parts


def _tell_codes_from_words(table: Table, below: int, found: _Sorting) -> None:
    """Of two columns for the criterion, the one with codes (1.1, GOV1) holds the ids."""
    other = next((column for part, column in found.twice if part is Part.NAME), None)
    if other is None or Part.ID in found.parts:
        return
    own = found.parts[Part.NAME]
    for ids, names in ((own, other), (other, own)):
        if _are_codes(table, below, ids) and not _are_codes(table, below, names):
            found.parts |= {Part.ID: ids, Part.NAME: names}
            found.twice.remove((Part.NAME, other))
            return


def _are_codes(table: Table, below: int, column: int) -> bool:
    texts = [text for cell in table.column(column, below) if (text := words_of(cell))]
    return bool(texts) and all(map(is_code, texts))


def is_code(text: str) -> bool:
    """Whether the text is short, in one piece, and has a number in it: 1.1, GOV1."""
    return bool(_CODE.fullmatch(text))


# --- between the headings and the first criterion -------------------------------------------------


def _about_the_levels(table: Table, row: int, found: _Sorting) -> tuple[int, Levels]:
    """The first row of criteria, and what the rows before it say of the levels."""
    said: dict[str, int] = {}
    while row < len(table.rows) and _is_about_levels(table, row, found):
        kind = _kind_of([words_of(cell_of(table, row, step.column)) for step in found.steps], found, said)
        if kind in said:
            break
        said[kind] = row
        row += 1
    return row, Levels(**said)


def _is_about_levels(table: Table, row: int, found: _Sorting) -> bool:
    """A row that says so, or one with words for every level and for no criterion."""
    others = [words_of(cell_of(table, row, column)) for column in found.parts.values()]
    whole = all(words_of(cell_of(table, row, step.column)) for step in found.steps)
    return any(map(is_about_levels, others)) or (whole and not any(others))


def _kind_of(texts: Sequence[str], found: _Sorting, said: Mapping[str, int]) -> str:
    """Whether these are the numbers of the levels, their names, or what they mean."""
    if all(map(_NUMBER.fullmatch, texts)):
        return "numbers"
    nameless = "names" not in said and not any(step.name for step in found.steps)
    short = all(texts) and max(map(len, texts)) <= _LONGEST_NAME and len(set(texts)) == len(texts)
    return "names" if nameless and short else "meanings"
