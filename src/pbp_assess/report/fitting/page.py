"""How large can words be on a slide, and how much fits on one?

Lengths are points on a page of 960 by 540. Words are as large as they can be and never under 18 points; what does not
fit then takes another slide. Widths of letters are on the generous side.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from pbp_assess.report.charts.lettering import wrap
from pbp_assess.report.deck import Points

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


# --- what stands around ---------------------------------------------------------------------------

FOOTER: Final = ACROSS - 90  # beside it stands the number
FOOTER_SIZE: Final = 12


def footer_said(text: str) -> str:
    """What stands at the foot of a slide."""
    return shortened(text, FOOTER, 2, FOOTER_SIZE)


def opening_said(text: str) -> str:
    """A line of the first slide."""
    return shortened(text, ACROSS, _TITLE_LINES)


# --- points ---------------------------------------------------------------------------------------

HANGING: Final = 24.0  # from a bullet to its words
APART: Final = 0.4  # of the size, between two points


def points_high(points: Iterable[str], size: float) -> float:
    """How high a list is."""
    return sum(high(point, size, ACROSS - HANGING) + size * APART for point in points)


def points_size(title: str, points: Sequence[str]) -> int | None:
    """The largest size at which they fit under the title; None where they do not."""
    room = BOTTOM - below_title(title)
    return next((size for size in SIZES if points_high(points, size) <= room), None)


def points_slides(title: str, points: Sequence[str], notes: str) -> list[Points]:
    """One slide, or as many as the points need."""
    said = [shortened(point, ACROSS - HANGING, _POINT_LINES) for point in points]
    found = list(pages(said, lambda part: points_size(numbered(title), part) is not None))
    return [Points(numbered(title, place, len(found)), part, notes) for place, part in enumerate(found, start=1)]
