"""Is JSON read as JSON and as nothing else, with the place of every value and of every fault?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbp_assess.formats.strict_json import MOST_DIGITS, MOST_VALUES, parse

FILE = "answers.json"
DEEPEST = 32


def faults(text: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault."""
    data = text if isinstance(text, bytes) else text.encode()
    return [(one.code, one.location.line, one.location.column) for one in parse(data, FILE).problems]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"a": 1', ("PBP450", 1, 8)),
        ('{"a": 1,\n}', ("PBP450", 2, 1)),
        ('{"a": 1} {}', ("PBP450", 1, 10)),
        ("[1, 2]", ("PBP450", 1, 1)),
        ('"text"', ("PBP450", 1, 1)),
        ("{'a': 1}", ("PBP450", 1, 2)),
        ("{a: 1}", ("PBP450", 1, 2)),
        ('{"a" 1}', ("PBP450", 1, 6)),
        ('{"a": [1 2]}', ("PBP450", 1, 10)),
        ('{"a": 01}', ("PBP450", 1, 8)),
        ('{"a": +1}', ("PBP450", 1, 7)),
        ('{"a": 1.}', ("PBP450", 1, 8)),
        ('{"a": NaN}', ("PBP450", 1, 7)),
        ('{"a": -Infinity}', ("PBP450", 1, 7)),
        ('{"a": truely}', ("PBP450", 1, 7)),
        ('{"a": "b', ("PBP450", 1, 7)),
        ('{"a": "b\nc"}', ("PBP450", 1, 7)),
        ('{"a": "\\x41"}', ("PBP450", 1, 7)),
        ('{"a": "\\u00g1"}', ("PBP450", 1, 7)),
        ('{"a": 1} // a remark', ("PBP450", 1, 10)),
        ('{"a":\u00a01}', ("PBP450", 1, 6)),
        ("{\u201ca\u201d: 1}", ("PBP450", 1, 2)),
        ("a: 1", ("PBP450", 1, 1)),
        ('{"a": 1,\n "b": 2,\n "a": 3}', ("PBP451", 3, 2)),
        ('{"a": ' * 99 + "1" + "}" * 99, ("PBP452", 1, 6 * (DEEPEST + 1) + 1)),
        (f'{{"a": {"9" * (MOST_DIGITS + 1)}}}', ("PBP452", 1, 7)),
        ('{"a": 1e999}', ("PBP452", 1, 7)),
        ('{"a": "\\ud83d"}', ("PBP453", 1, 7)),
        ('{"\\ude00": 1}', ("PBP453", 1, 2)),
        ("", ("PBP106", 1, 1)),
        (b'{"a": "\xe9"}', ("PBP104", 1, 8)),
        ('{"a": 1}'.encode("utf-16"), ("PBP104", 1, 1)),
        ('{"a": "\u202e"}', ("PBP115", 1, 8)),
    ],
)
def test_one_fault_one_place(text: str | bytes, fault: tuple[str, int, int]) -> None:
    assert faults(text) == [fault]


def test_too_many_values_are_refused_and_not_all_of_them_read() -> None:
    ((code, line, _),) = faults('{"a": [' + "1," * MOST_VALUES + "1]}")
    assert (code, line) == ("PBP452", 1)


def test_a_fault_of_syntax_leaves_no_value_and_a_key_that_stands_twice_the_last() -> None:
    assert parse(b'{"a": 1', FILE).value is None
    assert parse(b'{"a": 1, "a": 2}', FILE).value == {"a": 2}


def test_every_value_and_key_has_its_place() -> None:
    parsed = parse(b'{"a": 1,\r\n "b": {"c": [1,\n2, {"d": "x"}]}}', FILE)

    def spot(*path: str | int, key: bool = False) -> tuple[int, int]:
        place = parsed.where(path, key=key)
        return place.line, place.column

    assert spot("a") == (1, 7)
    assert spot("b", key=True) == (2, 2)
    assert spot("b", "c", 2, "d") == (3, 10)
    assert spot("b", "c", 2, "d", key=True) == (3, 5)
    assert spot("b", "c", 2, "not there") == (3, 4), "what is not there stands where it should have been"
    assert spot() == spot("nowhere") == (1, 1)


_SCALARS = st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_JSON = st.recursive(_SCALARS | _TEXT, lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner), max_leaves=20)


@given(st.dictionaries(_TEXT, _JSON))
def test_what_json_writes_is_read_as_it_was(value: dict[str, object]) -> None:
    parsed = parse(json.dumps(value).encode(), FILE)
    assert (parsed.value, parsed.problems) == (value, ())


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\u0de1 \n-.eE+tfn').map(str.encode))
def test_nothing_that_arrives_raises_and_what_json_refuses_is_refused(data: bytes) -> None:
    parsed = parse(data, FILE)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    if not parsed.problems:
        assert parsed.value == value
    if not isinstance(value, dict):
        assert parsed.problems
