"""What is said about a function that gained or lost a stage?"""

from collections.abc import Iterator, Mapping
from typing import Final

from pbp_assess.core.compare import FunctionChange, Shift, StageChange, Verdict
from pbp_assess.core.compare.facts import Aimed, DocumentChange, TargetResult
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.core.gate import Status
from pbp_assess.core.matrix import DocumentState
from pbp_assess.report.wording.counts import day, listed, number, plural
from pbp_assess.report.wording.levels import level_words
from pbp_assess.report.wording.measures import DOCUMENTS, STATUSES

SHIFTS: Final[Mapping[Shift, str]] = {
    Shift.GAINED: "gained",
    Shift.LOST: "lost",
    Shift.NEWLY_UNKNOWN: "cannot be said now",
    Shift.NONE: "as before",
}

AIMED: Final[Mapping[Aimed, str]] = {
    Aimed.MET: "Met",
    Aimed.MISSED: "Missed",
    Aimed.NOT_DUE: "Not due yet",
    Aimed.UNKNOWN: "Cannot say: there is no level to go by",
}

RULES_CHANGED: Final = "What is asked for changed as well, so that not all of this is a change of the place."
CONFIRMED: Final = "It is lost among the people who answered both times as well."
NOT_CONFIRMED: Final = "Among the people who answered both times it is not lost: a change of people may be why."


def name_of(copy: ComparisonCopy, function: str) -> str:
    """A function by the name that the matrix gives it, the later one where both have it."""
    for facts in (copy.facts, copy.before):
        if known := facts.matrix.policy.function_by_id.get(function):
            return known.name
    return function


def stage_name(copy: ComparisonCopy, stage: str) -> str:
    """A stage in plain words, by the later matrix where both have it."""
    known = copy.facts.matrix.policy.stages.get(stage) or copy.before.matrix.policy.stages[stage]
    return known.plain


def shift_words(stage: StageChange) -> str:
    """What became of a stage, for a table."""
    with_conditions = stage.after is not None and stage.after.status is Status.READY_WITH_CONDITIONS
    return "now with conditions" if with_conditions else SHIFTS[stage.shift]


def verdict_words(verdict: Verdict | None) -> str:
    """A verdict in words, for a table."""
    return STATUSES[verdict.status] if verdict else "No test in the matrix"


def backwards(copy: ComparisonCopy) -> tuple[FunctionChange, ...]:
    """The functions that lost a stage, by more than conditions."""
    return tuple(change for change in copy.functions if any(map(_lost, change.stages)))


def _lost(stage: StageChange) -> bool:
    return stage.shift is Shift.LOST and stage.after is not None and stage.after.refused


def functions_sentences(copy: ComparisonCopy) -> Iterator[str]:
    """As in "No function moved backwards. Grants is now ready with conditions."""
    if not copy.functions:
        yield "No function is sought, so that none can have moved."
        return
    lost = backwards(copy)
    if not lost:
        yield "No function moved backwards."
    for change in copy.functions:
        yield from _function_sentences(copy, change)


def _function_sentences(copy: ComparisonCopy, change: FunctionChange) -> Iterator[str]:
    """What became of one function: a new result at the stage sought, and every stage lost or unknown."""
    name, aim = name_of(copy, change.function), change.aim
    if aim and aim.before and aim.after and aim.before.status is not aim.after.status and not _went(aim):
        unknown = aim.after.status is Status.INSUFFICIENT_EVIDENCE
        yield f"{name}: there are now not enough answers to say." if unknown else f"{name} is now {_now(aim)}."
    for stage in change.stages:
        if _went(stage):
            yield f"{name} ({copy.facts.committee} {stage_name(copy, stage.stage)}): ready before, now {_now(stage)}."
            yield from _certainty(stage)
    if any(stage.rules_changed and stage.shift is not Shift.NONE for stage in change.stages):
        yield RULES_CHANGED


def _went(stage: StageChange) -> bool:
    """Whether it was ready before and is not now."""
    return stage.before is not None and stage.before.status is Status.READY and stage.shift is not Shift.NONE


def _now(stage: StageChange) -> str:
    """A status inside a sentence."""
    return STATUSES[stage.after.status].lower() if stage.after else "no longer tested"


def _certainty(stage: StageChange) -> Iterator[str]:
    """Whether the people who answered both times bear it out."""
    if _lost(stage) and stage.matched is not None:
        yield CONFIRMED if stage.matched[1].refused else NOT_CONFIRMED


# --- documents and targets ------------------------------------------------------------------------


def document_words(copy: ComparisonCopy, change: DocumentChange) -> str:
    """A document whose state is another: "Risk terms: has been seen; before, is listed, not yet seen"."""
    function = copy.facts.matrix.policy.function_by_id[change.function]
    name = next(paper.name for paper in function.documents if paper.id == change.document)
    return f"{name} ({function.name}): {_state(change.after)}; before, it {_state(change.before)}"


def _state(state: DocumentState | None) -> str:
    return DOCUMENTS[state] if state else "had no entry"


def target_words(copy: ComparisonCopy, result: TargetResult) -> tuple[str, str]:
    """A target and what became of it."""
    target, matrix = result.target, copy.facts.matrix
    criterion = matrix.criterion_by_id.get(target.criterion)
    if criterion is None:
        return target.criterion, "No longer asked"
    wanted = f"{criterion.name}, {level_words(matrix, criterion, target.level)}, by {day(target.due)}"
    return wanted, AIMED[result.result]


def targets_sentence(copy: ComparisonCopy) -> str:
    """How many targets were met and missed; empty where none was set before."""
    counts = [(word, sum(result.result is aimed for result in copy.targets)) for aimed, word in _TARGETS]
    said = [f"{number(count)} {plural(count, 'is', 'are')} {word}" for word, count in counts if count]
    return f"Of the targets set before, {listed(said)}." if said else ""


_TARGETS: Final = (
    (Aimed.MET, "met"),
    (Aimed.MISSED, "missed"),
    (Aimed.NOT_DUE, "not due yet"),
    (Aimed.UNKNOWN, "without a level to go by"),
)
