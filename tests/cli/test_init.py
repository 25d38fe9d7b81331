"""Does `init` start a workspace that is whole and free of faults, and never touch what is there?"""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TypeVar

import pytest

from pbp_assess.cli import console
from pbp_assess.core.assessment import Panel, Place, Round, WorkspaceFile
from pbp_assess.core.fields import Written
from pbp_assess.formats.documents import load
from pbp_assess.workspace.matrices import matrix_ids
from shell import Shell, files, replaced

M = TypeVar("M", bound=Written)

PANEL = (
    "--member=Place director:icb",
    "--member=County chief executive:local_government:County Council",
    "--member=Acute trust chief executive:nhs_trust",
    "--member=GP lead, North:primary_care",
    "--member=Healthwatch director:community voice",
    "--stakeholder=Housing director:other",
)
GIVEN = ("init", "--name", "Oxfordshire", "--icb", "Example ICB", *PANEL, "--opened", "2024-05-13")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, stood in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What the person at the keyboard types; after that the input ends."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def read(model: type[M], path: str) -> M:
    """A document that init wrote."""
    loaded = load(model, Path(path).read_bytes(), path)
    assert loaded.model is not None, loaded.problems
    return loaded.model


# --- what is written ------------------------------------------------------------------------------


def test_it_writes_a_whole_workspace_and_names_every_file(shell: Shell, here: Path) -> None:
    ran = shell(*GIVEN, "--aim", "bcf_s75=shadow", "--group", "Frail older people")
    assert ran.code == 0
    assert ran.out.split() == list(dict.fromkeys(ran.out.split()))
    assert set(ran.out.split()) == set(files(here))
    home = "assessments/oxfordshire"
    kept = {name for name in files(here) if not name.startswith("docs/schema/")}
    assert kept == {
        "pbp-assess.yaml", ".gitignore", "matrices/place-partnership.yaml", f"{home}/place.yaml", f"{home}/panel.yaml",
        f"{home}/2024-25-q1/round.yaml", f"{home}/2024-25-q1/matrix.yaml",
    }  # fmt: skip
    assert "Next: pbp-assess score LEADER\n" in ran.err


def test_what_it_writes_says_what_was_told(shell: Shell) -> None:
    shell(*GIVEN, "--aim", "bcf_s75=shadow", "--group", "Frail older people", "--committee", "the joint committee")
    place = read(Place, "assessments/oxfordshire/place.yaml")
    assert (place.name, place.icb, place.committee) == ("Oxfordshire", "Example ICB", "the joint committee")
    sectors = ["icb", "local_government", "nhs_trust", "primary_care", "community_voice", "other"]
    assert [sector.id for sector in place.sectors] == sectors
    assert [(body.id, body.sector) for body in place.organisations] == [("county-council", "local_government")]
    opened = read(Round, "assessments/oxfordshire/2024-25-q1/round.yaml")
    assert list(opened.members) == [
        "place-director", "county-chief-executive", "acute-trust-chief-executive", "gp-lead-north",
        "healthwatch-director",
    ]  # fmt: skip
    assert list(opened.stakeholders) == ["housing-director"]
    assert opened.aims == {"bcf_s75": "shadow"}
    assert [group.name for group in opened.priority_groups] == ["Frail older people"]
    assert opened.closed is None
    panel = read(Panel, "assessments/oxfordshire/panel.yaml")
    assert [leader.role for leader in panel.leaders][3] == "GP lead, North"
    assert read(WorkspaceFile, "pbp-assess.yaml").place is None, "a second place must not be passed over"


def test_what_it_writes_is_free_of_faults(shell: Shell) -> None:
    assert shell(*GIVEN).code == 0
    ran = shell("validate", "--strict")
    assert (ran.code, ran.out, ran.err) == (0, "1 place, 1 round, 1 matrix: no faults\n", "")
    assert shell("status").code == 0


def test_editors_find_the_schema_that_each_head_names(shell: Shell, here: Path) -> None:
    shell(*GIVEN)
    named = {
        path: match[1]
        for path in here.rglob("*.yaml")
        if (match := re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8")))
    }
    assert {path.name for path in named} == {"pbp-assess.yaml", "place.yaml", "matrix.yaml", "place-partnership.yaml"}
    for path, schema in named.items():
        kind = re.search(r"^schema: pbp-assess/(\w+)/1$", path.read_text("utf-8"), re.MULTILINE)
        assert kind is not None
        found = json.loads((path.parent / schema).read_text("utf-8"))
        assert found["$id"] == f"urn:pbp-assess:schema:{kind[1]}:1"


def test_people_of_like_roles_get_ids_of_their_own(shell: Shell) -> None:
    shell(*GIVEN, "--member", "GP lead, North:primary_care")
    opened = read(Round, "assessments/oxfordshire/2024-25-q1/round.yaml")
    assert {"gp-lead-north", "gp-lead-north-2"} <= opened.members.keys()


def test_the_round_is_labelled_by_its_quarter_unless_told_otherwise(shell: Shell, here: Path) -> None:
    shell(*GIVEN[:-2], "--opened", "2025-01-15", "--place", "oxon")
    assert (here / "assessments/oxon/2024-25-q4/round.yaml").exists()
    shell(*GIVEN, "--place", "berkshire", "--round", "first")
    assert read(Round, "assessments/berkshire/first/round.yaml").id == "first"


def test_a_sector_that_nobody_fills_is_warned_of(shell: Shell) -> None:
    ran = shell("init", "--name", "X", "--icb", "Y", "--member", "Director:icb")
    assert ran.code == 0
    assert ran.err.count("warning[PBP327]") == 4
    assert shell("init", "-q", "--name", "Z", "--icb", "Y", "--member", "Director:icb").err == ""


@pytest.mark.parametrize("matrix", matrix_ids(None))
def test_every_shipped_matrix_can_be_asked(shell: Shell, matrix: str) -> None:
    assert shell(*GIVEN, "--matrix", matrix).code == 0
    assert shell("validate", "--strict").code == 0
    assert shell("status").code == 0
    assert shell("report", "--format", "md").code == 0


def test_a_matrix_without_readiness_gives_a_report_and_nothing_to_judge(shell: Shell) -> None:
    shell(*GIVEN, "--matrix", "integrated-care-twelve")
    ran = shell("readiness")
    assert (ran.code, ran.out) == (2, "")
    assert "no readiness section, so there is nothing to judge" in ran.err
    assert shell("readiness", "--require", "full").code == 2
    assert "says nothing about what could be handed over" in shell("report", "-o", "-", "--format", "md").out


def test_a_workspaces_own_matrix_comes_before_the_shipped_one(shell: Shell, here: Path) -> None:
    shell(*GIVEN)
    own = here / "matrices" / "place-partnership.yaml"
    replaced(own, "Place-based partnership maturity matrix", "Our own matrix")
    before = own.read_bytes()
    assert shell(*GIVEN, "--place", "second").code == 0
    assert own.read_bytes() == before
    assert "Our own matrix" in (here / "assessments/second/2024-25-q1/matrix.yaml").read_text("utf-8")
    assert shell("validate", "--strict").code == 0


# --- where ----------------------------------------------------------------------------------------


def test_it_makes_the_folder_named(shell: Shell, here: Path) -> None:
    ran = shell(GIVEN[0], "new/place", *GIVEN[1:])
    assert ran.code == 0
    assert (here / "new/place/pbp-assess.yaml").exists()
    assert "Next: pbp-assess score LEADER -C new/place\n" in ran.err
    assert shell("-C", "new/place", "validate").code == 0


def test_in_a_workspace_it_adds_a_place(shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell(*GIVEN)
    before = files(here)
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    ran = shell(*GIVEN, "--place", "berkshire-west")
    assert ran.code == 0
    added = files(here)
    assert {name: added[name] for name in before} == before
    assert {name.split("/")[1] for name in added.keys() - before.keys()} == {"berkshire-west"}
    assert "Next: pbp-assess score LEADER -C .. --place berkshire-west" in ran.err.replace(str(here), "..")
    assert shell("status").code == 2
    assert shell("status", "--place", "berkshire-west").code == 0


def test_nothing_that_is_there_is_overwritten(shell: Shell, here: Path) -> None:
    shell(*GIVEN)
    before = files(here)
    ran = shell(*GIVEN)
    assert (ran.code, ran.out) == (2, "")
    assert "assessments/oxfordshire is already there, and was left alone" in ran.err
    assert files(here) == before


def test_a_dry_run_says_what_would_be_written(shell: Shell, here: Path) -> None:
    ran = shell(*GIVEN, "--dry-run")
    assert ran.code == 0
    assert "Nothing is written" in ran.err
    assert files(here) == {}
    assert shell(*GIVEN).out == ran.out
    assert shell(*GIVEN, "-n").code == 2, "a dry run refuses what the run would refuse"


# --- git ------------------------------------------------------------------------------------------

SECRET = (
    "assessments/oxfordshire/2024-25-q1/scores/place-director.yaml",
    "assessments/oxfordshire/2024-25-q1/scores/withdrawn/place-director-1.yaml",
    "assessments/oxfordshire/2024-25-q1/themes.yaml",
    "reports/oxfordshire/2024-25-q1/day-facilitator.html",
)
SHARED = ("assessments/oxfordshire/2024-25-q1/round.yaml", "reports/oxfordshire/2024-25-q1/day.html")


def ignored(path: str) -> bool:
    git = shutil.which("git")
    assert git is not None
    return subprocess.run([git, "check-ignore", "-q", path], check=False).returncode == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("own", ["", "*.pyc\n"])
def test_git_leaves_out_what_is_confidential(shell: Shell, here: Path, own: str) -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)  # noqa: S607 # as the user has it
    if own:
        (here / ".gitignore").write_text(own, encoding="utf-8")
    assert shell(*GIVEN).code == 0
    assert [ignored(path) for path in SECRET] == [True] * len(SECRET)
    assert [ignored(path) for path in SHARED] == [False] * len(SHARED)
    if own:
        assert (here / ".gitignore").read_text("utf-8") == own


# --- asked at the keyboard ------------------------------------------------------------------------


def test_what_is_not_given_is_asked(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "Oxfordshire", "Example ICB", "", "Place director: icb", "", "Housing director: other", "", "")
    ran = shell("init", "--opened", "2024-05-13")
    assert ran.code == 0
    assert "Sectors that must be heard: icb, local_government, nhs_trust, primary_care, community_voice." in ran.err
    opened = read(Round, "assessments/oxfordshire/2024-25-q1/round.yaml")
    assert (list(opened.members), list(opened.stakeholders)) == (["place-director"], ["housing-director"])
    assert (opened.matrix.id, opened.aims) == ("place-partnership", {})


def test_what_cannot_be_understood_is_asked_again(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(
        monkeypatch, "", "Oxfordshire", "Example ICB", "place-partnershp", "place-partnership",
        "", "Director", "Director:icb", "", "", "bcf_s75", "bcf=partial", "bcf_s75=parttial", "bcf_s75=partial", "",
    )  # fmt: skip
    ran = shell("init", "--opened", "2024-05-13")
    assert ran.code == 0
    for said in (
        "Please type something", "did you mean place-partnership?", "At least one member is needed",
        "'Director' is not ROLE:SECTOR", "an aim needs NAME=VALUE", "no function 'bcf'", "did you mean partial?",
    ):  # fmt: skip
        assert said in ran.err
    assert read(Round, "assessments/oxfordshire/2024-25-q1/round.yaml").aims == {"bcf_s75": "partial"}


def test_what_was_given_is_not_asked(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "Example ICB", "Director:icb", "", "")
    ran = shell(
        "init", "--name", "Oxfordshire", "--matrix", "integrated-care-twelve", "--opened", "2024-05-13",
    )  # fmt: skip
    assert ran.code == 0
    assert "The place's name" not in ran.err
    assert "sought" not in ran.err, "this matrix has no functions"


def test_a_place_that_is_there_is_refused_before_the_panel_is_typed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell(*GIVEN)
    typed(monkeypatch, "Oxfordshire")
    ran = shell("init")
    assert ran.code == 2
    assert "already there" in ran.err
    assert "ICB's name" not in ran.err


def test_an_input_that_ends_leaves_nothing_behind(shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "Oxfordshire", "Example ICB")
    ran = shell("init")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("error: the input ended where an answer was needed; nothing is written\n")
    assert files(here) == {}


def test_ctrl_c_leaves_nothing_behind(shell: Shell, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(console, "ask", interrupted)
    ran = shell("init")
    assert (ran.code, ran.err) == (130, "\ninterrupted; nothing is written\n")
    assert files(here) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--name, --icb, --member are needed"),
        (("--name", "X", "--icb", "Y"), "--member is needed"),
        (("--name", "X", "--icb", "Y", "--stakeholder", "Z:other"), "--member is needed"),
    ],
)
def test_without_input_what_is_missing_is_named(shell: Shell, here: Path, words: tuple[str, ...], said: str) -> None:
    ran = shell("init", "--no-input", *words)
    assert (ran.code, ran.err) == (2, f"error: --no-input was given, and {said}\n")
    assert files(here) == {}


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--member", "Director"), "'Director' is not ROLE:SECTOR[:ORGANISATION]"),
        (("--member", "Director:"), "'Director:' is not ROLE:SECTOR"),
        (("--member", "a:b:c:d"), "'a:b:c:d' is not ROLE:SECTOR"),
        (("--member", "!!!:icb"), "no id can be made of '!!!'"),
        (("--member", "Con:icb"), "no id can be made of 'Con'"),
        (("--member", f"{'x' * 3000}:icb"), "role: string should have at most 2000 characters"),
        (("--aim", "bcf_s75"), "--aim needs NAME=VALUE"),
        (("--aim", "bcf_s75=partial", "--aim", "bcf_s75=full"), "--aim names bcf_s75 twice"),
        (("--aim", "bcf_s57=partial"), "no function 'bcf_s57' in place-partnership; did you mean bcf_s75?"),
        (("--aim", "bcf_s75=partly"), "no stage 'partly' in bcf_s75; did you mean partial?"),
        (("--matrix", "integrated-care-twelve", "--aim", "x=y"), "has no functions, so that none can be sought"),
        (("--matrix", "place-partnershp"), "did you mean place-partnership?"),
        (("--matrix", "../../etc/passwd"), "no matrix '../../etc/passwd'"),
        (("--opened", "2024-02-30"), "--opened needs a calendar date"),
        (("--opened", "20240513"), "--opened needs a calendar date"),
        (("--place", "../elsewhere"), "--place '../elsewhere' is no id"),
        (("--place", "Oxfordshire"), "such as oxfordshire"),
        (("--place", "nul"), "no id can be made of 'nul'"),
        (("--round", "Q1 2024"), "--round 'Q1 2024' is no id"),
        (("--round", "2022-23-q3"), "error[PBP331]"),
        (("--group", "Carers", "--group", "carers"), "error[PBP303]"),
        (("folder", "-C", "other"), "name the folder once"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_written(
    shell: Shell, here: Path, words: tuple[str, ...], said: str
) -> None:
    ran = shell(*GIVEN, *words)
    assert ran.code == 2, ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert files(here) == {}


def test_a_faulty_matrix_of_ones_own_is_refused_with_its_faults(shell: Shell, here: Path) -> None:
    shell(*GIVEN)
    replaced(here / "matrices" / "place-partnership.yaml", "profile_share", "profile_shar")
    ran = shell(*GIVEN, "--place", "second")
    assert ran.code == 2
    assert "error[PBP201]" in ran.err
    assert not (here / "assessments" / "second").exists()
