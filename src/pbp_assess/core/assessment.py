"""Who was asked, and what did they answer?

One model per file of a workspace (docs/formats.md); what stands beside the answers is in core/records.py. A round
freezes who is asked and on which matrix, so that it can be judged again for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, StrictBool, Tag, model_validator
from pydantic_core import PydanticCustomError

from pbp_assess.core.asserted import Assertion, Preset
from pbp_assess.core.fields import Code, Day, FileId, LongText, Number, Slug, Text, Written
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.records import Actions, Decisions, Evidence, Moderation, Themes

Sha256 = Annotated[str, Field(strict=True, pattern=r"^[0-9a-f]{64}$")]


class Kind(StrEnum):
    """Members count in gates; stakeholders ("invited voices") are shown for comparison only."""

    MEMBER = "member"
    STAKEHOLDER = "stakeholder"


class State(StrEnum):
    """The five states of an answer, never mixed."""

    LEVEL = "level"
    CANNOT_JUDGE = "cannot_judge"
    NOT_APPLICABLE = "not_applicable"
    DECLINED = "declined"
    UNANSWERED = "unanswered"


# --- place.yaml -----------------------------------------------------------------------------------


class Sector(Written):
    """A kind of partner: ICB, local government, NHS trusts, ..."""

    id: Slug
    name: Text


class Organisation(Written):
    """An employer or body that leaders speak from."""

    id: Slug
    name: Text
    sector: Slug


class PriorityGroup(Written):
    """A group of people the place puts first; each gets a criterion of its own where the matrix says so."""

    id: Slug
    name: Text


class Place(Written):
    """place.yaml, written by hand: the place, its ICB and the body that would take decisions."""

    schema_: Literal["pbp-assess/place/1"] = Field(alias="schema")
    name: Text
    icb: Text
    committee: Text = "the place committee"
    illustrative: StrictBool = False
    note: LongText | None = None
    sectors: Annotated[tuple[Sector, ...], Field(min_length=1)]
    organisations: tuple[Organisation, ...] = ()
    priority_groups: tuple[PriorityGroup, ...] = ()

    def sector_name(self, sector: str) -> str:
        """The sector's name, or its id where the file does not name it."""
        return next((known.name for known in self.sectors if known.id == sector), sector)


# --- panel.yaml -----------------------------------------------------------------------------------


class Hat(Written):
    """Another sector or organisation that a leader belongs to: shown to the facilitator, and never counted."""

    sector: Slug
    organisation: Slug | None = None


class Leader(Written):
    """One person, by role and never by name. Ids are persons: a successor is somebody new."""

    id: FileId
    role: Text
    kind: Kind
    sector: Slug
    organisation: Slug | None = None
    succeeds: FileId | None = None
    joined: Day | None = None
    left: Day | None = None
    deputy_for: FileId | None = None
    also: tuple[Hat, ...] = ()
    interests: tuple[Slug, ...] = ()
    route: Literal["interview", "form", "survey", "paper"] | None = None

    def sits(self, on: date) -> bool:
        """Whether they are on the panel that day in their own right; a deputy stands for somebody who is."""
        here = (self.joined is None or self.joined <= on) and (self.left is None or self.left > on)
        return here and self.deputy_for is None


class Vacancy(Written):
    """A seat that nobody holds: listed, and never among those asked."""

    role: Text
    kind: Kind
    sector: Slug
    organisation: Slug | None = None
    since: Day | None = None
    after: FileId | None = None


class Panel(Written):
    """panel.yaml, the tool's own: everyone who has sat on the panel, past and present, and the seats nobody holds."""

    schema_: Literal["pbp-assess/panel/1"] = Field(alias="schema")
    leaders: tuple[Leader, ...]
    vacancies: tuple[Vacancy, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Leader]:
        """Leaders by id, in panel order."""
        return {leader.id: leader for leader in self.leaders}

    def line(self, leader: str | None) -> tuple[str, ...]:
        """This leader and those whose role they took over, the last one first; nobody where there is no such leader."""
        found: list[str] = []
        while leader in self.by_id and leader not in found:
            found.append(leader)
            leader = self.by_id[leader].succeeds
        return tuple(found)


# --- <round>/round.yaml ---------------------------------------------------------------------------


class Seat(Written):
    """Where a leader sat when the round opened; frozen, so that the groups of a round never move."""

    sector: Slug
    organisation: Slug | None = None


class MatrixPin(Written):
    """Which matrix was asked; `sha256` is of the round's own copy, line ends normalised to LF."""

    id: FileId
    version: Text
    sha256: Sha256


class Exclusion(Written):
    """A criterion taken out for everyone."""

    reason: Text


class Waiver(Written):
    """The ICB's word that an excluded criterion need not hold a function back."""

    by: Text
    date: Day
    reason: Text


class Seal(Written):
    """Salted hashes of the sheets as they stood when the round closed: a later edit is seen, and not counted."""

    salt: Annotated[str, Field(strict=True, pattern=r"^[0-9a-f]{32}$")]
    sheets: dict[FileId, Sha256]


class Reopening(Written):
    """Why a closed round was opened again, and when."""

    date: Day
    reason: Text


class Round(Written):
    """round.yaml, the tool's own: who is asked what, on which matrix, from when to when, and what is sought."""

    schema_: Literal["pbp-assess/round/1"] = Field(alias="schema")
    id: FileId
    kind: Literal["full", "pulse"] = "full"
    place: Text
    icb: Text
    opened: Day
    closes: Day | None = None
    closed: Day | None = None
    matrix: MatrixPin
    members: dict[FileId, Seat]
    stakeholders: dict[FileId, Seat] = {}
    criteria: tuple[Code, ...] = ()
    priority_groups: tuple[PriorityGroup, ...] = ()
    aims: dict[Slug, Slug] = {}
    excluded: dict[Code, Exclusion] = {}
    waived: dict[Code, Waiver] = {}
    sealed: Seal | None = None
    reopened: tuple[Reopening, ...] = ()

    @property
    def asked(self) -> dict[str, Seat]:
        """Everyone asked, members first, each in the order of the file."""
        return {**self.members, **self.stakeholders}

    def kind_of(self, leader: str) -> Kind:
        """Whether this leader counts in gates."""
        return Kind.MEMBER if leader in self.members else Kind.STAKEHOLDER


# --- <round>/scores/<leader>.yaml -----------------------------------------------------------------


class Answer(Written):
    """One answer in full: a level of the scale, or one of the other four states, with what was said about it."""

    level: Number | None = None
    state: State = State.LEVEL
    reason: LongText | None = None
    note: LongText | None = None
    evidence: tuple[Text, ...] = ()
    confidence: Literal["low", "medium", "high"] | None = None

    @model_validator(mode="after")
    def _one_state(self) -> Self:
        if (self.level is None) == (self.state is State.LEVEL):
            raise PydanticCustomError("one_state", "either a level or a state, and not both")
        if self.state is State.NOT_APPLICABLE and self.reason is None:
            raise PydanticCustomError("reason", "a reason beside not_applicable")
        return self


BareState = Literal[State.CANNOT_JUDGE, State.DECLINED, State.UNANSWERED]


def _form(value: Any) -> str:
    """Which of the three ways of writing an answer this is."""
    if isinstance(value, dict | Answer):
        return "full"
    return "state" if isinstance(value, str) else "level"


AnswerField = Annotated[
    Annotated[Number, Tag("level")] | Annotated[BareState, Tag("state")] | Annotated[Answer, Tag("full")],
    Discriminator(_form),
]


class Scoresheet(Written):
    """One leader's answers in one round; a criterion that is not there is unanswered."""

    schema_: Literal["pbp-assess/scoresheet/1"] = Field(alias="schema")
    leader: FileId
    round: FileId
    answered_by: FileId | None = None
    scores: dict[Code, AnswerField] = {}
    answers: dict[Slug, LongText] = {}
    choose: tuple[Code, ...] = ()

    @property
    def person(self) -> str:
        """Who spoke: the leader, or the deputy who answered in their place."""
        return self.answered_by or self.leader

    def answer(self, criterion: str) -> Answer:
        """The answer to this criterion in full; unanswered when there is none."""
        written = self.scores.get(criterion)
        match written:
            case Answer():
                return written
            case None:
                return Answer(state=State.UNANSWERED)
            case int():
                return Answer(level=written)
            case _:
                return Answer(state=State(written))

    def state(self, criterion: str) -> State:
        """The state of the answer to this criterion."""
        written = self.scores.get(criterion)
        if isinstance(written, Answer):
            return written.state
        return State.LEVEL if isinstance(written, int) else State(written or State.UNANSWERED)

    def level(self, criterion: str) -> int | None:
        """The level given to this criterion; None in the other four states."""
        written = self.scores.get(criterion)
        if isinstance(written, Answer):
            return written.level
        return written if isinstance(written, int) else None

    def answers_any(self, criteria: Iterable[str]) -> bool:
        """Whether one of these criteria is answered: in any state but unanswered."""
        return any(self.state(criterion) is not State.UNANSWERED for criterion in criteria)


# --- <round>/survey.yaml --------------------------------------------------------------------------

# What somebody typed as their code; an address cannot be one.
SurveyCode = Annotated[str, Field(strict=True, pattern=r"^[0-9A-Za-z][0-9A-Za-z _.-]*$", max_length=64)]


class Survey(Written):
    """survey.yaml, the tool's own: what the questions of the round's survey ask, and whose code is whose; no names."""

    schema_: Literal["pbp-assess/survey/1"] = Field(alias="schema")
    codes: dict[FileId, SurveyCode] = {}
    columns: dict[Text, Text] = {}
    respondents: dict[SurveyCode, FileId] = {}


# --- pbp-assess.yaml -------------------------------------------------------------------------------


class WorkspaceFile(Written):
    """pbp-assess.yaml, written by hand: marks the root of a workspace and sets what is meant when no option says."""

    schema_: Literal["pbp-assess/workspace/1"] = Field(alias="schema")
    place: FileId | None = None
    audience: Literal["facilitator", "partnership", "public"] | None = None
    preset: Preset = "default"
    assertions: tuple[Assertion, ...] = ()


# --- a whole round --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one round that judging reads.

    `matrix` already holds the criteria of the place's priority groups; `sheets` holds no sheet that was
    withdrawn, and none of somebody who was not asked. `edited_late` names the sheets changed after closing,
    `later_rounds` the rounds of the place that were opened after this one.
    """

    place_id: str
    place: Place
    panel: Panel
    round: Round
    matrix: Matrix
    sheets: dict[str, Scoresheet]
    moderation: Moderation
    evidence: Evidence
    themes: Themes
    actions: Actions
    decisions: Decisions
    edited_late: tuple[str, ...] = ()
    later_rounds: frozenset[str] = frozenset()

    @property
    def asked_criteria(self) -> tuple[str, ...]:
        """Ids of the criteria asked in this round (all, or a pulse's), without the excluded, in matrix order."""
        chosen = set(self.round.criteria) if self.round.kind == "pulse" else None
        return tuple(
            criterion.id
            for criterion in self.matrix.criteria
            if criterion.id not in self.round.excluded and (chosen is None or criterion.id in chosen)
        )

    def sheets_of(self, kind: Kind) -> dict[str, Scoresheet]:
        """The sheets of members or of stakeholders, in the order of the round."""
        asked = self.round.members if kind is Kind.MEMBER else self.round.stakeholders
        return {leader: self.sheets[leader] for leader in asked if leader in self.sheets}

    def interest_of(self, leader: str) -> tuple[str, ...]:
        """The criteria asked that bear on a function in which this leader has declared an interest."""
        policy, known = self.matrix.readiness, self.panel.by_id.get(leader)
        if policy is None or known is None:
            return ()
        declared = [function for function in policy.functions if function.id in known.interests]
        bearing = {name for function in declared for stage in function.gates for name in policy.needed(function, stage)}
        return tuple(name for name in self.asked_criteria if name in bearing)
