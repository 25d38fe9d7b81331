"""Do commands take names where a register is at hand, show them on a terminal only, and keep them out of all else?"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tiny
from build import sheet
from pbp_assess.cli import console
from pbp_assess.cli.naming import beginning, folded, identify
from pbp_assess.cli.register import Names
from pbp_assess.core.register import Person
from pbp_assess.problems import NotFoundError
from pbp_assess.workspace.layout import Workspace
from shell import Ran, Shell, assert_kept_out, typed

REGISTER = """\
schema: pbp-assess/register/1
place: example-place
leaders:
  director:
    name: Ann O'Whisper
    email: ann@telephone.example
  gp:
    name: Bo Quietly
"""
SECRETS = ("Whisper", "whisper", "Quietly", "quietly", "telephone")

ROLES = {"director": "Place director", "gp-north": "GP lead", "gp-south": "GP lead"}
KNOWN = Names(
    {
        "director": Person(name="Ann O'Whisper", email="ann@telephone.example"),
        "gp-north": Person(name="Bo Quietly"),
        "gp-south": Person(name="Bo  quietly "),
        "gone": Person(name="Cy Gone"),
    }
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace stood in, with a register beside it that the variable names."""
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    monkeypatch.setenv("PBP_REGISTER", str(tmp_path / "register.yaml"))
    monkeypatch.setenv("NO_COLOR", "1")
    found = tiny.workspace(tmp_path / "work")
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool, bool], None]:
    """Whether stdout and stderr are terminals."""

    def make(out: bool, err: bool) -> None:
        monkeypatch.setattr(console, "is_terminal", lambda stream: out if stream is sys.stdout else err)

    return make


def kept_out(place: Workspace, *ran: Ran) -> None:
    assert_kept_out(SECRETS, place.root, ran)


# --- which leader is meant ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("director", "director"),
        ("DIRECTOR", "director"),
        ("Place  director", "director"),
        ("ann o'whisper", "director"),
        ("Ann O\u2019Whisper", "director"),
        (" Ann O'Whisper ", "director"),
        ("Ann@Telephone.example", "director"),
        ("gp-north", "gp-north"),
    ],
)
def test_a_whole_id_role_name_or_address_means_a_leader(text: str, leader: str) -> None:
    assert identify(text, ROLES, KNOWN, "{} is not here") == leader


@pytest.mark.parametrize("text", ["ann", "whisper", "Cy Gone", "", "place"])
def test_a_part_of_a_name_means_nobody_on_a_command_line(text: str) -> None:
    with pytest.raises(NotFoundError, match=r"^(whoever was named|'[a-z]+') is not here$"):
        identify(text, ROLES, KNOWN, "{} is not here")


@pytest.mark.parametrize("text", ["GP lead", "bo quietly"])
@pytest.mark.parametrize("own", [True, False])
def test_what_means_two_people_is_refused(text: str, own: bool, terminal: Callable[[bool, bool], None]) -> None:
    terminal(own, own)
    with pytest.raises(NotFoundError) as caught:
        identify(text, ROLES, KNOWN, "{} is not here")
    assert ("gp-north or gp-south" in str(caught.value)) is own
    assert (text in str(caught.value)) is own


@pytest.mark.parametrize(
    ("text", "repeated"),
    [("Ann O'Whispr", False), ("ann", False), ("ann-whisper", False), ("bo", False), ("gp-west", True)],
)
def test_a_complaint_repeats_no_name_in_a_log(text: str, repeated: bool) -> None:
    with pytest.raises(NotFoundError) as caught:
        identify(text, ROLES, KNOWN, "{} is not here")
    assert (text in str(caught.value)) is repeated
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize("text", ["Ann O'Whispr", "directr", "Place directr"])
def test_on_ones_own_terminal_the_id_is_suggested(text: str, terminal: Callable[[bool, bool], None]) -> None:
    terminal(True, True)
    with pytest.raises(NotFoundError, match=r"did you mean director\?$"):
        identify(text, ROLES, KNOWN, "{} is not here")


def test_the_list_takes_beginnings() -> None:
    assert beginning("ann", ROLES, KNOWN) == ["director"]
    assert beginning("place d", ROLES, KNOWN) == ["director"]
    assert beginning("gp", ROLES, KNOWN) == ["gp-north", "gp-south"]
    assert beginning("gp-s", ROLES, KNOWN) == ["gp-south"]
    assert beginning("", ROLES, KNOWN) == []
    assert beginning("director", {**ROLES, "director-2": "Other"}, KNOWN) == ["director"]


def test_folded() -> None:
    assert folded(" Ann\u00a0 O\u2019Whisper\n") == "ann o'whisper"


# --- in commands ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Ann O'Whisper", "ann@telephone.example", "DIRECTOR"])
def test_score_takes_a_name_and_keeps_it_to_itself(place: Workspace, shell: Shell, name: str) -> None:
    ran = shell("score", name, "--set", "GOV1=3")
    assert ran.code == 0
    assert tiny.answers(place) == {"GOV1": 3}
    kept_out(place, ran)


def test_no_command_lets_a_name_out(place: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "3\n2\nquit\n")
    ran = [shell("score", "Bo Quietly")]
    ran.append(shell("form", "Bo Quietly"))
    ran.append(shell("score", "Bo Quietl", "--set", "GOV1=3"))
    ran.append(shell("status"))
    ran.append(shell("status", "--json"))
    ran.append(shell("report"))
    ran.append(shell("withdraw", "Bo Quietly", "--yes"))
    assert [one.code for one in ran] == [0, 0, 2, 0, 0, 0, 0]
    assert (place.scores_folder(tiny.PLACE, "2022-23-q3") / "withdrawn" / "gp-1.yaml").exists()
    kept_out(place, *ran)


def test_the_interview_shows_and_takes_names(
    place: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch, terminal: Callable[[bool, bool], None]
) -> None:
    terminal(True, True)
    typed(monkeypatch, "Bo\n3\nquit\n")
    ran = shell("score")
    assert "gp (gp), Bo Quietly: not started" in ran.err
    assert "Answering as: gp (gp), Bo Quietly" in ran.err
    assert tiny.answers(place, "gp") == {"GOV1": 3}
    kept_out(place)


def test_withdraw_refuses_a_reason_that_holds_a_name(place: Workspace, shell: Shell) -> None:
    tiny.put(place, sheet("gp", "GOV1=3"))
    ran = shell("withdraw", "gp", "--yes", "--reason", "on behalf of bo  quietly")
    assert (ran.code, "say it by role" in ran.err) == (2, True)
    assert tiny.sheet_path(place, "gp").exists()
    kept_out(place, ran)


def test_withdraw_works_beside_a_panel_that_cannot_be_read(place: Workspace, shell: Shell) -> None:
    tiny.put(place, sheet("gp", "GOV1=3"))
    (place.place_folder(tiny.PLACE) / "panel.yaml").write_text("nonsense")
    assert shell("withdraw", "Bo Quietly", "--yes").code == 0


# --- the register itself --------------------------------------------------------------------------


def test_the_register_of_another_place_lends_no_name(place: Workspace, shell: Shell) -> None:
    other = place.root.parent / "other.yaml"
    other.write_text(REGISTER.replace("example-place", "elsewhere"))
    ran = shell("score", "Bo Quietly", "--register", str(other), "--set", "GOV1=3")
    assert ran.code == 2
    assert "is that of elsewhere; without names for example-place" in ran.err
    assert "is not asked" in ran.err


def test_a_register_under_another_name_inside_the_workspace_is_refused(place: Workspace, shell: Shell) -> None:
    (place.root / "names.yaml").write_text(REGISTER)
    link = place.root.parent / "link.yaml"
    link.symlink_to(place.root / "names.yaml")
    for path in ("names.yaml", "../work/names.yaml", str(link)):
        ran = shell("score", "gp", "--register", path, "--set", "GOV1=3")
        assert (ran.code, "lies inside the workspace" in ran.err) == (2, True)


def test_a_faulty_register_is_told_of_without_what_stands_there(place: Workspace, shell: Shell) -> None:
    faulty = place.root.parent / "faulty.yaml"
    faulty.write_text(REGISTER.replace("name: Bo", "nam: Bo"))
    ran = shell("score", "gp", "--register", str(faulty), "--set", "GOV1=3")
    assert ran.code == 2
    assert "faulty.yaml:8:5: error[PBP201]: expected one of name, email" in ran.err
    kept_out(place, ran)
