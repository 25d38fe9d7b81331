"""How is it said what runs out, and what a function would lose with it?"""

from pbp_assess.core.gate import Test
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.shelf_life import Lapse
from pbp_assess.report.wording.counts import day, listed


def lapse_sentence(matrix: Matrix, lapse: Lapse) -> str:
    """From which day a function is no longer ready, and what would have to be renewed before."""
    function = matrix.policy.function_by_id[lapse.function]
    renewed = listed([_subject(matrix, lapse.function, test, subject) for test, subject in lapse.tests], apart=True)
    these = "these are" if len(lapse.tests) > 1 else "this is"
    return f"{function.name}: not ready from {day(lapse.day)} unless {these} renewed: {renewed}."


def _subject(matrix: Matrix, function: str, test: Test, subject: str) -> str:
    """What no longer holds, by name."""
    policy = matrix.policy
    match test:
        case Test.DOCUMENT:
            papers = policy.function_by_id[function].documents
            return next(paper.name for paper in papers if paper.id == subject)
        case Test.CRITERION:
            criterion = matrix.criterion_by_id[subject]
            return f"what shows “{criterion.name}”" if criterion.record else f"the answers on “{criterion.name}”"
        case Test.FUNCTION_FIRST:
            return f"what {policy.function_by_id[subject].name} rests on"
        case Test.DOMAIN_FLOOR:
            domain = next(domain for domain in matrix.domains if domain.id == subject)
            return f"what the level of {domain.name} rests on"
        case _:
            return "the leaders' answers"
