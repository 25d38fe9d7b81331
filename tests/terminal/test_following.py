"""Are conditions taken on at a real terminal, each on the disk before the next is asked for?"""

import os
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import agreeing
import following
from pbp_assess.cli.app import run
from pbp_assess.core.records import Actions
from pbp_assess.workspace.layout import Workspace
from typist import CTRL_C, CTRL_D, Typist, plain

OWNER, DUE, WHAT = "(Enter: later): ", "YYYY-MM-DD: ", "(Enter: as above): "


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """`grants` is ready with two conditions: GOV1 and FIN1 stand one level lower than it needs."""
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    monkeypatch.setitem(agreeing.POLICY["stages"]["partial"], "conditions", 2)
    for stage in ("partial", "full"):
        monkeypatch.setitem(agreeing.POLICY["functions"][0]["gates"][stage], "FIN1", 2)
    found = following.workspace(tmp_path / "work")
    record = ("FIN1", "--level", "1", "--document", "letter", "--checked-by", "team")
    papers = (("add", paper, "--function", "grants", "--seen-by", "team") for paper in ("policy", "terms"))
    for words in (("record", *record), *papers):
        assert run(["evidence", *words, "--as-of", agreeing.TODAY, "-C", str(found.root)]) == 0
    return found


def asked(found: Workspace) -> Typist:
    return Typist("action", "from-conditions", "--as-of", agreeing.TODAY, cwd=found.root)


def owners(found: Workspace) -> list[tuple[str | None, str]]:
    return [(one.criterion, one.owner) for one in following.read(found, Actions).actions]


def test_each_is_asked_for_in_turn(found: Workspace) -> None:
    with asked(found) as room:
        assert "Condition 1 of 2, for grants" in plain(room.answer(OWNER, "m9"))
        assert "is not on the panel" in plain(room.answer(OWNER, "m2"))
        room.answer(DUE, "2023-01-31")
        room.answer(WHAT, "Draft it")
        assert "draft-it: Draft it. m2, by 2023-01-31: open." in plain(room.answer(OWNER, ""))
        assert room.ended() == 0
    assert "Still without owner and date: 1." in plain(room.seen)
    assert owners(found) == [("GOV1", "m2")]
    with asked(found) as room:
        assert "GOV1 is taken on already" in plain(room.answer(OWNER, "m5"))
        room.answer(DUE, "2023-01-31")
        room.answer(WHAT, "")
        assert room.ended() == 0
    assert owners(found) == [("GOV1", "m2"), ("FIN1", "m5")]


@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 0)])
def test_what_was_taken_on_is_there_however_it_ends(found: Workspace, key: str, code: int) -> None:
    with asked(found) as room:
        for prompt, line in ((OWNER, "m2"), (DUE, "2023-01-31"), (WHAT, ""), (OWNER, "m3")):
            room.answer(prompt, line)
        room.wait_for(DUE)
        assert room.ended_by(lambda: room.type(key, "")) == code
        assert "Still without owner and date: 1." in plain(room.seen)
    assert owners(found) == [("GOV1", "m2")]


def test_one_can_go_back_leave_one_and_stop(found: Workspace) -> None:
    with asked(found) as room:
        room.answer(OWNER, "m2")
        room.answer(DUE, "back")
        room.answer(OWNER, "?")
        assert "returns to what was asked before of it" in plain(room.answer(OWNER, "m4"))
        room.answer(DUE, "2023-01-31")
        room.answer(WHAT, "skip")
        assert "Condition 2 of 2" in plain(room.answer(OWNER, "quit"))
        assert room.ended() == 0
    assert "Still without owner and date: 2." in plain(room.seen)
    assert not list(found.root.rglob("actions.yaml"))
