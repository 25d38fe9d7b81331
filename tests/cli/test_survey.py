"""Does `survey` write what a survey is set up from, and codes that stay with their leaders?"""

import sys
from pathlib import Path

import pytest

import tiny
from asking import named
from build import ROUND
from pbp_assess.formats.table_file import read_tables
from pbp_assess.workspace.layout import Workspace
from shell import Shell, files

FOLDER = f"surveys/{tiny.PLACE}/{ROUND}"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    found = tiny.workspace(tmp_path / "work", named())
    monkeypatch.chdir(found.root)
    return found


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("msforms", "microsoft-forms.txt"),
        ("xlsx", "answers.xlsx"),
        ("limesurvey", "limesurvey.txt"),
        ("paper", "paper.html"),
    ],
)
def test_a_template_is_written_where_it_says(place: Workspace, shell: Shell, wanted: str, name: str) -> None:
    ran = shell("survey", "template", "--for", wanted, "--dry-run")
    assert (ran.code, ran.out, files(place.root).keys() & {f"{FOLDER}/{name}"}) == (0, f"{FOLDER}/{name}\n", set())
    ran = shell("survey", "template", "--for", wanted)
    assert (ran.code, ran.out) == (0, f"{FOLDER}/{name}\n")
    once = (place.root / FOLDER / name).read_bytes()
    assert shell("survey", "template", "--for", wanted, "--output", "other").out == "other\n"
    assert Path("other").read_bytes() == once


def test_text_goes_to_stdout_when_asked(place: Workspace, shell: Shell) -> None:
    ran = shell("survey", "template", "--for", "msforms", "--output", "-")
    assert ran.out.startswith("How to set this survey up in Microsoft Forms")
    assert shell("survey", "template", "--for", "paper", "-o", "-").out.startswith("<!doctype html>")
    assert not (place.root / "surveys").exists()


@pytest.mark.parametrize("wanted", ["xlsx", "paper"])
def test_one_for_each_has_the_code_filled_in(place: Workspace, shell: Shell, wanted: str) -> None:
    suffix = {"xlsx": "xlsx", "paper": "html"}[wanted]
    ran = shell("survey", "template", "--for", wanted, "--each")
    assert ran.out.splitlines() == [f"{FOLDER}/director.{suffix}", f"{FOLDER}/gp.{suffix}"]
    assert _code(place.root / FOLDER / f"gp.{suffix}") == "gp"
    codes = {line.split()[1]: line.split()[0] for line in shell("survey", "codes").out.splitlines()[2:]}
    shell("survey", "template", "--for", wanted, "--each", "--output", "out")
    assert _code(Path("out") / f"gp.{suffix}") == codes["gp"]


def _code(path: Path) -> str:
    if path.suffix == ".xlsx":
        return str(read_tables(path.read_bytes(), "f").tables[1].rows[0][1])
    return path.read_text(encoding="utf-8").partition("Your code: <b>")[2].partition("<")[0]


@pytest.mark.parametrize(
    "words",
    [
        ("--for", "msforms", "--large-print"),
        ("--for", "msforms", "--each"),
        ("--for", "xlsx", "--output", "-"),
        ("--for", "xlsx", "--each", "--output", "-"),
        ("--for", "fax"),
        (),
    ],
)
def test_what_does_not_go_together_is_refused(place: Workspace, shell: Shell, words: tuple[str, ...]) -> None:
    before = files(place.root)
    assert shell("survey", "template", *words).code == 2
    assert files(place.root) == before


def test_without_the_part_that_writes_workbooks_the_message_says_what_to_install(
    place: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ran = shell("survey", "template", "--for", "xlsx")
    assert (ran.code, "pip install 'pbp-assess[xlsx]'" in ran.err) == (2, True)
    assert shell("survey", "template", "--for", "limesurvey").code == 0
    assert (place.root / FOLDER / "limesurvey.txt").exists()


def test_codes_stay_with_their_leaders_and_are_taken_by_import(place: Workspace, shell: Shell) -> None:
    ran = shell("survey", "codes")
    assert ran.code == 0
    assert shell("survey", "codes").out == ran.out
    code = next(line.split()[0] for line in ran.out.splitlines() if " gp " in line)
    Path("f.csv").write_text(f"Your code,GOV1,GOV2,FIN1\n{code.lower()},3,1,0\n", encoding="utf-8")
    assert shell("import", "f.csv", "--no-input").code == 0
    assert tiny.answers(place, "gp") == {"GOV1": 3, "GOV2": 1, "FIN1": 0}


def test_codes_are_for_the_facilitator_alone(place: Workspace, shell: Shell) -> None:
    assert shell("survey", "codes", "--audience", "public").code == 2
    assert "Nothing was kept" in shell("survey", "codes", "--dry-run").err
    assert not place.survey_path(tiny.PLACE, ROUND).exists()


def test_a_closed_round_is_asked_nothing(tmp_path: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny.workspace(tmp_path / "work", closed="2022-12-09").root)
    assert "round" in shell("survey", "template", "--for", "paper").err
    assert shell("survey", "codes").code == 2
