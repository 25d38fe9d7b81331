"""What does this code, or this word, mean?"""

import difflib
import re
from collections.abc import Iterator
from typing import Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.problems import NotFoundError
from pbp_assess.workspace.shipped import shipped

_ENTRY = re.compile(r"^## (?P<title>.+)\n(?P<text>(?:(?!## ).*\n?)*)", re.MULTILINE)
_TERM = re.compile(r"(?P<term>.+?)(?: \((?P<short>.+)\))?")
_CODE = re.compile(r"(?:PBP)?\s?(?P<number>\d{3})", re.IGNORECASE)


def _catalogue() -> dict[str, str]:
    """Entries by what a reader may type, in small letters: a code, or a term of the glossary and its short form."""
    catalogue: dict[str, str] = {}
    for title, entry in _entries("docs/problems.md"):
        catalogue[title.split()[0].lower()] = entry
    for title, entry in _entries("docs/glossary.md"):
        names = _TERM.fullmatch(title)
        catalogue |= {name.lower(): entry for name in (names.groups() if names else ()) if name}
    return catalogue


def _entries(document: str) -> Iterator[tuple[str, str]]:
    """The sections of a shipped document: title, and title with text."""
    for entry in _ENTRY.finditer(shipped(document).read_text(encoding="utf-8")):
        yield entry["title"], f"{entry['title']}\n{entry['text']}".strip()


def _topics() -> list[str]:
    """What TAB may complete."""
    return [_as_written(name) for name in _catalogue()]


def _as_written(name: str) -> str:
    return name.upper() if _CODE.fullmatch(name) else name


def command(
    context: typer.Context,  # noqa: ARG001 # every command takes it
    topic: Annotated[
        str | None, typer.Argument(help="A code such as PBP201, or a term such as split.", autocompletion=_topics)
    ] = None,
) -> int:
    """Explain a problem code or a term of the reports; without one, list them all.

    Example: pbp-assess explain PBP201
    """
    catalogue = _catalogue()
    if topic is None:
        heads = dict.fromkeys(entry.splitlines()[0] for entry in catalogue.values())
        console.out("\n".join(console.escape(head) for head in heads))
        return ExitCode.ANSWERED
    code = _CODE.fullmatch(topic.strip())
    name = f"pbp{code['number']}" if code else " ".join(topic.lower().split())
    if name not in catalogue:
        near = difflib.get_close_matches(name, catalogue, 1)
        meant = f"; did you mean {_as_written(near[0])}?" if near else ""
        raise NotFoundError(f'there is no entry for {topic!r}{meant}\n"pbp-assess explain" lists them all')
    console.out(console.escape(catalogue[name], lines=True))
    return ExitCode.ANSWERED
