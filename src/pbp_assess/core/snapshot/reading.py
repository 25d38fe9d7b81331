"""How is a snapshot read again, as a side of a comparison and as a copy?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pbp_assess.core.agenda import Agenda
from pbp_assess.core.agreement import Agreement, Closeness
from pbp_assess.core.assess import Commitment, FunctionReadiness, RoundFacts, StageResult, headline_of
from pbp_assess.core.assessment import State
from pbp_assess.core.compare import Matched, PanelChange, Side, Verdict
from pbp_assess.core.compare.moves import StoredMoves
from pbp_assess.core.crosswalk import Link
from pbp_assess.core.disclosure import Audience, Band, Copy, CriterionCopy, KeptBack
from pbp_assess.core.gate import Check, Finding, Gate, Outcome, Withheld
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.profile import CriterionProfile, DomainProfile, Held, profile_domain
from pbp_assess.core.records import Target
from pbp_assess.core.regression import Regression
from pbp_assess.core.snapshot.model import Counted, Since, Snapshot, StoredCriterion, StoredGate, StoredVerdict
from pbp_assess.core.tally import Coverage, CriterionTally, Distribution, Ratio

_OWNER = "owner not stored"


@dataclass(frozen=True)
class Stored:
    """A snapshot, and the matrix that stands in it, with the criteria of the place's priority groups."""

    snapshot: Snapshot
    matrix: Matrix

    @cached_property
    def facts(self) -> RoundFacts:
        """Which round it is."""
        place, opened = self.snapshot.place, self.snapshot.round
        return RoundFacts(
            place_id=place.id,
            place=place.name,
            icb=place.icb,
            committee=place.committee,
            illustrative=place.illustrative,
            round_id=opened.id,
            kind=opened.kind,
            opened=opened.opened,
            closed=opened.closed,
            as_of=opened.as_of,
            matrix=self.matrix,
            first_round=opened.first_round,
            sectors=self.snapshot.panel.sectors,
        )

    @cached_property
    def profiles(self) -> Mapping[str, CriterionProfile]:
        """Each question, in matrix order."""
        return {
            criterion.id: _profile(self.matrix, criterion.id, self.snapshot.criteria[criterion.id])
            for criterion in self.matrix.criteria
        }

    @cached_property
    def domains(self) -> tuple[DomainProfile, ...]:
        """Each area, from the levels used that were stored."""
        return tuple(profile_domain(self.matrix, domain, self.profiles) for domain in self.matrix.domains)

    @property
    def side(self) -> Side:
        """As a comparison reads it."""
        stored = self.snapshot
        return Side(
            facts=self.facts,
            coverage=Coverage(
                ratio(stored.panel.members), ratio(stored.panel.invited), self.matrix.policy.sectors_required, ()
            ),
            criteria=self.profiles,
            domains=self.domains,
            gates={
                (name, stage): gate_of(name, stage, gate)
                for name, function in stored.functions.items()
                for stage, gate in function.stages.items()
            },
            sought={name: function.sought for name, function in stored.functions.items() if function.sought},
            records=stored.records,
            documents=stored.documents,
            commitments=_commitments(stored),
            targets=_targets(stored),
            matched=_matched(stored.since) if stored.since else None,
            untold=frozenset(name for name, entry in stored.criteria.items() if entry.members is None),
        )

    def copy(self, audience: Audience) -> Copy:
        """As reports read it: the partners' copy or the public one, without what was not stored."""
        stored = self.snapshot
        whose = Audience.PUBLIC if audience is Audience.PUBLIC else Audience.PARTNERSHIP
        return Copy(
            audience=whose,
            facts=self.facts,
            members=ratio(stored.panel.members),
            invited=ratio(stored.panel.invited),
            sectors_required=self.matrix.policy.sectors_required,
            sectors_heard=Withheld.WITHHELD,
            states={},
            headline=headline_of(self.matrix, self.profiles),
            domains=self.domains,
            criteria={
                name: _criterion_copy(self.profiles[name], stored.criteria[name], whose) for name in self.profiles
            },
            sectors=(),
            functions=tuple(_functions(stored, whose)),
            agenda=Agenda((), (), (), (), ()),
            themes=(),
            choices={},
            choosers=0,
            agreed={},
            records={},
            documents={},
            shown_by={},
            excluded={},
            waived={},
            commitments=_commitments(stored),
            targets=_targets(stored),
            decisions=(),
            holdings=(),
            lapses=(),
            straight_lining=Withheld.WITHHELD,
            edited_late=Withheld.WITHHELD,
            kept_back=(KeptBack.PEOPLE, KeptBack.SECTORS, KeptBack.SMALL_COUNTS),
        )


def ratio(stored: Counted) -> Ratio:
    """A stored count."""
    return Ratio(stored.count, stored.of, stored.up_to)


# --- questions ------------------------------------------------------------------------------------


def _profile(matrix: Matrix, name: str, stored: StoredCriterion) -> CriterionProfile:
    held = stored.held
    return CriterionProfile(
        matrix.criterion_by_id[name],
        Held(held.level, held.source, held.carried_from or "", held.quarters, held.valid_until),
        _tally(matrix, name, stored),
        _agreement(stored),
        stored.supported,
    )


def _tally(matrix: Matrix, name: str, stored: StoredCriterion) -> CriterionTally | None:
    """The counts; none where the question was not asked, or too few answered."""
    if not stored.asked or stored.members is None:
        return None
    counts = {band.level: band.count for band in stored.members}
    given = Distribution(matrix.levels[0], tuple(counts.get(level, 0) for level in matrix.levels))
    states = dict.fromkeys(State, 0) | {
        State.LEVEL: stored.gave_a_level,
        State.UNANSWERED: stored.asked - stored.gave_a_level,
    }
    return CriterionTally(name, stored.asked, states, given, (), Distribution.of(matrix, ()))


def _agreement(stored: StoredCriterion) -> Agreement | None:
    found = stored.agreement
    if found is None:
        return None
    return Agreement(
        None,
        found.closeness,
        found.split,
        found.polarised,
        found.outlier,
        too_few=found.closeness is Closeness.TOO_FEW,
    )


def _criterion_copy(profile: CriterionProfile, stored: StoredCriterion, audience: Audience) -> CriterionCopy:
    hidden = audience is Audience.PUBLIC or stored.members is None
    return CriterionCopy(
        profile.criterion,
        profile.held,
        Withheld.WITHHELD if hidden else profile.supported,
        profile.agreement,
        stored.asked,
        stored.gave_a_level,
        Withheld.WITHHELD,
        Withheld.WITHHELD if hidden else tuple(Band(one.level, one.count) for one in stored.members or ()),
        Withheld.WITHHELD,
        Withheld.WITHHELD,
    )


# --- functions ------------------------------------------------------------------------------------


def gate_of(function: str, stage: str, stored: StoredGate) -> Gate:
    """A gate with the outcomes of its tests, and nothing of what they found."""
    findings = (
        Finding(
            test.test,
            test.subject,
            tuple(Check(part, outcome, Withheld.WITHHELD, Withheld.WITHHELD) for part, outcome in test.checks.items()),
            (),
            test.level,
            test.converts,
        )
        for test in stored.tests
    )
    return Gate(function, stage, tuple(findings), stored.conditions_allowed)


def _functions(stored: Snapshot, audience: Audience) -> list[FunctionReadiness]:
    found = []
    for name, function in stored.functions.items():
        stages: dict[str, StageResult] = {}
        highest, met = None, True
        for stage, each in function.stages.items():
            gate = gate_of(name, stage, each)
            private = gate_of(name, stage, function.on_private_answers.get(stage, each))
            met = met and gate.outcome is Outcome.MET
            highest = stage if met else highest
            if audience is not Audience.PUBLIC or stage == function.sought:
                stages[stage] = StageResult(gate, private, Withheld.WITHHELD, Regression.NONE, ())
        if audience is not Audience.PUBLIC or function.sought:
            found.append(FunctionReadiness(name, function.sought, stages, highest))
    return found


def _commitments(stored: Snapshot) -> tuple[Commitment, ...]:
    """The actions; whose they are was not stored."""
    return tuple(
        Commitment(
            id=one.id,
            what=one.what,
            owner=_OWNER,
            due=one.due,
            done=one.done,
            round_id=one.round,
            function=one.function,
            criterion=one.criterion,
            document=one.document,
            shown_by=None,
        )
        for one in stored.actions
    )


def _targets(stored: Snapshot) -> tuple[Target, ...]:
    return tuple(
        Target(criterion=one.criterion, level=one.level, due=one.due, round=one.round) for one in stored.targets
    )


# --- the round before -----------------------------------------------------------------------------


def _matched(since: Since) -> Matched:
    people = since.people
    return Matched(
        since.round,
        PanelChange(people.both, people.joined, people.left, people.only_now, people.only_before),
        {
            Link(one.before, one.after, one.joined): StoredMoves(
                one.both,
                one.grade,
                one.direction,
                ratio(one.up) if one.up else None,
                ratio(one.down) if one.down else None,
            )
            for one in since.changes
        },
        {
            (function, stage): (_verdict(turn.before), _verdict(turn.after))
            for function, turns in since.gates.items()
            for stage, turn in turns.items()
        },
    )


def _verdict(stored: StoredVerdict) -> Verdict:
    return Verdict(stored.outcome, stored.status)
