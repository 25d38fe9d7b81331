"""What has every slide: a title, words in boxes, a footer, a number, notes?

Words are set in one place, so that each has its size, its font and its language, and none is more than a word.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Pt

from pbp_assess.report.fitting import page as fitting
from pbp_assess.report.unseen import one_line

FONT: Final = "Arial"
INK: Final = "#212b32"
QUIET: Final = "#4c6272"
BLUE: Final = "#003087"
_FOOTER, _NUMBER = 15, 13  # kinds of placeholder that python-pptx leaves out of a new slide


def colour(text: str) -> RGBColor:
    """`#005eb8` as PowerPoint has it."""
    return RGBColor.from_string(text.lstrip("#").upper())


def say(frame: TextFrame, texts: Iterable[str], size: float, *, ink: str = INK, bold: bool = False) -> None:
    """Put texts into a frame, a paragraph each, and let nothing change their size."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = one_line(text)
        font = run.font
        font.size, font.bold, font.name = Pt(size), bold, FONT
        font.color.rgb, font.language_id = colour(ink), MSO_LANGUAGE_ID.ENGLISH_UK


def place(shape: Any, box: tuple[float, float, float, float]) -> None:
    """Where a shape stands: left, top, width, height."""
    shape.left, shape.top, shape.width, shape.height = (Pt(length) for length in box)


def bare(frame: TextFrame) -> None:
    """No margin of its own: what was measured is what there is."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP


def box(slide: Slide, where: tuple[float, float, float, float], texts: Iterable[str], size: float, **how: Any) -> Any:
    """Words in a box of their own."""
    made = slide.shapes.add_textbox(*(Pt(length) for length in where))
    bare(made.text_frame)
    say(made.text_frame, texts, size, **how)
    return made


def describe(shape: Any, name: str, text: str = "") -> None:
    """What a shape is called, and what it says to those who cannot see it."""
    about = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - python-pptx has no alternative texts
    about.set("name", one_line(name))
    if text:
        about.set("descr", one_line(text))


def head(slide: Slide, title: str) -> float:
    """Write the title; where the rest of the slide begins."""
    shape = slide.shapes.title
    below = fitting.below_title(title)
    place(shape, (fitting.MARGIN, fitting.TOP, fitting.ACROSS, below - fitting.TOP - fitting.GAP))
    frame = shape.text_frame
    bare(frame)
    say(frame, [fitting.title_said(title)], fitting.title_size(title), ink=BLUE, bold=True)
    return below


def foot(slide: Slide, text: str) -> None:
    """The footer and the number, in the layout's own placeholders."""
    for layout_shape in slide.slide_layout.placeholders:
        if layout_shape.placeholder_format.type not in (_FOOTER, _NUMBER):
            continue
        element = deepcopy(layout_shape._element)  # noqa: SLF001 - python-pptx copies all placeholders but these
        slide.shapes._spTree.append(element)  # noqa: SLF001
        shape = slide.shapes[-1]
        if layout_shape.placeholder_format.type == _FOOTER:
            place(shape, (fitting.MARGIN, fitting.BOTTOM + 6, fitting.FOOTER, 34))
            shape.text_frame.clear()
            bare(shape.text_frame)
            say(shape.text_frame, [fitting.footer_said(text)], fitting.FOOTER_SIZE, ink=QUIET)
        else:
            place(shape, (fitting.WIDTH - fitting.MARGIN - 80, fitting.BOTTOM + 6, 80, 34))
            bare(shape.text_frame)
            for letters in element.xpath(".//a:fld/a:rPr"):
                letters.set("lang", "en-GB")


def note(slide: Slide, text: str) -> None:
    """What is said to the slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        say(frame, text.split("\n"), fitting.FOOTER_SIZE)
