"""What does a survey of this round ask, in which words, with which options?

The one place for the titles and options of every survey: what is written out here is what replies are matched with.
Gates, required levels and critical marks are not in it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from pbp_assess.core.assessment import Dossier, State
from pbp_assess.core.matrix import Choice, Criterion, Domain, Level, Matrix, OpenQuestion

CODE: Final = "Your code"
ABOUT_CODE: Final = "It is in your invitation. It takes the place of your name, which is not asked."
COMMENTS: Final = "comments"
ABOUT_COMMENTS: Final = (
    "Anything to add, or the reason why something does not apply? Begin a line with the code of the question it is "
    "about, such as {example}: ..."
)
STATES: Final = {
    State.CANNOT_JUDGE: "Cannot judge",
    State.NOT_APPLICABLE: "Not applicable (please say why)",
    State.DECLINED: "Declined (I prefer not to say)",
}
CONFIDENTIAL: Final = (
    "Only the facilitator sees who answered what. Everybody else sees counts for a whole group of at least {minimum} "
    "people, never who said what."
)


@dataclass(frozen=True, slots=True)
class Area:
    """A domain, with the criteria of it that are asked."""

    domain: Domain
    criteria: tuple[Criterion, ...]

    @property
    def comments(self) -> str:
        """The title of the question for comments on this domain."""
        return f"{self.domain.id} {COMMENTS}: {self.domain.name}"

    @property
    def about_comments(self) -> str:
        """What stands under that title."""
        return ABOUT_COMMENTS.format(example=self.criteria[0].id)


@dataclass(frozen=True)
class Questions:
    """Everything that a survey of one round asks; a pulse asks its criteria and nothing else."""

    place: str
    round_id: str
    matrix: Matrix
    areas: tuple[Area, ...]
    open_questions: tuple[OpenQuestion, ...]
    choice: Choice | None

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        """What is asked in this round."""
        asked, matrix, pulse = set(dossier.asked_criteria), dossier.matrix, dossier.round.kind == "pulse"
        areas = (Area(domain, tuple(c for c in domain.criteria if c.id in asked)) for domain in matrix.domains)
        return cls(
            place=dossier.place.name,
            round_id=dossier.round.id,
            matrix=matrix,
            areas=tuple(area for area in areas if area.criteria),
            open_questions=() if pulse else matrix.open_questions,
            choice=None if pulse else matrix.choose,
        )

    @property
    def title(self) -> str:
        """What the survey is called."""
        return f"{self.matrix.title}: {self.place}, {self.round_id}"

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion asked, in order."""
        return tuple(criterion for area in self.areas for criterion in area.criteria)

    @property
    def confidential(self) -> str:
        """Who sees what, in two sentences."""
        return CONFIDENTIAL.format(minimum=self.matrix.counting.minimum_cell)

    def options(self, criterion: Criterion) -> tuple[str, ...]:
        """The answers to choose from: each level with its phrase, then the other states."""
        levels = (option_of(step, criterion.levels[step.level]) for step in self.matrix.scale)
        return (*levels, *STATES.values())

    def level(self, level: int) -> str:
        """A level by number and name."""
        return f"{level} {self.matrix.level_named(level).name}"


def option_of(step: Level, phrase: str) -> str:
    """A level as an option of a survey: number, name and phrase."""
    return f"{step.level} {step.name}: {phrase}"


def title_of(criterion: Criterion) -> str:
    """The title of the question for a criterion: its code first, by which replies are matched."""
    return f"{criterion.id} {criterion.name}"
