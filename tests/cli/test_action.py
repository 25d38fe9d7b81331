"""Does everything that follows have an owner and a date, and do conditions become actions in one step?"""

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import following
from agreeing import TODAY
from build import ROUND
from following import ACTIONS
from hostile import TEXTS
from pbp_assess.core.records import Actions
from pbp_assess.workspace.layout import Workspace
from shell import Ran, Shell, files, refused

TERMS = ("add", "Write the terms", "--owner", "m2", "--due", "2023-01-31")
OVERDUE = ("add", "Send the papers", "--owner", "M3", "--due", "2022-12-12", "--criterion", "gov1")


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    found = following.workspace(tmp_path / "work")
    monkeypatch.chdir(found.root)
    return found


@pytest.fixture
def action(shell: Shell) -> Shell:
    return lambda *words: shell("action", *words, "--as-of", TODAY)


def actions(found: Workspace) -> list[Any]:
    return list(following.read(found, Actions).actions)


# --- taken on, changed, done ----------------------------------------------------------------------


def test_an_action_is_taken_on_changed_done_opened_again_and_taken_out(found: Workspace, action: Shell) -> None:
    before = files(found.root)
    ran = action(*TERMS)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("write-the-terms: Write the terms. m2, by 2023-01-31: open.\n")
    assert f"Saved in {ACTIONS}" in ran.out
    assert {name for name, data in files(found.root).items() if before.get(name) != data} == {ACTIONS}
    (there,) = actions(found)
    assert (there.owner, there.due, there.status, there.round) == ("m2", date(2023, 1, 31), "open", ROUND)
    assert "by 2023-02-28: open" in action("change", "write-the-terms", "--due", "2023-02-28", "--owner", "m4").out
    assert actions(found)[0].owner == "m4"
    ran = action("done", "write-the-terms", "--date", "2022-12-13", "--shown-by", "The paper")
    assert "done on 2022-12-13." in ran.out
    assert (actions(found)[0].status, actions(found)[0].shown_by) == ("done", "The paper")
    refused(action("done", "write-the-terms"), "was done already on 2022-12-13")
    assert "open." in action("reopen", "write-the-terms").out
    refused(action("reopen", "write-the-terms"), "write-the-terms is open")
    assert action("remove", "write-the-terms").out.startswith("Taken out: write-the-terms: Write the terms. m4")
    assert actions(found) == []


def test_what_it_is_about_is_kept_and_checked(found: Workspace, action: Shell) -> None:
    about = ("--function", "grants", "--document", "terms", "--shown-by", "The signed paper", "--id", "paper")
    assert action(*TERMS, *about).code == 0
    assert "For grants and terms." in action("change", "paper", "--what", "Sign").out
    refused(action(*TERMS, "--function", "grant"), "no function 'grant'", "did you mean grants?")
    refused(action(*TERMS, "--document", "terms"), "needed by grants and pool", "--function")
    refused(action(*TERMS, "--function", "grants", "--document", "agreement"), "no document 'agreement'")
    assert action(*TERMS, "--document", "agreement").code == 0
    assert [(one.what, one.function, one.document) for one in actions(found)] == [
        ("Sign", "grants", "terms"),
        ("Write the terms", "pool", "agreement"),
    ]


def test_the_same_is_not_taken_on_twice(found: Workspace, action: Shell) -> None:
    assert action(*TERMS).code == 0
    refused(action(*TERMS), "taken on already, as write-the-terms, by 2023-01-31")
    refused(action("add", "Other", *TERMS[2:], "--id", "write-the-terms"), "there is an action write-the-terms already")
    assert action("done", "write-the-terms").code == 0
    assert action(*TERMS).code == 0, "what was done may be taken on again"
    assert [one.id for one in actions(found)] == ["write-the-terms", "write-the-terms-2"]


@pytest.mark.usefixtures("found")
def test_whoever_has_left_is_no_owner(action: Shell, shell: Shell) -> None:
    assert shell("panel", "remove", "m2", "--on", "2022-12-10").code == 0
    refused(action(*TERMS), "is not on the panel", "panel list")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "x", "--due", "2023-01-31"), ("--owner",)),
        (("add", "x", "--owner", "m1"), ("--due",)),
        (("add", "x", "--owner", "m1", "--due", ""), ("--due is needed",)),
        (("add", "x", "--owner", "m1", "--due", "soon"), ("--due needs a calendar date",)),
        (("add", "x", "--owner", "nobody", "--due", "2023-01-31"), ("is not on the panel",)),
        (("add", " ", "--owner", "m1", "--due", "2023-01-31"), ("what:",)),
        ((*TERMS, "--criterion", "GOV9"), ("no criterion 'GOV9'",)),
        (("change", "paper"), ("say what is to change",)),
        (("change", "papre", "--due", "2023-02-01"), ("no action 'papre'", "did you mean paper?")),
        (("done", "paper", "--date", "2022-12-15"), ("2022-12-15 is still to come",)),
        (("remove", "nothing"), ("no action 'nothing'",)),
        (("from-conditions", "nothing"), ("no function 'nothing'",)),
        (("from-conditions", "--owner", "m1"), ("--owner and --due go together",)),
    ],
)
def test_what_is_refused(found: Workspace, action: Shell, words: tuple[str, ...], said: tuple[str, ...]) -> None:
    assert action(*TERMS, "--id", "paper").code == 0
    before = files(found.root)
    refused(action(*words, "--no-input"), *said)
    assert files(found.root) == before


def test_a_dry_run_writes_nothing(found: Workspace, action: Shell) -> None:
    assert action(*TERMS, "--id", "paper").code == 0
    before = files(found.root)
    for words in (OVERDUE, ("done", "paper"), ("change", "paper", "--due", "2023-03-01"), ("remove", "paper")):
        ran = action(*words, "-n")
        assert ran.code == 0, ran.err
        assert "Nothing was written." in ran.out
    assert files(found.root) == before


def test_a_name_of_the_register_stays_out_and_finds_the_owner(found: Workspace, action: Shell, tmp_path: Path) -> None:
    register = tmp_path / "names.yaml"
    register.write_text("schema: pbp-assess/register/1\nleaders:\n  m1:\n    name: Ann Example\n")
    named = ("--register", str(register))
    refused(action("add", "Ask Ann Example", *TERMS[2:], *named), "by role")
    ran = action("add", "Ask", "--owner", "ann example", "--due", "2023-01-31", *named)
    assert ran.code == 0, ran.err
    assert "Ann" not in ran.out + ran.err
    assert actions(found)[0].owner == "m1"


@pytest.mark.parametrize("text", [text for text in TEXTS if not text.startswith("-")])
def test_hostile_words_are_inert(found: Workspace, action: Shell, text: str) -> None:
    ran = action("add", text, *TERMS[2:], "--id", "x")
    assert ran.code == 0, ran.err
    assert actions(found)[0].what == text.strip()
    for shown in (ran, action("list"), action("remove", "x")):
        assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(shown.out + shown.err)


# --- the list -------------------------------------------------------------------------------------


def rows(ran: Ran) -> list[list[str]]:
    """The first word of each row of the table, and where it stands."""
    lines = [line.split() for line in ran.out.splitlines() if ROUND in line.split()[-1:]]
    return [[words[0], next(word for word in words if word in {"open", "done", "overdue"})] for words in lines]


@pytest.mark.usefixtures("found")
def test_what_is_overdue_is_told_as_of_a_day(action: Shell, shell: Shell) -> None:
    assert "No action has been taken on yet." in action("list").out
    assert action(*TERMS, "--id", "terms").code == 0
    assert action(*OVERDUE, "--id", "papers").code == 0
    assert action("add", "Old", "--owner", "m1", "--due", "2022-12-10", "--id", "old").code == 0
    assert action("done", "old").code == 0
    ran = action("list")
    assert rows(ran) == [["papers", "overdue"], ["terms", "open"], ["old", "done"]]
    assert "1 action is overdue." in ran.out
    assert rows(action("list", "--open")) == [["papers", "overdue"], ["terms", "open"]]
    assert rows(action("list", "--overdue")) == [["papers", "overdue"]]
    status = shell("status", "--as-of", TODAY).out
    assert status.endswith("Overdue since 2022-12-12: Send the papers (papers; m3).\n")
    assert json.loads(shell("status", "--json", "--as-of", TODAY).out)["overdue"] == [
        {"action": "papers", "due": "2022-12-12"}
    ]
    early = shell("action", "list", "--as-of", "2022-12-11")
    assert rows(early) == [["old", "overdue"], ["papers", "open"], ["terms", "open"]]
    assert action("list", "--fail").code == 1
    assert action("done", "papers").code == 0
    assert action("list", "--fail").code == 0
    assert "There is no such action." in action("list", "--overdue").out


# --- conditions -----------------------------------------------------------------------------------


@pytest.fixture
def ready(found: Workspace, shell: Shell) -> Workspace:
    """`grants` is ready with one condition: GOV1 is used at 1, and 2 is needed."""
    for paper in ("policy", "terms"):
        words = ("evidence", "add", paper, "--function", "grants", "--seen-by", "team", "--as-of", TODAY)
        assert shell(*words).code == 0
    return found


def test_a_condition_becomes_an_action_in_one_step_and_once(ready: Workspace, action: Shell, shell: Shell) -> None:
    listed = action("list")
    assert "1 condition of a function sought has neither owner nor date." in listed.out
    assert "Next: pbp-assess action from-conditions" in listed.err
    ran = action("from-conditions", "--owner", "m4", "--due", "2023-03-31")
    assert ran.code == 0, ran.err
    assert "grants: Ready with one condition." in ran.out
    assert "pool: " in ran.out
    (there,) = actions(ready)
    assert (there.function, there.criterion, there.document, there.owner, there.due) == (
        "grants", "GOV1", None, "m4", date(2023, 3, 31),
    )  # fmt: skip
    assert there.what.startswith("GOV1: “GOV1 as at level 2”")
    report = shell("report", "outcome", "--as-of", TODAY, "--format", "md", "-o", "-").out
    assert "GOV1 as at level 2" in report
    again = action("from-conditions", "--owner", "m4", "--due", "2023-03-31")
    assert f"GOV1 is taken on already, as {there.id}: m4, by 2023-03-31." in again.out
    assert "No condition is left to be taken on." in again.out
    assert len(actions(ready)) == 1
    assert "neither owner" not in action("list").out


def test_one_condition_by_its_name(ready: Workspace, action: Shell) -> None:
    refused_ = (("FIN1=m1:2023-03-31", "no condition 'FIN1'"), ("GOV1=m1", "needs ID=OWNER:YYYY-MM-DD"))
    for typed, said in (*refused_, ("GOV1=m1:soon", "calendar date"), ("GOV1=who:2023-03-31", "is not on the panel")):
        ran = action("from-conditions", "--condition", typed)
        assert ran.code == 2, typed
        assert said in ran.err
    assert not (ready.root / ACTIONS).exists()
    assert action("from-conditions", "grants", "--condition", "gov1=M1:2023-03-31").code == 0
    assert [(one.owner, one.criterion) for one in actions(ready)] == [("m1", "GOV1")]


def test_without_input_nothing_is_asked(ready: Workspace, action: Shell) -> None:
    ran = action("from-conditions", "--no-input")
    assert ran.code == 2
    assert "--owner and --due" in ran.err
    assert not (ready.root / ACTIONS).exists()


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in lines).encode())))


def test_each_is_asked_for_until_it_can_be_read(
    ready: Workspace, action: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "nobody", "m5", "tomorrow", "", "2023-02-01", "Draft it")
    ran = action("from-conditions")
    assert ran.code == 0, ran.err
    assert "Condition 1 of 1, for grants" in ran.err
    assert "is not on the panel" in ran.err
    assert "calendar date" in ran.err
    assert "The date is needed" in ran.err
    assert [(one.what, one.owner, one.due) for one in actions(ready)] == [("Draft it", "m5", date(2023, 2, 1))]


@pytest.mark.parametrize(("lines", "code"), [(("",), 0), ((), 2), (("m5",), 2)])
def test_what_is_left_open_stays_open(
    ready: Workspace, action: Shell, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], code: int
) -> None:
    typed(monkeypatch, *lines)
    ran = action("from-conditions")
    assert ran.code == code
    assert "Still without owner and date: 1." in ran.out
    assert not (ready.root / ACTIONS).exists()
