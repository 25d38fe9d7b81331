"""What did a place look like at an earlier revision of the repository it lies in?

The files are taken out of git as they were committed, into a temporary folder; the work tree is not touched.
"""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pbp_assess.problems import NotFoundError
from pbp_assess.workspace.layout import MARKER, Workspace

_FILE_MODES = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class AtRevision(Workspace):
    """The files of a workspace at a revision; messages name them as `REV:path`."""

    revision: str

    def shown(self, path: Path) -> str:
        """A path as git names it."""
        inside = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()
        return f"{self.revision}:{inside}"


@contextmanager
def at_revision(workspace: Workspace, revision: str, place: str) -> Iterator[AtRevision]:
    """The workspace with this place as it was at a revision, for as long as the block lasts.

    Raises:
        NotFoundError: there is no git, no repository, or no such revision in it.
    """
    commit = _commit(workspace.root, revision)
    listed = _git(workspace.root, "ls-tree", "-r", "-z", commit, "--", MARKER, "matrices", f"assessments/{place}")
    with tempfile.TemporaryDirectory(prefix="pbp-assess-") as folder:
        root = Path(folder).resolve()
        for path, data in _contents(workspace.root, dict(_files(listed))):
            target = root.joinpath(*path.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        (root / MARKER).touch()
        yield AtRevision(root, revision)


def file_at(workspace: Workspace, revision: str, path: str) -> bytes:
    """One file as it was committed; its path is from the top of the workspace.

    Raises:
        NotFoundError: there is no git, no repository, no such revision, or no such file in it.
    """
    commit = _commit(workspace.root, revision)
    try:
        return _git(workspace.root, "cat-file", "blob", f"{commit}:./{path}")
    except NotFoundError as error:
        raise NotFoundError(f"{revision} holds no file {path}") from error


def _commit(root: Path, revision: str) -> str:
    """The commit that a revision names."""
    if revision.startswith("-"):  # an option to git, and never a revision
        raise NotFoundError(f"no revision {revision!r}")
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    except NotFoundError as error:
        hint = "; a shallow clone (as in many pipelines) may not have it: fetch the whole history"
        raise NotFoundError(f"no revision {revision!r} in the git repository of {root}{hint}") from error


def _files(listed: bytes) -> Iterator[tuple[PurePosixPath, str]]:
    """Path and blob of each plain file; links and submodules are no files of a workspace."""
    for entry in listed.split(b"\0"):
        head, tab, name = entry.partition(b"\t")
        if tab and head.startswith(_FILE_MODES):
            path = PurePosixPath(name.decode("utf-8", "surrogateescape"))
            if not path.is_absolute() and ".." not in path.parts:
                yield path, head.split()[2].decode()


def _contents(root: Path, blobs: Mapping[PurePosixPath, str]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """What stands in each file, asked for all at once: `HASH blob SIZE`, a line end, the bytes, a line end."""
    said = _git(root, "cat-file", "--batch", told="\n".join(blobs.values()).encode())
    for path in blobs:
        head, _, said = said.partition(b"\n")
        size = int(head.split()[-1])
        yield path, said[:size]
        said = said[size + 1 :]


def _git(root: Path, *words: str, told: bytes = b"") -> bytes:
    """What git says to these words, and to what it is told on its input.

    Raises:
        NotFoundError: there is no git, or it says no.
    """
    import shutil

    git = shutil.which("git")
    if git is None:
        raise NotFoundError("REV: needs git, which is not installed here")
    done = subprocess.run([git, "-C", str(root), *words], input=told, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise NotFoundError(said[-1] if said else "git does not know it")
    return done.stdout
