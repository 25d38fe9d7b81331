"""Which figures and words stand beside a drawing?

The table is made from the drawing itself, so that one never says what the other does not.
"""

from collections.abc import Iterator
from typing import assert_never

from pbp_assess.report.blocks import Cell, Chart, LevelCell, Table
from pbp_assess.report.charts.drawings import Drawing, Dumbbell, Lines, Radar, Stacked, Strip
from pbp_assess.report.wording.charts import chart_sentence
from pbp_assess.report.wording.counts import opening

NONE = "–"
Row = tuple[Cell, ...]


def _level(scale: tuple[str, ...], position: int | None) -> Cell:
    return NONE if position is None else LevelCell(scale[position], position)


def _scale(scale: tuple[str, ...]) -> tuple[LevelCell, ...]:
    return tuple(LevelCell(name, position) for position, name in enumerate(scale))


def _marks(drawing: Strip) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    """The marks that any row has: what they are called, and where they stand in each row."""
    rows = drawing.rows
    marks = (
        ("Level used", tuple(row.used for row in rows)),
        ("Last round", tuple(row.before for row in rows)),
        ("Level needed", tuple(row.needed for row in rows)),
    )
    return ((name, places) for name, places in marks if any(place is not None for place in places))


def _strip(drawing: Strip) -> tuple[Row, list[Row]]:
    apart = any(row.apart for row in drawing.rows)
    marks = list(_marks(drawing))
    rows = [
        (
            row.label,
            *row.counts,
            *((row.apart,) if apart else ()),
            *(_level(drawing.scale, places[number]) for _, places in marks),
        )
        for number, row in enumerate(drawing.rows)
    ]
    gone = (drawing.none,) if apart else ()
    return ("", *_scale(drawing.scale), *gone, *(name for name, _ in marks)), rows


def _dumbbell(drawing: Dumbbell) -> tuple[Row, list[Row]]:
    needed = any(row.needed is not None for row in drawing.rows)
    rows = [
        (
            row.label,
            _level(drawing.scale, row.before),
            _level(drawing.scale, row.after),
            *((_level(drawing.scale, row.needed),) if needed else ()),
        )
        for row in drawing.rows
    ]
    return ("", *drawing.rounds, *(("Level needed",) if needed else ())), rows


def _stacked(drawing: Stacked) -> tuple[Row, list[Row]]:
    header = (part.name if part.position is None else LevelCell(part.name, part.position) for part in drawing.parts)
    return ("", *header), [(row.label, *row.counts) for row in drawing.rows]


def _lines(drawing: Lines) -> tuple[Row, list[Row]]:
    rows = [(row.label, *(_level(drawing.scale, place) for place in row.positions)) for row in drawing.rows]
    return ("", *drawing.rounds), rows


def _radar(drawing: Radar) -> tuple[Row, list[Row]]:
    rows = [
        (axis, *(_level(drawing.scale, series.positions[number]) for series in drawing.series))
        for number, axis in enumerate(drawing.axes)
    ]
    return ("", *(series.name for series in drawing.series)), rows


def _figures(drawing: Drawing) -> tuple[Row, list[Row]]:
    match drawing:
        case Strip():
            return _strip(drawing)
        case Dumbbell():
            return _dumbbell(drawing)
        case Stacked():
            return _stacked(drawing)
        case Lines():
            return _lines(drawing)
        case Radar():
            return _radar(drawing)
        case _:
            assert_never(drawing)


def figures(drawing: Drawing, caption: str, what: str) -> Table:
    """The drawing as a table; `what` is the noun for a row: "area", "question"."""
    header, rows = _figures(drawing)
    return Table(caption, (opening(what), *header[1:]), tuple(rows))


def chart_of(anchor: str, headline: str, subtitle: str, drawing: Drawing, what: str) -> Chart:
    """A chart with the sentence and the table that its drawing makes; a row is one `what`."""
    table = figures(drawing, headline, what)
    return Chart(anchor, headline, subtitle, chart_sentence(drawing, what), drawing, table)
