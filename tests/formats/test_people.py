"""Is a spreadsheet of people read whatever its headings are called, and is every fault told with its cell?"""

from collections.abc import Callable

import pytest

from pbp_assess.core.assessment import Kind
from pbp_assess.formats.people import Entry, Listed, read_people
from pbp_assess.formats.table import Table, Tables
from pbp_assess.formats.table_file import read_tables
from pbp_assess.problems import Location, Problem, Severity

HEAD = "Name,E-mail,Role,Organisation,Sector,Member or invited voice,Asked by"
ANN = "Ann Whisper,ann@icb.example,Place director,Example ICB,ICB,member,interview"
BO = "Bo Quietly,,Healthwatch director,,community voice,Invited voice,"


def read(*lines: str, head: str = HEAD) -> Listed:
    return read_people(read_tables("\n".join([head, *lines]).encode(), "people.csv"), "people.csv")


def told(listed: Listed) -> list[str]:
    return [f"{problem.code} at {problem.location.line}:{problem.location.column}" for problem in listed.problems]


def workbook(*sheets: tuple[str, list[list[str]]], hidden: str = "") -> Tables:
    def place(sheet: str) -> Callable[[int, int], Location]:
        return lambda row, column: Location("people.xlsx", row + 1, column + 1, sheet=sheet)

    return Tables(tuple(Table("people.xlsx", rows, place(name), name, hidden=name == hidden) for name, rows in sheets))


# --- what is read ---------------------------------------------------------------------------------


def test_each_row_is_a_person() -> None:
    listed = read(ANN, ",,,,,,", BO)
    assert listed.problems == ()
    ann, bo = listed.people
    assert (ann.name, ann.email, ann.role) == ("Ann Whisper", "ann@icb.example", "Place director")
    assert (ann.organisation, ann.sector, ann.kind, ann.route) == ("Example ICB", "ICB", Kind.MEMBER, "interview")
    assert (bo.email, bo.organisation, bo.kind, bo.route) == ("", "", Kind.STAKEHOLDER, "")
    assert ann.at("role") == Location("people.csv", 2, 29)
    assert bo.at("name") == Location("people.csv", 4, 1)


@pytest.mark.parametrize(
    "head",
    [
        "Full name;E-Mail Address;Job title;Organization;Sector;Member / invited voice;Route",
        "NAME;email;Position;Employer;Type of partner;Kind;How asked",
        "\ufeffLeader (as addressed) ;mail;ROLE ; organisation name;sector;Member?;method",
    ],
)
def test_headings_are_known_however_they_are_written(head: str) -> None:
    (ann,) = read(ANN.replace(",", ";"), head=head).people
    assert (ann.name, ann.email, ann.role, ann.sector, ann.route) == (
        "Ann Whisper", "ann@icb.example", "Place director", "ICB", "interview",
    )  # fmt: skip


def test_columns_stand_in_any_order_below_a_title() -> None:
    (ann,) = read(
        "Sector,Kind,Role,Name", "ICB,member,Place director,Ann Whisper", head="Our panel,,,\nas of May,,,"
    ).people
    assert (ann.name, ann.role, ann.sector, ann.email, ann.route) == ("Ann Whisper", "Place director", "ICB", "", "")
    assert ann.at("email") == Location("people.csv", 4, 1), "a column that is not there has no cell of its own"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Member", Kind.MEMBER), ("MEMBER ", Kind.MEMBER), ("yes", Kind.MEMBER), ("Leader", Kind.MEMBER),
        ("invited", Kind.STAKEHOLDER), ("Invited Voice", Kind.STAKEHOLDER), ("stakeholder", Kind.STAKEHOLDER),
        ("No", Kind.STAKEHOLDER),
    ],
)  # fmt: skip
def test_words_for_members_and_invited_voices(word: str, kind: Kind) -> None:
    (ann,) = read(ANN.replace("member", word)).people
    assert ann.kind is kind


def test_blanks_controls_and_line_ends_in_a_cell_are_one_blank() -> None:
    (ann,) = read(ANN.replace("Place director", '" Place\u00a0 director\n(acting)\u202e"')).people
    assert ann.role == "Place director (acting)"


def test_a_sector_may_be_left_to_the_organisation() -> None:
    assert read(ANN.replace(",ICB,", ",,")).people[0].sector == ""
    assert told(read(ANN.replace("Example ICB,ICB", ","))) == ["PBP474 at 2:45"]


def test_the_first_sheet_with_people_is_read_and_another_told_of() -> None:
    rows = [HEAD.split(","), ANN.split(",")]
    notes = ("Notes", [["whatever", ""]])
    listed = read_people(workbook(notes, ("Panel", rows), ("Old", rows), ("Hidden", rows), hidden="Hidden"), "x")
    assert [one.name for one in listed.people] == ["Ann Whisper"]
    (problem,) = listed.problems
    assert (problem.code, problem.severity, str(problem.location)) == (
        "PBP471", Severity.WARNING, "people.xlsx[Old]!A1",
    )  # fmt: skip
    assert str(listed.people[0].at("sector")) == "people.xlsx[Panel]!E2"


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (ANN.replace("Ann Whisper", " "), "PBP474 at 2:1"),
        (ANN.replace("Place director", ""), "PBP474 at 2:29"),
        (ANN.replace("member", ""), "PBP474 at 2:60"),
        (ANN.replace("member", "maybe"), "PBP475 at 2:60"),
        (ANN.replace("interview", "telephone"), "PBP475 at 2:67"),
        (ANN.replace("ann@icb.example", "ann at icb"), "PBP475 at 2:13"),
        (ANN.replace("ann@icb.example", "a@b.example; c@d.example"), "PBP475 at 2:13"),
        (ANN.replace("Place director", "Директор"), "PBP475 at 2:29"),
        (ANN.replace("Place director", "Ann whisper (director)"), "PBP475 at 2:29"),
        (ANN.replace("Place director", "x" * 201), "PBP475 at 2:29"),
        ("Ann Whisper", "PBP474"),
    ],
)
def test_a_faulty_cell(line: str, fault: str) -> None:
    listed = read(BO, line.replace("2:", "3:"))
    assert listed.people == ()
    assert told(listed)[0].startswith(fault.replace(" 2:", " 3:"))
    for problem in listed.problems:
        assert problem.private
        assert not [word for word in ("Whisper", "whisper", "telephone", "maybe", "xxx") if word in problem.message()]


def test_every_fault_is_told_at_once() -> None:
    listed = read(ANN.replace("member", "maybe"), BO.replace("Bo Quietly", ""), ANN.replace("interview", "dove"))
    assert told(listed) == ["PBP475 at 2:60", "PBP474 at 3:1", "PBP475 at 4:67"]


@pytest.mark.parametrize(
    ("one", "two", "twice"),
    [
        (ANN, ANN, True),
        (ANN, ANN.replace("Ann Whisper", "Ann W").replace("Place", "Other"), True),
        (ANN, ANN.replace("ann@icb.example", "ANN@icb.example"), True),
        (ANN, ANN.replace("ann@icb.example", ""), True),
        (ANN, ANN.replace("ann@icb.example", "other.ann@icb.example"), False),
        (BO, BO.replace("Healthwatch", "Other"), False),
        (ANN, BO, False),
    ],
)
def test_a_person_listed_twice(one: str, two: str, twice: bool) -> None:
    listed = read(one, two)
    assert told(listed) == ([f"PBP476 at 3:{two.index(',') + 2 if '@' in two else 1}"] if twice else [])
    assert len(listed.people) == (0 if twice else 2)


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        ("Name,Role,Sector", ["PBP473 at 1:1"]),
        ("Name,Role,Job title,Sector,Kind", ["PBP472 at 1:11"]),
        ("Name,Role,Sektor,Kind", ["PBP471 at 1:11", "PBP473 at 1:1"]),
        ("Name,Role,Sector,Kind,Shoe size", ["PBP471 at 1:23"]),
        ("What,Where", ["PBP470 at 1:1"]),
    ],
)
def test_faulty_headings(head: str, faults: list[str]) -> None:
    listed = read("Ann,Director,ICB,member,", head=head)
    assert told(listed) == faults
    assert bool(listed.people) is (faults == ["PBP471 at 1:23"])


def test_the_heading_probably_meant_is_said() -> None:
    problem, missing = read("Ann,Director,ICB,member", head="Name,Role,Sektor,Kind").problems
    assert (problem.hint, problem.severity) == ('did you mean "sector"?', Severity.WARNING)
    assert missing.found == 'no column for "sector"'


def test_headings_without_people_are_a_fault() -> None:
    assert told(read(",,,")) == ["PBP470 at 1:1"]


def test_a_file_that_is_no_table_keeps_its_own_fault() -> None:
    own = Problem("PBP404", "damage", "none", Location("people.csv"))
    assert read_people(Tables((), (own,)), "people.csv") == Listed((), (own,))


def test_an_entry_without_cells_of_its_own_points_to_its_row() -> None:
    place = Location("people.csv", 3, 1)
    entry = Entry("A", "B", "C", Kind.MEMBER, "", "", "", {"name": place})
    assert entry.at("route") == place
