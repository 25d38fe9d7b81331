"""How are spread, change and target drawn at once: a strip for each row, and two rounds as a dumbbell?"""

from collections.abc import Iterator

from pbp_assess.report.charts.drawings import Dumbbell, DumbbellRow, Strip, StripRow
from pbp_assess.report.charts.shapes import (
    GAP,
    LABEL_GAP,
    Columns,
    Entry,
    Piece,
    again,
    diamond,
    dot,
    joined,
    key,
    line,
    paragraph,
    percent,
    rect,
    words,
)

_PITCH = 0.8  # em from one dot to the next
_HIGHEST = 5  # dots above one another; a larger panel is drawn as bars with their counts
_FOOT = 1.1  # em below the dots: the bar and the diamond
_PAIR = 2.1  # em: a row of two rounds
_BAR = 2.4  # em: the highest bar

COUNT_MARK = '<rect x=".25em" y=".2em" width=".5em" height=".8em"/>'
BAR_MARK = '<rect class="u" x="0" y=".45em" width="1em" height=".35em"/>'
SHADE_MARK = '<rect class="t" x="0" y=".1em" width="1em" height=".9em"/>'
DIAMOND_MARK = diamond(' x=".5em" y=".6em"')
DOT_MARK = '<circle cx=".5em" cy=".6em" r=".3em"/>'
HOLLOW_MARK = '<circle class="h" cx=".5em" cy=".6em" r=".3em"/>'


def _all(row: StripRow) -> tuple[int, ...]:
    return (*row.counts, row.apart)


def _columns(drawing: Strip) -> Columns:
    apart = any(row.apart for row in drawing.rows)
    return Columns((*drawing.scale, drawing.none) if apart else drawing.scale)


def _a_row(columns: Columns) -> int:
    """How many dots have room beside one another in a column."""
    return max(1, int(columns.each / _PITCH))


def _spread(columns: Columns, count: int, name: str) -> str:
    """So many dots spread over the first column, to be drawn wherever there are as many."""
    spots = (dot(columns.middle((place + 1) / (count + 1) - 0.5), 0) for place in range(count))
    return f'<g id="{name}{count}">{"".join(spots)}</g>'


def _dots(columns: Columns, column: int, count: int, floor: float, name: str) -> Iterator[str]:
    """Dots in one column, from the floor upwards, each row of them spread over it."""
    most = _a_row(columns)
    for start in range(0, count, most):
        y = floor - (start // most + 0.5) * _PITCH
        yield again(f"{name}{min(most, count - start)}", column / len(columns.names), y)


def _bar(columns: Columns, column: int, height: float, floor: float, kind: str) -> str:
    """A bar, where dots would be too many."""
    left, wide = columns.middle(column - 0.25), 0.5 / len(columns.names)
    return rect(left, floor - height, wide, height, kind)


def _most(drawing: Strip) -> int:
    """The largest count."""
    return max((count for row in drawing.rows for count in _all(row)), default=0)


def _crowd(drawing: Strip, columns: Columns) -> int:
    """How many dots stand above one another at most."""
    return -(-_most(drawing) // _a_row(columns))


def _floor(stack: int) -> float:
    """How far down the dots or bars stand."""
    return 0.2 + (_BAR + 1.2 if stack > _HIGHEST else max(1, stack) * _PITCH)


def _counted(drawing: Strip, columns: Columns, row: StripRow, floor: float, name: str) -> Iterator[str]:
    """What stands in each column: dots, or, without a name for them, a bar with its count above."""
    tallest = _most(drawing)
    for column, count in enumerate(_all(row)):
        kind = "h" if column == len(drawing.scale) else ""
        if name and count:
            drawn = "".join(_dots(columns, column, count, floor, name))
            yield f'<g class="h">{drawn}</g>' if kind else drawn
        elif count:
            high = max(0.1, _BAR * count / tallest)
            yield _bar(columns, column, high, floor, kind)
            yield words(f"{count}", percent(columns.middle(column)), floor - high - 0.25, "m s")


def _plot(drawing: Strip, columns: Columns, row: StripRow, stack: int, grid: str) -> Piece:
    floor = _floor(stack)
    height = floor + _FOOT
    drawn = [columns.shade(height, row.needed, len(drawing.scale)), f'<use href="#{grid}"/>']
    drawn += _counted(drawing, columns, row, floor, "" if stack > _HIGHEST else grid)
    if row.used is not None:
        drawn.append(rect(columns.middle(row.used - 0.4), floor + 0.4, 0.8 / len(columns.names), 0.35, "u"))
    if row.before is not None:
        drawn.append(again(f"{grid}d", columns.middle(row.before), floor + 0.58))
    return Piece(height, "".join(drawn))


def _strip_key(drawing: Strip, *, bars: bool) -> Iterator[Entry]:
    rows = drawing.rows
    if bars:
        yield COUNT_MARK, f"how many {drawing.unit}s"
    else:
        yield DOT_MARK, f"one {drawing.unit}"
        if any(row.apart for row in rows):
            yield HOLLOW_MARK, drawing.none[:1].lower() + drawing.none[1:]
    if any(row.used is not None for row in rows):
        yield BAR_MARK, "level used"
    if any(row.before is not None for row in rows):
        yield DIAMOND_MARK, "last round"
    if any(row.needed is not None for row in rows):
        yield SHADE_MARK, "the level needed, or higher"


def _head(columns: Columns, lines: str, grid: str, *, dots: int = 0, diamonds: bool = True) -> Piece:
    """The names of the columns, and what rows are drawn with: lines, diamonds, so many dots or fewer in a row."""
    names = joined(*columns.head(), GAP)
    rows = "".join(_spread(columns, count, grid) for count in range(1, dots + 1))
    mark = f'<g id="{grid}d">{diamond("")}</g>' if diamonds else ""
    return Piece(names.height, f'<defs><g class="g" id="{grid}">{lines}</g>{rows}{mark}</defs>{names.markup}')


def strip(drawing: Strip, grid: str) -> tuple[int, Iterator[Piece]]:
    """The least width, and the pieces from the top: names of the levels, a strip a row, the key."""
    columns = _columns(drawing)
    stack = _crowd(drawing, columns)

    def pieces() -> Iterator[Piece]:
        dots = 0 if stack > _HIGHEST else min(_a_row(columns), _most(drawing))
        diamonds = any(row.before is not None for row in drawing.rows)
        yield _head(columns, columns.lines(_floor(stack) + _FOOT), grid, dots=dots, diamonds=diamonds)
        for row in drawing.rows:
            yield joined(paragraph(row.label), LABEL_GAP, _plot(drawing, columns, row, stack, grid), GAP)
        yield key(_strip_key(drawing, bars=stack > _HIGHEST))
        yield from columns.key()

    return columns.narrowest, pieces()


# --- two rounds -----------------------------------------------------------------------------------


def _ends(columns: Columns, row: DumbbellRow, levels: int, grid: str) -> str:
    """Before and after; what had no level stands in the last column."""
    before, after = (columns.middle(levels if place is None else place) for place in (row.before, row.after))
    drawn = line((before, after), (0.7, 0.7), "v") if before != after else ""
    return f"{drawn}{dot(after, 0.7)}{again(f'{grid}d', before, 0.7 if before != after else 1.45)}"


def dumbbell(drawing: Dumbbell, grid: str) -> tuple[int, Iterator[Piece]]:
    """The least width, and the pieces from the top."""
    levels = len(drawing.scale)
    lost = any(place is None for row in drawing.rows for place in (row.before, row.after))
    columns = Columns((*drawing.scale, "No level") if lost else drawing.scale)
    marks: list[Entry] = [(DIAMOND_MARK, drawing.rounds[0]), (DOT_MARK, drawing.rounds[1])]
    if any(row.needed is not None for row in drawing.rows):
        marks.append((SHADE_MARK, "the level needed, or higher"))

    def pieces() -> Iterator[Piece]:
        yield _head(columns, columns.lines(_PAIR), grid)
        for row in drawing.rows:
            shade = columns.shade(_PAIR, row.needed, levels)
            plot = Piece(_PAIR, f"{shade}{again(grid)}{_ends(columns, row, levels, grid)}")
            yield joined(paragraph(row.label), LABEL_GAP, plot, GAP)
        yield key(marks)
        yield from columns.key()

    return columns.narrowest, pieces()
