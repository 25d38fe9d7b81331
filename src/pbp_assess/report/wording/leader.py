"""What does a leader's own sheet say to them?

It is theirs alone and speaks to them. There is no ranking in it, and no word that calls an answer better or worse.
"""

from collections import Counter
from typing import Final

from pbp_assess.core.assessment import Answer, State
from pbp_assess.core.disclosure import CriterionCopy, LeaderCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.core.matrix import Criterion
from pbp_assess.report.wording.counts import listed, number, opening, plural, things
from pbp_assess.report.wording.headline import STATES
from pbp_assess.report.wording.levels import level_name, level_words

OWN: Final = "Your own sheet: nobody else has this page"
WELCOME: Final = "You are welcome to raise them, or not. Nobody else has this page."
CHANGE: Final = (
    "If an answer here is not what you meant, tell the facilitators. Until the round closes it can be changed; after "
    "that it counts only if the round is opened again."
)
NOTHING_SENT: Final = "No answers of yours have come in for this round."
INVITED: Final = "You were asked as an invited voice: your view is shown beside the leaders' and counts in no test."


def title(own: LeaderCopy) -> str:
    """The place, and whose sheet it is."""
    return f"{own.group.facts.place}: your own answers"


def kicker(own: LeaderCopy) -> str:
    """For whom the page is, by role."""
    return f"For you alone: {own.leader.role}"


def answered_heading(own: LeaderCopy) -> str:
    """As in "You gave a level on 38 of 41 questions"."""
    if own.sheet is None:
        return "We have no answers from you"
    levels = sum(answer.state is State.LEVEL for answer in own.answers.values())
    return f"You gave a level on {levels} of {len(own.answers)} {plural(len(own.answers), 'question')}"


def answered_sentence(own: LeaderCopy) -> str:
    """How the other questions were answered, and by whom; the parts add up to the questions asked."""
    if own.sheet is None:
        return NOTHING_SENT
    counted = Counter(answer.state for answer in own.answers.values())
    rest = [
        f"{number(counted[state])} {_STATED[state]}" for state in State if state is not State.LEVEL and counted[state]
    ]
    said = [f"Of the other questions, {listed(rest)}."] if rest else ["You gave a level on every question."]
    if own.sheet.answered_by:
        said.append("A deputy answered for you.")
    if not own.counted:
        said.append(INVITED)
    return " ".join(said)


_STATED: Final = {
    State.CANNOT_JUDGE: "you could not judge",
    State.NOT_APPLICABLE: "you called not applicable",
    State.DECLINED: "you declined, for a conflict of interest",
    State.UNANSWERED: "you left unanswered",
}


def differs_heading(own: LeaderCopy) -> str:
    """On how many questions this leader stands far from most."""
    count = len(own.differs)
    far = things(own.group.facts.matrix.far, "level")
    if not count:
        return f"On no question do you stand {far} or more from most leaders"
    return f"You saw {things(count, 'question')} {far} or more differently from most leaders"


def most_see(own: LeaderCopy, entry: CriterionCopy) -> str:
    """What most leaders see, with its phrase; or why that cannot be said."""
    spread, most = entry.agreement, entry.supported
    if spread is not None and spread.split:
        return "No shared view yet"
    if isinstance(most, Withheld) or most is None:
        return "Too few answers to say"
    return level_words(own.group.facts.matrix, entry.criterion, most)


def most_see_briefly(own: LeaderCopy, entry: CriterionCopy) -> str:
    """The same, by the level's name."""
    shared = entry.agreement is not None and not entry.agreement.split
    if shared and isinstance(entry.supported, int):
        return level_name(own.group.facts.matrix, entry.supported)
    return most_see(own, entry)


def yours(own: LeaderCopy, criterion: Criterion, answer: Answer) -> str:
    """This leader's answer, with its phrase."""
    matrix = own.group.facts.matrix
    return STATES[answer.state] if answer.level is None else level_words(matrix, criterion, answer.level)


def yours_briefly(own: LeaderCopy, answer: Answer) -> str:
    """This leader's answer by the level's name."""
    return STATES[answer.state] if answer.level is None else level_name(own.group.facts.matrix, answer.level)


def said_heading(count: int) -> str:
    """How many of the open questions this leader answered; without any, what stands there is the choice."""
    if not count:
        return "What matters most to you"
    return f"{opening(things(count, 'answer'))} in your own words"


def chose_sentence(names: tuple[str, ...]) -> str:
    """What this leader chose as most important."""
    return f"You chose as most important: {listed(names, apart=True)}." if names else ""


def changed_sentence(own: LeaderCopy) -> str:
    """The three questions are always asked; a leader's sheet is about one round."""
    first = own.group.facts.first_round
    return (
        "This is the first round." if first else "What changed since the round before is in the partnership's report."
    )
