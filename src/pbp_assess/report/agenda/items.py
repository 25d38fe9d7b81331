"""What stands in the box of one question to talk about?

The same box in the development-day report and in the agenda of its own: the phrases with what leaders said, why it
matters, what to ask, and what to settle.
"""

from pbp_assess.core.agenda import Item
from pbp_assess.core.disclosure import Copy
from pbp_assess.report.blocks import Box, Facts
from pbp_assess.report.day.phrases import phrases_table
from pbp_assess.report.wording.agenda import (
    ask_words,
    item_name,
    matters_words,
    minutes_words,
    needed_words,
    settle_words,
    why_words,
)
from pbp_assess.report.wording.levels import held_words


def item_box(copy: Copy, place: int, item: Item) -> Box:
    """One question, with its place in the order and its minutes."""
    entry = copy.criteria[item.criterion]
    facts = (
        ("Level used", f"{held_words(copy, entry)}." if entry.held.level is not None else ""),
        ("Why it matters today", matters_words(copy, item)),
        ("Level needed", needed_words(copy, item)),
        ("Ask", ask_words(copy, item)),
        ("To settle", settle_words(copy, item)),
    )
    said = Facts(tuple((name, text) for name, text in facts if text))
    heading = f"{place}. {item_name(copy, item)} ({minutes_words(item.minutes)})"
    return Box(heading, why_words(copy, item), (phrases_table(copy, entry), said))
