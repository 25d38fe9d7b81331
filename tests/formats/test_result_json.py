"""Does the JSON say the whole copy, exactly, within its schema, and nothing that the copy withholds?"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import riverside
from build import actions, answers, decisions, dossier, evidence, matrix, moderation
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience
from pbp_assess.formats.result_json import to_json
from pbp_assess.report.wording import finding_sentence

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/result.schema.json").read_text(encoding="utf-8"))


def text(audience: Audience = PARTNERSHIP, held: Dossier | None = None, *earlier: Dossier) -> str:
    return to_json(riverside.copy(audience, held, *earlier), finding_sentence)


def result(audience: Audience = PARTNERSHIP, held: Dossier | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text(audience, held))
    return found


def check(instance: object) -> None:
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(instance)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"] == {"const": "pbp-assess/result/1"}


@pytest.mark.parametrize("audience", Audience)
def test_every_copy_keeps_to_the_schema_and_holds_no_null(audience: Audience) -> None:
    everything = (
        riverside.now(),
        dossier(matrix(), members="a b", round_={"closed": None}),
        dossier(
            matrix(gates={"bcf": {"shadow": "GOV1=1"}}), *answers(GOV1="2 2 ? _ -"), round_={"aims": {"bcf": "shadow"}}
        ),
    )
    for held in everything:
        found = json.loads(text(audience, held, riverside.before()))
        check(found)
        assert list(_nulls(found)) == []


def _nulls(value: Any) -> Any:
    match value:
        case None:
            yield value
        case dict():
            for inner in value.values():
                yield from _nulls(inner)
        case list():
            for inner in value:
                yield from _nulls(inner)
        case _:
            pass


@pytest.mark.parametrize(
    "change", [{"headline": None}, {"extra": 1}, {"audience": "everyone"}, {"answers": {"level": -1}}]
)
def test_the_schema_refuses_what_is_not_a_result(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({**result(), **change})


def test_shares_are_counts_and_balanced_shares_exact_fractions() -> None:
    found = result(FACILITATOR)
    assert found["coverage"]["members"] == {"count": 7, "of": 7}
    by_id = {entry["id"]: entry for entry in found["criteria"]}
    assert by_id["PUR1"]["at_held"] == {"count": 7, "of": 7}
    assert by_id["FIN1"]["agreement"] == {"closeness": "mixed", "flags": [], "consensus": "2/3"}
    shared = {entry["id"]: entry for entry in result()["criteria"]}
    assert shared["PUR1"]["at_held"] == {"count": 6, "of": 7, "up_to": 7}
    assert "consensus" not in shared["FIN1"]["agreement"]


def test_what_is_withheld_says_so_and_what_is_unknown_is_left_out() -> None:
    found = result(PUBLIC)
    assert found["coverage"]["sectors_heard"] == {"withheld": True}
    by_id = {entry["id"]: entry for entry in found["criteria"]}
    assert by_id["PUR1"]["members"] == {"withheld": True}
    assert by_id["GOV2"]["held"] == {"source": "no shared view"}
    assert "level" not in by_id["GOV2"]["held"]


def test_outcomes_are_words_and_every_finding_has_its_sentence() -> None:
    functions = {entry["id"]: entry for entry in result()["functions"]}
    pool = next(stage for stage in functions["pool"]["stages"] if stage["stage"] == "partial")
    assert (pool["status"], pool["outcome"]) == ("ready_with_conditions", "not met")
    short = [finding for finding in pool["findings"] if finding["outcome"] != "met"]
    needed = "Open-book finance, needed at Developing: “Side by side”. "
    found = "3 of 6 leaders see it at that level or higher; 4 are needed."
    assert [finding["sentence"] for finding in short] == [needed + found]
    assert pool["conditions"][0]["commitment"]["owner"] == "Council leader"
    assert pool["private_answers_alone"]["status"] == "ready_with_conditions"


def test_the_counts_are_those_of_the_headline() -> None:
    found = result()
    head = found["headline"]
    assert head["at_or_above"] + head["below"] + head["no_shared_view"] + head["unknown"] == head["of"]
    levels = [level for domain in found["domains"] for level in domain["levels"]]
    assert sum(entry["count"] for entry in levels if entry["level"] >= head["level"]) == head["at_or_above"]


@pytest.mark.parametrize("audience", [PARTNERSHIP, PUBLIC])
def test_no_shared_copy_names_anybody(audience: Audience) -> None:
    written = text(audience)
    owners = {action.owner for action in riverside.now().actions.actions}
    for leader in riverside.now().panel.leaders:
        assert f'"{leader.id}"' not in written
        assert leader.id in owners or leader.role not in written
    assert "nobody released" not in written
    assert not re.search(r'"(note|link)"', written)


def test_the_same_copy_gives_the_same_bytes_two_spaces_deep() -> None:
    assert text() == text()
    assert text().startswith('{\n  "schema": "pbp-assess/result/1",\n  "method": "1",')
    assert text().endswith("}\n")


def test_what_stands_beside_the_answers_is_said() -> None:
    paper = {"state": "seen", "name": "Minutes", "kind": "minutes", "valid_until": date(2023, 3, 31)}
    held = riverside.now(
        moderation=moderation(PUR1={"level": 2, "dissent": 1, "dissenters": [{"leader": "m1", "words": "Not yet"}]}),
        evidence=evidence(
            {"pool": {"pool": paper}, "grants": {"policy": paper}, "local": {"plan": "seen"}},
            {"PUR1": {"minutes": paper}},
            GOV1={"level": 2, "valid_until": date(2023, 6, 30)},
        ),
        actions=actions({"shown_by": "a signed copy"}, targets=[{"criterion": "PUR1", "level": 3}]),
        decisions=decisions(
            {"function": "grants", "stage": "shadow", "date": date(2022, 12, 1), "conditions": ["one"]}
        ),
    )
    found = result(PARTNERSHIP, held)
    check(found)
    assert list(_nulls(found)) == []
    assert found["agreed"]["PUR1"]["dissenters"] == [{"role": "Chief Nurse", "words": "Not yet"}]
    assert found["records"]["GOV1"]["valid_until"] == "2023-06-30"
    assert found["shown_by"]["PUR1"]["minutes"]["kind"] == "minutes"
    assert found["commitments"][0]["shown_by"] == "a signed copy"
    assert found["targets"][0]["due"] == "2023-03-31"
    assert found["decisions"][0]["conditions"] == ["one"]
    assert found["held"] == [
        {"function": "grants", "stage": "shadow", "decision": "d1", "review_due": False, "triggers": []}
    ]
    assert found["lapses"][0] == {
        "function": "grants",
        "stage": "partial",
        "day": "2023-04-01",
        "renew": [{"test": "document", "subject": "policy"}],
    }
