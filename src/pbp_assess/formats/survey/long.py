"""What do the rows of a table say, one row for each answer?

Our own workbook, in which one person answers, and tables of respondent, criterion and answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pbp_assess.formats.formula_guard import unguarded
from pbp_assess.formats.survey.answering import LONGEST, Field, Parts, answer_of
from pbp_assess.formats.survey.choosing import Choices
from pbp_assess.formats.survey.headings import Column, Headings, Role
from pbp_assess.formats.survey.layout import Long, Part, blank
from pbp_assess.formats.survey.meaning import Meanings, Refusal, Scale
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.reply import Reply, Where, moment, text_of
from pbp_assess.formats.survey.wording import plain, remark
from pbp_assess.formats.table import Cell
from pbp_assess.problems import Location, Problem

_PATHS: Final = {"note": Part.NOTE, "reason": Part.REASON, "evidence": Part.EVIDENCE, "confidence": Part.CONFIDENCE}


@dataclass(slots=True)
class _Respondent:
    """What has been read of one respondent so far, and in which row each answer stands."""

    row: int
    typed: str
    completed: str = ""
    deputy: str = ""
    faulty: bool = False
    scores: dict[str, Field] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    choose: list[str] = field(default_factory=list)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class LongReading:
    """The rows being read: what there is to go by, and what was found wrong on the way."""

    layout: Long
    questions: Questions
    headings: Headings
    reason: str = ""
    problems: list[Problem] = field(default_factory=list)
    _scale: Scale = field(init=False)
    _meanings: dict[str, Meanings] = field(init=False)
    _choices: Choices = field(init=False)
    _found: dict[str, _Respondent] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._scale, self._choices = Scale(self.questions.matrix), Choices(self.questions)
        self._meanings = {criterion.id: Meanings(criterion, self._scale) for criterion in self.questions.criteria}

    def replies(self) -> Iterator[Reply]:
        """A reply for each respondent, in the order in which they come."""
        rows = self.layout.table.rows
        for number in range(self.layout.first, len(rows)):
            if not blank(rows[number]):
                self._row(number)
        for found in self._found.values():
            yield Reply(
                where=self._where(found),
                typed=found.typed,
                completed=found.completed,
                scores=self._in_order(found.scores),
                answers=found.answers,
                choose=tuple(dict.fromkeys(found.choose)),
                answered_by=found.deputy,
                faulty=found.faulty,
            )

    def _row(self, number: int) -> None:
        """One row: an answer, or something that is none."""
        words = not plain(self._text(number, Part.ITEM)) and Part.WORDS in self.layout.parts
        item = self._text(number, Part.ASKED if words else Part.ITEM)
        column = self.headings.column(item)
        typed = self._typed(number)
        who = self._found.setdefault(plain(typed), _Respondent(number, typed))
        who.completed = max(who.completed, moment(self._cell(number, Part.COMPLETED)))
        before = len(self.problems)
        who.deputy = who.deputy or self._text(number, Part.DEPUTY).strip()
        match column:
            case Column(Role.ANSWER, name):
                self._answer(number, who, name)
            case Column(Role.WORDS, name):
                self._words(number, who, name, Part.WORDS if words else Part.VALUE)
            case Column(Role.CHOOSE):
                self._choice(number, who)
            case _:
                refusal = Refusal("PBP410", f'"{item[:60]}" is no question of this round')
                self._complain(number, Part.ITEM, refusal, "the id or the title of a question")
        who.faulty = who.faulty or len(self.problems) > before

    def _answer(self, number: int, who: _Respondent, name: str) -> None:
        meanings = self._meanings[name]
        value, state = self._cell(number, Part.VALUE), self._cell(number, Part.STATE)
        (said,) = meanings.of([value if value != "" or plain(text_of(state)) == "level" else state])
        texts = {part: remark(self._text(number, part)) for part in _PATHS.values()}
        if isinstance(said, Refusal):
            answer: Field | Refusal | None = said
        else:
            answer = answer_of(Parts(said, **{part.value: text for part, text in texts.items()}, fallback=self.reason))
        if answer is not None and ("scores", name) in who.rows:
            first = self.layout.table.where(who.rows["scores", name], self.layout.parts[Part.ITEM])
            answer = Refusal("PBP411", f"{name} is answered a second time, after line {first.line}")
        if isinstance(answer, Refusal):
            self._complain(number, Part.VALUE if value != "" else Part.STATE, answer)
        elif answer is not None:
            who.scores[name] = answer
            who.rows["scores", name] = number
        self._mark(number, who, name)

    def _mark(self, number: int, who: _Respondent, name: str) -> None:
        """Whether this criterion is marked as one that matters most."""
        if Part.CHOSEN in self.layout.parts:
            marked = self._choices.marked(self._text(number, Part.CHOSEN), name)
            if isinstance(marked, Refusal):
                self._complain(number, Part.CHOSEN, marked, "x, or nothing")
            elif marked:
                who.choose.append(name)

    def _words(self, number: int, who: _Respondent, name: str, part: Part) -> None:
        text = remark(self._text(number, part))
        if len(text) > LONGEST:
            refusal = Refusal("PBP427", f"a text of {len(text):,} characters")
            self._complain(number, part, refusal, f"at most {LONGEST:,} characters")
        elif text:
            who.answers[name] = text
            who.rows["answers", name] = number

    def _choice(self, number: int, who: _Respondent) -> None:
        listed = self._choices.listed(self._text(number, Part.VALUE))
        who.rows["choose", ""] = number
        if isinstance(listed, Refusal):
            self._complain(number, Part.VALUE, listed, "the questions as they stand in the survey")
        else:
            who.choose += listed

    # --- cells and places -------------------------------------------------------------------------

    def _typed(self, number: int) -> str:
        """The respondent of this row: each has one, or the table has one for all."""
        if self.layout.who:
            return self.layout.who.typed
        return " ".join(self._text(number, Part.WHO).split())

    def _cell(self, number: int, part: Part) -> Cell:
        column, row = self.layout.parts.get(part), self.layout.table.rows[number]
        return row[column] if column is not None and column < len(row) else ""

    def _text(self, number: int, part: Part) -> str:
        text = text_of(self._cell(number, part))
        return unguarded(text) if self.layout.guarded else text

    def _complain(self, number: int, part: Part, refusal: Refusal, expected: str = "") -> None:
        place = self.layout.table.where(number, self.layout.parts.get(part, 0))
        self.problems.append(refusal.at(place, expected or self._scale.expected))

    def _in_order(self, scores: Mapping[str, Field]) -> dict[str, Field]:
        return {criterion.id: scores[criterion.id] for criterion in self.questions.criteria if criterion.id in scores}

    def _where(self, found: _Respondent) -> Where:
        """Where a path of the sheet stands."""
        parts = self.layout.parts

        def where(path: Sequence[str | int], *, key: bool = False) -> Location:
            kind, name, part = (*map(str, path), "", "", "")[:3]
            if not kind and self.layout.who:
                return self.layout.who.place
            if not kind:
                return self.layout.table.where(found.row, parts.get(Part.WHO, 0))
            row = found.rows.get((kind, name), found.rows.get((kind, ""), found.row))
            column = parts.get(Part.ITEM if key else _PATHS.get(part, Part.VALUE), parts[Part.ITEM])
            return self.layout.table.where(row, column)

        return where
