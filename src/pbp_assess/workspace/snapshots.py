"""Where do snapshots lie, and how are they read and written?

One beside each round, snapshot.json, which is committed while the sheets are not. A place may consist of nothing else.
"""

from collections.abc import Callable
from pathlib import Path

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.core.snapshot import Snapshot, Stored, snapshot_of
from pbp_assess.formats.snapshot import opened_on, read_snapshot, snapshot_text
from pbp_assess.problems import ConflictError, InputError, Location, NotFoundError, Problem
from pbp_assess.workspace.files import ABSENT, read_bytes, write_atomic
from pbp_assess.workspace.history import list_rounds, unknown
from pbp_assess.workspace.layout import Workspace


def open_snapshot(path: Path, shown: str) -> Stored:
    """A snapshot, wherever it lies.

    Raises:
        InputError: it cannot be read, was changed since it was made, or has a fault.
    """
    return _sound(path, shown)[0]


def stored_round(workspace: Workspace, place: str, round_id: str) -> Stored:
    """The snapshot beside a round, which has to be of that round.

    Raises:
        InputError: it cannot be read, was changed since it was made, has a fault, or is of another round or place.
    """
    path = workspace.snapshot_path(place, round_id)
    found, where = _sound(path, workspace.shown(path))
    hint = "A snapshot lies in the folder of its own round: bring the right one back from version control."
    problems = tuple(
        Problem("PBP513", f"a snapshot of {kind} {told}", f"one of {kind} {meant}", where((kind, "id")), hint=hint)
        for kind, told, meant in (("place", found.facts.place_id, place), ("round", found.facts.round_id, round_id))
        if told != meant
    )
    if problems:
        raise InputError(problems)
    return found


def _sound(path: Path, shown: str) -> tuple[Stored, Callable[..., Location]]:
    """A snapshot without a fault, and where each of its keys stands."""
    found = read_snapshot(read_bytes(path, shown), shown)
    if found.stored is None:
        raise InputError(found.problems)
    return found.stored, found.where


def make_snapshot(
    workspace: Workspace, dossier: Dossier, copy: Copy, since: ComparisonCopy | None, tool: str
) -> Stored:
    """A snapshot of a round that is there whole; the copies are the partners'."""
    path = workspace.round_folder(dossier.place_id, dossier.round.id) / "matrix.yaml"
    text = read_bytes(path, workspace.shown(path)).replace(b"\r\n", b"\n").decode()
    return Stored(snapshot_of(copy, dossier.round, text, since, tool), dossier.matrix)


def write_snapshot(path: Path, snapshot: Snapshot, *, force: bool, dry_run: bool = False) -> bool:
    """Write it where there is none; whether there was anything to write: the same content is left alone.

    Raises:
        ConflictError: there is another one, and `force` was not given.
    """
    text = snapshot_text(snapshot)
    if path.exists() and not force:
        if path.read_bytes() == text.encode():
            return False
        raise ConflictError(f"{path} is already there and says something else; --force replaces it")
    if not dry_run:
        write_atomic(path, text, expected=None if force else ABSENT)
    return True


# --- which rounds are there -----------------------------------------------------------------------


def is_stored(workspace: Workspace, place: str, round_id: str) -> bool:
    """Whether a round is known by its snapshot: there is one, and no score sheet beside it."""
    sheets = workspace.scores_folder(place, round_id)
    return workspace.snapshot_path(place, round_id).is_file() and not any(sheets.glob("*.yaml"))


def round_labels(workspace: Workspace, place: str) -> tuple[str, ...]:
    """The rounds of a place, the last opened last, with those of which there is nothing but a snapshot.

    Raises:
        InputError: a round.yaml or a snapshot that the order rests on has a fault.
    """
    found = {one.id: one.opened for one in list_rounds(workspace, place)}
    for path in workspace.stored(place):
        if path.parent.name not in found:
            shown = workspace.shown(path)
            opened = opened_on(read_bytes(path, shown)) or open_snapshot(path, shown).facts.opened
            found[path.parent.name] = opened
    return tuple(sorted(found, key=lambda label: (found[label], label)))


def choose_label(workspace: Workspace, place: str, wanted: str | None) -> str:
    """The round named, else the one opened last.

    Raises:
        NotFoundError: there is no such round, or none at all.
    """
    labels = round_labels(workspace, place)
    if wanted is None and not labels:
        raise NotFoundError(f"{place} has no round")
    if wanted is not None and wanted not in labels:
        raise unknown("round", wanted, labels, place)
    return wanted or labels[-1]
