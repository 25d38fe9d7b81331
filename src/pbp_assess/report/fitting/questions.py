"""How large can the phrases of a question be, and where does the question to ask go when they fill a slide?"""

from collections.abc import Iterable, Sequence
from typing import Final

from pbp_assess.report.deck import Discuss, Phrase
from pbp_assess.report.fitting.page import (
    ACROSS,
    BOTTOM,
    GAP,
    SIZES,
    SMALLEST,
    below_title,
    high,
    numbered,
    pages,
    shortened,
)

LEVEL: Final = 190.0  # the width of a level's name
COUNT: Final = 150.0  # the width of the bars of counts
ASK: Final = 520.0  # the width of the question to ask
ASK_HIGH: Final = 118.0
TAG_HIGH: Final = 30.0
TAG_SIZE: Final = 20
BETWEEN: Final = 8.0
_SPREAD: Final = 20.0
_PHRASE_LINES: Final = 8
_LEVEL_LINES: Final = 3


def tag_said(tag: str) -> str:
    """How long a question may take, and why it is here, on a line."""
    return shortened(tag, ACROSS, 1, TAG_SIZE, bold=True)


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
