"""What does a chart show, in one sentence made from its figures?

Counts of what is drawn and nothing else: how far, how many, which row stands out. The sentence is the drawing's text
alternative, so it says what an eye would see first.
"""

from collections.abc import Sequence

from pbp_assess.report.charts.drawings import Drawing, Dumbbell, LineRow, Lines, Radar, Stacked, StackedRow, Strip
from pbp_assess.report.wording.counts import listed, number, opening, plural, things

_NAMED = 2  # rows named; more than that stand out no longer


def named(names: Sequence[str]) -> str:
    """Names in a sentence; beyond two, how many more."""
    more = len(names) - _NAMED
    shown = listed(list(names[:_NAMED]), apart=True)
    return f"{shown}; and {number(more)} more" if more > 0 else shown


def _at(count: int, where: str) -> str:
    return f"{number(count)} at {where}"


def strip_sentence(drawing: Strip) -> str:
    """As in "Of 41 questions, three stand at Not yet, 12 at Emerging and 26 at Developing"."""
    columns = [sum(column) for column in zip(*(row.counts for row in drawing.rows), strict=True)]
    apart = sum(row.apart for row in drawing.rows)
    of = sum(columns) + apart
    if not of:
        return f"There is no {drawing.unit} to show yet."
    parts = [_at(count, name) for count, name in zip(columns, drawing.scale, strict=True) if count]
    verb = plural(next((count for count in columns if count), 0), "stands", "stand")
    said = f"Of {things(of, drawing.unit)}, {listed(parts)} {verb}." if parts else ""
    alone = (
        f"{opening(number(apart))} {plural(apart, 'has', 'have')} no level: {drawing.none.lower()}." if apart else ""
    )
    return " ".join(part for part in (said, alone) if part)


def _reach(drawing: Stacked, row: StackedRow) -> int:
    """From the lowest level chosen to the highest, in levels; 0 where none was."""
    at = [
        part.position
        for part, count in zip(drawing.parts, row.counts, strict=True)
        if count and part.position is not None
    ]
    return max(at) - min(at) + 1 if at else 0


def stacked_sentence(drawing: Stacked) -> str:
    """On which row answers lie closest together, and on which furthest apart."""
    reach = {row.label: _reach(drawing, row) for row in drawing.rows}
    found = {label: levels for label, levels in reach.items() if levels}
    if not found:
        return "There are no levels to show yet."
    least, most = min(found.values()), max(found.values())
    if least == most:
        every = f"On {'each' if len(found) > 1 else 'it'}"
        return f"{every} the answers reach over {things(most, 'level')}."
    close = named([label for label, levels in found.items() if levels == least])
    wide = named([label for label, levels in found.items() if levels == most])
    return f"Closest together, over {things(least, 'level')}: {close}. Furthest apart, over {number(most)}: {wide}."


def _moved(pairs: Sequence[tuple[str, int | None, int | None]], what: str) -> str:
    """How many rose, fell, stayed or cannot be compared."""
    both = [(label, before, after) for label, before, after in pairs if before is not None and after is not None]
    up = [label for label, before, after in both if after > before]
    down = [label for label, before, after in both if after < before]
    same = len(both) - len(up) - len(down)
    lost = len(pairs) - len(both)
    parts = [
        f"{number(len(up))} {plural(len(up), 'is', 'are')} higher" + (f" ({named(up)})" if up else ""),
        f"{number(len(down))} lower" + (f" ({named(down)})" if down else ""),
        f"{number(same)} where {plural(same, 'it was', 'they were')}",
    ]
    said = f"Of {things(len(pairs), what)}, {listed(parts)}."
    return f"{said} {opening(number(lost))} cannot be compared." if lost else said


def dumbbell_sentence(drawing: Dumbbell, what: str) -> str:
    """How many are higher, lower and where they were, from the first of the two rounds to the other."""
    return _moved([(row.label, row.before, row.after) for row in drawing.rows], what)


def _first_and_last(row: LineRow) -> tuple[str, int | None, int | None]:
    return row.label, row.positions[0], row.positions[-1]


def lines_sentence(drawing: Lines, what: str) -> str:
    """From the first round to the last."""
    if len(drawing.rounds) < 2:
        return f"Only round {drawing.rounds[0]} has been held so far."
    moved = _moved([_first_and_last(row) for row in drawing.rows], what)
    return f"From {drawing.rounds[0]} to {drawing.rounds[-1]}: {moved[0].lower()}{moved[1:]}"


def radar_sentence(drawing: Radar) -> str:
    """Where the latest round is furthest on, and where earliest."""
    latest = drawing.series[0]
    found = {axis: at for axis, at in zip(drawing.axes, latest.positions, strict=True) if at is not None}
    if not found:
        return "There are no levels to show yet."
    low, high = min(found.values()), max(found.values())
    if low == high:
        return f"Every area that has a level is at {drawing.scale[low]}."
    furthest = named([axis for axis, at in found.items() if at == high])
    earliest = named([axis for axis, at in found.items() if at == low])
    return f"Furthest on, at {drawing.scale[high]}: {furthest}. Earliest, at {drawing.scale[low]}: {earliest}."


def chart_sentence(drawing: Drawing, what: str) -> str:
    """What this drawing shows; `what` is the noun for a row: "area", "question"."""
    match drawing:
        case Strip():
            return strip_sentence(drawing)
        case Dumbbell():
            return dumbbell_sentence(drawing, what)
        case Stacked():
            return stacked_sentence(drawing)
        case Lines():
            return lines_sentence(drawing, what)
        case Radar():
            return radar_sentence(drawing)
