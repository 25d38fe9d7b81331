"""Who said what? A heat map that is a table, an area each, for the facilitators alone."""

from collections.abc import Mapping
from typing import Final

from pbp_assess.core.assessment import Answer, Dossier, State
from pbp_assess.core.matrix import Domain, Matrix
from pbp_assess.report.blocks import Cell, Fold, LevelCell, Paragraph, Section, Table
from pbp_assess.report.wording.counts import listed, things

ANCHOR: Final = "who-said-what"
WIDEST: Final = 18  # leaders side by side; a sheet of paper has room for no more
OTHER: Final[Mapping[State, str]] = {
    State.CANNOT_JUDGE: "cannot judge",
    State.NOT_APPLICABLE: "not applicable",
    State.DECLINED: "declined",
    State.UNANSWERED: "–",
}


def _key(matrix: Matrix) -> str:
    """The levels in figures, which is all that a cell has room for."""
    return listed([f"{step.level} is {step.name}" for step in matrix.scale])


def _cell(matrix: Matrix, answer: Answer) -> Cell:
    if answer.level is None:
        return OTHER[answer.state]
    return LevelCell(str(answer.level), answer.level - matrix.levels[0])


def _map(dossier: Dossier, domain: Domain, leaders: tuple[str, ...], which: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (each.name, *(_cell(dossier.matrix, dossier.sheets[leader].answer(each.id)) for leader in leaders))
        for each in domain.criteria
        if each.id in dossier.asked_criteria
    ]
    return Table(f"Who said what: {domain.name}{which}", ("Question", *leaders), tuple(rows), heat=True)


def _area(dossier: Dossier, domain: Domain, leaders: tuple[str, ...]) -> Fold:
    """One map, or as many as paper has room for side by side."""
    starts = range(0, len(leaders), WIDEST)
    maps = tuple(
        _map(dossier, domain, leaders[start : start + WIDEST], _which(start, len(leaders)) if len(starts) > 1 else "")
        for start in starts
    )
    return Fold(f"{domain.name}: {things(len(maps[0].rows), 'question')}", maps)


def _which(start: int, of: int) -> str:
    return f" (leaders {start + 1} to {min(start + WIDEST, of)} of {of})"


def who_said_what(dossier: Dossier) -> Section | None:
    """Every answer of every member whose sheet is there, by id; None where there is no sheet."""
    leaders = tuple(leader for leader in dossier.round.members if leader in dossier.sheets)
    if not leaders:
        return None
    asked = [
        domain for domain in dossier.matrix.domains if {each.id for each in domain.criteria} & {*dossier.asked_criteria}
    ]
    maps = tuple(_area(dossier, domain, leaders) for domain in asked)
    return Section(ANCHOR, "Who said what", (Paragraph(f"In figures: {_key(dossier.matrix)}."), *maps))
