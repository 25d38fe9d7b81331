"""Is each heading known for what it is, and never taken for something else?"""

import pytest

import tiny
from asking import a_round
from build import matrix
from pbp_assess.formats.survey.headings import Column, Headings, Role
from pbp_assess.formats.survey.questions import Questions

ASKED = tiny.questions(
    domains=[
        {
            "id": "GOV",
            "name": "Governance",
            "criteria": [
                {"id": "GOV1", "name": "Clear roles", "levels": {level: f"roles {level}" for level in range(5)}},
                {"id": "GOV1-b", "name": "Written rules", "levels": {level: f"rules {level}" for level in range(5)}},
            ],
        },
        {
            "id": "FIN",
            "name": "Money",
            "criteria": [{"id": "4a", "name": "One budget", "levels": {level: f"money {level}" for level in range(5)}}],
        },
    ]
)
HEADINGS = Headings(Questions.of(a_round(ASKED)))


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("GOV1", "GOV1"),
        ("gov1", "GOV1"),
        ("Clear roles", "GOV1"),
        ("GOV1 Clear roles", "GOV1"),
        ("GOV1: Clear roles", "GOV1"),
        ("GOV1\u00a0Clear  roles\n", "GOV1"),
        ("GOV1. GOV1 Clear roles", "GOV1"),
        ("GOV1 Who decides what, in your view?", "GOV1"),
        ("GOV1) Are roles clear?", "GOV1"),
        ("Clear roles2", "GOV1"),
        ("GOV1-b", "GOV1-b"),
        ("GOV1b", "GOV1-b"),
        ("Q4a", "4a"),
        ("4a One budget", "4a"),
        ("GOV1[comment]", "GOV1 note"),
        ("GOV1 [comment]", "GOV1 note"),
        ("GOV1 Clear roles [Comment]", "GOV1 note"),
        ("GOV1 Clear ro.. [Comment]", "GOV1 note"),
        ("GOV1comment", "GOV1 note"),
        ("GOV1_note", "GOV1 note"),
        ("Clear roles remarks", "GOV1 note"),
        ("GOV1 reason", "GOV1 reason"),
        ("GOV comments: Governance", "GOV comments"),
        ("GOVcomments", "GOV comments"),
        ("Money comments", "FIN comments"),
        ("What works well?", "words well"),
        ("well", "words well"),
        ("Which two matter most?", "choose"),
        ("Which two matter most? [GOV1 Clear roles]", "choose GOV1"),
        ("choose[GOV1b]", "choose GOV1-b"),
        ("choose_GOV1", "choose GOV1"),
        ("Your code", "code"),
        ("Your code (it is in your invitation)", "code"),
        ("Leader", "code"),
        ("Email", "email"),
        ("Name", "name"),
        ("Name2", "name"),
        ("Completion time", "completed"),
        ("Date submitted", "completed"),
        ("Start time", "ignore"),
        ("Points - GOV1 Clear roles", "ignore"),
        ("Feedback - GOV1 Clear roles", "ignore"),
        ("Total points", "ignore"),
        ('{"ImportId":"QID1"}', "ignore"),
    ],
)
def test_what_is_known_for_certain(heading: str, meant: str) -> None:
    assert str(HEADINGS.column(heading)) == meant


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "GOV12",
        "GOV12 Something else",
        "GOV",
        "Why GOV1?",
        "GOV1 Why is that so?",
        "Roles clear?",
        "4",
        "Jane Smith",
    ],
)
def test_what_is_not_certain_is_left_open(heading: str) -> None:
    assert HEADINGS.column(heading) is None


def test_what_was_said_before_comes_first() -> None:
    said = Headings(Questions.of(a_round(ASKED)), {"Roles  clear?": "GOV1", "Clear roles": "ignore", "x": "no such"})
    assert said.column("roles clear?") == Column(Role.ANSWER, "GOV1")
    assert said.column("Clear roles") == Column(Role.IGNORE)
    assert said.column("x") is None


def test_two_questions_of_one_name_are_told_apart_by_their_ids() -> None:
    same = matrix("GOV1 GOV2")
    criteria = [
        {"id": name, "name": "Clear roles", "levels": {level: f"{name} {level}" for level in range(5)}}
        for name in ("GOV1", "GOV2")
    ]
    twice = Headings(Questions.of(a_round(matrix(domains=[{"id": "GOV", "name": "G", "criteria": criteria}]))))
    assert twice.column("Clear roles") is None
    assert str(twice.column("GOV2 Clear roles")) == "GOV2"
    assert same.criteria[0].id == "GOV1"


def test_a_suggestion_is_what_the_heading_is_most_like() -> None:
    assert [str(column) for column in HEADINGS.nearest("Are the roles clear")] == ["GOV1"]
    assert HEADINGS.about(Column(Role.ANSWER, "GOV1")) == "Clear roles"
    assert HEADINGS.about(Column(Role.CHOOSE)) == "Which two matter most?"
    assert HEADINGS.nearest("qwertyuiop") == []


@pytest.mark.parametrize("word", ["GOV1", "gov1 note", "FIN comments", "words well", "choose", "choose 4a", "Ignore"])
def test_every_word_of_survey_yaml_reads_back(word: str) -> None:
    column = HEADINGS.parse(word)
    assert str(column).casefold() == word.casefold()
    assert HEADINGS.parse(str(column)) == column


def test_a_word_that_stands_for_nothing_is_nothing() -> None:
    assert [HEADINGS.parse(word) for word in ("GOV9", "GOV1 remark", "", "answer")] == [None] * 4
