"""What do the words of a command say of a person: the seat, second hats, interests, the way of asking?"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pbp_assess.cli.panel_list import kind_of, notes
from pbp_assess.core.assessment import Hat, Leader
from pbp_assess.problems import UsageError
from pbp_assess.workspace.history import unknown
from pbp_assess.workspace.panel import PanelFile
from pbp_assess.workspace.seats import Seats, lines_to_paste, sector_id

ROUTES = ("interview", "form", "survey", "paper")
NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command says of a person besides the seat."""

    name: str
    email: str
    also: tuple[str, ...]
    interests: tuple[str, ...]
    route: str
    on: datetime.date

    @property
    def anything(self) -> bool:
        """Whether it says anything at all."""
        return bool(self.name or self.email or self.also or self.interests or self.route)

    def fields(self, seats: Seats, functions: Sequence[str]) -> dict[str, Any]:
        """The fields of a panel entry that it sets."""
        said: dict[str, Any] = {}
        if self.route:
            said["route"] = None if self.route == NONE else _route(self.route)
        if self.also:
            said["also"] = () if self.also == (NONE,) else tuple(_hat(seats, text) for text in self.also)
        if self.interests:
            said["interests"] = () if self.interests == (NONE,) else tuple(dict.fromkeys(self.interests))
            for function in said["interests"]:
                if functions and function not in functions:
                    raise unknown("function", function, functions, "the matrix of the latest round")
        return said


def seat_in(file: PanelFile, parts: Sequence[str]) -> tuple[str, str | None]:
    """The sector and organisation of `ROLE:SECTOR[:ORGANISATION]`.

    Raises:
        UsageError: it is not of that form, or place.yaml lacks what it names.
    """
    if len(parts) not in {2, 3} or not all(parts):
        raise UsageError('a person is ROLE:SECTOR or ROLE:SECTOR:ORGANISATION, such as "Place director:icb"')
    seats = Seats(file.place)
    sector = seats.sector(parts[1])
    body = seats.organisation(parts[2]) if len(parts) > 2 else None
    lacking = [parts[1]] if sector is None else []
    bodies = [(parts[2], sector or sector_id(parts[1]))] if len(parts) > 2 and body is None else []
    if lacking or bodies:
        raise UsageError(lacks(file, lines_to_paste(lacking, bodies)))
    return sector or "", body


def lacks(file: PanelFile, lines: str) -> str:
    """How to give place.yaml what it lacks: it is the user's own file, and is never written to."""
    path = file.workspace.shown(file.workspace.place_folder(file.place_id) / "place.yaml")
    return (
        f"{path} lacks what was named. It is yours to edit: add these lines to its lists, and run this again\n{lines}"
    )


def _hat(seats: Seats, text: str) -> Hat:
    """A second hat.

    Raises:
        NotFoundError: place.yaml has no such sector or organisation.
    """
    first, _, second = (part.strip() for part in text.partition(":"))
    sector, body = seats.sector(first), seats.organisation(second) if second else None
    if sector is None:
        raise unknown("sector", first, [one.id for one in seats.place.sectors], "place.yaml")
    if second and body is None:
        raise unknown("organisation", second, [one.id for one in seats.place.organisations], "place.yaml")
    return Hat(sector=sector, organisation=body)


def _route(text: str) -> str:
    if text not in ROUTES:
        raise unknown("route", text, ROUTES, "the ways of asking")
    return text


def described(file: PanelFile, leader: Leader) -> str:
    """A panel entry in a few words."""
    what = f"{leader.role}, {file.place.sector_name(leader.sector)}, {kind_of(leader)}"
    return "; ".join((what, *notes(file.place, leader)))
