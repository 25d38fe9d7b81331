"""How many bars fit on a slide, with their names, their key and their sentence?"""

from collections.abc import Iterable
from typing import Final

from pbp_assess.report.deck import Bars
from pbp_assess.report.fitting.page import ACROSS, BOTTOM, GAP, SMALLEST, below_title, high, lines, shortened

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
