"""Is every reply weighed, checked and written whole, or nothing at all?"""

import threading
from pathlib import Path
from typing import Any

import pytest

import tiny
from build import ROUND, sheet
from pbp_assess.core.assessment import Dossier, Scoresheet
from pbp_assess.problems import ConflictError, InputError, Location
from pbp_assess.workspace.intake import Incoming, conflicts, faults, one_each, plan, settled, unsettled, write
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import lock
from pbp_assess.workspace.merging import Verdict
from pbp_assess.workspace.sheets import read_form

ORDER = ("GOV1", "GOV2", "FIN1")
WHO = "a test"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return tiny.workspace(tmp_path)


def asked(place: Workspace) -> Dossier:
    return read_form(place, tiny.PLACE, ROUND)


def came(filed: Scoresheet, line: int = 1, completed: str = "") -> Incoming:
    """A reply whose every part stands in this line."""

    def where(path: Any, *, key: bool = False) -> Location:  # noqa: ARG001
        return Location("f", line, len(path) + 1)

    return Incoming(filed, where, Location("f", line), completed)


# --- one of each ----------------------------------------------------------------------------------


def test_replies_that_complete_each_other_are_one() -> None:
    incoming = [came(sheet("gp", "GOV1=3"), 2), came(sheet("gp", "GOV2=1"), 5), came(sheet("director", "GOV1=0"), 7)]
    found, problems = one_each(incoming, ORDER)
    assert problems == []
    assert [(reply.leader, reply.sheet.scores) for reply in found] == [
        ("gp", {"GOV1": 3, "GOV2": 1}),
        ("director", {"GOV1": 0}),
    ]
    assert [found[0].where(("scores", name)).line for name in ("GOV1", "GOV2")] == [2, 5]


def test_replies_that_contradict_each_other_are_refused_unless_the_later_is_wanted() -> None:
    early, late = came(sheet("gp", "GOV1=3 GOV2=1"), 2, "2026-11-05"), came(sheet("gp", "GOV1=2"), 3, "2026-11-06")
    for incoming in ([early, late], [late, early]):
        _, (problem,) = one_each(incoming, ORDER)
        assert (problem.code, problem.private) == ("PBP414", True)
        (found,), problems = one_each(incoming, ORDER, latest=True)
        assert (problems, found.sheet.scores) == ([], {"GOV1": 2})


def test_without_times_the_later_place_counts() -> None:
    (found,), _ = one_each([came(sheet("gp", "GOV1=3")), came(sheet("gp", "GOV1=2"))], ORDER, latest=True)
    assert found.sheet.scores == {"GOV1": 2}


def test_the_same_reply_twice_is_one() -> None:
    (found,), problems = one_each([came(sheet("gp", "GOV1=3"))] * 3, ORDER)
    assert (problems, found.sheet.scores) == ([], {"GOV1": 3})


# --- against the sheets ---------------------------------------------------------------------------


def test_new_answers_fill_blanks_and_are_on_the_disk(place: Workspace) -> None:
    tiny.put(place, sheet("gp", "GOV1=3"))
    changes = plan(asked(place), [came(sheet("director", "GOV1=0")), came(sheet("gp", "GOV1=3 GOV2=1"))])
    assert [(change.leader, change.count(Verdict.NEW), change.count(Verdict.SAME)) for change in changes] == [
        ("director", 1, 0),
        ("gp", 1, 1),
    ]
    assert write(place, asked(place), changes, WHO) == 2
    assert tiny.answers(place, "gp") == {"GOV1": 3, "GOV2": 1}
    assert tiny.answers(place) == {"GOV1": 0}


def test_writing_again_writes_nothing(place: Workspace) -> None:
    replies = [came(sheet("gp", "GOV1=3", answers={"well": "a"}, choose=("GOV1",)))]
    assert write(place, asked(place), plan(asked(place), replies), WHO) == 1
    before = tiny.sheet_path(place, "gp").stat().st_mtime_ns
    assert write(place, asked(place), plan(asked(place), replies), WHO) == 0
    assert tiny.sheet_path(place, "gp").stat().st_mtime_ns == before


def test_contradictions_are_told_where_they_stand_in_the_file(place: Workspace) -> None:
    tiny.put(place, sheet("gp", "GOV1=3 GOV2=1", answers={"well": "a"}))
    changes = plan(asked(place), [came(sheet("gp", "GOV1=2 GOV2=1", answers={"well": "b"}), 7)])
    problems = unsettled(changes)
    assert [(problem.code, problem.location.line, problem.private) for problem in problems] == [("PBP430", 7, True)] * 2
    assert problems[0].found == "GOV1 of gp: level 2 here, and level 3 in the sheet"
    assert problems[1].found == 'well of gp: "b" here, and "a" in the sheet'
    kept = settled(changes, {(change.leader, path) for change, path in conflicts(changes)})
    assert write(place, asked(place), kept, WHO) == 0
    assert write(place, asked(place), changes, WHO) == 1
    assert tiny.answers(place, "gp") == {"GOV1": 2, "GOV2": 1}


def test_the_rules_for_sheets_hold_for_replies() -> None:
    from asking import a_round

    wrong = sheet("gp", choose=("GOV1", "GOV2", "FIN1"), answered_by="somebody")
    found = faults(
        a_round(), [came(wrong, 4), came(sheet("nobody", "GOV1=3"), 5), came(sheet("director", "GOV1=9"), 6)]
    )
    assert sorted((problem.code, problem.location.line) for problem in found) == [
        ("PBP342", 5), ("PBP343", 6), ("PBP347", 4), ("PBP348", 4),
    ]  # fmt: skip


# --- all or nothing -------------------------------------------------------------------------------


def test_a_sheet_in_use_stops_all_of_them(place: Workspace) -> None:
    changes = plan(asked(place), [came(sheet("director", "GOV1=3")), came(sheet("gp", "GOV1=3"))])
    with lock(tiny.sheet_path(place, "gp"), "another session"), pytest.raises(ConflictError, match="another session"):
        write(place, asked(place), changes, WHO)
    assert not tiny.sheet_path(place).exists()
    assert write(place, asked(place), changes, WHO) == 2


def test_a_sheet_that_changed_in_the_meantime_stops_all_of_them(place: Workspace) -> None:
    changes = plan(asked(place), [came(sheet("director", "GOV1=3")), came(sheet("gp", "GOV1=3"))])
    tiny.put(place, sheet("gp", "GOV1=0"))
    with pytest.raises(ConflictError, match="changed since"):
        write(place, asked(place), changes, WHO)
    assert not tiny.sheet_path(place).exists()
    assert tiny.answers(place, "gp") == {"GOV1": 0}


def test_a_faulty_sheet_on_the_disk_stops_all_of_them(place: Workspace) -> None:
    path = tiny.put(place, sheet("gp", "GOV1=0"))
    path.write_text(path.read_text(encoding="utf-8") + "surprise: 1\n", encoding="utf-8")
    changes = plan(asked(place), [came(sheet("director", "GOV1=3")), came(sheet("gp", "GOV1=3"))])
    with pytest.raises(InputError):
        write(place, asked(place), changes, WHO)
    assert not tiny.sheet_path(place).exists()


def test_two_imports_at_once_never_mix(place: Workspace) -> None:
    """Whoever comes second finds a lock or a changed sheet, or comes when all is done; the sheets stay of one mind."""
    leaders = ("director", "gp")
    outcomes: list[str] = []

    def one(level: int) -> None:
        changes = plan(asked(place), [came(sheet(leader, f"GOV1={level}")) for leader in leaders])
        try:
            write(place, asked(place), changes, f"import {level}")
            outcomes.append(f"wrote {level}")
        except ConflictError:
            outcomes.append(f"refused {level}")

    threads = [threading.Thread(target=one, args=(level,)) for level in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = {tiny.answers(place, leader)["GOV1"] for leader in leaders if tiny.sheet_path(place, leader).exists()}
    assert len(written) <= 1
    assert len(outcomes) == 2
