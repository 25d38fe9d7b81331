"""What stands at the head and at the foot of every report?

Which round it is, whose copy, when the answers closed; whether the answers are invented; and, wherever readiness is
named, who decides. What never leaves the facilitators says so at the head and on every printed page.
"""

from typing import Final

from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.report.blocks import Facts, Section, View
from pbp_assess.report.wording.counts import day
from pbp_assess.report.wording.headline import AUDIENCES, ILLUSTRATIVE, closed_words
from pbp_assess.report.wording.readiness import ICB_DECIDES

OWN_VIEW: Final = "This is our own view of ourselves, not an inspection."
NOT_PUBLISHED: Final = "Individual answers are not published."


def framed(
    copy: Copy,
    title: str,
    kicker: str,
    parts: tuple[Section | None, ...],
    *,
    facts: Facts | None = None,
    contents: bool = True,
    own: str = "",
) -> View:
    """A report of one copy with its head and foot. `own` says of a page that it is one reader's alone."""
    named = AUDIENCES[copy.audience]
    return View(
        title=title,
        kicker=kicker,
        marks=_marks(copy, own),
        facts=facts or full_facts(copy, own or named),
        parts=tuple(part for part in parts if part),
        footer=_footer(copy, own or named),
        running=_running(copy, own or named),
        levels=len(copy.facts.matrix.levels),
        contents=contents,
        dated=copy.facts.as_of,
    )


def full_facts(copy: Copy, whose: str) -> Facts:
    """Everything that says which round this is."""
    facts, matrix = copy.facts, copy.facts.matrix
    kind = "Full round" if facts.kind == "full" else "Pulse, a short round between two full ones"
    return Facts(
        (
            ("Round", f"{facts.round_id} ({kind.lower()})"),
            ("Copy", whose),
            ("Answers", f"Opened {day(facts.opened)}. {closed_words(copy)}."),
            ("Read as at", day(facts.as_of)),
            ("ICB", facts.icb),
            ("Questions from", f"{matrix.title}, version {matrix.version}"),
        )
    )


def _marks(copy: Copy, own: str) -> tuple[str, ...]:
    private = AUDIENCES[copy.audience] if copy.audience is Audience.FACILITATOR else ""
    return tuple(mark for mark in (ILLUSTRATIVE if copy.facts.illustrative else "", own or private) if mark)


def _footer(copy: Copy, whose: str) -> tuple[str, ...]:
    facts = copy.facts
    lines = [f"{facts.place}. Round {facts.round_id}. {whose}. {closed_words(copy)}."]
    if facts.illustrative:
        lines.append(ILLUSTRATIVE)
    lines.append(OWN_VIEW)
    if copy.audience is not Audience.FACILITATOR:
        lines.append(NOT_PUBLISHED)
    if copy.sought:
        lines.append(ICB_DECIDES)
    return tuple(lines)


def _running(copy: Copy, whose: str) -> str:
    """What stands at the foot of every printed page, whatever page it is."""
    facts = copy.facts
    said = [
        ILLUSTRATIVE if facts.illustrative else "",
        f"{facts.place}, round {facts.round_id}. {whose}. {closed_words(copy)}.",
        ICB_DECIDES if copy.sought else "",
    ]
    return " ".join(text for text in said if text)
