"""What would need to be in place for a function, and what is the least that would have to change?

A move is one member's answer raised by one level. The smallest total that passes every share test is exact: each
group is raised cheapest first, and the choice between groups is searched in full. What is found is judged again by
the whole gate, where a split, a record or a document may still stand in the way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pbp_assess.core.assessment import Dossier, Scoresheet
from pbp_assess.core.gate import Finding, Gate, Outcome, Withheld
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.requirement import Standing, once
from pbp_assess.core.robustness.shares import AS_IT_IS, Grounds, Rule, ShareTest, Votes, ballot, rule_for, weights


@dataclass(frozen=True, slots=True)
class Need:
    """A criterion short of its level. `moves` are the fewest one-level moves that pass its share test.

    `moves` is None where its share is not what is short: a record, an agreed level, too few answers, a split.
    """

    criterion: str
    level: int
    outcome: Outcome
    moves: int | Withheld | None


@dataclass(frozen=True, slots=True)
class Path:
    """What stands between a function and a stage.

    After `moves` one-level moves every share test passes; the gate would then say `outcome`, with `left` still open.
    """

    needs: tuple[Need, ...]
    moves: int | Withheld
    outcome: Outcome | Withheld
    left: tuple[Finding, ...] | Withheld


# --- one share test -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Raised:
    """So many members of each group raised: how many persons, at how many moves, with how much weight."""

    persons: int
    moves: int
    weight: int
    taken: tuple[int, ...]


def _options(costs: Sequence[int], weight: int) -> list[_Raised]:
    """One group with none, one, two, ... of its members raised, the cheapest first."""
    totals = accumulate(costs, initial=0)
    return [_Raised(count, moves, count * weight, (count,)) for count, moves in enumerate(totals)]


def _joined(sofar: Iterable[_Raised], options: Sequence[_Raised]) -> list[_Raised]:
    """Every choice so far with every option; of those with as many persons and moves, the heaviest."""
    best: dict[tuple[int, int], _Raised] = {}
    for one in sofar:
        for option in options:
            persons, moves = one.persons + option.persons, one.moves + option.moves
            weight = one.weight + option.weight
            known = best.get((persons, moves))
            if known is None or weight > known.weight:
                best[persons, moves] = _Raised(persons, moves, weight, (*one.taken, *option.taken))
    return list(best.values())


def _short(rule: Rule, weight: dict[str, int], votes: Votes) -> int:
    """How much weight is missing at the required level, rounded up; 0 or less when nothing is."""
    above = sum(each for leader, each in weight.items() if votes[leader] >= rule.level)
    return -((above * rule.share.denominator - sum(weight.values()) * rule.share.numerator) // rule.share.denominator)


def cheapest(rule: Rule, votes: Votes) -> dict[str, int]:
    """The members to raise to the required level, each by how many levels, at the smallest total.

    Of several ways the one with the fewest persons; of alike members the first asked.
    """
    heavy = weights(rule.groups, votes)
    persons, weight = _short(rule, dict.fromkeys(votes, 1), votes), _short(rule, heavy, votes)
    groups = [members for members, _ in rule.groups] or [tuple(votes)]
    short = [[leader for leader in group if leader in votes and votes[leader] < rule.level] for group in groups]
    below = [sorted(leaders, key=lambda leader: -votes[leader]) for leaders in short]
    choices = [_Raised(0, 0, 0, ())]
    for leaders in below:
        costs = [rule.level - votes[leader] for leader in leaders]
        choices = _joined(choices, _options(costs, heavy[leaders[0]] if heavy and leaders else 0))
    enough = [choice for choice in choices if choice.persons >= persons and choice.weight >= weight]
    best = min(enough, key=lambda choice: (choice.moves, choice.persons, choice.taken))
    raised = (leader for leaders, count in zip(below, best.taken, strict=True) for leader in leaders[:count])
    return {leader: rule.level - votes[leader] for leader in raised}


@once
def _moves(standing: Standing, stage_id: str, test: ShareTest) -> dict[str, int]:
    """The cheapest moves that pass one share test; none where it passes."""
    return cheapest(rule_for(standing, stage_id, test, AS_IT_IS), ballot(standing, test.criterion).members)


# --- the whole gate -------------------------------------------------------------------------------


def _raised(dossier: Dossier, raised: dict[str, dict[str, int]]) -> Dossier:
    """The round with these levels by criterion and leader in place of what was answered."""
    sheets: dict[str, Scoresheet] = dict(dossier.sheets)
    for criterion, levels in raised.items():
        for leader, level in levels.items():
            sheet = sheets[leader]
            sheets[leader] = sheet.model_copy(update={"scores": {**sheet.scores, criterion: level}})
    return replace(dossier, sheets=sheets)


def _judged_again(
    standing: Standing, gate: Gate, raised: dict[str, dict[str, int]], earlier: Sequence[Dossier]
) -> Gate:
    """The whole gate after these moves. What they do not touch is not counted again."""
    if not raised:
        return gate
    kept = {name: entry for name, entry in standing.profile.criteria.items() if name not in raised}
    same = replace(standing, profile=replace(standing.profile, criteria=kept))
    return judge(stand(_raised(standing.dossier, raised), earlier, standing.as_of, same), gate.function, gate.stage)


def path(grounds: Grounds, earlier: Sequence[Dossier]) -> Path:
    """What stands between the function and the stage; `earlier` as for `stand`."""
    standing, gate = grounds.standing, grounds.gate
    moves = {test: _moves(standing, gate.stage, test) for test in grounds.tests}
    raised = {test.criterion: dict.fromkeys(who, test.level) for test, who in moves.items() if who}
    needs = tuple(
        Need(finding.subject, finding.required_level, finding.outcome, None)
        for finding in (*gate.shortfalls, *gate.unknowns)
        if finding.required_level is not None
    )
    steps = {test.criterion: sum(who.values()) for test, who in moves.items() if who}
    then = _judged_again(standing, gate, raised, earlier)
    return Path(
        tuple(replace(need, moves=steps.get(need.criterion)) for need in needs),
        sum(steps.values()),
        then.outcome,
        (*then.shortfalls, *then.unknowns),
    )


# --- across functions -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unlock:
    """A criterion that holds functions back, at the highest level that one of them asks.

    `alone` are those of `functions` in which nothing else is short or unknown.
    """

    criterion: str
    level: int
    functions: tuple[str, ...]
    alone: tuple[str, ...]


def unlocking(gates: Iterable[Gate], order: Sequence[str]) -> tuple[Unlock, ...]:
    """The criteria short or unknown in these gates: first those in most of them, then in `order`."""
    held: dict[str, list[tuple[Gate, int]]] = {}
    for gate in gates:
        for finding in (*gate.shortfalls, *gate.unknowns):
            if finding.required_level is not None:
                held.setdefault(finding.subject, []).append((gate, finding.required_level))
    found = [
        Unlock(
            criterion,
            max(level for _, level in entries),
            tuple(gate.function for gate, _ in entries),
            tuple(gate.function for gate, _ in entries if len(gate.shortfalls) + len(gate.unknowns) == 1),
        )
        for criterion, entries in held.items()
    ]
    return tuple(sorted(found, key=lambda u: (-len(u.functions), -len(u.alone), order.index(u.criterion))))
