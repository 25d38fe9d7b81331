"""Does an answer file become the sheet that it says, or faults with their places, and nothing in between?"""

import json
from typing import Any

import pytest

from build import dossier, matrix, sheet
from pbp_assess.core.assessment import Scoresheet
from pbp_assess.formats.answer_file import file_name, misdirected, read_answer_file
from pbp_assess.formats.plain_text import MOST_BYTES
from pbp_assess.problems import Severity

FILE = "answers.json"
HEAD = {
    "schema": "pbp-assess/answers/1",
    "place": "example-place",
    "round": "2022-23-q3",
    "leader": "director",
    "matrix": "0" * 64,
}


def written(**parts: Any) -> bytes:
    """An answer file, a value a line."""
    return json.dumps({**HEAD, **parts}, indent=0).encode()


def faults(data: bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault; every one of them is private, because it is about answers."""
    loaded = read_answer_file(data, FILE)
    assert loaded.model is None
    assert all(problem.private for problem in loaded.problems)
    assert {problem.severity for problem in loaded.problems} == {Severity.ERROR}
    return [(problem.code, problem.location.line, problem.location.column) for problem in loaded.problems]


def sheet_from(data: bytes) -> Scoresheet:
    """The sheet of a faultless file."""
    loaded = read_answer_file(data, FILE)
    assert loaded.model is not None, loaded.problems
    return loaded.model.sheet


def test_all_five_states_the_words_and_the_choice_come_through() -> None:
    scores = {
        "GOV1": 3,
        "GOV2": "cannot_judge",
        "FIN1": {"state": "not_applicable", "reason": "no pooled fund"},
        "FIN2": {"state": "declined", "note": "I hold the contract", "confidence": "low"},
        "FIN3": {"state": "unanswered", "note": "ask finance", "evidence": ["the plan", "the minutes"]},
    }
    said = {"one-change": "Give us the keys.\nSoon."}
    assert sheet_from(written(scores=scores, answers=said, choose=["FIN1", "GOV1"])) == Scoresheet.model_validate(
        {
            "schema": "pbp-assess/scoresheet/1",
            "leader": "director",
            "round": "2022-23-q3",
            "scores": scores,
            "answers": said,
            "choose": ["FIN1", "GOV1"],
        }
    )


def test_a_deputys_answers_are_the_leaders_sheet_and_say_who_gave_them() -> None:
    assert sheet_from(written(answered_by="deputy")) == sheet("director", answered_by="deputy")


def test_an_empty_form_is_an_empty_sheet() -> None:
    assert sheet_from(written()) == sheet("director")


def test_a_byte_order_mark_from_an_editor_is_passed_over() -> None:
    assert sheet_from(b"\xef\xbb\xbf" + written()) == sheet("director")


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"schema": "pbp-assess/answers/2"}, ("PBP209", 2, 11)),
        ({"schema": "pbp-assess/scoresheet/1"}, ("PBP209", 2, 11)),
        ({"leader": "../../etc/passwd"}, ("PBP206", 5, 11)),
        ({"leader": "con"}, ("PBP206", 5, 11)),
        ({"place": 7}, ("PBP203", 3, 10)),
        ({"matrix": "abc"}, ("PBP206", 6, 11)),
        ({"scores": {"GOV1": "3"}}, ("PBP203", 8, 9)),
        ({"scores": {"GOV1": 3.0}}, ("PBP203", 8, 9)),
        ({"scores": {"GOV1": True}}, ("PBP203", 8, 9)),
        ({"scores": {"GOV1": None}}, ("PBP203", 8, 9)),
        ({"scores": {"GOV1": [3]}}, ("PBP203", 8, 9)),
        ({"scores": {"GOV1": "not_applicable"}}, ("PBP212", 8, 9)),
        ({"scores": {"GOV1": {"state": "not_applicable", "reason": "  "}}}, ("PBP205", 10, 11)),
        ({"scores": {"GOV1": {"level": 3, "state": "declined"}}}, ("PBP213", 8, 9)),
        ({"scores": {"GOV1": {"level": 3, "by": "x"}}}, ("PBP201", 10, 1)),
        ({"scores": {"GOV1": {"level": 3, "confidence": "sure"}}}, ("PBP204", 10, 15)),
        ({"scores": []}, ("PBP203", 7, 11)),
        ({"scores": {"__proto__": 3}}, ("PBP206", 8, 1)),
        ({"answers": {"q": "x" * 20_001}}, ("PBP205", 8, 6)),
        ({"choose": "GOV1"}, ("PBP203", 7, 11)),
        ({"who": "me"}, ("PBP201", 7, 1)),
        ({"schema_": "pbp-assess/answers/1"}, ("PBP201", 7, 1)),
    ],
)
def test_a_fault_of_shape_stands_where_it_is(parts: dict[str, Any], fault: tuple[str, int, int]) -> None:
    assert faults(written(**parts)) == [fault]


def test_all_faults_are_told_together() -> None:
    data = written(leader="No", scores={"GOV1": "x", "GOV2": 1.5}, choose=[1])
    assert [code for code, _, _ in faults(data)] == ["PBP206", "PBP204", "PBP203", "PBP203"]


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"leader: director\n", b"PK\x03\x04", b"{" * 100_000])
def test_something_else_is_faults(data: bytes) -> None:
    assert faults(data)


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert faults(written(answers={"q": "x" * MOST_BYTES})) == [("PBP103", 1, 1)]


def test_no_fault_shows_an_answer_to_a_log() -> None:
    loaded = read_answer_file(written(scores={"GOV1": "the chair is a fool"}), FILE)
    (problem,) = loaded.problems
    assert "fool" not in problem.message()


def test_a_file_of_this_round_is_not_misdirected_and_another_is_at_the_key_that_says_so() -> None:
    here = dossier(matrix("GOV1"))
    assert list(misdirected(read_answer_file(written(), FILE), here)) == []
    other = read_answer_file(written(place="elsewhere", round="2023-24-q1", matrix="1" * 64), FILE)
    told = [(one.code, one.location.line, one.location.column) for one in misdirected(other, here)]
    assert told == [("PBP455", 3, 10), ("PBP456", 4, 10), ("PBP457", 6, 11)]
    assert list(misdirected(read_answer_file(b"{}", FILE), here)) == []


def test_the_file_is_named_after_place_round_and_leader() -> None:
    assert file_name("oxfordshire", "2024-25-q1", "gp-lead") == "answers-oxfordshire-2024-25-q1-gp-lead.json"
