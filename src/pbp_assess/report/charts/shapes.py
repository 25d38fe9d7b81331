"""What is a chart drawn with?

Strings of SVG. Down the page lengths are in em, so that a chart grows with its type; across they are shares of the
width, so that it is as wide as the screen and its type is never scaled. Colours are classes: the page's own style sheet
says what they are in the light, in the dark, in forced colours and on paper.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from pbp_assess.report.charts.lettering import fits, width, wrap
from pbp_assess.report.unseen import seen

LINE = 1.3  # em from one line of text to the next
NARROWEST = 20  # em: a telephone's 320 pixels less its margins
SMALL = 0.87  # of the chart's own type: 12.5 of 14.4 pixels
_DIAMOND = '<path class="h" d="M0-5 5 0 0 5-5 0z"/>'


@dataclass(frozen=True, slots=True)
class Piece:
    """Something as wide as the chart, and how high it is in em."""

    height: float
    markup: str


def em(length: float) -> str:
    """A length as short as it can be written."""
    return f"{length:.2f}".rstrip("0").rstrip(".") + "em"


def percent(share: float) -> str:
    """A share of the width, 0 to 1."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def safe(text: str) -> str:
    """Text that is only text."""
    return escape(seen(text))


def placed(pieces: Iterable[Piece]) -> Piece:
    """Pieces one below the other."""
    pieces = [piece for piece in pieces if piece.height]
    tops = accumulate((piece.height for piece in pieces), initial=0.0)
    inside = (f'<svg y="{em(top)}">{piece.markup}</svg>' for top, piece in zip(tops, pieces, strict=False))
    return Piece(sum(piece.height for piece in pieces), "".join(inside))


def _is(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def rect(x: float, y: float, wide: float, high: float, kind: str = "") -> str:
    """A rectangle: x and width are shares, y and height em."""
    return f'<rect{_is(kind)} x="{percent(x)}" y="{em(y)}" width="{percent(wide)}" height="{em(high)}"/>'


def dot(x: float, y: float, kind: str = "") -> str:
    """A dot; hollow where its kind is "h"."""
    return f'<circle{_is(kind)} cx="{percent(x)}" cy="{em(y)}" r=".3em"/>'


def line(x: tuple[float, float], y: tuple[float, float], kind: str) -> str:
    """A straight line."""
    ends = f'x1="{percent(x[0])}" y1="{em(y[0])}" x2="{percent(x[1])}" y2="{em(y[1])}"'
    return f'<line class="{kind}" {ends}/>'


def diamond(x: float, y: float) -> str:
    """A hollow diamond: last round."""
    place = f'x="{percent(x)}" y="{em(y)}" width=".9em" height=".9em" viewBox="0 0 10 10" overflow="visible"'
    return f"<svg {place}>{_DIAMOND}</svg>"


def words(text: str, x: float, y: float, kind: str = "") -> str:
    """One line of text; its kind says where it is anchored and how loud it is: m middle, e end, s small."""
    return f'<text{_is(kind)} x="{percent(x)}" y="{em(y)}">{safe(text)}</text>'


def paragraph(text: str, most: float = NARROWEST, *, x: float = 0, kind: str = "") -> Piece:
    """A text in lines no wider than `most` em."""
    small = SMALL if "s" in kind.split() else 1
    lines = wrap(text, most / small)
    step = LINE * small
    markup = "".join(words(part, x, step * place + small) for place, part in enumerate(lines))
    if kind:
        markup = f'<g class="{kind}">{markup}</g>'
    return Piece(step * len(lines), markup)


# --- columns --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    """Equal columns with a name each; names that don't fit are numbered, and listed in full below."""

    names: tuple[str, ...]

    @property
    def narrowest(self) -> int:
        """The least width of the whole, in em."""
        return next((step for step in WIDTHS if step >= len(self.names) * 3), WIDTHS[-1])

    @property
    def each(self) -> float:
        """The least width of one column, in em."""
        return self.narrowest / len(self.names)

    @property
    def named(self) -> bool:
        """Whether every name fits above its column."""
        return fits(self.names, (self.each - 0.3) / SMALL, 3)

    def middle(self, place: float) -> float:
        """Where a column's middle is."""
        return (place + 0.5) / len(self.names)

    def head(self) -> Piece:
        """The names, or their numbers, on one line each or more."""
        shown = self.names if self.named else tuple(str(place) for place in range(1, len(self.names) + 1))
        texts = [paragraph(text, self.each - 0.3, x=self.middle(place), kind="m s") for place, text in enumerate(shown)]
        return Piece(max(text.height for text in texts) + 0.3, "".join(text.markup for text in texts))

    def key(self) -> list[Piece]:
        """What the numbers stand for."""
        if self.named:
            return []
        return [paragraph(f"{place}: {name}", kind="s") for place, name in enumerate(self.names, start=1)]

    def field(self, height: float, needed: int | None, levels: int) -> str:
        """What a row is drawn on: a line between columns, and a shade from the level needed."""
        count = len(self.names)
        shade = ""
        if needed is not None:
            shade = rect(needed / count, 0, (levels - needed) / count, height, "t")
        lines = "".join(line((edge / count,) * 2, (0, height), "g") for edge in range(count + 1))
        return shade + lines


WIDTHS = (20, 26, 34, 44)  # em: a wider chart scrolls in a box of its own

# --- the key --------------------------------------------------------------------------------------

Entry = tuple[str, str]  # a mark drawn in a box of one em, and what it stands for


def _flowed(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Entries in rows that the narrowest chart has room for."""
    row: list[Entry] = []
    room = float(NARROWEST)
    for entry in entries:
        need = width(entry[1]) * SMALL + 2.2
        if row and need > room:
            yield row
            row, room = [], float(NARROWEST)
        row.append(entry)
        room -= need
    if row:
        yield row


def _entry(entry: Entry, x: float) -> Piece:
    mark, text = entry
    said = paragraph(text, NARROWEST - 1.5, kind="s")
    return Piece(said.height, f'<svg x="{em(x)}">{mark}<svg x="1.4em">{said.markup}</svg></svg>')


def key(entries: Iterable[Entry]) -> Iterator[Piece]:
    """What each mark stands for, in as few lines as they fit on."""
    for row in _flowed(entries):
        starts = accumulate((width(text) * SMALL + 2.2 for _, text in row), initial=0.0)
        drawn = [_entry(entry, x) for entry, x in zip(row, starts, strict=False)]
        yield Piece(max(piece.height for piece in drawn) + 0.15, "".join(piece.markup for piece in drawn))


GAP = Piece(0.6, "")
