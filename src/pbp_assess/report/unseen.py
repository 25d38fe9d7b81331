"""Which characters must not reach a page?

Controls and overrides of the writing direction: nobody can see them, and they change what is read.
"""

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)


def seen(text: str) -> str:
    """The text without what cannot be seen; letters that run from right to left stay as they are."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """Such text without line breaks, and with single spaces."""
    return " ".join(seen(text).split())
