"""Does `report KIND` make each kind for those who may have it, in every format, and nothing for anybody else?"""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from pbp_assess.cli.report_kinds import KINDS
from pbp_assess.report.wording import ICB_DECIDES
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, SOUGHT, Shell, files, leader_ids, replaced

FOLDER = f"reports/{PLACE}/{LATER}"
LEADER = "healthwatch-director"
SUBJECTS: Final = {"function": "bcf_s75", "leader": LEADER}
TYPED = [[kind, *([SUBJECTS[kind]] if kind in SUBJECTS else [])] for kind in KINDS if kind != "quarter"]
SHARED = [typed for typed in TYPED if not KINDS[typed[0]].own]
BRIEF = [typed for typed in TYPED if typed[0] != "day"]  # whose pictures take their time, and have tests of their own
OWN = [typed for typed in TYPED if KINDS[typed[0]].own]


def printed(shell: Shell, *words: str, format_: str = "md") -> str:
    ran = shell("report", *words, "--format", format_, "-o", "-")
    assert ran.code == 0, ran.err
    return ran.out


# --- files and formats ----------------------------------------------------------------------------


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_each_kind_is_written_beside_the_others_by_its_own_name(
    shell: Shell, example: Workspace, typed: list[str]
) -> None:
    before = files(example.root)
    ran = shell("report", *typed)
    stem = "-".join(typed)
    assert (ran.code, ran.out) == (0, f"{FOLDER}/{stem}.md\n{FOLDER}/{stem}.html\n")
    after = files(example.root)
    assert after.keys() - before.keys() == {f"{FOLDER}/{stem}.md", f"{FOLDER}/{stem}.html"}
    assert {name: after[name] for name in before} == before


@pytest.mark.usefixtures("example")
def test_several_formats_are_made_in_one_run(shell: Shell) -> None:
    ran = shell("report", "day", "--format", "json,pptx,docx,html,md")
    assert ran.out.split() == [f"{FOLDER}/day.{ending}" for ending in ("md", "html", "docx", "pptx", "json")]


@pytest.mark.usefixtures("example")
def test_the_same_report_has_the_same_bytes_in_every_format(shell: Shell, example: Workspace) -> None:
    first: dict[str, bytes] = {}
    for again in (False, True):
        for typed in BRIEF:
            shell("report", *typed, "--format", "md,html,docx")
        first = first or files(example.root / FOLDER)
        assert not again or files(example.root / FOLDER) == first


@pytest.mark.parametrize("typed", BRIEF, ids=" ".join)
def test_word_says_what_the_page_says(shell: Shell, example: Workspace, typed: list[str]) -> None:
    from docx import Document

    shell("report", *typed, "--format", "md,docx")
    stem = example.root / FOLDER / "-".join(typed)
    document = Document(str(stem.with_suffix(".docx")))
    headings = [
        one.text for one in document.paragraphs if one.style is not None and one.style.name.startswith("Heading")
    ]
    in_markdown = re.findall(r"^##+ (.*)$", stem.with_suffix(".md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [text.replace("\\", "") for text in in_markdown] == headings


# --- who may have it ------------------------------------------------------------------------------


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("kind", ["summary", "function"])
def test_what_goes_to_the_public_is_the_public_s_copy_unless_told_otherwise(shell: Shell, kind: str) -> None:
    typed = next(typed for typed in TYPED if typed[0] == kind)
    assert "Public copy" in printed(shell, *typed)
    assert "Partnership copy" in printed(shell, *typed, "--audience", "partnership")


def test_a_default_of_the_workspace_does_not_make_the_public_s_copy_another(shell: Shell, example: Workspace) -> None:
    replaced(example.marker, "schema: pbp-assess/workspace/1", "schema: pbp-assess/workspace/1\naudience: facilitator")
    assert "Public copy" in printed(shell, "summary")
    assert "Facilitators' copy" in printed(shell, "outcome")


@pytest.mark.usefixtures("example")
def test_a_copy_for_others_than_usual_carries_its_audience_in_its_name(shell: Shell) -> None:
    names = {
        ("summary", "partnership"): "summary-partnership.md",
        ("function bcf_s75", "facilitator"): "function-bcf_s75-facilitator.md",
        ("outcome", "partnership"): "outcome.md",
        ("leader healthwatch-director", "facilitator"): "leader-healthwatch-director.md",
    }
    for (typed, audience), name in names.items():
        assert shell("report", *typed.split(), "--audience", audience, "--format", "md").out == f"{FOLDER}/{name}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("leader", LEADER, "--audience", "partnership"), "there is no partnership copy of it"),
        (("leader", LEADER, "--audience", "public"), "report leader is a leader's own"),
        (("facilitator", "--audience", "partnership"), "report facilitator is the facilitators' own"),
        (
            ("outcome", "--audience", "public"),
            "report outcome is made for partnership and facilitator only: there is no",
        ),
        (("function",), "say which function: pbp-assess report function FUNCTION"),
        (("leader",), "say which leader: pbp-assess report leader LEADER"),
        (("function", "bcf"), "did you mean bcf_s75?"),
        (("function", "medicines"), f"does not seek medicines; it seeks {', '.join(SOUGHT)}"),
        (("leader", "nobody"), "asked in round"),
        (("summary", "bcf_s75"), "report summary is about the whole round"),
        (("leader", LEADER, "--format", "json"), "not made as json"),
        (("summary", "--format", "pptx"), "there are no slides of report summary"),
        (("summary", "--radar"), "--radar is for the day report"),
        (("summary", "--large-print", "--format", "md"), "--large-print is for pages"),
        (("day", "--reference", "pbp-assess.yaml"), "--reference is for Word files"),
    ],
)
def test_what_may_not_or_cannot_be_made_is_refused_in_one_line(
    shell: Shell, example: Workspace, words: tuple[str, ...], said: str
) -> None:
    before = files(example.root)
    ran = shell("report", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert files(example.root) == before


@pytest.mark.parametrize("typed", SHARED, ids=" ".join)
@pytest.mark.parametrize("format_", ["md", "html", "json"])
def test_shared_kinds_name_no_leader_by_id(shell: Shell, example: Workspace, typed: list[str], format_: str) -> None:
    for audience in KINDS[typed[0]].audiences:
        if audience != "facilitator":
            text = printed(shell, *typed, "--audience", audience, format_=format_)
            assert not [leader for leader in leader_ids(example.root) if leader in text]


@pytest.mark.usefixtures("example")
def test_a_remark_stands_in_its_author_s_own_sheet_and_nowhere_else(shell: Shell) -> None:
    remark = "Involve people before the options are written"
    assert remark in printed(shell, "leader", LEADER)
    for typed in TYPED:
        if typed[0] != "leader":
            assert remark not in printed(shell, *typed)
    assert remark not in printed(shell, "leader", "place-director")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("typed", SHARED, ids=" ".join)
@pytest.mark.parametrize("format_", ["md", "html"])
def test_every_shared_kind_names_who_decides(shell: Shell, typed: list[str], format_: str) -> None:
    assert ICB_DECIDES in printed(shell, *typed, format_=format_).replace("&#39;", "'")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("typed", OWN, ids=" ".join)
def test_what_is_one_reader_s_own_is_handed_over_with_a_warning(shell: Shell, typed: list[str]) -> None:
    assert "keep it out of shared folders" in shell("report", *typed).err


# --- the two rounds of the example ----------------------------------------------------------------


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("round_id", [FIRST, LATER])
def test_every_kind_of_both_rounds_counts_the_same(shell: Shell, round_id: str) -> None:
    where = ("--round", round_id)
    head = json.loads(printed(shell, "day", *where, format_="json"))["headline"]
    counts = [head["at_or_above"], head["below"], head["no_shared_view"]]
    assert sum(counts) == head["of"] == 41
    for kind in ("day", "summary"):
        sentence = next(line for line in printed(shell, kind, *where).splitlines() if "we have reached" in line)
        assert [1 if said == "one" else int(said) for said in re.findall(r"\bOn (\d+|one)\b", sentence)] == counts
    statuses = {
        line.split(" | ")[0]: line.split(" | ")[2]
        for line in printed(shell, "summary", *where).splitlines()
        if line.startswith("| ") and line.count(" | ") == 3
    }
    assert len(statuses) == 2 + len(SOUGHT)
    outcome = printed(shell, "outcome", *where).splitlines()
    for name, status in list(statuses.items())[2:]:
        row = next(line for line in outcome if line.startswith(name) and line.count(" | ") == 2)
        assert row.removesuffix(" |").endswith(status)


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("round_id", [FIRST, LATER])
def test_the_summary_of_the_example_can_be_read_aloud_in_two_minutes(shell: Shell, round_id: str) -> None:
    text = printed(shell, "summary", "--round", round_id)
    body = text[text.index("\n## ") : text.index("\n---\n")]
    read = [line for line in body.splitlines() if not line.startswith(("#", "**", "| ---"))]
    assert len(re.findall(r"[\w'’]+", " ".join(read))) <= 360


# --- names ----------------------------------------------------------------------------------------


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = tmp_path / "register.yaml"
    path.write_text(
        "schema: pbp-assess/register/1\nleaders:\n  children-services-director:\n    name: Ada Lovelace\n",
        encoding="utf-8",
    )
    return str(path)


def test_names_stand_in_the_facilitators_pages_only_outside_the_workspace(
    shell: Shell, example: Workspace, register: str, tmp_path: Path
) -> None:
    ran = shell("report", "facilitator", "--register", register)
    assert ran.code == 2
    assert "lies inside the workspace, where names do not belong" in ran.err
    assert not (example.root / FOLDER).exists()
    away = tmp_path / "away"
    assert shell("report", "facilitator", "--register", register, "-o", str(away), "--format", "md").code == 0
    assert "Ada Lovelace (Director of children's services)" in (away / "facilitator.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("example")
def test_a_register_that_merely_lies_ready_is_not_printed(
    shell: Shell, register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PBP_REGISTER", register)
    assert "Lovelace" not in printed(shell, "facilitator")
    assert "Director of children's services" in printed(shell, "facilitator")


@pytest.mark.usefixtures("example")
def test_a_leader_is_found_by_role_or_name_and_the_file_is_called_by_id(shell: Shell, register: str) -> None:
    by_name = shell("report", "leader", "Ada Lovelace", "--register", register, "--format", "md")
    assert by_name.out == f"{FOLDER}/leader-children-services-director.md\n"
    by_role = shell("report", "leader", "Healthwatch executive director", "--format", "md")
    assert by_role.out == f"{FOLDER}/leader-{LEADER}.md\n"


def test_while_a_round_is_open_the_facilitators_see_who_is_not_in_yet(shell: Shell, example: Workspace) -> None:
    path = example.round_folder(PLACE, LATER) / "round.yaml"
    text = re.sub(r"\nsealed:\n(?: +.*\n)+", "\n", path.read_text(encoding="utf-8"))
    path.write_text(re.sub(r"\nclosed: .*\n", "\n", text), encoding="utf-8")
    example.sheet_path(PLACE, LATER, LEADER).unlink()
    said = printed(shell, "facilitator", "--as-of", "2024-05-27")
    assert re.search(r"\| Healthwatch executive director \| asked( by \w+)? 14 days ago; nothing answered \|", said)
    assert "could you answer by 14 June 2024?" in said
