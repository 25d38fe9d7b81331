"""What is a report made of?

Plain values that say what stands on the page, in what order, and nothing about how it looks: Markdown and
HTML print the same words and numbers from them.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from pbp_assess.report.charts.drawings import Drawing


@dataclass(frozen=True, slots=True)
class LevelCell:
    """A level in a table: its name, its place on the scale counting from 0, and what is to be said of it."""

    text: str
    position: int
    note: str = ""


Cell = str | int | LevelCell


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is the one that is read aloud."""

    kind: ClassVar[str] = "paragraph"
    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Inset:
    """A sentence that must not be missed."""

    kind: ClassVar[str] = "inset"
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered where the order or the number matters."""

    kind: ClassVar[str] = "items"
    entries: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what stands beside them."""

    kind: ClassVar[str] = "facts"
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A few counts said large: (figure, what it counts)."""

    kind: ClassVar[str] = "figures"
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names its rows; `total` says that the last row is the sum of the others.

    `heat` makes it a heat map: the tint of a level fills its cell.
    """

    kind: ClassVar[str] = "table"
    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False
    heat: bool = False

    @property
    def wide(self) -> bool:
        """Whether a narrow screen has to scroll it sideways; otherwise it is no wider than a paragraph."""
        return len(self.header) > 3

    @property
    def crowded(self) -> bool:
        """Whether it has more columns than a sheet of paper holds at ease."""
        return len(self.header) > 10

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column, whether it holds nothing but numbers."""
        return tuple(
            bool(self.rows) and all(isinstance(row[place], int) for row in self.rows)
            for place in range(len(self.header))
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing that says nothing its words and its table do not say as well.

    The headline says what it shows; the subtitle what is counted, of how many, when; the sentence is written
    from the data, and is the drawing's text alternative. The table stands in a fold, unless it is
    `table_first`, open before the drawing, or `elsewhere`: what follows on the same page has every figure of it.
    """

    kind: ClassVar[str] = "chart"
    anchor: str
    headline: str
    subtitle: str
    sentence: str
    drawing: Drawing
    table: Table
    table_first: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder: what it is, how we stand on it, what is missing, and whether it is the one sought."""

    text: str
    result: str
    sought: bool
    reached: bool
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps in rising order."""

    kind: ClassVar[str] = "ladder"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to talk about, with the tag that says why."""

    kind: ClassVar[str] = "box"
    heading: str
    tag: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Fold:
    """A long part that may stay closed on a screen; always printed."""

    kind: ClassVar[str] = "fold"
    summary: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; sections may hold sections, and headings keep their order."""

    kind: ClassVar[str] = "section"
    anchor: str
    heading: str
    blocks: "tuple[Block, ...]"


Block = Paragraph | Inset | Items | Facts | Figures | Table | Chart | Ladder | Box | Fold | Section


@dataclass(frozen=True, slots=True)
class View:
    """A whole report: title, what stands at its head and foot, and its parts in order.

    `marks` must be seen before anything else is read; `running` is printed at the foot of every page. A report
    of a page or two has no list of `contents`. `dated` is the day as at which it was read.
    """

    title: str
    kicker: str
    marks: tuple[str, ...]
    facts: Facts
    parts: tuple[Section, ...]
    footer: tuple[str, ...]
    running: str
    levels: int
    contents: bool = True
    dated: datetime.date | None = None


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """These blocks and all that stands in them, in the order of the page."""
    for block in blocks:
        yield block
        if isinstance(block, Box | Fold | Section):
            yield from every(block.blocks)


def charts(blocks: Iterable[Block]) -> Iterator[Chart]:
    """Every chart among these blocks, wherever it stands."""
    return (block for block in every(blocks) if isinstance(block, Chart))


def tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """Every table among these blocks, those of charts among them."""
    for block in every(blocks):
        if isinstance(block, Chart | Table):
            yield block.table if isinstance(block, Chart) else block
