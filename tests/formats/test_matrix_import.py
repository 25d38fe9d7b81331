"""Is a matrix read as partnerships keep it in Excel, and every fault told with its cell, all at once?"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import altered, book
from pbp_assess.core.check import check_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.formats.matrix.building import Asked
from pbp_assess.formats.matrix.file import imported_file
from pbp_assess.formats.matrix.table import Imported, read_matrix
from pbp_assess.formats.table import Table, Tables
from pbp_assess.formats.table_file import read_tables
from pbp_assess.problems import Location, Severity

Rows = Sequence[Sequence[Any]]
HEADS = ["Domain", "Id", "Criterion", "Meaning", "Evidence", "0", "1", "2"]
WHOLE: Rows = [
    HEADS,
    ["Governance", "GOV1", "Who decides", "Roles are clear", "A table", "Unclear", "Drafted", "Agreed"],
    ["", "GOV2", "Accountability", "", "", "Own boards", "Written down", "Followed up"],
    ["Money", "FIN1", "Pooled money", "", "Accounts", "None", "A pool", "All of it"],
]


def read(rows: Rows, finish: Callable[[Any], None] | None = None, **asked: Any) -> Imported:
    """What a workbook of one sheet holds."""
    return read_matrix(read_tables(book(("Sheet1", rows), finish=finish), "m.xlsx"), "m.xlsx", Asked("ours", **asked))


def text(content: str, **asked: Any) -> Imported:
    """What a text file holds."""
    return read_matrix(read_tables(content.encode(), "m.csv"), "m.csv", Asked("ours", **asked))


def matrix(imported: Imported) -> Matrix:
    """The matrix, which must be there and sound."""
    assert imported.matrix is not None, imported.problems
    severe = [problem.code for problem in imported.problems if problem.severity is Severity.ERROR]
    assert severe + [fault.code for fault in check_matrix(imported.matrix) if fault.severity is Severity.ERROR] == []
    return imported.matrix


def told(imported: Imported) -> list[str]:
    """Every problem as `code place`, in the order of the file."""
    ordered = sorted(imported.problems, key=lambda problem: problem.location)
    return [f"{problem.code} {str(problem.location).rpartition('!')[2]}" for problem in ordered]


def ids(found: Matrix) -> dict[str, list[str]]:
    return {domain.id: [criterion.id for criterion in domain.criteria] for domain in found.domains}


def scale(found: Matrix) -> dict[int, str]:
    return {step.level: step.name for step in found.scale}


def headed(*levels: Any) -> Rows:
    """A matrix of one criterion, with these headings of levels."""
    phrases = [f"phrase {n}" for n in range(len(levels))]
    return [["Domain", "Criterion", *levels], ["Governance", "Who decides", *phrases]]


# --- what is read ---------------------------------------------------------------------------------


def test_a_matrix_with_everything() -> None:
    imported = read(WHOLE)
    found = matrix(imported)
    assert (told(imported), imported.notes) == ([], ())
    assert ids(found) == {"GOV": ["GOV1", "GOV2"], "FIN": ["FIN1"]}
    assert scale(found) == {0: "Level 0", 1: "Level 1", 2: "Level 2"}
    first, second, last = found.criteria
    assert (first.name, first.meaning, first.evidence) == ("Who decides", "Roles are clear", "A table")
    assert first.levels == {0: "Unclear", 1: "Drafted", 2: "Agreed"}
    assert (second.meaning, second.evidence, last.evidence) == (None, None, "Accounts")
    assert [domain.name for domain in found.domains] == ["Governance", "Money"]
    assert (found.id, found.version, found.readiness) == ("ours", "1.0.0", None)


def test_the_same_from_text_with_semicolons() -> None:
    lines = [";".join(str(cell) for cell in row) for row in WHOLE]
    assert matrix(text("\r\n".join(lines))).domains == matrix(read(WHOLE)).domains


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (["0", "1", "2"], {0: "Level 0", 1: "Level 1", 2: "Level 2"}),
        ([0, 1.0, 2], {0: "Level 0", 1: "Level 1", 2: "Level 2"}),
        (["Level 1", "level 2", "LEVEL 3:"], {1: "Level 1", 2: "Level 2", 3: "Level 3"}),
        (["3 - Maturing", "4 – Thriving"], {3: "Maturing", 4: "Thriving"}),
        (
            ["Level 0: Not yet (planned)", "1. Emerging", "2) Set up"],
            {0: "Not yet (planned)", 1: "Emerging", 2: "Set up"},
        ),
        (["Maturing (3)", "Thriving [Level 4]"], {3: "Maturing", 4: "Thriving"}),
        (["Emerging - level 1", "Don’t know: stage 2"], {1: "Emerging", 2: "Don’t know"}),
        (["Level 3\nMaturing", "Level\u00a04\n(Thriving)"], {3: "Maturing", 4: "Thriving"}),
        (["L4", "L3", "L2", "L1"], {1: "Level 1", 2: "Level 2", 3: "Level 3", 4: "Level 4"}),
        (["-1", "0", "+1"], {-1: "Level -1", 0: "Level 0", 1: "Level 1"}),
        (["Emerging", "Developing", "Maturing"], {1: "Emerging", 2: "Developing", 3: "Maturing"}),
    ],
)
def test_headings_of_levels(levels: list[Any], expected: dict[int, str]) -> None:
    found = matrix(read(headed(*levels)))
    assert scale(found) == expected
    assert set(found.criteria[0].levels) == set(expected)


def test_levels_from_high_to_low_keep_their_phrases() -> None:
    found = matrix(read(headed("2 Done", "1 Begun", "0 Not yet")))
    assert found.criteria[0].levels == {0: "phrase 2", 1: "phrase 1", 2: "phrase 0"}


def test_levels_of_names_alone_are_numbered_and_that_is_said() -> None:
    imported = read(headed("Emerging", "Thriving"), lowest=0)
    assert scale(matrix(imported)) == {0: "Emerging", 1: "Thriving"}
    assert "numbered from 0" in imported.notes[0]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (["1", "2", "3"], ["Emerging", "Developing", "Thriving"], {1: "Emerging", 2: "Developing", 3: "Thriving"}),
        (["Emerging", "Developing", "Thriving"], [0, 1, 2], {0: "Emerging", 1: "Developing", 2: "Thriving"}),
    ],
)
def test_names_and_numbers_in_two_rows(above: list[Any], below: list[Any], expected: dict[int, str]) -> None:
    rows: Rows = [["Domain", "Criterion", *above], ["", "", *below], ["Governance", "Who decides", "a", "b", "c"]]
    assert scale(matrix(read(rows))) == expected


def test_a_row_says_what_the_levels_mean() -> None:
    rows: Rows = [
        ["Domain", "Criterion", "0 No", "1 Yes"],
        ["", "What each level means", "Nothing to point to, wherever people look", "Something to point to"],
        ["Governance", "Who decides", "a", "b"],
    ]
    found = matrix(read(rows))
    assert [step.meaning for step in found.scale] == [rows[1][2], rows[1][3]]
    assert len(found.criteria) == 1


def test_headings_in_two_rows_under_a_title() -> None:
    def finish(made: Any) -> None:
        sheet = made.get_worksheet_by_name("Sheet1")
        sheet.merge_range("A2:A3", "Domain")
        sheet.merge_range("B2:B3", "Statement")
        sheet.merge_range("C2:E2", "Level of maturity")

    rows: Rows = [["Our partnership's matrix"], [], ["", "", 0, 1, 2], ["Governance", "Who decides", "a", "b", "c"]]
    found = matrix(read(rows, finish))
    assert found.title == "Our partnership's matrix"
    assert (ids(found), scale(found)[2]) == ({"GOV": ["GOV1"]}, "Level 2")


@pytest.mark.parametrize("domain", ["Theme", "Domain / area", "Dimension", "DOMAIN NAME", "Area of focus"])
@pytest.mark.parametrize(
    "criterion", ["Statement", "Key line of enquiry", "Question (what we ask)", "KLOE", "Sub-domain"]
)
def test_headings_in_peoples_own_words(domain: str, criterion: str) -> None:
    rows: Rows = [["Ref.", criterion, domain, 1, 2], ["A1", "Who decides", "Governance", "a", "b"]]
    found = matrix(read(rows))
    assert (found.domains[0].name, found.criteria[0].name, found.criteria[0].id) == ("Governance", "Who decides", "A1")


def test_columns_in_any_order() -> None:
    order = [4, 7, 2, 0, 6, 1, 5, 3]
    assert matrix(read([[row[n] for n in order] for row in WHOLE])).domains == matrix(read(WHOLE)).domains


def test_a_criterion_column_with_codes_holds_the_ids() -> None:
    rows: Rows = [["Criterion", "Statement", 0, 1], ["GOV1", "Who decides", "a", "b"], ["GOV2", "Who pays", "c", "d"]]
    found = matrix(read(rows))
    assert [(criterion.id, criterion.name) for criterion in found.criteria] == [
        ("GOV1", "Who decides"),
        ("GOV2", "Who pays"),
    ]


def test_one_row_a_dimension_is_one_criterion_each() -> None:
    rows: Rows = [["Dimension", 0, 1], ["Readiness to change", "a", "b"], ["Structure and governance", "c", "d"]]
    found = matrix(read(rows))
    assert ids(found) == {"REA": ["REA1"], "STR": ["STR1"]}
    assert [domain.name for domain in found.domains] == [criterion.name for criterion in found.criteria]


def test_a_description_stands_for_the_criterion_where_nothing_else_does() -> None:
    found = matrix(read([["Domain", "Description", 0, 1], ["Governance", "Who decides", "a", "b"]]))
    assert (found.criteria[0].name, found.criteria[0].meaning) == ("Who decides", None)


def test_an_unknown_heading_beside_the_levels_stands_for_the_criterion() -> None:
    found = matrix(read([["Domain", "We look at", 0, 1], ["Governance", "Who decides", "a", "b"]]))
    assert found.criteria[0].name == "Who decides"


def test_marks_and_sources() -> None:
    rows: Rows = [
        ["Criterion", "Record", "Critical", "Source", 0, 1],
        ["Agreement", "Yes", "x", "A paper", "a", "b"],
        ["Trust", "", "no", "", "c", "d"],
    ]
    agreement, trust = matrix(read(rows)).criteria
    assert (agreement.record, agreement.critical, agreement.sources) == (True, True, "A paper")
    assert (trust.record, trust.critical, trust.sources) == (False, False, None)


# --- domains --------------------------------------------------------------------------------------


def test_a_merged_domain_holds_for_its_rows() -> None:
    def finish(made: Any) -> None:
        sheet = made.get_worksheet_by_name("Sheet1")
        sheet.merge_range("A2:A3", "Governance")
        sheet.merge_range("C2:C3", "Shared evidence")

    rows: Rows = [["Theme", "Statement", "Evidence", 0, 1], ["", "One", "", "a", "b"], ["", "Two", "", "c", "d"]]
    found = matrix(read(rows, finish))
    assert ids(found) == {"GOV": ["GOV1", "GOV2"]}
    assert [criterion.evidence for criterion in found.criteria] == ["Shared evidence"] * 2


@pytest.mark.parametrize("heads", [["", "Statement", 0, 1], ["No.", "Statement", 0, 1]])
def test_a_row_of_its_own_begins_a_domain(heads: list[Any]) -> None:
    rows: Rows = [
        heads,
        ["1. Governance"],
        ["", "One", "a", "b"],
        [],
        ["", "Two", "c", "d"],
        ["Money"],
        ["", "Three", "e", "f"],
    ]
    found = matrix(read(rows))
    assert [domain.name for domain in found.domains] == ["1. Governance", "Money"]
    assert ids(found) == {"GOV": ["GOV1", "GOV2"], "MON": ["MON1"]}


def test_a_domain_that_is_come_back_to_is_one_domain() -> None:
    rows: Rows = [
        ["Domain", "Criterion", 0, 1],
        ["Money", "One", "a", "b"],
        ["Care", "Two", "c", "d"],
        ["money ", "Three", "e", "f"],
    ]
    assert ids(matrix(read(rows))) == {"MON": ["MON1", "MON2"], "CAR": ["CAR1"]}


def test_without_domains_there_is_one_called_like_the_matrix() -> None:
    found = matrix(read([["Criterion", 0, 1], ["One", "a", "b"], ["Two", "c", "d"]], title="Working together"))
    assert [(domain.id, domain.name) for domain in found.domains] == [("WOR", "Working together")]


# --- ids ------------------------------------------------------------------------------------------


def areas(*names: str) -> Rows:
    return [["Domain", "Criterion", 0, 1], *([name, f"About {name}", "a", "b"] for name in names)]


def test_ids_are_made_of_the_letters_of_a_domain() -> None:
    imported = read(areas("Population health", "The population's voice", "Population", "Élan", "健康", "2.1 Money"))
    assert ids(matrix(imported)) == {name: [f"{name}1"] for name in ("POP", "PV", "POPA", "ELA", "D", "MON")}
    assert "6 criteria had no id" in imported.notes[0]


def test_a_domain_is_called_after_the_ids_of_its_criteria() -> None:
    rows: Rows = [
        ["Domain", "Id", "Criterion", 0, 1],
        ["Money", "FIN1", "One", "a", "b"],
        ["", "FIN-2", "Two", "c", "d"],
    ]
    assert ids(matrix(read(rows))) == {"FIN": ["FIN1", "FIN-2"]}


def test_a_made_id_is_never_one_that_is_there() -> None:
    rows: Rows = [["Domain", "Id", "Criterion", 0, 1], ["Money", "", "One", "a", "b"], ["", "MON1", "Two", "c", "d"]]
    assert ids(matrix(read(rows))) == {"MON": ["MON2", "MON1"]}


def test_ids_that_none_can_be_are_written_anew_and_that_is_said() -> None:
    rows: Rows = [["Domain", "Ref", "Criterion", 0, 1], ["Money", 1.1, "One", "a", "b"], ["", "1.2 a", "Two", "c", "d"]]
    imported = read(rows)
    assert ids(matrix(imported)) == {"MON": ["1_1", "1_2-a"]}
    assert told(imported) == ["PBP448 B1"]
    assert 'the id "1.1" became "1_1", and 1 more' in imported.problems[0].found


def test_numbers_that_begin_anew_in_each_domain_follow_its_letters() -> None:
    rows: Rows = [
        ["Domain", "No", "Criterion", 0, 1],
        *([name, n, f"{name}{n}", "a", "b"] for name in ("Money", "Care") for n in (1, 2)),
    ]
    assert ids(matrix(read(rows))) == {"MON": ["MON1", "MON2"], "CAR": ["CAR1", "CAR2"]}


def test_domain_ids_are_taken() -> None:
    rows: Rows = [
        ["Domain id", "Domain", "Domain meaning", "Criterion", 0, 1],
        ["X", "Money", "Where it goes", "One", "a", "b"],
    ]
    (domain,) = matrix(read(rows)).domains
    assert (domain.id, domain.name, domain.meaning, domain.criteria[0].id) == ("X", "Money", "Where it goes", "X1")


# --- the title ------------------------------------------------------------------------------------


def test_the_title_is_what_is_said_else_what_stands_above_else_the_sheet_else_the_id() -> None:
    above: Rows = [["Our matrix"], ["Draft", "for comment"], *headed(0, 1)]
    assert matrix(read(above, title="Said")).title == "Said"
    assert matrix(read(above)).title == "Our matrix"
    named = book(("Maturity 2026", headed(0, 1)))
    assert matrix(read_matrix(read_tables(named, "m.xlsx"), "m.xlsx", Asked("ours"))).title == "Maturity 2026"
    assert matrix(read(headed(0, 1))).title == "Ours"


# --- which sheet ----------------------------------------------------------------------------------


def sheets(*found: tuple[str, Rows], hidden: str = "", **asked: Any) -> Imported:
    def finish(made: Any) -> None:
        if hidden:
            made.get_worksheet_by_name(hidden).hide()

    return read_matrix(read_tables(book(*found, finish=finish), "m.xlsx"), "m.xlsx", Asked("ours", **asked))


SCORES: Rows = [["Leader", "GOV1", "GOV2"], ["director", 3, 2], ["gp", 1, 2]]


def test_the_sheet_with_a_matrix_is_found_among_others() -> None:
    imported = sheets(
        ("Read me", [["Hello"], ["a", "b"]]), ("Scores", SCORES), ("Matrix", WHOLE), ("Old", WHOLE), hidden="Old"
    )
    assert len(matrix(imported).criteria) == 3


def test_of_several_sheets_one_is_named() -> None:
    found = (("2025", headed(0, 1)), ("2026", WHOLE))
    imported = sheets(*found)
    assert told(imported) == ["PBP441 m.xlsx:1:1"]
    assert '"2025", "2026"' in imported.problems[0].found
    assert len(matrix(sheets(*found, sheet="2026 ")).criteria) == 3
    assert told(sheets(*found, sheet="2024")) == ["PBP441 m.xlsx:1:1"]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["Criterion", "Meaning"], ["One", "Two"]],
        SCORES,
        [["Level", "GOV1", "GOV2"], [0, "a", "b"], [1, "c", "d"]],
        [["Criterion", "Score", "Notes"], ["One", 3, ""]],
    ],
)
def test_a_sheet_without_a_matrix_is_refused_with_what_one_looks_like(rows: Rows) -> None:
    imported = read(rows)
    assert imported.matrix is None
    (problem,) = imported.problems
    assert problem.code == "PBP440"
    assert "a column for each level" in problem.expected


def test_headings_with_nothing_below_are_refused() -> None:
    assert told(read([HEADS])) == ["PBP440 A1"]
    assert told(read([HEADS, ["Governance"]])) == ["PBP440 A1", "PBP449 A2"]


def test_a_table_too_long_for_a_matrix_is_refused_and_a_long_one_is_read_in_good_time() -> None:
    """Thousands of rows without ids, phrases or sense take no more than moments."""
    lines = [f"D{number},Q{number},,\n" for number in range(2000)]
    assert len(told(text("Domain,Criterion,0,1\n" + "".join(lines)))) == 4000
    found = matrix(text("Criterion,0,1\n" + "".join(f"Q{number},a,b\n" for number in range(2000))))
    assert found.criteria[-1].id == "OUR2000"
    assert told(text("Domain,Criterion,0,1\n" + "".join([*lines, "x,y,a,b\n"]))) == ["PBP440 m.csv:1:1"]


def test_a_merged_cell_without_an_end_is_no_trouble() -> None:
    def finish(made: Any) -> None:
        made.get_worksheet_by_name("Sheet1").merge_range("A2:A3", "Governance")

    rows: Rows = [["Domain", "Criterion", 0, 1], ["", "One", "a", "b"], ["", "Two", "c", "d"]]
    endless = altered(book(("Sheet1", rows), finish=finish), (b'ref="A2:A3"', b'ref="A2:A1048576"'))
    found = matrix(read_matrix(read_tables(endless, "m.xlsx"), "m.xlsx", Asked("ours")))
    assert ids(found) == {"GOV": ["GOV1", "GOV2"]}


def test_a_file_that_is_no_table_tells_its_own_fault() -> None:
    assert told(text("")) == ["PBP106 m.csv:1:1"]


# --- faults ---------------------------------------------------------------------------------------


def test_every_fault_at_once_each_with_its_cell() -> None:
    rows: Rows = [
        [*HEADS, "Owner"],
        ["Governance", "GOV1", "Who decides", "", "", "Unclear", "", "Agreed", "Jo"],
        ["", "GOV1", "Accountability", "", "", "Own boards", "own boards", "Followed up"],
        ["Money", "FIN1", "", "", "", "None", "", "All"],
        ["", "é!", "", "", "", "", "", ""],
        ["", "!", "Pooled", "x" * 2001, "#REF!", "None", "Some", "All"],
    ]

    def finish(made: Any) -> None:
        day = made.add_format({"num_format": "d-mmm"})
        made.get_worksheet_by_name("Sheet1").write_datetime("G4", datetime.datetime(2027, 1, 3), day)  # noqa: DTZ001 (a cell has no zone)

    imported = read(rows, finish)
    assert imported.matrix is None
    assert told(imported) == [
        "PBP446 I1",
        "PBP443 G2",
        "PBP444 C4",
        "PBP447 G4",
        "PBP449 B5",
        "PBP206 B6",
        "PBP205 D6",
        "PBP447 E6",
    ]


def test_places_in_text_are_lines_and_columns() -> None:
    imported = text('Domain,Criterion,0,1\nMoney,"One\ntwo",a,\n')
    assert told(imported) == ["PBP443 m.csv:3:8"]


@pytest.mark.parametrize(
    ("levels", "place"),
    [
        (["0", "1", "1 again"], "E1"),
        (["0", "1", "3"], "C1"),
        ([str(level) for level in range(11)], "C1"),
    ],
)
def test_levels_that_are_no_scale(levels: list[str], place: str) -> None:
    imported = read(headed(*levels))
    assert told(imported) == [f"PBP442 {place}"]


def test_a_criterion_without_any_phrase_is_one_all_the_same() -> None:
    rows: Rows = [["Domain", "Criterion", 0, 1], ["Money", "One", "", ""], ["", "Two", "a", "b"], ["Care"]]
    assert told(read(rows)) == ["PBP443 C2", "PBP443 D2", "PBP449 A4"]


def test_two_columns_for_one_thing() -> None:
    rows: Rows = [
        ["Domain", "Theme", "Criterion", "Evidence", "Examples of evidence", 0, 1],
        ["a", "b", "c", "d", "e", "f", "g"],
    ]
    assert told(read(rows)) == ["PBP445 B1", "PBP445 E1"]


def test_columns_beside_the_matrix_are_not_read_and_that_is_said() -> None:
    rows: Rows = [
        ["Domain", "Criterion", "Low", "High", "Score", "Notes", "Due"],
        ["Money", "One", "a", "b", 3, "c", datetime.date(2027, 1, 3)],
    ]
    imported = read(rows)
    assert scale(matrix(imported)) == {1: "Low", 2: "High"}
    assert told(imported) == ["PBP446 E1", "PBP446 F1", "PBP446 G1"]


def test_a_row_below_the_matrix_is_not_read_and_that_is_said() -> None:
    imported = read([*WHOLE, [], ["Source: the partnership office"]])
    assert len(matrix(imported).criteria) == 3
    assert told(imported) == ["PBP449 A6"]


def test_phrases_in_merged_cells_have_to_be_taken_apart() -> None:
    def finish(made: Any) -> None:
        made.get_worksheet_by_name("Sheet1").merge_range("C2:D2", "the same for both")

    imported = read([["Domain", "Criterion", 0, 1], ["Money", "One", "", ""]], finish)
    (problem,) = imported.problems
    assert (problem.code, str(problem.location)) == ("PBP443", "m.xlsx[Sheet1]!D2")
    assert "merged" in problem.hint


def test_a_formula_without_a_value_and_a_doubtful_mark_are_refused() -> None:
    def finish(made: Any) -> None:
        made.get_worksheet_by_name("Sheet1").write_formula("D2", "=A1", value="")

    rows: Rows = [["Criterion", "Record", 0, 1], ["One", "perhaps", "a", ""]]
    assert sorted(told(read(rows, finish))) == ["PBP447 B2", "PBP447 D2"]


def test_texts_that_were_guarded_against_formulas_are_had_back() -> None:
    found = matrix(read([["Domain", "Criterion", 0, 1], ["'=Money", "'+One", "'-a", "''@b"]]))
    assert (found.domains[0].name, found.criteria[0].name) == ("=Money", "+One")
    assert found.criteria[0].levels == {0: "-a", 1: "'@b"}


# --- whatever else may stand there ----------------------------------------------------------------

HEADINGS = [
    "Domain",
    "Theme",
    "Id",
    "Criterion",
    "Statement",
    "Evidence",
    "Record",
    "Score",
    "",
    "Low",
    "High",
    0,
    1,
    "Level 2",
    "3 - Done",
    "1",
]
CELLS = [
    "",
    "",
    "Governance",
    "GOV1",
    "1.1",
    1,
    2.5,
    "yes",
    "...",
    "a",
    "A",
    "b",
    "=1",
    "'=1",
    "é",
    "#REF!",
    "x" * 2001,
    "What each level means",
    "\u202e",
]


@given(
    heads=st.lists(st.sampled_from(HEADINGS), max_size=7),
    cells=st.lists(st.lists(st.sampled_from(CELLS), max_size=7), max_size=6),
)
def test_nothing_that_stands_in_a_table_is_more_than_a_problem(heads: list[Any], cells: list[list[Any]]) -> None:
    table = Table(
        "m.xlsx", [["A title"], heads, *cells], lambda row, column: Location("m.xlsx", row + 1, column + 1, sheet="S")
    )
    imported = read_matrix(Tables((table,)), "m.xlsx", Asked("ours"))
    for problem in imported.problems:
        assert problem.message() not in {"", "expected "}
        assert problem.location.line <= len(cells) + 2
    severe = [problem for problem in imported.problems if problem.severity is Severity.ERROR]
    assert imported.matrix is not None or severe
    if imported.matrix is not None and not severe:
        again = load(Matrix, imported_file(imported.matrix).encode(), "ours.yaml")
        assert again.model == imported.matrix
        assert len(imported.matrix.criteria) <= len(cells)
