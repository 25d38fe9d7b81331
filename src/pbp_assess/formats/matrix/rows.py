"""Which domains and criteria do the rows of a spreadsheet hold?

A row with phrases is a criterion. What stands in the column of domains holds until the next one does; where there is no
such column, a row with nothing but a heading begins a domain.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pbp_assess.formats.matrix.cells import Reading
from pbp_assess.formats.matrix.headings import Part, words_of
from pbp_assess.formats.matrix.layout import Layout, is_code
from pbp_assess.formats.survey.wording import plain
from pbp_assess.problems import Problem, Severity

_NOT_SPREAD: Final = frozenset({Part.ID, Part.NAME})
_TEXTS: Final = tuple(part for part in Part if part not in {Part.RECORD, Part.CRITICAL})
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion as its row has it: a text for each part, a phrase for each level; empty where there is none."""

    number: int
    texts: Mapping[Part, str]
    phrases: Mapping[int, str]
    record: bool
    critical: bool


@dataclass(slots=True)
class Area:
    """A domain as the rows have it; `number` is the row that begins it."""

    number: int
    name: str = ""
    id: str = ""
    meaning: str = ""
    sources: str = ""
    rows: list[Row] = field(default_factory=list)


class Rows:
    """The rows below the headings, sorted into domains; `levels` is the column of each level."""

    def __init__(self, layout: Layout, levels: Mapping[int, int], reading: Reading) -> None:
        self.layout: Final = layout
        self.areas: Final[list[Area]] = []
        self._levels = levels
        self._reading = reading
        self._by_key: dict[str, Area] = {}
        self._here: Area | None = None
        self._in_one_column = layout.parts[Part.NAME] == layout.parts.get(Part.DOMAIN)
        for number in range(layout.below, len(layout.table.rows)):
            self._take(number)
        self.areas[:] = [area for area in self.areas if self._is_filled(area)]

    def _take(self, number: int) -> None:
        """One row: a criterion, the heading of a domain, or nothing that a matrix has."""
        reading, parts = self._reading, self.layout.parts
        texts: dict[Part, str] = {
            part: reading.text(number, parts.get(part), spread=part not in _NOT_SPREAD) for part in _TEXTS
        }
        phrases = {level: reading.text(number, column) for level, column in self._levels.items()}
        said = any(phrases.values())
        if not said and self._is_banner(number, texts):
            self._enter(number, self._lone_text(number), "")
            return
        if texts[Part.DOMAIN] or texts[Part.DOMAIN_ID]:
            self._enter(number, texts[Part.DOMAIN], texts[Part.DOMAIN_ID])
        if said or texts[Part.NAME]:
            self._criterion(number, texts, phrases)
        elif not self._begins_here(number):
            self._pass_over(number)

    def _begins_here(self, number: int) -> bool:
        """Whether this row begins a domain."""
        return self._here is not None and self._here.number == number

    # --- domains

    def _is_banner(self, number: int, texts: Mapping[Part, str]) -> bool:
        """A row with a single text, in a table that has no other way to name a domain."""
        has_column = not self._in_one_column and (
            Part.DOMAIN in self.layout.parts or Part.DOMAIN_ID in self.layout.parts
        )
        return not has_column and not is_code(texts[Part.ID]) and bool(self._lone_text(number))

    def _lone_text(self, number: int) -> str:
        """The only text of a row; empty where it has none or several."""
        texts = [text for cell in self.layout.table.rows[number] if (text := words_of(cell))]
        return texts[0] if len(texts) == 1 else ""

    def _enter(self, number: int, name: str, id_: str) -> None:
        """The domain that this row stands in; one that was left may be come back to."""
        area = self._by_key.setdefault(plain(name or id_), Area(number, name or id_, id_))
        if area not in self.areas:
            self.areas.append(area)
        self._here = area

    def _is_filled(self, area: Area) -> bool:
        if not area.rows:
            self._pass_over(area.number)
        return bool(area.rows)

    # --- criteria

    def _criterion(self, number: int, texts: Mapping[Part, str], phrases: Mapping[int, str]) -> None:
        if self._here is None:
            self._enter(number, "", "")
        area, parts = self._here or Area(number), self.layout.parts
        if not texts[Part.NAME]:
            self._wanting("PBP444", "phrases without a criterion", "the criterion", number, parts[Part.NAME])
        for level, phrase in phrases.items():
            if not phrase:
                found = f"no phrase for level {level}"
                self._wanting("PBP443", found, "a phrase for every level", number, self._levels[level])
        area.meaning = area.meaning or texts[Part.DOMAIN_MEANING]
        area.sources = area.sources or texts[Part.DOMAIN_SOURCES]
        area.id = area.id or texts[Part.DOMAIN_ID]
        record = self._reading.truth(number, parts.get(Part.RECORD))
        critical = self._reading.truth(number, parts.get(Part.CRITICAL))
        area.rows.append(Row(number, texts, phrases, record, critical))

    def _wanting(self, code: str, found: str, expected: str, number: int, column: int) -> None:
        """An empty cell that should not be; one with something that is no text has been complained of."""
        merged = self._reading.is_merged(number, column)
        hint = "The cell is merged with another: take them apart, and fill in each." if merged else ""
        self._reading.refuse(Problem(code, found, expected, self.layout.table.where(number, column), hint=hint))

    def _pass_over(self, number: int) -> None:
        """A row that is not read, which is said aloud."""
        table = self.layout.table
        texts = ((column, words_of(cell)) for column, cell in enumerate(table.rows[number]))
        column, text = next(((column, text) for column, text in texts if text), (0, ""))
        if text:
            found = f'a row that is no criterion ("{text[:_SHOWN]}")'
            expected = "nothing: rows without phrases are not read"
            at = table.where(number, column)
            self._reading.problems.append(Problem("PBP449", found, expected, at, Severity.WARNING))
