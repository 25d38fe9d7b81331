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
    ADVICE,
    both_results,
    bounds_sentence,
    commitment_sentence,
    not_sought_sentence,
    private_and_agreed,
    results_sentence,
    stage_words,
    status_words,
)

__all__ = [
    "ADVICE",
    "AUDIENCES",
    "ILLUSTRATIVE",
    "OUTCOMES",
    "agreement_words",
    "both_results",
    "bounds_sentence",
    "commitment_sentence",
    "day",
    "finding_sentence",
    "found_words",
    "held_words",
    "in_place",
    "level_sentence",
    "level_words",
    "needed_count",
    "needed_words",
    "not_sought_sentence",
    "number",
    "plural",
    "private_and_agreed",
    "ratio_words",
    "results_sentence",
    "scale_words",
    "share_words",
    "source_words",
    "stage_words",
    "status_words",
    "subject_words",
    "took_part",
    "withheld_sentences",
]
