"""Who sees to each condition, and by when? Asked at a terminal, one condition after the other."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from pbp_assess.cli.action_conditions import Loose
from pbp_assess.cli.action_words import due_on, owner_meant
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.interview.pages import Line
from pbp_assess.cli.interview.replies import Verb, command_word
from pbp_assess.cli.interview.terminal import Terminal
from pbp_assess.cli.opening import Judged
from pbp_assess.cli.register import Names
from pbp_assess.cli.session import Session
from pbp_assess.problems import NotFoundError, UsageError

Ask = tuple[str, Callable[[str], Any]]  # what stands before the cursor, and how a line is read
_HELP: Final = (
    '"skip" leaves this one for later, "back" returns to what was asked before of it, "quit" stops.',
    '"pbp-assess panel list" has the roles and ids; a date is written 2024-10-31.',
)


class Asked(NamedTuple):
    """How many were taken on, and how it ended."""

    taken: int
    code: ExitCode


class _EndedError(Exception):
    """There is nobody to answer any more, or nobody wishes to."""


def ask_each(
    session: Session,
    judged: Judged,
    known: Names,
    loose: Sequence[Loose],
    take: Callable[[dict[str, Any]], None],
) -> Asked:
    """Ask for the owner and the date of each; an owner left empty leaves it for later."""
    terminal, taken = Terminal(), 0
    asks: tuple[Ask, ...] = (
        ("Who sees to it? A role or an id (Enter: later): ", lambda typed: _owner(session, judged, known, typed)),
        ("By when? YYYY-MM-DD: ", lambda typed: due_on(typed, "The date")),
        ("What will be done? (Enter: as above): ", lambda typed: _words(known, typed)),
    )
    terminal.show([Line('"skip" leaves one for later, "back" returns, "quit" stops; each is saved at once.')])
    try:
        for place, one in enumerate(loose, start=1):
            terminal.show([Line(f"Condition {place} of {len(loose)}, for {one.function}: {one.what}")])
            if answers := _answers(terminal, asks):
                take(one.action(*answers))
                taken += 1
    except KeyboardInterrupt:
        return Asked(taken, ExitCode.INTERRUPTED)
    except _EndedError:
        return Asked(taken, ExitCode.ANSWERED if terminal.typed else ExitCode.COULD_NOT)
    return Asked(taken, ExitCode.ANSWERED)


def _answers(terminal: Terminal, asks: Sequence[Ask]) -> tuple[Any, ...]:
    """What was answered to each; nothing where it is left for later.

    Raises:
        _EndedError: the input has ended, or "quit" was typed.
    """
    given: list[Any] = []
    while len(given) < len(asks):
        prompt, read = asks[len(given)]
        line = terminal.read(prompt)
        if line is None:
            raise _EndedError
        typed = " ".join(line.split())
        word = command_word(typed)
        match word.verb if word and not word.text else None:
            case Verb.QUIT:
                raise _EndedError
            case Verb.SKIP:
                return ()
            case Verb.BACK:
                given = given[:-1]
            case Verb.HELP:
                terminal.show(Line(text) for text in _HELP)
            case _:
                try:
                    given.append(read(typed))
                except (NotFoundError, UsageError) as error:
                    terminal.show([Line(f"{str(error)[:1].upper()}{str(error)[1:]}.")])
        if given == [""]:
            return ()
    return tuple(given)


def _owner(session: Session, judged: Judged, known: Names, typed: str) -> str:
    return owner_meant(session, judged, typed, known) if typed else ""


def _words(known: Names, typed: str) -> str:
    known.keep_out(typed, "What will be done")
    return typed
