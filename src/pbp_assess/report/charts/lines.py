"""How is a level followed over rounds: a slope for two, a sparkline for more, one small drawing a row?

Rows stand below one another and never share a field: names at the ends of crossing lines would cover one another.
"""

from collections.abc import Iterator
from itertools import pairwise

from pbp_assess.report.charts.drawings import LineRow, Lines
from pbp_assess.report.charts.lettering import width
from pbp_assess.report.charts.shapes import GAP, NARROWEST, WIDTHS, Piece, dot, joined, line, paragraph, words

_HIGH = 3.0  # em from the lowest level to the highest
_EDGE = 0.04  # of the width, so that no dot is cut


def _name(drawing: Lines, place: int | None) -> str:
    return "no level" if place is None else drawing.scale[place]


def _summary(drawing: Lines, row: LineRow) -> str:
    """From the first round to the last, in words."""
    return f"{_name(drawing, row.positions[0])} → {_name(drawing, row.positions[-1])}"


def _spots(drawing: Lines, row: LineRow) -> list[tuple[float, float] | None]:
    """Where each round's dot is; none where there was no level."""
    apart = max(1, len(drawing.rounds) - 1)
    rise = _HIGH / (len(drawing.scale) - 1)
    return [
        None if level is None else (_EDGE + place / apart * (1 - 2 * _EDGE), 0.4 + _HIGH - level * rise)
        for place, level in enumerate(row.positions)
    ]


def _field(drawing: Lines, row: LineRow) -> Piece:
    rise = _HIGH / (len(drawing.scale) - 1)
    drawn = [line((0, 1), (0.4 + rise * place,) * 2, "g") for place in range(len(drawing.scale))]
    spots = _spots(drawing, row)
    drawn += [line((a[0], b[0]), (a[1], b[1]), "v") for a, b in pairwise(spots) if a and b]
    drawn += [dot(*spot) for spot in spots if spot]
    return Piece(_HIGH + 0.8, "".join(drawn))


def _ends(drawing: Lines) -> Piece:
    """The rounds: the first and the last, or one below the other where both would not fit."""
    first, last = drawing.rounds[0], drawing.rounds[-1]
    if len(drawing.rounds) == 1:
        return paragraph(first, kind="s")
    if width(first) + width(last) + 1 > NARROWEST:
        return paragraph(f"From {first} to {last}", kind="s")
    return Piece(1.3, words(first, "0%", 1, "s") + words(last, "100%", 1, "e s"))


def lines(drawing: Lines) -> tuple[int, Iterator[Piece]]:
    """The least width, and the pieces from the top."""
    wide = next((step for step in WIDTHS if step >= len(drawing.rounds)), WIDTHS[-1])

    def pieces() -> Iterator[Piece]:
        across = f"Each line across is a level, from {drawing.scale[0]} up to {drawing.scale[-1]}."
        yield joined(paragraph(across, kind="s"), GAP)
        for row in drawing.rows:
            said = paragraph(_summary(drawing, row), kind="s")
            yield joined(paragraph(row.label), said, _field(drawing, row), _ends(drawing), GAP)

    return wide, pieces()
