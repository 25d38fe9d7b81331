"""What has changed? The questions that rose or fell, the areas, the facts, and what is asked."""

from collections.abc import Iterator, Sequence

from pbp_assess.core.compare import DomainChange, Grade
from pbp_assess.core.compare.facts import DocumentChange, RecordChange
from pbp_assess.core.compare.matrices import MatrixChange, MatrixShift
from pbp_assess.core.disclosure.comparison import ComparisonCopy, CriterionChangeCopy
from pbp_assess.core.matrix import Matrix
from pbp_assess.report.blocks import Block, Cell, Items, Paragraph, Section, Table
from pbp_assess.report.charts.drawings import Dumbbell, DumbbellRow
from pbp_assess.report.charts.telling import chart_of
from pbp_assess.report.wording.comparison import (
    LINKS,
    MATRIX_SHIFTS,
    change_words,
    level_then,
    name_of,
)
from pbp_assess.report.wording.counts import listed, number, opening, plural, things
from pbp_assess.report.wording.levels import level_name, level_words, quoted
from pbp_assess.report.wording.readiness_change import document_words


def views(copy: ComparisonCopy) -> Section:
    """The clear changes and every fall as a table; the others by name."""
    if copy.panel is None:
        alike = Paragraph("On every question compared the level used is as it was.")
        return Section("views", "Question by question", (everybodys_table(copy) or alike,))
    listed_ = [change for change in (*copy.rose, *copy.fell) if change.fell or change.grade is Grade.CLEAR]
    blocks: list[Block] = []
    if listed_:
        blocks.append(changes_table(copy, "What is clear, and whatever fell", listed_))
    for what, changes in (
        ("Small, and may be chance, though views rose", [change for change in copy.rose if change not in listed_]),
        ("Much as before", copy.as_before),
        ("The level used is another, by chance or by a change of people", copy.not_told),
        ("Too few answered both times to say", copy.too_few),
    ):
        if changes:
            blocks.append(Paragraph(f"{what}: {listed([name_of(copy, change) for change in changes], apart=True)}."))
    return Section("views", "Question by question", tuple(blocks))


def views_table(copy: ComparisonCopy) -> Table | None:
    """The questions on which the people who answered both times moved."""
    moved = (*copy.rose, *copy.fell)
    return changes_table(copy, "Questions on which views changed", moved) if moved else None


def everybodys_table(copy: ComparisonCopy) -> Table | None:
    """Where everybody's level used is another: all that is known where nobody is known to have answered both times."""
    others = [change for change in copy.criteria if change.held_before.level != change.held.level]
    return changes_table(copy, "Where the level used is another", others) if others and copy.panel is None else None


def changes_table(copy: ComparisonCopy, caption: str, changes: Sequence[CriterionChangeCopy]) -> Table:
    """A row a question: the level used then and now, and, where they are known, what those who answered twice say."""
    known = copy.panel is not None
    rows: list[tuple[Cell, ...]] = [
        (
            name_of(copy, change) + (f" ({LINKS[change.link.kind]})" if LINKS[change.link.kind] else ""),
            level_then(copy, change.held_before.level),
            level_then(copy, change.held.level),
            *([change_words(change)] if known else []),
        )
        for change in changes
    ]
    header = ("Question", "Level used before", "Level used now", *(["Those who answered both times"] if known else []))
    return Table(caption, header, tuple(rows))


def then_and_now(copy: ComparisonCopy) -> Block:
    """The level used in each round, of every question compared."""
    matrix = copy.facts.matrix
    scale = tuple(step.name for step in matrix.scale)
    rows = tuple(
        DumbbellRow(name_of(copy, change), _place(matrix, change.held_before.level), _place(matrix, change.held.level))
        for change in copy.criteria
    )
    drawing = Dumbbell(scale, (copy.before.round_id, copy.facts.round_id), rows)
    subtitle = f"{opening(things(len(rows), 'question'))} compared: the level used in each round."
    return chart_of("levels-then-and-now", "The level used, then and now", subtitle, drawing, "question")


def _place(matrix: Matrix, level: int | None) -> int | None:
    return None if level is None else level - matrix.levels[0]


def areas(copy: ComparisonCopy) -> Section | None:
    """Each area that has a question compared."""
    table = areas_table(copy)
    return Section("areas-changed", "Area by area", (table,)) if table else None


def areas_table(copy: ComparisonCopy) -> Table | None:
    """How many of each area's questions rose, fell, and are as before; None where no area has one compared.

    Where who answered both times is not known, how many are compared, and the area's level.
    """
    known = copy.panel is not None
    rows: list[tuple[Cell, ...]] = [
        (
            change.domain.name,
            change.compared,
            *((change.rose, change.fell, change.as_before, change.not_told, change.too_few) if known else ()),
            *(_area_level(copy, change, now=now) for now in (False, True)),
        )
        for change in copy.domains
        if change.compared
    ]
    counts = ("Rose", "Fell", "As before", "By chance or people", "Too few") if known else ()
    header = ("Area", "Questions compared", *counts, "Level before", "Level now")
    return Table("Areas, then and now", header, tuple(rows)) if rows else None


def _area_level(copy: ComparisonCopy, change: DomainChange, *, now: bool) -> str:
    profile = change.after if now else change.before
    return level_then(copy, profile.level if profile else None)


def facts_moved(copy: ComparisonCopy) -> Section | None:
    """Documents and records that stand elsewhere than they did: how many, and each that stands lower."""
    moved: tuple[RecordChange | DocumentChange, ...] = (*copy.records, *copy.documents)
    if not moved:
        return None
    lower = [one for one in moved if one.fell]
    heading = f"{opening(things(len(moved), 'document or record', 'documents or records'))} moved"
    count = f"{opening(number(len(lower)))} of them {plural(len(lower), 'stands', 'stand')}"
    if not lower:
        return Section("facts", heading, (Paragraph("None of them stands lower than before."),))
    return Section("facts", heading, (Paragraph(f"{count} lower than before."), Items(_facts(copy, lower))))


def all_facts(copy: ComparisonCopy) -> Items:
    """Every document and record that moved."""
    return Items(_facts(copy, (*copy.records, *copy.documents)))


def _facts(copy: ComparisonCopy, moved: Sequence[RecordChange | DocumentChange]) -> tuple[str, ...]:
    return tuple(
        _record_words(copy, one) if isinstance(one, RecordChange) else document_words(copy, one) for one in moved
    )


def _record_words(copy: ComparisonCopy, change: RecordChange) -> str:
    """A level that a document shows, then and now."""
    criterion, matrix = copy.facts.matrix.criterion_by_id[change.criterion], copy.facts.matrix
    now = "no longer noted" if change.after is None else level_words(matrix, criterion, change.after)
    then = "not noted" if change.before is None else level_name(matrix, change.before)
    return f"{criterion.name}: {now}, shown by a document; before: {then}"


def matrix_moved(copy: ComparisonCopy) -> Section | None:
    """What is asked, or judged, differently than before."""
    if not copy.matrix:
        return None
    entries = tuple(dict.fromkeys(_matrix_entries(copy)))
    return Section("matrix", "What is asked and judged has changed as well", (Items(entries),))


def _matrix_entries(copy: ComparisonCopy) -> Iterator[str]:
    """A line a kind of change, with the names of what changed."""
    by_kind: dict[MatrixShift, list[str]] = {}
    for change in copy.matrix:
        by_kind.setdefault(change.kind, []).append(_subject(copy, change))
    for kind, subjects in by_kind.items():
        names = "; ".join(quoted(name) for name in subjects if name)
        yield f"{MATRIX_SHIFTS[kind]}{f': {names}' if names else ''}"


def _subject(copy: ComparisonCopy, change: MatrixChange) -> str:
    """What changed, by name."""
    for facts in (copy.facts, copy.before):
        matrix = facts.matrix
        named = {
            **{domain.id: domain.name for domain in matrix.domains},
            **{stage: entry.plain for stage, entry in matrix.policy.stages.items()},
            **{name: function.name for name, function in matrix.policy.function_by_id.items()},
            **{name: criterion.name for name, criterion in matrix.criterion_by_id.items()},
        }
        if change.subject in named:
            return named[change.subject]
    return change.subject
