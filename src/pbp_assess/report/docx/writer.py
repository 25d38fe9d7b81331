"""How does each part of a report become paragraphs, tables and pictures of a Word document?"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, assert_never

from docx.document import Document
from docx.shared import Emu, Length, Mm, Pt

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
    Paragraph,
    Section,
    Table,
    View,
)
from pbp_assess.report.charts.svg import standalone
from pbp_assess.report.docx import styles
from pbp_assess.report.docx.margins import describe, write_margins
from pbp_assess.report.docx.markup import SPACE, named, paragraph, parsed, runs
from pbp_assess.report.docx.numbering import Lists
from pbp_assess.report.docx.opening import opened
from pbp_assess.report.docx.tables import Sheet, table_markup
from pbp_assess.report.packed import timeless
from pbp_assess.report.ramp import ramp
from pbp_assess.report.raster import png
from pbp_assess.report.unseen import one_line

_ABOVE: Final = '<w:spacing w:before="160"/>'  # below a table, which has no room of its own at its foot
_FIGURE_SIZE: Final = 20
_A4: Final = Mm(210)
_MARGIN: Final = Mm(22)
_NARROWEST: Final = 200.0  # points; a house's page narrower than that is a slip
_TALLEST_DRAWING: Final = 1_500  # pixels; made to fit on a page, a taller one could not be read
_TALLEST: Final = 560  # points: a picture leaves room for its words on the same page


def write(view: View, reference: bytes | None) -> bytes:
    """The whole report as the bytes of a Word file."""
    document, lists = opened(reference)
    writer = _Writer(document, lists, _sheet(document, view.levels))
    writer.report(view)
    write_margins(document, view)
    describe(document, view)
    whole = io.BytesIO()
    document.save(whole)
    return timeless(whole.getvalue())


def _sheet(document: Document, levels: int) -> Sheet:
    """The paper as the document has it set up."""
    section = document.sections[-1]
    page = section.page_width or _A4
    text = page - (section.left_margin or _MARGIN) - (section.right_margin or _MARGIN)
    ids = styles.style_ids(document)
    return Sheet(max(Length(text).pt, _NARROWEST), ids, ramp(levels), styles.table_style_id(document))


@dataclass(slots=True)
class _Writer:
    """Puts one block after the other at the end of a document."""

    document: Document
    lists: Lists
    sheet: Sheet
    below_table: bool = False
    tables: int = 0

    def report(self, view: View) -> None:
        """Everything, from the title to the last line."""
        self.line(styles.TITLE, runs(view.title))
        self.line(styles.SUBTITLE, runs(view.kicker))
        for mark in view.marks:
            self.line(styles.INSET, runs(mark, bold=True))
        self.block(view.facts, 1)
        for part in view.parts:
            self.block(part, 1)
        for text in view.footer:
            self.line(styles.NORMAL, runs(text))

    def add(self, markup: str) -> None:
        """An element at the end, before the page set-up that a Word file ends with."""
        self.document.element.body.sectPr.addprevious(parsed(markup))

    def line(self, style: str, inside: str, properties: str = "") -> None:
        """A paragraph; below a table it keeps a distance."""
        distance = _ABOVE if self.below_table and style not in styles.HEADINGS and style != styles.CAPTION else ""
        self.below_table = False
        self.add(paragraph(self.sheet.styles[style], inside, properties + distance))

    def block(self, block: Block, depth: int) -> None:
        """A block; `depth` is the level of the heading that comes next."""
        match block:
            case Box():
                self.under(f"{block.heading} – {block.tag}", block.blocks, depth)
            case Fold():
                self.under(block.summary, block.blocks, depth)
            case Section():
                self.under(block.heading, block.blocks, depth)
            case _:
                self.flat(block)

    def under(self, heading: str, blocks: Iterable[Block], depth: int) -> None:
        """A heading with what stands under it."""
        self.line(styles.HEADINGS[min(depth, len(styles.HEADINGS)) - 1], runs(heading))
        for block in blocks:
            self.block(block, depth + 1)

    def flat(self, block: Paragraph | Inset | Items | Facts | Figures | Table | Chart | Ladder) -> None:
        """A block that holds no others."""
        match block:
            case Paragraph():
                self.line(styles.LEAD if block.lead else styles.NORMAL, runs(block.text))
            case Inset():
                self.line(styles.INSET, runs(block.text))
            case Items():
                self.entries([runs(entry) for entry in block.entries], numbered=block.numbered)
            case Facts() | Figures():
                self.pairs(block)
            case Table():
                self.table(block)
            case Chart():
                self.chart(block)
            case Ladder():
                self.ladder(block)
            case _:
                assert_never(block)

    def pairs(self, block: Facts | Figures) -> None:
        """A name and what is said of it, or a figure and what it counts: a line each."""
        large = isinstance(block, Figures)
        for first, second in block.entries:
            if large:
                self.line(styles.FIGURE, named(first, second, size=_FIGURE_SIZE))
            else:
                self.line(styles.FACT, named(f"{first}:", second))

    def entries(self, entries: Iterable[str], *, numbered: bool) -> None:
        """A list; one with numbers begins at 1."""
        if not numbered:
            for entry in entries:
                self.line(styles.BULLETS, entry)
            return
        number = self.lists.anew(styles.list_number(self.document))
        mark = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        for entry in entries:
            self.line(styles.NUMBERS, entry, mark)

    def ladder(self, ladder: Ladder) -> None:
        """Steps in rising order; the one sought says so in words."""
        steps = (
            named(f"{step.text}{' (sought)' if step.sought else ''}:", f"{step.result}. {step.missing}".rstrip(". "))
            for step in ladder.steps
        )
        self.entries(steps, numbered=True)

    def table(self, table: Table) -> None:
        """A table under its caption, which Word numbers."""
        self.tables += 1
        number = f'<w:fldSimple w:instr=" SEQ Table "><w:r><w:t>{self.tables}</w:t></w:r></w:fldSimple>'
        self.line(styles.CAPTION, f"{runs('Table')}{SPACE}{number}{runs(':')}{SPACE}{runs(table.caption)}")
        self.add(table_markup(table, self.sheet))
        self.below_table = True

    def chart(self, chart: Chart) -> None:
        """The words of a chart, its picture if there is one to be had, and its table."""
        self.line(styles.NORMAL, runs(chart.headline, bold=True), "<w:keepNext/>")
        self.line(styles.NORMAL, runs(chart.subtitle), "<w:keepNext/>")
        if chart.table_first:
            self.table(chart.table)
        self.picture(chart)
        self.line(styles.NORMAL, runs(chart.sentence))
        if not chart.table_first:
            self.table(chart.table)

    def picture(self, chart: Chart) -> None:
        """The drawing, as wide as the text at most, with what it says for those who cannot see it."""
        drawn = png(standalone(chart.drawing, chart.headline, chart.sentence), _TALLEST_DRAWING)
        if drawn is None:
            return
        inline = self.document.part.new_pic_inline(io.BytesIO(drawn))
        size, about = inline.extent, inline.docPr
        fits = min(1.0, Pt(self.sheet.width) / size.cx, Pt(_TALLEST) / size.cy)
        about.set("name", f"Chart {about.get('id')}")
        about.set("title", one_line(chart.headline))
        about.set("descr", one_line(chart.sentence))
        across, down = Emu(round(size.cx * fits)), Emu(round(size.cy * fits))
        for drawn_size in (size, inline.graphic.graphicData.pic.spPr):
            drawn_size.cx, drawn_size.cy = across, down
        holder = parsed(paragraph(self.sheet.styles[styles.NORMAL], "<w:r><w:drawing/></w:r>"))
        holder.xpath(".//w:drawing")[0].append(inline)
        self.document.element.body.sectPr.addprevious(holder)
