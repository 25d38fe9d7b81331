"""What is said about change?

A first round has nothing before it. The comparison of two rounds is a report of its own: this one says so,
and tells what became of the actions promised before.
"""

from typing import Final

from pbp_assess.core.assess import Commitment
from pbp_assess.core.disclosure import Copy
from pbp_assess.report.wording.counts import listed, number, opening, plural, things

NOT_COMPARED: Final = (
    "This is not the first round. What rose and what fell among the people who answered both times is not part of "
    "this report: it needs a comparison of its own, because a change of people can look like progress."
)

REPORT_OF_ITS_OWN: Final = (
    "Which questions these are, area by area, stands in a report of its own: the quarterly follow-up."
)


def earlier_commitments(copy: Copy) -> tuple[Commitment, ...]:
    """Actions taken on in rounds before this one."""
    return tuple(taken for taken in copy.commitments if copy.facts.comes_after(taken.round_id))


def actions_of_this_round(copy: Copy) -> tuple[Commitment, ...]:
    """Actions taken on in this round."""
    return tuple(taken for taken in copy.commitments if taken.round_id == copy.facts.round_id)


def commitment_status(copy: Copy, taken: Commitment) -> str:
    """Done, open, or overdue on the day the report is read as at."""
    if taken.done:
        return "Done"
    return "Overdue" if taken.overdue(copy.facts.as_of) else "Open"


def change_sentence(copy: Copy) -> str:
    """What can be said about change in this report."""
    if copy.facts.first_round:
        return "This is the first round: there is no earlier one to compare it with."
    return NOT_COMPARED


def actions_sentence(copy: Copy) -> str:
    """What became of the actions of earlier rounds: "Four of five are done; one is overdue"."""
    taken = earlier_commitments(copy)
    counts = dict.fromkeys(("Done", "Open", "Overdue"), 0)
    for entry in taken:
        counts[commitment_status(copy, entry)] += 1
    parts = [f"{number(count)} {plural(count, 'is', 'are')} {word.lower()}" for word, count in counts.items() if count]
    return f"Of {things(len(taken), 'action')} taken on in earlier rounds, {listed(parts)}."


def changed_heading(copy: Copy) -> str:
    """The section's finding."""
    if copy.facts.first_round:
        return "This is the first round"
    taken = earlier_commitments(copy)
    if not taken:
        return "The comparison with the round before is a report of its own"
    done = sum(entry.done for entry in taken)
    return opening(
        f"{number(done) if done else 'none'} of {things(len(taken), 'earlier action')} {plural(done, 'is', 'are')} done"
    )
