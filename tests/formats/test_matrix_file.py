"""Can a new matrix be gone on with: filled in, given gates, checked?"""

import re
from itertools import count

import pytest

from build import matrix as build_matrix
from pbp_assess.core.check import check_matrix
from pbp_assess.core.check.matrix_rules import PLACEHOLDER
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.formats.matrix.file import empty_file, imported_file

MODELINE = "# yaml-language-server: $schema=../docs/schema/matrix.schema.json"
EMPTY = [
    empty_file("ours", "Ours: new", range(5), ["Governance & money", "Voice"]),
    empty_file("ours", "", range(1, 3), []),
    empty_file("ours", "=x # y", range(-2, 8), ["- a", "'", "a: b"]),
]


def codes(text: str) -> list[str]:
    """What is wrong with it, read as a file and checked."""
    loaded = load(Matrix, text.encode(), "ours.yaml")
    assert loaded.model is not None, loaded.problems
    return [fault.code for fault in check_matrix(loaded.model)]


def read(text: str) -> Matrix:
    loaded = load(Matrix, text.encode(), "ours.yaml")
    assert loaded.model is not None, loaded.problems
    return loaded.model


def filled_in(text: str) -> str:
    """As somebody would who writes something else in each place."""
    numbers = count()
    return re.sub(r'"\.\.\."$', lambda _: f"Written {next(numbers)}", text, flags=re.MULTILINE)


def with_gates(text: str) -> str:
    """With the lines of the example as lines of the file."""
    head, _, example = text.partition("\n# readiness:\n")
    return f"{head}\nreadiness:\n" + "".join(line.removeprefix("# ") for line in example.splitlines(keepends=True))


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_matrix_is_refused_for_its_placeholders_and_for_nothing_else(text: str) -> None:
    assert set(codes(text)) == {"PBP319"}
    assert len(codes(text)) == len(re.findall(r': "\.\.\."$', text, re.MULTILINE))


@pytest.mark.parametrize("text", EMPTY)
def test_filled_in_it_has_no_fault(text: str) -> None:
    assert codes(filled_in(text)) == []


@pytest.mark.parametrize(
    "text", [*map(filled_in, EMPTY), imported_file(build_matrix()), imported_file(build_matrix(levels=range(2)))]
)
def test_the_gates_in_its_comments_are_sound(text: str) -> None:
    assert read(text).readiness is None
    policy = read(with_gates(text)).readiness
    assert policy is not None
    assert len(policy.functions) == 1
    assert codes(with_gates(text)) == []


@pytest.mark.parametrize("text", [*EMPTY, imported_file(build_matrix())])
def test_editors_are_told_of_the_schema_first(text: str) -> None:
    first, second, *rest = text.splitlines()
    assert first == MODELINE
    assert second.startswith("# Yours to edit")
    assert max(map(len, [first, second, *rest])) <= 120


def test_what_was_asked_for_stands_in_it() -> None:
    whole = read(EMPTY[0])
    assert (whole.id, whole.version, whole.title, whole.levels) == ("ours", "1.0.0", "Ours: new", (0, 1, 2, 3, 4))
    assert [(domain.id, domain.name) for domain in whole.domains] == [("GOV", "Governance & money"), ("VOI", "Voice")]
    assert [criterion.id for criterion in whole.criteria] == ["GOV1", "VOI1"]
    assert {*whole.criteria[0].levels.values(), whole.criteria[0].name} == {PLACEHOLDER}


def test_an_imported_matrix_is_the_matrix() -> None:
    assert read(imported_file(build_matrix())) == build_matrix()
