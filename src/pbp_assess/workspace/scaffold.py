"""What does a new workspace, a new place or a first round consist of?

Everything is put together and checked before the first byte is written, and nothing that is there is
overwritten.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import dump, load
from pbp_assess.formats.schema import schema_text
from pbp_assess.problems import ConflictError, InputError, UsageError
from pbp_assess.workspace.files import content_hash, read_bytes, write_atomic
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.shipped import shipped

GITIGNORE = """\
# Who answered what is confidential: roles name people in a place this small.
# Take these lines out only where this repository is the facilitators' own.
assessments/*/*/scores/
assessments/*/*/themes.yaml
"""
PLACE_HEAD = "# yaml-language-server: $schema=../../docs/schema/place.schema.json\n"
_ACRONYMS = {"icb", "nhs", "gp", "vcse"}


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody to be asked: by role, never by name."""

    role: str
    sector: str
    kind: Kind
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a new place and round, by path; `folder` is the round's."""

    workspace: Workspace
    place: str
    round_id: str
    files: Mapping[Path, str]

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
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, text)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a first round needs to be told."""

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


def slug(text: str) -> str:
    """An id from words: "GP lead, North" becomes `gp-lead-north`.

    Raises:
        UsageError: nothing of the text can stand in an id.
    """
    made = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:64].strip("-")
    if not made:
        raise UsageError(f"no id can be made of {text!r}: it needs a letter from a to z or a digit")
    return made


def sector_name(sector: str) -> str:
    """A readable name for a sector's id: `nhs_trust` becomes "NHS trust"."""
    words = re.split(r"[_-]", sector)
    named = [word.upper() if word in _ACRONYMS else word for word in words]
    return " ".join([named[0] if words[0] in _ACRONYMS else named[0].capitalize(), *named[1:]])


def leaders_of(invited: Iterable[Invitation]) -> tuple[Leader, ...]:
    """Panel entries, with ids made of the roles; the second of two like roles gets a number."""
    leaders: list[Leader] = []
    taken: set[str] = set()
    for person in invited:
        base = slug(person.role)
        number = 1
        while (leader := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        taken.add(leader)
        leaders.append(
            Leader(
                id=leader,
                role=person.role,
                kind=person.kind,
                sector=person.sector,
                organisation=person.organisation,
            )
        )
    return tuple(leaders)


def find_matrix(workspace: Workspace, wanted: str) -> tuple[Path, bytes, Matrix]:
    """A matrix of the workspace, else one that ships with the tool.

    Raises:
        InputError: it has a fault.
        NotFoundError: there is no such matrix.
    """
    path = workspace.matrix_path(wanted)
    if not path.exists():
        path = shipped("matrices") / f"{wanted}.yaml"
    data = read_bytes(path, workspace.shown(path))
    loaded = load(Matrix, data, workspace.shown(path))
    if loaded.model is None:
        raise InputError(loaded.problems)
    return path, data, loaded.model


def _sectors(matrix: Matrix, leaders: Iterable[Leader]) -> tuple[Sector, ...]:
    """The sectors the matrix requires, then the others that the leaders come from."""
    required = matrix.readiness.sectors_required if matrix.readiness else ()
    ids = dict.fromkeys((*required, *(leader.sector for leader in leaders)))
    return tuple(Sector(id=sector, name=sector_name(sector)) for sector in ids)


def _bodies(leaders: Iterable[Leader]) -> tuple[Organisation, ...]:
    """The organisations the leaders come from, each in the sector it was first named with."""
    found: dict[str, Organisation] = {}
    for leader in leaders:
        if leader.organisation:
            body = Organisation(id=leader.organisation, name=sector_name(leader.organisation), sector=leader.sector)
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


def _refuse_unknown_aims(matrix: Matrix, aims: Mapping[str, str]) -> None:
    """Every aim names a function and a stage of the matrix.

    Raises:
        UsageError: one does not.
    """
    functions = matrix.readiness.function_by_id if matrix.readiness else {}
    for function, stage in aims.items():
        if function not in functions:
            raise UsageError(f"no function {function!r} in {matrix.id}; it has {', '.join(functions) or 'none'}")
        if stage not in functions[function].gates:
            stages = ", ".join(functions[function].gates)
            raise UsageError(f"no stage {stage!r} for {function}; it has {stages}")


def plan(workspace: Workspace, opening: Opening) -> Plan:
    """Everything a place and its first round need, put together and not yet written.

    Raises:
        UsageError: nobody is invited as a member, or an aim is not in the matrix.
        InputError: the matrix has a fault.
    """
    leaders = leaders_of(opening.invited)
    if not any(leader.kind is Kind.MEMBER for leader in leaders):
        raise UsageError("nobody is invited as a member: name at least one with --member ROLE:SECTOR")
    place_id = opening.place or slug(opening.name)
    round_id = opening.round_id or quarter_label(opening.opened)
    path, data, matrix = find_matrix(workspace, opening.matrix)
    _refuse_unknown_aims(matrix, opening.aims)
    text = data.decode().replace("\r\n", "\n")
    asked = with_schema(text, "../../../docs/schema/matrix.schema.json")
    place = Place(
        schema_="pbp-assess/place/1",
        name=opening.name,
        icb=opening.icb,
        committee=opening.committee or f"the {opening.name} place committee",
        sectors=_sectors(matrix, leaders),
        organisations=_bodies(leaders),
        priority_groups=_groups(opening),
    )
    home, folder = workspace.place_folder(place_id), workspace.round_folder(place_id, round_id)
    files = {
        home / "place.yaml": PLACE_HEAD + dump(place),
        home / "panel.yaml": dump(Panel(schema_="pbp-assess/panel/1", leaders=leaders)),
        folder / "matrix.yaml": asked,
        folder / "round.yaml": dump(_round(opening, matrix, asked, leaders, round_id)),
    }
    if not path.is_relative_to(workspace.root):
        files[workspace.matrix_path(matrix.id)] = with_schema(text, "../docs/schema/matrix.schema.json")
    if not workspace.marker.exists():
        files |= _root_files(workspace, place_id)
    return Plan(workspace, place_id, round_id, files)


def _root_files(workspace: Workspace, place: str) -> dict[Path, str]:
    """What stands once in a workspace: its mark, what git leaves out, and the schemas that editors read."""
    marker = WorkspaceFile(schema_="pbp-assess/workspace/1", place=place)
    files = {workspace.marker: dump(marker), workspace.root / ".gitignore": GITIGNORE}
    for kind in ("matrix", "place"):
        files[workspace.root / "docs" / "schema" / f"{kind}.schema.json"] = schema_text(kind)
    return {path: text for path, text in files.items() if path.name != ".gitignore" or not path.exists()}


def matrix_ids(workspace: Workspace | None) -> tuple[str, ...]:
    """The ids of every matrix at hand: the workspace's own and the shipped, sorted."""
    folders = [shipped("matrices"), *([workspace.matrices] if workspace else [])]
    return tuple(sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")}))


_SCHEMA_LINE = re.compile(r"(# yaml-language-server: \$schema=)\S+")


def with_schema(text: str, path: str) -> str:
    """The text with its editor line pointing to this workspace's schemas."""
    return _SCHEMA_LINE.sub(rf"\g<1>{path}", text, count=1)
