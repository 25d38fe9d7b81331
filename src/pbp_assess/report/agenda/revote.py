"""What does the person who counts hands need on paper, one sheet a question?

The phrases with boxes to tick a hand each, and room for what `moderate` asks for afterwards: the level agreed, the
reason, what shows it, the sectors present, and whoever disagreed. What leaders said before is not on it: nobody is to
be led by it.
"""

from dataclasses import dataclass

from pbp_assess.core.agenda import Item, Plan
from pbp_assess.core.disclosure import Copy
from pbp_assess.report.html import page
from pbp_assess.report.wording.agenda import ask_words, item_name, minutes_words, why_words
from pbp_assess.report.wording.headline import ILLUSTRATIVE
from pbp_assess.report.wording.levels import level_name
from pbp_assess.templating import render

MOST_BOXES = 24  # hands; beyond that the sheet has room for a number


@dataclass(frozen=True, slots=True)
class Phrase:
    """One level to vote for."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question's sheet."""

    heading: str
    meaning: str
    why: str
    ask: str
    minutes: str
    shown_by: str
    phrases: tuple[Phrase, ...]


def _sheet(copy: Copy, place: int, item: Item) -> Sheet:
    matrix = copy.facts.matrix
    criterion = matrix.criterion_by_id[item.criterion]
    return Sheet(
        f"{place}. {item_name(copy, item)}",
        criterion.meaning or "",
        why_words(copy, item),
        ask_words(copy, item),
        minutes_words(item.minutes),
        criterion.evidence or "",
        tuple(Phrase(level_name(matrix, level), criterion.levels[level]) for level in matrix.levels),
    )


def sheets(copy: Copy, planned: Plan) -> tuple[Sheet, ...]:
    """A sheet for each question of the day, in order."""
    return tuple(_sheet(copy, place, item) for place, item in enumerate(planned.today, start=1))


def revote_html(copy: Copy, planned: Plan) -> str:
    """The sheets as one page to print, a sheet of paper each."""
    facts = copy.facts
    return page(
        "revote.html.j2",
        render("revote.css.j2"),
        title=f"{facts.place}: sheets for counting hands",
        place=facts.place,
        round_id=facts.round_id,
        mark=ILLUSTRATIVE if facts.illustrative else "",
        instruction=facts.matrix.instruction,
        sectors=tuple(facts.sectors.values()),
        hands=copy.members.of if copy.members.of <= MOST_BOXES else 0,
        sheets=sheets(copy, planned),
    )
