"""Are levels agreed at a real terminal, each on the disk before the next question, and undone again?"""

import os
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import agreeing
from pbp_assess.workspace.layout import Workspace
from shell import files
from typist import CTRL_C, CTRL_D, Typist, plain

LEVEL, REASON, SECTORS, SHOWN, HANDS = (
    "? for help: ",
    "Why this level? ",
    "(Enter: icb",
    "What shows it? ",
    "not counted): ",
)
DISSENT, NAMED = "did not agree? ", "named? (Enter: nobody): "


@pytest.fixture
def found(tmp_path: Path) -> Workspace:
    return agreeing.workspace(tmp_path / "work")


def sitting(found: Workspace, *words: str) -> Typist:
    return Typist("moderate", *words, "--as-of", agreeing.TODAY, cwd=found.root)


def agree(room: Typist, level: str) -> str:
    """A level with all that belongs to it; what was shown before the next question."""
    for prompt, line in (
        (LEVEL, level),
        (REASON, "Talked through"),
        (SECTORS, ""),
        (SHOWN, "the minutes"),
        (HANDS, ""),
    ):
        room.answer(prompt, line)
    room.answer(DISSENT, "0")
    return plain(room.wait_for(LEVEL))


def test_a_whole_sitting(found: Workspace) -> None:
    before = files(found.root)
    with sitting(found) as room:
        first = plain(room.wait_for(LEVEL))
        assert "Levels agreed stand beside the private answers, which never change." in first
        assert "GOV2  GOV2" in first
        assert "Waiting for it: pool" in first
        room.type("?")
        assert "take the level agreed out" in plain(room.answer(LEVEL, "2"))
        room.answer(REASON, "We looked at both wards")
        room.answer(SECTORS, "all")
        room.answer("What shows it? (needed) ", "two letters")
        room.answer(HANDS, "2=4 3=1")
        room.answer("(needed; 0 will do) ", "1")
        room.answer(NAMED, "m5")
        room.answer("noted? (Enter: nothing): ", "Not for carers")
        second = plain(room.wait_for(LEVEL))
        assert "GOV2: 2, Level 2: GOV2 as at level 2. Agreed and saved." in second
        assert "Counting only the private answers" in second
        there = agreeing.moderation(found).agreed["GOV2"]
        assert (there.level, there.revote, there.dissent, there.evidence) == (2, {2: 4, 3: 1}, 1, "two letters")
        assert [(one.leader, one.words) for one in there.dissenters] == [("m5", "Not for carers")]
        room.type("GOV2")
        assert 'Agreed on 2022-12-14: 2, Level 2: GOV2 as at level 2. Enter leaves it, "clear"' in " ".join(
            plain(room.answer(LEVEL, "quit")).split()
        )
        assert room.ended() == 0
        assert f"1 level agreed. Saved in {agreeing.MODERATION}" in plain(room.seen)
    after = files(found.root)
    assert {name for name in after if before.get(name) != after[name]} == {agreeing.MODERATION}


def test_it_goes_on_where_it_was_left(found: Workspace) -> None:
    with sitting(found) as room:
        agree(room, "2")
        room.type("quit")
        assert room.ended() == 0
    with sitting(found) as room:
        assert "GOV1  GOV1" in plain(room.wait_for(LEVEL))


@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 0)])
def test_what_was_agreed_is_there_however_it_ends(found: Workspace, key: str, code: int) -> None:
    with sitting(found) as room:
        agree(room, "2")
        room.answer("", "3")
        room.wait_for(REASON)
        assert room.ended_by(lambda: room.type(key, "")) == code
        assert "1 level agreed." in plain(room.seen)
    assert agreeing.moderation(found).agreed.keys() == {"GOV2"}


def test_one_question_alone_and_taken_out_again(found: Workspace) -> None:
    with sitting(found, "GOV1") as room:
        for prompt, line in (
            (LEVEL, "1"),
            (REASON, "As seen"),
            (SECTORS, "icb"),
            (SHOWN, ""),
            (HANDS, ""),
            (DISSENT, ""),
        ):
            room.answer(prompt, line)
        assert room.ended() == 0
    assert agreeing.moderation(found).agreed["GOV1"].sectors_present == ("icb",)
    with sitting(found, "GOV1") as room:
        room.answer(LEVEL, "clear")
        assert "the level agreed is taken out" in plain(room.answer(LEVEL, "quit"))
        assert room.ended() == 0
    assert agreeing.moderation(found).agreed == {}


def test_a_level_that_cannot_be_saved_is_said_and_those_before_it_stay(found: Workspace) -> None:
    with sitting(found) as room:
        agree(room, "2")
        path = found.root / agreeing.MODERATION
        path.write_text(path.read_text().replace("GOV2:", "GOV1:"))
        room.answer("", "3")
        for prompt, line in ((REASON, "r"), (SECTORS, ""), (SHOWN, "e"), (HANDS, ""), (DISSENT, "")):
            room.answer(prompt, line)
        assert room.ended() == 2
        assert "The last level is not saved; those before it are" in plain(room.seen)
    assert agreeing.moderation(found).agreed["GOV1"].level == 2
