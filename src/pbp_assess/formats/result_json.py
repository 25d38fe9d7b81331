"""How does a result read as JSON?

One document for one audience: counts as `{"count": 8, "of": 11}`, balanced shares as `"11/15"`, outcomes as
words, `{"withheld": true}` where the audience may not see. Nothing is null: what is not known is left out.
docs/schema/result.schema.json describes it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pbp_assess.core.agreement import Agreement
from pbp_assess.core.assess import METHOD, Condition, FunctionReadiness, StageResult
from pbp_assess.core.disclosure import AgreedCopy, Copy, CriterionCopy, Kinds, SectorCopy
from pbp_assess.core.gate import Check, Finding, Gate, Withheld
from pbp_assess.core.profile import DomainProfile
from pbp_assess.core.robustness import Bounds
from pbp_assess.formats.beside_json import dissenter_json, holding_json, lapse_json, papers_json, written_json
from pbp_assess.formats.json_values import Object, bands_json, commitment_json, held_json, known, value_json

SCHEMA = "pbp-assess/result/1"

Sentence = Callable[[Copy, Finding], str]


# --- profile --------------------------------------------------------------------------------------


def _states(states: Kinds | Withheld) -> Any:
    return value_json(states) if isinstance(states, Withheld) else {kind.value: count for kind, count in states.items()}


def _agreement(spread: Agreement | None) -> Object | None:
    if spread is None:
        return None
    flags = [name for name in ("split", "polarised", "outlier", "too_few") if getattr(spread, name)]
    return known(closeness=spread.closeness.value, flags=flags, consensus=value_json(spread.consensus))


def _criterion(entry: CriterionCopy) -> Object:
    criterion = entry.criterion
    marks = [name for name in ("record", "critical") if getattr(criterion, name)]
    asked = entry.asked > 0
    return known(
        id=criterion.id,
        name=criterion.name,
        wording=criterion.wording_hash,
        marks=marks,
        held=held_json(entry.held),
        asked=entry.asked,
        gave_a_level=entry.n,
        supported=value_json(entry.supported),
        agreement=_agreement(entry.agreement),
        answers=_states(entry.states) if asked else None,
        members=bands_json(entry.bands) if asked else None,
        invited=bands_json(entry.invited) if asked else None,
        at_held=value_json(entry.at_held),
    )


def _domain(profile: DomainProfile) -> Object:
    levels = range(profile.held.lowest, profile.held.lowest + len(profile.held.counts))
    return known(
        id=profile.domain.id,
        name=profile.domain.name,
        of=profile.of,
        levels=[{"level": level, "count": count} for level, count in zip(levels, profile.held.counts, strict=True)],
        missing={source.value: count for source, count in sorted(profile.missing.items())},
        lowest=list(profile.lowest),
        level=profile.level,
    )


def _agreed(agreed: AgreedCopy) -> Object:
    return known(
        level=agreed.level,
        date=value_json(agreed.date),
        reason=value_json(agreed.reason),
        evidence=agreed.evidence,
        dissent=value_json(agreed.dissent),
        shown_by=value_json(agreed.shown_by),
        revote=_revote(agreed.revote),
        sectors_present=_ids(agreed.sectors_present),
        dissenters=[dissenter_json(named) for named in agreed.dissenters] or None,
    )


def _revote(hands: Mapping[int, int] | Withheld) -> Any:
    """The count of hands by level; nothing where none was taken."""
    if isinstance(hands, Withheld):
        return value_json(hands)
    return [{"level": level, "count": count} for level, count in sorted(hands.items())] or None


def _sector(copy: SectorCopy) -> Object:
    """A sector, or several together, with what its members see of each question that may be told."""
    return {
        "sectors": list(copy.sectors),
        "members": copy.members,
        "criteria": {
            name: known(gave_a_level=found.n, members=bands_json(found.bands), at_held=value_json(found.at_held))
            for name, found in copy.criteria.items()
        },
    }


# --- readiness ------------------------------------------------------------------------------------


def _check(check: Check) -> Object:
    return known(
        part=check.part.value,
        outcome=check.outcome.value,
        needed=value_json(check.needed),
        found=value_json(check.found),
    )


def _finding(copy: Copy, finding: Finding, say: Sentence) -> Object:
    return known(
        test=finding.test.value,
        subject=finding.subject or None,
        required_level=finding.required_level,
        outcome=finding.outcome.value,
        checks=[_check(check) for check in finding.checks],
        sentence=say(copy, finding),
        source=list(finding.source),
    )


def _gate(copy: Copy, gate: Gate, say: Sentence) -> Object:
    return {
        "status": gate.status.value,
        "outcome": gate.outcome.value,
        "conditions_allowed": gate.conditions_allowed,
        "findings": [_finding(copy, finding, say) for finding in gate.findings],
    }


def _condition(condition: Condition) -> Object:
    taken = condition.commitment
    return known(
        test=condition.finding.test.value,
        subject=condition.finding.subject,
        commitment=commitment_json(taken) if taken else None,
    )


def _bounds(bounds: Bounds | Withheld) -> Object:
    if isinstance(bounds, Withheld):
        return dict.fromkeys(("lowest", "highest", "settled", "deciding"), value_json(bounds))
    return {
        "lowest": bounds.lowest.value,
        "highest": bounds.highest.value,
        "settled": bounds.settled,
        "deciding": bounds.deciding,
    }


def _stage(copy: Copy, stage: str, result: StageResult, say: Sentence) -> Object:
    return {
        "stage": stage,
        **_gate(copy, result.gate, say),
        "private_answers_alone": {
            "status": result.private.status.value,
            "outcome": result.private.outcome.value,
        },
        "answers_still_out": {**_bounds(result.bounds), "needed_first": result.gate.awaits_answers},
        "regression": result.regression.value,
        "conditions": [_condition(condition) for condition in result.conditions],
    }


def _function(copy: Copy, function: FunctionReadiness, say: Sentence) -> Object:
    return known(
        id=function.function,
        name=copy.facts.matrix.policy.function_by_id[function.function].name,
        sought=function.sought,
        highest_met=function.highest_met,
        stages=[_stage(copy, stage, result, say) for stage, result in function.stages.items()],
    )


# --- the whole ------------------------------------------------------------------------------------


def _facts(copy: Copy) -> Object:
    facts, matrix = copy.facts, copy.facts.matrix
    return {
        "place": {"id": facts.place_id, "name": facts.place, "icb": facts.icb, "committee": facts.committee},
        "illustrative": facts.illustrative,
        "round": known(
            id=facts.round_id,
            kind=facts.kind,
            opened=value_json(facts.opened),
            closed=value_json(facts.closed),
            as_of=value_json(facts.as_of),
            first_round=facts.first_round,
        ),
        "matrix": {
            "id": matrix.id,
            "version": matrix.version,
            "title": matrix.title,
            "levels": [known(level=step.level, name=step.name, meaning=step.meaning) for step in matrix.scale],
        },
    }


def _coverage(copy: Copy) -> Object:
    return {
        "members": value_json(copy.members),
        "invited": value_json(copy.invited),
        "sectors_required": list(copy.sectors_required),
        "sectors_heard": _ids(copy.sectors_heard),
    }


def _ids(ids: Iterable[str] | Withheld) -> Any:
    return value_json(ids) if isinstance(ids, Withheld) else list(ids)


def _headline(copy: Copy) -> Object:
    head = copy.headline
    return {
        "level": head.level,
        "at_or_above": head.at_or_above,
        "below": head.below,
        "no_shared_view": head.no_shared_view,
        "unknown": head.unknown,
        "of": head.of,
    }


def to_json(copy: Copy, say: Sentence) -> str:
    """The copy as JSON, two spaces deep; the same copy gives the same bytes.

    `say` puts a finding into words (`report.wording.finding_sentence`): formats know no wording.
    """
    whole = {
        "schema": SCHEMA,
        "method": METHOD,
        "audience": copy.audience.value,
        **_facts(copy),
        "coverage": _coverage(copy),
        "answers": _states(copy.states),
        "headline": _headline(copy),
        "domains": [_domain(domain) for domain in copy.domains],
        "sectors": [_sector(sector) for sector in copy.sectors],
        "criteria": [_criterion(entry) for entry in copy.criteria.values()],
        "functions": [_function(copy, function, say) for function in copy.functions],
        "choices": {"choosers": copy.choosers, "chosen": dict(copy.choices)},
        "themes": [written_json(theme) for theme in copy.themes],
        "agreed": {name: _agreed(agreed) for name, agreed in copy.agreed.items()},
        "records": {name: written_json(record) for name, record in copy.records.items()},
        "documents": papers_json(copy.documents),
        "shown_by": papers_json(copy.shown_by),
        "excluded": {name: written_json(gone) for name, gone in copy.excluded.items()},
        "waived": {name: written_json(waiver) for name, waiver in copy.waived.items()},
        "commitments": [commitment_json(taken) for taken in copy.commitments],
        "targets": [written_json(target) for target in copy.targets],
        "decisions": [written_json(decision) for decision in copy.decisions],
        "held": [holding_json(holding) for holding in copy.holdings],
        "lapses": [lapse_json(lapse) for lapse in copy.lapses],
        "straight_lining": _ids(copy.straight_lining),
        "edited_late": _ids(copy.edited_late),
        "kept_back": [kept.value for kept in copy.kept_back],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
