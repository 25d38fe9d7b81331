"""Is every acknowledged answer on the disk when the interview is killed, whenever that is?

An answer is acknowledged once something else has been shown. SIGKILL leaves no time to tidy up.
"""

import os
import random
import time
from itertools import count
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import tiny
from build import ROUND
from killing import HOOK
from pbp_assess.cli.app import run
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.reading import read_round
from typist import PATIENCE, EndedError, Typist

FEW = {"GOV1": 3, "GOV2": 2, "FIN1": 1}
MANY = {f"GOV{number}": number % 5 for number in range(1, 21)}
PROMPT = "? for help: "
SHARES = 4


def interview(
    place: Workspace, answers: dict[str, int], first: str = "", delay: float | None = None
) -> tuple[int, int]:
    """Answer until the end or the kill, which comes so many seconds after the first prompt.

    How many answers were acknowledged, and the exit code.
    """
    acknowledged, until = -1, float("inf")
    with Typist("score", "director", cwd=place.root, first=first) as leader:
        try:
            for line in [*map(str, answers.values()), "check", "done"]:
                prompt = "or done: " if line == "done" else PROMPT if line != "check" else "\n> "
                leader.wait_for(prompt, max(0.0, min(until - time.monotonic(), PATIENCE)))
                acknowledged = min(acknowledged + 1, len(answers))
                until = until if delay is None or until < float("inf") else time.monotonic() + delay
                leader.type(line)
            return acknowledged, leader.ended(max(0.0, min(until - time.monotonic(), PATIENCE)))
        except TimeoutError:
            assert delay is not None, leader.seen[-400:]
            leader.process.kill()
        except EndedError:
            pass
        return max(acknowledged, 0), leader.process.wait()


def on_disk(place: Workspace) -> dict[str, int]:
    """What the sheet holds, which must be faultless like every other file."""
    opened = read_round(place, tiny.PLACE, ROUND)
    assert opened.problems == ()
    return tiny.answers(place) if tiny.sheet_path(place).exists() else {}


def nothing_lost(place: Workspace, answers: dict[str, int], acknowledged: int) -> None:
    """The acknowledged answers are there, and at most one more; and the next session is not held up."""
    there = on_disk(place)
    assert there == dict(list(answers.items())[: len(there)])
    assert acknowledged <= len(there) <= acknowledged + 1
    assert run(["score", "director", "-C", str(place.root), "--set", "GOV2=0"]) == 0
    assert on_disk(place) == {**there, "GOV2": 0}


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_every_write_point(tmp_path: Path, share: int) -> None:
    for number in count(share + 1, SHARES):
        place = tiny.workspace(tmp_path / str(number))
        acknowledged, code = interview(place, FEW, HOOK.format(number=number))
        nothing_lost(place, FEW, acknowledged)
        if code == 0:
            break
        assert code == -9
    assert number > 40, "there are more write points than that"


@pytest.fixture(scope="module")
def duration(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How many seconds the answers take on this computer."""
    place = tiny.workspace(tmp_path_factory.mktemp("measured") / "work", tiny.questions(" ".join(MANY)))
    start = time.monotonic()
    assert interview(place, MANY) == (len(MANY), 0)
    whole = time.monotonic() - start
    start = time.monotonic()
    assert interview(place, {}) == (0, 0)
    return whole - (time.monotonic() - start)


@pytest.mark.parametrize("seed", range(50))
def test_killed_after_a_while(tmp_path: Path, seed: int, duration: float) -> None:
    place = tiny.workspace(tmp_path, tiny.questions(" ".join(MANY)))
    acknowledged, _ = interview(place, MANY, delay=duration * random.Random(seed).uniform(0, 1.1))
    nothing_lost(place, MANY, acknowledged)
