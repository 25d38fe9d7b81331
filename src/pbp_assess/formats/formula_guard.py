"""How is a text kept from being taken for a formula by a spreadsheet, and how is it had back?

Excel and its kin run a cell that begins with one of a few signs, whatever program wrote the file and whoever wrote the
text. Such a text gets an apostrophe in front. A text that has apostrophes before such a sign gets one more, so that
taking one away always gives back what was written.
"""

import re
from typing import Final

# The wide forms are those of East Asian keyboards, which Excel takes for the same signs.
_SIGNS: Final = "=+\\-@\t\r\n＝＋－＠"
_RISKY: Final = re.compile(f"'*[{_SIGNS}]")
_GUARDED: Final = re.compile(f"'+[{_SIGNS}]")


def guarded(text: str) -> str:
    """The text as a spreadsheet may have it."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text
