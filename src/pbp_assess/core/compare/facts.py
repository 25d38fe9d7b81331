"""Which documents and records moved, what became of the actions, and which targets were met?"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pbp_assess.core.assess import Commitment
from pbp_assess.core.compare.side import Side
from pbp_assess.core.matrix import DocumentState
from pbp_assess.core.profile import Held
from pbp_assess.core.records import Target


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A level that a document shows, then and now; None where there was no entry."""

    criterion: str
    before: int | None
    after: int | None

    @property
    def fell(self) -> bool:
        """Whether it stands lower than it did; one without an entry did not fall."""
        return self.before is not None and self.after is not None and self.after < self.before


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """How far a document that a function needs has been established, then and now."""

    function: str
    document: str
    before: DocumentState | None
    after: DocumentState | None

    @property
    def fell(self) -> bool:
        """Whether it stands lower than it did; one without an entry did not fall."""
        return self.before is not None and self.after is not None and self.after.rank < self.before.rank


class Aimed(StrEnum):
    """What became of a target."""

    MET = "met"
    MISSED = "missed"
    NOT_DUE = "not due yet"
    UNKNOWN = "cannot say"


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target set in an earlier round, and the level used now."""

    target: Target
    held: Held | None
    result: Aimed


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the actions taken on before the later round, on its as-of date."""

    done: tuple[Commitment, ...]
    underway: tuple[Commitment, ...]
    overdue: tuple[Commitment, ...]

    @property
    def of(self) -> int:
        """All of them."""
        return len(self.done) + len(self.underway) + len(self.overdue)


def record_changes(before: Side, after: Side) -> Iterator[RecordChange]:
    """Records with another level, in the order of the later matrix; one that is no longer asked is left out."""
    if before.facts.matrix.levels != after.facts.matrix.levels:
        return
    for name in after.criteria:
        then, now = before.records.get(name), after.records.get(name)
        if then != now:
            yield RecordChange(name, then, now)


def document_changes(before: Side, after: Side) -> Iterator[DocumentChange]:
    """Documents of functions sought whose state is another, in the order of the later matrix."""
    for function in after.facts.matrix.policy.functions:
        if function.id not in before.sought and function.id not in after.sought:
            continue
        old, new = before.documents.get(function.id, {}), after.documents.get(function.id, {})
        for paper in function.documents:
            then, now = old.get(paper.id), new.get(paper.id)
            if then is not now:
                yield DocumentChange(function.id, paper.id, then, now)


def follow(after: Side) -> Followed:
    """Actions taken on in rounds before this one."""
    taken = [entry for entry in after.commitments if after.facts.comes_after(entry.round_id)]
    late = [entry for entry in taken if entry.overdue(after.facts.as_of)]
    return Followed(
        tuple(entry for entry in taken if entry.done),
        tuple(entry for entry in taken if not entry.done and entry not in late),
        tuple(late),
    )


def target_results(after: Side) -> Iterator[TargetResult]:
    """Targets set in rounds before this one, in the order of the file."""
    for target in after.targets:
        if after.facts.comes_after(target.round):
            profile = after.criteria.get(target.criterion)
            held = profile.held if profile else None
            yield TargetResult(target, held, aimed(target, held.level if held else None, after.facts.as_of))


def aimed(target: Target, level: int | None, as_of: datetime.date) -> Aimed:
    """What became of a target by the level used: reached is met, however early; short is missed after its last day."""
    if level is not None and level >= target.level:
        return Aimed.MET
    if target.due >= as_of:
        return Aimed.NOT_DUE
    return Aimed.UNKNOWN if level is None else Aimed.MISSED
