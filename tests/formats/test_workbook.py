"""Is a workbook read as it stands, and a hostile one refused before it does harm?"""

import datetime
import io
import resource
import subprocess
import sys
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import SHEET, altered, book, packed, parts, with_cells
from pbp_assess.formats.table import Table
from pbp_assess.formats.table_file import read_tables
from pbp_assess.formats.workbook import UNCALCULATED, read_workbook
from pbp_assess.problems import MissingExtraError


def only(data: bytes) -> Table:
    read = read_tables(data, "answers.xlsx")
    assert read.problems == ()
    (table,) = read.tables
    return table


def codes(data: bytes) -> list[str]:
    read = read_workbook(data, "answers.xlsx")
    assert read.tables == ()
    return [problem.code for problem in read.problems]


def test_cells_come_as_what_they_are_and_know_where_they_stand() -> None:
    day = datetime.date(2027, 1, 3)

    def finish(made: Any) -> None:
        made.get_worksheet_by_name("Form1").write_datetime(1, 2, day, made.add_format({"num_format": "d-mmm"}))

    table = only(book(("Form1", [["Code", "GOV1", "GOV2"], [" gp\u00a0", 3]]), finish=finish))
    assert table.rows == [["Code", "GOV1", "GOV2"], [" gp\u00a0", 3.0, day]]
    assert str(table.where(1, 2)) == "answers.xlsx[Form1]!C2"
    assert str(table.where(6, 27)) == "answers.xlsx[Form1]!AB7"
    assert table.column(2, 1) == (day,)
    assert table.width == 3


def test_truth_values_come_as_words_because_they_would_equal_levels() -> None:
    assert only(book(("Form1", [["a", True, False, 1]]))).rows == [["a", "TRUE", "FALSE", 1.0]]


def test_a_false_dimension_hides_nothing() -> None:
    whole = book(("Form1", [["Code", "GOV1"], ["gp", 3]]))
    assert only(altered(whole, (b'ref="A1:B2"', b'ref="A1"'))).rows == [["Code", "GOV1"], ["gp", 3.0]]


def test_formulas_have_their_saved_value_and_are_never_worked_out() -> None:
    def finish(made: Any) -> None:
        sheet = made.get_worksheet_by_name("Form1")
        sheet.write_formula("A2", "=1+2", value=3)
        sheet.write_formula("B2", "=1/0", value="#DIV/0!")
        sheet.write_formula("C2", "=1+2", value="")
        sheet.write_string("D2", "=cmd|' /C calc'!A0")

    table = only(book(("Form1", [["a", "b", "c", "d"]]), finish=finish))
    assert table.rows[1] == [3.0, "#DIV/0!", UNCALCULATED, "=cmd|' /C calc'!A0"]


def test_merged_cells_and_hidden_sheets_are_told_of() -> None:
    def finish(made: Any) -> None:
        made.get_worksheet_by_name("Form1").merge_range("B2:B3", "both")
        made.get_worksheet_by_name("Old").hide()
        made.get_worksheet_by_name("Older").very_hidden()
        made.add_chartsheet("Chart")

    read = read_workbook(book(("Form1", [["a"]]), ("Old", [["b"]]), ("Older", []), finish=finish), "f.xlsx")
    assert [(table.sheet, table.hidden) for table in read.tables] == [("Form1", False), ("Old", True), ("Older", True)]
    assert read.tables[0].merged == (((1, 1), (2, 1)),)


def test_the_same_workbook_is_the_same_bytes() -> None:
    rows = [["Code", "=1+1", "https://example.org", "-1"]]
    assert book(("Form1", rows)) == book(("Form1", rows))
    assert only(book(("Form1", rows))).rows == rows
    assert b"<f>" not in parts(book(("Form1", rows)))[SHEET]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        book(("Form1", [["a"]]))[:-30],
        book(("Form1", [["a"]]))[:400],
        packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        packed({"xl/workbook.xml": b"", "[Content_Types].xml": b""}),
        altered(book(("Form1", [["a"]])), (b"</worksheet>", b"")),
        altered(book(("Form1", [["a"]])), (b"<worksheet ", b"<!DOCTYPE w [<!ENTITY a 'b'>]><worksheet ")),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
    ids=["head only", "empty zip", "cut short", "cut shorter", "ods", "empty parts", "cut sheet", "doctype", "xls"],
)
def test_what_is_no_sound_workbook_is_refused(data: bytes) -> None:
    assert codes(data) == ["PBP401"]


def test_a_password_is_named_as_the_likely_reason() -> None:
    (problem,) = read_workbook(b"\xd0\xcf\x11\xe0", "f.xlsx").problems
    assert "password" in problem.found
    assert str(problem.location) == "f.xlsx:1:1"


# --- hostile --------------------------------------------------------------------------------------


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    bomb = {**parts(book(("Form1", [["a"]]))), "xl/media/image.bin": bytes(80 * 1024 * 1024)}
    assert codes(packed(bomb)) == ["PBP402"]


def test_a_part_packed_too_tightly_is_refused() -> None:
    steep = {**parts(book(("Form1", [["a"]]))), "xl/comments.xml": bytes(4 * 1024 * 1024)}
    assert codes(packed(steep)) == ["PBP402"]


def test_too_many_parts_are_refused() -> None:
    assert codes(packed({**parts(book(("Form1", [["a"]]))), **{f"x{n}": b"" for n in range(2001)}})) == ["PBP402"]


def test_an_entry_that_lies_about_its_size_fails_its_checksum() -> None:
    whole = bytearray(book(("Form1", [["a"] * 50] * 50)))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        true = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    entry = whole.rindex(SHEET.encode()) - 46
    assert whole[entry + 24 : entry + 28] == true
    whole[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert codes(bytes(whole)) == ["PBP401"]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c r = 'ZZZZ1'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c><c r="A99999999999999999999"><v>1</v></c></row>',
        "<row/>" * 60_000 + "<row><c><v>1</v></c></row>",
        "<row>" + "<c><v>1</v></c>" * 2_000 + "</row>",
        '<row r="1">' + "<c><v>1</v></c>" * 600 + "</row>" + "<row/>" * 9_000 + "<row><c><v>1</v></c></row>",
        '<x:row r="1"><x:c r="AAA50000"><x:v>1</x:v></x:c></x:row>',
        '<row r="1">' + '<c r="A10000"/>' * 2_000_001 + "</row>",
        "".join(f'<row r="{number}"><c r="A{number}"><v>3</v></c></row>' for number in range(1, 1_000_001)),
    ],
    ids=["corner", "column", "row", "unnamed rows", "unnamed cells", "both", "prefixed", "references", "million"],
)
def test_a_sheet_that_reaches_too_far_is_refused(cells: str) -> None:
    contents = parts(with_cells(cells))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:  # not packed, so that nothing else refuses it
        for name, content in contents.items():
            archive.writestr(name, content)
    assert codes(whole.getvalue()) == ["PBP403"]


def test_cells_without_references_are_read_in_their_order() -> None:
    table = only(with_cells("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert table.rows == [[1.0, 2.0], [3.0, ""]]


HARD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from pbp_assess.formats.workbook import read_workbook
read = read_workbook(open(sys.argv[1], "rb").read(), "f")
print([p.code for p in read.problems], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="memory cannot be bounded here")
def test_the_largest_that_is_let_through_fits_in_the_memory(tmp_path: Any) -> None:
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999"><c r="ZZ9999"><v>1</v></c></row>'
    (tmp_path / "f.xlsx").write_bytes(with_cells(corners))
    done = subprocess.run(
        [sys.executable, "-c", HARD, str(tmp_path / "f.xlsx")], capture_output=True, text=True, check=True
    )
    said, megabytes = done.stdout.rsplit(" ", 1)
    assert said == "[]"
    assert int(megabytes) < 700


WHOLE = book(("Form1", [["Code", "GOV1"], ["gp", 3]]))


@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_a_damaged_byte_never_makes_it_stumble(at: int, byte: int) -> None:
    read_workbook(WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :], "f.xlsx")


@given(at=st.integers(0, 700), length=st.integers(1, 40), text=st.binary(max_size=10))
def test_damaged_xml_never_makes_it_stumble(at: int, length: int, text: bytes) -> None:
    contents = parts(WHOLE)
    sheet = contents[SHEET]
    read_workbook(packed({**contents, SHEET: sheet[:at] + text + sheet[at + length :]}), "f.xlsx")


@pytest.mark.parametrize("missing", ["python_calamine", "xlsxwriter"])
def test_without_the_part_the_message_says_what_to_install(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'pbp-assess\[xlsx\]'"):
        read_workbook(WHOLE, "f.xlsx") if missing == "python_calamine" else book(("Form1", []))
