"""Which matrix, in which version, does a word stand for?

The id of a matrix at hand, a round for the copy that it was asked on, a file; or any of these as it was committed:
`REV:ID`, `REV:ROUND`, `REV:path` from the top of the workspace.
"""

import re
from pathlib import Path

from pbp_assess.workspace.history import choose_place, unknown
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.matrices import MatrixFile, faultless, find_matrix, matrix_ids, read_matrix
from pbp_assess.workspace.revision import at_revision, file_at

_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<rest>.+)")
_FILE = re.compile(r".*[/\\].*|.*\.ya?ml", re.IGNORECASE)


def matrix_version(workspace: Workspace, place: str | None, word: str) -> MatrixFile:
    """The matrix that this word stands for.

    Raises:
        InputError: it has a fault.
        NotFoundError: there is none.
    """
    found = _REVISION.fullmatch(word)
    if found is None or Path(word).exists():
        return _here(workspace, place, word)
    revision, rest = found["revision"], found["rest"].replace("\\", "/")
    if _FILE.fullmatch(rest):
        return faultless(file_at(workspace, revision, rest), f"{revision}:{rest}")
    with at_revision(workspace, revision, place or "") as then:
        return _then(then, place, rest)


def _here(workspace: Workspace, place: str | None, word: str) -> MatrixFile:
    if _FILE.fullmatch(word):
        return read_matrix(workspace, Path(word).absolute())
    known = matrix_ids(workspace)
    path = find_matrix(workspace, word)[0] if word in known else _copy(workspace, place, word, known)
    return read_matrix(workspace, path)


def _then(workspace: Workspace, place: str | None, word: str) -> MatrixFile:
    """Only what was committed counts: what ships with the tool did not lie there."""
    path = workspace.matrix_path(word)
    known = tuple(sorted(one.stem for one in workspace.matrices.glob("*.yaml") if "." not in one.stem))
    return read_matrix(workspace, path if path.exists() else _copy(workspace, place, word, known))


def _copy(workspace: Workspace, place: str | None, word: str, known: tuple[str, ...]) -> Path:
    """The copy that a round was asked on.

    Raises:
        NotFoundError: there is no round of this name either.
    """
    home = choose_place(workspace, place) if workspace.places() else ""
    rounds = workspace.rounds(home) if home else ()
    if word not in rounds:
        raise unknown("matrix or round", word, (*known, *rounds), "this workspace")
    return workspace.round_folder(home, word) / "matrix.yaml"
