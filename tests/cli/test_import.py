"""Does `import` take in what was answered, and nothing else: no name, no guess, no answer over another?"""

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import build
import tiny
from asking import NAMES, named
from books import book, filled
from build import ROUND, sheet
from pbp_assess.cli import console
from pbp_assess.cli.app import run
from pbp_assess.core.assessment import Answer, State
from pbp_assess.formats.documents import dump
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.sheet import answer_sheet
from pbp_assess.workspace.files import content_hash
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import lock
from pbp_assess.workspace.sheets import read_form
from shell import Ran, Shell, files

HEAD = ("Your code", "GOV1 GOV1", "GOV2 GOV2", "FIN1 FIN1")
GP = ("gp", 3, "Cannot judge", "1 Emerging")
REGISTER = """\
schema: pbp-assess/register/1
place: example-place
leaders:
  director:
    name: Jane O'Neill
    email: jane.oneill@example.org
  gp:
    name: Sam Smith
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace beside which one stands, with nobody's register."""
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    monkeypatch.chdir(tmp_path)
    return tiny.workspace(tmp_path / "work", named())


@pytest.fixture
def take(shell: Shell) -> Shell:
    """`take(...)`: import into that workspace, asking nothing."""
    return lambda *words: shell("import", "-C", "work", "--no-input", *words)


@pytest.fixture
def ask(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """`ask(typed, ...)`: import, with these lines typed."""

    def asked(typed: str, *words: str) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return shell("import", "-C", "work", *words)

    return asked


@pytest.fixture
def own_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if both streams were the facilitator's own terminal."""
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")


def table(name: str, *rows: Sequence[Any]) -> str:
    """A text file of these rows, outside the workspace."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    Path(name).write_text(text.getvalue(), encoding="utf-8", newline="")
    return name


def forms(name: str, *rows: Sequence[Any], head: Sequence[str] = HEAD) -> str:
    """A workbook as Microsoft Forms hands it out."""
    first = ("ID", "Start time", "Completion time", "Email", "Name")
    made = [(n, "2026-11-05 10:00:00", "2026-11-05 10:30:00", *row) for n, row in enumerate(rows, start=1)]
    Path(name).write_bytes(book(("Form1", [(*first, *head), *made])))
    return name


# --- taking in ------------------------------------------------------------------------------------


def test_new_answers_are_written_and_counted(place: Workspace, take: Shell) -> None:
    ran = take(table("f.csv", HEAD, GP, ("director", "Thriving", "", "na: no budget")))
    assert ran.code == 0
    assert ran.out.splitlines()[3:] == [
        "director  2    0     0",
        "gp        3    0     0",
        "In all    5    0     0",
    ]
    assert "2 sheets written. Next: pbp-assess status -C work" in ran.err
    assert tiny.answers(place, "gp") == {"GOV1": 3, "GOV2": "cannot_judge", "FIN1": 1}
    assert tiny.read(place).answer("FIN1") == Answer(state=State.NOT_APPLICABLE, reason="no budget")


def test_importing_twice_changes_nothing(place: Workspace, take: Shell) -> None:
    path = forms(
        "f.xlsx", ("anonymous", "", *GP, "a remark", "GOV1;"), head=(*HEAD, "GOV1 note", "Which two matter most?")
    )
    assert take(path).code == 0
    before = files(place.root)
    ran = take(path)
    assert (ran.code, files(place.root)) == (0, before)
    assert "gp      0    4     0" in ran.out
    assert "Nothing new: no sheet changed." in ran.err


def test_a_dry_run_writes_nothing_at_all(place: Workspace, take: Shell) -> None:
    tiny.put(place, sheet("gp", "GOV1=2 FIN1=1"))
    before = files(place.root)
    ran = take(table("f.csv", HEAD, GP), "--dry-run")
    assert (ran.code, files(place.root)) == (0, before)
    assert "gp      1    1     1" in ran.out
    assert "Nothing was written. Different answers need --keep or --replace" in ran.err


def test_several_files_and_folders_at_once(place: Workspace, take: Shell) -> None:
    Path("in").mkdir()
    table("in/a.csv", HEAD, GP)
    table("in/b.csv", HEAD, ("director", 0, 1, 2))
    Path("in/notes.docx").write_bytes(b"not ours")
    Path("in/~$a.xlsx").write_bytes(b"Excel's own lock")
    assert take("in").code == 0
    assert [tiny.answers(place, leader)["GOV1"] for leader in ("gp", "director")] == [3, 0]
    assert "Nothing new" in take("in/*.csv").err
    Path("empty").mkdir()
    assert "holds no file with answers" in take("empty").err


def test_our_own_workbook_comes_back(place: Workspace, take: Shell) -> None:
    questions = Questions.of(read_form(place, tiny.PLACE, ROUND))
    cells = {("Answers", 3, 3): "3 Maturing", ("Answers", 5, 9): "no idea", ("Answers", 4, 10): "x"}
    Path("gp.xlsx").write_bytes(filled(answer_sheet(questions, code="gp"), cells))
    assert take("gp.xlsx", "--from", "xlsx").code == 0
    found = tiny.read(place, "gp")
    assert found.scores == {"GOV1": 3, "FIN1": Answer(state=State.UNANSWERED, note="no idea")}
    assert found.choose == ("GOV2",)


def test_an_answer_file_of_the_form_comes_in(place: Workspace, take: Shell) -> None:
    matrix = (place.round_folder(tiny.PLACE, ROUND) / "matrix.yaml").read_bytes()
    whole: dict[str, Any] = {
        "schema": "pbp-assess/answers/1",
        "place": tiny.PLACE,
        "round": ROUND,
        "leader": "gp",
        "matrix": content_hash(matrix),
        "scores": {"GOV1": 2, "GOV2": {"level": 1, "note": "as yet"}},
    }
    Path("gp.json").write_text(json.dumps(whole), encoding="utf-8")
    assert take("gp.json").code == 0
    assert tiny.answers(place, "gp") == {"GOV1": 2, "GOV2": 1}
    Path("gp.json").write_text(json.dumps({**whole, "round": "2023-24-q1", "scores": {"GOV1": 0}}), encoding="utf-8")
    ran = take("gp.json")
    assert (ran.code, "PBP456" in ran.err) == (2, True)
    assert tiny.answers(place, "gp")["GOV1"] == 2


def test_a_score_sheet_comes_in(place: Workspace, take: Shell) -> None:
    Path("somebody.yaml").write_text(dump(sheet("gp", "GOV1=2 GOV2=?")), encoding="utf-8")
    assert take("somebody.yaml").code == 0
    assert tiny.answers(place, "gp") == {"GOV1": 2, "GOV2": "cannot_judge"}
    Path("somebody.yaml").write_text(dump(sheet("gp", "GOV1=9 GOV7=1")), encoding="utf-8")
    ran = take("somebody.yaml")
    assert (ran.code, ran.err.count("error[")) == (2, 2)


def test_the_sheets_of_another_workspace_come_in(place: Workspace, take: Shell, tmp_path: Path) -> None:
    other = tiny.workspace(tmp_path / "other", named())
    tiny.put(other, sheet("gp", "GOV1=3"))
    tiny.put(other, sheet("director", "GOV1=1 GOV2=2"))
    tiny.put(place, sheet("director", "GOV1=1"))
    assert take("other", "--from", "workspace").code == 0
    assert (tiny.answers(place, "gp"), tiny.answers(place)) == ({"GOV1": 3}, {"GOV1": 1, "GOV2": 2})
    tiny.put(other, sheet("gp", "GOV1=0"))
    ran = take("other")
    assert (ran.code, "PBP430" in ran.err) == (2, True)
    assert take("other", "--keep").code == 0
    assert tiny.answers(place, "gp") == {"GOV1": 3}


def test_another_workspace_must_have_asked_the_same(place: Workspace, take: Shell, tmp_path: Path) -> None:
    other = tiny.workspace(tmp_path / "other", tiny.questions("GOV1 GOV2"))
    tiny.put(other, sheet("gp", "GOV1=3"))
    assert "PBP431" in take("other").err
    tiny.workspace(tmp_path / "third", named(), id="2021-22-q3", opened="2021-11-07")
    assert "PBP431" in take("third").err
    assert "is this workspace itself" in take("work").err
    assert "is no workspace" in take(table("f.csv", HEAD, GP), "--from", "workspace").err
    assert not place.scores_folder(tiny.PLACE, ROUND).exists()


# --- contradictions -------------------------------------------------------------------------------


def test_an_answer_that_differs_is_never_taken_silently(place: Workspace, take: Shell) -> None:
    tiny.put(place, sheet("gp", "GOV1=2 FIN1=0"))
    path = table("f.csv", HEAD, GP)
    before = files(place.root)
    ran = take(path)
    assert (ran.code, files(place.root)) == (2, before)
    assert ran.err.count("error[PBP430]") == 2
    assert take(path, "--keep").code == 0
    assert tiny.answers(place, "gp") == {"GOV1": 2, "GOV2": "cannot_judge", "FIN1": 0}
    assert take(path, "--replace").code == 0
    assert tiny.answers(place, "gp") == {"GOV1": 3, "GOV2": "cannot_judge", "FIN1": 1}
    assert "contradict each other" in take(path, "--keep", "--replace").err


@pytest.mark.usefixtures("own_terminal")
def test_contradictions_are_asked_one_by_one(place: Workspace, ask: Callable[..., Ran]) -> None:
    tiny.put(place, sheet("gp", "GOV1=2 GOV2=0 FIN1=0"))
    ran = ask("what\nr\nkeep all\n", table("f.csv", HEAD, GP))
    assert ran.code == 0, ran.err
    assert tiny.answers(place, "gp") == {"GOV1": 3, "GOV2": 0, "FIN1": 0}
    assert "In the sheet: level 2" in ran.err
    assert "In the file:  level 3 (f.csv:2:4)" in ran.err


def test_stopping_while_asked_writes_nothing(place: Workspace, ask: Callable[..., Ran]) -> None:
    tiny.put(place, sheet("gp", "GOV1=2"))
    before = files(place.root)
    assert ask("quit\n", table("f.csv", HEAD, GP)).code == 2
    ran = ask("", "f.csv")
    assert (ran.code, "PBP430" in ran.err) == (2, True)
    assert files(place.root) == before


def test_two_replies_of_one_leader(place: Workspace, take: Shell) -> None:
    path = forms("f.xlsx", ("", "", *GP), ("", "", "gp", 3, "", ""), ("", "", "GP", 0, "", ""))
    ran = take(path)
    assert (ran.code, "f.xlsx[Form1]!F4: error[PBP414]" in ran.err) == (2, True)
    assert take(path, "--latest").code == 0
    assert tiny.answers(place, "gp") == {"GOV1": 0}


# --- what is not certain --------------------------------------------------------------------------


def test_without_asking_everything_unmatched_is_told_at_once(place: Workspace, take: Shell) -> None:
    head = ("Your code", "How clear?", "GOV2", "FIN1", "Lunch?")
    ran = take(table("f.csv", head, ("gp", 3, "3-Jan", 9, "ham"), ("Jane", 1, 1, 1, ""), ("", 2, 2, 2, "")))
    assert ran.code == 2
    told = [line.split(": ")[:2] for line in ran.err.splitlines() if "error[" in line]
    assert told == [
        ["f.csv:1:11", "error[PBP410]"], ["f.csv:1:32", "error[PBP410]"], ["f.csv:2:6", "error[PBP423]"],
        ["f.csv:2:12", "error[PBP421]"], ["f.csv:3:1", "error[PBP412]"], ["f.csv:4:1", "error[PBP413]"],
    ]  # fmt: skip
    assert "Jane" not in ran.err
    assert not place.scores_folder(tiny.PLACE, ROUND).exists()


@pytest.mark.usefixtures("own_terminal")
def test_what_is_matched_by_hand_is_kept_for_the_next_time(
    place: Workspace, ask: Callable[..., Ran], take: Shell
) -> None:
    head = ("Your code", "Clear GOV1?", "GOV2", "FIN1", "Lunch?")
    path = table("f.csv", head, ("directr", 3, 1, 0, "ham"), ("Sam", 0, 1, 1, "egg"))
    ran = ask("perhaps\nGOV1\nignore\n1\ngp\n", path)
    assert ran.code == 0, ran.err
    assert "What is this column?" in ran.err
    assert (tiny.answers(place)["GOV1"], tiny.answers(place, "gp")["GOV1"]) == (3, 0)
    kept = place.survey_path(tiny.PLACE, ROUND).read_text(encoding="utf-8")
    assert "Clear GOV1?: GOV1" in kept
    assert "Lunch?: ignore" in kept
    assert "directr: director" in kept
    assert "Sam" not in kept
    ran = take(path)
    assert (ran.code, ran.err.count("error[")) == (2, 1)
    assert ask("gp\n", path).code == 0
    assert run(["validate", "-C", "work"]) == 0


def test_a_reply_may_be_nobodys(place: Workspace, ask: Callable[..., Ran]) -> None:
    assert ask("nobody\n", table("f.csv", HEAD, ("TEST", 4, 4, 4), GP)).code == 0
    assert [path.stem for path in place.scores_folder(tiny.PLACE, ROUND).iterdir()] == ["gp"]
    assert not place.survey_path(tiny.PLACE, ROUND).exists()
    assert "there is no answer" in ask("nobody\n", table("g.csv", HEAD, ("TEST", 4, 4, 4))).err


def test_what_was_matched_is_kept_even_where_the_import_comes_to_nothing(
    place: Workspace, ask: Callable[..., Ran]
) -> None:
    ran = ask("GOV1\n", table("f.csv", ("code", "How clear?", "GOV2", "FIN1"), ("gp", "3-Jan", 1, 1)))
    assert ran.code == 2
    assert "How clear?: GOV1" in place.survey_path(tiny.PLACE, ROUND).read_text(encoding="utf-8")
    place.survey_path(tiny.PLACE, ROUND).unlink()
    ask("GOV1\n", "f.csv", "--dry-run")
    assert not place.survey_path(tiny.PLACE, ROUND).exists()


def test_a_map_may_be_given(place: Workspace, take: Shell) -> None:
    path = table("f.csv", ("code", "How clear?", "GOV2", "FIN1"), ("Sam S.", 3, 1, 1), ("TEST", 1, 1, 1))
    Path("map.yaml").write_text(
        "schema: pbp-assess/survey/1\ncolumns:\n  How clear?: GOV1\nrespondents:\n  Sam S.: gp\n  TEST: nobody\n",
        encoding="utf-8",
    )
    assert take(path, "--map", "map.yaml").code == 0
    assert tiny.answers(place, "gp")["GOV1"] == 3
    assert not place.survey_path(tiny.PLACE, ROUND).exists()
    Path("map.yaml").write_text(
        "schema: pbp-assess/survey/1\ncolumns:\n  How clear?: GOV9\nrespondents:\n  Sam S.: sam\n", encoding="utf-8"
    )
    ran = take(path, "--map", "map.yaml")
    told = [line.split(": ")[0] for line in ran.err.splitlines() if "PBP433" in line]
    assert (ran.code, told) == (2, ["map.yaml:3:15", "map.yaml:5:11"])


# --- names ----------------------------------------------------------------------------------------

NAMED = (
    ("jane.oneill@example.org", "Jane O'Neill", "", 3, 1, 0, "Ask Bob."),
    ("", "", "Sam  Smith", 0, "", "", ""),
)


def test_names_are_matched_with_the_register_and_never_written(place: Workspace, take: Shell) -> None:
    Path("names.yaml").write_text(REGISTER, encoding="utf-8")
    path = forms("f.xlsx", *NAMED, head=(*HEAD, "GOV1 note"))
    assert "PBP412" in take(path).err
    ran = take(path, "--register", "names.yaml")
    assert ran.code == 0, ran.err
    assert (tiny.answers(place)["GOV1"], tiny.answers(place, "gp")["GOV1"]) == (3, 0)
    assert tiny.read(place).answer("GOV1").note == "Ask Bob."
    whole = b"".join(files(place.root).values()).lower()
    for secret in (b"jane", b"neill", b"smith", b"sam ", b"example.org"):
        assert secret not in whole
    assert not any(word in ran.out + ran.err for word in ("Jane", "Smith", "example.org"))


@pytest.mark.usefixtures("own_terminal")
def test_names_typed_when_asked_stay_out_of_the_workspace_too(place: Workspace, ask: Callable[..., Ran]) -> None:
    Path("names.yaml").write_text(REGISTER, encoding="utf-8")
    head = ("Your code", "What does Jane O'Neill say of GOV1?", "GOV2", "FIN1", "Who are you?")
    path = table("f.csv", head, ("JON", 3, 1, 0, "Jane O'Neill"))
    ran = ask("GOV1\nname\n", path, "--register", "names.yaml")
    assert ran.code == 0, ran.err
    ran = ask("GOV1\nname\njane\n", table("f.csv", head, ("J. ON.", 3, 1, 0, "J.")), "--register", "names.yaml")
    assert ran.code == 0, ran.err
    whole = b"".join(files(place.root).values()).lower()
    for secret in (b"jane", b"neill", b"jon", b"j. on", b"who are you"):
        assert secret not in whole


@pytest.mark.usefixtures("place")
def test_on_a_log_a_fault_says_neither_answer_nor_name(take: Shell) -> None:
    path = forms("f.xlsx", ("jane@example.org", "Jane", "director", "4 years", 1, 1))
    ran = take(path)
    assert ran.code == 2
    assert "f.xlsx[Form1]!G2: error[PBP420]: expected a level from 0 to 4" in ran.err
    assert "4 years" not in ran.err


@pytest.mark.usefixtures("place", "own_terminal")
def test_on_the_facilitators_own_terminal_it_says_both(take: Shell) -> None:
    ran = take(forms("f.xlsx", ("jane@example.org", "Jane", "", "4 years", 1, 1)))
    assert '"4 years" is not an answer' in ran.err
    assert '"Jane, jane@example.org" is nobody asked' in ran.err


# --- refused --------------------------------------------------------------------------------------


def test_a_closed_round_takes_nothing(tmp_path: Path, take: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tiny.workspace(tmp_path / "work", named(), closed="2022-12-09")
    ran = take(table("f.csv", HEAD, GP))
    assert (ran.code, "round reopen" in ran.err) == (2, True)


def test_a_sheet_in_use_stops_the_whole_import(place: Workspace, take: Shell) -> None:
    path = table("f.csv", HEAD, GP, ("director", 1, 1, 1))
    tiny.put(place, sheet("director", "GOV2=1"))
    with lock(tiny.sheet_path(place, "gp"), '"pbp-assess score"'):
        ran = take(path)
    assert (ran.code, '"pbp-assess score"' in ran.err) == (2, True)
    assert tiny.answers(place) == {"GOV2": 1}


def test_a_deputy_answers_in_the_leaders_place(place: Workspace, take: Shell) -> None:
    home = place.place_folder(tiny.PLACE)
    panel = build.panel(f"{tiny.MEMBERS} locum:primary_care")
    leaders = tuple(one if one.id != "locum" else one.model_copy(update={"deputy_for": "gp"}) for one in panel.leaders)
    (home / "panel.yaml").write_text(dump(panel.model_copy(update={"leaders": leaders})), encoding="utf-8")
    assert take(table("f.csv", HEAD, ("Locum", 3, 1, 0))).code == 0
    found = tiny.read(place, "gp")
    assert (found.answered_by, found.person) == ("locum", "locum")
    ran = take(table("f.csv", HEAD, ("gp", 3, 1, 0)))
    assert "PBP430" in ran.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "PBP106"),
        (b"PK\x03\x04nonsense", "PBP401"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "PBP401"),
        (b'Your code,GOV1\ngp,"3\n', "PBP404"),
        (b"Your code,GOV1\ngp,\x81\n", "PBP104"),
        (b"a,b\nc,d\n", "PBP410"),
        (b"a\nb\n", "PBP406"),
        (b"{", "PBP450"),
        (b"schema: pbp-assess/round/1\n", "PBP209"),
    ],
)
def test_a_file_that_is_none_is_a_clear_fault(place: Workspace, take: Shell, content: bytes, code: str) -> None:
    Path("f.bin").write_bytes(content)
    ran = take("f.bin")
    assert (ran.code, code in ran.err) == (2, True), ran.err
    assert not place.scores_folder(tiny.PLACE, ROUND).exists()


def test_thousands_of_faults_are_told_as_a_hundred_and_how_many_more(place: Workspace, take: Shell) -> None:
    rows = [(f"person {number}", "nine", 9, f"3-Jan-{number}") for number in range(1_000)]
    ran = take(table("f.csv", HEAD, *rows))
    assert ran.code == 2
    assert [ran.err.count(f"error[{code}]") for code in ("PBP412", "PBP420", "PBP421", "PBP423")] == [100] * 4
    assert ran.err.count("(and 900 more like it)") == 4
    wide = take(table("g.csv", (*HEAD, *(f"Question {number} of many?" for number in range(900))), (*GP, *[1] * 900)))
    assert (wide.code, wide.err.count("error[PBP410]")) == (2, 900)
    assert not place.scores_folder(tiny.PLACE, ROUND).exists()


def test_what_does_not_fit_is_said(place: Workspace, take: Shell) -> None:
    path = table("f.csv", HEAD, GP)
    assert "--from is one of" in take(path, "--from", "fax").err
    assert "PBP406" in take(path, "--from", "msforms").err
    assert "PBP101" in take("nowhere.csv").err
    assert place.root.exists()


def test_warnings_stop_it_with_strict(place: Workspace, take: Shell) -> None:
    path = table("f.csv", ("code", "GOV1"), ("gp", 3))
    assert take(path, "--strict").code == 2
    assert not tiny.sheet_path(place, "gp").exists()
    ran = take(path)
    assert (ran.code, "warning[PBP434]: no column for GOV2, FIN1" in ran.err) == (0, True)


def test_a_missing_reason_may_be_given_for_all(place: Workspace, take: Shell) -> None:
    path = table("f.csv", HEAD, ("gp", "n/a", 1, 1))
    assert "PBP425" in take(path).err
    assert take(path, "--reason", "not said in the survey").code == 0
    assert tiny.read(place, "gp").answer("GOV1").reason == "not said in the survey"


def test_without_the_part_that_reads_workbooks_the_message_says_what_to_install(
    place: Workspace, take: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = forms("f.xlsx", ("", "", *GP))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    ran = take(path)
    assert (ran.code, "pip install 'pbp-assess[xlsx]'" in ran.err) == (2, True)
    assert take(table("f.csv", HEAD, GP)).code == 0
    assert tiny.answers(place, "gp")["GOV1"] == 3


def test_names_of_the_scale(place: Workspace, take: Shell) -> None:
    assert take(table("f.csv", HEAD, ("gp", NAMES[0], NAMES[4], f"3 - {NAMES[3]}"))).code == 0
    assert tiny.answers(place, "gp") == {"GOV1": 0, "GOV2": 4, "FIN1": 3}
