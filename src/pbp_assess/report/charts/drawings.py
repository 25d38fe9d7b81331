"""What does a chart show?

Plain values, and nothing about how they look: the page draws them as SVG, a slide as a chart of its own. A
position is a place on the scale counting from 0, and `scale` names the levels, lowest first. Whatever an
audience may not see never gets here: counts come folded, from a Copy.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class StripRow:
    """One area or question: how many stand at each level, and how many at none.

    `used` is the position of the level used, `before` that of last round, `needed` the lowest that will do.
    """

    label: str
    counts: tuple[int, ...]
    apart: int = 0
    used: int | None = None
    before: int | None = None
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """Spread, change and target at once: a dot for each `unit` (question, leader), a bar at the level used.

    `none` names the dots that stand apart, at no level: "No level used".
    """

    kind: ClassVar[str] = "strip"
    scale: tuple[str, ...]
    unit: str
    none: str
    rows: tuple[StripRow, ...]


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One area or question, before and after; None where there was no level."""

    label: str
    before: int | None
    after: int | None
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Two rounds beside each other; `rounds` names them, the earlier first."""

    kind: ClassVar[str] = "dumbbell"
    scale: tuple[str, ...]
    rounds: tuple[str, str]
    rows: tuple[DumbbellRow, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a whole: a level by its position, or something that is no level (None)."""

    name: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class StackedRow:
    """One row of counts, one for each part, in the same order."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stacked:
    """How each row's whole is made up, drawn to the same width; a row of nothing but 0 is said to be empty."""

    kind: ClassVar[str] = "stacked"
    unit: str
    parts: tuple[Portion, ...]
    rows: tuple[StackedRow, ...]


@dataclass(frozen=True, slots=True)
class LineRow:
    """One area or question over the rounds; None where it was not asked or had no level."""

    label: str
    positions: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Levels over rounds, the earliest first: a slope for two, a sparkline for more."""

    kind: ClassVar[str] = "lines"
    scale: tuple[str, ...]
    rounds: tuple[str, ...]
    rows: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One round on a radar: a position for each axis, None where there is no level."""

    name: str
    positions: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """The shape that boards know; on request, never alone. At most ten axes and two series."""

    kind: ClassVar[str] = "radar"
    scale: tuple[str, ...]
    axes: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        """Refuse what could not be read."""
        if not (3 <= len(self.axes) <= MOST_AXES and 1 <= len(self.series) <= MOST_SERIES):
            raise ValueError("a radar has three to ten axes, and one or two series")


MOST_AXES = 10
MOST_SERIES = 2
Drawing = Strip | Dumbbell | Stacked | Lines | Radar
