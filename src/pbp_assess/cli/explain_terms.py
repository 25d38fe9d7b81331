"""What do the shipped documents say of a problem code, or of a word of the reports?"""

import re
from collections.abc import Iterator

from pbp_assess.workspace.shipped import shipped

_ENTRY = re.compile(r"^## (?P<title>.+)\n(?P<text>(?:(?!## ).*\n?)*)", re.MULTILINE)
_TERM = re.compile(r"(?P<term>.+?)(?: \((?P<short>.+)\))?")
_CODE = re.compile(r"(?:PBP)?\s?(?P<number>\d{3})", re.IGNORECASE)


def catalogue() -> dict[str, str]:
    """Entries by what a reader may type, in small letters: a code, or a term of the glossary and its short form."""
    found: dict[str, str] = {}
    for title, entry in _entries("docs/problems.md"):
        found[title.split()[0].lower()] = entry
    for title, entry in _entries("docs/glossary.md"):
        names = _TERM.fullmatch(title)
        found |= {name.lower(): entry for name in (names.groups() if names else ()) if name}
    return found


def _entries(document: str) -> Iterator[tuple[str, str]]:
    """The sections of a shipped document: title, and title with text."""
    for entry in _ENTRY.finditer(shipped(document).read_text(encoding="utf-8")):
        yield entry["title"], f"{entry['title']}\n{entry['text']}".strip()


def entry_name(topic: str) -> str:
    """What was typed as the catalogue has it: `PBP 201`, `201` and `pbp201` are one; a term in small letters."""
    code = _CODE.fullmatch(topic.strip())
    return f"pbp{code['number']}" if code else " ".join(topic.lower().split())


def as_written(name: str) -> str:
    """A name of the catalogue as its document writes it: codes in capitals."""
    return name.upper() if _CODE.fullmatch(name) else name


def topics() -> list[str]:
    """What TAB may complete."""
    return [as_written(name) for name in catalogue()]
