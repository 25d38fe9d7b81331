"""Is a sheet written only while it is this session's, in a round that takes answers?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import tiny
from build import ROUND, new_round, sheet
from pbp_assess.core.assessment import Dossier
from pbp_assess.formats.documents import dump
from pbp_assess.problems import ConflictError, InputError
from pbp_assess.workspace.files import ABSENT
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.sheets import OpenSheet, open_sheet, read_form


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace with an open round."""
    return tiny.workspace(tmp_path)


def asked(place: Workspace) -> Dossier:
    return read_form(place, tiny.PLACE, ROUND)


@pytest.fixture
def there(place: Workspace) -> Iterator[OpenSheet]:
    """The director's sheet, open."""
    with open_sheet(place, asked(place), "director", "me") as found:
        yield found


def test_a_new_sheet_is_empty_and_not_written_before_there_is_an_answer(place: Workspace, there: OpenSheet) -> None:
    assert (there.sheet, there.hash) == (sheet("director"), ABSENT)
    assert not tiny.sheet_path(place).exists()


def test_what_is_saved_is_on_the_disk(place: Workspace, there: OpenSheet) -> None:
    for scores in ("GOV1=3", "GOV1=3 GOV2=?", ""):
        there.save(sheet("director", scores))
        assert tiny.read(place) == there.sheet == sheet("director", scores)


def test_a_sheet_changed_by_another_program_is_not_overwritten(place: Workspace, there: OpenSheet) -> None:
    there.save(sheet("director", "GOV1=3"))
    tiny.put(place, sheet("director", "GOV1=0"))
    with pytest.raises(ConflictError, match="changed since it was read"):
        there.save(sheet("director", "GOV1=4"))
    assert tiny.read(place) == sheet("director", "GOV1=0")


def test_a_round_closed_in_the_meantime_takes_no_more(place: Workspace, there: OpenSheet) -> None:
    opened = place.round_folder(tiny.PLACE, ROUND) / "round.yaml"
    opened.write_text(dump(asked(place).round.model_copy(update={"closes": new_round().closed})))
    there.save(sheet("director", "GOV1=3"))
    opened.write_text(dump(asked(place).round.model_copy(update={"closed": new_round().closed})))
    with pytest.raises(ConflictError, match="was closed in the meantime"):
        there.save(sheet("director", "GOV1=4"))
    assert tiny.read(place) == sheet("director", "GOV1=3")


def test_who_was_taken_over_writes_nothing(place: Workspace, there: OpenSheet) -> None:
    there.held.path.unlink()
    with pytest.raises(ConflictError, match="took over"):
        there.save(sheet("director", "GOV1=3"))
    assert not tiny.sheet_path(place).exists()


def test_an_example_stays_marked(tmp_path: Path) -> None:
    found = tiny.workspace(tmp_path / "example")
    home = found.place_folder(tiny.PLACE) / "place.yaml"
    home.write_text(dump(asked(found).place.model_copy(update={"illustrative": True})))
    with open_sheet(found, asked(found), "director", "me") as there:
        there.save(sheet("director", "GOV1=3"))
    assert tiny.sheet_path(found).read_text().splitlines()[1].startswith("# Illustrative")


def test_only_what_is_asked_stops_the_asking(place: Workspace) -> None:
    folder = place.round_folder(tiny.PLACE, ROUND)
    tiny.put(place, sheet("gp")).write_text("nonsense")
    for name in ("moderation", "evidence", "themes"):
        (folder / f"{name}.yaml").write_text("nonsense")
    assert asked(place).asked_criteria == ("GOV1", "GOV2", "FIN1")
    (folder / "matrix.yaml").write_text("nonsense")
    with pytest.raises(InputError) as caught:
        asked(place)
    assert {Path(problem.location.file).name for problem in caught.value.problems} == {"matrix.yaml"}
