"""Are the same bytes read once, and every fault and line told of the file it stands in all the same?"""

from pathlib import Path

import pytest

import tiny
from pbp_assess.core.assessment import Place
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import dump
from pbp_assess.workspace import loading
from pbp_assess.workspace.loading import load_once, matrix_faults

LINE = b"# yaml-language-server: $schema=../docs/schema/matrix.schema.json\n"
SHIPPED = (Path(__file__).parents[2] / "matrices" / "place-partnership.yaml").read_bytes()


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    loading._faultless.cache_clear()
    loading._matrix_faults.cache_clear()


def test_copies_of_a_matrix_are_one_matrix() -> None:
    text = dump(tiny.questions()).encode()
    first = load_once(Matrix, text, "a.yaml")
    for copy in (text, LINE + text, LINE.replace(b"../", b"../../../") + text):
        assert load_once(Matrix, copy, "b.yaml").model is first.model
    assert load_once(Matrix, text + b"# a word\n", "c.yaml").model is not first.model


def test_each_copy_knows_its_own_lines() -> None:
    text = dump(tiny.questions()).encode()
    path = ("domains", 0, "criteria", 0, "id")
    plain, lined = load_once(Matrix, text, "a.yaml"), load_once(Matrix, LINE + text, "b.yaml")
    assert plain.model is lined.model
    assert (plain.where(path).file, lined.where(path).file) == ("a.yaml", "b.yaml")
    assert lined.where(path).line == plain.where(path).line + 1
    assert lined.where(path, key=True).column < lined.where(path).column


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"# yaml-language-server: $schema=\x07\n", "PBP115"),
        (b"# yaml-language-server: $schema=\xff\n", "PBP104"),
        (b"\xef\xbb\xbf" + LINE, "PBP105"),
    ],
)
def test_a_fault_in_the_line_for_editors_is_a_fault(head: bytes, code: str) -> None:
    text = dump(tiny.questions()).encode()
    assert load_once(Matrix, text, "a.yaml").problems == ()
    (problem,) = load_once(Matrix, head + text, "a.yaml").problems
    assert problem.code == code


def test_what_has_a_fault_is_told_under_each_name() -> None:
    text = b"schema: pbp-assess/place/1\nname: X\n"
    for name in ("a.yaml", "b.yaml"):
        loaded = load_once(Place, text, name)
        assert loaded.model is None
        assert {problem.location.file for problem in loaded.problems} == {name}


def test_the_same_text_may_be_another_kind_of_file() -> None:
    text = dump(tiny.questions()).encode()
    assert load_once(Matrix, text, "a.yaml").model is not None
    assert load_once(Place, text, "a.yaml").model is None


def test_the_faults_of_a_matrix_are_found_once_and_stay() -> None:
    broken = SHIPPED.replace(b"    universal: {PUR1: ", b"    universal: {PUR9: 1, PUR1: ", 1)
    assert broken != SHIPPED
    assert [fault.code for fault in matrix_faults(SHIPPED)] == []
    for copy in (broken, LINE + broken):
        assert "PBP306" in [fault.code for fault in matrix_faults(copy)]
