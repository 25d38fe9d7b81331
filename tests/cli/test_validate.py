"""Does `validate` find every fault of every file at once, place it, and keep confidential what stood there?"""

import json
import re
from pathlib import Path

import pytest

from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, Shell, files, leader_ids, replaced

HOME = f"assessments/{PLACE}"
SHEET = f"{HOME}/{LATER}/scores/place-director.yaml"
RECORD = "  ZZZ9: {level: 1, document: a paper, checked_by: place team, checked: 2024-06-11}\n"


def test_the_example_has_no_faults(shell: Shell, example: Workspace) -> None:
    before = files(example.root)
    ran = shell("validate", "--strict")
    assert (ran.code, ran.out, ran.err) == (0, "1 place, 2 rounds, 2 matrices: no faults\n", "")
    assert files(example.root) == before


@pytest.fixture
def broken(example: Workspace) -> Workspace:
    """The example with a fault in nine of its files."""
    home, later, first = (example.root / HOME, example.root / HOME / LATER, example.root / HOME / FIRST)
    replaced(home / "place.yaml", "name: Oxfordshire", "nmae: Oxfordshire")
    replaced(home / "panel.yaml", "kind: member", "kind: membr")
    replaced(later / "round.yaml", "id: 2024-25-q1", "id: 2024-25-q2")
    replaced(later / "scores" / "place-director.yaml", "scores:\n", "scores:\n  ZZZ9: 3\n")
    replaced(first / "scores" / "gp-lead-city.yaml", "round: 2022-23-q3", "round: no")
    replaced(later / "matrix.yaml", "version: 1.0.0", "version: 1.0.1")
    (later / "scores" / "notes.txt").write_text("x", encoding="utf-8")
    (later / "evidense.yaml").write_text("schema: pbp-assess/evidence/1\n", encoding="utf-8")
    replaced(example.marker, "place: oxfordshire", "place: oxfrdshire")
    replaced(example.root / "matrices" / "integrated-care-twelve.yaml", "id: integrated-care-twelve", "id: twelve")
    return example


def faults(shell: Shell, *words: str) -> set[tuple[str, str, int]]:
    """Code, file and line of each."""
    return {(row["code"], row["file"], row["line"]) for row in json.loads(shell("validate", "--json", *words).out)}


def test_all_faults_of_all_files_are_reported_together(shell: Shell, broken: Workspace) -> None:
    found = faults(shell)
    assert {(code, file) for code, file, _ in found} >= {
        ("PBP201", f"{HOME}/place.yaml"),
        ("PBP204", f"{HOME}/panel.yaml"),
        ("PBP391", f"{HOME}/{LATER}/round.yaml"),
        ("PBP390", f"{HOME}/{LATER}/round.yaml"),
        ("PBP117", f"{HOME}/{LATER}/scores/notes.txt"),
        ("PBP117", f"{HOME}/{LATER}/evidense.yaml"),
        ("PBP392", "pbp-assess.yaml"),
        ("PBP393", "matrices/integrated-care-twelve.yaml"),
    }
    assert ("PBP390", f"{HOME}/{LATER}/round.yaml", line_of(broken, f"{HOME}/{LATER}/round.yaml", "sha256:")) in found
    ran = shell("validate")
    assert (ran.code, ran.out) == (2, "")
    for code, file, line in found:
        assert any(f"{file}:{line}:" in said and f"[{code}]" in said for said in ran.err.splitlines())
    assert re.fullmatch(r'\d+ errors and 1 warning; "pbp-assess explain PBP\d{3}" tells more', ran.err.splitlines()[-1])


def line_of(workspace: Workspace, file: str, start: str) -> int:
    """The line that starts so, counting from 1."""
    lines = (workspace.root / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.strip().startswith(start))


def test_faults_between_files_are_found_where_the_files_can_be_read(shell: Shell, example: Workspace) -> None:
    replaced(example.root / SHEET, "scores:\n", "scores:\n  ZZZ9: 3\n")
    replaced(example.root / HOME / LATER / "round.yaml", "bcf_s75: partial", "bcf_s57: partial")
    replaced(example.root / HOME / LATER / "evidence.yaml", "records:\n", "records:\n" + RECORD)
    assert {(code, file) for code, file, _ in faults(shell)} == {
        ("PBP306", SHEET),
        ("PBP311", f"{HOME}/{LATER}/round.yaml"),
        ("PBP306", f"{HOME}/{LATER}/evidence.yaml"),
    }


# --- what is confidential -------------------------------------------------------------------------


def test_a_fault_in_a_sheet_shows_neither_the_value_nor_the_line(shell: Shell, example: Workspace) -> None:
    replaced(example.root / SHEET, "scores:\n", "scores:\n  GOV1: terribly confidential\n")
    for words in (("validate",), ("validate", "--json"), ("status",), ("readiness",)):
        ran = shell(*words)
        assert ran.code == 2
        assert f"{SHEET}" in ran.out + ran.err
        assert "terribly" not in ran.out + ran.err
        assert "GOV1" not in ran.out + ran.err


def test_on_the_facilitators_own_terminal_it_shows_both(
    shell: Shell, example: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(example.root / SHEET, "scores:\n", "scores:\n  GOV1: terribly confidential\n")
    monkeypatch.setattr("pbp_assess.cli.console.is_terminal", lambda _: True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "  GOV1: terribly confidential\n" in shell("validate").err


# --- how it ends ----------------------------------------------------------------------------------


def test_a_warning_stops_only_when_strict(shell: Shell, example: Workspace) -> None:
    (example.root / HOME / "place.yml").write_text("", encoding="utf-8")
    ran = shell("validate")
    assert (ran.code, ran.out) == (0, "1 place, 2 rounds, 2 matrices: no errors\n")
    assert f"{HOME}/place.yml:1:1: warning[PBP117]" in ran.err
    assert 'did you mean "place.yaml"?' in ran.err
    strict = shell("validate", "--strict")
    assert (strict.code, strict.out) == (2, "")
    assert shell("validate", "--json").code == 0
    assert shell("validate", "--json", "--strict").code == 2
    assert shell("readiness").code == 0
    assert shell("readiness", "--strict").code == 2


def test_json_is_a_list_and_empty_without_faults(shell: Shell, example: Workspace) -> None:
    assert shell("validate", "--json").out == "[]\n"
    replaced(example.root / HOME / "place.yaml", "illustrative: true", "illustrative: yes")
    (row,) = json.loads(shell("validate", "--json").out)
    assert row.keys() == {"code", "severity", "file", "line", "column", "message", "hint"}
    line = line_of(example, f"{HOME}/place.yaml", "illustrative:")
    assert (row["code"], row["severity"], row["line"], row["column"]) == ("PBP203", "error", line, 15)


def test_a_workspace_with_nothing_in_it_is_no_pass(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = shell("validate")
    assert ran.code == 2
    assert "there is no pbp-assess.yaml here or in any folder above; `pbp-assess init`" in ran.err
    (tmp_path / "pbp-assess.yaml").write_text("schema: pbp-assess/workspace/1\n", encoding="utf-8")
    ran = shell("validate")
    assert (ran.code, ran.out) == (2, "")
    assert "there is nothing to check" in ran.err


# --- how much is looked at ------------------------------------------------------------------------


def test_place_and_round_narrow_it_down(shell: Shell, example: Workspace) -> None:
    replaced(example.root / HOME / FIRST / "round.yaml", "opened:", "opend:")
    assert shell("validate").code == 2
    assert shell("validate", "--round", LATER).out == "1 place, 1 round, 2 matrices: no faults\n"
    assert shell("validate", "--round", FIRST).code == 2
    assert shell("validate", "--place", PLACE).code == 2
    ran = shell("validate", "--round", "2024-25-q2")
    assert ran.code == 2
    assert "did you mean 2024-25-q1?" in ran.err


def test_a_place_before_its_first_round_is_looked_at(shell: Shell, example: Workspace) -> None:
    young = example.root / "assessments" / "young"
    young.mkdir()
    (young / "place.yaml").write_text("schema: pbp-assess/place/1\nname: Young\n", encoding="utf-8")
    assert {(code, file) for code, file, _ in faults(shell)} == {
        ("PBP202", "assessments/young/place.yaml"),
        ("PBP101", "assessments/young/panel.yaml"),
    }


@pytest.mark.parametrize(("file", "lacking"), [("place.yaml", "place.yaml"), (f"{FIRST}/round.yaml", "round.yaml")])
def test_a_folder_without_its_head_is_not_passed_over(
    shell: Shell, example: Workspace, file: str, lacking: str
) -> None:
    (example.root / HOME / file).unlink()
    assert any(code == "PBP101" and found.endswith(lacking) for code, found, _ in faults(shell))


def test_the_workspaces_own_file_is_one_of_them(shell: Shell, example: Workspace) -> None:
    example.marker.write_text("schema: pbp-assess/workspace/1\nplce: oxfordshire\n", encoding="utf-8")
    replaced(example.root / HOME / "place.yaml", "illustrative: true", "illustrative: yes")
    assert {code for code, _, _ in faults(shell)} == {"PBP201", "PBP203"}


def test_a_fault_of_two_rounds_is_told_once(shell: Shell, example: Workspace) -> None:
    replaced(example.root / HOME / "place.yaml", "illustrative: true", "illustrative: yes")
    assert shell("validate").err.splitlines()[-1].startswith("1 error; ")


# --- files by themselves --------------------------------------------------------------------------


def test_a_matrix_is_checked_by_itself(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = Path(__file__).parents[2] / "matrices" / "place-partnership.yaml"
    mine = tmp_path / "my-matrix.yaml"
    mine.write_bytes(shipped.read_bytes())
    ran = shell("validate", "my-matrix.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "1 file: no faults\n", "")
    replaced(mine, "GOV1: 1", "GOV1: 9")
    ran = shell("validate", "my-matrix.yaml")
    assert ran.code == 2
    assert "my-matrix.yaml:" in ran.err
    assert shell("validate", "nowhere.yaml").err.startswith("nowhere.yaml:1:1: error[PBP101]: there is no such file")


def test_any_other_file_is_checked_for_its_shape(shell: Shell, example: Workspace) -> None:
    kinds = [example.marker, *sorted((example.root / HOME).rglob("*.yaml"))]
    ran = shell("validate", *(str(path) for path in kinds))
    assert (ran.code, ran.out) == (0, f"{len(kinds)} files: no faults\n")
    replaced(example.root / SHEET, "leader: place-director", "leader: Place Director")
    ran = shell("validate", SHEET)
    assert ran.code == 2
    assert "error[PBP206]" in ran.err
    assert "Place Director" not in ran.err


def test_no_message_names_a_leader(shell: Shell, broken: Workspace) -> None:
    """Paths name the sheet at fault, as they must; nothing else does."""
    ids = leader_ids(broken.root)
    for line in (shell("validate").err + shell("validate", "--json").out).splitlines():
        said = line.partition(": error")[2] if ": error" in line else "" if '"file"' in line else line
        assert not [leader for leader in ids if leader in said]
