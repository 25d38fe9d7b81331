"""How does a matrix come into a workspace: from a spreadsheet, or empty to be written?

Everything is put together, and read as it would be read later, before anything is written. A matrix that is there is
left alone unless the caller insists: it is somebody's own work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pbp_assess.core.check import check_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.formats.matrix.building import Asked
from pbp_assess.formats.matrix.file import empty_file, imported_file
from pbp_assess.formats.matrix.table import read_matrix
from pbp_assess.formats.table import MOST_BYTES
from pbp_assess.formats.table_file import read_tables
from pbp_assess.problems import ConflictError, InputError, Problem, Severity
from pbp_assess.workspace.files import ABSENT, read_bytes, write_atomic
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.reading import placed
from pbp_assess.workspace.shipped import shipped


@dataclass(frozen=True, slots=True)
class NewMatrix:
    """A matrix file that is not written yet, with what is worth a warning and what was made up."""

    workspace: Workspace
    path: Path
    text: str
    matrix: Matrix
    warnings: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def refuse_known(self) -> None:
        """No matrix is replaced, in this workspace or among those that ship.

        Raises:
            ConflictError: there is one of this id.
        """
        if self.path.exists():
            there = self.workspace.shown(self.path)
            raise ConflictError(
                f"{there} is already there, and was left alone; --id names another, --force replaces it"
            )
        if (shipped("matrices") / self.path.name).exists():
            raise ConflictError(
                f"{self.path.stem} is the id of a matrix that ships with pbp-assess; --id names another, --force takes "
                "its place"
            )

    def write(self, *, force: bool = False) -> None:
        """Write the file; `force` replaces what is there.

        Raises:
            ConflictError: there is one that is not to be replaced.
        """
        if not force:
            self.refuse_known()
        write_atomic(self.path, self.text, expected=None if force else ABSENT)


def import_matrix(workspace: Workspace, source: Path, asked: Asked) -> NewMatrix:
    """The matrix in a workbook or text file.

    Raises:
        InputError: there is an error in it; it carries them all, each with its cell.
        MissingExtraError: it is a workbook, and the part that reads them is not installed.
    """
    shown = workspace.shown(source.absolute())
    imported = read_matrix(read_tables(read_bytes(source, shown, most=MOST_BYTES), shown), shown, asked)
    matrix, problems = imported.matrix, list(imported.problems)
    if matrix is not None:
        problems += [placed(fault, imported.where) for fault in check_matrix(matrix)]
    if matrix is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    path = workspace.matrix_path(asked.id)
    return NewMatrix(workspace, path, imported_file(matrix), matrix, tuple(problems), imported.notes)


def empty_matrix(
    workspace: Workspace, id_: str, title: str, levels: Sequence[int], domains: Sequence[str]
) -> NewMatrix:
    """A matrix that is still to be written.

    Raises:
        InputError: the title or the name of a domain cannot stand in a file.
    """
    path = workspace.matrix_path(id_)
    text = empty_file(id_, title, levels, domains)
    loaded = load(Matrix, text.encode(), workspace.shown(path))
    if loaded.model is None:
        raise InputError(loaded.problems)
    return NewMatrix(workspace, path, text, loaded.model)
