"""Did the people who answered both times move, and is it more than chance?

Up, same and down are counted on the people who gave a level both times. Re-rating noise alone moves many levels by one:
a rise is clear only when the sign test says so (method.md section 7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb

from pbp_assess.core.matrix import Comparing
from pbp_assess.core.tally import Distribution, Ratio


class Grade(StrEnum):
    """How sure a change is; `NOT_TOLD` in shared copies alone, where it would point to those who came or left."""

    CLEAR = "clear"
    POSSIBLE = "possible"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to call"
    NOT_TOLD = "not told"

    @property
    def called(self) -> bool:
        """Whether a change is spoken of at all."""
        return self in (Grade.CLEAR, Grade.POSSIBLE)


class Direction(StrEnum):
    """Which way."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Moves:
    """How many went up, stayed and went down, of those who gave a level both times; their levels then and now.

    Levels of the earlier round stand on the scale of the later.
    """

    up: int
    same: int
    down: int
    before: Distribution
    after: Distribution

    @property
    def n(self) -> int:
        """Members who gave a level both times."""
        return self.up + self.same + self.down

    @property
    def net(self) -> int:
        """Those who went up less those who went down."""
        return self.up - self.down

    @property
    def chance(self) -> Fraction:
        """How likely so lopsided a split would be if up and down were a toss of a coin."""
        return sign_test(self.up, self.down)


@dataclass(frozen=True, slots=True)
class StoredMoves:
    """What a stored result holds of `Moves`, as partners may see it: `n` gave a level both times.

    `up` and `down` are there where the change is clear.
    """

    n: int
    grade: Grade
    direction: Direction
    up: Ratio | None = None
    down: Ratio | None = None


def sign_test(up: int, down: int) -> Fraction:
    """The exact two-sided sign test: p = min(1, 2 * P(at most the fewer of the two)) for a fair coin."""
    tail = sum(comb(up + down, few) for few in range(min(up, down) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2 ** (up + down)))


def count_moves(lowest: int, steps: int, pairs: Iterable[tuple[int, int]]) -> Moves:
    """Count pairs of levels (then, now) on a scale."""
    then, now = [0] * steps, [0] * steps
    up = same = down = 0
    for before, after in pairs:
        then[before - lowest] += 1
        now[after - lowest] += 1
        up, same, down = up + (after > before), same + (after == before), down + (after < before)
    return Moves(up, same, down, Distribution(lowest, tuple(then)), Distribution(lowest, tuple(now)))


def grade(moves: Moves, share: Fraction, rules: Comparing) -> Grade:
    """Clear, possible, no clear change, or too few to call; `share` is that of the supported level."""
    if moves.n < rules.called_from:
        return Grade.TOO_FEW
    if moves.chance < rules.clear_below:
        return Grade.CLEAR
    differs = moves.before.supported(share) != moves.after.supported(share)
    return Grade.POSSIBLE if differs or abs(moves.net) >= rules.possible_net else Grade.NO_CLEAR_CHANGE


def direction(moves: Moves, share: Fraction) -> Direction:
    """Which way the people moved; where as many went up as down, which way what most of them see moved."""
    then, now = moves.before.supported(share), moves.after.supported(share)
    lean = moves.net or ((now or 0) - (then or 0) if then is not None and now is not None else 0)
    if not lean:
        return Direction.NEITHER
    return Direction.UP if lean > 0 else Direction.DOWN


@dataclass(frozen=True, slots=True)
class ShareMove:
    """Why the share at a level or higher moved: who left, who changed their mind, who joined.

    `left` and `joined` are members who gave a level the one time only. The three effects add up exactly; they are
    undefined where nobody gave a level both times.
    """

    level: int
    before: Ratio
    matched_before: Ratio
    matched_after: Ratio
    after: Ratio

    @property
    def left(self) -> int:
        """Members who gave a level before and not now."""
        return self.before.of - self.matched_before.of

    @property
    def joined(self) -> int:
        """Members who gave a level now and not before."""
        return self.after.of - self.matched_after.of

    @property
    def leavers(self) -> Fraction | None:
        """What those who gave no level again did to the share."""
        return _difference(self.before, self.matched_before)

    @property
    def real(self) -> Fraction | None:
        """What those who answered both times did to it."""
        return _difference(self.matched_before, self.matched_after)

    @property
    def joiners(self) -> Fraction | None:
        """What those who gave a level for the first time did to it."""
        return _difference(self.matched_after, self.after)


def _difference(before: Ratio, after: Ratio) -> Fraction | None:
    """The later share less the earlier; nothing where there is no share."""
    if not before.of or not after.of:
        return None
    return Fraction(after.count, after.of) - Fraction(before.count, before.of)


def share_move(level: int, before: Distribution, moves: Moves, after: Distribution) -> ShareMove:
    """The share at this level or higher, of everybody and of the matched, then and now."""
    return ShareMove(
        level,
        *(Ratio(each.at_least(level), each.n) for each in (before, moves.before, moves.after, after)),
    )
