"""What does a YAML file say, and where does it say it?

The one door to PyYAML. A plain file is built from the parser's events in one short loop; at the first
thing out of the ordinary it is read again closely, for every fault. Positions are found when asked for.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from yaml import YAMLError
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser as _States
from yaml.reader import Reader as _Reader
from yaml.scanner import Scanner as _Scanner
from yaml.scanner import ScannerError

from pbp_assess.formats.plain_text import MOST_DEEP
from pbp_assess.formats.yaml_scalars import NUMERIC, WORDS, TooManyDigitsError, plain_value
from pbp_assess.problems import Location, Problem

if TYPE_CHECKING:
    from pbp_assess.formats.close_reading import Close

# Bytes: too few for the most values that a file may hold, so that the short loop need not count them.
_PLAIN_UP_TO: Final = 65_536
# Markup and characters that the parser takes without a word. Each pattern begins with the byte that is rare, and
# looks back from there at what stands before it: so the search leaps from one such byte to the next.
_ODD: Final = tuple(
    re.compile(pattern).search
    for pattern in (
        *(rb"%b(?<![^\s\[\]{},:?-].)" % re.escape(sign) for sign in (b"!", b"&", b"*")),
        rb"%(?<![^\r\n].)",
        rb"<<",
        rb"\xff",
        *(re.escape(sign * 7) for sign in (b"=", b">", b"|")),
        rb"\xc2[\x80-\x9f]",
        rb"\xe2(?:\x80[\xa8-\xae]|\x81[\xa6-\xa9])",
        rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])",
    )
)
_TAB_BEFORE_LINE: Final = re.compile(rb"(?:\A|[\r\n])[ ?:-]*\t")
_KEYS: Final = frozenset({str, int})
_IN_LIST: Final = object()
_AWAITED: Final = object()


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read: the value, every fault found, and where each value stands.

    Beside faults the value is what could be understood all the same, for finding more faults, or None.
    """

    value: Any
    problems: tuple[Problem, ...]
    _data: bytes = field(repr=False)
    _file: str

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        """Where the value at this path stands, or its key; else its nearest ancestor; the whole file is at 1:1."""
        place = _close(self._data, self._file).place
        for step in path:
            if step not in place.parts:
                break
            place = place.parts[step]
        return place.key if key else place.value


def parse(data: bytes, file: str) -> Parsed:
    """Read a file's bytes; `file` is the name that positions carry. Never raises for what the bytes hold."""
    value = _plain(data)
    if value is not None:
        return Parsed(value, (), data, file)
    close = _close(data, file)
    return Parsed(close.value, close.problems, data, file)


# --- the short loop -------------------------------------------------------------------------------


def _plain(data: bytes) -> dict[Any, Any] | None:
    """The value of a file with nothing in it that needs a closer look, else None."""
    if len(data) > _PLAIN_UP_TO or _is_odd(data):
        return None
    try:
        return _build(Parser(data).get_event)
    except (YAMLError, TooManyDigitsError):
        return None


def _is_odd(data: bytes) -> bool:
    """Whether there may be anything in it that only the closer look sees."""
    if b"\t" in data and _TAB_BEFORE_LINE.search(data):
        return True
    return any(search(data) for search in _ODD)


# One loop and no calls: it runs for every value of thousands of sheets, and bench/load.py holds it to its aim.
def _build(next_event: Callable[[], Any]) -> dict[Any, Any] | None:  # noqa: C901, PLR0912
    """A mapping from the parser's events, or None at the first thing that needs a closer look."""
    next_event()
    if type(next_event()) is not DocumentStartEvent or type(next_event()) is not MappingStartEvent:
        return None
    top: dict[Any, Any] = {}
    holder: Any = top
    key: Any = _AWAITED
    outer: list[tuple[Any, Any]] = []
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value
            if value in WORDS:
                value = value if event.style else WORDS[value]
            elif value[0] in NUMERIC and not event.style:
                value = plain_value(value)
        elif kind is MappingStartEvent:
            value = {}
        elif kind is SequenceStartEvent:
            value = []
        elif kind is AliasEvent:
            return None
        elif outer:
            holder, key = outer.pop()
            continue
        else:
            return top if _ends(next_event) else None
        if key is _AWAITED:
            if type(value) not in _KEYS or value in holder:
                return None
            key = value
            continue
        if key is _IN_LIST:
            holder.append(value)
        else:
            holder[key] = value
            key = _AWAITED
        if kind is not ScalarEvent:
            outer.append((holder, key))
            if len(outer) >= MOST_DEEP:
                return None
            holder = value
            key = _AWAITED if kind is MappingStartEvent else _IN_LIST


def _ends(next_event: Callable[[], Any]) -> bool:
    return type(next_event()) is DocumentEndEvent and type(next_event()) is StreamEndEvent


# --- the parsers ----------------------------------------------------------------------------------


class PythonParser(_Reader, _Scanner, _States):
    """PyYAML's own parser, for where it was built without the C one; mended to take what that one takes."""

    def __init__(self, data: bytes) -> None:
        _Reader.__init__(self, data)
        _Scanner.__init__(self)
        _States.__init__(self)

    def scan_to_next_token(self) -> None:
        """Skip spaces and comments, and tabs too where no indentation is counted."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> Any:
        """The blanks inside an unquoted text; tabs are blanks."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blanks = self.prefix(length)
        self.forward(length)
        folded = super().scan_plain_spaces(indent, start_mark)
        return [blanks] if blanks and not folded else folded

    def scan_flow_scalar(self, style: str) -> Any:
        """A quoted text; an escape that names no character is an error like any other."""
        mark = self.get_mark()
        try:
            token = super().scan_flow_scalar(style)
            token.value.encode()
        except (ValueError, OverflowError) as error:
            raise ScannerError("while parsing a quoted scalar", mark, "unknown escape", mark) from error
        return token


Parser: Callable[[bytes], Any]
try:
    from yaml._yaml import CParser

    Parser = CParser
except ImportError:
    Parser = PythonParser


# --- the closer look ------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def _close(data: bytes, file: str) -> "Close":
    from pbp_assess.formats.close_reading import look_closely

    return look_closely(data, file, _events)


def _events(data: bytes) -> Iterator[Any]:
    """The parser's events up to the end of the file."""
    next_event = Parser(data).get_event
    try:
        while type(event := next_event()) is not StreamEndEvent:
            yield event
    except MarkedYAMLError as error:
        from pbp_assess.formats.close_reading import SyntaxStopError

        marks = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
        raise SyntaxStopError(error.problem or "", error.context or "", *marks) from error


# --- writing --------------------------------------------------------------------------------------


def dump(value: Mapping[str, Any], *, comments: Sequence[str] = ()) -> str:
    """The mapping as a file that `parse` reads back as it was, after the comment lines."""
    from pbp_assess.formats.yaml_writer import dump as written

    return written(value, comments=comments)
