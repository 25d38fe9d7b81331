"""Is a snapshot read for ever, refused when it was changed, and never trusted for what it holds?"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from build import matrix
from comparing import part
from pbp_assess.core.compare import compare
from pbp_assess.core.disclosure import Audience
from pbp_assess.core.snapshot import Snapshot
from pbp_assess.formats.schema import schema_text
from pbp_assess.formats.snapshot import _seal, read_snapshot, snapshot_text
from pbp_assess.problems import Problem
from storing import beside, kept

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests" / "golden" / "snapshots").glob("*.json"))
SCHEMA = ROOT / "docs" / "schema" / "snapshot.schema.json"


def example() -> Snapshot:
    """A small snapshot with a bit of everything in it."""
    asked = matrix("GOV1 GOV2 FIN1*", gates={"bcf": {"shadow": "GOV1=1", "partial": "GOV1=3 FIN1=2"}})
    aims = {"aims": {"bcf": "partial"}}
    then = part(asked, earlier=True, columns={"GOV1": "2 2 2 2 2 2 2", "GOV2": "1 1 1 1 1 1 1"}, round_=aims)
    now = part(asked, columns={"GOV1": "3 3 3 3 3 3 2", "GOV2": "1 2 1 2 1 2 ?"}, round_=aims)
    return kept(now, then, since=beside(then, now)).snapshot


TEXT = snapshot_text(example())


def read(text: str | bytes) -> tuple[Problem, ...]:
    found = read_snapshot(text if isinstance(text, bytes) else text.encode(), "snapshot.json")
    assert (found.stored is None) == bool(found.problems)
    return found.problems


def resealed(change: Any) -> str:
    """The example after a change, under a seal of its own: whoever can write a file can write its hash."""
    whole = json.loads(TEXT)
    change(whole)
    whole["sha256"] = _seal(whole)
    return json.dumps(whole)


# --- there and back -------------------------------------------------------------------------------


def test_what_was_written_is_read_and_written_the_same() -> None:
    found = read_snapshot(TEXT.encode(), "snapshot.json")
    assert found.stored is not None
    assert found.stored.snapshot.model_copy(update={"sha256": "0" * 64}) == example()
    assert snapshot_text(found.stored.snapshot) == TEXT


def test_blanks_and_line_ends_are_no_change() -> None:
    assert read(json.dumps(json.loads(TEXT), indent=4).replace("\n", "\r\n")) == ()


def test_priority_groups_are_asked_as_in_the_round() -> None:
    template = {
        "id": "PRI",
        "name": "Groups",
        "criterion": "Care for {group}",
        "levels": {level: f"at {level}" for level in range(5)},
    }
    plain = matrix("GOV1", gates={}, priority_groups=template)
    asked = plain.with_groups((("carers", "carers"),))
    groups = {"priority_groups": [{"id": "carers", "name": "carers"}]}
    held = part(asked, columns={"GOV1": "3 3 3 3 3", "PRI-carers": "2 2 2 2 2"}, round_=groups)
    stored = kept(held)
    made = stored.snapshot
    from pbp_assess.formats.documents import dump
    from pbp_assess.workspace.files import content_hash

    text = dump(plain)
    pin = made.matrix.model_copy(update={"text": text, "sha256": content_hash(text.encode())})
    found = read_snapshot(snapshot_text(made.model_copy(update={"matrix": pin})).encode(), "snapshot.json")
    assert found.stored is not None
    assert found.stored.profiles["PRI-carers"].held.level == 2


# --- for ever -------------------------------------------------------------------------------------


def test_there_is_one_of_each_version() -> None:
    assert [path.name for path in GOLDEN] == ["version-1.json"]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_an_older_snapshot_is_read_for_ever(path: Path) -> None:
    """Never written anew: a file of this version lies in somebody's repository."""
    found = read_snapshot(path.read_bytes(), path.name)
    assert found.problems == ()
    assert found.stored is not None
    copy, side = found.stored.copy(Audience.PARTNERSHIP), found.stored.side
    assert (copy.facts.round_id, copy.facts.as_of, copy.members.count) == ("2022-23-q3", date(2022, 12, 9), 7)
    assert {name: entry.held.level for name, entry in copy.criteria.items()} == {"GOV1": 3, "GOV2": 1, "FIN1": None}
    assert [function.highest_met for function in copy.functions] == ["shadow"]
    assert side.matched is not None
    assert (side.matched.before, side.matched.panel.both) == ("2022-23-q1", 7)
    assert compare(side, side).empty


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"level": 3', '"level": 4'),
        ('"met"', '"not met"'),
        ('"2022-12-09"', '"2022-12-10"'),
        ('"count": 7', '"count": 6'),
    ],
)
def test_a_changed_figure_is_found_out(old: str, new: str) -> None:
    assert old in TEXT
    (problem,) = read(TEXT.replace(old, new, 1))
    assert (problem.code, problem.location.line) == ("PBP509", 3)


def test_a_file_cut_short_is_one_clear_error() -> None:
    (problem,) = read(TEXT[: len(TEXT) // 2])
    assert problem.code == "PBP450"


def test_a_newer_version_says_so() -> None:
    (problem,) = read(TEXT.replace("snapshot/1", "snapshot/2"))
    assert problem.code == "PBP209"
    assert "newer pbp-assess" in problem.found


def test_another_kind_of_file_says_so() -> None:
    (problem,) = read('{"schema": "pbp-assess/result/1"}')
    assert problem.code == "PBP209"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda it: it["matrix"].update(text=it["matrix"]["text"] + "#"), "PBP509"),
        (lambda it: _matrix(it, "schema: pbp-assess/matrix/1\n"), "PBP510"),
        (lambda it: _matrix(it, it["matrix"]["text"].replace("level: 4\n", "level: 9\n", 1)), "PBP510"),
        (lambda it: it["criteria"].pop("GOV2"), "PBP510"),
        (lambda it: it["criteria"]["GOV1"]["held"].update(level=7), "PBP510"),
        (lambda it: it["criteria"]["GOV1"].update(gave_a_level=9_999), "PBP510"),
        (lambda it: it["criteria"]["GOV1"].update(gave_a_level=10**30), "PBP210"),
        (lambda it: it["criteria"]["GOV1"].update(asked=True), "PBP203"),
        (lambda it: it.update(functions={"gp": it["functions"]["bcf"]}), "PBP510"),
        (lambda it: it["round"].update(id="../../etc/passwd"), "PBP206"),
        (lambda it: it.update(leaders=["place-director"]), "PBP201"),
    ],
)
def test_a_hostile_file_under_a_seal_of_its_own_is_refused(change: Any, code: str) -> None:
    assert {problem.code for problem in read(resealed(change))} == {code}


def _matrix(whole: dict[str, Any], text: str) -> None:
    from pbp_assess.workspace.files import content_hash

    whole["matrix"].update(text=text, sha256=content_hash(text.encode()))


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"schema":' * 200, b'{"a": NaN}'])
def test_what_is_no_snapshot_is_told_and_never_raises(data: bytes) -> None:
    assert read(data)


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_any_bytes_are_told_of(data: bytes) -> None:
    assert read(data)


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_no_changed_byte_is_read_as_another_figure(at: int, byte: int) -> None:
    """Whatever is still read says what was written."""
    data = bytearray(TEXT.encode())
    data[at] = byte
    found = read_snapshot(bytes(data), "snapshot.json")
    if found.stored is not None:
        assert snapshot_text(found.stored.snapshot) == TEXT


# --- the schema -----------------------------------------------------------------------------------


def test_the_committed_schema_is_current() -> None:
    assert SCHEMA.read_text("utf-8") == schema_text("snapshot", Snapshot)


def test_others_validators_agree_with_us() -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    whole = json.loads(TEXT)
    assert list(validator.iter_errors(whole)) == []
    whole["criteria"]["GOV1"]["leader"] = "m1"
    assert not validator.is_valid(whole)
