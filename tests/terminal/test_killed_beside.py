"""Does a command that is killed leave the old files or the new ones, whenever that is?

A row for each command that writes: add yours. It runs on a small round, killed at one write point after the other; what
stands there afterwards is what stood there before, or what the command would have left, and the command run again
leaves just that.
"""

import os
import shutil
from itertools import count
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("processes are forked, and killed by a signal", allow_module_level=True)

import tiny
from build import function, sheet, stages
from killing import killed_at, left_behind
from pbp_assess.cli.app import run

POLICY = {
    "min_answers": 1,
    "stages": stages("shadow", documents="seen", conditions=1),
    "functions": [
        function("grants", {"shadow": "GOV1=2 FIN1=1"}, documents=[{"id": "policy", "name": "Policy"}]),
    ],
}
AGREE = "moderate GOV1 --level 2 --sectors all --reason agreed --evidence minutes"
NOTE = "evidence add policy --seen-by team --valid-until 2030-01-31"
RECORD = "evidence record FIN1 --level 1 --document letter --checked-by team"
THEME = "theme add winter --heard several"
ACTION = "action add Terms --id write-terms --owner gp --due 2023-01-31"
TARGET = "target add GOV1=3 --by 2023-03-31"
DECISION = "decision add grants --outcome granted --by board --id board"

# What is run: the command, and those before it that nobody kills.
COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (AGREE, ()),
    ("moderate GOV1 --level 1 --sectors icb --reason again --dissent 1 --replace", (AGREE,)),
    ("moderate --undo", (AGREE,)),
    (NOTE, ()),
    ("evidence add policy --verified-by audit", (NOTE,)),
    ("evidence add report --criterion GOV2 --seen-by team", (NOTE, RECORD)),
    ("evidence remove policy", (NOTE,)),
    (RECORD, (NOTE,)),
    ("evidence remove FIN1 --record", (RECORD,)),
    (THEME, ()),
    ("theme change winter --heard most", (THEME,)),
    ("theme release winter", (THEME,)),
    ("theme remove winter", (THEME,)),
    (ACTION, ()),
    ("action change write-terms --due 2023-02-28", (ACTION,)),
    ("action done write-terms", (ACTION,)),
    ("action reopen write-terms", (ACTION, "action done write-terms")),
    ("action remove write-terms", (ACTION,)),
    ("action from-conditions --owner gp --due 2023-01-31", (NOTE, RECORD, ACTION)),
    (TARGET, (ACTION,)),
    ("target remove GOV1", (ACTION, TARGET)),
    (DECISION, ()),
    ("decision add grants --outcome handed-back --by place", (DECISION,)),
    ("decision remove board", (DECISION,)),
    ("round exclude GOV2 --reason elsewhere", ()),
    ("panel add Nurse:primary_care", ()),
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round with two sheets in it."""
    place = tiny.workspace(
        tmp_path_factory.mktemp("small") / "work", tiny.questions(readiness=POLICY), aims={"grants": "shadow"}
    )
    for leader in ("director", "gp"):
        tiny.put(place, sheet(leader, "GOV1=1 GOV2=3 FIN1=2"))
    return place.root


@pytest.mark.parametrize(("command", "before"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_killed_at_every_write_point(
    command: str, before: tuple[str, ...], start: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def copy(name: str) -> Path:
        return Path(shutil.copytree(tmp_path / "old", tmp_path / name))

    def ran(root: Path, words: str) -> int:
        return run([*words.split(), "--as-of", "2022-12-09", "-C", str(root)])

    shutil.copytree(start, tmp_path / "old")
    for words in before:
        assert ran(tmp_path / "old", words) == 0, capsys.readouterr().err
    assert ran(copy("new"), command) == 0, capsys.readouterr().err
    old, new = left_behind(tmp_path / "old"), left_behind(tmp_path / "new")
    assert old != new
    for number in count(1):
        root = copy(str(number))
        code = killed_at(number, [*command.split(), "--as-of", "2022-12-09", "-C", str(root)])
        there = left_behind(root)
        assert there in (old, new)
        if code == 0:
            break
        assert code == -9
        if there == old:
            assert ran(root, command) == 0, capsys.readouterr().err
            assert left_behind(root) == new
        shutil.rmtree(root)
    assert there == new
    assert number > 8, "there are more write points than that"
