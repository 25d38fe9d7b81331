"""Is each file looked for where it stands, and no folder passed over?"""

from pathlib import Path

import pytest

from pbp_assess.problems import NotFoundError
from pbp_assess.workspace.layout import MARKER, Workspace, in_full, open_workspace


def put(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_file_has_its_place(tmp_path: Path) -> None:
    found = Workspace(tmp_path)
    shown = {
        "marker": found.marker,
        "matrix": found.matrix_path("m"),
        "schemas": found.schemas,
        "place": found.place_folder("p"),
        "round": found.round_folder("p", "r"),
        "sheet": found.sheet_path("p", "r", "gp"),
        "report": found.report_folder("p", "r"),
    }
    assert {name: path.relative_to(tmp_path).as_posix() for name, path in shown.items()} == {
        "marker": "pbp-assess.yaml",
        "matrix": "matrices/m.yaml",
        "schemas": "docs/schema",
        "place": "assessments/p",
        "round": "assessments/p/r",
        "sheet": "assessments/p/r/scores/gp.yaml",
        "report": "reports/p/r",
    }


# --- which workspace ------------------------------------------------------------------------------


def test_the_nearest_folder_upwards_with_the_mark_is_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / MARKER)
    inner = put(tmp_path / "a" / "b" / MARKER).parent
    (inner / "c").mkdir()
    assert open_workspace(inner / "c").root == inner
    assert open_workspace(tmp_path / "a").root == tmp_path
    monkeypatch.chdir(inner / "c")
    assert open_workspace(None).root == inner


def test_a_way_up_and_down_again_does_not_lead_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "here" / MARKER)
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(NotFoundError, match=r"no pbp-assess\.yaml in \.\./there or any folder above it"):
        open_workspace(Path("../there"))
    assert open_workspace(Path("../here")).root == tmp_path / "here"
    assert in_full(Path("../there/x")) == tmp_path / "there" / "x"


def test_without_one_it_is_said_how_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFoundError, match=r"here or in any folder above; `pbp-assess init` starts a workspace"):
        open_workspace(None)


# --- what is in it --------------------------------------------------------------------------------


def test_places_and_rounds_are_folders_sorted_by_name(tmp_path: Path) -> None:
    found = Workspace(tmp_path)
    assert found.places() == ()
    assert found.rounds("p") == ()
    for place in ("oxon", "berks"):
        put(found.place_folder(place) / "place.yaml")
    for round_id in ("2024-25-q1", "2022-23-q3"):
        put(found.round_folder("oxon", round_id) / "round.yaml")
    assert found.places() == ("berks", "oxon")
    assert found.rounds("oxon") == ("2022-23-q3", "2024-25-q1")


def test_a_folder_that_lost_its_head_still_counts_and_papers_do_not(tmp_path: Path) -> None:
    found = Workspace(tmp_path)
    put(found.place_folder("misspelt") / "plase.yaml")
    put(found.sheet_path("misspelt", "headless", "gp"))
    put(found.place_folder("papers") / "minutes.pdf")
    put(found.place_folder(".trash") / "place.yaml")
    put(tmp_path / "assessments" / "loose.yaml")
    assert found.places() == ("misspelt",)
    assert found.rounds("misspelt") == ("headless",)


def test_paths_are_shown_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Workspace(tmp_path / "w")
    (tmp_path / "w").mkdir()
    monkeypatch.chdir(tmp_path)
    assert found.shown(found.marker) == "w/pbp-assess.yaml"
    monkeypatch.chdir(tmp_path / "w")
    assert found.shown(found.marker) == "pbp-assess.yaml"
    assert found.shown(tmp_path / "x") == (tmp_path / "x").as_posix()
