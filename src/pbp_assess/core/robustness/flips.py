"""How few answers would change a gate?

Members to flip: the fewest answers that would have to cross the required level. A gate that is met falls with its
weakest share test; one that is not met rises only when every test short of its share passes, so those add up. And
could one member change it alone, with a whole sheet at the lowest or at the highest level?
"""

from itertools import accumulate

from pbp_assess.core.gate import Outcome
from pbp_assess.core.robustness.shares import (
    AS_IT_IS,
    Grounds,
    ShareTest,
    Way,
    ballot,
    rule_for,
    share_outcome,
    weights,
)


def _fewest(pulls: list[int], short: int) -> int:
    """How many of these pulls, the strongest first, make up what is short; all of them do."""
    reached = accumulate(sorted(pulls, reverse=True))
    return next(count for count, total in enumerate(reached, start=1) if total >= short)


def crossings(grounds: Grounds, test: ShareTest, *, up: bool) -> int:
    """The fewest answers that, crossing the required level, make a test that fails pass (`up`), or the other way.

    A crossing moves the share of persons by one person and that of the groups by the member's own weight. To pass,
    both must be enough, and the heaviest members serve both; to fail, the easier of the two will do.
    """
    rule = rule_for(grounds.standing, grounds.gate.stage, test, AS_IT_IS)
    votes = ballot(grounds.standing, test.criterion).members
    needed = []
    for weight in (dict.fromkeys(votes, 1), weights(rule.groups, votes)):
        above = sum(each for leader, each in weight.items() if votes[leader] >= rule.level)
        over = above * rule.share.denominator - sum(weight.values()) * rule.share.numerator
        if weight and (over < 0) is up:
            movable = [each for leader, each in weight.items() if (votes[leader] < rule.level) is up]
            pulls = [each * rule.share.denominator for each in movable]
            needed.append(_fewest(pulls, -over if up else over + 1))
    return max(needed) if up else min(needed)


def members_to_flip(grounds: Grounds) -> int | None:
    """The fewest answers that would change the gate by crossing a required level; None when no number of them can."""
    if Outcome.NOT_MET in grounds.rest:
        return None
    standing, stage = grounds.standing, grounds.gate.stage
    short = [test for test in grounds.tests if share_outcome(standing, stage, test, AS_IT_IS) is Outcome.NOT_MET]
    if short:
        return sum(crossings(grounds, test, up=True) for test in short)
    lowest = standing.dossier.matrix.levels[0]  # nobody can answer below it
    return min((crossings(grounds, test, up=False) for test in grounds.tests if test.level > lowest), default=None)


def lone_sheets(grounds: Grounds, leader: str) -> tuple[Way, Way]:
    """A member's whole sheet at the lowest level, and at the highest."""
    levels = grounds.standing.dossier.matrix.levels
    return Way(all_at=(leader, levels[0])), Way(all_at=(leader, levels[-1]))


def deciding_members(grounds: Grounds) -> tuple[str, ...]:
    """Members who could change the gate alone, their sheet all lowest or all highest; who gave no level has one too."""
    return tuple(
        leader
        for leader in grounds.standing.dossier.round.members
        if any(grounds.counted(way) is not grounds.gate.outcome for way in lone_sheets(grounds, leader))
    )
