"""How does a result read as JSON?

One document for one audience: counts as `{"count": 8, "of": 11}`, balanced shares as `"11/15"`, outcomes as
words, `{"withheld": true}` where the audience may not see. Nothing is null: what is not known is left out.
docs/schema/result.schema.json describes it.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from pbp_assess.core.agreement import Agreement
from pbp_assess.core.assess import METHOD, Commitment, Condition, FunctionReadiness, StageResult
from pbp_assess.core.disclosure import AgreedCopy, Band, Copy, CriterionCopy, Kinds, SectorCopy
from pbp_assess.core.fields import Written
from pbp_assess.core.gate import Check, Finding, Gate, Withheld
from pbp_assess.core.profile import DomainProfile, Held
from pbp_assess.core.robustness import Bounds
from pbp_assess.core.tally import Ratio

SCHEMA = "pbp-assess/result/1"

Sentence = Callable[[Copy, Finding], str]
Object = dict[str, Any]


def _known(**values: Any) -> Object:
    """These keys without those that are None: what is not known is left out."""
    return {name: value for name, value in values.items() if value is not None}


def _value(value: Any) -> Any:
    """A value as JSON: shares exact, dates ISO, withheld said."""
    match value:
        case Withheld():
            return {"withheld": True}
        case Ratio():
            return _known(count=value.count, of=value.of, up_to=value.up_to)
        case Fraction():
            return str(value)
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def _written(model: Written) -> Object:
    """A model of a file, without what it does not say."""
    return model.model_dump(mode="json", exclude_none=True)


# --- profile --------------------------------------------------------------------------------------


def _states(states: Kinds | Withheld) -> Any:
    return _value(states) if isinstance(states, Withheld) else {kind.value: count for kind, count in states.items()}


def _bands(bands: tuple[Band, ...] | Withheld) -> Any:
    """Members by level; a level that nobody chose is left out."""
    if isinstance(bands, Withheld):
        return _value(bands)
    return [{"level": band.level, "count": band.count} for band in bands]


def _held(held: Held) -> Object:
    carried = {"round": held.carried_from, "quarters": held.age} if held.carried_from else None
    return _known(level=held.level, source=held.source.value, carried_from=carried)


def _agreement(spread: Agreement | None) -> Object | None:
    if spread is None:
        return None
    flags = [name for name in ("split", "polarised", "outlier", "too_few") if getattr(spread, name)]
    return _known(closeness=spread.closeness.value, flags=flags, consensus=_value(spread.consensus))


def _criterion(entry: CriterionCopy) -> Object:
    criterion = entry.criterion
    marks = [name for name in ("record", "critical") if getattr(criterion, name)]
    asked = entry.asked > 0
    return _known(
        id=criterion.id,
        name=criterion.name,
        wording=criterion.wording_hash,
        marks=marks,
        held=_held(entry.held),
        asked=entry.asked,
        gave_a_level=entry.n,
        supported=_value(entry.supported),
        agreement=_agreement(entry.agreement),
        answers=_states(entry.states) if asked else None,
        members=_bands(entry.bands) if asked else None,
        invited=_bands(entry.invited) if asked else None,
        at_held=_value(entry.at_held),
    )


def _domain(profile: DomainProfile) -> Object:
    levels = range(profile.held.lowest, profile.held.lowest + len(profile.held.counts))
    return _known(
        id=profile.domain.id,
        name=profile.domain.name,
        of=profile.of,
        levels=[{"level": level, "count": count} for level, count in zip(levels, profile.held.counts, strict=True)],
        missing={source.value: count for source, count in sorted(profile.missing.items())},
        lowest=list(profile.lowest),
        level=profile.level,
    )


def _agreed(agreed: AgreedCopy) -> Object:
    return _known(
        level=agreed.level,
        date=_value(agreed.date),
        reason=_value(agreed.reason),
        evidence=agreed.evidence,
        dissent=_value(agreed.dissent),
        shown_by=_value(agreed.shown_by),
        revote=_revote(agreed.revote),
        sectors_present=_ids(agreed.sectors_present),
    )


def _revote(hands: Mapping[int, int] | Withheld) -> Any:
    """The count of hands by level; nothing where none was taken."""
    if isinstance(hands, Withheld):
        return _value(hands)
    return [{"level": level, "count": count} for level, count in sorted(hands.items())] or None


def _sector(copy: SectorCopy) -> Object:
    """A sector, or several together, with what its members see of each question that may be told."""
    return {
        "sectors": list(copy.sectors),
        "members": copy.members,
        "criteria": {
            name: _known(gave_a_level=found.n, members=_bands(found.bands), at_held=_value(found.at_held))
            for name, found in copy.criteria.items()
        },
    }


# --- readiness ------------------------------------------------------------------------------------


def _check(check: Check) -> Object:
    return _known(
        part=check.part.value,
        outcome=check.outcome.value,
        needed=_value(check.needed),
        found=_value(check.found),
    )


def _finding(copy: Copy, finding: Finding, say: Sentence) -> Object:
    return _known(
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


def _commitment(taken: Commitment) -> Object:
    return _known(
        what=taken.what,
        owner=taken.owner,
        due=_value(taken.due),
        done=taken.done,
        round=taken.round_id,
        function=taken.function,
        criterion=taken.criterion,
        document=taken.document,
    )


def _condition(condition: Condition) -> Object:
    taken = condition.commitment
    return _known(
        test=condition.finding.test.value,
        subject=condition.finding.subject,
        commitment=_commitment(taken) if taken else None,
    )


def _bounds(bounds: Bounds | Withheld) -> Object:
    if isinstance(bounds, Withheld):
        return dict.fromkeys(("lowest", "highest", "settled", "deciding"), _value(bounds))
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
    return _known(
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
        "round": _known(
            id=facts.round_id,
            kind=facts.kind,
            opened=_value(facts.opened),
            closed=_value(facts.closed),
            as_of=_value(facts.as_of),
            first_round=facts.first_round,
        ),
        "matrix": {
            "id": matrix.id,
            "version": matrix.version,
            "title": matrix.title,
            "levels": [_known(level=step.level, name=step.name, meaning=step.meaning) for step in matrix.scale],
        },
    }


def _coverage(copy: Copy) -> Object:
    return {
        "members": _value(copy.members),
        "invited": _value(copy.invited),
        "sectors_required": list(copy.sectors_required),
        "sectors_heard": _ids(copy.sectors_heard),
    }


def _ids(ids: Iterable[str] | Withheld) -> Any:
    return _value(ids) if isinstance(ids, Withheld) else list(ids)


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
        "themes": [_written(theme) for theme in copy.themes],
        "agreed": {name: _agreed(agreed) for name, agreed in copy.agreed.items()},
        "records": {name: _written(record) for name, record in copy.records.items()},
        "documents": {
            function: {name: _written(entry) for name, entry in entries.items()}
            for function, entries in copy.documents.items()
        },
        "excluded": {name: _written(gone) for name, gone in copy.excluded.items()},
        "waived": {name: _written(waiver) for name, waiver in copy.waived.items()},
        "commitments": [_commitment(taken) for taken in copy.commitments],
        "straight_lining": _ids(copy.straight_lining),
        "edited_late": _ids(copy.edited_late),
        "kept_back": [kept.value for kept in copy.kept_back],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
