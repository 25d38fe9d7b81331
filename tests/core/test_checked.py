"""Are the lines of a check counted by what became of them?"""

from pbp_assess.core.checked import CheckReport, Line, State
from pbp_assess.problems import Location

LINES = (
    Line("files", "Files", State.PASSED, "No faults."),
    Line("assertions", "One", State.FAILED, "It is not so.", about=Location("matrix.yaml", line=3)),
    Line("assertions", "Two", State.FAILED, "Nor this."),
)
REPORT = CheckReport("Check", "example-place", "2022-23-q3", "", "2022-12-09", "Two are not so.", 1, LINES)


def test_lines_are_found_and_counted_by_state() -> None:
    assert REPORT.of(State.FAILED) == LINES[1:]
    assert REPORT.of(State.PASSED, State.WARNED) == LINES[:1]
    assert REPORT.counts() == {State.PASSED: 1, State.FAILED: 2}


def test_a_line_says_where_in_the_matrix_it_is_about() -> None:
    assert [line.text for line in LINES] == ["No faults.", "It is not so. [matrix.yaml:3:1]", "Nor this."]
