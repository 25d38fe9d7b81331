"""What does a JSON file say, and where does it say it?

JSON as RFC 8259 has it, and no more: a key that stands twice, half of a surrogate pair, NaN and anything too deep or
too long are faults. A fault of syntax ends the reading, because what follows it cannot be trusted.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from pbp_assess.formats.plain_text import MOST_DEEP, location, read_text
from pbp_assess.problems import Location, Problem

MOST_VALUES: Final = 100_000
MOST_DIGITS: Final = 40

_SPACE: Final = re.compile(r"[ \t\r\n]*+")
# No possessive groups: before Python 3.11.5 they match what they should not.
_STRING: Final = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*"')
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD: Final = re.compile(r"(?:true|false|null)(?![A-Za-z0-9_])")
_HALF: Final = re.compile("[\ud800-\udfff]")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read: the value (None beside a fault that leaves it in doubt), every fault, where each value stands."""

    value: Any
    problems: tuple[Problem, ...]
    _text: str = field(repr=False)
    _file: str
    _places: dict[Path, tuple[int, int]] = field(repr=False)

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        """Where the value at this path stands, or its key; else its nearest ancestor; the whole file is at 1:1."""
        steps = tuple(path)
        while steps and steps not in self._places:
            steps = steps[:-1]
        return location(self._text, self._places[steps][key], self._file) if steps else Location(self._file)


class _StopError(Exception):
    """What follows cannot be trusted; the problem has been noted."""


def parse(data: bytes, file: str) -> Parsed:
    """Read a file's bytes; `file` is the name that positions carry. Never raises for what the bytes hold."""
    text, problems = read_text(data, file)
    if text is None:
        return Parsed(None, tuple(problems), "", file, {})
    reading = _Reading(text, file)
    value = reading.whole()
    problems = sorted([*problems, *reading.problems], key=lambda problem: (problem.location, problem.code))
    return Parsed(value, tuple(problems), text, file, reading.places)


@dataclass(slots=True)
class _Reading:
    """The text, how far it has been read, and what was found on the way."""

    text: str
    file: str
    at: int = 0
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def whole(self) -> Any:
        """The object that the file consists of; None where it does not."""
        try:
            self._skip()
            value = self._value(())
            if self.at < len(self.text):
                self._stop("PBP450", "text after the end of the JSON", "nothing after the last }")
        except _StopError:
            return None
        if not isinstance(value, dict):
            self._note(
                0, "PBP450", "JSON that is no object", 'keys and values between { and }, such as {"schema": ...}'
            )
            return None
        return value

    def _value(self, path: Path, key_at: int = 0) -> Any:
        """The value that begins here, and the blanks behind it."""
        if len(path) > MOST_DEEP:
            self._stop("PBP452", f"more than {MOST_DEEP} levels inside one another", "a file of ours")
        if len(self.places) > MOST_VALUES:
            self._stop("PBP452", f"more than {MOST_VALUES} values", "a file of ours")
        self.places[path] = (self.at, key_at or self.at)
        match self.text[self.at : self.at + 1]:
            case "{":
                value: Any = self._object(path)
            case "[":
                value = self._list(path)
            case '"':
                value = self._string()
            case _:
                value = self._scalar()
        self._skip()
        return value

    def _object(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self._step()
        while not self._closes("}", found):
            key_at = self.at
            if self.text[key_at : key_at + 1] != '"':
                self._stop("PBP450", *self._instead("a key between double quotes"))
            key = self._string()
            self._skip()
            if self.text[self.at : self.at + 1] != ":":
                self._stop("PBP450", *self._instead("a colon after the key"))
            self._step()
            if key in found:
                self._note(key_at, "PBP451", "a key that stands here for the second time", "each key once")
            found[key] = self._value((*path, key), key_at)
        return found

    def _list(self, path: Path) -> list[Any]:
        found: list[Any] = []
        self._step()
        while not self._closes("]", found):
            found.append(self._value((*path, len(found))))
        return found

    def _closes(self, end: str, found: dict[str, Any] | list[Any]) -> bool:
        """Whether the object or list ends here; else the comma before its next entry is read."""
        sign = self.text[self.at : self.at + 1]
        if sign == end:
            self.at += 1
            return True
        if found:
            if sign != ",":
                self._stop("PBP450", *self._instead(f"a comma or {end}"))
            self._step()
        return False

    def _string(self) -> str:
        match = _STRING.match(self.text, self.at)
        if match is None:
            self._stop("PBP450", *_broken_string(self.text[self.at + 1 :]))
        begun, self.at = self.at, match.end()
        text: str = json.loads(match[0])
        if _HALF.search(text):
            self._note(begun, "PBP453", "half of a character (a lone surrogate)", "whole characters")
            return _HALF.sub("\ufffd", text)
        return text

    def _scalar(self) -> int | float | bool | None:
        match = _WORD.match(self.text, self.at) or _NUMBER.match(self.text, self.at)
        if match is None:
            self._stop("PBP450", *self._instead("a text, a number, a list or an object"))
        if len(match[0]) > MOST_DIGITS:
            self._stop("PBP452", f"a number of more than {MOST_DIGITS} digits", "a number that is counted with")
        value: int | float | bool | None = json.loads(match[0])
        if value in (math.inf, -math.inf):
            self._stop("PBP452", "a number without bounds", "a number that is counted with")
        self.at = match.end()
        return value

    def _instead(self, expected: str) -> tuple[str, str]:
        """What stands here in place of what should."""
        if self.at >= len(self.text):
            return "a file that ends too early", expected
        return "something that is not JSON", expected

    def _step(self) -> None:
        """Past one sign, and the blanks behind it."""
        self.at += 1
        self._skip()

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _note(self, at: int, code: str, found: str, expected: str) -> None:
        self.problems.append(Problem(code, found, expected, location(self.text, at, self.file)))

    def _stop(self, code: str, found: str, expected: str) -> NoReturn:
        self._note(self.at, code, found, expected)
        raise _StopError


def _broken_string(rest: str) -> tuple[str, str]:
    """What is wrong with a text, of which this is what follows its opening quote."""
    end = re.search(r'(?<!\\)"|[\r\n]', rest)
    if end is None:
        return "a text that is never closed", "a closing double quote"
    if end[0] != '"':
        return "a line break inside a text", "a text on one line, as the form wrote it"
    return "a backslash or a sign that a text cannot hold", "an escape such as \\n"
