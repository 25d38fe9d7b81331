"""How does it read as JSON how solid verdicts are, and what a supposed level would change?

docs/schema/solidity.schema.json and docs/schema/what-if.schema.json describe the two documents.
"""

import json
from collections.abc import Iterable, Mapping

from pbp_assess.core.assess import METHOD, StageResult
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.disclosure.solidity import Change, SolidityCopy
from pbp_assess.core.gate import Finding, Gate, Withheld
from pbp_assess.core.robustness.path import Need, Path, Unlock
from pbp_assess.core.robustness.readings import Reading
from pbp_assess.formats.json_values import Object, known, value_json

SOLIDITY, WHAT_IF = "pbp-assess/solidity/1", "pbp-assess/what-if/1"


def _header(schema: str, copy: Copy) -> Object:
    """What is judged, when, and for whom."""
    facts = copy.facts
    return {
        "schema": schema,
        "method": METHOD,
        "audience": copy.audience.value,
        "place": facts.place_id,
        "round": facts.round_id,
        "as_of": value_json(facts.as_of),
    }


def _text(whole: Object) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _function(copy: Copy, function: str, stage: str) -> Object:
    return {"id": function, "name": copy.facts.matrix.policy.function_by_id[function].name, "stage": stage}


def _open(findings: Iterable[Finding]) -> list[Object]:
    """The tests that are not met, or unknown."""
    return [
        known(test=finding.test.value, subject=finding.subject or None, outcome=finding.outcome.value)
        for finding in findings
    ]


# --- how solid ------------------------------------------------------------------------------------


def _change(change: Change) -> Object:
    return known(kind=change.family.value, what=change.what or None)


def _reading(reading: Reading) -> Object:
    return known(kind=reading.family.value, what=reading.what or None, outcome=reading.outcome.value)


def _need(need: Need) -> Object:
    moves = value_json(need.moves)
    return known(criterion=need.criterion, level=need.level, outcome=need.outcome.value, moves=moves)


def _path(path: Path) -> Object:
    return {
        "needs": [_need(need) for need in path.needs],
        "moves": value_json(path.moves),
        "outcome": value_json(path.outcome),
        "left": value_json(path.left) if isinstance(path.left, Withheld) else _open(path.left),
    }


def _solid(copy: Copy, solid: SolidityCopy) -> Object:
    changes, readings = solid.changes, solid.readings
    return known(
        **_function(copy, solid.function, solid.stage),
        outcome=solid.outcome.value,
        needed_first=solid.awaits_answers,
        firm=value_json(solid.firm),
        same=value_json(solid.same),
        changes=value_json(changes) if isinstance(changes, Withheld) else [_change(each) for each in changes],
        not_counted=[family.value for family in solid.untold],
        readings=value_json(readings) if isinstance(readings, Withheld) else [_reading(each) for each in readings],
        members_that_decide=_ids(solid.deciding_members),
        organisations_that_decide=_ids(solid.deciding_organisations),
        answers_to_flip=value_json(solid.to_flip),
        path=_path(solid.path),
    )


def _ids(ids: tuple[str, ...] | Withheld) -> Object | list[str]:
    shown: Object | list[str] = value_json(ids) if isinstance(ids, Withheld) else list(ids)
    return shown


def solidity_json(copy: Copy, found: Iterable[SolidityCopy], unlocks: Iterable[Unlock]) -> str:
    """How solid these verdicts are, and which criteria hold most of the functions sought back."""
    whole = {
        **_header(SOLIDITY, copy),
        "functions": [_solid(copy, solid) for solid in found],
        "unlocking": [
            {
                "criterion": unlock.criterion,
                "level": unlock.level,
                "functions": list(unlock.functions),
                "alone": list(unlock.alone),
            }
            for unlock in unlocks
        ],
    }
    return _text(whole)


# --- what if --------------------------------------------------------------------------------------


def _verdict(gate: Gate) -> Object:
    return {"status": gate.status.value, "outcome": gate.outcome.value}


def what_if_json(
    copy: Copy, supposed: Mapping[str, int], changes: Iterable[tuple[str, StageResult, StageResult]]
) -> str:
    """The functions today and with the levels supposed; `copy` is the one with them."""
    whole = {
        **_header(WHAT_IF, copy),
        "supposed": dict(supposed),
        "functions": [
            {
                **_function(copy, function, then.gate.stage),
                "today": _verdict(today.gate),
                "then": _verdict(then.gate),
                "missing": _open((*then.gate.shortfalls, *then.gate.unknowns)),
            }
            for function, today, then in changes
        ],
    }
    return _text(whole)
