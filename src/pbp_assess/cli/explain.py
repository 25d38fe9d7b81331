"""What does this code, or this word, mean?"""

import difflib
import re
from typing import Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.problems import NotFoundError
from pbp_assess.workspace.shipped import shipped

_ENTRY = re.compile(r"^## (?P<code>PBP\d{3})\b.*\n(?:(?!## ).*\n?)*", re.MULTILINE)
_TERM = re.compile(r"^- \*\*(?P<term>.+?)(?: \((?P<short>.+?)\))?\*\*: .+$", re.MULTILINE)
_CODE = re.compile(r"(?:PBP)?\s?(?P<number>\d{3})", re.IGNORECASE)


def _catalogue() -> dict[str, str]:
    """Entries by what a reader may type, in small letters: a code, or a term of the glossary and its short form."""
    problems = shipped("docs/problems.md").read_text(encoding="utf-8")
    glossary = shipped("docs/glossary.md").read_text(encoding="utf-8")
    catalogue = {entry["code"].lower(): _plain(entry[0]) for entry in _ENTRY.finditer(problems)}
    for entry in _TERM.finditer(glossary):
        for name in (entry["term"], entry["short"]):
            if name:
                catalogue[name.lower()] = _plain(entry[0])
    return catalogue


def _plain(markdown: str) -> str:
    """The entry without its heading and list marks."""
    return re.sub(r"^(?:## |- )", "", markdown).replace("**", "").strip()


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
