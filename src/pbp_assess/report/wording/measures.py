"""How are tests and their parts named, and how does a table say what was needed and found?

Every member of the core's enumerations has its words here; a test goes through them all. A count that the
copy withholds is "not shown", never guessed at.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Check, Finding, Outcome, Part, Status, Test, Withheld
from pbp_assess.core.matrix import Criterion, DocumentState, Function
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.counts import needed_count, opening, ratio_words, share_words
from pbp_assess.report.wording.levels import level_name, level_words, scale_words

STATUSES: Final[Mapping[Status, str]] = {
    Status.READY: "Ready",
    Status.READY_WITH_CONDITIONS: "Ready with conditions",
    Status.DEVELOPING: "Not yet ready",
    Status.INSUFFICIENT_EVIDENCE: "Not enough answers to say",
}

OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.MET: "Met",
    Outcome.NOT_MET: "Not met",
    Outcome.UNDETERMINED: "Cannot say yet",
}

DOCUMENTS: Final[Mapping[DocumentState, str]] = {
    DocumentState.ABSENT: "does not exist yet",
    DocumentState.LISTED: "is listed, not yet seen",
    DocumentState.SEEN: "has been seen",
    DocumentState.VERIFIED: "has been checked by someone outside the place team",
}

DOCUMENTS_NEEDED: Final[Mapping[DocumentState, str]] = {
    DocumentState.ABSENT: "does not exist yet",
    DocumentState.LISTED: "listed",
    DocumentState.SEEN: "seen",
    DocumentState.VERIFIED: "checked by someone outside the place team",
}

TESTS: Final[Mapping[Test, str]] = {
    Test.RETURNED: "Answers back",
    Test.SECTORS: "Sectors heard",
    Test.CRITERION: "Question",
    Test.DOMAIN_FLOOR: "Every area",
    Test.FUNCTION_FIRST: "Ready first",
    Test.DOCUMENT: "Document",
    Test.FRESHNESS: "Age of the answers",
    Test.HELD: "Met before as well",
}

PARTS: Final[Mapping[Part, str]] = {
    Part.RETURNED: "leaders who sent answers back",
    Part.SECTORS: "sectors heard",
    Part.EXCLUDED: "taken out of this round",
    Part.WAIVED: "waived by the ICB",
    Part.RECORD: "what a document shows",
    Part.CARRIED: "level carried from the last full round",
    Part.NOT_APPLICABLE: "answers “not applicable”",
    Part.COULD_JUDGE: "leaders who gave a level",
    Part.SPLIT: "a shared view, or a level agreed on the day",
    Part.DISSENT: "no kind of partner far below, or a level agreed on the day",
    Part.AGREED: "level agreed on the day",
    Part.AGREED_EVIDENCE: "what shows the level agreed",
    Part.DISSENT_ENTRY: "note of how many disagreed",
    Part.SHARE: "leaders who see it at this level or higher",
    Part.BALANCED: "the same, counting each sector equally",
    Part.DOMAIN: "level of the earliest area",
    Part.FUNCTION: "its own result",
    Part.DOCUMENT: "how far it is established",
    Part.QUARTERS: "quarters since the answers closed",
    Part.EARLIER_ROUND: "the same tests in an earlier full round",
}


LEVELS: Final = frozenset({Part.RECORD, Part.AGREED, Part.CARRIED, Part.DOMAIN})


def criterion_of(copy: Copy, finding: Finding) -> Criterion:
    """The criterion that a finding is about."""
    return copy.facts.matrix.criterion_by_id[finding.subject]


def function_of(copy: Copy, finding: Finding) -> Function:
    """The function that a document belongs to: its place stands in the finding's line of the matrix."""
    return copy.facts.matrix.policy.functions[int(finding.source[2])]


def document_name(copy: Copy, finding: Finding) -> str:
    """The document that a finding is about, by name."""
    return next(paper.name for paper in function_of(copy, finding).documents if paper.id == finding.subject)


def subject_words(copy: Copy, finding: Finding) -> str:
    """What a test is about, by name: never by id."""
    match finding.test:
        case Test.CRITERION:
            return criterion_of(copy, finding).name
        case Test.DOCUMENT:
            return f"Document: {document_name(copy, finding)}"
        case Test.FUNCTION_FIRST:
            return f"Ready first: {copy.facts.matrix.policy.function_by_id[finding.subject].name}"
        case _:
            return TESTS[finding.test]


def part_words(copy: Copy, finding: Finding, check: Check) -> str:
    """What one part of a test counts, with the level that is needed by name."""
    if check.part is Part.SHARE and finding.required_level is not None:
        return f"Leaders who see it at {level_name(copy.facts.matrix, finding.required_level)} or higher"
    return opening(PARTS[check.part])


def judged_enough(copy: Copy, check: Check) -> int:
    """How many leaders need to have given a level: the share of those asked, and never fewer than the least."""
    least = copy.facts.matrix.policy.min_answers
    if isinstance(check.needed, Fraction) and isinstance(check.found, Ratio):
        return max(least, needed_count(check.needed, check.found.of))
    return least


def _count_needed(check: Check) -> str:
    """A share as the count that reaches it, where the number of people is known."""
    if not isinstance(check.needed, Fraction):
        return str(check.needed)
    if isinstance(check.found, Ratio):
        return f"{needed_count(check.needed, check.found.of)} of {check.found.of}"
    return f"at least {share_words(check.needed)}"


def _level_or_words(copy: Copy, finding: Finding, value: object) -> str:
    """A level of the finding's criterion, or of the scale where the finding is about an area."""
    if not isinstance(value, int):
        return "nothing to go by"
    if finding.test is Test.CRITERION:
        return level_words(copy.facts.matrix, criterion_of(copy, finding), value)
    return scale_words(copy.facts.matrix, value)


def needed_words(copy: Copy, finding: Finding, check: Check) -> str:
    """What one part of a test asks for, for a table."""
    match check.part:
        case Part.SHARE | Part.RETURNED | Part.BALANCED:
            return _count_needed(check)
        case Part.COULD_JUDGE:
            return f"{judged_enough(copy, check)}"
        case Part.NOT_APPLICABLE:
            return f"at most {share_words(check.needed)}" if isinstance(check.needed, Fraction) else "–"
        case Part.SECTORS:
            return f"{check.needed} of {len(copy.sectors_required)}"
        case Part.RECORD | Part.AGREED | Part.CARRIED | Part.DOMAIN | Part.EXCLUDED | Part.WAIVED:
            return _level_or_words(copy, finding, check.needed)
        case Part.QUARTERS:
            return f"at most {check.needed}"
        case _:
            return _needed_name(copy, check)


def _needed_name(copy: Copy, check: Check) -> str:
    """What is asked for where it is neither a count nor a level."""
    if check.part is Part.FUNCTION:
        return f"Ready: {copy.facts.matrix.policy.stages[str(check.needed)].plain}"
    if check.part is Part.DOCUMENT:
        return opening(DOCUMENTS_NEEDED[DocumentState(str(check.needed))])
    return opening(PARTS[check.part])


def found_words(copy: Copy, finding: Finding, check: Check) -> str:
    """What was found, for a table; "not shown" where the copy withholds it."""
    if isinstance(check.found, Withheld):
        return "not shown"
    if check.part in (Part.EXCLUDED, Part.WAIVED):
        return opening(PARTS[check.part])
    match check.found:
        case None:
            return "nothing noted" if check.part is not Part.EARLIER_ROUND else "no earlier full round"
        case Ratio():
            return ratio_words(check.found)
        case int() if check.part in LEVELS:
            return "that level" if check.found == check.needed else _level_or_words(copy, finding, check.found)
        case str() if check.part is Part.FUNCTION:
            return STATUSES[Status(check.found)]
        case str() if check.part is Part.DOCUMENT:
            return opening(DOCUMENTS_NEEDED[DocumentState(check.found)])
        case str() if check.part is Part.EARLIER_ROUND:
            return OUTCOMES[Outcome(check.found)]
        case _:
            return str(check.found)
