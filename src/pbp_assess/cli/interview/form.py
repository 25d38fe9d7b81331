"""What is this leader asked, in which order?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from pbp_assess.core.assessment import Answer, Dossier, Scoresheet, State
from pbp_assess.core.matrix import Choice, Criterion, Domain, Matrix, OpenQuestion


class Kind(Enum):
    """The kinds of place in an interview."""

    CRITERION = auto()
    OPEN = auto()
    CHOICE = auto()
    CHECK = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Stop:
    """One place in the interview: a question, the check-your-answers page, or the end."""

    kind: Kind
    id: str = ""


CHOICE, CHECK, END = Stop(Kind.CHOICE), Stop(Kind.CHECK), Stop(Kind.END)


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked: criteria in the order of the matrix, then open questions, then the choice.

    A pulse asks its criteria and nothing else. `previous` holds the leader's own earlier answers, when asked for.
    """

    matrix: Matrix
    criteria: tuple[str, ...]
    open_questions: tuple[OpenQuestion, ...]
    choice: Choice | None
    previous: Mapping[str, Answer] = field(default_factory=dict)
    previous_round: str = ""

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Every place, in order."""
        return (
            *(Stop(Kind.CRITERION, criterion) for criterion in self.criteria),
            *(Stop(Kind.OPEN, question.id) for question in self.open_questions),
            *((CHOICE,) if self.choice else ()),
            CHECK,
        )

    def criterion(self, name: str) -> Criterion:
        """A criterion that is asked."""
        return self.matrix.criterion_by_id[name]

    def question(self, name: str) -> str:
        """The wording of an open question."""
        return next(question.question for question in self.open_questions if question.id == name)

    @property
    def domains(self) -> tuple[tuple[Domain, tuple[Criterion, ...]], ...]:
        """Each domain with the criteria of it that are asked; a domain without any is left out."""
        asked = set(self.criteria)
        grouped = ((domain, tuple(c for c in domain.criteria if c.id in asked)) for domain in self.matrix.domains)
        return tuple((domain, criteria) for domain, criteria in grouped if criteria)

    def open_criteria(self, sheet: Scoresheet) -> tuple[str, ...]:
        """The criteria not answered yet."""
        return tuple(name for name in self.criteria if sheet.state(name) is State.UNANSWERED)


def form_of(dossier: Dossier) -> Form:
    """The form of this round."""
    matrix, pulse = dossier.matrix, dossier.round.kind == "pulse"
    return Form(
        matrix=matrix,
        criteria=dossier.asked_criteria,
        open_questions=() if pulse else matrix.open_questions,
        choice=None if pulse else matrix.choose,
    )


def with_previous(form: Form, matrix: Matrix, sheet: Scoresheet) -> Form:
    """The form with the leader's answers of an earlier round, to the criteria worded as they were then."""
    then = matrix.criterion_by_id
    same = (c for c in form.criteria if c in then and then[c].wording_hash == form.criterion(c).wording_hash)
    return replace(form, previous={name: sheet.answer(name) for name in same}, previous_round=sheet.round)
