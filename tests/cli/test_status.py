"""Does `status` say who has answered and what still matters, and no level and no verdict?"""

import json
import re

import pytest

from pbp_assess.workspace.demo import copy_example
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, SOUGHT, Shell, leader_ids, replaced

HOME = f"assessments/{PLACE}"


@pytest.fixture
def under_way(example: Workspace) -> Workspace:
    """The example's later round, open again, with five of its members' sheets not in yet."""
    folder = example.root / HOME / LATER
    replaced(folder / "round.yaml", 'closed: "2024-06-14"\n', "")
    (folder / "moderation.yaml").unlink()
    out = ("gp-lead-north", "gp-lead-south", "place-director", "vcse-chief-executive", "healthwatch-director")
    for leader in out:
        example.sheet_path(PLACE, LATER, leader).unlink()
    return example


def row(text: str, leader: str) -> str:
    """The line of the table that begins so."""
    return next(line for line in text.splitlines() if line.startswith(leader))


def test_everybody_asked_has_a_row(shell: Shell, example: Workspace) -> None:
    ran = shell("status")
    assert (ran.code, ran.err) == (0, "\nNext: pbp-assess readiness\n")
    assert ran.out.startswith("Oxfordshire, round 2024-25-q1 (closed 2024-06-14, as of 2024-06-14)\n")
    for leader in example.scores_folder(PLACE, LATER).iterdir():
        assert re.search(r"\d+ of 41 +\d+$", row(ran.out, leader.stem))
    assert re.search(r"member +Local government +39 of 41 +2$", row(ran.out, "districts-chief-executive"))
    assert "invited voice" in row(ran.out, "housing-director")
    assert "11 of 11 members have answered; 6 of 6 invited voices." in ran.out
    assert "5 of 5 required sectors are heard." in ran.out
    assert "  partial (decides within limits): enough answers\n" in ran.out


@pytest.mark.usefixtures("under_way")
def test_a_round_under_way_says_what_is_lacking(shell: Shell) -> None:
    ran = shell("status", "--as-of", "2024-06-03")
    assert "(open, as of 2024-06-03)" in ran.out
    assert re.search(r"0 of 41 +0$", row(ran.out, "place-director"))
    assert "6 of 11 members have answered; 6 of 6 invited voices." in ran.out
    heard = "2 of 5 required sectors are heard; not yet: Integrated care board, Primary care, Community voice."
    assert heard in ran.out
    assert "  shadow (sees and advises): still needs 1 more member's sheet, 2 more sectors\n" in ran.out
    assert "  partial (decides within limits): still needs 3 more members' sheets, 3 more sectors" in ran.out
    assert ran.out.count("  are needed first: ") == 3, "of these nothing can be said yet"
    assert "  cannot change the result: Better Care Fund" in ran.out, "a record says no, whoever answers"
    assert ran.err.endswith("\nNext: pbp-assess score LEADER --as-of 2024-06-03\n")


def test_questions_that_too_few_can_judge_are_counted(shell: Shell, under_way: Workspace) -> None:
    for leader in ("county-chief-executive", "districts-chief-executive"):
        sheet = under_way.sheet_path(PLACE, LATER, leader)
        head = sheet.read_text("utf-8").partition("scores:\n")[0]
        sheet.write_text(head + "scores:\n  PUR1: 2\n", encoding="utf-8")
    needed = json.loads(shell("status", "--json").out)["still_needed"]
    assert needed["shadow"]["sheets"] == 1
    assert needed["shadow"]["questions"] == 0, "four members judge every question but one"
    assert needed["partial"]["questions"] > 10, "half of eleven is six"


@pytest.mark.usefixtures("example")
def test_what_the_answers_still_out_could_change(shell: Shell) -> None:
    out = shell("status").out
    assert re.search(r"\n\d+ answers are not a level yet. For the functions sought, these answers\n", out)
    assert out.count("  cannot change the result: ") == 3
    assert re.search(r"  could change the result \(\d+ answers bear on it\): Local GP schemes", out)


def test_a_sheet_edited_after_closing_is_named_and_not_counted(shell: Shell, example: Workspace) -> None:
    shell("round", "reopen", "--reason", "one sheet came late")
    assert shell("round", "close", "--on", "2024-06-17").code == 0
    replaced(example.sheet_path(PLACE, LATER, "place-director"), "PUR1: 3", "PUR1: 4")
    ran = shell("status")
    assert "edited late" in row(ran.out, "place-director")
    assert "10 of 11 members have answered" in ran.out


@pytest.mark.usefixtures("example", "under_way")
def test_no_level_and_no_verdict_is_shown(shell: Shell) -> None:
    names = ("Not yet", "Emerging", "Developing", "Maturing", "Thriving")
    verdicts = ("ready", "Ready", "conditions", "not met")
    for words in (("status",), ("status", "--json"), ("status", "--round", FIRST)):
        text = shell(*words).out
        assert not [word for word in (*names, *verdicts) if re.search(rf"\b{word}\b", text)]


def test_json_says_the_same(shell: Shell, example: Workspace) -> None:
    told = json.loads(shell("status", "--json").out)
    assert (told["place"], told["round"], told["as_of"]) == (PLACE, LATER, "2024-06-14")
    assert told["members"] == {"count": 11, "of": 11}
    assert {row["leader"] for row in told["leaders"]} == {
        path.stem for path in example.scores_folder(PLACE, LATER).iterdir()
    }
    assert told["still_needed"]["full"] == {"sheets": 0, "sectors": 0, "questions": 0}
    assert [entry["function"] for entry in told["functions_sought"]] == list(SOUGHT)
    assert [entry["settled"] for entry in told["functions_sought"]] == [True, True, False, True]


@pytest.mark.parametrize("audience", ["partnership", "public"])
def test_there_is_no_copy_of_it_for_others(shell: Shell, example: Workspace, audience: str) -> None:
    ran = shell("status", "--audience", audience)
    assert (ran.code, ran.out) == (2, "")
    assert not [leader for leader in leader_ids(example.root) if leader in ran.err]
    assert shell("status", "--audience", "facilitator").code == 0


# --- which place, which round, which day ----------------------------------------------------------


@pytest.fixture
def two_places(example: Workspace) -> Workspace:
    """The example twice, and neither is the default."""
    (example.root / HOME).rename(example.root / "assessments" / "berkshire")
    other = copy_example(example.root.parent / "other")
    (other.root / HOME).rename(example.root / HOME)
    replaced(example.marker, "place: oxfordshire\n", "")
    return example


def test_one_place_needs_no_flag(shell: Shell, example: Workspace) -> None:
    replaced(example.marker, "place: oxfordshire\n", "")
    assert shell("status").code == 0


@pytest.mark.usefixtures("two_places")
def test_of_several_places_one_is_named(shell: Shell) -> None:
    ran = shell("status")
    assert (ran.code, ran.out) == (2, "")
    assert "which place? --place is one of berkshire, oxfordshire" in ran.err
    assert shell("status", "--place", "berkshire").code == 0
    assert "did you mean berkshire? (there is berkshire, oxfordshire)" in shell("--place", "berkshir", "status").err


def test_the_default_place_stands_in_the_workspaces_file(shell: Shell, two_places: Workspace) -> None:
    two_places.marker.write_text("schema: pbp-assess/workspace/1\nplace: berkshire\n", encoding="utf-8")
    assert json.loads(shell("status", "--json").out)["place"] == "berkshire"
    assert json.loads(shell("status", "--json", "--place", PLACE).out)["place"] == PLACE
    two_places.marker.write_text("schema: pbp-assess/workspace/1\nplace: berkshir\n", encoding="utf-8")
    ran = shell("status")
    assert ran.code == 2
    assert "though pbp-assess.yaml names it; did you mean berkshire?" in ran.err


def test_a_workspace_without_a_place_says_so(shell: Shell, example: Workspace) -> None:
    (example.root / "assessments").rename(example.root / "gone")
    example.marker.write_text("schema: pbp-assess/workspace/1\n", encoding="utf-8")
    ran = shell("status")
    assert (ran.code, ran.err) == (2, "error: this workspace has no place yet; `pbp-assess init` makes one\n")


@pytest.mark.usefixtures("example")
def test_the_latest_round_is_the_one_opened_last(shell: Shell) -> None:
    assert json.loads(shell("status", "--json").out)["round"] == LATER
    assert json.loads(shell("status", "--json", "--round", FIRST).out)["round"] == FIRST
    ran = shell("status", "--round", "2022-23-q4")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 2022-23-q3? (there is 2022-23-q3, 2024-25-q1)" in ran.err


def test_it_works_from_below_and_from_elsewhere(
    shell: Shell, example: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example.root / HOME / LATER)
    assert shell("status").code == 0
    monkeypatch.chdir(example.root.parent)
    assert shell("status").code == 2
    ran = shell("status", "-C", "example/matrices")
    assert (ran.code, ran.err) == (0, "\nNext: pbp-assess readiness -C example/matrices\n")
    monkeypatch.chdir(example.root / "matrices")
    assert shell("-C", "../../example/matrices/..", "status").code == 0


@pytest.mark.usefixtures("example")
def test_a_closed_round_is_judged_on_its_closing_day(shell: Shell) -> None:
    assert json.loads(shell("status", "--json").out)["as_of"] == "2024-06-14"
    assert json.loads(shell("status", "--json", "--as-of", "2024-12-31").out)["as_of"] == "2024-12-31"


@pytest.mark.usefixtures("example")
def test_a_day_before_the_round_opened_is_refused(shell: Shell) -> None:
    ran = shell("status", "--as-of", "2024-05-12")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: round 2024-25-q1 opened on 2024-05-13: --as-of 2024-05-12 lies before it\n"
    assert shell("status", "--as-of", "2024-05-13").code == 0
