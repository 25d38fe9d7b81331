"""What does a value given to an option mean, and how is a number said?"""

import datetime
import re
from collections.abc import Iterable

from pbp_assess.problems import UsageError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(text: str, option: str) -> datetime.date | None:
    """A day written YYYY-MM-DD; None for an empty text.

    Raises:
        UsageError: it is no such day.
    """
    if not text:
        return None
    if _DAY.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            pass
    raise UsageError(f"{option} needs a calendar date written YYYY-MM-DD, such as 2024-06-30, not {text!r}")


def pairs(texts: Iterable[str], option: str) -> dict[str, str]:
    """`bcf_s75=partial` as name and value.

    Raises:
        UsageError: one is not of that form, or a name is given twice.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (name and equals and value):
            raise UsageError(f"{option} needs NAME=VALUE, not {text!r}")
        if name in found:
            raise UsageError(f"{option} names {name} twice")
        found[name] = value
    return found


def counted(number: int, one: str, many: str = "") -> str:
    """`1 question`, `3 questions`."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
