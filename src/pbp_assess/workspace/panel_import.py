"""What becomes of a panel and its register when a spreadsheet of people is read in?

Worked out before anything is written, with every fault. A row is a person who is known by the register (address, or
name), or who holds a seat that nobody is named for yet, or somebody new. The same file a second time changes nothing.
Nobody is taken off the panel for not being in the file.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pbp_assess.core.assessment import Kind, Leader, Panel
from pbp_assess.core.register import NameRegister, Person
from pbp_assess.formats.people import Entry, Field
from pbp_assess.problems import InputError, Problem
from pbp_assess.workspace.panel import Newcomer, PanelFile, added, changed
from pbp_assess.workspace.scaffold import Invitation, leaders_of, sector_name, slug
from pbp_assess.workspace.seats import Seats, bare, called, lines_to_paste, readable, sector_id


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The panel and the register as they would be, and how they came to be so; `paste` is what place.yaml lacks."""

    panel: Panel
    register: NameRegister
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    paste: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A person of the file, with the ids of their seat."""

    entry: Entry
    sector: str
    organisation: str | None

    @property
    def person(self) -> Person:
        """The person as the register has them."""
        return Person(name=self.entry.name, email=self.entry.email or None)


def plan_import(file: PanelFile, register: NameRegister, people: Sequence[Entry], joined: datetime.date) -> ImportPlan:
    """What reading these people in would do; newcomers join on the day given."""
    rows, problems, paste = _seated(file, people)
    if problems:
        return ImportPlan(file.panel, register, problems=tuple(problems), paste=paste)
    present = {leader.id: leader for leader in file.panel.leaders if leader.left is None}
    matched = _matched(rows, present, register)
    problems = list(_taken_over(rows, matched, present, register))
    if problems:
        return ImportPlan(file.panel, register, problems=tuple(problems))
    plan = ImportPlan(file.panel, register, absent=tuple(name for name in present if name not in matched.values()))
    taken = {*file.taken, *register.leaders}
    for number, row in enumerate(rows):
        plan = _with(plan, row, matched.get(number), taken, joined)
    return plan


def _with(plan: ImportPlan, row: _Row, leader: str | None, taken: Iterable[str], joined: datetime.date) -> ImportPlan:
    """The plan with one row more."""
    if leader is None:
        entry = row.entry
        newcomer = Newcomer(
            entry.role, entry.kind, row.sector, row.organisation, joined=joined, route=entry.route or None
        )
        panel, person = added(plan.panel, newcomer, taken)
        register = plan.register.with_person(person.id, row.person)
        return replace(plan, panel=panel, register=register, new=(*plan.new, person.id))
    before = plan.register.leaders.get(leader)
    register = plan.register.with_person(leader, _better(before, row.person))
    fields = _differences(plan.panel.by_id[leader], row)
    panel = changed(plan.panel, leader, **fields) if fields else plan.panel
    said = f"{leader} ({', '.join(fields)})"
    if not fields:
        return replace(plan, register=register, known=(*plan.known, leader))
    return replace(plan, panel=panel, register=register, changed=(*plan.changed, said))


def _better(before: Person | None, now: Person) -> Person:
    """The person as the file has them; an address that it does not have stays."""
    return Person(name=now.name, email=now.email or (before.email if before else None))


def _differences(leader: Leader, row: _Row) -> dict[str, Any]:
    """What the file says otherwise; what it does not say stays."""
    entry = row.entry
    said: dict[str, Any] = {"role": entry.role, "kind": entry.kind, "sector": row.sector}
    if row.organisation:
        said["organisation"] = row.organisation
    if entry.route:
        said["route"] = entry.route
    return {name: value for name, value in said.items() if getattr(leader, name) != value}


# --- seats ----------------------------------------------------------------------------------------


def _seated(file: PanelFile, people: Sequence[Entry]) -> tuple[list[_Row], list[Problem], str]:
    """Everybody with their seat, every fault of a seat, and what place.yaml lacks."""
    seats, rows, problems = Seats(file.place), [], []
    sectors: list[str] = []
    bodies: list[tuple[str, str]] = []
    for entry in people:
        sector, body = seats.sector(entry.sector), seats.organisation(entry.organisation)
        if body is not None and not entry.sector:
            sector = seats.sector_of(body)
        if sector is None:
            problems.append(_lacking("PBP477", "sector", entry))
            sectors += [entry.sector] if entry.sector else []
        if body is None and entry.organisation:
            problems.append(_lacking("PBP478", "organisation", entry))
            bodies.append((entry.organisation, sector or sector_id(entry.sector or "sector")))
        elif body is not None and sector is not None and seats.sector_of(body) != sector:
            problems.append(_elsewhere(seats.sector_of(body), entry))
        rows.append(_Row(entry, sector or "", body))
    return rows, problems, lines_to_paste(sectors, bodies)


def _lacking(code: str, field: Field, entry: Entry) -> Problem:
    text = entry.sector if field == "sector" else entry.organisation
    found = f'{field} "{text}", which place.yaml does not have'
    expected = f"{'a sector' if field == 'sector' else 'an organisation'} of place.yaml, by id or name"
    return Problem(code, found, expected, entry.at(field), private=True)


def _elsewhere(sector: str | None, entry: Entry) -> Problem:
    found = f'sector "{entry.sector}", and place.yaml has "{entry.organisation}" in "{sector}"'
    expected = "the sector of the organisation; leave the cell empty to take it from place.yaml"
    return Problem("PBP479", found, expected, entry.at("sector"), private=True)


# --- who is who -----------------------------------------------------------------------------------


def _matched(rows: Sequence[_Row], present: dict[str, Leader], register: NameRegister) -> dict[int, str]:
    """The leader that each row is, by the row's number; rows of newcomers are not in it."""
    known = {leader: person for leader, person in register.leaders.items() if leader in present}
    matched: dict[int, str] = {}
    for same in (_same_address, _same_name):
        for number, row in enumerate(rows):
            if number not in matched:
                found = [leader for leader, person in known.items() if same(person, row.entry)]
                free = [leader for leader in found if leader not in matched.values()]
                if len(free) == 1:
                    matched[number] = free[0]
    for number, row in enumerate(rows):
        if number not in matched:
            unnamed = (one for one in present.values() if one.id not in known and one.id not in matched.values())
            seat = next((one.id for one in unnamed if _same_seat(one, row)), None)
            if seat is not None:
                matched[number] = seat
    return matched


def _same_address(person: Person, entry: Entry) -> bool:
    return bool(entry.email) and (person.email or "").casefold() == entry.email.casefold()


def _same_name(person: Person, entry: Entry) -> bool:
    apart = person.email and entry.email and person.email.casefold() != entry.email.casefold()
    return bare(person.name) == bare(entry.name) and not apart


def _same_seat(leader: Leader, row: _Row) -> bool:
    """Whether the leader holds the seat that the row describes; a panel made by `init` may lack the organisation."""
    same = bare(leader.role) == bare(row.entry.role) and leader.kind is row.entry.kind
    bodies = {leader.organisation, row.organisation} - {None}
    return same and leader.sector == row.sector and len(bodies) < 2 and leader.deputy_for is None


def _taken_over(
    rows: Sequence[_Row], matched: dict[int, str], present: dict[str, Leader], register: NameRegister
) -> Iterator[Problem]:
    """Newcomers in a seat whose holder the register names, and the file does not: has somebody taken over?"""
    gone = [one for one in present.values() if one.id in register.leaders and one.id not in matched.values()]
    for number, row in enumerate(rows):
        before = next((one for one in gone if number not in matched and _same_seat(one, row)), None)
        if before is not None:
            gone.remove(before)
            found = f'"{row.entry.name}" in the seat of "{before.id}", whom the register has under another name'
            hint = f"If somebody took over, say so first: pbp-assess panel succeed {before.id}"
            expected = "the person who holds the seat"
            yield Problem("PBP480", found, expected, row.entry.at("name"), hint=hint, private=True)


# --- before there is a place ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FirstPeople:
    """People to start a place with, members first, and what their sectors and organisations are called, by id."""

    people: tuple[Entry, ...]
    invited: tuple[Invitation, ...]
    called: dict[str, str]

    def register(self, place: str) -> NameRegister:
        """The register of a place that starts with these people alone."""
        ids = [leader.id for leader in leaders_of(self.invited)]
        people = {
            leader: Person(name=one.name, email=one.email or None) for leader, one in zip(ids, self.people, strict=True)
        }
        return NameRegister(schema_="pbp-assess/register/1", place=place, leaders=people)


def first_people(people: Sequence[Entry], required: Iterable[str]) -> FirstPeople:
    """The people of a spreadsheet for a place that is to be made; a sector that the matrix requires is known by it.

    Raises:
        InputError: somebody has no sector, or an organisation stands in two.
    """
    ordered = tuple(sorted(people, key=lambda one: one.kind is not Kind.MEMBER))
    known = [(sector, sector_name(sector)) for sector in required]
    invited, problems = [], []
    names: dict[str, str] = {}
    home: dict[str, str] = {}
    for one in ordered:
        sector = called(one.sector, known) or (sector_id(one.sector) if one.sector else "")
        if not sector:
            problems.append(Problem("PBP474", "an empty cell", "the sector", one.at("sector"), private=True))
            continue
        if called(one.sector, known) is None:
            names.setdefault(sector, readable(one.sector))
        body = slug(one.organisation) if one.organisation else None
        if body:
            names.setdefault(body, one.organisation)
            if home.setdefault(body, sector) != sector:
                found = f'sector "{one.sector}", and another row has "{one.organisation}" in "{home[body]}"'
                expected = "the same sector wherever the organisation stands"
                problems.append(Problem("PBP479", found, expected, one.at("sector"), private=True))
        invited.append(Invitation(one.role, sector, one.kind, body, one.route or None))
    if problems:
        raise InputError(problems)
    return FirstPeople(ordered, tuple(invited), names)
