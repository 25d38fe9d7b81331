"""How is a function's readiness said?

Statuses in words, the two results that always stand together, whether the answers still out matter, what
was lost, and each condition with its owner and date. Delegation is to a committee, never to the partnership.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from pbp_assess.core.assess import Condition, FunctionReadiness, StageResult
from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Status, Withheld
from pbp_assess.core.regression import Regression
from pbp_assess.report.wording.counts import day, listed, number, opening, plural, some_are, things
from pbp_assess.report.wording.measures import STATUSES

ICB_DECIDES: Final = "This is the partners' own view, to inform the ICB. The ICB decides, and stays accountable."
READY_EITHER_WAY: Final = "ready, with or without conditions"
SOUGHT: Final = ("function sought", "functions sought")
PROFILE_ONLY: Final = "A profile, and no view on delegation"
NO_POLICY: Final = "This matrix gives a profile only: it says nothing about what could be handed over."
NONE_SOUGHT: Final = "No function is sought in this round"
NOTHING_SOUGHT: Final = f"{NONE_SOUGHT}, so no test of readiness is reported."

REGRESSIONS: Final[Mapping[Regression, str]] = {
    Regression.NONE: "",
    Regression.REGRESSED: "Was ready, is not now.",
    Regression.NOT_CONFIRMED: (
        "It was ready in the last full round and is not confirmed this time; nothing shows that it fell."
    ),
}

_COUNTED: Final[Mapping[Status, str]] = {
    Status.READY: "ready",
    Status.READY_WITH_CONDITIONS: "ready with conditions",
    Status.DEVELOPING: "not yet ready",
}


def function_name(copy: Copy, function: str) -> str:
    """A function by the name the matrix gives it."""
    return copy.facts.matrix.policy.function_by_id[function].name


def stage_words(copy: Copy, stage: str) -> str:
    """A stage in plain words: "decides within limits"."""
    return copy.facts.matrix.policy.stages[stage].plain


def aim_words(copy: Copy, function: FunctionReadiness) -> str:
    """What is sought: "the Oxfordshire place committee decides within limits"."""
    return f"{copy.facts.committee} {stage_words(copy, function.sought)}" if function.sought else "not sought"


def status_words(result: StageResult | None) -> str:
    """A result in words, with the number of conditions: "Ready with two conditions"."""
    if result is None:
        return "No test in the matrix"
    status = result.gate.status
    if status is Status.READY_WITH_CONDITIONS:
        return f"Ready with {things(len(result.gate.shortfalls), 'condition')}"
    return STATUSES[status]


def _statuses(copy: Copy, *, private: bool) -> list[Status]:
    aims = [function.aim for function in copy.sought]
    return [(aim.private if private else aim.gate).status for aim in aims if aim]


def ready_count(copy: Copy) -> int:
    """How many functions sought are ready, with or without conditions."""
    return sum(status.satisfies for status in _statuses(copy, private=False))


def ready_heading(copy: Copy) -> str:
    """How many functions sought are ready, as a finding; for a single one, its result."""
    if len(copy.sought) == 1:
        return results_sentence(copy).rstrip(".")
    return opening(some_are(ready_count(copy), len(copy.sought), SOUGHT, READY_EITHER_WAY))


def results_sentence(copy: Copy) -> str:
    """How the functions sought stand, adding up: one ready, one ready with conditions, two not yet ready."""
    if len(copy.sought) == 1:
        result = status_words(copy.sought[0].aim)
        return f"The one function sought for {copy.facts.committee}: {result[0].lower()}{result[1:]}."
    counted = Counter(_statuses(copy, private=False))
    parts = [
        f"{number(counted[status])} {plural(counted[status], 'is', 'are')} {words}"
        for status, words in _COUNTED.items()
        if counted[status]
    ]
    if unknown := counted[Status.INSUFFICIENT_EVIDENCE]:
        parts.append(f"for {number(unknown)} there are not enough answers to say")
    if untested := len(copy.sought) - counted.total():
        parts.append(f"for {number(untested)} the matrix has no test")
    whole = things(len(copy.sought), *SOUGHT)
    return f"Of the {whole} for {copy.facts.committee}, {listed(parts)}."


def _ready_words(copy: Copy, *, private: bool) -> str:
    """How many functions sought are ready; for a single one, its result."""
    statuses = _statuses(copy, private=private)
    if len(copy.sought) == 1 and statuses:
        return f"the result of the one function sought is: {STATUSES[statuses[0]].lower()}"
    return some_are(sum(status.satisfies for status in statuses), len(copy.sought), SOUGHT, READY_EITHER_WAY)


def with_and_without_agreed(copy: Copy) -> tuple[str, str]:
    """The two sentences that always stand together: on the private answers alone, and with what was agreed."""
    with_agreed = _ready_words(copy, private=False)
    first = f"Counting only the private answers, {_ready_words(copy, private=True)}."
    if not copy.agreed:
        return first, f"No level has been agreed on the day; with what was agreed it is the same: {with_agreed}."
    return first, f"With what was agreed on the day, {with_agreed}."


def both_results(result: StageResult) -> str:
    """One function's result both ways, side by side."""
    alone, agreed = STATUSES[result.private.status], STATUSES[result.gate.status]
    return f"On the private answers alone: {alone.lower()}. With what was agreed on the day: {agreed.lower()}."


def nobody_out(copy: Copy) -> bool:
    """Whether every leader asked gave a level to every question."""
    return not any(count for state, count in copy.states.items() if state is not State.LEVEL)


def bounds_sentence(copy: Copy, result: StageResult) -> str:
    """Whether the answers still out could change a result, and how many bear on it."""
    if nobody_out(copy):
        return "Every leader gave a level to every question, so no answer is still out."
    if result.gate.awaits_answers:
        return "More answers are needed first: too few have answered to say what the answers still out could change."
    if isinstance(result.bounds, Withheld):
        return "Whether the answers still out could change this is not shown: it would say where one person stands."
    if result.bounds.settled:
        return "The answers still out cannot change this."
    deciding = result.bounds.deciding
    bears = f"{things(deciding, 'answer')} {plural(deciding, 'bears', 'bear')} on it"
    return f"The answers still out could change this: {bears}."


def settled_words(result: StageResult) -> str:
    """What the answers still out could do, for a cell of a table."""
    if result.gate.awaits_answers:
        return "More are needed first"
    if isinstance(result.bounds, Withheld):
        return "Not shown"
    return "Cannot change this" if result.bounds.settled else "Could change this"


def missing_in_brief(result: StageResult) -> str:
    """How much is missing, for a cell of a table: "two things", "one thing; one cannot be said yet"."""
    missing, unknown = len(result.gate.shortfalls), len(result.gate.unknowns)
    parts = [things(missing, "thing")] if missing else []
    if unknown:
        parts.append(f"{number(unknown)} cannot be said yet")
    return "; ".join(parts) or "nothing"


def commitment_sentence(copy: Copy, condition: Condition) -> str:
    """Who does what by when, or that nobody does yet."""
    taken_on = condition.commitment
    if taken_on is None:
        return "Nobody has taken this on: it has no owner and no date yet."
    if taken_on.done:
        return f"{taken_on.what}. Owner: {taken_on.owner}. Done (it was due on {day(taken_on.due)})."
    late = f"; overdue on {day(copy.facts.as_of)}" if taken_on.due < copy.facts.as_of else ""
    return f"{taken_on.what}. Owner: {taken_on.owner}. Due: {day(taken_on.due)}{late}."


def not_sought_sentence(copy: Copy) -> str:
    """One line for the functions that this round does not seek; empty where there are none."""
    rest = len(copy.facts.matrix.policy.functions) - len(copy.sought)
    if not rest:
        return ""
    others = f"{number(rest)} other {plural(rest, 'function')} of the matrix {plural(rest, 'is', 'are')}"
    return opening(f"{others if copy.sought else others.replace(' other', '')} not sought in this round.")
