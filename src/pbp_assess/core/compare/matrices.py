"""What is asked differently, and judged differently, than before?"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pbp_assess.core.matrix import Criterion, Function, Matrix


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
    """Every difference that bears on a result: scale, areas, questions, counting, stages, functions."""
    if old.scale != new.scale:
        yield MatrixChange(MatrixShift.SCALE)
    yield from _domains(old, new)
    yield from _criteria(old, new)
    if old.counting != new.counting or old.headline_level != new.headline_level:
        yield MatrixChange(MatrixShift.COUNTING)
    yield from _policy(old, new)


def _domains(old: Matrix, new: Matrix) -> Iterator[MatrixChange]:
    then, now = ([domain.id for domain in matrix.domains] for matrix in (old, new))
    yield from (MatrixChange(MatrixShift.DOMAIN_ADDED, name) for name in now if name not in then)
    yield from (MatrixChange(MatrixShift.DOMAIN_REMOVED, name) for name in then if name not in now)


def _criteria(old: Matrix, new: Matrix) -> Iterator[MatrixChange]:
    for name in new.criterion_by_id:
        if name not in old.criterion_by_id:
            yield MatrixChange(MatrixShift.ADDED, name)
    for name, then in old.criterion_by_id.items():
        now = new.criterion_by_id.get(name)
        if now is None:
            yield MatrixChange(MatrixShift.REMOVED, name)
        else:
            yield from (MatrixChange(kind, name) for kind in _between(then, now))
            if _home(old, name) != _home(new, name):
                yield MatrixChange(MatrixShift.MOVED, name)


def _between(then: Criterion, now: Criterion) -> Iterator[MatrixShift]:
    if then.wording_hash != now.wording_hash:
        yield MatrixShift.REWORDED
    if (then.record, then.critical) != (now.record, now.critical):
        yield MatrixShift.MARKED


def _home(matrix: Matrix, criterion: str) -> str:
    """The domain that a criterion stands in."""
    return next(domain.id for domain in matrix.domains if any(one.id == criterion for one in domain.criteria))


def _policy(old: Matrix, new: Matrix) -> Iterator[MatrixChange]:
    then, now = old.policy, new.policy
    if (then.sectors_required, then.min_answers) != (now.sectors_required, now.min_answers):
        yield MatrixChange(MatrixShift.COVERAGE)
    for name in dict.fromkeys((*now.stages, *then.stages)):
        if then.stages.get(name) != now.stages.get(name):
            yield MatrixChange(MatrixShift.STAGE, name)
    for name, function in now.function_by_id.items():
        if name not in then.function_by_id:
            yield MatrixChange(MatrixShift.FUNCTION_ADDED, name)
        elif _asks(function) != _asks(then.function_by_id[name]):
            yield MatrixChange(MatrixShift.FUNCTION, name)
    yield from (
        MatrixChange(MatrixShift.FUNCTION_REMOVED, name)
        for name in then.function_by_id
        if name not in now.function_by_id
    )


def _asks(function: Function) -> object:
    """What a function asks for, whatever it is called."""
    papers = frozenset(paper.id for paper in function.documents)
    return function.gates, papers, function.requires, function.risk, frozenset(function.holders)
