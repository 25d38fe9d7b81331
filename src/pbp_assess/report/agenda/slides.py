"""What stands on the slides of the questions to talk about?

One question a slide: its phrases large, how many chose each, the question to ask, and an empty box for what is agreed.
"""

from pbp_assess.core.agenda import Item, Plan
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.problems import UsageError
from pbp_assess.report.day.phrases import level_counts
from pbp_assess.report.deck import Deck, Discuss, Opening, Phrase, Slide
from pbp_assess.report.fitting.page import points_slides
from pbp_assess.report.fitting.questions import discuss_slides
from pbp_assess.report.wording.agenda import ask_words, item_name, not_today, time_sentence, today_heading
from pbp_assess.report.wording.headline import round_title
from pbp_assess.report.wording.levels import level_name, quoted
from pbp_assess.report.wording.slides import (
    FEWEST_ALONE,
    NOT_FOR_FACILITATORS,
    in_a_room,
    item_notes,
    item_tag,
    notes,
    whose,
)


def for_the_room(copy: Copy) -> None:
    """Refuse a copy that must not be shown to a room.

    Raises:
        UsageError: it is the facilitators' own.
    """
    if copy.audience is Audience.FACILITATOR:
        raise UsageError(NOT_FOR_FACILITATORS)


def _phrases(copy: Copy, item: Item) -> tuple[Phrase, ...]:
    """The phrases, lowest first, with counts where this copy shows them; none stands alone."""
    entry, matrix = copy.criteria[item.criterion], copy.facts.matrix
    counts = level_counts(entry)
    known = counts or {}
    return tuple(
        Phrase(
            level_name(matrix, level),
            place,
            quoted(entry.criterion.levels[level]),
            "" if counts is None else in_a_room(known.get(level, 0)),
            max(known[level], FEWEST_ALONE - 1) if known.get(level) else 0,
        )
        for place, level in enumerate(matrix.levels)
    )


def item_slides(copy: Copy, place: int, item: Item) -> list[Discuss]:
    """One question: one slide, or more where its phrases are long."""
    title, said = f"{place}. {item_name(copy, item)}", item_notes(copy, place, item)
    return discuss_slides(
        Discuss(title, item_tag(copy, item), _phrases(copy, item), ask_words(copy, item), copy.members.of, said)
    )


def agenda_deck(copy: Copy, planned: Plan) -> Deck:
    """The slides of an agenda: every question it has time for, and what is left out.

    Raises:
        UsageError: the copy is the facilitators' own.
    """
    for_the_room(copy)
    footer, finding = whose(copy), today_heading(copy, planned)
    timed = time_sentence(planned)
    slides: list[Slide] = [Opening(finding, (round_title(copy), timed, footer), notes(f"{finding}. {timed}", 1))]
    for place, item in enumerate(planned.today, start=1):
        slides += item_slides(copy, place, item)
    if rest := tuple(not_today(copy, planned)):
        slides += points_slides("Not for today, unless someone asks", rest, notes(" ".join(rest), 1))
    return Deck(round_title(copy), footer, len(copy.facts.matrix.levels), tuple(slides))
