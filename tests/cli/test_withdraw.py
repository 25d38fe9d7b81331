"""Does `withdraw` keep a sheet aside, whole, and only after a yes?"""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tiny
from build import ROUND, sheet
from pbp_assess.cli import console
from pbp_assess.cli.app import run
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import lock

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace stood in, with the director's sheet."""
    monkeypatch.chdir(tmp_path)
    found = tiny.workspace(tmp_path)
    tiny.put(found, sheet("director", "GOV1=3"))
    return found


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A line on stdin."""

    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return give


def files(place: Workspace) -> dict[str, bytes]:
    folder = place.scores_folder(tiny.PLACE, ROUND)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_sheet_goes_aside_byte_for_byte(place: Workspace, capsys: Capture) -> None:
    content = files(place)["director.yaml"]
    assert run(["withdraw", "director", "--yes", "--reason", "asked\nfor it", "--as-of", "2022-12-01"]) == 0
    assert files(place) == {
        "withdrawn/director-1.yaml": content,
        "withdrawn/director-1.txt": b"Withdrawn on 2022-12-01: asked for it\n",
    }
    assert "scores/withdrawn/director-1.yaml" in capsys.readouterr().out
    assert run(["score", "director", "--set", "GOV1=1"]) == 0
    assert run(["withdraw", "director", "-y"]) == 0
    assert set(files(place)) == {"withdrawn/director-1.yaml", "withdrawn/director-1.txt", "withdrawn/director-2.yaml"}


def test_a_withdrawn_sheet_is_not_read(place: Workspace, capsys: Capture) -> None:
    tiny.put(place, sheet("gp", "GOV1=1 GOV2=1"))
    assert run(["withdraw", "director", "-y"]) == 0
    capsys.readouterr()
    assert run(["status"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith(("director", "gp"))]
    assert [" ".join(row[2:5]) for row in rows] == ["icb 0 of", "primary_care 2 of"]


@pytest.mark.parametrize(
    ("answer", "gone"), [("y\n", True), ("Yes\n", True), ("\n", False), ("no\n", False), ("", False)]
)
def test_it_asks_first(
    place: Workspace, capsys: Capture, typed: Callable[[str], None], answer: str, gone: bool
) -> None:
    typed(answer)
    assert run(["withdraw", "director"]) == 0
    assert ("director.yaml" not in files(place)) is gone
    assert ("Nothing was changed." in capsys.readouterr().err) is not gone


def test_dry_run(place: Workspace, capsys: Capture) -> None:
    before = files(place)
    assert run(["withdraw", "director", "-n"]) == 0
    assert "Would move the sheet to assessments/" in capsys.readouterr().out
    assert files(place) == before


@pytest.mark.parametrize("leader", ["gp", "../../round", "", "withdrawn/x"])
def test_a_sheet_that_is_not_there(place: Workspace, capsys: Capture, leader: str) -> None:
    before = files(place)
    assert run(["withdraw", leader, "--yes"]) == 2
    assert "there is no sheet of" in capsys.readouterr().err
    assert files(place) == before


@pytest.mark.parametrize("own", [True, False])
def test_a_near_id(place: Workspace, capsys: Capture, monkeypatch: pytest.MonkeyPatch, own: bool) -> None:  # noqa: ARG001
    monkeypatch.setattr(console, "is_terminal", lambda _: own)
    assert run(["withdraw", "directr", "--yes"]) == 2
    assert ("did you mean director?" in capsys.readouterr().err) is own


def test_refusals(place: Workspace, capsys: Capture) -> None:
    before = files(place)
    assert run(["withdraw", "director", "--no-input"]) == 2
    assert "--yes" in capsys.readouterr().err
    with lock(tiny.sheet_path(place), "Ann"):
        assert run(["withdraw", "director", "--yes"]) == 2
    assert files(place) == before


def test_a_faulty_sheet_can_be_withdrawn(place: Workspace) -> None:
    tiny.sheet_path(place).write_bytes(b"\xff nonsense")
    assert run(["withdraw", "director", "--yes"]) == 0
    assert files(place) == {"withdrawn/director-1.yaml": b"\xff nonsense"}


def test_a_closed_round_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = tiny.workspace(tmp_path, closed="2022-12-09")
    tiny.put(found, sheet("director", "GOV1=3"))
    assert run(["withdraw", "director", "--yes"]) == 0


def test_a_folder_that_cannot_take_it(place: Workspace, capsys: Capture) -> None:
    before = files(place)
    (place.scores_folder(tiny.PLACE, ROUND) / "withdrawn").write_text("in the way")
    assert run(["withdraw", "director", "--yes"]) == 2
    assert "it is where it was" in capsys.readouterr().err
    assert files(place).items() >= before.items()
