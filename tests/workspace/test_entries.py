"""Are themes, actions and decisions put into their lists as these are now, whoever wrote there meanwhile?"""

from pathlib import Path

import pytest

import agreeing
import following
from build import ROUND
from pbp_assess.core.records import Actions, Decisions, Themes
from pbp_assess.formats.documents import dump
from pbp_assess.problems import ConflictError, InputError, NotFoundError
from pbp_assess.workspace.actions import take_on
from pbp_assess.workspace.decisions import decide
from pbp_assess.workspace.entries import change_entry, id_for, take_out
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import lock
from pbp_assess.workspace.themes import add_theme

THEME = {"text": "Winter: one plan", "heard": "most"}
ACTION = {"what": "Write it down", "owner": "m1", "due": "2023-01-31"}
GRANT = {"function": "grants", "stage": "partial", "outcome": "granted", "date": "2022-12-14", "decided_by": "Board"}


@pytest.fixture
def found(tmp_path: Path) -> Workspace:
    return following.workspace(tmp_path / "work")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meetings: the same people", "meetings"),
        ("Put two pots into one and see", "put-two-pots-into-one"),
        ("grants 2022-12-14", "grants-2022-12-14"),
        ("  Trust.  ", "trust"),
        ("taken", "taken-2"),
        ("שלום", "theme"),
        (": nothing before it", "theme"),
        ("con", "theme"),
        ("x" * 300, "x" * 64),
    ],
)
def test_an_id_is_made_of_the_first_words(text: str, expected: str) -> None:
    there = Themes.model_validate(
        {"schema": "pbp-assess/themes/1", "themes": [{"id": "taken", "text": "x", "heard": "most"}]}
    )
    assert id_for(text, "theme", there.themes) == expected


def test_what_somebody_else_wrote_meanwhile_stays(found: Workspace) -> None:
    dossier = agreeing.dossier(found)
    for number in (1, 2):
        add_theme(found, dossier, THEME, f"session {number}")
        take_on(found, dossier, [{**ACTION, "what": f"Write page {number}"}], f"session {number}")
    decide(found, dossier, GRANT, "session 1")
    decide(found, dossier, {**GRANT, "function": "pool", "stage": "full"}, "session 2")
    assert [one.id for one in following.read(found, Themes).themes] == ["winter", "winter-2"]
    assert [one.id for one in following.read(found, Actions).actions] == ["write-page-1", "write-page-2"]
    assert len(following.read(found, Decisions).decisions) == 2
    with pytest.raises(ConflictError, match="noted already"):
        decide(found, dossier, GRANT, "session 3")


def test_a_condition_is_taken_on_by_one_session_only(found: Workspace) -> None:
    dossier = agreeing.dossier(found)
    condition = {**ACTION, "function": "grants", "criterion": "GOV1"}
    take_on(found, dossier, [condition], "session 1")
    with pytest.raises(ConflictError, match="taken on already, as write-it-down"):
        take_on(found, dossier, [{**ACTION, "what": "Other"}, {**condition, "what": "Another"}], "session 2")
    assert len(following.read(found, Actions).actions) == 1, "all of them or none"


def test_a_file_that_somebody_writes_is_left_alone(found: Workspace) -> None:
    dossier = agreeing.dossier(found)
    take_on(found, dossier, [ACTION], "session 1")
    before = (found.root / following.ACTIONS).read_bytes()
    with lock(found.root / following.ACTIONS, "session 2"), pytest.raises(ConflictError, match="session 2"):
        take_out(found, dossier, Actions, "write-it-down", "session 1")
    assert (found.root / following.ACTIONS).read_bytes() == before


def test_a_file_changed_by_hand_in_between_is_a_conflict(found: Workspace) -> None:
    dossier = agreeing.dossier(found)
    take_on(found, dossier, [ACTION], "session 1")
    path = found.root / following.ACTIONS

    def late(_action: object) -> dict[str, object]:
        path.write_text(path.read_text() + "# by hand\n")
        return {"what": "Something else"}

    with pytest.raises(ConflictError):
        change_entry(found, dossier, Actions, "write-it-down", late, "session 1")
    assert "# by hand" in path.read_text()


def test_a_fault_by_hand_is_told_and_nothing_written(found: Workspace) -> None:
    dossier = agreeing.dossier(found)
    path = found.root / following.ACTIONS
    path.write_text("schema: pbp-assess/actions/1\nactions: [{id: a}]\n")
    with pytest.raises(InputError):
        take_on(found, dossier, [ACTION], "session 1")
    assert path.read_text().endswith("[{id: a}]\n")


def test_targets_stay_when_actions_change(found: Workspace) -> None:
    dossier = agreeing.dossier(found)
    target = {"criterion": "GOV1", "level": 2, "due": "2023-03-31", "round": ROUND}
    there = Actions.model_validate({"schema": "pbp-assess/actions/1", "targets": [target]})
    (found.root / following.ACTIONS).write_text(dump(there))
    take_on(found, dossier, [ACTION], "session 1")
    take_out(found, dossier, Actions, "write-it-down", "session 1")
    assert following.read(found, Actions).targets == there.targets
    with pytest.raises(NotFoundError, match="no action 'write-it-down'"):
        take_out(found, dossier, Actions, "write-it-down", "session 1")
