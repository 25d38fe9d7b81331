"""What do the rows of a table say, one row for each respondent?

Column by column, because the same few answers come again and again; row by row only for what is seldom there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from pbp_assess.formats.survey.answering import LONGEST, Field, Parts, answer_of
from pbp_assess.formats.survey.choosing import Choices
from pbp_assess.formats.survey.comments import sorted_out
from pbp_assess.formats.survey.headings import Role
from pbp_assess.formats.survey.layout import Wide, blank
from pbp_assess.formats.survey.meaning import Meaning, Meanings, Refusal, Scale
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.reply import Reply, Where, moment, text_of
from pbp_assess.formats.survey.wording import remark
from pbp_assess.formats.table import Cell
from pbp_assess.problems import Location, Problem

_Key = tuple[Role, str]
_Beside = Mapping[_Key, str]
_TEXTS: Final = frozenset({Role.REASON, Role.NOTE, Role.COMMENTS, Role.WORDS, Role.CHOOSE, Role.CHOSEN})


@dataclass(slots=True)
class WideReading:
    """The rows being read: what there is to go by, and what was found wrong on the way.

    `reason` is taken for an answer "not applicable" where none is given.
    """

    layout: Wide
    questions: Questions
    reason: str = ""
    problems: list[Problem] = field(default_factory=list)
    _scale: Scale = field(init=False)
    _choices: Choices = field(init=False)
    _places: dict[_Key, int] = field(default_factory=dict)
    _special: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._scale, self._choices = Scale(self.questions.matrix), Choices(self.questions)
        for number, column in self.layout.columns.items():
            if column:
                self._places.setdefault((column.role, column.id), number)

    def replies(self) -> Iterator[Reply]:
        """A reply for each row in which anything stands."""
        table, first = self.layout.table, self.layout.first
        answers, beside = dict(self._answers()), self._beside()
        rows = zip(*answers.values(), strict=True) if answers else iter([()] * len(table.rows[first:]))
        for number, said in enumerate(rows, start=first):
            given = {name: one for name, one in zip(answers, said, strict=True) if one is not None}
            if given or not blank(table.rows[number]):
                yield self._reply(number, given, beside.get(number, {}))

    def _answers(self) -> Iterator[tuple[str, list[Meaning]]]:
        """What each cell of each column of answers says; the columns in the order of the matrix."""
        for criterion in self.questions.criteria:
            place = self._places.get((Role.ANSWER, criterion.id))
            if place is not None:
                meanings = Meanings(criterion, self._scale)
                yield criterion.id, meanings.of(self.layout.table.column(place, self.layout.first))
                if not meanings.plain:
                    self._special.add(criterion.id)

    def _beside(self) -> dict[int, dict[_Key, str]]:
        """By row: every text that is no answer to a criterion; only where there is one."""
        found: dict[int, dict[_Key, str]] = {}
        for (role, name), column in self._places.items():
            if role in _TEXTS:
                cells = self.layout.table.column(column, self.layout.first)
                for number, cell in enumerate(cells, self.layout.first):
                    if cell != "":
                        found.setdefault(number, {})[role, name] = text_of(cell)
        return found

    # --- one row ----------------------------------------------------------------------------------

    def _reply(self, number: int, given: Mapping[str, Meaning], beside: _Beside) -> Reply:
        where = self._where(number)
        bare = not beside and self._special.isdisjoint(given)
        return Reply(
            place=self.layout.table.where(number, self._places.get((Role.CODE, ""), 0)),
            where=where,
            typed=self._text(number, Role.CODE),
            name=self._text(number, Role.NAME),
            email=self._text(number, Role.EMAIL),
            completed=moment(self._cell(number, Role.COMPLETED)),
            scores=cast("Mapping[str, Field]", given) if bare else dict(self._scores(given, beside, where)),
            answers=dict(self._words(beside, where)) if beside else {},
            choose=tuple(self._chosen(beside, where)) if beside else (),
        )

    def _scores(self, given: Mapping[str, Meaning], beside: _Beside, where: Where) -> Iterator[tuple[str, Field]]:
        """Each answer with what was said about it, and remarks on what was not answered."""
        comments = {name: text for (role, name), text in beside.items() if role is Role.COMMENTS}
        notes, fallbacks = sorted_out(self.questions, comments)
        for criterion in self.questions.criteria:
            name, said = criterion.id, given.get(criterion.id)
            note = "\n".join(filter(None, (beside.get((Role.NOTE, name)), notes.get(name))))
            answer = said if isinstance(said, Refusal) else answer_of(
                Parts(
                    said,
                    reason=beside.get((Role.REASON, name), ""),
                    note=note,
                    fallback=fallbacks.get(name) or self.reason,
                )
            )  # fmt: skip
            if isinstance(answer, Refusal):
                self.problems.append(answer.at(where(("scores", name)), self._scale.expected))
            elif answer is not None:
                yield name, answer

    def _words(self, beside: _Beside, where: Where) -> Iterator[tuple[str, str]]:
        """Answers to the open questions."""
        for question in self.questions.open_questions:
            text = remark(beside.get((Role.WORDS, question.id), ""))
            if len(text) > LONGEST:
                refusal = Refusal("PBP427", f"a text of {len(text):,} characters")
                self.problems.append(refusal.at(where(("answers", question.id)), f"at most {LONGEST:,} characters"))
            elif text:
                yield question.id, text

    def _chosen(self, beside: _Beside, where: Where) -> Iterator[str]:
        """The criteria chosen, in one cell or in a column for each."""
        listed = self._choices.listed(beside.get((Role.CHOOSE, ""), ""))
        if isinstance(listed, Refusal):
            self.problems.append(listed.at(where(("choose",)), "the questions as they stand in the survey"))
            listed = ()
        yield from listed
        for (role, name), text in beside.items():
            marked = self._choices.marked(text, name) if role is Role.CHOSEN else False
            if isinstance(marked, Refusal):
                self.problems.append(marked.at(where(("choose", name)), "Y or nothing"))
            elif marked and name not in listed:
                yield name

    # --- places -----------------------------------------------------------------------------------

    def _cell(self, number: int, role: Role) -> Cell:
        column, row = self._places.get((role, "")), self.layout.table.rows[number]
        return row[column] if column is not None and column < len(row) else ""

    def _text(self, number: int, role: Role) -> str:
        return " ".join(text_of(self._cell(number, role)).split())

    def _where(self, number: int) -> Where:
        """Where in this row a path of the sheet stands."""

        def where(path: Sequence[str | int], *, key: bool = False) -> Location:  # noqa: ARG001 (a cell has no key)
            kind, name, part = (*map(str, path), "", "", "")[:3]
            role = _PARTS.get(part, Role.ANSWER) if kind == "scores" else _KINDS.get(kind, Role.CODE)
            likely = ((role, name), (Role.CHOSEN, name), (role, ""), (Role.ANSWER, name), (Role.CODE, ""))
            return self.layout.table.where(
                number, next((self._places[one] for one in likely if one in self._places), 0)
            )

        return where


_PARTS: Final = {"note": Role.NOTE, "reason": Role.REASON}
_KINDS: Final = {"answers": Role.WORDS, "choose": Role.CHOOSE}
