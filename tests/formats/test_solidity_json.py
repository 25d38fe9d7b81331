"""Does the JSON of how solid a verdict is keep to its schema, and to what the audience may see?"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import riverside
from pbp_assess.core.assess import assess
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.disclosure.solidity import disclose_solidity
from pbp_assess.core.robustness.path import unlocking
from pbp_assess.core.robustness.solidity import solidity
from pbp_assess.core.robustness.what_if import what_if
from pbp_assess.formats.solidity_json import solidity_json, what_if_json

ON = riverside.CLOSED
SCHEMAS = Path(__file__).parents[2] / "docs/schema"


def check(name: str, text: str) -> dict[str, Any]:
    """The document, once it keeps to its schema."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    found: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(found)
    return found


def solid(audience: Audience) -> tuple[str, dict[str, Any]]:
    """The document for an audience, as text and as read."""
    held, earlier = riverside.now(), [riverside.before()]
    copy = disclose(assess(held, earlier, ON), audience)
    found = disclose_solidity(solidity(held, earlier, ON), audience, held.matrix.counting.minimum_cell)
    gates = [function.aim.gate for function in copy.sought if function.aim]
    text = solidity_json(copy, found.values(), unlocking(gates, list(copy.criteria)))
    return text, check("solidity", text)


@pytest.mark.parametrize("audience", Audience)
def test_it_keeps_to_its_schema_and_names_nobody_in_shared_copies(audience: Audience) -> None:
    text, found = solid(audience)
    assert [entry["id"] for entry in found["functions"]] == list(riverside.now().round.aims)
    withheld = [entry["readings"] == {"withheld": True} for entry in found["functions"]]
    assert set(withheld) == {audience is not Audience.FACILITATOR}
    if audience is not Audience.FACILITATOR:
        assert not [leader for leader in riverside.now().round.asked if f'"{leader}"' in text]
        assert {json.dumps(entry["path"]["moves"]) for entry in found["functions"]} == {'{"withheld": true}'}


def test_the_facilitator_is_told_every_way() -> None:
    _, found = solid(Audience.FACILITATOR)
    for entry in found["functions"]:
        same = [reading for reading in entry["readings"] if reading["outcome"] == entry["outcome"]]
        assert entry["same"] == {"count": len(same), "of": len(entry["readings"])}


@pytest.mark.parametrize("audience", Audience)
def test_what_if_keeps_to_its_schema(audience: Audience) -> None:
    held, earlier = riverside.now(), [riverside.before()]
    criterion = held.asked_criteria[0]
    before = disclose(assess(held, earlier, ON), audience)
    after = disclose(assess(what_if(held, {criterion: 0}, ON), earlier, ON), audience)
    pairs = zip(before.sought, after.sought, strict=True)
    changes = [(one.function, one.aim, other.aim) for one, other in pairs if one.aim and other.aim]
    found = check("what-if", what_if_json(after, {criterion: 0}, changes))
    assert found["supposed"] == {criterion: 0}
    assert [entry["id"] for entry in found["functions"]] == [function.function for function in before.sought]
    assert all(
        entry["then"]["outcome"] in {"not met", "undetermined"} for entry in found["functions"] if entry["missing"]
    )
