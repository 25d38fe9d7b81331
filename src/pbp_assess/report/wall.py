"""How does a matrix read on the wall of a workshop, or in a paper?

The questions and the phrases, area by area, as a table a person can stand in front of. Gates and required levels are
not in it: people should choose what is true, and not what is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pbp_assess.core.matrix import Criterion, Domain, Matrix
from pbp_assess.report.blocks import Block, Facts, Paragraph, Section, Table, View
from pbp_assess.report.html import css_string, page
from pbp_assess.report.markdown import to_markdown
from pbp_assess.report.ramp import ramp
from pbp_assess.templating import render

_OF_GROUPS = "Asked once for each priority group of the place."
_IN_THEIR_WORDS = "In your own words"


@dataclass(frozen=True, slots=True)
class Area:
    """A domain as it is shown; a criterion asked for each priority group stands once."""

    id: str
    name: str
    meaning: str | None
    criteria: tuple[Criterion, ...]


def areas(matrix: Matrix) -> tuple[Area, ...]:
    """Every area of the matrix, the one for priority groups last."""
    shown = [_area(domain) for domain in matrix.domains]
    template = matrix.priority_groups
    if template is not None:
        meaning = " ".join([f"{template.meaning.rstrip('.')}.", _OF_GROUPS] if template.meaning else [_OF_GROUPS])
        asked = Criterion(
            id=template.id,
            name=template.criterion.replace("{group}", "(priority group)"),
            evidence=template.evidence,
            levels=template.levels,
        )
        shown.append(Area(template.id, template.name, meaning, (asked,)))
    return tuple(shown)


def _area(domain: Domain) -> Area:
    return Area(domain.id, domain.name, domain.meaning, domain.criteria)


def questions(matrix: Matrix) -> tuple[str, ...]:
    """What is asked beside the criteria."""
    return (*(asked.question for asked in matrix.open_questions), *((matrix.choose.question,) if matrix.choose else ()))


# --- as a page ------------------------------------------------------------------------------------


def wall_html(matrix: Matrix) -> str:
    """One self-contained page, to be printed on A3 or A4 across; the same matrix gives the same bytes."""
    running = css_string(f"{matrix.title}, version {matrix.version}")
    style = render("matrix.css.j2", ramp=ramp(len(matrix.levels)), running=running)
    whole = {"matrix": matrix, "areas": areas(matrix), "questions": questions(matrix), "asked_last": _IN_THEIR_WORDS}
    return page("matrix.html.j2", style, **whole)


# --- as Markdown ----------------------------------------------------------------------------------


def wall_markdown(matrix: Matrix) -> str:
    """Markdown with a table for each area; the same matrix gives the same bytes."""
    return to_markdown(
        View(
            title=matrix.title,
            kicker=matrix.instruction,
            marks=(),
            facts=Facts((("Matrix", f"{matrix.id}, version {matrix.version}"),)),
            parts=tuple(_parts(matrix)),
            footer=(f"{matrix.title}, version {matrix.version}.",),
            running="",
            levels=len(matrix.levels),
        )
    )


def _parts(matrix: Matrix) -> Iterator[Section]:
    meanings = any(step.meaning for step in matrix.scale)
    rows = tuple((_level(matrix, step.level), *((step.meaning or "",) if meanings else ())) for step in matrix.scale)
    header = ("Level", *(("What it means",) if meanings else ()))
    yield Section("levels", "The levels", (Table("Lowest level first", header, rows),))
    for area in areas(matrix):
        yield Section(area.id, f"{area.id} {area.name}", tuple(_blocks(matrix, area)))
    asked = questions(matrix)
    if asked:
        yield Section("words", _IN_THEIR_WORDS, tuple(Paragraph(question) for question in asked))


def _blocks(matrix: Matrix, area: Area) -> Iterator[Block]:
    if area.meaning:
        yield Paragraph(area.meaning)
    pointed = any(criterion.evidence for criterion in area.criteria)
    header = ("Question", *(_level(matrix, level) for level in matrix.levels), *(("Evidence",) if pointed else ()))
    rows = tuple(_row(matrix, criterion, pointed=pointed) for criterion in area.criteria)
    yield Table(area.name, header, rows)


def _row(matrix: Matrix, criterion: Criterion, *, pointed: bool) -> tuple[str, ...]:
    question = f"{criterion.id} {criterion.name}" + (f": {criterion.meaning}" if criterion.meaning else "")
    phrases = (criterion.levels[level] for level in matrix.levels)
    return (question, *phrases, *((criterion.evidence or "",) if pointed else ()))


def _level(matrix: Matrix, level: int) -> str:
    return f"{level} {matrix.level_named(level).name}"
