"""Does a comparison, and a run of rounds, keep to its schema, hold no null, and say what its copy says?"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from build import actions, evidence, function, matrix, stages
from comparing import BEFORE, part, side
from pbp_assess.core.assess import assess
from pbp_assess.core.compare import compare
from pbp_assess.core.compare.series import series
from pbp_assess.core.crosswalk import Crosswalk
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.disclosure.comparison import ComparisonCopy, disclose_comparison
from pbp_assess.formats.comparison_json import comparison_json
from pbp_assess.formats.comparison_table import comparison_table, history_table
from pbp_assess.formats.history_json import history_json
from pbp_assess.report.wording.comparison import headline

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
FACILITATOR, PARTNERSHIP, PUBLIC = Audience


def held(text: str, kind: str) -> Any:
    """The document, which keeps to its schema and holds no null."""
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(text)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    assert "null" not in text
    return document


def everything(audience: Audience) -> ComparisonCopy:
    """Two rounds with everything in them that a comparison may say."""
    papers = [{"id": "terms", "name": "Terms"}, {"id": "policy", "name": "Policy"}]
    functions = [function("bcf", {"shadow": "GOV1=2"}, documents=papers)]
    rules = {"stages": stages("shadow"), "functions": functions}
    old = matrix("GOV1 GOV2 FIN1* POP1", readiness=rules)
    new = matrix("GOV1 GOV3 FIN1* COM1", readiness=rules, version="2.0.0")
    planned = {
        "schema": "pbp-assess/actions/1",
        "actions": actions({"round": BEFORE}).model_dump(by_alias=True)["actions"],
        "targets": [{"criterion": "GOV1", "level": 2, "due": "2022-12-01", "round": BEFORE}],
    }
    ends = {"old": {"id": "example", "version": "1.0.0"}, "new": {"id": "example", "version": "2.0.0"}}
    joined = Crosswalk.model_validate({"schema": "pbp-assess/crosswalk/1", **ends, "renamed": {"GOV2": "GOV3"}})
    ones, twos = "1 1 1 1 1 1 3 .", "2 2 2 2 2 2 . ?"
    aims = {"aims": {"bcf": "shadow"}}
    before = part(
        old,
        earlier=True,
        columns={"GOV1": ones, "GOV2": ones, "POP1": ones},
        round_=dict(aims),
        evidence=evidence({"bcf": {"terms": "seen"}}, FIN1=1),
    )
    after = part(
        new,
        columns={"GOV1": twos, "GOV3": "1 1 1 1 1 1 . 2", "COM1": twos},
        round_=dict(aims),
        evidence=evidence({"bcf": {"policy": "seen"}}, FIN1=2),
        actions=actions().model_validate(planned),
    )
    return disclose_comparison(compare(side(before), side(after), joined), audience)


@pytest.mark.parametrize("audience", Audience)
def test_every_copy_keeps_to_the_schema(audience: Audience) -> None:
    document = held(comparison_json(everything(audience), headline), "comparison")
    assert document["audience"] == audience
    assert document["headline"] == list(headline(everything(audience)))
    assert [one["joined"] for one in document["criteria"]] == ["same wording", "renamed", "same wording"]
    assert {one["reason"] for one in document["uncompared"]} >= {
        "new in the later matrix",
        "gone from the later matrix",
    }
    assert (document["records"], document["documents"]) != ([], [])


def test_what_is_withheld_is_said_to_be() -> None:
    shown = {audience: held(comparison_json(everything(audience), headline), "comparison") for audience in Audience}
    moves = {audience: one["criteria"][0]["answered_both_times"] for audience, one in shown.items()}
    assert moves[FACILITATOR]["up"] == {"count": 6, "of": 6}
    assert moves[PARTNERSHIP]["up"] == {"count": 5, "of": 6, "up_to": 6}
    assert moves[PUBLIC]["up"] == {"withheld": True}
    assert shown[FACILITATOR]["criteria"][0]["share"]["real"] == "1"
    assert shown[PARTNERSHIP]["criteria"][0]["share"]["real"] == {"withheld": True}


def test_the_same_copy_gives_the_same_bytes() -> None:
    assert comparison_json(everything(PUBLIC), headline) == comparison_json(everything(PUBLIC), headline)


def test_the_table_has_a_row_for_each_question() -> None:
    shown = {audience: comparison_table(everything(audience)) for audience in Audience}
    assert [row[2] for row in shown[PUBLIC].rows] == ["GOV1", "GOV3", "FIN1"]
    up = shown[PUBLIC].columns.index("up")
    assert [table.rows[0][up] for table in shown.values()] == [6, "5-6", "withheld"]


def test_a_run_of_rounds_keeps_to_its_schema_and_has_a_row_a_point() -> None:
    asked = matrix("GOV1 FIN1", gates={"bcf": {"shadow": "GOV1=2"}})
    columns = {"GOV1": "2 2 2 2 2", "FIN1": "1 1 1 1 1"}
    rounds = (
        part(asked, earlier=True, columns=columns),
        part(asked, columns=columns, round_={"aims": {"bcf": "shadow"}}),
    )
    run = series([disclose(assess(one, (), one.round.opened), PUBLIC) for one in rounds])
    document = held(history_json(run, PUBLIC), "history")
    assert [one["id"] for one in document["rounds"]] == [one.round.id for one in rounds]
    assert document["functions"][0]["points"][-1]["status"] == "ready"
    table = history_table(run)
    assert len(table.rows) == 2 * 2 + len(document["functions"][0]["points"])
    assert {len(row) for row in table.rows} == {len(table.columns)}
