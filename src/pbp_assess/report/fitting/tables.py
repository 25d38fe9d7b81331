"""How large can the words of a table be, and how many rows fit on a slide?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pbp_assess.report.deck import Grid
from pbp_assess.report.fitting.page import (
    ACROSS,
    BOTTOM,
    GAP,
    SIZES,
    SMALLEST,
    below_title,
    high,
    numbered,
    pages,
    shortened,
)

CELL: Final = 8.0  # at each side of a cell
_CELL_LINES: Final = 4
_FOOT_LINES: Final = 3
_FOOT_APART: Final = 4.0
_EMPTY_ROW: Final = 40.0  # high enough to write in


@dataclass(frozen=True, slots=True)
class Measured:
    """A table as it fits: the size of its words, its columns, and the height of each row, the header's first."""

    size: int
    widths: tuple[float, ...]
    heights: tuple[float, ...]


def column_widths(weights: Sequence[int]) -> tuple[float, ...]:
    """The columns, side by side over the whole width."""
    return tuple(ACROSS * weight / sum(weights) for weight in weights)


def cell_said(text: str, width: float) -> str:
    """A cell's words as they stand on the slide."""
    return shortened(text, width - 2 * CELL, _CELL_LINES, bold=True)


def foot_said(text: str) -> str:
    """A sentence under a table as it stands on the slide."""
    return shortened(text, ACROSS, _FOOT_LINES)


def foot_high(foot: Iterable[str]) -> float:
    """How high the sentences under a table are."""
    return sum(high(foot_said(text), SMALLEST, ACROSS) + _FOOT_APART for text in foot)


def measured(slide: Grid) -> Measured:
    """The table at the largest size that fits, or else at the smallest."""
    return next((found for found in _sizes(slide) if _grid_fits(slide, found)), _at(slide, SMALLEST))


def _sizes(slide: Grid) -> Iterator[Measured]:
    return (_at(slide, size) for size in SIZES[1:])


def _grid_fits(slide: Grid, found: Measured) -> bool:
    return sum(found.heights) <= BOTTOM - below_title(slide.title) - foot_high(slide.foot) - GAP


def _at(slide: Grid, size: int) -> Measured:
    widths = column_widths(slide.weights)
    head = _row_high(slide.header, size, widths, heading=True)
    return Measured(size, widths, (head, *(_row_high(row, size, widths) for row in slide.rows)))


def _row_high(row: Sequence[str], size: float, widths: Sequence[float], *, heading: bool = False) -> float:
    """The height of its tallest cell; one that is to be filled in is high enough to write in."""
    tall = [
        high(cell_said(cell, has), size, has - 2 * CELL, bold=heading or not place)
        for place, (cell, has) in enumerate(zip(row, widths, strict=True))
        if cell
    ]
    return max([*tall, 0.0 if all(row) else _EMPTY_ROW]) + CELL


def grid_slides(whole: Grid) -> list[Grid]:
    """One slide, or as many as its rows need, each with the header and the foot."""

    def part(rows: Sequence[tuple[str, ...]], title: str = numbered(whole.title)) -> Grid:
        return Grid(title, whole.header, tuple(rows), whole.weights, whole.foot, whole.notes)

    found = list(pages(whole.rows, lambda rows: any(_grid_fits(part(rows), found) for found in _sizes(part(rows)))))
    return [part(rows, numbered(whole.title, place, len(found))) for place, rows in enumerate(found, start=1)]
