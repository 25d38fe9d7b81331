"""What do the rows of a table say, one row for each respondent?

Column by column, because the same few answers come again and again; row by row only for what is seldom there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from pbp_assess.core.assessment import State
from pbp_assess.formats.survey.answering import Field, Parts, answer_of
from pbp_assess.formats.survey.beside import NOTHING, Beside, BesideReading
from pbp_assess.formats.survey.headings import Role
from pbp_assess.formats.survey.layout import Wide
from pbp_assess.formats.survey.meaning import Meaning, Meanings, Refusal, Said, Scale
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.reply import Reply, Where, text_of
from pbp_assess.formats.table import Cell
from pbp_assess.problems import Location, Problem

_NO_ADDRESS: Final = "anonymous"  # what Microsoft Forms writes where it records nobody
_PARTS: Final = {"note": Role.NOTE, "reason": Role.REASON}
_KINDS: Final = {"answers": Role.WORDS, "choose": Role.CHOOSE}


@dataclass(slots=True)
class WideReading:
    """The rows being read: what there is to go by, and what was found wrong on the way.

    `reason` is taken for an answer "not applicable" where none is given.
    """

    layout: Wide
    questions: Questions
    reason: str = ""
    problems: list[Problem] = field(default_factory=list)
    _places: dict[tuple[Role, str], int] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)
    _special: set[str] = field(default_factory=set)
    _scale: Scale = field(init=False)

    def __post_init__(self) -> None:
        self._scale = Scale(self.questions.matrix)
        self._order.update((criterion.id, place) for place, criterion in enumerate(self.questions.criteria))
        for number, column in self.layout.columns.items():
            if column:
                self._places.setdefault((column.role, column.id), number)

    def replies(self) -> Iterator[Reply]:
        """A reply for each row in which something is answered."""
        first, count = self.layout.first, len(self.layout.table.rows) - self.layout.first
        answers = dict(self._answers())
        with_more = _with_more({name: answers[name] for name in answers if name in self._special})
        reading = BesideReading(self.layout, self.questions, self._places)
        beside = reading.rows()
        self.problems += reading.problems
        columns = zip(*answers.values(), strict=True) if answers else iter([()] * count)
        typed, name, email = (self._texts(role) for role in (Role.CODE, Role.NAME, Role.EMAIL))
        completed = self._cells(Role.COMPLETED)
        for number, said in enumerate(columns):
            row = first + number
            given = {one: meaning for one, meaning in zip(answers, said, strict=True) if meaning is not None}
            around = beside.get(row, NOTHING)
            if given or around is not NOTHING:
                where, before = self._where(row), len(self.problems)
                scores = self._scores(given, around, with_more.get(number, ()), where)
                yield Reply(
                    where=where,
                    typed=typed[number],
                    name=name[number],
                    email=email[number] if email[number] != _NO_ADDRESS else "",
                    completed=completed[number],
                    scores=scores,
                    answers=around.words,
                    choose=tuple(around.choose),
                    faulty=len(self.problems) > before,
                )

    def _answers(self) -> Iterator[tuple[str, list[Meaning]]]:
        """What each cell of each column of answers says; the columns in the order of the matrix."""
        for criterion in self.questions.criteria:
            place = self._places.get((Role.ANSWER, criterion.id))
            if place is not None:
                meanings = Meanings(criterion, self._scale)
                yield criterion.id, meanings.of(self.layout.table.column(place, self.layout.first))
                if any(map(_is_more, meanings.values())):
                    self._special.add(criterion.id)

    def _scores(
        self, given: dict[str, Meaning], around: Beside, with_more: Sequence[str], where: Where
    ) -> dict[str, Field]:
        """Each answer with what was said about it, and remarks on what was not answered, in the order of the matrix."""
        if not (with_more or around.notes or around.reasons):
            return cast("dict[str, Field]", given)
        scores = cast("dict[str, Field]", given)
        about = dict.fromkeys((*around.notes, *around.reasons, *with_more))
        unasked = about.keys() - given.keys()
        for name in about:
            answer = self._answer(given.get(name), name, around)
            if isinstance(answer, Refusal):
                self.problems.append(answer.at(where(("scores", name)), self._scale.expected))
            if answer is None or isinstance(answer, Refusal):
                scores.pop(name, None)
            else:
                scores[name] = answer
        return {name: scores[name] for name in sorted(scores, key=self._order.__getitem__)} if unasked else scores

    def _answer(self, said: Meaning, name: str, around: Beside) -> Field | Refusal | None:
        if isinstance(said, Refusal):
            return said
        fallback = around.fallbacks.get(name) or self.reason
        return answer_of(Parts(said, around.reasons.get(name, ""), around.notes.get(name, ""), fallback=fallback))

    # --- cells and places -------------------------------------------------------------------------

    def _cells(self, role: Role) -> Sequence[Cell]:
        """The column of this role, from the first reply on; empty where there is none."""
        column = self._places.get((role, ""))
        if column is None:
            return [""] * (len(self.layout.table.rows) - self.layout.first)
        return self.layout.table.column(column, self.layout.first)

    def _texts(self, role: Role) -> list[str]:
        return [" ".join(text_of(cell).split()) if cell != "" else "" for cell in self._cells(role)]

    def _where(self, row: int) -> Where:
        """Where in this row a path of the sheet stands; the whole of it stands where the code does."""

        def where(path: Sequence[str | int], *, key: bool = False) -> Location:  # noqa: ARG001 (a cell has no key)
            kind, name, part = (*map(str, path), "", "", "")[:3]
            role = _PARTS.get(part, Role.ANSWER) if kind == "scores" else _KINDS.get(kind, Role.CODE)
            likely = ((role, name), (Role.CHOSEN, name), (role, ""), (Role.ANSWER, name), (Role.CODE, ""))
            return self.layout.table.where(row, next((self._places[one] for one in likely if one in self._places), 0))

        return where


def _with_more(answers: dict[str, list[Meaning]]) -> dict[int, list[str]]:
    """By row: the criteria whose answer is more than a level or a state that needs no reason, or is none."""
    found: dict[int, list[str]] = {}
    for name, column in answers.items():
        for number, meaning in enumerate(column):
            if _is_more(meaning):
                found.setdefault(number, []).append(name)
    return found


def _is_more(meaning: Meaning) -> bool:
    return meaning is State.NOT_APPLICABLE or isinstance(meaning, Said | Refusal)
