"""What does a comparison need to know of one round?

Little: counts by criterion, levels used, verdicts, facts. A round that is there whole has its answers as well, from
which the people who answered both times are found; one that was stored has what was found then.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from pbp_assess.core.assess import AssessmentResult, Commitment, RoundFacts, commitments_of, facts_of
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare.moves import Moves, StoredMoves
from pbp_assess.core.crosswalk import Link
from pbp_assess.core.gate import Gate, Outcome, Status
from pbp_assess.core.matrix import DocumentState
from pbp_assess.core.profile import CriterionProfile, DomainProfile, Profile
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.records import Target
from pbp_assess.core.tally import Coverage

FunctionStage = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says, without its tests."""

    outcome: Outcome
    status: Status

    @classmethod
    def of(cls, gate: Gate) -> "Verdict":
        """The verdict of a gate."""
        return cls(gate.outcome, gate.status)

    @property
    def refused(self) -> bool:
        """Not met, and not by conditions that may be met later."""
        return self.outcome is Outcome.NOT_MET and self.status is not Status.READY_WITH_CONDITIONS


@dataclass(frozen=True, slots=True)
class PanelChange:
    """Who answered when, counted in persons: members with answers both times, and with answers once.

    Those who `joined` had not been asked before, those who `left` were not asked again; the others were asked twice.
    """

    both: int
    joined: int
    left: int
    only_now: int
    only_before: int


@dataclass(frozen=True, slots=True)
class Matched:
    """What the people who answered both times say: counts and verdicts alone, so that it can be stored.

    `before` is the round they answered first; `gates` are verdicts on them alone, then and now.
    """

    before: str
    panel: PanelChange
    moves: Mapping[Link, Moves | StoredMoves]
    gates: Mapping[FunctionStage, tuple[Verdict, Verdict]]


@dataclass(frozen=True, slots=True)
class Side:
    """One round, as far as a comparison reads it.

    `dossier` and the full rounds `earlier` are there when its answers are; `matched` when it was stored with what was
    found against the round before it. `untold` are questions that were asked and whose counts were not stored: too few
    answered.
    """

    facts: RoundFacts
    coverage: Coverage
    criteria: Mapping[str, CriterionProfile]
    domains: tuple[DomainProfile, ...]
    gates: Mapping[FunctionStage, Gate]
    sought: Mapping[str, str]
    records: Mapping[str, int]
    documents: Mapping[str, Mapping[str, DocumentState]]
    commitments: tuple[Commitment, ...]
    targets: tuple[Target, ...]
    dossier: Dossier | None = field(default=None, repr=False)
    earlier: tuple[Dossier, ...] = field(default=(), repr=False)
    matched: Matched | None = None
    untold: frozenset[str] = frozenset()


def side_of(result: AssessmentResult, dossier: Dossier, earlier: tuple[Dossier, ...]) -> Side:
    """A round that is there whole, as it was judged."""
    gates = {
        (function.function, stage): judged.gate
        for function in result.functions
        for stage, judged in function.stages.items()
    }
    return _side(result.facts, result.coverage, result.profile, gates, dossier, earlier)


def side_at(dossier: Dossier, earlier: tuple[Dossier, ...], as_of: datetime.date) -> Side:
    """A round that is there whole, judged for nothing but a comparison: the functions that it seeks, at every stage."""
    standing = stand(dossier, earlier, as_of)
    gates = {
        (function.id, stage): judge(standing, function.id, stage)
        for function in standing.policy.functions
        for stage in standing.policy.stages
        if function.id in dossier.round.aims and stage in function.gates
    }
    facts = facts_of(dossier, as_of, first_round=not earlier)
    return _side(facts, standing.coverage, standing.profile, gates, dossier, earlier)


def _side(
    facts: RoundFacts,
    coverage: Coverage,
    profile: Profile,
    gates: Mapping[FunctionStage, Gate],
    dossier: Dossier,
    earlier: tuple[Dossier, ...],
) -> Side:
    """What was counted and judged, beside what stands in the files."""
    aims, evidence = dossier.round.aims, dossier.evidence
    return Side(
        facts=facts,
        coverage=coverage,
        criteria=profile.criteria,
        domains=profile.domains,
        gates=gates,
        sought={function.id: aims[function.id] for function in facts.matrix.policy.functions if function.id in aims},
        records={name: record.level for name, record in evidence.records.items()},
        documents={
            function: {paper: entry.state for paper, entry in entries.items()}
            for function, entries in evidence.documents.items()
        },
        commitments=commitments_of(dossier, facts.as_of),
        targets=dossier.actions.targets,
        dossier=dossier,
        earlier=earlier,
    )
