"""Is a function ready for a stage of delegation?

Every test of method.md section 4 is a small function here that yields its findings; `judge` puts them
together. The verdict's arithmetic stands in core/gate.py, the tests of one criterion in core/requirement.py.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Check, Finding, Gate, Outcome, Part, Status, Test, known, met
from pbp_assess.core.matrix import DocumentState, Function, NeededDocument
from pbp_assess.core.profile import DomainProfile, profile_round, quarters_between
from pbp_assess.core.records import ran_out
from pbp_assess.core.requirement import Standing, converts, criterion_checks, once
from pbp_assess.core.tally import Ratio, cover


def stand(dossier: Dossier, earlier: Sequence[Dossier], as_of: datetime.date, same: Standing | None = None) -> Standing:
    """Gather what gates read.

    `earlier` are the full rounds before this one, newest first; no more are read than a stage asks to be held.
    `same` stands on the same answers and other facts: its counts are taken over.
    """
    policy = dossier.matrix.policy
    reach = max((stage.held_rounds for stage in policy.stages.values()), default=1)
    before = _at_close(earlier[:reach], same.before if same else None)
    profile = profile_round(dossier, before.profile if before else None, as_of, same.profile if same else None)
    sought = (policy.needed(policy.function_by_id[aim], stage) for aim, stage in dossier.round.aims.items())
    named = frozenset(criterion for needed in sought for criterion in needed)
    return Standing(dossier, before, as_of, profile, cover(dossier), policy, named)


def _at_close(rounds: Sequence[Dossier], same: Standing | None) -> Standing | None:
    """The newest of these rounds, standing as it did when it closed."""
    if not rounds:
        return None
    newest = rounds[0]
    return stand(newest, rounds[1:], newest.round.closed or newest.round.opened, same)


def _unmoderated(dossier: Dossier) -> Dossier:
    """The round as if nothing had been agreed on the day."""
    return replace(dossier, moderation=dossier.moderation.model_copy(update={"agreed": {}}))


def on_private_answers(standing: Standing, earlier: Sequence[Dossier]) -> Standing:
    """The same as if nothing had been agreed, in this round or before; `earlier` as for `stand`."""
    if not any(dossier.moderation.agreed for dossier in (standing.dossier, *earlier)):
        return standing
    before = [_unmoderated(dossier) for dossier in earlier]
    return stand(_unmoderated(standing.dossier), before, standing.as_of, standing)


def has_gate(standing: Standing, function: str, stage: str) -> bool:
    """Whether this round's matrix has the function, with a gate for the stage."""
    known_function = standing.policy.function_by_id.get(function)
    return known_function is not None and stage in standing.policy.stages and stage in known_function.gates


def _criterion_findings(standing: Standing, function: Function, stage_id: str) -> Iterator[Finding]:
    """One finding for each criterion the gate names, in matrix order."""
    policy = standing.policy
    needed = policy.needed(function, stage_id)
    own = function.gates.get(stage_id, {})
    place = policy.place_of[function.id]
    for criterion in standing.profile.criteria:
        if (level := needed.get(criterion)) is not None:
            checks = criterion_checks(standing, stage_id, criterion, level)
            source: tuple[str | int, ...] = ("readiness", "stages", stage_id, "universal", criterion)
            if own.get(criterion) == level:
                source = ("readiness", "functions", place, "gates", stage_id, criterion)
            condition = converts(standing, stage_id, criterion, level)
            yield Finding(Test.CRITERION, criterion, checks, source, level, condition)


def _coverage_findings(standing: Standing, stage_id: str) -> Iterator[Finding]:
    """Sheets back, and sectors heard."""
    stage, path = standing.policy.stages[stage_id], ("readiness", "stages", stage_id)
    if stage.returned is not None:
        found = standing.coverage.members
        check = Check(Part.RETURNED, known(found.reaches(stage.returned)), stage.returned, found)
        yield Finding(Test.RETURNED, "", (check,), (*path, "returned"))
    if stage.sectors:
        heard = Ratio(len(standing.coverage.sectors_heard), len(standing.coverage.sectors_required))
        check = Check(Part.SECTORS, known(heard.count >= stage.sectors), stage.sectors, heard)
        yield Finding(Test.SECTORS, "", (check,), (*path, "sectors"))


def _lowest(domains: Sequence[DomainProfile], *, highest: bool) -> int | None:
    """The lowest domain level with every missing held level at one end."""
    levels = (domain.if_highest if highest else domain.if_lowest for domain in domains)
    return min((level for level in levels if level is not None), default=None)


def _floor_findings(standing: Standing, function: Function, stage_id: str) -> Iterator[Finding]:
    """No domain below the floor that the function's risk calls for."""
    floor = standing.policy.stages[stage_id].domain_floor.get(function.risk or "")
    if floor is None:
        return
    low = _lowest(standing.profile.domains, highest=False)
    high = _lowest(standing.profile.domains, highest=True)
    outcomes = {met(level >= floor) for level in (low, high) if level is not None}
    outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.UNDETERMINED
    found = low if low == high else None
    lowest = next((profile.domain.id for profile in standing.profile.domains if profile.if_lowest == low), "")
    path = ("readiness", "stages", stage_id, "domain_floor", function.risk or "")
    yield Finding(Test.DOMAIN_FLOOR, lowest, (Check(Part.DOMAIN, outcome, floor, found),), path)


def _first_findings(standing: Standing, function: Function, stage_id: str, *, held: bool) -> Iterator[Finding]:
    """Functions that must be ready, with or without conditions, before this one."""
    if not standing.policy.stages[stage_id].functions_first:
        return
    place = standing.policy.place_of[function.id]
    for other, at_stage in function.requires.items():
        status = judge(standing, other, at_stage, held=held).status
        outcome = Outcome.MET if status.satisfies else Outcome.NOT_MET
        if status is Status.INSUFFICIENT_EVIDENCE:
            outcome = Outcome.UNDETERMINED
        check = Check(Part.FUNCTION, outcome, at_stage, status.value)
        yield Finding(Test.FUNCTION_FIRST, other, (check,), ("readiness", "functions", place, "requires", other))


def _document_finding(
    standing: Standing, function: Function, document: NeededDocument, stage_id: str, path: tuple[str | int, ...]
) -> Finding:
    """One document against the state the stage asks for; one that has no entry, or has run out, is unknown."""
    needed = standing.policy.stages[stage_id].documents
    entry = standing.dossier.evidence.documents.get(function.id, {}).get(document.id)
    if entry is not None and ran_out(entry, standing.as_of):
        entry = None
    outcome = Outcome.UNDETERMINED if entry is None else met(entry.state.rank >= needed.rank)
    almost = entry is not None and needed is DocumentState.VERIFIED and entry.state is DocumentState.SEEN
    check = Check(Part.DOCUMENT, outcome, needed.value, entry.state.value if entry else None)
    return Finding(Test.DOCUMENT, document.id, (check,), path, converts=almost)


def _document_findings(standing: Standing, function: Function, stage_id: str) -> Iterator[Finding]:
    """Every document the function needs."""
    place = standing.policy.place_of[function.id]
    for number, document in enumerate(function.documents):
        path = ("readiness", "functions", place, "documents", number)
        yield _document_finding(standing, function, document, stage_id, path)


def _freshness_findings(standing: Standing, stage_id: str) -> Iterator[Finding]:
    """How many calendar quarters have passed since the answers closed; a stale round is unknown."""
    limit = standing.policy.stages[stage_id].fresh_quarters
    if limit is not None:
        closed = standing.dossier.round.closed
        age = quarters_between(closed, standing.as_of) if closed else 0
        check = Check(Part.QUARTERS, known(age <= limit), limit, age)
        yield Finding(Test.FRESHNESS, "", (check,), ("readiness", "stages", stage_id, "fresh_quarters"))


def _held_check(before: Standing | None, function: str, stage_id: str) -> Check:
    """The same gate in an earlier round as of its own close, this test left out."""
    if before is None or not has_gate(before, function, stage_id):
        return Check(Part.EARLIER_ROUND, Outcome.UNDETERMINED, Outcome.MET.value, None)
    outcome = judge(before, function, stage_id, held=False).outcome
    return Check(Part.EARLIER_ROUND, outcome, Outcome.MET.value, outcome.value)


def _held_findings(standing: Standing, function: Function, stage_id: str) -> Iterator[Finding]:
    """The gate met in as many full rounds running as the stage asks for, this one among them if it is one."""
    rounds = standing.policy.stages[stage_id].held_rounds
    if rounds < 2:
        return
    checks, before = [], standing.before
    for _ in range(rounds - (standing.dossier.round.kind == "full")):
        checks.append(_held_check(before, function.id, stage_id))
        before = before.before if before else None
    yield Finding(Test.HELD, "", tuple(checks), ("readiness", "stages", stage_id, "held_rounds"))


def judge(standing: Standing, function_id: str, stage_id: str, *, held: bool = True) -> Gate:
    """Judge one function at one stage. `held=False` leaves out the test of two rounds running."""
    return _gate(standing, function_id, stage_id, held)


@once
def _gate(standing: Standing, function_id: str, stage_id: str, held: bool) -> Gate:
    """All tests of the function at the stage, in the order they are read."""
    function = standing.policy.function_by_id[function_id]
    findings = (
        *_coverage_findings(standing, stage_id),
        *_criterion_findings(standing, function, stage_id),
        *_floor_findings(standing, function, stage_id),
        *_first_findings(standing, function, stage_id, held=held),
        *_document_findings(standing, function, stage_id),
        *_freshness_findings(standing, stage_id),
        *(_held_findings(standing, function, stage_id) if held else ()),
    )
    return Gate(function_id, stage_id, findings, standing.policy.stages[stage_id].conditions)
