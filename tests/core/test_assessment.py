"""Is an answer read as what it is, and does a round know who and what was asked?"""

from typing import Any

import pytest
from pydantic import ValidationError

from build import dossier, evidence, matrix, new_round, place, sheet
from pbp_assess.core.assessment import Answer, Kind, State

FULL = {"level": 2, "note": "since May", "confidence": "low"}


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        (3, Answer(level=3)),
        (0, Answer(level=0)),
        ("cannot_judge", Answer(state=State.CANNOT_JUDGE)),
        ("declined", Answer(state=State.DECLINED)),
        ("unanswered", Answer(state=State.UNANSWERED)),
        (FULL, Answer(level=2, note="since May", confidence="low")),
        (Answer(level=1), Answer(level=1)),
        ({"state": "cannot_judge", "reason": "new here"}, Answer(state=State.CANNOT_JUDGE, reason="new here")),
    ],
)
def test_an_answer_may_be_written_short_or_in_full(written: Any, answer: Answer) -> None:
    found = sheet("gp", scores={"GOV1": written})
    assert (found.answer("GOV1"), found.state("GOV1"), found.level("GOV1")) == (answer, answer.state, answer.level)


def test_what_is_not_there_is_unanswered() -> None:
    found = sheet("gp")
    assert (found.answer("GOV1"), found.state("GOV1"), found.level("GOV1")) == (
        Answer(state=State.UNANSWERED),
        State.UNANSWERED,
        None,
    )


@pytest.mark.parametrize(
    "written",
    [
        True,
        2.0,
        "3",
        "not_applicable",
        "level",
        None,
        [],
        {},
        {"state": "level"},
        {"level": 3, "state": "declined"},
        {"state": "not_applicable"},
        {"level": True},
        {"level": 3, "confidence": "sure"},
        {"level": 3, "score": 3},
    ],
)
def test_what_is_no_answer(written: Any) -> None:
    with pytest.raises(ValidationError):
        sheet("gp", scores={"GOV1": written})


def test_verified_needs_to_be_by_somebody() -> None:
    with pytest.raises(ValidationError, match="verified_by"):
        evidence({"bcf": {"terms": {"state": "verified"}}})


def test_a_round_knows_who_was_asked() -> None:
    found = new_round("director:icb gp:primary_care", "guest:other")
    assert list(found.asked) == ["director", "gp", "guest"]
    assert [found.kind_of(name) for name in found.asked] == [Kind.MEMBER, Kind.MEMBER, Kind.STAKEHOLDER]


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, ("GOV1", "GOV2", "FIN1")),
        ({"excluded": {"GOV2": {"reason": "not here"}}}, ("GOV1", "FIN1")),
        ({"kind": "pulse", "criteria": ["FIN1", "GOV1"]}, ("GOV1", "FIN1")),
        ({"kind": "pulse", "criteria": ["FIN1", "GOV1"], "excluded": {"FIN1": {"reason": "not here"}}}, ("GOV1",)),
    ],
)
def test_a_round_knows_what_was_asked(fields: dict[str, Any], asked: tuple[str, ...]) -> None:
    assert dossier(matrix(), round_=fields).asked_criteria == asked


def test_sheets_stand_in_the_order_of_the_round() -> None:
    held = dossier(
        matrix(), sheet("gp"), sheet("guest"), sheet("director"), members="director gp absent", stakeholders="guest"
    )
    assert list(held.sheets_of(Kind.MEMBER)) == ["director", "gp"]
    assert list(held.sheets_of(Kind.STAKEHOLDER)) == ["guest"]


def test_a_sector_without_a_name_goes_by_its_id() -> None:
    where = place(sectors=[{"id": "icb", "name": "Integrated care board"}])
    assert [where.sector_name(sector) for sector in ("icb", "other")] == ["Integrated care board", "other"]
