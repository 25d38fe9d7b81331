"""How is the agenda of the day said on a terminal?

As prose that can be read aloud; for the facilitators also whom to call. Names come from the register, and stand on a
terminal only: what is written to a file says id and role.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

from pbp_assess.cli import console
from pbp_assess.cli.opening import Judged
from pbp_assess.cli.register import names
from pbp_assess.cli.session import Session
from pbp_assess.core.agenda import Item, Plan
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.report import wording
from pbp_assess.report.wording import agenda as said
from pbp_assess.report.wording.session import calls, calls_sentence, overrun_sentences


def by_role(judged: Judged) -> Callable[[str], str]:
    """How a leader's id is said where no name may stand: with the role behind it."""
    roles = {leader.id: leader.role for leader in judged.dossier.panel.leaders}
    return lambda leader: f"{leader} ({roles[leader]})" if leader in roles else leader


def show(
    session: Session,
    judged: Judged,
    copy: Copy,
    planned: Plan,
    begins: datetime.time | None,
    register: Path | None,
) -> None:
    """The questions in order as prose, what is left out, and the facilitators' own."""
    facts = copy.facts
    title = f"{facts.place}, round {facts.round_id}, as of {facts.as_of}: {wording.AUDIENCES[copy.audience].lower()}"
    console.prose(title, "bold")
    if facts.illustrative:
        console.prose(wording.ILLUSTRATIVE)
    console.prose(said.today_sentence(copy, planned))
    for place, (item, after) in enumerate(zip(planned.today, planned.starts, strict=True), start=1):
        console.out("")
        _item(copy, place, item, after, begins)
    console.out("")
    for sentence in (*said.not_today(copy, planned), said.settled_sentence(copy)):
        if sentence:
            console.prose(sentence)
    _facilitators(judged, copy, planned, register)
    if planned.today:
        console.prose(said.time_sentence(planned, begins))
    if copy.sought:
        console.prose(wording.ICB_DECIDES)
    audience = f" --audience {session.audience}" if session.audience else ""
    again = f"--format html,sheets{session.again()}{audience}"
    session.say(f"\nNext: pbp-assess agenda {again} writes it, and a sheet for each question to count hands on")


def _item(copy: Copy, place: int, item: Item, after: int, begins: datetime.time | None) -> None:
    """One question: when, why, what leaders see, what turns on it, what to ask."""
    at = f"{said.clock(begins, after)}  " if begins else ""
    name = (
        f"{at}{place}. {said.item_name(copy, item)} ({said.minutes_words(item.minutes)}). {said.why_words(copy, item)}."
    )
    console.prose(name, "bold")
    lines = (
        ("", said.views_sentence(copy, item)),
        ("", said.matters_words(copy, item)),
        ("Needed: ", said.needed_words(copy, item)),
        ("Ask: ", said.ask_words(copy, item)),
        ("To settle: ", said.settle_words(copy, item)),
    )
    for label, text in lines:
        if text:
            console.prose(f"{label}{text}", indent=3, hanging=0)


def _facilitators(judged: Judged, copy: Copy, planned: Plan, register: Path | None) -> None:
    """Whom to call before the day, by name where the register gives it, and what to do when a question runs over."""
    if copy.audience is not Audience.FACILITATOR:
        return
    known, plain = names(register, judged.workspace, copy.facts.place_id), by_role(judged)

    def who(leader: str) -> str:
        name = known.printed(leader)
        return f"{name}, {plain(leader)}" if name else plain(leader)

    console.out("")
    if people := calls(copy, planned, who):
        console.prose("Calls to make before the day", "bold")
        console.prose(calls_sentence(len(people)))
        for person in people:
            console.prose(f"- {person}", indent=2)
        console.out("")
    for sentence in overrun_sentences(copy, planned):
        console.prose(sentence)
