"""Do the thresholds that a matrix states decide, each exactly, and what holds where one is left out?"""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from build import answers, dossier, matrix, stages
from comparing import two
from judging import CLOSED, finding_of, gate_of, policy
from pbp_assess.core.assess import assess
from pbp_assess.core.compare import Grade
from pbp_assess.core.gate import Check, Outcome, Part
from pbp_assess.core.matrix import Comparing, Counting, Readiness
from pbp_assess.core.profile import Held, Source
from pbp_assess.core.readiness import stand
from pbp_assess.core.regression import Regression, regression
from pbp_assess.core.tally import Ratio

CLEAR, POSSIBLE, NONE, FEW, _ = Grade


def test_left_out_they_are_those_of_the_method() -> None:
    rules = Comparing()
    assert (rules.called_from, rules.clear_below, rules.possible_net, rules.regressed_net) == (6, Fraction(1, 20), 2, 3)
    assert Counting().carried_quarters == 4
    judged = Readiness.model_construct(stages={}, functions=())
    assert (judged.not_applicable_over, judged.dissent_levels) == (Fraction(1, 2), 2)


@pytest.mark.parametrize(
    ("before", "after", "rules", "expected"),
    [
        ("1 1 1 1 1", "2 2 2 2 2", {}, FEW),
        ("1 1 1 1 1", "2 2 2 2 2", {"called_from": 5}, POSSIBLE),
        ("1 1 1 1 1 1", "2 2 2 2 2 2", {"called_from": 7}, FEW),
        ("1 1 1 1 1 1", "2 2 2 2 2 2", {"clear_below": "1/32"}, POSSIBLE),
        ("1 1 1 1 1 1", "2 2 2 2 2 2", {"clear_below": "1/31"}, CLEAR),
        ("2 2 2 2 2 2", "3 3 2 2 2 2", {"possible_net": 3}, NONE),
        ("2 2 2 2 2 2", "3 2 2 2 2 2", {"possible_net": 1}, POSSIBLE),
    ],
)
def test_when_a_change_is_called(before: str, after: str, rules: dict[str, Any], expected: Grade) -> None:
    (change,) = two(before, after, matrix("GOV1", gates={}, comparing=rules)).criteria
    assert change.grade is expected


@pytest.mark.parametrize(("net", "expected"), [(3, Regression.NOT_CONFIRMED), (2, Regression.REGRESSED)])
def test_when_a_fall_confirms_that_a_function_regressed(net: int, expected: Regression) -> None:
    asked = policy(fields={"comparing": {"regressed_net": net}})
    earlier = {"id": "2021-22-q3", "opened": date(2021, 11, 1), "closed": date(2021, 12, 1)}
    before = dossier(asked, *answers(GOV1="3 3 3 3 2 2 2"), round_=earlier)
    now = dossier(asked, *answers(GOV1="2 2 3 3 2 2 2"))
    assert regression(stand(now, [before], CLOSED), gate_of(now, earlier=[before])) is expected


@pytest.mark.parametrize(("levels", "dissents"), [(1, True), (2, True), (3, False)])
def test_how_far_below_a_group_dissents(levels: int, dissents: bool) -> None:
    asked = policy(stage={"dissent": "moderated", "share": "1/2"}, dissent_levels=levels)
    members = " ".join(f"m{number}:{'icb' if number < 4 else 'council'}" for number in range(1, 8))
    found = finding_of(gate_of(dossier(asked, *answers(GOV1="1 1 1 3 3 3 3"), members=members)))
    assert (Part.DISSENT in {check.part for check in found.checks}) is dissents


@pytest.mark.parametrize(("limit", "unknown"), [("1/2", True), ("5/9", False)])
def test_how_many_not_applicable_are_too_many(limit: str, unknown: bool) -> None:
    asked = policy(not_applicable_over=limit)
    found = finding_of(gate_of(dossier(asked, *answers(GOV1="na na na na na 3 3 3 3"))))
    too_many = Check(Part.NOT_APPLICABLE, Outcome.UNDETERMINED, Fraction(limit), Ratio(5, 9))
    assert (too_many in found.checks) is unknown


@pytest.mark.parametrize(("quarters", "level"), [(0, None), (1, 3)])
def test_how_long_a_pulse_carries_a_level_where_no_stage_says(quarters: int, level: int | None) -> None:
    asked = matrix(readiness={"stages": stages("partial")}, counting={"carried_quarters": quarters})
    last = dossier(asked, *answers(GOV1="3 3 3 3 3"))
    fields = {"id": "2022-23-q4", "kind": "pulse", "criteria": ("GOV2",), "closed": date(2023, 3, 1)}
    pulse = dossier(asked, *answers(GOV2="2 2 2 2 2"), round_={**fields, "opened": date(2023, 2, 1)})
    held = assess(pulse, (last,), date(2023, 3, 1)).profile.criteria["GOV1"].held
    kept = Held(3, Source.SUPPORTED, "2022-23-q3", 1)
    assert held == (kept if level else Held(None, Source.NOT_ASKED, "2022-23-q3", 1))
