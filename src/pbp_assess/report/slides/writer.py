"""How does each kind of slide become shapes?"""

import datetime
import io
from typing import Any, Final, assert_never

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.slide import Slide as Page
from pptx.util import Pt

from pbp_assess.report.deck import Bars, Deck, Discuss, Grid, Opening, Phrase, Points, Slide
from pbp_assess.report.fitting import page as fitting
from pbp_assess.report.fitting import questions as fit_questions
from pbp_assess.report.fitting import tables as fit_tables
from pbp_assess.report.packed import timeless
from pbp_assess.report.ramp import ramp
from pbp_assess.report.slides.chart import bars
from pbp_assess.report.slides.master import FREE, OPENING, POINTS, presentation
from pbp_assess.report.slides.page import (
    BLUE,
    INK,
    QUIET,
    bare,
    box,
    colour,
    describe,
    foot,
    head,
    note,
    place,
    say,
)
from pbp_assess.report.unseen import one_line

Tints = tuple[tuple[str, str], ...]

_UNDATED: Final = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a file's dates are written without a zone
_BAR: Final = "#005eb8"
_HEAD: Final = "#e8edf2"
_LINE: Final = (
    '<a:{side} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="12700"><a:solidFill>'
    '<a:srgbClr val="4C6272"/></a:solidFill></a:{side}>'
)


def write(deck: Deck) -> bytes:
    """The deck as the bytes of a PowerPoint file."""
    made = presentation()
    tints = ramp(deck.levels)
    for slide in deck.slides:
        page = made.slides.add_slide(made.slide_layouts[_LAYOUTS.get(slide.kind, FREE)])
        head(page, slide.title)
        _fill(page, slide, tints)
        foot(page, deck.footer)
        note(page, slide.notes)
    _describe(made, deck)
    whole = io.BytesIO()
    made.save(whole)
    return timeless(whole.getvalue())


_LAYOUTS: Final = {Opening.kind: OPENING, Points.kind: POINTS}


def _describe(made: Presentation, deck: Deck) -> None:
    """What the file says of itself; no person and no machine."""
    about = made.core_properties
    about.title, about.language, about.subject = one_line(deck.title)[:255], "en-GB", one_line(deck.footer)[:255]
    about.author = about.last_modified_by = about.comments = about.keywords = about.category = ""
    about.created = about.modified = about.last_printed = _UNDATED
    about.revision = 1


def _fill(page: Page, slide: Slide, tints: Tints) -> None:
    match slide:
        case Opening():
            _opening(page, slide)
        case Points():
            _points(page, slide)
        case Bars():
            bars(page, slide, tints)
        case Discuss():
            _discuss(page, slide, tints)
        case Grid():
            _grid(page, slide)
        case _:
            assert_never(slide)


def _opening(page: Page, slide: Opening) -> None:
    """The lines stand in the subtitle."""
    top = fitting.below_title(slide.title)
    shape = page.placeholders[1]
    place(shape, (fitting.MARGIN, top, fitting.ACROSS, fitting.BOTTOM - top))
    bare(shape.text_frame)
    lines = [fitting.opening_said(line) for line in slide.lines]
    say(shape.text_frame, lines, fitting.points_size(slide.title, lines) or fitting.SMALLEST)
    _begin(shape.text_frame)


def _points(page: Page, slide: Points) -> None:
    """A list in the layout's own place for one."""
    top = fitting.below_title(slide.title)
    shape = page.placeholders[1]
    place(shape, (fitting.MARGIN, top, fitting.ACROSS, fitting.BOTTOM - top))
    bare(shape.text_frame)
    size = fitting.points_size(slide.title, slide.points) or fitting.SMALLEST
    say(shape.text_frame, slide.points, size)
    _begin(shape.text_frame, hanging=True)


def _begin(frame: Any, *, hanging: bool = False) -> None:
    """Where the lines of a list begin; a paragraph keeps its distance from the one before."""
    for paragraph in frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx has no indents
        properties.set("marL", str(Pt(fitting.HANGING) if hanging else 0))
        properties.set("indent", str(-Pt(fitting.HANGING) if hanging else 0))
        paragraph.space_before = Pt(0)
        paragraph.space_after = Pt(paragraph.runs[0].font.size.pt * fitting.APART)


# --- a question to discuss ------------------------------------------------------------------------


def _discuss(page: Page, slide: Discuss, tints: Tints) -> None:
    """The tag, a row for each phrase, and below them the question to ask beside an empty box."""
    top = fitting.below_title(slide.title)
    box(
        page,
        (fitting.MARGIN, top, fitting.ACROSS, fit_questions.TAG_HIGH),
        [fit_questions.tag_said(slide.tag)],
        fit_questions.TAG_SIZE,
        ink=QUIET,
        bold=True,
    )
    top += fit_questions.TAG_HIGH
    size = fit_questions.phrases_size(slide) or fitting.SMALLEST
    width = fit_questions.phrase_width(slide.phrases)
    of = max((slide.of, *(phrase.length for phrase in slide.phrases)))
    spare = fit_questions.spare_of(slide, size) / max(len(slide.phrases), 1)
    for phrase in slide.phrases:
        high = fit_questions.row_high(phrase, size, width) + spare
        _phrase(page, phrase, (top, high - fit_questions.BETWEEN - spare / 2), size, width, of, tints)
        top += high
    if slide.ask:
        _ask(page, slide.ask, fitting.BOTTOM - fit_questions.ASK_HIGH if slide.phrases else top + fitting.GAP)


def _phrase(
    page: Page,
    phrase: Phrase,
    down: tuple[float, float],
    size: float,
    width: float,
    of: int,
    tints: Tints,
) -> None:
    """A level's name on its tint, its phrase, and how many chose it."""
    top, high = down
    ground, ink = tints[phrase.position]
    level = _block(page, (fitting.MARGIN, top, fit_questions.LEVEL, high), ground)
    level.text_frame.margin_left = level.text_frame.margin_right = Pt(6)
    level.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    say(level.text_frame, [fit_questions.level_said(phrase.level)], fitting.SMALLEST, ink=ink, bold=True)
    describe(level, "Level", f"Level: {phrase.level}")
    left = fitting.MARGIN + fit_questions.LEVEL + fitting.GAP
    said = box(page, (left, top, width, high), [fit_questions.phrase_said(phrase, width)], size)
    said.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    describe(said, "Phrase", phrase.text)
    if phrase.count:
        _count(page, phrase, (left + width + fitting.GAP, top, high), of)


def _count(page: Page, phrase: Phrase, where: tuple[float, float, float], of: int) -> None:
    """A bar as long as the count, and the count beside it."""
    left, top, high = where
    long = (fit_questions.COUNT - _FIGURES) * phrase.length / max(of, 1)
    if phrase.length:
        bar = _block(page, (left, top + high / 2 - 9, long, 18), _BAR)
        describe(bar, "Bar", f"{phrase.count} at {phrase.level}")
    said = box(page, (left + long + 6, top, _FIGURES, high), [phrase.count], fitting.SMALLEST, bold=True)
    said.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    said.text_frame.word_wrap = False
    describe(said, "Count", f"{phrase.count} at {phrase.level}")


_FIGURES: Final = 62.0


def _block(page: Page, where: tuple[float, float, float, float], ground: str) -> Any:
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(length) for length in where))
    bare(shape.text_frame)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(ground)
    shape.line.color.rgb = colour(QUIET)
    shape.shadow.inherit = False
    return shape


def _ask(page: Page, ask: str, top: float) -> None:
    """What to ask, and a box that is filled on the day."""
    high = fitting.BOTTOM - top
    size = next((s for s in (24, 20) if fitting.high(ask, s, fit_questions.ASK, bold=True) <= high), fitting.SMALLEST)
    asked = box(page, (fitting.MARGIN, top, fit_questions.ASK, high), [ask], size, ink=BLUE, bold=True)
    describe(asked, "Question to ask")
    left = fitting.MARGIN + fit_questions.ASK + 2 * fitting.GAP
    empty = _block(page, (left, top, fitting.WIDTH - fitting.MARGIN - left, high), "#ffffff")
    empty.line.width = Pt(2)
    empty.text_frame.margin_left = empty.text_frame.margin_top = Pt(8)
    say(empty.text_frame, [AGREED], fitting.SMALLEST, ink=INK, bold=True)
    describe(empty, "Box to fill", "An empty box for the level agreed on the day")


AGREED: Final = "Agreed today:"

# --- tables ---------------------------------------------------------------------------------------


def _grid(page: Page, slide: Grid) -> None:
    """A table with a header row, and the sentences under it."""
    size = fit_tables.measured(slide)
    top = fitting.below_title(slide.title)
    frame = page.shapes.add_table(
        len(slide.rows) + 1, len(slide.header), *(Pt(x) for x in (fitting.MARGIN, top, fitting.ACROSS, 10))
    )
    describe(frame, "Table", slide.title)
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = True, True, False
    for column, width in zip(table.columns, size.widths, strict=True):
        column.width = Pt(width)
    for number, (row, texts, high) in enumerate(
        zip(table.rows, (slide.header, *slide.rows), size.heights, strict=True)
    ):
        row.height = Pt(high)
        for place_, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _cell(cell, fit_tables.cell_said(text, size.widths[place_]), size.size, heading=not number, name=not place_)
    frame.height = Pt(sum(size.heights))
    below = top + sum(size.heights) + fitting.GAP
    if slide.foot:
        said = [fit_tables.foot_said(text) for text in slide.foot]
        box(page, (fitting.MARGIN, below, fitting.ACROSS, fit_tables.foot_high(slide.foot)), said, fitting.SMALLEST)


def _cell(cell: Any, text: str, size: float, *, heading: bool, name: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(fit_tables.CELL)
    cell.margin_top = cell.margin_bottom = Pt(fit_tables.CELL / 2)
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(_HEAD if heading else "#ffffff")
    say(cell.text_frame, [text], size, bold=heading or name)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-pptx draws no lines of a table
    for place_, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        properties.insert(place_, parse_xml(_LINE.format(side=side)))
