"""What is asked, on which scale, and what must be true before a function is handed over?"""

import hashlib
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from pbp_assess.core.fields import Code, FileId, LongText, Number, Share, Slug, Text, Written

Count = Annotated[Number, Field(ge=0, le=10_000)]
Phrases = Annotated[dict[Number, Text], Field(min_length=2, max_length=10)]
RequiredLevels = dict[Code, Number]


class Level(Written):
    """One step of the scale. `level` is an ordinal number: it can be compared, never averaged."""

    level: Number
    name: Text
    meaning: Text | None = None


class Criterion(Written):
    """One thing the leaders judge, with a phrase for each level of the scale.

    `record` marks a fact settled by a document; `critical` one that no condition can stand in for.
    """

    id: Code
    name: Text
    meaning: Text | None = None
    evidence: Text | None = None
    sources: Text | None = None
    levels: Phrases
    record: StrictBool = False
    critical: StrictBool = False

    @cached_property
    def wording_hash(self) -> str:
        """sha256 of statement, meaning and phrases: two rounds are compared only on the same wording."""
        import json

        canonical = json.dumps([self.name, self.meaning, sorted(self.levels.items())], ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


class Domain(Written):
    """An area of the matrix; criteria stand in the order they are asked."""

    id: Code
    name: Text
    meaning: Text | None = None
    sources: Text | None = None
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class GroupTemplate(Written):
    """A criterion asked once for each of the place's priority groups, in a domain of its own."""

    id: Code
    name: Text
    meaning: Text | None = None
    criterion: Text
    evidence: Text | None = None
    levels: Phrases

    def domain(self, groups: tuple[tuple[str, str], ...]) -> Domain:
        """The domain for these (id, name) groups; `{group}` in the criterion becomes the group's name."""
        return Domain(
            id=self.id,
            name=self.name,
            meaning=self.meaning,
            criteria=tuple(
                Criterion(
                    id=f"{self.id}-{group_id}",
                    name=self.criterion.replace("{group}", group_name),
                    evidence=self.evidence,
                    levels=self.levels,
                )
                for group_id, group_name in groups
            ),
        )


class OpenQuestion(Written):
    """A question answered in the leader's own words."""

    id: Slug
    question: Text


class Choice(Written):
    """The question "which `number` of these criteria matter most?"."""

    question: Text
    number: Annotated[Number, Field(ge=1, le=200)]


class Balance(Written):
    """How leaders are grouped for the balanced share, and the fewest members a group may have."""

    by: Literal["sector", "organisation"] = "sector"
    min_group: Annotated[Number, Field(ge=1, le=100)] = 3


class StraightLining(Written):
    """When one level given again and again is shown to the facilitator."""

    share: Share = Fraction(4, 5)
    from_levels: Annotated[Number, Field(ge=2)] = 10


class Counting(Written):
    """The thresholds of method.md section 2; each default is the method's own.

    `far` is a distance in levels, `headline_level` the level that the headline counts from.
    """

    profile_share: Share = Fraction(3, 5)
    flags_from: Annotated[Number, Field(ge=1)] = 5
    minimum_cell: Annotated[Number, Field(ge=3)] = 5
    close_from: Share = Fraction(3, 4)
    mixed_from: Share = Fraction(7, 12)
    far: Annotated[Number, Field(ge=1)] | None = None
    opposing_share: Share = Fraction(1, 3)
    outlier_share: Share = Fraction(1, 10)
    headline_level: Number | None = None
    carried_quarters: Count = 4
    # Defaults are made by model_construct: checking them would build the models on import.
    balance: Balance = Balance.model_construct()
    straight_lining: StraightLining = StraightLining.model_construct()


class Comparing(Written):
    """From when on a change between two rounds is called one (method.md sections 4 and 7).

    `called_from`, `possible_net` and `regressed_net` are people who gave a level both times.
    """

    called_from: Annotated[Number, Field(ge=1, le=1_000)] = 6
    clear_below: Share = Fraction(1, 20)
    possible_net: Annotated[Number, Field(ge=1, le=1_000)] = 2
    regressed_net: Annotated[Number, Field(ge=1, le=1_000)] = 3


class Discussion(Written):
    """How long the day's discussion is, and one question in it by how it is seen (method.md section 6), in minutes."""

    minutes: Annotated[Number, Field(ge=1, le=1_000)] = 90
    polarised: Annotated[Number, Field(ge=1, le=1_000)] = 12
    split: Annotated[Number, Field(ge=1, le=1_000)] = 10
    others: Annotated[Number, Field(ge=1, le=1_000)] = 5


class SplitRule(StrEnum):
    """What a stage asks of a criterion with members on both sides of the required level and no shared view."""

    REPORTED = "reported"
    MODERATED = "moderated"
    MODERATED_WITH_EVIDENCE = "moderated with evidence"


class DissentRule(StrEnum):
    """What a stage asks when a group's lower median is `dissent_levels` or more below the requirement."""

    REPORTED = "reported"
    MODERATED = "moderated"
    MODERATED_AND_RECORDED = "moderated and recorded"


class DocumentState(StrEnum):
    """How far a document has been established, in rising order after `absent`."""

    ABSENT = "absent"
    LISTED = "listed"
    SEEN = "seen"
    VERIFIED = "verified"

    @property
    def rank(self) -> int:
        """Position in the order absent, listed, seen, verified (0 to 3)."""
        return _RANKS[self]


_RANKS: Final = {state: rank for rank, state in enumerate(DocumentState)}


class ShareByWeight(Written):
    """One share for critical criteria, another for the rest."""

    critical: Share
    others: Share


class Stage(Written):
    """The tests that every function must pass at one stage of delegation (method.md section 4)."""

    plain: Text
    returned: Share | None = None
    sectors: Count = 0
    could_judge: Share | None = None
    share: Share | ShareByWeight = Fraction(1, 2)
    balanced: StrictBool = False
    split: SplitRule = SplitRule.REPORTED
    dissent: DissentRule = DissentRule.REPORTED
    documents: Literal[DocumentState.LISTED, DocumentState.SEEN, DocumentState.VERIFIED] = DocumentState.LISTED
    fresh_quarters: Count | None = None
    held_rounds: Annotated[Number, Field(ge=1, le=10)] = 1
    conditions: Count = 0
    functions_first: StrictBool = False
    domain_floor: dict[Text, Number] = {}
    universal: RequiredLevels = {}

    def share_for(self, criterion: Criterion) -> Fraction:
        """The share of members who must see this criterion at the required level or higher."""
        if isinstance(self.share, Fraction):
            return self.share
        return self.share.critical if criterion.critical else self.share.others


class NeededDocument(Written):
    """A paper that a function cannot be handed over without."""

    id: Slug
    name: Text


class Trigger(Written):
    """What would make the partners hand a function back: watched by people, or by a criterion's level used."""

    when: Text
    criterion: Code | None = None
    below: Number | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.criterion is None) != (self.below is None):
            raise PydanticCustomError("trigger", "criterion and below together, or neither")
        return self


class Function(Written):
    """Something the ICB may delegate, and the level each criterion must have reached at each stage.

    `holders` are the sectors that would hold it; `requires` names functions that come first, at a stage. `hand_back`
    is looked at once the function is held.
    """

    id: Slug
    name: Text
    scope: Text | None = None
    risk: Text | None = None
    route: Text | None = None
    note: LongText | None = None
    holders: tuple[Slug, ...] = ()
    documents: tuple[NeededDocument, ...] = ()
    gates: dict[Slug, RequiredLevels]
    requires: dict[Slug, Slug] = {}
    hand_back: tuple[Trigger, ...] = ()


class Readiness(Written):
    """The readiness policy: stages in rising order, and the functions that may be sought."""

    sectors_required: tuple[Slug, ...] = ()
    min_answers: Annotated[Number, Field(ge=1)] = 4
    not_applicable_over: Share = Fraction(1, 2)
    dissent_levels: Annotated[Number, Field(ge=1, le=9)] = 2
    stages: Annotated[dict[Slug, Stage], Field(min_length=1)]
    functions: tuple[Function, ...] = ()

    @cached_property
    def function_by_id(self) -> dict[str, Function]:
        """Functions by id, in matrix order."""
        return {function.id: function for function in self.functions}

    @cached_property
    def stage_order(self) -> tuple[str, ...]:
        """Stage ids, lowest first."""
        return tuple(self.stages)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Where each function stands in the file, counting from 0."""
        return {function.id: place for place, function in enumerate(self.functions)}

    def needed(self, function: Function, stage: str) -> RequiredLevels:
        """Required level by criterion: the higher of the universal and the function's own level."""
        levels = dict(self.stages[stage].universal)
        for criterion, level in function.gates.get(stage, {}).items():
            levels[criterion] = max(level, levels.get(criterion, level))
        return levels


class Matrix(Written):
    """A whole matrix: any consecutive scale of 2 to 10 levels, any number of domains and criteria."""

    schema_: Literal["pbp-assess/matrix/1"] = Field(alias="schema")
    id: FileId
    version: Annotated[Text, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    note: LongText | None = None
    sources: LongText | None = None
    scale: Annotated[tuple[Level, ...], Field(min_length=2, max_length=10)]
    instruction: Text = (
        "Choose the highest phrase that is true today of the whole place; if only part of it is true, "
        'choose the one below; "cannot judge" is a proper answer.'
    )
    priority_groups: GroupTemplate | None = None
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    open_questions: tuple[OpenQuestion, ...] = ()
    choose: Choice | None = None
    pulse: tuple[Code, ...] = ()
    counting: Counting = Counting.model_construct()
    comparing: Comparing = Comparing.model_construct()
    agenda: Discussion = Discussion.model_construct()
    readiness: Readiness | None = None

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The levels of the scale, lowest first."""
        return tuple(step.level for step in self.scale)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in matrix order."""
        return tuple(criterion for domain in self.domains for criterion in domain.criteria)

    @cached_property
    def criterion_by_id(self) -> dict[str, Criterion]:
        """Criteria by id, in matrix order."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def headline_level(self) -> int:
        """The level the headline counts from: as the matrix says, else the middle of the scale."""
        stated = self.counting.headline_level
        return self.levels[len(self.levels) // 2] if stated is None else stated

    @cached_property
    def policy(self) -> Readiness:
        """The readiness policy; one without stages and functions where the matrix has none."""
        return self.readiness or Readiness.model_construct(stages={}, functions=())

    @cached_property
    def far(self) -> int:
        """How many levels apart is "far": as the matrix says, else max(2, ceil((K-1) / 2.5))."""
        stated = self.counting.far
        return max(2, -(-2 * (len(self.levels) - 1) // 5)) if stated is None else stated

    def level_named(self, level: int) -> Level:
        """The step of the scale with this number."""
        return self.scale[level - self.levels[0]]

    def with_groups(self, groups: tuple[tuple[str, str], ...]) -> "Matrix":
        """This matrix with one more criterion for each (id, name) priority group; itself when there are none."""
        if self.priority_groups is None or not groups:
            return self
        fields = {**dict(self), "domains": (*self.domains, self.priority_groups.domain(groups))}
        return Matrix.model_construct(**fields)
