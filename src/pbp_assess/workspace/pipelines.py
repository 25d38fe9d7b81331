"""Which file does the pipeline of each kind of server stand in, and what does it say?

What it says stands in docs/ci/, where people read it. It lies at the top of the git repository, wherever in it the
workspace is.
"""

from enum import StrEnum
from pathlib import Path

from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.shipped import shipped

_HERE = "PBP_WORKSPACE: ."


class Server(StrEnum):
    """Where pipelines run."""

    GITHUB = "github"
    AZURE = "azure"
    GITLAB = "gitlab"

    @property
    def file(self) -> str:
        """Where it looks for a pipeline."""
        return _FILES[self]


_FILES = {
    Server.GITHUB: ".github/workflows/pbp-assess.yml",
    Server.AZURE: "azure-pipelines.yml",
    Server.GITLAB: ".gitlab-ci.yml",
}


def pipeline(workspace: Workspace, server: Server) -> tuple[Path, str]:
    """Where the pipeline goes, and its text."""
    top = _top(workspace)
    text = (shipped("docs/ci") / f"{server.value}.yml").read_text(encoding="utf-8")
    inside = workspace.root.relative_to(top).as_posix()
    return top / server.file, text.replace(_HERE, f"{_HERE[:-1]}{_quoted(inside)}")


def has_pipeline(workspace: Workspace) -> bool:
    """Whether the repository has a pipeline of any kind already."""
    top = _top(workspace)
    return any((top / one.file).exists() for one in Server)


def _top(workspace: Workspace) -> Path:
    """The top of the repository that the workspace lies in; the workspace itself where there is none."""
    root = workspace.root
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def _quoted(path: str) -> str:
    """A path as YAML reads it."""
    quoted = path.replace("'", "''")
    return path if path == "." else f"'{quoted}'"
