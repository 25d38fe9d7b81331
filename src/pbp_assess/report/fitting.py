"""How large can words be on a slide, and how much fits on one?

Lengths are points on a page of 960 by 540. Words are as large as they can be and never under 18 points; what does not
fit then takes another slide. Widths of letters are on the generous side.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from pbp_assess.report.charts.lettering import wrap
from pbp_assess.report.deck import Bars, Discuss, Grid, Phrase, Points

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 40.0
ACROSS: Final = WIDTH - 2 * MARGIN
TOP: Final = 24.0
BOTTOM: Final = HEIGHT - 46.0  # below it stand the footer and the number
SIZES: Final = (28, 24, 20, 18)
SMALLEST: Final = SIZES[-1]
TITLE_SIZES: Final = (32, 28, 24, 20)
LEADING: Final = 1.2
GAP: Final = 12.0
_LETTERS_OF_A_LINE: Final = 250  # more than the narrowest letters fill one with
_BOLD: Final = 1.1  # how much wider bold letters are, at most
_TITLE_LINES: Final = 3
_POINT_LINES: Final = 7

T = TypeVar("T")


def lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes."""
    return len(wrap(text, width / size / (_BOLD if bold else 1)))


def high(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """How high a text is."""
    return lines(text, size, width, bold=bold) * size * LEADING


def shortened(text: str, width: float, most: int, size: float = SMALLEST, *, bold: bool = False) -> str:
    """The text in so many lines at most; what is cut ends in an ellipsis; the report has it whole."""
    if lines(text, size, width, bold=bold) <= most:
        return text
    fits, cut = 0, most * _LETTERS_OF_A_LINE
    while cut - fits > 1:
        middle = (fits + cut) // 2
        if lines(f"{text[:middle]}…", size, width, bold=bold) <= most:
            fits = middle
        else:
            cut = middle
    return f"{text[:fits].rstrip()}…"


def pages(entries: Sequence[T], fits: Callable[[Sequence[T]], bool]) -> Iterator[tuple[T, ...]]:
    """The entries in as few parts as fit, each with one entry or more."""
    part: list[T] = []
    for entry in entries:
        if part and not fits([*part, entry]):
            yield tuple(part)
            part = []
        part.append(entry)
    if part:
        yield tuple(part)


def numbered(title: str, place: int = 10, of: int = 10) -> str:
    """The title of one of several slides with the same finding."""
    return (
        f"{shortened(title, ACROSS, _TITLE_LINES - 1, TITLE_SIZES[-1], bold=True)} ({place} of {of})"
        if of > 1
        else title
    )


# --- the title ------------------------------------------------------------------------------------


def title_said(title: str) -> str:
    """The title as it stands on the slide: three lines at most."""
    return shortened(title, ACROSS, _TITLE_LINES, TITLE_SIZES[-1], bold=True)


def title_size(title: str) -> int:
    """Two lines where they are enough."""
    fitting = (size for size in TITLE_SIZES if lines(title_said(title), size, ACROSS, bold=True) <= 2)
    return next(fitting, TITLE_SIZES[-1])


def below_title(title: str) -> float:
    """Where the rest of the slide begins."""
    return TOP + high(title_said(title), title_size(title), ACROSS, bold=True) + GAP


# --- points ---------------------------------------------------------------------------------------

HANGING: Final = 24.0  # from a bullet to its words
APART: Final = 0.4  # of the size, between two points


def points_high(points: Iterable[str], size: float, width: float = ACROSS - HANGING) -> float:
    """How high a list is."""
    return sum(high(point, size, width) + size * APART for point in points)


def points_size(title: str, points: Sequence[str]) -> int | None:
    """The largest size at which they fit under the title; None where they do not."""
    room = BOTTOM - below_title(title)
    return next((size for size in SIZES if points_high(points, size) <= room), None)


def points_slides(title: str, points: Sequence[str], notes: str) -> list[Points]:
    """One slide, or as many as the points need."""
    said = [shortened(point, ACROSS - HANGING, _POINT_LINES) for point in points]
    found = list(pages(said, lambda part: points_size(numbered(title), part) is not None))
    return [Points(numbered(title, place, len(found)), part, notes) for place, part in enumerate(found, start=1)]


# --- bars -----------------------------------------------------------------------------------------

NAMES: Final = 0.42  # of the width: the names of the rows
_BAR: Final = 24.0  # points: the least a bar needs, its count upon it
_APART_BARS: Final = 1.1
_NAME_LINES: Final = 3
_SENTENCE_LINES: Final = 3
_KEY_LINES: Final = 3


def row_name(name: str) -> str:
    """The name of a row as it stands beside its bar."""
    return shortened(name, ACROSS * NAMES - GAP, _NAME_LINES)


def sentence_said(sentence: str) -> str:
    """What stands under the bars."""
    return shortened(sentence, ACROSS, _SENTENCE_LINES)


def key_high(parts: Iterable[str]) -> float:
    """How much room the key takes at the top: one line for each width of the slide that its names fill."""
    joined = " ".join(f"xx {part}" for part in parts)
    return min(lines(joined, SMALLEST, ACROSS * 0.9), _KEY_LINES) * SMALLEST * 1.5


def bars_room(slide: Bars) -> float:
    """How high the bars may be."""
    key = key_high(part.name for part in slide.drawing.parts) if len(slide.drawing.parts) > 1 else 0.0
    foot = high(sentence_said(slide.sentence), SMALLEST, ACROSS)
    return BOTTOM - below_title(slide.title) - key - foot - 2 * GAP


def bars_fit(slide: Bars) -> bool:
    """Whether every row has room for its name and its bar."""
    names = (high(row_name(row.label), SMALLEST, ACROSS * NAMES - GAP) for row in slide.drawing.rows)
    return len(slide.drawing.rows) * max(_BAR, *names) * _APART_BARS <= bars_room(slide)


# --- a question to discuss ------------------------------------------------------------------------

LEVEL: Final = 190.0  # the width of a level's name
COUNT: Final = 150.0  # the width of the bars of counts
ASK: Final = 520.0  # the width of the question to ask
ASK_HIGH: Final = 118.0
TAG_HIGH: Final = 30.0
BETWEEN: Final = 8.0
_SPREAD: Final = 20.0
_PHRASE_LINES: Final = 8
_LEVEL_LINES: Final = 3


def phrase_width(phrases: Iterable[Phrase]) -> float:
    """The width of the phrases; without counts they have all of it."""
    counts = COUNT + GAP if any(phrase.count for phrase in phrases) else 0.0
    return ACROSS - LEVEL - GAP - counts


def phrase_said(phrase: Phrase, width: float) -> str:
    """The phrase as it stands on the slide."""
    return shortened(phrase.text, width, _PHRASE_LINES)


def level_said(name: str) -> str:
    """A level's name as it stands on the slide."""
    return shortened(name, LEVEL - 12, _LEVEL_LINES, bold=True)


def row_high(phrase: Phrase, size: float, width: float) -> float:
    """How high the row of one phrase is."""
    named = high(level_said(phrase.level), SMALLEST, LEVEL - 12, bold=True)
    return max(high(phrase_said(phrase, width), size, width), named) + BETWEEN


def _phrases_room(slide: Discuss) -> float:
    asked = ASK_HIGH + GAP if slide.ask else 0.0
    return BOTTOM - below_title(slide.title) - TAG_HIGH - asked


def _phrases_high(slide: Discuss, size: float) -> float:
    width = phrase_width(slide.phrases)
    return sum(row_high(phrase, size, width) for phrase in slide.phrases)


def phrases_size(slide: Discuss) -> int | None:
    """The largest size at which its phrases fit; None where they do not."""
    room = _phrases_room(slide)
    return next((size for size in SIZES if _phrases_high(slide, size) <= room), None)


def spare_of(slide: Discuss, size: float) -> float:
    """How much the rows of phrases may be spread, so that short ones do not cling to the top."""
    spare = _phrases_room(slide) - _phrases_high(slide, size)
    return max(0.0, min(spare, len(slide.phrases) * _SPREAD))


def discuss_slides(whole: Discuss) -> list[Discuss]:
    """One slide where it all fits; or else the phrases on one or more, and the question to ask after them."""
    if phrases_size(whole) is not None:
        return [whole]

    def part(phrases: Sequence[Phrase], ask: str = "", title: str = numbered(whole.title)) -> Discuss:
        return Discuss(title, whole.tag, tuple(phrases), ask, whole.of, whole.notes)

    found = list(pages(whole.phrases, lambda some: phrases_size(part(some)) is not None))
    count = len(found) + 1
    slides = [part(some, "", numbered(whole.title, place, count)) for place, some in enumerate(found, start=1)]
    return [*slides, part((), whole.ask, numbered(whole.title, count, count))]


# --- tables ---------------------------------------------------------------------------------------

CELL: Final = 8.0  # at each side of a cell
_CELL_LINES: Final = 4
_FOOT_APART: Final = 4.0
_EMPTY_ROW: Final = 40.0  # high enough to write in


@dataclass(frozen=True, slots=True)
class Measured:
    """A table as it fits: the size of its words, its columns, and the height of each row, the header's first."""

    size: int
    widths: tuple[float, ...]
    heights: tuple[float, ...]


def column_widths(weights: Sequence[int]) -> tuple[float, ...]:
    """The columns, side by side over the whole width."""
    return tuple(ACROSS * weight / sum(weights) for weight in weights)


def cell_said(text: str, width: float) -> str:
    """A cell's words as they stand on the slide."""
    return shortened(text, width - 2 * CELL, _CELL_LINES, bold=True)


def foot_said(text: str) -> str:
    """A sentence under a table as it stands on the slide."""
    return shortened(text, ACROSS, _SENTENCE_LINES)


def foot_high(foot: Iterable[str]) -> float:
    """How high the sentences under a table are."""
    return sum(high(foot_said(text), SMALLEST, ACROSS) + _FOOT_APART for text in foot)


def measured(slide: Grid) -> Measured:
    """The table at the largest size that fits, or else at the smallest."""
    return next((found for found in _sizes(slide) if _grid_fits(slide, found)), _at(slide, SMALLEST))


def _sizes(slide: Grid) -> Iterator[Measured]:
    return (_at(slide, size) for size in SIZES[1:])


def _grid_fits(slide: Grid, found: Measured) -> bool:
    return sum(found.heights) <= BOTTOM - below_title(slide.title) - foot_high(slide.foot) - GAP


def _at(slide: Grid, size: int) -> Measured:
    widths = column_widths(slide.weights)
    head = _row_high(slide.header, size, widths, heading=True)
    return Measured(size, widths, (head, *(_row_high(row, size, widths) for row in slide.rows)))


def _row_high(row: Sequence[str], size: float, widths: Sequence[float], *, heading: bool = False) -> float:
    """The height of its tallest cell; one that is to be filled in is high enough to write in."""
    tall = [
        high(cell_said(cell, has), size, has - 2 * CELL, bold=heading or not place)
        for place, (cell, has) in enumerate(zip(row, widths, strict=True))
        if cell
    ]
    return max([*tall, 0.0 if all(row) else _EMPTY_ROW]) + CELL


def grid_slides(whole: Grid) -> list[Grid]:
    """One slide, or as many as its rows need, each with the header and the foot."""

    def part(rows: Sequence[tuple[str, ...]], title: str = numbered(whole.title)) -> Grid:
        return Grid(title, whole.header, tuple(rows), whole.weights, whole.foot, whole.notes)

    found = list(pages(whole.rows, lambda rows: any(_grid_fits(part(rows), found) for found in _sizes(part(rows)))))
    return [part(rows, numbered(whole.title, place, len(found))) for place, rows in enumerate(found, start=1)]
