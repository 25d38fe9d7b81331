"""Is everything in a workspace in order, and how much was there to look at?

Beside each round: the workspace's own file, the matrices that no round has asked yet, and places before their
first round.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pbp_assess.core.assessment import WorkspaceFile
from pbp_assess.core.check.fault import nearest
from pbp_assess.formats.documents import load
from pbp_assess.problems import InputError, Location, Problem
from pbp_assess.workspace.files import read_bytes
from pbp_assess.workspace.history import choose_place, choose_round
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.reading import read_alone, read_home, read_round


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems found, each once, and how much was looked at."""

    problems: tuple[Problem, ...]
    places: int
    rounds: int
    matrices: int


def check_workspace(workspace: Workspace, place: str | None = None, round_id: str | None = None) -> Checked:
    """Read everything there is, or only one place or one round of it.

    Raises:
        NotFoundError: there is no such place or round.
        UsageError: a round was named, and not which of several places is meant.
    """
    problems = [*_own_file(workspace), *_matrices(workspace)]
    places = _places(workspace, place, round_id)
    rounds = [(name, one) for name in places for one in _rounds(workspace, name, round_id)]
    begun = {name for name, _ in rounds}
    for name in places:
        if name not in begun:
            problems += read_home(workspace, name)
    for name, one in rounds:
        problems += read_round(workspace, name, one).problems
    matrices = sum("." not in path.stem for path in _matrix_paths(workspace))
    return Checked(tuple(dict.fromkeys(problems)), len(places), len(rounds), matrices)


def _places(workspace: Workspace, place: str | None, round_id: str | None) -> tuple[str, ...]:
    """The places that are left when one, or one's round, was named."""
    return (choose_place(workspace, place),) if place or round_id else workspace.places()


def _rounds(workspace: Workspace, place: str, round_id: str | None) -> tuple[str, ...]:
    """The rounds of a place, or only the one named."""
    return (choose_round(workspace, place, round_id),) if round_id else workspace.rounds(place)


def _own_file(workspace: Workspace) -> Iterator[Problem]:
    """The faults of pbp-assess.yaml; the place it names is one of the workspace's."""
    shown = workspace.shown(workspace.marker)
    try:
        loaded = load(WorkspaceFile, read_bytes(workspace.marker, shown), shown)
    except InputError as error:
        yield from error.problems
        return
    yield from loaded.problems
    wanted = loaded.model.place if loaded.model else None
    places = (*workspace.places(), *workspace.stored_places())
    if wanted is not None and wanted not in places:
        found, expected = f'no place "{wanted}" in this workspace', "the name of a folder in assessments/"
        yield Problem("PBP392", found, expected, loaded.where(("place",)), hint=nearest(wanted, places))


def _matrix_paths(workspace: Workspace) -> list[Path]:
    """The matrices of the workspace, and the crosswalks between them."""
    return sorted(workspace.matrices.glob("*.yaml"))


def _matrices(workspace: Workspace) -> Iterator[Problem]:
    """The faults of the workspace's matrices, each of which is known by its file's name."""
    for path in _matrix_paths(workspace):
        yield from read_alone(path, workspace.shown(path), named=path.stem)
    for path in sorted(workspace.matrices.glob("*.yml")):
        place = Location(workspace.shown(path))
        yield Problem("PBP117", "a file that would not be read", f"{path.stem}.yaml", place)
