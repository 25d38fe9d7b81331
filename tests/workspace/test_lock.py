"""Does one session at a time write a file, and does a dead one never stand in the way?"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pbp_assess.problems import ConflictError, PbpAssessError
from pbp_assess.workspace import lock as locking
from pbp_assess.workspace.lock import STALE_AFTER, Owner, lock

linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A file to be locked, in a folder that is not there yet."""
    return tmp_path / "scores" / "gp.yaml"


def lock_file(sheet: Path) -> Path:
    return sheet.with_name(".gp.yaml.lock")


def left(sheet: Path, *, silent: float = 0, **other: Any) -> None:
    """A lock that some other session left, last touched so many seconds ago."""
    owner = {"who": "Somebody", "host": "far", "machine": "", "pid": 1, "started": "", "token": "t", **other}
    sheet.parent.mkdir(parents=True, exist_ok=True)
    lock_file(sheet).write_text(json.dumps(owner))
    now = lock_file(sheet).stat().st_mtime
    os.utime(lock_file(sheet), (now - silent, now - silent))


def here(**other: Any) -> dict[str, Any]:
    """A session on this computer."""
    mine = Owner.this_process("Somebody")
    return {"host": mine.host, "machine": mine.machine, **other}


def dead_process() -> int:
    """The number of a process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_held_inside_and_gone_outside(sheet: Path) -> None:
    with lock(sheet, "me") as held:
        assert lock_file(sheet).exists()
        assert held.taken_over == ""
        held.check()
    assert list(sheet.parent.iterdir()) == []


def test_gone_after_an_error_too(sheet: Path) -> None:
    with pytest.raises(KeyboardInterrupt), lock(sheet, "me"):
        raise KeyboardInterrupt
    assert list(sheet.parent.iterdir()) == []


def test_the_second_is_refused_with_advice(sheet: Path) -> None:
    with lock(sheet, "Ann"):
        with pytest.raises(ConflictError) as caught, lock(sheet, "Ben"):
            pytest.fail("two at once")
        lock_file(sheet).read_text()
    text = str(caught.value)
    assert f"Ann (process {os.getpid()} on " in text
    assert "Finish or close that session and run this again" in text
    assert "last seen at " in text


def test_other_files_are_free(sheet: Path) -> None:
    with lock(sheet, "me"), lock(sheet.with_name("director.yaml"), "me"):
        pass


@pytest.mark.parametrize("hard_links", [True, False], ids=["hard links", "no hard links"])
def test_two_processes_at_once(sheet: Path, hard_links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hard_links:
        monkeypatch.setattr(os, "link", _no_links)
    with lock(sheet, "me"):
        done = _session(sheet)
        assert "refused" in done.communicate()[0]
    assert "held, taken over from ''" in _session(sheet).communicate()[0]


def _no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


# --- dead sessions --------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="the heartbeat decides there")
def test_a_dead_process_of_this_computer_is_taken_over_at_once(sheet: Path) -> None:
    left(sheet, **here(pid=dead_process()))
    with lock(sheet, "me") as held:
        assert held.taken_over == "Somebody"
    assert list(sheet.parent.iterdir()) == []


@linux
def test_a_number_used_again_by_another_process_is_taken_over(sheet: Path) -> None:
    left(sheet, **here(pid=os.getpid(), started="1"))
    with lock(sheet, "me") as held:
        assert held.taken_over == "Somebody"


@linux
def test_a_process_that_has_ended_but_was_not_collected_is_dead(sheet: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        while " Z " not in Path(f"/proc/{ended.pid}/stat").read_text():
            time.sleep(0.01)
        left(sheet, **here(pid=ended.pid, started="1"))
        with lock(sheet, "me") as held:
            assert held.taken_over == "Somebody"


@linux
def test_a_suspended_session_of_this_computer_keeps_its_lock(sheet: Path) -> None:
    mine = Owner.this_process("Somebody")
    left(sheet, silent=10 * STALE_AFTER, **here(pid=os.getpid(), started=mine.started))
    with pytest.raises(ConflictError, match="fg"), lock(sheet, "me"):
        pass


@pytest.mark.parametrize("who", [{}, {"machine": "another start of it"}, {"pid": 1}], ids=str)
def test_far_away_the_heartbeat_decides(sheet: Path, who: dict[str, Any]) -> None:
    left(sheet, silent=STALE_AFTER - 30, **who)
    with pytest.raises(ConflictError), lock(sheet, "me"):
        pass
    left(sheet, silent=STALE_AFTER + 30, **who)
    with lock(sheet, "me") as held:
        assert held.taken_over == "Somebody"
    assert list(sheet.parent.iterdir()) == []


def test_where_the_system_does_not_tell_the_heartbeat_decides(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "_machine", lambda: "")
    monkeypatch.setattr(locking, "_started", lambda _: None)
    left(sheet, silent=10, **here(pid=os.getpid()))
    with pytest.raises(ConflictError), lock(sheet, "me"):
        pass
    left(sheet, silent=STALE_AFTER + 30, **here(pid=os.getpid()))
    with lock(sheet, "me") as held:
        assert held.taken_over == "Somebody"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"who": "x"}', '{"pid": 0}'])
def test_a_lock_that_says_nothing(sheet: Path, text: str) -> None:
    left(sheet)
    lock_file(sheet).write_text(text)
    with pytest.raises(ConflictError, match="another session"), lock(sheet, "me"):
        pass
    past = lock_file(sheet).stat().st_mtime - STALE_AFTER - 30
    os.utime(lock_file(sheet), (past, past))
    with lock(sheet, "me") as held:
        assert held.taken_over == "an unknown session"


def test_a_session_that_died_taking_over_is_taken_over_too(sheet: Path) -> None:
    left(sheet, **here(pid=dead_process()))
    guard = lock_file(sheet).with_name(".gp.yaml.lock.over")
    guard.write_text(lock_file(sheet).read_text())
    with lock(sheet, "me") as held:
        assert held.taken_over == "Somebody"
    assert list(sheet.parent.iterdir()) == []


# --- a session that was taken for dead ------------------------------------------------------------


def test_a_beat_shows_life_and_says_nothing_new(sheet: Path) -> None:
    with lock(sheet, "me") as held:
        before = lock_file(sheet).read_bytes()
        os.utime(lock_file(sheet), (1, 1))
        held.beat()
        assert lock_file(sheet).stat().st_mtime > 1
        assert lock_file(sheet).read_bytes() == before


def test_the_heart_beats_by_itself(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "BEAT", 0.01)
    with lock(sheet, "me"):
        os.utime(lock_file(sheet), (1, 1))
        until = time.monotonic() + 5
        while lock_file(sheet).stat().st_mtime == 1:
            assert time.monotonic() < until, "no heartbeat"
            time.sleep(0.01)


@pytest.mark.parametrize("gone", [True, False], ids=["lock gone", "lock of another"])
def test_who_was_taken_over_writes_no_more_and_takes_nothing_away(sheet: Path, gone: bool) -> None:
    with lock(sheet, "me") as held:
        lock_file(sheet).unlink()
        if not gone:
            left(sheet, silent=50)
        before = [] if gone else [lock_file(sheet).read_text(), lock_file(sheet).stat().st_mtime]
        held.beat()
        with pytest.raises(ConflictError, match="took over"):
            held.check()
    assert before == ([] if gone else [lock_file(sheet).read_text(), lock_file(sheet).stat().st_mtime])
    assert lock_file(sheet).exists() is not gone


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "scores").write_text("a file")
    with pytest.raises(PbpAssessError, match="cannot be written to"), lock(tmp_path / "scores" / "gp.yaml", "me"):
        pass


# --- many at once ---------------------------------------------------------------------------------

SESSION = """
import sys, time
from pathlib import Path
from pbp_assess.problems import ConflictError
from pbp_assess.workspace.lock import lock
sheet, go = Path(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
while not go.exists():
    pass
try:
    with lock(sheet, "a session") as held:
        print(f"held, taken over from {held.taken_over!r}", flush=True)
        sys.stdin.read()
except ConflictError as error:
    print("refused", flush=True)
"""


def _session(sheet: Path, go: Path | None = None) -> "subprocess.Popen[str]":
    """A process that tries to get the lock and keeps it until its stdin is closed."""
    words = [sys.executable, "-c", SESSION, str(sheet), str(go or sheet.parent)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name == "nt", reason="the heartbeat decides there")
@pytest.mark.parametrize("attempt", range(3))
def test_of_many_taking_over_one_wins(sheet: Path, tmp_path: Path, attempt: int) -> None:  # noqa: ARG001 # again
    left(sheet, **here(pid=dead_process()))
    sessions = [_session(sheet, tmp_path / "go") for _ in range(4)]
    for session in sessions:
        assert session.stdout
        assert session.stdout.readline() == "ready\n"
    (tmp_path / "go").touch()
    said = []
    for session in sessions:
        assert session.stdout
        said.append(session.stdout.readline())
    for session in sessions:
        session.communicate()
    held, *others = sorted(said)
    assert held.startswith("held, taken over from ")  # nobody, for one who comes in the instant between two locks
    assert others == ["refused\n"] * 3
    assert list(sheet.parent.iterdir()) == []
