"""How does an interview reach the person who answers: on a terminal, from a pipe, through a screen reader?

Plain lines, one after the other: no cursor is moved and no box drawn. All of it is talk and goes to stderr, so
that stdout keeps the result. Answers are shown only where stderr is a terminal.
"""

import contextlib
import io
import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol

from pbp_assess.cli import console
from pbp_assess.cli.interview.form import Kind
from pbp_assess.cli.interview.pages import BLANK, Line, help_page, page, prompt
from pbp_assess.cli.interview.steps import Interview, step
from pbp_assess.core.assessment import Scoresheet

_WIDEST: Final = 80
_NARROWEST: Final = 30
_LEFT: Final = 16
_KEYS: Final = re.compile(r"\x1b(?:\[[0-9;?]*[@-~]|O.)")  # arrow and function keys, as a terminal sends them


class Face(Protocol):
    """Somebody who can be shown lines and asked for one."""

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines."""

    def read(self, prompt: str) -> str | None:
        """The next line typed; None when there will be no more."""


def converse(interview: Interview, face: Face, save: Callable[[Scoresheet], None]) -> Interview:
    """Ask until the end, a `quit`, or the end of the input; each change is saved before anything else is shown."""
    while interview.at.kind is not Kind.END:
        if interview.turned:
            face.show(page(interview))
        line = face.read(prompt(interview))
        if line is None:
            return _kept(interview, save)
        after = step(interview, line)
        if after.sheet != interview.sheet:
            save(after.sheet)
        face.show(Line(said.text, closed=said.closed or None) for said in after.said)
        if after.help:
            face.show(help_page(after))
        interview = after
    return interview


def _kept(interview: Interview, save: Callable[[Scoresheet], None]) -> Interview:
    """What was typed of an open answer when the input ended is an answer too."""
    if not interview.lines:
        return interview
    after = step(interview, "")
    if after.sheet != interview.sheet:
        save(after.sheet)
    return after


class Terminal:
    """The terminal, or whatever stands in its place."""

    def __init__(self) -> None:
        self.open = console.is_terminal(sys.stderr)
        self.typed = sys.stdin.isatty()
        self._editing = self.typed and sys.stdout.isatty() and _line_editing()
        if isinstance(sys.stdin, io.TextIOWrapper):
            with contextlib.suppress(io.UnsupportedOperation):  # it was read from before, and so is set already
                sys.stdin.reconfigure(errors="replace")

    def show(self, lines: Iterable[Line]) -> None:
        """Wrapped to the window, styled where styles are shown."""
        room = _width()
        for line in lines:
            if line.closed is None or self.open:
                console.say(_set(line.text, line, room))
            elif line.closed:
                console.say(_set(line.closed, line, room))

    def read(self, prompt: str) -> str | None:
        """The next line, without what a keyboard may put into it besides letters."""
        try:
            line = input(prompt) if self._editing else self._plain(prompt)
        except (EOFError, OSError):  # OSError: the terminal is gone
            line = None
        if line is not None:
            return clean(line)
        with contextlib.suppress(OSError):
            console.say("")
        return None

    def _plain(self, prompt: str) -> str | None:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if line and not self.typed:
            console.say("")  # nobody pressed Enter on this side of the pipe
        return line.rstrip("\r\n") if line else None


def clean(line: str) -> str:
    """The line without arrow keys, control characters and halves of characters; a tab is a space."""
    text = _KEYS.sub("", line).replace("\t", " ").encode("utf-8", "replace").decode("utf-8")
    return "".join(letter for letter in text if letter == console.escape(letter))


def _set(text: str, line: Line, room: int) -> str:
    """A paragraph wrapped behind its margin; a long margin gets a line of its own."""
    if line == BLANK:
        return ""
    safe, margin = console.escape(text), console.escape(line.margin)
    if len(margin) > min(_LEFT, room // 3):
        lead, margin = [margin.rstrip()], "      "
    else:
        lead = []
    hanging = " " * len(margin)
    start = hanging if lead else margin
    wrapped = textwrap.wrap(safe, room, initial_indent=start, subsequent_indent=hanging, break_on_hyphens=False)
    return "\n".join(_styled([*lead, *(wrapped or [start.rstrip()])], line.style))


def _styled(lines: Iterable[str], style: str) -> Iterator[str]:
    for line in lines:
        yield console.style(line, style, stream=sys.stderr) if style else line


def _width() -> int:
    """Columns of the window in which the talk appears."""
    if os.environ.get("COLUMNS", "").isdigit():
        columns = int(os.environ["COLUMNS"])
    else:
        try:
            columns = os.get_terminal_size(sys.stderr.fileno()).columns
        except (OSError, ValueError):
            columns = _WIDEST
    return max(_NARROWEST, min(columns or _WIDEST, _WIDEST))


def _line_editing() -> bool:
    """Whether lines can be edited with the arrow keys: where the library is, and the terminal is no dumb one."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return False
    try:
        import readline
    except ImportError:
        return os.name == "nt"  # the console edits by itself
    readline.set_auto_history(False)
    readline.parse_and_bind("set enable-bracketed-paste off")
    return True
