"""Who sits on a panel on a day, who speaks in a sheet, and whose interest bears on what?"""

from datetime import date
from typing import Any

import pytest

from build import dossier, matrix, new_round, panel, place, sheet
from pbp_assess.core.assessment import Leader, Panel
from pbp_assess.core.check import check_dossier, check_home
from pbp_assess.core.register import NameRegister, Person
from pbp_assess.problems import Severity

DAY = date(2022, 11, 7)


def leader(**fields: Any) -> Leader:
    return Leader.model_validate({"id": "gp", "role": "GP lead", "kind": "member", "sector": "icb", **fields})


@pytest.mark.parametrize(
    ("fields", "sits"),
    [
        ({}, True),
        ({"joined": "2022-11-07"}, True),
        ({"joined": "2022-11-08"}, False),
        ({"left": "2022-11-08"}, True),
        ({"left": "2022-11-07"}, False),
        ({"joined": "2022-01-01", "left": "2022-02-01"}, False),
        ({"deputy_for": "director"}, False),
    ],
)
def test_who_sits(fields: dict[str, Any], sits: bool) -> None:
    assert leader(**fields).sits(DAY) is sits


def test_a_sheet_is_spoken_by_the_leader_or_the_deputy() -> None:
    assert sheet("gp").person == "gp"
    assert sheet("gp", answered_by="deputy").person == "deputy"


GATES = {"bcf": {"shadow": "GOV1=1", "full": "FIN1=1"}, "grants": {"shadow": "GOV2=1"}}


def declared(**fields: Any) -> Panel:
    entry = leader(**fields).model_dump(exclude_none=True)
    return Panel.model_validate({"schema": "pbp-assess/panel/1", "leaders": [entry]})


def test_an_interest_bears_on_every_criterion_that_a_gate_of_the_function_needs() -> None:
    asked = matrix(gates=GATES, readiness={"stages": {"shadow": {"plain": "s"}, "full": {"plain": "f"}}})
    whole = dossier(asked, members="gp", panel=declared(interests=["bcf"]))
    assert whole.interest_of("gp") == ("GOV1", "FIN1")
    assert whole.interest_of("nobody") == ()
    assert dossier(asked, members="gp", panel=declared()).interest_of("gp") == ()
    assert dossier(matrix(), members="gp", panel=declared(interests=["bcf"])).interest_of("gp") == ()


def test_an_interest_in_what_the_matrix_lacks_is_a_warning_for_those_asked() -> None:
    known = declared(interests=["bcf"])
    (fault,) = check_dossier(dossier(matrix(), members="gp", panel=known))
    assert (fault.code, fault.path, fault.private) == ("PBP329", ("leaders", 0, "interests", 0), True)
    others = Panel(schema_="pbp-assess/panel/1", leaders=(*known.leaders, *panel("m1").leaders))
    assert list(check_dossier(dossier(matrix(), members="m1", panel=others))) == []


def test_a_deputy_of_a_deputy_holds_no_seat() -> None:
    chain = [leader(), leader(id="one", deputy_for="gp"), leader(id="two", deputy_for="one")]
    known = Panel.model_validate({"schema": "pbp-assess/panel/1", "leaders": chain})
    (fault,) = check_dossier(dossier(matrix(), panel=known, members="gp"))
    assert (fault.code, fault.path) == ("PBP328", ("leaders", 2, "deputy_for"))


def test_a_leader_beside_their_deputy_is_a_warning_and_the_deputy_alone_is_not() -> None:
    known = Panel.model_validate(
        {"schema": "pbp-assess/panel/1", "leaders": [leader(), leader(id="deputy", deputy_for="gp")]}
    )
    (fault,) = check_dossier(dossier(matrix(), panel=known, round_=new_round("gp deputy"), members="gp"))
    assert (fault.code, fault.path) == ("PBP338", ("members", "deputy"))
    assert list(check_dossier(dossier(matrix(), panel=known, members="deputy"))) == []


def test_a_sheet_that_the_leaders_own_deputy_filled_in_is_in_order() -> None:
    known = Panel(schema_="pbp-assess/panel/1", leaders=(leader(), leader(id="deputy", deputy_for="gp")))
    spoken = sheet("gp", "GOV1=1", answered_by="deputy")
    assert list(check_dossier(dossier(matrix(), spoken, panel=known))) == []
    (fault,) = check_dossier(dossier(matrix(), spoken))
    assert (fault.code, fault.document, fault.path) == ("PBP348", "scores/gp", ("answered_by",))
    assert fault.severity is Severity.WARNING
    heir, handed_on = leader(id="heir", succeeds="gp"), leader(id="deputy", deputy_for="heir")
    later = Panel(schema_="pbp-assess/panel/1", leaders=(leader(), heir, handed_on))
    assert list(check_dossier(dossier(matrix(), spoken, panel=later))) == []


def test_a_line_of_succession() -> None:
    known = Panel(schema_="pbp-assess/panel/1", leaders=(leader(id="a"), leader(id="b", succeeds="a")))
    assert known.line("b") == ("b", "a")
    assert known.line("a") == ("a",)
    assert known.line("c") == known.line(None) == ()
    circle = Panel(schema_="pbp-assess/panel/1", leaders=(leader(id="a", succeeds="b"), leader(id="b", succeeds="a")))
    assert circle.line("a") == ("a", "b")


@pytest.mark.parametrize(
    ("also", "vacancy", "fault"),
    [
        ({}, {}, None),
        ({}, {"after": "gp"}, None),
        ({}, {"after": "gone"}, ("PBP322", ("vacancies", 0, "after"))),
        ({}, {"sector": "sea"}, ("PBP320", ("vacancies", 0, "sector"))),
        ({"sector": "sea"}, {}, ("PBP320", ("leaders", 0, "also", 0, "sector"))),
        ({"organisation": "ship"}, {}, ("PBP321", ("leaders", 0, "also", 0, "organisation"))),
    ],
)
def test_hats_and_vacancies_are_of_the_place(also: dict[str, str], vacancy: dict[str, str], fault: Any) -> None:
    empty = {"role": "GP lead, City", "kind": "member", "sector": "icb", **vacancy}
    known = Panel.model_validate(
        {"schema": "pbp-assess/panel/1", "leaders": [leader(also=[{"sector": "icb", **also}])], "vacancies": [empty]}
    )
    found = [(one.code, one.path) for one in check_dossier(dossier(matrix(), panel=known, members="gp"))]
    assert found == ([fault] if fault else [])


def test_a_register_learns_a_person() -> None:
    register = NameRegister.model_validate({"schema": "pbp-assess/register/1", "leaders": {"gp": {"name": "Ann"}}})
    known = register.with_person("gp", Person(name="Ann B", email="a@b.example")).with_person("m1", Person(name="Bo"))
    assert {key: person.name for key, person in known.leaders.items()} == {"gp": "Ann B", "m1": "Bo"}
    assert register.leaders["gp"].email is None


def test_place_and_panel_are_checked_before_there_is_a_round() -> None:
    assert list(check_home(place("gp:icb"), panel("gp:icb"))) == []
    (fault,) = check_home(place("gp:icb"), panel("gp:sea"))
    assert (fault.code, fault.path, fault.private) == ("PBP320", ("leaders", 0, "sector"), True)
