"""The headline, and who took part: what does a reader need before anything else?"""

from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure import Audience, Copy, CriterionCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.core.profile import Source
from pbp_assess.report.blocks import Block, Box, Figures, Inset, Items, Paragraph, Section, Table
from pbp_assess.report.day.phrases import phrases_table
from pbp_assess.report.wording.counts import plural, things
from pbp_assess.report.wording.headline import (
    KINDS,
    answers_sentence,
    closed_words,
    headline,
    level_sentence,
    most_leaders,
    took_part,
    withheld_sentences,
)
from pbp_assess.report.wording.levels import agreement_words, at_held_words, held_words, level_name, quoted
from pbp_assess.report.wording.readiness import ICB_DECIDES, READY_EITHER_WAY, SOUGHT, ready_count


def _figures(copy: Copy) -> Figures:
    """Three counts said large."""
    head = copy.headline
    level = level_name(copy.facts.matrix, head.level)
    entries = [
        (f"{copy.members.count} of {copy.members.of}", f"{plural(copy.members.of, 'leader')} took part"),
        (f"{head.at_or_above} of {head.of}", f"{plural(head.of, 'question')} at {level} or above"),
    ]
    if copy.sought:
        noun = plural(len(copy.sought), *SOUGHT)
        entries.append((f"{ready_count(copy)} of {len(copy.sought)}", f"{noun} {READY_EITHER_WAY}"))
    return Figures(tuple(entries))


def summary(copy: Copy) -> Section:
    """The paragraph that is read aloud, and three figures."""
    head = copy.headline
    blocks: list[Block] = [Paragraph(" ".join(headline(copy)), lead=True), _figures(copy)]
    heading = (
        f"In short: {head.at_or_above} of {head.of} {plural(head.of, 'question')} at {_headline_level(copy)} or above"
    )
    if copy.members.count:
        blocks.append(Paragraph(level_sentence(copy)))
    else:
        heading = "In short: no answers yet"
    if copy.sought:
        blocks.append(Inset(ICB_DECIDES))
    return Section("summary", heading, tuple(blocks))


def _headline_level(copy: Copy) -> str:
    return level_name(copy.facts.matrix, copy.headline.level)


def _answers_table(copy: Copy) -> Table:
    """All answers by kind, adding up; shared copies put the rarer kinds together."""
    common = (State.LEVEL, State.CANNOT_JUDGE)
    rows = [(KINDS[kind], count) for kind, count in copy.states.items() if count or kind in common]
    rows.append(("All", sum(copy.states.values())))
    return Table("Leaders' answers by kind", ("Answer", "Times"), tuple(rows), total=True)


def _example(copy: Copy) -> CriterionCopy | None:
    """A question to explain: with counts if any has them, and a level that most leaders see."""
    entries = [entry for entry in copy.criteria.values() if entry.held.source is Source.SUPPORTED and _enough(entry)]
    counted = [entry for entry in entries if not isinstance(entry.bands, Withheld)]
    return next(iter(counted or entries), None)


def _enough(entry: CriterionCopy) -> bool:
    return entry.agreement is not None and not entry.agreement.too_few


def _reading(copy: Copy, entry: CriterionCopy) -> str:
    held = entry.held.level
    phrase = quoted(entry.criterion.levels[held]) if held is not None else ""
    counted = at_held_words(entry)
    return (
        f"Read it so: the highest phrase that enough leaders see, or see beyond, is {phrase}. {counted} "
        f"That is the level used: {held_words(copy, entry)}. Agreement: {agreement_words(entry.agreement)}."
    )


def _withheld(copy: Copy) -> list[Block]:
    if copy.audience is Audience.FACILITATOR:
        return [Paragraph("This copy leaves nothing out. It is for the facilitators alone.")]
    sentences = withheld_sentences(copy)
    opening = f"This copy leaves {things(len(sentences), 'thing')} out, so that nobody can be recognised:"
    return [Paragraph(opening), Items(tuple(sentences))]


def who_took_part(copy: Copy) -> Section:
    """Who took part, how to read what follows, and what is kept back."""
    blocks: list[Block] = [Paragraph(f"{closed_words(copy)}. {answers_sentence(copy)}")]
    if copy.members.count:
        blocks.append(_answers_table(copy))
    blocks.append(Paragraph(most_leaders(copy)))
    blocks.append(Paragraph(USED))
    if entry := _example(copy):
        name = f"How to read a question: {entry.criterion.name}"
        blocks.append(Box(name, "Example", (phrases_table(copy, entry), Paragraph(_reading(copy, entry)))))
    blocks += _withheld(copy)
    return Section("took-part", took_part(copy).rstrip("."), tuple(blocks))


USED = (
    "The level used for a question is what a document shows, where it is a matter of fact; or else the level "
    "agreed on the day; or else what most leaders see. Where leaders have no shared view there is none."
)
