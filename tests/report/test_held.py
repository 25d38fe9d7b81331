"""Does every report say which functions the place holds, on which terms, and what speaks for handing one back?"""

from datetime import date
from typing import Any

import pytest

import riverside
from build import decisions
from kinds import result, view
from paging import section, texts
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import compare, side_of
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.disclosure.comparison import disclose_comparison
from pbp_assess.report.blocks import View
from pbp_assess.report.quarter.view import quarter_view

GRANT: dict[str, Any] = {"function": "grants", "stage": "partial", "date": date(2022, 6, 1), "decided_by": "the Board"}


def holding(*granted: dict[str, Any], below: int = 2) -> Dossier:
    """Riverside after these decisions, with a trigger on the purpose, which is used at 2."""
    whole: dict[str, Any] = riverside.matrix().model_dump(by_alias=True, exclude_none=True)
    whole["readiness"]["functions"][0]["hand_back"] = [{"when": "It falls", "criterion": "PUR1", "below": below}]
    return riverside.now(matrix=riverside.matrix().model_validate(whole), decisions=decisions(*granted))


def said(found: View, anchor: str) -> str:
    return " ".join(texts(section(found, anchor)))


@pytest.mark.parametrize("kind", ["day", "outcome"])
def test_what_is_held_is_said_with_its_terms_and_triggers(kind: str) -> None:
    terms = {
        "limits": "up to £1.",
        "conditions": ["a register", "a lead"],
        "review": date(2023, 6, 1),
        "holder": "A body",
    }
    part = section(view(kind, holding({**GRANT, **terms})), "held")
    assert part.heading == "One function is held"
    whole = " ".join(texts(part))
    assert (
        "Held since 1 June 2022, by decision of the Board: A body decides within limits. Limits: up to £1. On two "
        "conditions: a register; a lead. To be reviewed on 1 June 2023." in whole
    )
    assert "Not so today." in whole


@pytest.mark.parametrize(
    ("granted", "below", "heading"),
    [
        ([GRANT], 3, "One function is held; one reason to hand back is met"),
        ([{**GRANT, "review": date(2022, 12, 9)}], 2, "One function is held; one review is due"),
        (
            [GRANT, {**GRANT, "id": "d2", "function": "gone", "review": date(2022, 7, 1)}],
            3,
            "Two functions are held; one reason to hand back is met; one review is due",
        ),
    ],
)
def test_the_heading_says_what_needs_talking_about(granted: list[dict[str, Any]], below: int, heading: str) -> None:
    assert section(view("outcome", holding(*granted, below=below)), "held").heading == heading


def test_a_function_that_this_matrix_does_not_have_is_held_all_the_same() -> None:
    found = section(view("day", holding({**GRANT, "function": "gone", "stage": "away"})), "held-gone")
    assert found.heading == "gone"
    assert next(texts(found)) == "Held since 1 June 2022, by decision of the Board: the Riverside committee away."


def test_the_page_for_everybody_says_how_many_are_held() -> None:
    assert "One function is held already." in said(view("summary", holding(GRANT)), "asked-for")


def test_the_follow_up_of_each_round_says_it_too() -> None:
    before, after = result(riverside.before()), result(holding(GRANT), riverside.before())
    found = compare(side_of(before, riverside.before(), ()), side_of(after, holding(GRANT), (riverside.before(),)))
    copies = disclose(after, Audience.PARTNERSHIP), disclose_comparison(found, Audience.PARTNERSHIP)
    assert section(quarter_view(*copies), "held").heading == "One function is held"


@pytest.mark.parametrize("outcome", ["refused", "deferred"])
def test_where_nothing_is_held_nothing_is_said(outcome: str) -> None:
    held = holding({**GRANT, "outcome": outcome})
    for kind in ("day", "outcome"):
        assert "held" not in {part.anchor for part in view(kind, held).parts}
    assert "held already" not in said(view("summary", held), "asked-for")


def test_it_is_said_too_where_nothing_is_sought() -> None:
    held = holding(GRANT)
    found = riverside.now(
        matrix=held.matrix, decisions=held.decisions, round=held.round.model_copy(update={"aims": {}})
    )
    assert section(view("day", found), "held").heading == "One function is held"


def test_the_paper_for_the_board_says_what_was_decided_before() -> None:
    noted = {"minutes": "item 9.", "conditions": ["a lead"]}
    put_off = {**GRANT, "id": "d2", "date": date(2022, 3, 1), "outcome": "deferred", **noted}
    other, later = {**GRANT, "id": "d3", "function": "pool"}, {**GRANT, "id": "d4", "date": date(2023, 1, 1)}
    found = view("function", holding(GRANT, put_off, other, later), subject="grants")
    whole = said(found, "asked")
    assert "What was decided on it before:" in whole
    assert "1 March 2022, the Board (item 9): decides within limits, put off. On one condition: a lead." in whole
    assert "1 June 2022, the Board: decides within limits, agreed." in whole
    assert "2023" not in whole
    assert "decided on it before" not in said(view("function", holding(other), subject="grants"), "asked")
