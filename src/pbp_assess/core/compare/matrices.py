"""What is asked differently, and judged differently, than before?

In short, by what it bears on; `matrix_diff` finds the differences and tells them in full.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pbp_assess.core.matrix import Matrix
from pbp_assess.core.matrix_diff import Difference, Kind, Path, differences


class MatrixShift(StrEnum):
    """A way in which two matrices differ."""

    SCALE = "scale"
    DOMAIN_ADDED = "area added"
    DOMAIN_REMOVED = "area removed"
    ADDED = "question added"
    REMOVED = "question removed"
    REWORDED = "question reworded"
    MOVED = "question moved to another area"
    MARKED = "question marked as record or critical"
    COUNTING = "rules of counting"
    STAGE = "tests of a stage"
    STAGE_ORDER = "order of the stages"
    COVERAGE = "sectors or answers needed"
    FUNCTION_ADDED = "function added"
    FUNCTION_REMOVED = "function removed"
    FUNCTION = "function asks for other things"


BREAKING = frozenset({MatrixShift.SCALE, MatrixShift.REMOVED, MatrixShift.REWORDED})
"""After these an answer then and an answer now are not answers to the same question."""


@dataclass(frozen=True, slots=True)
class MatrixChange:
    """One difference: of what kind, and of which criterion, domain, stage or function."""

    kind: MatrixShift
    subject: str = ""

    @property
    def breaking(self) -> bool:
        """Whether something that was asked can no longer be compared."""
        return self.kind in BREAKING


def matrix_changes(old: Matrix, new: Matrix) -> Iterator[MatrixChange]:
    """What of the differences bears on a result, each once, kind by kind; not words around the questions, nor order."""
    found = dict.fromkeys(change for one in differences(old, new) for change in _changes(one))
    yield from sorted(found, key=lambda change: _KINDS.index(change.kind))


_KINDS: Final = tuple(MatrixShift)
_QUESTION: Final = {
    Kind.ADDED: MatrixShift.ADDED,
    Kind.REMOVED: MatrixShift.REMOVED,
    Kind.REWORDED: MatrixShift.REWORDED,
    Kind.MOVED: MatrixShift.MOVED,
    Kind.POLICY: MatrixShift.MARKED,
}
_AREA: Final = {Kind.ADDED: MatrixShift.DOMAIN_ADDED, Kind.REMOVED: MatrixShift.DOMAIN_REMOVED}
_FUNCTION: Final = {Kind.ADDED: MatrixShift.FUNCTION_ADDED, Kind.REMOVED: MatrixShift.FUNCTION_REMOVED}


def _changes(one: Difference) -> Iterator[MatrixChange]:
    """What one difference comes to; nothing where it is of words alone, or of the order in which things stand."""
    if one.kind is Kind.RENAMED:
        yield from (MatrixChange(MatrixShift.ADDED, one.now), MatrixChange(MatrixShift.REMOVED, one.then))
    elif one.kind is not Kind.TEXT and (kind := _shift(one.kind, max(one.old, one.new, key=len))):
        yield MatrixChange(kind, "" if kind in _OF_ALL else one.subject.rpartition(" ")[2])


_OF_ALL: Final = {MatrixShift.SCALE, MatrixShift.COUNTING, MatrixShift.COVERAGE, MatrixShift.STAGE_ORDER}


def _shift(kind: Kind, path: Path) -> MatrixShift | None:
    """What stands here in a matrix, and so what bears on a result."""
    match path:
        case ("scale",):
            return MatrixShift.SCALE
        case ("domains", _):
            return _AREA[kind]
        case ("domains", _, "criteria", _, *_):
            return _QUESTION[kind]
        case ("counting" | "comparing", *_) | ("readiness", "not_applicable_over" | "dissent_levels"):
            return MatrixShift.COUNTING
        case ("readiness", "sectors_required" | "min_answers"):
            return MatrixShift.COVERAGE
        case ("readiness", "stages", *named):
            return MatrixShift.STAGE if named else MatrixShift.STAGE_ORDER
        case ("readiness", "functions", _):
            return _FUNCTION[kind]
        case ("readiness", "functions", _, part, *_) if part != "hand_back":
            return MatrixShift.FUNCTION
        case _:
            return None
