"""How do the rows of a spreadsheet become a matrix, of which every part knows its cell?

Nothing is made up but ids, the numbers of levels that have names alone, and what the matrix is called; what was made up
is said in `notes`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pbp_assess.formats.matrix.cells import Reading
from pbp_assess.formats.matrix.headings import Part, words_of
from pbp_assess.formats.matrix.ids import Ids
from pbp_assess.formats.matrix.layout import Layout, Step
from pbp_assess.formats.matrix.rows import Area, Row, Rows
from pbp_assess.problems import Problem, Severity

FIRST_VERSION: Final = "1.0.0"
_MOST_LEVELS: Final = 10
_MOST_ROWS: Final = 2_000
_SHOWN: Final = 40
_NO_TITLE: Final = re.compile(r"(?:sheet|table|matrix|data)? ?[0-9]*", re.IGNORECASE)
_KEYS: Final = (Part.MEANING, Part.EVIDENCE, Part.SOURCES)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller says of the matrix: its id, its title, which sheet, and the lowest of levels without numbers."""

    id: str
    title: str = ""
    sheet: str = ""
    lowest: int = 1


@dataclass(slots=True)
class Building:
    """A matrix as it is put together: its value as a file would have it, and the cell of each part of it."""

    layout: Layout
    asked: Asked
    notes: list[str] = field(default_factory=list)
    value: dict[str, Any] | None = None
    levels: dict[int, int] = field(default_factory=dict)
    cells: dict[Path, tuple[int, int]] = field(default_factory=dict)
    reading: Reading = field(init=False)

    def __post_init__(self) -> None:
        self.reading = Reading(self.layout.table)

    def build(self) -> None:
        """Read the levels, then the rows; where levels are in doubt, the rows are read for their own faults."""
        self._complain_of_headings()
        self._find_levels()
        below = len(self.layout.table.rows) - self.layout.below
        if below > _MOST_ROWS:
            self._complain("PBP440", f"{below:,} rows below the headings", f"at most {_MOST_ROWS:,}", 0)
            return
        rows = Rows(self.layout, self.levels, self.reading)
        if not rows.areas:
            self._complain("PBP440", "headings, and no criterion below them", "a row for each criterion", 0)
        elif not any(problem.code == "PBP442" for problem in self.reading.problems):
            self.value = {
                "schema": "pbp-assess/matrix/1",
                "id": self.asked.id,
                "version": FIRST_VERSION,
                "title": self._title(),
                "scale": list(self._scale()),
                "domains": list(self._domains(rows.areas)),
            }

    def _complain(self, code: str, found: str, expected: str, column: int, *, warning: bool = False) -> None:
        """A fault of a heading."""
        severity = Severity.WARNING if warning else Severity.ERROR
        place = self.layout.table.where(self.layout.heads, column)
        self.reading.problems.append(Problem(code, found, expected, place, severity))

    def _complain_of_headings(self) -> None:
        for part, column in self.layout.twice:
            self._complain("PBP445", f"a second column for the {part}", "one column for each", column)
        for column, heading in self.layout.headings_unread():
            found = f'a column "{heading[:_SHOWN]}"'
            self._complain("PBP446", found, "nothing: it is not read", column, warning=True)

    def _title(self) -> str:
        """What the caller says, else the line above the headings, else the sheet's name, else the id in words."""
        table = self.layout.table
        above = ([text for cell in table.rows[row] if (text := words_of(cell))] for row in range(self.layout.heads))
        lone = next((texts[0] for texts in above if len(texts) == 1), "")
        sheet = "" if _NO_TITLE.fullmatch(table.sheet) else table.sheet
        return self.asked.title or lone or sheet or self.asked.id.replace("-", " ").capitalize()

    # --- levels

    def _find_levels(self) -> None:
        """The column of each level, lowest first; every level from the lowest to the highest has one."""
        for place, step in enumerate(self.layout.steps):
            level = self._number(step, place)
            if level in self.levels:
                self._complain("PBP442", f"a second column for level {level}", "one column a level", step.column)
            self.levels.setdefault(level, step.column)
        self.levels = dict(sorted(self.levels.items()))
        first = min(self.levels.values())
        missing = [str(level) for level in range(min(self.levels), max(self.levels)) if level not in self.levels]
        if missing:
            found = f"levels {', '.join(map(str, self.levels))}, without {', '.join(missing)}"
            self._complain("PBP442", found, "a column for every level, its number in the heading", first)
        elif len(self.levels) > _MOST_LEVELS:
            self._complain("PBP442", f"{len(self.levels)} levels", f"2 to {_MOST_LEVELS} levels", first)

    def _number(self, step: Step, place: int) -> int:
        """A level's number: in its heading, or in the row below, or counted from the lowest."""
        row = self.layout.levels.numbers
        if step.level is not None:
            return step.level
        if row is not None:
            return int(self.reading.text(row, step.column))
        if not place:
            numbered = f"The levels have names and no numbers, so they are numbered from {self.asked.lowest}"
            self.notes.append(f"{numbered}; --lowest starts elsewhere.")
        return self.asked.lowest + place

    def _scale(self) -> Iterator[dict[str, Any]]:
        """The levels with their names and, where a row has them, their meanings."""
        headed = {step.column: step.name for step in self.layout.steps}
        below = self.layout.levels
        for place, (level, column) in enumerate(self.levels.items()):
            entry: dict[str, Any] = {"level": level, "name": headed[column] or f"Level {level}"}
            self.cells["scale", place] = (self.layout.heads, column)
            for key, row in (("name", None if headed[column] else below.names), ("meaning", below.meanings)):
                text = "" if row is None else self.reading.text(row, column)
                if row is not None and text:
                    entry[key] = text
                    self.cells["scale", place, key] = (row, column)
            yield entry

    # --- domains and criteria

    def _domains(self, areas: list[Area]) -> Iterator[dict[str, Any]]:
        for area in areas:
            area.name = area.name or self._title()
        named = Ids(areas)
        if named.changed:
            old, new = named.changed[0]
            more = f", and {len(named.changed) - 1} more" if len(named.changed) > 1 else ""
            column = self.layout.parts[Part.ID]
            expected = "ids of letters, digits, - and _"
            self._complain("PBP448", f'the id "{old}" became "{new}"{more}', expected, column, warning=True)
        if named.made:
            self.notes.append(f"{named.made} criteria had no id, and got one.")
        for place, area in enumerate(areas):
            self._put(("domains", place), area.number, Part.DOMAIN)
            self._put(("domains", place, "id"), area.number, Part.DOMAIN_ID)
            asked = [self._criterion(("domains", place, "criteria", n), named, row) for n, row in enumerate(area.rows)]
            texts = {"id": named.domains[place], "name": area.name, "meaning": area.meaning, "sources": area.sources}
            yield {**{key: text for key, text in texts.items() if text}, "criteria": asked}

    def _criterion(self, path: Path, named: Ids, row: Row) -> dict[str, Any]:
        """One criterion; what is missing, and has been told, is filled in so that the rest can be judged."""
        texts = {
            "id": named.criteria[row.number],
            "name": row.texts[Part.NAME] or "(missing)",
            "meaning": row.texts[Part.MEANING],
            "evidence": row.texts[Part.EVIDENCE],
            "sources": row.texts[Part.SOURCES],
        }
        for key, part in (("id", Part.ID), ("name", Part.NAME), *((part.value, part) for part in _KEYS)):
            self._put((*path, key), row.number, part)
        self._put(path, row.number, Part.NAME)
        self.cells |= {(*path, "levels", level): (row.number, column) for level, column in self.levels.items()}
        marks = {mark: True for mark, there in (("record", row.record), ("critical", row.critical)) if there}
        phrases = {level: phrase or f"(missing {level})" for level, phrase in row.phrases.items()}
        return {**{key: text for key, text in texts.items() if text}, "levels": phrases, **marks}

    def _put(self, path: Path, row: int, part: Part) -> None:
        """Remember the cell that this part of the matrix came from."""
        column = self.layout.parts.get(part, self.layout.parts[Part.NAME])
        self.cells[path] = (row, column)
