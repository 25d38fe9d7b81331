"""How is one leader's sheet read, written and taken out, by one session at a time?"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pbp_assess.core.assessment import Dossier, Round, Scoresheet
from pbp_assess.core.check import check_dossier
from pbp_assess.formats.documents import dump, load
from pbp_assess.problems import ConflictError, InputError, NotFoundError, PbpAssessError, Problem, Severity
from pbp_assess.workspace.files import ABSENT, content_hash, hash_on_disk, read_bytes, sync_folder, write_atomic
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import Lock, lock
from pbp_assess.workspace.reading import Where, placed, read_round


@dataclass(slots=True)
class OpenSheet:
    """A sheet under lock: as it stands on the disk, and the way to change it."""

    path: Path
    sheet: Scoresheet
    held: Lock
    illustrative: bool
    hash: str
    round_file: Path
    round_hash: str

    def save(self, sheet: Scoresheet) -> None:
        """Write the sheet; it is on the disk when this returns.

        Raises:
            ConflictError: somebody else changed the file, took the lock over, or closed the round.
        """
        self.held.check()
        self._still_open()
        text = dump(sheet, illustrative=self.illustrative)
        write_atomic(self.path, text, expected=self.hash)
        self.sheet, self.hash = sheet, content_hash(text.encode())

    def _still_open(self) -> None:
        """An answer given after the round was closed would be seen as a late edit, and not count."""
        if hash_on_disk(self.round_file) == self.round_hash:
            return
        now = load(Round, self.round_file.read_bytes(), self.round_file.name).model
        if now and now.closed:
            raise ConflictError(f'round {now.id} was closed in the meantime; "pbp-assess round reopen" opens it again')


@contextlib.contextmanager
def open_sheet(workspace: Workspace, dossier: Dossier, leader: str, who: str) -> Iterator[OpenSheet]:
    """The leader's sheet in this round, empty where there is none yet, kept from every other session.

    Raises:
        ConflictError: another session has it open.
        InputError: the file has a fault.
    """
    path = workspace.sheet_path(dossier.place_id, dossier.round.id, leader)
    with lock(path, who) as held:
        sheet, found = _read(workspace, dossier, leader, path)
        asked = workspace.round_folder(dossier.place_id, dossier.round.id) / "round.yaml"
        yield OpenSheet(path, sheet, held, dossier.place.illustrative, found, asked, hash_on_disk(asked))


def read_sheet(workspace: Workspace, dossier: Dossier, leader: str) -> Scoresheet:
    """The leader's sheet in this round, only to be looked at; empty where there is none yet.

    Raises:
        InputError: the file has a fault.
    """
    path = workspace.sheet_path(dossier.place_id, dossier.round.id, leader)
    return _read(workspace, dossier, leader, path)[0]


def _read(workspace: Workspace, dossier: Dossier, leader: str, path: Path) -> tuple[Scoresheet, str]:
    """The sheet, and the hash of the file; an empty sheet where there is no file."""
    if not path.exists():
        return empty_sheet(leader, dossier.round.id), ABSENT
    shown = workspace.shown(path)
    data = read_bytes(path, shown)
    loaded = load(Scoresheet, data, shown)
    if loaded.model is None:
        raise InputError(loaded.problems)
    problems = problems_of(dossier, leader, loaded.model, loaded.where)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    return loaded.model, content_hash(data)


def empty_sheet(leader: str, round_id: str) -> Scoresheet:
    """A sheet without an answer."""
    return Scoresheet(schema_="pbp-assess/scoresheet/1", leader=leader, round=round_id)


def problems_of(dossier: Dossier, leader: str, sheet: Scoresheet, where: Where) -> tuple[Problem, ...]:
    """What is wrong with this sheet in this round; `where` tells where a path of it stands."""
    alone = replace(dossier, sheets={leader: sheet}, edited_late=())
    return tuple(placed(fault, where) for fault in check_dossier(alone) if fault.document == f"scores/{leader}")


def read_form(workspace: Workspace, place: str, round_id: str) -> Dossier:
    """The round, as far as answering it goes: a fault in somebody else's sheet or in a record stops nobody.

    Raises:
        InputError: there is an error in what is asked, or of whom.
    """
    opened = read_round(workspace, place, round_id)
    home, folder = workspace.place_folder(place), workspace.round_folder(place, round_id)
    files = (home / "place.yaml", home / "panel.yaml", folder / "round.yaml", folder / "matrix.yaml")
    rests_on = {workspace.shown(path) for path in files}
    problems = [problem for problem in opened.problems if problem.location.file in rests_on]
    if opened.dossier is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    return opened.dossier


def withdraw(path: Path, who: str, note: str = "") -> Path:
    """Put a sheet aside, byte for byte, and answer with where it lies now; a note goes into a text file beside it.

    Raises:
        NotFoundError: there is no such sheet.
    """
    with lock(path, who):
        if not path.exists():
            raise NotFoundError(f"there is no sheet of {path.stem} in this round")
        aside = free_name(path)
        try:
            aside.parent.mkdir(exist_ok=True)
            if note:
                write_atomic(aside.with_suffix(".txt"), f"{note}\n")
            path.rename(aside)
        except OSError as error:
            raise PbpAssessError(f"{path} could not be put aside ({error.strerror}); it is where it was") from error
        sync_folder(aside.parent)
        sync_folder(path.parent)
    return aside


def free_name(path: Path) -> Path:
    """The first name `withdrawn/<leader>-<n>.yaml` that is free."""
    number = 1
    while (aside := path.parent / "withdrawn" / f"{path.stem}-{number}.yaml").exists():
        number += 1
    return aside
