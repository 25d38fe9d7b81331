"""Who is on the panel today, since when, and what is there to keep in mind about them?"""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbp_assess.cli import console
from pbp_assess.cli.register import names
from pbp_assess.cli.session import Session
from pbp_assess.core.assessment import Kind, Leader, Panel, Place
from pbp_assess.workspace.panel import open_panel

if TYPE_CHECKING:
    from pbp_assess.workspace.layout import Workspace


def show(session: Session, workspace: "Workspace", place: str, register: Path | None, *, everyone: bool) -> None:
    """Two lines a leader, then the vacancies, and how many there are of each kind."""
    file = open_panel(workspace, place)
    today, known = session.today(), names(register, workspace, place)
    console.prose(f"{file.place.name}: the panel on {today}")
    for leader in _listed(file.panel, today, everyone=everyone):
        console.out("")
        name = known.printed(leader.id)
        console.prose(f"{leader.id}  {leader.role}{f' – {name}' if name else ''}")
        console.prose("; ".join((_standing(file.place, leader), *notes(file.place, leader))), indent=4, hanging=0)
    console.out("")
    for seat in file.panel.vacancies:
        since = f" since {seat.since}" if seat.since else ""
        console.prose(f"Vacant{since}: {seat.role}, {file.place.sector_name(seat.sector)}. Nobody is asked for it.")
    console.prose(_counted(file.panel, today))
    if file.open_round:
        session.say(f"Round {file.open_round} is open: it asks those it asked when it opened (pbp-assess status).")


def _listed(panel: Panel, today: datetime.date, *, everyone: bool) -> list[Leader]:
    """Those on the panel today or later; with `everyone` those who have left, too."""
    return [one for one in panel.leaders if everyone or one.left is None or one.left > today]


def _standing(place: Place, leader: Leader) -> str:
    """What somebody is asked as, and where they sit."""
    return f"{kind_of(leader)}, {_seat(place, leader)}"


def kind_of(leader: Leader) -> str:
    """What somebody is asked as."""
    if leader.deputy_for:
        return f"deputy for {leader.deputy_for}, not asked beside them"
    return "member" if leader.kind is Kind.MEMBER else "invited voice"


def _seat(place: Place, seat: Any) -> str:
    """A sector, and the organisation where there is one."""
    bodies = {body.id: body.name for body in place.organisations}
    sector = place.sector_name(seat.sector)
    return f"{sector}: {bodies.get(seat.organisation, seat.organisation)}" if seat.organisation else sector


def notes(place: Place, leader: Leader) -> Iterator[str]:
    """What the facilitator keeps in mind about somebody."""
    if leader.joined:
        yield f"since {leader.joined}"
    if leader.left:
        yield f"last day {leader.left}"
    if leader.succeeds:
        yield f"took over from {leader.succeeds}"
    for hat in leader.also:
        yield f"also {_seat(place, hat)}"
    if leader.interests:
        yield f"interest in {', '.join(leader.interests)}"
    if leader.route:
        yield f"asked by {leader.route}"


def _counted(panel: Panel, today: datetime.date) -> str:
    """How many of each kind: `11 members, 6 invited voices, 1 deputy, 1 vacancy.`."""
    sitting = [one for one in panel.leaders if one.sits(today)]
    deputies = [one for one in panel.leaders if one.deputy_for and (one.left is None or one.left > today)]
    counts = (
        (sum(one.kind is Kind.MEMBER for one in sitting), "member", "members"),
        (sum(one.kind is Kind.STAKEHOLDER for one in sitting), "invited voice", "invited voices"),
        (len(deputies), "deputy", "deputies"),
        (len(panel.vacancies), "vacancy", "vacancies"),
    )
    first, second, *others = (f"{number} {one if number == 1 else many}" for number, one, many in counts)
    return f"{', '.join([first, second, *(text for text in others if not text.startswith('0 '))])}."


def as_json(workspace: "Workspace", place: str, today: datetime.date, *, everyone: bool) -> str:
    """The same as JSON: as in panel.yaml, without a name."""
    panel = open_panel(workspace, place).panel
    people = [
        leader.model_dump(mode="json", exclude_defaults=True) for leader in _listed(panel, today, everyone=everyone)
    ]
    vacancies = [seat.model_dump(mode="json", exclude_defaults=True) for seat in panel.vacancies]
    whole = {"place": place, "as_of": today.isoformat(), "leaders": people, "vacancies": vacancies}
    return json.dumps(whole, indent=2, ensure_ascii=False)
