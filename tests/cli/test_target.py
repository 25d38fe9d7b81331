"""Are levels wanted by a day kept, and told as met, not due yet or missed?"""

from pathlib import Path
from typing import Any

import pytest

import following
from agreeing import TODAY
from build import ROUND
from following import ACTIONS
from pbp_assess.core.records import Actions
from pbp_assess.workspace.layout import Workspace
from shell import Ran, Shell, files


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    found = following.workspace(tmp_path / "work")
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def target(shell: Shell) -> Shell:
    return lambda *words: shell("target", *words, "--as-of", TODAY)


def targets(found: Workspace) -> list[tuple[str, int, str]]:
    there: list[Any] = list(following.read(found, Actions).targets)
    assert {one.round for one in there} <= {ROUND}
    return [(one.criterion, one.level, str(one.due)) for one in there]


def stands(ran: Ran) -> dict[str, str]:
    """Where each level wanted stands, by question."""
    lines = [line for line in ran.out.splitlines() if line.endswith(ROUND)]
    words = ("met", "missed", "not due yet", "cannot say")
    return {line.split()[0]: next(word for word in words if f" {word} " in line) for line in lines}


def test_levels_are_wanted_by_a_day_again_changes_them_and_taken_out(found: Workspace, target: Shell) -> None:
    before = files(found.root)
    ran = target("add", "gov1=2,GOV2=3", "FIN1=1", "--by", "2023-03-31")
    assert ran.code == 0, ran.err
    assert "GOV1: wanted by 2023-03-31: 2, Level 2: GOV1 as at level 2 (level used now: 1)" in ran.out
    assert "GOV2: wanted by 2023-03-31: 3, Level 3: GOV2 as at level 3\n" in ran.out
    assert {name for name, data in files(found.root).items() if before.get(name) != data} == {ACTIONS}
    assert target("add", "GOV1=3", "--by", "2023-03-31").code == 0
    assert target("add", "GOV1=4", "--by", "2024-03-31").code == 0
    day, later = "2023-03-31", "2024-03-31"
    assert targets(found) == [("GOV2", 3, day), ("FIN1", 1, day), ("GOV1", 3, day), ("GOV1", 4, later)]
    assert "GOV1: level 4, wanted by 2024-03-31, is taken out." in target("remove", "gov1", "--by", later).out
    assert target("remove", "GOV1").code == 0
    assert targets(found) == [("GOV2", 3, day), ("FIN1", 1, day)]


@pytest.mark.usefixtures("found")
def test_each_is_told_as_it_stands_on_a_day(target: Shell, shell: Shell) -> None:
    assert "No level is wanted" in target("list").out
    assert target("add", "GOV1=2", "GOV2=1", "FIN1=2", "--by", "2022-12-14").code == 0
    assert target("add", "GOV1=1", "--by", "2022-12-31").code == 0
    assert stands(target("list")) == {"GOV1": "met", "GOV2": "not due yet", "FIN1": "not due yet"}
    late = shell("target", "list", "--as-of", "2022-12-15", "--fail")
    assert late.code == 1
    assert stands(late) == {"GOV1": "met", "GOV2": "cannot say", "FIN1": "missed"}
    lines = [line.split() for line in late.out.splitlines() if line.startswith("GOV1")]
    assert [("missed" in line, "met" in line) for line in lines] == [(True, False), (False, True)]


def test_a_dry_run_writes_nothing(found: Workspace, target: Shell) -> None:
    assert target("add", "GOV1=2", "--by", "2023-03-31").code == 0
    before = files(found.root)
    for words in (("add", "GOV2=2", "--by", "2023-03-31"), ("remove", "GOV1")):
        assert "Nothing was written." in target(*words, "-n").out
    assert files(found.root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "GOV1=2"), ("--by",)),
        (("add", "GOV1=2", "--by", "spring"), ("--by needs a calendar date",)),
        (("add", "GOV1", "--by", "2023-03-31"), ("NAME=VALUE",)),
        (("add", "GOV1=two", "--by", "2023-03-31"), ("a level is a number",)),
        (("add", "GOV1=9", "--by", "2023-03-31"), ("level 9 is not on the scale",)),
        (("add", "GOV9=2", "--by", "2023-03-31"), ("no criterion 'GOV9'",)),
        (("add", "GOV1=2", "GOV1=3", "--by", "2023-03-31"), ("names GOV1 twice",)),
        (("remove", "GOV1"), ("no target for 'GOV1'", "FIN1")),
        (("remove", "FIN1", "--by", "2023-04-01"), ("no level of FIN1 is wanted by 2023-04-01",)),
    ],
)
def test_what_is_refused(found: Workspace, target: Shell, words: tuple[str, ...], said: tuple[str, ...]) -> None:
    assert target("add", "FIN1=2", "--by", "2023-03-31").code == 0
    before = files(found.root)
    ran = target(*words)
    assert (ran.code, ran.out) == (2, "")
    for text in said:
        assert text in ran.err
    assert files(found.root) == before
