"""How does a test read a report's values?

Every block and every word of a view, wherever it stands.
"""

from collections.abc import Iterator

from pbp_assess.report.blocks import (
    Block,
    Box,
    Chart,
    Facts,
    Figures,
    Fold,
    Inset,
    Items,
    Ladder,
    LevelCell,
    Paragraph,
    Section,
    Table,
    View,
)


def inside(block: Block | View) -> tuple[Block, ...]:
    """What stands directly in it."""
    if isinstance(block, View):
        return block.parts
    if isinstance(block, Chart):
        return (block.table,)
    return block.blocks if isinstance(block, Section | Box | Fold) else ()


def everything(block: Block | View) -> Iterator[Block]:
    """Every block, in the order of the page."""
    for inner in inside(block):
        yield inner
        yield from everything(inner)


def section(found: View, anchor: str) -> Section:
    """The section with this anchor."""
    return next(block for block in everything(found) if isinstance(block, Section) and block.anchor == anchor)


def tables(block: Block | View) -> list[Table]:
    """Every table in it."""
    return [inner for inner in everything(block) if isinstance(inner, Table)]


def said(value: object) -> str:
    """The words of a cell."""
    if isinstance(value, LevelCell):
        return f"{value.text} {value.note}".strip()
    return str(value)


def texts(block: Block | View) -> Iterator[str]:
    """Every text of a block, headings and cells among them."""
    for inner in everything(block):
        yield from _headed(inner) if isinstance(inner, Section | Box | Fold | Chart) else _flat(inner)


def _headed(block: Section | Box | Fold | Chart) -> Iterator[str]:
    match block:
        case Chart():
            yield from (block.headline, block.subtitle, block.sentence)
        case Box():
            yield from (block.heading, block.tag)
        case Fold():
            yield block.summary
        case Section():
            yield block.heading


def _flat(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Inset():
            yield block.text
        case Items():
            yield from block.entries
        case Facts() | Figures():
            yield from (f"{name} {text}" for name, text in block.entries)
        case Table():
            yield block.caption
            yield from (said(cell) for row in (block.header, *block.rows) for cell in row)
        case Ladder():
            yield from (f"{step.text} {step.result}" for step in block.steps)
        case _:  # a part with a heading has its words elsewhere
            pass


def words(found: View) -> str:
    """All that a report says, its head and foot too."""
    return "\n".join((found.title, found.kicker, *found.marks, *found.footer, found.running, *texts(found)))
