"""Which question does a column answer, going by its heading?

What is known for certain is matched: our own titles, ids, the headings that survey programs add, and what the user has
said before. Everything else is a suggestion at most.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pbp_assess.formats.survey.limesurvey_codes import LimeSurveyCodes
from pbp_assess.formats.survey.questions import COMMENTS, Questions, title_of
from pbp_assess.formats.survey.wording import alike, plain


class Role(StrEnum):
    """What a column holds."""

    CODE = "code"
    EMAIL = "email"
    NAME = "name"
    COMPLETED = "completed"
    IGNORE = "ignore"
    ANSWER = "answer"
    REASON = "reason"
    NOTE = "note"
    COMMENTS = "comments"
    WORDS = "words"
    CHOOSE = "choose"
    CHOSEN = "chosen"


_ABOUT_PEOPLE: Final = frozenset({Role.EMAIL, Role.NAME})


@dataclass(frozen=True, slots=True)
class Column:
    """What one column answers: its role, and of which criterion, domain or open question."""

    role: Role
    id: str = ""

    def __str__(self) -> str:
        """As it stands in survey.yaml: `GOV1`, `GOV1 note`, `GOV comments`, `choose GOV1`, `ignore`."""
        match self.role:
            case Role.ANSWER:
                return self.id
            case Role.REASON | Role.NOTE | Role.COMMENTS:
                return f"{self.id} {self.role}"
            case Role.WORDS:
                return f"words {self.id}"
            case Role.CHOSEN:
                return f"choose {self.id}"
            case _:
                return str(self.role)


# Headings that survey programs and people give to columns that are no question of ours.
_BY_ROLE: Final = {
    Role.EMAIL: ("email", "e-mail", "email address", "e-mail address", "your email"),
    Role.NAME: ("name", "full name", "your name", "first name", "last name", "surname", "display name"),
    Role.COMPLETED: (
        "completion time", "date submitted", "submitdate", "submitted", "timestamp", "completed", "end date",
         "enddate", "date completed", "recorded date", "recordeddate"
    ),
    Role.IGNORE: (
        "start time", "last modified time", "language", "start language", "startlanguage", "last page", "lastpage",
         "seed", "date started", "startdate", "start date", "date last action", "datestamp", "ip address", "ipaddr",
         "ipaddress", "refurl", "referrer url", "total points", "quiz feedback", "grade posted time", "response id",
         "responseid", "respondent id", "collector id", "collectorid", "status", "progress", "finished",
         "duration (in seconds)", "userlanguage", "distributionchannel", "round", "place", "kind", "sector",
         "organisation", "interviewtime", "total time"
    ),
    Role.CODE: (
        "your code", "code", "respondent code", "respondent", "leader", "leader id", "leader code", "participant",
         "participant code", "survey code", "your survey code", "my code", "reference", "your reference", "leader_id"
    ),
}  # fmt: skip
_ADMIN: Final = {text: Column(role) for role, texts in _BY_ROLE.items() for text in texts}
# What holds the code where nothing better does.
_SECOND_BEST: Final = ("access code", "token", "role", "your role", "id")
_QUIZ: Final = re.compile(r"(?:points|feedback) - .+")
_OPTION: Final = re.compile(r"([^\[]+?) ?\[(.+)\]|([^_]+)_(.+)")
_LED: Final = re.compile(r"\(?([a-z0-9][a-z0-9_-]*)[ .:)\]-]+(?=\S)")
_ABOUT: Final = re.compile(r"\b(comments?|notes?|remarks?|why|reasons?|explain|evidence|points|feedback)\b")
_NOTES: Final = ("[comment]", " [comment]", " comment", " comments", "comment", "_comment", " note", " notes", "_note",
                 " remark", " remarks", ".note", " (note)", " (comment)")  # fmt: skip
_REASONS: Final = (" reason", "_reason", " [reason]", " (reason)", ".reason", " why")
_CLOSE: Final = 0.6
_LONGEST: Final = 2_000  # of a heading; what is longer is something else
_WORD: Final = re.compile(r"\w+")


class Headings:
    """Every heading that is known in a round, and what it stands for."""

    def __init__(self, questions: Questions, said: Mapping[str, str] | None = None) -> None:
        self._questions = questions
        self._ids = {criterion.id.casefold(): criterion for criterion in questions.criteria}
        self._titles: dict[str, Column | None] = {}
        for text, column in _titles(questions):
            if self._titles.setdefault(plain(text), column) != column:
                self._titles[plain(text)] = None  # two questions of the same title are told apart by their ids
        self._parsed = {plain(str(column)): column for column in _columns(questions)}
        self._seen: dict[str, Column | None] = {}
        self._said = {plain(text): meant for text, word in (said or {}).items() if (meant := self.parse(word))}

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria asked."""
        return tuple(criterion.id for criterion in self._questions.criteria)

    def column(self, heading: str) -> Column | None:
        """What a column of this heading holds; None where that is not certain."""
        if heading not in self._seen:
            self._seen[heading] = self._column(plain(heading)) if len(heading) <= _LONGEST else None
        return self._seen[heading]

    def _column(self, text: str) -> Column | None:
        known = self._said.get(text) or self._titles.get(text) or _ADMIN.get(text)
        if known:
            return known
        if _QUIZ.fullmatch(text) or text.startswith('{"importid"'):
            return Column(Role.IGNORE)
        if text.startswith("your code"):
            return Column(Role.CODE)
        return self._repeated(text) or self._remark(text) or self._option(text) or self._led(text)

    def _repeated(self, text: str) -> Column | None:
        """A heading that stood there before, to which Microsoft Forms adds a number."""
        once = text.rstrip("0123456789")
        if once == text or (" " not in once and once not in _ADMIN):  # GOV12 is no second GOV1
            return None
        return self._titles.get(once) or _ADMIN.get(once)

    def _remark(self, text: str) -> Column | None:
        """A question's own column for comments or reasons."""
        if not text.endswith((*_NOTES, *_REASONS)):
            return None
        for ends, role in ((_NOTES, Role.NOTE), (_REASONS, Role.REASON)):
            for end in ends:
                column = self._titles.get(text.removesuffix(end).rstrip()) if text.endswith(end) else None
                if column and column.role is Role.ANSWER:
                    return Column(role, column.id)
        return None

    def _option(self, text: str) -> Column | None:
        """The column of one option of the choice, as LimeSurvey has it: `choose[GOV1]`."""
        parts = _OPTION.fullmatch(text) if text.endswith("]") or "_" in text else None
        asked = self._titles.get(parts[1] or parts[3]) if parts else None
        chosen = self._titles.get(parts[2] or parts[4]) if parts else None
        if asked and chosen and (asked.role, chosen.role) == (Role.CHOOSE, Role.ANSWER):
            return Column(Role.CHOSEN, chosen.id)
        return None

    def _led(self, text: str) -> Column | None:
        """A reworded title that still begins with the id of its criterion."""
        led = _LED.match(text)
        criterion = self._ids.get(led[1]) if led else None
        if criterion is None:
            return None
        if text.endswith("[comment]"):
            return Column(Role.NOTE, criterion.id)
        return Column(Role.ANSWER, criterion.id) if not _ABOUT.search(text) else None

    def nearest(self, heading: str, count: int = 3) -> list[Column]:
        """What the heading is most like, best first."""
        text = plain(heading)[:_LONGEST]
        how = {title: max(alike(text, title), alike(_sorted(text), _sorted(title))) for title in self._titles}
        close = sorted((title for title in how if how[title] >= _CLOSE), key=lambda title: -how[title])
        return list(dict.fromkeys(column for title in close if (column := self._titles[title])))[:count]

    def about(self, column: Column) -> str:
        """What a column of this kind holds, in words."""
        titles = {
            **{criterion.id: criterion.name for criterion in self._questions.criteria},
            **{area.domain.id: area.domain.name for area in self._questions.areas},
            **{question.id: question.question for question in self._questions.open_questions},
        }
        return titles.get(column.id) or (self._questions.choice.question if self._questions.choice else "")

    def parse(self, word: str) -> Column | None:
        """What a word of survey.yaml, or one that was typed, stands for: `GOV1`, `GOV1 note`, `ignore`."""
        return self._parsed.get(plain(word))


def _sorted(text: str) -> str:
    """The words in an order that two phrasings share."""
    return " ".join(sorted(_WORD.findall(text)))


def _columns(questions: Questions) -> Iterator[Column]:
    """Everything that a column can hold in this round."""
    yield from (Column(role) for role in (Role.CODE, Role.EMAIL, Role.NAME, Role.COMPLETED, Role.IGNORE))
    yield from (Column(Role.COMMENTS, area.domain.id) for area in questions.areas)
    for criterion in questions.criteria:
        yield from (Column(role, criterion.id) for role in (Role.REASON, Role.NOTE, Role.ANSWER))
    yield from (Column(Role.WORDS, question.id) for question in questions.open_questions)
    if questions.choice:
        yield Column(Role.CHOOSE)
        yield from (Column(Role.CHOSEN, criterion.id) for criterion in questions.criteria)


def _titles(questions: Questions) -> Iterator[tuple[str, Column]]:
    """Each title that is ours, or that a survey program makes of ours."""
    codes = LimeSurveyCodes.of(questions)
    for criterion in questions.criteria:
        title, code = title_of(criterion), codes.criteria[criterion.id]
        named = (criterion.id, code, criterion.name, title, f"{criterion.id}: {criterion.name}", f"{code}. {title}")
        yield from _all(named, Column(Role.ANSWER, criterion.id))
    for area in questions.areas:
        domain, code = area.domain, codes.domains[area.domain.id]
        titles = (
            area.comments,
            f"{domain.id} {COMMENTS}",
            code,
            f"{domain.name} {COMMENTS}",
            f"{code}. {area.comments}",
        )
        yield from _all(titles, Column(Role.COMMENTS, domain.id))
    for question in questions.open_questions:
        text, code = question.question, codes.questions[question.id]
        yield from _all((text, question.id, code, f"{code}. {text}"), Column(Role.WORDS, question.id))
    if questions.choice:
        text, code = questions.choice.question, codes.choose
        yield from _all((text, "choose", code, f"{code}. {text}", "priorities"), Column(Role.CHOOSE))


def _all(titles: Iterable[str], column: Column) -> Iterator[tuple[str, Column]]:
    return ((title, column) for title in dict.fromkeys(titles))


def second_best(columns: Mapping[int, Column | None], headings: Mapping[int, str]) -> int | None:
    """The column to take the code from where none is called so."""
    if any(column and column.role is Role.CODE for column in columns.values()):
        return None
    by_heading = {plain(heading): number for number, heading in headings.items()}
    return next((by_heading[name] for name in _SECOND_BEST if name in by_heading), None)


def is_about_a_person(column: Column | None) -> bool:
    """Whether what the column holds must never reach the workspace."""
    return column is not None and column.role in _ABOUT_PEOPLE
