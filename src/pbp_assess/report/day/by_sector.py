"""What do the kinds of partner see, where a breakdown points to nobody?

Only what the copy holds: most panels are too small to be broken down, and then there is no such part. The facilitators
see who said what in their own pages.
"""

from fractions import Fraction

from pbp_assess.core.disclosure import Audience, Copy, SectorCopy, SectorFigures
from pbp_assess.report.blocks import Cell, Paragraph, Section, Table
from pbp_assess.report.day.phrases import held_cell
from pbp_assess.report.wording.counts import opening, ratio_words, things
from pbp_assess.report.wording.levels import level_name
from pbp_assess.report.wording.sectors import apart_heading, cell_name, left_out_note


def by_sector(copy: Copy) -> Section | None:
    """A row for each question that may be told, a column for each kind of partner or several of them together."""
    told = [name for name in copy.criteria if copy.sectors and all(name in each.criteria for each in copy.sectors)]
    if not told or copy.audience is Audience.FACILITATOR:
        return None
    columns = [f"{opening(cell_name(copy, each))}: {things(each.members, 'leader')}" for each in copy.sectors]
    rows = tuple(_row(copy, name) for name in told)
    table = Table("At the level used or higher, by kind of partner", ("Question", "Level used", *columns), rows)
    widest = max(told, key=lambda name: _gap(copy.sectors, name))
    name = copy.criteria[widest].criterion.name if _gap(copy.sectors, widest) else ""
    return Section("by-sector", apart_heading(name), (table, Paragraph(left_out_note(copy, len(told)))))


def _row(copy: Copy, name: str) -> tuple[Cell, ...]:
    entry = copy.criteria[name]
    label = f"{name} {entry.criterion.name}"
    return (label, held_cell(copy, entry), *(_figures(copy, each.criteria[name]) for each in copy.sectors))


def _figures(copy: Copy, seen: SectorFigures) -> str:
    """The count at the level used; how many chose each level where there is none."""
    if not seen.n:
        return "–"
    if seen.at_held is not None:
        return ratio_words(seen.at_held)
    return "; ".join(f"{band.count} {level_name(copy.facts.matrix, band.level)}" for band in seen.bands)


def _gap(cells: tuple[SectorCopy, ...], name: str) -> Fraction:
    """How far apart the shares at the level used lie."""
    counted = [each.criteria[name].at_held for each in cells]
    shares = [Fraction(ratio.count, ratio.of) for ratio in counted if ratio is not None and ratio.of]
    return max(shares) - min(shares) if shares else Fraction(0)
