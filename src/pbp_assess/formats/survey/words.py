"""Which words stand for the states of an answer that are no level?"""

from typing import Final

from pbp_assess.core.assessment import State

# The words of `score` and of the interview, and what else people write in a box of a survey.
WORDS: Final = {
    State.CANNOT_JUDGE: (
        "cj", "cannot judge", "cannot_judge", "can't judge", "can not judge", "unable to judge", "cannot say",
        "can't say", "don't know", "do not know", "dk", "not known", "unknown", "not sure", "unsure",
        "no view", "no opinion", "?",
    ),
    State.NOT_APPLICABLE: (
        "na", "not applicable", "not_applicable", "n/a", "n.a.", "does not apply", "doesn't apply", "not relevant",
    ),
    State.DECLINED: (
        "de", "declined", "decline", "prefer not to say", "i prefer not to say", "prefer not to answer",
        "rather not say", "conflict of interest",
    ),
}  # fmt: skip
BLANKS: Final = frozenset({"", "-", "--", ".", "unanswered", "no answer", "not answered", "null", "none given"})
