"""How does a drawing become a picture, for a program that takes no SVG?

The only user of resvg. It draws letters with the fonts of the machine it runs on; where there are none, letters
vanish without a word, so that is looked at first and the picture is left out.
"""

import re
from functools import lru_cache
from typing import Final

from pbp_assess.problems import MissingExtraError

_ZOOM: Final = 1.5  # pixels for each unit of the drawing: 150 to the inch at the width of a page
_HEIGHT: Final = re.compile(r'<svg[^>]* height="(\d+)"')
_SIZE: Final = 'xmlns="http://www.w3.org/2000/svg" width="20" height="20"'
_LETTER: Final = f'<svg {_SIZE}><text x="2" y="16" font-size="16" font-family="Arial, sans-serif">M</text></svg>'
_NOTHING: Final = f"<svg {_SIZE}></svg>"


def png(svg: str, tallest: int = 0) -> bytes | None:
    """The picture of a drawing; None where this machine has no letters to draw it with, or it is taller than that.

    Raises:
        MissingExtraError: resvg is not installed.
    """
    size = _HEIGHT.search(svg)
    if tallest and size and int(size[1]) > tallest:
        return None
    return _drawn(svg, _ZOOM) if _has_letters() else None


@lru_cache(maxsize=1)
def _has_letters() -> bool:
    """Whether a letter leaves anything on the page: without fonts it does not."""
    return _drawn(_LETTER) != _drawn(_NOTHING)


def _drawn(svg: str, zoom: float = 1.0) -> bytes:
    try:
        import resvg_py
    except ImportError as error:
        raise MissingExtraError("charts in Word need one more part: pip install 'pbp-assess[word]'") from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, background="#ffffff"))
