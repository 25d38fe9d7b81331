"""How does a test run a whole command, and see what it left behind?"""

import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

PLACE, FIRST, LATER = "oxfordshire", "2022-23-q3", "2024-25-q1"
SOUGHT = ("vcse_prevention", "bcf_s75", "primary_care_local", "quality_performance")
"""The functions that the example's later round seeks: with conditions, not yet, cannot say, ready."""


class Ran(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Shell = Callable[..., Ran]
"""`shell("status", "--json")` runs the command in this process."""


def files(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """What comes in on stdin, which is no terminal; after that it ends."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def squeezed(text: str) -> str:
    """The text with every run of blanks as one space."""
    return " ".join(text.split())


def assert_kept_out(secrets: Iterable[str], root: Path, ran: Iterable[Ran]) -> None:
    """None of them is in a file below a folder or in its name, in stdout or in stderr: on bytes."""
    for name, data in files(root).items():
        assert not [secret for secret in secrets if secret.encode() in data or secret in name], name
    for one in ran:
        assert not [secret for secret in secrets if secret in one.out + one.err], one


def replaced(path: Path, old: str, new: str) -> None:
    """Write `new` where the file says `old`, which it says once or more."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def leader_ids(root: Path) -> set[str]:
    """Everyone with a sheet in the example."""
    return {path.stem for path in root.glob("assessments/*/*/scores/*.yaml")}


def refused(ran: Ran, *said: str) -> None:
    """Hold that nothing was answered, and why in these words."""
    assert (ran.code, ran.out) == (2, "")
    for words in said:
        assert words in ran.err
