"""Do others read what a check writes, within the limits of each, whatever the text is?"""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from junitparser import Error, Failure, JUnitXml, Skipped

from pbp_assess.core.checked import CheckReport, Line, State
from pbp_assess.formats.ci.check_json import check_json
from pbp_assess.formats.ci.github import annotations
from pbp_assess.formats.ci.junit import junit
from pbp_assess.problems import Location
from pbp_assess.report.check import COMMENT_BYTES, SUMMARY_BYTES, check_markdown

ROOT = Path(__file__).parents[2]
HERE, THERE = Location("pbp-assess.yaml", line=4, column=5), Location("a/b/matrix.yaml", line=70, column=9)
LINES = (
    Line("files", "Files", State.PASSED, "No faults."),
    Line("files", "PBP302", State.WARNED, "unknown; expected known", Location("place.yaml", line=2, column=3)),
    Line("comparison", "Two rounds", State.ERROR, "the scale changed (PBP501)."),
    Line("assertions", "Level used: Money (FIN1)", State.FAILED, "Emerging; one level short.", HERE, THERE),
    Line("assertions", "No clear fall: Money (FIN1)", State.UNSAID, "too few answered.", HERE, THERE),
    Line("assertions", "Matrix unchanged", State.SKIPPED, "There is no earlier round."),
    Line("assertions", "Actions overdue", State.WARNED, "One is overdue.", HERE),
)


def report(*lines: Line, **fields: str) -> CheckReport:
    whole = {"title": "Check of Riverside", "place": "riverside", "round_id": "2022-23-q3", "before": "2022-23-q1"}
    whole |= {"as_of": "2022-12-09", "verdict": "One of four is not so.", **fields}
    return CheckReport(**whole, code=1, lines=lines or LINES, notes=("A note.",))


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())  # noqa: S314 (our own, and without a document type)


# --- JUnit ----------------------------------------------------------------------------------------


def test_junit_is_read_by_a_parser_of_others() -> None:
    read = JUnitXml.fromstring(junit(report()).encode())
    suites = {suite.name: suite for suite in read}
    assert list(suites) == ["files", "comparison", "assertions"]
    counted = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites.values()]
    assert counted == [(2, 0, 0, 0), (1, 0, 1, 0), (4, 1, 0, 2)]
    cases = {case.name: case.result for suite in read for case in suite}
    assert len(cases) == len(LINES)
    (failure,) = cases["Level used: Money (FIN1)"]
    assert isinstance(failure, Failure)
    assert failure.message == "Emerging; one level short."
    assert failure.text == "pbp-assess.yaml:4:5: Emerging; one level short. [a/b/matrix.yaml:70:9]"
    (error,) = cases["Two rounds"]
    assert isinstance(error, Error)
    assert all(isinstance(cases[name][0], Skipped) for name in ("No clear fall: Money (FIN1)", "Matrix unchanged"))
    assert cases["Files"] == cases["Actions overdue"] == []
    root = parsed(junit(report()))
    assert "warning: Actions overdue: One is overdue." in (root.findtext("testsuite[3]/system-out") or "")
    facts = {each.get("name"): each.get("value") for each in root.iter("property")}
    assert facts == {"place": "riverside", "round": "2022-23-q3", "compared with": "2022-23-q1"}


SUITE = ["properties", "testcase", "system-out", "system-err"]


def test_junit_has_the_attributes_and_the_order_of_the_common_schema() -> None:
    """The strictest of the schemas in use: what it does not know it refuses."""
    root = parsed(junit(report()))
    assert (root.tag, root.attrib) == ("testsuites", {})
    for number, suite in enumerate(root):
        assert suite.tag == "testsuite"
        keys = {"name", "id", "package", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"}
        assert set(suite.attrib) == keys
        assert suite.attrib["id"] == str(number)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.attrib["timestamp"])
        assert list(dict.fromkeys(child.tag for child in suite)) == SUITE
        for case in suite.iter("testcase"):
            assert set(case.attrib) == {"name", "classname", "time"}
            assert {child.tag for child in case} <= {"failure", "error", "skipped"}
            assert all(child.attrib["type"] for child in case if child.tag != "skipped")


def test_a_check_that_reached_no_round_has_a_day_all_the_same() -> None:
    root = parsed(junit(report(as_of="")))
    assert {suite.attrib["timestamp"] for suite in root} == {"1970-01-01T00:00:00"}


HOSTILE = "a]]>&<b c=\"'>\x00\x1b[31m\x7f\ufffe\ud800 é 字\n::error::forged\r\n| `x` | @somebody <script>"


def hostile() -> CheckReport:
    lines = [Line("assertions", HOSTILE, state, HOSTILE, Location(HOSTILE)) for state in State]
    return report(*lines, title=HOSTILE, place=HOSTILE, verdict=HOSTILE)


def test_hostile_text_breaks_no_xml() -> None:
    text = junit(hostile())
    read = parsed(text)
    names = [case.attrib["name"] for case in read.iter("testcase")]
    assert len(names) == len(State)
    assert names[0].startswith("a]]>&<b c=\"'>[31m\x7f é 字\n::error::forged\r\n")


# --- GitHub ---------------------------------------------------------------------------------------


AT = "file=pbp-assess.yaml,line=4,col=5"


def test_annotations_are_commands_with_a_place() -> None:
    assert annotations(report()).splitlines() == [
        "::error title=Two rounds::the scale changed (PBP501).",
        f"::error {AT},title=Level used%3A Money (FIN1)::Emerging; one level short. [a/b/matrix.yaml:70:9]",
        "::warning file=place.yaml,line=2,col=3,title=PBP302::unknown; expected known",
        "::warning file=pbp-assess.yaml,line=4,col=5,title=Actions overdue::One is overdue.",
        f"::notice {AT},title=No clear fall%3A Money (FIN1)::too few answered. [a/b/matrix.yaml:70:9]",
        "::notice title=Matrix unchanged::There is no earlier round.",
    ]


def test_without_a_place_of_its_own_it_points_at_the_matrix() -> None:
    line = Line("assertions", "Level used", State.FAILED, "Short.", None, THERE)
    assert annotations(report(line)).startswith("::error file=a/b/matrix.yaml,line=70,col=9,")


@pytest.mark.parametrize(("count", "shown", "left"), [(10, 10, None), (11, 10, 2), (41, 10, 32)])
def test_no_more_than_a_step_shows_and_what_is_left_out_is_said(count: int, shown: int, left: int | None) -> None:
    lines = [Line("assertions", f"n{number}", State.FAILED, "No.") for number in range(count)]
    told = annotations(report(*lines)).splitlines()
    assert len(told) == shown
    assert (f"::{left} more of this kind" in told[-1]) if left else "n9" in told[-1]


def test_no_text_forges_a_command() -> None:
    told = annotations(hostile())
    assert told.count("\n") == 5  # one line for each state but passed
    assert "\r" not in told
    assert all(re.match(r"::(error|warning|notice) file=[^:,]*,", line) for line in told.split("\n")[:-1])


# --- Markdown -------------------------------------------------------------------------------------


def test_the_comment_says_how_it_ended_first_and_what_is_wrong_next() -> None:
    assert check_markdown(report()).splitlines()[:12] == [
        "## Check of Riverside",
        "",
        "**One of four is not so.**",
        "",
        "1 passed, 1 failed, 2 warnings, 1 cannot say, 1 not compared, 1 error.",
        "",
        "A note.",
        "",
        "### Could not be judged",
        "",
        "- **Two rounds**: the scale changed (PBP501).",
        "",
    ]


@pytest.mark.parametrize("most", [COMMENT_BYTES, SUMMARY_BYTES, 3_000])
def test_it_fits_and_says_what_it_left_out(most: int) -> None:
    many = [Line("assertions", f"Level used {number}", State.FAILED, "字" * 400) for number in range(2_000)]
    text = check_markdown(report(*many), most)
    assert len(text.encode()) <= most
    shown = text.count("- **Level used")
    assert f"{2_000 - shown:,} lines did not fit here" in text
    assert text.endswith("stays accountable.\n")


def test_nothing_in_it_links_mentions_or_opens_a_tag() -> None:
    text = check_markdown(hostile())
    assert "<script" not in text
    assert not re.search(r"(?<!\\)@somebody", text)
    assert "\n::error" not in text
    assert "\x1b" not in text


# --- JSON -----------------------------------------------------------------------------------------


def test_the_json_is_as_published() -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "check.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for one in (report(), report(before="", as_of="", round_id="")):
        assert [error.message for error in validator.iter_errors(json.loads(check_json(one)))] == []
    assert not validator.is_valid({**json.loads(check_json(report())), "leader": "m1"})
    first = json.loads(check_json(report()))
    assert (first["exit"], first["counts"]["failed"], first["lines"][3]["about"]["line"]) == (1, 1, 70)


# --- all of them ----------------------------------------------------------------------------------

WRITERS = (junit, annotations, check_markdown, check_json)


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_report_gives_the_same_bytes(write: object) -> None:
    assert callable(write)
    assert write(report()) == write(report())


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_is_written_and_read(text: str) -> None:
    made = report(Line("assertions", text, State.FAILED, text, Location(text)), verdict=text)
    parsed(junit(made))
    assert annotations(made).count("\n") == 1
    check_markdown(made)
    assert json.loads(check_json(made))["verdict"] == text
