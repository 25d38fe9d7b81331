"""What does a facilitator keep in mind about the people of a round: deputies, second hats, interests, empty seats?

Shown to nobody else, and counted nowhere.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pbp_assess.cli.values import counted

if TYPE_CHECKING:
    from datetime import date

    from pbp_assess.core.assessment import Dossier, Leader, Scoresheet


def lines(dossier: "Dossier", as_of: "date") -> Iterator[str]:
    """A sentence for each."""
    for leader in dossier.round.asked:
        known, sheet = dossier.panel.by_id.get(leader), dossier.sheets.get(leader)
        if sheet is not None and sheet.answered_by:
            yield f"{leader}: answered by their deputy {sheet.answered_by}; counts once, at this seat."
        if known is not None:
            yield from _hats(dossier, known)
            yield from _interests(dossier, known, sheet)
            if known.left is not None and known.left <= as_of and dossier.round.closed is None:
                yield f"{leader}: left the panel on {known.left}, and is asked in this round all the same."
    for seat in dossier.panel.vacancies:
        if seat.since is None or seat.since <= as_of:
            since = f" since {seat.since}" if seat.since else ""
            yield f"Vacant{since}: {seat.role}, {dossier.place.sector_name(seat.sector)}; nobody is asked for it."


def _hats(dossier: "Dossier", leader: "Leader") -> Iterator[str]:
    bodies = {body.id: body.name for body in dossier.place.organisations}
    for hat in leader.also:
        body = f" ({bodies.get(hat.organisation, hat.organisation)})" if hat.organisation else ""
        sector = dossier.place.sector_name(hat.sector)
        yield f"{leader.id}: also {sector}{body}; counts once, as {dossier.place.sector_name(leader.sector)}."


def _interests(dossier: "Dossier", leader: "Leader", sheet: "Scoresheet | None") -> Iterator[str]:
    """Each declared interest beside how much was answered of what bears on it; no level."""
    from pbp_assess.core.assessment import State

    if not leader.interests:
        return
    policy = dossier.matrix.readiness
    known = policy.function_by_id if policy else {}
    functions = ", ".join(known[name].name for name in leader.interests if name in known)
    if not functions:
        return
    bearing = dossier.interest_of(leader.id)
    states = [sheet.state(name) if sheet else State.UNANSWERED for name in bearing]
    given, declined = states.count(State.LEVEL), states.count(State.DECLINED)
    questions = counted(len(bearing), "question that bears", "questions that bear")
    told = f"of the {questions} on it, gave a level on {given} and declined {declined}"
    yield f"{leader.id}: declared an interest in {functions}; {told}."
