"""What does a chart show, in one sentence made from its figures?

Counts of what is drawn and nothing else: how far, how many, which row stands out. The sentence is the drawing's text
alternative, so it says what an eye would see first.
"""

from collections.abc import Sequence
from typing import Final

from pbp_assess.core.disclosure import Copy, CriterionCopy, KeptBack
from pbp_assess.report.charts.drawings import Drawing, Dumbbell, LineRow, Lines, Radar, Stacked, StackedRow, Strip
from pbp_assess.report.wording.agreement import agreement_part
from pbp_assess.report.wording.counts import listed, number, opening, plural, things
from pbp_assess.report.wording.headline import closed_words
from pbp_assess.report.wording.levels import level_name

_NAMED = 2  # rows named; more than that stand out no longer


def named(names: Sequence[str]) -> str:
    """Names in a sentence; beyond two, how many more."""
    more = len(names) - _NAMED
    shown = listed(list(names[:_NAMED]), apart=True)
    return f"{shown}; and {number(more)} more" if more > 0 else shown


def _spread_sentence(drawing: Strip) -> str:
    """How many stand at each level, over all rows."""
    columns = [sum(column) for column in zip(*(row.counts for row in drawing.rows), strict=True)]
    apart = sum(row.apart for row in drawing.rows)
    of, noun = sum(columns) + apart, "question" if drawing.unit == "question" else "answer"
    if not of:
        return f"There is no {noun} to show yet."
    parts = [f"{number(count)} at {name}" for count, name in zip(columns, drawing.scale, strict=True) if count]
    if not parts:
        return f"None of {things(of, noun)} has a level: {drawing.none.lower()}."
    said = f"Of {things(of, noun)}, {listed(parts)}."
    return said if not apart else f"{said} {opening(number(apart))} without a level: {drawing.none.lower()}."


def _needed_sentence(drawing: Strip) -> str:
    """On how many rows the level used is the level needed or higher."""
    wanted = [row for row in drawing.rows if row.needed is not None]
    short = [row.label for row in wanted if row.used is None or row.needed is None or row.used < row.needed]
    reached = len(wanted) - len(short)
    have = f"{_some(reached)} of {things(len(wanted), 'question')}"
    said = f"{opening(have)} {plural(reached or 1, 'has', 'have')} reached the level needed."
    return f"{said} Short of it: {named(short)}." if short else said


def strip_sentence(drawing: Strip, what: str) -> str:
    """What is reached of what is needed, or how many stand where; and what has moved since last round."""
    needed = any(row.needed is not None for row in drawing.rows)
    said = _needed_sentence(drawing) if needed else _spread_sentence(drawing)
    if not any(row.before is not None for row in drawing.rows):
        return said
    moved = _moved([(row.label, row.before, row.used) for row in drawing.rows], what)
    return f"{said} Since last round: {moved[0].lower()}{moved[1:]}"


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
        return f"{'On each the' if len(found) > 1 else 'The'} answers reach over {things(most, 'level')}."
    close = named([label for label, levels in found.items() if levels == least])
    wide = named([label for label, levels in found.items() if levels == most])
    return f"Closest together, over {things(least, 'level')}: {close}. Furthest apart, over {number(most)}: {wide}."


def _some(count: int) -> str:
    """A count that stands without its noun: "none", "four"."""
    return number(count) if count else "none"


def _moved(pairs: Sequence[tuple[str, int | None, int | None]], what: str) -> str:
    """How many rose, fell, stayed or cannot be compared."""
    both = [(label, before, after) for label, before, after in pairs if before is not None and after is not None]
    up = [label for label, before, after in both if after > before]
    down = [label for label, before, after in both if after < before]
    same = len(both) - len(up) - len(down)
    lost = len(pairs) - len(both)
    parts = [
        f"{_some(len(up))} {plural(len(up), 'is', 'are')} higher" + (f" ({named(up)})" if up else ""),
        f"{_some(len(down))} lower" + (f" ({named(down)})" if down else ""),
        f"{_some(same)} where {plural(same, 'it was', 'they were')}",
    ]
    said = f"Of {things(len(pairs), what)}, {listed(parts)}."
    if len(pairs) > 1 and len(pairs) in {len(up), len(down)}:
        every = "Both" if len(pairs) == 2 else f"All {number(len(pairs))}"
        said = f"{every} {plural(2, what)} are {'higher' if up else 'lower'}: {named(up or down)}."
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
            return strip_sentence(drawing, what)
        case Dumbbell():
            return dumbbell_sentence(drawing, what)
        case Stacked():
            return stacked_sentence(drawing)
        case Lines():
            return lines_sentence(drawing, what)
        case Radar():
            return radar_sentence(drawing)


# --- headlines and subtitles ----------------------------------------------------------------------


def _round(copy: Copy) -> str:
    return f"Round {copy.facts.round_id}. {closed_words(copy)}."


def of_questions(copy: Copy) -> str:
    """What a chart of areas counts, of how many, when."""
    areas = things(len(copy.domains), "area")
    return f"{opening(things(copy.headline.of, 'question'))} in {areas}, by the level used. {_round(copy)}"


def of_leaders(copy: Copy, *, folds: bool = True) -> str:
    """What a chart of questions counts, of how many, when; and what is folded, unless the page says so already."""
    said = f"Leaders by the level they chose, {things(copy.members.of, 'leader')} asked. {_round(copy)}"
    if folds and KeptBack.LONE_VOICES in copy.kept_back:
        said += " A lone leader at either end is counted with the next level."
    return said


def areas_shown(copy: Copy) -> str:
    """As in "In five of eight areas most questions are at Developing or above"."""
    level = copy.headline.level
    most = sum(2 * domain.held.at_least(level) > domain.of for domain in copy.domains)
    of = number(len(copy.domains))
    what = "most questions are" if most else "are most questions"
    where = f"In {_some(most)} of {of} {plural(len(copy.domains), 'area')}"
    return f"{where} {what} at {level_name(copy.facts.matrix, level)} or above"


def spread_shown(area: str, entries: Sequence[CriterionCopy]) -> str:
    """As in "Purpose: leaders agree closely on three of five questions"."""
    close = sum(agreement_part(entry) == "closely" for entry in entries)
    on = f"{_some(close)} of {things(len(entries), 'question')}"
    if close == len(entries) > 1:
        on = "both questions" if close == 2 else f"all {things(close, 'question')}"
    return f"{area}: leaders agree closely on {on}"


MOVED: Final = "The level used in the two rounds. A level that moves says little alone: it may be chance."


def moved_shown(shown: int, of: int, asked: int) -> str:
    """As in "The level used has moved on six of 41 questions"."""
    said = f"The level used has moved on {number(of)} of {things(asked, 'question')}"
    return said if shown == of else f"{said}: {number(shown)} of them, clear changes first"


def needed_shown(shown: int, of: int) -> str:
    """As in "Nine questions stand between us and what is sought"."""
    said = f"{opening(things(of, 'question'))} {plural(of, 'stands', 'stand')} between us and what is sought"
    return said if shown == of else f"{said}: the first {number(shown)}"
