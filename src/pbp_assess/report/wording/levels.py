"""How is a level said, and how far leaders agree on it?

A level never stands without its phrase. Words, not colours or numbers, carry the order.
"""

from collections.abc import Mapping
from typing import Final

from pbp_assess.core.agreement import Agreement, Closeness
from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.core.matrix import Criterion, Matrix
from pbp_assess.core.profile import Held, Source
from pbp_assess.report.wording.counts import leaders, opening, things

SOURCES: Final[Mapping[Source, str]] = {
    Source.RECORD: "shown by a document",
    Source.AGREED: "agreed on the day",
    Source.SUPPORTED: "what most leaders see",
    Source.NO_SHARED_VIEW: "no shared view yet",
    Source.NO_ANSWERS: "no answers to go by",
    Source.TOO_FEW: "too few answers to say",
    Source.EXCLUDED: "taken out of this round for everyone",
    Source.NOT_ASKED: "not asked in this round",
}

CLOSENESS: Final[Mapping[Closeness, str]] = {
    Closeness.CLOSE: "close",
    Closeness.MIXED: "mixed",
    Closeness.WIDE_APART: "wide apart",
    Closeness.NOBODY: "nobody gave a level",
    Closeness.TOO_FEW: "too few answers to say",
}


def quoted(text: str) -> str:
    """Somebody's own words, set apart from ours."""
    return f"“{text}”"


def level_name(matrix: Matrix, level: int) -> str:
    """The level's name alone, for a table heading or beside its phrase."""
    return matrix.level_named(level).name


def level_words(matrix: Matrix, criterion: Criterion, level: int) -> str:
    """A level of one criterion with its phrase: Developing: “Main terms are written for one pool or service”."""
    return f"{level_name(matrix, level)}: {quoted(criterion.levels[level])}"


def scale_words(matrix: Matrix, level: int) -> str:
    """A level of the scale with what it means in general: Developing (“Set up and partly in use”)."""
    step = matrix.level_named(level)
    return f"{step.name} ({quoted(step.meaning)})" if step.meaning else step.name


def agreement_words(spread: Agreement | None) -> str:
    """How far leaders agree, most pressing first: "two opposing views", "no shared view yet", "close"."""
    match spread:
        case None:
            return "not asked in this round"
        case Agreement(closeness=Closeness.NOBODY):
            return CLOSENESS[Closeness.NOBODY]
        case Agreement(too_few=True):
            return CLOSENESS[Closeness.TOO_FEW]
        case Agreement(polarised=True):
            return "two opposing views"
        case Agreement(split=True):
            return "no shared view yet"
        case Agreement(outlier=True):
            return f"{CLOSENESS[spread.closeness]}; one or two see it very differently"
        case _:
            return CLOSENESS[spread.closeness]


def source_words(held: Held) -> str:
    """Where the level used comes from, or why there is none."""
    words = SOURCES[held.source]
    if not held.carried_from:
        return words
    age = things(held.age, "quarter")
    if held.level is None:
        return f"{words}; last asked in round {held.carried_from}, {age} old"
    return f"{words}, in round {held.carried_from}, {age} old"


def held_words(copy: Copy, entry: CriterionCopy) -> str:
    """The level used with its phrase and where it comes from, or why there is none."""
    if entry.held.level is None:
        return source_words(entry.held)
    words = level_words(copy.facts.matrix, entry.criterion, entry.held.level)
    return f"{words}, {source_words(entry.held)}"


def at_held_words(entry: CriterionCopy) -> str:
    """How many leaders see the level used or higher; empty where there is nothing to count."""
    if entry.at_held is None:
        return ""
    if isinstance(entry.at_held, Withheld):
        return "The count is not shown."
    if not entry.at_held.of:
        return "Nobody gave a level."
    return f"{opening(leaders(entry.at_held))} it at this level or higher."
