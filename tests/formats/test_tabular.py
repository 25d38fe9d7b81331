"""Does a table leave as it is: the same bytes each time, no formula, and the same when read back?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile
from pbp_assess.formats.formula_guard import unguarded
from pbp_assess.formats.table import Cell
from pbp_assess.formats.table_file import read_tables
from pbp_assess.formats.tabular import Sheet, Value, to_csv, to_workbook

SHEET = Sheet("One", ("name", "level", "there", "text"), (("a", 3, True, "x, y"), ("b", -1, False, None)))
RISKY = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''=1", "＝1")


def sheet(*texts: str) -> Sheet:
    return Sheet("Texts", ("text",), tuple((text,) for text in texts))


def back(data: bytes) -> list[list[Cell]]:
    """The rows below the headings, as the reader of replies sees them."""
    read = read_tables(data, "t")
    assert read.problems == ()
    return [list(row) for row in read.tables[0].rows[1:]]


def test_text_has_a_heading_a_column_and_lines_that_end_in_lf() -> None:
    assert to_csv(SHEET) == 'name,level,there,text\na,3,yes,"x, y"\nb,-1,no,\n'


def test_a_workbook_has_numbers_as_numbers() -> None:
    assert back(to_workbook([SHEET], title="t")) == [["a", 3.0, "yes", "x, y"], ["b", -1.0, "no", ""]]


def test_every_table_has_its_sheet() -> None:
    read = read_tables(to_workbook([SHEET, sheet("a")], title="t"), "t")
    assert [table.sheet for table in read.tables] == ["One", "Texts"]


@pytest.mark.parametrize("text", [*RISKY, *(text for text in hostile.TEXTS if text == hostile.visible(text))])
def test_any_text_is_had_back_and_none_is_a_formula(text: str) -> None:
    for data in (to_csv(sheet(text, "z")).encode(), to_workbook([sheet(text, "z")], title="t")):
        ((cell,), _) = back(data)
        assert isinstance(cell, str)
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert unguarded(cell) == text


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1), min_size=1, max_size=5)
)
def test_whatever_stands_in_a_text_file_is_had_back(texts: list[str]) -> None:
    two = Sheet("Texts", ("text", "more"), tuple((text, "x") for text in texts))
    assert [unguarded(str(row[0])) for row in back(to_csv(two).encode())] == texts


def test_the_same_table_is_the_same_bytes() -> None:
    assert to_csv(SHEET) == to_csv(SHEET)
    assert to_workbook([SHEET], title="t") == to_workbook([SHEET], title="t")


def test_a_heading_is_guarded_too() -> None:
    risky = Sheet("One", ("-level",), ((1,),))
    value: Value = read_tables(to_workbook([risky], title="t"), "t").tables[0].rows[0][0]  # type: ignore[assignment] # a text
    assert value == "'-level"
    assert to_csv(risky) == "'-level\n1\n"
