"""Does `score` write what it was told, all or nothing, and refuse the rest with advice?"""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tiny
from build import ROUND, sheet
from pbp_assess.cli import console
from pbp_assess.cli.app import run
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import Owner, lock

Pipe = Callable[[str | bytes], None]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace stood in, with nobody's register."""
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    monkeypatch.chdir(tmp_path)
    return tiny.workspace(tmp_path / "work")


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    """Text or bytes on stdin, as from a pipe."""

    def give(content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return give


@pytest.fixture
def own_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if stderr were the facilitator's own terminal."""
    monkeypatch.setattr(console, "is_terminal", lambda _: True)
    monkeypatch.setenv("NO_COLOR", "1")


def score(*words: str) -> int:
    return run(["score", "-C", "work", *words])


def nothing_written(place: Workspace) -> bool:
    """Neither a sheet nor anything left over."""
    return not place.scores_folder(tiny.PLACE, ROUND).exists() or not list(
        place.scores_folder(tiny.PLACE, ROUND).iterdir()
    )


# --- --set ----------------------------------------------------------------------------------------


def test_set_writes_every_answer(place: Workspace, capsys: Capture) -> None:
    assert score("director", "--set", "GOV1=3", "--set", "gov2=cannot_judge", "--set", "FIN1=na: no budget") == 0
    assert tiny.answers(place) == {"GOV1": 3, "GOV2": "cannot_judge", "FIN1": "not_applicable"}
    assert tiny.read(place).answer("FIN1").reason == "no budget"
    out, err = capsys.readouterr()
    shown = f"work/assessments/example-place/{ROUND}/scores/director.yaml"
    assert out == f"3 of 3 questions answered. Saved in {shown}.\n"
    assert err == "Set GOV1, GOV2, FIN1.\n"
    assert [path.name for path in tiny.sheet_path(place).parent.iterdir()] == ["director.yaml"]


@pytest.mark.parametrize(
    ("value", "answer"),
    [("cj", "cannot_judge"), ("de", "declined"), ("declined: I bid for it", "declined"), ("level 2", 2), ("0", 0)],
)
def test_the_words_of_the_interview_count_here_too(place: Workspace, value: str, answer: Any) -> None:
    assert score("director", "--set", f"GOV1={value}") == 0
    assert tiny.answers(place) == {"GOV1": answer}


@pytest.mark.parametrize("word", ["clear", "unanswered"])
def test_set_changes_and_clears_and_leaves_the_rest(place: Workspace, word: str) -> None:
    tiny.put(place, sheet("director", "GOV1=3 GOV2=1 FIN1=2", answers={"well": "trust"}))
    assert score("director", "--set", "GOV1=4", "--set", f"FIN1={word}") == 0
    assert tiny.read(place) == sheet("director", "GOV1=4 GOV2=1", answers={"well": "trust"})


def test_every_fault_is_told_and_nothing_written(place: Workspace, capsys: Capture) -> None:
    words = ["GOV1=9", "GVO2=3", "GOV2=na", "FIN1=often", "FIN1", "GOV1=3", "GOV1=4", "=2", "GOV2=skip"]
    assert score("director", *(part for word in words for part in ("--set", word))) == 2
    err = capsys.readouterr().err
    faults = [line.split(": ")[0:2] for line in err.splitlines() if line.startswith("--set")]
    assert faults == [
        ["--set:1:6", "error[PBP343]"],
        ["--set:2:1", "error[PBP306]"],
        ["--set:3:6", "error[PBP212]"],
        ["--set:4:6", "error[PBP204]"],
        ["--set:5:1", "error[PBP204]"],
        ["--set:7:1", "error[PBP110]"],
        ["--set:8:1", "error[PBP204]"],
        ["--set:9:6", "error[PBP204]"],
    ]
    assert "9;" not in err
    assert "often" not in err
    assert nothing_written(place)


def test_set_of_what_is_not_asked(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tiny.workspace(tmp_path / "work", excluded={"GOV2": {"reason": "not here"}})
    assert score("director", "--set", "GOV2=3") == 2
    assert "--set:1:1: error[PBP345]" in capsys.readouterr().err


def test_set_dry_run(place: Workspace, capsys: Capture) -> None:
    assert score("director", "--set", "GOV1=3", "-n") == 0
    assert capsys.readouterr().out == "1 of 3 questions answered. Nothing was written.\n"
    assert nothing_written(place)
    assert score("director", "--set", "GOV1=9", "--dry-run") == 2


# --- a whole sheet --------------------------------------------------------------------------------

WHOLE = f"schema: pbp-assess/scoresheet/1\nleader: director\nround: {ROUND}\nscores:\n  GOV1: 3\n"


def test_a_sheet_from_stdin(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    pipe(WHOLE + "  GOV2: {state: declined, reason: I bid for it}\nanswers: {well: trust}\nchoose: [FIN1]\n")
    assert score("director", "-") == 0
    assert tiny.answers(place) == {"GOV1": 3, "GOV2": "declined"}
    assert tiny.read(place).choose == ("FIN1",)
    assert capsys.readouterr().out.startswith("2 of 3 questions answered. Saved in ")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (WHOLE + "  GOV2: no\n  GOV1: 2\n", ["<stdin>:6:9: error[PBP203]", "<stdin>:7:3: error[PBP110]"]),
        (WHOLE + "  GOV2: 9\n  GVO1: 2\n", ["<stdin>:6:9: error[PBP343]", "<stdin>:7:3: error[PBP306]"]),
        (WHOLE.replace("director", "gp"), ["<stdin>:2:9: error[PBP340]"]),
        (WHOLE.replace(ROUND, "2024-25-q1"), ["<stdin>:3:8: error[PBP341]"]),
        ("", ["<stdin>:1:1: error[PBP106]"]),
        (b"\xff\xfe", ["<stdin>:1:1: error[PBP104]"]),
        ("x" * 3_000_000, ["<stdin>:1:1: error[PBP103]"]),
    ],
    ids=["shape", "content", "another leader", "another round", "empty", "not UTF-8", "too large"],
)
def test_a_faulty_sheet_from_stdin(
    place: Workspace, pipe: Pipe, capsys: Capture, text: str | bytes, faults: list[str]
) -> None:
    pipe(text)
    assert score("director", "-") == 2
    err = capsys.readouterr().err
    assert [line.partition("]")[0] + "]" for line in err.splitlines() if line.startswith("<stdin>")] == faults
    assert nothing_written(place)


def test_a_sheet_does_not_drop_answers_unless_told(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    before = sheet("director", "GOV1=4 GOV2=1 FIN1=_", answers={"well": "trust"}, choose=["GOV1"])
    tiny.put(place, before)
    pipe(WHOLE)
    assert score("director", "-") == 2
    err = capsys.readouterr().err
    assert "GOV1, GOV2, well, choose" in err
    assert "--replace" in err
    assert tiny.read(place) == before
    pipe(WHOLE)
    assert score("director", "-", "--replace", "-n") == 0
    assert tiny.read(place) == before
    pipe(WHOLE)
    assert score("director", "-", "--replace") == 0
    assert tiny.read(place) == sheet("director", "GOV1=3")


def test_a_sheet_may_add_to_what_is_there(place: Workspace, pipe: Pipe) -> None:
    tiny.put(place, sheet("director", "GOV1=3 GOV2=_"))
    pipe(WHOLE + "  GOV2: 2\n")
    assert score("director", "-") == 0
    assert tiny.answers(place) == {"GOV1": 3, "GOV2": 2}


# --- who, which round, which options --------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["director", "x"], "only - may follow the leader"),
        (["director", "-", "--set", "GOV1=3"], "choose one"),
        (["director", "-n"], "go with --set or -"),
        (["director", "--replace"], "go with --set or -"),
        (["director", "--no-input"], "give answers with --set"),
        (["--no-input"], '"pbp-assess status" lists them'),
        (["gp-lead", "--set", "GOV1=3"], "'gp-lead' is not asked in round 2022-23-q3"),
        (["../director", "--set", "GOV1=3"], "is not asked"),
    ],
)
def test_what_is_refused(place: Workspace, capsys: Capture, words: list[str], expected: str) -> None:
    assert score(*words) == 2
    assert expected in capsys.readouterr().err
    assert nothing_written(place)


def test_no_id_of_a_leader_in_a_log(place: Workspace, capsys: Capture) -> None:  # noqa: ARG001 # stood in
    assert score("directr", "--set", "GOV1=3") == 2
    assert score("--no-input") == 2
    err = capsys.readouterr().err
    assert "director" not in err
    assert "gp" not in err


@pytest.mark.usefixtures("own_terminal")
def test_ids_on_the_facilitators_own_terminal(place: Workspace, capsys: Capture) -> None:  # noqa: ARG001 # stood in
    assert score("directr", "--set", "GOV1=3") == 2
    assert "did you mean director?" in capsys.readouterr().err
    assert score("--no-input") == 2
    assert "one of director, gp" in capsys.readouterr().err


def test_a_closed_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    tiny.workspace(tmp_path / "work", closed="2022-12-09")
    assert score("director", "--set", "GOV1=3", "--round", ROUND) == 2
    assert "closed on 2022-12-09" in capsys.readouterr().err
    assert score("director", "--set", "GOV1=3") == 2
    assert '"pbp-assess round open" opens one' in capsys.readouterr().err
    assert score("director", "--set", "GOV1=3", "--round", "2021-22-q1") == 2
    assert "no round '2021-22-q1'" in capsys.readouterr().err


def test_somebody_elses_faulty_sheet_stops_nobody(place: Workspace, capsys: Capture) -> None:
    tiny.put(place, sheet("gp")).write_text("nonsense")
    assert score("director", "--set", "GOV1=3") == 0
    assert score("gp", "--set", "GOV1=3") == 2
    assert "gp.yaml:1:1" in capsys.readouterr().err


def test_ones_own_sheet_with_a_wrong_answer(place: Workspace, capsys: Capture) -> None:
    tiny.put(place, sheet("director", "GOV1=9"))
    assert score("director", "--set", "GOV2=3") == 2
    assert "director.yaml:6:9: error[PBP343]: expected a level" in capsys.readouterr().err


def test_a_faulty_round_stops_everybody(place: Workspace, capsys: Capture) -> None:
    (place.round_folder(tiny.PLACE, ROUND) / "matrix.yaml").write_text("nonsense")
    assert score("director", "--set", "GOV2=3") == 2
    assert "matrix.yaml" in capsys.readouterr().err


def test_a_second_session_is_refused(place: Workspace, capsys: Capture) -> None:
    with lock(tiny.sheet_path(place), "Ann"):
        assert score("director", "--set", "GOV1=3") == 2
        assert score("gp", "--set", "GOV1=3") == 0
    err = capsys.readouterr().err
    assert "this file is being written by Ann" in err
    assert score("director", "--set", "GOV1=3") == 0


# --- the interview, from a pipe -------------------------------------------------------------------


def test_an_interview_from_a_pipe(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    pipe("3\ncj\nnote from a script\n2\nTrust.\n\n\nGOV1\ndone\n")
    assert score("director") == 0
    assert tiny.answers(place) == {"GOV1": 3, "GOV2": "cannot_judge", "FIN1": 2}
    assert tiny.read(place).answers == {"well": "Trust."}
    out, err = capsys.readouterr()
    assert out.startswith("3 of 3 questions answered. Saved in work/")
    assert "\x1b" not in err
    for secret in ("3, Level 3", "Trust", "from a script", "cannot judge: GOV2"):
        assert secret not in err


def test_a_pipe_that_ends_early(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    pipe("3\n")
    assert score("director") == 2
    assert tiny.answers(place) == {"GOV1": 3}
    out, err = capsys.readouterr()
    assert out.startswith("1 of 3 questions answered.")
    assert "ended before every question had an answer" in err


def test_a_pipe_that_ends_after_the_last_question(place: Workspace, pipe: Pipe) -> None:
    pipe("3\n2\n1\n")
    assert score("director") == 0
    assert tiny.answers(place) == {"GOV1": 3, "GOV2": 2, "FIN1": 1}


def test_finish_later_and_go_on(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    pipe("3\nquit\n")
    assert score("director") == 0
    capsys.readouterr()
    pipe("2\nquit\n")
    assert score("director") == 0
    assert tiny.answers(place) == {"GOV1": 3, "GOV2": 2}
    assert "Welcome back: 1 of 3 is answered." in capsys.readouterr().err


def test_nothing_answered_nothing_written(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    pipe("quit\n")
    assert score("director") == 0
    assert capsys.readouterr().err.endswith("Nothing was answered, and nothing is saved.\n")
    assert nothing_written(place)


def test_bytes_that_are_no_text(place: Workspace, pipe: Pipe) -> None:
    pipe(b"note caf\xe9\n3\nquit\n")
    assert score("director") == 0
    assert tiny.read(place).answer("GOV1").note == "caf\N{REPLACEMENT CHARACTER}"


def test_control_characters_in_a_matrix(
    tmp_path: Path, pipe: Pipe, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tiny.workspace(tmp_path / "work", tiny.questions(title="\x1b[31mred\x07 \u202eback"))
    pipe("quit\n")
    assert score("director") == 0
    err = capsys.readouterr().err
    assert "\\x1b[31mred\\x07 \\u202eback" in err


def test_ctrl_c_keeps_what_was_answered(
    place: Workspace, pipe: Pipe, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pbp_assess.cli.interview.terminal import Terminal

    lines = iter(["3"])

    def read(_: Terminal, __: str) -> str:
        for line in lines:
            return line
        raise KeyboardInterrupt

    pipe("")
    monkeypatch.setattr(Terminal, "read", read)
    assert score("director") == 130
    out, err = capsys.readouterr()
    assert out.startswith("1 of 3 questions answered. Saved in ")
    assert err.endswith("To go on: pbp-assess score director\n")
    assert [path.name for path in tiny.sheet_path(place).parent.iterdir()] == ["director.yaml"]


def test_a_file_changed_by_somebody_else_meanwhile(
    place: Workspace, pipe: Pipe, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pbp_assess.cli.interview.terminal import Terminal

    lines = iter(["3", "2"])

    def read(_: Terminal, __: str) -> str:
        line = next(lines)
        if line == "2":
            tiny.put(place, sheet("director", "GOV1=0"))
        return line

    pipe("")
    monkeypatch.setattr(Terminal, "read", read)
    assert score("director") == 2
    assert tiny.answers(place) == {"GOV1": 0}
    err = capsys.readouterr().err
    assert "has changed since it was read" in err
    assert "The last answer is not saved; those before it are" in err


def test_a_dead_session_is_named_and_taken_over(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    mine = Owner.this_process("x")
    dead = {"who": "Ann", "host": "far", "machine": "", "pid": 1, "started": "", "token": mine.token}
    path = tiny.sheet_path(place).with_name(".director.yaml.lock")
    path.parent.mkdir()
    path.write_text(json.dumps(dead))
    os.utime(path, (1, 1))
    pipe("3\nquit\n")
    assert score("director") == 0
    assert "Taken over from a session that was cut off: Ann." in capsys.readouterr().err


def test_the_list_of_those_asked(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    pipe("7\nnobody\n2\n3\nquit\n")
    assert score() == 0
    assert tiny.answers(place, "gp") == {"GOV1": 3}
    err = capsys.readouterr().err
    assert "Please type a number from 1 to 2, an id or a name." in err
    assert "1  director" not in err, "no id where a log may keep it"
    pipe("")
    assert score() == 2
    assert "nobody was named" in capsys.readouterr().err


@pytest.mark.usefixtures("own_terminal")
def test_the_list_on_ones_own_terminal(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    tiny.put(place, sheet("gp", "GOV1=3"))
    pipe("dir\nquit\n")
    assert score() == 0
    err = capsys.readouterr().err
    assert "   1  director (director): not started\n   2  gp (gp): 1 of 3 answered\n" in err
    assert "Answering as: director (director)" in err


@pytest.mark.usefixtures("own_terminal")
def test_earlier_answers_on_request(place: Workspace, pipe: Pipe, capsys: Capture) -> None:
    before = tiny.workspace(Path("before"), id="2022-23-q2", opened="2022-08-01", closed="2022-09-09", closes=None)
    folder = place.round_folder(tiny.PLACE, "2022-23-q2")
    before.round_folder(tiny.PLACE, "2022-23-q2").rename(folder)
    pipe("quit\n")
    assert score("director", "--show-previous") == 0
    assert "There are no earlier answers" in capsys.readouterr().err
    (folder / "scores").mkdir()
    filed = tiny.put(place, sheet("director", "GOV1=1", round="2022-23-q2"))
    filed.rename(folder / "scores" / "director.yaml")
    pipe("quit\n")
    assert score("director", "--show-previous") == 0
    assert "Your answer in 2022-23-q2: 1, Level 1." in capsys.readouterr().err
    pipe("quit\n")
    assert score("director") == 0
    assert "2022-23-q2" not in capsys.readouterr().err


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own_terminal")
@pytest.mark.parametrize("by_variable", [True, False])
def test_a_register_shows_names(
    place: Workspace, pipe: Pipe, capsys: Capture, monkeypatch: pytest.MonkeyPatch, by_variable: bool
) -> None:
    Path("names.yaml").write_text("director: Ann Smith\nsomebody-else: Ben\n")
    if by_variable:
        monkeypatch.setenv("PBP_REGISTER", "names.yaml")
    pipe("1\nquit\n")
    assert score(*([] if by_variable else ["--register", "names.yaml"])) == 0
    err = capsys.readouterr().err
    assert "director (director), Ann Smith: not started" in err
    assert "Answering as: director (director), Ann Smith" in err
    assert nothing_written(place)


def test_no_name_in_a_log(place: Workspace, pipe: Pipe, capsys: Capture) -> None:  # noqa: ARG001 # stood in
    Path("names.yaml").write_text("director: Ann Smith\n")
    pipe("quit\n")
    assert score("director", "--register", "names.yaml") == 0
    assert "Ann" not in "".join(capsys.readouterr())


def test_a_register_inside_the_workspace_is_refused(place: Workspace, capsys: Capture) -> None:
    (place.root / "names.yaml").write_text("director: Ann Smith\n")
    assert score("director", "--register", "work/names.yaml", "--set", "GOV1=3") == 2
    assert "lies inside the workspace" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "fault"), [("director: 3\n", "1:11: error[PBP203]"), ("- a\n", "1:1: error[PBP116]"), (None, "PBP101")]
)
def test_a_faulty_register(place: Workspace, capsys: Capture, text: str | None, fault: str) -> None:  # noqa: ARG001
    if text is not None:
        Path("names.yaml").write_text(text)
    assert score("director", "--register", "names.yaml", "--set", "GOV1=3") == 2
    assert fault in capsys.readouterr().err
