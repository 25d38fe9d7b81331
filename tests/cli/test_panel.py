"""Does `panel` keep roles in the workspace and names outside it, and every id one person's?"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import tiny
from build import ROUND, place, sheet
from pbp_assess.cli import console
from pbp_assess.core.assessment import Panel
from pbp_assess.formats.documents import dump, load
from pbp_assess.formats.name_register import load_register
from pbp_assess.workspace.layout import Workspace
from shell import Ran, Shell, assert_kept_out, files, typed

SECRETS = ("Whisper", "whisper", "Quietly", "telephone")
PEOPLE = """\
Name,E-mail,Role,Organisation,Sector,Member or invited voice,Asked by
Ann Whisper,ann@telephone.example,Director,,ICB,member,interview
Bo Quietly,bo@telephone.example,"GP lead, North",Surgery,Primary care,member,form
Cy Whisperer,,Healthwatch director,,,invited voice,
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace stood in, with a spreadsheet of people beside it, and its place.yaml made for them."""
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    found = tiny.workspace(tmp_path / "work")
    (tmp_path / "people.csv").write_text(PEOPLE.replace(",,,invited", ",,ICB,invited"), encoding="utf-8")
    sectors = [{"id": "icb", "name": "ICB"}, {"id": "primary_care", "name": "Primary care"}]
    bodies = [{"id": "surgery", "name": "Surgery", "sector": "primary_care"}]
    about = place("a:icb", sectors=sectors, organisations=bodies)
    (found.place_folder(tiny.PLACE) / "place.yaml").write_text(dump(about), encoding="utf-8")
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def own_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if stdout and stderr were the facilitator's own terminal."""
    monkeypatch.setattr(console, "is_terminal", lambda _: True)


def panel_of(found: Workspace) -> Panel:
    path = found.place_folder(tiny.PLACE) / "panel.yaml"
    loaded = load(Panel, path.read_bytes(), path.name)
    assert loaded.model is not None, loaded.problems
    return loaded.model


def people_in(path: Path) -> dict[str, str]:
    loaded = load_register(path.read_bytes(), path.name)
    assert loaded.model is not None, loaded.problems
    return {leader: person.name for leader, person in loaded.model.leaders.items()}


def kept_out(found: Workspace, *ran: Ran) -> None:
    assert_kept_out(SECRETS, found.root, ran)


def read_in(shell: Shell, *words: str) -> Ran:
    return shell("panel", "import", "../people.csv", "--register", "../register.yaml", *words)


# --- import ---------------------------------------------------------------------------------------


def test_roles_go_into_the_panel_and_names_into_the_register(here: Workspace, shell: Shell) -> None:
    ran = read_in(shell, "--as-of", "2022-11-20")
    assert (ran.code, ran.out) == (0, "3 people read: 2 new, 1 changed, 0 as they were.\n")
    known = panel_of(here).by_id
    assert list(known) == ["director", "gp", "gp-lead-north", "healthwatch-director"]
    assert (known["director"].route, known["gp-lead-north"].organisation) == ("interview", "surgery")
    assert (known["healthwatch-director"].kind, str(known["gp-lead-north"].joined)) == ("stakeholder", "2022-11-20")
    assert people_in(here.root.parent / "register.yaml") == {
        "director": "Ann Whisper",
        "gp-lead-north": "Bo Quietly",
        "healthwatch-director": "Cy Whisperer",
    }
    kept_out(here, ran)


def test_a_second_time_nothing_changes(here: Workspace, shell: Shell) -> None:
    assert read_in(shell).code == 0
    before = files(here.root.parent)
    ran = read_in(shell)
    assert (ran.code, ran.out) == (0, "3 people read: 0 new, 0 changed, 3 as they were.\n")
    assert files(here.root.parent) == before


def test_the_register_is_the_owners_alone(here: Workspace, shell: Shell) -> None:
    assert read_in(shell).code == 0
    if os.name != "nt":
        assert (here.root.parent / "register.yaml").stat().st_mode & 0o777 == 0o600


def test_people_are_known_again_by_address_and_name(here: Workspace, shell: Shell) -> None:
    assert read_in(shell).code == 0
    path = here.root.parent / "people.csv"
    text = (
        path.read_text().replace("Bo Quietly", "Bo Quietly-Jones").replace("Healthwatch director", "Healthwatch chair")
    )
    path.write_text(text.replace("Ann Whisper,ann@telephone.example", "ann  whisper,"))
    ran = read_in(shell)
    assert ran.out == "3 people read: 0 new, 1 changed, 2 as they were.\n"
    assert panel_of(here).by_id["healthwatch-director"].role == "Healthwatch chair"
    register = here.root.parent / "register.yaml"
    assert people_in(register)["gp-lead-north"] == "Bo Quietly-Jones"
    assert "ann@telephone.example" in register.read_text(), "an address that the file lacks stays"


def test_a_new_person_in_a_seat_is_no_change_of_name(here: Workspace, shell: Shell) -> None:
    assert read_in(shell).code == 0
    path = here.root.parent / "people.csv"
    path.write_text(path.read_text().replace("Bo Quietly,bo@", "Di Newly,di@"))
    before = files(here.root.parent)
    ran = read_in(shell)
    assert (ran.code, "../people.csv:3:1: error[PBP480]" in ran.err) == (2, True)
    assert files(here.root.parent) == before
    assert "Newly" not in ran.err
    assert shell("panel", "succeed", "gp-lead-north", "--name", "Di Newly", "--register", "../register.yaml").code == 0
    assert read_in(shell).out == "3 people read: 0 new, 0 changed, 3 as they were.\n"
    assert panel_of(here).by_id["gp-lead-north-2"].succeeds == "gp-lead-north"


def test_two_people_in_like_seats_are_two(here: Workspace, shell: Shell) -> None:
    path = here.root.parent / "people.csv"
    path.write_text(path.read_text() + 'Ed Third,ed@x.example,"GP lead, North",Surgery,primary care,member,\n')
    assert read_in(shell).code == 0
    assert read_in(shell).out == "4 people read: 0 new, 0 changed, 4 as they were.\n"
    assert "gp-lead-north-2" in panel_of(here).by_id


def test_what_place_yaml_lacks_is_said_with_the_lines_to_paste(here: Workspace, shell: Shell) -> None:
    about = here.place_folder(tiny.PLACE) / "place.yaml"
    about.write_text(dump(place("a:icb")), encoding="utf-8")
    before = files(here.root.parent)
    ran = read_in(shell)
    assert ran.code == 2
    assert "people.csv:3:58: error[PBP477]" in ran.err
    assert "people.csv:3:50: error[PBP478]" in ran.err
    assert ran.err.endswith(
        "sectors:\n  - id: primary_care\n    name: Primary care\n"
        "organisations:\n  - id: surgery\n    name: Surgery\n    sector: primary_care\n\n"
    )
    assert files(here.root.parent) == before
    kept_out(here, ran)


def test_an_organisation_in_another_sector_is_refused(here: Workspace, shell: Shell) -> None:
    path = here.root.parent / "people.csv"
    path.write_text(path.read_text().replace("Surgery,Primary care", "Surgery,ICB"))
    assert "people.csv:3:58: error[PBP479]" in read_in(shell).err


def test_every_fault_of_the_file_is_told_and_nothing_written(here: Workspace, shell: Shell) -> None:
    path = here.root.parent / "people.csv"
    path.write_text(path.read_text().replace(",member,form", ",maybe,dove").replace("bo@telephone.example", "bo"))
    before = files(here.root.parent)
    ran = read_in(shell)
    assert ran.code == 2
    assert [line.split(": ")[0] for line in ran.err.splitlines()[:3]] == [
        "../people.csv:3:12", "../people.csv:3:53", "../people.csv:3:59",
    ]  # fmt: skip
    assert files(here.root.parent) == before
    kept_out(here, ran)


def test_dry_run_writes_nothing(here: Workspace, shell: Shell) -> None:
    before = files(here.root.parent)
    ran = read_in(shell, "--dry-run")
    assert (ran.code, ran.out) == (0, "3 people read: 2 new, 1 changed, 0 as they were.\n")
    assert files(here.root.parent) == before


def test_names_need_a_register_outside_the_workspace(here: Workspace, shell: Shell) -> None:
    assert "say which register" in shell("panel", "import", "../people.csv").err
    for path in ("register.yaml", "../work/assessments/register.yaml"):
        ran = shell("panel", "import", "../people.csv", "--register", path)
        assert (ran.code, "lies inside the workspace" in ran.err) == (2, True)
        assert not Path(path).exists()
    (here.root.parent / "register.yaml").write_text("schema: pbp-assess/register/1\nplace: elsewhere\n")
    ran = read_in(shell)
    assert (ran.code, "is that of elsewhere" in ran.err) == (2, True)


def test_a_spreadsheet_inside_the_workspace_is_told_of(here: Workspace, shell: Shell) -> None:
    (here.root.parent / "people.csv").rename("people.csv")
    words = ("panel", "import", "people.csv", "--register", "../register.yaml")
    assert shell(*words, "--strict").code == 2
    ran = shell(*words)
    assert (ran.code, "warning[PBP481]" in ran.err) == (0, True)


def test_a_workbook_is_read_too(here: Workspace, shell: Shell) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    book = xlsxwriter.Workbook(str(here.root.parent / "people.xlsx"))
    page = book.add_worksheet("Panel")
    for number, line in enumerate(PEOPLE.replace('"GP lead, North"', "GP lead").splitlines()):
        page.write_row(number, 0, line.split(","))
    book.close()
    ran = shell("panel", "import", "../people.xlsx", "--register", "../register.yaml")
    assert (ran.code, "../people.xlsx[Panel]!E4: error[PBP474]" in ran.err) == (2, True)


@pytest.mark.usefixtures("own_terminal")
def test_on_ones_own_terminal_ids_are_said(here: Workspace, shell: Shell) -> None:  # noqa: ARG001 # stood in
    ran = read_in(shell)
    assert "New: gp-lead-north, healthwatch-director\n" in ran.err
    assert "Changed: director (role, route)\n" in ran.err
    assert "Not in the file: gp\n" in ran.err
    assert "1 on the panel are not in the file, and stay" in ran.err


# --- single changes -------------------------------------------------------------------------------


def test_add_remove_and_succeed_never_give_an_id_again(here: Workspace, shell: Shell) -> None:
    assert shell("panel", "add", "GP lead, West:primary care:surgery", "--route", "form").code == 0
    assert shell("panel", "remove", "GP lead, West", "--on", "2030-01-31", "--vacant").code == 0
    ran = shell("panel", "add", "gp lead west:primary_care:surgery", "--on", "2030-02-01")
    assert "gp-lead-west-2" in ran.out
    assert "the vacancy is filled" in ran.out
    known = panel_of(here)
    assert known.by_id["gp-lead-west-2"].succeeds == "gp-lead-west"
    assert (known.vacancies, str(known.by_id["gp-lead-west"].left)) == ((), "2030-01-31")
    assert shell("validate").code == 0


def test_an_open_round_is_left_as_it_is_and_that_is_said(here: Workspace, shell: Shell) -> None:
    path = here.round_folder(tiny.PLACE, ROUND) / "round.yaml"
    before = path.read_bytes()
    ran = shell("panel", "add", "GP lead, West:primary_care")
    assert "takes effect from the next round" in ran.err
    assert "Nobody has answered in it yet" in ran.err
    tiny.put(here, sheet("gp", "GOV1=3"))
    ran = shell("panel", "remove", "gp")
    assert "takes effect from the next round" in ran.err
    assert "Nobody has answered" not in ran.err
    assert path.read_bytes() == before
    assert shell("round", "close").code == 0
    ran = shell("round", "open", "--round", "next", "--matrix", "place-partnership")
    assert "Asked: 2 members, 0 invited voices." in ran.err


def test_a_deputy_is_not_asked_and_answers_in_the_leaders_sheet(here: Workspace, shell: Shell) -> None:
    assert shell("panel", "add", "Deputy director", "--deputy-for", "director").code == 0
    assert panel_of(here).by_id["deputy-director"].sector == "icb"
    ran = shell("score", "director", "--deputy", "deputy-director", "--set", "GOV1=3")
    assert ran.code == 0
    assert tiny.read(here).answered_by == "deputy-director"
    assert shell("validate", "--strict").code == 0
    assert shell("score", "director", "--deputy", "director", "--set", "GOV2=2").code == 0
    assert tiny.read(here).answered_by is None
    assert shell("score", "director", "--deputy", "gp", "--set", "GOV1=1").code == 2
    assert tiny.answers(here) == {"GOV1": 3, "GOV2": 2}
    assert shell("panel", "add", "Other", "--deputy-for", "deputy-director").code == 2


def test_nobody_sits_down_to_somebody_elses_answers(
    here: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell("panel", "add", "Deputy director", "--deputy-for", "director").code == 0
    assert shell("score", "director", "--set", "GOV1=4").code == 0
    typed(monkeypatch, "3\nquit\n")
    ran = shell("score", "director", "--deputy", "Deputy director")
    assert (ran.code, "holds the leader's own answers" in ran.err) == (2, True)
    assert shell("withdraw", "director", "--yes").code == 0
    typed(monkeypatch, "3\nquit\n")
    ran = shell("score", "director", "--deputy", "Deputy director")
    assert "To go on: pbp-assess score director --deputy deputy-director" in ran.err
    assert (tiny.answers(here), tiny.read(here).answered_by) == ({"GOV1": 3}, "deputy-director")
    typed(monkeypatch, "2\nquit\n")
    ran = shell("score", "director")
    assert (ran.code, "holds a deputy's answers" in ran.err) == (2, True)
    assert tiny.answers(here) == {"GOV1": 3}
    ran = shell("score", "director", "--deputy", "nobody", "--set", "GOV1=1")
    assert "'nobody' is not their deputy on the panel; pbp-assess panel add" in ran.err


def test_a_deputy_is_moved_to_another_leader_or_becomes_none(here: Workspace, shell: Shell) -> None:
    assert shell("panel", "add", "Deputy:icb", "--deputy-for", "director").code == 0
    assert shell("panel", "set", "deputy", "--deputy-for", "gp").code == 0
    assert panel_of(here).by_id["deputy"].deputy_for == "gp"
    assert shell("panel", "set", "deputy", "--deputy-for", "none").code == 0
    assert panel_of(here).by_id["deputy"].deputy_for is None
    assert "'sea'" in shell("panel", "set", "deputy", "--also", "icb:sea").err


def test_a_vacancy_is_given_up_by_its_role(here: Workspace, shell: Shell) -> None:
    assert shell("panel", "add", "GP lead, West:primary_care", "--vacant").code == 0
    assert "not listed any more" in shell("panel", "remove", "gp lead west").out
    assert panel_of(here).vacancies == ()
    assert shell("panel", "add", "GP:primary_care", "--vacant").code == 0
    assert "gp has" in shell("panel", "remove", "GP").out, "whoever sits in that role is meant first"
    assert len(panel_of(here).vacancies) == 1


def test_set_notes_and_takes_away(here: Workspace, shell: Shell) -> None:
    words = ("panel", "set", "gp", "--also", "icb", "--also", "ICB:surgery", "--route", "paper", "--role", "GP partner")
    assert shell(*words).code == 0
    known = panel_of(here).by_id["gp"]
    assert [(hat.sector, hat.organisation) for hat in known.also] == [("icb", None), ("icb", "surgery")]
    assert (known.route, known.role) == ("paper", "GP partner")
    assert shell("panel", "set", "GP partner", "--also", "none", "--route", "none").code == 0
    known = panel_of(here).by_id["gp"]
    assert (known.also, known.route) == ((), None)


def test_a_declared_interest_names_a_function_of_the_matrix(shell: Shell, example: Workspace) -> None:
    assert example.root.exists()
    ran = shell("panel", "set", "gp-lead-north", "--interest", "bcf_s57")
    assert (ran.code, "did you mean bcf_s75?" in ran.err) == (2, True)
    assert shell("panel", "set", "gp-lead-north", "--interest", "bcf_s75").code == 0
    assert shell("validate").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "GP lead"], "a person is ROLE:SECTOR"),
        (["add", "GP lead:sea:ship"], "add these lines to its lists"),
        (["add", "GP lead:icb", "--route", "dove"], "no route 'dove'"),
        (["add", "GP lead:icb", "--also", "sea"], "no sector 'sea'"),
        (["add", "GP lead:icb", "--name", "Ann Whisper"], "say which register"),
        (["add", "Whisper:icb", "--name", "Whisper"], "the role holds the name"),
        (["add", "GP lead:icb", "--vacant", "--route", "form"], "--vacant lists a seat"),
        (["add", "GP lead:icb", "--on", "2022-13-01"], "--on needs a calendar date"),
        (["set", "gp"], "say what to note"),
        (["set", "gp", "--deputy-for", "gp"], "PBP328"),
        (["remove", "nobody"], "'nobody' is not on the panel of example-place"),
        (["remove", "gp", "--undo"], "has not left"),
        (["succeed", "Somebody Else"], "whoever was named is not on the panel"),
        (["list", "--audience", "public"], "there is no public copy"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    here: Workspace, shell: Shell, words: list[str], said: str
) -> None:
    before = files(here.root.parent)
    ran = shell("panel", *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert files(here.root.parent) == before


@pytest.mark.parametrize(
    "words",
    [
        ("add", "GP lead, West:icb", "--name", "Zoe Whisper"),
        ("add", "GP lead, West:icb", "--vacant"),
        ("set", "gp", "--route", "form", "--name", "Zoe Whisper"),
        ("remove", "gp", "--vacant"),
        ("succeed", "gp", "--name", "Zoe Whisper"),
    ],
)
def test_every_change_can_be_tried_first(here: Workspace, shell: Shell, words: tuple[str, ...]) -> None:
    before = files(here.root.parent)
    ran = shell("panel", *words, "--dry-run", "--register", "../register.yaml")
    assert (ran.code, ran.out.startswith("Would be: ")) == (0, True), ran.err
    assert files(here.root.parent) == before
    ran = shell("panel", *words, "--register", "../register.yaml")
    assert (ran.code, ran.out.startswith("Would be: ")) == (0, False)
    kept_out(here, ran)


def test_a_name_is_kept_in_the_register_and_found_there(here: Workspace, shell: Shell) -> None:
    register = ("--register", "../register.yaml")
    assert shell("panel", "set", "gp", "--email", "zoe@telephone.example", *register).code == 2
    assert shell("panel", "set", "gp", "--name", "Zoe Whisper", *register).code == 0
    assert (
        shell("panel", "set", "zoe whisper", "--email", "zoe@telephone.example", "--route", "form", *register).code == 0
    )
    assert (
        (here.root.parent / "register.yaml")
        .read_text()
        .endswith("  gp:\n    name: Zoe Whisper\n    email: zoe@telephone.example\n")
    )
    ran = shell("panel", "remove", "zoe@telephone.example", *register)
    assert ran.code == 0
    kept_out(here, ran)


def test_a_register_in_a_repository_is_warned_of(here: Workspace, shell: Shell) -> None:
    (here.root.parent / ".git").mkdir()
    assert "is a git repository" in read_in(shell).err


# --- list -----------------------------------------------------------------------------------------


def test_the_list_says_who_sits_and_since_when(here: Workspace, shell: Shell) -> None:
    assert read_in(shell, "--as-of", "2022-11-20").code == 0
    assert shell("panel", "remove", "gp", "--on", "2022-11-25", "--vacant").code == 0
    assert shell("panel", "add", "Deputy director", "--deputy-for", "director", "--on", "2022-11-26").code == 0
    ran = shell("panel", "list", "--as-of", "2022-12-01", "--register", "../register.yaml")
    assert ran.out == (
        "Example place: the panel on 2022-12-01\n"
        "\ndirector  Director\n    member, ICB; asked by interview\n"
        "\ngp-lead-north  GP lead, North\n    member, Primary care: Surgery; since 2022-11-20; asked by form\n"
        "\nhealthwatch-director  Healthwatch director\n    invited voice, ICB; since 2022-11-20\n"
        "\ndeputy-director  Deputy director\n"
        "    deputy for director, not asked beside them, ICB; since 2022-11-26\n"
        "\nVacant since 2022-11-26: gp, Primary care. Nobody is asked for it.\n"
        "2 members, 1 invited voice, 1 deputy, 1 vacancy.\n"
    )
    assert "it asks those it asked when it opened" in ran.err
    assert "\ngp  gp\n" in shell("panel", "list", "--all").out
    kept_out(here, ran)


def test_names_are_listed_on_a_terminal_and_nowhere_else(
    here: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_in(shell).code == 0
    for out, err in ((True, True), (True, False), (False, True)):
        monkeypatch.setattr(
            console, "is_terminal", lambda stream, out=out, err=err: out if stream is sys.stdout else err
        )
        ran = shell("panel", "list", "--register", "../register.yaml")
        assert ("Director – Ann Whisper" in ran.out) is (out and err)
    ran = shell("panel", "list", "--json", "--register", "../register.yaml")
    kept_out(here, ran)
    listed: dict[str, Any] = json.loads(ran.out)
    assert [one["id"] for one in listed["leaders"]] == list(panel_of(here).by_id)


# --- a place from the start -----------------------------------------------------------------------


def begin(shell: Shell, *words: str) -> Ran:
    return shell(
        "init", "new", "--name", "New place", "--icb", "Example ICB", "--people", "people.csv",
        "--register", "register.yaml", *words,
    )  # fmt: skip


def test_init_takes_the_people_of_a_spreadsheet(here: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here.root.parent)
    ran = begin(shell, "--member", "Director of public health:local_government")
    assert ran.code == 0, ran.err
    new = Workspace(here.root.parent / "new")
    known = load(Panel, (new.place_folder("new-place") / "panel.yaml").read_bytes(), "panel.yaml").model
    assert known is not None
    assert [one.id for one in known.leaders] == [
        "director", "gp-lead-north", "healthwatch-director", "director-of-public-health",
    ]  # fmt: skip
    assert (known.by_id["gp-lead-north"].sector, known.by_id["gp-lead-north"].route) == ("primary_care", "form")
    assert "name: Surgery" in (new.place_folder("new-place") / "place.yaml").read_text()
    assert people_in(Path("register.yaml")) == {
        "director": "Ann Whisper", "gp-lead-north": "Bo Quietly", "healthwatch-director": "Cy Whisperer",
    }  # fmt: skip
    kept_out(new, ran)
    assert shell("panel", "import", "people.csv", "-C", "new", "--register", "register.yaml").out == (
        "3 people read: 0 new, 0 changed, 3 as they were.\n"
    )


def test_a_sector_of_the_spreadsheet_is_that_of_the_matrix_where_it_means_it(
    here: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here.root.parent)
    text = PEOPLE.replace(",,,invited", ",,Housing bodies,invited").replace("Surgery,Primary care", "Acute,NHS Trusts")
    Path("people.csv").write_text(text)
    assert begin(shell).code == 0
    about = (Path("new") / "assessments" / "new-place" / "place.yaml").read_text()
    assert "id: housing_bodies\n    name: Housing bodies\n" in about
    assert "nhs_trusts" not in about


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",,ICB,invited", ",,,invited", "people.csv:4:37: error[PBP474]"),
        (",,ICB,invited", ",Surgery,ICB,invited", "people.csv:4:44: error[PBP479]: expected the same sector"),
        (",member,form", ",maybe,form", "people.csv:3:71: error[PBP475]"),
    ],
)
def test_init_writes_nothing_beside_a_fault(
    here: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    monkeypatch.chdir(here.root.parent)
    path = Path("people.csv")
    path.write_text(path.read_text().replace(old, new))
    ran = begin(shell)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert not Path("new").exists()
    assert not Path("register.yaml").exists()


def test_init_needs_a_register_of_its_own_for_names(
    here: Workspace, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here.root.parent)
    words = ("init", "new", "--name", "New", "--icb", "ICB", "--people", "people.csv")
    assert "say which register" in shell(*words).err
    assert "lies inside the workspace" in shell(*words, "--register", "new/register.yaml").err
    Path("register.yaml").write_text("director: Ann\n")
    assert "there is a register" in begin(shell).err
    assert not Path("new").exists()
