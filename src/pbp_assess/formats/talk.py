"""Which of a leader's answers are worth talking about in an interview?

Chosen from this leader's own sheet alone. The page is looked at by the leader too: a choice that rested on anybody
else's answers, or on what a gate requires, would give both away by what it leaves out.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pbp_assess.core.assessment import Answer, Scoresheet, State
from pbp_assess.core.matrix import Criterion, Matrix

MOST: Final = 6

Reason = Callable[[Answer, Matrix], bool]


def _unsure(answer: Answer, _matrix: Matrix) -> bool:
    return answer.state is State.LEVEL and answer.confidence == "low"


def _cannot_judge(answer: Answer, _matrix: Matrix) -> bool:
    return answer.state is State.CANNOT_JUDGE


def _unanswered(answer: Answer, _matrix: Matrix) -> bool:
    return answer.state is State.UNANSWERED


def _remarked(answer: Answer, _matrix: Matrix) -> bool:
    """Something was said about it, other than why it was declined: that is not to be gone into."""
    said = answer.note is not None or answer.state is State.NOT_APPLICABLE
    return said and answer.state is not State.DECLINED


def _at_an_end(answer: Answer, matrix: Matrix) -> bool:
    """The lowest or the highest level, and nothing named that shows it."""
    return answer.level in {matrix.levels[0], matrix.levels[-1]} and not answer.evidence


# In the order in which they count, each with what the page says of it.
REASONS: Final[tuple[tuple[Reason, str], ...]] = (
    (_unsure, "You were not very sure of this answer."),
    (_cannot_judge, "You could not judge this one. What would you need to know?"),
    (_unanswered, "Not answered yet."),
    (_remarked, "You left a remark here."),
    (_at_an_end, "You chose one end of the scale. What shows it?"),
)


def worth_talking_about(sheet: Scoresheet, asked: Sequence[Criterion], matrix: Matrix) -> tuple[tuple[str, str], ...]:
    """Up to six criteria, each with the sentence that says why; fewer where fewer stand out.

    The first reason that holds decides; among equals, more reasons come first, then the order of the matrix.
    """
    found: list[tuple[int, int, int, str, str]] = []
    for place, criterion in enumerate(asked):
        holding = list(_holding(sheet.answer(criterion.id), matrix))
        if holding:
            first, why = holding[0]
            found.append((first, -len(holding), place, criterion.id, why))
    return tuple((name, why) for *_, name, why in sorted(found)[:MOST])


def _holding(answer: Answer, matrix: Matrix) -> Iterator[tuple[int, str]]:
    """The reasons that hold for one answer, by their number."""
    for number, (holds, why) in enumerate(REASONS):
        if holds(answer, matrix):
            yield number, why
