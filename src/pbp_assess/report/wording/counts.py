"""How is a count said in a sentence?

Counts before shares, never a percentage; British spelling and NHS dates. Every other sentence of a report
is built from these.
"""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from pbp_assess.core.gate import Withheld
from pbp_assess.core.tally import Ratio

_WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number(count: int) -> str:
    """Up to ten in words, beyond in figures: "no", "four", "41"."""
    return _WORDS[count] if count < len(_WORDS) else f"{count:,}"


def figure(count: int) -> str:
    """A count that is set beside others, in figures: "41"; but "one", because a lone 1 is easily overlooked."""
    return "one" if count == 1 else f"{count:,}"


def opening(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """The text within a sentence: a small letter at its start, unless its first word is an abbreviation."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text[:1].lower() + text[1:] if first[1:] == first[1:].lower() else text


def plural(count: int, one: str, many: str = "") -> str:
    """The noun that goes with a count; `many` where an s is not enough."""
    return one if count == 1 else many or f"{one}s"


def things(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "one question", "41 questions"."""
    return f"{number(count)} {plural(count, one, many)}"


def listed(entries: Sequence[str], *, apart: bool = False) -> str:
    """As in "a, b and c"; `apart` puts semicolons between names that may hold commas of their own."""
    if apart:
        return "; ".join(entries)
    return " and ".join(part for part in (", ".join(entries[:-1]), *entries[-1:]) if part)


def day(date: datetime.date) -> str:
    """A date as the NHS writes it: 14 June 2024."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def month(date: datetime.date) -> str:
    """The month of a date: June 2024."""
    return f"{_MONTHS[date.month - 1]} {date.year}"


def share_words(share: Fraction) -> str:
    """A share in words: "half", "6 in 10", "3 in 4", "all"."""
    if share == 1:
        return "all"
    if share == Fraction(1, 2):
        return "half"
    if (share * 10).denominator == 1:
        return f"{share * 10} in 10"
    return f"{share.numerator} in {share.denominator}"


def needed_count(share: Fraction, of: int) -> int:
    """The smallest count that reaches a share of `of`, exactly."""
    return -(-share.numerator * of // share.denominator)


def ratio_words(ratio: Ratio | Withheld, noun: str = "") -> str:
    """As in "7 of 10 leaders", "at least 10 of 11 leaders", "none of 11 leaders"; withheld counts are "not shown"."""
    if isinstance(ratio, Withheld):
        return "not shown"
    of = f"{ratio.of:,} {plural(ratio.of, noun)}" if noun else f"{ratio.of:,}"
    match (ratio.count, ratio.up_to):
        case (0, None | 0):
            return f"none of {of}"
        case (count, None):
            return f"{count:,} of {of}"
        case (0, most):
            return f"at most {most:,} of {of}"
        case (least, most) if most == ratio.of:
            return f"at least {least:,} of {of}"
        case (least, most):
            return f"between {least:,} and {most:,} of {of}"


def is_one(ratio: Ratio) -> bool:
    """Whether the verb after this count stands in the singular."""
    return (ratio.count if ratio.up_to is None else max(ratio.count, 1 if ratio.up_to == 1 else 2)) == 1


def leaders(ratio: Ratio, verb: str = "see", verb_one: str = "") -> str:
    """Subject and verb: "7 of 10 leaders see", "1 of 10 leaders sees"."""
    return f"{ratio_words(ratio, 'leader')} {(verb_one or f'{verb}s') if is_one(ratio) else verb}"


def some_are(count: int, of: int, subject: tuple[str, str], what: str) -> str:
    """As in "two of the four functions sought are ready", "none of them is ready", "the one is not ready"."""
    one, many = subject
    if of == 1:
        return f"the one {one} is {'' if count else 'not '}{what}"
    if count == of:
        return f"{'both' if of == 2 else f'all {number(of)}'} {many} are {what}"
    verb = "are" if count > 1 else "is"
    return f"{number(count) if count else 'none'} of the {number(of)} {many} {verb} {what}"
