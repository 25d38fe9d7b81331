"""Does a round open, close, reopen and lose a criterion, and is nothing else touched?"""

import pytest

from pbp_assess.cli.app import run
from pbp_assess.core.assessment import Round
from pbp_assess.formats.documents import load
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, Shell, files


def round_of(workspace: Workspace, round_id: str = LATER) -> Round:
    path = workspace.round_folder(PLACE, round_id) / "round.yaml"
    opened = load(Round, path.read_bytes(), path.name)
    assert opened.model is not None, opened.problems
    return opened.model


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_open_asks_the_panel_of_today_on_a_copy_of_the_matrix(example: Workspace) -> None:
    before = files(example.root)
    assert run(["round", "open", "--on", "2024-09-02", "--closes", "2024-09-27"]) == 0
    opened = round_of(example, "2024-25-q2")
    assert opened.kind == "full"
    assert "gp-lead-city" not in opened.members, "who has left is not asked"
    assert "children-services-director" in opened.members
    assert opened.aims == round_of(example).aims
    folder = "assessments/oxfordshire/2024-25-q2"
    assert changed(before, files(example.root)) == {f"{folder}/round.yaml", f"{folder}/matrix.yaml"}
    assert run(["validate", "--strict"]) == 0


def test_a_pulse_asks_the_short_list_of_those_named(example: Workspace) -> None:
    words = ["round", "open", "--on", "2024-09-02", "--pulse", "--ask", "place-director", "--ask", "gp-lead-north"]
    assert run([*words, "--aim", "bcf_s75=partial"]) == 0
    opened = round_of(example, "2024-25-q2")
    assert (opened.kind, len(opened.criteria)) == ("pulse", 12)
    assert list(opened.members) == ["place-director", "gp-lead-north"]
    assert opened.stakeholders == {}
    assert opened.aims == {"bcf_s75": "partial"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--ask", "gp-lead-nort"], "'gp-lead-nort' is not on the panel"),
        (["--on", "2024-13-01"], "--on needs a calendar date"),
        (["--matrix", "nothing"], "nothing"),
        (["--aim", "bcf_s75"], "--aim needs NAME=VALUE"),
        (["--round", "2024-25-q1"], "there is a round 2024-25-q1 already"),
    ],
)
def test_open_refuses_and_writes_nothing(
    example: Workspace, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = files(example.root)
    assert (
        run(["round", "open", "--on", "2024-09-02", *words] if "--on" not in words else ["round", "open", *words]) == 2
    )
    assert said in capsys.readouterr().err
    assert files(example.root) == before


def test_a_dry_run_names_the_files_and_writes_none(example: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(example.root)
    assert run(["round", "open", "--on", "2024-09-02", "-n"]) == 0
    assert "assessments/oxfordshire/2024-25-q2/round.yaml" in capsys.readouterr().out
    assert files(example.root) == before


def test_one_round_at_a_time(example: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["round", "open", "--on", "2024-09-02"]) == 0
    assert run(["round", "open", "--on", "2024-11-02"]) == 2
    assert "round 2024-25-q2 is still open" in capsys.readouterr().err
    assert example.rounds(PLACE) == (FIRST, LATER, "2024-25-q2")


def test_a_sheet_edited_after_closing_is_seen_and_not_counted(
    example: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["round", "reopen", "--reason", "to try it"]) == 0
    assert run(["round", "close", "--on", "2024-06-14"]) == 0
    seal = round_of(example).sealed
    assert seal is not None
    assert len(seal.sheets) == 17
    sheet = example.sheet_path(PLACE, LATER, "place-director")
    untouched = sheet.read_bytes()
    sheet.write_bytes(untouched.replace(b"\n", b"\r\n"))
    assert run(["status", "--json"]) == 0
    assert '"edited_late": true' not in capsys.readouterr().out, "other line ends are no edit"
    sheet.write_bytes(untouched.replace(b"PUR1: 3", b"PUR1: 4"))
    assert run(["status"]) == 0
    said = capsys.readouterr()
    assert "10 of 11 members have answered" in said.out
    assert "warning[PBP" in said.err
    assert run(["round", "reopen", "--reason", "it was right to edit it"]) == 0
    assert run(["status"]) == 0
    assert "11 of 11 members have answered" in capsys.readouterr().out
    assert [entry.reason for entry in round_of(example).reopened] == ["to try it", "it was right to edit it"]


def test_only_the_last_round_is_reopened_and_only_when_closed(
    example: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["round", "reopen", "--round", FIRST, "--reason", "why not"]) == 2
    assert "therefore stays closed" in capsys.readouterr().err
    assert run(["round", "reopen", "--reason", "why not"]) == 0
    assert run(["round", "reopen", "--reason", "why not"]) == 2
    assert "is open already" in capsys.readouterr().err
    assert run(["round", "close", "--on", "2999-01-01"]) == 2
    assert "still to come" in capsys.readouterr().err
    assert run(["round", "close", "--on", "2024-01-01"]) == 2
    assert "cannot close on 2024-01-01" in capsys.readouterr().err
    assert round_of(example).closed is None


def test_excluding_leaves_every_count_and_a_waiver_settles_the_gate(
    example: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(example.root)
    words = ["readiness", "--function", "primary_care_local", "--require", "partial"]
    assert run(words) == 5
    assert run(["round", "waive", "CAR4", "--by", "ICB lead", "--reason", "ICB-wide"]) == 2
    assert 'CAR4 is not excluded: "pbp-assess round exclude CAR4" comes first' in capsys.readouterr().err
    assert run(["round", "exclude", "CAR4", "--reason", "asked elsewhere"]) == 0
    assert run(words) == 5
    assert run(["round", "waive", "CAR4", "--by", "ICB lead", "--reason", "ICB-wide", "--on", "2024-06-20"]) == 0
    assert run(words) == 0
    assert changed(before, files(example.root)) == {"assessments/oxfordshire/2024-25-q1/round.yaml"}
    assert run(["round", "waive", "CAR4", "--undo"]) == 0
    assert run(words) == 5
    assert run(["round", "exclude", "CAR4", "--undo"]) == 0
    assert round_of(example).excluded == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["exclude", "CAR44", "--reason", "x"], "did you mean CAR4?"),
        (["exclude", "CAR4"], "--reason is needed"),
        (["waive", "CAR4", "--reason", "x"], "--by is needed"),
        (["reopen", "--reason", " "], "--reason is needed"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    example: Workspace, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = files(example.root)
    assert run(["round", *words]) == 2
    assert said in capsys.readouterr().err
    assert files(example.root) == before


@pytest.mark.usefixtures("example")
def test_a_criterion_taken_out_is_not_told_of_for_every_sheet_by_every_command(shell: Shell) -> None:
    shell("round", "reopen", "--reason", "r")
    assert shell("round", "exclude", "FIN1", "--reason", "r").code == 0
    said = shell("readiness", "--as-of", "2024-06-20").err
    assert said.count("warning[PBP345]") == 3
    assert '... and 14 more of the same; "pbp-assess validate" shows every one\n17 warnings' in said
    assert shell("validate").err.count("warning[PBP345]") == 17
    strict = shell("readiness", "--strict", "--as-of", "2024-06-20")
    assert (strict.code, strict.err.count("[PBP345]")) == (2, 17), "what stops a command is told in full"
