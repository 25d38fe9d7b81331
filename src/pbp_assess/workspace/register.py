"""Where is the list of names, and may it lie there?

The facilitator's own file, outside every workspace: what lies inside travels with each copy. It is read for names,
and written when people join the panel; only its owner may read what is written.
"""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from pbp_assess.core.register import NameRegister
from pbp_assess.formats.documents import dump
from pbp_assess.formats.name_register import load_register
from pbp_assess.problems import InputError, UsageError
from pbp_assess.workspace.files import ABSENT, content_hash, read_bytes, write_atomic
from pbp_assess.workspace.layout import Workspace

_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """The register as it stands on the disk; `hash` says which content was read."""

    path: Path
    register: NameRegister
    hash: str

    def save(self, register: NameRegister) -> bool:
        """Write it whole, where it says something new; whether it did.

        Raises:
            ConflictError: somebody else changed it in the meantime.
        """
        if register == self.register and self.hash != ABSENT:
            return False
        if self.hash == ABSENT:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(OSError):  # somebody else's file is told of below
                self.path.touch(_OWNER_ONLY, exist_ok=False)
            before = content_hash(b"")
        else:
            before = self.hash
        write_atomic(self.path, dump(register), expected=before)
        return True


def refuse_inside(workspace: Workspace, path: Path, what: str) -> None:
    """Refuse to have names inside a workspace.

    Raises:
        UsageError: the path lies in it.
    """
    if path.resolve().is_relative_to(workspace.root.resolve()):
        raise UsageError(
            f"{what} {path} lies inside the workspace, where names do not belong: it would travel with every copy. "
            "Name a place outside it, in a folder of your own"
        )


def read_register(workspace: Workspace, path: Path) -> RegisterFile:
    """The register at this path.

    Raises:
        UsageError: it lies inside the workspace.
        InputError: it is not there, or has a fault.
    """
    refuse_inside(workspace, path, "the register")
    data = read_bytes(path, str(path))
    loaded = load_register(data, str(path))
    if loaded.model is None:
        raise InputError(loaded.problems)
    return RegisterFile(path, loaded.model, content_hash(data))


def register_to_write(workspace: Workspace, path: Path, place: str) -> RegisterFile:
    """The register of a place, to be written to; empty where there is none yet.

    Raises:
        UsageError: it lies inside the workspace, or is another place's.
        InputError: it has a fault.
    """
    refuse_inside(workspace, path, "the register")
    if not path.exists():
        return RegisterFile(path, NameRegister(schema_="pbp-assess/register/1", place=place), ABSENT)
    there = read_register(workspace, path)
    if there.register.place not in {None, place}:
        raise UsageError(
            f"the register {path} is that of {there.register.place}, and this is {place}: two places may have leaders "
            "of the same id, so that each needs a register of its own"
        )
    return there


def travels_with_git(path: Path) -> bool:
    """Whether a register at this path lies in somebody's git repository, which may be shared."""
    return any((folder / ".git").exists() for folder in path.resolve().parents)
