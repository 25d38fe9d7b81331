"""What is said to a slide, and what stands on those that are filled in on the day?

Notes hold the sentence to say, and the minutes it may take. A count of one or two leaders is never shown alone to a
room: it is said as "1 or 2".
"""

from typing import Final

from pbp_assess.core.agenda import Item, Plan
from pbp_assess.core.disclosure import Copy
from pbp_assess.report.wording.agenda import (
    ask_words,
    item_name,
    matters_words,
    minutes_words,
    needed_words,
    settle_words,
    why_words,
)
from pbp_assess.report.wording.counts import listed, opening, plural, things
from pbp_assess.report.wording.headline import AUDIENCES, ILLUSTRATIVE, closed_words
from pbp_assess.report.wording.levels import held_words, level_name

FEWEST_ALONE: Final = 3  # leaders; fewer could be seen to stand alone
NOT_FOR_FACILITATORS: Final = (
    "slides are for the whole room, and are not made from the facilitators' copy; use --audience partnership"
)
ACTIONS: Final = "What each of us takes on: an owner and a date for every action"
ACTIONS_HEADER: Final = ("What", "Owner", "By when", "How we will know")
DATES: Final = "What happens next, and when"
DATES_HEADER: Final = ("What", "When")
DATES_ROWS: Final = (
    "What we agreed today goes to all of us in writing",
    "Corrections by",
    "The leadership team signs it off",
    "The actions are looked at again",
    "The questions are asked again",
)
CHOSEN: Final = "Chosen by"
SAY_PROUD: Final = "Read out two or three of them, and thank those who made them so."
SAY_THEMES: Final = "This is what people told the facilitators. Nobody is quoted by name. What is missing here?"
SAY_ACTIONS: Final = "Type while we talk. No action leaves the room without an owner and a date."
SAY_DATES: Final = "Fill in the dates before anybody goes home."
SAY_REST: Final = "If time is left, take these in order; or agree them by e-mail."


def notes(said: str, minutes: int) -> str:
    """The sentence to say, and the minutes."""
    return f"{said}\n{opening(minutes_words(minutes))}."


def finding(copy: Copy) -> str:
    """The whole round as a finding of a line."""
    head = copy.headline
    if not copy.members.count:
        return "No answers yet"
    level = level_name(copy.facts.matrix, head.level)
    return f"{head.at_or_above} of {head.of} {plural(head.of, 'question')} at {level} or above"


def whose(copy: Copy) -> str:
    """What stands at the foot of every slide: place, round, copy for whom."""
    facts = copy.facts
    mark = f"{ILLUSTRATIVE} " if facts.illustrative else ""
    return f"{mark}{facts.place}, round {facts.round_id}. {AUDIENCES[copy.audience]}. {closed_words(copy)}."


def in_a_room(count: int) -> str:
    """A count of leaders as a room may see it."""
    return "1 or 2" if 0 < count < FEWEST_ALONE else str(count)


def left_to_the_report(names: list[str]) -> str:
    """What these slides do not show for want of room; empty where they show everything."""
    return f" Not on these slides, and in the report: {listed(names, apart=True)}." if names else ""


def matters_sentence(copy: Copy, chosen: list[tuple[str, int]]) -> str:
    """Who chose what: "Of 10 leaders who chose: Risk and gain share 8, Early involvement 6."."""
    said = ", ".join(f"{name} {count}" for name, count in chosen)
    return f"Of {things(copy.choosers, 'leader')} who chose: {said}."


def item_tag(copy: Copy, item: Item) -> str:
    """How long a question may take, and why it is here."""
    return f"{opening(minutes_words(item.minutes))}. {why_words(copy, item)}."


def item_notes(copy: Copy, place: int, item: Item) -> str:
    """What to say to a question, and what the talk should leave behind; whole, where the slide has it cut."""
    entry = copy.criteria[item.criterion]
    used = f"Level used so far: {held_words(copy, entry)}." if entry.held.level is not None else ""
    needed = f"Level needed: {needed}" if (needed := needed_words(copy, item)) else ""
    lines = (
        f"{place}. {item_name(copy, item)}. {matters_words(copy, item)}",
        used,
        needed,
        f"Ask: {ask_words(copy, item)}",
        f"To settle: {settle_words(copy, item)}",
        f"{opening(minutes_words(item.minutes))}.",
    )
    return "\n".join(line.strip() for line in lines if line)


def rest_title(planned: Plan, shown: int) -> str:
    """The questions for which there is no slide of their own."""
    return f"{opening(things(len(planned.today) - shown, 'more question'))} to talk about today"


def rest_line(copy: Copy, place: int, item: Item) -> str:
    """One of them in a line."""
    return f"{place}. {item_name(copy, item)}: {why_words(copy, item)[0].lower()}{why_words(copy, item)[1:]}"
