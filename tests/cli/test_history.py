"""Does `history` show every round of a place, in words as well as bars?"""

import json

import pytest

from pbp_assess.core.disclosure import Audience
from pbp_assess.workspace.layout import Workspace
from shell import FIRST, LATER, PLACE, Shell, files, leader_ids

FOLDER = f"reports/{PLACE}/{LATER}"


def test_it_shows_areas_and_functions_round_by_round(shell: Shell, example: Workspace) -> None:
    before = files(example.root)
    ran = shell("history")
    assert ran.code == 0
    assert ran.out.startswith(f"Oxfordshire. Two rounds, from {FIRST} to {LATER}.\n")
    assert "Governance and accountability" in ran.out
    assert "▁█" in ran.out
    assert "0 of 5  5 of 5" in ran.out
    assert "Next: pbp-assess compare" in ran.err
    assert files(example.root) == before


@pytest.mark.usefixtures("example")
def test_with_a_round_it_ends_there(shell: Shell) -> None:
    ran = shell("history", "--round", FIRST)
    assert ran.out.startswith(f"Oxfordshire. One round so far, {FIRST}.\n")
    assert "Only one round has it" in ran.out
    assert shell("history", "--round", "2001-02-q1").code == 2


def test_it_writes_each_format(shell: Shell, example: Workspace) -> None:
    ran = shell("history", "--format", "md,html,docx,json,csv")
    assert ran.out.split() == [f"{FOLDER}/history.{ending}" for ending in ("md", "html", "docx", "json", "csv")]
    document = json.loads((example.root / FOLDER / "history.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in document["rounds"]] == [FIRST, LATER]
    assert shell("history", "--json").out == (example.root / FOLDER / "history.json").read_text(encoding="utf-8")
    assert "The areas, round by round" in (example.root / FOLDER / "history.md").read_text(encoding="utf-8")
    page = (example.root / FOLDER / "history.md").read_text(encoding="utf-8")
    assert "| Ready (sees and advises) | Ready (decides within limits) |" in page  # the stage sought rose
    public = shell("history", "--format", "csv", "--audience", "public")
    assert public.out == f"{FOLDER}/history-public.csv\n"


@pytest.mark.parametrize("audience", Audience)
def test_no_id_stands_in_it(shell: Shell, example: Workspace, audience: Audience) -> None:
    text = shell("history", "--audience", audience, "--format", "md", "-o", "-").out
    assert not [name for name in leader_ids(example.root) if name in text.split()]


def test_a_place_without_a_round_is_said_to_have_none(shell: Shell, example: Workspace) -> None:
    import shutil

    for label in (FIRST, LATER):
        shutil.rmtree(example.round_folder(PLACE, label))
    ran = shell("history")
    assert (ran.code, "oxfordshire has no round" in ran.err) == (2, True)
