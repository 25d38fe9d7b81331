"""Who has not answered yet, how were they asked, how long ago, and what may be written to them?

For the facilitator alone. Names and addresses stand in it on a terminal only; elsewhere people are "colleague".
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pbp_assess.cli import console
from pbp_assess.cli.opening import Judged
from pbp_assess.cli.register import Names
from pbp_assess.cli.session import Session
from pbp_assess.cli.values import counted
from pbp_assess.core.assessment import Kind, State
from pbp_assess.report.letters import Addressee, reminder

if TYPE_CHECKING:
    from datetime import date

    from pbp_assess.core.assessment import Dossier


@dataclass(frozen=True, slots=True)
class Owing:
    """Somebody whose answers are still out."""

    leader: str
    role: str
    kind: Kind
    route: str
    answered: int
    of: int
    days: int


def owing(dossier: "Dossier", as_of: "date") -> Iterator[Owing]:
    """Everybody asked who has not answered every question, those who have not begun first; nobody after closing."""
    if dossier.round.closed is not None:
        return
    found = [_owing(dossier, leader, as_of) for leader in dossier.round.asked]
    yield from sorted((one for one in found if one.answered < one.of), key=lambda one: one.answered > 0)


def _owing(dossier: "Dossier", leader: str, as_of: "date") -> Owing:
    sheet, asked = dossier.sheets.get(leader), dossier.asked_criteria
    known = dossier.panel.by_id.get(leader)
    return Owing(
        leader=leader,
        role=known.role if known else leader,
        kind=dossier.round.kind_of(leader),
        route=(known.route if known else None) or "",
        answered=sum(sheet.state(name) is not State.UNANSWERED for name in asked) if sheet else 0,
        of=len(asked),
        days=(as_of - dossier.round.opened).days,
    )


def show(session: Session, judged: Judged, known: Names) -> None:
    """Each of them, with the text to send."""
    dossier, as_of = judged.dossier, judged.result.facts.as_of
    people = list(owing(dossier, as_of))
    for one in people:
        name, address = known.printed(one.leader), known.printed_address(one.leader)
        who = f" – {name}{f' <{address}>' if address else ''}" if name else ""
        console.prose(f"{one.leader}  {one.role}{who}")
        done = f"{one.answered} of {one.of} answered" if one.answered else "nothing answered"
        by = f" by {one.route}" if one.route else ""
        console.prose(f"asked{by} {counted(one.days, 'day')} ago; {done}", indent=4, hanging=0)
        console.out("")
        text = reminder(dossier, Addressee(name, one.kind, one.route), one.answered, as_of)
        console.out(console.escape(text, lines=True))  # not wrapped: it is to be copied
        console.out("\n" + "-" * 20 + "\n")
    console.out(_summary(dossier, people))
    if any(not one.route for one in people):
        session.say("Nobody has noted how some were asked: pbp-assess panel set LEADER --route ROUTE")
    if people:
        session.say("The texts are drafts: fill in what stands in [square brackets].")


def _summary(dossier: "Dossier", people: list[Owing]) -> str:
    """How many there are to write to."""
    if dossier.round.closed is not None:
        return f"Round {dossier.round.id} closed on {dossier.round.closed}: there is nobody to chase."
    if not people:
        return "Everybody asked has answered every question: there is nobody to chase."
    silent = sum(one.answered == 0 for one in people)
    return (
        f"To write to: {counted(len(people), 'person', 'people')}; {silent} not begun, {len(people) - silent} in part."
    )


def as_json(judged: Judged) -> str:
    """The same as JSON, without names."""
    dossier, as_of = judged.dossier, judged.result.facts.as_of
    closes = dossier.round.closes
    whole: dict[str, Any] = {
        "place": dossier.place_id,
        "round": dossier.round.id,
        "opened": dossier.round.opened.isoformat(),
        "closes": closes.isoformat() if closes else "",
        "closed": dossier.round.closed is not None,
        "as_of": as_of.isoformat(),
        "to_chase": [
            {
                "leader": one.leader,
                "role": one.role,
                "kind": one.kind.value,
                "route": one.route,
                "answered": one.answered,
                "of": one.of,
                "days_since_asked": one.days,
                "text": reminder(dossier, Addressee("", one.kind, one.route), one.answered, as_of),
            }
            for one in owing(dossier, as_of)
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)
