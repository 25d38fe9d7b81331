"""What does the agenda of the day say, on paper of its own?

How many questions and why these, a timetable, a box for each, what is left out; and for the facilitators whom to
call before the day and what to do when the first question runs over.
"""

import datetime
from collections.abc import Callable

from pbp_assess.core.agenda import Plan
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.report.blocks import Block, Cell, Inset, Items, Paragraph, Section, Table, View
from pbp_assess.report.day.private import WARNING
from pbp_assess.report.day.talk import talk_blocks
from pbp_assess.report.frame import framed
from pbp_assess.report.wording.agenda import (
    ORDER,
    clock,
    item_name,
    minutes_words,
    time_sentence,
    today_heading,
    today_sentence,
    why_words,
)
from pbp_assess.report.wording.session import calls, calls_sentence, overrun_sentences

Who = Callable[[str], str]


def timetable(copy: Copy, planned: Plan, start: datetime.time | None) -> Table:
    """One row a question: when it begins, by the clock where the start is known, and how long it may take."""
    begins = "Begins at" if start else "After minutes"
    rows: list[tuple[Cell, ...]] = [
        (
            f"{place}. {item_name(copy, item)}",
            clock(start, after) if start else after,
            item.minutes,
            why_words(copy, item),
        )
        for place, (item, after) in enumerate(zip(planned.today, planned.starts, strict=True), start=1)
    ]
    return Table("The questions in order", ("Question", begins, "Minutes", "Why"), tuple(rows))


def facilitators_part(copy: Copy, planned: Plan, who: Who) -> Section | None:
    """Calls to make before the day, and what to do when time runs out; None in every other copy."""
    if copy.audience is not Audience.FACILITATOR:
        return None
    blocks: list[Block] = [Inset(WARNING)]
    if people := calls(copy, planned, who):
        blocks.append(Section("calls", "Calls to make before the day", _calls(people)))
    if advice := tuple(overrun_sentences(copy, planned)):
        blocks.append(Section("overrun", "When a question runs over", (Items(advice),)))
    return Section("facilitators", "For the facilitators only", tuple(blocks))


def _calls(people: tuple[str, ...]) -> tuple[Block, ...]:
    return Paragraph(calls_sentence(len(people))), Items(people)


def agenda_view(copy: Copy, planned: Plan, start: datetime.time | None = None, who: Who = str) -> View:
    """The agenda of one copy; `who` says a leader's id in words, for the facilitators alone."""
    first: list[Block] = [Paragraph(today_sentence(copy, planned), lead=True)]
    if planned.today:
        first += [timetable(copy, planned, start), Paragraph(time_sentence(planned, start)), Paragraph(ORDER)]
    parts = (
        Section("agenda", today_heading(copy, planned), tuple(first)),
        Section("items", "Question by question", tuple(talk_blocks(copy, planned))),
        facilitators_part(copy, planned, who),
    )
    title = f"{copy.facts.place}: what to talk about in {minutes_words(planned.minutes)}"
    return framed(copy, title, "Agenda of the development day", parts, contents=False)
