"""What does each part of a criterion's test say?

One clause a part, each a sentence of its own. Parts that only matter when they are not met are left out
while they are: beside a good answer they would be noise.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Check, Finding, Outcome, Part
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.counts import (
    day,
    leaders,
    needed_count,
    number,
    opening,
    plural,
    ratio_words,
    share_words,
)
from pbp_assess.report.wording.levels import level_words
from pbp_assess.report.wording.measures import criterion_of, judged_enough

_QUIET: Final = frozenset(
    {Part.COULD_JUDGE, Part.SPLIT, Part.DISSENT, Part.BALANCED, Part.AGREED_EVIDENCE, Part.DISSENT_ENTRY}
)


def are_needed(count: int) -> str:
    """As in "1 is needed", "6 are needed"."""
    return f"{count} {plural(count, 'is', 'are')} needed"


def _level(copy: Copy, finding: Finding, level: int) -> str:
    return level_words(copy.facts.matrix, criterion_of(copy, finding), level)


def _share(check: Check) -> str:
    needed = check.needed if isinstance(check.needed, Fraction) else Fraction(1)
    if isinstance(check.found, Ratio):
        count = are_needed(needed_count(needed, check.found.of))
        return f"{opening(leaders(check.found))} it at that level or higher; {count}."
    enough = "Enough" if check.outcome is Outcome.MET else "Too few"
    threshold = f"at least {share_words(needed)} are needed; the count is not shown"
    return f"{enough} leaders see it at that level or higher ({threshold})."


def _balanced(check: Check) -> str:
    needed = check.needed if isinstance(check.needed, Fraction) else Fraction(1)
    exact = f" (it is {check.found})" if isinstance(check.found, Fraction) else ""
    reached = "is" if check.outcome is Outcome.MET else "is not"
    return f"Counting each sector equally, the share of {share_words(needed)} {reached} reached{exact}."


def _record(copy: Copy, finding: Finding, check: Check) -> str:
    record = copy.records.get(finding.subject)
    if check.found is None and record and record.valid_until:
        return f"A document settles this; the one recorded held until {day(record.valid_until)} ({record.document})."
    if not isinstance(check.found, int) or record is None:
        return "A document settles this, and none has been recorded."
    level = "this level" if check.found == finding.required_level else _level(copy, finding, check.found)
    return f"The record shows {level} ({record.document}; checked by {record.checked_by} on {day(record.checked)})."


def _agreed(copy: Copy, finding: Finding, check: Check) -> str:
    agreed = copy.agreed.get(finding.subject)
    when = f" on {day(agreed.date)}" if agreed else " on the day"
    if check.found == finding.required_level or not isinstance(check.found, int):
        return f"This level was agreed{when}."
    return f"The level agreed{when} is {_level(copy, finding, check.found)}."


def _carried(copy: Copy, finding: Finding, check: Check) -> str:
    held = copy.criteria[finding.subject].held
    if not isinstance(check.found, int):
        return "It was not asked in this round, and no earlier level can stand in for it."
    level = _level(copy, finding, check.found)
    return f"It was not asked in this round; the level used in round {held.carried_from} was {level}."


def _excluded(copy: Copy, finding: Finding) -> str:
    left_out = copy.excluded.get(finding.subject)
    why = f" ({left_out.reason})" if left_out else ""
    return f"It was taken out of this round for everyone{why}."


def _waived(copy: Copy, finding: Finding) -> str:
    waiver = copy.waived.get(finding.subject)
    if waiver is None:
        return "It was taken out of this round, and waived."
    return f"It was taken out of this round; {waiver.by} waived it on {day(waiver.date)} ({waiver.reason})."


def _counted(copy: Copy, check: Check) -> str:
    if not isinstance(check.found, Ratio):
        return "Too few leaders gave a level."
    if check.part is Part.NOT_APPLICABLE:
        return f"{opening(ratio_words(check.found, 'answer'))} said “not applicable”, which is too many to judge it."
    return f"{opening(leaders(check.found, 'gave', 'gave'))} a level; {are_needed(judged_enough(copy, check))}."


def _clause(copy: Copy, finding: Finding, check: Check) -> str:
    match check.part:
        case Part.SHARE:
            return _share(check)
        case Part.BALANCED:
            return _balanced(check)
        case Part.RECORD:
            return _record(copy, finding, check)
        case Part.AGREED:
            return _agreed(copy, finding, check)
        case Part.CARRIED:
            return _carried(copy, finding, check)
        case Part.EXCLUDED:
            return _excluded(copy, finding)
        case Part.WAIVED:
            return _waived(copy, finding)
        case Part.COULD_JUDGE | Part.NOT_APPLICABLE:
            return _counted(copy, check)
        case Part.DISSENT:
            apart = number(copy.facts.matrix.policy.dissent_levels)
            return (
                f"One kind of partner sees it {apart} or more levels lower, so it waits for a level agreed on the day."
            )
        case _:
            return _WAITING[check.part]


_WAITING: Final = {
    Part.SPLIT: "Leaders stand on both sides of it and have no shared view, so it waits for a level agreed on the day.",
    Part.AGREED_EVIDENCE: "Nothing has been noted that shows the level agreed.",
    Part.DISSENT_ENTRY: "Whether anybody disagreed with the level agreed has not been noted.",
}


def clauses(copy: Copy, finding: Finding) -> Iterator[str]:
    """What was found about a criterion, a sentence for each part that has something to say."""
    for check in finding.checks:
        if check.part not in _QUIET or check.outcome is not Outcome.MET:
            yield _clause(copy, finding, check)
