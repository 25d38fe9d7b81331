"""What does docs/commands.md say? Every command by the week it is used in, with its examples and what it does.

The page is made of the docstrings that `--help` is made of; `python -m pbp_assess.cli.help_text` writes it, in a
checkout.
"""

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from pbp_assess.cli.commands import COMMANDS, WEEKS, Command

PAGE = Path(__file__).resolve().parents[3] / "docs" / "commands.md"

_HEAD = """\
# The commands, by the week they are used in

`pbp-assess COMMAND --help` lists the options of each. Options that every command takes, before or after its name: `-C`,
`--place`, `--round`, `--as-of`, `--audience`, `-q`, `--strict`, `--no-input` (`pbp-assess --help` says what they mean).
"""
_EXAMPLE = re.compile(r"Example: (.+)", re.DOTALL)


def render() -> str:
    """The whole page."""
    parts = [_HEAD]
    for week in WEEKS:
        rows = [row for row in COMMANDS if row.week == week]
        if rows:
            parts.append(f"## {week}\n")
        parts += [_section(words, text) for row in rows for words, text in described(row)]
    return "\n".join(parts)


def described(row: Command) -> Iterator[tuple[str, str]]:
    """A command as typed with its docstring; of a group, each of its commands."""
    module = importlib.import_module(f"pbp_assess.cli.{row.module}")
    if hasattr(module, "command"):
        yield row.name, inspect.getdoc(module.command) or ""
        return
    for sub in module.app.registered_commands:
        name = sub.name or sub.callback.__name__
        yield f"{row.name} {name}", inspect.getdoc(sub.callback) or ""


def examples(text: str) -> list[str]:
    """The examples of a docstring, each on one line."""
    found = (_EXAMPLE.fullmatch(paragraph) for paragraph in text.split("\n\n"))
    return [" ".join(match[1].split()) for match in found if match]


def _section(words: str, text: str) -> str:
    """One command: what it does, examples, and the rest."""
    first, *rest = (paragraph for paragraph in text.split("\n\n") if not _EXAMPLE.fullmatch(paragraph))
    shown = "\n".join(("```sh", *examples(text), "```"))
    return "\n\n".join((f"### {words}", first, shown, *rest)) + "\n"
