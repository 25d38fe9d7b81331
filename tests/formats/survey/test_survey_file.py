"""Are the replies in a table found, whatever it looks like, and is nothing in it lost or made up?"""

from typing import Any

import pytest

from asking import NAMES, a_round, answers, named, read, survey, table
from build import dossier
from pbp_assess.core.assessment import Answer, State
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.survey.layout import Program
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.survey_file import replies, survey_file
from pbp_assess.formats.table import Tables
from pbp_assess.problems import Location

CODE = ("Your code", "GOV1 GOV1", "GOV2 GOV2", "FIN1 FIN1")
CJ, DE = State.CANNOT_JUDGE, State.DECLINED


def test_a_row_for_each_respondent() -> None:
    found, faults = read(CODE, ("director", "3 Maturing: GOV1 as at level 3", "Cannot judge", ""), ("gp", 0.0, 4, "de"))
    assert faults == []
    assert [(reply.typed, dict(reply.scores)) for reply in found] == [
        ("director", {"GOV1": 3, "GOV2": CJ}),
        ("gp", {"GOV1": 0, "GOV2": 4, "FIN1": DE}),
    ]
    assert [found[0].place.column, found[0].where(("scores", "GOV2")).column] == [1, 3]


def test_the_order_of_columns_and_rows_makes_no_difference() -> None:
    assert answers(("FIN1", "Your code", "GOV2", "GOV1"), (2, "gp", 3, 1)) == [{"GOV1": 1, "GOV2": 3, "FIN1": 2}]


def test_rows_without_an_answer_are_no_replies() -> None:
    assert answers(CODE, ("director", "", " ", ""), ("", "", "", ""), (), ("gp", 3, "", "")) == [{"GOV1": 3}]


def test_what_microsoft_forms_adds_is_known() -> None:
    head = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time", *CODE, "Points - GOV1")
    found, faults = read(
        head, (1.0, "x", "2026-11-05 10:00:00", "jane@example.org", "Jane Smith", "", "gp", 3, "", "", 5)
    )
    assert faults == []
    (reply,) = found
    assert (reply.typed, reply.email, reply.name) == ("gp", "jane@example.org", "Jane Smith")
    assert (reply.sent, dict(reply.scores)) == ("2026-11-05T10:00:00", {"GOV1": 3})
    assert survey(table(head)).layouts[0].program is Program.MSFORMS


def test_anonymous_is_no_address() -> None:
    found, _ = read(("Email", *CODE), ("anonymous", "gp", 3, "", ""))
    assert found[0].email == ""


@pytest.mark.parametrize("name", ["token", "Access code", "Role", "id"])
def test_the_code_may_stand_under_another_name(name: str) -> None:
    found, faults = read((name, "GOV1"), ("gp", 3))
    assert (faults, found[0].typed) == (["PBP434"], "gp")


# --- headings below and above ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        (),
        (("Our survey of November",), ()),
        (("Answers", "", "Governance", ""),),
    ],
)
@pytest.mark.parametrize(
    "below",
    [
        (),
        (("", "Response", "Response", "Open-Ended Response"),),
        (('{"ImportId":"q1"}', '{"ImportId":"q2"}', '{"ImportId":"q3"}', '{"ImportId":"q4"}'),),
        (("code", "GOV1", "GOV2", "FIN1"),),
    ],
)
def test_headings_may_stand_below_a_title_and_in_two_rows(above: Any, below: Any) -> None:
    assert answers(*above, CODE, *below, ("gp", 3, 2, 1)) == [{"GOV1": 3, "GOV2": 2, "FIN1": 1}]


def test_a_second_row_of_headings_that_says_nothing_known_is_told_of() -> None:
    texts = ("Please type your code", "How clear is it?", "And how written?", "One budget?")
    _, faults = read(("code", "GOV1", "GOV2", "FIN1"), texts, ("gp", 3, 2, 1))
    assert faults == ["PBP420 2:2", "PBP420 2:3", "PBP420 2:4"]


# --- remarks, words and choices -------------------------------------------------------------------


def only(*rows: Any, reason: str = "") -> Any:
    found, faults = read(*rows, reason=reason)
    assert [fault for fault in faults if fault != "PBP434"] == []
    (reply,) = found
    return reply


def test_a_comment_on_a_domain_goes_to_the_criterion_it_names() -> None:
    text = "GOV2: only in the north\r\nand the east\r\n\r\nIt will take time."
    reply = only((*CODE, "GOV comments: GOV"), ("gp", 3, 2, "", text))
    assert reply.scores["GOV2"] == Answer(level=2, note="only in the north\nand the east")
    assert reply.scores["GOV1"] == Answer(level=3, note="GOV: It will take time.")


def test_a_comment_serves_as_the_reason_that_is_missing() -> None:
    reply = only((*CODE, "GOV comments"), ("gp", 3, "Not applicable", "", "There is no such thing here"))
    expected = Answer(state=State.NOT_APPLICABLE, reason="There is no such thing here")
    assert reply.scores["GOV2"] == expected
    reply = only((*CODE, "GOV2[comment]"), ("gp", 3, "Not applicable", "", "There is no such thing here"))
    assert reply.scores["GOV2"] == expected


def test_not_applicable_needs_a_reason_from_somewhere() -> None:
    assert read(CODE, ("gp", 3, "n/a", ""))[1] == ["PBP425 2:3"]
    assert only(CODE, ("gp", 3, "n/a", ""), reason="not said").scores["GOV2"].reason == "not said"
    assert only(CODE, ("gp", 3, "na: none here", "")).scores["GOV2"].reason == "none here"


def test_a_remark_on_what_was_not_answered_is_kept() -> None:
    reply = only((*CODE, "GOV1 note"), ("gp", "", 2, "", "ask my deputy"))
    assert list(reply.scores) == ["GOV1", "GOV2"]
    assert reply.scores["GOV1"] == Answer(state=State.UNANSWERED, note="ask my deputy")


def test_words_are_tidied_and_kept() -> None:
    reply = only((*CODE, "What works well?"), ("gp", 3, "", "", " We\u00a0talk – “often”.\r\n\tTruly.\u200b\x07 "))
    assert reply.answers == {"well": "We talk – “often”.\n Truly.\u200b"}
    long = "x" * 20_001
    assert read((*CODE, "What works well?", "GOV1 note"), ("gp", 3, "", "", long, long))[1] == [
        "PBP427 2:5",
        "PBP427 2:2",
    ]


@pytest.mark.parametrize(
    "cell", ["GOV1 GOV1;FIN1 FIN1;", "GOV1;FIN1", "gov1, fin1", "GOV1\nFIN1", "GOV1 FIN1", " GOV1 GOV1 ; FIN1 FIN1"]
)
def test_a_choice_in_one_cell(cell: str) -> None:
    assert only((*CODE, "Which two matter most?"), ("gp", "", "", "", cell)).choose == ("GOV1", "FIN1")


def test_a_title_may_hold_the_sign_that_parts_the_choices() -> None:
    criteria = [
        {"id": name, "name": title, "levels": {level: f"{name} {level}" for level in range(5)}}
        for name, title in (("GOV1", "Roles; and rules"), ("GOV2", "Roles"))
    ]
    asked = a_round(named(domains=[{"id": "GOV", "name": "G", "criteria": criteria}]))
    found, faults = read(("code", "choose"), ("gp", "GOV2 Roles;GOV1 Roles; and rules;"), asked=asked)
    assert (faults, found[0].choose) == (["PBP434"], ("GOV2", "GOV1"))


def test_a_choice_in_columns_of_its_own() -> None:
    head = (*CODE, "choose[GOV1]", "choose[GOV2]", "choose[FIN1]")
    assert only(head, ("gp", "", "", "", "Y", "", "Yes")).choose == ("GOV1", "FIN1")
    assert only(head, ("gp", 3, "", "", "No", "N", "0")).choose == ()
    assert read(head, ("gp", 3, "", "", "perhaps", "", ""))[1] == ["PBP426 2:5"]


def test_a_choice_that_was_not_offered_is_refused() -> None:
    assert read((*CODE, "choose"), ("gp", 3, "", "", "GOV1;Something else"))[1] == ["PBP426 2:5"]


# --- a row for each answer ------------------------------------------------------------------------


def test_a_row_for_each_answer() -> None:
    found, faults = read(
        ("leader", "criterion", "level", "note"),
        ("director", "GOV1", 3, ""),
        ("gp", "GOV1", "cannot judge", "too new"),
        ("director", "GOV2 GOV2", "Thriving", ""),
        ("gp", "well", "People", ""),
        ("gp", "choose", "GOV1;FIN1", ""),
    )
    assert faults == []
    director, gp = found
    assert (director.typed, dict(director.scores)) == ("director", {"GOV1": 3, "GOV2": 4})
    assert gp.scores == {"GOV1": Answer(state=CJ, note="too new")}
    assert (gp.answers, gp.choose) == ({"well": "People"}, ("GOV1", "FIN1"))
    assert gp.where(("scores", "GOV1")).line == 3
    assert gp.where(("scores", "GOV1", "note")).column == 4
    assert gp.where(("answers", "well")).line == 5
    assert (gp.place.line, gp.place.column) == (3, 1)


def test_faults_of_a_long_table_have_their_places() -> None:
    _, faults = read(
        ("respondent", "item", "answer"),
        ("gp", "GOV1", "3-Jan"),
        ("gp", "GOV9", 3),
        ("gp", "GOV2", 2),
        ("gp", "GOV2", 2),
        ("gp", "FIN1", "n/a"),
        ("gp", "well", "x" * 20_001),
        ("gp", "choose", "everything"),
    )
    assert faults == ["PBP423 2:3", "PBP410 3:2", "PBP411 5:3", "PBP425 6:3", "PBP427 7:3", "PBP426 8:3"]


def test_a_state_may_have_a_column_of_its_own() -> None:
    head = ("leader", "criterion", "state", "level", "reason", "evidence", "confidence")
    rows = (
        ("gp", "GOV1", "level", 3, "", "Board paper\nMinutes", "High"),
        ("gp", "GOV2", "not_applicable", "", "none here", "", ""),
        ("gp", "FIN1", "unanswered", "", "", "", ""),
    )
    (found,) = answers(head, *rows)
    assert found["GOV1"] == Answer(level=3, evidence=("Board paper", "Minutes"), confidence="high")
    assert found["GOV2"] == Answer(state=State.NOT_APPLICABLE, reason="none here")
    assert "FIN1" not in found
    assert read(head, ("gp", "GOV1", "level", 3, "", "", "rather"))[1] == ["PBP420 2:4"]


# --- our own workbook -----------------------------------------------------------------------------

OWN = (
    ("Your code", "gp"),
    ("Choose an answer ...",),
    ("Id", "Area", "Question", "Your answer", "Remark", "Matters most"),
)


def test_our_own_workbook_has_one_respondent() -> None:
    sheet = table(
        *OWN,
        ("GOV1", "GOV", "GOV1", "3 Maturing", "", "x"),
        ("GOV2", "GOV", "GOV2", "Not applicable (please say why)", "none here", ""),
        ("FIN1", "FIN", "FIN1", "", "", "x"),
        sheet="Answers",
    )
    words = table(("Id", "Question", "Your answer"), ("well", "What works well?", "People"), sheet="In your own words")
    whole = survey(table(("How to answer",), ("Choose the highest phrase",)), sheet, words)
    assert [layout.program for layout in whole.layouts] == [Program.XLSX, Program.XLSX]
    found, problems = replies(whole, Questions.of(a_round()))
    assert problems == []
    assert [reply.typed for reply in found] == ["gp", "gp"]
    assert found[0].scores == {"GOV1": 3, "GOV2": Answer(state=State.NOT_APPLICABLE, reason="none here")}
    assert (found[0].choose, found[1].answers) == (("GOV1", "FIN1"), {"well": "People"})
    assert str(found[1].place) == "f[Answers]!B1"
    assert str(found[0].where(("scores", "GOV2"))) == "f[Answers]!D5"


def test_an_empty_code_in_our_own_workbook_is_an_empty_code() -> None:
    found, _ = read(("Your code", ""), (), OWN[2], ("GOV1", "GOV", "GOV1", 3, "", ""))
    assert [(reply.typed, reply.place.line, reply.place.column) for reply in found] == [("", 1, 2)]


# --- doubtful files -------------------------------------------------------------------------------


def test_a_heading_that_nobody_knows_is_open_unless_its_column_is_empty() -> None:
    _, faults = read((*CODE, "How was lunch?", "Another?", ""), ("gp", 3, "", "", "", 0, "x"))
    assert faults == ["unmatched Another?", "unmatched "]


def test_two_columns_for_one_question_are_refused_and_an_empty_second_is_not() -> None:
    assert read((*CODE, "GOV1"), ("gp", 3, "", "", 2))[1] == ["PBP411"]
    assert answers((*CODE, "GOV1"), ("gp", 3, "", "", "")) == [{"GOV1": 3}]
    assert answers(("Your code", "GOV1", "GOV1 GOV1", "GOV2", "FIN1"), ("gp", "", 2, "", "")) == [{"GOV1": 2}]


def test_a_table_without_a_question_is_no_survey() -> None:
    assert read()[1] == ["PBP406"]
    assert read((), ("",))[1] == ["PBP406"]
    assert read(("one",), ("two",))[1] == ["PBP406"]


def test_a_question_without_a_column_is_told_of() -> None:
    assert read(("code", "GOV1"), ("gp", 3))[1] == ["PBP434"]
    assert survey(table(("code", "GOV1"), ("gp", 3))).unasked == ("GOV2", "FIN1")


def test_a_file_from_elsewhere_than_was_said_is_refused() -> None:
    tables = Tables((table(CODE, ("gp", 3, 2, 1)),))
    questions = Questions.of(a_round())
    assert [p.code for p in survey_file(tables, "f", questions, {}, "msforms").problems] == ["PBP406"]
    assert survey_file(tables, "f", questions, {}, "csv").problems == ()


def test_hidden_sheets_are_not_read_and_told_of_when_they_hold_answers() -> None:
    old = table(CODE, ("gp", 1, 1, 1), sheet="Old", hidden=True)
    lists = table(("a",), ("b",), sheet="Lists", hidden=True)
    whole = survey(table(CODE, ("gp", 3, 2, 1), sheet="Form1"), old, lists)
    assert [(problem.code, str(problem.location)) for problem in whole.problems] == [("PBP432", "f[Old]!A1")]
    assert [dict(reply.scores) for reply in replies(whole, Questions.of(a_round()))[0]] == [
        {"GOV1": 3, "GOV2": 2, "FIN1": 1}
    ]


def test_merged_cells_are_refused_among_answers_and_not_above_them() -> None:
    rows = (("Governance", "", "", ""), CODE, ("gp", 3, "", 1))
    one = table(*rows)
    assert [problem.code for problem in survey(_merged(one, ((0, 0), (0, 3)))).problems] == []
    assert [problem.code for problem in survey(_merged(one, ((2, 1), (2, 2)))).problems] == ["PBP407"]


def _merged(one: Any, block: Any) -> Any:
    from dataclasses import replace

    return replace(one, merged=(block,))


def test_everything_wrong_is_told_at_once_and_in_private() -> None:
    rows = (CODE, ("gp", "3-Jan", 2.5, 9), ("director", "x y", "n/a", "2 - Thriving"))
    found, problems = replies(survey(table(*rows)), Questions.of(a_round()))
    told = [(problem.code, problem.location) for problem in problems]
    assert told == [
        ("PBP423", Location("f", 2, 2)),
        ("PBP422", Location("f", 2, 3)),
        ("PBP421", Location("f", 2, 4)),
        ("PBP420", Location("f", 3, 2)),
        ("PBP425", Location("f", 3, 3)),
        ("PBP424", Location("f", 3, 4)),
    ]
    assert all(problem.private for problem in problems)
    assert [dict(reply.scores) for reply in found] == [{}, {}]


def test_a_pulse_asks_its_criteria_and_nothing_else() -> None:
    pulse = dossier(named(), members="gp", round_={"closed": None, "kind": "pulse", "criteria": ["GOV2"]})
    asked = Questions.of(pulse)
    assert [criterion.id for criterion in asked.criteria] == ["GOV2"]
    assert (asked.open_questions, asked.choice) == ((), None)
    assert [str(heading) for heading in read(CODE, ("gp", 3, 2, 1), asked=pulse)[1]] == [
        "unmatched GOV1 GOV1", "unmatched FIN1 FIN1",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["_" * 100_000, "[" * 100_000, "a[" * 50_000, "GOV1 " * 20_000, "1 - " * 30_000])
def test_no_text_takes_long(text: str) -> None:
    _, faults = read((*CODE, text), ("gp", text, text[:3_000], text[:300], "x"), ("director", text, 1, 1, text))
    assert f"unmatched {text}" in faults
    assert "PBP420 2:2" in faults


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_the_scale_are_answers(name: str) -> None:
    assert answers(CODE, ("gp", name, "", "")) == [{"GOV1": NAMES.index(name)}]


def test_the_matrix_may_have_one_criterion() -> None:
    one: Matrix = named(domains=[{"id": "A", "name": "A", "criteria": [_one()]}], choose=None, open_questions=())
    assert answers(("code", "A1"), ("gp", 2), asked=a_round(one)) == [{"A1": 2}]


def _one() -> dict[str, Any]:
    return {"id": "A1", "name": "The one", "levels": {level: f"one {level}" for level in range(5)}}
