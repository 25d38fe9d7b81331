"""How are the kinds of partner named beside one another, and what is said of what they see?"""

from pbp_assess.core.disclosure import Copy, SectorCopy
from pbp_assess.report.wording.counts import listed, number, plural, things


def cell_name(copy: Copy, cell: SectorCopy) -> str:
    """The kind of partner, or the several that are counted together."""
    return listed([copy.facts.sectors.get(sector, sector) for sector in cell.sectors])


def apart_heading(question: str) -> str:
    """The finding: on which question kinds of partner lie furthest apart; none where they lie nowhere apart."""
    return f"Kinds of partner are furthest apart on {question}" if question else "Kinds of partner see the same"


def left_out_note(copy: Copy, told: int) -> str:
    """Of how many questions this is, and why of no more."""
    of = sum(bool(entry.asked) for entry in copy.criteria.values())
    rest = of - told
    if not rest:
        return "Every question that was asked is in this table."
    others = plural(rest, "one is", f"{number(rest)} are")
    return (
        f"This is {number(told)} of {things(of, 'question')}. The other {others} not told by kind of partner: too few "
        "answered, or one person would stand apart."
    )
