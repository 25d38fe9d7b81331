"""How do bytes come from the disk, and go back to it, without a loss?

Only a regular file of a sensible size is read: a pipe or a device might never answer. A file is written beside
its old self and then put in its place, so that whoever reads it finds the old content or the new, whole.
"""

import contextlib
import hashlib
import os
import secrets
import stat
import time
from pathlib import Path
from typing import Final

from pbp_assess.formats.plain_text import MOST_BYTES
from pbp_assess.problems import ConflictError, InputError, Location, PbpAssessError, Problem

ABSENT: Final = "absent"
"""What `write_atomic` expects where there was no file."""

_TRIES: Final = 5
_PAUSE: Final = 0.1
_LEFT_OVER: Final = 600
_BINARY: Final = getattr(os, "O_BINARY", 0)
_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


# --- reading --------------------------------------------------------------------------------------


def read_bytes(path: Path, shown: str, *, most: int = MOST_BYTES) -> bytes:
    """The content of a file of at most so many bytes, whose name in messages is `shown`.

    Raises:
        InputError: it is not there, may not be read, is no regular file, or is too large.
    """
    try:
        _refuse(path.stat(), shown, most)  # before it is opened, because opening a device may do something
        with os.fdopen(os.open(path, os.O_RDONLY | _BINARY | _NO_WAITING), "rb") as file:
            _refuse(os.fstat(file.fileno()), shown, most)
            return file.read()
    except (OSError, ValueError) as error:
        raise _fault("PBP101", _why(error), "a file that can be read", shown) from error


def _refuse(status: os.stat_result, shown: str, most: int) -> None:
    """Nothing but a regular file of a sensible size."""
    if stat.S_ISDIR(status.st_mode):
        raise _fault("PBP102", "a folder", "a file", shown)
    if not stat.S_ISREG(status.st_mode):
        raise _fault("PBP101", "neither a file nor a folder (a pipe, a socket or a device)", "a file", shown)
    if status.st_size > most:
        size = f"a file of {status.st_size / 1024 / 1024:.1f} MB"
        raise _fault("PBP103", size, f"at most {most // 1024 // 1024} MB", shown)


def _fault(code: str, found: str, expected: str, shown: str) -> InputError:
    return InputError([Problem(code, found, expected, Location(shown))])


def _why(error: Exception) -> str:
    """The system's complaint, in our words where it is a common one."""
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "the file may not be read by this user"
        case OSError() if error.strerror:
            return f"the file cannot be read ({error.strerror.lower()})"
    return "no file can have this name"


def content_hash(data: bytes) -> str:
    """sha256 of a file's content; a checkout that turned LF into CRLF has not changed it."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


# --- writing --------------------------------------------------------------------------------------


def write_atomic(path: Path, content: str | bytes, *, expected: str | None = None) -> None:
    """Write a file whole or not at all, and only return once it is on the disk. Text is written as UTF-8.

    `expected` is the `content_hash` of what was read before (`ABSENT` where there was no file).

    Raises:
        ConflictError: the file is no longer what was read, or another program keeps it open.
        PbpAssessError: it could not be written; what was there before is still there.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    fresh = beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_down(fresh, content.encode() if isinstance(content, str) else content, target)
        if expected is not None and expected != hash_on_disk(target):
            raise ConflictError(f"{path} has changed since it was read, so nothing was written; run this again")
        _put_in_place(fresh, target)
        sync_folder(target.parent)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise PbpAssessError(f"{path} could not be written ({why}); what was there before is still there") from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()


def beside(target: Path) -> Path:
    """A name in the same folder that nobody reads; a killed session may leave such a file behind."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")


def hash_on_disk(path: Path) -> str:
    """The `content_hash` of a file as it is now; `ABSENT` where there is none."""
    try:
        return content_hash(path.read_bytes())
    except FileNotFoundError:
        return ABSENT


def _write_down(fresh: Path, data: bytes, target: Path) -> None:
    """The new content, on the disk, under its passing name, with the permissions of the old."""
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        now = os.fstat(file.fileno()).st_mtime
    with contextlib.suppress(OSError):  # a new file; or a disk without permissions
        fresh.chmod(stat.S_IMODE(target.stat().st_mode))
    _sweep(target, now)


def _sweep(target: Path, now: float) -> None:
    """Clear away what a killed session left behind a good while ago, by the clock of the disk."""
    for left in target.parent.iterdir():
        if left.name.startswith(f".{target.name}.") and left.name.endswith(".tmp"):
            with contextlib.suppress(OSError):  # somebody else's, or gone already
                if now - left.stat().st_mtime > _LEFT_OVER:
                    left.unlink()


def _put_in_place(fresh: Path, target: Path) -> None:
    """Windows refuses while another program (Excel, OneDrive, a virus scanner) has the file open: often an instant."""
    for attempt in range(1, _TRIES + 1):
        try:
            fresh.replace(target)
        except PermissionError as error:
            if attempt == _TRIES:
                raise ConflictError(
                    f"{target} could not be replaced: another program may have it open. Nothing was written; close "
                    "it there, or wait until it is synchronised, and run this again"
                ) from error
            time.sleep(_PAUSE * attempt)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Bring a change of names to the disk, where the system can (Windows and some network folders cannot)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    with contextlib.suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)
