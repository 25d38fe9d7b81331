"""What is said about two rounds compared?

The people who answered both times come first. A rise is spoken of as clear, or as small and perhaps chance; a change of
people is never called a rise. Counts of people are those that the copy holds, and none is guessed at.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from pbp_assess.core.compare import Direction, Grade, PanelChange
from pbp_assess.core.compare.linking import Reason
from pbp_assess.core.compare.matrices import MatrixShift
from pbp_assess.core.crosswalk import LinkKind
from pbp_assess.core.disclosure.comparison import (
    ChangeKeptBack,
    ComparisonCopy,
    CriterionChangeCopy,
    MovesCopy,
    ShareCopy,
)
from pbp_assess.core.gate import Withheld
from pbp_assess.core.matrix import Criterion
from pbp_assess.core.profile import Source, freshness_limit
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.counts import day, listed, number, opening, plural, ratio_words, things
from pbp_assess.report.wording.levels import level_name, quoted

GRADES: Final[Mapping[Grade, str]] = {
    Grade.CLEAR: "clear",
    Grade.POSSIBLE: "small, may be chance",
    Grade.NO_CLEAR_CHANGE: "no clear change",
    Grade.TOO_FEW: "too few answered both times to say",
    Grade.NOT_TOLD: "small: may be chance, or a change of people",
}

DIRECTIONS: Final[Mapping[Direction, str]] = {
    Direction.UP: "rose",
    Direction.DOWN: "fell",
    Direction.NEITHER: "is much as before",
}

LINKS: Final[Mapping[LinkKind, str]] = {
    LinkKind.SAME: "",
    LinkKind.REWORDED: "asked in other words",
    LinkKind.RENAMED: "asked under another name",
    LinkKind.SPLIT: "one question before, now several",
    LinkKind.MERGED: "several questions before, now one",
}

REASONS: Final[Mapping[Reason, str]] = {
    Reason.ADDED: "new, and not asked before",
    Reason.REMOVED: "no longer asked",
    Reason.REWORDED: "asked in other words, so that the two cannot be compared",
    Reason.JOINED: "what was said then is compared with another question",
    Reason.NOT_ASKED: "not asked this time",
    Reason.NOT_ASKED_BEFORE: "not asked the time before",
    Reason.EXCLUDED: "taken out this time, for everyone",
    Reason.EXCLUDED_BEFORE: "taken out the time before, for everyone",
}

MATRIX_SHIFTS: Final[Mapping[MatrixShift, str]] = {
    MatrixShift.SCALE: "The scale is another",
    MatrixShift.DOMAIN_ADDED: "Area added",
    MatrixShift.DOMAIN_REMOVED: "Area taken out",
    MatrixShift.ADDED: "Question added",
    MatrixShift.REMOVED: "Question taken out",
    MatrixShift.REWORDED: "Question worded differently",
    MatrixShift.MOVED: "Question moved to another area",
    MatrixShift.MARKED: "Question marked differently: settled by a document, or critical",
    MatrixShift.COUNTING: "The rules of counting are others",
    MatrixShift.STAGE: "What a stage asks for is another",
    MatrixShift.STAGE_ORDER: "The stages stand in another order",
    MatrixShift.COVERAGE: "The sectors or answers needed are others",
    MatrixShift.FUNCTION_ADDED: "Function added",
    MatrixShift.FUNCTION_REMOVED: "Function taken out",
    MatrixShift.FUNCTION: "What a function asks for is another",
}

KEPT_BACK: Final[Mapping[ChangeKeptBack, str]] = {
    ChangeKeptBack.PEOPLE: "Who changed their view: answers were given in confidence.",
    ChangeKeptBack.MOVES: (
        "How many changed their view, unless the change is clear, and then one alone as a range; and whether any did, "
        "where the level used is another and few joined or left. A single answer could be worked out from it."
    ),
    ChangeKeptBack.DISTRIBUTIONS: (
        "How many of those who answered both times chose each level: beside the counts of everybody it would give the "
        "answers of those who came or left."
    ),
    ChangeKeptBack.EFFECTS: "Why a count moved, while fewer than five joined or left: it would give their answers.",
}

WHOLE_PANEL_ONLY: Final = (
    "The answers of the two rounds are not both at hand, so it cannot be said who changed their view: what follows "
    "compares everybody then with everybody now, and a change of people can look like progress."
)
NAMED_AT_MOST = 3  # questions named in a sentence


# --- the headline ---------------------------------------------------------------------------------


def asked_again(copy: ComparisonCopy) -> str:
    """As in "12 questions were asked again."""
    count = len(copy.criteria)
    return f"{opening(things(count, 'question'))} {plural(count, 'was', 'were')} asked again."


def joined_sentences(copy: ComparisonCopy) -> Iterator[str]:
    """What is compared through a crosswalk, and that levels are."""
    joined = sum(change.link.kind is not LinkKind.SAME for change in copy.criteria)
    if joined:
        which = f"{number(joined)} of them" if joined < len(copy.criteria) else "each of them"
        yield f"A crosswalk joins {which} to one in other words, under another name or in other parts."
    if copy.before.matrix.levels != copy.facts.matrix.levels:
        yield "The scale is another; the crosswalk says which level then is which level now."


def panel_sentence(panel: PanelChange) -> str:
    """As in "Nine leaders answered both times; one joined, one left."""
    said = f"{opening(things(panel.both, 'leader'))} answered both times"
    parts = [f"{number(count)} {word}" for count, word in ((panel.joined, "joined"), (panel.left, "left")) if count]
    parts += [
        f"{number(count)} answered {when} only"
        for count, when in ((panel.only_now, "this time"), (panel.only_before, "the time before"))
        if count
    ]
    return f"{said}; {', '.join(parts)}." if parts else f"{said}, and nobody else did."


def moved_sentence(copy: ComparisonCopy, panel: PanelChange) -> str:
    """As in "Among those nine, views rose on four, fell on one and are much as before on seven."""
    parts = [f"{word} on {number(len(found))}" for found, word in ((copy.rose, "rose"), (copy.fell, "fell")) if found]
    if copy.as_before:
        parts.append(f"are much as before on {number(len(copy.as_before))}")
    few, apart = len(copy.too_few), len(copy.not_told)
    if few == len(copy.criteria):
        return "On every question too few answered both times to say what changed."
    said = [f"Among those {number(panel.both)}, views {listed(parts)}."] if parts else []
    if apart:
        said.append(
            f"On {number(apart)} the level used is another, by chance or by a change of people: which of the two is "
            "not shown, for it would point to those who joined or left."
        )
    if few:
        said.append(f"On {number(few)} too few answered both times to say.")
    return " ".join(said)


def name_of(copy: ComparisonCopy, change: CriterionChangeCopy) -> str:
    """The question by name, as it is asked now."""
    return listed([copy.facts.matrix.criterion_by_id[name].name for name in change.link.after])


def moves_words(moves: MovesCopy | None) -> str:
    """As in "6 up, none down", the larger first; empty where the counts are not shown."""
    if moves is None or isinstance(moves.up, Withheld) or isinstance(moves.down, Withheld):
        return ""
    said = [(moves.up, f"{_count(moves.up)} up"), (moves.down, f"{_count(moves.down)} down")]
    return ", ".join(words for _, words in sorted(said, key=lambda part: -part[0].count))


def _count(ratio: Ratio) -> str:
    """People who moved: "6", "none", "at most one", "at least 8"."""
    if ratio.up_to is None:
        return str(ratio.count or "none")
    return f"at least {ratio.count}" if ratio.count else f"at most {number(ratio.up_to)}"


def _clear(copy: ComparisonCopy, changes: Sequence[CriterionChangeCopy], noun: str) -> Iterator[str]:
    """As in "The rise in “Open-book finance” is clear (6 up, none down)"."""
    for change in changes[:NAMED_AT_MOST]:
        counts = moves_words(change.moves)
        yield f"The {noun} in {quoted(name_of(copy, change))} is clear{f' ({counts})' if counts else ''}"
    more = len(changes) - NAMED_AT_MOST
    if more > 0:
        yield f"So {plural(more, 'is', 'are')} {number(more)} more"


def certainty_sentences(copy: ComparisonCopy) -> Iterator[str]:
    """Which changes are clear, and that the others are small and may be chance."""
    clear = [change for change in (*copy.rose, *copy.fell) if change.grade is Grade.CLEAR]
    small = len(copy.rose) + len(copy.fell) - len(clear)
    said = [
        *_clear(copy, [change for change in clear if change.rose], "rise"),
        *_clear(copy, [change for change in clear if change.fell], "fall"),
    ]
    if small and said:
        others = f"the other {number(small)} are" if small > 1 else "the other one is"
        said[-1] += f"; {others} small and may be chance"
    elif small:
        said = [
            f"{opening(number(small))} changes are small and may be chance"
            if small > 1
            else "The one change is small and may be chance"
        ]
    yield from (f"{sentence}." for sentence in said)


def actions_sentence(copy: ComparisonCopy) -> str:
    """As in "Four of five actions are done; one is overdue: risk terms, Finance lead, due 28 February 2023."""
    taken = copy.actions
    if not taken.of:
        return "No action had been taken on before this round."
    done = len(taken.done)
    said = (
        f"{opening(number(done) if done else 'none')} of {things(taken.of, 'action')} {plural(done, 'is', 'are')} done"
    )
    if not taken.overdue:
        return f"{said}; none is overdue."
    late = [f"{entry.what}, {entry.owner}, due {day(entry.due)}" for entry in taken.overdue]
    return f"{said}; {number(len(late))} {plural(len(late), 'is', 'are')} overdue: {listed(late, apart=True)}."


def standing_sentences(copy: ComparisonCopy) -> Iterator[str]:
    """What became of the questions that were not asked again: how long their answers stand."""
    rest = [entry for entry in copy.uncompared if entry.reason is Reason.NOT_ASKED]
    carried = [entry for entry in rest if entry.held.carried_from]
    if carried:
        which = f"The other {things(len(carried), 'question')}" if len(carried) > 1 else "The other question"
        verb = plural(len(carried), "was", "were")
        until = f", until {_month(_fresh_until(copy))}" if carried[0].held.level is not None else ""
        yield f"{which} {verb} not asked this time; the answers of round {carried[0].held.carried_from} stand{until}."
    shown = [entry for entry in rest if entry.held.source is Source.RECORD and entry not in carried]
    if shown:
        asked = f"{opening(things(len(shown), 'question'))} {plural(len(shown), 'was', 'were')} not asked this time"
        yield f"{asked}: a document settles {plural(len(shown), 'it', 'them')}."
    others = [entry for entry in copy.uncompared if entry not in carried and entry not in shown]
    counts = {reason: sum(entry.reason is reason for entry in others) for reason in Reason}
    for reason, count in counts.items():
        if count:
            yield f"{opening(things(count, 'question'))} {plural(count, 'is', 'are')} not compared: {REASONS[reason]}."


def _fresh_until(copy: ComparisonCopy) -> datetime.date:
    """The last month in which the carried answers still count at every stage sought."""
    policy = copy.facts.matrix.policy
    sought = [policy.stages[change.sought].fresh_quarters for change in copy.functions if change.sought]
    limits = [limit for limit in sought if limit is not None]
    limit = min(limits, default=freshness_limit(copy.facts.matrix))
    start = copy.before.closed or copy.before.opened
    quarter = start.year * 4 + (start.month - 1) // 3 + limit
    return datetime.date(quarter // 4, quarter % 4 * 3 + 3, 1)


def _month(date: datetime.date) -> str:
    """A month of a year: June 2023."""
    return day(date).partition(" ")[2]


def headline(copy: ComparisonCopy) -> Iterator[str]:
    """The comparison in a paragraph, sentence by sentence."""
    yield asked_again(copy)
    yield from joined_sentences(copy)
    if copy.panel is None:
        yield WHOLE_PANEL_ONLY
    else:
        yield panel_sentence(copy.panel)
        yield moved_sentence(copy, copy.panel)
        yield from certainty_sentences(copy)


def changed_title(copy: ComparisonCopy) -> str:
    """The headline in a few words: "Views rose on four questions and fell on one"."""
    if copy.panel is None:
        return "Everybody then beside everybody now: who changed their view is not known"
    parts = [
        f"{word} on {things(len(found), 'question')}"
        for found, word in ((copy.rose, "rose"), (copy.fell, "fell"))
        if found
    ]
    if parts:
        return f"Views {listed(parts)} among the people who answered both times"
    if len(copy.too_few) == len(copy.criteria):
        return "Too few answered both times to say what changed"
    return "Among the people who answered both times, views are much as before"


# --- one question ---------------------------------------------------------------------------------


def change_words(change: CriterionChangeCopy) -> str:
    """As in "rose: clear (6 up, none down)", "no clear change"."""
    if not change.grade.called:
        return GRADES[change.grade]
    counts = moves_words(change.moves)
    return f"{DIRECTIONS[change.direction]}: {GRADES[change.grade]}{f' ({counts})' if counts else ''}"


def level_then(copy: ComparisonCopy, level: int | Withheld | None) -> str:
    """A level of the scale by name, for a table; a dash where there is none."""
    if isinstance(level, Withheld):
        return "not shown"
    return "–" if level is None else level_name(copy.facts.matrix, level)


def _points(effect: Fraction) -> str:
    """An effect in hundredths of the share, rounded: printed beside exact counts, and in the annex alone."""
    return f"{float(effect * 100):+.0f}" if effect else "0"


def share_words(copy: ComparisonCopy, share: ShareCopy, criterion: Criterion) -> str:
    """Why the count at a level moved: leavers, changes of mind, joiners."""
    level = f"{level_name(copy.facts.matrix, share.level)}: {quoted(criterion.levels[share.level])}"
    then, now = (ratio_words(ratio, "leader") for ratio in (share.before, share.after))
    said = f"{level}, or higher: {then} before, {now} now."
    known = [effect for effect in (share.leavers, share.real, share.joiners) if isinstance(effect, Fraction)]
    if not known:
        return f"{said} Nobody gave a level both times, so why it moved cannot be told apart."
    left, real, joined = map(_points, known)
    return f"{said} In points of a hundred: those who left {left}, changed views {real}, those who joined {joined}."
