"""Do answers go out to the facilitator alone, and results to whom they are for, whole and the same when read back?"""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import build
import tiny
from pbp_assess.formats.formula_guard import unguarded
from pbp_assess.formats.table_file import read_tables
from pbp_assess.workspace.layout import Workspace
from shell import LATER, PLACE, Shell, files, leader_ids, replaced

ANSWERS = ("export", "answers", "--audience", "facilitator")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# --- answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [(), ("--audience", "partnership"), ("--audience", "public"), ("--format", "xlsx", "-o", "a.xlsx")]
)
def test_answers_are_refused_unless_the_facilitator_asks(
    shell: Shell, example: Workspace, words: tuple[str, ...]
) -> None:
    before = files(example.root)
    ran = shell("export", "answers", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "say --audience facilitator" in ran.err
    assert files(example.root) == before


def test_the_workspaces_default_audience_is_not_saying_so(shell: Shell, example: Workspace) -> None:
    with example.marker.open("a", encoding="utf-8") as marker:
        marker.write("audience: facilitator\n")
    assert shell("validate").code == 0
    assert shell("export", "answers").code == 2


def test_every_answer_has_a_row_and_no_name(shell: Shell, example: Workspace) -> None:
    ran = shell(*ANSWERS)
    assert ran.code == 0
    assert "Confidential" in ran.err
    found = rows(ran.out)
    assert {row["leader"] for row in found} == {
        path.stem for path in example.scores_folder(PLACE, LATER).glob("*.yaml")
    }
    assert len([row for row in found if row["criterion"]]) >= 17 * 41
    assert {row["state"] for row in found if row["criterion"]} >= {"level", "cannot_judge", "declined"}
    assert any(row["words"] for row in found)
    assert all(row["level"].isdigit() == (row["state"] == "level") for row in found)


def test_the_three_formats_say_the_same(shell: Shell, example: Workspace) -> None:
    text = shell(*ANSWERS).out
    listed = json.loads(shell(*ANSWERS, "--format", "json").out)["rows"]
    assert shell(*ANSWERS, "--format", "xlsx", "--output", "a.xlsx").code == 0
    (table,) = read_tables((example.root / "a.xlsx").read_bytes(), "a.xlsx").tables
    heads, *cells = [
        [f"{cell:g}" if isinstance(cell, float) else unguarded(str(cell)) for cell in row] for row in table.rows
    ]
    assert [dict(zip(heads, row, strict=True)) for row in cells] == [
        {name: unguarded(cell) for name, cell in row.items()} for row in rows(text)
    ]
    assert [_flat(row) for row in listed] == [
        {name: unguarded(cell) for name, cell in row.items() if cell} for row in rows(text)
    ]


def _flat(row: dict[str, Any]) -> dict[str, str]:
    return {
        name: "yes" if value is True else "\n".join(value) if isinstance(value, list) else str(value)
        for name, value in row.items()
    }


@pytest.mark.parametrize(
    "words",
    [(*ANSWERS,), (*ANSWERS, "--format", "json"), ("export", "results"), ("export", "results", "--format", "json")],
)
@pytest.mark.usefixtures("example")
def test_the_same_is_the_same_bytes(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell(*words).out == shell(*words).out != ""


def test_a_remark_that_would_run_in_a_spreadsheet_does_not(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = tiny.workspace(tmp_path)
    note = '=HYPERLINK("https://example.org", "x")'
    tiny.put(workspace, build.sheet("director", answers={"well": note}))
    monkeypatch.chdir(tmp_path)
    ran = shell(*ANSWERS)
    (row,) = [row for row in rows(ran.out) if row["words"]]
    assert row["words"] == f"'{note}"
    listed = json.loads(shell(*ANSWERS, "--format", "json").out)["rows"]
    assert [row["words"] for row in listed if "words" in row] == [note]


def test_a_remark_does_nothing_to_a_terminal_and_stays_whole_in_a_pipe(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = tiny.workspace(tmp_path)
    tiny.put(workspace, build.sheet("director", answers={"well": "\x1b[31mred \u202eturned"}))
    monkeypatch.chdir(tmp_path)
    assert "\x1b[31mred \u202eturned" in shell(*ANSWERS).out
    monkeypatch.setattr("pbp_assess.cli.console.is_terminal", lambda _: True)
    assert "\\x1b[31mred \\u202eturned" in shell(*ANSWERS).out


def test_nobody_has_answered(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = tiny.workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    tiny.put(workspace, build.sheet("gp", "GOV1=_"))
    for words in (
        ANSWERS,
        (*ANSWERS, "--format", "json"),
        ("export", "results"),
        ("export", "results", "--format", "json"),
    ):
        ran = shell(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "nobody has answered" in ran.err


# --- results --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("example")
def test_results_are_the_partnerships_unless_said_otherwise(shell: Shell) -> None:
    ran = shell("export", "results")
    assert ran.code == 0
    assert "The partnership copy, criteria." in ran.err
    found = rows(ran.out)
    assert len(found) == 41
    assert not [name for name in found[0] if name.startswith("mean")]
    assert (
        "mean of ordinal levels: not for reports"
        in rows(shell("export", "results", "--audience", "facilitator").out)[0]
    )
    assert {row["level_3"] for row in rows(shell("export", "results", "--audience", "public").out)} == {"withheld"}


@pytest.mark.parametrize("audience", ["partnership", "public"])
@pytest.mark.parametrize(
    "words", [("--table", "criteria"), ("--table", "functions"), ("--table", "findings"), ("--format", "json")]
)
def test_nobody_stands_in_what_is_shared(
    shell: Shell, example: Workspace, audience: str, words: tuple[str, ...]
) -> None:
    said = shell("export", "results", "--audience", audience, *words).out
    assert said
    assert not [leader for leader in leader_ids(example.root) if f'"{leader}"' in said or f",{leader}," in said]


def test_each_table_is_one_text_file_and_all_are_one_workbook(shell: Shell, example: Workspace) -> None:
    assert shell("export", "results", "--format", "xlsx", "--output", "r.xlsx").out == "r.xlsx\n"
    tables = read_tables((example.root / "r.xlsx").read_bytes(), "r.xlsx").tables
    assert [table.sheet for table in tables] == ["Criteria", "Functions", "Findings"]
    for table, name in zip(tables, ("criteria", "functions", "findings"), strict=True):
        text = list(csv.reader(io.StringIO(shell("export", "results", "--table", name).out)))
        read = [[f"{cell:g}" if isinstance(cell, float) else cell for cell in row] for row in table.rows]
        assert read == text


@pytest.mark.usefixtures("example")
def test_the_json_is_the_result_itself(shell: Shell) -> None:
    assert shell("export", "results", "--format", "json").out == shell("readiness", "--json").out


@pytest.mark.usefixtures("example")
def test_the_round_named_is_the_one(shell: Shell) -> None:
    now, before = shell("export", "results").out, shell("export", "results", "--round", "2022-23-q3").out
    assert now != before
    assert shell("export", "results", "--round", LATER, "--place", PLACE).out == now


@pytest.mark.parametrize(
    "words",
    [
        ("--table", "functions", "--format", "json"),
        ("--table", "criteria", "--format", "xlsx", "-o", "x.xlsx"),
        ("--table", "scores"),
        ("--format", "yaml"),
    ],
)
@pytest.mark.usefixtures("example")
def test_options_that_do_not_go_together_are_refused(shell: Shell, words: tuple[str, ...]) -> None:
    ran = shell("export", "results", *words)
    assert (ran.code, ran.out) == (2, "")


def test_a_table_without_a_row_is_refused(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = tiny.workspace(tmp_path)
    tiny.put(workspace, build.sheet("director", "GOV1=2"))
    monkeypatch.chdir(tmp_path)
    assert shell("export", "results").code == 0
    ran = shell("export", "results", "--table", "functions")
    assert (ran.code, ran.out) == (2, "")
    assert "no row for the table of functions" in ran.err


def test_a_faulty_sheet_stops_the_export(shell: Shell, example: Workspace) -> None:
    path = next(iter(sorted(example.scores_folder(PLACE, LATER).glob("*.yaml"))))
    replaced(path, "schema: ", "scheme: ")
    assert (shell(*ANSWERS).code, shell("export", "results").code) == (2, 2)


# --- where it goes --------------------------------------------------------------------------------


def test_a_file_is_replaced_only_when_forced(shell: Shell, example: Workspace) -> None:
    words = (*ANSWERS, "--output", "answers-facilitator.csv")
    assert shell(*words, "-n").out == "answers-facilitator.csv\n"
    assert not (example.root / "answers-facilitator.csv").exists()
    assert shell(*words).code == 0
    assert (example.root / "answers-facilitator.csv").read_text("utf-8") == shell(*ANSWERS).out
    assert shell(*words).code == 2
    assert shell(*words, "--force").code == 0


def test_the_name_in_the_help_is_one_that_git_leaves_out() -> None:
    from pbp_assess.cli.export import command
    from pbp_assess.workspace.scaffold import GITIGNORE

    assert "--output answers-facilitator.csv" in (command.__doc__ or "")
    assert "*-facilitator.*" in GITIGNORE


def test_a_workbook_goes_down_a_pipe_when_that_is_asked_for(example: Workspace) -> None:
    words = [sys.executable, "-m", "pbp_assess", "export", "results", "--format", "xlsx", "--output", "-"]
    done = subprocess.run(words, cwd=example.root, capture_output=True, check=True)
    assert len(read_tables(done.stdout, "r.xlsx").tables) == 3
