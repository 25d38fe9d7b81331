"""Is each assertion kept, broken or open exactly where it should be, and never kept for want of something to judge?"""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from build import actions, evidence, matrix, moderation
from comparing import part
from pbp_assess.core.agreement import Closeness
from pbp_assess.core.asserted import Assertion, Gravity, Rule, preset
from pbp_assess.core.assertions import About, AssertionResult, Coverage, Kept, judge_assertions, unmatched, unreachable
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import StageChange
from pbp_assess.core.disclosure.comparison import ComparisonCopy
from pbp_assess.core.tally import Ratio
from storing import beside, kept

SIX, NINE = "3 3 3 3 3 3", "3 3 3 3 3 3 3 3 3"
BCF = {"bcf": {"shadow": "GOV1=1", "partial": "GOV1=3"}}
SOUGHT = {"aims": {"bcf": "partial"}}


def one(rule: str, of: str | None = None, **fields: Any) -> Assertion:
    return Assertion.model_validate({"rule": rule, "of": of, **fields})


def judged(assertion: Assertion, held: Dossier, compared: ComparisonCopy | None = None) -> dict[str, Kept]:
    return {found.subject: found.kept for found in judge_assertions([assertion], kept(held), compared)}


def only(assertion: Assertion, held: Dossier, compared: ComparisonCopy | None = None) -> AssertionResult:
    (found,) = judge_assertions([assertion], kept(held), compared)
    return found


# --- one round ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "level", "expected"),
    [
        ("2 2 2 3 3", 2, Kept.KEPT),
        ("2 2 2 3 3", 3, Kept.BROKEN),
        ("2 2 3 3 3", 3, Kept.KEPT),  # three of five is 60 %, exactly
        ("2 2 2 2 3 3 3 3 3", 3, Kept.BROKEN),  # five of nine rounds to 56 %
        ("3 3 3 3", 1, Kept.UNDETERMINED),  # four leaders: too few to be told
        ("0 0 0 4 4 4", 1, Kept.UNDETERMINED),  # no shared view
    ],
)
def test_a_level_is_at_least_what_is_asserted(answers: str, level: int, expected: Kept) -> None:
    assert judged(one("at_least", "GOV1", level=level), part(columns={"GOV1": answers})) == {"GOV1": expected}


def test_what_was_agreed_or_recorded_is_the_level_used() -> None:
    held = part(matrix("GOV1 FIN1*"), columns={"GOV1": SIX, "FIN1": SIX})
    records = part(
        held.matrix, columns={"GOV1": SIX, "FIN1": SIX}, moderation=moderation(GOV1=1), evidence=evidence(FIN1=4)
    )
    assert judged(one("at_least", "*", level=3), records) == {"GOV1": Kept.BROKEN, "FIN1": Kept.KEPT}


@pytest.mark.parametrize(
    ("answers", "share", "expected"),
    [
        ("3 3 3 ? ? ?", "1/2", Kept.KEPT),
        ("3 3 3 ? ? ?", "51%", Kept.BROKEN),
        ("3 3 ? ? ? ?", "1/3", Kept.KEPT),
        ("3 3 ? ? ? ?", "34%", Kept.BROKEN),
    ],
)
def test_so_many_could_judge(answers: str, share: str, expected: Kept) -> None:
    assertion = one("could_judge_at_least", "GOV*", share=share)
    found = only(assertion, part(columns={"GOV1": answers}))
    assert (found.kept, found.about) == (expected, About.CRITERION)


@pytest.mark.parametrize(
    ("back", "asked", "share", "expected"),
    [
        (249, 250, "100%", Kept.BROKEN),
        (250, 250, "100%", Kept.KEPT),
        (3, 4, "3/4", Kept.KEPT),
        (2, 3, "67%", Kept.BROKEN),
    ],
)
def test_99_point_6_is_never_rounded_up(back: int, asked: int, share: str, expected: Kept) -> None:
    answers = " ".join(["3"] * back + ["_"] * (asked - back))
    found = only(one("returned_at_least", share=share), part(columns={"GOV1": answers}))
    assert (found.kept, found.found, found.about) == (expected, Ratio(back, asked), About.ROUND)


@pytest.mark.parametrize(
    ("answers", "word", "expected", "found"),
    [
        ("3 3 3 3 3", "close", Kept.KEPT, Closeness.CLOSE),
        ("1 2 2 3 3 3 2 4 1", "close", Kept.BROKEN, Closeness.MIXED),
        ("1 2 2 3 3 3 2 4 1", "mixed", Kept.KEPT, Closeness.MIXED),
        ("0 0 0 4 4 4", "mixed", Kept.BROKEN, Closeness.WIDE_APART),
        ("3 3 3 3", "mixed", Kept.UNDETERMINED, Closeness.TOO_FEW),
        ("? ? ? ? ?", "mixed", Kept.UNDETERMINED, Closeness.NOBODY),
    ],
)
def test_agreement_is_in_words(answers: str, word: str, expected: Kept, found: Closeness) -> None:
    result = only(one("agreement_at_least", "GOV1", agreement=word), part(columns={"GOV1": answers}))
    assert (result.kept, result.found) == (expected, found)


@pytest.mark.parametrize(("number", "expected"), [(0, Kept.BROKEN), (1, Kept.KEPT)])
def test_actions_are_overdue_on_the_day_of_judging(number: int, expected: Kept) -> None:
    taken = actions(
        {"id": "a1", "what": "late", "owner": "m1", "due": date(2022, 12, 8), "round": "2021-22-q4"},
        {"id": "a2", "what": "on its last day", "owner": "m1", "due": date(2022, 12, 9), "round": "2021-22-q4"},
        {"id": "a3", "what": "done", "owner": "m1", "due": date(2022, 1, 1), "status": "done", "round": "2021-22-q4"},
    )
    result = only(one("actions_overdue_at_most", number=number), part(columns={"GOV1": SIX}, actions=taken))
    assert (result.kept, result.found) == (expected, 1)


def test_evidence_is_a_record_a_paper_or_what_stands_beside_an_agreed_level() -> None:
    asked = matrix("GOV1 GOV2 GOV3 GOV4 GOV5 GOV6 FIN1*", gates={})
    shown = {
        "GOV2": {"minutes": "seen"},
        "GOV3": {"plan": "absent"},
        "GOV4": {"old": {"state": "seen", "valid_until": date(2022, 12, 8)}},
    }
    held = part(
        asked,
        columns={criterion.id: SIX for criterion in asked.criteria},
        moderation=moderation(GOV1={"level": 3, "evidence": "the plan"}, GOV5=3),
        evidence=evidence(shown=shown, FIN1=2),
    )
    expected = {"GOV1": Kept.KEPT, "GOV2": Kept.KEPT, "FIN1": Kept.KEPT}
    found = judged(one("evidence_for", "*"), held)
    assert found == {name: expected.get(name, Kept.BROKEN) for name in found}
    assert len(found) == 7


def test_a_record_that_ran_out_shows_nothing() -> None:
    entry = {"level": 2, "valid_until": date(2022, 12, 8)}
    held = part(matrix("FIN1*", gates={}), columns={"FIN1": SIX}, evidence=evidence(FIN1=entry))
    assert judged(one("evidence_for", "FIN"), held) == {"FIN1": Kept.BROKEN}


# --- coverage of the stage sought -----------------------------------------------------------------


def covered(answers: str, **tests: Any) -> Dossier:
    stages = {name: {"plain": name, **tests} for name in ("shadow", "partial")}
    asked = matrix("GOV1", gates=BCF, readiness={"stages": stages, "sectors_required": ["icb", "council"]})
    return part(asked, columns={"GOV1": answers}, round_=SOUGHT)


@pytest.mark.parametrize(
    ("answers", "tests", "expected"),
    [
        ("3 3 3 _", {"returned": "3/4"}, Kept.KEPT),
        ("3 3 _ _", {"returned": "3/4"}, Kept.BROKEN),
        ("3 3 3 3", {"sectors": 2}, Kept.BROKEN),
        ("3 3 3 3", {"sectors": 1, "returned": "100%"}, Kept.KEPT),
    ],
)
def test_coverage_is_that_of_the_stage_sought(answers: str, tests: dict[str, Any], expected: Kept) -> None:
    found = only(one("coverage_sought", "*"), covered(answers, **tests))
    assert (found.kept, found.subject, found.about) == (expected, "bcf", About.FUNCTION)
    assert isinstance(found.found, Coverage)
    assert found.found.needed == (Fraction(tests["returned"].replace("100%", "1")) if "returned" in tests else None)


def test_a_stage_that_asks_for_no_coverage_is_judged_by_none() -> None:
    assert judged(one("coverage_sought", "*"), covered("3 3 3 3")) == {}


# --- gates ----------------------------------------------------------------------------------------


def gates(before: str, after: str, **fields: Any) -> tuple[Kept, object]:
    asked = matrix("GOV1", gates={"bcf": {"partial": "GOV1=3"}}, readiness={"stages": {"partial": {"plain": "p"}}})
    then = part(asked, earlier=True, columns={"GOV1": before}, round_=SOUGHT)
    now = part(asked, columns={"GOV1": after}, round_=SOUGHT)
    found = only(one("no_gate_lost", "b*", **fields), now, beside(then, now))
    return found.kept, found.found


@pytest.mark.parametrize(
    ("before", "after", "confirmed", "whole"),
    [
        (SIX, SIX, Kept.KEPT, Kept.KEPT),
        ("1 1 1 1 1 1", SIX, Kept.KEPT, Kept.KEPT),  # gained
        ("1 1 1 1 1 1", "1 1 1 1 1 1", Kept.KEPT, Kept.KEPT),  # there was nothing to lose
        (SIX, "1 1 1 1 1 1", Kept.BROKEN, Kept.BROKEN),  # the same people changed their minds
        (f"{SIX} . . . . . .", "3 3 3 3 3 3 1 1 1 1 1 1 1 1 1 1", Kept.KEPT, Kept.BROKEN),  # others joined
        (f"{SIX} . . . . . .", ". . . . . . 1 1 1 1 1 1", Kept.UNDETERMINED, Kept.BROKEN),  # nobody answered twice
        (SIX, "3 3 3 ? ? ?", Kept.UNDETERMINED, Kept.UNDETERMINED),  # too few could judge
    ],
)
def test_a_gate_is_lost_when_the_matched_bear_it_out(before: str, after: str, confirmed: Kept, whole: Kept) -> None:
    after = f"{after} . . . . . ." if len(after.split()) < len(before.split()) else after
    before = f"{before}{' .' * (len(after.split()) - len(before.split()))}"
    assert gates(before, after)[0] is confirmed
    assert gates(before, after, confirmed=False)[0] is whole


def test_the_stage_that_was_lost_is_named() -> None:
    _, found = gates(SIX, "1 1 1 1 1 1")
    assert isinstance(found, StageChange)
    assert (found.stage, found.lost_for_sure) == ("partial", True)
    assert gates(SIX, SIX)[1] is None


def test_ready_with_conditions_now_is_lost_only_where_conditions_do_not_do() -> None:
    stages = {"stages": {"partial": {"plain": "p", "conditions": 1}}}
    asked = matrix("GOV1", gates={"bcf": {"partial": "GOV1=3"}}, readiness=stages)
    then = part(asked, earlier=True, columns={"GOV1": SIX}, round_=SOUGHT)
    now = part(asked, columns={"GOV1": "2 2 2 2 2 2"}, round_=SOUGHT)
    compared = beside(then, now)
    assert judged(one("no_gate_lost", "*"), now, compared) == {"bcf": Kept.KEPT}
    assert judged(one("no_gate_lost", "*", confirmed=False), now, compared) == {"bcf": Kept.BROKEN}


def test_a_gate_that_the_matrix_no_longer_has_cannot_be_said() -> None:
    readiness = {"stages": {"shadow": {"plain": "s"}, "partial": {"plain": "p"}}}
    old, new = (matrix("GOV1", gates={"bcf": gate}, readiness=readiness) for gate in (BCF["bcf"], {"shadow": "GOV1=1"}))
    then = part(old, earlier=True, columns={"GOV1": SIX}, round_=SOUGHT)
    now = part(new, columns={"GOV1": SIX}, round_={"aims": {"bcf": "shadow"}})
    assert judged(one("no_gate_lost", "bcf"), now, beside(then, now)) == {"bcf": Kept.UNDETERMINED}


def test_a_function_sought_for_the_first_time_has_nothing_to_lose_and_one_no_longer_sought_has() -> None:
    asked = matrix("GOV1", gates={"bcf": {"partial": "GOV1=3"}, "gp": {"partial": "GOV1=3"}})
    then = part(asked, earlier=True, columns={"GOV1": SIX}, round_=SOUGHT)
    now = part(asked, columns={"GOV1": "1 1 1 1 1 1"}, round_={"aims": {"gp": "partial"}})
    assert judged(one("no_gate_lost", "*"), now, beside(then, now)) == {"gp": Kept.BROKEN, "bcf": Kept.BROKEN}
    first = judged(one("no_gate_lost", "*"), now)
    assert first == {"gp": Kept.NO_BASELINE}


def test_a_gate_whose_matched_verdict_is_unknown_cannot_be_said() -> None:
    """All can be judged on the whole panel, then and now; of those who answered both times too few are left."""
    then, now = f"{SIX} . . . . . .", "1 1 . . . . 1 1 1 1 1 1"
    assert gates(then, now)[0] is Kept.UNDETERMINED


# --- falls ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (SIX, SIX, Kept.KEPT),
        (SIX, "2 2 2 2 2 2", Kept.BROKEN),  # six down, none up: clear
        (NINE, "2 2 3 3 3 3 3 3 3", Kept.KEPT),  # two down: small, may be chance
        ("2 2 2 2 2 2", SIX, Kept.KEPT),  # a clear rise
        ("3 3 3 3 3", "0 0 0 0 0", Kept.UNDETERMINED),  # five answered both times: too few
    ],
)
def test_a_fall_is_what_is_clear_among_the_matched(before: str, after: str, expected: Kept) -> None:
    then, now = part(earlier=True, columns={"GOV1": before}), part(columns={"GOV1": after})
    assert judged(one("no_fall", "GOV1"), now, beside(then, now)) == {"GOV1": expected}


def test_a_record_that_stands_lower_is_a_fall_and_a_new_question_cannot_be_said() -> None:
    old, new = matrix("FIN1*", gates={}), matrix("FIN1* FIN2", gates={})
    then = part(old, earlier=True, columns={"FIN1": SIX}, evidence=evidence(FIN1=3))
    now = part(new, columns={"FIN1": SIX, "FIN2": SIX}, evidence=evidence(FIN1=2))
    assert judged(one("no_fall", "FIN"), now, beside(then, now)) == {"FIN1": Kept.BROKEN, "FIN2": Kept.UNDETERMINED}


def test_a_matrix_is_unchanged_or_not() -> None:
    then = part(earlier=True, columns={"GOV1": SIX})
    same, more = part(columns={"GOV1": SIX}), part(columns={"GOV1": SIX, "GOV2": SIX})
    assert only(one("matrix_unchanged"), same, beside(then, same)).kept is Kept.KEPT
    assert only(one("matrix_unchanged"), more, beside(then, more)).kept is Kept.BROKEN
    assert only(one("matrix_unchanged"), more).kept is Kept.NO_BASELINE


# --- patterns -------------------------------------------------------------------------------------

ROUND = part(columns={"GOV1": SIX, "GOV2": SIX, "FIN1": SIX})


@pytest.mark.parametrize(
    ("pattern", "subjects"),
    [
        ("GOV*", ["GOV1", "GOV2"]),
        ("GOV", ["GOV1", "GOV2"]),  # the domain
        ("FIN1 GOV2", ["GOV2", "FIN1"]),  # in the order of the matrix
        ("*", ["GOV1", "GOV2", "FIN1"]),
        ("???1", ["GOV1", "FIN1"]),
        ("gov*", []),  # ids have their capitals
    ],
)
def test_a_pattern_is_over_ids_and_domains(pattern: str, subjects: list[str]) -> None:
    assert list(judged(one("at_least", pattern, level=1), ROUND)) == subjects


def misses(assertion: Assertion, held: Dossier = ROUND) -> list[str]:
    return [missed.pattern for missed in unmatched([assertion], kept(held), None)]


def test_each_pattern_has_to_match_something() -> None:
    assert misses(one("at_least", "GOV* gov* POP1", level=1)) == ["gov*", "POP1"]
    assert misses(one("no_gate_lost", "*")) == ["*"]  # nothing is sought
    assert misses(one("matrix_unchanged")) == []


@pytest.mark.parametrize(("level", "mistaken"), [(-1, True), (0, True), (1, False), (4, False), (5, True)])
def test_a_level_asserted_says_something_of_some_round(level: int, mistaken: bool) -> None:
    asserted = [one("at_least", "GOV1", level=level), one("no_fall", "GOV1")]
    assert list(unreachable(asserted, kept(ROUND))) == ([0] if mistaken else [])


def test_what_was_taken_out_or_not_asked_is_matched_by_nothing() -> None:
    gone = part(columns={"GOV1": SIX, "GOV2": SIX}, round_={"excluded": {"GOV2": {"reason": "not ours"}}})
    assert misses(one("at_least", "GOV2", level=1), gone) == ["GOV2"]
    assert list(judged(one("evidence_for", "GOV*"), gone)) == ["GOV1"]
    pulse = part(columns={"GOV1": SIX, "GOV2": SIX}, round_={"kind": "pulse", "criteria": ("GOV1",)})
    asked = [name for name in ("GOV1", "GOV2") if kept(pulse).snapshot.criteria[name].asked]
    assert list(judged(one("could_judge_at_least", "*", share="1/2"), pulse)) == asked


# --- what is made of it ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "level", "marks"),
    [
        ("error", 4, (True, False, False)),
        ("warn", 4, (False, True, False)),
        ("error", 1, (False, False, False)),
    ],
)
def test_an_error_fails_and_a_warning_warns(severity: str, level: int, marks: tuple[bool, ...]) -> None:
    found = only(one("at_least", "GOV1", level=level, severity=severity), ROUND)
    assert (found.fails, found.warns, found.unsaid) == marks


def test_what_cannot_be_said_is_neither() -> None:
    few = part(columns={"GOV1": "3 3"})
    assert [only(one("at_least", "GOV1", level=1, severity=word), few).unsaid for word in ("error", "warn")] == [
        True,
        False,
    ]


# --- the model ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"rule": "at_least", "of": "GOV1"},
        {"rule": "at_least", "level": 2},
        {"rule": "at_least", "of": "GOV1", "level": 2, "share": "1/2"},
        {"rule": "matrix_unchanged", "of": "*"},
        {"rule": "no_fall", "of": "*", "confirmed": False},
        {"rule": "returned_at_least", "share": "0%"},
        {"rule": "actions_overdue_at_most", "number": -1},
        {"rule": "no_rise", "of": "*"},
    ],
)
def test_an_assertion_has_the_keys_of_its_rule(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Assertion.model_validate(fields)


def test_presets_fail_on_coverage_and_lost_gates_and_strict_on_the_rest_too() -> None:
    default, strict = preset("default"), preset("strict")
    assert [one.rule for one in default if one.severity is Gravity.ERROR] == [Rule.COVERAGE_SOUGHT, Rule.NO_GATE_LOST]
    assert {one.severity for one in strict} == {Gravity.ERROR}
    assert [one.words for one in default] == [one.words for one in strict][:-1]
    assert strict[-1].words == "agreement_at_least * mixed"
    assert default[2].words == "no_gate_lost * unconfirmed"
    assert preset("none") == ()


def test_a_comparison_or_a_pattern_is_what_a_rule_needs() -> None:
    assert {rule for rule in Rule if rule.compares} == {Rule.NO_GATE_LOST, Rule.NO_FALL, Rule.MATRIX_UNCHANGED}
    unpatterned = {Rule.RETURNED_AT_LEAST, Rule.ACTIONS_OVERDUE_AT_MOST, Rule.MATRIX_UNCHANGED}
    assert {rule for rule in Rule if not rule.has_pattern} == unpatterned
