"""What stands in the rows of a survey beside the answers: reasons, remarks, words and choices?

Column by column, and kept only for the rows in which there is something.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pbp_assess.formats.survey.answering import LONGEST
from pbp_assess.formats.survey.choosing import Choices
from pbp_assess.formats.survey.comments import Comments
from pbp_assess.formats.survey.headings import Role
from pbp_assess.formats.survey.layout import Wide
from pbp_assess.formats.survey.meaning import Refusal
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.reply import text_of
from pbp_assess.formats.survey.wording import remark
from pbp_assess.problems import Problem

Places = Mapping[tuple[Role, str], int]


@dataclass(slots=True)
class Beside:
    """What one row holds beside its answers; `fallbacks` are comments that may serve as a missing reason."""

    notes: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    fallbacks: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    choose: list[str] = field(default_factory=list)

    def note(self, name: str, text: str) -> None:
        """One note more on a criterion."""
        self.notes[name] = f"{self.notes[name]}\n{text}" if name in self.notes else text


NOTHING = Beside()


@dataclass(slots=True)
class BesideReading:
    """The columns being read."""

    layout: Wide
    questions: Questions
    places: Places
    problems: list[Problem] = field(default_factory=list)
    _rows: dict[int, Beside] = field(default_factory=dict)

    def rows(self) -> dict[int, Beside]:
        """By row: what stands there; only where there is something."""
        self._remarks()
        self._comments()
        self._words()
        self._choices()
        return self._rows

    def _texts(self, role: Role, name: str = "") -> Iterator[tuple[int, str]]:
        """Each cell of this column in which something stands, by its row."""
        column = self.places.get((role, name))
        if column is not None:
            first = self.layout.first
            for number, cell in enumerate(self.layout.table.column(column, first), first):
                if cell != "" and (text := text_of(cell).strip()):
                    yield number, text

    def _row(self, number: int) -> Beside:
        found = self._rows.get(number)
        if found is None:
            found = self._rows[number] = Beside()
        return found

    def _remarks(self) -> None:
        for criterion in self.questions.criteria:
            for number, text in self._texts(Role.NOTE, criterion.id):
                self._row(number).note(criterion.id, remark(text))
            for number, text in self._texts(Role.REASON, criterion.id):
                self._row(number).reasons[criterion.id] = remark(text)

    def _comments(self) -> None:
        comments = Comments(self.questions)
        for area in self.questions.areas:
            for number, text in self._texts(Role.COMMENTS, area.domain.id):
                notes, fallback = comments.taken_apart(area, text)
                row = self._row(number)
                for name, note in notes.items():
                    row.note(name, note)
                if fallback:
                    row.fallbacks |= dict.fromkeys((criterion.id for criterion in area.criteria), fallback)

    def _words(self) -> None:
        for question in self.questions.open_questions:
            for number, text in self._texts(Role.WORDS, question.id):
                words = remark(text)
                if len(words) > LONGEST:
                    refusal = Refusal("PBP427", f"a text of {len(words):,} characters")
                    self._complain(number, Role.WORDS, question.id, refusal, f"at most {LONGEST:,} characters")
                elif words:
                    self._row(number).words[question.id] = words

    def _choices(self) -> None:
        choices = Choices(self.questions)
        for number, text in self._texts(Role.CHOOSE):
            listed = choices.listed(text)
            if isinstance(listed, Refusal):
                self._complain(number, Role.CHOOSE, "", listed, "the questions as they stand in the survey")
            else:
                self._row(number).choose += listed
        for criterion in self.questions.criteria:
            for number, text in self._texts(Role.CHOSEN, criterion.id):
                marked = choices.marked(text, criterion.id)
                if isinstance(marked, Refusal):
                    self._complain(number, Role.CHOSEN, criterion.id, marked, "Y or nothing")
                elif marked and criterion.id not in self._row(number).choose:
                    self._row(number).choose.append(criterion.id)

    def _complain(self, number: int, role: Role, name: str, refusal: Refusal, expected: str) -> None:
        place = self.layout.table.where(number, self.places[role, name])
        self.problems.append(refusal.at(place, expected))
