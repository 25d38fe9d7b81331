"""How does a report read as Markdown?

CommonMark with tables. Every word from outside is made inert: it can neither open a tag, a link, a list or a
heading, nor break out of its cell.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, assert_never

from pbp_assess.report.blocks import (
    Block,
    Box,
    Cell,
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
from pbp_assess.report.unseen import one_line

_DEEPEST: Final = 6  # Markdown has no heading below this
_SPECIAL: Final = re.compile(r"[\\`*_\[\]~|$]")
_ENTITY: Final = re.compile(r"&(?=[#A-Za-z])")
_BLOCK_START: Final = re.compile(r"^([#>+=-]|\d{1,9}(?=[.)]))")
_LINKED: Final = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?=@)", re.IGNORECASE)


@lru_cache(maxsize=4096)  # tables say the same words over and over
def inert(text: str) -> str:
    """Text on one line, in which nothing means anything to Markdown, wherever it is put."""
    text = one_line(text)
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;").replace("#", "\\#")
    return _LINKED.sub("\\\\", text)


def line(text: str) -> str:
    """Inert text that begins a line: it opens no heading, quotation, list or rule."""
    text = inert(text)
    start = _BLOCK_START.match(text)
    if start is None:
        return text
    return f"{start[1]}\\{text[start.end() :]}" if start[1].isdigit() else f"\\{text}"


def _cell(cell: Cell) -> str:
    match cell:
        case LevelCell():
            return inert(f"{cell.text} ({cell.note})" if cell.note else cell.text)
        case int():
            return str(cell)
        case str():
            return inert(cell)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(table: Table, *, captioned: bool = True) -> Iterator[str]:
    if captioned:
        yield f"**{line(table.caption)}**"
    rules = ["---:" if numeric else "---" for numeric in table.numeric]
    rows = [_row([_cell(cell) for cell in row]) for row in table.rows]
    if table.total and rows:
        rows[-1] = _row([f"**{cell}**" if cell else "" for cell in map(_cell, table.rows[-1])])
    yield "\n".join([_row([_cell(cell) for cell in table.header]), _row(rules), *rows])


def _chart(chart: Chart) -> Iterator[str]:
    """Words and figures; a drawing has no place here."""
    yield f"**{line(chart.headline)}**"
    yield line(chart.subtitle)
    yield line(chart.sentence)
    if not chart.elsewhere:
        yield from _table(chart.table, captioned=chart.table.caption != chart.headline)


def _list(entries: Iterable[str], *, numbered: bool = False) -> str:
    return "\n".join(
        f"{number}. {entry}" if numbered else f"- {entry}" for number, entry in enumerate(entries, start=1)
    )


def _ladder(ladder: Ladder) -> str:
    steps = (
        f"{line(step.text)}{' (sought)' if step.sought else ''}: **{inert(step.result)}**"
        + (f" – missing: {inert(step.missing)}" if step.missing else "")
        for step in ladder.steps
    )
    return _list(steps, numbered=True)


def _named(entries: Iterable[tuple[str, str]]) -> str:
    return _list(f"**{inert(name)}{'' if name.endswith('?') else ':'}** {inert(text)}" for name, text in entries)


def _heading(depth: int, text: str) -> str:
    return f"{'#' * min(depth, _DEEPEST)} {line(text)}"


def _inside(depth: int, heading: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    yield _heading(depth, heading)
    for block in blocks:
        yield from _block(block, depth + 1)


def _flat(block: Paragraph | Inset | Items | Facts | Figures | Table | Chart | Ladder) -> Iterator[str]:
    match block:
        case Paragraph():
            yield line(block.text)
        case Inset():
            yield f"> {line(block.text)}"
        case Items():
            yield _list(map(line, block.entries), numbered=block.numbered)
        case Facts():
            yield _named(block.entries)
        case Figures():
            yield _list(f"**{inert(figure)}** {inert(what)}" for figure, what in block.entries)
        case Table():
            yield from _table(block)
        case Chart():
            yield from _chart(block)
        case Ladder():
            yield _ladder(block)
        case _:
            assert_never(block)


def _block(block: Block, depth: int) -> Iterator[str]:
    """The paragraphs of a block; `depth` is the heading level that the next heading takes."""
    match block:
        case Box():
            yield from _inside(depth, f"{block.heading} – {block.tag}", block.blocks)
        case Fold():
            yield from _inside(depth, block.summary, block.blocks)
        case Section():
            yield from _inside(depth, block.heading, block.blocks)
        case _:
            yield from _flat(block)


def _pieces(view: View) -> Iterator[str]:
    yield _heading(1, view.title)
    yield line(view.kicker)
    for mark in view.marks:
        yield f"> **{inert(mark)}**"
    yield _named(view.facts.entries)
    for part in view.parts:
        yield from _block(part, 2)
    yield "---"
    for text in view.footer:
        yield line(text)


def to_markdown(view: View) -> str:
    """The whole report; the same view gives the same bytes."""
    return "\n\n".join(_pieces(view)) + "\n"
