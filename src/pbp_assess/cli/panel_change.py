"""How does one change to the panel go from the words of a command into its two files?

Names go into the register, everything else into panel.yaml; the register is needed only for a name.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.naming import folded, identify
from pbp_assess.cli.opening import place_meant
from pbp_assess.cli.panel_words import NONE, Asked, described, seat_in
from pbp_assess.cli.register import Names, names, required_register
from pbp_assess.cli.session import Session
from pbp_assess.core.assessment import Kind, Leader, Panel, Vacancy
from pbp_assess.core.register import NameRegister
from pbp_assess.core.register import Person as Registered
from pbp_assess.problems import NotFoundError, UsageError
from pbp_assess.workspace import panel as panels
from pbp_assess.workspace.panel import Newcomer, PanelFile, open_panel
from pbp_assess.workspace.register import RegisterFile, register_to_write, travels_with_git
from pbp_assess.workspace.seats import Seats

if TYPE_CHECKING:
    from pbp_assess.workspace.layout import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The files that a command works on, and the names that it understands."""

    session: Session
    file: PanelFile
    names: Names
    register: Path | None

    @classmethod
    def at(cls, session: Session, register: Path | None) -> "Desk":
        """The panel of the place meant."""
        workspace, place = place_meant(session)
        known = _names_there(register, workspace, place)
        return cls(session, open_panel(workspace, place), known, register)

    def who(self, typed: str) -> Leader:
        """The leader meant: of those on the panel, else of those who were.

        Raises:
            NotFoundError: it is nobody, or several.
        """
        panel = self.file.panel
        try:
            return self.sitting(typed)
        except NotFoundError:
            everyone = {one.id: one.role for one in panel.leaders}
            return panel.by_id[identify(typed, everyone, self.names, self._complaint())]

    def sitting(self, typed: str) -> Leader:
        """The leader meant, of those on the panel.

        Raises:
            NotFoundError: it is nobody, or several.
        """
        here = {one.id: one.role for one in self.file.panel.leaders if one.left is None}
        return self.file.panel.by_id[identify(typed, here, self.names, self._complaint())]

    def given_up(self, typed: str) -> Panel | None:
        """The panel without the vacancy of this role; None where somebody sits in that role, or there is no vacancy."""
        try:
            self.sitting(typed)
        except NotFoundError:
            return panels.without_vacancy(self.file.panel, typed) if typed not in self.file.panel.by_id else None
        return None

    def _complaint(self) -> str:
        return f"{{}} is not on the panel of {self.file.place_id}"

    def settle(self, panel: Panel, result: str, *, dry_run: bool, leader: str = "", asked: Asked | None = None) -> int:
        """Write what changed, or only say so; the result goes to stdout."""
        written = self._names_of(leader, asked) if asked and (asked.name or asked.email) else None
        if not dry_run:
            self.file.save(panel)
            if written:
                keep_names(*written)
        console.out(console.escape(f"{'Would be: ' if dry_run else ''}{result}"))
        say_from_when(self.session, self.file)
        return ExitCode.ANSWERED

    def _names_of(self, leader: str, asked: Asked) -> tuple[RegisterFile, NameRegister]:
        """The register with what was said of this person."""
        path = required_register(self.register, "--name and --email are kept in the register")
        there = register_to_write(self.file.workspace, path, self.file.place_id)
        before = there.register.leaders.get(leader)
        name = asked.name or (before.name if before else "")
        if not name:
            raise UsageError("the register knows nobody of this id yet: --name goes with --email")
        person = Registered(name=name, email=asked.email or (before.email if before else None))
        return there, there.register.with_person(leader, person)

    def keep_names_out(self, *texts: str, own: str = "") -> None:
        """Refuse a role that holds a name: it would stand in the workspace."""
        for text in texts:
            self.names.keep_out(text, "the role")
            if own and folded(own) in folded(text):
                raise UsageError("the role holds the name, and would stand in the workspace: give the role alone")


def _names_there(register: Path | None, workspace: "Workspace", place: str) -> Names:
    """The names of a register that is there; one that a name is about to make knows nobody."""
    from pbp_assess.cli.register import named_register

    path = named_register(register)
    return names(register, workspace, place) if path is None or path.exists() else Names()


def keep_names(there: RegisterFile, register: NameRegister) -> None:
    """Write the register, where it says something new."""
    if not there.save(register):
        return
    console.say(f"Names are in {there.path}, outside the workspace.")
    if travels_with_git(there.path):
        console.say("Mind: that folder is a git repository. Move the register, or keep it out of what is shared.")


def say_from_when(session: Session, file: PanelFile) -> None:
    """From when a change counts."""
    if file.open_round:
        session.say(
            f"Round {file.open_round} is open, and who is asked in it was settled when it opened: "
            "this takes effect from the next round."
        )
        if not file.answered:
            folder = file.workspace.shown(file.workspace.round_folder(file.place_id, file.open_round))
            session.say(f"Nobody has answered in it yet: delete {folder} and open it anew (pbp-assess round open).")
    else:
        session.say("It counts from the next round: pbp-assess round open")


# --- the changes ----------------------------------------------------------------------------------


def add_person(
    session: Session, text: str, asked: Asked, register: Path | None, *,
    stakeholder: bool, deputy_for: str, dry_run: bool,
) -> int:  # fmt: skip
    """Somebody new."""
    desk = Desk.at(session, register)
    principal = desk.who(deputy_for) if deputy_for else None
    new = _newcomer(desk, text, asked, Kind.STAKEHOLDER if stakeholder else Kind.MEMBER, principal)
    panel, leader = panels.added(desk.file.panel, new, desk.file.taken | desk.names.people.keys())
    filled = len(panel.vacancies) < len(desk.file.panel.vacancies)
    said = f"added {leader.id}: {described(desk.file, leader)}{'; the vacancy is filled' if filled else ''}"
    return desk.settle(panel, said, dry_run=dry_run, leader=leader.id, asked=asked)


def _newcomer(desk: Desk, text: str, asked: Asked, kind: Kind, principal: Leader | None) -> Newcomer:
    """The person of a command line; a deputy sits where the leader does."""
    parts = [part.strip() for part in text.split(":")]
    desk.keep_names_out(parts[0], own=asked.name)
    if principal is not None and len(parts) == 1:
        sector, organisation = principal.sector, principal.organisation
    else:
        sector, organisation = seat_in(desk.file, parts)
    if principal is not None:
        if principal.deputy_for:
            raise UsageError(f"{principal.id} is a deputy, and holds no seat of their own")
        kind = principal.kind
    return Newcomer(
        role=parts[0],
        kind=kind,
        sector=sector,
        organisation=organisation,
        joined=asked.on,
        deputy_for=principal.id if principal else None,
        **asked.fields(Seats(desk.file.place), desk.file.functions),
    )


def add_vacancy(session: Session, text: str, *, stakeholder: bool, since: datetime.date | None, dry_run: bool) -> int:
    """A seat that nobody holds."""
    desk = Desk.at(session, None)
    parts = [part.strip() for part in text.split(":")]
    sector, organisation = seat_in(desk.file, parts)
    kind = Kind.STAKEHOLDER if stakeholder else Kind.MEMBER
    seat = Vacancy(role=parts[0], kind=kind, sector=sector, organisation=organisation, since=since)
    panel = panels.with_vacancy(desk.file.panel, seat)
    return desk.settle(panel, f"listed as vacant: {seat.role}. Nobody is asked for it", dry_run=dry_run)


def change_person(
    session: Session, leader: str, asked: Asked, register: Path | None, *, role: str, deputy_for: str, dry_run: bool
) -> int:
    """Something noted about somebody."""
    desk = Desk.at(session, register)
    person = desk.who(leader)
    desk.keep_names_out(role, own=asked.name)
    fields = asked.fields(Seats(desk.file.place), desk.file.functions)
    if role:
        fields["role"] = role
    if deputy_for:
        fields["deputy_for"] = None if deputy_for == NONE else desk.who(deputy_for).id
    if not fields and not (asked.name or asked.email):
        raise UsageError(
            "say what to note: --role, --route, --also, --interest, --deputy-for, or --name for the register"
        )
    panel = panels.changed(desk.file.panel, person.id, **fields)
    said = f"noted for {person.id}: {described(desk.file, panel.by_id[person.id])}"
    return desk.settle(panel, said, dry_run=dry_run, leader=person.id, asked=asked)


def remove_person(
    session: Session, leader: str, register: Path | None, on: datetime.date, *,
    vacant: bool, undo: bool, dry_run: bool,
) -> int:  # fmt: skip
    """Somebody's last day, or that it was none; or a seat given up."""
    desk = Desk.at(session, register)
    given_up = desk.given_up(leader) if not (vacant or undo) else None
    if given_up is not None:
        return desk.settle(given_up, "that vacancy is not listed any more", dry_run=dry_run)
    person = desk.who(leader)
    if undo:
        return desk.settle(panels.back(desk.file.panel, person.id), f"{person.id} is on the panel", dry_run=dry_run)
    panel = panels.left(desk.file.panel, person.id, on, vacant=vacant)
    seat = "; the seat is listed as vacant" if vacant else ""
    return desk.settle(panel, f"{person.id} has {on} as last day{seat}", dry_run=dry_run)


def hand_over(session: Session, leader: str, asked: Asked, register: Path | None, *, role: str, dry_run: bool) -> int:
    """A successor."""
    desk = Desk.at(session, register)
    before = desk.who(leader)
    desk.keep_names_out(role, own=asked.name)
    new = Newcomer(
        role=role or before.role,
        kind=before.kind,
        sector=before.sector,
        organisation=before.organisation,
        joined=asked.on,
        deputy_for=before.deputy_for,
        **{"route": before.route, **asked.fields(Seats(desk.file.place), desk.file.functions)},
    )
    taken = desk.file.taken | desk.names.people.keys()
    panel, person = panels.succeeded(desk.file.panel, before.id, new, taken, asked.on)
    said = f"{person.id} succeeds {before.id}: {described(desk.file, person)}"
    return desk.settle(panel, said, dry_run=dry_run, leader=person.id, asked=asked)
