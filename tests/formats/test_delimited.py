"""Is a text file of separated values read as it was meant, and a damaged one refused with its line and column?"""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbp_assess.formats.delimited import read_delimited
from pbp_assess.formats.table import MOST_ROWS

ROWS = [["Code", "GOV1", "Remarks, if any"], ["gp", "3", 'a "quoted" word\nand a line'], ["icb", "", "ä €"]]


def written(delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(ROWS)
    return text.getvalue()


def rows(data: bytes) -> list[list[Any]]:
    read = read_delimited(data, "f.csv")
    assert read.problems == ()
    return [list(row) for row in read.tables[0].rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_line_ends_and_marks_make_no_difference(delimiter: str, end: str, encoding: str) -> None:
    assert rows(written(delimiter, end).encode(encoding)) == ROWS


def test_the_separator_may_be_named_in_the_first_line() -> None:
    assert rows(b"sep=;\r\na,b;c\r\n1,2;3\r\n") == [["a,b", "c"], ["1,2", "3"]]


def test_headings_full_of_commas_do_not_mislead() -> None:
    assert rows(b"Code;Is it clear, agreed, and used?;Why, or why not?\ngp;3;yes\nicb;2;no, not yet\n")[1] == [
        "gp",
        "3",
        "yes",
    ]


def test_a_lone_column_is_a_table() -> None:
    assert rows(b"Code\ngp\n\nicb\n") == [["Code"], ["gp"], [], ["icb"]]


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [(0, 0, "1:1"), (0, 2, "1:11"), (1, 1, "2:4"), (1, 2, "2:6"), (2, 0, "4:1"), (2, 2, "4:6")],
)
def test_a_cell_knows_its_line_and_column(row: int, column: int, expected: str) -> None:
    (table,) = read_delimited(written().encode(), "f.csv").tables
    assert str(table.where(row, column)) == f"f.csv:{expected}"
    (shifted,) = read_delimited(f"sep=,\r\n{written()}".encode(), "f.csv").tables
    assert shifted.where(row, column).line == table.where(row, column).line + 1


def test_a_cell_beyond_the_end_stands_at_the_last_one_there_is() -> None:
    (table,) = read_delimited(b"a,b\n1\n", "f.csv").tables
    assert str(table.where(1, 1)) == "f.csv:2:1"


def test_windows_1252_is_read_and_said_aloud() -> None:
    read = read_delimited("Code;Rémarks\ngp;we’re “nearly” there – £5\u00a0m\n".encode("cp1252"), "f.csv")
    assert read.tables[0].rows[1] == ["gp", "we’re “nearly” there – £5\u00a0m"]
    (problem,) = read.problems
    assert (problem.code, problem.severity, str(problem.location)) == ("PBP405", "warning", "f.csv:1:7")


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", "PBP106", "1:1"),
        (b"\xef\xbb\xbf \r\n", "PBP106", "1:1"),
        (b"Code,GOV1\ngp,\x81\n", "PBP104", "2:4"),
        ("Code,GOV1\nпривет,3\n".encode("cp1251"), "PBP104", "2:1"),
        (b"\xff\xfea\x00b", "PBP104", "1:2"),
        (b"Code,GOV1\ngp,\x003\n", "PBP404", "1:1"),
        (b'Code,GOV1\ngp,"3\nicb,2\n', "PBP404", "2:1"),
        (b'Code,GOV1\nicb,2\ngp,"3"4\n', "PBP404", "3:1"),
        (b"Code,GOV1\ngp," + b"x" * 200_000, "PBP404", "2:1"),
        (b"a,b\n" * (MOST_ROWS + 1), "PBP403", "1:1"),
        (b"a,b\n" * 1_000_000, "PBP403", "1:1"),
        (b"," * 1_001, "PBP403", "1:1"),
    ],
    ids=["empty", "blank", "byte", "cyrillic", "utf-16", "nul", "open", "stray", "field", "rows", "million", "columns"],
)
def test_what_cannot_be_read_is_refused_at_its_place(data: bytes, code: str, place: str) -> None:
    read = read_delimited(data, "f.csv")
    assert read.tables == ()
    assert [(problem.code, str(problem.location)) for problem in read.problems] == [(code, f"f.csv:{place}")]


@given(data=st.binary(max_size=200))
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    read_delimited(data, "f.csv")


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=8)


@given(cells=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_every_cell_is_found_where_it_is_said_to_stand(cells: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(cells)
    whole = "sep=,\r\n" + text.getvalue()
    (table,) = read_delimited(whole.encode(), "f.csv").tables
    assert [list(row) for row in table.rows] == cells
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            place = table.where(row, column)
            begun = lines[place.line - 1][place.column - 1 :]
            assert begun.startswith('"' + value.replace('"', '""').replace("\r", "\n").split("\n")[0])
