"""What came of the day: what was agreed, on what we still differ, what it changes, and who does what by when?

Beside the private answers, never over them: each level agreed stands beside what most leaders had said, and each
result beside the one on the private answers alone.
"""

from pbp_assess.core.assess import Commitment
from pbp_assess.core.disclosure import Copy
from pbp_assess.report.blocks import Block, Cell, Inset, Paragraph, Section, Table, View
from pbp_assess.report.day.changed import changed
from pbp_assess.report.frame import framed
from pbp_assess.report.held import held
from pbp_assess.report.wording import outcome as words
from pbp_assess.report.wording.changes import actions_of_this_round, commitment_status
from pbp_assess.report.wording.counts import day
from pbp_assess.report.wording.levels import held_words, level_words
from pbp_assess.report.wording.measures import STATUSES
from pbp_assess.report.wording.readiness import (
    ICB_DECIDES,
    NO_POLICY,
    NONE_SOUGHT,
    NOTHING_SOUGHT,
    PROFILE_ONLY,
    function_name,
    ready_heading,
    status_words,
    with_and_without_agreed,
)


def _agreed_table(copy: Copy) -> Table:
    """One row a level agreed: before the day, on the day, why, and what shows it."""
    rows: list[tuple[Cell, ...]] = []
    named = any(agreed.dissenters for agreed in words.agreed_here(copy).values())
    for name, agreed in words.agreed_here(copy).items():
        entry = copy.criteria[name]
        level = level_words(copy.facts.matrix, entry.criterion, agreed.level)
        said = (entry.criterion.name, words.before_words(copy, entry), level, words.reason(agreed))
        rows.append((*said, words.shown_by(agreed), *((words.dissenters(agreed),) if named else ())))
    header = ("Question", "Before the day: most leaders see", "Agreed on the day", "Why", "What shows it")
    return Table("Levels agreed on the day", (*header, *(("Disagreed",) if named else ())), tuple(rows))


def _now(copy: Copy) -> Section:
    blocks: list[Block] = []
    if copy.agreed:
        blocks += [Paragraph(words.agreed_sentence(copy), lead=True), _agreed_table(copy), Paragraph(words.DISSENT)]
    if differ := words.differ_sentence(copy):
        blocks.append(Paragraph(differ))
    blocks = blocks or [Paragraph("Every level in use is what a document shows, or what most leaders see.")]
    return Section("now", "Where are we now?", (Section("agreed", words.agreed_heading(copy), tuple(blocks)),))


def _both_ways(copy: Copy) -> Table:
    """Each function's result on the private answers alone, and with what was agreed."""
    rows: list[tuple[Cell, ...]] = []
    for function in copy.sought:
        aim = function.aim
        alone = STATUSES[aim.private.status] if aim else status_words(aim)
        rows.append((function_name(copy, function.function), alone, status_words(aim)))
    header = ("Function", "On the private answers alone", "With what was agreed on the day")
    return Table("Each function sought, both ways", header, tuple(rows))


def _ready(copy: Copy) -> Section:
    if copy.facts.matrix.readiness is None:
        return Section("both", PROFILE_ONLY, (Paragraph(NO_POLICY),))
    if not copy.sought:
        return Section("both", NONE_SOUGHT, (Paragraph(NOTHING_SOUGHT),))
    both = Paragraph(" ".join(with_and_without_agreed(copy)), lead=True)
    return Section("both", ready_heading(copy), (Inset(ICB_DECIDES), both, _both_ways(copy)))


def _action_row(copy: Copy, taken: Commitment) -> tuple[Cell, ...]:
    about, known = (
        words.about(copy, taken.criterion, taken.function),
        taken.shown_by or words.how_known(copy, taken.criterion),
    )
    return (taken.what, taken.owner, day(taken.due), commitment_status(copy, taken), about, known)


def _actions(copy: Copy) -> Section:
    taken = actions_of_this_round(copy)
    blocks: list[Block] = []
    if taken:
        header = ("What", "Owner", "By when", f"On {day(copy.facts.as_of)}", "About", "What shows it, or could")
        rows = tuple(_action_row(copy, entry) for entry in taken)
        blocks.append(Table("Actions of this round", header, rows))
    blocks += [_targets(copy)] if words.wanted_here(copy) else []
    blocks += [Paragraph(text) for text in (words.loose_sentence(copy),) if text]
    blocks = blocks or [Paragraph("An action needs an owner and a date.")]
    return Section("actions", words.actions_heading(copy), tuple(blocks))


def _targets(copy: Copy) -> Table:
    """The levels wanted, each with its phrase and its day, beside the level used."""
    rows: list[tuple[Cell, ...]] = []
    for target in words.wanted_here(copy):
        entry = copy.criteria[target.criterion]
        wanted = level_words(copy.facts.matrix, entry.criterion, target.level)
        rows.append((entry.criterion.name, held_words(copy, entry), wanted, day(target.due)))
    return Table("Levels wanted", ("Question", "Level used", "Level wanted", "By when"), tuple(rows))


def _decided(copy: Copy) -> Section | None:
    """What the ICB decided, on which conditions, and when it looks again."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            words.decided_on(copy, decision),
            words.DECIDED[decision.outcome],
            f"{decision.decided_by}, {day(decision.date)}",
            "; ".join(text for text in (decision.limits, *decision.conditions) if text) or "–",
            day(decision.review) if decision.review else "–",
        )
        for decision in words.decided_here(copy)
    )
    if not rows:
        return None
    header = ("What was asked for", "Decision", "By whom and when", "Limits and conditions", "Review")
    table = Table("Decisions of the ICB", header, rows)
    return Section("decided", words.decided_heading(len(rows)), (Inset(ICB_DECIDES), table))


def outcome_view(copy: Copy) -> View:
    """The outcome report of one copy."""
    sign_off = (Paragraph(words.SIGNED_OFF), Paragraph(words.CORRECTIONS))
    parts: tuple[Section | None, ...] = (
        _now(copy),
        Section("changed", "What has changed?", (changed(copy),)),
        Section("ready-for", "What are we ready for?", (_ready(copy),)),
        _actions(copy),
        _decided(copy),
        held(copy),
        Section("sign-off", "Signing off, and how to ask for a correction", sign_off),
    )
    return framed(copy, words.title(copy), "After the development day", parts, contents=False)
