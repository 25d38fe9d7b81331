"""What does one test say, in a sentence with its counts?

`finding_sentence` says what is needed and what was found, `in_place` what would need to be so. A count that
the copy withholds is never guessed at: the outcome stands alone.
"""

from fractions import Fraction
from typing import Final, assert_never

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Check, Finding, Outcome, Part, Status, Test, Withheld
from pbp_assess.core.matrix import DocumentState
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.clauses import are_needed, clauses
from pbp_assess.report.wording.counts import (
    day,
    leaders,
    listed,
    needed_count,
    number,
    opening,
    plural,
    ratio_words,
    share_words,
    things,
)
from pbp_assess.report.wording.levels import level_words, quoted, scale_words
from pbp_assess.report.wording.measures import (
    DOCUMENTS,
    DOCUMENTS_NEEDED,
    OUTCOMES,
    STATUSES,
    criterion_of,
    document_name,
    function_of,
)


def _criterion_sentence(copy: Copy, finding: Finding) -> str:
    criterion = criterion_of(copy, finding)
    level = copy.facts.matrix.levels[0] if finding.required_level is None else finding.required_level
    needed = level_words(copy.facts.matrix, criterion, level)
    return " ".join((f"{criterion.name}, needed at {needed}.", *clauses(copy, finding)))


def _returned_sentence(check: Check) -> str:
    if not isinstance(check.found, Ratio) or not isinstance(check.needed, Fraction):
        return f"Answers back: {OUTCOMES[check.outcome].lower()}."
    needed = are_needed(needed_count(check.needed, check.found.of))
    return f"{opening(leaders(check.found, 'sent', 'sent'))} answers back; {needed}."


def _sectors_sentence(copy: Copy, check: Check) -> str:
    needed = are_needed(int(str(check.needed)))
    if isinstance(check.found, Ratio):
        heard = ratio_words(check.found, "required sector")
        return f"{opening(heard)} {plural(check.found.count, 'was', 'were')} heard; {needed}."
    enough = "Enough" if check.outcome is Outcome.MET else "Too few"
    return f"{enough} of the {things(len(copy.sectors_required), 'required sector')} were heard; {needed}."


def _floor_sentence(copy: Copy, finding: Finding, check: Check) -> str:
    matrix = copy.facts.matrix
    floor = scale_words(matrix, int(str(check.needed)))
    lowest = next((entry.domain.name for entry in copy.domains if entry.domain.id == finding.subject), "")
    sentence = f"Every area needs to be at {floor} or above."
    if isinstance(check.found, int):
        earliest = [entry.domain.name for entry in copy.domains if entry.level == check.found] or [lowest]
        there = f"{'is' if len(earliest) == 1 else 'are'} at {scale_words(matrix, check.found)}"
        return f"{sentence} The earliest, {listed(earliest, apart=True)}, {there}."
    if check.found is Withheld.WITHHELD and check.outcome is not Outcome.UNDETERMINED:
        return f"{sentence} {'Each of them is' if check.outcome is Outcome.MET else f'{lowest} is not'}."
    match check.outcome:
        case Outcome.MET:
            return f"{sentence} Each of them is, whatever level the questions that have none turn out to be at."
        case Outcome.NOT_MET:
            return f"{sentence} {lowest} is not, whatever level the questions that have none turn out to be at."
        case Outcome.UNDETERMINED:
            return f"{sentence} For {lowest} this cannot be said: too many of its questions have no level yet."


def _first_sentence(copy: Copy, finding: Finding, check: Check) -> str:
    policy = copy.facts.matrix.policy
    name = policy.function_by_id[finding.subject].name
    stage = policy.stages[str(check.needed)].plain
    status = STATUSES[Status(str(check.found))].lower()
    return f"Needed first: {name}, ready ({copy.facts.committee} {stage}). The result there: {status}."


def _document_sentence(copy: Copy, finding: Finding, check: Check) -> str:
    needed = DOCUMENTS_NEEDED[DocumentState(str(check.needed))]
    sentence = f"Document, {document_name(copy, finding)}: it needs to be {needed}"
    entry = copy.documents.get(function_of(copy, finding).id, {}).get(finding.subject)
    if check.found is None and entry and entry.valid_until:
        return f"{sentence}; it held until {day(entry.valid_until)}, and nothing has been noted since."
    if check.found is None:
        return f"{sentence}; nothing has been noted about it."
    by = f", {entry.verified_by}" if entry and entry.verified_by else ""
    on = f" ({day(entry.date)}{by})" if entry and entry.date else ""
    return f"{sentence}; it {DOCUMENTS[DocumentState(str(check.found))]}{on}."


def _freshness_sentence(copy: Copy, check: Check) -> str:
    limit = f"they may be at most {things(int(str(check.needed)), 'quarter')} old"
    if copy.facts.closed is None:
        return f"The answers are still coming in; {limit}."
    age = check.found if isinstance(check.found, int) else 0
    old = f"are {things(age, 'quarter')} old" if age else "are of this quarter"
    return f"On {day(copy.facts.as_of)} the answers {old}; {limit}."


def _held_sentence(finding: Finding) -> str:
    running = f"The same tests need to be met in {number(len(finding.checks) + 1)} full rounds running."
    if all(check.found is None for check in finding.checks):
        return f"{running} There is no earlier full round to go by."
    before = [
        "no full round to go by" if check.found is None else OUTCOMES[Outcome(str(check.found))].lower()
        for check in finding.checks
    ]
    return f"{running} In the round before: {', and before that: '.join(before)}."


def finding_sentence(copy: Copy, finding: Finding) -> str:
    """What a test needs and what was found, with counts where this copy may give them."""
    check = finding.checks[0]
    match finding.test:
        case Test.CRITERION:
            return _criterion_sentence(copy, finding)
        case Test.RETURNED:
            return _returned_sentence(check)
        case Test.SECTORS:
            return _sectors_sentence(copy, check)
        case Test.DOMAIN_FLOOR:
            return _floor_sentence(copy, finding, check)
        case Test.FUNCTION_FIRST:
            return _first_sentence(copy, finding, check)
        case Test.DOCUMENT:
            return _document_sentence(copy, finding, check)
        case Test.FRESHNESS:
            return _freshness_sentence(copy, check)
        case Test.HELD:
            return _held_sentence(finding)
        case _:
            assert_never(finding.test)


# --- what would need to be in place ---------------------------------------------------------------

_FIRST_STEP: Final = {
    Part.EXCLUDED: "asked in the next round, or waived by the ICB",
    Part.NOT_APPLICABLE: "a shared answer to whether this applies here",
    Part.COULD_JUDGE: "more leaders able to say",
    Part.SPLIT: "a level agreed on the day",
    Part.DISSENT: "a level agreed on the day",
    Part.AGREED_EVIDENCE: "what shows the level agreed",
    Part.DISSENT_ENTRY: "a note of whether anybody disagreed",
}


def _criterion_in_place(copy: Copy, finding: Finding) -> str:
    """The phrase to make true; or, where nothing is short, what would let it be said."""
    criterion = criterion_of(copy, finding)
    short = {check.part for check in finding.checks if check.outcome is Outcome.NOT_MET}
    open_ = [check.part for check in finding.checks if check.outcome is Outcome.UNDETERMINED]
    if finding.required_level is not None and (short or not set(open_) & _FIRST_STEP.keys()):
        shown = ", shown by a document" if criterion.record else ", true of the whole place"
        return f"{criterion.name}: {quoted(criterion.levels[finding.required_level])}{shown}"
    steps = dict.fromkeys(_FIRST_STEP[part] for part in open_ if part in _FIRST_STEP)
    return f"{criterion.name}: {' and '.join(steps)}"


def _share_of_leaders(check: Check) -> str:
    needed = check.needed if isinstance(check.needed, Fraction) else Fraction(1)
    if isinstance(check.found, Ratio):
        return f"at least {needed_count(needed, check.found.of)} of {check.found.of} leaders"
    return f"at least {share_words(needed)} leaders"


def in_place(copy: Copy, finding: Finding) -> str:
    """What would need to be in place for a test to be met, as an entry of a list."""
    check = finding.checks[0]
    match finding.test:
        case Test.CRITERION:
            return _criterion_in_place(copy, finding)
        case Test.RETURNED:
            return f"Answers from {_share_of_leaders(check)}"
        case Test.SECTORS:
            return f"Answers from at least {check.needed} of the {len(copy.sectors_required)} sectors required"
        case Test.DOMAIN_FLOOR:
            return f"Every area at {scale_words(copy.facts.matrix, int(str(check.needed)))} or above"
        case Test.FUNCTION_FIRST:
            name = copy.facts.matrix.policy.function_by_id[finding.subject].name
            return f"{name}: ready first"
        case Test.DOCUMENT:
            needed = DOCUMENTS_NEEDED[DocumentState(str(check.needed))]
            return f"Document, {document_name(copy, finding)}: {needed}"
        case Test.FRESHNESS:
            return "Answers that are fresh enough"
        case Test.HELD:
            return "The same tests met in an earlier full round as well"
        case _:
            assert_never(finding.test)
