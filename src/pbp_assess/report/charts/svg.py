"""How does a drawing become SVG?

`inline` is what stands in a page: its colours are the page's, and it is named by the heading above it, because words
and a table beside it say the same. `standalone` is a picture of its own, for a document that is no page.
"""

import hashlib
from collections.abc import Iterator
from typing import assert_never

from pbp_assess.report.charts.drawings import Drawing, Dumbbell, Lines, Radar, Stacked, Strip
from pbp_assess.report.charts.lines import lines
from pbp_assess.report.charts.radar import radar
from pbp_assess.report.charts.shapes import NARROWEST, Piece, em, placed, safe
from pbp_assess.report.charts.stacked import hatch, stacked
from pbp_assess.report.charts.strip import dumbbell, strip
from pbp_assess.report.ramp import ramp

TYPE = 16  # pixels in one em of a picture of its own


def _name(drawing: Drawing) -> str:
    """An id that only another drawing of the same things shares, whatever else stands in the page."""
    return f"h{hashlib.sha256(repr(drawing).encode(errors='replace')).hexdigest()[:8]}"


def _drawn(drawing: Drawing, pattern: str) -> tuple[int, Iterator[Piece]]:
    match drawing:
        case Strip():
            return strip(drawing)
        case Dumbbell():
            return dumbbell(drawing)
        case Stacked():
            return stacked(drawing, pattern)
        case Lines():
            return lines(drawing)
        case Radar():
            return radar(drawing)
        case _:
            assert_never(drawing)


def _body(drawing: Drawing) -> tuple[int, Piece]:
    pattern = _name(drawing)
    wide, pieces = _drawn(drawing, pattern)
    whole = placed(pieces)
    hatched = isinstance(drawing, Stacked) and any(part.position is None for part in drawing.parts)
    return wide, Piece(whole.height + 0.3, (hatch(pattern) if hatched else "") + whole.markup)


def scrolls(drawing: Drawing) -> bool:
    """Whether it is wider than the narrowest screen, and scrolls in a box of its own there."""
    return _drawn(drawing, "")[0] > NARROWEST


def inline(drawing: Drawing, named_by: str) -> str:
    """The drawing as part of a page; `named_by` is the id of its heading."""
    wide, body = _body(drawing)
    name = f'role="img" aria-labelledby="{safe(named_by)}"'
    return f'<svg {name} class="w{wide}" height="{em(body.height)}">{body.markup}</svg>'


def standalone(drawing: Drawing, title: str, sentence: str, *, width: int = 640) -> str:
    """The drawing as a file, with its name and what it says, in the colours of white paper; `width` in pixels."""
    wide, body = _body(drawing)
    across, down = max(width, wide * TYPE), round(body.height * TYPE + 0.5)
    size = f'width="{across}" height="{down}" viewBox="0 0 {across} {down}" font-size="{TYPE}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Arial, Helvetica, sans-serif" role="img">'
        f"<title>{safe(title)}</title><desc>{safe(sentence)}</desc><style>{_paper(drawing)}</style>"
        f'<rect class="p" width="100%" height="100%"/>{body.markup}</svg>\n'
    )


_PAPER = (
    "text,circle,rect{fill:#212b32}.s{font-size:.87em}.s .s{font-size:1em}.m{text-anchor:middle}.e{text-anchor:end}"
    ".g{stroke:#aeb7bd}.p,.h{fill:#fff}.h{stroke:#212b32;stroke-width:1.5}.t{fill:#d5e6f6;stroke:#4c6272}"
    ".u{fill:#005eb8}.v,.w{fill:none;stroke:#005eb8;stroke-width:3}.w{stroke:#4c6272;stroke-dasharray:6 4}"
    ".d{fill:#005eb8;stroke:none}.w.d{fill:#4c6272}"
)


def _levels(drawing: Drawing) -> int:
    if isinstance(drawing, Stacked):
        return 1 + max((part.position for part in drawing.parts if part.position is not None), default=1)
    return len(drawing.scale)


def _paper(drawing: Drawing) -> str:
    """The style sheet of a picture: the page's colours as they are in the light."""
    tints = (
        f".l{place} rect{{fill:{tint};stroke:#4c6272}}.l{place} text{{fill:{ink}}}"
        for place, (tint, ink) in enumerate(ramp(max(2, _levels(drawing))))
    )
    return _PAPER + "".join(tints)
