"""Are the tests of the whole round judged as the method says: coverage, domains, functions first, age, rounds?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from build import answers, dossier, evidence, function, matrix, moderation, seated, sheet, stages
from judging import CLOSED, finding_of, gate_of, policy
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Check, Finding, Outcome, Part, Status, Test
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.profile import profile_round
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.tally import Ratio

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
UNITED = "3 3 3 3 3"
STAGE = ("readiness", "stages", "partial")


def findings(held: Dossier, test: Test) -> list[Finding]:
    return [finding for finding in gate_of(held).findings if finding.test is test]


# --- sheets back, sectors heard -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("back", "asked", "share", "outcome"),
    [
        (6, 10, "60%", YES),
        (6, 11, "60%", UNKNOWN),
        (7, 11, "60%", YES),
        (8, 11, "75%", UNKNOWN),
        (9, 11, "75%", YES),
        (9, 11, "80%", YES),
        (8, 10, "80%", YES),
        (0, 3, "60%", UNKNOWN),
    ],
)
def test_enough_sheets_must_be_back(back: int, asked: int, share: str, outcome: Outcome) -> None:
    sheets = answers(GOV1=" ".join(["?"] * back)) if back else ()
    held = dossier(policy(stage={"returned": share}), *sheets, members=seated(icb=asked))
    (found,) = findings(held, Test.RETURNED)
    assert found.checks == (Check(Part.RETURNED, outcome, Fraction(share.rstrip("%")) / 100, Ratio(back, asked)),)
    assert found.source == (*STAGE, "returned")
    assert findings(dossier(policy(), *sheets, members=seated(icb=asked)), Test.RETURNED) == []


@pytest.mark.parametrize(
    ("members", "needed", "heard", "outcome"),
    [
        ("m1:icb m2:council m3:trust m4:gp m5:voice", 5, 5, YES),
        ("m1:icb m2:council m3:trust m4:gp late:voice", 5, 4, UNKNOWN),
        ("m1:icb m2:council m3:trust m4:gp late:voice", 4, 4, YES),
        ("m1:icb m2:council m3:trust m4:gp", 5, 4, UNKNOWN),
        ("m1:icb m2:icb m3:icb m4:other m5:other", 1, 1, YES),
    ],
)
def test_enough_sectors_must_be_heard(members: str, needed: int, heard: int, outcome: Outcome) -> None:
    asked = policy(stage={"sectors": needed}, sectors_required=["icb", "council", "trust", "gp", "voice"])
    sheets = [sheet(seat.split(":")[0], "GOV1=?") for seat in members.split() if not seat.startswith("late")]
    (found,) = findings(dossier(asked, *sheets, members=members), Test.SECTORS)
    assert found.checks == (Check(Part.SECTORS, outcome, needed, Ratio(heard, 5)),)
    assert found.source == (*STAGE, "sectors")


def test_no_sector_need_be_heard() -> None:
    assert findings(dossier(policy(sectors_required=["icb"])), Test.SECTORS) == []


# --- freshness ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closed", "as_of", "age", "outcome"),
    [
        (date(2022, 12, 9), date(2022, 12, 31), 0, YES),
        (date(2022, 12, 9), date(2023, 6, 30), 2, YES),
        (date(2022, 12, 9), date(2023, 7, 1), 3, UNKNOWN),
        (date(2023, 3, 31), date(2023, 4, 1), 1, YES),
        (None, date(2024, 12, 9), 0, YES),
    ],
)
def test_answers_grow_old(closed: date | None, as_of: date, age: int, outcome: Outcome) -> None:
    held = dossier(policy(stage={"fresh_quarters": 2}), round_={"closed": closed})
    found = finding_of(gate_of(held, as_of=as_of), Test.FRESHNESS)
    assert found.checks == (Check(Part.QUARTERS, outcome, 2, age),)
    assert found.source == (*STAGE, "fresh_quarters")
    assert findings(dossier(policy()), Test.FRESHNESS) == []


# --- no domain below the floor --------------------------------------------------------------------


def floor(levels: dict[str, str], risk: str | None = "high", **parts: Any) -> list[Finding]:
    """The finding on the floor 2 for a high risk; a level is what five members gave, `x` what they split on."""
    columns = {name: "0 0 2 4 4" if text == "x" else f"{text} " * 5 for name, text in levels.items()}
    asked = policy(
        criteria=" ".join(columns), stage={"domain_floor": {"high": 2, "medium": 1}}, bcf={"risk": risk} if risk else {}
    )
    return findings(dossier(asked, *answers(**columns), **parts), Test.DOMAIN_FLOOR)


@pytest.mark.parametrize(
    ("levels", "outcome", "found", "subject"),
    [
        pytest.param({"GOV1": "3", "FIN1": "2"}, YES, 2, "FIN", id="all above"),
        pytest.param({"GOV1": "1", "FIN1": "3"}, NO, 1, "GOV", id="one below"),
        pytest.param({"GOV1": "2", "FIN1": "2"}, YES, 2, "GOV", id="the first of the lowest is named"),
        pytest.param({"GOV1": "x", "FIN1": "3"}, UNKNOWN, None, "GOV", id="it depends on what is missing"),
        pytest.param({"GOV1": "x", "FIN1": "1"}, NO, None, "GOV", id="below at both ends"),
        pytest.param({"GOV1": "2", "GOV2": "2", "GOV3": "x", "FIN1": "3"}, YES, 2, "GOV", id="missing, and no matter"),
        pytest.param({"GOV1": "2", "GOV2": "4", "GOV3": "x"}, YES, None, "GOV", id="between 2 and 4, met both ways"),
        pytest.param({"GOV1": "0", "GOV2": "1", "GOV3": "x"}, NO, None, "GOV", id="between 0 and 1, not met both ways"),
        pytest.param({"GOV1": "x"}, UNKNOWN, None, "GOV", id="nothing is known"),
    ],
)
def test_the_lowest_domain(levels: dict[str, str], outcome: Outcome, found: int | None, subject: str) -> None:
    (one,) = floor(levels)
    assert one.checks == (Check(Part.DOMAIN, outcome, 2, found),)
    assert (one.subject, one.source) == (subject, (*STAGE, "domain_floor", "high"))


def test_the_floor_is_the_risks_own() -> None:
    (medium,) = floor({"GOV1": "1"}, "medium")
    assert medium.checks == (Check(Part.DOMAIN, YES, 1, 1),)
    assert floor({"GOV1": "0"}, "low") == []
    assert floor({"GOV1": "0"}, None) == []


def test_a_level_agreed_on_the_day_lifts_a_domain() -> None:
    (found,) = floor({"GOV1": "1"}, moderation=moderation(GOV1=2))
    assert found.outcome is YES


def test_a_domain_that_is_taken_out_has_no_floor() -> None:
    out = {"excluded": {"GOV1": {"reason": "not here"}}}
    (found,) = floor({"GOV1": "0", "FIN1": "3"}, round_=out)
    assert (found.outcome, found.subject) == (YES, "FIN")
    (found,) = floor({"GOV1": "0"}, round_=out)
    assert found.checks == (Check(Part.DOMAIN, UNKNOWN, 2, None),)


# --- functions that come first --------------------------------------------------------------------


def after(other_gate: str, *, first: bool = True, conditions: int = 0) -> Matrix:
    """`bcf` at partial comes after `grants` at shadow."""
    readiness = {
        "stages": {
            **stages("shadow", conditions=conditions),
            **stages("partial", functions_first=first),
        },
        "functions": [
            function("grants", {"shadow": other_gate}),
            function("bcf", {"partial": "GOV1=1"}, requires={"grants": "shadow"}),
        ],
    }
    return matrix(readiness=readiness)


@pytest.mark.parametrize(
    ("gate", "conditions", "status", "outcome"),
    [
        pytest.param("GOV1=3", 0, Status.READY, YES, id="ready"),
        pytest.param("GOV1=4", 1, Status.READY_WITH_CONDITIONS, YES, id="ready with conditions"),
        pytest.param("GOV1=4", 0, Status.DEVELOPING, NO, id="not yet"),
        pytest.param("GOV2=1", 0, Status.INSUFFICIENT_EVIDENCE, UNKNOWN, id="not enough answers"),
    ],
)
def test_another_function_comes_first(gate: str, conditions: int, status: Status, outcome: Outcome) -> None:
    (found,) = findings(dossier(after(gate, conditions=conditions), *answers(GOV1=UNITED)), Test.FUNCTION_FIRST)
    assert found.checks == (Check(Part.FUNCTION, outcome, "shadow", status.value),)
    assert (found.subject, found.converts) == ("grants", False)
    assert found.source == ("readiness", "functions", 1, "requires", "grants")


def test_a_stage_may_not_ask_what_comes_first() -> None:
    assert findings(dossier(after("GOV1=4", first=False), *answers(GOV1=UNITED)), Test.FUNCTION_FIRST) == []


# --- held for rounds running ----------------------------------------------------------------------


def running(rounds: int, *, asked: str = "GOV1=3", **tests: Any) -> Matrix:
    return policy(asked, stage={"held_rounds": rounds, **tests})


def past(column: str, *, year: int = 2021, asked: Matrix | None = None, **parts: Any) -> Dossier:
    fields = {"id": f"{year}-q3", "opened": date(year, 11, 1), "closed": date(year, 12, 1)}
    return dossier(asked or running(2), *answers(GOV1=column), round_=fields, **parts)


def held_finding(
    earlier: Sequence[Dossier], rounds: int = 2, as_of: date = CLOSED, round_: Any = None, **tests: Any
) -> Finding:
    now = dossier(running(rounds, **tests), *answers(GOV1=UNITED), round_=round_)
    return finding_of(gate_of(now, earlier=earlier, as_of=as_of), Test.HELD)


@pytest.mark.parametrize(
    ("column", "outcome"),
    [(UNITED, YES), ("2 2 2 2 2", NO), ("3 3 3 ? ?", UNKNOWN)],
    ids=["met", "not met", "unknown"],
)
def test_the_round_before_must_have_met_the_gate(column: str, outcome: Outcome) -> None:
    found = held_finding([past(column)])
    assert found.checks == (Check(Part.EARLIER_ROUND, outcome, "met", outcome.value),)
    assert found.source == (*STAGE, "held_rounds")


def test_nobody_has_held_it_in_a_first_round() -> None:
    assert held_finding([]).checks == (Check(Part.EARLIER_ROUND, UNKNOWN, "met", None),)


def test_one_round_is_no_test() -> None:
    assert findings(dossier(running(1), *answers(GOV1=UNITED)), Test.HELD) == []


def test_ready_with_conditions_has_not_held_it() -> None:
    before = past("2 2 2 2 2", asked=running(2, conditions=3))
    without_this_test = policy(stage={"conditions": 3})
    assert gate_of(past("2 2 2 2 2", asked=without_this_test)).status is Status.READY_WITH_CONDITIONS
    assert held_finding([before], conditions=3).outcome is NO


def test_the_round_before_is_judged_at_its_own_close_on_its_own_matrix() -> None:
    fresh = running(2, fresh_quarters=1)
    assert held_finding([past(UNITED, asked=fresh)], fresh_quarters=1).outcome is YES
    easier = running(2, asked="GOV1=2")
    assert held_finding([past("2 2 2 2 2", asked=easier)]).outcome is YES


def test_a_round_before_that_was_never_closed_is_judged_at_its_opening() -> None:
    fields = {"id": "2021-q3", "opened": date(2021, 11, 1), "closed": None}
    asked = running(2, fresh_quarters=1)
    before = dossier(asked, *answers(GOV1=UNITED), round_=fields)
    assert held_finding([before], fresh_quarters=1).outcome is YES


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(matrix(), id="no readiness section"),
        pytest.param(policy(others=(), bcf={"id": "other"}), id="no such function"),
        pytest.param(matrix(gates={"bcf": {"shadow": "GOV1=3"}}), id="no such stage"),
    ],
)
def test_a_round_that_could_not_judge_the_gate_has_not_held_it(asked: Matrix) -> None:
    assert held_finding([past(UNITED, asked=asked)]).checks == (Check(Part.EARLIER_ROUND, UNKNOWN, "met", None),)


@pytest.mark.parametrize(
    ("columns", "outcomes"),
    [
        ([UNITED, UNITED], [YES, YES]),
        ([UNITED, "2 2 2 2"], [YES, NO]),
        (["2 2 2 2", UNITED], [NO, YES]),
        ([UNITED], [YES, UNKNOWN]),
        ([], [UNKNOWN, UNKNOWN]),
    ],
)
def test_three_rounds_running(columns: list[str], outcomes: list[Outcome]) -> None:
    earlier = [past(column, year=2021 - age, asked=running(3)) for age, column in enumerate(columns)]
    assert [check.outcome for check in held_finding(earlier, rounds=3).checks] == outcomes


def test_a_pulse_is_not_one_of_two_full_rounds() -> None:
    pulse = {"id": "2022-23-q4", "kind": "pulse", "criteria": ["GOV1"]}
    assert [check.outcome for check in held_finding([past(UNITED)], round_=pulse).checks] == [YES, UNKNOWN]
    two = [past(UNITED), past(UNITED, year=2020)]
    assert [check.outcome for check in held_finding(two, round_=pulse).checks] == [YES, YES]


def test_functions_that_come_first_are_judged_without_this_test_in_the_round_before() -> None:
    def twice() -> Matrix:
        readiness = {
            "stages": stages("partial", held_rounds=2, functions_first=True),
            "functions": [
                function("grants", {"partial": "GOV1=3"}),
                function("bcf", {"partial": "GOV1=3"}, requires={"grants": "partial"}),
            ],
        }
        return matrix(readiness=readiness)

    now = dossier(twice(), *answers(GOV1=UNITED))
    gate = gate_of(now, earlier=[past(UNITED, asked=twice())])
    assert finding_of(gate, Test.HELD).outcome is YES
    assert gate.status is Status.READY
    assert gate_of(now).status is Status.INSUFFICIENT_EVIDENCE


def test_findings_stand_in_the_order_they_are_read() -> None:
    asked = policy(
        stage={
            "returned": "60%",
            "sectors": 1,
            "domain_floor": {"high": 1},
            "functions_first": True,
            "fresh_quarters": 2,
            "held_rounds": 2,
        },
        bcf={"risk": "high", "documents": [{"id": "terms", "name": "Terms"}], "requires": {"grants": "partial"}},
        others=[function("grants", {"partial": "GOV2=1"})],
        sectors_required=["icb"],
    )
    gate = gate_of(dossier(asked, *answers(GOV1=UNITED), evidence=evidence({"bcf": {"terms": "listed"}})))
    assert [finding.test for finding in gate.findings] == [
        Test.RETURNED,
        Test.SECTORS,
        Test.CRITERION,
        Test.DOMAIN_FLOOR,
        Test.FUNCTION_FIRST,
        Test.DOCUMENT,
        Test.FRESHNESS,
        Test.HELD,
    ]


def test_a_question_is_asked_once_and_anew_of_what_differs() -> None:
    standing = stand(dossier(policy(), *answers(GOV1=UNITED)), [], CLOSED)
    gate = judge(standing, "bcf", "partial")
    assert judge(standing, "bcf", "partial") is gate
    other = dossier(policy(), *answers(GOV1="2 2 2 2"))
    varied = replace(standing, dossier=other, profile=profile_round(other, None, CLOSED))
    assert judge(varied, "bcf", "partial").outcome is NO
    assert judge(standing, "bcf", "partial").outcome is YES
