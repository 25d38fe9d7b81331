"""What does a plain word of YAML stand for?

The core schema of YAML 1.2 and nothing more: `no`, `on`, `1:30` and `2022-12-01` are text.
"""

import re
from typing import Any, Final

MOST_DIGITS: Final = 20

# Looked up before anything else; the ten digits are here because most answers are one of them.
WORDS: Final[dict[str, Any]] = {
    **{str(digit): digit for digit in range(10)},
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# What is none of these words and begins with no such sign is text.
NUMERIC: Final = frozenset("-+.0123456789")

_NUMBER: Final = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)"
    r"|0o(?P<octal>[0-7]+)"
    r"|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<real>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<endless>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_MOST_SIGNS_OF_A_REAL: Final = 40

# What YAML 1.1, and so many an editor, would take for a truth value, number or date.
_OLD_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_OLD_FORMS: Final = re.compile(
    r"[-+]?0[bx][0-9a-f_]+"
    r"|[-+]?[0-9.][0-9_]*(?::[0-9]+)*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|nan)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\s].*)?",
    re.IGNORECASE | re.ASCII,
)


class TooManyDigitsError(ValueError):
    """A number longer than any that this tool counts with."""


def plain_value(text: str) -> Any:
    """The value of an unquoted word: None, a truth value, a number, or else the text itself."""
    if text in WORDS:
        return WORDS[text]
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    kind = str(match.lastgroup)
    if len(match[kind].lstrip("+-")) > (_MOST_SIGNS_OF_A_REAL if kind == "real" else MOST_DIGITS):
        raise TooManyDigitsError
    match kind:
        case "decimal":
            return int(text)
        case "octal":
            return int(match[kind], 8)
        case "hexadecimal":
            return int(match[kind], 16)
        case "endless":
            return float(text.replace(".", ""))
        case _:
            return float(text)


def reads_as_text(text: str) -> bool:
    """Whether an unquoted word stays text to readers of YAML 1.2 and of YAML 1.1 alike."""
    return not (text in WORDS or text.lower() in _OLD_WORDS or _OLD_FORMS.fullmatch(text) or _NUMBER.fullmatch(text))
