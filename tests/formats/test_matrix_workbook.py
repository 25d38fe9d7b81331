"""Is a matrix that goes out as a workbook the same matrix when it comes in again?"""

from pathlib import Path
from typing import Any

import pytest

import hostile
from build import matrix as build_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.formats.matrix.building import Asked
from pbp_assess.formats.matrix.table import Imported, read_matrix
from pbp_assess.formats.matrix.workbook import matrix_workbook
from pbp_assess.formats.survey.wording import remark
from pbp_assess.formats.table import Table
from pbp_assess.formats.table_file import read_tables

MATRICES = Path(__file__).parents[2] / "matrices"


def shipped(name: str) -> Matrix:
    loaded = load(Matrix, (MATRICES / f"{name}.yaml").read_bytes(), name)
    assert loaded.model is not None
    return loaded.model


def again(matrix: Matrix) -> Imported:
    """Out, and in again."""
    return read_matrix(read_tables(matrix_workbook(matrix), "m.xlsx"), "m.xlsx", Asked(matrix.id))


def sheet(matrix: Matrix, place: int = 0) -> Table:
    return read_tables(matrix_workbook(matrix), "m.xlsx").tables[place]


@pytest.mark.parametrize("name", sorted(path.stem for path in MATRICES.glob("*.yaml")))
def test_what_ships_comes_back_whole(name: str) -> None:
    matrix = shipped(name)
    imported = again(matrix)
    assert (imported.problems, imported.notes) == ((), ())
    assert imported.matrix is not None
    assert imported.matrix.title == matrix.title
    assert imported.matrix.scale == matrix.scale
    assert imported.matrix.domains == matrix.domains


@pytest.mark.parametrize("levels", [range(2), range(-1, 2), range(1, 11)])
def test_scales_of_any_kind_come_back(levels: range) -> None:
    matrix = build_matrix(levels=levels)
    found = again(matrix).matrix
    assert found is not None
    assert (found.scale, found.domains) == (matrix.scale, matrix.domains)


def odd(words: str) -> Matrix:
    """A matrix that says this wherever it may."""
    whole: dict[str, Any] = build_matrix("GOV1*! GOV2").model_dump(by_alias=True, exclude_none=True)
    domain = whole["domains"][0]
    domain.update(name=words, meaning=words, sources=words)
    domain["criteria"][0].update(name=words, meaning=words, evidence=words, sources=words)
    domain["criteria"][0]["levels"].update({0: words})
    return Matrix.model_validate(whole)


@pytest.mark.parametrize(
    "words", [*(text.strip() for text in hostile.TEXTS), "=1+1", "'=1", "-", "@a", "#REF", "1", "x", "_x0041_"]
)
def test_hostile_words_come_back_as_a_file_can_have_them(words: str) -> None:
    """Tabs, blanks at the end of a line and what cannot be seen are not kept; everything else is."""
    matrix, imported = odd(words), again(odd(words))
    assert (imported.problems, imported.notes) == ((), ())
    assert imported.matrix is not None
    assert imported.matrix.domains == odd(remark(words)).domains
    assert matrix.domains == imported.matrix.domains or remark(words) != words


def test_no_cell_is_a_formula_or_begins_like_one() -> None:
    cells = [cell for row in sheet(odd("=cmd|' /C calc'!A0")).rows for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if str(cell).startswith(("=", "+", "-", "@"))]


def test_only_columns_that_hold_something_are_there() -> None:
    _, _, heads, *rows = sheet(build_matrix("GOV1 GOV2")).rows
    assert heads == ["Domain id", "Domain", "Id", "Criterion", *(f"{level} Level {level}" for level in range(5))]
    assert len(rows) == 2
    assert "Record" in sheet(build_matrix("GOV1*")).rows[2]


def test_what_has_no_column_stands_on_a_second_sheet() -> None:
    matrix = shipped("place-partnership")
    said = "\n".join(str(cell) for row in sheet(matrix, 1).rows for cell in row)
    assert matrix.choose is not None
    assert matrix.priority_groups is not None
    for text in (
        matrix.instruction,
        matrix.open_questions[0].question,
        matrix.choose.question,
        matrix.priority_groups.levels[2],
    ):
        assert text in said


def test_the_same_matrix_is_the_same_bytes() -> None:
    assert matrix_workbook(build_matrix()) == matrix_workbook(build_matrix())
