"""What the tests of commands share: a shell, and a copy of the example to run it in."""

from pathlib import Path

import pytest

import agreeing
from pbp_assess.cli.app import run
from pbp_assess.workspace.demo import copy_example
from pbp_assess.workspace.layout import Workspace
from shell import Ran, Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Run a command in this process: its exit code, stdout and stderr."""

    def ran(*words: str) -> Ran:
        capsys.readouterr()
        code = run(words)
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A copy of the shipped example, stood in."""
    workspace = copy_example(tmp_path / "example")
    monkeypatch.chdir(workspace.root)
    return workspace


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The small round on which levels are agreed and documents noted, stood in."""
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    workspace = agreeing.workspace(tmp_path / "work")
    monkeypatch.chdir(workspace.root)
    return workspace
