"""What does the quarterly follow-up say, on two pages, and the whole comparison behind it?

Where are we now, what has changed, what are we ready for. `quarter_view` is the two pages; `comparison_view` adds every
question, why shares moved, and all rounds of the place.
"""

from pbp_assess.core.assess import RoundFacts
from pbp_assess.core.compare.series import Series
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.core.tally import Ratio
from pbp_assess.report.blocks import Block, Facts, Items, Paragraph, Section, View
from pbp_assess.report.frame import framed
from pbp_assess.report.held import held
from pbp_assess.report.quarter.annex import annex
from pbp_assess.report.quarter.changed import areas, facts_moved, matrix_moved, views
from pbp_assess.report.quarter.ready import followed, ready
from pbp_assess.report.quarter.rounds import rounds
from pbp_assess.report.wording.comparison import (
    KEPT_BACK,
    actions_sentence,
    changed_title,
    headline,
    standing_sentences,
)
from pbp_assess.report.wording.counts import day, ratio_words
from pbp_assess.report.wording.headline import AUDIENCES, level_sentence, took_part
from pbp_assess.report.wording.readiness import ICB_DECIDES
from pbp_assess.report.wording.readiness_change import functions_sentences


def quarter_view(copy: Copy, compared: ComparisonCopy, run: Series | None = None) -> View:
    """Two pages: the quarterly follow-up."""
    return _framed(copy, compared, _parts(copy, compared, run), "Quarterly follow-up")


def comparison_view(copy: Copy, compared: ComparisonCopy, run: Series | None = None) -> View:
    """The follow-up with its annex: every question, and every round."""
    parts = (*_parts(copy, compared, run), annex(compared))
    return _framed(copy, compared, parts, "Two rounds compared")


def history_view(copy: Copy, run: Series) -> View:
    """All rounds of a place, headed as the last of them."""
    title = f"{copy.facts.place}: how have we gone, round by round?"
    return framed(copy, title, "All rounds", (rounds(run),), contents=False)


def _framed(copy: Copy, compared: ComparisonCopy, parts: tuple[Section | None, ...], kicker: str) -> View:
    title = f"{copy.facts.place}: what has changed since {compared.before.round_id}?"
    return framed(copy, title, kicker, parts, facts=_facts(compared), contents=False)


def _facts(compared: ComparisonCopy) -> Facts:
    """Which two rounds these are."""
    entries = (
        ("Before", _round_words(compared.before, compared.members_before)),
        ("Now", _round_words(compared.facts, compared.members)),
    )
    return Facts((*entries, ("Copy", AUDIENCES[compared.audience])))


def _round_words(facts: RoundFacts, members: Ratio) -> str:
    """Which round, when it closed, how many answered."""
    pulse = ", a pulse" if facts.kind == "pulse" else ""
    when = f"closed {day(facts.closed)}" if facts.closed else f"still open on {day(facts.as_of)}"
    return f"Round {facts.round_id}{pulse}, {when}; {ratio_words(members, 'leader')} answered"


def _parts(copy: Copy, compared: ComparisonCopy, run: Series | None) -> tuple[Section | None, ...]:
    changed = (views(compared), areas(compared), facts_moved(compared), matrix_moved(compared))
    return (
        _short(compared),
        Section("now", "Where are we now?", (Paragraph(took_part(copy)), Paragraph(level_sentence(copy)))),
        Section("changed", "What has changed?", tuple(part for part in changed if part)),
        Section("ready", "What are we ready for?", (*ready(compared), Paragraph(ICB_DECIDES))),
        held(copy),
        followed(compared),
        rounds(run) if run and len(run.rounds) > 2 else None,
        _withheld(compared),
    )


def _short(compared: ComparisonCopy) -> Section:
    """The paragraph that is read aloud."""
    sentences = [*headline(compared), actions_sentence(compared), *functions_sentences(compared)]
    blocks: list[Block] = [Paragraph(" ".join(sentences), lead=True)]
    if rest := list(standing_sentences(compared)):
        blocks.append(Paragraph(" ".join(rest)))
    return Section("short", changed_title(compared), tuple(blocks))


def _withheld(compared: ComparisonCopy) -> Section | None:
    """What this copy does not show, and why."""
    if compared.audience is Audience.FACILITATOR:
        return None
    entries = tuple(KEPT_BACK[kept] for kept in compared.kept_back)
    return Section("withheld", "What is withheld, and why", (Items(entries),))
