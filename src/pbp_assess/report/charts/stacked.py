"""How is the make-up of a whole drawn: a bar a row, all of the same width, parts in the order of the scale?

There is no diverging bar: a scale of levels has no neutral point. What is no level is hatched.
"""

from collections.abc import Iterator
from itertools import pairwise

from pbp_assess.report.charts.drawings import Portion, Stacked, StackedRow
from pbp_assess.report.charts.lettering import width
from pbp_assess.report.charts.shapes import (
    GAP,
    LABEL_GAP,
    NARROWEST,
    Entry,
    Piece,
    joined,
    key,
    paragraph,
    safe,
)

_HIGH = "1.6em"
_BASE = "1.1em"


def hatch(name: str) -> str:
    """Slanting lines; every chart has its own, because ids are the page's."""
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="p" d="M0 0h6v6H0z"/><path class="g" d="M0 0v6"/></pattern>'
    )


def _paint(part: Portion, pattern: str) -> str:
    return f'fill="url(#{pattern})"' if part.position is None else f'class="l{part.position}"'


def _segment(part: Portion, pattern: str, edges: tuple[int, int], count: int) -> str:
    """One part, with its count where there is room for it on the narrowest screen."""
    left, right = edges
    start = f' x="{left}%"' if left else ""
    shape = f'<rect {_paint(part, pattern)}{start} width="{right - left}%" height="{_HIGH}"/>'
    roomy = width(str(count)) + 0.4 <= (right - left) / 100 * NARROWEST
    return f'{shape}<text x="{(left + right) / 2:g}%" y="{_BASE}">{count}</text>' if roomy else shape


def _bar(drawing: Stacked, row: StackedRow, pattern: str) -> Piece:
    of = sum(row.counts)
    if not of:
        empty = f'<text class="s" y="{_BASE}">No {safe(drawing.unit)} to count</text>'
        return Piece(1.7, empty)
    edges = pairwise(round(100 * sum(row.counts[:place]) / of) for place in range(len(row.counts) + 1))
    drawn = (
        _segment(part, pattern, edge, count)
        for part, edge, count in zip(drawing.parts, edges, row.counts, strict=True)
        if count
    )
    return Piece(1.7, "".join(drawn))


def _key(drawing: Stacked, pattern: str) -> Iterator[Entry]:
    for part in drawing.parts:
        yield f'<rect {_paint(part, pattern)} y=".1em" width="1em" height=".9em"/>', part.name


def stacked(drawing: Stacked, pattern: str, *, keyed: bool) -> tuple[int, Iterator[Piece]]:
    """The least width, and the pieces from the top: the key, where none stands beside the drawing; a bar a row."""

    def pieces() -> Iterator[Piece]:
        marks = key(_key(drawing, pattern)) if keyed else Piece(0.1, "")
        hatched = any(part.position is None for part in drawing.parts)
        yield Piece(marks.height, (hatch(pattern) if hatched else "") + marks.markup)
        for row in drawing.rows:
            yield joined(paragraph(row.label), LABEL_GAP, _bar(drawing, row, pattern), GAP)

    return NARROWEST, pieces()
