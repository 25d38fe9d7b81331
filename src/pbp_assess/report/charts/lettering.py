"""How wide will a text be, and where does it break?

SVG does not wrap. Widths are in em and on the generous side: Arial's for Latin letters, a safe guess for the rest.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from pbp_assess.report.unseen import seen

_NARROW: Final = frozenset("ijl.,:;'|!()[]tfrI -‘’·/")
_WIDE: Final = frozenset("mwMW@%—…&")


def _letter(letter: str) -> float:
    if letter.isascii() or unicodedata.category(letter) in {"Pi", "Pf", "Pd"}:
        if letter in _NARROW:
            return 0.36
        if letter in _WIDE:
            return 1
        return 0.73 if letter.isupper() else 0.58
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) == "So":
        return 1.4  # among them pictures
    return 0.78


@lru_cache(maxsize=4096)  # names stand in several charts of a report
def width(text: str) -> float:
    """The width of a line, in em."""
    return sum(map(_letter, text))


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
