"""Which shortfalls may become a condition?"""

from typing import Any

import pytest

from build import answers, dossier, evidence, moderation, seated
from judging import finding_of, gate_of, policy
from pbp_assess.core.gate import Outcome, Status, Test

NO, UNKNOWN = Outcome.NOT_MET, Outcome.UNDETERMINED


def converts(column: str, mark: str = "", *, gate: str = "GOV1=3", stage: Any = None, **parts: Any) -> bool:
    """Whether the shortfall on GOV1 may become a condition; the stage allows one, so that the status follows."""
    asked = policy(gate, criteria=f"GOV1{mark}", stage={"conditions": 1, **(stage or {})})
    found = gate_of(dossier(asked, *answers(GOV1=column), **parts))
    expected = Status.READY_WITH_CONDITIONS if finding_of(found).converts else Status.DEVELOPING
    assert (found.outcome, found.status) == (NO, expected)
    return finding_of(found).converts


@pytest.mark.parametrize(
    ("column", "mark", "expected"),
    [
        pytest.param("2 2 2 2 2", "", True, id="one level lower"),
        pytest.param("2 2 2 1 1", "", True, id="just"),
        pytest.param("2 2 1 1 1", "", False, id="not even one level lower"),
        pytest.param("2 2 2 2 2", "!", False, id="critical"),
    ],
)
def test_a_share(column: str, mark: str, expected: bool) -> None:
    assert converts(column, mark, stage={"share": "3/5"}) is expected


def test_the_share_one_level_lower_is_that_of_others() -> None:
    share = {"critical": "3/4", "others": "3/5"}
    assert converts("3 2 2 0 0", stage={"share": share})


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param("3 3 3 3 2 2 2", True, id="short only where sectors count equally"),
        pytest.param("3 3 3 3 1 1 1", False, id="and one level lower too"),
        pytest.param("2 2 2 2 2 2 2", True, id="short both ways"),
    ],
)
def test_it_holds_one_level_lower_in_every_part(column: str, expected: bool) -> None:
    stage = {"share": "4/7", "balanced": True}
    assert converts(column, stage=stage, members=seated(icb=4, trust=3)) is expected


@pytest.mark.parametrize(("level", "mark", "expected"), [(2, "", True), (1, "", False), (2, "!", False)])
def test_an_agreed_level(level: int, mark: str, expected: bool) -> None:
    assert converts("3 3 3 3", mark, moderation=moderation(GOV1=level)) is expected


@pytest.mark.parametrize(("level", "mark", "expected"), [(2, "*", True), (1, "*", False), (2, "*!", False)])
def test_a_record(level: int, mark: str, expected: bool) -> None:
    assert converts("? ?", mark, evidence=evidence(GOV1=level)) is expected


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param("2 2 2 2 2 2 4 4 4 4 4", False, id="a split over the required level that nobody moderated"),
        pytest.param("0 0 0 0 2 2 2 2 2 2 2", False, id="a split over the level below it"),
        pytest.param("0 2 2 2 2 2 2 2 2 2 2", True, id="no split"),
    ],
)
def test_nothing_about_it_may_be_unknown(column: str, expected: bool) -> None:
    assert converts(column, stage={"split": "moderated", "share": "3/5"}) is expected
    assert converts(column, stage={"split": "reported", "share": "3/5"})


def test_a_group_two_levels_below_leaves_it_unknown_until_it_was_discussed() -> None:
    stage, members = {"dissent": "moderated", "share": "3/5"}, seated(icb=3, trust=6)
    column = "1 1 1 3 3 2 2 2 2"
    assert not converts(column, stage=stage, members=members)
    assert converts(column, stage=stage, members=members, moderation=moderation(GOV1=2))


def test_an_agreed_level_without_what_must_stand_beside_it() -> None:
    stage = {"dissent": "moderated and recorded"}
    assert not converts("3 3 3 3", stage=stage, moderation=moderation(GOV1=2))
    assert converts("3 3 3 3", stage=stage, moderation=moderation(GOV1={"level": 2, "dissent": 0}))


def test_a_level_carried_by_a_pulse() -> None:
    asked = policy(criteria="GOV1 GOV2", stage={"conditions": 1})
    pulse = dossier(asked, round_={"id": "2022-23-q4", "kind": "pulse", "criteria": ["GOV2"]})
    for column, expected in (("2 2 2", Status.READY_WITH_CONDITIONS), ("1 1 1", Status.DEVELOPING)):
        assert gate_of(pulse, earlier=[dossier(asked, *answers(GOV1=column))]).status is expected


@pytest.mark.parametrize(
    ("needed", "state", "status"),
    [
        ("verified", "seen", Status.READY_WITH_CONDITIONS),
        ("verified", "listed", Status.DEVELOPING),
        ("seen", "listed", Status.DEVELOPING),
        ("listed", "absent", Status.DEVELOPING),
    ],
)
def test_a_document_seen_and_not_yet_verified(needed: str, state: str, status: Status) -> None:
    asked = policy(
        "GOV1=1",
        stage={"documents": needed, "conditions": 1},
        bcf={"documents": [{"id": "terms", "name": "Terms"}]},
    )
    held = dossier(asked, *answers(GOV1="3 3 3 3"), evidence=evidence({"bcf": {"terms": state}}))
    assert gate_of(held).status is status


def test_no_other_test_converts() -> None:
    asked = policy(
        "GOV1=1",
        stage={"conditions": 9, "domain_floor": {"high": 4}, "functions_first": True, "held_rounds": 2},
        bcf={"risk": "high", "requires": {"grants": "partial"}},
        others=[{"id": "grants", "name": "Grants", "gates": {"partial": {"GOV1": 4}}}],
    )
    before = dossier(asked, *answers(GOV1="0 0 0 0"), round_={"id": "before"})
    gate = gate_of(dossier(asked, *answers(GOV1="2 2 2 2")), earlier=[before])
    short = {finding.test: finding.converts for finding in gate.shortfalls}
    assert short == {Test.DOMAIN_FLOOR: False, Test.FUNCTION_FIRST: False, Test.HELD: False}


@pytest.mark.parametrize(
    ("allowed", "status"), [(0, Status.DEVELOPING), (1, Status.DEVELOPING), (2, Status.READY_WITH_CONDITIONS)]
)
def test_no_more_than_the_stage_allows(allowed: int, status: Status) -> None:
    asked = policy("GOV1=3 GOV2=3 FIN1=1", stage={"conditions": allowed})
    four = "2 2 2 2"
    assert gate_of(dossier(asked, *answers(GOV1=four, GOV2=four, FIN1=four))).status is status


def test_what_is_met_or_unknown_converts_nothing() -> None:
    for column, outcome in (("3 3 3 3", Outcome.MET), ("2 2 2 ?", UNKNOWN)):
        found = finding_of(gate_of(dossier(policy(), *answers(GOV1=column))))
        assert (found.outcome, found.converts) == (outcome, False)
