"""What does the paper for an ICB's board say about one function?

The headings are those that boards expect, and stay as they are. What only a person can write is left as a blank in
square brackets. Delegation is to a committee, an officer or a body by law, never "to the partnership".
"""

import datetime
from typing import Final

from pbp_assess.core.assess import FunctionReadiness, StageResult
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Status, Test
from pbp_assess.core.matrix import DocumentState, Function
from pbp_assess.core.shelf_life import Lapse
from pbp_assess.report.wording.counts import day, inside, listed, number, opening, plural, things
from pbp_assess.report.wording.measures import subject_words
from pbp_assess.report.wording.readiness import aim_words, stage_words, status_words

PURPOSE: Final = "1. Purpose of this paper"
ASKED: Final = "2. What the ICB is asked to decide"
STAYS: Final = "3. What stays with the ICB"
READY: Final = "4. Are we ready? Our assessment"
SURE: Final = "5. How sure can the Board be?"
CONDITIONS: Final = "6. Conditions"
HEADINGS: Final = "7. Money, legal, quality, equality, conflicts and people"
HAND_BACK: Final = "8. What would make us hand it back"
REVIEW: Final = "9. Review"
ANNEX: Final = "Annex: every test in a sentence"

ONLY_A_PERSON: Final = ("Money", "Legal", "Quality", "Equality", "Conflicts of interest", "People")
"""What one paragraph each is wanted on."""

KEPT: Final = (
    "Its statutory duties, and accountability for how they are met.",
    "Every matter that its constitution and its scheme of reservation and delegation keep to the Board.",
    "The right to vary this, to set further conditions, and to take it back.",
)

CONFLICT: Final = (
    "Bodies that would hold this function may be among those whose leaders answered; section 5 says what is known of "
    "the result without them. Interests declared: {}."
)
NO_DECISION: Final = "Nothing changes: the ICB goes on deciding as it does today."
JUDGED_AGAIN: Final = "Readiness is judged again in each full round, by the same tests."


def blank(what: str = "") -> str:
    """Where only a person can write."""
    return f"[place director to complete: {what}]" if what else "[place director to complete]"


def title(copy: Copy, function: Function) -> str:
    """The function and the place."""
    return f"{function.name}: the case for {copy.facts.place}"


# --- what is asked --------------------------------------------------------------------------------


def what_is_sought(copy: Copy, entry: FunctionReadiness, function: Function) -> str:
    """As in "that, for Grants, the Riverside committee decides within limits"."""
    scope = f" ({inside(function.scope)})" if function.scope else ""
    return f"that, for {function.name}{scope}, {aim_words(copy, entry)}"


def asked_of_the_icb(copy: Copy, entry: FunctionReadiness, function: Function) -> str:
    """The decision; where our own view is that it is not ready, no decision is asked for."""
    sought, aim = what_is_sought(copy, entry, function), entry.aim
    if aim is None or not aim.gate.status.satisfies:
        view = status_words(aim)
        return (
            f"What is sought is {sought}. Our own view is: {view[:1].lower()}{view[1:]}. {copy.facts.icb} is asked to "
            "note this, and what would need to be in place (section 6); no decision to hand over is asked for today."
        )
    count = len(aim.conditions)
    on = f", on {things(count, 'condition')} (section 6)" if count else ""
    return (
        f"{copy.facts.icb} is asked to decide {sought}, from {blank('date')}, within {blank('sums and other limits')}, "
        f"for {blank('how long')}{on}."
    )


def option_words(copy: Copy, entry: FunctionReadiness, stage: str) -> str:
    """What one option means: "The Riverside committee sees and advises. This is what is proposed."."""
    means = opening(f"{copy.facts.committee} {stage_words(copy, stage)}.")
    if stage != entry.sought:
        return means
    ready = entry.aim is not None and entry.aim.gate.status.satisfies
    return f"{means} {'This is what is proposed.' if ready else 'This is what is sought.'}"


# --- how it stands --------------------------------------------------------------------------------


def tests_sentence(aim: StageResult) -> str:
    """How many tests are met, and how the rest stand; the parts add up."""
    gate = aim.gate
    short, unknown = len(gate.shortfalls), len(gate.unknowns)
    met = len(gate.findings) - short - unknown
    said = [f"{number(met) if met else 'none'} {plural(met, 'is', 'are')} met"]
    if short and gate.status is Status.READY_WITH_CONDITIONS:
        said.append(f"{number(short)} {plural(short, 'is a condition', 'are conditions')}")
    elif short:
        said.append(f"{number(short)} {plural(short, 'is', 'are')} not met")
    if unknown:
        said.append(f"{number(unknown)} cannot be said yet")
    return f"Of {things(len(gate.findings), 'test')}, {listed(said)}."


_DOCUMENTS: Final = {
    DocumentState.VERIFIED: "checked by someone outside the place team",
    DocumentState.SEEN: "seen, and not yet checked by someone outside the place team",
    DocumentState.LISTED: "listed, and not yet seen",
    DocumentState.ABSENT: "not there yet",
}


def documents_sentence(copy: Copy, function: Function) -> str:
    """How far the documents needed are established; the parts add up. Empty where none is needed."""
    if not function.documents:
        return ""
    noted = copy.documents.get(function.id, {})
    states = [noted[paper.id].state if paper.id in noted else None for paper in function.documents]
    counts = [(states.count(state), words) for state, words in _DOCUMENTS.items()]
    counts.append((states.count(None), "not noted at all"))
    said = [f"{number(count)} {plural(count, 'is', 'are')} {words}" for count, words in counts if count]
    whole = f"{things(len(states), 'document')} {plural(len(states), 'is', 'are')} needed"
    return f"{opening(whole)}: {'; '.join(said)}."


# --- what follows ---------------------------------------------------------------------------------


def conditions_sentence(aim: StageResult) -> str:
    """How many conditions there are, or what stands in their place."""
    if aim.gate.status is Status.READY:
        return "There are none: every test is met."
    if aim.conditions:
        count = len(aim.conditions)
        has = plural(count, "There is one condition", f"There are {number(count)} conditions")
        return f"{has}; at most {number(aim.gate.conditions_allowed)} may be open at this stage."
    if aim.gate.status is Status.INSUFFICIENT_EVIDENCE:
        return "Too little is known to set any. What would need to be in place first:"
    return "Conditions cannot stand in for what is missing here. What would need to be in place first:"


def lapse_sentence(copy: Copy, aim: StageResult, lapse: Lapse) -> str:
    """From which day it would no longer be ready, and what would have to be renewed."""
    found = {(finding.test, finding.subject): finding for finding in aim.gate.findings}
    names = [
        "the answers" if test is Test.FRESHNESS else subject_words(copy, found[test, subject])
        for test, subject in lapse.tests
        if (test, subject) in found
    ]
    return f"From {day(lapse.day)} it would no longer be ready, unless renewed: {listed(names, apart=True)}."


def answers_stand_until(copy: Copy, entry: FunctionReadiness) -> str:
    """Up to which day the answers are fresh enough for the stage sought; empty where the matrix does not say."""
    stages = copy.facts.matrix.policy.stages
    limit = stages[entry.sought].fresh_quarters if entry.sought in stages else None
    if limit is None or copy.facts.closed is None:
        return ""
    last = last_day(copy.facts.closed, limit)
    return f"By the rules of the matrix this assessment stands until {day(last)}; after that the answers are too old."


def last_day(closed: datetime.date, quarters: int) -> datetime.date:
    """The last day of the calendar quarter that comes so many quarters after this date."""
    months = (closed.month - 1) // 3 * 3 + 3 * (quarters + 1)  # of that quarter's end, counted from January
    after = datetime.date(closed.year + months // 12, months % 12 + 1, 1)
    return after - datetime.timedelta(days=1)


def minute(copy: Copy, entry: FunctionReadiness, function: Function) -> str:
    """A line for the minutes, whatever was decided."""
    sought = what_is_sought(copy, entry, function)
    return (
        f"{blank('Board or committee, and date')}: agreed / not agreed / put off: {sought}, from {blank('date')}, on "
        f"the conditions in section 6 and {blank('others, or none')}; to be reviewed on {blank('date')}."
    )


RECORD_IT: Final = "Afterwards, what was decided is recorded in the workspace: pbp-assess decision add."
