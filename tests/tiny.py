"""How does a test get a small workspace on the disk?

One place, one open round, the questions GOV1, GOV2 and FIN1 (a record), two open questions and a choice of two,
asked of `director` and `gp`.
"""

from pathlib import Path
from typing import Any

import build
from pbp_assess.core.assessment import Scoresheet, WorkspaceFile
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import dump, load
from pbp_assess.workspace.files import content_hash
from pbp_assess.workspace.layout import Workspace

PLACE = "example-place"
MEMBERS = "director:icb gp:primary_care"


def questions(criteria: str = "GOV1 GOV2 FIN1*", **fields: Any) -> Matrix:
    """A matrix of these criteria, with two open questions and a choice of two."""
    whole = {
        "open_questions": [
            {"id": "well", "question": "What works well?"},
            {"id": "way", "question": "What is in the way?"},
        ],
        "choose": {"question": "Which two matter most?", "number": 2},
        **fields,
    }
    return build.matrix(criteria, **whole)


def workspace(root: Path, asked: Matrix | None = None, *, members: str = MEMBERS, **fields: Any) -> Workspace:
    """A workspace with one round; `fields` are the round's."""
    found = Workspace(root)
    matrix = dump(asked or questions())
    pin = {"id": "example", "version": "1.0.0", "sha256": content_hash(matrix.encode())}
    opened = build.new_round(members, **{"closed": None, "matrix": pin, **fields})
    marker = WorkspaceFile.model_validate({"schema": "pbp-assess/workspace/1"})
    home, folder = found.place_folder(PLACE), found.round_folder(PLACE, opened.id)
    documents: dict[Path, Written] = {
        found.marker: marker,
        home / "place.yaml": build.place(members),
        home / "panel.yaml": build.panel(members),
        folder / "round.yaml": opened,
    }
    folder.mkdir(parents=True)
    for path, document in documents.items():
        path.write_text(dump(document), encoding="utf-8")
    (folder / "matrix.yaml").write_text(matrix, encoding="utf-8")
    return found


def sheet_path(found: Workspace, leader: str = "director") -> Path:
    """Where a leader's sheet lies."""
    return found.sheet_path(PLACE, build.ROUND, leader)


def put(found: Workspace, filed: Scoresheet) -> Path:
    """A sheet on the disk."""
    path = sheet_path(found, filed.leader)
    path.parent.mkdir(exist_ok=True)
    path.write_text(dump(filed), encoding="utf-8")
    return path


def read(found: Workspace, leader: str = "director") -> Scoresheet:
    """The sheet as it lies on the disk, which must be faultless."""
    path = sheet_path(found, leader)
    loaded = load(Scoresheet, path.read_bytes(), path.name)
    assert loaded.model is not None, loaded.problems
    return loaded.model


def answers(found: Workspace, leader: str = "director") -> dict[str, Any]:
    """Level or state by criterion, as on the disk."""
    filed = read(found, leader)
    return {
        name: filed.level(name) if filed.level(name) is not None else filed.state(name).value for name in filed.scores
    }
