"""What is wrong with the shape of a document, in words and at which line?

Asked only when a model has refused a file: problems 201 to 213. In files that can hold answers, remarks or
leaders' ids, what was found is private, and so is the guess at what was meant.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from pbp_assess.core.assessment import State
from pbp_assess.core.check.fault import nearest
from pbp_assess.core.fields import Written
from pbp_assess.formats.model_keys import known_keys, schema_line
from pbp_assess.formats.refusals import Refusal, is_open, refusals
from pbp_assess.problems import Problem

if TYPE_CHECKING:
    from pbp_assess.formats.documents import Read

__all__ = ["is_open", "shape_problems"]

_LEVEL: Final = (
    "a level as a whole number, or cannot_judge, declined or unanswered, or a mapping of level or state with more"
)
_LOOKS_LIKE_A_VALUE: Final = re.compile(r"[-+]?[\d.,_]*|y|n|yes|no|on|off|true|false|null", re.IGNORECASE)
_IDENTIFIERS: Final = MappingProxyType(
    {
        r"^[a-z0-9][a-z0-9_-]*$": "an id of small letters, digits, - and _, such as better_care",
        r"^[a-z0-9][a-z0-9-]*$": "an id of small letters, digits and -, such as place-director",
        r"^[A-Za-z0-9][A-Za-z0-9_-]*$": "an id of letters, digits, - and _, such as GOV1",
        r"^[0-9A-Za-z][0-9A-Za-z _.-]*$": "a code of letters, digits, blanks, dots, - and _, such as K7Q2X",
        r"^\d+\.\d+\.\d+$": "three numbers with points between them, such as 1.0.0",
        r"^[0-9a-f]{64}$": "64 hexadecimal digits",
        r"^[0-9a-f]{32}$": "32 hexadecimal digits",
    }
)
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What to say of a refusal; the guess at what was meant gives away what was found."""

    code: str
    found: str
    expected: str
    hint: str = ""
    guess: str = ""


def shape_problems(model: type[Written], parsed: "Read") -> Iterator[Problem]:
    """A problem for everything in the file that the model does not take."""
    line = parsed.value.get("schema", schema_line(model))
    if line != schema_line(model):
        yield _problem(Refusal(model, "schema", ("schema",), line), parsed)
        return
    refused = list(refusals(model, parsed.value))
    misspelt = {(*one.path[:-1], _meant(one)) for one in refused if one.why == "extra_forbidden"}
    for refusal in refused:
        if refusal.why != "missing" or refusal.path not in misspelt:
            yield _problem(refusal, parsed)


def _problem(refusal: Refusal, parsed: "Read") -> Problem:
    """A refusal with its place; what is missing is missing from the mapping around it."""
    said = _COMPLAINTS.get(refusal.why, _anything_else)(refusal)
    hidden = refusal.private
    return Problem(
        code=said.code,
        found=f"{said.found} ({said.guess})" if hidden and said.guess else said.found,
        expected=said.expected,
        location=parsed.where(refusal.path, key=refusal.key),
        hint=said.hint if hidden else said.guess or said.hint,
        private=hidden,
    )


def _describe(value: Any) -> str:
    """What stands in the file, in words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f"the truth value {str(value).lower()}"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the {'word' if value.isalpha() else 'text'} {_quoted(value)}"
        case list():
            return "a list"
        case _:
            return "keys and values"


def _quoted(text: str) -> str:
    """Text on one line, cut short, with nothing in it that a terminal would obey."""
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
    return json.dumps(cut, ensure_ascii=not cut.isprintable())


# --- keys -----------------------------------------------------------------------------------------


def _meant(refusal: Refusal) -> str:
    """The key that an unknown key was probably meant to be."""
    guess = nearest(refusal.path[-1], known_keys(refusal.model, refusal.path[:-1]))
    return guess.removeprefix('did you mean "').removesuffix('"?')


def _unknown_key(refusal: Refusal) -> _Complaint:
    known = known_keys(refusal.model, refusal.path[:-1])
    found = f"unknown key {_quoted(str(refusal.path[-1]))}"
    return _Complaint("PBP201", found, f"one of {', '.join(known)}", guess=nearest(refusal.path[-1], known))


def _missing_key(refusal: Refusal) -> _Complaint:
    if refusal.path == ("schema",):
        return _Complaint("PBP209", "no schema line", f"schema: {schema_line(refusal.model)}")
    return _Complaint("PBP202", f'no "{refusal.path[-1]}" here', f'the key "{refusal.path[-1]}"')


def _schema(refusal: Refusal) -> _Complaint:
    """Another kind of file than expected here, or a later version of it."""
    line = schema_line(refusal.model)
    kind, version = line.split("/")[1:]
    written = re.fullmatch(r"pbp-assess/([a-z]+)/(\d{1,6})", str(refusal.value))
    found = f"{_describe(refusal.value)} as schema"
    if written and written[1] != kind:
        found = f"a file of the kind {written[1]}"
    elif written and int(written[2]) > int(version):
        found = f"version {int(written[2])} of this kind of file, written by a newer pbp-assess"
    return _Complaint("PBP209", found, f"schema: {line}")


# --- values ---------------------------------------------------------------------------------------


def _not_a_number(refusal: Refusal) -> _Complaint:
    expected = _LEVEL if refusal.is_answer else "a whole number"
    hint = "Write it without quotes." if isinstance(refusal.value, str) and refusal.value.isdecimal() else ""
    return _Complaint("PBP203", _describe(refusal.value), expected, hint=hint)


def _not_text(refusal: Refusal) -> _Complaint:
    scalar = isinstance(refusal.value, bool | int | float)
    return _Complaint("PBP203", _describe(refusal.value), "text", hint="Put it in quotes." if scalar else "")


def _not_of_type(expected: str) -> Callable[[Refusal], _Complaint]:
    return lambda refusal: _Complaint("PBP203", _describe(refusal.value), expected)


def _not_a_word(refusal: Refusal) -> _Complaint:
    """A word outside those allowed; in place of an answer it may have been meant as a level."""
    words = re.findall(r"'([^']*)'", refusal.context["expected"])
    if not isinstance(refusal.value, str):
        return _Complaint("PBP203", _describe(refusal.value), f"one of {', '.join(words)}")
    if refusal.is_answer:
        return _not_an_answer(refusal)
    guess = nearest(refusal.value, words)
    return _Complaint("PBP204", _describe(refusal.value), f"one of {', '.join(words)}", guess=guess)


def _not_an_answer(refusal: Refusal) -> _Complaint:
    if refusal.value == State.NOT_APPLICABLE:
        return _no_reason(refusal)
    if _LOOKS_LIKE_A_VALUE.fullmatch(refusal.value):
        return _not_a_number(refusal)
    words = [state.value for state in State if state is not State.LEVEL]
    return _Complaint("PBP204", _describe(refusal.value), _LEVEL, guess=nearest(refusal.value, words))


def _length_of_text(refusal: Refusal) -> _Complaint:
    if refusal.why == "string_too_short":
        return _Complaint("PBP205", "no text", "some text, or no such key")
    found = f"{len(refusal.value)} characters"
    return _Complaint("PBP205", found, f"at most {refusal.context['max_length']}")


def _bad_identifier(refusal: Refusal) -> _Complaint:
    expected = _IDENTIFIERS.get(refusal.context["pattern"], f"text of the form {refusal.context['pattern']}")
    return _Complaint("PBP206", _describe(refusal.value), expected)


def _name_of_a_device(refusal: Refusal) -> _Complaint:
    found = f"{_describe(refusal.value)}, which Windows keeps for a device"
    return _Complaint("PBP206", found, "an id that can be the name of a file on any computer")


def _bad_date(refusal: Refusal) -> _Complaint:
    return _Complaint("PBP207", _describe(refusal.value), "a date of the calendar, written YYYY-MM-DD")


def _bad_share(refusal: Refusal) -> _Complaint:
    return _Complaint("PBP208", _describe(refusal.value), "a share above 0 and at most 1, such as 60% or 3/5")


def _out_of_range(refusal: Refusal) -> _Complaint:
    at_least = refusal.context.get("ge")
    expected = f"at most {refusal.context['le']}" if at_least is None else f"at least {at_least}"
    return _Complaint("PBP210", _describe(refusal.value), expected)


def _number_of_entries(refusal: Refusal) -> _Complaint:
    fewest, there = refusal.context.get("min_length"), len(refusal.value)
    expected = f"at most {refusal.context['max_length']}" if fewest is None else f"at least {fewest}"
    return _Complaint("PBP211", f"{there} {'entry' if there == 1 else 'entries'}", expected)


def _no_reason(_refusal: Refusal) -> _Complaint:
    return _Complaint("PBP212", "not_applicable without a reason", "a reason beside state: not_applicable")


def _no_verifier(_refusal: Refusal) -> _Complaint:
    return _Complaint("PBP212", "verified, and not by whom", "verified_by beside state: verified")


def _half_a_trigger(refusal: Refusal) -> _Complaint:
    found = "below without criterion" if refusal.value.get("criterion") is None else "criterion without below"
    return _Complaint("PBP212", found, "criterion and below together, or neither")


def _not_as_its_rule(refusal: Refusal) -> _Complaint:
    found = f"an assertion {_quoted(str(refusal.value.get('rule')))} with other keys than it takes"
    return _Complaint("PBP212", found, f"beside rule and severity: {refusal.context['keys']}")


def _two_states(refusal: Refusal) -> _Complaint:
    both = refusal.value.get("level") is not None
    found = "a level and a state" if both else "neither a level nor a state"
    return _Complaint("PBP213", found, "a level or a state, and not both")


def _anything_else(refusal: Refusal) -> _Complaint:
    return _Complaint("PBP203", _describe(refusal.value), "what docs/formats.md says of this key")


_COMPLAINTS: Final = MappingProxyType[str, Callable[[Refusal], _Complaint]](
    {
        "schema": _schema,
        "extra_forbidden": _unknown_key,
        "missing": _missing_key,
        "int_type": _not_a_number,
        "string_type": _not_text,
        "bool_type": _not_of_type("true or false"),
        "dict_type": _not_of_type("keys and values"),
        "model_type": _not_of_type("keys and values"),
        "tuple_type": _not_of_type("a list, one entry a line after a dash"),
        "literal_error": _not_a_word,
        "enum": _not_a_word,
        "string_too_short": _length_of_text,
        "string_too_long": _length_of_text,
        "string_pattern_mismatch": _bad_identifier,
        "device": _name_of_a_device,
        "date": _bad_date,
        "share": _bad_share,
        "greater_than_equal": _out_of_range,
        "less_than_equal": _out_of_range,
        "too_short": _number_of_entries,
        "too_long": _number_of_entries,
        "reason": _no_reason,
        "verified_by": _no_verifier,
        "trigger": _half_a_trigger,
        "assertion": _not_as_its_rule,
        "one_state": _two_states,
    }
)
