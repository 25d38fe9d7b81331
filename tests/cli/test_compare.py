"""Does `compare` find the two rounds it is asked for, wherever they are, and end with 4 where it has none?"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import quarters
from pbp_assess.core.disclosure import Audience
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, Shell, files, leader_ids, replaced

FOLDER = f"reports/{PLACE}/{LATER}"


def test_it_compares_the_last_two_rounds(shell: Shell, example: Workspace) -> None:
    before = files(example.root)
    ran = shell("compare")
    assert ran.code == 0
    assert ran.out.startswith(
        f"Oxfordshire, round {FIRST} and round {LATER}: partnership copy\n41 questions were asked"
    )
    assert "Nine leaders answered both times; two joined, two left." in ran.out
    assert "The rise in “Common purpose” is clear" in ran.out
    assert "Of the targets set before, one is met and one is missed." in ran.out
    assert "18 documents or records moved\nNone of them stands lower than before.\n" in ran.out
    assert "Next: pbp-assess report quarter" in ran.err
    assert files(example.root) == before
    assert shell("compare", FIRST, LATER).out == ran.out
    assert shell("compare", FIRST).out == ran.out
    assert shell("compare", "--round", LATER).out == ran.out


@pytest.mark.parametrize("audience", Audience)
def test_no_id_stands_in_any_copy(shell: Shell, example: Workspace, audience: Audience) -> None:
    for words in ((), ("--format", "md", "-o", "-")):
        ran = shell("compare", "--audience", audience, *words)
        assert ran.code == 0
        assert not [name for name in leader_ids(example.root) if name in (ran.out + ran.err).split()]


def test_it_writes_each_format_beside_the_round_s_reports(shell: Shell, example: Workspace) -> None:
    ran = shell("compare", "--format", "csv,md,html,json")
    names = [f"{FOLDER}/compare-{FIRST}.{ending}" for ending in ("md", "html", "json", "csv")]
    assert ran.out.split() == names
    text = {Path(name).suffix: (example.root / name).read_text(encoding="utf-8") for name in names}
    assert text[".md"].startswith(f"# Oxfordshire: what has changed since {FIRST}?")
    assert text[".html"].startswith("<!DOCTYPE html>")
    assert json.loads(text[".json"])["schema"] == "pbp-assess/comparison/1"
    assert len(text[".csv"].splitlines()) == 42
    assert shell("compare", "--json").out == text[".json"]
    assert shell("compare", "--format", "md", "--audience", "public").out == f"{FOLDER}/compare-{FIRST}-public.md\n"


@pytest.mark.usefixtures("example")
def test_it_writes_word_and_where_it_is_told_to(shell: Shell, tmp_path: Path) -> None:
    ran = shell("compare", "--format", "docx", "-o", str(tmp_path / "out"))
    assert ran.code == 0
    assert (tmp_path / "out" / f"compare-{FIRST}.docx").read_bytes().startswith(b"PK")


def test_its_pages_show_the_whole_series_with_peak_and_net(shell: Shell, tmp_path: Path) -> None:
    for label, column in zip(quarters.QUARTERS, ("2", "3", "3", "1"), strict=True):
        quarters.quarter(tmp_path / "place", label, GOV1=" ".join(column * 10))
    words = ("-C", str(tmp_path / "place"), "compare", "--format", "md", "-o", "-")
    page = shell(*words).out
    assert "## Four rounds, from first to last" in page
    assert "Highest in 2022-23-q3; now one question fewer than at the first" in page
    assert "Shadow it, in 2022-23-q3; now one stage fewer than at the first" in page
    assert "## Three rounds, from first to last" in shell(*words, *quarters.QUARTERS[1:3]).out
    assert "from first to last" not in shell(*words, *quarters.QUARTERS[:2]).out  # the two compared are all


def test_a_dry_run_writes_nothing(shell: Shell, example: Workspace) -> None:
    before = files(example.root)
    ran = shell("compare", "--format", "md", "-n")
    assert (ran.code, ran.out, ran.err) == (0, f"{FOLDER}/compare-{FIRST}.md\n", "Nothing is written.\n")
    assert files(example.root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "pdf"), "--format is one of md, html, docx, json, csv"),
        (("--json", "--format", "md"), "--json prints on stdout"),
        (("--output", "x"), "--output goes with --format"),
        (("--format", "md,html", "-o", "-"), "--output - takes one format"),
        (("2020-21-q1",), "no round '2020-21-q1' in oxfordshire"),
        (("HEAD:",), "git repository"),
        (("--", "-n:"), "no revision '-n'"),
    ],
)
@pytest.mark.usefixtures("example")
def test_what_it_cannot_do_is_said(shell: Shell, words: tuple[str, ...], said: str) -> None:
    ran = shell("compare", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


# --- nothing to compare with ----------------------------------------------------------------------


@pytest.mark.usefixtures("example")
def test_a_first_round_has_nothing_before_it(shell: Shell) -> None:
    ran = shell("compare", "--round", FIRST)
    assert (ran.code, ran.out) == (4, "")
    assert "oxfordshire has no round before 2022-23-q3 to compare it with (PBP504)" in ran.err


def test_a_round_without_answers_is_no_baseline(shell: Shell, example: Workspace) -> None:
    for path in (example.scores_folder(PLACE, FIRST)).glob("*.yaml"):
        path.unlink()
    ran = shell("compare", "-q")
    assert (ran.code, ran.out) == (4, "")
    assert "round 2022-23-q3 has no answers to compare (PBP503)" in ran.err


# --- out of git -----------------------------------------------------------------------------------

Git = Callable[..., str]


@pytest.fixture
def git(example: Workspace) -> Git:
    """A git repository around the example; its words are run in it."""

    def run(*words: str) -> str:
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *settings, *words],  # noqa: S607 - git as the caller has it
            cwd=example.root,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    run("init", "-q")
    return run


def commit(git: Git, *paths: str) -> None:
    git("add", "-f", *(paths or ("-A",)))
    git("commit", "-q", "-m", "as it is")


def test_a_round_at_a_revision_is_read_as_it_was_committed(shell: Shell, example: Workspace, git: Git) -> None:
    commit(git, ".")
    sheet = example.sheet_path(PLACE, LATER, "place-director")
    committed = sheet.read_text(encoding="utf-8")
    sheet.write_text(committed.replace("PUR1: 3", "PUR1: 2"), encoding="utf-8", newline="\n")
    seal = example.round_folder(PLACE, LATER) / "round.yaml"
    status = git("status", "--porcelain")
    assert shell("compare", f"HEAD:{FIRST}", f"HEAD:{LATER}").out == shell("compare", FIRST, f"HEAD:{LATER}").out
    ran = shell("compare", "HEAD:", "-q")
    assert ran.code == 0
    assert f"round {LATER} and round {LATER}" in ran.out
    assert seal.exists()
    assert git("status", "--porcelain") == status


def test_a_workspace_in_a_folder_of_the_repository_is_found(shell: Shell, example: Workspace, git: Git) -> None:
    import shutil

    inside = example.root / "place"
    inside.mkdir()
    for name in ("assessments", "matrices", "pbp-assess.yaml"):
        shutil.move(str(example.root / name), str(inside / name))
    commit(git, ".")
    there = shell("-C", str(inside), "compare", f"HEAD:{FIRST}")
    assert there.code == 0
    assert there.out == shell("-C", str(inside), "compare").out


@pytest.mark.usefixtures("example")
def test_a_revision_without_sheets_is_no_baseline(shell: Shell, git: Git) -> None:
    commit(git, "assessments/oxfordshire/place.yaml", "pbp-assess.yaml")
    ran = shell("compare", "HEAD:", LATER)
    assert (ran.code, "HEAD holds no round of oxfordshire (PBP504)" in ran.err) == (4, True)
    names = ("round.yaml", "matrix.yaml")
    rounds = [f"assessments/oxfordshire/{label}/{name}" for label in (FIRST, LATER) for name in names]
    commit(git, "assessments/oxfordshire/panel.yaml", *rounds)
    ran = shell("compare", f"HEAD:{FIRST}", LATER, "-q")
    assert (ran.code, "PBP503" in ran.err) == (4, True)


@pytest.mark.usefixtures("example")
def test_a_revision_that_is_not_there_is_said_not_to_be(shell: Shell, git: Git) -> None:
    commit(git, "pbp-assess.yaml")
    ran = shell("compare", "v1:", LATER)
    assert ran.code == 2
    assert "no revision 'v1'" in ran.err
    assert "shallow clone" in ran.err


# --- another matrix -------------------------------------------------------------------------------


def renamed(example: Workspace) -> None:
    """The later round asks PUR1 under another id."""
    from pbp_assess.workspace.files import content_hash

    folder = example.round_folder(PLACE, LATER)
    for path in (folder / "matrix.yaml", *example.scores_folder(PLACE, LATER).glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        text = text.replace("PUR1", "PUR9").replace("version: 1.0.0", "version: 2.0.0")
        path.write_text(text, encoding="utf-8", newline="\n")
    opened = (folder / "round.yaml").read_text(encoding="utf-8")
    old = next(line.split(": ")[1] for line in opened.splitlines() if "sha256" in line)
    new = content_hash((folder / "matrix.yaml").read_bytes())
    opened = opened.replace(old, new).replace("version: 1.0.0", "version: 2.0.0")
    opened = opened[: opened.index("sealed:")] if "sealed:" in opened else opened
    (folder / "round.yaml").write_text(opened, encoding="utf-8", newline="\n")


CROSSWALK = """\
schema: pbp-assess/crosswalk/1
old: {{id: {id}, version: 1.0.0}}
new: {{id: {id}, version: 2.0.0}}
renamed: {{PUR1: {to}}}
"""


def test_a_renamed_question_is_compared_where_a_crosswalk_says_so(shell: Shell, example: Workspace) -> None:
    renamed(example)
    named = json.loads(shell("compare", "--json", "-q").out)["after"]["matrix"]["id"]
    without = json.loads(shell("compare", "--json", "-q").out)
    assert {one["criterion"] for one in without["uncompared"]} == {"PUR1", "PUR9"}
    path = example.matrices / f"{named}--{named}.crosswalk.yaml"
    path.write_text(CROSSWALK.format(id=named, to="PUR9"), encoding="utf-8")
    joined = json.loads(shell("compare", "--json", "-q").out)
    assert joined["uncompared"] == []
    assert joined["criteria"][0]["joined"] == "renamed"
    back = json.loads(shell("compare", LATER, FIRST, "--json").out)
    assert (back["criteria"][0]["before"], back["criteria"][0]["after"]) == (["PUR9"], ["PUR1"])
    assert "runs backwards" in shell("compare", LATER, FIRST).err
    assert shell("validate", "-q").code == 0
    assert f"{named}--{named}" not in shell("matrix", "list").out


def test_a_crosswalk_that_does_not_fit_is_told_where(shell: Shell, example: Workspace) -> None:
    renamed(example)
    named = json.loads(shell("compare", "--json", "-q").out)["after"]["matrix"]["id"]
    path = example.root / "walk.yaml"
    path.write_text(CROSSWALK.format(id=named, to="PUR8"), encoding="utf-8")
    ran = shell("compare", "--crosswalk", "walk.yaml", "-q")
    assert ran.code == 2
    assert "walk.yaml:4:17: error[PBP506]" in ran.err
    path.write_text(CROSSWALK.format(id="another", to="PUR9"), encoding="utf-8")
    assert "between other matrices" in shell("compare", "--crosswalk", "walk.yaml", "-q").err
    replaced(path, "schema: pbp-assess/crosswalk/1", "schema: pbp-assess/crosswalk/1\nnew_key: 1")
    assert shell("compare", "--crosswalk", "walk.yaml", "-q").code == 2


# --- the reports built on it ----------------------------------------------------------------------


def test_the_quarterly_follow_up_is_a_report(shell: Shell, example: Workspace) -> None:
    ran = shell("report", "quarter", "--format", "md")
    assert ran.out == f"{FOLDER}/quarter.md\n"
    text = (example.root / FOLDER / "quarter.md").read_text(encoding="utf-8")
    assert "Nine leaders answered both times" in text
    assert shell("report", "quarter", "--round", FIRST).code == 4


@pytest.mark.usefixtures("example")
def test_the_day_report_says_what_changed_since_the_last_full_round(shell: Shell) -> None:
    assert "Nine leaders answered both times" in shell("report", "--format", "md", "-o", "-").out
    assert "This is the first round" in shell("report", "--format", "md", "-o", "-", "--round", FIRST).out
