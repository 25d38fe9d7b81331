"""Do people join, change and leave a panel so that an id stays one person's for ever?"""

from datetime import date
from pathlib import Path

import pytest

import tiny
from build import panel, place
from pbp_assess.core.assessment import Kind, Panel, Vacancy
from pbp_assess.problems import ConflictError, InputError, UsageError
from pbp_assess.workspace import panel as panels
from pbp_assess.workspace.panel import Newcomer, open_panel
from pbp_assess.workspace.seats import Seats, lines_to_paste, sector_id

DAY = date(2026, 5, 4)
NOBODY = Panel(schema_="pbp-assess/panel/1", leaders=())
GP = Newcomer("GP lead, North", Kind.MEMBER, "primary_care", joined=DAY)


def seat(**fields: object) -> Vacancy:
    usual = {"role": "GP lead, North", "kind": "member", "sector": "primary_care"}
    return Vacancy.model_validate({**usual, **fields})


# --- ids ------------------------------------------------------------------------------------------


def test_an_id_is_made_of_the_role_and_given_once() -> None:
    first, one = panels.added(NOBODY, GP, ())
    second, two = panels.added(first, GP, ())
    assert (one.id, two.id) == ("gp-lead-north", "gp-lead-north-2")
    gone = panels.left(second, "gp-lead-north-2", DAY)
    _, three = panels.added(gone, GP, {"gp-lead-north-3"})
    assert three.id == "gp-lead-north-4", "neither that of somebody who left nor one known elsewhere"


def test_ids_of_rounds_count_as_given(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path)
    path = found.place_folder(tiny.PLACE) / "panel.yaml"
    path.write_text("schema: pbp-assess/panel/1\nleaders: []\n")
    file = open_panel(found, tiny.PLACE)
    assert file.taken == {"director", "gp"}
    assert panels.added(file.panel, Newcomer("GP", Kind.MEMBER, "icb"), file.taken)[1].id == "gp-2"


def test_a_long_role_keeps_room_for_a_number() -> None:
    long = Newcomer("x" * 80, Kind.MEMBER, "icb")
    once, one = panels.added(NOBODY, long, ())
    _, two = panels.added(once, long, ())
    assert (len(one.id), two.id[-2:]) == (64, "-2")
    assert len(two.id) <= 64


def test_a_role_of_which_no_id_can_be_made_is_refused() -> None:
    with pytest.raises(UsageError, match="no id can be made"):
        panels.added(NOBODY, Newcomer("Директор", Kind.MEMBER, "icb"), ())
    with pytest.raises(UsageError, match="role: string should have at most 2000"):
        panels.added(NOBODY, Newcomer("x" * 2001, Kind.MEMBER, "icb"), ())


# --- joining, leaving, handing over ---------------------------------------------------------------


def test_whoever_leaves_stays_listed_and_may_leave_a_vacancy() -> None:
    there, one = panels.added(NOBODY, GP, ())
    gone = panels.left(there, one.id, date(2026, 6, 30), vacant=True)
    assert gone.by_id[one.id].left == date(2026, 6, 30)
    (empty,) = gone.vacancies
    assert (empty.role, empty.after, empty.since) == ("GP lead, North", one.id, date(2026, 7, 1))
    with pytest.raises(ConflictError, match="left on 2026-06-30 already"):
        panels.left(gone, one.id, DAY)
    with pytest.raises(UsageError, match="joined on 2026-05-04"):
        panels.left(there, one.id, date(2026, 5, 3))


def test_leaving_by_mistake_is_undone() -> None:
    there, one = panels.added(NOBODY, GP, ())
    assert panels.back(panels.left(there, one.id, DAY, vacant=True), one.id) == there
    with pytest.raises(ConflictError, match="has not left"):
        panels.back(there, one.id)
    over, heir = panels.succeeded(there, one.id, GP, (), date(2026, 9, 1))
    with pytest.raises(ConflictError, match=f"{heir.id} took over"):
        panels.back(over, one.id)


def test_a_successor_is_somebody_new() -> None:
    there, one = panels.added(NOBODY, GP, ())
    there, deputy = panels.added(there, Newcomer("Deputy", Kind.MEMBER, "icb", deputy_for=one.id), ())
    new = Newcomer(GP.role, Kind.MEMBER, "primary_care", succeeds=one.id, joined=date(2026, 9, 1))
    over, heir = panels.succeeded(there, one.id, new, (), date(2026, 9, 1))
    assert (heir.id, heir.succeeds) == ("gp-lead-north-2", one.id)
    assert over.by_id[one.id].left == date(2026, 8, 31)
    assert over.by_id[deputy.id].deputy_for == heir.id
    with pytest.raises(ConflictError, match=f"{heir.id} took over from {one.id} already"):
        panels.succeeded(over, one.id, new, (), date(2026, 9, 1))


def test_a_successor_of_somebody_long_gone_fills_the_vacancy() -> None:
    there, one = panels.added(NOBODY, GP, ())
    gone = panels.left(there, one.id, date(2026, 6, 30), vacant=True)
    new = Newcomer("Clinical lead", Kind.MEMBER, "primary_care", succeeds=one.id)
    over, _ = panels.succeeded(gone, one.id, new, (), date(2026, 9, 1))
    assert over.vacancies == ()
    assert over.by_id[one.id].left == date(2026, 6, 30), "the day they left stays"


@pytest.mark.parametrize(
    ("vacancy", "filled"),
    [
        (seat(), True),
        (seat(role="gp lead north"), True),
        (seat(after="gp-before"), True),
        (seat(role="GP lead, South"), False),
        (seat(sector="icb"), False),
        (seat(kind="stakeholder"), False),
    ],
)
def test_a_newcomer_fills_the_vacancy_of_that_seat(vacancy: Vacancy, filled: bool) -> None:
    empty = Panel(schema_="pbp-assess/panel/1", leaders=panel("gp-before").leaders, vacancies=(vacancy,))
    there, person = panels.added(empty, GP, ())
    assert there.vacancies == (() if filled else (vacancy,))
    assert person.succeeds == (vacancy.after if filled else None)


def test_a_deputy_fills_no_vacancy() -> None:
    empty = panels.with_vacancy(panel("m1"), seat())
    deputy = Newcomer(GP.role, Kind.MEMBER, "primary_care", deputy_for="m1")
    assert panels.added(empty, deputy, ())[0].vacancies == (seat(),)


def test_a_vacancy_is_listed_once_and_given_up() -> None:
    empty = panels.with_vacancy(NOBODY, seat())
    with pytest.raises(ConflictError, match="listed already"):
        panels.with_vacancy(empty, seat(role="gp lead north"))
    assert panels.without_vacancy(empty, "GP Lead north") == NOBODY
    assert panels.without_vacancy(empty, "GP lead south") is None


# --- the file -------------------------------------------------------------------------------------


def test_nothing_is_written_where_nothing_changed_or_somebody_else_did(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path)
    file = open_panel(found, tiny.PLACE)
    path = found.place_folder(tiny.PLACE) / "panel.yaml"
    before = path.read_bytes()
    file.save(file.panel)
    assert path.read_bytes() == before
    path.write_bytes(before + b"# somebody else\n")
    with pytest.raises(ConflictError):
        file.save(panels.changed(file.panel, "gp", route="form"))


def test_a_panel_with_a_fault_is_not_written(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path)
    file = open_panel(found, tiny.PLACE)
    stranger = panels.changed(file.panel, "gp", sector="sea")
    with pytest.raises(InputError) as caught:
        file.save(stranger)
    assert [problem.code for problem in caught.value.problems] == ["PBP320"]


def test_a_place_without_a_panel_has_an_empty_one(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path)
    path = found.place_folder(tiny.PLACE) / "panel.yaml"
    path.unlink()
    file = open_panel(found, tiny.PLACE)
    assert file.panel.leaders == ()
    file.save(panels.added(file.panel, Newcomer("GP", Kind.MEMBER, "icb"), file.taken)[0])
    assert path.exists()


# --- seats ----------------------------------------------------------------------------------------


def test_a_sector_or_organisation_is_known_by_id_or_name() -> None:
    here = place(
        "a:nhs_trust:acute",
        sectors=[{"id": "nhs_trust", "name": "NHS trusts"}, {"id": "icb", "name": "ICB"}],
        organisations=[{"id": "acute", "name": "Acute Trust", "sector": "nhs_trust"}],
    )
    seats = Seats(here)
    for text in ("nhs_trust", "NHS Trust", "nhs-trusts", "NHS trusts "):
        assert seats.sector(text) == "nhs_trust"
    assert [seats.sector(text) for text in ("", "s", "icbx", "-")] == [None] * 4
    assert (seats.organisation("acute trust"), seats.sector_of("acute")) == ("acute", "nhs_trust")
    assert (seats.organisation("other"), seats.sector_of("other")) == (None, None)


def test_what_place_yaml_lacks_is_said_as_it_would_stand_there() -> None:
    said = lines_to_paste(["Housing bodies", "primary_care", "Housing bodies"], [("St John's: Practice", "icb")])
    assert said == (
        "sectors:\n"
        "  - id: housing_bodies\n"
        "    name: Housing bodies\n"
        "  - id: primary_care\n"
        "    name: Primary care\n"
        "organisations:\n"
        "  - id: st-john-s-practice\n"
        '    name: "St John\'s: Practice"\n'
        "    sector: icb\n"
    )
    assert lines_to_paste([], []) == ""
    assert sector_id("NHS trusts") == "nhs_trusts"


def test_a_changed_panel_knows_nothing_of_the_old() -> None:
    there, one = panels.added(NOBODY, GP, ())
    assert there.by_id  # worked out, and kept by the old panel
    changed = panels.changed(there, one.id, role="Lead")
    assert changed.by_id[one.id].role == "Lead"
