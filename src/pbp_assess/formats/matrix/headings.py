"""What does the heading of a column call: a part of a matrix, a level, or something beside it?

Partnerships write headings in their own words. A level is a heading with its number: `3`, `Level 3`, `3 - Maturing`,
`Maturing (3)`.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from pbp_assess.formats.formula_guard import unguarded
from pbp_assess.formats.survey.wording import plain, remark
from pbp_assess.formats.table import Cell

_NEVER_A_LEVEL: Final = 20  # "2024 score" is about a year


class Part(StrEnum):
    """What a column holds, beside phrases."""

    DOMAIN_ID = "domain id"
    DOMAIN_MEANING = "domain meaning"
    DOMAIN_SOURCES = "domain sources"
    DOMAIN = "domain"
    ID = "id"
    NAME = "criterion"
    MEANING = "meaning"
    EVIDENCE = "evidence"
    SOURCES = "sources"
    RECORD = "record"
    CRITICAL = "critical"


# As people write them, without capitals and signs.
_CALLED: Final[Mapping[Part, frozenset[str]]] = MappingProxyType(
    {
        Part.DOMAIN_ID: frozenset(
            {"domain id", "domain code", "domain ref", "domain reference", "domain no", "domain number", "theme id",
             "theme code", "theme no", "section id", "section no"}
        ),
        Part.DOMAIN_MEANING: frozenset(
            {"domain meaning", "domain description", "about the domain", "theme description"}
        ),
        Part.DOMAIN_SOURCES: frozenset({"domain sources", "sources of the domain"}),
        Part.DOMAIN: frozenset(
            {"domain", "domains", "theme", "themes", "area", "dimension", "section", "pillar", "category", "topic",
             "domain name", "domain theme", "domain area", "theme area", "domain title", "area of focus", "workstream",
             "building block", "heading", "priority area", "core area", "component"}
        ),
        Part.ID: frozenset(
            {"id", "ref", "reference", "no", "nr", "number", "code", "item", "item no", "item number", "criterion id",
             "criterion no", "criterion number", "criterion code", "criterion ref", "question no", "question number",
             "question id", "statement no", "indicator no", "ref no", "reference number", "kloe no", "serial", "key"}
        ),
        Part.NAME: frozenset(
            {"criterion", "criteria", "statement", "question", "questions", "statements", "name", "indicator",
             "standard", "characteristic", "element", "key line of enquiry", "key lines of enquiry", "kloe",
             "capability", "attribute", "sub domain", "subdomain", "sub theme", "subtheme", "criterion name",
             "criterion statement", "what we ask", "aspect", "condition", "competency", "practice", "success factor",
             "feature"}
        ),
        Part.MEANING: frozenset(
            {"meaning", "description", "what it means", "what this means", "explanation", "definition", "guidance",
             "detail", "details", "descriptor", "rationale", "why it matters", "in other words", "scope",
             "explanatory note"}
        ),
        Part.EVIDENCE: frozenset(
            {"evidence", "evidence prompts", "evidence prompt", "examples of evidence", "sources of evidence", "proof",
             "possible evidence", "evidence examples", "what could be pointed to", "how do we know",
             "how would we know"}
        ),
        Part.SOURCES: frozenset({"source", "sources", "taken from", "based on"}),
        Part.RECORD: frozenset({"record", "settled by a document", "fact"}),
        Part.CRITICAL: frozenset({"critical", "essential", "must have"}),
    }
)  # fmt: skip
_FIRST_OR_LAST_WORD: Final[Mapping[str, Part]] = MappingProxyType(
    {
        "domain": Part.DOMAIN, "theme": Part.DOMAIN, "evidence": Part.EVIDENCE, "criterion": Part.NAME,
        "criteria": Part.NAME, "statement": Part.NAME, "question": Part.NAME, "indicator": Part.NAME,
        "meaning": Part.MEANING, "description": Part.MEANING, "definition": Part.MEANING, "guidance": Part.MEANING,
    }
)  # fmt: skip
# Columns that people keep beside a matrix and that are no level, whatever they are called.
_BESIDE: Final = re.compile(
    r"\b(scores?|scoring|rag|rating|ratings|notes?|comments?|actions?|owners?|leads?|targets?|status|current|today|date|"
    r"due|priority|priorities|levels?|average|mean|progress|gaps?|agreed|aim|ambition|weight|weighting|total|remarks?)\b"
)
_SIGNS: Final = re.compile(r"[\W_]+")
_IN_BRACKETS: Final = re.compile(r"\(.*?\)")
_AROUND_A_NAME: Final = " :-–—"
_WORD: Final = r"(?:maturity )?(?:levels?|stage|step|score|phase|tier|band|grade|l)"
_LED: Final = re.compile(rf"(?:{_WORD} ?)?([+-]?[0-9]{{1,2}})(?: ?[-–—:.)=\]](?: |(?=\D)|$)| |$)(.*)", re.IGNORECASE)
_TRAILED: Final = re.compile(
    rf"(.+?) ?(?:[(\[] ?(?:{_WORD} ?)?|[-–—:,] ?{_WORD} ?)([+-]?[0-9]{{1,2}}) ?[)\]]?", re.IGNORECASE
)
_ABOUT_LEVELS: Final = re.compile(
    r"(what )?((each|the|this) )?levels? means?|levels? meanings?|meanings? of (the |each )?levels?"
)


def words_of(cell: Cell) -> str:
    """A cell on one line, numbers as people read them."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(remark(unguarded(str(cell))).split())


def level_of(heading: str) -> tuple[int, str] | None:
    """The level that a heading has the number of, and its name if it has one."""
    led = _LED.fullmatch(heading)
    if led and abs(int(led[1])) <= _NEVER_A_LEVEL:
        return int(led[1]), _name(led[2])
    trailed = _TRAILED.fullmatch(heading)
    if trailed and abs(int(trailed[2])) <= _NEVER_A_LEVEL:
        return int(trailed[2]), _name(trailed[1])
    return None


def _name(text: str) -> str:
    """A level's name without what set it apart from the number."""
    text = text.strip(_AROUND_A_NAME)
    return text[1:-1] if text[:1] + text[-1:] in {"()", "[]"} else text


def part_of(heading: str) -> Part | None:
    """The part of a matrix that a heading calls, exactly or by its first or last word."""
    for text in (_bare(heading), _bare(_IN_BRACKETS.sub(" ", heading))):
        for part, called in _CALLED.items():
            if text in called:
                return part
    words = _bare(heading).split()
    if not words or is_beside(heading):
        return None
    return _FIRST_OR_LAST_WORD.get(words[0]) or _FIRST_OR_LAST_WORD.get(words[-1])


def is_beside(heading: str) -> bool:
    """Whether this is what people keep beside a matrix: scores, notes, owners."""
    return bool(_BESIDE.search(plain(heading)))


def is_about_levels(text: str) -> bool:
    """Whether a cell says that its row is about the levels, and no criterion."""
    return bool(_ABOUT_LEVELS.fullmatch(plain(text)))


def _bare(heading: str) -> str:
    """A heading without capitals and signs."""
    return " ".join(_SIGNS.sub(" ", plain(heading)).split())
