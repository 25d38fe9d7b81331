"""How is a value written as YAML that a person can read and a diff can follow?

Block style, in the order given, never folded; quoted only where some reader of YAML would otherwise
take the text for something else. `strict_yaml.parse` reads back exactly what went in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pbp_assess.formats.plain_text import UNWANTED
from pbp_assess.formats.yaml_scalars import reads_as_text

_STEP: Final = "  "
_LONGEST_KEY: Final = 1000  # YAML allows 1,024 characters before the colon; longer keys are written with `? `
_NOT_PLAIN: Final = re.compile(
    r"""[-?:,\[\]{}#&*!|>'"%@`=<~\s]|.*(?::(?:\s|$)|\s\#|\s$)|\.\.\.""", re.VERBOSE | re.ASCII
)
_NEEDS_ESCAPES: Final = re.compile(rf"{UNWANTED.pattern}|[\t\n\r]")
_ESCAPED: Final = re.compile(rf"{_NEEDS_ESCAPES.pattern}|[\"\\]")
_SHORT: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\", "\0": "\\0"}
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
# Only blank lines, a line of spaces or a first line that is indented: a block would not give them back.
_NOT_LITERAL: Final = re.compile(rf"{UNWANTED.pattern}|[\t\r]|\A\n*[ ]|\A\n*\Z|^[ ]+$", re.MULTILINE)


def dump(value: Mapping[str, Any], *, comments: Sequence[str] = ()) -> str:
    """The whole file: comment lines, then the mapping. Half of a surrogate pair, no character, becomes U+FFFD."""
    lines = [_comment(line) for comment in comments for line in comment.splitlines() or [""]]
    return "\n".join([*lines, *(_mapping(value, "") if value else ["{}"])]) + "\n"


def _comment(line: str) -> str:
    line = UNWANTED.sub("\ufffd", line).strip()
    return line if line.startswith("#") else f"# {line}".rstrip()


def _mapping(mapping: Mapping[Any, Any], pad: str) -> Iterator[str]:
    for key, item in mapping.items():
        written = _number_or_word(key) if not isinstance(key, str) else _in_line(_whole(key))
        head = f"{pad}{written}:" if len(written) <= _LONGEST_KEY else f"{pad}? {written}\n{pad}:"
        if isinstance(item, Mapping) and item:
            yield head
            yield from _mapping(item, pad + _STEP)
        elif _is_list(item) and item:
            yield head
            yield from _list(item, pad + _STEP)
        else:
            yield f"{head} {_scalar(item, pad)}"


def _list(items: Sequence[Any], pad: str) -> Iterator[str]:
    """Each item after a dash; what an item holds is indented under it."""
    for item in items:
        if item and (isinstance(item, Mapping) or _is_list(item)):
            under = pad + _STEP
            first, *rest = _mapping(item, under) if isinstance(item, Mapping) else _list(item, under)
            yield f"{pad}- {first.removeprefix(under)}"
            yield from rest
        else:
            yield f"{pad}- {_scalar(item, pad)}"


def _is_list(item: Any) -> bool:
    return isinstance(item, Sequence) and not isinstance(item, str)


def _scalar(item: Any, pad: str) -> str:
    if isinstance(item, Mapping):
        return "{}"
    if _is_list(item):
        return "[]"
    if not isinstance(item, str):
        return _number_or_word(item)
    text = _whole(item)
    return _literal(text, pad + _STEP) if "\n" in text and not _NOT_LITERAL.search(text) else _in_line(text)


def _number_or_word(item: Any) -> str:
    match item:
        case None:
            return "null"
        case bool():
            return "true" if item else "false"
        case int():
            return str(int(item))
        case float():
            return _real(item)
        case _:
            message = f"YAML has no way to write a {type(item).__name__}"
            raise TypeError(message)


def _real(number: float) -> str:
    """A number that older readers, too, take for one: they want a point before the exponent."""
    text = repr(number)
    if "n" in text:
        return f"-.{text[1:]}" if text.startswith("-") else f".{text}"
    return text if "." in text else text.replace("e", ".0e")


def _whole(text: str) -> str:
    return _SURROGATE.sub("\ufffd", str(text))


def _literal(text: str, pad: str) -> str:
    """Several lines as they stand, under a `|` that says how the last one ends."""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    chomp = "-" if not ends else "" if ends == 1 else "+"
    lines = [f"|{chomp}", *(pad + line if line else "" for line in body.split("\n")), *[""] * (ends - 1)]
    return "\n".join(lines)


def _in_line(text: str) -> str:
    """On one line: bare where that is safe, else in the quotes that need no escapes, else with escapes."""
    if _NEEDS_ESCAPES.search(text):
        return f'"{_ESCAPED.sub(_escape, text)}"'
    if text and not _NOT_PLAIN.match(text) and reads_as_text(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04x}"
