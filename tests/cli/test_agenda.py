"""Does `agenda` say what there is to talk about, to whom it may, and write it where it belongs?"""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from pbp_assess.core.disclosure import Audience
from pbp_assess.report import wording
from pbp_assess.workspace.layout import Workspace
from shell import LATER, PLACE, Shell, files, leader_ids

ROOT = Path(__file__).parents[2]
FOLDER = f"reports/{PLACE}/{LATER}"
OPENING = "Oxfordshire, round 2024-25-q1, as of 2024-06-14: "


@pytest.fixture(autouse=True)
def _stood_in(example: Workspace) -> None:
    """Every test stands in a copy of the example."""


def headings(out: str) -> list[str]:
    """The lines that begin a question."""
    return [line for line in out.splitlines() if re.match(r"(\d\d:\d\d  )?\d+\. ", line)]


def test_the_questions_are_said_in_order_with_why_and_what_to_ask(shell: Shell) -> None:
    ran = shell("agenda")
    assert ran.code == 0
    assert ran.out.startswith(f"{OPENING}partnership copy\n{wording.ILLUSTRATIVE}\nToday we need to talk about ")
    first = headings(ran.out)[0]
    assert first == "1. General practice as partner (12 minutes). Two opposing views."
    for said in ("It is needed for: Local GP schemes", "\n   Needed: Developing: “", "\n   Ask: ", "\n   To settle: "):
        assert said in ran.out
    assert ran.out.rstrip().endswith(wording.ICB_DECIDES)
    assert "Next: pbp-assess agenda --format html,sheets writes it" in ran.err


def test_fewer_minutes_leave_questions_out_and_say_which(shell: Shell) -> None:
    out = shell("agenda", "--minutes", "14", "--start", "9:05").out
    assert headings(out) == ["09:05  1. General practice as partner (12 minutes). Two opposing views."]
    assert "Could be agreed by e-mail: Open-book finance; " in out
    assert "Together 12 minutes of 14, until 09:17. 2 minutes are left for what runs over." in out


def test_an_agreed_level_takes_its_question_off(shell: Shell, example: Workspace) -> None:
    before = headings(shell("agenda").out)
    path = example.round_folder(PLACE, LATER) / "moderation.yaml"
    text = path.read_text("utf-8")
    agreed = text[text.index("  COM2:") :]
    path.write_text(text.rstrip("\n") + "\n" + agreed.replace("COM2:", "CAR4:"), encoding="utf-8")
    after = shell("agenda").out
    assert len(headings(after)) == len(before) - 1
    assert "on two a level is agreed already" in after
    assert "General practice as partner" in after[after.index("A level has been agreed already") :]


# --- who may see what -------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [Audience.PARTNERSHIP, Audience.PUBLIC])
def test_no_shared_copy_names_anybody(
    shell: Shell, example: Workspace, audience: Audience, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pbp_assess.cli.console.is_terminal", lambda _: True)
    register = _register(tmp_path, example)
    shared = ("--audience", audience)
    printed = shell("agenda", *shared, "--register", str(register)).out + shell("agenda", *shared, "--json").out
    assert shell("agenda", *shared, "--format", "md,html,sheets").code == 0
    whole = printed + "".join(path.read_text("utf-8") for path in Path(FOLDER).glob("agenda*"))
    assert "Calls to make" not in whole
    assert not re.search("|".join(leader_ids(example.root)), whole)
    assert "Person number" not in whole
    assert '"disagreement"' not in whole


def _register(folder: Path, example: Workspace) -> Path:
    """A name for everybody, outside the workspace."""
    people = "".join(f"  {leader}: {{name: Person number {place}}}\n" for place, leader in
                     enumerate(sorted(leader_ids(example.root))))  # fmt: skip
    path = folder / "names.yaml"
    path.write_text(f"schema: pbp-assess/register/1\nleaders:\n{people}", encoding="utf-8")
    return path


def test_the_facilitator_is_told_whom_to_call_by_name_on_the_terminal_alone(
    shell: Shell, example: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("agenda", "--audience", "facilitator", "--register", str(_register(tmp_path, example)))
    piped = shell(*words).out
    assert "Calls to make before the day\n" in piped
    assert "(Acute trust chief executive): stands alone on " in piped
    assert "Person number" not in piped
    monkeypatch.setattr("pbp_assess.cli.console.is_terminal", lambda _: True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert re.search(r"Person number \d+, acute-trust-chief-executive-2 \(", " ".join(shell(*words).out.split()))
    assert shell(*words, "--format", "md,html,sheets").code == 0
    assert "Person number" not in "".join(path.read_text("utf-8") for path in Path(FOLDER).glob("agenda*"))
    assert "stands alone on" in Path(FOLDER, "agenda-facilitator.md").read_text("utf-8")


# --- files ------------------------------------------------------------------------------------------


def test_the_formats_are_written_beside_the_report_and_twice_the_same(shell: Shell) -> None:
    words = ("agenda", "--format", "sheets,html,md", "--start", "13:30")
    ran = shell(*words)
    assert ran.out.splitlines() == [f"{FOLDER}/{name}" for name in ("agenda.md", "agenda.html", "agenda-sheets.html")]
    first = files(Path(FOLDER))
    shell(*words)
    assert files(Path(FOLDER)) == first
    assert b"| 1. General practice as partner | 13:30 | 12 | Two opposing views |" in first["agenda.md"]


def test_a_dry_run_writes_nothing_and_a_pipe_gets_one_format(shell: Shell, example: Workspace) -> None:
    before = files(example.root)
    ran = shell("agenda", "--format", "md,html", "--dry-run")
    assert (ran.code, ran.out.splitlines()) == (0, [f"{FOLDER}/agenda.md", f"{FOLDER}/agenda.html"])
    assert shell("agenda", "--format", "md", "-o", "-").out.startswith("# Oxfordshire: what to talk about in 90 ")
    assert files(example.root) == before


@pytest.mark.parametrize("audience", Audience)
def test_json_is_as_its_schema_says(shell: Shell, audience: Audience) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "agenda.schema.json").read_text("utf-8"))
    whole = json.loads(shell("agenda", "--json", "--minutes", "20", "--audience", audience).out)
    jsonschema.validate(whole, schema)


def test_json_holds_every_question_once(shell: Shell) -> None:
    whole = json.loads(shell("agenda", "--json", "--minutes", "20", "--audience", "facilitator").out)
    assert (whole["schema"], whole["minutes"], whole["of"]) == ("pbp-assess/agenda/1", 20, 41)
    listed = [item["criterion"] for part in ("today", "left_out", "by_email", "nobody_gave_a_level")
              for item in whole[part]]  # fmt: skip
    assert len({*listed, *whole["agreed_already"], *whole["no_discussion"]}) == 41
    first = whole["today"][0]
    assert (first["criterion"], first["after"], first["disagreement"], first["waiting"]) == (
        "CAR4", 0, "7/18", ["primary_care_local"],
    )  # fmt: skip


def test_slides_have_one_for_each_question_and_are_not_made_of_the_facilitators_copy(shell: Shell) -> None:
    from pptx import Presentation

    assert shell("agenda", "--format", "pptx,docx").out.split() == [f"{FOLDER}/agenda.docx", f"{FOLDER}/agenda.pptx"]
    titles = [slide.shapes.title.text for slide in Presentation(f"{FOLDER}/agenda.pptx").slides]
    assert "1. General practice as partner" in titles
    ran = shell("agenda", "--format", "pptx", "--audience", "facilitator")
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--minutes", "-5"), "--minutes is how long"),
        (("--minutes", "soon"), "--minutes"),
        (("--start", "half past one"), "--start needs a time written HH:MM"),
        (("--start", "25:00"), "--start needs a time written HH:MM"),
        (("--format", "odt"), "--format is one of md, html, docx, pptx, sheets"),
        (("--format", ","), "--format is one of md, html, docx, pptx, sheets"),
        (("--json", "--format", "md"), "leave --format out"),
        (("--format", "md,html", "-o", "-"), "takes one format"),
    ],
)
def test_what_cannot_be_meant_is_refused(shell: Shell, words: tuple[str, ...], said: str) -> None:
    ran = shell("agenda", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("columns", [60, 120])
def test_on_a_terminal_it_keeps_to_the_window(shell: Shell, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr("pbp_assess.cli.console.is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    assert max(map(len, shell("agenda", "--audience", "facilitator").out.splitlines())) <= columns


def test_before_anybody_has_answered_there_is_nothing_to_compare(shell: Shell, example: Workspace) -> None:
    for path in (example.round_folder(PLACE, LATER) / "scores").glob("*.yaml"):
        path.unlink()
    ran = shell("agenda")
    assert ran.code == 0
    assert headings(ran.out) == []
    assert "Today nothing needs to be talked about; on 40 nobody gave a level; on one a level is agreed" in ran.out
    assert "Common purpose; Outcomes and measures; " in ran.out
    assert "; and 34 more.\n" in ran.out
