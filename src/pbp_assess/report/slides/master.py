"""On which slides is a deck written?

python-pptx's own master, made as wide as a screen, in one font, its titles to the left.
"""

from typing import Any, Final

import pptx
from pptx.presentation import Presentation
from pptx.util import Pt

from pbp_assess.report.fitting import page as fitting
from pbp_assess.report.slides.page import FONT

OPENING, POINTS, FREE = 0, 1, 5
"""Which layout of the master a slide has: title and subtitle; title and list; title alone."""
_NARROW: Final = 9_144_000  # the width it was drawn for
_THEME_FONTS: Final = ("+mj-lt", "+mn-lt")


def presentation() -> Presentation:
    """An empty one."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Pt(fitting.WIDTH), Pt(fitting.HEIGHT)
    master = made.slide_master
    for part in (master, *master.slide_layouts):
        _widen(part.element)
        for tint in part.element.xpath(".//a:tint"):  # of footers and numbers: too pale to be read
            tint.getparent().remove(tint)
    for part in (master.element, made.part._element):  # noqa: SLF001 - the texts' defaults have no door of their own
        _in_one_font(part)
    for title in master.element.xpath(".//p:titleStyle/a:lvl1pPr"):
        title.set("algn", "l")
    return made


def _widen(element: Any) -> None:
    """Everything on it, for the wider page."""
    for frame in element.xpath(".//p:spPr/a:xfrm"):
        for point, across, down in ((frame.find("{*}off"), "x", "y"), (frame.find("{*}ext"), "cx", "cy")):
            if point is not None:
                point.set(across, str(int(point.get(across)) * Pt(fitting.WIDTH) // _NARROW))
                point.set(down, str(int(point.get(down)) * Pt(fitting.HEIGHT) // (_NARROW * 3 // 4)))


def _in_one_font(element: Any) -> None:
    for letters in element.xpath(".//a:latin"):
        if letters.get("typeface") in _THEME_FONTS:
            letters.set("typeface", FONT)
