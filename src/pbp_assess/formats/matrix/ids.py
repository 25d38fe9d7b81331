"""Which id does a domain or a criterion get that has none, or one that no id can be?

Ids are made as partnerships make them: a domain has letters of its name, a criterion those and a number.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from string import ascii_uppercase
from typing import Final

from pbp_assess.formats.matrix.headings import Part
from pbp_assess.formats.matrix.rows import Area, Row

_LONGEST: Final = 64
_POINT: Final = re.compile(r"(?<=[0-9])[^A-Za-z0-9_-]+(?=[0-9])")
_NO_CODE: Final = re.compile(r"[^A-Za-z0-9_-]+")
_WORD: Final = re.compile(r"[A-Za-z]+")
_POSSESSIVE: Final = re.compile(r"['’]s\b")
_NUMBERED: Final = re.compile(r"([A-Za-z]+)[_-]?[0-9]+[a-z]?")
_SMALL_WORDS: Final = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "our", "the", "to", "with"}
)
_ABOUT_ITSELF: Final = frozenset({"area", "domain", "pillar", "section", "theme"})


def code(text: str) -> str:
    """The text as an id: `1.1` becomes `1_1`, `GOV 2` becomes `GOV-2`; empty when nothing of it can stand in one.

    Not `1-1`, which a spreadsheet would turn into a date.
    """
    return _NO_CODE.sub("-", _POINT.sub("_", _plain_letters(text))).strip("-_")[:_LONGEST]


def _plain_letters(text: str) -> str:
    """The letters without their accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def domain_id(name: str, criteria: Iterable[str], taken: Collection[str]) -> str:
    """An id for a domain: what the ids of its criteria begin with, else letters of its name.

    `taken` are ids without capitals: those that differ only in capitals count as the same.
    """
    begun = {match[1] if (match := _NUMBERED.fullmatch(criterion)) else "" for criterion in criteria if criterion}
    if len(begun) == 1 and (shared := begun.pop()) and shared.casefold() not in taken:
        return shared
    return next(letters for letters in _letters(name) if letters.casefold() not in taken)


def _letters(name: str) -> Iterator[str]:
    """GOV for "Governance and money", then GM, then GOVA, GOVB and so on."""
    words = _WORD.findall(_POSSESSIVE.sub("", _plain_letters(name)).upper())
    telling = [word for word in words if word.casefold() not in _SMALL_WORDS | _ABOUT_ITSELF] or words or ["D"]
    yield telling[0][:3]
    if len(telling) > 1:
        yield "".join(word[0] for word in telling[:4])
    yield from (f"{telling[0][:3]}{letter}" for letter in ascii_uppercase)
    yield from (f"{telling[0][:3]}-{number}-" for number in count(1))


class Ids:
    """The id of each domain, in order, and of each criterion, by its row: as written where that can be.

    `changed` are ids that had to be written another way, `made` is how many there were none for. Where every domain
    begins with 1, the number follows the domain's letters.
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        given = [row.texts[Part.ID] for area in areas for row in area.rows if row.texts[Part.ID]]
        numbers = [text for text in given if text.isdigit()]
        self._again = len(set(numbers)) < len(numbers)
        self.domains: Final = self._of_domains(areas)
        self.criteria: Final = {
            row.number: self._as_given(domain, row) for domain, area in self._each(areas) for row in area.rows
        }
        self.changed: Final = list(dict.fromkeys(_changed(given)))
        self.made: Final = sum(not text for text in self.criteria.values())
        self._make_up(areas)

    def _make_up(self, areas: Sequence[Area]) -> None:
        """Give whatever has no id the next number of its domain that is free: GOV1, GOV2, ..."""
        taken = {text.casefold() for text in self.criteria.values()}
        for domain, area in self._each(areas):
            free = (made for number in count(1) if (made := f"{domain}{number}").casefold() not in taken)
            for row in area.rows:
                self.criteria[row.number] = self.criteria[row.number] or next(free)

    def _each(self, areas: Sequence[Area]) -> Iterator[tuple[str, Area]]:
        return zip(self.domains, areas, strict=True)

    def _of_domains(self, areas: Sequence[Area]) -> list[str]:
        taken = {code(area.id).casefold() for area in areas if area.id}
        found: list[str] = []
        for area in areas:
            criteria = [code(row.texts[Part.ID]) for row in area.rows]
            found.append(code(area.id) or domain_id(area.name, criteria, taken))
            taken.add(found[-1].casefold())
        return found

    def _as_given(self, domain: str, row: Row) -> str:
        """The id that the row gives, empty where it gives none; what can be none at all the model will refuse."""
        text = row.texts[Part.ID]
        return f"{domain}{text}" if text.isdigit() and self._again else code(text) or text


def _changed(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((text, made) for text in given if (made := code(text)) not in {"", text})
