"""When do two texts say the same, whatever a survey or a spreadsheet did to them?"""

import re
from difflib import SequenceMatcher
from typing import Final

from pbp_assess.formats.plain_text import UNWANTED

_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_SAME: Final = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
        "\u2026": "...",
        "\u2022": "",
    }
)
_LINE_ENDS: Final = re.compile(r"\r\n?|\u2028|\u2029|\u0085")
_BLANKS_BEFORE_END: Final = re.compile(r"[ \t]+(?=\n)")


def level_out(text: str) -> str:
    """The text without typographic marks, invisible characters and more than one blank at a time."""
    return " ".join(text.translate(_SAME).split())


def plain(text: str) -> str:
    """The same without capitals: what texts are compared by."""
    return level_out(text).casefold()


def alike(one: str, other: str) -> float:
    """How much two plain texts have in common, from 0 to 1; texts of very different length have nothing."""
    if 3 * min(len(one), len(other)) < max(len(one), len(other)):
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


def remark(text: str) -> str:
    """What somebody wrote, as it can stand in a score sheet: line ends as LF, no tabs, nothing that cannot be seen."""
    if text.isprintable():  # on one line, with no blank but the usual one
        return text.strip()
    tidy = _LINE_ENDS.sub("\n", text).replace("\t", " ").replace("\u00a0", " ")
    return _BLANKS_BEFORE_END.sub("", UNWANTED.sub("", tidy)).strip()
