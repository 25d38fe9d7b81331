"""Does the annex show every test of every function once, and count it with each function that it is a test of?"""

import re
from typing import Any

import riverside
from build import answers, dossier, matrix
from paging import said, section, tables
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.report.blocks import Fold, Paragraph
from pbp_assess.report.day.annex import every_test
from pbp_assess.report.view import day_view

SAID_AS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def folds(copy: Copy) -> list[Fold]:
    """The parts of the annex that hold tests."""
    found = every_test(copy)
    return [block for block in found.blocks if isinstance(block, Fold)] if found else []


def rows(fold: Fold) -> list[tuple[str, ...]]:
    return [tuple(map(said, row)) for table in tables(fold) for row in table.rows]


def counted(text: str) -> int:
    word = re.search(r": (\w+) tests?", text)
    assert word
    return SAID_AS.index(word[1]) if word[1] in SAID_AS else int(word[1])


def seeking(**gates: str) -> Copy:
    """Functions sought at one stage, each with these levels required."""
    asked = matrix("A1 B1 C1", gates={name: {"partial": levels} for name, levels in gates.items()})
    columns: dict[str, Any] = dict.fromkeys(("A1", "B1", "C1"), "2 2 2 2 2")
    held = dossier(asked, *answers(**columns), round_={"aims": dict.fromkeys(gates, "partial")})
    return riverside.copy(Audience.PARTNERSHIP, held)


def test_what_is_a_test_of_every_function_stands_once_before_them() -> None:
    of_all, first, second = folds(seeking(f="A1=2 B1=2", g="A1=2 C1=3"))
    assert of_all.summary == "Every function sought: one test, the same for each"
    assert {row[0] for row in rows(of_all)} == {"A1"}
    assert ({row[0] for row in rows(first)}, {row[0] for row in rows(second)}) == ({"B1"}, {"C1"})
    assert first.summary == "f: two tests, one of them in the table before, ready"
    assert second.summary == "g: two tests, one of them in the table before, not yet ready"


def test_another_level_asked_for_is_another_test() -> None:
    first, second = folds(seeking(f="A1=2", g="A1=1"))
    assert first.summary == "f: one test, ready"
    counted = [[row[1] for row in rows(fold)] for fold in (first, second)]
    assert [one[-1] for one in counted] == [f"Leaders who see it at Level {level} or higher" for level in (2, 1)]


def test_a_function_without_a_test_of_its_own_says_so() -> None:
    _, first, _ = folds(seeking(f="A1=2", g="A1=2 B1=2"))
    assert first.blocks == (Paragraph("It has no test of its own."),)


def test_one_function_has_its_tests_to_itself() -> None:
    (only,) = folds(seeking(f="A1=2 B1=2"))
    assert only.summary == "f: two tests, ready"
    assert len(rows(only)) > 1


def test_each_function_s_tests_add_up() -> None:
    copy = riverside.copy()
    of_all, *own = folds(copy)
    for fold, entry in zip(own, copy.sought, strict=True):
        assert entry.aim is not None
        assert counted(fold.summary) == len(entry.aim.gate.findings)
        checks = sum(len(finding.checks) for finding in entry.aim.gate.findings)
        assert len(rows(of_all)) + len(rows(fold)) == checks
    assert section(day_view(copy), "tests").blocks[1:] == (of_all, *own)
