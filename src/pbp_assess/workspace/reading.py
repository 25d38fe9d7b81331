"""What do the files of a round say, and what is wrong with them?

All the files are read, and all their faults are reported together. A round is judged only when there is no
error in it, nor in the rounds before it that it rests on. A file that nobody would read is told of.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pbp_assess.core.assessment import Dossier, Panel, Place, Round, Scoresheet, Survey
from pbp_assess.core.check import Fault, check_dossier, check_home
from pbp_assess.core.check.fault import nearest
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.records import Actions, Decisions, Evidence, Moderation, Themes
from pbp_assess.formats.documents import KINDS, Loaded, load
from pbp_assess.problems import InputError, Location, Problem, Severity
from pbp_assess.workspace.files import content_hash, read_bytes
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.loading import load_once, matrix_faults

M = TypeVar("M", bound=Written)
Where = Callable[..., Location]

_HOME_FILES = ("place.yaml", "panel.yaml", "actions.yaml", "decisions.yaml")
_ROUND_FILES = ("round.yaml", "matrix.yaml", "moderation.yaml", "evidence.yaml", "themes.yaml", "survey.yaml")
_WITHDRAWN = "withdrawn"
_KIND = re.compile(rb"^schema: *[\"']?pbp-assess/(\w+)/", re.MULTILINE)


@dataclass(slots=True)
class _Reading:
    """Files read so far: their problems, and for each document where its keys stand.

    `planned` are files that are about to be written: read as if they were there.
    """

    workspace: Workspace
    planned: Mapping[Path, str]
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Where] = field(default_factory=dict)

    def read(self, document: str, model: type[M], path: Path) -> tuple[M | None, bytes]:
        """The document, or None when it has a fault; the bytes it was read from."""
        shown = self.workspace.shown(path)
        try:
            data = self.planned[path].encode() if path in self.planned else read_bytes(path, shown)
        except InputError as error:
            self.problems += error.problems
            return None, b""
        loaded = load(model, data, shown) if model is Scoresheet else load_once(model, data, shown)
        self.problems += loaded.problems
        self.places[document] = loaded.where
        return loaded.model, data

    def optional(self, document: str, model: type[M], path: Path) -> M:
        """The document, or an empty one where there is no such file."""
        there = path in self.planned or path.exists()
        found = self.read(document, model, path)[0] if there else None
        return found or model.model_validate({"schema": f"pbp-assess/{document}/1"})

    def place(self, fault: Fault) -> Problem:
        """A fault between files, with the line and column where it stands."""
        return placed(fault, self.places[fault.document])

    def unread(self, path: Path, expected: str, severity: Severity = Severity.ERROR, hint: str = "") -> None:
        """Tell of a file that would be passed over."""
        place = Location(self.workspace.shown(path))
        self.problems.append(Problem("PBP117", "a file that would not be read", expected, place, severity, hint))


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


def _listed(folder: Path) -> list[Path]:
    """What stands in a folder, sorted; hidden files are the tool's or the system's own."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []


def _strays(reading: _Reading, folder: Path, known: Collection[str]) -> None:
    """Tell of YAML files under a name that nothing looks for: a misspelt evidence.yaml would change a verdict."""
    for path in _listed(folder):
        if path.suffix in {".yaml", ".yml"} and path.name not in known:
            meant = nearest(path.stem, (name.removesuffix(".yaml") for name in known))
            hint = meant.replace('"?', '.yaml"?')
            reading.unread(path, f"one of {', '.join(known)}", Severity.WARNING, hint)


def _sheets(reading: _Reading, folder: Path) -> dict[str, tuple[Scoresheet, bytes]]:
    """Every sheet in the folder, with its bytes; a file that no sheet can be is a problem, never passed over."""
    sheets: dict[str, tuple[Scoresheet, bytes]] = {}
    if folder.is_file():
        reading.unread(folder, "a folder of score sheets")
    for path in _listed(folder):
        if path.name == _WITHDRAWN:
            continue
        if path.suffix != ".yaml":
            reading.unread(path, "score sheets only, named <leader>.yaml")
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
    reading.problems += [reading.place(fault) for fault in matrix_faults(data)]
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


def read_alone(path: Path, shown: str, *, named: str | None = None) -> tuple[Problem, ...]:
    """The problems of one file by itself, of the kind that its schema line names (a matrix where it names none).

    With `named` a matrix has to have this id.
    """
    try:
        data = read_bytes(path, shown)
    except InputError as error:
        return error.problems
    kind = _KIND.search(data)
    loaded: Loaded[Written] = load_once(KINDS.get(kind[1].decode(), Matrix) if kind else Matrix, data, shown)
    faults: list[Fault] = []
    if isinstance(loaded.model, Matrix):
        faults += matrix_faults(data)
        if named is not None and loaded.model.id != named:
            found = f'the matrix calls itself "{loaded.model.id}"'
            faults.append(Fault("PBP393", found, f'the name of its file, "{named}"', "matrix", ("id",)))
    return (*loaded.problems, *(placed(fault, loaded.where) for fault in faults))


def placed(fault: Fault, where: Where) -> Problem:
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


def read_home(workspace: Workspace, place_id: str) -> tuple[Problem, ...]:
    """The problems of a place's own files: all there is to read before its first round."""
    reading = _Reading(workspace, {})
    place, panel, _, _ = _home(reading, workspace.place_folder(place_id))
    if place and panel:
        reading.problems += [reading.place(fault) for fault in check_home(place, panel)]
    return tuple(reading.problems)


def _home(reading: _Reading, home: Path) -> tuple[Place | None, Panel | None, Actions, Decisions]:
    """The files of a place that its rounds share."""
    _strays(reading, home, _HOME_FILES)
    place, _ = reading.read("place", Place, home / "place.yaml")
    panel, _ = reading.read("panel", Panel, home / "panel.yaml")
    actions = reading.optional("actions", Actions, home / "actions.yaml")
    return place, panel, actions, reading.optional("decisions", Decisions, home / "decisions.yaml")


def read_round(workspace: Workspace, place_id: str, round_id: str, planned: Mapping[Path, str] | None = None) -> Opened:
    """Read one round and everything it rests on, with every problem found; `planned` files need not be there yet."""
    reading = _Reading(workspace, planned or {})
    folder = workspace.round_folder(place_id, round_id)
    place, panel, actions, decisions = _home(reading, workspace.place_folder(place_id))
    _strays(reading, folder, _ROUND_FILES)
    opened, _ = reading.read("round", Round, folder / "round.yaml")
    matrix = _matrix(reading, opened, folder / "matrix.yaml")
    sheets = _sheets(reading, workspace.scores_folder(place_id, round_id))
    moderation = reading.optional("moderation", Moderation, folder / "moderation.yaml")
    evidence = reading.optional("evidence", Evidence, folder / "evidence.yaml")
    themes = reading.optional("themes", Themes, folder / "themes.yaml")
    reading.optional("survey", Survey, folder / "survey.yaml")  # which no judging rests on
    if opened and opened.id != round_id:
        reading.problems.append(_misnamed(reading, opened, round_id))
    dossier = None
    if place and panel and opened and matrix:
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
            decisions=decisions,
            edited_late=_edited_late(opened, sheets),
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
    """Where the lines of a matrix stand that could not be read at all."""
    return Location("matrix.yaml")
