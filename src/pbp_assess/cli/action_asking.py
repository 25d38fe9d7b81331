"""Who sees to each condition, and by when? Asked at a terminal, one condition after the other."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from pbp_assess.cli.action_conditions import Loose
from pbp_assess.cli.action_words import due_on, owner_meant
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.interview.pages import Line
from pbp_assess.cli.interview.terminal import Terminal
from pbp_assess.cli.opening import Judged
from pbp_assess.cli.register import Names
from pbp_assess.cli.session import Session
from pbp_assess.problems import NotFoundError, UsageError

T = TypeVar("T")


class Asked(NamedTuple):
    """How many were taken on, and how it ended."""

    taken: int
    code: ExitCode


class _EndedError(Exception):
    """There is nobody to answer any more."""


def ask_each(
    session: Session,
    judged: Judged,
    known: Names,
    loose: Sequence[Loose],
    take: Callable[[dict[str, Any]], None],
) -> Asked:
    """Ask for the owner and the date of each; what is left empty is left for later."""
    terminal, taken = Terminal(), 0

    def owner(typed: str) -> str:
        return owner_meant(session, judged, typed, known) if typed else ""

    try:
        for place, one in enumerate(loose, start=1):
            terminal.show([Line(f"Condition {place} of {len(loose)}, for {one.function}: {one.what}")])
            sees_to_it = _until(terminal, "Who sees to it? A role or an id (Enter: later): ", owner)
            if sees_to_it:
                due = _until(terminal, "By when? YYYY-MM-DD: ", lambda typed: due_on(typed, "The date"))
                what = _until(terminal, "What will be done? (Enter: as above): ", lambda typed: _words(known, typed))
                take(one.action(sees_to_it, due, what))
                taken += 1
    except KeyboardInterrupt:
        return Asked(taken, ExitCode.INTERRUPTED)
    except _EndedError:
        return Asked(taken, ExitCode.ANSWERED if terminal.typed else ExitCode.COULD_NOT)
    return Asked(taken, ExitCode.ANSWERED)


def _until(terminal: Terminal, prompt: str, read: Callable[[str], T]) -> T:
    """What was typed, asked for again until it can be read.

    Raises:
        _EndedError: the input has ended.
    """
    while True:
        line = terminal.read(prompt)
        if line is None:
            raise _EndedError
        try:
            return read(" ".join(line.split()))
        except (NotFoundError, UsageError) as error:
            terminal.show([Line(f"{str(error)[:1].upper()}{str(error)[1:]}.")])


def _words(known: Names, typed: str) -> str:
    known.keep_out(typed, "What will be done")
    return typed
