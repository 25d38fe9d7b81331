"""Does `explain` lead every figure back to its counts, its rule and its line, as far as its audience may see?"""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from pbp_assess.report import wording
from pbp_assess.workspace.files import content_hash
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, SOUGHT, Shell, leader_ids, replaced

MATRIX = f"assessments/{PLACE}/{LATER}/matrix.yaml"
FACILITATOR = ("--audience", "facilitator")
_, NOT_YET, CANNOT_SAY, READY = SOUGHT


ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _stood_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written: every test stands in the example itself, unless it changes it."""
    monkeypatch.chdir(ROOT)


def pointed_at(out: str) -> list[str]:
    """The text of each line of the matrix that an explanation points at."""
    lines = Path(MATRIX).read_text("utf-8").splitlines()
    places = re.findall(rf"^ +{re.escape(MATRIX)}:(\d+):(\d+)$", out, re.MULTILINE)
    return [lines[int(line) - 1][int(column) - 1 :] for line, column in places]


# --- a question -------------------------------------------------------------------------------------


def test_a_question_is_led_back_to_counts_rule_threshold_and_line(shell: Shell) -> None:
    ran = shell("explain", "FIN1", *FACILITATOR)
    assert ran.code == 0
    for said in (
        "FIN1: Open-book finance\n  A question of the area Money and shared risk.\n",
        "What leaders answered\n  10 of 11 leaders asked gave a level.\n",
        "  Emerging: “Main budgets are shared once a year”, what most leaders see.\n",
        "    - At Developing (2) or above: 5 of 10; 3/5 of 10 needs 6: not reached\n",
        "    - At Emerging (1) or above: 10 of 10; 3/5 of 10 needs 6: reached\n",
        "  C = 1 - 2 x (average distance from the median, in levels) / 4 = 3/4; close from 3/4, mixed from 7/12",
        "  Two opposing views need three leaders or more at each end of the scale.\n",
        "Counting each sector equally, at Emerging or above\n",
        "Together: 1; by person 10 of 10.\n",
        "    Its weight: 1 x 1/4 (1 - C).\n",
        f"  {NOT_YET}: Better Care Fund and other pooled budgets with the council (decides within limits)\n",
        "Leaders who see it at this level or higher: required: 3/5 of 10, which is 6; observed: 5 of 10; not met\n",
        "Leaders who gave a level: required: 1/2 of 11, which is 6, and at least 4; observed: 10 of 11; met\n",
    ):
        assert said in ran.out
    assert ran.out.rstrip().endswith(wording.ICB_DECIDES)


def test_the_lines_pointed_at_hold_what_was_gone_by(shell: Shell) -> None:
    found = pointed_at(shell("explain", "FIN1", *FACILITATOR).out)
    assert found[0] == "id: FIN1"
    assert [text.split()[0] for text in found[1:7]] == ["3/5", "3/4", "2", "1/3", "1/10", "by:"]
    assert [text.split()[0].rstrip(",") for text in found[-3:]] == ["2", "1/2", "3/5"]


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("COM2", "Agreed on 20 June 2024: "),
        ("COM2", "A level has been agreed already, so that it is off the agenda."),
        ("FIN3", "A matter of fact: tests go by what a document shows, and by nothing that leaders say."),
        ("FIN3", "The document: outline principles; checked by place team on 11 June 2024."),
        ("PUR1", "It needs no discussion: leaders do not see it so differently, and nothing sought waits on it."),
        ("CAR4", "Item 1 of "),
        ("CAR4", "A shared view, or a level agreed on the day: cannot say yet"),
    ],
)
def test_where_the_level_comes_from_and_what_it_is_for_on_the_day(shell: Shell, topic: str, said: str) -> None:
    assert said in shell("explain", topic).out


def test_a_question_taken_out_says_why(shell: Shell, example: Workspace) -> None:
    path = example.round_folder(PLACE, LATER) / "round.yaml"
    path.write_text(path.read_text("utf-8") + "excluded:\n  PUR1:\n    reason: asked twice\n", encoding="utf-8")
    out = shell("explain", "PUR1").out
    assert "  Why it was taken out: asked twice\n" in out
    assert "It was taken out of this round." in out


# --- a function -------------------------------------------------------------------------------------


def test_a_function_is_told_test_by_test(shell: Shell) -> None:
    out = shell("explain", NOT_YET).out
    assert "The result: Not yet ready\n  21 of 23 tests met, 2 not met, 0 cannot be said yet.\n" in out
    assert "None of two shortfalls can become conditions; three conditions allowed.\n" in out
    assert "On the private answers alone: not yet ready. With what was agreed on the day: not yet ready.\n" in out
    assert out.count("\n  Met. ") == 21
    assert "3" in pointed_at(out)[1]
    assert "seen" in pointed_at(out)


def test_another_stage_than_the_one_sought(shell: Shell) -> None:
    out = shell("explain", READY, "--stage", "full").out
    assert "Explained here: decides and manages.\n" in out
    assert "The same tests need to be met in two full rounds running." in out
    out = shell("explain", "FIN1", "--stage", "full").out
    assert "community_services: " in out
    assert " (decides within limits)\n" not in out


def test_a_function_not_sought_is_told_at_its_next_stage_and_the_public_does_not_see_it(shell: Shell) -> None:
    out = shell("explain", "medicines").out
    assert "Not sought in this round." in out
    ran = shell("explain", "medicines", "--audience", "public")
    assert (ran.code, ran.out) == (2, "")


# --- who may see what -------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["partnership", "public"])
@pytest.mark.parametrize("topic", ["CAR4", "FIN1", "COM2", NOT_YET, CANNOT_SAY])
def test_shared_copies_hold_no_exact_figure_and_say_what_they_keep_back(
    shell: Shell, audience: str, topic: str
) -> None:
    out = (
        shell("explain", topic, "--audience", audience).out
        + shell("explain", topic, "--json", "--audience", audience).out
    )
    for hidden in ("C = 1 - 2", "median", "Its weight", "Together: ", "counted 2 times"):
        assert hidden not in out
    assert f"What this copy, for the {audience}, keeps back (" in out
    assert not re.search("|".join(leader_ids(ROOT)), out)


def test_the_public_is_told_no_counts_by_level(shell: Shell) -> None:
    out = shell("explain", "CAR4", "--audience", "public").out
    assert "How many chose each level is not shown in this copy." in out
    assert "three leaders" not in out


def test_the_facilitators_are_told_that_nothing_is_kept_back(shell: Shell) -> None:
    assert "Nothing: this is the facilitators' copy" in shell("explain", "CAR4", *FACILITATOR).out


# --- which is meant ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("topic", "begins"),
    [
        ("split", "split\n"),
        ("pbp 201", "PBP201"),
        ("fin1", "Oxfordshire"),
        ("Open-book  Finance", "Oxfordshire"),
        ("criterion:FIN1", "Oxfordshire"),
        (f"function:{NOT_YET}", "Oxfordshire"),
    ],
)
def test_a_word_is_a_code_a_term_a_question_or_a_function(shell: Shell, topic: str, begins: str) -> None:
    ran = shell("explain", topic)
    assert (ran.code, ran.out.startswith(begins)) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("splt",), "there is no entry for 'splt'; did you mean split?"),
        (("GOV22",), "there is no entry for 'GOV22'; did you mean GOV2?"),
        (("bcf_s57",), "there is no entry for 'bcf_s57'; did you mean bcf_s75?"),
        (("qqqq",), "there is no entry for 'qqqq'\n"),
        (("function:FIN1",), "there is no entry for 'function:FIN1'"),
        (("split", "--stage", "full"), "'split' is a code or a term of the glossary: leave --stage and --json out"),
        (("FIN1", "--stage", "ful"), "no stage 'ful' in the matrix of this round; did you mean full?"),
    ],
)
def test_what_means_nothing_is_said_with_what_was_probably_meant(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    ran = shell("explain", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_name_that_two_questions_share_asks_which_is_meant(shell: Shell, example: Workspace) -> None:
    path = example.round_folder(PLACE, FIRST) / "matrix.yaml"
    old = content_hash(path.read_bytes())
    replaced(path, "name: Shifting resources", "name: Open-book finance")
    replaced(path.parent / "round.yaml", old, content_hash(path.read_bytes()))
    ran = shell("explain", "open-book finance", "--round", FIRST)
    assert (ran.code, ran.out) == (2, "")
    assert "is more than one thing in this round; say criterion:FIN1 or criterion:FIN5" in ran.err


def test_outside_a_workspace_only_words_are_known(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert shell("explain", "split").code == 0
    ran = shell("explain", "FIN1")
    assert (ran.code, ran.out) == (2, "")
    assert "the questions and functions of a round are known in its workspace" in ran.err


def test_a_fault_in_the_round_is_told_unless_a_term_was_misspelt(shell: Shell, example: Workspace) -> None:
    path = example.round_folder(PLACE, LATER) / "evidence.yaml"
    path.write_text(path.read_text("utf-8") + "nonsense: true\n", encoding="utf-8")
    assert "PBP" in shell("explain", "FIN1").err
    assert "did you mean split?" in shell("explain", "splt").err


def test_json_holds_every_statement_with_its_line(shell: Shell) -> None:
    whole = json.loads(shell("explain", "FIN1", "--json").out)
    jsonschema.validate(whole, json.loads(Path("docs/schema/explanation.schema.json").read_text("utf-8")))
    assert (whole["schema"], whole["kind"], whole["id"]) == ("pbp-assess/explanation/1", "criterion", "FIN1")
    assert {"text": "FIN1: Open-book finance", "depth": 0} in whole["steps"]
    assert any(step.get("line", "").startswith(MATRIX) for step in whole["steps"])
