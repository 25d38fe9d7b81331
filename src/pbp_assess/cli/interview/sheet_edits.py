"""How does a sheet change with one answer? A new sheet each time: nothing is changed in place."""

from collections.abc import Sequence

from pbp_assess.cli.interview.form import Form
from pbp_assess.core.assessment import Answer, Scoresheet, State

BLANK = Answer(state=State.UNANSWERED)


def with_answer(sheet: Scoresheet, form: Form, criterion: str, answer: Answer) -> Scoresheet:
    """The sheet with this answer; one that says nothing is taken out. Criteria stand in the order of the matrix."""
    scores = {**sheet.scores, criterion: answer}
    if answer == BLANK:
        del scores[criterion]
    order = {name: place for place, name in enumerate(form.matrix.criterion_by_id)}
    ordered = sorted(scores, key=lambda name: order.get(name, len(order)))
    return sheet.model_copy(update={"scores": {name: scores[name] for name in ordered}})


def given(sheet: Scoresheet, criterion: str, *, level: int | None, state: State, reason: str = "") -> Answer:
    """A new answer to a criterion that keeps what was noted beside the old one; an old reason goes with its state."""
    before = sheet.answer(criterion)
    kept = before.reason if before.state is state is not State.LEVEL else None
    return before.model_copy(update={"level": level, "state": state, "reason": reason or kept})


def with_words(sheet: Scoresheet, form: Form, question: str, text: str) -> Scoresheet:
    """The sheet with this answer to an open question; an empty one is taken out."""
    answers = {**sheet.answers, question: text}
    order = [asked.id for asked in form.open_questions]
    kept = {name: answers[name] for name in [*order, *answers] if answers.get(name)}
    return sheet.model_copy(update={"answers": kept})


def with_choice(sheet: Scoresheet, chosen: Sequence[str]) -> Scoresheet:
    """The sheet with these criteria chosen."""
    return sheet.model_copy(update={"choose": tuple(chosen)})
