"""Which crosswalk leads from the one matrix to the other?

They lie in matrices/ under the names of both, OLD--NEW.crosswalk.yaml; what counts is what stands in them.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from pbp_assess.core.check import Fault
from pbp_assess.core.check.crosswalk_rules import misfits
from pbp_assess.core.crosswalk import Crosswalk
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.problems import InputError, Location, UsageError
from pbp_assess.workspace.files import read_bytes
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.reading import placed

SUFFIX = ".crosswalk.yaml"


def find_crosswalk(workspace: Workspace, old: Matrix, new: Matrix, named: Path | None = None) -> Crosswalk | None:
    """The crosswalk named, else the workspace's own for these two matrices, in either direction; None without one.

    Raises:
        InputError: it has a fault, or does not fit the matrices.
        UsageError: the one named is of other matrices.
    """
    paths = [named] if named else sorted(workspace.matrices.glob(f"*{SUFFIX}"))
    for path in paths:
        found = _fitting(path, workspace.shown(path), old, new)
        if found is not None:
            return found
    if named:
        wanted = f"{old.id} {old.version} to {new.id} {new.version}"
        raise UsageError(f"{named} is a crosswalk between other matrices: the rounds go from {wanted}")
    return None


def _fitting(path: Path, shown: str, old: Matrix, new: Matrix) -> Crosswalk | None:
    """The crosswalk in this file if it joins the two, turned round where it leads the other way."""
    loaded = load(Crosswalk, read_bytes(path, shown), shown)
    if loaded.model is None:
        raise InputError(loaded.problems)
    forth = loaded.model.joins(old, new)
    if not forth and not loaded.model.joins(new, old):
        return None
    if not forth:
        _refuse(misfits(loaded.model, new, old), loaded.where)
    fitting = loaded.model if forth else loaded.model.turned()
    _refuse(misfits(fitting, old, new), loaded.where)
    return fitting


def _refuse(faults: Iterable[Fault], where: Callable[..., Location]) -> None:
    """Raise what does not fit, where it stands in the file."""
    problems = [placed(fault, where) for fault in faults]
    if problems:
        raise InputError(problems)
