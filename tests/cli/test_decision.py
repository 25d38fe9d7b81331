"""Is what the ICB decided recorded in full, told with what is held, and never invented?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import agreeing
import following
from agreeing import TODAY
from build import ROUND
from following import DECISIONS
from hostile import TEXTS
from pbp_assess.core.records import Decided, Decisions
from pbp_assess.formats.documents import dump
from pbp_assess.workspace.layout import Workspace
from shell import Shell, files, refused

GRANTED = ("add", "grants", "--outcome", "granted", "--by", "ICB board")
TERMS = (
    *("--date", "2022-12-12", "--limits", "up to £100,000 each", "--holder", "the place committee"),
    *("--condition", "A register is kept", "--condition", "A lead is named", "--review", "2023-06-30"),
    *("--minutes", "December, item 9", "--note", "three voted against"),
)


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """With one trigger to hand `grants` back that a level pulls, and one for people."""
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    functions = [dict(one) for one in agreeing.POLICY["functions"]]
    functions[0]["hand_back"] = [{"when": "It slips", "criterion": "GOV1", "below": 2}, {"when": "People say so"}]
    monkeypatch.setitem(agreeing.POLICY, "functions", functions)
    found = following.workspace(tmp_path / "work")
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def decision(shell: Shell) -> Shell:
    return lambda *words: shell("decision", *words, "--as-of", TODAY)


def decisions(found: Workspace) -> list[Any]:
    return list(following.read(found, Decisions).decisions)


def test_a_decision_is_recorded_with_all_that_was_said_and_taken_out(found: Workspace, decision: Shell) -> None:
    before = files(found.root)
    ran = decision(*GRANTED, *TERMS)
    assert ran.code == 0, ran.err
    assert (
        "grants-2022-12-12: grants at partial, granted on 2022-12-12 by ICB board, on 2 conditions; to be reviewed on "
        "2023-06-30." in ran.out
    )
    assert {name for name, data in files(found.root).items() if before.get(name) != data} == {DECISIONS}
    (there,) = decisions(found)
    assert (there.outcome, there.stage, there.round, there.date) == (
        Decided.GRANTED, "partial", ROUND, date(2022, 12, 12),
    )  # fmt: skip
    assert (there.limits, there.holder, there.minutes) == (
        "up to £100,000 each", "the place committee", "December, item 9",
    )  # fmt: skip
    assert (there.conditions, there.review) == (("A register is kept", "A lead is named"), date(2023, 6, 30))
    assert decision("remove", there.id).out.startswith("Taken out: grants-2022-12-12: grants at partial, granted")
    assert decisions(found) == []


@pytest.mark.usefixtures("found")
def test_what_is_held_is_told_with_its_triggers_and_its_review(decision: Shell, shell: Shell) -> None:
    assert "No decision of the ICB has been recorded yet." in decision("list").out
    assert decision(*GRANTED, *TERMS).code == 0
    out = decision("list").out
    assert "grants. Held since 12 December 2022, by decision of ICB board: the place committee decides within" in out
    assert "It slips. Looked at in each round: GOV1, at an earlier level than Level 2" in out
    assert "So today: this is the time to talk about handing it back." in out
    assert "People say so. Whether it is so, people have to say." in out
    assert "To be reviewed on 30 June 2023." in out
    assert "three voted against" not in out + decision("list", "--audience", "public").out
    assert "Its review was due on 30 June 2023." in shell("decision", "list", "--as-of", "2023-06-30").out
    status = shell("status", "--as-of", "2023-06-30").out
    assert status.endswith("The ICB's decision on grants was to be reviewed by 2023-06-30.\n")
    assert "reviewed by" not in shell("status", "--as-of", "2023-06-29").out
    assert "Held since" not in shell("decision", "list", "--as-of", "2022-12-11").out
    report = shell("report", "outcome", "--as-of", TODAY, "--format", "md", "-o", "-").out
    assert "One function is held; one reason to hand back is met" in report
    assert "up to £100,000 each" in report


def test_what_is_handed_back_is_held_no_longer(found: Workspace, decision: Shell) -> None:
    back = ("add", "grants", "--outcome", "handed back", "--by", "the committee")
    refused(decision(*back), "grants is not held on 2022-12-14")
    assert decision(*GRANTED, "--date", "2022-12-12").code == 0
    ran = decision(*back)
    assert ran.code == 0, ran.err
    assert "Held since" not in decision("list").out
    assert [one.outcome for one in decisions(found)] == [Decided.GRANTED, Decided.HANDED_BACK]


def test_the_same_is_not_recorded_twice(found: Workspace, decision: Shell) -> None:
    assert decision(*GRANTED).code == 0
    refused(decision(*GRANTED, "--minutes", "item 9"), "noted already, as grants-2022-12-14")
    assert decision("add", "grants", "--outcome", "refused", "--stage", "full", "--by", "ICB board").code == 0
    assert [one.id for one in decisions(found)] == ["grants-2022-12-14", "grants-2022-12-14-2"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "grants", "--outcome", "granted"), ("--by",)),
        (("add", "grants", "--by", "ICB"), ("--outcome",)),
        (("add", "grants", "--outcome", "agreed", "--by", "ICB"), ("granted, refused, deferred, handed-back",)),
        (("add", "grant", *GRANTED[2:]), ("no function 'grant'", "did you mean grants?")),
        ((*GRANTED, "--stage", "half"), ("no stage 'half'", "shadow")),
        ((*GRANTED, "--date", "2022-12-15"), ("2022-12-15 is still to come",)),
        ((*GRANTED, "--date", "2022-11-01"), ("opened on 2022-11-07", "--round")),
        ((*GRANTED, "--review", "2022-12-01"), ("PBP354",)),
        ((*GRANTED, "--holder", "Riverside Partnership"), ("a partnership is no legal body",)),
        ((*GRANTED, "--holder", "example PLACE"), ("a partnership is no legal body",)),
        ((*GRANTED, "--condition", " "), ("conditions",)),
        (("remove", "grants"), ("no decision 'grants' in the decisions noted",)),
    ],
)
def test_what_is_refused(found: Workspace, decision: Shell, words: tuple[str, ...], said: tuple[str, ...]) -> None:
    before = files(found.root)
    refused(decision(*words, "--no-input"), *said)
    assert files(found.root) == before


def test_of_what_is_not_sought_the_stage_has_to_be_said(found: Workspace, decision: Shell) -> None:
    opened = agreeing.dossier(found).round
    path = found.root / agreeing.FOLDER / "round.yaml"
    path.write_text(dump(opened.model_copy(update={"aims": {}})), encoding="utf-8")
    refused(decision(*GRANTED), "does not seek grants", "--stage", "shadow, partial, full")
    assert decision(*GRANTED, "--stage", "shadow").code == 0


def test_a_dry_run_writes_nothing(found: Workspace, decision: Shell) -> None:
    assert decision(*GRANTED, "--id", "board").code == 0
    before = files(found.root)
    for words in (("add", "pool", *GRANTED[2:]), ("remove", "board")):
        assert "Nothing was written." in decision(*words, "-n").out
    assert files(found.root) == before


def test_a_name_of_the_register_stays_out(found: Workspace, decision: Shell, tmp_path: Path) -> None:
    register = tmp_path / "names.yaml"
    register.write_text("schema: pbp-assess/register/1\nleaders:\n  m1:\n    name: Ann Example\n")
    for option in ("--by", "--holder", "--limits", "--minutes", "--note", "--condition"):
        refused(decision(*GRANTED, option, "Ann Example", "--register", str(register)), option, "by role")
    assert not (found.root / DECISIONS).exists()


@pytest.mark.parametrize("text", [text for text in TEXTS if not text.startswith("-")])
def test_hostile_words_are_inert(found: Workspace, decision: Shell, text: str) -> None:
    ran = decision(*GRANTED, "--id", "x", f"--condition={text}", f"--limits={text}")
    assert ran.code == 0, ran.err
    assert decisions(found)[0].conditions == (text.strip(),)
    for shown in (ran, decision("list"), decision("remove", "x")):
        assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(shown.out + shown.err)
