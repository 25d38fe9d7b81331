"""Where does each file of a workspace live?

pbp-assess.yaml marks the root; the nearest folder above that has one wins. Folder names are ids: a place
is `assessments/<place>`, a round a folder in it. Nothing is read here but names. A folder that holds any YAML
counts, so that one whose place.yaml or round.yaml is missing or misspelt is told of and not passed over.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from pbp_assess.problems import NotFoundError

MARKER = "pbp-assess.yaml"
SNAPSHOT = "snapshot.json"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with pbp-assess.yaml in it, and where its files stand."""

    root: Path

    @property
    def marker(self) -> Path:
        """pbp-assess.yaml."""
        return self.root / MARKER

    @property
    def matrices(self) -> Path:
        """The folder of matrices that rounds may be opened on."""
        return self.root / "matrices"

    @property
    def schemas(self) -> Path:
        """The folder of JSON Schemas that editors read."""
        return self.root / "docs" / "schema"

    def matrix_path(self, matrix: str) -> Path:
        """A matrix of this workspace."""
        return self.matrices / f"{matrix}.yaml"

    def place_folder(self, place: str) -> Path:
        """One place."""
        return self.root / "assessments" / place

    def round_folder(self, place: str, round_id: str) -> Path:
        """One round of a place."""
        return self.place_folder(place) / round_id

    def scores_folder(self, place: str, round_id: str) -> Path:
        """The score sheets of a round."""
        return self.round_folder(place, round_id) / "scores"

    def sheet_path(self, place: str, round_id: str, leader: str) -> Path:
        """One leader's sheet in a round."""
        return self.scores_folder(place, round_id) / f"{leader}.yaml"

    def survey_path(self, place: str, round_id: str) -> Path:
        """How the survey of a round is read."""
        return self.round_folder(place, round_id) / "survey.yaml"

    def snapshot_path(self, place: str, round_id: str) -> Path:
        """What is kept of a round where its sheets are not."""
        return self.round_folder(place, round_id) / SNAPSHOT

    def report_folder(self, place: str, round_id: str) -> Path:
        """The reports of a round."""
        return self.root / "reports" / place / round_id

    def forms_folder(self, place: str, round_id: str) -> Path:
        """The forms of a round, one for each leader."""
        return self.root / "forms" / place / round_id

    def surveys_folder(self, place: str, round_id: str) -> Path:
        """What a survey of a round is set up from."""
        return self.root / "surveys" / place / round_id

    def places(self) -> tuple[str, ...]:
        """The ids of the places, sorted."""
        return _folders(self.root / "assessments", "place.yaml")

    def rounds(self, place: str) -> tuple[str, ...]:
        """The ids of a place's rounds, sorted by name."""
        return _folders(self.place_folder(place), "round.yaml")

    def stored(self, place: str = "*") -> tuple[Path, ...]:
        """The snapshots of a place, or of all, sorted."""
        return tuple(sorted((self.root / "assessments").glob(f"{place}/*/{SNAPSHOT}")))

    def stored_places(self) -> tuple[str, ...]:
        """The places that have a snapshot, sorted."""
        return tuple(sorted({path.parent.parent.name for path in self.stored()}))

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the current folder where it lies below, else in full."""
        return str(path).removeprefix(f"{Path.cwd()}{os.sep}").replace(os.sep, "/")


def _folders(parent: Path, head: str) -> tuple[str, ...]:
    """The names of the folders in `parent` that hold a file of the name `head`, or any YAML at all; sorted."""
    if not parent.is_dir():
        return ()
    inside = (folder for folder in parent.iterdir() if folder.is_dir() and not folder.name.startswith("."))
    return tuple(sorted(folder.name for folder in inside if (folder / head).exists() or any(folder.rglob("*.yaml"))))


def in_full(path: Path) -> Path:
    """The path from the root, with no `..` in it, which would lead `parents` astray.

    Links are followed only then: a mapped drive keeps its letter.
    """
    whole = path.absolute()
    return whole.resolve() if ".." in whole.parts else whole


def open_workspace(start: Path | None) -> Workspace:
    """The workspace around `start` (else around the current folder).

    Raises:
        NotFoundError: no folder from there upwards has a pbp-assess.yaml.
    """
    folder = in_full(start or Path())
    for candidate in (folder, *folder.parents):
        if (candidate / MARKER).exists():
            return Workspace(candidate)
    where = f"in {start} or any folder above it" if start else "here or in any folder above"
    raise NotFoundError(f"there is no {MARKER} {where}; `pbp-assess init` starts a workspace")
