"""How can an editor, or anybody else's validator, check our files?

JSON Schemas (2020-12) generated from the models. They describe shape; what needs several files or
arithmetic (a criterion that does not exist, a scale with a gap) is for `validate` alone. Keys are
text in JSON, so levels used as keys are described as text made of digits.
"""

import json
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pbp_assess.core.asserted import MEASURES, Rule
from pbp_assess.core.fields import Written
from pbp_assess.formats.documents import KINDS
from pbp_assess.formats.meanings import MEANINGS

_WHOLE_NUMBER: Final = r"^(0|-?[1-9][0-9]*)$"
_SOMETHING: Final = r"\S"


def _by_rule() -> JsonSchemaValue:
    """An assertion has the keys of its rule, and no measure of another's."""
    nothing: JsonSchemaValue = {"type": "null"}
    branches = []
    for rule in Rule:
        needed = [MEASURES[rule]] if rule in MEASURES else []
        needed += ["of"] if rule.has_pattern else []
        keys: JsonSchemaValue = {"rule": {"const": rule.value}}
        keys |= {
            key: {"not": nothing} if key in needed else nothing for key in ("of", *dict.fromkeys(MEASURES.values()))
        }
        keys |= {} if rule is Rule.NO_GATE_LOST else {"confirmed": {"const": True}}
        branches.append({"properties": keys, "required": needed})
    return {"oneOf": branches}


# What the models check between two keys of one mapping, said again for JSON Schema.
_BETWEEN_KEYS: Final[dict[str, JsonSchemaValue]] = {
    "Assertion": _by_rule(),
    "Answer": {
        "oneOf": [
            {
                "properties": {"level": {"type": "integer"}, "state": {"const": "level"}},
                "required": ["level"],
            },
            {
                "properties": {
                    "level": {"type": "null"},
                    "state": {"enum": ["cannot_judge", "declined", "unanswered"]},
                },
                "required": ["state"],
            },
            {
                "properties": {
                    "level": {"type": "null"},
                    "state": {"const": "not_applicable"},
                    "reason": {"type": "string"},
                },
                "required": ["state", "reason"],
            },
        ]
    },
    "DocumentEntry": {
        "if": {"properties": {"state": {"const": "verified"}}},
        "then": {"properties": {"verified_by": {"type": "string"}}, "required": ["verified_by"]},
    },
    "Trigger": {
        "oneOf": [
            {
                "properties": {"criterion": {"type": "string"}, "below": {"type": "integer"}},
                "required": ["criterion", "below"],
            },
            {"properties": {"criterion": {"type": "null"}, "below": {"type": "null"}}},
        ]
    },
}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with our keys described in full and without titles made up from names."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping: every key must have the right shape, not only those that do are looked at."""
        described: JsonSchemaValue = {"type": "object"}
        keys = self.generate_inner(schema["keys_schema"])
        described["propertyNames"] = {"pattern": _WHOLE_NUMBER} if keys.get("type") == "integer" else keys
        described["additionalProperties"] = self.generate_inner(schema["values_schema"])
        self.update_with_validations(described, schema, self.ValidationsMapping.object)
        return described

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text: where blanks at the ends do not count, blanks alone are nothing."""
        described = super().str_schema(schema)
        if schema.get("strip_whitespace"):
            described.setdefault("pattern", _SOMETHING)
        return described

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 (pydantic passes it)
        """Never: a title made from the key says nothing that the key does not."""
        return False


def schema_text(kind: str, model: type[Written] | None = None) -> str:
    """The JSON Schema of one kind of file, as committed under docs/schema/; `model` is of one that is no YAML."""
    model = model or KINDS[kind]
    generated = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    models = {model.__name__: generated, **generated.get("$defs", {})}
    for name, described in models.items():
        _explain(name, described)
    head = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:pbp-assess:schema:{kind}:{_version(model)}",
        "title": f"pbp-assess {kind}",
    }
    body = {key: value for key, value in generated.items() if key not in head}
    return json.dumps({**head, **body}, ensure_ascii=False, indent=2) + "\n"


def _version(model: type[BaseModel]) -> str:
    """The format's version, from the schema line that the model asks for."""
    return str(model.model_json_schema()["properties"]["schema"]["const"]).rpartition("/")[2]


def _explain(name: str, described: JsonSchemaValue) -> None:
    """Add what each key means, and what holds between keys, to one model's schema."""
    described.update(_BETWEEN_KEYS.get(name, {}))
    for key, meaning in MEANINGS.get(name, {}).items():
        described["properties"][key]["description"] = meaning
