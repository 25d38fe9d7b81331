"""Where in a table do the headings end and the replies begin, and which column holds what?

A row for each respondent ("wide": Microsoft Forms, LimeSurvey, most others), or a row for each answer ("long": our own
workbook, and what is exported by analysts). Headings may stand below a title, and in two rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from pbp_assess.formats.survey.headings import Column, Headings, Role, second_best
from pbp_assess.formats.survey.questions import CODE
from pbp_assess.formats.survey.reply import text_of
from pbp_assess.formats.survey.wording import plain
from pbp_assess.formats.table import Cell, Table
from pbp_assess.problems import Location


class Part(StrEnum):
    """What a column of a long table holds."""

    WHO = "who"
    DEPUTY = "deputy"
    ITEM = "item"
    VALUE = "value"
    ASKED = "asked"
    WORDS = "words"
    STATE = "state"
    REASON = "reason"
    NOTE = "note"
    EVIDENCE = "evidence"
    CONFIDENCE = "confidence"
    CHOSEN = "chosen"
    COMPLETED = "completed"


class Program(StrEnum):
    """What wrote a table, as far as its headings tell."""

    MSFORMS = "msforms"
    LIMESURVEY = "limesurvey"
    XLSX = "xlsx"
    CSV = "csv"


_QUESTIONS: Final = frozenset(
    {Role.ANSWER, Role.REASON, Role.NOTE, Role.COMMENTS, Role.WORDS, Role.CHOOSE, Role.CHOSEN}
)
_PARTS: Final[dict[Part, tuple[str, ...]]] = {
    Part.WHO: ("leader", "leader id", "leader_id", "your code", "code", "respondent", "respondent code", "participant"),
    Part.DEPUTY: ("answered_by", "answered by", "deputy"),
    Part.ASKED: ("question",),
    Part.WORDS: ("words",),
    Part.ITEM: ("id", "criterion", "criterion id", "criterion_id", "item", "question id", "question"),
    Part.VALUE: ("your answer", "answer", "level", "score", "rating", "response", "value"),
    Part.STATE: ("state",),
    Part.REASON: ("reason",),
    Part.NOTE: ("remark", "remarks", "note", "notes", "comment", "comments", "reason or remark"),
    Part.EVIDENCE: ("evidence",),
    Part.CONFIDENCE: ("confidence",),
    Part.CHOSEN: ("matters most", "chosen", "priority"),
    Part.COMPLETED: ("completion time", "completed", "submitted", "timestamp"),
}
_SUBHEADINGS: Final = frozenset({"response", "open-ended response", "answer", "responses", "text", "value", "label"})
_LOOKED_AT: Final = 7
_MSFORMS: Final = {"start time", "completion time"}
_LIMESURVEY: Final = ({"submitdate", "startlanguage"}, {"date submitted", "start language"}, {"lastpage", "seed"})


@dataclass(frozen=True, slots=True)
class Who:
    """What stands beside "Your code" in a workbook of ours, and where."""

    typed: str
    place: Location


@dataclass(frozen=True, slots=True)
class Wide:
    """A row for each respondent: what each column holds (None where it is not known), and its heading."""

    table: Table
    head: int
    first: int
    columns: Mapping[int, Column | None]
    headings: Mapping[int, str]
    program: Program

    @property
    def unmatched(self) -> dict[int, str]:
        """The headings of columns that hold something, and nobody knows what."""
        return {
            number: self.headings[number]
            for number, column in self.columns.items()
            if column is None and not blank(self.table.column(number, self.first))
        }

    def of(self, role: Role) -> dict[int, str]:
        """The columns of this role, with the id each belongs to."""
        return {number: column.id for number, column in self.columns.items() if column and column.role is role}


@dataclass(frozen=True, slots=True)
class Long:
    """A row for each answer: which column holds what; `who` is the one respondent, where there is only one.

    `guarded` says that the table is one that `export` wrote, in which a text that could be a formula has a mark.
    """

    table: Table
    first: int
    parts: Mapping[Part, int]
    program: Program
    who: Who | None = None
    guarded: bool = False


Layout = Wide | Long


def layout_of(table: Table, headings: Headings, who: Who | None = None) -> Layout | None:
    """How the table is laid out; nothing where it holds no headings at all. `who` is the respondent of a workbook."""
    rows = [[text_of(cell) for cell in row] for row in table.rows[:_LOOKED_AT]]
    return _long(table, rows, headings, who) or _wide(table, rows, headings)


# --- a row for each answer ------------------------------------------------------------------------


def _long(table: Table, rows: Sequence[Sequence[str]], headings: Headings, who: Who | None) -> Long | None:
    for number, row in enumerate(rows):
        parts = _parts([plain(cell) for cell in row])
        if Part.ITEM not in parts or not {Part.VALUE, Part.STATE} & parts.keys():
            continue
        items = table.column(parts[Part.ITEM], number + 1)
        if any(_is_question(headings.column(text_of(item))) for item in items):
            ours = who is not None and Part.WHO not in parts
            program, exported = Program.XLSX if ours else Program.CSV, {Part.DEPUTY, Part.WORDS} <= parts.keys()
            return Long(table, number + 1, parts, program, who if ours else None, exported)
    return None


def _parts(row: Sequence[str]) -> dict[Part, int]:
    """The first column of each name that a part may have, the better name first."""
    found: dict[Part, int] = {}
    for part, names in _PARTS.items():
        places = [row.index(name) for name in names if name in row]
        if places:
            found[part] = places[0]
    return found


def _is_question(column: Column | None) -> bool:
    return column is not None and column.role in _QUESTIONS


def who_answers(tables: Iterable[Table]) -> Who | None:
    """The respondent of a workbook of ours: what stands right of the words "Your code"."""
    for table in tables:
        for number, row in enumerate(table.rows[:_LOOKED_AT]):
            if row and isinstance(row[0], str) and plain(row[0]) == plain(CODE) and blank(row[2:]):
                typed = text_of(row[1]) if len(row) > 1 else ""
                return Who(" ".join(typed.split()), table.where(number, 1))
    return None


# --- a row for each respondent --------------------------------------------------------------------


def _wide(table: Table, rows: Sequence[Sequence[str]], headings: Headings) -> Wide | None:
    known = list(_known(rows, headings))
    scores = [sum(map(_is_question, row)) for row in known]
    best = max(range(len(scores)), key=lambda number: scores[number], default=None)
    if best is None or not scores[best]:
        best = next((number for number, row in enumerate(rows) if sum(map(bool, map(str.strip, row))) > 1), None)
        if best is None:
            return None
    last = best
    while last + 1 < len(scores) and _is_heading(rows[last + 1], scores[last + 1], scores[best]):
        last += 1
    columns = {
        number: _combined(
            [row[number] for row in (known[best], *known[:best], *known[best : last + 1]) if number < len(row)]
        )
        for number in range(table.width)
    }
    texts = {number: rows[best][number] if number < len(rows[best]) else "" for number in columns}
    wide = Wide(table, best, last + 1, _with_a_code(columns, texts), texts, _program(texts.values()))
    return replace(wide, columns={number: _unless_empty(wide, number) for number in columns})


def _known(rows: Sequence[Sequence[str]], headings: Headings) -> Iterator[list[Column | None]]:
    """What each cell would stand for if it were a heading, row by row, until the headings are left behind."""
    best = 0
    for row in rows:
        known = [headings.column(cell) for cell in row]
        score = sum(map(_is_question, known))
        best = max(best, score)
        yield known
        if best > len(row) / 2 and not _is_heading(row, score, best):
            return


def _is_heading(row: Sequence[str], score: int, best: int) -> bool:
    """Whether a row below the headings is one of headings too."""
    said = [plain(cell) for cell in row if cell.strip()]
    return score >= max(2, best / 2) or (
        bool(said) and all(text in _SUBHEADINGS or text.startswith('{"importid"') for text in said)
    )


def _combined(found: Sequence[Column | None]) -> Column | None:
    """What the headings of one column say together: a question before anything else."""
    return next(filter(_is_question, found), None) or (found[0] if found else None)


def _with_a_code(columns: Mapping[int, Column | None], texts: Mapping[int, str]) -> dict[int, Column | None]:
    """The columns, with one for the code where there is one of another name; a running number is left out."""
    second = second_best(columns, texts)
    changed = {
        number: Column(Role.IGNORE) for number, text in texts.items() if plain(text) == "id" and not columns[number]
    }
    return {**columns, **changed, **({second: Column(Role.CODE)} if second is not None else {})}


def _unless_empty(wide: Wide, number: int) -> Column | None:
    """What a column holds; an empty one that repeats another holds nothing."""
    column = wide.columns[number]
    again = column is not None and sum(column == other for other in wide.columns.values()) > 1
    return Column(Role.IGNORE) if again and blank(wide.table.column(number, wide.first)) else column


def _program(texts: Iterable[str]) -> Program:
    said = set(map(plain, texts))
    if said >= _MSFORMS:
        return Program.MSFORMS
    if any(said >= marks for marks in _LIMESURVEY):
        return Program.LIMESURVEY
    return Program.CSV


def blank(cells: Sequence[Cell]) -> bool:
    """Whether nothing stands in these cells."""
    return not any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in cells)
