"""Do place, panel and round agree on who there is and who is asked?"""

from collections.abc import Callable, Iterator
from typing import Protocol

from pbp_assess.core.assessment import Dossier, Hat, Leader, Panel, Place, Seat, Vacancy
from pbp_assess.core.check.fault import Fault, Path, Register, repeated
from pbp_assess.problems import Severity


class Home(Protocol):
    """What the rounds of a place share; a whole dossier has it too."""

    @property
    def place(self) -> Place:
        """place.yaml."""

    @property
    def panel(self) -> Panel:
        """panel.yaml."""


def sectors(place: Place) -> Register:
    """The sectors that may be named."""
    return Register("PBP320", "sector", {sector.id for sector in place.sectors}, "place.yaml")


def organisations(place: Place) -> Register:
    """The organisations that may be named."""
    return Register("PBP321", "organisation", {body.id for body in place.organisations}, "place.yaml")


def leaders(panel: Panel) -> Register:
    """The leaders that may be named."""
    return Register("PBP322", "leader", panel.by_id, "panel.yaml")


def place_ids(home: Home) -> Iterator[Fault]:
    """No two sectors, organisations or priority groups of the place share an id."""
    place = home.place
    yield from repeated("sector", "place", ((s.id, ("sectors", n, "id")) for n, s in enumerate(place.sectors)))
    bodies = enumerate(place.organisations)
    yield from repeated("organisation", "place", ((body.id, ("organisations", n, "id")) for n, body in bodies))
    groups = enumerate(place.priority_groups)
    yield from repeated("priority group", "place", ((g.id, ("priority_groups", n, "id")) for n, g in groups))


def sectors_of_organisations(home: Home) -> Iterator[Fault]:
    """Each organisation belongs to a sector of the place."""
    bodies = enumerate(home.place.organisations)
    named = ((body.sector, ("organisations", n, "sector")) for n, body in bodies)
    yield from sectors(home.place).check("place", named)


def panel_ids(home: Home) -> Iterator[Fault]:
    """A panel has leaders, and each id is one person's."""
    listed = home.panel.leaders
    if not listed:
        yield Fault("PBP326", "nobody is on the panel", "at least one leader", "panel", ("leaders",))
    named = ((leader.id, ("leaders", n, "id")) for n, leader in enumerate(listed))
    yield from repeated("leader", "panel", named)


def panel_seats(home: Home) -> Iterator[Fault]:
    """Each leader's sector and organisation is one of the place's."""
    for number, leader in enumerate(home.panel.leaders):
        yield from _seat(home.place, "panel", ("leaders", number), leader)


def round_seats(dossier: Dossier) -> Iterator[Fault]:
    """So is each seat of the round."""
    for group, asked in _groups(dossier):
        for leader, seat in asked.items():
            yield from _seat(dossier.place, "round", (group, leader), seat)


def _groups(dossier: Dossier) -> Iterator[tuple[str, dict[str, Seat]]]:
    """The two lists of those asked, under their names in round.yaml."""
    yield "members", dossier.round.members
    yield "stakeholders", dossier.round.stakeholders


def panel_hats(home: Home) -> Iterator[Fault]:
    """So is each other sector and organisation that a leader belongs to, and each seat that nobody holds."""
    for number, leader in enumerate(home.panel.leaders):
        for place, hat in enumerate(leader.also):
            yield from _seat(home.place, "panel", ("leaders", number, "also", place), hat)
    for number, vacancy in enumerate(home.panel.vacancies):
        yield from _seat(home.place, "panel", ("vacancies", number), vacancy)
        if vacancy.after is not None:
            path: Path = ("vacancies", number, "after")
            yield from leaders(home.panel).check("panel", [(vacancy.after, path)])


def _seat(place: Place, document: str, path: Path, seat: Leader | Seat | Hat | Vacancy) -> Iterator[Fault]:
    """The sector and the organisation that somebody speaks from."""
    yield from sectors(place).check(document, [(seat.sector, (*path, "sector"))])
    if seat.organisation is not None:
        yield from organisations(place).check(document, [(seat.organisation, (*path, "organisation"))])


def succession(home: Home) -> Iterator[Fault]:
    """A successor follows somebody of the panel, and in the end nobody follows themselves."""
    before = {leader.id: leader.succeeds for leader in home.panel.leaders}
    for number, leader in enumerate(home.panel.leaders):
        if leader.succeeds is None:
            continue
        path: Path = ("leaders", number, "succeeds")
        yield from leaders(home.panel).check("panel", [(leader.succeeds, path)])
        if leader.id == min(_circle(before, leader.id), default=None):
            found = f'"{leader.id}" follows "{leader.succeeds}", who in the end follows "{leader.id}"'
            yield Fault("PBP323", found, "somebody who sat before", "panel", path)


def _circle(before: dict[str, str | None], start: str) -> list[str]:
    """Everyone met on the way back from this leader to themselves; nobody when the way does not lead back."""
    met: list[str] = []
    person = before.get(start)
    while person is not None and person not in met:
        met.append(person)
        person = before.get(person)
    return met if start in met else []


def time_on_panel(home: Home) -> Iterator[Fault]:
    """Nobody left before they joined."""
    for number, leader in enumerate(home.panel.leaders):
        if leader.joined and leader.left and leader.left < leader.joined:
            expected = "a day on or after the day they joined"
            path: Path = ("leaders", number, "left")
            yield Fault("PBP324", f"left on {leader.left}, joined on {leader.joined}", expected, "panel", path)


def deputies(home: Home) -> Iterator[Fault]:
    """A deputy stands for somebody else who is on the panel, and that one is nobody's deputy."""
    known = leaders(home.panel)
    for number, leader in enumerate(home.panel.leaders):
        if leader.deputy_for is None:
            continue
        path: Path = ("leaders", number, "deputy_for")
        yield from known.check("panel", [(leader.deputy_for, path)])
        principal = home.panel.by_id.get(leader.deputy_for)
        if principal is not None and principal.deputy_for is not None:
            who = "themselves" if principal is leader else f'"{principal.id}", who is a deputy too'
            found = f'"{leader.id}" is the deputy of {who}'
            yield Fault("PBP328", found, "somebody who holds a seat", "panel", path)


def one_voice_a_seat(dossier: Dossier) -> Iterator[Fault]:
    """Nobody is asked beside their own deputy: the seat would count twice."""
    for group, seats in _groups(dossier):
        for leader in seats:
            known = dossier.panel.by_id.get(leader)
            if known is not None and known.deputy_for in dossier.round.asked:
                found = f'"{leader}" is asked, and so is "{known.deputy_for}", whose deputy they are'
                expected = "one of the two: a seat has one voice"
                yield Fault("PBP338", found, expected, "round", (group, leader), severity=Severity.WARNING, key=True)


def interests(dossier: Dossier) -> Iterator[Fault]:
    """What somebody has declared an interest in is a function of the matrix; earlier rounds may have had another."""
    policy = dossier.matrix.readiness
    known = Register("PBP329", "function", set(policy.function_by_id) if policy else set(), "the matrix of this round")
    for number, leader in enumerate(dossier.panel.leaders):
        if leader.id in dossier.round.asked:
            named = ((name, ("leaders", number, "interests", n)) for n, name in enumerate(leader.interests))
            yield from known.check("panel", named, severity=Severity.WARNING)


def asked_from_panel(dossier: Dossier) -> Iterator[Fault]:
    """Somebody is asked, everyone asked is on the panel, and nobody in both capacities."""
    asked = dossier.round
    if not asked.members:
        yield Fault(
            "PBP326", "no member is asked in this round", "at least one member", "round", ("members",), key=True
        )
    for group, seats in _groups(dossier):
        named = ((leader, (group, leader)) for leader in seats)
        yield from leaders(dossier.panel).check("round", named, key=True)
    for leader in asked.stakeholders:
        if leader in asked.members:
            found = f'"{leader}" is asked as a member and as a stakeholder'
            path = ("stakeholders", leader)
            yield Fault("PBP325", found, "each leader once", "round", path, key=True)


def required_sectors(dossier: Dossier) -> Iterator[Fault]:
    """Each sector that must be heard has a member who is asked; without one it can never be heard."""
    if dossier.matrix.readiness is None:
        return
    filled = {seat.sector for seat in dossier.round.members.values()}
    for sector in dossier.matrix.readiness.sectors_required:
        if sector not in filled:
            expected = f'a member who speaks for the sector "{sector}", which the matrix requires'
            path: Path = ("members",)
            yield Fault("PBP327", "nobody asked does", expected, "round", path, severity=Severity.WARNING, key=True)


HOME_RULES: tuple[Callable[[Home], Iterator[Fault]], ...] = (
    place_ids,
    sectors_of_organisations,
    panel_ids,
    panel_seats,
    panel_hats,
    succession,
    time_on_panel,
    deputies,
)
RULES: tuple[Callable[[Dossier], Iterator[Fault]], ...] = (
    *HOME_RULES,
    interests,
    asked_from_panel,
    one_voice_a_seat,
    round_seats,
    required_sectors,
)
