"""Does anybody else write this file at the moment?

One writer at a time, held by a file beside it that only one session can create. Nothing but ordinary files is
used, so that it works on Windows and on network folders too. A lock whose session has died never blocks:

- on the same computer the system says whether that process still runs, and whether it is the same one;
- elsewhere, and where the system doesn't tell, a living session touches its lock every few seconds. "How long
  ago" is judged by the clock of the disk: two computers' clocks may differ.

Taking over is itself done under a lock of the same kind, so that only one of several sessions wins.
"""

import contextlib
import json
import os
import platform
import secrets
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from pbp_assess.problems import ConflictError, PbpAssessError
from pbp_assess.workspace.files import beside

BEAT: Final = 15.0
STALE_AFTER: Final = 120.0
_ATTEMPTS: Final = 10
_MOST_PROCESSES: Final = 2**31


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose lock it is. `machine` and `started` are empty where the system does not tell them."""

    who: str
    host: str
    machine: str
    pid: int
    started: str
    token: str

    @classmethod
    def this_process(cls, who: str) -> Self:
        """This session."""
        pid = os.getpid()
        return cls(who, platform.node(), _machine(), pid, _started(pid) or "", secrets.token_hex(8))

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Whose lock lies there; None where nobody can be made out: it is being written, or is no lock of ours."""
        try:
            owner = cls(**json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        return owner if owner.pid in range(1, _MOST_PROCESSES) else None

    @property
    def text(self) -> bytes:
        """What the lock file says."""
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock held. `taken_over` says whose dead session it was taken from, if from anybody's."""

    path: Path
    owner: Owner
    taken_over: str = ""

    def check(self) -> None:
        """Make sure before a write that the lock is still held.

        Raises:
            ConflictError: this session was taken for dead (a computer put to sleep, say) and another took over.
        """
        if not self._mine():
            raise ConflictError(
                "another session took over while this one was asleep or cut off; nothing more is written here. "
                "Run this again to go on from what is saved"
            )

    def beat(self) -> None:
        """Show that this session is alive: the same bytes again, so that the disk's own clock notes the time."""
        with contextlib.suppress(OSError), self.path.open("r+b") as file:
            if file.read() == self.owner.text:  # of the very file that is written to
                file.seek(0)
                file.write(self.owner.text)

    def release(self) -> None:
        """Take the lock away, if it is still this session's."""
        with contextlib.suppress(OSError):
            if self._mine():
                self.path.unlink()

    def _mine(self) -> bool:
        return Owner.read(self.path) == self.owner


@contextlib.contextmanager
def lock(path: Path, who: str) -> Iterator[Lock]:
    """Hold the lock of a file; `who` is told to the next session that asks for it.

    Raises:
        ConflictError: another session holds it; the message says who, since when, and how to go on.
    """
    held = _acquire(path.with_name(f".{path.name}.lock"), who)
    over = threading.Event()
    beating = threading.Thread(target=_keep_beating, args=(held, over), daemon=True)
    beating.start()
    try:
        yield held
    finally:
        over.set()
        beating.join()
        held.release()


def _keep_beating(held: Lock, over: threading.Event) -> None:
    while not over.wait(BEAT):
        held.beat()


def _acquire(path: Path, who: str) -> Lock:
    """The lock at this path: a new one, or one taken over from a session that is gone."""
    owner = Owner.this_process(who)
    for _ in range(_ATTEMPTS):
        if _create(path, owner):
            return Lock(path, owner)
        there = Owner.read(path)
        if not path.exists():
            continue  # it was released a moment ago
        if not _stale(path, there):
            raise ConflictError(_refusal(path, there))
        guard = _acquire(path.with_name(f"{path.name}.over"), who)
        try:
            if Owner.read(path) == there and _take_away(path) and _create(path, owner):
                return Lock(path, owner, there.who if there else "an unknown session")
        finally:
            guard.release()
    raise ConflictError("other sessions are starting on this file at the same moment; run this again")


def _create(path: Path, owner: Owner) -> bool:
    """Create the lock with its content in one step; False when there is one."""
    fresh = beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(fresh, owner.text)
        try:
            os.link(fresh, path)
        except FileExistsError:
            return False
        except OSError:  # no second names here (FAT, some network folders): it is empty for an instant
            return _write_new(path, owner.text)
        return True
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise PbpAssessError(f"{path.parent} cannot be written to ({why}), so nothing can be saved there") from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()


def _write_new(path: Path, text: bytes) -> bool:
    """Write a file that is not there yet; False when it is."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def _take_away(path: Path) -> bool:
    path.unlink(missing_ok=True)
    return True


# --- is it dead? ----------------------------------------------------------------------------------


def _stale(path: Path, there: Owner | None) -> bool:
    """Whether the session that left this lock is gone."""
    alive = _alive(there) if there else None
    return not alive if alive is not None else _silent_for(path) > STALE_AFTER


def _alive(there: Owner) -> bool | None:
    """Whether the process still runs; None when this system cannot tell."""
    if os.name == "nt" or (there.host, there.machine) != (platform.node(), _machine()):
        return None  # on Windows os.kill would end the process
    try:
        os.kill(there.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # it runs, and belongs to somebody else
    now = _started(there.pid)
    return now == there.started if now is not None and there.started else None


def _silent_for(path: Path) -> float:
    """Seconds since the lock was last touched, by the clock of the disk that it lies on."""
    probe = beside(path)
    try:
        _write_new(probe, b"?")
        return probe.stat().st_mtime - path.stat().st_mtime
    except OSError:
        return 0.0  # it is gone, or cannot be judged
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()


def _machine() -> str:
    """This run of this computer, and the name space of its process numbers: what makes a process number mean anything.

    Linux tells; elsewhere the name of the computer has to do.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip() + str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


def _started(pid: int) -> str | None:
    """When this process started, in ticks; "" when it has ended and only its entry is left; None if unknown."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
    return "" if state in "ZX" else fields[18]


def _refusal(path: Path, there: Owner | None) -> str:
    """Who holds the lock, since when, and how to go on."""
    who = f"{there.who} (process {there.pid} on {there.host})" if there else "another session"
    with contextlib.suppress(OSError):
        last = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
        who += f", last seen at {last:%H:%M}"
    return (
        f"this file is being written by {who}.\n"
        "Finish or close that session and run this again; one that is suspended comes back with `fg`. A session "
        "that was cut off is taken over by itself: at once on the same computer, after two minutes on another."
    )
