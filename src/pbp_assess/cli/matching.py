"""What does the user say a heading, a respondent or a contradiction is, when asked?

One question at a time, on stderr, with suggestions. What stands in a file is shown on the facilitator's own terminal
and nowhere else. The end of the input is an answer too: nothing was matched.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pbp_assess.cli.interview.pages import ASIDE, BLANK, HEAD, Line
from pbp_assess.cli.interview.terminal import Terminal
from pbp_assess.cli.naming import beginning
from pbp_assess.cli.register import Names
from pbp_assess.formats.survey.headings import Column, Headings
from pbp_assess.formats.survey.respondents import NOBODY, Respondents
from pbp_assess.problems import Location, UsageError
from pbp_assess.workspace.intake import Change, said
from pbp_assess.workspace.merging import Path

if TYPE_CHECKING:
    from pbp_assess.formats.survey.reply import Reply

_QUIT = frozenset({"quit", "q", "exit"})
_STOPPED = "stopped, and nothing was written"


class InputEndedError(Exception):
    """There is nobody to ask."""


def _asked(terminal: Terminal, prompt: str) -> str:
    """A line typed.

    Raises:
        InputEndedError: there will be no more.
        UsageError: the user wants to stop.
    """
    line = terminal.read(prompt)
    if line is None:
        raise InputEndedError
    word = " ".join(line.split())
    if word.casefold() in _QUIT:
        raise UsageError(_STOPPED)
    return word


def _one_of(
    terminal: Terminal, prompt: str, suggestions: Sequence[str], read: Callable[[str], str | None], again: str
) -> str:
    """What was meant: the number of a suggestion, or something that `read` understands; asked until it is."""
    while True:
        word = _asked(terminal, prompt)
        if word.isdecimal() and 1 <= int(word) <= len(suggestions):
            return suggestions[int(word) - 1]
        meant = read(word)
        if meant is not None:
            return meant
        terminal.show([Line(again)])


def _numbered(terminal: Terminal, texts: Iterable[str]) -> None:
    terminal.show(Line(text, margin=f"{number:>4}  ", closed="") for number, text in enumerate(texts, start=1))


# --- headings -------------------------------------------------------------------------------------


def ask_column(terminal: Terminal, heading: str, place: Location, headings: Headings) -> str:
    """The word of survey.yaml for a column: `GOV1`, `GOV1 note`, `ignore`.

    Raises:
        InputEndedError: there is nobody to ask.
        UsageError: the user wants to stop.
    """
    near = headings.nearest(heading)
    terminal.show([BLANK, Line(f'What is this column? "{heading}"', HEAD, closed="What is this column?")])
    terminal.show([Line(str(place), ASIDE)])
    _numbered(terminal, (f"{column}: {headings.about(column)}" for column in near))
    prompt = "A number, an id (GOV1, GOV1 note, GOV comments), ignore or quit: "
    again = "Please type an id of this round, code, name, email, ignore, or the number of a suggestion."
    return _one_of(terminal, prompt, list(map(str, near)), lambda word: _word(headings.parse(word)), again)


def _word(column: Column | None) -> str | None:
    return str(column) if column else None


# --- respondents ----------------------------------------------------------------------------------


def ask_respondent(
    terminal: Terminal, reply: "Reply", respondents: Respondents, roles: dict[str, str], names: Names
) -> str:
    """Whose reply it is: an id, or NOBODY for one to leave out.

    Raises:
        InputEndedError: there is nobody to ask.
        UsageError: the user wants to stop.
    """
    shown = ", ".join(filter(None, (f'"{reply.typed}"' if reply.typed else "no code", reply.name, reply.email)))
    terminal.show([BLANK, Line(f"Whose reply is this? {shown}", HEAD, closed="Whose reply is this?")])
    terminal.show([Line(str(reply.place), ASIDE)])
    near = respondents.nearest(reply)
    _numbered(terminal, (f"{leader}: {roles[leader]}" for leader in near))

    def read(word: str) -> str | None:
        if word.casefold() == NOBODY:
            return NOBODY
        meant = beginning(word, roles, names)
        return meant[0] if len(meant) == 1 else None

    prompt = "A number, an id, role or name, nobody (leave it out) or quit: "
    return _one_of(terminal, prompt, near, read, "Please type an id, a role or a name of one person, or nobody.")


# --- contradictions -------------------------------------------------------------------------------


def ask_conflicts(terminal: Terminal, changes: Iterable[tuple[Change, Path]]) -> set[tuple[str, Path]]:
    """The questions that stay as they are in the sheet, by leader and path.

    Raises:
        InputEndedError: there is nobody to ask.
        UsageError: the user wants to stop.
    """
    keep: set[tuple[str, Path]] = set()
    always = ""
    for change, path in changes:
        word = always or _ask_conflict(terminal, change, path)
        if word.endswith(" all"):
            always = word
        if word.startswith("keep"):
            keep.add((change.leader, path))
    return keep


def _ask_conflict(terminal: Terminal, change: Change, path: Path) -> str:
    words = {"k": "keep", "r": "replace", "ka": "keep all", "ra": "replace all"}
    terminal.show([BLANK, Line(f"{path[-1]}, {change.leader}", HEAD, closed=f"{path[-1]}: two different answers")])
    terminal.show(
        [
            Line(f"In the sheet: {said(change.before, path)}", closed=""),
            Line(f"In the file:  {said(change.came.sheet, path)} ({change.came.where(path)})", closed=""),
        ]
    )

    def read(word: str) -> str | None:
        folded = word.casefold()
        return words.get(folded) or (folded if folded in words.values() else None)

    prompt = "keep (the sheet) or replace (by the file); keep all, replace all or quit: "
    return _one_of(terminal, prompt, (), read, "Please type keep, replace, keep all, replace all or quit.")
