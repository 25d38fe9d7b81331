"""What does the development-day report say, from top to bottom?

`day_view` turns a Copy into plain values; it reads nothing else, so that a report can never show what its
audience may not see. Where are we now, what has changed, what are we ready for: always in this order.
"""

from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.report.blocks import Facts, Section, View
from pbp_assess.report.day.annex import annex
from pbp_assess.report.day.changed import changed
from pbp_assess.report.day.private import private
from pbp_assess.report.day.ready import ready_for
from pbp_assess.report.day.summary import summary, who_took_part
from pbp_assess.report.day.talk import to_talk_about, topics
from pbp_assess.report.day.where import areas, matters_most, proud_of, told_us
from pbp_assess.report.wording.counts import day
from pbp_assess.report.wording.headline import AUDIENCES, ILLUSTRATIVE, closed_words
from pbp_assess.report.wording.readiness import ICB_DECIDES


def _marks(copy: Copy) -> tuple[str, ...]:
    marks = (ILLUSTRATIVE,) if copy.facts.illustrative else ()
    return (*marks, AUDIENCES[copy.audience]) if copy.audience is Audience.FACILITATOR else marks


def _facts(copy: Copy) -> Facts:
    facts, matrix = copy.facts, copy.facts.matrix
    kind = "Full round" if facts.kind == "full" else "Pulse, a short round between two full ones"
    return Facts(
        (
            ("Round", f"{facts.round_id} ({kind.lower()})"),
            ("Copy", AUDIENCES[copy.audience]),
            ("Answers", f"Opened {day(facts.opened)}. {closed_words(copy)}."),
            ("Read as at", day(facts.as_of)),
            ("ICB", facts.icb),
            ("Questions from", f"{matrix.title}, version {matrix.version}"),
        )
    )


def _now(copy: Copy) -> Section:
    sections = (
        who_took_part(copy),
        areas(copy),
        proud_of(copy),
        told_us(copy),
        matters_most(copy),
        to_talk_about(copy),
    )
    return Section("now", "Where are we now?", tuple(section for section in sections if section))


def _parts(copy: Copy) -> tuple[Section, ...]:
    parts = (
        summary(copy, len(topics(copy))),
        _now(copy),
        Section("changed", "What has changed?", (changed(copy),)),
        Section("ready", "What are we ready for?", ready_for(copy)),
        private(copy),
        Section("annex", "Annex: every question, test and rule", annex(copy)),
    )
    return tuple(part for part in parts if part)


def _footer(copy: Copy) -> tuple[str, ...]:
    facts = copy.facts
    lines = [f"{facts.place}. Round {facts.round_id}. {AUDIENCES[copy.audience]}. {closed_words(copy)}."]
    if facts.illustrative:
        lines.append(ILLUSTRATIVE)
    lines.append("This is our own view of ourselves, not an inspection.")
    if copy.audience is not Audience.FACILITATOR:
        lines.append("Individual answers are not published.")
    if copy.sought:
        lines.append(ICB_DECIDES)
    return tuple(lines)


def _running(copy: Copy) -> str:
    """What stands at the foot of every printed page, whatever page it is."""
    facts = copy.facts
    said = [
        ILLUSTRATIVE if facts.illustrative else "",
        f"{facts.place}, round {facts.round_id}. {AUDIENCES[copy.audience]}. {closed_words(copy)}.",
        ICB_DECIDES if copy.sought else "",
    ]
    return " ".join(text for text in said if text)


def day_view(copy: Copy) -> View:
    """The development-day report of one copy."""
    facts = copy.facts
    return View(
        title=f"{facts.place}: how well are we working together?",
        kicker="Report for the development day",
        marks=_marks(copy),
        facts=_facts(copy),
        parts=_parts(copy),
        footer=_footer(copy),
        running=_running(copy),
        levels=len(facts.matrix.levels),
    )
