"""Is a file read within bounds, and written whole or not at all?"""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pbp_assess.problems import ConflictError, InputError, PbpAssessError
from pbp_assess.workspace import files
from pbp_assess.workspace.files import ABSENT, content_hash, read_bytes, write_atomic

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX files")


def code(path: Path) -> str:
    """The code of the one fault in reading this file; it names the file as shown."""
    with pytest.raises(InputError) as caught:
        read_bytes(path, "shown.yaml")
    (problem,) = caught.value.problems
    assert str(problem.location) == "shown.yaml:1:1"
    return problem.code


# --- reading --------------------------------------------------------------------------------------


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x: 1\r\n\xff")
    assert read_bytes(tmp_path / "a", "a") == b"x: 1\r\n\xff"


def test_what_is_no_file(tmp_path: Path) -> None:
    assert code(tmp_path / "missing") == "PBP101"
    assert code(tmp_path / "missing" / "deeper") == "PBP101"
    assert code(tmp_path / ("n" * 300)) == "PBP101"
    assert code(tmp_path / "no\0name") == "PBP101"
    assert code(tmp_path) == "PBP102"


@posix
def test_a_pipe_or_device_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code(tmp_path / "pipe") == "PBP101"
    assert code(Path("/dev/zero")) == "PBP101"


@posix
def test_a_circle_of_links(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert code(tmp_path / "a") == "PBP101"


def test_a_file_that_the_system_keeps_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("x")

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert code(tmp_path / "a") == "PBP101"


def test_a_huge_file_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    assert code(tmp_path / "huge") == "PBP103"


def test_a_hash_does_not_change_with_the_line_ends() -> None:
    assert content_hash(b"a\r\nb\r\n") == content_hash(b"a\nb\n") != content_hash(b"a\nb")


# --- writing --------------------------------------------------------------------------------------


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.yaml"
    write_atomic(path, "name: Zoë\n", expected=ABSENT)
    assert path.read_bytes() == "name: Zoë\n".encode()
    write_atomic(path, "b\n", expected=content_hash("name: Zoë\n".encode()))
    assert path.read_bytes() == b"b\n"
    write_atomic(path, b"\x89 a workbook\r\n")
    assert path.read_bytes() == b"\x89 a workbook\r\n"
    assert names(path.parent) == ["a.yaml"]


@pytest.mark.parametrize("expected", [ABSENT, content_hash(b"older")])
def test_a_file_changed_since_it_was_read_is_left_alone(tmp_path: Path, expected: str) -> None:
    (tmp_path / "a").write_text("somebody else's")
    with pytest.raises(ConflictError, match="changed since it was read"):
        write_atomic(tmp_path / "a", "mine", expected=expected)
    assert (tmp_path / "a").read_text() == "somebody else's"
    assert names(tmp_path) == ["a"]


def test_a_file_that_is_gone_since_it_was_read_is_not_brought_back(tmp_path: Path) -> None:
    with pytest.raises(ConflictError):
        write_atomic(tmp_path / "a", "mine", expected=content_hash(b"there"))
    assert names(tmp_path) == []


@posix
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomic(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o640


@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_full_disk_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    (tmp_path / "a").write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(PbpAssessError, match=r"No space left on device.*still there"):
        write_atomic(tmp_path / "a", "new")
    monkeypatch.undo()
    assert (tmp_path / "a").read_text() == "old"
    assert names(tmp_path) == ["a"]


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "file" / "a", tmp_path / "folder"):
        with pytest.raises(PbpAssessError, match="could not be written"):
            write_atomic(target, "new")
    assert names(tmp_path) == ["file", "folder"]


def held_open(times: int) -> Callable[[Path, Path], None]:
    """As Windows does while another program has a file open: refuse so many times."""
    replace, refusals = Path.replace, iter(range(times))

    def refuse(self: Path, target: Path) -> None:
        if next(refusals, None) is not None:
            raise PermissionError(errno.EACCES, "Access is denied")
        replace(self, target)

    return refuse


def test_a_file_held_open_for_an_instant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PAUSE", 0)
    monkeypatch.setattr(Path, "replace", held_open(3))
    write_atomic(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "new"


def test_a_file_held_open_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(files, "_PAUSE", 0)
    monkeypatch.setattr(Path, "replace", held_open(99))
    with pytest.raises(ConflictError, match="another program"):
        write_atomic(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "old"
    assert names(tmp_path) == ["a"]


def test_what_a_killed_session_left_is_cleared_away_in_time(tmp_path: Path) -> None:
    for name, age in ((".a.0123.tmp", 3600), (".a.4567.tmp", 5), (".b.0123.tmp", 3600), ("a.tmp", 3600)):
        (tmp_path / name).write_text("left")
        now = (tmp_path / name).stat().st_mtime
        os.utime(tmp_path / name, (now - age, now - age))
    write_atomic(tmp_path / "a", "new")
    assert names(tmp_path) == [".a.4567.tmp", ".b.0123.tmp", "a", "a.tmp"]


def test_the_order_of_a_safe_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The content is on the disk before the name changes, and the change of name before the call returns."""
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(descriptor: int) -> None:
        fsync(descriptor)
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")

    def note_replace(self: Path, target: Path) -> None:
        replace(self, target)
        done.append("name")

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    write_atomic(tmp_path / "a", "new")
    assert done == (["file", "name"] if os.name == "nt" else ["file", "name", "folder"])


WRITER = """
import sys
from pathlib import Path
from pbp_assess.workspace.files import write_atomic
for number in range(200):
    write_atomic(Path(sys.argv[1]), str(number % 10) * 5000)
"""


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("0" * 5000)
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)]) as writer:
        while writer.poll() is None:
            text = path.read_text()
            assert len(text) == 5000
            assert len(set(text)) == 1
    assert writer.returncode == 0
