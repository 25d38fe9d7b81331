"""What was agreed, established, heard, planned and decided beside the answers?

One model per file (docs/formats.md). Nothing here ever changes an answer, and nobody's answer stands here.
"""

import datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from pbp_assess.core.fields import Code, Day, FileId, LongText, Number, Slug, Text, Written
from pbp_assess.core.matrix import DocumentState

Hands = Annotated[Number, Field(ge=0)]

# --- <round>/moderation.yaml ----------------------------------------------------------------------


class Dissenter(Written):
    """Somebody who did not agree, and chose to be named."""

    leader: FileId
    words: LongText | None = None


class AgreedLevel(Written):
    """The level agreed on the day: beside the answers, never instead of them.

    `dissent` counts those who did not agree, `dissenters` are those of them who wish to be named; `revote` counts
    hands by level.
    """

    level: Number
    date: Day
    sectors_present: Annotated[tuple[Slug, ...], Field(min_length=1)]
    reason: LongText
    evidence: LongText | None = None
    revote: dict[Number, Hands] = {}
    dissent: Hands | None = None
    dissenters: tuple[Dissenter, ...] = ()


class Moderation(Written):
    """moderation.yaml: the levels agreed, by criterion."""

    schema_: Literal["pbp-assess/moderation/1"] = Field(alias="schema")
    agreed: dict[Code, AgreedLevel] = {}


# --- <round>/evidence.yaml ------------------------------------------------------------------------


class RecordedLevel(Written):
    """The level that a document shows, who checked it and when; it shows it up to `valid_until`."""

    level: Number
    document: Text
    checked_by: Text
    checked: Day
    link: Text | None = None
    valid_until: Day | None = None
    note: LongText | None = None


class DocumentEntry(Written):
    """How far one document has been established, and until when it holds.

    A document that a function needs has its name in the matrix; one that shows a level has it here.
    """

    state: DocumentState
    name: Text | None = None
    kind: Text | None = None
    date: Day | None = None
    valid_until: Day | None = None
    link: Text | None = None
    seen_by: Text | None = None
    verified_by: Text | None = None
    note: LongText | None = None

    @model_validator(mode="after")
    def _verified_by_whom(self) -> Self:
        if self.state is DocumentState.VERIFIED and self.verified_by is None:
            raise PydanticCustomError("verified_by", "verified_by beside state: verified")
        return self


def ran_out(entry: RecordedLevel | DocumentEntry, on: datetime.date) -> bool:
    """Whether it is past its shelf life on that day; its last day still counts."""
    return entry.valid_until is not None and entry.valid_until < on


class Evidence(Written):
    """evidence.yaml: records by criterion, the documents that functions need, and those that show a level."""

    schema_: Literal["pbp-assess/evidence/1"] = Field(alias="schema")
    records: dict[Code, RecordedLevel] = {}
    documents: dict[Slug, dict[Slug, DocumentEntry]] = {}
    criteria: dict[Code, dict[Slug, DocumentEntry]] = {}


# --- <round>/themes.yaml --------------------------------------------------------------------------


class Theme(Written):
    """What people said, in the facilitator's words; printed only when released."""

    id: Slug
    text: LongText
    heard: Literal["most", "several", "a few"]
    criteria: tuple[Code, ...] = ()
    strength: StrictBool = False
    released: StrictBool = False


class Themes(Written):
    """themes.yaml: the facilitator's themes of one round."""

    schema_: Literal["pbp-assess/themes/1"] = Field(alias="schema")
    themes: tuple[Theme, ...] = ()


# --- actions.yaml ---------------------------------------------------------------------------------


class Action(Written):
    """Something to be done, by a role and a date; `function` with `criterion` or `document` makes it a condition's."""

    id: Slug
    what: Text
    owner: FileId
    due: Day
    status: Literal["open", "done"] = "open"
    done: Day | None = None
    shown_by: Text | None = None
    round: FileId
    function: Slug | None = None
    criterion: Code | None = None
    document: Slug | None = None


class Target(Written):
    """The level that the partners want a criterion to have reached by a day."""

    criterion: Code
    level: Number
    due: Day
    round: FileId
    note: LongText | None = None


class Actions(Written):
    """actions.yaml: what follows, across rounds."""

    schema_: Literal["pbp-assess/actions/1"] = Field(alias="schema")
    actions: tuple[Action, ...] = ()
    targets: tuple[Target, ...] = ()


# --- decisions.yaml -------------------------------------------------------------------------------


class Decided(StrEnum):
    """What the ICB made of a function at a stage."""

    GRANTED = "granted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    HANDED_BACK = "handed_back"


class Decision(Written):
    """What the ICB decided about one function: it decides and stays accountable.

    `round` is the round it had before it; `conditions` are the ICB's own words.
    """

    id: Slug
    function: Slug
    stage: Slug
    outcome: Decided
    date: Day
    decided_by: Text
    round: FileId
    holder: Text | None = None
    limits: Text | None = None
    conditions: tuple[Text, ...] = ()
    review: Day | None = None
    minutes: Text | None = None
    note: LongText | None = None


class Decisions(Written):
    """decisions.yaml: what the ICB decided, across rounds, in any order."""

    schema_: Literal["pbp-assess/decisions/1"] = Field(alias="schema")
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def in_order(self) -> tuple[Decision, ...]:
        """Oldest first; two of one day stay in the order of the file."""
        return tuple(sorted(self.decisions, key=lambda decision: decision.date))

    def held(self, on: datetime.date) -> dict[str, Decision]:
        """The grant that stands on that day, by function: the last one, unless the function was handed back since."""
        standing: dict[str, Decision] = {}
        for decision in self.in_order:
            if decision.date > on:
                break
            if decision.outcome is Decided.GRANTED:
                standing[decision.function] = decision
            elif decision.outcome is Decided.HANDED_BACK:
                standing.pop(decision.function, None)
        return standing
