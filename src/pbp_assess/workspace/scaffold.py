"""What does a new workspace, a new place or a first round consist of?

Everything is put together, and read as it would be read later, before the first byte is written. Nothing that
is there is overwritten.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from pbp_assess.core.assessment import (
    Kind,
    Leader,
    MatrixPin,
    Organisation,
    Panel,
    Place,
    PriorityGroup,
    Round,
    Seat,
    Sector,
    WorkspaceFile,
)
from pbp_assess.core.check.round_rules import quarter_label
from pbp_assess.core.fields import DEVICES
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import KINDS, dump
from pbp_assess.problems import ConflictError, InputError, Problem, Severity, UsageError
from pbp_assess.workspace.files import ABSENT, content_hash, write_atomic
from pbp_assess.workspace.history import unknown
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.matrices import find_matrix, with_schema
from pbp_assess.workspace.reading import read_round
from pbp_assess.workspace.shipped import shipped

GITIGNORE = """\
# Who answered what is confidential: roles name people in a place this small.
# Take these lines out only where this repository is the facilitators' own.
scores/
themes.yaml
survey.yaml
forms/
surveys/
*-facilitator.*
facilitator.*
leader-*.*
"""
_EDITOR_LINE = "# yaml-language-server: $schema={}docs/schema/{}.schema.json\n"
_ACRONYMS = {"icb", "nhs", "gp", "vcse"}


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody to be asked: by role, never by name."""

    role: str
    sector: str
    kind: Kind
    organisation: str | None = None
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a new round, by path (of a new place and workspace too), and what is worth a warning in them."""

    workspace: Workspace
    place: str
    round_id: str
    files: Mapping[Path, str]
    warnings: tuple[Problem, ...] = ()

    def write(self) -> None:
        """Write every file.

        Raises:
            ConflictError: one of them is already there; then nothing is written.
        """
        there = [path for path in self.files if path.exists()]
        if there:
            shown = ", ".join(self.workspace.shown(path) for path in there)
            raise ConflictError(f"already there, and left alone: {shown}")
        for path, text in self.files.items():
            write_atomic(path, text, expected=ABSENT)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a first round needs to be told; `called` are names of sectors and organisations by id, where known."""

    name: str
    icb: str
    matrix: str
    invited: tuple[Invitation, ...]
    opened: datetime.date
    place: str = ""
    round_id: str = ""
    aims: Mapping[str, str] = field(default_factory=dict)
    committee: str = ""
    groups: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)


def slug(text: str) -> str:
    """An id from words: "GP lead, North" becomes `gp-lead-north`.

    Raises:
        UsageError: nothing of the text can stand in an id, or it would be a name that Windows keeps for itself.
    """
    made = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:64].strip("-")
    if not made or made in DEVICES:
        raise UsageError(f"no id can be made of {text!r}: it needs letters from a to z, or digits")
    return made


def as_id(text: str, option: str) -> str:
    """An id that was given as such, and stands for a folder.

    Raises:
        UsageError: it is none.
    """
    made = slug(text)
    if made != text:
        raise UsageError(f"{option} {text!r} is no id: small letters, digits and hyphens, such as {made}")
    return text


def sector_name(sector: str) -> str:
    """A readable name for a sector's id: `nhs_trust` becomes "NHS trust"."""
    words = re.split(r"[_-]", sector)
    named = [word.upper() if word in _ACRONYMS else word for word in words]
    return " ".join([named[0] if words[0] in _ACRONYMS else named[0].capitalize(), *named[1:]])


def free_id(role: str, taken: Collection[str]) -> str:
    """An id made of a role, which nobody has had; the second of two like roles gets a number.

    Raises:
        UsageError: no id can be made of the role.
    """
    base = slug(role)
    number = 1
    while (leader := base if number == 1 else f"{base[:60]}-{number}") in taken:
        number += 1
    return leader


def leaders_of(invited: Iterable[Invitation]) -> tuple[Leader, ...]:
    """Panel entries, with ids made of the roles."""
    leaders: dict[str, Leader] = {}
    for person in invited:
        leader = free_id(person.role, leaders)
        leaders[leader] = Leader(
            id=leader,
            role=person.role,
            kind=person.kind,
            sector=person.sector,
            organisation=person.organisation,
            route=person.route,
        )
    return tuple(leaders.values())


def _sectors(matrix: Matrix, leaders: Iterable[Leader], called: Mapping[str, str]) -> tuple[Sector, ...]:
    """The sectors the matrix requires, then the others that the leaders come from."""
    required = matrix.readiness.sectors_required if matrix.readiness else ()
    ids = dict.fromkeys((*required, *(leader.sector for leader in leaders)))
    return tuple(Sector(id=sector, name=called.get(sector) or sector_name(sector)) for sector in ids)


def _bodies(leaders: Iterable[Leader], called: Mapping[str, str]) -> tuple[Organisation, ...]:
    """The organisations the leaders come from, each in the sector it was first named with."""
    found: dict[str, Organisation] = {}
    for leader in leaders:
        if leader.organisation:
            name = called.get(leader.organisation) or sector_name(leader.organisation)
            body = Organisation(id=leader.organisation, name=name, sector=leader.sector)
            found.setdefault(body.id, body)
    return tuple(found.values())


def _seats(leaders: Iterable[Leader], kind: Kind) -> dict[str, Seat]:
    """Who sits where, as frozen in the round."""
    return {
        leader.id: Seat(sector=leader.sector, organisation=leader.organisation)
        for leader in leaders
        if leader.kind is kind
    }


def _groups(opening: Opening) -> tuple[PriorityGroup, ...]:
    """The priority groups, with ids made of their names."""
    return tuple(PriorityGroup(id=slug(name), name=name) for name in opening.groups)


def _round(opening: Opening, matrix: Matrix, text: str, leaders: tuple[Leader, ...], round_id: str) -> Round:
    """The first round: everyone invited is asked everything."""
    pin = MatrixPin(id=matrix.id, version=matrix.version, sha256=content_hash(text.encode()))
    return Round(
        schema_="pbp-assess/round/1",
        id=round_id,
        place=opening.name,
        icb=opening.icb,
        opened=opening.opened,
        matrix=pin,
        members=_seats(leaders, Kind.MEMBER),
        stakeholders=_seats(leaders, Kind.STAKEHOLDER),
        priority_groups=_groups(opening),
        aims=dict(opening.aims),
    )


def refuse_unknown_aims(matrix: Matrix, aims: Mapping[str, str]) -> None:
    """Every aim names a function and a stage of the matrix.

    Raises:
        NotFoundError: one does not.
        UsageError: the matrix has no functions.
    """
    functions = matrix.readiness.function_by_id if matrix.readiness else {}
    if aims and not functions:
        raise UsageError(f"{matrix.id} has no functions, so that none can be sought")
    for function, stage in aims.items():
        if function not in functions:
            raise unknown("function", function, tuple(functions), matrix.id)
        if stage not in functions[function].gates:
            raise unknown("stage", stage, tuple(functions[function].gates), function)


def refuse_known_place(workspace: Workspace, place: str) -> None:
    """Nothing stands yet where the place would go.

    Raises:
        ConflictError: something does.
    """
    home = workspace.place_folder(place)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        shown = workspace.shown(home)
        raise ConflictError(f"{shown} is already there, and was left alone; --place names another id")


def plan(workspace: Workspace, opening: Opening) -> Plan:
    """Everything a place and its first round need, put together, checked, and not yet written.

    Raises:
        UsageError: nobody is invited as a member, an aim is not in the matrix, or a text can't stand in a file.
        ConflictError: the place is already there.
        InputError: the matrix has a fault, or the files would have one.
    """
    place_id = as_id(opening.place, "--place") if opening.place else slug(opening.name)
    round_id = as_id(opening.round_id, "--round") if opening.round_id else quarter_label(opening.opened)
    refuse_known_place(workspace, place_id)
    if not any(person.kind is Kind.MEMBER for person in opening.invited):
        raise UsageError("nobody is invited as a member: name at least one with --member ROLE:SECTOR")
    path, data, matrix = find_matrix(workspace, opening.matrix)
    refuse_unknown_aims(matrix, opening.aims)
    text = data.decode().replace("\r\n", "\n")
    home, folder = workspace.place_folder(place_id), workspace.round_folder(place_id, round_id)
    files = {folder / "matrix.yaml": with_schema(text, "../../../docs/schema/matrix.schema.json")}
    try:
        leaders = leaders_of(opening.invited)
        opened = _round(opening, matrix, files[folder / "matrix.yaml"], leaders, round_id)
        files[home / "place.yaml"] = _EDITOR_LINE.format("../../", "place") + dump(_place(opening, matrix, leaders))
        files[home / "panel.yaml"] = dump(Panel(schema_="pbp-assess/panel/1", leaders=leaders))
        files[folder / "round.yaml"] = dump(opened)
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from None
    warnings = _read_back(workspace, place_id, round_id, files)
    if path != workspace.matrix_path(matrix.id):
        files[workspace.matrix_path(matrix.id)] = with_schema(text, "../docs/schema/matrix.schema.json")
    return Plan(workspace, place_id, round_id, {**files, **_root_files(workspace)}, warnings)


def _place(opening: Opening, matrix: Matrix, leaders: tuple[Leader, ...]) -> Place:
    """place.yaml, with the sectors of the matrix and of those invited."""
    return Place(
        schema_="pbp-assess/place/1",
        name=opening.name,
        icb=opening.icb,
        committee=opening.committee or f"the {opening.name} place committee",
        sectors=_sectors(matrix, leaders, opening.called),
        organisations=_bodies(leaders, opening.called),
        priority_groups=_groups(opening),
    )


def _read_back(workspace: Workspace, place: str, round_id: str, files: Mapping[Path, str]) -> tuple[Problem, ...]:
    """The warnings that validating the files would give.

    Raises:
        InputError: there would be an error.
    """
    opened = read_round(workspace, place, round_id, planned=files)
    if any(problem.severity is Severity.ERROR for problem in opened.problems):
        raise InputError(opened.problems)
    return opened.problems


def _root_files(workspace: Workspace) -> dict[Path, str]:
    """What stands once in a workspace and is not there yet: schemas for editors, what git leaves out, the mark."""
    schemas = [f"{kind}.schema.json" for kind in KINDS]
    shelf = shipped("docs/schema")
    files = {workspace.schemas / name: (shelf / name).read_text(encoding="utf-8") for name in schemas}
    files |= dict.fromkeys(_ignores(workspace), GITIGNORE)
    marker = WorkspaceFile(schema_="pbp-assess/workspace/1")
    files[workspace.marker] = _EDITOR_LINE.format("", "workspace") + dump(marker)
    return {path: text for path, text in files.items() if not path.exists()}


def _ignores(workspace: Workspace) -> tuple[Path, ...]:
    """Where git is told: at the root, but beside a .gitignore of somebody's own in the folders concerned."""
    root = workspace.root / ".gitignore"
    if not root.exists() or GITIGNORE.encode() in root.read_bytes():
        return (root,)
    return (workspace.root / "assessments" / ".gitignore", workspace.root / "reports" / ".gitignore")
