"""Which open round, and which of those asked, is meant?"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pbp_assess.cli.naming import beginning, identify, own_terminal
from pbp_assess.cli.opening import place_meant, terminal_only
from pbp_assess.cli.register import Names
from pbp_assess.cli.session import Session
from pbp_assess.problems import ConflictError, NotFoundError, PbpAssessError, UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Dossier, Scoresheet
    from pbp_assess.workspace.layout import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """One leader in one open round; `name` comes from the user's register and is often empty.

    `speaker` is who answers, where that was said: a deputy, or the leader themselves.
    """

    workspace: "Workspace"
    dossier: "Dossier"
    leader: str
    name: str = ""
    speaker: str = ""

    @property
    def path(self) -> Path:
        """The leader's sheet."""
        return self.workspace.sheet_path(self.dossier.place_id, self.dossier.round.id, self.leader)

    @property
    def role(self) -> str:
        """The leader's role, as the panel has it."""
        return role_of(self.dossier, self.leader)

    def spoken(self, sheet: "Scoresheet") -> "Scoresheet":
        """The sheet as that of whoever was said to answer; as it is where nothing was said."""
        by = None if self.speaker == self.leader else self.speaker
        return sheet.model_copy(update={"answered_by": by}) if self.speaker else sheet

    def sat_down_to(self, sheet: "Scoresheet") -> "Scoresheet":
        """The sheet that somebody sits down to: the leader, unless a deputy was named.

        Raises:
            ConflictError: it holds somebody else's answers, which would be shown.
        """
        speaker = self.speaker or self.leader
        if sheet.person != speaker and (sheet.scores or sheet.answers or sheet.choose):
            whose = "the leader's own" if sheet.person == self.leader else "a deputy's"
            raise ConflictError(
                f"the sheet holds {whose} answers, and a sheet is one person's. They go on with "
                f"{'no --deputy' if sheet.person == self.leader else '--deputy'}; for somebody else, "
                '"pbp-assess withdraw" puts these answers aside first'
            )
        return replace(self, speaker=speaker).spoken(sheet)


def who_writes(command: str) -> str:
    """What another session is told about this one."""
    import getpass

    try:
        return f'"pbp-assess {command}" by {getpass.getuser()}'
    except (OSError, KeyError, ImportError):  # a user without a name
        return f'"pbp-assess {command}"'


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


def leader_meant(session: Session, dossier: "Dossier", wanted: str | None, names: Names) -> str:
    """The leader named by id, role or name, or chosen from the list of those asked.

    Raises:
        NotFoundError: nobody of that name is asked in this round.
        UsageError: nobody was named, and nobody can be asked.
    """
    if wanted is None:
        terminal_only(session, f"the leader was not named: pbp-assess score LEADER{_ids(dossier)}")
        return _pick(dossier, names)
    on_panel = "is on the panel, but not" if wanted in dossier.panel.by_id else "is not"
    complaint = f"{{}} {on_panel} asked in round {dossier.round.id}"
    try:
        return identify(wanted, _roles(dossier), names, complaint)
    except NotFoundError as error:
        raise NotFoundError(f'{error}; "pbp-assess status" lists everybody asked') from None


def deputy_meant(dossier: "Dossier", leader: str, wanted: str, names: Names) -> str:
    """Who answers in the leader's place: one of their deputies, or after all the leader themselves.

    Raises:
        NotFoundError: it is nobody of these.
    """
    panel = dossier.panel
    deputies = [one.id for one in panel.leaders if leader in panel.line(one.deputy_for)]
    roles = {one: role_of(dossier, one) for one in (leader, *deputies)}
    try:
        return identify(wanted, roles, names, "{} is not their deputy on the panel")
    except NotFoundError as error:
        raise NotFoundError(f"{error}; pbp-assess panel add ROLE --deputy-for LEADER adds one") from None


def _roles(dossier: "Dossier") -> dict[str, str]:
    """The roles of those asked."""
    return {leader: role_of(dossier, leader) for leader in dossier.round.asked}


def _ids(dossier: "Dossier") -> str:
    if not own_terminal():
        return ' ("pbp-assess status" lists them)'
    return f", which is one of {', '.join(dossier.round.asked)}"


def _pick(dossier: "Dossier", names: Names) -> str:
    """Ask who is answering: by number, or by the beginning of an id, a role or a name."""
    from pbp_assess.cli.interview.pages import HEAD, Line
    from pbp_assess.cli.interview.terminal import Terminal

    terminal, roles = Terminal(), _roles(dossier)
    terminal.show([Line(f"{dossier.place.name}, round {dossier.round.id}: who is answering?", HEAD)])
    for number, (leader, role) in enumerate(roles.items(), start=1):
        name = f", {names.said(leader)}" if names.said(leader) else ""
        text = f"{role} ({leader}){name}: {_progress(dossier, leader)}"
        terminal.show([Line(text, margin=f"{number:>4}  ", closed="")])
    while (line := terminal.read("A number, an id or a name: ")) is not None:
        word = line.strip()
        if word.isdecimal() and 1 <= int(word) <= len(roles):
            return list(roles)[int(word) - 1]
        meant = beginning(word, roles, names)
        if len(meant) == 1:
            return meant[0]
        terminal.show([Line(f"Please type a number from 1 to {len(roles)}, an id or a name.")])
    raise UsageError("nobody was named, and nothing was changed")


def _progress(dossier: "Dossier", leader: str) -> str:
    """How far the leader has come, without a level."""
    from pbp_assess.core.assessment import State

    sheet, criteria = dossier.sheets.get(leader), dossier.asked_criteria
    done = sum(sheet.state(name) is not State.UNANSWERED for name in criteria) if sheet else 0
    return f"{done} of {len(criteria)} answered" if done else "not started"
