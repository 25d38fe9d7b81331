"""What of the actions and decisions of a place needs somebody's attention today?"""

from collections.abc import Iterator

from pbp_assess.core.assess import AssessmentResult, Commitment


def overdue(result: AssessmentResult) -> tuple[Commitment, ...]:
    """Actions that should have been done by the day of judging, earliest first."""
    late = (taken for taken in result.commitments if taken.overdue(result.facts.as_of))
    return tuple(sorted(late, key=lambda taken: taken.due))


def reviews_due(result: AssessmentResult) -> dict[str, str]:
    """The functions held whose review has come, each with its day."""
    return {held.grant.function: str(held.grant.review) for held in result.holdings if held.review_due}


def lines(result: AssessmentResult) -> Iterator[str]:
    """A sentence for each."""
    for taken in overdue(result):
        yield f"Overdue since {taken.due}: {taken.what.rstrip('.')} ({taken.id}; {taken.owner})."
    for function, day in reviews_due(result).items():
        yield f"The ICB's decision on {function} was to be reviewed by {day}."
