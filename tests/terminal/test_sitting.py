"""Does an interview hold at a real terminal: to the end, interrupted, cut off, in a narrow or a plain window?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import tiny
from build import sheet
from pbp_assess.workspace.layout import Workspace
from typist import CTRL_C, CTRL_D, Typist, plain

PROMPT = "? for help: "
TAKEN_OVER = "Taken over from a session that was cut off"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace with an open round of three questions."""
    return tiny.workspace(tmp_path)


def left_over(place: Workspace) -> list[str]:
    """What lies beside the sheets."""
    return [path.name for path in tiny.sheet_path(place).parent.iterdir() if path.name.startswith(".")]


def test_a_whole_interview(place: Workspace) -> None:
    with Typist("score", cwd=place.root) as leader:
        assert "   2  gp (gp): not started" in plain(leader.answer("A number, an id or a name: ", "2"))
        first = plain(leader.answer(PROMPT, "3"))
        assert "Answering as: gp (gp)" in first
        assert "GOV, 1 of 2 (1 of 3 in all)" in first
        second = plain(leader.answer(PROMPT, "na"))
        assert "GOV1: 3, Level 3. Saved." in second
        assert "Enter leaves" not in second
        leader.answer("Why does it not apply here? ", "no such body here")
        assert "A document settles this one" in plain(leader.answer(PROMPT, "back"))
        assert "Your answer: not applicable. Enter leaves it." in plain(leader.answer(PROMPT, ""))
        leader.answer(PROMPT, "note seen in the minutes – “yes”")
        leader.answer(PROMPT, "level 1")
        leader.answer("\n> ", "Trust.")
        leader.answer("> ", "And time.")
        leader.answer("> ", "")
        leader.answer("\n> ", "")
        leader.answer("Numbers or ids: ", "gov1 3")
        checked = plain(leader.answer("An id to change, or done: ", "GOV1"))
        assert "2 levels, 1 not applicable." in checked
        assert "GOV2  not applicable: GOV2 (1 remark)" in checked
        leader.answer(PROMPT, "4")
        leader.answer("An id to change, or done: ", "")
        assert leader.ended() == 0
    assert "3 of 3 questions answered. Saved in assessments/" in plain(leader.seen)
    assert plain(leader.seen).endswith("To change an answer: pbp-assess score gp\n")
    filed = tiny.read(place, "gp")
    assert tiny.answers(place, "gp") == {"GOV1": 4, "GOV2": "not_applicable", "FIN1": 1}
    assert filed.answer("FIN1").note == "seen in the minutes – “yes”"
    assert filed.answers == {"well": "Trust.\nAnd time."}
    assert filed.choose == ("GOV1", "FIN1")
    assert left_over(place) == []


def test_skip_jump_and_resume(place: Workspace) -> None:
    with Typist("score", "director", cwd=place.root) as leader:
        leader.answer(PROMPT, "skip")
        leader.answer(PROMPT, "jump fin1")
        leader.answer(PROMPT, "2")
        assert "GOV2  GOV2" in plain(leader.answer(PROMPT, "quit"))
        assert leader.ended() == 0
    assert tiny.answers(place) == {"FIN1": 2}
    with Typist("score", "director", cwd=place.root) as leader:
        shown = plain(leader.wait_for(PROMPT))
        assert "Welcome back: 1 of 3 is answered." in shown
        assert "GOV1  GOV1" in shown
        leader.type("FIN1")
        assert "Your answer: 2, Level 2." in plain(leader.answer(PROMPT, "1"))
        leader.answer(PROMPT, "quit")
        assert leader.ended() == 0
    assert tiny.answers(place) == {"FIN1": 1}


@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 0)], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_stopping_by_a_key(place: Workspace, key: str, code: int, term: str) -> None:
    with Typist("score", "director", cwd=place.root, environment={"TERM": term}) as leader:
        leader.answer(PROMPT, "3")
        leader.wait_for(PROMPT)
        assert leader.ended_by(lambda: leader.type(key, end="")) == code
    assert tiny.answers(place) == {"GOV1": 3}
    assert plain(leader.seen).endswith("To go on: pbp-assess score director\n")
    assert "Traceback" not in leader.seen
    assert left_over(place) == []


def test_a_closed_window_loses_nothing(place: Workspace) -> None:
    with Typist("score", "director", cwd=place.root) as leader:
        leader.answer(PROMPT, "3")
        leader.wait_for(PROMPT)
        leader.hang_up()
        assert leader.process.wait(timeout=20) == 128 + signal.SIGHUP
    assert tiny.answers(place) == {"GOV1": 3}
    assert left_over(place) == []


def test_a_terminal_that_goes_without_a_word(place: Workspace) -> None:
    """No signal comes where the terminal is not the session's own; reading and writing fail."""
    with Typist("score", "director", cwd=place.root, first="") as leader:
        leader.answer(PROMPT, "3")
        leader.wait_for(PROMPT)
        leader.hang_up()
        assert leader.process.wait(timeout=20) == 0
    assert tiny.answers(place) == {"GOV1": 3}
    assert left_over(place) == []


def test_a_polite_kill_loses_nothing(place: Workspace) -> None:
    with Typist("score", "director", cwd=place.root) as leader:
        leader.answer(PROMPT, "3")
        leader.wait_for(PROMPT)
        assert leader.ended_by(leader.process.terminate) == 128 + signal.SIGTERM
    assert tiny.answers(place) == {"GOV1": 3}
    assert left_over(place) == []


def test_two_sessions_on_one_sheet(place: Workspace) -> None:
    with Typist("score", "director", cwd=place.root) as first:
        first.answer(PROMPT, "3")
        first.wait_for(PROMPT)
        with Typist("score", "director", cwd=place.root) as second:
            assert second.ended() == 2
        refusal = plain(second.seen)
        assert f"process {first.process.pid} on " in refusal
        assert "Finish or close that session and run this again" in refusal
        with Typist("score", "gp", cwd=place.root) as other:
            other.answer(PROMPT, "quit")
            assert other.ended() == 0
        first.type("2")
        first.answer(PROMPT, "quit")
        assert first.ended() == 0
    assert tiny.answers(place) == {"GOV1": 3, "GOV2": 2}


def test_a_killed_session_blocks_nobody(place: Workspace) -> None:
    with Typist("score", "director", cwd=place.root) as first:
        first.answer(PROMPT, "3")
        first.wait_for(PROMPT)
        first.process.kill()
        first.process.wait()
    assert left_over(place) == [".director.yaml.lock"]
    with Typist("score", "director", cwd=place.root) as second:
        shown = plain(second.answer(PROMPT, "quit"))
        assert TAKEN_OVER in shown
        assert "1 of 3 is answered" in shown
        assert second.ended() == 0
    assert left_over(place) == []


@pytest.mark.parametrize("columns", [60, 45])
def test_a_narrow_window(tmp_path: Path, columns: int) -> None:
    long = "a sentence that goes on and on about who decides what with whom, " * 3
    asked = tiny.questions("GOV1 GOV2", title="A matrix " + long, instruction="Choose " + long)
    place = tiny.workspace(tmp_path, asked)
    with Typist("score", "director", cwd=place.root, columns=columns) as leader:
        leader.answer(PROMPT, "?")
        leader.answer(PROMPT, "check")
        leader.answer("or done: ", "done")
        assert leader.ended() == 0
    # the last lines hold a path, which has no blank to break it at
    lines = plain(leader.seen).partition("Nothing was answered")[0].splitlines()
    assert max(len(line) for line in lines) <= columns


@pytest.mark.parametrize(
    ("environment", "bold"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"TERM": "dumb", "FORCE_COLOR": "1"}, True)],
    ids=str,
)
def test_colours_where_they_are_wanted(place: Workspace, environment: dict[str, str], bold: bool) -> None:
    with Typist("score", "director", cwd=place.root, environment=environment) as leader:
        leader.answer(PROMPT, "3")
        leader.answer(PROMPT, "quit")
        assert leader.ended() == 0
    assert ("\x1b[1m" in leader.seen) is bold
    assert "GOV1: 3, Level 3. Saved." in plain(leader.seen)
    if not bold:
        assert "\x1b" not in leader.seen, "nothing moves the cursor, and nothing is coloured"


def test_a_line_is_edited_with_the_arrow_keys(place: Workspace) -> None:
    left, up = "\x1b[D", "\x1b[A"
    with Typist("score", "director", cwd=place.root) as leader:
        leader.answer(PROMPT, f"note boad{left}r")
        leader.answer(PROMPT, f"{up}3")
        leader.answer(PROMPT, "quit")
        assert leader.ended() == 0
    assert tiny.read(place).answer("GOV1").note == "board"
    assert tiny.answers(place) == {"GOV1": 3}


def test_arrow_keys_do_no_harm_at_a_dumb_terminal(place: Workspace) -> None:
    with Typist("score", "director", cwd=place.root, environment={"TERM": "dumb"}) as leader:
        leader.answer(PROMPT, "\x1b[A3\x1b[D")
        leader.answer(PROMPT, "quit")
        assert leader.ended() == 0
    assert tiny.answers(place) == {"GOV1": 3}


def test_from_a_pipe(place: Workspace) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pbp_assess", "score", "director"],
        input="3\n2\n1\n", cwd=place.root, capture_output=True, text=True, check=False, timeout=20,
    )  # fmt: skip
    assert (done.returncode, "\x1b" in done.stderr) == (0, False)
    assert done.stdout.startswith("3 of 3 questions answered.")
    assert tiny.answers(place) == {"GOV1": 3, "GOV2": 2, "FIN1": 1}


def test_withdrawing_is_asked_for(place: Workspace) -> None:
    tiny.put(place, sheet("director", "GOV1=3"))
    with Typist("withdraw", "director", cwd=place.root) as facilitator:
        facilitator.answer("[y/N] ", "y")
        assert facilitator.ended() == 0
    assert not tiny.sheet_path(place).exists()
