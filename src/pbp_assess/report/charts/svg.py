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
from pbp_assess.report.charts.shapes import NARROWEST, Piece, em, joined, safe
from pbp_assess.report.charts.stacked import stacked
from pbp_assess.report.charts.strip import dumbbell, strip
from pbp_assess.report.ramp import ramp

TYPE = 16  # pixels in one em of a picture of its own


def _name(drawing: Drawing, named_by: str) -> str:
    """An id that nothing else on the page has, and that is the same each time."""
    return f"h{hashlib.sha256(repr((named_by, drawing)).encode(errors='replace')).hexdigest()[:6]}"


def _drawn(drawing: Drawing, named_by: str = "", *, keyed: bool) -> tuple[int, Iterator[Piece]]:
    """The least width in em, and the pieces from the top."""
    name = _name(drawing, named_by)
    match drawing:
        case Strip():
            return strip(drawing, name)
        case Dumbbell():
            return dumbbell(drawing, name)
        case Stacked():
            return stacked(drawing, name, keyed=keyed)
        case Lines():
            return lines(drawing)
        case Radar():
            return radar(drawing)
        case _:
            assert_never(drawing)


def scrolls(drawing: Drawing) -> bool:
    """Whether it is wider than the narrowest screen, and scrolls in a box of its own there."""
    return _drawn(drawing, keyed=False)[0] > NARROWEST


def inline(drawing: Drawing, named_by: str) -> str:
    """The drawing as part of a page, row by row, so that paper can break between two rows.

    `named_by` is the id of its heading. The page itself has the key of a stacked chart, in the tints of its tables.
    """
    wide, pieces = _drawn(drawing, named_by, keyed=False)
    rows = "".join(f'<svg height="{em(piece.height)}">{piece.markup}</svg>' for piece in pieces)
    return f'<div role="img" aria-labelledby="{safe(named_by)}" class="w{wide}">{rows}</div>'


def standalone(drawing: Drawing, title: str, sentence: str) -> str:
    """The drawing as a file, with its name and what it says, in the colours of white paper."""
    wide, pieces = _drawn(drawing, keyed=True)
    body = joined(*pieces)
    across, down = max(_LEAST_WIDE, wide * TYPE + 2 * _MARGIN), round(body.height * TYPE) + 2 * _MARGIN
    size = f'width="{across}" height="{down}" viewBox="0 0 {across} {down}" font-size="{TYPE}" fill="#212b32"'
    inner = f'<svg x="{_MARGIN}" y="{_MARGIN}" width="{across - 2 * _MARGIN}" height="{down - 2 * _MARGIN}">'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Arial, Helvetica, sans-serif" role="img">'
        f"<title>{safe(title)}</title><desc>{safe(sentence)}</desc><style>{_paper(drawing)}</style>"
        f'<rect class="p" width="100%" height="100%"/>{inner}{body.markup}</svg></svg>\n'
    )


_MARGIN = 8  # pixels around a picture of its own
_LEAST_WIDE = 640  # pixels
_PAPER = (
    "rect+text,.m{text-anchor:middle}.s{text-anchor:start}.s{font-size:.87em}.e{text-anchor:end}"
    "rect[fill]+text{stroke:#fff;stroke-width:4;paint-order:stroke}.g{stroke:#aeb7bd}.p,.h{fill:#fff}.h{stroke:#212b32;stroke-width:1.5}.t{fill:#d5e6f6;stroke:#4c6272}"
    ".u{fill:#005eb8}.v,.w{fill:none;stroke:#005eb8;stroke-width:3}.w{stroke:#4c6272;stroke-dasharray:6 4}"
    ".d{fill:#005eb8;stroke:none}.w.d{fill:#4c6272}"
)

_KEY = "rect+.s{fill:#212b32}"  # names in the key stand beside their tint, not on it


def _levels(drawing: Drawing) -> int:
    if isinstance(drawing, Stacked):
        return 1 + max((part.position for part in drawing.parts if part.position is not None), default=1)
    return len(drawing.scale)


def _paper(drawing: Drawing) -> str:
    """The style sheet of a picture: the page's colours as they are in the light."""
    tints = (
        f"rect.l{place}{{fill:{tint};stroke:#4c6272}}.l{place}+text{{fill:{ink}}}"
        for place, (tint, ink) in enumerate(ramp(max(2, _levels(drawing))))
    )
    return f"{_PAPER}{''.join(tints)}{_KEY}"
