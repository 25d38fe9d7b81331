"""How is it said how solid a verdict is?

Firm or a close call, the other ways of counting and which of them change the result, and what would need to be in
place. What a copy withholds is never hinted at.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from pbp_assess.core.disclosure import Copy
from pbp_assess.core.disclosure.solidity import Change, SolidityCopy
from pbp_assess.core.gate import Outcome, Withheld
from pbp_assess.core.robustness.path import Need, Unlock
from pbp_assess.core.robustness.readings import Family, Reading
from pbp_assess.core.robustness.shares import Grouping
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.counts import listed, number, opening, plural, share_words, things
from pbp_assess.report.wording.findings import in_place
from pbp_assess.report.wording.levels import level_words
from pbp_assess.report.wording.measures import OUTCOMES
from pbp_assess.report.wording.readiness import function_name

NOT_SHOWN: Final = "How solid this is is not shown in this copy: it would tell too much of single answers."
SUPPOSED_ONLY: Final = "This is only supposed: nothing is written, and no answer is changed."
FIRM: Final = "One or two answers would not change this."
FIRM_BUT_FOR_TWO: Final = "One leader's answers would not change this; two answers together could."
CLOSE_CALL: Final = "One or two answers could change this."
TOO_FEW_YET: Final = "Too few have answered yet to say how solid this is."

_GROUPINGS: Final[Mapping[Grouping, str]] = {
    Grouping.PERSON: "leaders are counted one by one alone",
    Grouping.SECTOR: "sectors are counted equally",
    Grouping.ORGANISATION: "organisations are counted equally",
}

_KINDS: Final[Mapping[Family, str]] = {
    Family.PRIVATE: "only the private answers count",
    Family.GROUPING: "others count the same",
    Family.SHARE: "another share is needed",
    Family.CANNOT_JUDGE: "“cannot judge” counts as below what is needed",
    Family.INVITED: "invited voices are counted in",
    Family.HOLDERS: "those who would hold the function are left out",
    Family.MEMBER: "one leader is left out",
    Family.ORGANISATION: "one organisation is left out",
}
_SOMEBODY: Final = "one leader or one organisation is left out"

# --- firm or a close call -------------------------------------------------------------------------


def firm_sentence(solid: SolidityCopy) -> str:
    """Whether one or two answers could change a result."""
    if solid.awaits_answers:
        return TOO_FEW_YET
    if isinstance(solid.firm, Withheld):
        return NOT_SHOWN
    if solid.firm and solid.to_flip == 2:  # known to the facilitator alone, who reads that number just below
        return FIRM_BUT_FOR_TWO
    return FIRM if solid.firm else CLOSE_CALL


def firm_words(solid: SolidityCopy) -> str:
    """The same for a cell of a table headed "One or two answers"."""
    if solid.awaits_answers:
        return "too few yet"
    if isinstance(solid.firm, Withheld):
        return "not shown"
    if solid.firm and solid.to_flip == 2:
        return "one would not, two could"
    return "would not change this" if solid.firm else "could change this"


# --- other ways of counting -----------------------------------------------------------------------


def change_words(solid: SolidityCopy, change: Change) -> str:
    """A kind of counting after "if": "sectors are counted equally"."""
    match change.family:
        case Family.GROUPING:
            return _GROUPINGS[Grouping(change.what)]
        case Family.SHARE:
            share = share_words(Fraction(change.what))
            return f"{share} of the leaders must see it" if share == "half" else f"{share} leaders must see it"
        case Family.MEMBER if isinstance(solid.readings, Withheld):
            return _SOMEBODY
        case _:
            return _KINDS[change.family]


def ways_words(solid: SolidityCopy) -> str:
    """In how many ways the answer is the same, for a cell: "22 of 24 ways"."""
    if isinstance(solid.same, Withheld):
        return "not shown"
    if not solid.same.of:
        return "–"
    at_least = "" if solid.same.up_to is None else "at least "
    return f"{at_least}{solid.same.count} of {solid.same.of} {plural(solid.same.of, 'way')}"


def _same_words(same: Ratio) -> str:
    if same.count == same.of:
        return f"in {'the one other way' if same.of == 1 else f'all {same.of} other ways'} of counting"
    at_least = "" if same.up_to is None else "at least "
    return f"in {at_least}{same.count or 'none'} of {same.of} other {plural(same.of, 'way')} of counting"


def ways_sentence(solid: SolidityCopy) -> str:
    """How many other fair ways of counting give the same answer, and which kinds do not; empty where not shown."""
    if isinstance(solid.same, Withheld) or isinstance(solid.changes, Withheld):
        return ""
    if not solid.same.of:
        return "There is no other way of counting this: it turns on no share of the leaders."
    sentence = f"The same answer {_same_words(solid.same)}."
    if solid.changes:
        sentence += f" It changes if {', or if '.join(change_words(solid, change) for change in solid.changes)}."
    return sentence


def untold_sentence(solid: SolidityCopy) -> str:
    """Which ways are not counted in this copy, because few people are behind them; empty where all are."""
    if not solid.untold:
        return ""
    ways = " or if ".join(_KINDS[family] for family in solid.untold)
    return f"What it would be if {ways} is not shown: too few people are behind that."


def solid_sentences(solid: SolidityCopy) -> tuple[str, ...]:
    """How solid a verdict is, as far as a copy may say: firm or a close call, and the same in so many ways."""
    sentences = (firm_sentence(solid), ways_sentence(solid), untold_sentence(solid))
    return tuple(sentence for sentence in sentences if sentence)


# --- the facilitator's ----------------------------------------------------------------------------


def reading_words(solid: SolidityCopy, reading: Reading) -> str:
    """One way that gives another answer, by name: "without gp-lead-north: not met"."""
    if reading.family in {Family.MEMBER, Family.ORGANISATION}:
        how = f"without {reading.what}"
    else:
        how = f"if {change_words(solid, Change(reading.family, reading.what))}"
    return f"{how}: {OUTCOMES[reading.outcome].lower()}"


def alone_sentence(solid: SolidityCopy) -> str:
    """Who could change the result with their own sheet; empty where nobody could, or the copy does not say."""
    if isinstance(solid.deciding_members, Withheld) or not solid.deciding_members:
        return ""
    who = listed(solid.deciding_members)
    return f"One sheet, all at the lowest or all at the highest level, would change this: that of {who}."


def flip_sentence(solid: SolidityCopy) -> str:
    """How many answers would have to cross the level needed; empty where the copy does not say."""
    if isinstance(solid.to_flip, Withheld):
        return ""
    if solid.to_flip is None:
        return "No number of leaders crossing the level needed would change this: something else decides it."
    answers = things(solid.to_flip, "answer")
    return opening(f"{answers} on the other side of the level needed would change this; no fewer would.")


# --- what would need to be in place ---------------------------------------------------------------


def steps_words(need: Need) -> str:
    """How many steps a criterion needs at least; empty where it is not a matter of steps, or not shown."""
    return f"{things(need.moves, 'step')} at least" if isinstance(need.moves, int) else ""


def path_sentences(copy: Copy, solid: SolidityCopy) -> tuple[str, ...]:
    """The least that would have to change in the answers, and what it would lead to; none where not shown."""
    path = solid.path
    if isinstance(path.moves, Withheld) or isinstance(path.outcome, Withheld) or isinstance(path.left, Withheld):
        return ()
    if solid.outcome is Outcome.MET:
        return ("Every test is met: nothing would have to change.",)
    if not path.moves:
        return ("No share of the leaders is short: what is missing is not a matter of how leaders see it.",)
    steps = f"{things(path.moves, 'step')} in all {plural(path.moves, 'is', 'are')} the least"
    least = f"One leader seeing a question one level higher is a step: {steps} that would pass every share needed."
    if path.outcome is Outcome.MET:
        return (least, "With that, every test would be met.")
    return (least, f"That alone would not do: {'; '.join(in_place(copy, finding) for finding in path.left)}.")


def unlock_words(copy: Copy, unlock: Unlock, of: int) -> str:
    """What one criterion would open: in how many of the functions sought it is short, and where it alone is."""
    criterion = copy.facts.matrix.criterion_by_id[unlock.criterion]
    needed = f"{criterion.name}, at {level_words(copy.facts.matrix, criterion, unlock.level)}"
    if of == 1:
        return needed
    words = f"{needed}: missing in {number(len(unlock.functions))} of {number(of)}"
    if not unlock.alone:
        return words
    names = listed([function_name(copy, function) for function in unlock.alone], apart=True)
    return f"{words}; nothing else is missing for {names}"
