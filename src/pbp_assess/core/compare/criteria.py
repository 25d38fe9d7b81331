"""What changed on one question, and in one area?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from pbp_assess.core.compare.matching import Levels, spread
from pbp_assess.core.compare.moves import Direction, Grade, Moves, ShareMove, StoredMoves, direction, grade, share_move
from pbp_assess.core.compare.side import Matched, Side
from pbp_assess.core.crosswalk import Link
from pbp_assess.core.matrix import Domain
from pbp_assess.core.profile import DomainProfile, Held
from pbp_assess.core.tally import Distribution


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """One question in two rounds; levels of the earlier one stand on the later scale.

    `moves` and `share` are None where the people who answered both times are not known; `matched_supported` is what
    most of them see. `before` and `after` (the whole panel) are None where a question of several parts is known by its
    counts alone.
    """

    link: Link
    domain: str
    held_before: Held
    held: Held
    before: Distribution | None
    after: Distribution | None
    supported_before: int | None
    supported: int | None
    moves: Moves | StoredMoves | None
    matched_supported: tuple[int | None, int | None]
    grade: Grade
    direction: Direction
    share: ShareMove | None

    @property
    def rose(self) -> bool:
        """Views rose, clearly or possibly."""
        return self.grade.called and self.direction is Direction.UP

    @property
    def fell(self) -> bool:
        """Views fell, clearly or possibly."""
        return self.grade.called and self.direction is Direction.DOWN


@dataclass(frozen=True, slots=True)
class DomainChange:
    """One area: how many of its questions rose, fell, are as before, too few to call or not told; its level twice.

    `before` is None where the earlier matrix has no such area, or another scale.
    """

    domain: Domain
    before: DomainProfile | None
    after: DomainProfile
    rose: int
    fell: int
    as_before: int
    too_few: int
    not_told: int

    @property
    def compared(self) -> int:
        """How many of its questions are compared."""
        return self.rose + self.fell + self.as_before + self.too_few + self.not_told


class Graded(Protocol):
    """A change as it is called."""

    @property
    def domain(self) -> str:
        """The area of its question."""

    @property
    def grade(self) -> Grade:
        """How sure it is."""

    @property
    def rose(self) -> bool:
        """Whether views rose."""

    @property
    def fell(self) -> bool:
        """Whether views fell."""


def criterion_change(
    before: Side, after: Side, link: Link, levels: Levels, matched: Matched | None, level: int
) -> CriterionChange:
    """One question, compared at `level` where a share is spoken of."""
    share, rules = after.facts.matrix.counting.profile_share, after.facts.matrix.comparing
    then, now = _spread(before, link.before, after, levels), _spread(after, link.after, after, None)
    found = matched.moves.get(link) if matched else None
    moves = found if isinstance(found, Moves) else None
    stored = found if isinstance(found, StoredMoves) else None
    return CriterionChange(
        link=link,
        domain=_domain(after, link),
        held_before=_mapped(_held(before, link.before), levels),
        held=_held(after, link.after),
        before=then,
        after=now,
        supported_before=_supported(before, link.before, then, share, levels),
        supported=_supported(after, link.after, now, share, None),
        moves=moves or stored,
        matched_supported=(moves.before.supported(share), moves.after.supported(share)) if moves else (None, None),
        grade=grade(moves, share, rules) if moves else stored.grade if stored else Grade.TOO_FEW,
        direction=direction(moves, share) if moves else stored.direction if stored else Direction.NEITHER,
        share=share_move(level, then, moves, now) if then and now and moves else None,
    )


def moved(change: CriterionChange) -> bool:
    """Whether anybody who answered both times changed their view, as far as it is known."""
    moves = change.moves
    return moves.n != moves.same if isinstance(moves, Moves) else change.grade.called


def _spread(side: Side, criteria: tuple[str, ...], after: Side, levels: Levels | None) -> Distribution | None:
    """What the whole panel says, on the later scale: from the counts, or sheet by sheet where there are several."""
    scale = after.facts.matrix.levels
    to = levels or {level: level for level in scale}
    if len(criteria) == 1 and (tally := side.criteria[criteria[0]].tally):
        counts = [0] * len(scale)
        for step, count in enumerate(tally.distribution.counts):
            counts[to[tally.distribution.lowest + step] - scale[0]] += count
        return Distribution(scale[0], tuple(counts))
    return spread(side.dossier, criteria, scale[0], len(scale), to) if side.dossier else None


def _supported(
    side: Side, criteria: tuple[str, ...], found: Distribution | None, share: Fraction, levels: Levels | None
) -> int | None:
    """What most of the panel see: counted, or as it was stored beside counts in which a lone person is folded."""
    if side.dossier is None and len(criteria) == 1:
        stored = side.criteria[criteria[0]].supported
        return levels[stored] if levels and stored is not None else stored
    return found.supported(share) if found else None


def _held(side: Side, criteria: tuple[str, ...]) -> Held:
    """The level used; of several the lowest, and none where one of them has none."""
    helds = [side.criteria[name].held for name in criteria]
    return min(helds, key=lambda held: (held.level is not None, held.level or 0))


def _mapped(held: Held, levels: Levels) -> Held:
    return held if held.level is None else replace(held, level=levels[held.level])


def _domain(after: Side, link: Link) -> str:
    """The area a question stands in now."""
    return next(
        entry.domain.id
        for entry in after.domains
        if any(criterion.id == link.after[0] for criterion in entry.domain.criteria)
    )


def domain_changes(
    before: Side, after: Side, changes: Iterable[Graded], *, same_scale: bool
) -> tuple[DomainChange, ...]:
    """Each area of the later matrix."""
    known = list(changes)
    old = {entry.domain.id: entry for entry in before.domains} if same_scale else {}
    return tuple(
        DomainChange(entry.domain, old.get(entry.domain.id), entry, *counted(known, entry.domain.id))
        for entry in after.domains
    )


def counted(changes: Iterable[Graded], domain: str) -> tuple[int, int, int, int, int]:
    """How many questions of an area rose, fell, are as before, too few to call, and not told."""
    here = [change for change in changes if change.domain == domain]
    grades = [change.grade for change in here]
    return (
        sum(change.rose for change in here),
        sum(change.fell for change in here),
        grades.count(Grade.NO_CLEAR_CHANGE),
        grades.count(Grade.TOO_FEW),
        grades.count(Grade.NOT_TOLD),
    )
