"""How is the make-up of a whole drawn: a bar a row, all of the same width, parts in the order of the scale?

There is no diverging bar: a scale of levels has no neutral point. What is no level is hatched.
"""

from collections.abc import Iterator

from pbp_assess.report.charts.drawings import Portion, Stacked, StackedRow
from pbp_assess.report.charts.lettering import width
from pbp_assess.report.charts.shapes import GAP, NARROWEST, Entry, Piece, key, paragraph, percent, safe

_HIGH = "1.6em"
_BASE = "1.15em"


def hatch(name: str) -> str:
    """Slanting lines; every chart has its own, because ids are the page's."""
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path class="p" d="M0 0h6v6H0z"/><path class="g" d="M0 0v6"/></pattern>'
    )


def _paint(part: Portion, pattern: str) -> str:
    return f'class="m" fill="url(#{pattern})"' if part.position is None else f'class="l{part.position} m"'


def _segment(part: Portion, pattern: str, x: float, count: int, of: int) -> str:
    """One part, with its count where there is room for it on the narrowest screen."""
    share = count / of
    shape = f'<rect x="{percent(x)}" width="{percent(share)}" height="{_HIGH}"/>'
    roomy = width(str(count)) + 0.4 <= share * NARROWEST
    said = f'<text x="{percent(x + share / 2)}" y="{_BASE}">{count}</text>' if roomy else ""
    return f"<g {_paint(part, pattern)}>{shape}{said}</g>"


def _bar(drawing: Stacked, row: StackedRow, pattern: str) -> Piece:
    of = sum(row.counts)
    if not of:
        empty = f'<text class="s" x="0" y="{_BASE}">No {safe(drawing.unit)} to count</text>'
        return Piece(1.7, empty)
    drawn, x = [], 0.0
    for part, count in zip(drawing.parts, row.counts, strict=True):
        if count:
            drawn.append(_segment(part, pattern, x, count, of))
            x += count / of
    return Piece(1.7, "".join(drawn))


def _key(drawing: Stacked, pattern: str) -> Iterator[Entry]:
    for part in drawing.parts:
        yield f'<g {_paint(part, pattern)}><rect y=".1em" width="1em" height=".9em"/></g>', part.name


def stacked(drawing: Stacked, pattern: str) -> tuple[int, Iterator[Piece]]:
    """The least width, and the pieces from the top: the key, then a bar a row."""

    def pieces() -> Iterator[Piece]:
        yield from key(_key(drawing, pattern))
        yield GAP
        for row in drawing.rows:
            yield paragraph(row.label)
            yield Piece(0.2, "")
            yield _bar(drawing, row, pattern)
            yield GAP

    return NARROWEST, pieces()
