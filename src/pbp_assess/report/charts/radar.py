"""How is the shape that boards know drawn: an axis for each area, the lowest level in the middle?

Only on request and never alone: a radar hides spread, and its area means nothing.
"""

from collections.abc import Iterator
from math import cos, pi, sin

from pbp_assess.report.charts.drawings import Radar, Series
from pbp_assess.report.charts.lettering import fits, wrap
from pbp_assess.report.charts.shapes import LINE, NARROWEST, SMALL, Entry, Piece, key, paragraph, safe

_UNIT = 16  # of the drawing's own units in one em
_RADIUS = 5.4  # em
_ROOM = 4.0  # em for a label beside it
_HIGH = 17.0  # em
Spot = tuple[float, float]


def _spot(place: int, of: int, out: float) -> Spot:
    """A point on an axis, the first one upright, in the drawing's own units; `out` is the way from the middle."""
    turn = 2 * pi * place / of
    return (NARROWEST / 2 + out * sin(turn)) * _UNIT, (_HIGH / 2 - out * cos(turn)) * _UNIT


def _points(spots: list[Spot]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)


def _reach(drawing: Radar, level: int) -> float:
    """How far out a level is: the lowest is no point, so that it can be seen."""
    return _RADIUS * (level + 1) / len(drawing.scale)


def _shape(drawing: Radar, series: Series, kind: str) -> str:
    """A series: a closed line where every axis has a level; dots alone where one has none."""
    of = len(drawing.axes)
    spots = [
        None if level is None else _spot(place, of, _reach(drawing, level))
        for place, level in enumerate(series.positions)
    ]
    found = [spot for spot in spots if spot]
    line = f'<polygon class="{kind}" points="{_points(found)}"/>' if len(found) == of else ""
    return line + "".join(f'<circle class="{kind} d" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in found)


def _grid(drawing: Radar) -> Iterator[str]:
    of = len(drawing.axes)
    for level in range(len(drawing.scale)):
        ring = [_spot(place, of, _reach(drawing, level)) for place in range(of)]
        yield f'<polygon class="g" fill="none" points="{_points(ring)}"/>'
    for place in range(of):
        yield f'<polyline class="g" points="{_points([_spot(place, of, 0), _spot(place, of, _RADIUS)])}"/>'


def _label(text: str, place: int, of: int) -> str:
    """The name at the end of its axis, or its number."""
    x, y = _spot(place, of, _RADIUS + 0.6)
    across, down = sin(2 * pi * place / of), -cos(2 * pi * place / of)
    anchor = "" if across > 0.3 else "m" if across > -0.3 else "e"
    lines = wrap(text, _ROOM / SMALL)
    step = LINE * SMALL * _UNIT
    top = y + SMALL * _UNIT * 0.35 + (down - 1) / 2 * step * (len(lines) - 1)
    kind = f"{anchor} s".strip()
    return "".join(
        f'<text class="{kind}" x="{x:.1f}" y="{top + step * number:.1f}">{safe(line)}</text>'
        for number, line in enumerate(lines)
    )


_KINDS = ("v", "w")  # the later round, the earlier
_MARKS = tuple(f'<line class="{kind}" x1="0" y1=".6em" x2="1em" y2=".6em"/>' for kind in _KINDS)


def _wheel(drawing: Radar, labels: tuple[str, ...]) -> Piece:
    drawn = [*_grid(drawing)]
    drawn += [_shape(drawing, series, kind) for series, kind in zip(drawing.series, _KINDS, strict=False)]
    drawn += [_label(text, place, len(labels)) for place, text in enumerate(labels)]
    size = f'width="{NARROWEST}em" height="{_HIGH}em" viewBox="0 0 {NARROWEST * _UNIT} {_HIGH * _UNIT:g}"'
    return Piece(_HIGH, f'<svg {size}><g font-size="{_UNIT}">{"".join(drawn)}</g></svg>')


def radar(drawing: Radar) -> tuple[int, Iterator[Piece]]:
    """The least width, and the pieces from the top: the wheel, the key, the axes where they are numbered."""
    named = fits(drawing.axes, _ROOM / SMALL, 2)
    numbers = tuple(str(place) for place in range(1, len(drawing.axes) + 1))
    marks: list[Entry] = [(mark, series.name) for mark, series in zip(_MARKS, drawing.series, strict=False)]

    def pieces() -> Iterator[Piece]:
        yield _wheel(drawing, drawing.axes if named else numbers)
        yield key(marks)
        yield paragraph(f"From {drawing.scale[0]} near the middle to {drawing.scale[-1]} at the rim.", kind="s")
        for number, axis in () if named else zip(numbers, drawing.axes, strict=True):
            yield paragraph(f"{number}: {axis}", kind="s")

    return NARROWEST, pieces()
