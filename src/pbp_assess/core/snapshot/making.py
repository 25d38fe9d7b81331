"""How does a result become a snapshot?

Made from the copies that partners may see, and from nothing else: what disclosure withholds cannot be stored.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping

from pbp_assess.core.assess import METHOD, FunctionReadiness, StageResult
from pbp_assess.core.assessment import Round
from pbp_assess.core.compare import Verdict
from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.core.disclosure.comparison import ComparisonCopy, CriterionChangeCopy
from pbp_assess.core.gate import Finding, Gate, Outcome, Part, Withheld, all_of
from pbp_assess.core.matrix import DocumentState
from pbp_assess.core.records import ran_out
from pbp_assess.core.snapshot.model import (
    AtLevel,
    Counted,
    Since,
    Snapshot,
    StoredAction,
    StoredAgreement,
    StoredChange,
    StoredCriterion,
    StoredFunction,
    StoredGate,
    StoredLevel,
    StoredMatrix,
    StoredPanel,
    StoredPeople,
    StoredPlace,
    StoredRound,
    StoredTarget,
    StoredTest,
    StoredTurn,
    StoredVerdict,
)
from pbp_assess.core.tally import Ratio


def snapshot_of(copy: Copy, opened: Round, text: str, since: ComparisonCopy | None, tool: str) -> Snapshot:
    """A snapshot of the partners' copy of a round; `text` is its matrix.yaml, `since` the round before beside it.

    The copies must be the partners' own: they are stored as they stand.
    """
    facts = copy.facts
    return Snapshot(
        schema_="pbp-assess/snapshot/1",
        tool=tool,
        method=METHOD,
        place=StoredPlace(
            id=facts.place_id,
            name=facts.place,
            icb=facts.icb,
            committee=facts.committee,
            illustrative=facts.illustrative,
        ),
        round=_round(copy, opened),
        matrix=StoredMatrix(id=opened.matrix.id, version=opened.matrix.version, sha256=opened.matrix.sha256, text=text),
        panel=_panel(copy, opened),
        criteria={name: _criterion(entry) for name, entry in copy.criteria.items()},
        functions={function.function: _function(function) for function in copy.functions},
        evidence=tuple(_evidenced(copy)),
        records={name: record.level for name, record in copy.records.items()},
        documents={
            function: {name: entry.state for name, entry in entries.items()}
            for function, entries in copy.documents.items()
        },
        actions=tuple(_actions(copy)),
        targets=tuple(
            StoredTarget(criterion=one.criterion, level=one.level, due=one.due, round=one.round) for one in copy.targets
        ),
        since=_since(since) if since else None,
    )


def _round(copy: Copy, opened: Round) -> StoredRound:
    facts = copy.facts
    return StoredRound(
        id=facts.round_id,
        kind=opened.kind,
        opened=facts.opened,
        closed=facts.closed,
        as_of=facts.as_of,
        first_round=facts.first_round,
        priority_groups=opened.priority_groups,
    )


def _panel(copy: Copy, opened: Round) -> StoredPanel:
    """Counts, and a hash of who was asked from where."""
    seats = [(leader, seat.sector, seat.organisation) for leader, seat in sorted(opened.asked.items())]
    return StoredPanel(
        sha256=hashlib.sha256(json.dumps(seats).encode()).hexdigest(),
        members=counted(copy.members),
        invited=counted(copy.invited),
        sectors=dict(copy.facts.sectors),
    )


def counted(ratio: Ratio) -> Counted:
    """A count as it is stored."""
    return Counted(count=ratio.count, of=ratio.of, up_to=ratio.up_to)


# --- questions ------------------------------------------------------------------------------------


def _criterion(entry: CriterionCopy) -> StoredCriterion:
    held, spread = entry.held, entry.agreement
    return StoredCriterion(
        wording=entry.criterion.wording_hash,
        held=StoredLevel(
            level=held.level,
            source=held.source,
            carried_from=held.carried_from or None,
            quarters=held.age,
            valid_until=held.valid_until,
        ),
        asked=entry.asked,
        gave_a_level=entry.n,
        supported=None if isinstance(entry.supported, Withheld) else entry.supported,
        agreement=spread
        and StoredAgreement(
            closeness=spread.closeness, split=spread.split, polarised=spread.polarised, outlier=spread.outlier
        ),
        members=None
        if isinstance(entry.bands, Withheld)
        else tuple(AtLevel(level=band.level, count=band.count) for band in entry.bands),
    )


def _evidenced(copy: Copy) -> Iterator[str]:
    """The criteria of which a document shows the level on this day: a record, a paper, or what an agreed level has."""
    day = copy.facts.as_of
    for name in copy.criteria:
        record, agreed = copy.records.get(name), copy.agreed.get(name)
        papers = copy.shown_by.get(name, {}).values()
        if (
            (record and not ran_out(record, day))
            or (agreed and agreed.evidence)
            or any(paper.state is not DocumentState.ABSENT and not ran_out(paper, day) for paper in papers)
        ):
            yield name


# --- functions ------------------------------------------------------------------------------------


def _function(function: FunctionReadiness) -> StoredFunction:
    return StoredFunction(
        sought=function.sought,
        stages={stage: _gate(result.gate) for stage, result in function.stages.items()},
        on_private_answers=dict(_private(function.stages)),
    )


def _private(stages: Mapping[str, StageResult]) -> Iterator[tuple[str, StoredGate]]:
    """The gates that come out otherwise when nothing had been agreed."""
    for stage, result in stages.items():
        if _gate(result.private) != _gate(result.gate):
            yield stage, _gate(result.private)


def _gate(gate: Gate) -> StoredGate:
    tests = (
        StoredTest(
            test=finding.test,
            subject=finding.subject,
            level=finding.required_level,
            converts=finding.converts,
            checks=_checks(finding),
        )
        for finding in gate.findings
    )
    return StoredGate(conditions_allowed=gate.conditions_allowed, tests=tuple(tests))


def _checks(finding: Finding) -> dict[Part, Outcome]:
    """The outcome of each part; a part that is looked at several times is met when it is met each time."""
    parts = dict.fromkeys(check.part for check in finding.checks)
    return {part: all_of(check.outcome for check in finding.checks if check.part is part) for part in parts}


def _actions(copy: Copy) -> Iterator[StoredAction]:
    """What is to be done, without the role that does it."""
    for taken in copy.commitments:
        yield StoredAction(
            id=taken.id,
            what=taken.what,
            due=taken.due,
            done=taken.done,
            round=taken.round_id,
            function=taken.function,
            criterion=taken.criterion,
            document=taken.document,
        )


# --- the round before -----------------------------------------------------------------------------


def _since(compared: ComparisonCopy) -> Since | None:
    """What the people who answered both times say, as a shared copy of the comparison tells it."""
    panel = compared.panel
    if panel is None:
        return None
    return Since(
        round=compared.before.round_id,
        people=StoredPeople(
            both=panel.both,
            joined=panel.joined,
            left=panel.left,
            only_now=panel.only_now,
            only_before=panel.only_before,
        ),
        changes=tuple(map(_change, compared.criteria)),
        gates=_turns(compared),
    )


def _change(change: CriterionChangeCopy) -> StoredChange:
    moves = change.moves
    up, down = (moves.up, moves.down) if moves else (None, None)
    return StoredChange(
        before=change.link.before,
        after=change.link.after,
        joined=change.link.kind,
        both=moves.of if moves else 0,
        grade=change.grade,
        direction=change.direction,
        up=counted(up) if isinstance(up, Ratio) else None,
        down=counted(down) if isinstance(down, Ratio) else None,
    )


def _turns(compared: ComparisonCopy) -> dict[str, dict[str, StoredTurn]]:
    found: dict[str, dict[str, StoredTurn]] = {}
    for function in compared.functions:
        for stage in function.stages:
            if stage.matched:
                then, now = map(_verdict, stage.matched)
                found.setdefault(function.function, {})[stage.stage] = StoredTurn(before=then, after=now)
    return found


def _verdict(verdict: Verdict) -> StoredVerdict:
    return StoredVerdict(outcome=verdict.outcome, status=verdict.status)
