"""What does every sentence of a report say?

Pure functions from a `Copy` and its parts to text, split by topic; this is the list of those that other
outputs share (the terminal, JSON, Word).
"""

from pbp_assess.report.wording.counts import day, needed_count, number, plural, ratio_words, share_words
from pbp_assess.report.wording.findings import finding_sentence, in_place
from pbp_assess.report.wording.headline import AUDIENCES, ILLUSTRATIVE, level_sentence, took_part, withheld_sentences
from pbp_assess.report.wording.levels import agreement_words, held_words, level_words, scale_words, source_words
from pbp_assess.report.wording.measures import OUTCOMES, found_words, needed_words, subject_words
from pbp_assess.report.wording.readiness import (
    ICB_DECIDES,
    REGRESSIONS,
    both_results,
    bounds_sentence,
    commitment_sentence,
    function_name,
    missing_in_brief,
    not_sought_sentence,
    results_sentence,
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
    "agreement_words",
    "both_results",
    "bounds_sentence",
    "commitment_sentence",
    "day",
    "finding_sentence",
    "found_words",
    "function_name",
    "held_words",
    "in_place",
    "level_sentence",
    "level_words",
    "missing_in_brief",
    "needed_count",
    "needed_words",
    "not_sought_sentence",
    "number",
    "plural",
    "ratio_words",
    "results_sentence",
    "scale_words",
    "settled_words",
    "share_words",
    "source_words",
    "stage_words",
    "status_words",
    "subject_words",
    "took_part",
    "with_and_without_agreed",
    "withheld_sentences",
]
