"""What do the files of a round say, and what is wrong with them?

All the files are read, and all their faults are reported together. A round is judged only when there is no
error in it, nor in the rounds before it that it rests on.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pbp_assess.core.assessment import (
    Actions,
    Dossier,
    Evidence,
    Moderation,
    Panel,
    Place,
    Round,
    Scoresheet,
    Themes,
)
from pbp_assess.core.check import Fault, check_dossier, check_matrix
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.problems import InputError, Location, Problem, Severity
from pbp_assess.workspace.files import content_hash, read_bytes
from pbp_assess.workspace.layout import Workspace

M = TypeVar("M", bound=Written)
Where = Callable[..., Location]


@dataclass(slots=True)
class _Reading:
    """Files read so far: their problems, and for each document where its keys stand."""

    workspace: Workspace
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Where] = field(default_factory=dict)

    def read(self, document: str, model: type[M], path: Path) -> tuple[M | None, bytes]:
        """The document, or None when it has a fault; the bytes it was read from."""
        shown = self.workspace.shown(path)
        try:
            data = read_bytes(path, shown)
        except InputError as error:
            self.problems += error.problems
            return None, b""
        loaded = load(model, data, shown)
        self.problems += loaded.problems
        self.places[document] = loaded.where
        return loaded.model, data

    def optional(self, document: str, model: type[M], path: Path) -> M:
        """The document, or an empty one where there is no such file."""
        kind = model.__name__.lower()
        empty = model.model_validate({"schema": f"pbp-assess/{kind}/1"})
        return (self.read(document, model, path)[0] or empty) if path.exists() else empty

    def place(self, fault: Fault) -> Problem:
        """A fault between files, with the line and column where it stands."""
        return _placed(fault, self.places[fault.document])


@dataclass(frozen=True, slots=True)
class Opened:
    """A round as read: its dossier (None when a file that everything rests on is faulty) and every problem.

    `matrix_line` tells where a path of the round's matrix stands.
    """

    dossier: Dossier | None
    problems: tuple[Problem, ...]
    matrix_line: Where

    def require(self) -> Dossier:
        """The dossier.

        Raises:
            InputError: there is an error in the files; it carries them all.
        """
        errors = [problem for problem in self.problems if problem.severity is Severity.ERROR]
        if errors or self.dossier is None:
            raise InputError(self.problems)
        return self.dossier


def _sheet_paths(folder: Path) -> Iterator[Path]:
    """The files of a scores folder, sorted; hidden files and the folder of withdrawn sheets are left out."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if not path.name.startswith(".") and path.name != "withdrawn":
                yield path


def _sheets(reading: _Reading, folder: Path) -> dict[str, tuple[Scoresheet, bytes]]:
    """Every sheet in the folder, with its bytes; a file that no sheet can be is a problem, never passed over."""
    sheets: dict[str, tuple[Scoresheet, bytes]] = {}
    for path in _sheet_paths(folder):
        if path.suffix != ".yaml":
            place = Location(reading.workspace.shown(path))
            reading.problems.append(
                Problem("PBP117", "a file that would not be read", "score sheets only, named <leader>.yaml", place)
            )
            continue
        sheet, data = reading.read(f"scores/{path.stem}", Scoresheet, path)
        if sheet is not None:
            sheets[path.stem] = (sheet, data)
    return sheets


def sealed_hash(salt: str, data: bytes) -> str:
    """The salted hash of a sheet at the moment its round closed."""
    return hashlib.sha256(salt.encode() + content_hash(data).encode()).hexdigest()


def _edited_late(opened: Round, sheets: dict[str, tuple[Scoresheet, bytes]]) -> tuple[str, ...]:
    """Leaders whose sheet is not the one that was there when the round closed."""
    if opened.closed is None or opened.sealed is None:
        return ()
    seal = opened.sealed
    return tuple(
        leader for leader, (_, data) in sheets.items() if seal.sheets.get(leader) != sealed_hash(seal.salt, data)
    )


def _matrix(reading: _Reading, opened: Round | None, path: Path) -> Matrix | None:
    """The round's own copy of the matrix, checked by itself and against the hash the round was opened on."""
    matrix, data = reading.read("matrix", Matrix, path)
    if matrix is None:
        return None
    reading.problems += [reading.place(fault) for fault in check_matrix(matrix)]
    if opened is None:
        return matrix
    if content_hash(data) != opened.matrix.sha256:
        reading.problems.append(
            Problem(
                "PBP390",
                "the round's matrix is not the one it was opened on: its content hash differs",
                "matrix.yaml as it was when the round opened",
                reading.places["round"](("matrix", "sha256")),
                hint="bring the copy back from your version control; a new wording needs a new round",
            )
        )
    return matrix.with_groups(tuple((group.id, group.name) for group in opened.priority_groups))


def read_matrix(path: Path, shown: str) -> tuple[Problem, ...]:
    """The problems of a matrix file by itself."""
    try:
        loaded = load(Matrix, read_bytes(path, shown), shown)
    except InputError as error:
        return error.problems
    faults = check_matrix(loaded.model) if loaded.model else ()
    return (*loaded.problems, *(_placed(fault, loaded.where) for fault in faults))


def _placed(fault: Fault, where: Where) -> Problem:
    """A fault with the line and column where it stands."""
    return Problem(
        code=fault.code,
        found=fault.found,
        expected=fault.expected,
        location=where(fault.path, key=fault.key),
        severity=fault.severity,
        hint=fault.hint,
        private=fault.private,
    )


def read_round(workspace: Workspace, place_id: str, round_id: str) -> Opened:
    """Read one round and everything it rests on, with every problem found."""
    reading = _Reading(workspace)
    folder, home = workspace.round_folder(place_id, round_id), workspace.place_folder(place_id)
    place, _ = reading.read("place", Place, home / "place.yaml")
    panel, _ = reading.read("panel", Panel, home / "panel.yaml")
    opened, _ = reading.read("round", Round, folder / "round.yaml")
    matrix = _matrix(reading, opened, folder / "matrix.yaml")
    sheets = _sheets(reading, workspace.scores_folder(place_id, round_id))
    moderation = reading.optional("moderation", Moderation, folder / "moderation.yaml")
    evidence = reading.optional("evidence", Evidence, folder / "evidence.yaml")
    themes = reading.optional("themes", Themes, folder / "themes.yaml")
    actions = reading.optional("actions", Actions, home / "actions.yaml")
    if opened and opened.id != round_id:
        reading.problems.append(_misnamed(reading, opened, round_id))
    dossier = None
    if place and panel and opened and matrix:
        late = _edited_late(opened, sheets)
        whole = Dossier(
            place_id=place_id,
            place=place,
            panel=panel,
            round=opened,
            matrix=matrix,
            sheets={leader: sheet for leader, (sheet, _) in sheets.items()},
            moderation=moderation,
            evidence=evidence,
            themes=themes,
            actions=actions,
            edited_late=late,
        )
        reading.problems += [reading.place(fault) for fault in check_dossier(whole)]
        dossier = _counted(whole)
    return Opened(dossier, tuple(reading.problems), reading.places.get("matrix", _nowhere))


def _misnamed(reading: _Reading, opened: Round, folder: str) -> Problem:
    """A round whose id is not the name of its folder."""
    where = reading.places["round"](("id",))
    return Problem("PBP391", f'the round\'s id is "{opened.id}"', f'the name of its folder, "{folder}"', where)


def _counted(whole: Dossier) -> Dossier:
    """The dossier with the sheets that count: not those edited after closing, nor of anybody who was not asked."""
    counted = {
        leader: sheet
        for leader, sheet in whole.sheets.items()
        if leader not in whole.edited_late and leader in whole.round.asked
    }
    return replace(whole, sheets=counted)


def _nowhere(path: Sequence[str | int], *, key: bool = False) -> Location:  # noqa: ARG001
    """Where a matrix that could not be read has its lines."""
    return Location("matrix.yaml")
