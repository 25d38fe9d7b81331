"""Which open round, and which of those asked, is meant?"""

import contextlib
import difflib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pbp_assess.cli import console
from pbp_assess.cli.opening import place_meant, terminal_only
from pbp_assess.cli.session import Session
from pbp_assess.problems import ConflictError, NotFoundError, PbpAssessError, UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.workspace.layout import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """One leader in one open round; `name` comes from the user's register and is often empty."""

    workspace: "Workspace"
    dossier: "Dossier"
    leader: str
    name: str = ""

    @property
    def path(self) -> Path:
        """The leader's sheet."""
        return self.workspace.sheet_path(self.dossier.place_id, self.dossier.round.id, self.leader)

    @property
    def role(self) -> str:
        """The leader's role, as the panel has it."""
        return role_of(self.dossier, self.leader)


def who_writes(command: str, user: str = "") -> str:
    """What another session is told about this one."""
    import getpass

    with contextlib.suppress(OSError, KeyError, ImportError):  # a user without a name
        user = f" by {getpass.getuser()}"
    return f'"pbp-assess {command}"{user}'


def role_of(dossier: "Dossier", leader: str) -> str:
    """The role that the panel names; the id where it names none."""
    known = dossier.panel.by_id.get(leader)
    return known.role if known else leader


def open_round(session: Session) -> "tuple[Workspace, Dossier]":
    """The round that answers may be given to.

    Raises:
        ConflictError: the round named is closed.
        NotFoundError: none is open.
    """
    from pbp_assess.workspace.history import choose_round
    from pbp_assess.workspace.sheets import read_form

    workspace, place = place_meant(session)
    try:
        round_id = choose_round(workspace, place, session.round, still_open=True)
    except NotFoundError as error:
        if session.round:
            raise
        again = '"pbp-assess round open" opens one; "pbp-assess round reopen" opens the last one again'
        raise NotFoundError(f"{error}; {again}") from error
    dossier = read_form(workspace, place, round_id)
    if dossier.round.closed:
        raise ConflictError(
            f"round {round_id} closed on {dossier.round.closed}, and an answer given now would not count.\n"
            f'"pbp-assess round reopen --round {round_id} --reason ..." opens it again'
        )
    return workspace, dossier


def those_asked() -> list[str]:
    """What TAB may complete: those asked in the latest open round of the workspace one stands in."""
    try:
        return list(open_round(Session())[1].round.asked)
    except PbpAssessError:
        return []


def leader_meant(session: Session, dossier: "Dossier", wanted: str | None, names: dict[str, str]) -> str:
    """The leader named, or chosen from the list of those asked.

    Raises:
        NotFoundError: nobody of that id is asked in this round.
        UsageError: nobody was named, and nobody can be asked.
    """
    if wanted is None:
        terminal_only(session, f"the leader was not named: pbp-assess score LEADER{_ids(dossier)}")
        return _pick(dossier, names)
    if wanted in dossier.round.asked:
        return wanted
    on_panel = "is on the panel, but not" if wanted in dossier.panel.by_id else "is not"
    raise NotFoundError(f"{wanted!r} {on_panel} asked in round {dossier.round.id}{_meant(dossier, wanted)}")


def _own_terminal() -> bool:
    """Whether ids may be shown: on the facilitator's terminal, and in no log."""
    return console.is_terminal(sys.stderr)


def _ids(dossier: "Dossier") -> str:
    if not _own_terminal():
        return ' ("pbp-assess status" lists them)'
    return f", which is one of {', '.join(dossier.round.asked)}"


def _meant(dossier: "Dossier", wanted: str) -> str:
    near = difflib.get_close_matches(wanted, dossier.round.asked, 1) if _own_terminal() else []
    return f"; did you mean {near[0]}?" if near else '; "pbp-assess status" lists everybody asked'


def _pick(dossier: "Dossier", names: dict[str, str]) -> str:
    """Ask who is answering: by number, id or the beginning of it."""
    from pbp_assess.cli.interview.pages import HEAD, Line
    from pbp_assess.cli.interview.terminal import Terminal

    terminal, asked = Terminal(), list(dossier.round.asked)
    terminal.show([Line(f"{dossier.place.name}, round {dossier.round.id}: who is answering?", HEAD)])
    for number, leader in enumerate(asked, start=1):
        name = f", {names[leader]}" if leader in names else ""
        text = f"{role_of(dossier, leader)} ({leader}){name}: {_progress(dossier, leader)}"
        terminal.show([Line(text, margin=f"{number:>4}  ", closed="")])
    while (line := terminal.read("A number or an id: ")) is not None:
        word = line.strip().casefold()
        begun = [leader for leader in asked if word and leader.startswith(word)]
        if word.isdecimal() and 1 <= int(word) <= len(asked):
            return asked[int(word) - 1]
        if word in asked or len(begun) == 1:
            return word if word in asked else begun[0]
        terminal.show([Line(f"Please type a number from 1 to {len(asked)}, or an id.")])
    raise UsageError("nobody was named, and nothing was changed")


def _progress(dossier: "Dossier", leader: str) -> str:
    """How far the leader has come, without a level."""
    from pbp_assess.core.assessment import State

    sheet, criteria = dossier.sheets.get(leader), dossier.asked_criteria
    done = sum(sheet.state(name) is not State.UNANSWERED for name in criteria) if sheet else 0
    return f"{done} of {len(criteria)} answered" if done else "not started"
