"""Do our schemas say what the models say, and do others' validators agree with us about our files?"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pbp_assess.core.check import check_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import KINDS, load
from pbp_assess.formats.meanings import MEANINGS
from pbp_assess.formats.schema import schema_text
from pbp_assess.formats.strict_yaml import parse

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "schema"
FORMATS = ROOT / "docs" / "formats.md"
SHIPPED = sorted(
    [ROOT / "pbp-assess.yaml", *(ROOT / "matrices").glob("*.yaml"), *(ROOT / "assessments").rglob("*.yaml")]
)


def read(path: Path) -> dict[str, Any]:
    parsed = parse(path.read_bytes(), path.name)
    assert parsed.problems == ()
    value: dict[str, Any] = parsed.value
    return value


def as_json(value: Any) -> Any:
    """What JSON makes of a YAML value: every key is text."""
    match value:
        case dict():
            return {str(key): as_json(item) for key, item in value.items()}
        case list():
            return [as_json(item) for item in value]
        case _:
            return value


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text(kind)))


def kind_of(value: dict[str, Any]) -> str:
    return str(value["schema"]).split("/")[1]


# --- the schemas ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_committed_schema_is_current(kind: str) -> None:
    committed = (SCHEMAS / f"{kind}.schema.json").read_text("utf-8")
    assert committed == schema_text(kind), f"pbp-assess matrix schema {kind} > docs/schema/{kind}.schema.json"


# What is printed as JSON: these schemas are written by hand, and held to what is printed by its own tests.
PRINTED = (
    "agenda",
    "answer-table",
    "check",
    "comparison",
    "explanation",
    "result",
    "snapshot",
    "solidity",
    "what-if",
    "comparison",
    "history",
    "matrix-diff",
)


def test_no_schema_is_left_over() -> None:
    ours = {f"{kind}.schema.json" for kind in KINDS}
    written = {path.name for path in SCHEMAS.iterdir()}
    assert {name for name in written if not name.startswith(PRINTED)} == ours


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_schema_is_one_by_its_own_rules(kind: str) -> None:
    schema = json.loads(schema_text(kind))
    Draft202012Validator.check_schema(schema)
    assert list(schema)[:3] == ["$schema", "$id", "title"]
    assert schema["$id"] == f"urn:pbp-assess:schema:{kind}:1"


def described(kind: str) -> dict[str, dict[str, Any]]:
    """Every mapping that the schema of this kind describes, by the model's name."""
    schema = json.loads(schema_text(kind))
    parts = {KINDS[kind].__name__: schema, **schema.get("$defs", {})}
    return {name: part for name, part in parts.items() if "properties" in part}


def test_every_key_has_a_meaning_and_no_meaning_lacks_its_key() -> None:
    models = {name: part for kind in KINDS for name, part in described(kind).items()}
    keys = {name: set(part["properties"]) for name, part in models.items()}
    assert {name: set(meanings) for name, meanings in MEANINGS.items()} == keys


def test_editors_show_the_meaning() -> None:
    profile_share = described("matrix")["Counting"]["properties"]["profile_share"]
    assert profile_share["description"] == MEANINGS["Counting"]["profile_share"]
    assert profile_share["default"] == "3/5"


# --- the files we ship ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_shipped_file_passes_an_independent_validator(path: Path) -> None:
    value = read(path)
    faults = [error.message for error in validator(kind_of(value)).iter_errors(as_json(value))]
    assert faults == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_shipped_file_tells_editors_where_its_schema_is(path: Path) -> None:
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    named = [line.partition("$schema=")[2] for line in head if line.startswith("# yaml-language-server: $schema=")]
    assert [(path.parent / name).resolve() for name in named] == [SCHEMAS / f"{kind_of(read(path))}.schema.json"]


# --- what is refused ------------------------------------------------------------------------------

MATRIX = "matrices/place-partnership.yaml"
ROUND = "assessments/oxfordshire/2024-25-q1"
SHEET = f"{ROUND}/scores/place-director.yaml"

WRONG: list[tuple[str, tuple[str | int, ...], Any]] = [
    (MATRIX, ("schema",), "pbp-assess/matrix/2"),
    (MATRIX, ("id",), "Place partnership"),
    (MATRIX, ("version",), "1.0"),
    (MATRIX, ("tittle",), "A key that no model has"),
    (MATRIX, ("scale",), []),
    (MATRIX, ("domains", 0, "criteria", 0, "levels"), {"low": "a phrase", "high": "another"}),
    (MATRIX, ("domains", 0, "criteria", 0, "levels", 0), "   "),
    (MATRIX, ("domains", 0, "criteria", 0, "record"), "yes"),
    (MATRIX, ("counting", "profile_share"), "0.6"),
    (MATRIX, ("counting", "minimum_cell"), 2),
    (MATRIX, ("readiness", "stages", "full", "documents"), "absent"),
    (MATRIX, ("readiness", "stages", "full", "split"), "ignored"),
    (MATRIX, ("readiness", "functions", 0, "gates", "full"), {"no such code!": 3}),
    (MATRIX, ("readiness", "functions", 0, "gates", "full", "GOV1"), "3"),
    (SHEET, ("scores", "GOV1"), "3"),
    (SHEET, ("scores", "GOV1"), 2.5),
    (SHEET, ("scores", "GOV1"), None),
    (SHEET, ("scores", "GOV1"), "not_applicable"),
    (SHEET, ("scores", "GOV1"), {"state": "not_applicable"}),
    (SHEET, ("scores", "GOV1"), {"level": 2, "state": "declined"}),
    (SHEET, ("scores", "GOV1"), {"note": "neither level nor state"}),
    (SHEET, ("scores", "GOV1"), {"level": 2, "confidence": "certain"}),
    (SHEET, ("leader",), "../place-director"),
    (f"{ROUND}/round.yaml", ("closed",), "14 June 2024"),
    (f"{ROUND}/round.yaml", ("matrix", "sha256"), "0" * 63),
    (f"{ROUND}/evidence.yaml", ("documents", "bcf_s75", "hwb-sign-off"), {"state": "verified"}),
    (f"{ROUND}/themes.yaml", ("themes", 0, "heard"), "two"),
    ("assessments/oxfordshire/place.yaml", ("sectors",), []),
    ("assessments/oxfordshire/panel.yaml", ("leaders", 0, "name"), "A person"),
]


def put(value: Any, path: tuple[str | int, ...], item: Any) -> None:
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = item


@pytest.mark.parametrize(("name", "path", "item"), WRONG, ids=lambda value: str(value)[-40:])
def test_an_independent_validator_refuses_it(name: str, path: tuple[str | int, ...], item: Any) -> None:
    value = read(ROOT / name)
    put(value, path, item)
    assert not validator(kind_of(value)).is_valid(as_json(value))


@pytest.mark.parametrize(
    "answer",
    [
        0,
        "cannot_judge",
        "unanswered",
        {"level": 2, "note": "as we said"},
        {"level": 2, "state": "level"},
        {"state": "declined"},
        {"state": "not_applicable", "reason": "we have no such service"},
    ],
)
def test_every_way_of_writing_an_answer_passes(answer: Any) -> None:
    sheet = {"schema": "pbp-assess/scoresheet/1", "leader": "a", "round": "2022-23-q3", "scores": {"GOV1": answer}}
    assert validator("scoresheet").is_valid(sheet)


# --- docs/formats.md ------------------------------------------------------------------------------


def words(name: str) -> str:
    """`AgreedLevel` as "agreed level"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def value_in_words(part: dict[str, Any], defs: dict[str, Any]) -> str:
    """What may be written, in a few words."""
    match part:
        case {"$ref": ref}:
            name = ref.rpartition("/")[2]
            return value_in_words(defs[name], defs) if "enum" in defs[name] else words(name)
        case {"anyOf": choices}:
            return " or ".join(value_in_words(one, defs) for one in choices if one != {"type": "null"})
        case {"oneOf": _}:
            return "level, state or answer"
        case {"type": "array", "items": items}:
            return f"list: {value_in_words(items, defs)}"
        case {"type": "object", "propertyNames": names, "additionalProperties": items}:
            key = "level" if "[1-9]" in names["pattern"] else text_in_words(names)
            return f"{key}: {value_in_words(items, defs)}"
        case {"const": word}:
            return f"`{word}`"
        case {"enum": allowed}:
            return " or ".join(f"`{word}`" for word in allowed)
        case {"type": "string"}:
            return text_in_words(part)
        case _:
            return {"integer": "whole number", "boolean": "`true` or `false`"}[part["type"]]


def text_in_words(part: dict[str, Any]) -> str:
    """Which kind of text."""
    pattern = part.get("pattern", "")
    if part.get("format") == "date":
        return "date"
    kinds = {"%": "share", "[0-9a-f]{": "hexadecimal digits", "a-z0-9": "id", r"\d+\.\d+": "three numbers"}
    return next((kind for mark, kind in kinds.items() if mark in pattern), "text")


def table(name: str, part: dict[str, Any], defs: dict[str, Any]) -> str:
    """The table of docs/formats.md that says what the keys of one mapping mean."""
    lines = ["| key | value | left out | meaning |", "| --- | --- | --- | --- |"]
    for key, described_as in part["properties"].items():
        default = described_as.get("default")
        absent = "required" if key in part.get("required", ()) else "-"
        if isinstance(default, str | int):
            absent = f"`{json.dumps(default).strip(chr(34))}`" if key != "instruction" else "the rule of method.md"
        value = value_in_words(described_as, defs)
        lines.append(f"| `{key}` | {value} | {absent} | {MEANINGS[name][key].replace('|', chr(92) + '|')} |")
    return "\n".join(lines)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_formats_page_says_what_every_key_means(kind: str) -> None:
    page = FORMATS.read_text("utf-8")
    defs = json.loads(schema_text(kind)).get("$defs", {})
    for name, part in described(kind).items():
        assert f"\n### {words(name).capitalize()}\n" in page
        assert table(name, part, defs) in page, f"docs/formats.md: the table for {words(name)} is not current"


EXAMPLES = re.findall(r"^```yaml\n(schema: .+?)^```$", FORMATS.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_the_formats_page_has_an_example_of_every_file() -> None:
    assert {text.splitlines()[0].split("/")[1] for text in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.splitlines()[0])
def test_the_examples_of_the_formats_page_are_right(text: str) -> None:
    kind = text.splitlines()[0].split("/")[1]
    loaded = load(KINDS[kind], text.encode(), "example.yaml")
    assert loaded.problems == ()
    assert validator(kind).is_valid(as_json(parse(text.encode(), "example.yaml").value))
    if isinstance(loaded.model, Matrix):
        assert list(check_matrix(loaded.model)) == []
