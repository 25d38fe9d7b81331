"""Where does what a command has made go: to stdout, or into a file?"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.session import Session
from pbp_assess.problems import ConflictError, UsageError

STDOUT = "-"
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to; `-` is stdout.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, and write nothing.")]


def deliver(session: Session, content: str | bytes, output: str, *, force: bool, dry_run: bool) -> None:
    """Text goes to stdout unless a file is named, anything else into a file or a pipe; the file's name is the result.

    Raises:
        UsageError: it is no text, and would go to a terminal.
        ConflictError: the file is there, and `force` was not given.
    """
    if output in {"", STDOUT}:
        _print(content, named=bool(output))
        return
    from pbp_assess.workspace.files import ABSENT, write_atomic

    path = Path(output)
    if path.exists() and not force:
        raise ConflictError(f"{output} is already there, and was left alone; --force replaces it")
    if not dry_run:
        write_atomic(path, content, expected=None if force else ABSENT)
    console.out(output)
    if dry_run:
        session.say("Nothing is written.")


def _print(content: str | bytes, *, named: bool) -> None:
    if isinstance(content, str):  # what a person wrote may hold what moves a cursor
        console.out(console.escape(content, lines=True) if console.is_terminal(sys.stdout) else content, end="")
    elif named and not console.is_terminal(sys.stdout):
        console.raw(content)
    else:
        raise UsageError("this is no text to read: name a file with --output (or pipe it on with --output -)")
