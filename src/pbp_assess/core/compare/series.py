"""How has a place gone, round by round?

Every round is shown, with the highest point and what is left of it: two rounds alone could be chosen to look well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from pbp_assess.core.assess import FunctionReadiness, RoundFacts
from pbp_assess.core.gate import Status
from pbp_assess.core.matrix import Domain, Function
from pbp_assess.core.profile import DomainProfile
from pbp_assess.core.tally import Ratio


class Judged(Protocol):
    """One round as it was judged and as an audience may see it."""

    @property
    def facts(self) -> RoundFacts:
        """Which round it is."""

    @property
    def domains(self) -> tuple[DomainProfile, ...]:
        """Its areas."""

    @property
    def functions(self) -> tuple[FunctionReadiness, ...]:
        """Its functions."""


@dataclass(frozen=True, slots=True)
class DomainPoint:
    """One area in one round: questions at the headline level or above, and the area's level where it has one.

    `other_questions` says that its questions are not those of the round before; `comparable` that the scale is that of
    the last round.
    """

    round_id: str
    reached: Ratio
    level: int | None
    other_questions: bool
    comparable: bool

    @property
    def share(self) -> Fraction:
        """The share of its questions at that level; 0 where it has none left."""
        return Fraction(self.reached.count, self.reached.of or 1)


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One area through the rounds that had it."""

    domain: Domain
    points: tuple[DomainPoint, ...]

    @property
    def peak(self) -> DomainPoint:
        """The round in which most of its questions were at the headline level or above; the latest of equals."""
        return max(reversed(self.points), key=lambda point: point.share)

    @property
    def net(self) -> int:
        """Questions at the headline level or above: now, less at the start."""
        return self.points[-1].reached.count - self.points[0].reached.count


@dataclass(frozen=True, slots=True)
class FunctionPoint:
    """One function in one round: where it stands against the stage sought, and the highest stage met.

    `rank` counts the stages met, from the lowest.
    """

    round_id: str
    sought: str | None
    status: Status | None
    highest: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """One function through the rounds; sought in one of them at least."""

    function: Function
    points: tuple[FunctionPoint, ...]

    @property
    def peak(self) -> FunctionPoint:
        """The round with the highest stage met; the latest of equals."""
        return max(reversed(self.points), key=lambda point: point.rank)

    @property
    def net(self) -> int:
        """Stages met: now, less at the start."""
        return self.points[-1].rank - self.points[0].rank


@dataclass(frozen=True, slots=True)
class Series:
    """Every round of a place, oldest first, by area and by function."""

    rounds: tuple[RoundFacts, ...]
    domains: tuple[DomainLine, ...]
    functions: tuple[FunctionLine, ...]


def series(judged: Sequence[Judged]) -> Series:
    """The rounds given, oldest first; areas and functions in the order of the last one's matrix."""
    last = judged[-1].facts.matrix
    return Series(
        tuple(one.facts for one in judged),
        tuple(DomainLine(domain, tuple(_domain_points(judged, domain))) for domain in last.domains),
        tuple(_function_lines(judged, last.policy.function_by_id)),
    )


def _domain_points(judged: Sequence[Judged], domain: Domain) -> Iterator[DomainPoint]:
    asked: frozenset[str] | None = None
    scale = judged[-1].facts.matrix.levels
    for one in judged:
        profile = next((entry for entry in one.domains if entry.domain.id == domain.id), None)
        if profile is None:
            continue
        wording = frozenset(criterion.wording_hash for criterion in profile.domain.criteria)
        reached = Ratio(profile.held.at_least(one.facts.matrix.headline_level), profile.of)
        others = asked is not None and wording != asked
        yield DomainPoint(one.facts.round_id, reached, profile.level, others, one.facts.matrix.levels == scale)
        asked = wording


def _function_lines(judged: Sequence[Judged], functions: Mapping[str, Function]) -> Iterator[FunctionLine]:
    for name, function in functions.items():
        points = tuple(_function_points(judged, name))
        if any(point.sought for point in points):
            yield FunctionLine(function, points)


def _function_points(judged: Sequence[Judged], name: str) -> Iterator[FunctionPoint]:
    for one in judged:
        found = next((function for function in one.functions if function.function == name), None)
        if found is not None:
            order = one.facts.matrix.policy.stage_order
            rank = order.index(found.highest_met) + 1 if found.highest_met else 0
            status = found.aim.gate.status if found.aim else None
            yield FunctionPoint(one.facts.round_id, found.sought, status, found.highest_met, rank)
