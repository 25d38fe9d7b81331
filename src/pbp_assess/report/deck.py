"""What are slides made of?

Plain values that say what stands on each slide and what is said to it, and nothing about how it looks. Every text
fits where it stands: whoever makes a slide measures it first, and makes two where one is not enough.
"""

from dataclasses import dataclass
from typing import ClassVar

from pbp_assess.report.charts.drawings import Stacked


@dataclass(frozen=True, slots=True)
class Opening:
    """The first slide: the finding, and under it whose slides these are."""

    kind: ClassVar[str] = "opening"
    title: str
    lines: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class Points:
    """One finding, and a few points to it."""

    kind: ClassVar[str] = "points"
    title: str
    points: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class Bars:
    """One finding as bars of counts, with the sentence that says the same."""

    kind: ClassVar[str] = "bars"
    title: str
    sentence: str
    drawing: Stacked
    notes: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """One level of a question to discuss; `count` is said beside a bar of `length` leaders, none if it is empty."""

    level: str
    position: int
    text: str
    count: str = ""
    length: int = 0


@dataclass(frozen=True, slots=True)
class Discuss:
    """One question to talk about: its phrases, what to ask, and an empty box for what is agreed.

    Where the phrases take a whole slide, `ask` is empty and the question stands on the next one, without phrases.
    Bars are as long as their share of `of` leaders.
    """

    kind: ClassVar[str] = "discuss"
    title: str
    tag: str
    phrases: tuple[Phrase, ...]
    ask: str
    of: int
    notes: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a ladder, or something to fill in; `weights` are the widths of its columns beside one another."""

    kind: ClassVar[str] = "grid"
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]
    foot: tuple[str, ...]
    notes: str


Slide = Opening | Points | Bars | Discuss | Grid


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides, with what stands at the foot of each and what the file says of itself."""

    title: str
    footer: str
    levels: int
    slides: tuple[Slide, ...]
