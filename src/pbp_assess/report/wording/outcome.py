"""What came of the day, in words that leaders sign off?

What was said in private and what was agreed in the room always stand side by side, and what is still seen
differently is said as plainly as what was agreed.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pbp_assess.core.disclosure import AgreedCopy, Copy, CriterionCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.core.records import Decided, Decision, Target
from pbp_assess.report.wording.changes import actions_of_this_round
from pbp_assess.report.wording.counts import day, listed, number, opening, plural, things
from pbp_assess.report.wording.levels import level_words, quoted
from pbp_assess.report.wording.summary import no_shared_view, without_owner

NOT_NOTED: Final = "Nothing has been noted"
NOTED: Final = "Noted, and with the facilitators"
DISSENT: Final = "Whoever disagreed is named only if they choose to be: say so to the facilitators."
CORRECTIONS: Final = (
    "If something here is not as you remember it, tell the facilitators by [facilitator to complete: date]. What is "
    "corrected is shown with its date. What people answered in private is never changed."
)
SIGNED_OFF: Final = "Agreed by the leadership team on [facilitator to complete: date]."


HIGHER: Final = "higher than most leaders had said"
LOWER: Final = "lower than most leaders had said"


class Step(StrEnum):
    """How an agreed level stands to what most leaders had said."""

    SAME = "the same as most leaders had said"
    HIGHER = "higher"
    LOWER = "lower"
    OPEN = "where there was no shared view"
    FEW = "where too few had answered to say"


def title(copy: Copy) -> str:
    """The place, and that this is what came of the day."""
    return f"{copy.facts.place}: what came of the day"


def agreed_here(copy: Copy) -> Mapping[str, AgreedCopy]:
    """The levels agreed, in the order of the questions."""
    return {name: copy.agreed[name] for name in copy.criteria if name in copy.agreed}


def before(entry: CriterionCopy) -> int | Withheld | None:
    """What most leaders had said; None where they had no shared view, withheld where too few had answered."""
    spread = entry.agreement
    if spread is not None and spread.split:
        return None
    return Withheld.WITHHELD if entry.supported is None else entry.supported


def step(entry: CriterionCopy, agreed: AgreedCopy) -> Step:
    """Whether the agreed level is another than before the day."""
    was = before(entry)
    if was is None:
        return Step.OPEN
    if isinstance(was, Withheld):
        return Step.FEW
    if agreed.level == was:
        return Step.SAME
    return Step.HIGHER if agreed.level > was else Step.LOWER


def steps(copy: Copy) -> Counter[Step]:
    """How many levels were agreed of each kind; they add up to the levels agreed."""
    return Counter(step(copy.criteria[name], agreed) for name, agreed in agreed_here(copy).items())


def agreed_heading(copy: Copy) -> str:
    """As in "We agreed a level on six questions; on two we still differ"."""
    count, differ = len(agreed_here(copy)), copy.headline.no_shared_view
    said = f"We agreed a level on {things(count, 'question')}" if count else "No level has been agreed on the day yet"
    if not differ:
        return said
    return f"{said}; on {number(differ)} we still differ" if count else f"{said}; we differ on {number(differ)}"


def agreed_sentence(copy: Copy) -> str:
    """How the levels agreed stand to what had been said; empty where there are none."""
    counted = steps(copy)
    total = counted.total()
    if not total:
        return ""
    said = [f"{number(counted[kind])} {kind.value}" for kind in Step if counted[kind]]
    if not counted[Step.SAME]:
        said = [text.replace("higher", HIGHER).replace("lower", LOWER) for text in said]
    days = listed([day(date) for date in sorted({agreed.date for agreed in agreed_here(copy).values()})])
    which = f", {said[0].removeprefix('one ')}" if total == 1 else f": {listed(said)}"
    return f"On {days} we agreed a level on {things(total, 'question')}{which}."


def differ_sentence(copy: Copy) -> str:
    """The questions that are still seen differently, by name; empty where there are none."""
    names = [entry.criterion.name for entry in no_shared_view(copy)]
    return f"We still differ, and say so, on: {listed(names, apart=True)}." if names else ""


def before_words(copy: Copy, entry: CriterionCopy) -> str:
    """What most leaders had said, with its phrase."""
    match before(entry):
        case None:
            return "No shared view"
        case Withheld():
            return "Too few answers to say"
        case int() as level:
            return level_words(copy.facts.matrix, entry.criterion, level)


def shown_by(agreed: AgreedCopy) -> str:
    """What shows the level agreed, as far as this copy may say."""
    if agreed.shown_by is None or not agreed.evidence:
        return NOT_NOTED
    return NOTED if isinstance(agreed.shown_by, Withheld) else agreed.shown_by


def reason(agreed: AgreedCopy) -> str:
    """Why this level was agreed."""
    return "not shown" if isinstance(agreed.reason, Withheld) else agreed.reason


# --- what follows ---------------------------------------------------------------------------------


def actions_heading(copy: Copy) -> str:
    """How many actions there are, as a finding."""
    count = len(actions_of_this_round(copy))
    if not count:
        return "No action has been taken on in this round yet"
    return f"{opening(things(count, 'action'))}; none without an owner or a date"


def loose_sentence(copy: Copy) -> str:
    """The conditions that nobody has taken on; empty where there are none."""
    count = without_owner(copy)
    if not count:
        return ""
    has = plural(count, "condition of a function sought has", "conditions of functions sought have")
    return f"{opening(number(count))} {has} no owner and no date yet."


def how_known(copy: Copy, criterion: str | None) -> str:
    """What would show that an action has done its work: what the matrix says could show the question."""
    known = copy.facts.matrix.criterion_by_id.get(criterion or "")
    return known.evidence if known and known.evidence else "–"


def about(copy: Copy, criterion: str | None, function: str | None) -> str:
    """Which question, and which function's condition, an action is about."""
    matrix = copy.facts.matrix
    known, wanted = matrix.criterion_by_id.get(criterion or ""), matrix.policy.function_by_id.get(function or "")
    said = [part.name for part in (known, wanted) if part]
    return listed(said, apart=True) or "–"


def dissenters(agreed: AgreedCopy) -> str:
    """Those who did not agree and chose to be named, by role, with what they say."""
    said = [f"{one.role}: {quoted(one.words)}" if one.words else one.role for one in agreed.dissenters]
    return listed(said, apart=True) or "–"


# --- what is wanted, and what the ICB decided -----------------------------------------------------

DECIDED: Final = {
    Decided.GRANTED: "Agreed",
    Decided.REFUSED: "Not agreed",
    Decided.DEFERRED: "Put off",
    Decided.HANDED_BACK: "Handed back",
}


def decided_on(copy: Copy, decision: Decision) -> str:
    """The function and the stage that a decision was about; by id where this matrix no longer has them."""
    policy = copy.facts.matrix.policy
    function, stage = policy.function_by_id.get(decision.function), policy.stages.get(decision.stage)
    return f"{function.name if function else decision.function}: {stage.plain if stage else decision.stage}"


def decided_here(copy: Copy) -> tuple[Decision, ...]:
    """What the ICB decided with this round before it."""
    return tuple(decision for decision in copy.decisions if decision.round == copy.facts.round_id)


def wanted_here(copy: Copy) -> tuple[Target, ...]:
    """The levels that were set as wanted in this round."""
    targets = (target for target in copy.targets if target.round == copy.facts.round_id)
    return tuple(target for target in targets if target.criterion in copy.criteria)


def decided_heading(count: int) -> str:
    """How many decisions of the ICB there are."""
    return f"The ICB has taken {things(count, 'decision')}"
