"""Who may see what of a comparison?

Answers then and now can be taken from one another, and what is left is an answer of the one who came or went. Shared
copies therefore print no distribution of the people who answered both times, count moves only where a change is clear
(a lone mover as a range), and leave out shares while those who came or left are few. A level used that is another while
those who stayed did not clearly move would give the others away: then it is not told whether they moved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from pbp_assess.core.assess import RoundFacts
from pbp_assess.core.compare import Comparison, CriterionChange, Direction, DomainChange, FunctionChange, Grade
from pbp_assess.core.compare.criteria import counted
from pbp_assess.core.compare.facts import DocumentChange, Followed, RecordChange, TargetResult
from pbp_assess.core.compare.linking import Uncompared
from pbp_assess.core.compare.matrices import MatrixChange
from pbp_assess.core.compare.moves import Moves, ShareMove, StoredMoves
from pbp_assess.core.compare.side import PanelChange, Side
from pbp_assess.core.crosswalk import Link
from pbp_assess.core.disclosure.copy import Audience, Band
from pbp_assess.core.disclosure.counts import bands, blurred
from pbp_assess.core.disclosure.rules import too_few
from pbp_assess.core.gate import Withheld
from pbp_assess.core.profile import CriterionProfile, Held, Source, profile_domain
from pbp_assess.core.tally import Distribution, Ratio

FEWEST_TO_TELL_APART = 5  # joiners or leavers


class ChangeKeptBack(StrEnum):
    """What a copy of a comparison does not show."""

    PEOPLE = "who moved"
    MOVES = "how many moved where few did"
    DISTRIBUTIONS = "counts by level of those who answered both times"
    EFFECTS = "what joiners and leavers did to a share"


@dataclass(frozen=True, slots=True)
class MovesCopy:
    """Those who gave a level both times, as far as an audience may see them."""

    up: Ratio | Withheld
    same: Ratio | Withheld
    down: Ratio | Withheld
    of: int
    before: tuple[Band, ...] | Withheld
    after: tuple[Band, ...] | Withheld
    supported_before: int | Withheld | None
    supported: int | Withheld | None
    chance: Fraction | Withheld


@dataclass(frozen=True, slots=True)
class ShareCopy:
    """A share of the whole panel then and now, and why it moved; an effect is None where it is undefined."""

    level: int
    before: Ratio | Withheld
    after: Ratio | Withheld
    leavers: Fraction | Withheld | None
    real: Fraction | Withheld | None
    joiners: Fraction | Withheld | None


@dataclass(frozen=True, slots=True)
class CriterionChangeCopy:
    """What an audience may see of one question in two rounds; `before` and `after` are the whole panel's."""

    link: Link
    domain: str
    held_before: Held
    held: Held
    supported_before: int | Withheld | None
    supported: int | Withheld | None
    before: tuple[Band, ...] | Withheld | None
    after: tuple[Band, ...] | Withheld | None
    grade: Grade
    direction: Direction
    moves: MovesCopy | None
    share: ShareCopy | None

    @property
    def rose(self) -> bool:
        """Views rose, clearly or possibly."""
        return self.grade.called and self.direction is Direction.UP

    @property
    def fell(self) -> bool:
        """Views fell, clearly or possibly."""
        return self.grade.called and self.direction is Direction.DOWN


@dataclass(frozen=True, slots=True)
class ComparisonCopy:
    """A comparison as one audience may see it, with what was kept back.

    `panel` is None where the people who answered both times are not known.
    """

    audience: Audience
    before: RoundFacts
    facts: RoundFacts
    members_before: Ratio
    members: Ratio
    panel: PanelChange | None
    criteria: tuple[CriterionChangeCopy, ...]
    uncompared: tuple[Uncompared, ...]
    domains: tuple[DomainChange, ...]
    functions: tuple[FunctionChange, ...]
    matrix: tuple[MatrixChange, ...]
    records: tuple[RecordChange, ...]
    documents: tuple[DocumentChange, ...]
    actions: Followed
    targets: tuple[TargetResult, ...]
    kept_back: tuple[ChangeKeptBack, ...]

    @property
    def rose(self) -> tuple[CriterionChangeCopy, ...]:
        """Questions on which views rose."""
        return tuple(change for change in self.criteria if change.rose)

    @property
    def fell(self) -> tuple[CriterionChangeCopy, ...]:
        """Questions on which views fell."""
        return tuple(change for change in self.criteria if change.fell)

    @property
    def too_few(self) -> tuple[CriterionChangeCopy, ...]:
        """Questions on which too few answered both times."""
        return tuple(change for change in self.criteria if change.grade is Grade.TOO_FEW)

    @property
    def not_told(self) -> tuple[CriterionChangeCopy, ...]:
        """Questions of which it is not told whether those who stayed moved."""
        return tuple(change for change in self.criteria if change.grade is Grade.NOT_TOLD)

    @property
    def as_before(self) -> tuple[CriterionChangeCopy, ...]:
        """Questions without a clear change."""
        return tuple(change for change in self.criteria if change.grade is Grade.NO_CLEAR_CHANGE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one audience may see of one comparison; levels used that rest on too few answers are masked."""

    audience: Audience
    minimum_cell: int
    before: Mapping[str, CriterionProfile]
    after: Mapping[str, CriterionProfile]

    @property
    def everything(self) -> bool:
        """Whether this is the facilitator's own copy."""
        return self.audience is Audience.FACILITATOR

    def criterion(self, change: CriterionChange) -> CriterionChangeCopy:
        """One question: levels used, grade and direction for all; counts where they single nobody out."""
        few_then = self._few(change.before) or change.held_before.source is Source.TOO_FEW
        few_now = self._few(change.after) or change.held.source is Source.TOO_FEW
        public = self.audience is Audience.PUBLIC
        grade = self._grade(change)
        return CriterionChangeCopy(
            link=change.link,
            domain=change.domain,
            held_before=self._held(change.held_before, few=few_then),
            held=self._held(change.held, few=few_now),
            supported_before=Withheld.WITHHELD if public or few_then else change.supported_before,
            supported=Withheld.WITHHELD if public or few_now else change.supported,
            before=self._spread(change.before),
            after=self._spread(change.after),
            grade=grade,
            direction=change.direction if self.everything or grade.called else Direction.NEITHER,
            moves=self._moved(change),
            share=self._share(change, change.share) if change.share else None,
        )

    def _few(self, spread: Distribution | None) -> bool:
        """Whether too few gave a level for this audience."""
        return not self.everything and spread is not None and 0 < spread.n < self.minimum_cell

    def _held(self, held: Held, *, few: bool) -> Held:
        return Held(None, Source.TOO_FEW) if few and held.source is Source.SUPPORTED else held

    def _spread(self, spread: Distribution | None) -> tuple[Band, ...] | Withheld | None:
        """Counts by level: the facilitator's alone, where what the matched said stands beside them."""
        if spread is None:
            return None
        return bands(spread, fold=False) if self.everything else Withheld.WITHHELD

    def _grade(self, change: CriterionChange) -> Grade:
        """How sure a change is, unless it says with the level used what those who came or left had said."""
        used = change.held.level == change.held_before.level and change.supported == change.supported_before
        stored = isinstance(change.moves, StoredMoves)  # as partners may see it already
        if self.everything or stored or used or _apart(change) or change.grade not in _UNCLEAR:
            return change.grade
        return Grade.NOT_TOLD

    def _moved(self, change: CriterionChange) -> MovesCopy | None:
        """Who moved, counted anew or as it was stored for partners."""
        moves = change.moves
        if moves is None:
            return None
        if isinstance(moves, Moves):
            return self._moves(change, moves)
        counts = [moves.up, moves.down] if self.audience is not Audience.PUBLIC else [None, None]
        up, down = (count or Withheld.WITHHELD for count in counts)
        return MovesCopy(up, Withheld.WITHHELD, down, moves.n, *[Withheld.WITHHELD] * 5)

    def _moves(self, change: CriterionChange, moves: Moves) -> MovesCopy:
        """Counts of moves where the change is clear, a lone mover as a range; all the rest is the facilitator's."""
        up, same, down = (Ratio(count, moves.n) for count in (moves.up, moves.same, moves.down))
        hidden, (then, now) = Withheld.WITHHELD, change.matched_supported
        if self.everything:
            spreads = (bands(moves.before, fold=False), bands(moves.after, fold=False))
            return MovesCopy(up, same, down, moves.n, *spreads, then, now, moves.chance)
        partners = self.audience is Audience.PARTNERSHIP
        counted = partners and change.grade is Grade.CLEAR
        level = partners and _apart(change) and moves.n >= self.minimum_cell
        return MovesCopy(
            blurred(up) if counted else hidden,
            hidden,
            blurred(down) if counted else hidden,
            moves.n,
            hidden,
            hidden,
            then if level else hidden,
            now if level else hidden,
            hidden,
        )

    def _share(self, change: CriterionChange, share: ShareMove) -> ShareCopy:
        """Shares and effects, where nobody can be taken out of them."""
        if self.everything:
            return ShareCopy(share.level, share.before, share.after, share.leavers, share.real, share.joiners)
        exact = all(self._count(ratio) is ratio for ratio in (share.before, share.after))
        if exact and _apart(change):
            return ShareCopy(share.level, share.before, share.after, share.leavers, share.real, share.joiners)
        return ShareCopy(share.level, *[Withheld.WITHHELD] * 5)

    def _count(self, ratio: Ratio) -> Ratio | Withheld:
        return Withheld.WITHHELD if ratio.of < self.minimum_cell else blurred(ratio)

    def function(self, change: FunctionChange) -> FunctionChange:
        """A function; the public sees only the stage that is sought."""
        if self.audience is not Audience.PUBLIC:
            return change
        return replace(change, stages=tuple(stage for stage in change.stages if stage is change.aim))

    def domain(
        self, change: DomainChange, before: Side, after: Side, shown: tuple[CriterionChangeCopy, ...]
    ) -> DomainChange:
        """An area, counted as its questions are shown, without the levels used that rest on too few answers."""
        then = change.before and profile_domain(before.facts.matrix, change.before.domain, self.before)
        now = profile_domain(after.facts.matrix, change.domain, self.after)
        return DomainChange(change.domain, then, now, *counted(shown, change.domain.id))

    def target(self, result: TargetResult) -> TargetResult:
        """A target with the level used as this audience may see it; what is noted of it is the facilitator's."""
        known = self.after.get(result.target.criterion)
        target = result.target if self.everything else result.target.model_copy(update={"note": None})
        return replace(result, target=target, held=known.held if known else None)

    def uncompared(self, entry: Uncompared) -> Uncompared:
        """A question that is not compared, with its level as this audience may see it."""
        side = self.after if entry.criterion in self.after else self.before
        return replace(entry, held=side[entry.criterion].held)


_UNCLEAR = frozenset({Grade.POSSIBLE, Grade.NO_CLEAR_CHANGE})


def _apart(change: CriterionChange) -> bool:
    """Whether so many came or left (or nobody at all) that none of them can be told apart."""
    share = change.share
    return share is not None and all(
        count == 0 or count >= FEWEST_TO_TELL_APART for count in (share.left, share.joined)
    )


def _masked(side: Side, audience: Audience) -> dict[str, CriterionProfile]:
    """The questions of a round, without the levels used that rest on too few answers."""
    least, open_ = side.facts.matrix.counting.minimum_cell, audience is Audience.FACILITATOR
    return {
        name: replace(profile, held=Held(None, Source.TOO_FEW))
        if not open_ and too_few(profile, least) and profile.held.source is Source.SUPPORTED
        else profile
        for name, profile in side.criteria.items()
    }


def disclose_comparison(comparison: Comparison, audience: Audience) -> ComparisonCopy:
    """The copy of a comparison that this audience may see."""
    before, after = comparison.before, comparison.after
    cell = after.facts.matrix.counting.minimum_cell
    rules = Rules(audience, cell, _masked(before, audience), _masked(after, audience))
    criteria = tuple(map(rules.criterion, comparison.criteria))
    return ComparisonCopy(
        audience=audience,
        before=before.facts,
        facts=after.facts,
        members_before=before.coverage.members,
        members=after.coverage.members,
        panel=comparison.matched.panel if comparison.matched else None,
        criteria=criteria,
        uncompared=tuple(map(rules.uncompared, comparison.uncompared)),
        domains=tuple(rules.domain(change, before, after, criteria) for change in comparison.domains),
        functions=tuple(map(rules.function, comparison.functions)),
        matrix=comparison.matrix,
        records=comparison.records,
        documents=comparison.documents,
        actions=comparison.actions,
        targets=tuple(map(rules.target, comparison.targets)),
        kept_back=() if rules.everything else tuple(ChangeKeptBack),
    )
