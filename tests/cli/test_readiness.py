"""Does `readiness` say how ready each function is, for whom it may, and end with the code a pipeline relies on?"""

import json
import re

import pytest

from pbp_assess.core.disclosure import Audience
from pbp_assess.report import wording
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, SOUGHT, Shell, leader_ids, replaced, squeezed

HOME = f"assessments/{PLACE}"
WITH_CONDITIONS, NOT_YET, CANNOT_SAY, READY = SOUGHT


# --- what it shows --------------------------------------------------------------------------------


@pytest.mark.usefixtures("example")
def test_a_row_for_each_function_sought_and_the_sentences_that_go_with_it(shell: Shell) -> None:
    ran = shell("readiness")
    assert ran.code == 0
    assert ran.out.startswith("Oxfordshire, round 2024-25-q1, as of 2024-06-14: partnership copy\n")
    assert [name for name in re.findall(r"^(\w+): ", ran.out, re.MULTILINE) if name in SOUGHT] == list(SOUGHT)
    for said in ("Ready with one", "Not yet ready", "Not enough answers", "one cannot be said", "could change this"):
        assert said in ran.out
    assert ran.out.count("cannot change this") == 3
    *_, illustrative, private, agreed, who_decides = ran.out.splitlines()
    assert illustrative == wording.ILLUSTRATIVE
    assert private.startswith("Counting only the private answers, one of the four functions sought is ready")
    assert agreed.startswith("With what was agreed on the day, two of the four functions sought are ready")
    assert who_decides == wording.ICB_DECIDES
    assert f"Next: pbp-assess readiness --function {WITH_CONDITIONS} --explain, or pbp-assess report\n" in ran.err


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_on_a_terminal_it_keeps_to_the_window_and_its_ids_whole(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setattr("pbp_assess.cli.console.is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    for words in (("readiness",), ("readiness", "--function", NOT_YET), ("readiness", "--explain"), ("status",)):
        out = shell(*words).out
        assert max(map(len, out.splitlines())) <= columns
    assert all(f" {name}: " in shell("readiness").out for name in SOUGHT)


@pytest.mark.usefixtures("example")
def test_one_function_is_shown_with_what_would_need_to_be_in_place(shell: Shell) -> None:
    out = shell("readiness", "--function", NOT_YET).out
    assert WITH_CONDITIONS not in out
    assert "what would need to be in place\n  - Open-book finance: “" in out
    assert shell("readiness", "--function", READY).out.count("in place") == 0
    both = shell("readiness", "--function", NOT_YET, "--function", READY).out
    assert NOT_YET in both
    assert READY in both


def test_all_shows_every_function_of_the_matrix(shell: Shell, example: Workspace) -> None:
    out = shell("readiness", "--all").out
    text = (example.round_folder(PLACE, LATER) / "matrix.yaml").read_text("utf-8")
    functions = re.findall(r"^    - id: (\w+)$", text, re.MULTILINE)
    assert len(functions) == 10
    assert [name for name in re.findall(r"^(\w+): ", out, re.MULTILINE) if name in functions] == functions
    assert "Prescribing and best use of medicines: Was ready, is not now.\n" in out


@pytest.mark.usefixtures("example")
def test_another_stage_may_be_judged(shell: Shell) -> None:
    shadow = squeezed(shell("readiness", "--function", READY, "--stage", "shadow").out)
    full = squeezed(shell("readiness", "--function", READY, "--stage", "full").out)
    assert "This is not the stage sought. For the stages that the round seeks:" in full
    assert "not the stage sought" not in shell("readiness", "--function", READY, "--stage", "partial").out
    assert "sees and advises" in shadow
    assert "decides and manages" in full
    assert "Not yet ready" in full


def test_explain_prints_every_finding_with_its_line_in_the_matrix(shell: Shell, example: Workspace) -> None:
    out = shell("readiness", "--function", NOT_YET, "--explain").out
    head, how, *_ = out.splitlines()
    assert head.endswith("(the Oxfordshire place committee decides within limits): Not yet ready")
    assert how.startswith(
        "On the private answers alone: not yet ready. With what was agreed on the day: not yet ready."
    )
    findings = re.findall(r"^  (Met|Not met|Cannot say yet)\. (.+)\n    (\S+):(\d+):(\d+)$", out, re.MULTILINE)
    assert [outcome for outcome, *_ in findings].count("Not met") == 2
    assert len(findings) > 20
    for _, sentence, file, line, column in findings:
        assert file == f"{HOME}/{LATER}/matrix.yaml"
        there = (example.root / file).read_text("utf-8").splitlines()[int(line) - 1][int(column) - 1 :]
        assert there
        if " leaders see it" in sentence:
            assert re.match(r"\d\b", there), "the level that the gate asks for"
    assert any("5 of 10 leaders see it at that level or higher; 6 are needed." in said for _, said, *_ in findings)
    assert out.rstrip().endswith(wording.ICB_DECIDES)


@pytest.mark.usefixtures("example")
def test_explain_names_who_has_taken_a_condition_on(shell: Shell) -> None:
    out = shell("readiness", "--function", WITH_CONDITIONS, "--explain").out
    assert "\n    Condition: Pay the umbrella body to bring the sector's view. Owner: County council chief exec" in out


def test_a_condition_that_nobody_has_taken_on_is_warned_of(shell: Shell, example: Workspace) -> None:
    assert "warning" not in shell("readiness").err
    (example.root / HOME / "actions.yaml").unlink()
    ran = shell("readiness")
    assert ran.code == 0
    assert "a condition has no owner and no date" in ran.err


def test_where_answers_are_lacking_more_are_needed_first(shell: Shell, example: Workspace) -> None:
    """Bounds on the answers given say nothing yet: never "cannot change this"."""
    for leader in ("gp-lead-north", "gp-lead-south", "vcse-chief-executive", "healthwatch-director"):
        example.sheet_path(PLACE, LATER, leader).unlink()
    out = shell("readiness", "--function", CANNOT_SAY).out
    assert "more are needed" in out
    assert "cannot change" not in out
    explained = shell("readiness", "--function", CANNOT_SAY, "--explain").out
    assert "More answers are needed first" in explained
    assert "cannot change" not in explained


@pytest.mark.usefixtures("example")
def test_the_first_round_is_judged_on_its_own_closing_day(shell: Shell) -> None:
    ran = shell("readiness", "--round", FIRST)
    assert ran.code == 0
    assert ran.out.startswith("Oxfordshire, round 2022-23-q3, as of 2022-12-09: partnership copy\n")


@pytest.mark.usefixtures("example")
def test_old_answers_are_not_enough_to_say(shell: Shell) -> None:
    assert shell("readiness", "--function", READY, "--require", "partial", "--as-of", "2025-06-30").code == 5
    assert shell("readiness", "--function", READY, "--require", "partial", "--as-of", "2024-12-31").code == 0


# --- for whom -------------------------------------------------------------------------------------

WAYS = (("readiness",), ("readiness", "--all"), ("readiness", "--explain"), ("readiness", "--json"))


@pytest.mark.parametrize("audience", ["partnership", "public"])
@pytest.mark.parametrize("words", WAYS, ids=" ".join)
def test_shared_copies_name_nobody(shell: Shell, example: Workspace, words: tuple[str, ...], audience: str) -> None:
    ran = shell(*words, "--audience", audience)
    assert ran.code == 0
    assert not [leader for leader in leader_ids(example.root) if leader in ran.out + ran.err]


@pytest.mark.usefixtures("example")
def test_only_the_facilitator_sees_a_lone_voice_and_the_sectors(shell: Shell) -> None:
    explained = {who: shell("readiness", "--explain", "--audience", who).out for who in Audience}
    assert "11 of 11 leaders see it" in explained[Audience.FACILITATOR]
    assert "5 of 5 required sectors were heard" in explained[Audience.FACILITATOR]
    for who in (Audience.PARTNERSHIP, Audience.PUBLIC):
        assert "At least 10 of 11 leaders see it" in explained[who]
        assert " 11 of 11 leaders see it" not in explained[who]
        assert "Enough of the five required sectors were heard" in explained[who]


@pytest.mark.usefixtures("example")
def test_the_public_copy_holds_what_is_sought_and_no_more(shell: Shell) -> None:
    ran = shell("readiness", "--all", "--audience", "public")
    assert "as of 2024-06-14: public copy\n" in ran.out
    assert "medicines" not in ran.out
    refused = shell("readiness", "--function", "medicines", "--audience", "public")
    assert (refused.code, refused.out) == (2, "")
    assert "no function 'medicines' in the public copy of this round" in refused.err


def test_the_workspace_may_say_for_whom_copies_are_made(shell: Shell, example: Workspace) -> None:
    replaced(example.marker, "place: oxfordshire", "place: oxfordshire\naudience: facilitator")
    assert ": facilitators' copy: not to be passed on\n" in shell("readiness").out
    assert ": public copy\n" in shell("readiness", "--audience", "public").out


# --- exit codes -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 0),
        (("--require", "shadow"), 0),
        (("--require", "partial"), 1),
        (("--require", "partial", "--allow-conditions"), 1),
        (("--require", "full"), 1),
        (("--require", "partial", "--function", READY), 0),
        (("--require", "partial", "--function", NOT_YET), 1),
        (("--require", "partial", "--function", WITH_CONDITIONS), 1),
        (("--require", "partial", "--function", WITH_CONDITIONS, "--allow-conditions"), 0),
        (("--require", "partial", "--function", CANNOT_SAY), 5),
        (("--require", "partial", "--function", CANNOT_SAY, "--function", READY), 5),
        (("--require", "partial", "--function", CANNOT_SAY, "--function", NOT_YET), 1),
        (("--require", "partial", "--stage", "partial", "--function", READY), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_require_ends_with_yes_no_or_not_enough(shell: Shell, words: tuple[str, ...], code: int) -> None:
    assert shell("readiness", *words).code == code
    assert shell("readiness", "--json", *words).code == code
    assert shell("readiness", "--explain", *words).code == code


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--function", "bcf_s57"),
            "no function 'bcf_s57' in the partnership copy of this round; did you mean bcf_s75?",
        ),
        (("--stage", "partly"), "no stage 'partly' in vcse_prevention; did you mean partial? (there is shadow, part"),
        (("--require", "partly"), "did you mean partial?"),
        (("--allow-conditions",), "--allow-conditions goes with --require STAGE"),
        (("--require", "partial", "--stage", "full"), "--require partial judges against partial"),
        (("--round", "2024"), "no round '2024'"),
        (("--place", "nowhere"), "no place 'nowhere'"),
        (("--as-of", "2024-01-01"), "round 2024-25-q1 opened on 2024-05-13: --as-of 2024-01-01 lies before it"),
    ],
)
def test_what_cannot_be_answered_is_no_verdict(shell: Shell, words: tuple[str, ...], said: str) -> None:
    ran = shell("readiness", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_round_that_seeks_nothing_is_no_pass(shell: Shell, example: Workspace) -> None:
    path = example.round_folder(PLACE, LATER) / "round.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^aims:\n(?:  .+\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")
    ran = shell("readiness", "--require", "shadow")
    assert (ran.code, ran.out) == (2, "")
    assert (
        "the round seeks no function, so there is nothing to judge; name one with --function, or use --all" in ran.err
    )
    everything = shell("readiness", "--all")
    assert everything.code == 0
    assert "functions sought" not in everything.out
    assert everything.out.endswith(f"{wording.ICB_DECIDES}\n")
    assert "sees and advises" in shell("readiness", "--function", "medicines").out


@pytest.mark.usefixtures("example")
def test_json_is_the_whole_result_of_the_copy(shell: Shell) -> None:
    ran = shell("readiness", "--json", "--function", READY)
    told = json.loads(ran.out)
    assert ran.err == ""
    assert told["schema"].startswith("pbp-assess/")
    assert told["method"] == "1"
    assert json.loads(shell("readiness", "--json", "--audience", "public").out) != told
    assert shell("readiness", "--json").out == ran.out, "whatever is shown, the result is one"
