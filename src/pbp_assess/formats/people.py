"""Whom does a spreadsheet of people list?

A row a person, under headings in any order and wording: name, e-mail, role, organisation, sector, member or invited
voice, and how they are asked. Every fault is told with its cell, all at once; nothing is guessed. What stands in a cell
names people, so that every fault of a cell is private.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, Literal

from pbp_assess.core.assessment import Kind
from pbp_assess.formats.plain_text import UNWANTED
from pbp_assess.formats.table import Cell, Table, Tables
from pbp_assess.problems import Location, Problem, Severity

Field = Literal["name", "email", "role", "organisation", "sector", "kind", "route"]

_LOOKED_AT: Final = 10
_LONGEST: Final = 200
_REQUIRED: Final[tuple[Field, ...]] = ("name", "role", "sector", "kind")
HEADINGS: Final[Mapping[Field, str]] = MappingProxyType(
    {
        "name": "name",
        "email": "e-mail",
        "role": "role",
        "organisation": "organisation",
        "sector": "sector",
        "kind": "member or invited voice",
        "route": "asked by",
    }
)
# As people write them, without capitals, blanks and signs.
_CALLED: Final[Mapping[Field, tuple[str, ...]]] = MappingProxyType(
    {
        "name": ("name", "fullname", "person", "leader", "leadername", "nameofleader", "who"),
        "email": ("email", "emailaddress", "mail", "mailaddress", "workemail"),
        "role": ("role", "jobtitle", "title", "position", "post", "job", "jobrole", "roletitle"),
        "organisation": ("organisation", "organization", "org", "employer", "body", "company", "organisationname"),
        "sector": ("sector", "partnertype", "sectororpartner", "typeofpartner", "kindofpartner"),
        "kind": (
            "memberorinvitedvoice", "memberinvitedvoice", "memberorstakeholder", "memberstakeholder", "kind", "type",
            "member", "status", "askedas", "membership", "panelmember",
        ),
        "route": ("askedby", "route", "how", "howasked", "method", "interviewformsurveyorpaper"),
    }
)  # fmt: skip
_KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        **dict.fromkeys(("member", "members", "leader", "panelmember", "fullmember", "yes", "y", "m"), Kind.MEMBER),
        **dict.fromkeys(
            ("invitedvoice", "invitedvoices", "invited", "voice", "stakeholder", "stakeholders", "no", "n", "iv"),
            Kind.STAKEHOLDER,
        ),
    }
)
_ROUTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "interview": "interview", "interviewed": "interview", "form": "form", "offlineform": "form", "html": "form",
        "survey": "survey", "msforms": "survey", "microsoftforms": "survey", "forms": "survey", "paper": "paper",
        "print": "paper", "largeprint": "paper",
    }
)  # fmt: skip
_ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as a row has them; `sector` and `organisation` in the row's own words."""

    name: str
    role: str
    sector: str
    kind: Kind
    email: str
    organisation: str
    route: str
    places: Mapping[Field, Location]

    def at(self, field: Field) -> Location:
        """The cell of this field; the row's first where there is no such column."""
        return self.places.get(field) or next(iter(self.places.values()))


@dataclass(frozen=True, slots=True)
class Listed:
    """The people of a file, and every fault; no people beside an error."""

    people: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read_people(tables: Tables, file: str) -> Listed:
    """The people that a file lists."""
    if not tables.tables:
        return Listed((), tables.problems)
    found = [(table, heads) for table in tables.tables if not table.hidden and (heads := _heading_row(table)) >= 0]
    if not found:
        expected = f"headings in one of the first {_LOOKED_AT} rows: {', '.join(HEADINGS.values())}"
        nothing = Problem("PBP470", "no row of headings", expected, tables.tables[0].where(0, 0))
        return Listed((), (*tables.problems, nothing))
    table, heads = found[0]
    columns, problems = _columns(table, heads)
    problems = [*tables.problems, *problems, *(_another(other, head) for other, head in found[1:])]
    people: list[Entry] = []
    if not any(problem.severity is Severity.ERROR for problem in problems):
        for entry, faults in _entries(table, heads, columns):
            problems += faults
            people += [entry] if entry else []
        problems += _twice(people)
    if not people and not problems:
        problems = [Problem("PBP470", "headings, and nobody below them", "a row for each person", Location(file))]
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return Listed(() if wrong else tuple(people), tuple(problems))


# --- headings -------------------------------------------------------------------------------------


def text_of(cell: Cell) -> str:
    """A cell's text on one line, without what cannot be seen."""
    return " ".join(UNWANTED.sub(" ", str(cell)).split())


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _field(heading: str) -> Field | None:
    """The field that a heading names."""
    bare = _bare(re.sub(r"\(.*?\)", "", heading)) or _bare(heading)
    return next((field for field, words in _CALLED.items() if bare in words), None)


def _heading_row(table: Table) -> int:
    """The first row with two headings that we know, one of them the role or the name; -1 where there is none."""
    for number, row in enumerate(table.rows[:_LOOKED_AT]):
        fields = {_field(text_of(cell)) for cell in row} - {None}
        if len(fields) > 1 and fields & {"role", "name"}:
            return number
    return -1


def _columns(table: Table, heads: int) -> tuple[dict[Field, int], list[Problem]]:
    """The column of each field, and what is wrong with the headings."""
    columns: dict[Field, int] = {}
    unread: list[tuple[str, Location]] = []
    problems: list[Problem] = []
    for number, cell in enumerate(table.rows[heads]):
        heading, place = text_of(cell), table.where(heads, number)
        field = _field(heading)
        if field is None:
            unread += [(heading, place)] if heading else []
        elif field in columns:
            twice = f'a second column for "{HEADINGS[field]}"'
            problems.append(Problem("PBP472", twice, "one column for each", place))
        else:
            columns[field] = number
    wanting = [field for field in HEADINGS if field not in columns]
    problems += [_not_read(heading, place, wanting) for heading, place in unread]
    for field in wanting:
        if field in _REQUIRED:
            missing = f'no column for "{HEADINGS[field]}"'
            problems.append(Problem("PBP473", missing, f'a heading such as "{HEADINGS[field]}"', table.where(heads, 0)))
    return columns, problems


def _not_read(heading: str, place: Location, wanting: Sequence[Field]) -> Problem:
    known = {word: field for field in wanting for word in _CALLED[field]}
    near = get_close_matches(_bare(heading), known, 1, 0.75)
    hint = f'did you mean "{HEADINGS[known[near[0]]]}"?' if near else ""
    expected = f"nothing: only {', '.join(HEADINGS.values())} are read"
    return Problem("PBP471", f'a column "{heading[:40]}"', expected, place, Severity.WARNING, hint)


def _another(table: Table, heads: int) -> Problem:
    found = f'people on a further sheet, "{table.sheet}"'
    return Problem(
        "PBP471", found, "one sheet of people; this one is not read", table.where(heads, 0), Severity.WARNING
    )


# --- rows -----------------------------------------------------------------------------------------


def _entries(
    table: Table, heads: int, columns: Mapping[Field, int]
) -> Iterator[tuple[Entry | None, tuple[Problem, ...]]]:
    """Each row that holds anything: the person, or what is wrong with the row."""
    for number in range(heads + 1, len(table.rows)):
        row = table.rows[number]
        cells = {field: text_of(row[at]) if at < len(row) else "" for field, at in columns.items()}
        if any(cells.values()):
            places = {field: table.where(number, at) for field, at in sorted(columns.items(), key=lambda one: one[1])}
            faults = tuple(_faults(cells, places))
            yield (None if faults else _entry(cells, places)), faults


def _entry(cells: Mapping[Field, str], places: Mapping[Field, Location]) -> Entry:
    return Entry(
        name=cells["name"],
        role=cells["role"],
        sector=cells["sector"],
        kind=_KINDS[_bare(cells["kind"])],
        email=cells.get("email", ""),
        organisation=cells.get("organisation", ""),
        route=_ROUTES.get(_bare(cells.get("route", "")), ""),
        places=places,
    )


def _faults(cells: Mapping[Field, str], places: Mapping[Field, Location]) -> Iterator[Problem]:
    for field, text in cells.items():
        place = places[field]
        if len(text) > _LONGEST:
            yield _private("PBP475", f"{len(text)} characters", f"at most {_LONGEST}", place)
        elif not text and field in _REQUIRED and not (field == "sector" and cells.get("organisation")):
            yield _private("PBP474", "an empty cell", f"the {HEADINGS[field]}", place)
        elif text and (expected := _expected(field, text, cells["name"])):
            yield _private("PBP475", f'"{text[:40]}"', expected, place)


def _expected(field: Field, text: str, name: str) -> str:
    """What should stand there instead; "" where it is right."""
    match field:
        case "kind" if _bare(text) not in _KINDS:
            return "member, or invited voice"
        case "route" if _bare(text) not in _ROUTES:
            return "interview, form, survey or paper"
        case "email" if not _ADDRESS.fullmatch(text):
            return "one e-mail address, such as ann.example@nhs.example"
        case "role" if _bare(name) and _bare(name) in _bare(text):
            return "a role, and no name: it will stand in the workspace"
        case "role" if not re.search("[a-z0-9]", text, re.IGNORECASE):
            return "a role with letters from a to z, of which an id is made"
        case _:
            return ""


def _private(code: str, found: str, expected: str, place: Location) -> Problem:
    return Problem(code, found, expected, place, private=True)


def _twice(people: Sequence[Entry]) -> Iterator[Problem]:
    """People listed twice: by their address, or by name and role where not both have one."""
    addresses: dict[str, Entry] = {}
    names: dict[tuple[str, str], Entry] = {}
    for person in people:
        address, name = person.email.casefold(), (_bare(person.name), _bare(person.role))
        like = names.setdefault(name, person)
        first = addresses.setdefault(address, person) if address else person
        if first is person and not (like.email and person.email):
            first = like
        if first is not person:
            field: Field = "email" if address and first.email.casefold() == address else "name"
            found = f"the same person as at {first.at(field)}"
            expected = "each person once; a second hat is for pbp-assess panel set --also"
            yield _private("PBP476", found, expected, person.at(field))
