"""What can everybody read on one page, and hear in two minutes?

Where are we now, what has changed, what are we ready for, what follows: the same counts as every other report of
the same copy.
"""

from itertools import islice

from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.report.blocks import Block, Cell, Facts, Inset, Items, Paragraph, Section, Table, View
from pbp_assess.report.day.where import strengths
from pbp_assess.report.frame import framed
from pbp_assess.report.wording import summary as words
from pbp_assess.report.wording.changes import changed_heading
from pbp_assess.report.wording.counts import opening
from pbp_assess.report.wording.headline import AUDIENCES, level_sentence, took_part
from pbp_assess.report.wording.held import held_in_brief
from pbp_assess.report.wording.readiness import (
    ICB_DECIDES,
    NO_POLICY,
    NOTHING_SOUGHT,
    PROFILE_ONLY,
    function_name,
    ready_heading,
    stage_words,
    status_words,
    with_and_without_agreed,
)


def _going_well(copy: Copy) -> Section:
    """Strengths that people named, then the highest levels used: never below the headline level."""
    level = copy.headline.level
    found = (entry for entry, _ in strengths(copy) if entry.held.level is not None and entry.held.level >= level)
    shown = list(islice(found, words.NAMED))
    return Section("well", words.going_well_heading(len(shown)), _list(shown))


def _list(entries: list[CriterionCopy]) -> tuple[Block, ...]:
    return (Items(words.names(entries)),) if entries else ()


def _needs_work(copy: Copy) -> Section:
    """The lowest levels used; among equals, those that most functions sought wait on."""
    waiting = {item.criterion: item.influence for item in (*copy.agenda.items, *copy.agenda.unjudged)}
    early = [
        (level, -waiting.get(name, 0), place, entry)
        for place, (name, entry) in enumerate(copy.criteria.items())
        if (level := entry.held.level) is not None and level < copy.headline.level
    ]
    shown = [entry for *_, entry in sorted(early, key=lambda found: found[:3])][: words.NAMED]
    return Section("work", words.needs_work_heading(len(shown)), _list(shown))


def _differently(copy: Copy) -> Section:
    said = [text for text in (words.differently(copy), words.agreed_since(copy)) if text]
    return Section("differently", words.differently_heading(copy), (Paragraph(" ".join(said)),))


def _asked_for(copy: Copy) -> Table:
    """One row a function sought: what is asked for, how it stands, what is still needed."""
    rows: list[tuple[Cell, ...]] = [
        (
            function_name(copy, function.function),
            opening(stage_words(copy, function.sought)) if function.sought else "",
            status_words(function.aim),
            words.still_needed(copy, function.aim) if function.aim else "–",
        )
        for function in copy.sought
    ]
    header = ("Function", f"What {copy.facts.committee} would do", "Our own view", "Still needed")
    return Table("What we ask the ICB for", header, tuple(rows))


def _ready(copy: Copy) -> Section:
    if copy.facts.matrix.readiness is None:
        return Section("asked-for", PROFILE_ONLY, (Paragraph(NO_POLICY),))
    if not copy.sought:
        return Section("asked-for", "We are not asking for any function now", (Paragraph(NOTHING_SOUGHT),))
    both = Paragraph(" ".join(with_and_without_agreed(copy)))
    holds = (Paragraph(text),) if (text := held_in_brief(copy)) else ()
    return Section("asked-for", ready_heading(copy), (_asked_for(copy), both, *holds, Inset(ICB_DECIDES)))


def _parts(copy: Copy) -> tuple[Section, ...]:
    about = Section("about", took_part(copy).rstrip("."), (Paragraph(words.what_this_is(copy)),))
    changed = Section("changed", changed_heading(copy), (Paragraph(words.since_last(copy)),))
    follows = Section("next", words.next_heading(copy), (Paragraph(words.what_follows(copy)),))
    if not copy.members.count:
        return (about, _ready(copy), follows)
    now = Section("now", words.reached_heading(copy), (Paragraph(level_sentence(copy), lead=True),))
    return (about, now, _going_well(copy), _needs_work(copy), _differently(copy), changed, _ready(copy), follows)


def summary_view(copy: Copy) -> View:
    """The one-page summary of one copy."""
    matrix = copy.facts.matrix
    facts = Facts((("Questions and rules", f"{matrix.title}, version {matrix.version}"),))
    kicker = f"Summary of round {copy.facts.round_id}. {AUDIENCES[copy.audience]}."
    return framed(copy, words.title(copy), kicker, _parts(copy), facts=facts, contents=False)
