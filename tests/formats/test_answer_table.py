"""Has every answer its row, with all that was said and nothing that was not?"""

import json
from pathlib import Path
from typing import Any

import jsonschema

from build import dossier, matrix, sheet
from pbp_assess.core.assessment import Dossier
from pbp_assess.formats.answer_table import COLUMNS, answer_json, answer_rows, answer_sheet, is_empty

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/answer-table.schema.json").read_text(encoding="utf-8"))
QUESTIONS = [{"id": "well", "question": "What works?"}, {"id": "way", "question": "What is in the way?"}]


def answered(**round_: Any) -> Dossier:
    """Two members and an invited voice; one member has sent nothing."""
    asked = matrix("GOV1 GOV2 FIN1", open_questions=QUESTIONS, choose={"question": "Which?", "number": 2})
    full = {"level": 2, "reason": "because", "note": "a note", "evidence": ["one", "two"], "confidence": "low"}
    director = sheet("director", "FIN1=na", answers={"way": "Money"}, choose=["FIN1", "GOV1"])
    director = director.model_validate(
        {
            **director.model_dump(by_alias=True, exclude_none=True),
            "scores": {"FIN1": {"state": "not_applicable", "reason": "r"}, "GOV1": full},
        }
    )
    voice = sheet("voice", "GOV2=? GOV1=_")
    return dossier(
        asked, director, voice, members="director:icb:board gp:primary_care", stakeholders="voice:vcse", round_=round_
    )


def rows(**round_: Any) -> list[dict[str, Any]]:
    return answer_rows(answered(**round_))


def test_a_row_for_each_criterion_asked_of_everybody_with_a_sheet() -> None:
    assert [(row["leader"], row.get("criterion"), row.get("state")) for row in rows()] == [
        ("director", "GOV1", "level"),
        ("director", "GOV2", "unanswered"),
        ("director", "FIN1", "not_applicable"),
        ("director", None, None),
        ("voice", "GOV1", "unanswered"),
        ("voice", "GOV2", "cannot_judge"),
        ("voice", "FIN1", "unanswered"),
    ]


def test_everything_that_was_said_stands_in_the_row() -> None:
    assert rows()[0] == {
        "leader": "director",
        "kind": "member",
        "sector": "icb",
        "organisation": "board",
        "criterion": "GOV1",
        "state": "level",
        "level": 2,
        "chosen": True,
        "reason": "because",
        "note": "a note",
        "evidence": ["one", "two"],
        "confidence": "low",
    }
    assert rows()[3] == {
        "leader": "director",
        "kind": "member",
        "sector": "icb",
        "organisation": "board",
        "question": "way",
        "words": "Money",
    }


def test_what_was_answered_though_it_is_not_asked_is_there() -> None:
    found = rows(kind="pulse", criteria=["GOV2"])
    assert [row.get("criterion") for row in found if row["leader"] == "director"] == ["GOV1", "GOV2", "FIN1", None]
    assert [row.get("criterion") for row in found if row["leader"] == "voice"] == ["GOV1", "GOV2"]


def test_a_deputy_who_answered_is_named() -> None:
    held = dossier(matrix("GOV1"), sheet("director", "GOV1=1", answered_by="deputy"), members="director")
    assert answer_rows(held)[0]["answered_by"] == "deputy"


def test_as_a_table_every_row_has_every_column() -> None:
    table = answer_sheet(rows())
    assert table.columns == COLUMNS
    assert set(map(len, table.rows)) == {len(COLUMNS)}
    assert table.rows[0][COLUMNS.index("evidence")] == "one\ntwo"
    assert table.rows[1][COLUMNS.index("level")] is None


def test_nothing_said_is_nothing_to_export() -> None:
    asked = matrix("GOV1", choose={"question": "Which?", "number": 1}, open_questions=QUESTIONS)
    assert is_empty(answer_rows(dossier(asked, members="director")))
    assert is_empty(answer_rows(dossier(asked, sheet("director", "GOV1=_"))))
    for said in ({"answers": {"well": "Trust"}}, {"choose": ["GOV1"]}):
        assert not is_empty(answer_rows(dossier(asked, sheet("director", **said))))
    assert not is_empty(answer_rows(dossier(asked, sheet("director", "GOV1=-"))))


def test_the_json_keeps_to_its_schema_and_holds_no_null() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    text = answer_json(answered(), rows())
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert "null" not in text
    assert json.loads(text)["rows"] == rows()
    assert set(SCHEMA["$defs"]["row"]["properties"]) == set(COLUMNS)
