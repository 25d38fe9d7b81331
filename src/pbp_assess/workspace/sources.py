"""What kind of file does an answer come in, and which replies are in it?

Told by the content and not by the name: a workbook, a text file of separated values, the answer file of a form, a score
sheet, or another workspace. A folder stands for the files in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pbp_assess.core.assessment import Dossier, Scoresheet
from pbp_assess.formats.answer_file import misdirected, read_answer_file
from pbp_assess.formats.documents import load
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.survey_file import SurveyFile, survey_file
from pbp_assess.formats.table import MOST_BYTES
from pbp_assess.formats.table_file import read_tables
from pbp_assess.problems import InputError, Location, NotFoundError, Problem, UsageError
from pbp_assess.workspace.files import read_bytes
from pbp_assess.workspace.intake import Incoming
from pbp_assess.workspace.layout import MARKER, Workspace
from pbp_assess.workspace.reading import read_round

_SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".json", ".yaml", ".yml"})
_MARK: Final = b"\xef\xbb\xbf"
_SHEET: Final = re.compile(rb"^schema: *[\"']?pbp-assess/", re.MULTILINE)
_LOOKED_AT: Final = 4096


class Origin(StrEnum):
    """Where replies may come from, as `--from` names it."""

    AUTO = "auto"
    MSFORMS = "msforms"
    XLSX = "xlsx"
    LIMESURVEY = "limesurvey"
    CSV = "csv"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: a survey whose respondents are still to be found out, or replies of leaders that it names."""

    survey: SurveyFile | None = None
    incoming: tuple[Incoming, ...] = ()
    problems: tuple[Problem, ...] = ()


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file, and each file in a folder that is no workspace; hidden files and other kinds are left out there.

    Raises:
        NotFoundError: a folder holds no file of any kind that is read.
    """
    for path in _expanded(paths):
        if not path.is_dir() or (path / MARKER).exists():
            yield path
            continue
        inside = sorted(one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES and one.name[0] not in ".~")
        if not inside:
            raise NotFoundError(f"{path} holds no file with answers: {', '.join(sorted(_SUFFIXES))}")
        yield from inside


def _expanded(paths: Iterable[Path]) -> Iterator[Path]:
    """Each path; `*.xlsx` is worked out here, because not every shell does."""
    for path in paths:
        there = sorted(path.parent.glob(path.name)) if "*" in path.name and not path.exists() else []
        yield from there or [path]


def read_source(
    workspace: Workspace, dossier: Dossier, path: Path, said: Mapping[str, str], origin: Origin = Origin.AUTO
) -> Source:
    """The replies of one file; its faults are collected, whatever it is."""
    if path.is_dir():
        return _other_workspace(workspace, dossier, path)
    if origin is Origin.WORKSPACE:
        raise UsageError(f"{path} is no workspace: a folder with {MARKER} in it")
    shown = str(path)
    try:
        data = read_bytes(path, shown, most=MOST_BYTES)
    except InputError as error:
        return Source(problems=error.problems)
    begun = data[:_LOOKED_AT].removeprefix(_MARK)
    if begun.lstrip().startswith(b"{"):
        return _answer_file(dossier, data, shown)
    if _SHEET.search(begun):
        return _score_sheet(data, shown)
    program = "" if origin is Origin.AUTO else origin.value
    return Source(survey=survey_file(read_tables(data, shown), shown, Questions.of(dossier), said, program))


def _answer_file(dossier: Dossier, data: bytes, shown: str) -> Source:
    """What a form saved."""
    loaded = read_answer_file(data, shown)
    problems = (*loaded.problems, *misdirected(loaded, dossier))
    if loaded.model is None or problems:
        return Source(problems=problems)
    return Source(incoming=(Incoming(loaded.model.sheet, loaded.where, loaded.where(("leader",))),))


def _score_sheet(data: bytes, shown: str) -> Source:
    """A sheet as it lies in a workspace."""
    loaded = load(Scoresheet, data, shown)
    if loaded.model is None:
        return Source(problems=loaded.problems)
    return Source(incoming=(Incoming(loaded.model, loaded.where, loaded.where(("leader",))),))


# --- another workspace ----------------------------------------------------------------------------


def _other_workspace(workspace: Workspace, dossier: Dossier, path: Path) -> Source:
    """The sheets of the same round on somebody else's computer; nothing but the sheets is taken."""
    other = Workspace(path)
    if path.resolve() == workspace.root.resolve():
        raise UsageError(f"{path} is this workspace itself")
    place, round_id = dossier.place_id, dossier.round.id
    folder = other.round_folder(place, round_id)
    if not folder.is_dir():
        return Source(problems=(_another(f"a workspace without round {round_id} of {place}", str(path)),))
    opened = read_round(other, place, round_id)
    theirs = opened.dossier
    if theirs is None:
        return Source(problems=opened.problems)
    if theirs.round.matrix.sha256 != dossier.round.matrix.sha256:
        found = "a round that was opened on another wording of the questions"
        return Source(problems=(_another(found, str(folder / "round.yaml")),))
    return _together(_sheet_file(one) for one in sorted(other.scores_folder(place, round_id).glob("*.yaml")))


def _another(found: str, shown: str) -> Problem:
    hint = "Copy the workspace before the round opens, or open the round on one computer and copy it then."
    return Problem("PBP431", found, "the same round, opened on the same matrix", Location(shown), hint=hint)


def _sheet_file(path: Path) -> Source:
    try:
        return _score_sheet(read_bytes(path, str(path)), str(path))
    except InputError as error:
        return Source(problems=error.problems)


def _together(sources: Iterable[Source]) -> Source:
    """Several files as one, with the faults of all."""
    whole = list(sources)
    return Source(
        incoming=tuple(reply for source in whole for reply in source.incoming),
        problems=tuple(problem for source in whole for problem in source.problems),
    )
