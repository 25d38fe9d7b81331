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


def _short(figure: float, places: int) -> str:
    """A figure in as few letters as it can be written: .5, 12, 0."""
    text = f"{figure:.{places}f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def em(length: float) -> str:
    """A length."""
    return f"{_short(length, 2)}em"


def percent(share: float) -> str:
    """A share of the width, 0 to 1."""
    return f"{_short(share * 100, 1)}%"


def _at(**places: str) -> str:
    """Attributes, without those that are 0 anyway."""
    return "".join(f' {name}="{place}"' for name, place in places.items() if place not in {"0em", "0%"})


def safe(text: str) -> str:
    """Text that is only text."""
    return escape(seen(text))


def joined(*pieces: Piece) -> Piece:
    """Pieces one below the other, as one that no page break divides."""
    tops = accumulate((piece.height for piece in pieces), initial=0.0)
    inside = (
        f'<svg y="{em(top)}">{piece.markup}</svg>' if top else piece.markup
        for top, piece in zip(tops, pieces, strict=False)
        if piece.markup
    )
    return Piece(sum(piece.height for piece in pieces), "".join(inside))


def _is(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def rect(x: float, y: float, wide: float, high: float, kind: str = "") -> str:
    """A rectangle: x and width are shares, y and height em."""
    place = _at(x=percent(x), y=em(y), width=percent(wide), height=em(high))
    return f"<rect{_is(kind)}{place}/>"


def dot(x: float, y: float, kind: str = "") -> str:
    """A dot; hollow where its kind is "h"."""
    return f'<circle{_is(kind)} cx="{percent(x)}" cy="{em(y)}" r=".3em"/>'


def again(name: str, x: float = 0, y: float = 0) -> str:
    """What has this id, drawn once more, moved to the right and down."""
    return f'<use href="#{name}"{_at(x=percent(x), y=em(y))}/>'


def line(x: tuple[float, float], y: tuple[float, float], kind: str) -> str:
    """A straight line."""
    ends = _at(x1=percent(x[0]), y1=em(y[0]), x2=percent(x[1]), y2=em(y[1]))
    return f"<line{_is(kind)}{ends}/>"


def diamond(attributes: str) -> str:
    """A hollow diamond: last round. Its middle is where it is placed."""
    return f'<svg{attributes} width=".9em" height=".9em" viewBox="0 0 10 10" overflow="visible">{_DIAMOND}</svg>'


def words(text: str, x: str, y: float, kind: str = "") -> str:
    """One line of text; its kind says where it is anchored and how loud it is: m middle, e end, s small."""
    return f"<text{_is(kind)}{_at(x=x, y=em(y))}>{safe(text)}</text>"


def paragraph(text: str, most: float = NARROWEST, *, x: str = "0%", kind: str = "") -> Piece:
    """A text in lines no wider than `most` em."""
    small = SMALL if "s" in kind.split() else 1
    lines = wrap(text, most / small)
    step = LINE * small
    markup = "".join(words(part, x, step * place + small, kind) for place, part in enumerate(lines))
    return Piece(step * len(lines), markup)


# --- columns --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    """Equal columns with a name each: side by side, or in turns on two lines; where neither fits, numbered."""

    names: tuple[str, ...]

    @property
    def narrowest(self) -> int:
        """The least width of the whole, in em."""
        return next((step for step in WIDTHS if step >= len(self.names) * 3), WIDTHS[-1])

    @property
    def each(self) -> float:
        """The least width of one column, in em."""
        return self.narrowest / len(self.names)

    def _fit(self, room: float) -> bool:
        return fits(self.names, room / SMALL, 2)

    @property
    def _turns(self) -> int:
        """On how many lines the names take turns; 0 where they fit on neither one nor two."""
        if self._fit(self.each - _APART):
            return 1
        return 2 if len(self.names) > 2 and self._fit(self.each * 1.6 - _APART) else 0

    def middle(self, place: float) -> float:
        """Where a column's middle is."""
        return (place + 0.5) / len(self.names)

    def _name(self, text: str, place: int, turns: int) -> Piece:
        """A name over its column; one that is wider than it, at either edge, begins or ends with it."""
        room = self.each * (1.6 if turns == 2 else 1) - _APART
        if turns == 2 and place in (0, len(self.names) - 1):
            return paragraph(text, room, x=percent(1 if place else 0), kind="e s" if place else "s")
        return paragraph(text, room, x=percent(self.middle(place)), kind="m s")

    def head(self) -> list[Piece]:
        """The names, or their numbers."""
        turns = self._turns
        shown = self.names if turns else tuple(str(place) for place in range(1, len(self.names) + 1))
        texts = [self._name(text, place, turns) for place, text in enumerate(shown)]
        lines = [texts[turn :: max(1, turns)] for turn in range(max(1, turns))]
        return [Piece(max(text.height for text in line) + 0.1, "".join(text.markup for text in line)) for line in lines]

    def key(self) -> list[Piece]:
        """What the numbers stand for."""
        if self._turns:
            return []
        return [paragraph(f"{place}: {name}", kind="s") for place, name in enumerate(self.names, start=1)]

    def lines(self, height: float) -> str:
        """A line before the first column, between each two, and after the last."""
        count = len(self.names)
        return "".join(line((edge / count,) * 2, (0, height), "") for edge in range(count + 1))

    def shade(self, height: float, needed: int | None, levels: int) -> str:
        """What is high enough."""
        if needed is None:
            return ""
        return rect(needed / len(self.names), 0, (levels - needed) / len(self.names), height, "t")


_APART = 0.3  # em between two names
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
    said = paragraph(text, NARROWEST - 1.5, x="1.6em", kind="s")  # of its own smaller em
    inside = mark + said.markup
    return Piece(said.height, f"<svg{_at(x=em(x))}>{inside}</svg>" if x else inside)


def key(entries: Iterable[Entry]) -> Piece:
    """What each mark stands for, in as few lines as they fit on."""
    rows = []
    for row in _flowed(entries):
        starts = accumulate((width(text) * SMALL + 2.2 for _, text in row), initial=0.0)
        drawn = [_entry(entry, x) for entry, x in zip(row, starts, strict=False)]
        rows.append(Piece(max(piece.height for piece in drawn) + 0.15, "".join(piece.markup for piece in drawn)))
    return joined(*rows, GAP)


GAP = Piece(0.6, "")
LABEL_GAP = Piece(0.2, "")
