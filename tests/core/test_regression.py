"""When was a function ready that is not now, and when is that only noise?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from build import answers, dossier, evidence, function, matrix, moderation, stages
from judging import policy
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.regression import Regression, net_fall, regression

BEFORE = {"id": "2021-22-q3", "opened": date(2021, 11, 1), "closed": date(2021, 12, 1)}
CLOSED = date(2022, 12, 9)
NONE, REGRESSED, UNCONFIRMED = Regression.NONE, Regression.REGRESSED, Regression.NOT_CONFIRMED
PAPERS = {"documents": [{"id": "terms", "name": "Terms"}]}


def compared(before: Dossier | None, now: Dossier, stage: str = "partial") -> Regression:
    standing = stand(now, [before] if before else [], CLOSED)
    return regression(standing, judge(standing, "bcf", stage))


def before(column: str, asked: Matrix | None = None, **parts: Any) -> Dossier:
    return dossier(asked or policy(), *answers(GOV1=column), round_={**BEFORE, **parts.pop("round_", {})}, **parts)


def now(column: str, asked: Matrix | None = None, **parts: Any) -> Dossier:
    return dossier(asked or policy(), *answers(GOV1=column), **parts)


READY = "3 3 3 3 2 2 2"


@pytest.mark.parametrize(
    ("then", "today", "expected"),
    [
        pytest.param(READY, "3 2 2 2 2 2 2", REGRESSED, id="three down"),
        pytest.param(READY, "2 2 3 3 2 2 2", UNCONFIRMED, id="two down"),
        pytest.param(READY, "2 2 2 2 3 2 2", REGRESSED, id="four down, one up"),
        pytest.param(READY, "2 2 2 2 3 3 2", UNCONFIRMED, id="four down, two up"),
        pytest.param(READY, "0 0 3 3 2 2 2", UNCONFIRMED, id="how far down does not matter"),
        pytest.param(READY, "2 2 2 3 ? ? ?", REGRESSED, id="only those who gave a level both times"),
        pytest.param(READY, "2 2 ? 3 2 2 2", UNCONFIRMED, id="an answer withheld is no fall"),
        pytest.param("? 3 3 3 3", "2 2 2 3 2", REGRESSED, id="three of four, and one for the first time"),
        pytest.param(READY, READY, NONE, id="still ready"),
        pytest.param(READY, "3 3 3 ? ? ? ?", NONE, id="not enough to say"),
        pytest.param("2 2 2 2 2 2 2", "0 0 0 0 0 0 0", NONE, id="never ready"),
        pytest.param("3 3 3 ? ? ? ?", "0 0 0 0 0 0 0", NONE, id="never known to be"),
    ],
)
def test_views(then: str, today: str, expected: Regression) -> None:
    assert compared(before(then), now(today)) is expected


def test_a_deputys_answers_move_nothing_of_the_leaders() -> None:
    then, today = before("3 3 3 3 3 3 3"), now("2 2 2 2 2 2 2")
    assert net_fall(then, today, "GOV1") == 7
    deputy = today.sheets["m1"].model_copy(update={"answered_by": "deputy"})
    assert net_fall(then, replace(today, sheets={**today.sheets, "m1": deputy}), "GOV1") == 6
    both = then.sheets["m1"].model_copy(update={"answered_by": "deputy"})
    again = replace(then, sheets={**then.sheets, "m1": both})
    assert net_fall(again, replace(today, sheets={**today.sheets, "m1": deputy}), "GOV1") == 7


def test_a_first_round_has_lost_nothing() -> None:
    assert compared(None, now("0 0 0 0")) is NONE


def test_only_members_of_both_rounds_are_matched() -> None:
    then = before("3 3 3 3 3")
    left = dossier(policy(), *answers(GOV1="1 1 1 1 1"), members="m1 m2 x3 x4 x5 m3 m4 m5", stakeholders="")
    assert net_fall(then, left, "GOV1") == 5
    guests = dossier(policy(), *answers(GOV1="1 1 1 1 1"), members="m1 m2", stakeholders="m3 m4 m5")
    assert net_fall(then, guests, "GOV1") == 2
    assert net_fall(guests, now("0 0 0 0 0"), "GOV1") == 2
    joined = dossier(policy(), *answers(GOV1="1 1 1 1 1 1 1"))
    assert net_fall(then, joined, "GOV1") == 5
    assert net_fall(joined, then, "GOV1") == -5


def test_a_changed_wording_cannot_be_compared() -> None:
    changed = policy(levels=range(4))
    assert net_fall(before(READY, changed), now("0 0 0 0 0 0 0"), "GOV1") == 0
    assert compared(before(READY, changed), now("0 0 0 0 0 0 0")) is UNCONFIRMED
    assert net_fall(before(READY, policy(criteria="GOV2 FIN1", gate="GOV2=1")), now("0 0"), "GOV1") == 0


def test_what_was_taken_out_cannot_be_compared() -> None:
    waived = {
        "excluded": {"GOV1": {"reason": "no pool"}},
        "waived": {"GOV1": {"by": "ICB", "date": "2021-11-01", "reason": "held elsewhere"}},
    }
    then = before(READY, round_=waived)
    assert net_fall(then, now("0 0 0 0 0 0 0"), "GOV1") == 0
    assert compared(then, now("0 0 0 0 0 0 0")) is UNCONFIRMED


NOISE = "2 2 3 2 2"  # two down from 3 3 3 2 2: no longer half at level 3


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"GOV1": 4, "GOV2": 3}, {"GOV1": 2, "GOV2": 3}, REGRESSED, id="a record that is short now"),
        pytest.param({"GOV1": 4, "GOV2": 3}, {"GOV1": 3, "GOV2": 3}, REGRESSED, id="one that fell and is enough"),
        pytest.param({"GOV1": 3, "GOV2": 3}, {"GOV1": 4, "GOV2": 3}, UNCONFIRMED, id="one that rose"),
        pytest.param({"GOV1": 3, "GOV2": 3}, {"GOV1": 3}, UNCONFIRMED, id="one without an entry"),
        pytest.param(
            {"GOV1": 3, "GOV2": 3, "FIN1": 4},
            {"GOV1": 3, "GOV2": 3, "FIN1": 0},
            UNCONFIRMED,
            id="one that the function does not turn on",
        ),
    ],
)
def test_records(old: dict[str, Any], new: dict[str, Any], expected: Regression) -> None:
    asked = policy("GOV1=3 GOV2=2 CAR1=3", criteria="GOV1* GOV2* CAR1 FIN1*")
    then = dossier(asked, *answers(CAR1="3 3 3 2 2"), round_=BEFORE, evidence=evidence(**old))
    assert compared(then, dossier(asked, *answers(CAR1=NOISE), evidence=evidence(**new))) is expected


def test_a_record_alone_may_fall() -> None:
    asked = policy("GOV1=3", criteria="GOV1*")
    then = dossier(asked, round_=BEFORE, evidence=evidence(GOV1=3))
    assert compared(then, dossier(asked, evidence=evidence(GOV1=1))) is REGRESSED
    assert compared(then, dossier(asked)) is NONE


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("seen", "listed", REGRESSED, id="fell"),
        pytest.param("verified", "seen", REGRESSED, id="fell and is enough"),
        pytest.param("seen", "absent", REGRESSED, id="withdrawn"),
        pytest.param("seen", "seen", UNCONFIRMED, id="stands"),
        pytest.param("seen", None, UNCONFIRMED, id="no entry"),
    ],
)
def test_documents(old: str, new: str | None, expected: Regression) -> None:
    asked = policy(stage={"documents": "seen"}, bcf=PAPERS)

    def entered(state: str | None) -> dict[str, Any]:
        return {"evidence": evidence({"bcf": {"terms": state}} if state else {})}

    then = before("3 3 3 2 2", asked, **entered(old))
    assert compared(then, now(NOISE, asked, **entered(new))) is expected


def test_another_functions_document_is_no_matter() -> None:
    asked = policy(bcf=PAPERS, others=[function("grants", {"partial": "GOV1=1"}, **PAPERS)])
    papers = {"bcf": {"terms": "seen"}}
    then = before("3 3 3 2 2", asked, evidence=evidence({**papers, "grants": {"terms": "seen"}}))
    assert compared(then, now(NOISE, asked, evidence=evidence({**papers, "grants": {"terms": "absent"}}))) is (
        UNCONFIRMED
    )


# --- ready with conditions, stages, matrices ------------------------------------------------------


def test_ready_with_conditions_was_ready() -> None:
    asked = policy(stage={"conditions": 1})
    assert compared(before("2 2 2 2 2", asked), now("1 1 1 1 1", asked)) is REGRESSED


def test_ready_with_conditions_is_ready_still() -> None:
    asked = policy(stage={"conditions": 1})
    assert compared(before("3 3 3 3 3", asked), now("2 2 2 2 2", asked)) is NONE
    assert compared(before("2 2 2 2 2", asked), now("2 2 2 2 2", asked)) is NONE


def test_the_earlier_round_is_judged_at_its_own_close() -> None:
    asked = policy(stage={"fresh_quarters": 1})
    assert compared(before("3 3 3 3 3", asked), now("1 1 1 1 1", asked)) is REGRESSED


def test_the_earlier_round_counts_with_what_was_agreed() -> None:
    then = before("2 2 2 2 2", moderation=moderation(GOV1=3))
    assert compared(then, now("1 1 1 1 1")) is REGRESSED
    assert compared(before("2 2 2 2 2"), now("1 1 1 1 1")) is NONE


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(matrix(), id="no readiness section"),
        pytest.param(policy(bcf={"id": "other"}), id="no such function"),
        pytest.param(matrix(gates={"bcf": {"shadow": "GOV1=3"}}), id="no such stage"),
    ],
)
def test_what_was_not_judged_before_was_not_lost(asked: Matrix) -> None:
    assert compared(before("3 3 3 3 3", asked), now("1 1 1 1 1")) is NONE


def test_each_stage_is_compared_with_itself() -> None:
    readiness = {
        "stages": stages("shadow", "partial"),
        "functions": [function("bcf", {"shadow": "GOV1=1", "partial": "GOV1=3"})],
    }
    asked = matrix(readiness=readiness)
    then, today = before("3 3 3 3 3", asked), now("2 2 2 2 2", asked)
    assert compared(then, today, "shadow") is NONE
    assert compared(then, today, "partial") is REGRESSED
