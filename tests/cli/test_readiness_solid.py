"""Does `readiness` say how solid results are, what would need to be in place, and what if, to whom it may?"""

import json

import pytest

from pbp_assess.report import wording
from pbp_assess.report.wording import solid as words
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, SOUGHT, Shell, files, leader_ids, replaced, squeezed

WITH_CONDITIONS, NOT_YET, CANNOT_SAY, READY = SOUGHT
FACILITATOR = ("--audience", "facilitator")


# --- --solid --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("example")
def test_solid_has_a_row_and_sentences_for_each_function_sought(shell: Shell) -> None:
    ran = shell("readiness", "--solid")
    assert ran.code == 0
    assert ran.out.startswith("Oxfordshire, round 2024-25-q1, as of 2024-06-14: partnership copy\n")
    said = squeezed(ran.out)
    assert said.count(words.FIRM) == said.count(words.CLOSE_CALL) == 2
    assert "The same answer in all 17 other ways of counting." in said
    assert "It changes if only the private answers count, or if 3 in 4 leaders must see it." in said
    assert said.endswith(wording.ICB_DECIDES)
    assert f"Next: pbp-assess readiness --path {WITH_CONDITIONS}\n" in ran.err


@pytest.mark.usefixtures("example")
def test_the_facilitator_is_told_who_and_how_many(shell: Shell) -> None:
    out = shell("readiness", "--solid", "--function", CANNOT_SAY, *FACILITATOR).out
    assert "    - without county-council: not met\n" in out
    assert "would change this: that of place-director, " in squeezed(out)
    assert "One answer on the other side of the level needed would change this" in out
    assert READY not in out


@pytest.mark.parametrize("audience", ["partnership", "public"])
@pytest.mark.parametrize(
    "words",
    [("--solid",), ("--solid", "--json"), ("--path", NOT_YET), ("--path", NOT_YET, "--json"), ("--what-if", "COM3=2")],
    ids=" ".join,
)
def test_shared_copies_name_nobody(shell: Shell, example: Workspace, words: tuple[str, ...], audience: str) -> None:
    ran = shell("readiness", *words, "--audience", audience)
    assert ran.code == 0
    assert not [leader for leader in leader_ids(example.root) if leader in ran.out + ran.err]
    assert "county-council" not in ran.out
    assert " step" not in ran.out


@pytest.mark.usefixtures("example")
def test_another_stage_may_be_looked_at(shell: Shell) -> None:
    found = json.loads(
        shell("readiness", "--solid", "--function", READY, "--stage", "full", "--json", *FACILITATOR).out
    )
    assert [(entry["id"], entry["stage"]) for entry in found["functions"]] == [(READY, "full")]
    assert len(json.loads(shell("readiness", "--solid", "--all", "--json").out)["functions"]) == 10


@pytest.mark.usefixtures("example")
def test_the_paper_for_a_function_says_it_too(shell: Shell) -> None:
    out = shell("report", "function", CANNOT_SAY, "--format", "md", "--output", "-", "--audience", "public").out
    assert f"- {words.CLOSE_CALL}\n- The same answer in at least 12 of 17 other ways of counting." in out
    assert "if those who would hold the function are left out is not shown" in out


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("options", [("--solid",), ("--path", NOT_YET), ("--what-if", "COM3=2")], ids=" ".join)
def test_on_a_terminal_it_keeps_to_the_window(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setattr("pbp_assess.cli.console.is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    out = shell("readiness", *options, *FACILITATOR).out
    assert max(map(len, out.splitlines())) <= 80


# --- --path ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("example")
def test_path_has_the_phrases_and_for_the_facilitator_the_steps(shell: Shell) -> None:
    ran = shell("readiness", "--path", NOT_YET, *FACILITATOR)
    said = squeezed(ran.out)
    assert "side by side”, true of the whole place (one step at least)" in said
    assert "one step in all is the least that would pass every share needed." in said
    assert "That alone would not do: Risk and gain share: “Main terms are written" in said
    assert "What the functions sought wait for" in said
    assert "Next: pbp-assess readiness --what-if FIN1=2,FIN3=2\n" in ran.err


@pytest.mark.usefixtures("example")
def test_path_of_a_function_that_is_ready(shell: Shell) -> None:
    ran = shell("readiness", "--path", READY, *FACILITATOR)
    assert "Every test is met: nothing would have to change." in ran.out
    assert "Next: pbp-assess readiness --solid\n" in ran.err


@pytest.mark.usefixtures("example")
def test_path_of_a_function_that_is_not_sought(shell: Shell) -> None:
    found = json.loads(shell("readiness", "--path", "medicines", "--json").out)
    assert [entry["id"] for entry in found["functions"]] == ["medicines"]
    assert {function for each in found["unlocking"] for function in each["functions"]} <= set(SOUGHT)


# --- --what-if ------------------------------------------------------------------------------------


def test_what_if_shows_today_and_then_and_writes_nothing(shell: Shell, example: Workspace) -> None:
    before = files(example.root)
    ran = shell("readiness", "--what-if", "COM3=2, FIN3=2")
    assert ran.code == 0
    said = squeezed(ran.out)
    assert "- COM3, Voluntary sector as partner: Developing: “An umbrella body is paid" in said
    assert "- FIN3, Risk and gain share: Developing: “Main terms are written" in said
    assert words.SUPPOSED_ONLY in ran.err
    assert files(example.root) == before


@pytest.mark.usefixtures("example")
def test_what_if_counts_a_level_as_agreed_and_a_record_as_recorded(shell: Shell) -> None:
    found = json.loads(shell("readiness", "--what-if", "COM3=2,FIN1=2,FIN3=2,CAR4=2", "--json").out)
    assert found["supposed"] == {"COM3": 2, "FIN1": 2, "FIN3": 2, "CAR4": 2}
    assert [entry["today"]["status"] for entry in found["functions"]] == [
        "ready_with_conditions",
        "developing",
        "insufficient_evidence",
        "ready",
    ]
    assert {entry["then"]["status"] for entry in found["functions"]} == {"ready"}
    lower = json.loads(shell("readiness", "--what-if", "CAR4=0", "--function", CANNOT_SAY, "--json").out)
    assert [entry["then"]["status"] for entry in lower["functions"]] == ["developing"]
    assert lower["functions"][0]["missing"] == [{"test": "criterion", "subject": "CAR4", "outcome": "not met"}]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(("--what-if", "GOV2"), "--what-if takes criteria and levels such as GOV2=3,FIN4=3", id="no level"),
        pytest.param(("--what-if", "GOV2=3,"), "--what-if takes criteria and levels", id="nothing after the comma"),
        pytest.param(("--what-if", "GOV2=high"), "--what-if takes criteria and levels", id="no number"),
        pytest.param(("--what-if", "GOV2=9"), "GOV2=9: the levels are 0 to 4", id="off the scale"),
        pytest.param(("--what-if", "GOV2=1,GOV2=2"), "--what-if names GOV2 twice", id="twice"),
        pytest.param(
            ("--what-if", "gov22=1"),
            "no criterion 'gov22' in the matrix of this round; did you mean GOV2?",
            id="unknown",
        ),
        pytest.param(("--what-if", "GOV2=1", "--solid"), "--solid and --what-if are two questions", id="two questions"),
        pytest.param(("--solid", "--require", "partial"), "--require is about the result as it stands", id="require"),
        pytest.param(("--path", READY, "--function", READY), "--path names its own function", id="path and function"),
        pytest.param(("--path", "nothing"), "no function 'nothing' in the partnership copy", id="no such function"),
    ],
)
def test_what_is_refused(shell: Shell, options: tuple[str, ...], said: str) -> None:
    ran = shell("readiness", *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in squeezed(ran.err)


def test_what_is_taken_out_cannot_be_supposed(shell: Shell, example: Workspace) -> None:
    path = example.round_folder(PLACE, LATER) / "round.yaml"
    replaced(path, "aims:\n", "excluded:\n  GOV2:\n    reason: no board\naims:\n")
    ran = shell("readiness", "--what-if", "GOV2=3")
    assert (ran.code, "GOV2 is taken out of this round for everyone" in ran.err) == (2, True)


def test_what_a_pulse_did_not_ask_cannot_be_supposed(shell: Shell, example: Workspace) -> None:
    path = example.round_folder(PLACE, LATER) / "round.yaml"
    replaced(path, "opened:", "kind: pulse\ncriteria: [GOV1]\nopened:")
    for sheet in (example.round_folder(PLACE, LATER) / "scores").iterdir():
        sheet.unlink()
    ran = shell("readiness", "--what-if", "COM3=3")
    assert (ran.code, "COM3 is not asked in this pulse, so no level can be supposed" in ran.err) == (2, True)
    assert "--what-if FIN3=2\n" in shell("readiness", "--path", NOT_YET).err, "and is not proposed: a record may be"


@pytest.mark.usefixtures("example")
def test_the_first_round_too(shell: Shell) -> None:
    said = squeezed(shell("readiness", "--solid", "--round", FIRST).out)
    assert said.count(words.FIRM) == 4
