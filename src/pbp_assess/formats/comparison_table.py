"""How do two rounds compared, and all rounds of a place, read as tables?

Made from copies, so that nothing stands in them that its audience may not see: `withheld` stands where something is.
"""

from pbp_assess.core.compare.series import Series
from pbp_assess.core.disclosure.comparison import ComparisonCopy, CriterionChangeCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.core.tally import Ratio
from pbp_assess.formats.tabular import Sheet, Value


def comparison_table(copy: ComparisonCopy) -> Sheet:
    """A row for each question compared."""
    rows = [_row(copy, change) for change in copy.criteria]
    return Sheet("Comparison", tuple(rows[0]), tuple(tuple(row.values()) for row in rows))


def _row(copy: ComparisonCopy, change: CriterionChangeCopy) -> dict[str, Value]:
    moves, named = change.moves, copy.facts.matrix.criterion_by_id
    return {
        "round_before": copy.before.round_id,
        "round": copy.facts.round_id,
        "criterion": "+".join(change.link.after),
        "name": "; ".join(named[name].name for name in change.link.after),
        "joined": change.link.kind.value,
        "level_used_before": change.held_before.level,
        "level_used": change.held.level,
        "grade": change.grade.value,
        "direction": change.direction.value,
        "up": _shown(moves.up) if moves else None,
        "same": _shown(moves.same) if moves else None,
        "down": _shown(moves.down) if moves else None,
        "answered_both_times": moves.of if moves else None,
    }


def _shown(count: Ratio | Withheld) -> Value:
    """A count, a range as "0-1", or that it is withheld."""
    if isinstance(count, Withheld):
        return count.value
    return count.count if count.up_to is None else f"{count.count}-{count.up_to}"


def history_table(run: Series) -> Sheet:
    """A row for each area and round, and for each function and round."""
    columns = ("kind", "id", "name", "round", "reached", "of", "level", "sought", "status", "highest_met")
    areas: list[tuple[Value, ...]] = [
        ("area", line.domain.id, line.domain.name, at.round_id, at.reached.count, at.reached.of, at.level, *[None] * 3)
        for line in run.domains
        for at in line.points
    ]
    functions: list[tuple[Value, ...]] = [
        (
            "function",
            line.function.id,
            line.function.name,
            at.round_id,
            *[None] * 3,
            at.sought,
            at.status.value if at.status else None,
            at.highest,
        )
        for line in run.functions
        for at in line.points
    ]
    return Sheet("History", columns, (*areas, *functions))
