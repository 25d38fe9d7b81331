"""Has every problem code an entry in docs/problems.md that says how to mend it, and every entry a code?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"^## (PBP\d{3} .+)\n((?:(?!## ).*\n?)*)", TEXT, re.MULTILINE))
CODES = [head[:6] for head in ENTRIES]


def codes_in_source() -> set[str]:
    sources = (ROOT / "src").glob("**/*.py")
    return {code for path in sources for code in re.findall(r"PBP\d{3}", path.read_text(encoding="utf-8"))}


def test_every_code_has_an_entry_and_every_entry_a_code() -> None:
    assert set(CODES) == codes_in_source()


def test_entries_stand_in_order_and_once() -> None:
    assert sorted(set(CODES)) == CODES
    assert len(re.findall(r"^## ", TEXT, re.MULTILINE)) == len(ENTRIES)


@pytest.mark.parametrize("head", ENTRIES)
def test_an_entry_says_what_it_means_and_how_to_mend_it(head: str) -> None:
    meaning, _, mending = ENTRIES[head].partition("\nMend: ")
    assert len(meaning.split()) >= 8
    assert len(mending.split()) >= 3
    assert max(map(len, ENTRIES[head].splitlines())) <= 130


def test_entries_call_warnings_what_is_only_warned_of() -> None:
    warned = {head[:6] for head, entry in ENTRIES.items() if "A *warning*:" in entry and head < "PBP4"}
    first_lines = [path.read_bytes().partition(b"\n")[0].decode() for path in (ROOT / "tests" / "bad").glob("*/*.yaml")]
    told = {line.split()[2] for line in first_lines if " warning at " in line}
    assert warned - {"PBP336"} == told - {"PBP322"}  # 336 takes a sealed round; 322 warns of owners of actions only
