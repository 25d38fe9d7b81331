"""Which faults does a YAML file hold, and where does each of its values stand?

The slow and thorough reading: it goes through the parser's events, notes every fault, and goes on as
far as it can. It imports no YAML library: events are known by the names of their classes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Self

from pbp_assess.formats.plain_text import AT_LINE_START, BREAK, MOST_DEEP, first, location, read_text
from pbp_assess.formats.yaml_scalars import MOST_DIGITS, TooManyDigitsError, plain_value
from pbp_assess.formats.yaml_syntax import explain
from pbp_assess.problems import Location, Problem

MOST_VALUES: Final = 100_000
Events = Callable[[bytes], Iterator[Any]]

_DIRECTIVE: Final = re.compile(AT_LINE_START + r"%[^\r\n]*")
_BY_TAB: Final = re.compile(AT_LINE_START + r"[ ?:-]*\t[ \t?:-]*")
# Faults that leave the rest of the file as understandable as it was.
_HARMLESS: Final = frozenset({"PBP104", "PBP105", "PBP107", "PBP110", "PBP115"})
_QUOTE: Final = "If the text begins with {}, put the whole text in quotes."
_AWAITED: Final = object()
_REFUSED: Final = object()


class SyntaxStopError(Exception):
    """The parser can make nothing of what follows; carries its two sentences and the marks of both."""

    def __init__(self, problem: str, context: str, problem_mark: Any, context_mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.context = problem, context
        self.problem_mark, self.context_mark = problem_mark, context_mark


class _TooMuchError(Exception):
    """Deeper or longer than any file of ours: not worth reading on."""


@dataclass(slots=True)
class Place:
    """Where a value and its key begin, and the places of what it holds."""

    value: Location
    key: Location
    parts: dict[str | int, "Place"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Close:
    """What a closer look finds: the value as far as it can be trusted, every fault, every place."""

    value: Any
    problems: tuple[Problem, ...]
    place: Place


def look_closely(data: bytes, file: str, events: Events) -> Close:
    """Every fault, in the order of the file, and every position."""
    text, problems = read_text(data, file)
    place = Place(Location(file), Location(file))
    if text is None:
        return Close(None, tuple(problems), place)
    problems += _directives(text, file)
    reading = _without_tabs(_Reading(_DIRECTIVE.sub(_as_comment, text), file, events).read(), events)
    conflict = any(problem.code == "PBP108" for problem in problems)
    # In a merge conflict everything stands there twice: that is no fault of its own.
    problems += (problem for problem in reading.problems if not (conflict and problem.code == "PBP110"))
    problems = sorted(dict.fromkeys(problems), key=lambda problem: (problem.location, problem.code))
    place.parts = reading.place.parts if reading.place else {}
    value = reading.value if all(problem.code in _HARMLESS for problem in problems) else None
    return Close(value, tuple(problems), place)


def _as_comment(line: re.Match[str]) -> str:
    return "#" + line[0][1:]


def _directives(text: str, file: str) -> Iterator[Problem]:
    for match, more in first(_DIRECTIVE.finditer(text)):
        found, hint = f"a directive (%){more}", "Delete the line; in a text, put the whole text in quotes."
        yield Problem("PBP111", found, "keys and values only", location(text, match.start(), file), hint=hint)


# --- tabs -----------------------------------------------------------------------------------------


def _without_tabs(reading: "_Reading", events: Events) -> "_Reading":
    """Read again with spaces for the tabs in front of lines, each of which is a fault.

    Only a tab in front of a line inside quotes or a block of text is part of the text.
    """
    if not _BY_TAB.search(reading.text):
        return reading
    spaced = _BY_TAB.sub(lambda indent: indent[0].replace("\t", " "), reading.text)
    again = _Reading(spaced, reading.file, events).read()
    tabs = [
        Location(reading.file, number, line.index("\t") + 1)
        for number, line in enumerate(BREAK.split(reading.text), start=1)
        if _BY_TAB.match(line) and (number == reading.stopped_at or number not in again.text_lines)
    ]
    if not tabs:
        return reading
    if again.stopped_at:
        again.value = None
    if again.stopped_at >= tabs[0].line:
        again.problems = [problem for problem in again.problems if problem.code != "PBP109"]
    for place, more in first(tabs):
        again.problems.append(Problem("PBP107", f"a tab in front of a line{more}", "spaces", place))
    return again


# --- the reading ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet; `key` is the key that awaits its value."""

    holder: Any
    place: Place
    key: Any = _AWAITED
    key_at: Location | None = None


class _Reading:
    """One reading of a text, event by event, that notes every fault and goes on as far as it can."""

    def __init__(self, text: str, file: str, events: Events) -> None:
        self.text, self.file, self._events = text, file, events
        self.problems: list[Problem] = []
        self.value: Any = None
        self.place: Place | None = None
        self.stopped_at = 0  # the line at which the syntax gave out
        self.text_lines: set[int] = set()  # lines that begin inside quotes or a block of text
        self._documents = self._values = 0
        self._open: list[_Open] = []

    def read(self) -> Self:
        """Read to the end, or to where the syntax gives out or there is too much."""
        try:
            for event in self._events(self.text.encode()):
                self._take(event)
            self._check_end()
        except _TooMuchError:
            pass
        except SyntaxStopError as stop:
            self._syntax(stop)
        return self

    def _take(self, event: Any) -> None:
        match type(event).__name__:
            case "ScalarEvent":
                self._scalar(event)
            case "MappingStartEvent":
                self._start(event, {})
            case "SequenceStartEvent":
                self._start(event, [])
            case "MappingEndEvent" | "SequenceEndEvent":
                self._open.pop()
            case "AliasEvent":
                self._note(event, "PBP112", "an alias (*)", "the value written out in full", _QUOTE.format("*"))
                self._attach(None, event)
            case "DocumentStartEvent":
                self._document(event)
            case _:
                pass

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            hint = "Delete the line ---, or put what follows it in a file of its own."
            self._note(event, "PBP114", "a second document (---)", "one document in a file", hint)

    def _scalar(self, event: Any) -> None:
        self._refuse_markup(event)
        if event.style:
            self.text_lines.update(range(event.start_mark.line + 2, event.end_mark.line + 2))
        try:
            value = event.value if event.style else plain_value(event.value)
        except TooManyDigitsError:
            found, expected = f"a number of {len(event.value)} signs", f"at most {MOST_DIGITS} digits"
            self._note(event, "PBP109", found, expected, "If it is a text, put it in quotes.")
            value = event.value
        self._attach(value, event)

    def _start(self, event: Any, holder: Any) -> None:
        if len(self._open) >= MOST_DEEP:
            self._note(event, "PBP113", "values too deep inside one another", f"at most {MOST_DEEP} levels")
            raise _TooMuchError
        self._refuse_markup(event)
        self._open.append(_Open(holder, self._attach(holder, event)))

    def _refuse_markup(self, event: Any) -> None:
        if event.anchor is not None:
            self._note(event, "PBP112", "an anchor (&)", "the value written out in full", _QUOTE.format("&"))
        # The C parser says nothing of a lone `!`, so the text itself is asked.
        if event.tag is not None or self.text.startswith("!", event.start_mark.index):
            self._note(event, "PBP111", "a tag (!)", "a value without one", _QUOTE.format("!"))

    def _attach(self, value: Any, event: Any) -> Place:
        """Put a value where it belongs: at the top, in a list, as a key, or under the key that awaits it."""
        self._count(event)
        at = self._at(event.start_mark)
        place = Place(at, at)
        opened = self._open[-1] if self._open else None
        if opened is None:
            self._top(value, place, event)
        elif isinstance(opened.holder, list):
            opened.place.parts[len(opened.holder)] = place
            opened.holder.append(value)
        elif opened.key is _AWAITED:
            opened.key, opened.key_at = self._key(value, event, opened), at
        else:
            place.key = opened.key_at or at
            if opened.key is not _REFUSED:
                opened.holder[opened.key] = value
                opened.place.parts[opened.key] = place
            opened.key = _AWAITED
        return place

    def _count(self, event: Any) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            self._note(event, "PBP113", "too many values", f"at most {MOST_VALUES:,}")
            raise _TooMuchError

    def _top(self, value: Any, place: Place, event: Any) -> None:
        """The one value of a document; of several documents the first is kept."""
        if self._documents > 1:
            return
        self.value, self.place = value, place
        if value is None and type(event).__name__ == "ScalarEvent" and not event.value:
            self._note(Location(self.file), "PBP106", "a file with no keys in it", "keys and their values")
        elif not isinstance(value, dict):
            found = "a list" if isinstance(value, list) else "a single value"
            self._note(event, "PBP116", f"{found} at the top of the file", "keys and their values")

    def _key(self, key: Any, event: Any, opened: _Open) -> Any:
        """The key itself, or `_REFUSED` when no value can stand under it."""
        if type(key) not in (str, int):
            hint = "If the key is a text such as true or null, put it in quotes."
            self._note(event, "PBP109", "a key that is no text and no whole number", "a word or a whole number", hint)
        elif key == "<<" and not event.style:
            self._note(event, "PBP112", "a merge key (<<)", "the keys written out in full")
        elif key in opened.holder:
            expected = f"each key once; it stands in line {opened.place.parts[key].key.line} too"
            self._note(event, "PBP110", f"the key {str(key)[:60]!r} again", expected, private=True)
        else:
            return key
        return _REFUSED

    def _check_end(self) -> None:
        if not self._documents:
            self._note(Location(self.file), "PBP106", "a file with nothing but comments", "keys and their values")

    def _syntax(self, stop: SyntaxStopError) -> None:
        self.stopped_at = stop.problem_mark.line + 1
        if self.place and not self._open and not isinstance(self.value, dict):
            return  # a first line without a colon swallows the next: that it is no key has been said
        plain = explain(stop.problem, stop.context, at_end=stop.problem_mark.index >= len(self.text.rstrip()))
        mark = stop.context_mark if plain.from_context else stop.problem_mark
        at = self._open[-1].place.value if plain.from_open and self._open else self._at(mark)
        self._note(at, plain.code, plain.found, plain.expected, plain.hint)

    def _at(self, mark: Any) -> Location:
        if mark.index >= len(self.text):  # the C parser counts a line more
            return location(self.text, len(self.text), self.file)
        return Location(self.file, mark.line + 1, mark.column + 1)

    def _note(self, at: Any, code: str, found: str, expected: str, hint: str = "", *, private: bool = False) -> None:
        place = at if isinstance(at, Location) else self._at(at.start_mark)
        self.problems.append(Problem(code, found, expected, place, hint=hint, private=private))
