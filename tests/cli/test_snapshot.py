"""Is a round stored once, as partners may see it, and read wherever a round is read?"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from comparing import AFTER, BEFORE, part
from filing import filed
from pbp_assess.formats.snapshot import _seal
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, Shell, files, leader_ids, replaced

PLACE = "example-place"
SIX = "3 3 3 3 3 3"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace of two rounds in which six people rise, stood in."""
    monkeypatch.chdir(tmp_path)
    then, now = part(earlier=True, columns={"GOV1": "2 2 2 2 2 2"}), part(columns={"GOV1": SIX})
    return filed(tmp_path / "work", then, now)


@pytest.fixture(autouse=True)
def stood_in(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here.root)


def unsheeted(workspace: Workspace, place: str = PLACE) -> None:
    """As a repository that does not hold the sheets."""
    for path in workspace.place_folder(place).glob("*/scores/*.yaml"):
        path.unlink()


# --- writing --------------------------------------------------------------------------------------


def test_it_goes_beside_its_round_and_says_what_to_do_next(shell: Shell, here: Workspace) -> None:
    before = files(here.root)
    ran = shell("snapshot")
    path = f"assessments/{PLACE}/{AFTER}/snapshot.json"
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert f"git add {path}" in ran.err
    assert files(here.root).keys() - before.keys() == {path}
    whole = json.loads((here.root / path).read_text("utf-8"))
    assert (whole["schema"], whole["round"]["id"], whole["since"]["round"]) == ("pbp-assess/snapshot/1", AFTER, BEFORE)
    assert [(one["grade"], one["up"]) for one in whole["since"]["changes"]] == [
        ("clear", {"count": 5, "of": 6, "up_to": 6})
    ]


def test_the_same_again_changes_nothing_and_another_is_refused(shell: Shell, here: Workspace) -> None:
    assert shell("snapshot").code == 0
    before = files(here.root)
    again = shell("snapshot")
    assert (again.code, "word for word" in again.err) == (0, True)
    replaced(here.sheet_path(PLACE, AFTER, "m1"), "GOV1: 3", "GOV1: cannot_judge")
    other = shell("snapshot")
    assert (other.code, "--force" in other.err) == (2, True)
    assert (
        files(here.root)[f"assessments/{PLACE}/{AFTER}/snapshot.json"]
        == before[f"assessments/{PLACE}/{AFTER}/snapshot.json"]
    )
    assert shell("snapshot", "--force").code == 0
    assert files(here.root) != before


def test_a_dry_run_writes_nothing(shell: Shell, here: Workspace) -> None:
    before = files(here.root)
    ran = shell("snapshot", "--dry-run")
    assert (ran.code, "Nothing is written." in ran.err) == (0, True)
    assert files(here.root) == before


def test_it_goes_to_stdout_or_to_a_file_of_another_name(shell: Shell, here: Workspace) -> None:
    ran = shell("snapshot", "--output", "-")
    assert json.loads(ran.out)["place"]["id"] == PLACE
    assert shell("snapshot", "--output", "base.json").out == "base.json\n"
    assert (here.root / "base.json").read_text("utf-8") == ran.out
    assert shell("snapshot", "--output", "base.json").code == 2


@pytest.mark.parametrize("audience", ["facilitator", "public"])
def test_there_is_only_the_partners(audience: str, shell: Shell) -> None:
    assert shell("snapshot", "--audience", audience).code == 2


def test_an_open_round_has_none(shell: Shell, here: Workspace) -> None:
    path = here.round_folder(PLACE, AFTER) / "round.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("closed:")), encoding="utf-8")
    ran = shell("snapshot", "--as-of", "2022-12-01")
    assert (ran.code, "still open" in ran.err) == (2, True)


def test_where_the_sheets_are_not_nothing_can_be_made(shell: Shell, here: Workspace) -> None:
    assert shell("snapshot").code == 0
    unsheeted(here)
    ran = shell("snapshot", "--force")
    assert (ran.code, "the score sheets of round" in ran.err) == (2, True)
    none = shell("snapshot", "--round", BEFORE)
    assert (none.code, "has no answers" in none.err) == (2, True)


def test_a_first_round_has_nothing_since(shell: Shell) -> None:
    assert "since" not in json.loads(shell("snapshot", "--round", BEFORE, "--output", "-").out)


def test_without_the_sheets_of_the_round_before_who_moved_is_not_stored(shell: Shell, here: Workspace) -> None:
    assert shell("snapshot", "--round", BEFORE).code == 0
    for path in here.scores_folder(PLACE, BEFORE).glob("*.yaml"):
        path.unlink()
    ran = shell("snapshot", "--output", "-")
    assert "since" not in json.loads(ran.out)
    assert "who changed their view is not stored" in ran.err


def test_a_round_before_that_cannot_be_compared_leaves_nothing_since(shell: Shell, here: Workspace) -> None:
    for path in here.scores_folder(PLACE, BEFORE).glob("*.yaml"):
        path.unlink()
    ran = shell("snapshot", "--output", "-")
    assert (ran.code, "since" in json.loads(ran.out)) == (0, False)
    assert "PBP503" in ran.err


# --- reading --------------------------------------------------------------------------------------


def test_compare_says_of_two_snapshots_what_it_says_of_two_rounds(shell: Shell, here: Workspace) -> None:
    whole = shell("compare")
    for label in (BEFORE, AFTER):
        assert shell("snapshot", "--round", label).code == 0
    unsheeted(here)
    alone = shell("compare")
    assert (alone.code, alone.out) == (0, whole.out)
    assert f"round {BEFORE} is read from assessments/{PLACE}/{BEFORE}/snapshot.json" in alone.err
    assert "clear" in alone.out


def test_a_snapshot_may_stand_on_either_side(shell: Shell) -> None:
    for label in (BEFORE, AFTER):
        assert shell("snapshot", "--round", label, "--output", f"{label}.json").code == 0
    whole = shell("compare").out
    assert shell("compare", f"{BEFORE}.json", f"{AFTER}.json").out == whole
    assert shell("compare", BEFORE, f"{AFTER}.json").out == whole
    mixed = shell("compare", f"{BEFORE}.json", AFTER)
    assert (mixed.code, "The answers of the two rounds are not both at hand" in " ".join(mixed.out.split())) == (
        0,
        True,
    )


def test_every_format_of_compare_is_made_from_snapshots(shell: Shell, example: Workspace) -> None:
    for label in (FIRST, LATER):
        assert shell("snapshot", "--round", label).code == 0
    leaders = leader_ids(example.root)
    unsheeted(example, "oxfordshire")
    ran = shell("compare", "--format", "md,html,json,csv", "--output", "out", "--audience", "facilitator")
    assert ran.code == 0
    assert "this is the partnership's copy" in ran.err
    for path in Path("out").iterdir():
        text = path.read_text("utf-8")
        assert not [leader for leader in leaders if leader in text]
    public = shell("compare", "--audience", "public")
    assert (public.code, "public" in public.out.splitlines()[0]) == (0, True)


def test_a_snapshot_of_another_place_is_4(shell: Shell) -> None:
    assert shell("snapshot", "--output", "here.json").code == 0
    text = Path("here.json").read_text("utf-8")
    whole = json.loads(text)
    whole["place"]["id"] = "elsewhere"
    whole["sha256"] = _seal(whole)
    Path("here.json").write_text(json.dumps(whole), encoding="utf-8")
    ran = shell("compare", "here.json", AFTER)
    assert (ran.code, "PBP505" in ran.err) == (4, True)


def test_a_tampered_one_and_a_missing_one_are_2(shell: Shell) -> None:
    assert shell("snapshot", "--output", "base.json").code == 0
    replaced(Path("base.json"), '"count": 6', '"count": 5')
    ran = shell("compare", "base.json", AFTER)
    assert (ran.code, ran.err.count("PBP509")) == (2, 2)  # and the line that says how to read on
    assert shell("compare", "nowhere.json", AFTER).code == 2


@pytest.mark.parametrize("command", ["compare", "check", "history"])
def test_a_snapshot_in_the_folder_of_another_round_is_2(command: str, shell: Shell, here: Workspace) -> None:
    """A good snapshot where a bad one should lie would pass every gate."""
    for label in (BEFORE, AFTER):
        assert shell("snapshot", "--round", label).code == 0
    unsheeted(here)
    shutil.copy(here.snapshot_path(PLACE, BEFORE), here.snapshot_path(PLACE, AFTER))
    ran = shell(command)
    assert ran.code == 2
    said = (ran.out + ran.err).replace("\n", " ")
    assert "PBP513" in said
    assert f"a snapshot of round {BEFORE}; expected one of round {AFTER}" in said
    assert f"{AFTER}/snapshot.json:" in said


def test_a_snapshot_of_another_place_beside_a_round_is_2(shell: Shell, here: Workspace) -> None:
    assert shell("snapshot").code == 0
    unsheeted(here)
    here.place_folder(PLACE).rename(here.place_folder("elsewhere"))
    for path in here.place_folder("elsewhere").rglob("*.yaml"):
        path.unlink()
    ran = shell("check")
    assert (ran.code, "a snapshot of place example-place; expected one of place elsewhere" in ran.out) == (2, True)


def test_a_snapshot_at_a_revision_is_read(shell: Shell, here: Workspace) -> None:
    for label in (BEFORE, AFTER):
        assert shell("snapshot", "--round", label).code == 0
    unsheeted(here)
    named = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a"}
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "baseline")):
        subprocess.run(["git", "-C", str(here.root), *words], check=True, env={**os.environ, **named})  # noqa: S607
    assert shell("compare", f"HEAD:{BEFORE}", AFTER).out == shell("compare").out
    assert shell("check", f"HEAD:{BEFORE}").code == 0


@pytest.mark.parametrize("text", ["{", "[]", '{"round": {"opened": "soon"}}', '{"round": []}'])
def test_a_place_of_snapshots_with_a_broken_one_is_2(text: str, shell: Shell, here: Workspace) -> None:
    stray = here.round_folder(PLACE, "2021-22-q1")
    stray.mkdir()
    (stray / "snapshot.json").write_text(text, encoding="utf-8")
    for command in ("compare", "check"):
        ran = shell(command)
        assert (ran.code, "2021-22-q1/snapshot.json" in ran.out + ran.err) == (2, True)


def test_a_place_may_be_one_snapshot_among_rounds(shell: Shell, here: Workspace) -> None:
    assert shell("snapshot", "--round", BEFORE).code == 0
    shell_of = shell("compare").out
    for path in here.round_folder(PLACE, BEFORE).rglob("*.yaml"):
        path.unlink()
    ran = shell("compare")
    assert (ran.code, ran.out == shell_of) == (0, False)
    assert f"round {BEFORE}" in ran.out.splitlines()[0]


def test_history_says_of_snapshots_what_it_says_of_rounds(shell: Shell, example: Workspace) -> None:
    whole = shell("history").out
    for label in (FIRST, LATER):
        assert shell("snapshot", "--round", label).code == 0
    unsheeted(example, "oxfordshire")
    assert shell("history").out == whole
    for path in example.place_folder("oxfordshire").rglob("*.yaml"):
        path.unlink()
    assert shell("history").out == whole
    assert shell("history", "--round", FIRST).code == 0


@pytest.mark.parametrize("command", ["readiness", "report day", "report quarter", "agenda", "status"])
def test_what_needs_the_sheets_says_so_where_there_is_only_a_snapshot(
    command: str, shell: Shell, here: Workspace
) -> None:
    assert shell("snapshot").code == 0
    unsheeted(here)
    before = files(here.root)
    ran = shell(*command.split())
    assert (ran.code, ran.out) == (2, "")
    assert f"the score sheets of {PLACE}, round {AFTER}, are not here, only its snapshot" in ran.err
    assert files(here.root) == before
