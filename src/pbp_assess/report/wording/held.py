"""What is said of a function that the place holds: since when, on which terms, and whether to hand it back?

What is held follows from the ICB's decisions alone. That a trigger is pulled is a reason to talk, and no verdict.
"""

from typing import Final

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.holding import Holding, Watch, Watched
from pbp_assess.core.matrix import Function, Trigger
from pbp_assess.core.records import Decided, Decision
from pbp_assess.report.wording.counts import day, listed, opening, plural, things
from pbp_assess.report.wording.levels import level_words


def function_held(copy: Copy, holding: Holding) -> str:
    """The function by its name; by its id where this matrix no longer has it."""
    known = copy.facts.matrix.policy.function_by_id.get(holding.grant.function)
    return known.name if known else holding.grant.function


_WAS: Final = {
    Decided.GRANTED: "agreed",
    Decided.REFUSED: "not agreed",
    Decided.DEFERRED: "put off",
    Decided.HANDED_BACK: "handed back",
}


def decided_before(copy: Copy, function: Function) -> tuple[str, ...]:
    """What the ICB decided on a function up to this day: "21 March 2023, ICB Board: sees and advises: put off"."""
    known = [one for one in copy.decisions if one.function == function.id and one.date <= copy.facts.as_of]
    return tuple(_decided(copy, one) for one in known)


def _decided(copy: Copy, decision: Decision) -> str:
    where = f" ({decision.minutes.rstrip('.')})" if decision.minutes else ""
    said = f"{day(decision.date)}, {decision.decided_by}{where}: {_stage(copy, decision)}, {_WAS[decision.outcome]}."
    return f"{said}{_terms(decision)}"


def _stage(copy: Copy, decision: Decision) -> str:
    """The stage in plain words; by id where this matrix no longer has it."""
    stage = copy.facts.matrix.policy.stages.get(decision.stage)
    return stage.plain if stage else decision.stage


def _terms(decision: Decision) -> str:
    """Within which limits, and on which conditions."""
    limits = f" Limits: {decision.limits.rstrip('.')}." if decision.limits else ""
    count = things(len(decision.conditions), "condition")
    terms = f" On {count}: {listed(decision.conditions, apart=True)}." if decision.conditions else ""
    return f"{limits}{terms}"


def held_heading(copy: Copy) -> str:
    """As in "Two functions are held; one reason to hand back is met; one review is due"."""
    pulled = sum(one.says is Watch.PULLED for holding in copy.holdings for one in holding.triggers)
    due = sum(holding.review_due for holding in copy.holdings)
    count = len(copy.holdings)
    said = [f"{things(count, 'function')} {plural(count, 'is', 'are')} held"]
    if pulled:
        said.append(f"{things(pulled, 'reason')} to hand back {plural(pulled, 'is', 'are')} met")
    if due:
        said.append(f"{things(due, 'review')} {plural(due, 'is', 'are')} due")
    return opening("; ".join(said))


def held_in_brief(copy: Copy) -> str:
    """How many functions are held, in a few words; empty where none is."""
    count = len(copy.holdings)
    return opening(f"{things(count, 'function')} {plural(count, 'is', 'are')} held already.") if count else ""


def trigger_words(copy: Copy, trigger: Trigger) -> str:
    """One reason to hand a function back, and the level that is watched where there is one."""
    if trigger.criterion is None or trigger.below is None:
        return f"{trigger.when}."
    matrix = copy.facts.matrix
    criterion = matrix.criterion_by_id[trigger.criterion]
    below = level_words(matrix, criterion, trigger.below)
    return f"{trigger.when}. Looked at in each round: {criterion.name}, at an earlier level than {below}."


_SAYS: Final = {
    Watch.PULLED: "So today: this is the time to talk about handing it back.",
    Watch.QUIET: "Not so today.",
    Watch.UNKNOWN: "Whether it is so today cannot be said.",
    Watch.PEOPLE: "Whether it is so, people have to say.",
}


def held_sentence(copy: Copy, holding: Holding) -> str:
    """Since when the place holds this function, and whether its review has come."""
    grant = holding.grant
    does = f"{grant.holder or copy.facts.committee} {_stage(copy, grant)}"
    since = f"Held since {day(grant.date)}, by decision of {grant.decided_by}"
    return f"{since}: {does}.{_terms(grant)}{_review(holding)}"


def _review(holding: Holding) -> str:
    """When it is looked at again, or that this is due."""
    review = holding.grant.review
    if review is None:
        return ""
    return f" Its review was due on {day(review)}." if holding.review_due else f" To be reviewed on {day(review)}."


def watched_words(copy: Copy, watched: Watched) -> str:
    """One reason to hand a held function back, and what it says today."""
    return f"{trigger_words(copy, watched.trigger)} {_SAYS[watched.says]}"
