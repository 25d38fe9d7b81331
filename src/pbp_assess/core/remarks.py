"""What did people say in their own words, and does a text repeat it?

What somebody said word for word is theirs: it is printed outside the facilitators' own copy only with their consent.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pbp_assess.core.assessment import Dossier, Scoresheet

_RUN: Final = 6  # words in a row that nobody writes twice by chance
_SHORTEST: Final = 3  # words; a remark of fewer is everybody's
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Remark:
    """What one leader said about an open question or a criterion, named by its id."""

    leader: str
    about: str
    text: str


def remarks(dossier: Dossier) -> tuple[Remark, ...]:
    """Everything said beside the levels of a round: open answers first, then criteria, each in the matrix's order."""
    sheets = [dossier.sheets[leader] for leader in dossier.round.asked if leader in dossier.sheets]
    asked = [question.id for question in dossier.matrix.open_questions]
    answered = (
        Remark(sheet.leader, name, sheet.answers[name]) for name in asked for sheet in sheets if name in sheet.answers
    )
    noted = (
        Remark(sheet.leader, criterion.id, text)
        for criterion in dossier.matrix.criteria
        for sheet in sheets
        for text in _beside(sheet, criterion.id)
    )
    return (*answered, *noted)


def _beside(sheet: Scoresheet, criterion: str) -> Iterator[str]:
    answer = sheet.answer(criterion)
    yield from (text for text in (answer.reason, answer.note) if text)


def repeats(text: str, said: Iterable[Remark]) -> bool:
    """Whether the text holds six words in a row of what somebody said, or the whole of a shorter remark."""
    words = _words(text)
    runs: dict[int, set[tuple[str, ...]]] = {}
    for remark in said:
        spoken = _words(remark.text)
        length = min(_RUN, len(spoken))
        if length < _SHORTEST:
            continue
        there = runs.setdefault(length, set(_runs(words, length)))
        if any(run in there for run in _runs(spoken, length)):
            return True
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """Every so many words that follow one another."""
    yield from zip(*(words[start:] for start in range(length)), strict=False)
