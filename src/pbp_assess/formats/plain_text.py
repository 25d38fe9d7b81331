"""Is this a text file, and where in it does a character stand?

Faults that have nothing to do with YAML: size, encoding, characters nobody can see, merge conflicts.
Each is mended in the text that comes back, one character for one, so that the rest can be read too.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from pbp_assess.problems import Location, Problem

T = TypeVar("T")

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_OF_A_KIND: Final = 20
MOST_DEEP: Final = 32

# Characters that cannot be seen and change what is read: controls, line ends that no editor counts, overrides
# of the writing direction, a byte order mark, and two that are no characters at all.
_CONTROLS: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
_UNSEEN: Final = re.compile(f"[{_CONTROLS}]")
_BAD_BYTES: Final = re.compile(r"[\ud800-\udfff]+")
UNWANTED: Final = re.compile(f"[{_CONTROLS}\\ud800-\\udfff]")
BREAK: Final = re.compile(r"\r\n?|\n")
AT_LINE_START: Final = r"(?<![^\r\n])"
_CONFLICT: Final = re.compile(AT_LINE_START + r"(?:<{7}|={7}|>{7}|\|{7})(?![^ \r\n])[^\r\n]*")
_BOM: Final = "\ufeff"


def location(text: str, index: int, file: str) -> Location:
    """Line and column of a character; CRLF, LF and a lone CR each end a line."""
    ends = [match.end() for match in BREAK.finditer(text, 0, index)]
    return Location(file, len(ends) + 1, index - (ends[-1] if ends else 0) + 1)


def read_text(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text with every fault mended, and the faults; no text when it is too large, empty or UTF-16."""
    hopeless = _hopeless(data, file)
    if hopeless:
        return None, [hopeless]
    text = data.decode("utf-8", "surrogateescape")
    problems = []
    if text.startswith(_BOM):
        problems.append(_byte_order_mark(Location(file)))
        text = text[1:]
    problems += [*_bad_bytes(text, file), *_unseen(text, file), *_conflicts(text, file)]
    return _CONFLICT.sub(lambda marker: " " * len(marker[0]), UNWANTED.sub("\ufffd", text)), problems


def _hopeless(data: bytes, file: str) -> Problem | None:
    if len(data) > MOST_BYTES:
        size = f"a file of {len(data) / 1024 / 1024:.1f} MB"
        return Problem("PBP103", size, f"at most {MOST_BYTES // 1024 // 1024} MB", Location(file))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        found, hint = "a file in UTF-16", "Save it again with the encoding UTF-8."
        return Problem("PBP104", found, "text in UTF-8", Location(file), hint=hint)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return Problem("PBP106", "an empty file", "keys and their values", Location(file))
    return None


def _byte_order_mark(place: Location) -> Problem:
    found, hint = "a byte order mark (U+FEFF)", 'Save the file as "UTF-8", not as "UTF-8 with BOM".'
    return Problem("PBP105", found, "UTF-8 without one", place, hint=hint)


def first(items: Iterable[T]) -> Iterator[tuple[T, str]]:
    """The first items, each with what to add to the message; the last says how many more there are."""
    rest = iter(items)
    shown = list(islice(rest, MOST_OF_A_KIND))
    more = sum(1 for _ in rest)
    for number, item in enumerate(shown, start=1):
        yield item, f", and {more} more like it" if more and number == MOST_OF_A_KIND else ""


def _bad_bytes(text: str, file: str) -> Iterator[Problem]:
    hint = "Save the file with the encoding UTF-8; it may have been saved as Windows-1252 or Latin-1."
    for run, more in first(_BAD_BYTES.finditer(text)):
        byte = f"a byte that is not UTF-8 (0x{ord(run[0][0]) - 0xDC00:02X}){more}"
        yield Problem("PBP104", byte, "text in UTF-8", location(text, run.start(), file), hint=hint)


def _unseen(text: str, file: str) -> Iterator[Problem]:
    for match, more in first(_UNSEEN.finditer(text)):
        place = location(text, match.start(), file)
        if match[0] == _BOM:
            yield _byte_order_mark(place)
            continue
        found = f"a character that cannot be seen (U+{ord(match[0]):04X}){more}"
        hint = "Delete it; if it is meant, write it as an escape between double quotes."
        yield Problem("PBP115", found, "letters, signs, spaces and line ends", place, hint=hint)


def _conflicts(text: str, file: str) -> Iterator[Problem]:
    hint = "Keep one of the two versions and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    for match, more in first(_CONFLICT.finditer(text)):
        found, place = f"a merge-conflict marker ({match[0][:7]}){more}", location(text, match.start(), file)
        yield Problem("PBP108", found, "one version of the text", place, hint=hint)
