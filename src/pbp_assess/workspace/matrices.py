"""Which matrices are at hand, and what does one say?

The workspace's own come first; those that ship with the tool need not be copied to be asked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pbp_assess.core.check import check_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.problems import InputError, Location, Severity
from pbp_assess.workspace.files import read_bytes
from pbp_assess.workspace.history import unknown
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.reading import placed
from pbp_assess.workspace.shipped import shipped

USUAL = "place-partnership"
"""The matrix that is meant when nobody says which."""

_SCHEMA_LINE = re.compile(r"(# yaml-language-server: \$schema=)\S+")


@dataclass(frozen=True, slots=True)
class MatrixFile:
    """A matrix as read, its bytes, the file's name in messages, and where each part of it stands."""

    matrix: Matrix
    data: bytes
    shown: str
    where: Callable[..., Location]


def matrix_ids(workspace: Workspace | None) -> tuple[str, ...]:
    """The ids of every matrix at hand: the workspace's own and the shipped, sorted."""
    folders = [shipped("matrices"), *([workspace.matrices] if workspace else [])]
    found = {path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")}
    return tuple(sorted(name for name in found if "." not in name))  # a crosswalk lies there too


def find_matrix(workspace: Workspace, wanted: str) -> tuple[Path, bytes, Matrix]:
    """A matrix of the workspace, else one that ships with the tool.

    Raises:
        InputError: it has a fault.
        NotFoundError: there is no such matrix.
    """
    known = matrix_ids(workspace)
    if wanted not in known:
        raise unknown("matrix", wanted, known, "this workspace, nor among those that ship with pbp-assess")
    path = workspace.matrix_path(wanted)
    if not path.exists():
        path = shipped("matrices") / f"{wanted}.yaml"
    found = read_matrix(workspace, path)
    return path, found.data, found.matrix


def read_matrix(workspace: Workspace, path: Path) -> MatrixFile:
    """A matrix that has no error.

    Raises:
        InputError: it has one.
    """
    shown = workspace.shown(path)
    return faultless(read_bytes(path, shown), shown)


def faultless(data: bytes, shown: str) -> MatrixFile:
    """These bytes as a matrix that has no error.

    Raises:
        InputError: it has one.
    """
    loaded = load(Matrix, data, shown)
    problems = list(loaded.problems)
    if loaded.model is not None:
        problems += [placed(fault, loaded.where) for fault in check_matrix(loaded.model)]
    if loaded.model is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    return MatrixFile(loaded.model, data, shown, loaded.where)


def with_schema(text: str, path: str) -> str:
    """The text with its editor line pointing to this workspace's schemas."""
    return _SCHEMA_LINE.sub(rf"\g<1>{path}", text, count=1)
