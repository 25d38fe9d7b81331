"""Do the `matrix` commands show every matrix at hand, and the schema of every kind of file?"""

import json
from pathlib import Path

import pytest

from pbp_assess.cli.matrix import FileKind
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import KINDS, load
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.matrices import matrix_ids
from shell import Shell, replaced

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside every workspace, stood in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shipped(name: str) -> Matrix:
    loaded = load(Matrix, (ROOT / "matrices" / f"{name}.yaml").read_bytes(), name)
    assert loaded.model is not None
    return loaded.model


def test_list_names_the_shipped_ones_anywhere(shell: Shell) -> None:
    ran = shell("matrix", "list")
    assert ran.code == 0
    assert "Next: pbp-assess matrix show MATRIX\n" in ran.err
    for name, figures in (("place-partnership", "8        41        0 to 4  10"), ("integrated-care-twelve", "none")):
        assert figures in next(line for line in ran.out.splitlines() if line.startswith(name))


def test_list_adds_the_workspaces_own_and_survives_a_faulty_one(shell: Shell, example: Workspace) -> None:
    own = example.matrix_path("our-own")
    own.write_bytes((ROOT / "matrices" / "integrated-care-twelve.yaml").read_bytes())
    replaced(own, "id: integrated-care-twelve", "id: our-own")
    assert "our-own  " in shell("matrix", "list").out
    replaced(own, "scale:", "scael:")
    ran = shell("matrix", "list")
    assert ran.code == 0
    assert "has faults" in ran.out
    assert "place-partnership" in ran.out
    shown = shell("matrix", "show", "our-own")
    assert (shown.code, shown.out) == (2, "")
    assert "error[PBP201]" in shown.err


@pytest.mark.parametrize("name", matrix_ids(None))
def test_show_prints_everything_a_matrix_asks(shell: Shell, name: str) -> None:
    matrix = shipped(name)
    ran = shell("matrix", "show", name)
    assert (ran.code, ran.err) == (0, "")
    said = " ".join(ran.out.split())
    for criterion in matrix.criteria:
        assert f"{criterion.id} {criterion.name}" in ran.out
        for level, phrase in criterion.levels.items():
            assert f"    {level} {' '.join(phrase.split())}\n" in ran.out
    for question in matrix.open_questions:
        assert " ".join(question.question.split()) in said
    for function in matrix.readiness.functions if matrix.readiness else ():
        assert f"  {function.id}: {function.name}" in ran.out
        for document in function.documents:
            assert f"    document: {document.name}\n" in ran.out


def test_show_says_which_level_a_function_needs(shell: Shell) -> None:
    out = shell("matrix", "show").out
    function = out.partition("  bcf_s75: ")[2]
    assert "    partial: level 2 on GOV1" in function


def test_an_unknown_matrix_is_refused_with_what_was_meant(shell: Shell) -> None:
    ran = shell("matrix", "show", "place-partnershp")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean place-partnership?" in ran.err
    assert shell("matrix", "show", "../secrets").code == 2


def test_there_is_a_schema_for_every_kind_of_file(shell: Shell) -> None:
    assert {kind.value for kind in FileKind} == KINDS.keys()
    for kind in FileKind:
        ran = shell("matrix", "schema", kind)
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out)["$id"] == f"urn:pbp-assess:schema:{kind}:1"
        assert ran.out == (ROOT / "docs" / "schema" / f"{kind}.schema.json").read_text("utf-8")


def test_an_unknown_kind_of_file_is_refused(shell: Shell) -> None:
    ran = shell("matrix", "schema", "matrices")
    assert (ran.code, ran.out) == (2, "")
    assert "'matrices' is not one of 'matrix', 'place'" in ran.err


def test_matrix_alone_says_what_it_can_do(shell: Shell) -> None:
    ran = shell("matrix", "--help")
    assert ran.code == 0
    for sub in ("list", "show", "schema"):
        assert f"  {sub} " in ran.out
