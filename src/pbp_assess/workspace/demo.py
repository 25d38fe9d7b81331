"""How does the shipped example become a workspace of one's own?"""

import shutil
from pathlib import Path

from pbp_assess.problems import ConflictError
from pbp_assess.workspace.layout import MARKER, Workspace, in_full
from pbp_assess.workspace.shipped import shipped

_PARTS = (MARKER, "matrices", "assessments", "docs/schema")


def free_for_example(folder: Path) -> Workspace:
    """The folder as a workspace: a new or empty one, or one that is a workspace already.

    Raises:
        ConflictError: something else stands there.
    """
    workspace = Workspace(in_full(folder))
    taken = folder.exists() and not workspace.marker.exists()
    if taken and (not folder.is_dir() or any(folder.iterdir())):
        raise ConflictError(f"{folder} is there already and is no workspace; name a new folder: pbp-assess demo FOLDER")
    return workspace


def copy_example(folder: Path) -> Workspace:
    """Copy the example into a new or empty folder; a workspace that is there already is left as it is.

    Raises:
        ConflictError: something else stands in the folder.
    """
    workspace = free_for_example(folder)
    if workspace.marker.exists():
        return workspace
    for part in reversed(_PARTS):  # the mark last: a copy that was cut short is no workspace
        source, target = shipped(part), workspace.root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copyfile(source, target)
    return workspace
