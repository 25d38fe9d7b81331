"""How do people join, change and leave a panel?

panel.yaml is the tool's own: read, changed as a model and written whole, unless somebody else changed it in between.
Nobody is deleted and no id is given twice, in no round and no register. Who is asked in a round was frozen when it
opened, so that a change here takes effect from the next one.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from pbp_assess.core.assessment import Hat, Kind, Leader, Panel, Place, Round, Vacancy
from pbp_assess.core.check import check_home
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import dump
from pbp_assess.problems import ConflictError, InputError, Location, Problem, Severity, UsageError
from pbp_assess.workspace.files import ABSENT, write_atomic
from pbp_assess.workspace.history import list_rounds
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.rounds import read_document
from pbp_assess.workspace.scaffold import free_id
from pbp_assess.workspace.seats import bare


@dataclass(frozen=True, slots=True)
class PanelFile:
    """A panel as it stands on the disk, its place, and the ids that anybody has ever had there."""

    workspace: Workspace
    place_id: str
    place: Place
    panel: Panel
    hash: str
    taken: frozenset[str]
    rounds: tuple[Round, ...] = ()

    @property
    def open_round(self) -> str:
        """The round that is open; "" where none is."""
        return self.rounds[-1].id if self.rounds and self.rounds[-1].closed is None else ""

    @property
    def answered(self) -> bool:
        """Whether anybody has a sheet in the round that is open."""
        folder = self.workspace.scores_folder(self.place_id, self.open_round)
        return folder.is_dir() and any(folder.rglob("*.yaml"))

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions of the latest round's matrix; none before the first round.

        Raises:
            InputError: the matrix has a fault.
        """
        if not self.rounds:
            return ()
        folder = self.workspace.round_folder(self.place_id, self.rounds[-1].id)
        matrix, _ = read_document(self.workspace, Matrix, folder / "matrix.yaml")
        return tuple(matrix.readiness.function_by_id) if matrix.readiness else ()

    def save(self, panel: Panel) -> None:
        """Write it whole, where it says something new.

        Raises:
            InputError: it would have a fault.
            ConflictError: somebody else changed it in the meantime.
        """
        path = self.workspace.place_folder(self.place_id) / "panel.yaml"
        shown = Location(self.workspace.shown(path))
        faults = [fault for fault in check_home(self.place, panel) if fault.severity is Severity.ERROR]
        if faults:
            raise InputError(
                Problem(one.code, one.found, one.expected, shown, hint=one.hint, private=one.private) for one in faults
            )
        if panel != self.panel:
            write_atomic(path, dump(panel, illustrative=self.place.illustrative), expected=self.hash)


def open_panel(workspace: Workspace, place: str) -> PanelFile:
    """The panel of a place, empty where there is none yet.

    Raises:
        InputError: place.yaml, panel.yaml or a round.yaml has a fault.
    """
    home = workspace.place_folder(place)
    about, _ = read_document(workspace, Place, home / "place.yaml")
    panel, seen = Panel(schema_="pbp-assess/panel/1", leaders=()), ABSENT
    if (home / "panel.yaml").exists():
        panel, seen = read_document(workspace, Panel, home / "panel.yaml")
    rounds = list_rounds(workspace, place)
    taken = frozenset({*panel.by_id, *(leader for one in rounds for leader in one.asked)})
    return PanelFile(workspace, place, about, panel, seen, taken, rounds)


# --- one change -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who takes a seat; `succeeds` and `deputy_for` are ids."""

    role: str
    kind: Kind
    sector: str
    organisation: str | None = None
    joined: datetime.date | None = None
    succeeds: str | None = None
    deputy_for: str | None = None
    also: tuple[Hat, ...] = ()
    interests: tuple[str, ...] = ()
    route: str | None = None


def added(panel: Panel, new: Newcomer, taken: Iterable[str]) -> tuple[Panel, Leader]:
    """The panel with a newcomer under an id of their own; a vacancy of that seat is filled, and its role taken over.

    Raises:
        UsageError: no id can be made of the role, or a text cannot stand in the panel.
    """
    filled = None if new.deputy_for else vacancy_of(panel, new)
    leader = _leader(
        id=free_id(new.role, {*taken, *panel.by_id}),
        role=new.role,
        kind=new.kind,
        sector=new.sector,
        organisation=new.organisation,
        succeeds=new.succeeds or (filled.after if filled else None),
        joined=new.joined,
        deputy_for=new.deputy_for,
        also=new.also,
        interests=new.interests,
        route=new.route,
    )
    vacancies = tuple(one for one in panel.vacancies if one is not filled)
    return _panel((*panel.leaders, leader), vacancies), leader


def vacancy_of(panel: Panel, new: Newcomer) -> Vacancy | None:
    """The vacancy that a newcomer fills: of the one they succeed, else of the same role and seat."""
    for one in panel.vacancies:
        same = (one.kind, one.sector, one.organisation) == (new.kind, new.sector, new.organisation)
        if (new.succeeds and one.after == new.succeeds) or (same and bare(one.role) == bare(new.role)):
            return one
    return None


def changed(panel: Panel, leader: str, **fields: Any) -> Panel:
    """The panel with some fields of one leader changed.

    Raises:
        UsageError: a text cannot stand in the panel.
    """
    return _panel(
        tuple(_leader(**{**dict(one), **fields}) if one.id == leader else one for one in panel.leaders),
        panel.vacancies,
    )


def left(panel: Panel, leader: str, on: datetime.date, *, vacant: bool = False) -> Panel:
    """The panel after somebody's last day; with `vacant` their seat stays and is listed.

    Raises:
        ConflictError: they have left already.
        UsageError: they had not joined by that day.
    """
    known = panel.by_id[leader]
    if known.left is not None:
        raise ConflictError(f"{leader} left on {known.left} already")
    if known.joined is not None and on < known.joined:
        raise UsageError(f"{leader} joined on {known.joined}: {on} lies before it")
    after = changed(panel, leader, left=on)
    if not vacant:
        return after
    seat = Vacancy(
        role=known.role,
        kind=known.kind,
        sector=known.sector,
        organisation=known.organisation,
        since=on + datetime.timedelta(days=1),
        after=leader,
    )
    return _panel(after.leaders, (*after.vacancies, seat))


def back(panel: Panel, leader: str) -> Panel:
    """The panel with somebody on it again whose leaving was a mistake.

    Raises:
        ConflictError: they have not left, or somebody has taken over.
    """
    if panel.by_id[leader].left is None:
        raise ConflictError(f"{leader} has not left")
    heir = next((one.id for one in panel.leaders if one.succeeds == leader), None)
    if heir:
        raise ConflictError(f"{leader} cannot come back: {heir} took over")
    vacancies = tuple(one for one in panel.vacancies if one.after != leader)
    return _panel(changed(panel, leader, left=None).leaders, vacancies)


def succeeded(
    panel: Panel, leader: str, new: Newcomer, taken: Iterable[str], on: datetime.date
) -> tuple[Panel, Leader]:
    """The panel after a hand-over: the successor from that day, the one before until the day before.

    Deputies stay, and stand in for the successor.

    Raises:
        UsageError: the one before had not joined by then.
        ConflictError: somebody has taken over already.
    """
    heir = next((one.id for one in panel.leaders if one.succeeds == leader), None)
    if heir:
        raise ConflictError(f"{heir} took over from {leader} already: say who takes over from {heir}")
    before = panel.by_id[leader]
    if before.left is None:
        last = on - datetime.timedelta(days=1)
        panel = left(panel, leader, on if before.joined == on else last)
    after, person = added(panel, replace(new, succeeds=leader), taken)
    for deputy in [one.id for one in after.leaders if one.deputy_for == leader and one.left is None]:
        after = changed(after, deputy, deputy_for=person.id)
    return after, person


def with_vacancy(panel: Panel, seat: Vacancy) -> Panel:
    """The panel with a seat more that nobody holds.

    Raises:
        ConflictError: it is listed already.
    """
    if any(bare(one.role) == bare(seat.role) and one.sector == seat.sector for one in panel.vacancies):
        raise ConflictError(f"the vacancy {seat.role} is listed already")
    return _panel(panel.leaders, (*panel.vacancies, seat))


def without_vacancy(panel: Panel, role: str) -> Panel | None:
    """The panel without the vacancy of this role: the seat is given up; None where there is none."""
    kept = tuple(one for one in panel.vacancies if bare(one.role) != bare(role))
    return _panel(panel.leaders, kept) if len(kept) < len(panel.vacancies) else None


def _panel(leaders: tuple[Leader, ...], vacancies: tuple[Vacancy, ...]) -> Panel:
    # made anew: a copy would keep what the old one had worked out
    return Panel(schema_="pbp-assess/panel/1", leaders=leaders, vacancies=vacancies)


def _leader(**fields: Any) -> Leader:
    """A panel entry.

    Raises:
        UsageError: a text cannot stand in it.
    """
    try:
        return Leader(**fields)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise UsageError(f"{first['loc'][0]}: {first['msg'][:1].lower()}{first['msg'][1:]}") from None
