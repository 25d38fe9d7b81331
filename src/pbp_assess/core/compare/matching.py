"""Who answered both times, and what did they say then and now?

People, not seats: a deputy's answers are the deputy's, and a successor is somebody new. Only members are matched.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from pbp_assess.core.assessment import Dossier, Scoresheet
from pbp_assess.core.compare.moves import Moves, count_moves
from pbp_assess.core.compare.side import FunctionStage, Matched, PanelChange, Side, Verdict
from pbp_assess.core.crosswalk import Link
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.requirement import Standing
from pbp_assess.core.tally import Distribution

Levels = Mapping[int, int]
Pair = tuple[str, str]


def matched(
    before: Side, after: Side, links: tuple[Link, ...], levels: Levels, stages: Collection[FunctionStage]
) -> Matched | None:
    """What the people who answered both times say; None where their answers are in neither files nor store."""
    if before.dossier is None or after.dossier is None:
        stored = after.matched
        return stored if stored and stored.before == before.facts.round_id else None
    pairs = _pairs(before.dossier, after.dossier)
    return Matched(
        before.facts.round_id,
        _panel(before.dossier, after.dossier, pairs),
        {link: _moves(before.dossier, after.dossier, link, levels, pairs) for link in links},
        _gates(before, after, pairs, stages) if pairs else {},
    )


def together(sheet: Scoresheet, criteria: tuple[str, ...]) -> int | None:
    """The level a sheet gives to a question made of these criteria: the lowest, where it has one for each."""
    given = [sheet.level(name) for name in criteria]
    known = [level for level in given if level is not None]
    return min(known) if len(known) == len(given) else None


def spread(dossier: Dossier, criteria: tuple[str, ...], lowest: int, steps: int, levels: Levels) -> Distribution:
    """What all members say of a question, on the later scale."""
    counts = [0] * steps
    for leader in dossier.round.members:
        sheet = dossier.sheets.get(leader)
        level = together(sheet, criteria) if sheet else None
        if level is not None:
            counts[levels[level] - lowest] += 1
    return Distribution(lowest, tuple(counts))


# --- people ---------------------------------------------------------------------------------------


def _spoke(dossier: Dossier) -> dict[str, list[str]]:
    """The seats that each person answered for, members only."""
    found: dict[str, list[str]] = {}
    for leader in dossier.round.members:
        sheet = dossier.sheets.get(leader)
        if sheet and sheet.answers_any(dossier.asked_criteria):
            found.setdefault(sheet.person, []).append(leader)
    return found


def _pairs(before: Dossier, after: Dossier) -> tuple[Pair, ...]:
    """The seats, then and now, in which one person answered; whoever answered for several is matched seat by seat."""
    then, found = _spoke(before), list[Pair]()
    for person, seats in _spoke(after).items():
        old = then.get(person, [])
        if len(seats) == len(old) == 1:
            found.append((old[0], seats[0]))
        else:
            found += [(seat, seat) for seat in seats if seat in old]
    return tuple(found)


def _panel(before: Dossier, after: Dossier, pairs: tuple[Pair, ...]) -> PanelChange:
    """Count who answered both times, and the others by whether they were asked both times."""
    then = {seat for seats in _spoke(before).values() for seat in seats} - {pair[0] for pair in pairs}
    now = {seat for seats in _spoke(after).values() for seat in seats} - {pair[1] for pair in pairs}
    joined, left = now - before.round.members.keys(), then - after.round.members.keys()
    return PanelChange(len(pairs), len(joined), len(left), len(now - joined), len(then - left))


def _moves(before: Dossier, after: Dossier, link: Link, levels: Levels, pairs: tuple[Pair, ...]) -> Moves:
    """Up, same and down on one question."""
    given = (
        (together(before.sheets[then], link.before), together(after.sheets[now], link.after)) for then, now in pairs
    )
    both = ((levels[then], now) for then, now in given if then is not None and now is not None)
    scale = after.matrix.levels
    return count_moves(scale[0], len(scale), both)


# --- gates ----------------------------------------------------------------------------------------


def _standing(side: Side, dossier: Dossier, seats: Collection[str]) -> Standing:
    """The round as if only these members had been asked; who was heard stays a matter of the whole panel."""
    kept = {leader: seat for leader, seat in dossier.round.members.items() if leader in seats}
    opened = dossier.round.model_copy(update={"members": kept})
    return replace(
        stand(replace(dossier, round=opened), side.earlier, side.facts.as_of),
        coverage=side.coverage,
    )


def _gates(
    before: Side, after: Side, pairs: tuple[Pair, ...], stages: Collection[FunctionStage]
) -> dict[FunctionStage, tuple[Verdict, Verdict]]:
    """The gates on the people who answered both times alone, then and now, judged like any other."""
    if not stages or before.dossier is None or after.dossier is None:
        return {}
    then = _standing(before, before.dossier, {pair[0] for pair in pairs})
    now = _standing(after, after.dossier, {pair[1] for pair in pairs})
    return {at: (Verdict.of(judge(then, *at)), Verdict.of(judge(now, *at))) for at in stages}
