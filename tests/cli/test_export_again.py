"""Do answers that went out as a table come in again as the same answers?"""

from pathlib import Path

import pytest

import build
import hostile
import tiny
from pbp_assess.core.assessment import Scoresheet
from pbp_assess.formats.documents import load
from pbp_assess.formats.survey.wording import remark
from pbp_assess.workspace.layout import Workspace
from shell import LATER, PLACE, Shell, files

FORMATS = ("csv", "xlsx")
RISKY = ("=1+1", "+44 20", "- a list", "@home", "'=quoted", "''-", "＝1", "plain, with a comma; and more", 'say "yes"')
REMARKS = [*RISKY, *(remark(text) for text in hostile.TEXTS)]


@pytest.fixture
def reopened(shell: Shell, example: Workspace) -> Workspace:
    """The example with its last round open, so that answers can come in."""
    assert shell("round", "reopen", "--reason", "answers come in again").code == 0
    return example


def exported(shell: Shell, format_: str, folder: Path) -> str:
    """The answers in a file outside the workspace."""
    path = str(folder / f"answers.{format_}")
    assert shell("export", "answers", "--audience", "facilitator", "--format", format_, "--output", path).code == 0
    return path


def sheets(folder: Path) -> dict[str, Scoresheet]:
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        loaded = load(Scoresheet, path.read_bytes(), path.name)
        assert loaded.model is not None
        found[path.stem] = loaded.model
    return found


@pytest.mark.parametrize("format_", FORMATS)
def test_over_what_is_there_they_change_nothing(
    shell: Shell, reopened: Workspace, tmp_path: Path, format_: str
) -> None:
    path, before = exported(shell, format_, tmp_path), files(reopened.root)
    ran = shell("import", path, "--no-input")
    assert ran.code == 0, ran.err
    assert "Nothing new: no sheet changed." in ran.err
    assert files(reopened.root) == before


@pytest.mark.parametrize("format_", FORMATS)
def test_where_nothing_is_they_are_the_same_again(
    shell: Shell, reopened: Workspace, tmp_path: Path, format_: str
) -> None:
    folder = reopened.scores_folder(PLACE, LATER)
    path, before = exported(shell, format_, tmp_path), sheets(folder)
    for filed in folder.glob("*.yaml"):
        filed.unlink()
    ran = shell("import", path, "--no-input")
    assert ran.code == 0, ran.err
    again = sheets(folder)
    assert again.keys() == before.keys()
    for leader, sheet in before.items():
        assert {name: sheet.answer(name) for name in sheet.scores} == {
            name: again[leader].answer(name) for name in sheet.scores
        }
        assert (again[leader].answers, set(again[leader].choose)) == (sheet.answers, set(sheet.choose))
        assert again[leader].answered_by == sheet.answered_by


@pytest.mark.parametrize("format_", FORMATS)
def test_whatever_was_remarked_is_the_same_again(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    """Every remark as a note, a reason, evidence and words, each on a criterion of its own."""
    names = " ".join(f"Q{number}" for number, _ in enumerate(REMARKS))
    workspace = tiny.workspace(tmp_path / "place", tiny.questions(names))
    monkeypatch.chdir(workspace.root)
    scores = {
        f"Q{number}": {"state": "declined", "note": text, "reason": text, "evidence": [" ".join(text.split())]}
        for number, text in enumerate(REMARKS)
    }
    said = {"leader": "director", "scores": scores, "answers": {"well": "\n".join(RISKY), "way": RISKY[0]}}
    before = Scoresheet.model_validate({"schema": "pbp-assess/scoresheet/1", "round": build.ROUND, **said})
    tiny.put(workspace, before)
    path = exported(shell, format_, tmp_path)
    tiny.sheet_path(workspace).unlink()
    ran = shell("import", path, "--no-input")
    assert ran.code == 0, ran.err
    assert tiny.read(workspace) == before
