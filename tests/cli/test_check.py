"""Does `check` end as its files, its rounds and its assertions say, and never with 0 for want of something to judge?"""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from junitparser import JUnitXml

from build import actions, evidence, matrix
from comparing import AFTER, BEFORE, part
from filing import assert_that, filed
from pbp_assess.core.assessment import Dossier
from pbp_assess.workspace.layout import Workspace
from shell import LATER, Ran, Shell, files, leader_ids, replaced

ROOT = Path(__file__).parents[2]
PLACE = "example-place"
SIX = "3 3 3 3 3 3"
GATE = {"bcf": {"partial": "GOV1=3"}}
TESTS = {"stages": {"partial": {"plain": "decides within limits", "returned": "3/4"}}}
ASKED = matrix("GOV1 GOV2", gates=GATE, readiness=TESTS)
SOUGHT = {"aims": {"bcf": "partial"}}
OUTPUTS = "junit=out/check.xml,json=out/check.json,markdown=out/check.md"


def rounds(before: str, after: str, **fields: Any) -> tuple[Dossier, Dossier]:
    """GOV1 in two rounds; GOV2 is as GOV1."""
    return (
        part(ASKED, earlier=True, columns={"GOV1": before, "GOV2": before}, round_=SOUGHT),
        part(ASKED, columns={"GOV1": after, "GOV2": after}, round_=SOUGHT, **fields),
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a workspace, stood in."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path / "work"


def report(ran: Ran) -> dict[str, Any]:
    """What the run wrote as JSON, which is as published."""
    whole: dict[str, Any] = json.loads(Path("out/check.json").read_text("utf-8"))
    schema = json.loads((ROOT / "docs" / "schema" / "check.schema.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(whole)] == []
    assert whole["exit"] == ran.code
    return whole


# --- how it ends ----------------------------------------------------------------------------------


def test_nothing_lost_is_0(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, SIX))
    ran = shell("check", "--output", OUTPUTS)
    assert ran.code == 0, ran.out
    assert ran.out.splitlines()[-1].startswith("Nothing that would fail: 7 of 7 things asserted are so")
    assert report(ran)["counts"] == {"passed": 9}


def test_a_gate_lost_for_sure_is_1_and_says_what_where_and_why(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, "2 2 2 2 2 2"))
    ran = shell("check", "--output", OUTPUTS)
    assert ran.code == 1
    (failed,) = [line for line in report(ran)["lines"] if line["state"] == "failed"]
    assert failed["name"] == "No stage lost: bcf (bcf)"
    assert failed["sentence"] == (
        "“decides within limits” was met before; now: not yet ready; it is lost among the people who answered both "
        "times as well."
    )
    text = Path(failed["about"]["file"]).read_text("utf-8").splitlines()
    assert "id: bcf" in text[failed["about"]["line"] - 1]
    assert failed["where"]["file"] == "pbp-assess.yaml"


def test_a_gate_lost_by_a_change_of_people_is_only_warned_of(shell: Shell, here: Path) -> None:
    filed(here, *rounds(f"{SIX}{' .' * 10}", f"{SIX}{' 1' * 10}"))
    ran = shell("check", "--output", OUTPUTS)
    assert ran.code == 0
    (warned,) = [line for line in report(ran)["lines"] if line["state"] == "warning"]
    assert "among the people who answered both times that is not borne out" in warned["sentence"]
    assert shell("check", "--preset", "strict").code == 1
    assert shell("check", "--strict").code == 1


def test_too_few_sheets_for_the_stage_sought_is_1(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, "3 3 3 3 _ _"))
    ran = shell("check")
    assert ran.code == 1
    assert (
        "4 of 6 leaders returned a sheet; 3 in 4 is what “decides within limits” asks for, which is 5: one short"
        in (" ".join(ran.out.split()))
    )


def test_bad_data_is_2_and_every_output_says_so(shell: Shell, here: Path) -> None:
    workspace = filed(here, *rounds(SIX, SIX))
    replaced(workspace.sheet_path(PLACE, AFTER, "m1"), "GOV1: 3", "GOV1: 77")
    ran = shell("check", "--output", OUTPUTS)
    assert ran.code == 2
    (line,) = report(ran)["lines"]
    assert (line["group"], line["state"]) == ("files", "error")
    assert line["where"]["file"] == f"assessments/{PLACE}/{AFTER}/scores"
    assert [suite.errors for suite in JUnitXml.fromfile("out/check.xml")] == [1]
    for text in (ran.out, ran.err, *(path.read_text("utf-8") for path in Path("out").iterdir())):
        assert "m1" not in text
        assert "77" not in text


def test_a_warning_in_the_files_is_2_only_with_strict(shell: Shell, here: Path) -> None:
    workspace = filed(here, *rounds(SIX, SIX))
    (workspace.round_folder(PLACE, AFTER) / "evidenc.yaml").write_text("schema: x\n", encoding="utf-8")
    assert shell("check").code == 0
    assert shell("check", "--strict").code == 2


def test_no_answers_is_2(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, "_ _ _ _ _ _"))
    ran = shell("check")
    assert (ran.code, "has no answers: nothing can be checked" in ran.out) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("no_fall GOV9",), 2, "matches"),
        (("no_fall gov*",), 2, "matches"),
        (("no_gate_lost grants",), 2, "matches"),
        (("at_least GOV* 0",), 2, "above the lowest (1: Level 1; 2: Level 2; 3: Level 3; 4: Level 4)"),
        (("at_least GOV* 9 warn",), 2, "It asserts level 9;"),
        (("at_least GOV* 3",), 0, ""),
        (("at_least GOV1,GOV2 4",), 1, "one level short"),
        (("at_least GOV* 4 warn",), 0, "one level short"),
        (("could_judge_at_least * 100%", "returned_at_least 1/1"), 0, ""),
        (("agreement_at_least GOV close",), 0, ""),
        (("evidence_for GOV1",), 1, "No record, no paper"),
        (("matrix_unchanged", "actions_overdue_at_most 0"), 0, ""),
        (("no_gate_lost * unconfirmed",), 0, ""),
        (("coverage_sought bcf",), 0, ""),
    ],
)
def test_an_assertion_of_the_command_line(
    words: tuple[str, ...], code: int, said: str, shell: Shell, here: Path
) -> None:
    filed(here, *rounds(SIX, SIX))
    ran = shell("check", "--preset", "none", *(part for word in words for part in ("--assert", word)))
    assert ran.code == code, ran.out
    assert said in ran.out


def test_a_pattern_without_match_in_the_workspace_is_2_where_it_stands(shell: Shell, here: Path) -> None:
    assert_that(filed(here, *rounds(SIX, SIX)), "assertions:", "  - rule: no_fall", '    of: "GOV* FIN*"')
    ran = shell("check", "--output", OUTPUTS)
    assert ran.code == 2
    (line,) = [line for line in report(ran)["lines"] if line["state"] == "error"]
    assert (line["where"], "FIN*" in line["sentence"]) == ({"file": "pbp-assess.yaml", "line": 3, "column": 5}, True)


def test_an_assertion_broken_points_at_its_line_and_at_the_criterions(shell: Shell, here: Path) -> None:
    workspace = filed(here, *rounds(SIX, SIX))
    assert_that(workspace, "assertions:", "  - rule: at_least", "    of: GOV2", "    level: 4")
    ran = shell("check", "--output", f"{OUTPUTS},github")
    assert ran.code == 1
    (line,) = [line for line in report(ran)["lines"] if line["state"] == "failed"]
    assert (line["where"]["file"], line["where"]["line"]) == ("pbp-assess.yaml", 3)
    text = Path(line["about"]["file"]).read_text("utf-8").splitlines()
    assert "id: GOV2" in text[line["about"]["line"] - 1]
    assert line["sentence"] == "Level 3: “GOV2 as at level 3”; Level 4 or above is asserted: one level short."
    assert "::error file=pbp-assess.yaml,line=3,col=5,title=Level used%3A GOV2 (GOV2)::" in ran.out


def test_a_clear_fall_says_from_which_level_to_which(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, "2 2 2 2 2 2"))
    ran = shell("check", "--preset", "none", "--assert", "no_fall GOV1")
    assert ran.code == 1
    assert (
        "Among the people who answered both times views fell: clear; the level used was Level 3, and is Level 2."
        in ran.out
    )


def test_a_record_that_stands_lower_says_so_whatever_views_did(shell: Shell, here: Path) -> None:
    asked = matrix("GOV1*", gates={})
    then = part(asked, earlier=True, columns={"GOV1": SIX}, evidence=evidence(GOV1=3))
    filed(here, then, part(asked, columns={"GOV1": "2 2 3 3 3 3"}, evidence=evidence(GOV1=1)))
    ran = shell("check", "--preset", "none", "--assert", "no_fall GOV1")
    assert ran.code == 1
    assert "The record stands lower than it did; the level used was Level 3, and is Level 1." in ran.out


def test_what_cannot_be_said_is_5_only_where_a_verdict_is_required(shell: Shell, here: Path) -> None:
    filed(here, *rounds("3 3 3 3", "3 3 3 3"))
    words = ("check", "--preset", "none", "--assert", "at_least GOV1 2")
    assert shell(*words).code == 0
    ran = shell(*words, "--require-verdict", "--output", OUTPUTS)
    assert ran.code == 5
    assert report(ran)["counts"]["error"] == 1
    broken = shell(*words, "--require-verdict", "--assert", "returned_at_least 1/1", "--assert", "evidence_for GOV1")
    assert broken.code == 1


def test_nothing_asserted_is_2(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, SIX))
    ran = shell("check", "--preset", "none")
    assert (ran.code, "nothing is asserted" in ran.err) == (2, True)


# --- baselines ------------------------------------------------------------------------------------


def test_a_first_round_is_judged_by_itself_and_says_so(shell: Shell, here: Path) -> None:
    filed(here, rounds(SIX, SIX)[1])
    ran = shell("check", "--output", OUTPUTS)
    assert ran.code == 0
    whole = report(ran)
    assert "before" not in whole
    assert whole["counts"] == {"passed": 3, "not compared": 5}
    assert "there is no earlier round" in whole["notes"][0]
    assert [suite.skipped for suite in JUnitXml.fromfile("out/check.xml")] == [0, 5]


@pytest.mark.parametrize("words", [(BEFORE,), ("--assert", "no_fall GOV*")])
def test_a_baseline_that_was_asked_for_and_is_missing_is_no_pass(
    words: tuple[str, ...], shell: Shell, here: Path
) -> None:
    filed(here, rounds(SIX, SIX)[1])
    assert shell("check", *words).code == (2 if words == (BEFORE,) else 4)


def test_no_question_in_common_is_4_and_every_output_says_so(shell: Shell, here: Path) -> None:
    then = part(matrix("POP1", gates={}), earlier=True, columns={"POP1": SIX})
    filed(here, then, rounds(SIX, SIX)[1])
    ran = shell("check", "--output", OUTPUTS)
    assert ran.code == 4
    assert "PBP502" in Path("out/check.md").read_text("utf-8")
    assert report(ran)["counts"]["error"] == 1


def test_an_earlier_round_without_answers_is_4(shell: Shell, here: Path) -> None:
    filed(here, *rounds("_ _ _ _ _ _", SIX))
    assert shell("check").code == 4


def test_a_baseline_that_is_not_the_round_before_is_whole_panel_only_from_a_snapshot(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, "2 2 2 2 2 2"))
    assert shell("snapshot", "--round", BEFORE, "--output", "then.json").code == 0
    ran = shell("check", "then.json", "--require-verdict")
    assert ran.code == 5  # lost on the whole panel; whether among the matched is not known
    assert "The answers of the two rounds are not both at hand" in " ".join(ran.out.split())


def test_any_snapshot_that_was_changed_is_2(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, SIX))
    assert shell("snapshot", "--round", BEFORE, "--output", "then.json").code == 0
    replaced(Path("then.json"), '"count": 6', '"count": 5')
    ran = shell("check", "then.json")
    assert (ran.code, "PBP509" in ran.out) == (2, True)


# --- from snapshots alone -------------------------------------------------------------------------

CASES = {
    "kept": (SIX, SIX),
    "lost": (SIX, "2 2 2 2 2 2"),
    "others": (f"{SIX}{' .' * 10}", f"{SIX}{' 1' * 10}"),
    "few": ("3 3 3 3", "2 2 2 2"),
    "wide": ("0 0 0 4 4 4 4", "1 1 1 1 4 4 4"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("gone", ["scores/*.yaml", "*.yaml"])
def test_without_the_sheets_it_says_the_same(name: str, gone: str, shell: Shell, here: Path) -> None:
    late = actions({"id": "a1", "what": "write it", "owner": "m1", "due": date(2022, 12, 1), "round": BEFORE})
    workspace = filed(here, *rounds(*CASES[name], actions=late))
    for label in (BEFORE, AFTER):
        assert shell("snapshot", "--round", label).code == 0
    words = ("check", "--output", OUTPUTS, "--assert", "at_least * 3", "--assert", "agreement_at_least * mixed")
    whole = shell(*words)
    lines = [(line["name"], line["state"], line["sentence"]) for line in report(whole)["lines"]]
    for label in (BEFORE, AFTER):
        for path in workspace.round_folder(PLACE, label).glob(gone):
            path.unlink()
    if gone == "*.yaml":
        for label in (BEFORE, AFTER):
            shutil.rmtree(workspace.scores_folder(PLACE, label))
        for path in workspace.place_folder(PLACE).glob("*.yaml"):
            path.unlink()
    alone = shell(*words)
    assert alone.code == whole.code
    assert [(line["name"], line["state"], line["sentence"]) for line in report(alone)["lines"]] == lines
    assert f"Round {AFTER} is read from its snapshot" in report(alone)["notes"][0]


def test_a_snapshot_that_the_sheets_have_left_behind_is_warned_of(shell: Shell, here: Path) -> None:
    workspace = filed(here, *rounds(SIX, SIX))
    assert shell("snapshot").code == 0
    assert shell("check").out.count("snapshot") == 0
    replaced(workspace.sheet_path(PLACE, AFTER, "m1"), "GOV1: 3", "GOV1: cannot_judge")
    ran = shell("check")
    assert (ran.code, "The snapshot says other than the score sheets do" in " ".join(ran.out.split())) == (0, True)


# --- outputs --------------------------------------------------------------------------------------


def test_all_outputs_of_one_run_and_the_same_bytes_again(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, "2 2 2 2 2 2"))
    first = shell("check", "--output", f"{OUTPUTS},github")
    written = files(here / "out")
    assert sorted(written) == ["check.json", "check.md", "check.xml"]
    again = shell("check", "--output", f"{OUTPUTS},github")
    assert files(here / "out") == written
    assert again.out == first.out
    read = JUnitXml.fromstring(written["check.xml"])
    assert {suite.name: (suite.tests, suite.failures) for suite in read}["assertions"] == (7, 1)


def test_a_step_summary_is_added_to(shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filed(here, *rounds(SIX, SIX))
    summary = here / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert shell("check", "--output", "github", "--dry-run").code == 0
    assert summary.read_text("utf-8") == "Before.\n"
    assert shell("check", "--output", "github").code == 0
    assert summary.read_text("utf-8").startswith("Before.\n## Check of Example place, round 2022-23-q3\n")


def test_one_output_goes_to_stdout_alone(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, SIX))
    ran = shell("check", "--output", "json=-")
    assert json.loads(ran.out)["exit"] == 0


def test_a_dry_run_writes_nothing(shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, SIX))
    before = files(here)
    assert shell("check", "--dry-run", "--output", OUTPUTS).code == 0
    assert files(here) == before


@pytest.mark.parametrize(
    "words",
    [
        ("--output", "junit"),
        ("--output", "github=out.txt"),
        ("--output", "xml=out.xml"),
        ("--output", "junit=a,junit=b"),
        ("--output", "junit=-,json=-"),
        ("--output", "json=-,github"),
        ("--preset", "mild"),
        ("--audience", "facilitator"),
        ("--assert", "no_fal GOV*"),
        ("--assert", "at_least GOV1"),
        ("--assert", "at_least GOV1 two"),
        ("--assert", "no_fall GOV* and more"),
        ("--assert", ""),
        ("2021-22-q1",),
    ],
)
def test_what_makes_no_sense_is_2_and_a_line(words: tuple[str, ...], shell: Shell, here: Path) -> None:
    filed(here, *rounds(SIX, SIX))
    ran = shell("check", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert "Traceback" not in ran.err


# --- nobody is named ------------------------------------------------------------------------------


def test_no_leader_and_no_role_in_any_output_of_the_example(shell: Shell, example: Workspace) -> None:
    words = ("--preset", "strict", "--assert", "evidence_for *", "--assert", "at_least * 4")
    ran = shell("check", *words, "--output", f"{OUTPUTS},github", "--round", LATER)
    assert ran.code == 1
    roles = {
        line.partition(": ")[2].strip()
        for line in (example.place_folder("oxfordshire") / "panel.yaml").read_text("utf-8").splitlines()
        if line.strip().startswith("role: ")
    }
    assert len(roles) > 10
    for text in (ran.out, ran.err, *(path.read_text("utf-8") for path in Path("out").iterdir())):
        for named in leader_ids(example.root) | roles:
            assert named not in text
