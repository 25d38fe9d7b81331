"""Does `report` write what it says, where it says, for whom it says, and the same bytes each time?"""

from pathlib import Path

import pytest

from pbp_assess.core.disclosure import Audience
from pbp_assess.report import wording
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, Shell, files, leader_ids, replaced

FOLDER = f"reports/{PLACE}/{LATER}"


def test_it_writes_both_formats_and_prints_their_paths(shell: Shell, example: Workspace) -> None:
    before = files(example.root)
    ran = shell("report")
    assert (ran.code, ran.out, ran.err) == (0, f"{FOLDER}/day.md\n{FOLDER}/day.html\n", "")
    after = files(example.root)
    assert after.keys() - before.keys() == {f"{FOLDER}/day.md", f"{FOLDER}/day.html"}
    assert {name: after[name] for name in before} == before
    assert after[f"{FOLDER}/day.html"].startswith(b"<!DOCTYPE html>")
    assert b"# Oxfordshire" in after[f"{FOLDER}/day.md"]


def test_the_same_answers_give_the_same_bytes(shell: Shell, example: Workspace) -> None:
    shell("report")
    first = files(example.root / FOLDER)
    shell("report")
    assert files(example.root / FOLDER) == first


@pytest.mark.parametrize(
    ("audience", "most"), [(Audience.PARTNERSHIP, 150_000), (Audience.PUBLIC, 125_000), (Audience.FACILITATOR, 155_000)]
)
def test_a_page_of_17_people_on_41_questions_can_be_sent_about(shell: Shell, audience: Audience, most: int) -> None:
    ran = shell("report", "--audience", audience, "--format", "html", "--output", "-")
    assert 50_000 < len(ran.out.encode()) < most


def test_the_report_made_before_is_replaced(shell: Shell, example: Workspace) -> None:
    shell("report", "--format", "md")
    report = example.root / FOLDER / "day.md"
    right = report.read_bytes()
    report.write_text("old", encoding="utf-8")
    shell("report", "--format", "md")
    assert report.read_bytes() == right


@pytest.mark.parametrize(
    ("format_", "names"),
    [
        ("md", ["day.md"]),
        ("html", ["day.html"]),
        ("html,md", ["day.md", "day.html"]),
        (" md , html ", ["day.md", "day.html"]),
    ],
)
def test_the_formats_named_are_written(shell: Shell, example: Workspace, format_: str, names: list[str]) -> None:
    ran = shell("report", "--format", format_)
    assert ran.out.split() == [f"{FOLDER}/{name}" for name in names]
    assert sorted(files(example.root / FOLDER)) == sorted(names)


def test_a_copy_for_others_carries_its_audience_in_its_name(shell: Shell, example: Workspace) -> None:
    for audience in Audience:
        assert shell("report", "--audience", audience).code == 0
    assert sorted(files(example.root / FOLDER)) == [
        "day-facilitator.html", "day-facilitator.md", "day-public.html", "day-public.md", "day.html", "day.md",
    ]  # fmt: skip
    for name, data in files(example.root / FOLDER).items():
        text = data.decode()
        assert ("Facilitators' copy" in text or "Facilitators&#39; copy" in text) == ("facilitator" in name)
        assert ("Public copy" in text) == ("public" in name)


@pytest.mark.parametrize("format_", ["md", "html"])
def test_one_format_may_go_to_stdout(shell: Shell, example: Workspace, format_: str) -> None:
    before = files(example.root)
    ran = shell("report", "-o", "-", "--format", format_)
    assert (ran.code, ran.err) == (0, "")
    assert files(example.root) == before
    shell("report")
    assert ran.out.encode() == files(example.root / FOLDER)[f"day.{format_}"]


def test_it_goes_where_it_is_told_to(shell: Shell, example: Workspace, tmp_path: Path) -> None:
    ran = shell("report", "--output", "pack/for the day", "--format", "md")
    assert ran.out == "pack/for the day/day.md\n"
    assert (example.root / "pack/for the day/day.md").exists()
    elsewhere = tmp_path / "elsewhere"
    assert shell("report", "-o", str(elsewhere), "--format", "md").out == f"{(elsewhere / 'day.md').as_posix()}\n"


def test_a_dry_run_names_the_paths_and_writes_nothing(shell: Shell, example: Workspace) -> None:
    before = files(example.root)
    ran = shell("report", "--dry-run")
    assert (ran.code, ran.out) == (0, f"{FOLDER}/day.md\n{FOLDER}/day.html\n")
    assert ran.err == "Nothing is written.\n"
    assert files(example.root) == before


@pytest.mark.usefixtures("example")
def test_an_earlier_round_has_its_own_folder(shell: Shell) -> None:
    assert shell("report", "--round", FIRST, "--format", "md").out == f"reports/{PLACE}/{FIRST}/day.md\n"


@pytest.mark.parametrize("audience", ["partnership", "public"])
@pytest.mark.parametrize("format_", ["md", "html"])
def test_shared_copies_name_nobody(shell: Shell, example: Workspace, audience: str, format_: str) -> None:
    text = shell("report", "--audience", audience, "--format", format_, "-o", "-").out
    assert not [leader for leader in leader_ids(example.root) if leader in text]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("format_", ["md", "html"])
def test_every_copy_says_that_it_is_illustrative_and_that_the_icb_decides(
    shell: Shell, audience: str, format_: str
) -> None:
    text = shell("report", "--audience", audience, "--format", format_, "-o", "-").out.replace("&#39;", "'")
    assert text.count(wording.ILLUSTRATIVE) >= 2, "at the head and at the foot"
    assert wording.ICB_DECIDES in text


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "odt"), "--format is one of md, html"),
        (("--format", ""), "or several with a comma, not ''"),
        (("--format", "md,pdf"), "not 'md,pdf'"),
        (("-o", "-"), "--output - takes one format"),
        (("-o", "pbp-assess.yaml"), "pbp-assess.yaml"),
        (("night",), "'night' is no kind of report"),
        (("days",), "did you mean day?"),
        (("day", "bcf_s75"), "report day is about the whole round, and takes no 'bcf_s75'"),
        (("--audience", "press"), "--audience is one of facilitator, partnership, public"),
    ],
)
def test_what_cannot_be_written_is_refused(shell: Shell, example: Workspace, words: tuple[str, ...], said: str) -> None:
    before = files(example.root)
    ran = shell("report", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert files(example.root) == before


def test_faulty_files_give_no_report(shell: Shell, example: Workspace) -> None:
    replaced(example.sheet_path(PLACE, LATER, "place-director"), "PUR1: 3", "PUR1: 7")
    ran = shell("report")
    assert (ran.code, ran.out) == (2, "")
    assert "error[PBP" in ran.err
    assert not (example.root / "reports").exists()
