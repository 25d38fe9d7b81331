"""Does `demo` end with the example's report, and leave alone what is there?"""

from pathlib import Path

import pytest

from shell import LATER, PLACE, Shell, files, replaced


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, stood in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_copies_the_example_and_prints_the_path_of_its_report_last(shell: Shell, here: Path) -> None:
    ran = shell("demo")
    assert ran.code == 0
    *_, page = ran.out.splitlines()
    assert page == f"pbp-assess-demo/reports/{PLACE}/{LATER}/day.html"
    assert (here / page).read_bytes().startswith(b"<!DOCTYPE html>")
    assert "invented" in ran.err
    assert ran.err.splitlines()[-1].endswith(":"), "the paths follow it on a terminal"


def test_what_it_says_to_try_works(shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = shell("demo").err
    assert '("cd pbp-assess-demo")' in said
    monkeypatch.chdir(here / "pbp-assess-demo")
    for command in ("status", "readiness", "validate", "report"):
        assert shell(command).code == 0


def test_the_copy_is_whole_and_free_of_faults(shell: Shell, here: Path) -> None:
    shell("demo", "elsewhere/example")
    ran = shell("-C", "elsewhere/example", "validate", "--strict")
    assert (ran.code, ran.out) == (0, "1 place, 2 rounds, 2 matrices: no faults\n")
    for name in ("place.schema.json", "matrix.schema.json"):
        assert (here / "elsewhere/example/docs/schema" / name).exists()


def test_run_again_it_reports_on_the_copy_as_it_stands(shell: Shell, here: Path) -> None:
    shell("demo")
    replaced(here / "pbp-assess-demo/assessments" / PLACE / LATER / "round.yaml", "bcf_s75: partial", "bcf_s75: shadow")
    before = {name: data for name, data in files(here).items() if "/reports/" not in name}
    first = files(here / "pbp-assess-demo/reports")
    assert shell("demo").code == 0
    assert {name: data for name, data in files(here).items() if "/reports/" not in name} == before
    assert files(here / "pbp-assess-demo/reports") != first


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_something_else_in_its_place_is_left_alone(shell: Shell, here: Path, kind: str) -> None:
    there = here / "pbp-assess-demo"
    if kind == "folder":
        there.mkdir()
        there /= "thesis.doc"
    there.write_text("mine", encoding="utf-8")
    before = files(here)
    ran = shell("demo")
    assert (ran.code, ran.out) == (2, "")
    assert "pbp-assess-demo is there already and is no workspace; name a new folder: pbp-assess demo FOLDER" in ran.err
    assert files(here) == before


def test_an_empty_folder_will_do(shell: Shell, here: Path) -> None:
    (here / "empty").mkdir()
    assert shell("demo", "empty").code == 0


def test_a_dry_run_writes_nothing(shell: Shell, here: Path) -> None:
    ran = shell("demo", "--dry-run")
    assert (ran.code, ran.out) == (0, "pbp-assess-demo\n")
    assert files(here) == {}
