"""What is said of an assertion: what, of which question or function, and by how much?

Levels with their phrases, counts before shares, and no more than a public copy may say: the lines go into logs.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, assert_never

from pbp_assess.core.agreement import Closeness
from pbp_assess.core.asserted import Rule
from pbp_assess.core.assertions import About, AssertionResult, Coverage, Kept
from pbp_assess.core.compare import Grade, StageChange
from pbp_assess.core.compare.matrices import MatrixChange
from pbp_assess.core.disclosure.comparison import CriterionChangeCopy
from pbp_assess.core.gate import Outcome, Status
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.profile import Held
from pbp_assess.core.snapshot import Stored
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.comparison import GRADES, MATRIX_SHIFTS
from pbp_assess.report.wording.counts import (
    day,
    needed_count,
    number,
    opening,
    plural,
    ratio_words,
    share_words,
    things,
)
from pbp_assess.report.wording.levels import CLOSENESS, SOURCES, level_name, level_words
from pbp_assess.report.wording.measures import STATUSES

RULES: Final[Mapping[Rule, str]] = {
    Rule.COVERAGE_SOUGHT: "As many answered as the stage sought asks for",
    Rule.NO_GATE_LOST: "No stage lost",
    Rule.NO_FALL: "No clear fall",
    Rule.AT_LEAST: "Level used",
    Rule.RETURNED_AT_LEAST: "Sheets returned",
    Rule.COULD_JUDGE_AT_LEAST: "Could judge",
    Rule.AGREEMENT_AT_LEAST: "Agreement",
    Rule.ACTIONS_OVERDUE_AT_MOST: "Actions overdue",
    Rule.EVIDENCE_FOR: "Shown by a document",
    Rule.MATRIX_UNCHANGED: "Matrix unchanged",
}

NO_BASELINE: Final = "There is no earlier round that this one can be compared with."


def line_name(matrix: Matrix, result: AssertionResult) -> str:
    """As in "No stage lost: Better Care Fund pooled budget (bcf_s75)"."""
    match result.about:
        case About.ROUND:
            named = ""
        case About.CRITERION:
            named = matrix.criterion_by_id[result.subject].name
        case About.FUNCTION:
            known = matrix.policy.function_by_id.get(result.subject)
            named = known.name if known else result.subject
    whole = result.assertion.rule is Rule.NO_GATE_LOST and not result.assertion.confirmed
    title = f"{RULES[result.assertion.rule]}{', not even by conditions or a change of people' if whole else ''}"
    return f"{title}: {named} ({result.subject})" if named else title


def line_sentence(stored: Stored, result: AssertionResult) -> str:
    """What was found, and how far it is from what was asserted."""
    if result.kept is Kept.NO_BASELINE:
        return NO_BASELINE
    rule, matrix, found = result.assertion.rule, stored.matrix, result.found
    match rule:
        case Rule.AT_LEAST | Rule.AGREEMENT_AT_LEAST | Rule.EVIDENCE_FOR:
            return _criterion_sentence(matrix, result)
        case Rule.RETURNED_AT_LEAST | Rule.COULD_JUDGE_AT_LEAST:
            verb = "returned a sheet" if rule is Rule.RETURNED_AT_LEAST else "could judge it"
            return _share_sentence(found, result.assertion.share, verb, "is asserted")
        case Rule.COVERAGE_SOUGHT:
            return _coverage_sentence(matrix, found)
        case Rule.ACTIONS_OVERDUE_AT_MOST:
            late = found if isinstance(found, int) else 0
            on = day(stored.facts.as_of)
            allowed = result.assertion.number or 0
            said = f"{opening(things(late, 'action'))} {plural(late, 'is', 'are')} overdue on {on}"
            return f"{said}; at most {allowed} may be."
        case Rule.MATRIX_UNCHANGED:
            return _matrix_sentence(found)
        case Rule.NO_GATE_LOST:
            return _gate_sentence(matrix, found)
        case Rule.NO_FALL:
            return _fall_sentence(matrix, result, found)
        case _:
            assert_never(rule)


def _criterion_sentence(matrix: Matrix, result: AssertionResult) -> str:
    """The level used, agreement in words, or what shows the level."""
    asserted, found = result.assertion, result.found
    if isinstance(found, Held):
        if found.level is None:
            return f"There is no level used: {SOURCES[found.source]}."
        words = level_words(matrix, matrix.criterion_by_id[result.subject], found.level)
        wanted = asserted.level if asserted.level is not None else found.level
        short = wanted - found.level
        needed = level_name(matrix, wanted) if wanted in matrix.levels else f"level {wanted}"
        missing = f": {things(short, 'level')} short" if short > 0 else ""
        return f"{words}; {needed} or above is asserted{missing}."
    if isinstance(found, Closeness):
        needed = "close" if asserted.agreement == "close" else "close or mixed"
        return f"Agreement: {CLOSENESS[found]}; {needed} is asserted."
    if result.kept is Kept.KEPT:
        return "A record, a paper or what stands beside an agreed level shows it."
    return "No record, no paper and nothing beside an agreed level shows it."


def _share_sentence(found: object, share: Fraction | None, verb: str, asked: str) -> str:
    """As in "11 of 17 leaders returned a sheet; 3 in 4 is asserted, which is 13: two short."""
    if not isinstance(found, Ratio) or share is None:
        return "Nothing was asked."
    needed = needed_count(share, found.of)
    short = f": {number(needed - found.count)} short" if needed > found.count else ""
    return f"{opening(ratio_words(found, 'leader'))} {verb}; {share_words(share)} {asked}, which is {needed}{short}."


def _coverage_sentence(matrix: Matrix, found: object) -> str:
    if not isinstance(found, Coverage):
        return "Nothing was asked."
    asked = f"is what “{matrix.policy.stages[found.stage].plain}” asks for"
    said = "" if found.needed is None else _share_sentence(found.members, found.needed, "returned a sheet", asked)
    heard = "As many" if found.sectors else "Fewer"
    return f"{said} {heard} sectors were heard {'as' if found.sectors else 'than'} it asks for.".strip()


def _matrix_sentence(found: object) -> str:
    changes = [change for change in found if isinstance(change, MatrixChange)] if isinstance(found, tuple) else []
    if not changes:
        return "Nothing in the matrix that bears on a result is another than in the earlier round."
    first = "; ".join(f"{MATRIX_SHIFTS[one.kind]}{f' ({one.subject})' if one.subject else ''}" for one in changes[:5])
    more = len(changes) - 5
    return f"{opening(things(len(changes), 'difference'))}: {first}{f'; and {number(more)} more' if more > 0 else ''}."


def _gate_sentence(matrix: Matrix, found: object) -> str:
    """Which stage was lost, from what to what, and whether those who answered both times bear it out."""
    if not isinstance(found, StageChange) or found.before is None:
        return "No stage that was met before is lost."
    stage = matrix.policy.stages.get(found.stage)
    name = f"“{stage.plain}”" if stage else found.stage
    now = STATUSES[found.after.status].lower() if found.after else "no longer in the matrix"
    said = f"{name} was met before; now: {now}"
    if found.after is None or found.after.outcome is Outcome.UNDETERMINED:
        return f"{said}, so it cannot be said whether it is lost."
    if found.lost_for_sure:
        sure = "; it is lost among the people who answered both times as well"
    elif found.after.status is Status.READY_WITH_CONDITIONS:
        sure = ""
    elif found.matched is None:
        sure = "; who answered both times is not known, so it may be a change of people"
    else:
        sure = "; among the people who answered both times that is not borne out"
    return f"{said}{sure}{'; its tests are others than before' if found.rules_changed else ''}."


def _fall_sentence(matrix: Matrix, result: AssertionResult, found: object) -> str:
    """Which way views went and how sure that is; of a fall, the level used before and now too."""
    broken = result.kept is Kept.BROKEN
    if not isinstance(found, CriterionChangeCopy):
        return "The record stands lower." if broken else "It is not compared with the earlier round."
    levels = _levels_used(matrix, found) if broken else ""
    if broken and not (found.fell and found.grade is Grade.CLEAR):
        return f"The record stands lower than it did{levels}."
    if found.moves is None and not found.grade.called:
        return "Who answered both times is not known, so it cannot be said whether views fell."
    said = {"up": "views rose", "down": "views fell", "neither": "views are much as before"}[found.direction.value]
    if found.grade is Grade.TOO_FEW:
        return f"{opening(GRADES[found.grade])}."
    if not found.grade.called:
        return f"Among the people who answered both times: {GRADES[found.grade]}."
    return f"Among the people who answered both times {said}: {GRADES[found.grade]}{levels}."


def _levels_used(matrix: Matrix, change: CriterionChangeCopy) -> str:
    """As in "; the level used was Established, and is Emerging"."""
    then, now = (held.level for held in (change.held_before, change.held))
    if then is None or now is None:
        return ""
    if then == now:
        return f"; the level used is {level_name(matrix, now)}, as before"
    return f"; the level used was {level_name(matrix, then)}, and is {level_name(matrix, now)}"
