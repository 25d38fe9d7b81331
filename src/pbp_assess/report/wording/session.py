"""What do the facilitators need to know before and during the session that nobody else does?

Whom to call before the day, and what to drop when the first question runs over.
"""

from collections.abc import Callable, Iterator

from pbp_assess.core.agenda import Plan, first_to_drop
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Withheld
from pbp_assess.report.wording.agenda import item_name, minutes_words
from pbp_assess.report.wording.counts import listed, opening, plural, things
from pbp_assess.report.wording.levels import quoted


def overrun_sentences(copy: Copy, planned: Plan) -> Iterator[str]:
    """What to do when the first question takes longer than it has."""
    if not planned.today:
        return
    first, spare = planned.today[0], planned.minutes - planned.used
    name = quoted(item_name(copy, first))
    for over in (5, 10):
        gone = first_to_drop(planned.today, over - spare)
        if gone and len(gone) < len(planned.today) - 1:
            names = listed([item_name(copy, item) for item in gone], apart=True)
            yield f"If {name} runs over by {minutes_words(over)}, leave out: {names}."
    yield f"If {name} has taken {minutes_words(2 * first.minutes)}, stop, note both views, and set another time for it."


def calls(copy: Copy, planned: Plan, who: Callable[[str], str]) -> tuple[str, ...]:
    """Whom to call before the day; `who` says a leader's id in words. Empty but for the facilitator.

    One call a person, in the order of the questions that the person stands alone on.
    """
    alone: dict[str, list[str]] = {}
    for place, item in enumerate(planned.today, start=1):
        for leader in () if isinstance(item.alone, Withheld) else item.alone:
            alone.setdefault(leader, []).append(f"{place}. {item_name(copy, item)}")
    return tuple(f"{who(leader)}: stands alone on {listed(names, apart=True)}" for leader, names in alone.items())


def calls_sentence(count: int) -> str:
    """What the calls are for."""
    people = f"{opening(things(count, 'person', 'people'))} {plural(count, 'stands', 'stand')}"
    return f"{people} alone on a question that will come up. Ask them how they want it raised."
