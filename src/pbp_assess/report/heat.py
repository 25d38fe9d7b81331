"""Who said what? A heat map that is a table, an area each, for the facilitators alone."""

from collections.abc import Mapping
from typing import Final

from pbp_assess.core.assessment import Answer, Dossier, State
from pbp_assess.core.matrix import Domain, Matrix
from pbp_assess.report.blocks import Cell, Fold, LevelCell, Paragraph, Section, Table
from pbp_assess.report.wording.counts import listed, things

ANCHOR: Final = "who-said-what"
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


def _area(dossier: Dossier, domain: Domain, leaders: tuple[str, ...]) -> Fold:
    rows: list[tuple[Cell, ...]] = [
        (each.name, *(_cell(dossier.matrix, dossier.sheets[leader].answer(each.id)) for leader in leaders))
        for each in domain.criteria
        if each.id in dossier.asked_criteria
    ]
    table = Table(f"Who said what: {domain.name}", ("Question", *leaders), tuple(rows), heat=True)
    return Fold(f"{domain.name}: {things(len(rows), 'question')}", (table,))


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
