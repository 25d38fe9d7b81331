"""Which charts does a round make? Areas by the level used, questions by what leaders chose, what is needed, what moved.

Whatever a copy withholds is in no chart: a question whose counts are not shown has no row.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pbp_assess.core.compare import Grade
from pbp_assess.core.crosswalk import LinkKind
from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.core.gate import Outcome
from pbp_assess.core.matrix import Domain
from pbp_assess.core.profile import Source
from pbp_assess.report.blocks import Chart, Table
from pbp_assess.report.charts.drawings import (
    MOST_AXES,
    Dumbbell,
    DumbbellRow,
    Portion,
    Radar,
    Series,
    Stacked,
    StackedRow,
    Strip,
    StripRow,
)
from pbp_assess.report.charts.telling import chart_of
from pbp_assess.report.day.phrases import level_counts
from pbp_assess.report.wording.charts import (
    MOVED,
    areas_shown,
    chart_sentence,
    moved_shown,
    needed_shown,
    of_leaders,
    of_questions,
    spread_shown,
)
from pbp_assess.report.wording.levels import level_name

NO_LEVEL: Final = "No level given"
MOST_ROWS: Final = 8  # questions on one chart of what is needed: about a page
Before = Mapping[str, int]
"""The level used of each question in an earlier round."""


def scale(copy: Copy) -> tuple[str, ...]:
    """The names of the levels, lowest first."""
    return tuple(level_name(copy.facts.matrix, level) for level in copy.facts.matrix.levels)


def _place(copy: Copy, level: int | None) -> int | None:
    """A level's position on the scale."""
    return None if level is None else level - copy.facts.matrix.levels[0]


# --- areas ----------------------------------------------------------------------------------------


def _nothing(copy: Copy) -> str:
    """What questions without a level have in common."""
    reasons = {source for domain in copy.domains for source in domain.missing}
    return "No shared view yet" if reasons <= {Source.NO_SHARED_VIEW} else "No level"


def areas_chart(copy: Copy, table: Table) -> Chart:
    """A dot for each question, by area and the level used; the table is the section's own."""
    rows = tuple(
        StripRow(domain.domain.name, tuple(domain.held.counts), domain.of - domain.held.n) for domain in copy.domains
    )
    drawing = Strip(scale(copy), "question", _nothing(copy), rows)
    said = chart_sentence(drawing, "area")
    return Chart("areas-chart", areas_shown(copy), of_questions(copy), said, drawing, table, table_first=True)


def radar_chart(copy: Copy) -> Chart | None:
    """The level of each area on a wheel; none for fewer than three areas, or for more than can be read."""
    if not 3 <= len(copy.domains) <= MOST_AXES:
        return None
    now = Series(copy.facts.round_id, tuple(_place(copy, domain.level) for domain in copy.domains))
    drawing = Radar(scale(copy), tuple(domain.domain.name for domain in copy.domains), (now,))
    return chart_of("areas-radar", RADAR, RADAR_SHOWN, drawing, "area")


RADAR: Final = "The same areas as a radar"
RADAR_SHOWN: Final = (
    "The level in the middle of each area's questions, where it is the same whatever the missing ones turn out to be"
)

# --- questions ------------------------------------------------------------------------------------


def _counts(copy: Copy, entry: CriterionCopy) -> tuple[int, ...] | None:
    """How many chose each level of the scale, lowest first; None where there are no counts to show."""
    counts = level_counts(entry)
    return counts if counts is None else tuple(counts.get(level, 0) for level in copy.facts.matrix.levels)


def spread_chart(copy: Copy, domain: Domain) -> Chart | None:
    """What leaders chose on each question of an area, of which each has its own table below; none without counts."""
    entries = [copy.criteria[criterion.id] for criterion in domain.criteria]
    shown = [(entry, counts) for entry in entries if (counts := _counts(copy, entry)) is not None]
    if not shown:
        return None
    levels = (Portion(name, position) for position, name in enumerate(scale(copy)))
    rows = tuple(StackedRow(entry.criterion.name, (*counts, entry.asked - entry.n)) for entry, counts in shown)
    drawing = Stacked("answer", (*levels, Portion(NO_LEVEL)), rows)
    headline = spread_shown(domain.name, [entry for entry, _ in shown])
    chart = chart_of(f"spread-{domain.id}", headline, of_leaders(copy, folds=False), drawing, "question")
    return replace(chart, elsewhere=True)


# --- what is needed -------------------------------------------------------------------------------


def _short(copy: Copy) -> dict[str, int]:
    """The questions that a function sought is short of or cannot say, with the highest level needed."""
    needed: dict[str, int] = {}
    for function in copy.sought:
        for finding in function.aim.gate.findings if function.aim else ():
            if finding.required_level is not None and finding.outcome is not Outcome.MET:
                needed[finding.subject] = max(finding.required_level, needed.get(finding.subject, 0))
    return needed


def needed_chart(copy: Copy, before: Before | None = None) -> Chart | None:
    """Spread, change and target of the questions short of what is needed, in matrix order; none where none is."""
    needed, earlier = _short(copy), before or {}
    found = [
        (name, entry, counts)
        for name, entry in copy.criteria.items()
        if name in needed and (counts := _counts(copy, entry)) is not None
    ]
    if not found:
        return None
    rows = tuple(
        StripRow(
            entry.criterion.name,
            counts,
            entry.asked - entry.n,
            _place(copy, entry.held.level),
            _place(copy, earlier.get(name)),
            _place(copy, needed[name]),
        )
        for name, entry, counts in found[:MOST_ROWS]
    )
    drawing = Strip(scale(copy), "leader", NO_LEVEL, rows)
    return chart_of("needed", needed_shown(len(rows), len(found)), of_leaders(copy), drawing, "question")


# --- an earlier round -----------------------------------------------------------------------------


def levels_before(compared: ComparisonCopy | None) -> Before:
    """The level used of each question in the round compared with, where words and scale are the same."""
    if compared is None or compared.before.matrix.levels != compared.facts.matrix.levels:
        return {}
    return {
        change.link.after[0]: change.held_before.level
        for change in compared.criteria
        if change.link.kind is LinkKind.SAME and change.held_before.level is not None
    }


def moved_chart(copy: Copy, compared: ComparisonCopy) -> Chart | None:
    """The questions whose level used is another than before, clear changes first; none where there is none."""
    before = levels_before(compared)
    clear = {name for change in compared.criteria if change.grade is Grade.CLEAR for name in change.link.after}
    moved = [
        entry
        for name, entry in copy.criteria.items()
        if entry.held.level is not None and before.get(name, entry.held.level) != entry.held.level
    ]
    if not moved:
        return None
    first = sorted(moved, key=lambda entry: entry.criterion.id not in clear)[:MOST_ROWS]
    rows = tuple(
        DumbbellRow(entry.criterion.name, _place(copy, before[entry.criterion.id]), _place(copy, entry.held.level))
        for entry in first
    )
    drawing = Dumbbell(scale(copy), (compared.before.round_id, copy.facts.round_id), rows)
    return chart_of("moved", moved_shown(len(rows), len(moved), len(before)), MOVED, drawing, "question")
