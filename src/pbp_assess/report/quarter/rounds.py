"""How has the place gone, round by round? All rounds, with the highest point and what is left of it."""

from pbp_assess.core.compare.series import DomainLine, FunctionLine, Series
from pbp_assess.report.blocks import Block, Cell, Section, Table
from pbp_assess.report.charts.drawings import LineRow, Lines
from pbp_assess.report.charts.telling import chart_of
from pbp_assess.report.wording.counts import opening, things
from pbp_assess.report.wording.history import domain_words, function_words, reached_words, status_of


def rounds(run: Series) -> Section:
    """Every round of the place: areas as lines with their table, functions as a table."""
    blocks: list[Block] = [_areas(run), _areas_table(run)]
    if run.functions:
        blocks.append(_functions_table(run))
    return Section("rounds", f"{opening(things(len(run.rounds), 'round'))}, from first to last", tuple(blocks))


def _areas(run: Series) -> Block:
    matrix = run.rounds[-1].matrix
    labels = tuple(facts.round_id for facts in run.rounds)
    rows = tuple(
        LineRow(line.domain.name, tuple(_position(line, label, matrix.levels[0]) for label in labels))
        for line in run.domains
    )
    drawing = Lines(tuple(step.name for step in matrix.scale), labels, rows)
    subtitle = f"{opening(things(len(rows), 'area'))}: the level that half of its questions have reached, by round."
    return chart_of("areas-by-round", "The areas, round by round", subtitle, drawing, "area")


def _position(line: DomainLine, round_id: str, lowest: int) -> int | None:
    """Where an area stood in a round; a scale that was another is not drawn on this one."""
    level = next((point.level for point in line.points if point.round_id == round_id and point.comparable), None)
    return None if level is None else level - lowest


def _areas_table(run: Series) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (line.domain.name, *_cells(run, line), domain_words(line)) for line in run.domains if line.points
    ]
    header = ("Area", *(facts.round_id for facts in run.rounds), "Highest, and since the first")
    level = run.rounds[-1].matrix.level_named(run.rounds[-1].matrix.headline_level).name
    return Table(f"Questions at {level} or above, by round", header, tuple(rows))


def _cells(run: Series, line: DomainLine) -> list[str]:
    found = {point.round_id: reached_words(point) for point in line.points}
    return [found.get(facts.round_id, "–") for facts in run.rounds]


def _functions_table(run: Series) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (line.function.name, *_statuses(run, line), function_words(run, line)) for line in run.functions
    ]
    header = ("Function", *(facts.round_id for facts in run.rounds), "Highest stage met, and since the first")
    return Table("Functions, by round", header, tuple(rows))


def _statuses(run: Series, line: FunctionLine) -> list[str]:
    found = {point.round_id: status_of(run, point) for point in line.points}
    return [found.get(facts.round_id, "–") for facts in run.rounds]
