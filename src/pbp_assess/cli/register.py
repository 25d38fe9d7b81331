"""What is this leader called? The user's own list of names, kept outside the workspace.

A workspace holds roles and no names. A facilitator who wants to see names keeps a register elsewhere and gives it by
--register or PBP_REGISTER. Names are understood wherever a leader is named, and shown on a terminal only.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.register import Person
    from pbp_assess.workspace.layout import Workspace

VARIABLE = "PBP_REGISTER"

RegisterOption = Annotated[
    Path | None,
    typer.Option("--register", metavar="FILE", help=f"Names by leader id, kept outside the workspace; or {VARIABLE}."),
]


@dataclass(frozen=True, slots=True)
class Names:
    """The people of a register, by leader id; nobody without one."""

    people: "Mapping[str, Person]" = field(default_factory=dict)

    def said(self, leader: str) -> str:
        """The name for talk; "" where there is none, or where a log might keep it."""
        return self._of(leader) if console.is_terminal(sys.stderr) else ""

    def printed(self, leader: str) -> str:
        """The name for a result; "" where there is none, or where a file or a log might keep it."""
        return self.said(leader) if console.is_terminal(sys.stdout) else ""

    def printed_address(self, leader: str) -> str:
        """The e-mail address for a result, on the same terms."""
        return (self.people[leader].email or "") if self.printed(leader) else ""

    def _of(self, leader: str) -> str:
        return self.people[leader].name if leader in self.people else ""

    def forms_of(self, leader: str) -> tuple[str, ...]:
        """What this person answers to besides a role and an id: never to be shown."""
        person = self.people.get(leader)
        return tuple(text for text in (person.name, person.email) if text) if person else ()

    def keep_out(self, text: str, option: str) -> None:
        """Refuse a text that is to stand in the workspace and holds a name.

        Raises:
            UsageError: it does.
        """
        words = " ".join(text.casefold().split())
        if any(form.casefold() in words for leader in self.people for form in self.forms_of(leader)):
            raise UsageError(f"{option} holds a name of the register, and would stand in the workspace: say it by role")


def named_register(option: Path | None) -> Path | None:
    """The register that the option names, else the variable."""
    return option or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)


def required_register(option: Path | None, what: str) -> Path:
    """The register named.

    Raises:
        UsageError: none is.
    """
    path = named_register(option)
    if path is None:
        raise UsageError(f"{what}: say which register with --register FILE, outside the workspace, or {VARIABLE}")
    return path


def names(option: Path | None, workspace: "Workspace", place: str) -> Names:
    """The names by leader id of this place; none without a register, or with another place's.

    Raises:
        UsageError: the file lies inside the workspace.
        InputError: the file has a fault.
    """
    path = named_register(option)
    if path is None:
        return Names()
    from pbp_assess.workspace.register import read_register

    register = read_register(workspace, path).register
    if register.place not in {None, place}:
        console.say(f"The register {path} is that of {register.place}; without names for {place}.")
        return Names()
    return Names(register.leaders)
