"""Which place and round is meant, and which full rounds does it rest on?"""

import datetime
from pathlib import Path
from typing import Any

import pytest

import build
import tiny
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import dump
from pbp_assess.problems import InputError, NotFoundError, UsageError
from pbp_assess.workspace.files import content_hash
from pbp_assess.workspace.history import (
    choose_place,
    choose_round,
    judged_on,
    list_rounds,
    read_history,
    read_marker,
    unknown,
)
from pbp_assess.workspace.layout import Workspace

DAYS = {
    "2022-23-q3": (datetime.date(2022, 11, 7), datetime.date(2022, 12, 9)),
    "2023-24-q1": (datetime.date(2023, 5, 1), datetime.date(2023, 5, 31)),
    "2023-24-q2": (datetime.date(2023, 8, 1), datetime.date(2023, 8, 31)),
    "2024-25-q1": (datetime.date(2024, 5, 13), None),
}


def held(rounds: int) -> Matrix:
    """A matrix whose highest stage has to be held for so many rounds."""
    stages = {"shadow": {"plain": "sees"}, "full": {"plain": "decides", "held_rounds": rounds}}
    functions = [build.function("bcf", {"shadow": "GOV1=1", "full": "GOV1=2"})]
    return tiny.questions(readiness={"stages": stages, "functions": functions})


def series(root: Path, asked: Matrix, **changed: dict[str, Any]) -> Workspace:
    """A workspace with a round for each entry of DAYS; a keyword (`q_2023_24_q1`) changes fields of one."""
    found = tiny.workspace(root, asked)
    matrix = (found.round_folder(tiny.PLACE, build.ROUND) / "matrix.yaml").read_text("utf-8")
    for name, (opened, closed) in DAYS.items():
        folder = found.round_folder(tiny.PLACE, name)
        folder.mkdir(exist_ok=True)
        pin = {"id": "example", "version": "1.0.0", "sha256": content_hash(matrix.encode())}
        fields = {"id": name, "opened": opened, "closed": closed, "matrix": pin}
        fields |= changed.get(f"q_{name.replace('-', '_')}", {})
        (folder / "matrix.yaml").write_text(matrix, encoding="utf-8")
        (folder / "round.yaml").write_text(dump(build.new_round(tiny.MEMBERS, **fields)), encoding="utf-8")
    return found


# --- the place ------------------------------------------------------------------------------------


def test_the_only_place_is_meant(tmp_path: Path) -> None:
    assert choose_place(tiny.workspace(tmp_path), None) == tiny.PLACE


def test_the_workspaces_own_file_may_name_one(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path)
    found.place_folder("second").mkdir()
    (found.place_folder("second") / "place.yaml").touch()
    with pytest.raises(UsageError, match="which place"):
        choose_place(found, None)
    found.marker.write_text("schema: pbp-assess/workspace/1\nplace: second\n", encoding="utf-8")
    assert choose_place(found, None) == "second"
    assert choose_place(found, tiny.PLACE) == tiny.PLACE


def test_a_faulty_file_of_the_workspace_is_told_of(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path)
    found.marker.write_text("schema: pbp-assess/workspace/1\naudience: everybody\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_marker(found)
    assert [problem.code for problem in caught.value.problems] == ["PBP204"]


def test_an_unknown_name_is_refused_with_what_was_meant() -> None:
    said = str(unknown("place", "oxfrd", ("oxford", "berks"), "this workspace"))
    assert said == "no place 'oxfrd' in this workspace; did you mean oxford? (there is oxford, berks)"
    assert str(unknown("place", "x", (), "this workspace")) == "no place 'x' in this workspace"


# --- the round ------------------------------------------------------------------------------------


def test_rounds_stand_in_the_order_of_their_opening(tmp_path: Path) -> None:
    found = series(tmp_path, tiny.questions(), q_2022_23_q3={"id": "2022-23-q3", "opened": datetime.date(2024, 1, 2)})
    assert [one.id for one in list_rounds(found, tiny.PLACE)] == [
        "2023-24-q1",
        "2023-24-q2",
        "2022-23-q3",
        "2024-25-q1",
    ]


def test_the_latest_round_is_meant_or_the_latest_open_one(tmp_path: Path) -> None:
    found = series(
        tmp_path, tiny.questions(), q_2024_25_q1={"closed": datetime.date(2024, 6, 14)}, q_2023_24_q1={"closed": None}
    )
    assert choose_round(found, tiny.PLACE, None) == "2024-25-q1"
    assert choose_round(found, tiny.PLACE, None, still_open=True) == "2023-24-q1"
    assert choose_round(found, tiny.PLACE, "2022-23-q3") == "2022-23-q3"
    with pytest.raises(NotFoundError, match=r"did you mean 2023-24-q2\?"):
        choose_round(found, tiny.PLACE, "2023-24-q22")


def test_a_place_without_a_round_says_so(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path, closed=datetime.date(2022, 12, 9))
    with pytest.raises(NotFoundError, match="example-place has no open round"):
        choose_round(found, tiny.PLACE, None, still_open=True)
    for path in found.round_folder(tiny.PLACE, build.ROUND).iterdir():
        path.unlink()
    with pytest.raises(NotFoundError, match="example-place has no round"):
        choose_round(found, tiny.PLACE, None)


def test_of_faulty_rounds_nothing_can_be_said(tmp_path: Path) -> None:
    found = series(tmp_path, tiny.questions())
    for name in ("2023-24-q1", "2023-24-q2"):
        (found.round_folder(tiny.PLACE, name) / "round.yaml").write_text("x: 1\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list_rounds(found, tiny.PLACE)
    assert {problem.location.file for problem in caught.value.problems} == {
        found.shown(found.round_folder(tiny.PLACE, name) / "round.yaml") for name in ("2023-24-q1", "2023-24-q2")
    }


# --- what it rests on -----------------------------------------------------------------------------


def earlier(found: Workspace, round_id: str) -> list[str]:
    return [dossier.round.id for dossier in read_history(found, tiny.PLACE, round_id).require()[1]]


@pytest.mark.parametrize(
    ("rounds", "rests_on"),
    [(1, ["2023-24-q2"]), (2, ["2023-24-q2", "2023-24-q1"]), (9, ["2023-24-q2", "2023-24-q1", "2022-23-q3"])],
)
def test_as_many_full_rounds_as_a_stage_must_be_held_newest_first(
    tmp_path: Path, rounds: int, rests_on: list[str]
) -> None:
    assert earlier(series(tmp_path, held(rounds)), "2024-25-q1") == rests_on


def test_a_matrix_without_readiness_rests_on_the_round_before(tmp_path: Path) -> None:
    found = series(tmp_path, tiny.questions())
    assert earlier(found, "2024-25-q1") == ["2023-24-q2"]
    assert earlier(found, "2023-24-q1") == ["2022-23-q3"]
    assert earlier(found, "2022-23-q3") == []


def test_a_pulse_is_not_rested_on(tmp_path: Path) -> None:
    pulse = {"kind": "pulse", "criteria": ("GOV1",)}
    assert earlier(series(tmp_path, tiny.questions(), q_2023_24_q2=pulse), "2024-25-q1") == ["2023-24-q1"]


def test_it_is_known_which_rounds_came_later_whatever_their_kind(tmp_path: Path) -> None:
    found = series(tmp_path, tiny.questions(), q_2023_24_q2={"kind": "pulse", "criteria": ("GOV1",)})
    for round_id, later in (("2023-24-q1", {"2023-24-q2", "2024-25-q1"}), ("2024-25-q1", set())):
        assert read_history(found, tiny.PLACE, round_id).require()[0].later_rounds == later


def test_a_fault_in_an_earlier_round_stops_it_too_and_is_told_once(tmp_path: Path) -> None:
    found = series(tmp_path, tiny.questions())
    (found.round_folder(tiny.PLACE, "2023-24-q2") / "themes.yaml").write_text("x: 1\n", encoding="utf-8")
    (found.place_folder(tiny.PLACE) / "draft.yaml").touch()
    history = read_history(found, tiny.PLACE, "2024-25-q1")
    assert sorted(problem.code for problem in history.problems) == ["PBP117", "PBP201", "PBP209"]
    with pytest.raises(InputError) as caught:
        history.require()
    assert caught.value.problems == history.problems


def test_of_a_round_that_cannot_be_read_no_history_is_sought(tmp_path: Path) -> None:
    found = series(tmp_path, tiny.questions())
    (found.round_folder(tiny.PLACE, "2024-25-q1") / "matrix.yaml").unlink()
    history = read_history(found, tiny.PLACE, "2024-25-q1")
    assert history.earlier == ()
    with pytest.raises(InputError):
        history.require()


# --- the day --------------------------------------------------------------------------------------

OPENED, CLOSED, TODAY = datetime.date(2022, 11, 7), datetime.date(2022, 12, 9), datetime.date(2023, 1, 2)


@pytest.mark.parametrize(
    ("closed", "as_of", "day"),
    [
        (None, None, TODAY),
        (CLOSED, None, CLOSED),
        (CLOSED, datetime.date(2024, 1, 1), datetime.date(2024, 1, 1)),
        (CLOSED, OPENED, OPENED),
    ],
)
def test_it_is_judged_as_asked_else_at_its_close_else_today(
    closed: datetime.date | None, as_of: datetime.date | None, day: datetime.date
) -> None:
    assert judged_on(build.new_round(closed=closed), as_of, TODAY) == day


def test_it_is_not_judged_before_it_opened() -> None:
    with pytest.raises(UsageError, match="round 2022-23-q3 opened on 2022-11-07: --as-of 2022-11-06 lies before it"):
        judged_on(build.new_round(), datetime.date(2022, 11, 6), TODAY)
    with pytest.raises(UsageError, match="opens on 2022-11-07 only; --as-of names a later day than 2022-11-06"):
        judged_on(build.new_round(closed=None), None, datetime.date(2022, 11, 6))
