"""What are we ready for? Each function sought, then and now; what became of actions and targets."""

from collections.abc import Iterator

from pbp_assess.core.compare import FunctionChange, Shift
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.report.blocks import Block, Cell, Paragraph, Section, Table
from pbp_assess.report.wording.comparison import actions_sentence
from pbp_assess.report.wording.counts import day, opening
from pbp_assess.report.wording.readiness_change import (
    functions_sentences,
    name_of,
    shift_words,
    stage_name,
    target_words,
    targets_sentence,
    verdict_words,
)


def ready(copy: ComparisonCopy) -> Iterator[Block]:
    """The table, and what became of each function in words."""
    if table := functions_table(copy):
        yield table
    yield Paragraph(" ".join(functions_sentences(copy)))


def functions_table(copy: ComparisonCopy) -> Table | None:
    """A row a function at the stage sought, and every other stage that moved; None where none is sought."""
    rows = tuple(_row(copy, change) for change in copy.functions if change.aim)
    header = ("Function", f"What is sought for {copy.facts.committee}", "Before", "Now", "Stage by stage")
    return Table("Functions sought, then and now", header, rows) if rows else None


def _row(copy: ComparisonCopy, change: FunctionChange) -> tuple[Cell, ...]:
    aim = change.aim
    sought = opening(stage_name(copy, aim.stage)) if aim else ""
    if not change.sought:
        sought += " (no longer sought)"
    elif not change.sought_before:
        sought += " (newly sought)"
    then, now = (aim.before, aim.after) if aim else (None, None)
    return (name_of(copy, change.function), sought, verdict_words(then), verdict_words(now), _moved(copy, change))


def _moved(copy: ComparisonCopy, change: FunctionChange) -> str:
    """The stages gained, lost, or not known any more."""
    said = [
        f"{stage_name(copy, stage.stage)}: {shift_words(stage)}"
        for stage in change.stages
        if stage.shift is not Shift.NONE
    ]
    return opening("; ".join(said)) or "–"


def followed(copy: ComparisonCopy) -> Section | None:
    """The actions and targets of earlier rounds."""
    blocks: list[Block] = []
    if copy.actions.of:
        blocks.append(_actions_table(copy))
    if copy.targets:
        rows: list[tuple[Cell, ...]] = [target_words(copy, result) for result in copy.targets]
        blocks += [Paragraph(targets_sentence(copy)), Table("Targets set before", ("Target", "Result"), tuple(rows))]
    heading = actions_sentence(copy).partition(":")[0].rstrip(".") if copy.actions.of else "What became of the targets"
    return Section("followed", heading, tuple(blocks)) if blocks else None


def _actions_table(copy: ComparisonCopy) -> Table:
    """Overdue first, then what is under way, then what is done."""
    taken = copy.actions
    rows: list[tuple[Cell, ...]] = [
        (entry.what, entry.owner, day(entry.due), status)
        for entries, status in ((taken.overdue, "Overdue"), (taken.underway, "Open"), (taken.done, "Done"))
        for entry in entries
    ]
    return Table("Actions of earlier rounds", ("What", "Owner", "Due", f"On {day(copy.facts.as_of)}"), tuple(rows))
