"""How does a test sit down at a real terminal and type?

The command runs in a process of its own, on a pseudo-terminal that is its controlling terminal: Ctrl-C and a closed
window reach it as they would reach anybody's.
"""

import codecs
import contextlib
import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Self

PATIENCE: Final = 20.0
CTRL_C, CTRL_D = "\x03", "\x04"
_OWN: Final = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PBP_REGISTER", "INPUTRC"}
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_CONTROLLING: Final = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
_LAUNCH: Final = """
import sys
{first}
from pbp_assess.__main__ import main
sys.argv = ["pbp-assess", *{words!r}]
sys.exit(main())
"""


class EndedError(Exception):
    """The command ended before it showed what was waited for."""


class Typist:
    """A command at a terminal. `seen` is everything it has shown so far, as the terminal got it.

    `first` is what the process does before anything else: by default, make the terminal its own.
    """

    def __init__(
        self,
        *words: str,
        cwd: Path,
        columns: int = 80,
        first: str = _CONTROLLING,
        environment: Mapping[str, str] = _NOTHING,
    ) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in _OWN and not name.startswith("COV")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH.format(first=first, words=list(words))],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, start_new_session=True,
            env={**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null", **environment},
        )  # fmt: skip
        os.close(theirs)
        self.seen = ""
        self._read_to = 0
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def wait_for(self, text: str, patience: float = PATIENCE) -> str:
        """What was shown since the last time, up to and with this text.

        Raises:
            EndedError: the command ended first.
            TimeoutError: patience ran out.
        """
        until = time.monotonic() + patience
        while (found := self.seen.find(text, self._read_to)) < 0:
            self._more(until - time.monotonic())
        before, self._read_to = self._read_to, found + len(text)
        return self.seen[before : self._read_to]

    def type(self, line: str, end: str = "\r") -> None:
        """Type a line; the command may be gone by then."""
        with contextlib.suppress(OSError):
            os.write(self._ours, f"{line}{end}".encode())

    def answer(self, prompt: str, line: str) -> str:
        """Wait for the prompt, type the line, and tell what was shown up to the prompt."""
        shown = self.wait_for(prompt)
        self.type(line)
        return shown

    def ended(self, patience: float = PATIENCE) -> int:
        """The exit code, once everything it showed has been read."""
        until = time.monotonic() + patience
        with contextlib.suppress(EndedError):
            while True:
                self._more(until - time.monotonic())
        return self.process.wait(timeout=PATIENCE)

    def ended_by(self, press: Callable[[], object]) -> int:
        """The exit code once this was done, and done again after a while if nothing came of it.

        A signal that arrives in the instant before a read begins is only looked at when the read is over.
        """
        for _ in range(3):
            press()
            with contextlib.suppress(TimeoutError):
                return self.ended(PATIENCE / 4)
        raise TimeoutError(self.seen[-400:])

    def hang_up(self) -> None:
        """Close the window."""
        with contextlib.suppress(OSError):
            os.close(self._ours)
        self._ours = -1

    def _more(self, patience: float) -> None:
        """Read on, in the pieces that come."""
        if not select.select([self._ours], [], [], max(patience, 0))[0]:
            raise TimeoutError(f"waited in vain; the end of what was shown: {self.seen[-400:]!r}")
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            piece = b""
        if not piece:
            raise EndedError(self.seen[-400:])
        self.seen += self._decode(piece)


_ESCAPES: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def plain(shown: str) -> str:
    """What was shown, without colours, one line end after the other."""
    return _ESCAPES.sub("", shown).replace("\r", "")
