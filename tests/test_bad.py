"""Is every fault found, told once, at its very line and column, and without giving an answer away?

Each file under `bad/` is the faultless file of its kind in `bad/good/` with one fault in it; its first line
says which: `# expect: PBP302 at 7:12`, or `# expect: PBP305 warning at 50:14`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import actions, decisions, evidence, moderation, themes
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.check import Fault, check_dossier, check_matrix
from pbp_assess.formats import strict_yaml
from pbp_assess.formats.documents import KINDS, Loaded, load
from pbp_assess.problems import InputError, Problem, Severity
from pbp_assess.workspace.files import read_bytes

BAD = Path(__file__).parent / "bad"
FILES = sorted(path for path in BAD.glob("*/*.yaml") if path.parent.name != "good")
PRIVATE = [path for path in FILES if path.parent.name in {"scoresheet", "register"}]
KIND_OF = {"scores/director": "scoresheet"}
SECRETS = ("whispered", "telephone", "works-badly", "GOV7", "Whisper", "Bo W")


def good(kind: str) -> bytes:
    return (BAD / "good" / f"{kind}.yaml").read_bytes()


def dossier(read: dict[str, Loaded[Any]]) -> Dossier:
    """The round of these documents; what was not read is empty."""
    parts: dict[str, Any] = {
        "moderation": moderation(),
        "evidence": evidence(),
        "themes": themes(),
        "actions": actions(),
        "decisions": decisions(),
    }
    apart = {"crosswalk", "workspace", "register", "survey"}
    parts |= {kind: loaded.model for kind, loaded in read.items() if kind not in apart}
    groups = tuple((group.id, group.name) for group in parts["round"].priority_groups)
    matrix, sheet = parts.pop("matrix").with_groups(groups), parts.pop("scoresheet", None)
    return Dossier(place_id="example-place", matrix=matrix, sheets={"director": sheet} if sheet else {}, **parts)


def problems_of(**files: bytes) -> list[Problem]:
    """Read these files and check them against one another, as a workspace would."""
    read: dict[str, Loaded[Any]] = {kind: load(KINDS[kind], data, kind) for kind, data in files.items()}
    problems = [problem for loaded in read.values() for problem in loaded.problems]
    if problems:
        return problems
    asked: Any = read["matrix"].model
    faults = [*check_matrix(asked), *check_dossier(dossier(read))]
    return [placed(fault, read[KIND_OF.get(fault.document, fault.document)]) for fault in faults]


def problems_with(kind: str, data: bytes) -> list[Problem]:
    """The problems of a round in which this file stands for the faultless one of its kind."""
    return problems_of(**{**{name: good(name) for name in ("matrix", "place", "panel", "round")}, kind: data})


def placed(fault: Fault, loaded: Loaded[Any]) -> Problem:
    where = loaded.where(fault.path, key=fault.key)
    return Problem(fault.code, fault.found, fault.expected, where, fault.severity, fault.hint, fault.private)


def told(problems: list[Problem]) -> list[str]:
    """Each problem as the first line of a broken file puts it."""
    warning = {Severity.ERROR: "", Severity.WARNING: " warning"}
    return [
        f"{problem.code}{warning[problem.severity]} at {problem.location.line}:{problem.location.column}"
        for problem in problems
    ]


def test_the_faultless_files_are_faultless() -> None:
    assert problems_of(**{kind: good(kind) for kind in KINDS}) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_broken_file_has_its_one_problem(path: Path) -> None:
    data = path.read_bytes()
    expected = data.partition(b"\n")[0].decode().removeprefix("# expect: ")
    problems = problems_with(path.parent.name, data)
    assert told(problems) == [expected]
    assert problems[0].location.file == path.parent.name


@pytest.mark.parametrize("path", PRIVATE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_problem_of_a_sheet_or_register_tells_what_stands_there(path: Path) -> None:
    data = path.read_bytes()
    for problem in problems_with(path.parent.name, data):
        assert problem.private
        said = f"{problem.message()} {problem.hint}"
        assert problem.message() == f"expected {problem.expected}" != "expected "
        secrets = (*SECRETS, *values_at(data, problem))
        assert not [secret for secret in secrets if re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", said)]


def values_at(data: bytes, problem: Problem) -> Iterator[str]:
    """The value on the line of a problem, unless it is a word that stands in every explanation."""
    line = data.decode().splitlines()[problem.location.line - 1]
    value = line.rpartition(": ")[2].removeprefix("  - ").strip()
    if value not in {"director", "not_applicable"} and not re.fullmatch(r"[012]", value):
        yield value


# --- what cannot carry a first line ------------------------------------------------------------------

GOOD_PLACE = b"schema: pbp-assess/place/1\nname: P\nicb: I\nsectors: [{id: icb, name: ICB}]\n"
BYTES: dict[str, tuple[bytes, str]] = {
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD_PLACE, "PBP105 at 1:1"),
    "nothing at all": (b"", "PBP106 at 1:1"),
    "blank lines only": (b" \n\n", "PBP106 at 1:1"),
    "a comment only": (b"# nothing here\n", "PBP106 at 1:1"),
    "another encoding": (GOOD_PLACE.decode().encode("utf-16"), "PBP104 at 1:1"),
    "a letter in another encoding": (GOOD_PLACE.replace(b"P\n", b"Caf\xe9\n"), "PBP104 at 2:10"),
    "a hundred megabytes": (b"# " + b"x" * 100_000_000, "PBP103 at 1:1"),
    "an exploding list": (
        b"a: &a [x, x]\nb: &b [*a, *a]\n",
        "PBP112 at 1:4",
    ),
    "a list within a list within": (b"name: " + b"[" * 60 + b"]" * 60, "PBP113 at 1:38"),
    "a hundred thousand values": (b"name: [" + b"x," * 100_001 + b"]", "PBP113"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "PBP104 at 1:1"),
}


@pytest.mark.parametrize(("data", "expected"), BYTES.values(), ids=BYTES)
def test_broken_bytes_are_told_first(data: bytes, expected: str) -> None:
    first, *_ = told(list(load(KINDS["place"], data, "place.yaml").problems))
    assert first.startswith(expected)


def test_what_is_no_file(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    for path, code in ((tmp_path, "PBP102"), (tmp_path / "none.yaml", "PBP101"), (large, "PBP103")):
        with pytest.raises(InputError) as caught:
            read_bytes(path, "place.yaml")
        assert told(list(caught.value.problems)) == [f"{code} at 1:1"]


def test_there_is_a_broken_file_for_every_rule_that_one_file_can_break() -> None:
    elsewhere = {"PBP336", "PBP342", "PBP344", "PBP326"}  # these take a round of their own: core/test_check_*.py
    source = Path(__file__).parents[1] / "src" / "pbp_assess"
    written = "".join(path.read_text(encoding="utf-8") for path in source.glob("**/*.py"))
    rules = {code for code in re.findall(r"PBP[23]\d\d", written) if code < "PBP390"} - elsewhere
    broken = {path.read_bytes()[len("# expect: ") :][:6].decode() for path in FILES}
    assert rules - broken == set()
    assert len(FILES) >= 140


# --- whatever else may stand there -------------------------------------------------------------------

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-99, 99),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["", "no", "GOV1", "gov1", "director", "better_care", "shadow", "60%", "2022-12-09", "con", "\u202e"]
    ),
)
things = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.one_of(st.text(max_size=4), st.integers(0, 3), st.just("schema_")), inner, max_size=2),
    ),
    max_leaves=4,
)


def spoilt(value: Any, thing: Any, draw: st.DataObject) -> Any:
    """The value with something else in one place of it."""
    if draw.draw(st.integers(0, 5)) == 0 or not isinstance(value, dict | list) or not value:
        return thing
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = draw.draw(st.sampled_from(keys))
    changed = value.copy()
    changed[key] = spoilt(value[key], thing, draw)
    return changed


@settings(derandomize=True, deadline=None, max_examples=300)
@given(kind=st.sampled_from(sorted(KINDS)), thing=things, draw=st.data())
def test_nothing_that_stands_in_a_file_is_more_than_a_problem(kind: str, thing: Any, draw: st.DataObject) -> None:
    value = spoilt(strict_yaml.parse(good(kind), kind).value, thing, draw)
    data = strict_yaml.dump(value).encode() if isinstance(value, dict) else repr(value).encode()
    files = {name: good(name) for name in KINDS} | {kind: data}
    for problem in problems_of(**files):
        assert problem.message() not in {"", "expected "}
        assert problem.location.line <= len(files[problem.location.file].splitlines()) + 1
