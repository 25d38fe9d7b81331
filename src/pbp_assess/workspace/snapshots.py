"""Where do snapshots lie, and how are they read and written?

One beside each round, snapshot.json, which is committed while the sheets are not. A place may consist of nothing else.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.core.snapshot import Snapshot, Stored, snapshot_of
from pbp_assess.formats.snapshot import read_snapshot, snapshot_text
from pbp_assess.problems import ConflictError, InputError
from pbp_assess.workspace.files import ABSENT, read_bytes, write_atomic
from pbp_assess.workspace.layout import Workspace

NAME: Final = "snapshot.json"


def snapshot_path(workspace: Workspace, place: str, round_id: str) -> Path:
    """Where the snapshot of a round lies."""
    return workspace.round_folder(place, round_id) / NAME


def open_snapshot(path: Path, shown: str) -> Stored:
    """A snapshot, wherever it lies.

    Raises:
        InputError: it cannot be read, was changed since it was made, or has a fault.
    """
    found = read_snapshot(read_bytes(path, shown), shown)
    if found.stored is None:
        raise InputError(found.problems)
    return found.stored


def make_snapshot(
    workspace: Workspace, dossier: Dossier, copy: Copy, since: ComparisonCopy | None, tool: str
) -> tuple[Snapshot, Stored]:
    """A snapshot of a round that is there whole; the copies are the partners'."""
    path = workspace.round_folder(dossier.place_id, dossier.round.id) / "matrix.yaml"
    text = read_bytes(path, workspace.shown(path)).replace(b"\r\n", b"\n").decode()
    made = snapshot_of(copy, dossier.round, text, since, tool)
    return made, Stored(made, dossier.matrix)


def write_snapshot(path: Path, snapshot: Snapshot, *, force: bool) -> bool:
    """Write it where there is none; whether there was anything to write: the same content is left alone.

    Raises:
        ConflictError: there is another one, and `force` was not given.
    """
    text = snapshot_text(snapshot)
    if path.exists() and not force:
        if path.read_bytes() == text.encode():
            return False
        raise ConflictError(f"{path} is already there and says something else; --force replaces it")
    write_atomic(path, text, expected=None if force else ABSENT)
    return True


def snapshots_of(workspace: Workspace, place: str) -> Sequence[tuple[str, Path]]:
    """The rounds of a place that have a snapshot, by name, and where it lies."""
    folder = workspace.place_folder(place)
    return [(path.parent.name, path) for path in sorted(folder.glob(f"*/{NAME}"))]
