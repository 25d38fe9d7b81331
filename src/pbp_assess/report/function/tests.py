"""How does each test of one function stand, what shows it, and who checked it?

What documents show comes first, what leaders see second, the round itself last: facts and views are never mixed in
one table.
"""

from enum import StrEnum
from fractions import Fraction
from typing import Final

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Check, Finding, Gate, Part, Test
from pbp_assess.core.records import DocumentEntry
from pbp_assess.core.tally import Ratio
from pbp_assess.report.blocks import Cell, Table
from pbp_assess.report.wording.clauses import clauses
from pbp_assess.report.wording.counts import day, needed_count, opening, ratio_words, share_words, things
from pbp_assess.report.wording.headline import closed_words
from pbp_assess.report.wording.levels import level_words
from pbp_assess.report.wording.measures import (
    OUTCOMES,
    criterion_of,
    found_words,
    function_of,
    needed_words,
    subject_words,
)

NOBODY: Final = "–"
_HEADER: Final = ("Test", "Needed", "Found", "Result", "What shows it", "Checked by")


class Shown(StrEnum):
    """By what a test is settled, with the table's caption."""

    BY_DOCUMENTS = "What documents show"
    BY_LEADERS = "What leaders see"
    BY_THE_ROUND = "The round itself"


def shown_by(copy: Copy, finding: Finding) -> Shown:
    """Whether a document, the leaders' views or the round settles this test."""
    match finding.test:
        case Test.DOCUMENT:
            return Shown.BY_DOCUMENTS
        case Test.CRITERION:
            return Shown.BY_DOCUMENTS if criterion_of(copy, finding).record else Shown.BY_LEADERS
        case Test.DOMAIN_FLOOR:
            return Shown.BY_LEADERS
        case _:
            return Shown.BY_THE_ROUND


def tests_tables(copy: Copy, gate: Gate) -> tuple[Table, ...]:
    """Every test once, in up to three tables."""
    rows: dict[Shown, list[tuple[Cell, ...]]] = {kind: [] for kind in Shown}
    for finding in gate.findings:
        rows[shown_by(copy, finding)].append(_row(copy, finding))
    return tuple(Table(kind.value, _HEADER, tuple(found)) for kind, found in rows.items() if found)


def _row(copy: Copy, finding: Finding) -> tuple[Cell, ...]:
    shows, checked = _shown(copy, finding)
    subject = subject_words(copy, finding).removeprefix("Document: ")
    said = (subject, _needed(copy, finding), _found(copy, finding), OUTCOMES[finding.outcome], shows, checked)
    return tuple(opening(text) for text in said)


def _needed(copy: Copy, finding: Finding) -> str:
    check = finding.checks[0]
    if finding.test is Test.CRITERION and finding.required_level is not None:
        return level_words(copy.facts.matrix, criterion_of(copy, finding), finding.required_level)
    if check.part is Part.QUARTERS:
        return f"at most {things(int(str(check.needed)), 'quarter')} old"
    if check.part is Part.EARLIER_ROUND:
        return f"the same tests met in {things(len(finding.checks), 'full round')} before this one"
    return needed_words(copy, finding, check)


def _found(copy: Copy, finding: Finding) -> str:
    check = finding.checks[0]
    if finding.test is Test.CRITERION and check.part is not Part.RECORD:
        return _seen(copy, finding)
    if check.part is Part.QUARTERS and isinstance(check.found, int):
        return f"{things(check.found, 'quarter')} old" if check.found else "of this quarter"
    if check.part is Part.DOMAIN:
        return OUTCOMES[check.outcome] if not isinstance(check.found, int) else found_words(copy, finding, check)
    return found_words(copy, finding, check)


def _seen(copy: Copy, finding: Finding) -> str:
    """The count alone where nothing else is to be said of a question, else each part in a sentence."""
    share = next((check for check in finding.checks if check.part is Part.SHARE), None)
    said = tuple(clauses(copy, finding))
    if share is None or len(said) > 1 or not isinstance(share.needed, Fraction):
        return " ".join(said)
    if isinstance(share.found, Ratio):
        return f"{ratio_words(share.found, 'leader')}; {needed_count(share.needed, share.found.of)} needed"
    return f"not shown; at least {share_words(share.needed)} needed"


# --- what shows it, and who checked ---------------------------------------------------------------


def _shown(copy: Copy, finding: Finding) -> tuple[str, str]:
    match finding.test:
        case Test.DOCUMENT:
            return _paper(copy.documents.get(function_of(copy, finding).id, {}).get(finding.subject))
        case Test.CRITERION if finding.checks[0].part is Part.RECORD:
            return _record(copy, finding)
        case Test.CRITERION:
            return _views(finding.checks), NOBODY
        case Test.DOMAIN_FLOOR:
            return "The levels used in each area", NOBODY
        case Test.FUNCTION_FIRST:
            return "The result for that function", NOBODY
        case _:
            return closed_words(copy), NOBODY


def _paper(entry: DocumentEntry | None) -> tuple[str, str]:
    """The document itself; seen by the place team is not the same as checked by somebody else, and is said."""
    if entry is None:
        return "Nothing noted", NOBODY
    dated = f"The document, as at {day(entry.date)}" if entry.date else "The document"
    if entry.verified_by:
        return dated, entry.verified_by
    return dated, f"{entry.seen_by} (seen)" if entry.seen_by else NOBODY


def _record(copy: Copy, finding: Finding) -> tuple[str, str]:
    record = copy.records.get(finding.subject)
    if record is None:
        return "Nothing noted", NOBODY
    return record.document, f"{record.checked_by}, {day(record.checked)}"


def _views(checks: tuple[Check, ...]) -> str:
    parts = {check.part for check in checks}
    if Part.AGREED in parts:
        return "The level agreed on the day"
    if Part.WAIVED in parts:
        return "The ICB's waiver"
    return "Leaders' answers of an earlier round" if Part.CARRIED in parts else "Leaders' private answers"
