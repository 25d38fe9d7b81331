"""How wide will a text be, and where does it break?

SVG does not wrap. Widths are in em: Arial's for Latin letters with a little to spare, a safe guess for the rest.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from pbp_assess.report.unseen import seen

_SPARE: Final = 1.04  # other faces that stand in for Arial are a little wider
_WIDTHS: Final = (  # Arial's, by the letters that share one
    (0.23, "ijl'|"),
    (0.28, "ftI.,:;!/\\[] ‘’"),
    (0.34, "r-()“”"),
    (0.5, "cksvxyzJ"),
    (0.61, "FTZL+=<>~"),
    (0.67, "ABEKPSVXY&"),
    (0.73, "CDHNRUw"),
    (0.78, "GOQ"),
    (0.85, "mM"),
    (1.02, "W@%—…→"),
)
_KNOWN: Final = {letter: wide for wide, letters in _WIDTHS for letter in letters}


def _letter(letter: str) -> float:
    if letter in _KNOWN or letter.isascii():
        return _KNOWN.get(letter, 0.56)
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) == "So":
        return 1.4  # among them pictures
    return 0.78


@lru_cache(maxsize=4096)  # names stand in several charts of a report
def width(text: str) -> float:
    """The width of a line, in em."""
    return _SPARE * sum(map(_letter, text))


def _parts(word: str, most: float) -> list[str]:
    """A word that is wider than a line, in pieces that are not."""
    parts = [""]
    for letter in word:
        if parts[-1] and width(parts[-1] + letter) > most and not unicodedata.combining(letter):
            parts.append("")
        parts[-1] += letter
    return parts


@lru_cache(maxsize=4096)
def wrap(text: str, most: float) -> tuple[str, ...]:
    """The lines of a text, none wider than `most` em; a word breaks only where it must."""
    lines: list[str] = []
    for word in seen(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined) <= most:
            lines[-1] = joined
        else:
            lines += _parts(word, most) if width(word) > most else [word]
    return tuple(lines) or ("",)


def fits(texts: tuple[str, ...], most: float, lines: int) -> bool:
    """Whether every text has so few lines, and no word of it has to be broken."""
    words = (word for text in texts for word in seen(text).split())
    return all(width(word) <= most for word in words) and all(len(wrap(text, most)) <= lines for text in texts)
