"""Which reports lie in the reports folder, and what is each called?

Only names and titles are read. A file is taken as it is found: whoever keeps the folder on a shared drive may have
put anything there.
"""

import html
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pbp_assess.core.assessment import Place
from pbp_assess.formats.documents import load
from pbp_assess.problems import InputError
from pbp_assess.workspace.files import read_bytes
from pbp_assess.workspace.layout import Workspace

INDEX: Final = "index.html"
_HEAD: Final = 8192  # bytes in which a page has said its title
_HTML_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_MARKDOWN_TITLE: Final = re.compile(r"\A# (.*)")
_MARKDOWN_ESCAPE: Final = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file below `reports/PLACE/ROUND`; `title` is what it calls itself, empty where that cannot be read."""

    place: str
    round: str
    name: str
    title: str


def index_path(workspace: Workspace) -> Path:
    """The page that lists the reports."""
    return workspace.root / "reports" / INDEX


def report_files(workspace: Workspace) -> tuple[ReportFile, ...]:
    """Every file of every round, sorted by place, round and name."""
    return tuple(_found(workspace.root / "reports"))


def _found(reports: Path) -> Iterator[ReportFile]:
    for place in _folders(reports):
        for round_ in _folders(place):
            for entry in sorted(os.scandir(round_), key=lambda entry: entry.name):
                if entry.is_file() and not entry.name.startswith("."):
                    yield ReportFile(place.name, round_.name, entry.name, _title(Path(entry.path)))


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))


def _title(path: Path) -> str:
    """What a page or a Markdown file calls itself; anything else says nothing."""
    if path.suffix not in {".html", ".md"}:
        return ""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", errors="replace")
    except OSError:
        return ""
    if path.suffix == ".html":
        found = _HTML_TITLE.search(head)
        return " ".join(html.unescape(found[1]).split()) if found else ""
    line = _MARKDOWN_TITLE.match(head)
    return html.unescape(_MARKDOWN_ESCAPE.sub(r"\1", line[1])).strip() if line else ""


def place_name(workspace: Workspace, place: str) -> str:
    """The place's own name where the workspace has it; else the folder's."""
    path = workspace.place_folder(place) / "place.yaml"
    try:
        known = load(Place, read_bytes(path, workspace.shown(path)), workspace.shown(path)).model
    except InputError:
        return place
    return known.name if known else place
