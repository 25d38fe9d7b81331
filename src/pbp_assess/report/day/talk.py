"""What is there to talk about on the day?

Questions without a shared view, then those that one or two people see very differently, in matrix order.
Each box says what stands, what turns on it, what to ask, and what to settle.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.core.gate import Outcome, Test
from pbp_assess.core.profile import Source
from pbp_assess.report.blocks import Block, Box, Facts, Inset, Paragraph, Section
from pbp_assess.report.day.phrases import phrases_table
from pbp_assess.report.wording.counts import day, listed, number, opening, things
from pbp_assess.report.wording.levels import held_words
from pbp_assess.report.wording.readiness import ICB_DECIDES, function_name


@dataclass(frozen=True, slots=True)
class Topic:
    """One question to talk about, and why."""

    entry: CriterionCopy
    why: str
    ask: str


NO_SHARED_VIEW = "What have we each seen that led us to the phrase we chose?"
OPPOSING = "What does each of us see from where we stand that the others may not?"
DOCUMENT = "A document settles the level for readiness. Why do we see it differently?"
ONE_OR_TWO = "Is there something that most of us have not seen?"


def _topic(entry: CriterionCopy) -> tuple[int, Topic] | None:
    """The question as a topic with its rank; None where it needs no discussion."""
    spread, source = entry.agreement, entry.held.source
    if source is Source.NO_SHARED_VIEW:
        polarised = spread is not None and spread.polarised
        why = "Two opposing views" if polarised else "No shared view"
        return 0, Topic(entry, why, OPPOSING if polarised else NO_SHARED_VIEW)
    if spread is None or source is Source.AGREED:
        return None
    if spread.split:
        return 1, Topic(entry, "No shared view; a document shows the level", DOCUMENT)
    return (2, Topic(entry, "One or two differ", ONE_OR_TWO)) if spread.outlier else None


def topics(copy: Copy) -> list[Topic]:
    """What to talk about: no shared view first, then one or two who differ; in matrix order within each."""
    found = [topic for topic in map(_topic, copy.criteria.values()) if topic]
    return [topic for _, topic in sorted(found, key=lambda pair: pair[0])]


def _touched(copy: Copy, criterion: str) -> Iterator[tuple[str, bool]]:
    """Functions sought with a test about this question, and whether that test is met."""
    for function in copy.sought:
        for finding in function.aim.gate.findings if function.aim else ():
            if finding.test is Test.CRITERION and finding.subject == criterion:
                yield function_name(copy, function.function), finding.outcome is Outcome.MET


def _touches(copy: Copy, criterion: str) -> str:
    touched = list(_touched(copy, criterion))
    waiting = [name for name, met in touched if not met]
    if waiting:
        return f"{listed(waiting, apart=True)}."
    if touched:
        return f"Nothing today: its test is met for {listed([name for name, _ in touched], apart=True)}."
    return "None of the functions sought." if copy.sought else ""


def _box(copy: Copy, place: int, topic: Topic) -> Box:
    entry = topic.entry
    used = entry.held.source is not Source.NO_SHARED_VIEW
    show = f" It could be shown by: {entry.criterion.evidence}." if entry.criterion.evidence else ""
    facts = (
        ("Level used", f"{held_words(copy, entry)}." if used else ""),
        ("What turns on it", _touches(copy, entry.criterion.id)),
        ("Ask", topic.ask),
        ("To settle", f"Which phrase is true today, and what would show it.{show}"),
    )
    said = Facts(tuple((name, text) for name, text in facts if text))
    return Box(f"{place}. {entry.criterion.name}", topic.why, (phrases_table(copy, entry), said))


def _settled(copy: Copy) -> str:
    """Levels agreed on the day already."""
    if not copy.agreed:
        return ""
    days = sorted({agreed.date for agreed in copy.agreed.values()})
    names = [copy.criteria[name].criterion.name for name in copy.criteria if name in copy.agreed]
    return f"A level has been agreed already ({listed([day(date) for date in days])}) on: {listed(names, apart=True)}."


def _left_out(copy: Copy, found: list[Topic]) -> str:
    """How many questions are not for today, and why; each reason only where it holds."""
    talked = {topic.entry.criterion.id for topic in found}
    rest = [e for name, e in copy.criteria.items() if name not in talked and e.held.source is not Source.EXCLUDED]
    unknown = [entry for entry in rest if entry.agreement is None or entry.agreement.too_few]
    agreed = [entry for entry in rest if entry not in unknown and entry.held.source is Source.AGREED]
    reasons = (
        (len(rest) - len(unknown) - len(agreed), "views on {} are close enough"),
        (len(agreed), "a level on {} is agreed already"),
        (len(unknown), "too few answered {} to tell"),
    )
    if not rest:
        return ""
    held = [(count, words) for count, words in reasons if count]
    why = listed([words.format(number(count) if len(held) > 1 else "them") for count, words in held])
    return f"Not for today, unless someone asks: {things(len(rest), 'question')}, because {why}."


def _heading(copy: Copy, found: list[Topic]) -> str:
    if found:
        return f"{opening(things(len(found), 'question'))} to talk about"
    spreads = [entry.agreement for entry in copy.criteria.values() if entry.agreement]
    if all(spread.too_few for spread in spreads):
        return "Too few answers to say what to talk about"
    return "No question is seen very differently"


def to_talk_about(copy: Copy) -> Section:
    """One box for each topic, and what is left out."""
    found = topics(copy)
    blocks: list[Block] = [_box(copy, place, topic) for place, topic in enumerate(found, start=1)]
    if found and copy.sought:
        blocks.append(Inset(ICB_DECIDES))
    blocks += [Paragraph(text) for text in (_left_out(copy, found), _settled(copy)) if text]
    return Section("talk", _heading(copy, found), tuple(blocks))
