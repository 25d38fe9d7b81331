"""What does every sentence of a report say?

Pure functions from a `Copy` and its parts to text, split by topic; this is the list of those that other
outputs use (the terminal and JSON).
"""

from pbp_assess.report.wording.findings import finding_sentence, in_place
from pbp_assess.report.wording.headline import AUDIENCES, ILLUSTRATIVE
from pbp_assess.report.wording.levels import level_words
from pbp_assess.report.wording.measures import OUTCOMES, found_words, needed_words, subject_words
from pbp_assess.report.wording.readiness import (
    ICB_DECIDES,
    REGRESSIONS,
    both_results,
    bounds_sentence,
    commitment_sentence,
    function_name,
    missing_in_brief,
    settled_words,
    stage_words,
    status_words,
    with_and_without_agreed,
)

__all__ = [
    "AUDIENCES",
    "ICB_DECIDES",
    "ILLUSTRATIVE",
    "OUTCOMES",
    "REGRESSIONS",
    "both_results",
    "bounds_sentence",
    "commitment_sentence",
    "finding_sentence",
    "found_words",
    "function_name",
    "in_place",
    "level_words",
    "missing_in_brief",
    "needed_words",
    "settled_words",
    "stage_words",
    "status_words",
    "subject_words",
    "with_and_without_agreed",
]
