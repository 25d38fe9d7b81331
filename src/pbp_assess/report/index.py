"""How does one page lead to every report on a shared drive?

Places, their rounds, newest first, and the reports of each. Links are relative, so that the folder may lie anywhere;
there is no script, and every name is escaped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from pbp_assess.report.html import page
from pbp_assess.report.wording.counts import opening, plural, things
from pbp_assess.templating import render


@dataclass(frozen=True, slots=True)
class Link:
    """One file: what it is called, and its folders and name from the page on."""

    text: str
    parts: tuple[str, ...]

    @property
    def href(self) -> str:
        """The relative address; nothing in a name can make it lead elsewhere."""
        return "./" + "/".join(quote(part, safe="", errors="surrogateescape") for part in self.parts)


@dataclass(frozen=True, slots=True)
class Listed:
    """One report: which kind, what it calls itself, whose copy, and its files, the first to be read first."""

    kind: str
    title: str
    copy: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ListedRound:
    """The reports of one round."""

    name: str
    reports: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """The rounds of one place, newest first."""

    name: str
    rounds: tuple[ListedRound, ...]


def left_out_sentence(own: int, others: int) -> str:
    """How many files are not linked, and why."""
    said = []
    if own:
        whose = f"{plural(own, 'is', 'are')} the facilitators' or a leader's own, and not linked here"
        said.append(f"{opening(things(own, 'file'))} {whose}.")
    if others:
        said.append(f"{opening(things(others, 'other file'))} {plural(others, 'is', 'are')} no report of this program.")
    return " ".join(said)


def index_page(places: Iterable[ListedPlace], own: int, others: int) -> str:
    """The page; the same files give the same bytes."""
    listed = tuple(places)
    rounds = sum(len(place.rounds) for place in listed)
    found = f"{opening(things(len(listed), 'place'))}, {things(rounds, 'round')}"
    style = render("index.css.j2")
    return page("index.html.j2", style, places=listed, found=found, left_out=left_out_sentence(own, others))
