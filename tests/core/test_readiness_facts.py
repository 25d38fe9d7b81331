"""Are facts judged by what a document shows, and is what was taken out or not asked again dealt with first?"""

from datetime import date
from typing import Any

import pytest

from build import answers, dossier, evidence, function, matrix, moderation, stages
from judging import CLOSED, check_of, finding_of, gate_of, parts, policy
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Check, Finding, Outcome, Part, Test

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
UNITED = "3 3 3 3 3"
WAIVED = {"by": "ICB board", "date": "2022-12-01", "reason": "held elsewhere"}


def found_on(held: Dossier, **gate: Any) -> Finding:
    return finding_of(gate_of(held, **gate))


# --- records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "outcome", "level"),
    [({"GOV1": 2}, NO, 2), ({"GOV1": 3}, YES, 3), ({"GOV1": 4}, YES, 4), ({}, UNKNOWN, None)],
)
def test_only_the_recorded_level_is_tested(records: dict[str, Any], outcome: Outcome, level: int | None) -> None:
    asked = policy(criteria="GOV1*", stage={"could_judge": "1/2", "balanced": True, "split": "moderated"})
    for column in (UNITED, "0 0 0 4 4", "? ? ? ? ?", "na na na na na"):
        held = dossier(asked, *answers(GOV1=column), evidence=evidence(**records), moderation=moderation(GOV1=4))
        assert found_on(held).checks == (Check(Part.RECORD, outcome, 3, level),)


def test_a_record_settles_nothing_that_is_a_view() -> None:
    held = dossier(policy(), *answers(GOV1=UNITED), evidence=evidence(GOV1=0))
    assert parts(found_on(held)) == {Part.COULD_JUDGE: YES, Part.SHARE: YES}


# --- excluded and waived --------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "*"])
def test_an_excluded_criterion_is_unknown_unless_waived(mark: str) -> None:
    excluded = {"GOV1": {"reason": "no pool here"}}
    parts_held: dict[str, Any] = {"evidence": evidence(GOV1=0), "moderation": moderation(GOV1=0)}

    def found(fields: dict[str, Any]) -> Finding:
        held = dossier(policy(criteria=f"GOV1{mark}"), *answers(GOV1="0 0 0 0 0"), round_=fields, **parts_held)
        return found_on(held)

    assert found({"excluded": excluded}).checks == (Check(Part.EXCLUDED, UNKNOWN, 3, None),)
    waived = found({"excluded": excluded, "waived": {"GOV1": WAIVED}})
    assert waived.checks == (Check(Part.WAIVED, YES, 3, None),)


def test_a_waiver_of_what_is_asked_changes_nothing() -> None:
    held = dossier(policy(), *answers(GOV1="0 0 0 0 0"), round_={"waived": {"GOV1": WAIVED}})
    assert found_on(held).outcome is NO


# --- one finding for each criterion, at the higher level ------------------------------------------

UNIVERSAL = ("readiness", "stages", "partial", "universal", "GOV1")
OWN = ("readiness", "functions", 0, "gates", "partial", "GOV1")


@pytest.mark.parametrize(
    ("universal", "own", "level", "source"),
    [
        pytest.param({"GOV1": 1}, "GOV1=2", 2, OWN, id="the function asks more"),
        pytest.param({"GOV1": 2}, "GOV1=1", 2, UNIVERSAL, id="every function is asked more"),
        pytest.param({"GOV1": 2}, "GOV1=2", 2, OWN, id="the same"),
        pytest.param({"GOV1": 2}, "", 2, UNIVERSAL, id="only every function"),
        pytest.param({}, "GOV1=2", 2, OWN, id="only this function"),
    ],
)
def test_the_higher_level_counts_once(
    universal: dict[str, int], own: str, level: int, source: tuple[str | int, ...]
) -> None:
    found = found_on(dossier(policy(own, stage={"universal": universal}), *answers(GOV1=UNITED)))
    assert (found.subject, found.required_level, found.source) == ("GOV1", level, source)


def test_findings_stand_in_matrix_order() -> None:
    asked = policy("FIN1=1 GOV2=1", stage={"universal": {"GOV1": 1}})
    gate = gate_of(dossier(asked, *answers(GOV1=UNITED, GOV2=UNITED, FIN1=UNITED)))
    assert [finding.subject for finding in gate.findings] == ["GOV1", "GOV2", "FIN1"]


def test_a_stage_that_the_function_has_no_gate_for_asks_what_every_function_is_asked() -> None:
    readiness = {
        "stages": {**stages("shadow", universal={"GOV2": 1}), **stages("partial")},
        "functions": [function("bcf", {"partial": "GOV1=3"})],
    }
    gate = gate_of(dossier(matrix(readiness=readiness), *answers(GOV2=UNITED)), stage="shadow")
    assert [finding.subject for finding in gate.findings] == ["GOV2"]


# --- documents ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "state", "outcome", "converts"),
    [
        ("listed", None, UNKNOWN, False),
        ("listed", "absent", NO, False),
        ("listed", "listed", YES, False),
        ("listed", "seen", YES, False),
        ("listed", "verified", YES, False),
        ("seen", None, UNKNOWN, False),
        ("seen", "absent", NO, False),
        ("seen", "listed", NO, False),
        ("seen", "seen", YES, False),
        ("seen", "verified", YES, False),
        ("verified", None, UNKNOWN, False),
        ("verified", "absent", NO, False),
        ("verified", "listed", NO, False),
        ("verified", "seen", NO, True),
        ("verified", "verified", YES, False),
    ],
)
def test_documents(needed: str, state: str | None, outcome: Outcome, converts: bool) -> None:
    papers = {"documents": [{"id": "minutes", "name": "Minutes"}, {"id": "terms", "name": "Terms"}]}
    entered = {"bcf": {"terms": state}} if state else {"other": {"terms": "verified"}, "bcf": {}}
    held = dossier(policy(stage={"documents": needed}, bcf=papers), evidence=evidence(entered))
    found = finding_of(gate_of(held), Test.DOCUMENT, "terms")
    assert found.checks == (Check(Part.DOCUMENT, outcome, needed, state),)
    assert found.converts is converts
    assert found.source == ("readiness", "functions", 0, "documents", 1)


# --- what a pulse carries -------------------------------------------------------------------------

PULSE = {"id": "2023-24-q1", "kind": "pulse", "criteria": ["GOV2"], "opened": "2023-04-03", "closed": "2023-06-30"}
JUNE = date(2023, 6, 30)


def carried(
    column: str = UNITED,
    *,
    mark: str = "",
    stage: dict[str, Any] | None = None,
    now: dict[str, Any] | None = None,
    as_of: date = JUNE,
    **before: Any,
) -> Finding:
    """The finding on GOV1 in a pulse that does not ask it, after a full round with this column of answers."""
    asked = policy(criteria=f"GOV1{mark} GOV2", stage=stage)
    earlier = dossier(asked, *answers(GOV1=column), **before)
    return found_on(dossier(asked, round_=PULSE, **(now or {})), earlier=[earlier], as_of=as_of)


@pytest.mark.parametrize(
    ("column", "level", "outcome"),
    [
        pytest.param(UNITED, 3, YES, id="reached"),
        pytest.param("2 2 2 2 2", 2, NO, id="not reached"),
        pytest.param("0 0 0 4 4 4", None, UNKNOWN, id="split"),
        pytest.param("? ? ? ?", None, UNKNOWN, id="nobody could judge"),
    ],
)
def test_a_level_carried(column: str, level: int | None, outcome: Outcome) -> None:
    assert carried(column).checks == (Check(Part.CARRIED, outcome, 3, level),)


def test_an_agreed_level_is_carried_and_one_agreed_on_what_was_not_asked_is_not() -> None:
    assert carried("0 0 0 4 4 4", moderation=moderation(GOV1=3)).outcome is YES
    assert carried("0 0 0 4 4 4", now={"moderation": moderation(GOV1=3)}).outcome is UNKNOWN


@pytest.mark.parametrize(
    ("limit", "as_of", "outcome"),
    [
        (2, JUNE, YES),
        (2, date(2023, 7, 1), UNKNOWN),
        (3, date(2023, 7, 1), YES),
        (None, date(2023, 12, 31), YES),
        (None, date(2024, 1, 1), UNKNOWN),
    ],
)
def test_a_stale_level_is_not_carried(limit: int | None, as_of: date, outcome: Outcome) -> None:
    assert carried(stage={"fresh_quarters": limit}, as_of=as_of).outcome is outcome


def test_one_stage_may_be_stricter_about_age_than_another() -> None:
    readiness = {
        "stages": {**stages("shadow", fresh_quarters=4), **stages("partial", fresh_quarters=1)},
        "functions": [function("bcf", {"shadow": "GOV1=3", "partial": "GOV1=3"})],
    }
    asked = matrix(readiness=readiness)
    earlier = [dossier(asked, *answers(GOV1=UNITED))]
    pulse = dossier(asked, round_=PULSE)
    outcomes = {
        stage: found_on(pulse, earlier=earlier, as_of=JUNE, stage=stage).outcome for stage in ("shadow", "partial")
    }
    assert outcomes == {"shadow": YES, "partial": UNKNOWN}


def test_nothing_is_carried_over_a_change_of_wording_or_from_nowhere() -> None:
    asked = policy(criteria="GOV1 GOV2")
    changed = dossier(policy(criteria="GOV1 GOV2", levels=range(4)), *answers(GOV1=UNITED))
    pulse = dossier(asked, round_=PULSE)
    for earlier in ([changed], []):
        assert found_on(pulse, earlier=earlier, as_of=JUNE).checks == (Check(Part.CARRIED, UNKNOWN, 3, None),)


@pytest.mark.parametrize(
    ("before", "now", "part", "outcome"),
    [
        pytest.param({"GOV1": 3}, {}, Part.CARRIED, YES, id="carried"),
        pytest.param({"GOV1": 2}, {}, Part.CARRIED, NO, id="carried, and short"),
        pytest.param({}, {}, Part.CARRIED, UNKNOWN, id="never checked, whatever most saw"),
        pytest.param({"GOV1": 2}, {"GOV1": 3}, Part.RECORD, YES, id="a new one before the old"),
    ],
)
def test_a_record_in_a_pulse(before: dict[str, Any], now: dict[str, Any], part: Part, outcome: Outcome) -> None:
    found = carried(mark="*", evidence=evidence(**before), now={"evidence": evidence(**now)})
    assert parts(found) == {part: outcome}


def test_a_record_that_a_pulse_asks_about_is_carried_too() -> None:
    asked = policy(criteria="GOV1* GOV2")
    pulse = dossier(asked, *answers(GOV1=UNITED), round_={**PULSE, "criteria": ["GOV1"]})
    for held, expected in ((evidence(GOV1=3), {Part.CARRIED: YES}), (evidence(), {Part.RECORD: UNKNOWN})):
        earlier = dossier(asked, *answers(GOV1=UNITED), evidence=held)
        assert parts(found_on(pulse, earlier=[earlier], as_of=JUNE)) == expected


def test_what_a_pulse_asks_is_judged_on_its_answers() -> None:
    asked = policy(criteria="GOV1 GOV2")
    earlier = dossier(asked, *answers(GOV1="0 0 0 0"))
    pulse = dossier(asked, *answers(GOV1=UNITED), round_={**PULSE, "criteria": ["GOV1"]})
    found = found_on(pulse, earlier=[earlier], as_of=CLOSED)
    assert check_of(found, Part.SHARE).outcome is YES
