"""What does a copy of a result hold?

A `Copy` is a result as one audience may see it: every output is made from one, so that a renderer never
sees what its audience may not.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pbp_assess.core.agenda import Agenda
from pbp_assess.core.agreement import Agreement
from pbp_assess.core.assess import Commitment, FunctionReadiness, Headline, NamedDissent, RoundFacts
from pbp_assess.core.assessment import Exclusion, State, Waiver
from pbp_assess.core.gate import Withheld
from pbp_assess.core.holding import Holding
from pbp_assess.core.matrix import Criterion
from pbp_assess.core.profile import DomainProfile, Held
from pbp_assess.core.records import Decision, DocumentEntry, RecordedLevel, Target, Theme
from pbp_assess.core.shelf_life import Lapse
from pbp_assess.core.tally import Ratio


class Audience(StrEnum):
    """For whom a copy is made. The ICB's copy is treated as public: board papers are."""

    FACILITATOR = "facilitator"
    PARTNERSHIP = "partnership"
    PUBLIC = "public"


class KeptBack(StrEnum):
    """What a copy does not show."""

    PEOPLE = "who answered what"
    SECTORS = "figures by sector"
    SOME_SECTORS = "some figures by sector"
    LONE_VOICES = "a lone person at either end"
    SMALL_COUNTS = "counts of too few people"
    KINDS = "why few gave no level"
    DISTRIBUTIONS = "counts by level"
    THEMES = "themes not released"


class Together(StrEnum):
    """Kinds of answer that shared copies count together.

    `OTHER` is not applicable, declined or not answered; `NO_LEVEL` is those and "cannot judge".
    """

    OTHER = "other"
    NO_LEVEL = "no_level"


Kinds = Mapping[State | Together, int]


@dataclass(frozen=True, slots=True)
class Band:
    """How many gave a level, with a lone person beyond it where they are folded in.

    It has one level even so: a band of two would say that exactly one person stands at its far end.
    """

    level: int
    count: int


@dataclass(frozen=True, slots=True)
class CriterionCopy:
    """What an audience may see of one criterion.

    `bands` and `invited` are empty when nobody gave a level. `at_held` counts members at the level used or
    higher. `asked` is 0 for a criterion that this round did not ask.
    """

    criterion: Criterion
    held: Held
    supported: int | Withheld | None
    agreement: Agreement | None
    asked: int
    n: int
    states: Kinds | Withheld
    bands: tuple[Band, ...] | Withheld
    invited: tuple[Band, ...] | Withheld
    at_held: Ratio | Withheld | None


@dataclass(frozen=True, slots=True)
class SectorFigures:
    """What the members of a sector see of one criterion: `n` gave a level, `at_held` the level used or higher."""

    n: int
    bands: tuple[Band, ...]
    at_held: Ratio | None


@dataclass(frozen=True, slots=True)
class SectorCopy:
    """A sector by itself, or several put together, with the criteria on which it may be shown."""

    sectors: tuple[str, ...]
    members: int
    criteria: Mapping[str, SectorFigures]


@dataclass(frozen=True, slots=True)
class AgreedCopy:
    """A level agreed on the day; `shown_by` is what stands beside it, and `evidence` whether anything does.

    The count of hands, the dissent and the sectors present are the facilitator's: in a small room they are people.
    """

    level: int
    date: datetime.date
    reason: str | Withheld
    evidence: bool
    dissent: int | Withheld | None
    shown_by: str | Withheld | None
    revote: Mapping[int, int] | Withheld
    sectors_present: tuple[str, ...] | Withheld
    dissenters: tuple[NamedDissent, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A result as one audience may see it, with what was kept back.

    Fields mean what they mean in an AssessmentResult. `sectors` are the figures by sector, empty where none may be
    shown; whoever disagreed by name stands in `agreed`.
    """

    audience: Audience
    kept_back: tuple[KeptBack, ...]
    facts: RoundFacts

    # counted
    members: Ratio
    invited: Ratio
    sectors_required: tuple[str, ...]
    states: Kinds
    sectors: tuple[SectorCopy, ...]
    choices: Mapping[str, int]
    choosers: int

    # judged
    criteria: Mapping[str, CriterionCopy]
    domains: tuple[DomainProfile, ...]
    headline: Headline
    functions: tuple[FunctionReadiness, ...]
    agenda: Agenda

    # beside the answers
    themes: tuple[Theme, ...]
    agreed: Mapping[str, AgreedCopy]
    records: Mapping[str, RecordedLevel]
    documents: Mapping[str, Mapping[str, DocumentEntry]]
    shown_by: Mapping[str, Mapping[str, DocumentEntry]]
    excluded: Mapping[str, Exclusion]
    waived: Mapping[str, Waiver]
    lapses: tuple[Lapse, ...]

    # what follows
    commitments: tuple[Commitment, ...]
    targets: tuple[Target, ...]
    decisions: tuple[Decision, ...]
    holdings: tuple[Holding, ...]

    # the facilitator's alone
    sectors_heard: tuple[str, ...] | Withheld
    straight_lining: tuple[str, ...] | Withheld
    edited_late: tuple[str, ...] | Withheld

    @property
    def sought(self) -> tuple[FunctionReadiness, ...]:
        """The functions sought, in matrix order."""
        return tuple(function for function in self.functions if function.sought)
