"""What do the facilitators' own pages say?

They name people, so that each part says that it stays with the facilitators. Nothing here blames: it says what to
handle with care, and what to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pbp_assess.core.assess import StageResult
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Withheld
from pbp_assess.report.wording.counts import listed, number, opening, plural, share_words, things
from pbp_assess.report.wording.readiness import function_name, nobody_out

OWN: Final = "Facilitators only: this never leaves the facilitators"
WARNING: Final = "Facilitators only: this page never leaves the facilitators. It names people."
REVOTE: Final = (
    "For each question: read the phrases, hear both ends first, then ask for a show of hands, and note the hands by "
    "level and what would show it. The private answers stay as they are."
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose answers are still out: `who` in words, how they were asked, how much is there."""

    who: str
    route: str
    days: int
    answered: int
    of: int


def title(copy: Copy) -> str:
    """The place, and whose pages these are."""
    return f"{copy.facts.place}: the facilitators' own pages"


def calls_heading(count: int) -> str:
    """How many people to call before the day."""
    return f"{opening(things(count, 'call'))} to make before the day" if count else "No call to make before the day"


NO_CALL: Final = "Nobody stands alone on a question that will come up."


# --- handle with care -----------------------------------------------------------------------------


def straight_lining(copy: Copy) -> str:
    """What "the same level nearly everywhere" means, by the matrix's own threshold."""
    rule = copy.facts.matrix.counting.straight_lining
    return f"Same level on at least {share_words(rule.share)} of their answers"


DEPUTIES: Final = "Answered by a deputy"
LATE: Final = "Changed after the round closed, and not counted"
INTERESTS: Final = "Declared an interest, and gave a level all the same"


def care_heading(people: int) -> str:
    """How many people's answers to handle with care."""
    if not people:
        return "Nobody's answers need special care"
    return f"Handle with care: {things(people, 'person', 'people')}"


def interest_words(who: str, names: Sequence[str]) -> str:
    """Somebody with an interest, and the questions that bear on it."""
    return f"{who} (on {listed(names, apart=True)})"


# --- not in yet -----------------------------------------------------------------------------------


def waiting_heading(copy: Copy, count: int) -> str:
    """Whose answers are still out."""
    if copy.facts.closed:
        return "The round is closed: nobody to chase"
    if not count:
        return "Everybody's answers are in"
    return f"{opening(things(count, 'person', 'people'))} to chase"


def asked_words(waiting: Waiting) -> str:
    """As in "asked by form 12 days ago; 3 of 41 answered"."""
    by = f" by {waiting.route}" if waiting.route else ""
    ago = "today" if not waiting.days else f"{things(waiting.days, 'day')} ago"
    done = f"{waiting.answered} of {waiting.of} answered" if waiting.answered else "nothing answered"
    return f"asked{by} {ago}; {done}"


def chasing_line(copy: Copy, waiting: Waiting, closes: str) -> str:
    """One line that can be sent as it is."""
    rest = waiting.of - waiting.answered
    by = f" by {closes}" if closes else " this week"
    if not waiting.answered:
        return f"“We would not want to meet without your view of {copy.facts.place}: could you answer{by}?”"
    left = f"{things(rest, 'question')} {plural(rest, 'is', 'are')} left"
    return f"“Thank you for your answers; {left}. Could you finish{by}?”"


def _settled(aim: StageResult) -> bool:
    return not isinstance(aim.bounds, Withheld) and aim.bounds.settled


def out_sentence(copy: Copy) -> str:
    """Whether the answers still out could change a result; empty where none is out, or nothing is sought."""
    judged = [function for function in copy.sought if function.aim]
    if not judged or nobody_out(copy):
        return ""
    open_ = [function.function for function in judged if function.aim and not _settled(function.aim)]
    if not open_:
        return "Whatever the answers still out turn out to be, lowest or highest, no result changes."
    names = listed([function_name(copy, name) for name in open_], apart=True)
    return f"The answers still out could change {plural(len(open_), 'the result', 'the results')} for: {names}."


# --- the session ----------------------------------------------------------------------------------


def plan_heading(count: int, used: int, minutes: int) -> str:
    """As in "Eight questions in 82 of 90 minutes"."""
    if not count:
        return "No question to talk about"
    return f"{opening(things(count, 'question'))} in {used} of {minutes} minutes"


def heard_of(count: int) -> str:
    """How many themes are not released."""
    return f"{opening(number(count))} {plural(count, 'theme is', 'themes are')} not released, and printed nowhere else."
