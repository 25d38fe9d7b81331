"""Is a round read whole, with every fault placed, and only the sheets counted that count?"""

import datetime
import os
from pathlib import Path

import pytest

import build
import tiny
from pbp_assess.core.assessment import Seal
from pbp_assess.formats.documents import dump
from pbp_assess.problems import InputError, Severity
from pbp_assess.workspace.files import content_hash
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.reading import read_alone, read_home, read_round, sealed_hash

SALT = "0" * 32


@pytest.fixture
def found(tmp_path: Path) -> Workspace:
    """A small workspace in which two leaders have answered."""
    made = tiny.workspace(tmp_path)
    tiny.put(made, build.sheet("director", "GOV1=3 GOV2=?"))
    tiny.put(made, build.sheet("gp", "GOV1=1"))
    return made


def codes(found: Workspace) -> list[str]:
    return [problem.code for problem in read_round(found, tiny.PLACE, build.ROUND).problems]


def folder(found: Workspace) -> Path:
    return found.round_folder(tiny.PLACE, build.ROUND)


def test_everything_about_the_round_is_read(found: Workspace) -> None:
    opened = read_round(found, tiny.PLACE, build.ROUND)
    assert opened.problems == ()
    dossier = opened.require()
    assert (dossier.place_id, dossier.round.id) == (tiny.PLACE, build.ROUND)
    assert {leader: sheet.level("GOV1") for leader, sheet in dossier.sheets.items()} == {"director": 3, "gp": 1}


def test_what_may_be_missing_is_empty(found: Workspace) -> None:
    dossier = read_round(found, tiny.PLACE, build.ROUND).require()
    assert dossier.moderation.agreed == {}
    assert dossier.evidence.records == {}
    assert dossier.themes.themes == ()
    assert dossier.actions.actions == ()


@pytest.mark.parametrize(
    "lost", ["place.yaml", "panel.yaml", f"{build.ROUND}/round.yaml", f"{build.ROUND}/matrix.yaml"]
)
def test_without_a_file_that_all_rests_on_there_is_no_dossier(found: Workspace, lost: str) -> None:
    (found.place_folder(tiny.PLACE) / lost).unlink()
    opened = read_round(found, tiny.PLACE, build.ROUND)
    assert opened.dossier is None
    assert [problem.code for problem in opened.problems] == ["PBP101"]
    with pytest.raises(InputError):
        opened.require()
    assert opened.matrix_line(("domains", 0)).file.endswith("matrix.yaml")


def test_faults_of_several_files_come_together(found: Workspace) -> None:
    (folder(found) / "evidence.yaml").mkdir()
    (folder(found) / "themes.yaml").write_bytes(b"")
    (folder(found) / "moderation.yaml").write_text("schema: pbp-assess/moderation/1\nagred: {}\n", encoding="utf-8")
    with tiny.sheet_path(found, "gp").open("ab") as sheet:
        sheet.write(b"scores: {}\n")
    assert sorted(codes(found)) == ["PBP102", "PBP106", "PBP110", "PBP201"]


def test_a_file_of_a_hundred_megabytes_is_not_read(found: Workspace) -> None:
    with (folder(found) / "evidence.yaml").open("wb") as file:
        os.truncate(file.fileno(), 100 * 1024 * 1024)
    assert codes(found) == ["PBP103"]


# --- the matrix as asked --------------------------------------------------------------------------


def test_a_round_keeps_to_the_matrix_it_was_opened_on(found: Workspace) -> None:
    matrix = folder(found) / "matrix.yaml"
    data = matrix.read_bytes()
    matrix.write_bytes(data.replace(b"\n", b"\r\n"))
    assert codes(found) == [], "a checkout that turned line ends is no change"
    matrix.write_bytes(data + b"# a comment\n")
    opened = read_round(found, tiny.PLACE, build.ROUND)
    (problem,) = opened.problems
    assert (problem.code, problem.severity) == ("PBP390", Severity.ERROR)
    lines = (folder(found) / "round.yaml").read_text("utf-8").splitlines()
    assert "sha256" in lines[problem.location.line - 1]


def test_a_round_lies_in_the_folder_of_its_name(found: Workspace) -> None:
    folder(found).rename(folder(found).with_name("other"))
    opened = read_round(found, tiny.PLACE, "other")
    (problem,) = opened.problems
    assert (problem.code, problem.expected) == ("PBP391", 'the name of its folder, "other"')


def test_it_is_told_where_a_line_of_the_matrix_stands(found: Workspace) -> None:
    opened = read_round(found, tiny.PLACE, build.ROUND)
    place = opened.matrix_line(("domains", 0, "criteria", 1, "id"))
    line = (folder(found) / "matrix.yaml").read_text("utf-8").splitlines()[place.line - 1]
    assert line[place.column - 1 :] == "GOV2"


# --- the sheets that count ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("notes.txt", ["PBP117"]),
        ("third.yml", ["PBP117"]),
        (".gp.yaml.swp", []),
        (".gp.yaml.1234abcd.tmp", []),
        ("withdrawn/gp-1.yaml", []),
        ("older/gp.yaml", ["PBP117"]),
    ],
)
def test_only_sheets_are_read_and_nothing_is_passed_over(found: Workspace, name: str, told: list[str]) -> None:
    path = found.scores_folder(tiny.PLACE, build.ROUND) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("not a sheet", encoding="utf-8")
    assert codes(found) == told


def test_a_file_in_place_of_the_folder_of_sheets_is_told_of(found: Workspace) -> None:
    scores = found.scores_folder(tiny.PLACE, build.ROUND)
    scores.rename(scores.with_name(".gone"))
    scores.write_text("", encoding="utf-8")
    assert codes(found) == ["PBP117"]


def test_a_sheet_of_somebody_not_asked_is_told_of_and_not_counted(found: Workspace) -> None:
    tiny.put(found, build.sheet("stranger", "GOV1=4"))
    opened = read_round(found, tiny.PLACE, build.ROUND)
    assert [problem.code for problem in opened.problems] == ["PBP342"]
    assert opened.dossier is not None
    assert opened.dossier.sheets.keys() == {"director", "gp"}


def test_a_sheet_edited_after_closing_is_listed_and_not_counted(found: Workspace) -> None:
    sheets = {leader: sealed_hash(SALT, tiny.sheet_path(found, leader).read_bytes()) for leader in ("director", "gp")}
    whole = read_round(found, tiny.PLACE, build.ROUND).require().round
    closed = {"closed": datetime.date(2022, 12, 9), "sealed": Seal(salt=SALT, sheets=sheets)}
    (folder(found) / "round.yaml").write_text(dump(whole.model_copy(update=closed)), encoding="utf-8")
    assert read_round(found, tiny.PLACE, build.ROUND).require().edited_late == ()
    tiny.put(found, build.sheet("gp", "GOV1=4"))
    opened = read_round(found, tiny.PLACE, build.ROUND)
    assert [(problem.code, problem.severity) for problem in opened.problems] == [("PBP336", Severity.WARNING)]
    dossier = opened.require()
    assert dossier.edited_late == ("gp",)
    assert dossier.sheets.keys() == {"director"}


# --- files that no command looks for --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("evidense.yaml", 'did you mean "evidence.yaml"?'),
        ("themes.yml", 'did you mean "themes.yaml"?'),
        ("../actoins.yaml", 'did you mean "actions.yaml"?'),
        ("draft.yaml", ""),
    ],
)
def test_a_file_under_a_wrong_name_is_warned_of(found: Workspace, name: str, hint: str) -> None:
    (folder(found) / name).write_text("", encoding="utf-8")
    opened = read_round(found, tiny.PLACE, build.ROUND)
    (problem,) = opened.problems
    assert (problem.code, problem.severity, problem.hint) == ("PBP117", Severity.WARNING, hint)
    assert opened.require() is not None


def test_papers_may_lie_beside_a_round(found: Workspace) -> None:
    (folder(found) / "minutes.pdf").write_bytes(b"%PDF")
    assert codes(found) == []


# --- files that are not there yet, and files by themselves ----------------------------------------


def test_planned_files_are_read_as_if_they_were_there(found: Workspace) -> None:
    home, later = found.place_folder(tiny.PLACE), found.round_folder(tiny.PLACE, "later")
    matrix = (folder(found) / "matrix.yaml").read_text("utf-8")
    whole = read_round(found, tiny.PLACE, build.ROUND).require().round.model_copy(update={"id": "later"})
    planned = {later / "round.yaml": dump(whole), later / "matrix.yaml": matrix}
    opened = read_round(found, tiny.PLACE, "later", planned=planned)
    assert opened.problems == ()
    assert opened.require().sheets == {}
    planned[home / "panel.yaml"] = "schema: pbp-assess/panel/1\nleaders: []\n"
    wrong = read_round(found, tiny.PLACE, "later", planned=planned)
    assert {problem.code for problem in wrong.problems} == {"PBP322", "PBP326"}
    assert not later.exists()


def test_a_place_is_read_before_its_first_round(found: Workspace) -> None:
    assert read_home(found, tiny.PLACE) == ()
    (found.place_folder(tiny.PLACE) / "actions.yaml").write_text("- x\n", encoding="utf-8")
    assert [problem.code for problem in read_home(found, tiny.PLACE)] == ["PBP116"]


def test_a_file_by_itself_is_of_the_kind_its_schema_line_says(found: Workspace) -> None:
    for path in [*folder(found).glob("*.yaml"), tiny.sheet_path(found)]:
        assert read_alone(path, path.name) == ()
    sheet = tiny.sheet_path(found)
    sheet.write_text(sheet.read_text("utf-8") + "choose: [a b]\n", encoding="utf-8")
    (problem,) = read_alone(sheet, "x.yaml")
    assert (problem.code, problem.private, problem.location.file) == ("PBP206", True, "x.yaml")
    sheet.write_text("schema: pbp-assess/something/1\n", encoding="utf-8")
    assert "PBP209" in [problem.code for problem in read_alone(sheet, "x.yaml")]
    assert [problem.code for problem in read_alone(sheet.with_name("nowhere"), "x.yaml")] == ["PBP101"]


def test_a_matrix_by_itself_may_be_held_to_a_name(found: Workspace) -> None:
    path = folder(found) / "matrix.yaml"
    assert read_alone(path, "x.yaml", named="example") == ()
    (problem,) = read_alone(path, "x.yaml", named="other")
    assert (problem.code, problem.expected) == ("PBP393", 'the name of its file, "other"')


def test_the_hash_of_a_sheet_is_salted(found: Workspace) -> None:
    data = tiny.sheet_path(found).read_bytes()
    assert sealed_hash(SALT, data) == sealed_hash(SALT, data.replace(b"\n", b"\r\n"))
    assert sealed_hash(SALT, data) != sealed_hash("1" * 32, data)
    assert sealed_hash(SALT, data) != content_hash(data)
