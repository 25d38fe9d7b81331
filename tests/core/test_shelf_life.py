"""Is what has run out unknown, and is the day on which a function stops being ready the first one?"""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import answers, dossier, evidence, function, matrix
from judging import check_of, finding_of, gate_of, parts, policy
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Outcome, Part, Test
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.profile import Source
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.shelf_life import Lapse, lapses

CLOSED = date(2022, 12, 9)
DAY = timedelta(days=1)
YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED


def asked(**stage: Any) -> Matrix:
    papers = [{"id": "plan", "name": "the plan"}, {"id": "terms", "name": "the terms"}]
    rests = function("other", {"partial": "GOV2=1"}, requires={"bcf": "partial"})
    tests = {"documents": "seen", "functions_first": True, **stage}
    return policy("FIN1=2", criteria="GOV2 FIN1*", stage=tests, bcf={"documents": papers}, others=[rests])


def noted(plan: str | None = None, terms: str | None = None, record: str | None = None, state: str = "seen") -> Any:
    papers = {"plan": {"state": state, "valid_until": plan}, "terms": {"state": "seen", "valid_until": terms}}
    return evidence({"bcf": papers}, FIN1={"level": 3, "valid_until": record})


def held(matrix: Matrix | None = None, **parts_: Any) -> Dossier:
    aims = {"bcf": "partial", "other": "partial"}
    columns = {"GOV2": "3 3 3 3 3", "FIN1": "1 1 1 1 1"}
    return dossier(matrix or asked(), *answers(**columns), round_={"aims": aims}, **{"evidence": noted(), **parts_})


def lapses_of(whole: Dossier, *earlier: Dossier, as_of: date = CLOSED) -> tuple[Lapse, ...]:
    return assess(whole, earlier, as_of).lapses


# --- what has run out -----------------------------------------------------------------------------


@pytest.mark.parametrize(("as_of", "outcome"), [(date(2023, 3, 31), YES), (date(2023, 4, 1), UNKNOWN)])
def test_a_document_holds_up_to_its_last_day(as_of: date, outcome: Outcome) -> None:
    finding = finding_of(gate_of(held(evidence=noted(plan="2023-03-31")), as_of=as_of), Test.DOCUMENT, "plan")
    assert finding.outcome is outcome
    assert check_of(finding, Part.DOCUMENT).found == ("seen" if outcome is YES else None)


def test_a_document_that_was_never_enough_is_unknown_once_it_has_run_out() -> None:
    whole = held(evidence=noted(plan="2023-03-31", state="absent"))
    outcomes = [
        finding_of(gate_of(whole, as_of=day), Test.DOCUMENT, "plan").outcome
        for day in (date(2023, 3, 31), date(2023, 4, 1))
    ]
    assert outcomes == [NO, UNKNOWN]


@pytest.mark.parametrize(("as_of", "level"), [(date(2023, 3, 31), 3), (date(2023, 4, 1), None)])
def test_a_record_holds_up_to_its_last_day(as_of: date, level: int | None) -> None:
    whole = held(evidence=noted(record="2023-03-31"))
    finding = finding_of(gate_of(whole, as_of=as_of))
    assert check_of(finding, Part.RECORD).found == level
    used = stand(whole, (), as_of).profile.criteria["FIN1"].held
    assert (used.level, used.source) == ((3, Source.RECORD) if level else (1, Source.SUPPORTED))


@pytest.mark.parametrize(("as_of", "outcome"), [(date(2023, 3, 31), YES), (date(2023, 4, 1), UNKNOWN)])
def test_a_pulse_carries_a_record_no_longer_than_it_holds(as_of: date, outcome: Outcome) -> None:
    full = held(evidence=noted(record="2023-03-31"))
    for criteria in (["GOV2"], ["GOV2", "FIN1"]):
        fields = {"id": "2022-23-q4", "kind": "pulse", "criteria": criteria, "aims": {"bcf": "partial"},
                  "opened": date(2023, 2, 1), "closed": date(2023, 2, 28)}  # fmt: skip
        pulse = dossier(asked(), *answers(GOV2="3 3 3 3 3", FIN1="1 1 1 1 1"), round_=fields)
        assert finding_of(gate_of(pulse, earlier=[full], as_of=as_of)).outcome is outcome


# --- from which day -------------------------------------------------------------------------------


def test_nothing_runs_out_and_nothing_grows_old() -> None:
    assert lapses_of(held()) == ()


def test_the_first_day_on_which_anything_is_lost() -> None:
    first, second = lapses_of(held(evidence=noted(plan="2023-06-30", terms="2023-03-31", record="2023-03-31")))
    lost = ((Test.CRITERION, "FIN1"), (Test.DOCUMENT, "terms"))
    assert first == Lapse("bcf", "partial", date(2023, 4, 1), lost)
    assert second == Lapse("other", "partial", date(2023, 4, 1), ((Test.FUNCTION_FIRST, "bcf"),))


def test_answers_grow_too_old_on_the_first_day_of_a_quarter() -> None:
    lapse, _ = lapses_of(held(asked(fresh_quarters=2)))
    assert (lapse.day, lapse.tests) == (date(2023, 7, 1), ((Test.FRESHNESS, ""),))
    lapse, _ = lapses_of(held(asked(fresh_quarters=0)))
    assert lapse.day == date(2023, 1, 1)


def test_a_function_that_is_not_ready_has_nothing_to_lose() -> None:
    short = noted(plan="2023-03-31", state="listed")
    assert lapses_of(held(evidence=short)) == ()


def test_a_function_not_sought_is_not_told_of() -> None:
    whole = dossier(asked(), *answers(GOV2="3 3 3 3 3"), evidence=noted(plan="2023-03-31"))
    assert lapses_of(whole) == ()


def test_an_aim_without_a_gate_is_passed_over() -> None:
    one_gate = matrix("FIN1*", gates={"bcf": {"shadow": "FIN1=1"}, "other": {"partial": "FIN1=1"}})
    fields = {"aims": {"bcf": "partial", "other": "partial"}}
    noted_once = evidence(FIN1={"level": 3, "valid_until": "2023-03-31"})
    whole = dossier(one_gate, *answers(FIN1="1 1 1"), round_=fields, evidence=noted_once)
    assert [lapse.function for lapse in lapses_of(whole)] == ["other"]


def test_what_runs_out_at_the_end_of_time() -> None:
    lapse, _ = lapses_of(held(asked(fresh_quarters=10_000), evidence=noted(plan="9999-12-31")))
    assert lapse.day == date(4523, 1, 1)
    late = {"closed": date(9000, 1, 1), "aims": {"bcf": "partial"}}
    whole = dossier(asked(fresh_quarters=10_000), *answers(GOV2="3 3"), round_=late, evidence=noted())
    assert lapses_of(whole, as_of=date(9000, 1, 1)) == ()


days = st.one_of(st.none(), st.dates(date(2022, 12, 1), date(2023, 12, 31)))


@settings(max_examples=40)
@given(plan=days, terms=days, record=days, quarters=st.one_of(st.none(), st.integers(0, 3)))
def test_the_day_is_the_first_of_all_days(
    plan: date | None, terms: date | None, record: date | None, quarters: int | None
) -> None:
    ends = [str(day) if day else None for day in (plan, terms, record)]
    whole = held(asked(fresh_quarters=quarters), evidence=noted(ends[0], ends[1], ends[2]))

    def ready(name: str, day: date) -> bool:
        return judge(stand(whole, (), day), name, "partial").status.satisfies

    standing = stand(whole, (), CLOSED)
    told = {lapse.function: lapse.day for lapse in lapses(standing, ())}
    days_on = [CLOSED + DAY * number for number in range(400)]
    for name in ("bcf", "other"):
        lost = next((day for day in days_on if not ready(name, day)), None)
        assert told.get(name) == (None if lost == CLOSED else lost)


def test_every_finding_lost_is_of_something_that_ran_out() -> None:
    for lapse in lapses_of(held(evidence=noted(plan="2023-06-30"))):
        gate = gate_of(held(evidence=noted(plan="2023-06-30")), as_of=lapse.day, name=lapse.function)
        lost = [(finding.test, finding.subject) for finding in gate.findings if finding.outcome is not YES]
        assert tuple(lost) == lapse.tests
        assert all(set(parts(finding).values()) <= {YES, UNKNOWN} for finding in gate.findings)
