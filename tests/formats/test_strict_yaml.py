"""Is every fault of a file found where it stands, and does a value come back as it was written?"""

import math
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pbp_assess.formats import strict_yaml
from pbp_assess.formats.close_reading import look_closely
from pbp_assess.formats.plain_text import MOST_BYTES, MOST_OF_A_KIND, UNWANTED
from pbp_assess.formats.strict_yaml import PythonParser, dump, parse
from pbp_assess.problems import Location

LAW = settings(derandomize=True, deadline=None, max_examples=200)
SHIPPED = sorted((Path(__file__).parents[2] / "matrices").glob("*.yaml"))
SHEET = """\
schema: pbp-assess/scoresheet/1
leader: director
round: 2022-23-q3
scores:
  GOV1: 3
  GOV2: cannot_judge
  FIN1: {level: 2, note: "Zebra, said twice"}
  FIN2:
    level: 1
    note: |
      First.

      Second: 'quoted' # and no comment
answers:
  best: Neighbourhood teams – they work 😀
choose: [GOV1, FIN2]
"""


def read_with(parser: Any) -> Iterator[None]:
    strict_yaml._close.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "Parser", parser)
        yield
    strict_yaml._close.cache_clear()


@pytest.fixture(params=["c", "python"])
def both_parsers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run the test with libyaml, and as if PyYAML had been built without it."""
    yield from read_with(strict_yaml.Parser if request.param == "c" else PythonParser)


def read(text: str | bytes) -> Any:
    parsed = parse(text if isinstance(text, bytes) else text.encode(), "a.yaml")
    assert parsed.problems == ()
    return parsed.value


def faults(text: str | bytes) -> list[str]:
    parsed = parse(text if isinstance(text, bytes) else text.encode(), "a.yaml")
    return [f"{p.code.removeprefix('PBP')} {p.location.line}:{p.location.column}" for p in parsed.problems]


# --- values -----------------------------------------------------------------------------------------

CORE = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None, "nULL": "nULL",
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False, "tRUE": "tRUE",
    "yes": "yes", "no": "no", "No": "No", "NO": "NO", "on": "on", "off": "off", "y": "y", "n": "n",
    "0": 0, "3": 3, "-7": -7, "+7": 7, "012": 12, "0o17": 15, "0x1F": 31, "0o8": "0o8", "-0x1": "-0x1", "0b1": "0b1",
    "1_000": "1_000", "1:30": "1:30", "16:00:00": "16:00:00", "2022-12-01": "2022-12-01", "2022-23-q3": "2022-23-q3",
    "1.5": 1.5, "2.": 2.0, ".5": 0.5, "1e3": 1000.0, "-1.5E-2": -0.015, ".": ".", "1.0.0": "1.0.0", "e3": "e3",
    ".inf": math.inf, "-.Inf": -math.inf, "inf": "inf", "nan": "nan", "60%": "60%", "3/5": "3/5", "=": "=", "-": "-",
    "'3'": "3", '"no"': "no", "''": "", '"~"': "~", "cannot_judge": "cannot_judge", "not this": "not this",
    "R&D": "R&D", "Well done!": "Well done!", "a * b": "a * b", "60 % of it": "60 % of it", "a\tb": "a\tb",
    "12345678901234567890": 12345678901234567890, "٣": "٣", "a:b": "a:b", "a#b": "a#b", "x # comment": "x",
}  # fmt: skip


@pytest.mark.usefixtures("both_parsers")
@pytest.mark.parametrize(("written", "value"), CORE.items(), ids=repr)
def test_a_word_means_what_the_core_schema_says(written: str, value: object) -> None:
    text = f"a: {written}\n" if written != "-" else "a: '-'\n"
    found = read(text)["a"]
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_a_number() -> None:
    assert math.isnan(read("a: .nan")["a"])


@pytest.mark.usefixtures("both_parsers")
def test_a_whole_sheet() -> None:
    assert read(SHEET) == {
        "schema": "pbp-assess/scoresheet/1",
        "leader": "director",
        "round": "2022-23-q3",
        "scores": {
            "GOV1": 3,
            "GOV2": "cannot_judge",
            "FIN1": {"level": 2, "note": "Zebra, said twice"},
            "FIN2": {"level": 1, "note": "First.\n\nSecond: 'quoted' # and no comment\n"},
        },
        "answers": {"best": "Neighbourhood teams – they work 😀"},
        "choose": ["GOV1", "FIN2"],
    }


@pytest.mark.usefixtures("both_parsers")
@pytest.mark.parametrize(
    "text",
    [
        SHEET.replace("\n", "\r\n"),
        SHEET.replace("\n", "\r"),
        "---\n" + SHEET,
        "# only a comment above\n\n" + SHEET + "...\n",
        SHEET.rstrip("\n"),
    ],
    ids=["crlf", "cr", "document start", "document end", "no line end"],
)
def test_line_ends_and_document_marks_change_nothing(text: str) -> None:
    assert read(text) == yaml.safe_load(SHEET)


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  x\n  \ty\n",
        'a: "x\n\ty"\n',
        "a: 1\t\n",
        "a:\t1\t# why\n",
        "a: Tea!\nb: Q&A, *not* [an alias]\nc: '<<'\nd: 5 << 6\n",
        "a: |\n  =======\n  <<<<<<< no marker: it is indented\n",
        "a: '!important'\nb: '&c'\nc: \"*\"\n",
        "a: 100\n'%b': 1\n",
        "a: \u05e9\u05dc\u05d5\u05dd \u200f\u200d👩\u200d💻\n",
        "a: b\u00a0c\n\u00e9t\u00e9: 1\n",
        "1: one\n2: two\n'1': text\n",
        'a: "\\0\\e\\u202e\\x85"\n',
    ],
)
def test_what_only_looks_odd_is_taken(text: str) -> None:
    assert read(text) == yaml.load(text, yaml.CSafeLoader)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_matrices_read_as_others_read_them(path: Path) -> None:
    assert read(path.read_bytes()) == yaml.safe_load(path.read_bytes())


# --- faults -----------------------------------------------------------------------------------------

SMILE = "😀".encode()
BROKEN: dict[bytes, str] = {
    # 103 to 106: the file as a whole
    b"a: " + b"x" * MOST_BYTES: "103 1:1",
    b"": "106 1:1",
    b" \n\n": "106 1:1",
    b"\xef\xbb\xbf": "106 1:1",
    b"# nothing yet\n": "106 1:1",
    b"---\n": "106 1:1",
    b"---\n# nothing\n...\n": "106 1:1",
    b"a: caf\xe9\nb: " + SMILE + b"\xff\xfe!\nc: \xed\xa0\x80\n": "104 1:7, 104 2:5, 104 3:4",
    b"\xff\xfea\x00:\x00": "104 1:1",
    b"\xfe\xff\x00a\x00:": "104 1:1",
    b"\xef\xbb\xbfa: 1\n": "105 1:1",
    b"\xef\xbb\xbfa: 1\na: 2\n": "105 1:1, 110 2:1",
    b"a: x\xef\xbb\xbfy\n": "105 1:5",
    # 107: tabs in front of a line, and nowhere else
    b"a:\n\tb: 1\n\tc:\n\t\td: 2\n": "107 2:1, 107 3:1, 107 4:1",
    b"a: 1\n\tb: 2\n": "107 2:1",
    b"a:\n  \tb: 1\n": "107 2:3",
    b"a:\n-\tb: 1\n": "107 2:2",
    b"a: 1\n\t\nb: 2\n": "107 2:1",
    b"a: 1\n\t# comment\nb: 2\n": "107 2:1",
    b"a: one\n  \ttwo\n": "107 2:3",
    b"a: [\n\t1]\n": "107 2:1",
    b"a: |\n\tx\n": "107 2:1",
    b"a: |\n  x\n  \ty\n\tb: 1\n": "107 4:1",
    b"a: 1\r\n\tb: 2\r\n": "107 2:1",
    b"a:\r\tb: 2\r": "107 2:1",
    b"a: @x\nb:\n\tc: 1\n": "109 1:4, 107 3:1",
    # 108: conflicts; what stands there twice is no fault of its own
    b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n": "108 1:1, 108 3:1, 108 5:1",
    b"a: |\n  x\n<<<<<<< HEAD\n  y\n||||||| base\n  z\n=======\n  q\n>>>>>>> b\nc: !x 1\n": (
        "108 3:1, 108 5:1, 108 7:1, 108 9:1, 111 10:4"
    ),
    b"a: 1\r\n=======\r\n": "108 2:1",
    # 109: syntax
    b"a: b: c\n": "109 1:5",
    b"a: 1\n  b: 2\n": "109 2:4",
    b"a: 1\nb\nc: 2\n": "109 2:1",
    b"a: 1\nb\n": "109 2:1",
    b"a:\n  b: 1\n c: 2\n": "109 3:2",
    b"a:\n  - b\n  c: 1\n": "109 3:3",
    b"a: - b\n": "109 1:4",
    b"a: 'x\nb: 1\n": "109 1:4",
    b'a: "x\n---\nb: 1\n': "109 1:4",
    b"a: 'it's'\n": "109 1:8",
    b'a: "C:\\work"\n': "109 1:4",
    b'a: "\\xZZ"\n': "109 1:4",
    b'a: "\\ud800"\n': "109 1:4",
    b'a: "\\U00110000"\n': "109 1:4",
    b"a: [1, 2\nb: 3\n": "109 1:4",
    b"a: {b: 1\n": "109 1:4",
    b"a:\n- [1, {b: [2, \n": "109 2:11",
    b"a: [1, }\n": "109 1:8",
    b"a: 1]\nb: ]\n": "109 2:4",
    b"a: `x`\n": "109 1:4",
    b"a: @x\n": "109 1:4",
    b"a: |x\n": "109 1:5",
    b"a: " + SMILE + b": " + SMILE + b": x\n": "109 1:5",
    b'a: "' + SMILE + b'" x\n': "109 1:8",
    b"true: 1\n1.5: 2\n~: 3\n? [a]\n: 4\n? {b: 1}\n: 5\nc: 6\n": "109 1:1, 109 2:1, 109 3:1, 109 4:3, 109 6:3",
    b"a: 123456789012345678901\n-123456789012345678901: b\n": "109 1:4, 109 2:1",
    b"a: " + b"9" * 5000 + b"\nb: 0x" + b"F" * 5000 + b"\nc: 0." + b"1" * 5000 + b"\n": "109 1:4, 109 2:4, 109 3:4",
    # 110: each key that stands there already
    b"a: 1\na: 2\nb:\n  c: 1\n  'c': 2\n  c: 3\na:\n  d: 1\n  d: 2\n": "110 2:1, 110 5:3, 110 6:3, 110 7:1, 110 9:3",
    b"a: {1: x, 2: y, 01: z}\n": "110 1:17",
    # 111, 112: what other readers of YAML would make something else of
    b"a: !x 1\nb: ! 2\nc: !!str 3\nd: !<tag:x> [1]\n!y e: !z\n": "111 1:4, 111 2:4, 111 3:4, 111 4:4, 111 5:1, 111 5:7",
    b"!x\na: 1\n": "111 1:1",
    b"a: !e!x 1\n": "111 1:4",
    b"%YAML 1.2\n---\na: 1\n": "111 1:1",
    b"%TAG ! tag:x,2000:\n%FOO bar\n---\na: 1\n": "111 1:1, 111 2:1",
    b"a: &x 1\nb: *x\nc: {<<: *x}\n": "112 1:4, 112 2:4, 112 3:5, 112 3:9",
    b"a: &x\n  b: 1\n&y c: &z [1]\n": "112 1:4, 112 3:1, 112 3:7",
    b"a: *nobody\nb: *bold*\n": "112 1:4, 112 2:4",
    b"a: & b\n": "112 1:4",
    # 113: counted from the file's own mapping
    b"a: " + b"[" * 32 + b"]" * 32 + b"\n": "113 1:35",
    b"- " * 40 + b"x\n": "116 1:1, 113 1:65",
    # 114 to 116
    b"a: 1\n---\nb: 2\n---\nb: !x 3\nb: 4\n": "114 2:1, 114 4:1, 111 5:4, 110 6:1",
    b"a: 1\n...\n---\nb: 2\n": "114 3:1",
    b"a: x\x00\x07y\nb\x7f: 1\n": "115 1:5, 115 1:6, 115 2:2",
    "a: \x80\x9b\x85\u2028\u2029\u202e\u2066\ufffe\n".encode(): (
        "115 1:4, 115 1:5, 115 1:6, 115 1:7, 115 1:8, 115 1:9, 115 1:10, 115 1:11"
    ),
    b"- a\n- b\n": "116 1:1",
    b"\n  text\n": "116 2:3",
    b"null\n": "116 1:1",
    b"schema pbp\nleader: x\n": "116 1:1",
    # several at once
    b"\xef\xbb\xbfa: caf\xe9\na: \x07\nb: &x !y 1\nc: *x\n": (
        "105 1:1, 104 1:7, 110 2:1, 115 2:4, 111 3:4, 112 3:4, 112 4:4"
    ),
}


def short(value: object) -> str | None:
    return repr(value[:40]) if isinstance(value, bytes) else None


@pytest.mark.usefixtures("both_parsers")
@pytest.mark.parametrize(("data", "expected"), BROKEN.items(), ids=short)
def test_every_fault_is_found_where_it_stands(data: bytes, expected: str) -> None:
    assert ", ".join(faults(data)) == expected


@pytest.mark.parametrize("data", BROKEN, ids=short)
def test_every_fault_says_what_was_found_and_what_is_expected(data: bytes) -> None:
    for problem in parse(data, "a.yaml").problems:
        assert problem.found
        assert problem.expected
        assert problem.location.file == "a.yaml"
        assert not UNWANTED.search(problem.message(show_private=True))


@pytest.mark.parametrize(
    "text",
    [
        "Zebra: 1\nZebra: 2\n",
        "a: *Zebra\n",
        "a: &Zebra 1\n",
        "a: !Zebra 1\n",
        "a: Zebra: 1\n",
        "a: 'Zebra\n",
        "a: @Zebra\n",
        "- Zebra\n",
        "a: Zebra\x07\n",
        'a: "\\Zebra"\n',
        "%Zebra\n---\na: 1\n",
        "<<<<<<< Zebra\na: 1\n",
    ],
)
def test_no_message_quotes_the_file(text: str) -> None:
    problems = parse(text.encode(), "a.yaml").problems
    assert problems
    for problem in problems:
        assert "Zebra" not in problem.message() + problem.hint


def test_a_duplicate_key_is_named_for_the_facilitator_alone_and_points_to_the_first() -> None:
    (problem,) = parse(b"# sheet\nGOV1: 1\nFIN1: 2\nGOV1: 3\n", "a.yaml").problems
    assert problem.message(show_private=True) == "the key 'GOV1' again; expected each key once; it stands in line 2 too"
    assert problem.message() == "expected each key once; it stands in line 2 too"


def test_of_many_faults_of_the_text_the_first_are_shown_and_the_rest_counted() -> None:
    problems = parse(b"a: " + b"\x07" * 500 + b"\nb: " + b"\xff x" * 500, "a.yaml").problems
    assert [problem.code for problem in problems].count("PBP115") == MOST_OF_A_KIND
    assert [problem.code for problem in problems].count("PBP104") == MOST_OF_A_KIND
    assert problems[MOST_OF_A_KIND - 1].found.endswith(f"and {500 - MOST_OF_A_KIND} more like it")


def test_a_file_that_is_understood_in_spite_of_its_faults_still_has_a_value() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\na: 2\nb:\n\tc: x\x07\n", "a.yaml").value == {"a": 1, "b": {"c": "x\ufffd"}}


@pytest.mark.parametrize(
    "data", [b"a: *x\n", b"a: !x 1\n", b"a: 1\n---\nb: 2\n", b"- a\n", b"a: [\n", b"=======\na: 1\n", b"true: 1\n"]
)
def test_a_file_that_is_not_understood_has_none(data: bytes) -> None:
    assert parse(data, "a.yaml").value is None


def test_32_levels_and_100_000_values_are_enough() -> None:
    deepest = "a: " + "[" * 31 + "]" * 31
    assert read(deepest)
    most = b"a:\n" + b"- 1\n" * (100_000 - 3)
    assert len(read(most)["a"]) == 99_997
    assert faults(most + b"- 1\n") == ["113 99999:3"]


HOSTILE = {
    "brackets": b"[" * 100_000,
    "brackets in a value": b"a: " + b"[" * 100_000,
    "brackets far into a value": b"a: [" + b"x, " * 30_000 + b"[" * 100_000,
    "braces": b"{" * 100_000,
    "lists in lists": b"a:\n" + b"- " * 100_000,
    "questions": b"? " * 100_000,
    "indented keys": b"".join(b" " * n + b"k:\n" for n in range(1000)),
    "laughs": b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *b%d]\n" % (n, n, n - 1) for n in range(5000)),
    "one line": b"a: " + b"x" * (MOST_BYTES - 10),
    "digits": b"a: " + b"9" * (MOST_BYTES - 10),
    "zeros": b"\0" * (MOST_BYTES - 10),
    "tabs": b"\t\n" * 1_000_000,
    "not utf-8": b"a: \xff" * 400_000,
    "conflicts": b"=======\n" * 200_000,
    "directives": b"%\n" * 900_000,
    "keys": b"a: 1\n" * 40_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_costs_no_more_than_any_other(data: bytes) -> None:
    start = time.process_time()
    parsed = parse(data, "a.yaml")
    assert time.process_time() - start < 15
    assert parsed.problems or isinstance(parsed.value["a"], str)


def test_of_every_character_it_is_known_whether_it_may_stand_in_a_file() -> None:
    every = [chr(point) for point in (*range(0xD800), *range(0xE000, 0x11000), 0x1F600, 0x1FFFE, 0x10FFFF)]
    taken = [character for character in every if not UNWANTED.match(character) and character not in '\\"\t\r\n']
    assert read('a: "b' + "".join(taken) + 'c"\n')["a"] == "b" + "".join(taken) + "c"
    refused = [character for character in every if UNWANTED.match(character)]
    assert len(refused) == 29 + 33 + 2 + 5 + 4 + 3
    for character in refused:
        assert faults(f"a: b{character}c\n") == ["105 1:5" if character == "\ufeff" else "115 1:5"]


# --- two parsers, two readings, one result --------------------------------------------------------------

TOKENS = [
    "a", "b", "GOV1", "3", "no", "~", '"x"', "'y'", '"', "'", ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ",", "#",
    " #", "&a ", "*a", "!x ", "|\n", ">\n", "|-\n", " ", "  ", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "---\n",
    "...\n", "@", "<<", "é", "😀", "\r\n", "\r", "\\", "\\n", "\\u00e9", "a: 1\n", "b: x\n", "k:\n  ", 'z: "q w"\n',
    "1.5",
]  # fmt: skip
scraps = st.lists(st.sampled_from(TOKENS), max_size=14).map("".join)


@settings(LAW, max_examples=800)
@given(scraps, st.sampled_from(["", "a: 1\n", "k:\n  j: 1\n  "]))
def test_what_the_c_parser_refuses_so_does_the_other_and_what_both_take_they_read_alike(rest: str, start: str) -> None:
    data = (start + rest).encode()
    by_c = parse(data, "a.yaml")
    for _ in read_with(PythonParser):
        by_python = parse(data, "a.yaml")
    assert bool(by_python.problems) or not by_c.problems
    if not by_python.problems:
        assert by_python.value == by_c.value


@settings(LAW, max_examples=800)
@given(scraps, st.sampled_from(["", "a: 1\n", "k:\n  j: 1\n  "]))
def test_the_short_loop_and_the_closer_look_read_alike(rest: str, start: str) -> None:
    data = (start + rest).encode()
    close = look_closely(data, "a.yaml", strict_yaml._events)
    parsed = parse(data, "a.yaml")
    assert (parsed.value, parsed.problems) == (close.value, close.problems)


def test_the_short_loop_leaves_an_alias_to_the_closer_look() -> None:
    assert strict_yaml._build(strict_yaml.Parser(b"a: [*b]\n").get_event) is None


def test_without_the_c_parser_files_are_still_read() -> None:
    code = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from pbp_assess.formats import strict_yaml as s\n"
        "assert s.Parser is s.PythonParser\n"
        "print(s.parse(b'a: [1, no]\\nb: &x 1', 'f').problems[0].code, s.parse(b'a: [1, no]', 'f').value)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == ("PBP112 {'a': [1, 'no']}", "")


@settings(LAW, max_examples=500)
@given(st.data())
def test_a_damaged_sheet_is_never_more_than_a_list_of_problems_within_it(data: st.DataObject) -> None:
    sheet = bytearray(SHEET.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(sheet)))
        end = data.draw(st.integers(start, min(start + 5, len(sheet))))
        sheet[start:end] = data.draw(st.binary(max_size=4) | st.sampled_from(TOKENS).map(str.encode))
    parsed = parse(bytes(sheet), "a.yaml")
    lines = re.split(r"\r\n?|\n", bytes(sheet).decode("utf-8", "surrogateescape"))
    for problem in parsed.problems:
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1


# --- places -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("both_parsers")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("leader",), (2, 9), (2, 1)),
        (("scores",), (5, 3), (4, 1)),
        (("scores", "GOV2"), (6, 9), (6, 3)),
        (("scores", "FIN1"), (7, 9), (7, 3)),
        (("scores", "FIN1", "note"), (7, 26), (7, 20)),
        (("scores", "FIN2", "note"), (10, 11), (10, 5)),
        (("choose",), (16, 9), (16, 1)),
        (("choose", 1), (16, 16), (16, 16)),
        (("scores", "FIN2", "evidence"), (9, 5), (8, 3)),
        (("scores", "NONE", "level"), (5, 3), (4, 1)),
        (("choose", 2), (16, 9), (16, 1)),
        (("nothing", "at", "all"), (1, 1), (1, 1)),
        (("leader", 0), (2, 9), (2, 1)),
    ],
)
def test_where_a_value_stands_and_where_its_key(
    path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int], end: str
) -> None:
    parsed = parse(SHEET.replace("\n", end).encode(), "a.yaml")
    assert parsed.where(path) == Location("a.yaml", *value)
    assert parsed.where(path, key=True) == Location("a.yaml", *key)


@pytest.mark.usefixtures("both_parsers")
def test_columns_count_code_points() -> None:
    parsed = parse("😀é: {👩\u200d💻: 😀, b: [ש, 1]}\n".encode(), "a.yaml")
    assert parsed.where(["😀é", "👩\u200d💻"]) == Location("a.yaml", 1, 11)
    assert parsed.where(["😀é", "b"], key=True) == Location("a.yaml", 1, 14)
    assert parsed.where(["😀é", "b", 1]) == Location("a.yaml", 1, 21)


def test_places_in_a_file_with_faults() -> None:
    parsed = parse(b"\xef\xbb\xbfa: 1\na: 2\nb: {c: 3, c: 4}\n", "a.yaml")
    assert parsed.where(["a"]) == Location("a.yaml", 1, 4)
    assert parsed.where(["b", "c"]) == Location("a.yaml", 3, 8)
    assert parse(b"a: [", "a.yaml").where(["a"]) == Location("a.yaml", 1, 4)
    assert parse(b"", "a.yaml").where(["a"]) == Location("a.yaml", 1, 1)


def test_a_missing_value_stands_behind_its_colon() -> None:
    assert parse(b"a:\nb: 1\n", "a.yaml").where(["a"]) == Location("a.yaml", 1, 3)


names = st.text("abcdefgh", min_size=1, max_size=4)
trees = st.recursive(
    st.integers(0, 9) | names, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)
)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict | list) and value:
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            yield from leaves(inner, (*path, step))
    else:
        yield path, value


@LAW
@given(st.dictionaries(names, trees, min_size=1, max_size=3))
def test_every_place_shows_what_stands_there(value: dict[str, Any]) -> None:
    text = dump(value)
    parsed, lines = parse(text.encode(), "a.yaml"), text.split("\n")

    def shown(place: Location) -> str:
        return lines[place.line - 1][place.column - 1 :]

    for path, leaf in leaves(value):
        assert yaml.safe_load(shown(parsed.where(path))) == leaf
        for depth, step in enumerate(path, start=1):
            if isinstance(step, str):
                assert yaml.safe_load(shown(parsed.where(path[:depth], key=True)).split(":")[0]) == step


# --- writing ----------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
hard_texts = st.sampled_from(
    ["no", "3", "2022-12-01", "1:30", "~", "", " ", "a: b", "a #b", "-", "- a", "? a", "<<", "=", "...", "---", "%x",
     " a", "a ", "a:", "\n", "a\n", "\na", "a\n\n", " \na", "a\n b", "  a\nb", "a\n \nb", "\t", "a\tb", "a\r\nb", "'",
     '"', "it's \"so\"", "\\n", "#", "!x", "&x", "*x", "@x", "`x`", "[", "{}", "x" * 3000, "word " * 500, "1_0", "0b1",
     "+.5"]
)  # fmt: skip
prose = st.lists(st.sampled_from([" ", "\n", "a", "b:", "#", "-", "'", '"', "\\", "\t", "😀", "\x00", "."])).map(
    "".join
)
numbers = st.integers(-(10**20) + 1, 10**20 - 1) | st.floats(allow_nan=False)
scalars = st.none() | st.booleans() | numbers | texts | hard_texts | prose
keys = texts | hard_texts | st.integers(-(10**20) + 1, 10**20 - 1)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)
documents = st.dictionaries(keys, values, max_size=5)


@settings(LAW, max_examples=300)
@given(documents, st.lists(texts, max_size=2))
def test_what_is_written_is_read_back_and_written_alike(value: dict[Any, Any], comments: list[str]) -> None:
    text = dump(value, comments=comments)
    assert read(text) == value
    assert dump(read(text), comments=comments) == text
    assert list(read(text)) == list(value)


@settings(LAW, max_examples=300)
@given(documents)
def test_readers_of_yaml_1_1_read_the_same(value: dict[Any, Any]) -> None:
    assert yaml.load(dump(value), yaml.CSafeLoader) == value


@settings(LAW, max_examples=60)
@given(documents)
def test_the_python_parser_reads_the_same(value: dict[Any, Any]) -> None:
    text = dump(value)
    assume("\t" not in text)
    for _ in read_with(PythonParser):
        assert read(text) == value


WRITTEN = """\
# Written by pbp-assess
# Illustrative
schema: pbp-assess/round/1
id: 2022-23-q3
version: 1.0.0
opened: "2022-12-01"
share: 60%
icb: NHS Buckinghamshire, Oxfordshire & Berkshire West ICB
nobody: []
nothing: {}
scores:
  GOV1: 3
  GOV2: cannot_judge
  FIN1:
    level: "3"
    note: |-
      Two lines,

      "quoted": and # no comment
    evidence:
      - https://example.org/a#b
      - "no"
levels:
  - level: 0
    name: Not started
  - - 1
    - 2.5
1: a whole number as a key
"1": "a text: as a key"
quotes: 'say "it''s so": twice'
unseen: "bell\\u0007 tab\\t"
"""


def test_it_reads_well() -> None:
    value = {
        "schema": "pbp-assess/round/1",
        "id": "2022-23-q3",
        "version": "1.0.0",
        "opened": "2022-12-01",
        "share": "60%",
        "icb": "NHS Buckinghamshire, Oxfordshire & Berkshire West ICB",
        "nobody": (),
        "nothing": {},
        "scores": {
            "GOV1": 3,
            "GOV2": "cannot_judge",
            "FIN1": {
                "level": "3",
                "note": 'Two lines,\n\n"quoted": and # no comment',
                "evidence": ["https://example.org/a#b", "no"],
            },
        },
        "levels": [{"level": 0, "name": "Not started"}, (1, 2.5)],
        1: "a whole number as a key",
        "1": "a text: as a key",
        "quotes": 'say "it\'s so": twice',
        "unseen": "bell\x07 tab\t",
    }
    assert dump(value, comments=["Written by pbp-assess\n# Illustrative"]) == WRITTEN  # type: ignore[arg-type]  # a whole number as a key is what matrices have


def test_an_empty_document_is_an_empty_mapping() -> None:
    assert dump({}, comments=["", "x\x1b"]) == "#\n# x\ufffd\n{}\n"
    assert read(dump({})) == {}


def test_half_a_surrogate_pair_is_written_as_the_replacement_character() -> None:
    assert read(dump({"a\ud800": "\udc80b\n"})) == {"a\ufffd": "\ufffdb\n"}


def test_a_key_too_long_for_its_line_is_written_with_a_question_mark() -> None:
    value = {"x" * 5000: {"y\n" * 3000: [1]}, "z": 1}
    assert read(dump(value)) == value


def test_what_yaml_cannot_write_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError, match="no way to write a set"):
        dump({"a": {1}})
