"""Does everybody asked get a form, each where it belongs, and does nobody get anybody else's answers?"""

import re
from pathlib import Path

import pytest

from pbp_assess.cli.app import run
from pbp_assess.workspace.demo import copy_example
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.scaffold import GITIGNORE

PLACE, ROUND = "oxfordshire", "2024-25-q1"
Said = pytest.CaptureFixture[str]


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A copy of the shipped example with its last round open again, stood in."""
    workspace = copy_example(tmp_path / "example")
    monkeypatch.chdir(workspace.root)
    assert run(["round", "reopen", "--reason", "forms"]) == 0
    return workspace


def forms(workspace: Workspace) -> dict[str, str]:
    """The forms written, by their path below the round's folder."""
    folder = workspace.forms_folder(PLACE, ROUND)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.*")}


def order(page: str) -> list[str]:
    return re.findall(r'data-criterion="([^"]+)"', page)


def test_everybody_asked_gets_a_form_and_the_paths_are_printed(example: Workspace, capsys: Said) -> None:
    capsys.readouterr()
    assert run(["form"]) == 0
    written = forms(example)
    assert len(written) == 17
    paths = capsys.readouterr()
    assert paths.out.splitlines() == [f"forms/{PLACE}/{ROUND}/{name}" for name in _asked_first(paths.out)]
    assert "Answering as: GP lead, South" in written["gp-lead-south.html"]
    assert "pbp-assess import" in paths.err


def _asked_first(out: str) -> list[str]:
    """The names printed: the place director, who is first in the round, and the others as they come."""
    names = [line.rpartition("/")[2] for line in out.splitlines()]
    assert names[0] == "place-director.html"
    assert len(set(names)) == 17
    return names


def test_those_named_get_theirs_once_and_nobody_else(example: Workspace) -> None:
    assert run(["form", "gp-lead-south", "housing-director", "gp-lead-south"]) == 0
    assert set(forms(example)) == {"gp-lead-south.html", "housing-director.html"}


def test_a_form_is_replaced_and_the_same_again(example: Workspace) -> None:
    assert run(["form", "gp-lead-south"]) == 0
    before = forms(example)
    (example.forms_folder(PLACE, ROUND) / "gp-lead-south.html").write_text("old", encoding="utf-8")
    assert run(["form", "gp-lead-south"]) == 0
    assert forms(example) == before


def test_shuffling_gives_each_leader_an_order_and_the_same_seed_the_same(example: Workspace) -> None:
    assert run(["form", "--shuffle", "7"]) == 0
    first = forms(example)
    assert run(["form", "--shuffle", "7"]) == 0
    assert forms(example) == first
    assert len({tuple(order(page)) for page in first.values()}) > 10
    assert len({tuple(sorted(order(page))) for page in first.values()}) == 1


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(example: Workspace, capsys: Said) -> None:
    capsys.readouterr()
    assert run(["form", "-n"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 17
    assert not (example.root / "forms").exists()


def test_they_go_where_they_are_wanted(example: Workspace, tmp_path: Path, capsys: Said) -> None:
    capsys.readouterr()
    assert run(["form", "gp-lead-south", "--output", str(tmp_path / "out"), "--quiet"]) == 0
    there = tmp_path / "out" / "gp-lead-south.html"
    said = capsys.readouterr()
    assert (said.out, said.err) == (f"{there}\n", "")
    assert there.exists()
    assert not (example.root / "forms").exists()


def test_a_deputy_gets_a_form_to_answer_in_the_leaders_place(example: Workspace) -> None:
    panel = example.place_folder(PLACE) / "panel.yaml"
    entry = "  - id: stand-in\n    role: Deputy\n    kind: member\n    sector: icb\n    deputy_for: place-director\n"
    panel.write_text(panel.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert run(["form", "stand-in"]) == 0
    ((name, page),) = forms(example).items()
    assert name == "stand-in.html"
    assert "Answering as: Deputy, for Place director" in page


def test_an_interview_shows_that_leaders_answers_and_lies_apart(example: Workspace, capsys: Said) -> None:
    assert run(["form", "--interview", "place-director"]) == 0
    assert "keep it to the two of you" in capsys.readouterr().err
    ((name, page),) = forms(example).items()
    assert name == "interviews/place-director.html"
    assert "A draft exists. Nobody has yet been handed anything." in page
    assert "Interest: local schemes pay my practices." not in page, "that is what somebody else said"


def test_an_interview_with_a_faulty_sheet_is_refused_and_other_peoples_faults_stop_nobody(
    example: Workspace, capsys: Said
) -> None:
    sheet = example.sheet_path(PLACE, ROUND, "gp-lead-south")
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("PUR1: 3", "PUR1: 7"), encoding="utf-8")
    assert run(["form", "--interview", "gp-lead-south"]) == 2
    assert "PBP343" in capsys.readouterr().err
    assert run(["form", "--interview", "place-director"]) == 0
    assert run(["form", "gp-lead-south"]) == 0
    assert set(forms(example)) == {"interviews/place-director.html", "gp-lead-south.html"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gp-lead-suoth"], "is not asked in round"),
        (["gp-lead-city"], "is on the panel, but not asked"),
        (["--interview", "nobody"], "is not asked in round"),
        (["place-director", "--interview", "place-director"], "--interview writes"),
        (["--interview", "place-director", "--shuffle", "3"], "--interview writes"),
        (["--shuffle", "x"], "'x' is not a valid int"),
        (["--round", "2022-23-q3"], "closed on 2022-12-09"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    example: Workspace, words: list[str], said: str, capsys: Said
) -> None:
    assert run(["form", *words]) == 2
    assert said in capsys.readouterr().err
    assert not (example.root / "forms").exists()


def test_forms_and_interviews_stay_out_of_version_control() -> None:
    assert "forms/" in GITIGNORE.splitlines()
