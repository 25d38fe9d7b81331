"""Does somebody's own matrix come in and go out, without anything of theirs being lost or overwritten?"""

from pathlib import Path
from typing import Any

import pytest

from books import book
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.workspace.layout import Workspace
from shell import Shell, files

ROWS = [
    ["Domain", "Criterion", "0 - Not yet", "1 - In place"],
    ["Governance", "Who decides", "Unclear", "Agreed"],
    ["Money", "Pooled money", "None", "All"],
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside every workspace, stood in, with a matrix as a partnership keeps it."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "Our matrix.xlsx", ROWS)
    return tmp_path


def write(path: Path, rows: list[list[Any]]) -> None:
    path.write_bytes(book(("Sheet1", rows)))


def read(path: Path) -> Matrix:
    loaded = load(Matrix, path.read_bytes(), path.name)
    assert loaded.model is not None, loaded.problems
    return loaded.model


# --- import ---------------------------------------------------------------------------------------


def test_a_workbook_becomes_a_matrix_that_validates(shell: Shell, here: Path) -> None:
    ran = shell("matrix", "import", "Our matrix.xlsx", "--title", "Our own")
    assert (ran.code, ran.out) == (0, "matrices/our-matrix.yaml\n")
    assert "Our own: 2 domains, 2 criteria, levels 0 to 1." in ran.err
    assert "no gates" in ran.err
    assert ran.err.endswith("Next: pbp-assess matrix show our-matrix\n")
    assert read(here / "matrices" / "our-matrix.yaml").title == "Our own"
    assert shell("validate", "matrices/our-matrix.yaml", "--strict").code == 0
    assert "Pooled money" in shell("matrix", "show", "our-matrix").out


def test_a_text_file_does_too(shell: Shell, here: Path) -> None:
    (here / "m.csv").write_text("\n".join(";".join(row) for row in ROWS), encoding="utf-8")
    assert shell("matrix", "import", "m.csv", "--id", "ours").code == 0
    assert len(read(here / "matrices" / "ours.yaml").criteria) == 2


def test_it_goes_into_the_workspace_around(shell: Shell, example: Workspace, tmp_path: Path) -> None:
    write(tmp_path / "m.xlsx", ROWS)
    assert shell("matrix", "import", str(tmp_path / "m.xlsx"), "--id", "ours").out == "matrices/ours.yaml\n"
    assert shell("validate").code == 0
    assert "ours  " in shell("matrix", "list").out
    assert example.matrix_path("ours").exists()


@pytest.mark.usefixtures("here")
def test_a_first_round_can_be_opened_on_it(shell: Shell) -> None:
    assert shell("matrix", "import", "Our matrix.xlsx").code == 0
    start = (
        "init",
        "--no-input",
        "--name",
        "Here",
        "--icb",
        "An ICB",
        "--member",
        "Director:icb",
        "--matrix",
        "our-matrix",
    )
    assert shell(*start).code == 0
    assert shell("validate").code == 0


def test_a_dry_run_writes_nothing(shell: Shell, here: Path) -> None:
    before = files(here)
    ran = shell("matrix", "import", "Our matrix.xlsx", "-n")
    assert (ran.code, ran.out) == (0, "matrices/our-matrix.yaml\n")
    assert "Nothing is written." in ran.err
    assert files(here) == before


def test_a_matrix_that_is_there_is_left_alone_unless_forced(shell: Shell, here: Path) -> None:
    assert shell("matrix", "import", "Our matrix.xlsx").code == 0
    mine = here / "matrices" / "our-matrix.yaml"
    mine.write_text("# mine\n" + mine.read_text("utf-8"), encoding="utf-8")
    for words in ((), ("-n",)):
        ran = shell("matrix", "import", "Our matrix.xlsx", *words)
        assert (ran.code, ran.out) == (2, "")
        assert "already there, and was left alone" in ran.err
    assert mine.read_text("utf-8").startswith("# mine")
    assert shell("matrix", "import", "Our matrix.xlsx", "--force").code == 0
    assert not mine.read_text("utf-8").startswith("# mine")


@pytest.mark.usefixtures("here")
def test_the_id_of_a_shipped_matrix_is_not_taken_unawares(shell: Shell) -> None:
    ran = shell("matrix", "import", "Our matrix.xlsx", "--id", "place-partnership")
    assert (ran.code, ran.out) == (2, "")
    assert "ships with pbp-assess" in ran.err


def test_faults_are_told_all_at_once_with_their_cells_and_nothing_is_written(shell: Shell, here: Path) -> None:
    write(here / "bad.xlsx", [["Id", *ROWS[0]], ["GOV1", *ROWS[1]], ["gov1", "Money", "", "same", "Same"]])
    ran = shell("matrix", "import", "bad.xlsx")
    assert (ran.code, ran.out) == (2, "")
    for line in (
        "bad.xlsx[Sheet1]!C3: error[PBP444]: phrases without a criterion; expected the criterion",
        'bad.xlsx[Sheet1]!A3: error[PBP303]: criterion "gov1" differs from "GOV1" only in capitals',
        'bad.xlsx[Sheet1]!E3: warning[PBP305]: "gov1" says the same at level 0 and at level 1',
    ):
        assert line in ran.err
    assert not (here / "matrices").exists()


def test_warnings_are_shown_and_stop_under_strict(shell: Shell, here: Path) -> None:
    write(here / "m.xlsx", [[*ROWS[0], "Owner"], [*ROWS[1], "Jo"]])
    assert shell("matrix", "import", "m.xlsx", "--strict").code == 2
    assert not (here / "matrices").exists()
    ran = shell("matrix", "import", "m.xlsx")
    assert ran.code == 0
    assert 'm.xlsx[Sheet1]!E1: warning[PBP446]: a column "Owner"' in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("missing.xlsx",), "PBP101"),
        (("Our matrix.xlsx", "--id", "Our Matrix"), "is no id"),
        (("Our matrix.xlsx", "--sheet", "Sheet2"), "PBP441"),
        (("+++.xlsx",), "no id can be made"),
    ],
)
def test_what_cannot_be_read_is_refused(shell: Shell, here: Path, words: tuple[str, ...], said: str) -> None:
    ran = shell("matrix", "import", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert sorted(files(here)) == ["Our matrix.xlsx"]


# --- new ------------------------------------------------------------------------------------------


def test_an_empty_matrix_says_where_something_is_still_to_be_written(shell: Shell, here: Path) -> None:
    ran = shell("matrix", "new", "ours", "--title", "Ours", "--levels", "1-3", "--domains", "Governance; Money;")
    assert (ran.code, ran.out) == (0, "matrices/ours.yaml\n")
    assert "Next: pbp-assess validate matrices/ours.yaml" in ran.err
    checked = shell("validate", "matrices/ours.yaml")
    assert checked.code == 2
    text = (here / "matrices" / "ours.yaml").read_text("utf-8")
    assert checked.err.count("error[PBP319]") == text.count(': "..."')
    (here / "matrices" / "ours.yaml").write_text(_filled_in(text), encoding="utf-8")
    assert shell("validate", "matrices/ours.yaml", "--strict").code == 0
    assert shell("matrix", "show", "ours").code == 0


def _filled_in(text: str) -> str:
    parts = text.split('"..."\n')
    return "".join(f"{part}Text {number}\n" for number, part in enumerate(parts[:-1])) + parts[-1]


def test_no_round_is_opened_on_a_matrix_that_is_not_written_yet(shell: Shell, example: Workspace) -> None:
    assert shell("matrix", "new", "ours").code == 0
    before = files(example.root)
    ran = shell("round", "open", "--matrix", "ours", "--round", "later")
    assert ran.code == 2
    assert "PBP319" in ran.err
    assert files(example.root) == before


def test_an_empty_matrix_overwrites_nothing(shell: Shell, here: Path) -> None:
    assert shell("matrix", "new", "ours").code == 0
    before = files(here)
    assert shell("matrix", "new", "ours", "--levels", "1-2").code == 2
    assert shell("matrix", "new", "other", "-n").code == 0
    assert files(here) == before
    assert shell("matrix", "new", "ours", "--levels", "1-2", "--force").code == 0
    assert files(here) != before


@pytest.mark.parametrize("levels", ["4", "0-0", "4-0", "0-10", "a-b", ""])
def test_levels_that_are_no_scale_are_refused(shell: Shell, here: Path, levels: str) -> None:
    ran = shell("matrix", "new", "ours", "--levels", levels)
    assert (ran.code, ran.out) == (2, "")
    assert "--levels" in ran.err
    assert not (here / "matrices").exists()


def test_a_title_that_no_file_can_have_is_refused(shell: Shell, here: Path) -> None:
    ran = shell("matrix", "new", "ours", "--title", "x" * 2001)
    assert (ran.code, ran.out) == (2, "")
    assert "PBP205" in ran.err
    assert not (here / "matrices").exists()


# --- show -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["md", "html", "text"])
def test_a_matrix_can_be_printed_or_written(shell: Shell, here: Path, format_: str) -> None:
    ran = shell("matrix", "show", "integrated-care-twelve", "--format", format_)
    assert (ran.code, ran.err) == (0, "")
    assert "No shared reason has been put into words" in ran.out
    written = shell("matrix", "show", "integrated-care-twelve", "--format", format_, "--output", f"wall.{format_}")
    assert (written.code, written.out) == (0, f"wall.{format_}\n")
    assert (here / f"wall.{format_}").read_text("utf-8") == ran.out


def test_a_workbook_that_goes_out_comes_in_again(shell: Shell, here: Path) -> None:
    assert shell("matrix", "show", "place-partnership", "--format", "xlsx", "-o", "wall.xlsx").code == 0
    assert shell("matrix", "import", "wall.xlsx", "--strict").code == 0
    again, first = read(here / "matrices" / "wall.yaml"), shell("matrix", "show", "place-partnership").out
    for criterion in again.criteria:
        assert f"{criterion.id} {criterion.name}" in first
    assert len(again.criteria) == 41


@pytest.mark.usefixtures("here")
def test_a_workbook_needs_a_file(shell: Shell) -> None:
    ran = shell("matrix", "show", "--format", "xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "name a file with --output" in ran.err


def test_what_is_there_is_not_replaced_unless_forced(shell: Shell, here: Path) -> None:
    master = (here / "Our matrix.xlsx").read_bytes()
    words = ("matrix", "show", "--format", "xlsx", "--output", "Our matrix.xlsx")
    ran = shell(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "already there" in ran.err
    assert (here / "Our matrix.xlsx").read_bytes() == master
    assert shell(*words, "--force", "-n").code == 0
    assert (here / "Our matrix.xlsx").read_bytes() == master
    assert shell(*words, "--force").code == 0
    assert (here / "Our matrix.xlsx").read_bytes() != master
