"""How are the phrases of one question laid out beside what leaders said?"""

from typing import Final

from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.report.blocks import Cell, LevelCell, Table
from pbp_assess.report.wording.counts import plural
from pbp_assess.report.wording.levels import level_name, quoted

FOLDED: Final = (
    "Where one leader alone chose the lowest or the highest level, that answer is counted with the next level; so a 0 "
    "at either end may hide one."
)


def level_cell(copy: Copy, level: int, note: str = "") -> LevelCell:
    """A level of the copy's scale by name, with a note where there is one."""
    matrix = copy.facts.matrix
    return LevelCell(level_name(matrix, level), level - matrix.levels[0], note)


def held_cell(copy: Copy, entry: CriterionCopy) -> Cell:
    """The level used, or a dash where there is none."""
    return "–" if entry.held.level is None else level_cell(copy, entry.held.level)


def level_counts(entry: CriterionCopy) -> dict[int, int] | None:
    """How many leaders chose each level; None where that may not be shown, or was not asked."""
    if not entry.asked or isinstance(entry.bands, Withheld):
        return None
    return {band.level: band.count for band in entry.bands}


def phrases_table(copy: Copy, entry: CriterionCopy) -> Table:
    """Each level with its phrase and how many leaders chose it; no counts where they may not be shown."""
    matrix, counts = copy.facts.matrix, level_counts(entry)
    rows: list[tuple[Cell, ...]] = []
    for level in matrix.levels:
        used = "level used" if level == entry.held.level else ""
        row: tuple[Cell, ...] = (level_cell(copy, level, used), quoted(entry.criterion.levels[level]))
        rows.append(row if counts is None else (*row, counts.get(level, 0)))
    if counts is None:
        return Table("The phrases, lowest level first", ("Level", "Phrase"), tuple(rows))
    return Table("How many leaders chose each phrase", ("Level", "Phrase", "Leaders"), tuple(rows))


def invited_words(copy: Copy, entry: CriterionCopy) -> str:
    """What invited voices see, by level; empty where none was asked."""
    if not copy.invited.of or not entry.asked:
        return ""
    if isinstance(entry.invited, Withheld):
        return "not shown"
    if not entry.invited:
        return "none gave a level"
    return "; ".join(
        f"{band.count} {plural(band.count, 'sees', 'see')} {level_name(copy.facts.matrix, band.level)}"
        for band in entry.invited
    )
