"""Does the shipped example become a workspace of one's own, and nothing else?"""

import shutil
from pathlib import Path

import pytest

from pbp_assess.problems import ConflictError
from pbp_assess.workspace.demo import copy_example, free_for_example
from shell import files

ROOT = Path(__file__).parents[2]


def test_it_holds_the_example_the_matrices_and_the_schemas(tmp_path: Path) -> None:
    found = copy_example(tmp_path / "a" / "b")
    assert found.root == tmp_path / "a" / "b"
    copied = files(found.root)
    for part in ("assessments", "matrices", "docs/schema"):
        assert {name for name in copied if name.startswith(f"{part}/")} == {
            f"{part}/{name}" for name in files(ROOT / part)
        }
    for name, data in copied.items():
        assert data == (ROOT / name).read_bytes()
    assert {name.partition("/")[0] for name in copied} == {"assessments", "matrices", "docs", "pbp-assess.yaml"}


def test_a_workspace_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "pbp-assess.yaml").write_text("schema: pbp-assess/workspace/1\n", encoding="utf-8")
    before = files(tmp_path)
    assert copy_example(tmp_path).root == tmp_path
    assert files(tmp_path) == before


def test_what_is_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x").touch()
    for name in ("file", "folder"):
        with pytest.raises(ConflictError):
            free_for_example(tmp_path / name)


def test_a_copy_that_was_cut_short_is_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(OSError, match="No space left"):
        copy_example(tmp_path / "x")
    assert not (tmp_path / "x" / "pbp-assess.yaml").exists()
