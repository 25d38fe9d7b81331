"""How does a check read as annotations of GitHub?

Workflow commands, escaped as GitHub asks for. A step shows ten errors, ten warnings and ten notices; what is left out
is said in the last of them.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pbp_assess.core.checked import CheckReport, Line, State

MOST: Final = 10  # of each kind, in one step
_KINDS: Final[Mapping[str, tuple[State, ...]]] = {
    "error": (State.ERROR, State.FAILED),
    "warning": (State.WARNED,),
    "notice": (State.UNSAID, State.SKIPPED),
}


def annotations(report: CheckReport) -> str:
    """A line each, the gravest first; nothing where there is nothing to say."""
    return "".join(f"{command}\n" for kind, states in _KINDS.items() for command in _of(kind, report.of(*states)))


def _of(kind: str, lines: tuple[Line, ...]) -> Iterator[str]:
    shown = lines if len(lines) <= MOST else lines[: MOST - 1]
    for line in shown:
        place = line.where or line.about
        where = {"file": place.file, "line": str(place.line), "col": str(place.column)} if place else {}
        yield _command(kind, {**where, "title": line.name}, line.text)
    if len(shown) < len(lines):
        left = len(lines) - len(shown)
        yield _command(kind, {"title": f"{left} more"}, f"{left} more of this kind are in the summary and in the log.")


def _command(kind: str, properties: Mapping[str, str], message: str) -> str:
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {said}::{_data(message)}"


def _data(text: str) -> str:
    """A message: one line, and nothing that is taken for a code."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
