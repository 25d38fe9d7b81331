"""Do the tables of a result say what its copy says, and nothing that the copy withholds?"""

import datetime
from typing import Any

import pytest

import riverside
from build import answers, dossier, matrix
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.core.gate import Withheld
from pbp_assess.formats.result_table import MEAN, criteria_table, findings_table, functions_table
from pbp_assess.formats.tabular import Sheet
from pbp_assess.report.wording import finding_sentence

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
LEVELS = range(5)


def copy(audience: Audience, *, spread: str = "0 2 2 2 3 4", **parts: Any) -> Copy:
    """A copy of a round of one criterion with these answers."""
    asked = matrix("GOV1!", gates={"bcf": {"shadow": "GOV1=1", "full": "GOV1=3"}})
    held = dossier(asked, *answers(GOV1=spread), round_={"aims": {"bcf": "full"}, **parts})
    return riverside.copy(audience, held, as_of=datetime.date(2022, 12, 9))


def rows(sheet: Sheet) -> list[dict[str, Any]]:
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


def only(audience: Audience, **parts: Any) -> dict[str, Any]:
    (row,) = rows(criteria_table(copy(audience, **parts)))
    return row


def spread(row: dict[str, Any], name: str = "level") -> list[Any]:
    return [row[f"{name}_{level}"] for level in LEVELS]


def test_the_facilitator_sees_every_count() -> None:
    row = only(FACILITATOR)
    assert spread(row) == [1, 0, 3, 1, 1]
    assert (row["domain"], row["criterion"], row["critical"], row["record"]) == ("GOV", "GOV1", True, False)
    assert (row["level_used"], row["source"], row["supported"]) == (2, "supported", 2)
    assert (row["asked"], row["gave_a_level"], row["unanswered"]) == (6, 6, 0)
    assert (row["at_level_used_from"], row["at_level_used_to"]) == (5, 5)
    assert row[MEAN] == 2.17


def test_the_partnership_sees_no_lone_voice_and_no_mean() -> None:
    row = only(PARTNERSHIP)
    assert spread(row) == [0, 0, 4, 2, 0]
    assert (row["at_level_used_from"], row["at_level_used_to"]) == (5, 6)
    assert MEAN not in row


def test_the_public_sees_no_counts_by_level() -> None:
    row = only(PUBLIC)
    assert spread(row) == ["withheld"] * 5
    assert {row[name] for name in ("supported", "cannot_judge", "declined", "at_level_used_from")} == {"withheld"}
    assert (row["level_used"], row["agreement"]) == (2, "close")


def test_few_answers_are_withheld_from_all_but_the_facilitator() -> None:
    assert spread(only(FACILITATOR, spread="2 3 3")) == [0, 0, 1, 2, 0]
    assert spread(only(PARTNERSHIP, spread="2 3 3")) == ["withheld"] * 5


def test_invited_voices_stand_apart() -> None:
    voices = copy(
        FACILITATOR,
        spread="2 2 2 2 2",
        members={"m1": {"sector": "icb"}},
        stakeholders={f"m{n}": {"sector": "icb"} for n in range(2, 6)},
    )
    (row,) = rows(criteria_table(voices))
    assert (spread(row), spread(row, "invited_level")) == ([0, 0, 1, 0, 0], [0, 0, 4, 0, 0])


def test_what_was_not_asked_has_no_counts() -> None:
    held = dossier(
        matrix("GOV1 GOV2"),
        *answers(GOV1="1 1 1 1 1", GOV2="2 2 2 2 2"),
        round_={"excluded": {"GOV2": {"reason": "r"}}},
    )
    row = rows(criteria_table(riverside.copy(FACILITATOR, held)))[1]
    assert (row["source"], row["asked"], row["level_used"]) == ("excluded", 0, None)
    assert spread(row) == [None] * 5
    assert {row[name] for name in ("unanswered", "supported", "agreement", MEAN, "at_level_used_from")} == {None}


@pytest.mark.parametrize(
    ("audience", "expected"), [(FACILITATOR, [2, 0]), (PARTNERSHIP, ["fewer than 3"] * 2), (PUBLIC, ["withheld"] * 2)]
)
def test_choices_of_too_few_are_no_numbers(audience: Audience, expected: list[Any]) -> None:
    asked = matrix("GOV1 GOV2", choose={"question": "Which?", "number": 1})
    sheets = [
        sheet.model_copy(update={"choose": ("GOV1",) if number < 2 else ()})
        for number, sheet in enumerate(answers(GOV1="1 1 1 1 1", GOV2="2 2 2 2 2"))
    ]
    found = rows(criteria_table(riverside.copy(audience, dossier(asked, *sheets))))
    assert [row["chosen"] for row in found] == expected


def test_a_function_has_a_row_for_each_stage_that_the_audience_may_see() -> None:
    assert [(row["stage"], row["sought"], row["status"]) for row in rows(functions_table(copy(PARTNERSHIP)))] == [
        ("shadow", False, "ready"),
        ("full", True, "developing"),
    ]
    (sought,) = rows(functions_table(copy(PUBLIC)))
    assert (sought["stage"], sought["outcome"], sought["not_met"], sought["highest_met"]) == (
        "full",
        "not met",
        1,
        "shadow",
    )


def test_a_finding_has_its_outcome_and_its_sentence() -> None:
    found = rows(findings_table(copy(PUBLIC), finding_sentence))
    criterion = next(row for row in found if row["test"] == "criterion")
    assert (criterion["subject"], criterion["required_level"], criterion["outcome"]) == ("GOV1", 3, "not met")
    assert criterion["parts_not_met"] == "share"
    assert criterion["sentence"] == finding_sentence(
        copy(PUBLIC), copy(PUBLIC).sought[0].stages["full"].gate.findings[found.index(criterion)]
    )


def test_a_matrix_without_gates_has_no_row_of_functions() -> None:
    plain = riverside.copy(PARTNERSHIP, dossier(matrix("GOV1"), *answers(GOV1="1 1 1 1 1")))
    assert functions_table(plain) == Sheet("Functions", (), ())
    assert findings_table(plain, finding_sentence).rows == ()


@pytest.mark.parametrize("audience", Audience)
def test_the_tables_of_a_whole_place_are_whole(audience: Audience) -> None:
    whole = riverside.copy(audience)
    for sheet in (criteria_table(whole), functions_table(whole), findings_table(whole, finding_sentence)):
        assert sheet.rows
        assert set(map(len, sheet.rows)) == {len(sheet.columns)}
        assert len(set(sheet.columns)) == len(sheet.columns)
    assert len(criteria_table(whole).rows) == len(whole.facts.matrix.criteria)


@pytest.mark.parametrize("audience", [PARTNERSHIP, PUBLIC])
def test_no_leader_and_no_sector_stands_in_a_shared_table(audience: Audience) -> None:
    whole = riverside.copy(audience)
    said = repr([criteria_table(whole), functions_table(whole), findings_table(whole, finding_sentence)])
    assert riverside.now().round.members.keys()
    for leader in riverside.now().round.asked:
        assert f"'{leader}'" not in said
    assert Withheld.WITHHELD.value in said
