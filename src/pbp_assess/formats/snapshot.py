"""How does a snapshot read, and is it still what was written?

JSON whose `sha256` is of everything else in it, in canonical form: a changed figure is found out, a changed blank is
not. The matrix stands in it word for word, under the hash that round.yaml pins.
"""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pbp_assess.core.check import check_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.snapshot import Snapshot, Stored
from pbp_assess.core.snapshot.fitting import misfits
from pbp_assess.formats import strict_json
from pbp_assess.formats.documents import as_document, load
from pbp_assess.problems import Location, Problem, Severity

_SEAL: Final = "sha256"


@dataclass(frozen=True, slots=True)
class ReadSnapshot:
    """What was read: the round, only where the file has no fault; every fault; and where each key stands."""

    stored: Stored | None
    problems: tuple[Problem, ...]
    where: Callable[..., Location]


def snapshot_text(snapshot: Snapshot) -> str:
    """The file, sealed; the same snapshot gives the same bytes."""
    whole = snapshot.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    head = {"schema": whole.pop("schema"), _SEAL: ""}
    whole = {**head, **{key: value for key, value in whole.items() if key != _SEAL}}
    whole[_SEAL] = _seal(whole)
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _seal(whole: dict[str, Any]) -> str:
    """sha256 of everything but the seal itself, with sorted keys and no blanks."""
    rest = {key: value for key, value in whole.items() if key != _SEAL}
    canonical = json.dumps(rest, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def stored(snapshot: Snapshot, matrix: Matrix) -> Stored:
    """A snapshot with its matrix, which has a criterion for each priority group of the place."""
    groups = tuple((group.id, group.name) for group in snapshot.round.priority_groups)
    return Stored(snapshot, matrix.with_groups(groups))


def read_snapshot(data: bytes, file: str) -> ReadSnapshot:
    """Read a snapshot; `file` is the name that positions carry. Never raises for what the file holds."""
    parsed = strict_json.parse(data, file)
    loaded = as_document(Snapshot, parsed)
    if loaded.model is None:
        return ReadSnapshot(None, loaded.problems, loaded.where)
    if loaded.model.sha256 != _seal(parsed.value):
        return ReadSnapshot(None, (_tampered(loaded.where((_SEAL,))),), loaded.where)
    snapshot = loaded.model
    matrix, problems = _matrix(snapshot, loaded.where(("matrix", "text")))
    if matrix is None:
        return ReadSnapshot(None, problems, loaded.where)
    whole = stored(snapshot, matrix)
    faults = tuple(
        Problem(fault.code, fault.found, fault.expected, loaded.where(fault.path))
        for fault in misfits(snapshot, whole.matrix)
    )
    return ReadSnapshot(None if faults else whole, faults, loaded.where)


def opened_on(data: bytes) -> datetime.date | None:
    """The day a stored round was opened, unproven: to put rounds in order; None where it is not told."""
    try:
        return datetime.date.fromisoformat(json.loads(data)["round"]["opened"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _matrix(snapshot: Snapshot, place: Location) -> tuple[Matrix | None, tuple[Problem, ...]]:
    """The matrix as asked, when its words have the hash that they were stored under and no fault."""
    data = snapshot.matrix.text.encode()
    if hashlib.sha256(data).hexdigest() != snapshot.matrix.sha256:
        return None, (_tampered(place),)
    loaded = load(Matrix, data, place.file)
    faults = list(_faults(loaded.model)) if loaded.model else ["a matrix that cannot be read"]
    problems = tuple(Problem("PBP510", found, "the matrix of a round", place) for found in faults)
    return (None if problems else loaded.model), problems


def _faults(matrix: Matrix) -> Iterator[str]:
    """What is wrong with the matrix by itself."""
    for fault in check_matrix(matrix):
        if fault.severity is Severity.ERROR:
            yield f"a matrix with a fault: {fault.found}"


def _tampered(place: Location) -> Problem:
    hint = "Bring the file back from version control, or make it anew where the sheets are: pbp-assess snapshot --force"
    return Problem(
        "PBP509", "a snapshot that was changed after it was made", "a file as it was written", place, hint=hint
    )
