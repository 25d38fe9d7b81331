"""Does the result of a round hold together, and does it follow from the answers alone?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import (
    actions,
    answers,
    dossier,
    evidence,
    function,
    matrix,
    moderation,
    new_round,
    panel,
    seated,
    sheet,
    stages,
    themes,
)
from judging import CLOSED, finding_of, policy
from pbp_assess.core.agreement import Agreement
from pbp_assess.core.assess import AssessmentResult, Headline, StageResult, assess
from pbp_assess.core.assessment import Dossier, Scoresheet, State
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.gate import Outcome, Part, Status, Test
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.regression import Regression
from pbp_assess.core.robustness import Bounds
from pbp_assess.core.tally import Ratio

FOUR_3 = "3 3 3 3"
SPLIT = "2 2 2 4 4 4"


def result(held: Dossier, earlier: Any = (), as_of: date = CLOSED) -> AssessmentResult:
    return assess(held, earlier, as_of)


def partial(found: AssessmentResult) -> StageResult:
    """What is said of `bcf` at partial."""
    return next(one for one in found.functions if one.function == "bcf").stages["partial"]


# --- the parts of a result ------------------------------------------------------------------------


def test_the_headline_adds_up() -> None:
    columns = {
        "GOV1": "2 2 2 2 2 2",
        "GOV2": "4 4 4 4 4 4",
        "GOV3": "1 1 1 1 1 1",
        "GOV4": "0 0 0 4 4 4",
        "GOV5": "? ? ? ? ? ?",
        "GOV6": "3 3 3 3 3 3",
        "GOV7": "0 0 0 4 4 4",
        "GOV8": "_ _ _ _ _ _",
    }
    out = {"excluded": {"GOV6": {"reason": "not here"}}}
    held = dossier(matrix(" ".join(columns)), *answers(**columns), round_=out, moderation=moderation(GOV7=2))
    found = result(held).headline
    assert found == Headline(level=2, at_or_above=3, below=1, no_shared_view=1, unknown=2, of=7)
    assert found.at_or_above + found.below + found.no_shared_view + found.unknown == found.of


@pytest.mark.parametrize(
    ("levels", "stated", "expected"),
    [(range(5), None, 2), (range(4), None, 2), (range(1, 6), None, 3), (range(5), 4, 4)],
)
def test_the_level_that_the_headline_counts_from(levels: range, stated: int | None, expected: int) -> None:
    asked = matrix(levels=levels, counting={"headline_level": stated})
    assert result(dossier(asked)).headline.level == expected


def test_states_are_those_of_members_over_what_was_asked() -> None:
    held = dossier(
        matrix(),
        *answers(GOV1="3 ? -", GOV2="na 2 _", FIN1="4 4 4"),
        sheet("guest", "GOV1=3"),
        members="m1 m2 m3 silent",
        stakeholders="guest",
        round_={"excluded": {"FIN1": {"reason": "not here"}}},
    )
    assert result(held).states == {
        State.LEVEL: 2,
        State.CANNOT_JUDGE: 1,
        State.NOT_APPLICABLE: 1,
        State.DECLINED: 1,
        State.UNANSWERED: 3,
    }


def test_what_matters_most_is_counted_for_members() -> None:
    held = dossier(
        matrix("GOV1 GOV2 GOV3", choose={"question": "Which matter most?", "number": 2}),
        sheet("a", choose=["GOV3", "GOV1"]),
        sheet("b", choose=["GOV3"]),
        sheet("c", choose=["GOV2"]),
        sheet("d", "GOV1=3"),
        sheet("guest", choose=["GOV1"]),
        members="a b c d e",
        stakeholders="guest",
        round_={"excluded": {"GOV2": {"reason": "not here"}}},
    )
    found = result(held)
    assert (list(found.choices.items()), found.choosers) == ([("GOV1", 1), ("GOV3", 2)], 3)


def test_a_matrix_without_a_readiness_section_still_has_a_profile() -> None:
    found = result(dossier(matrix(), *answers(GOV1=FOUR_3)))
    assert (found.functions, found.sought) == ((), ())
    assert found.profile.criteria["GOV1"].held.level == 3
    assert found.coverage.members == Ratio(4, 4)


def test_a_pulse_on_such_a_matrix_carries_levels_too() -> None:
    pulse = dossier(matrix(), round_={"id": "2022-23-q4", "kind": "pulse", "criteria": ["GOV2"]})
    found = result(pulse, [dossier(matrix(), *answers(GOV1=FOUR_3))])
    assert found.profile.criteria["GOV1"].held.level == 3


def test_the_round_is_named() -> None:
    held = dossier(policy(), round_={"closed": date(2022, 12, 9)}, edited_late=("gp",), themes=themes())
    found = result(held, as_of=date(2023, 1, 31))
    facts = found.facts
    assert (facts.round_id, facts.kind, facts.opened, facts.closed) == (
        "2022-23-q3",
        "full",
        date(2022, 11, 7),
        date(2022, 12, 9),
    )
    assert (facts.as_of, facts.first_round, facts.committee) == (date(2023, 1, 31), True, "the place committee")
    assert found.edited_late == ("gp",)
    assert not result(held, [dossier(policy(), round_={"id": "before"})]).facts.first_round


def test_which_rounds_came_before_is_told_by_their_days_and_not_by_their_labels() -> None:
    facts = result(dossier(policy(), round_={"id": "autumn"}, later_rounds=frozenset({"august"}))).facts
    assert [facts.comes_after(label) for label in ("spring", "autumn", "august")] == [True, False, False]


# --- stages ---------------------------------------------------------------------------------------

LADDER = {
    "stages": stages("shadow", "partial", "full"),
    "functions": [
        function("bcf", {"shadow": "GOV1=1", "partial": "GOV1=2", "full": "GOV1=3"}),
        function("grants", {"shadow": "GOV2=1", "partial": "GOV1=2", "full": "GOV1=1"}),
        function("other", {"partial": "GOV1=1"}),
    ],
}


def test_the_highest_stage_met_has_every_lower_one_met() -> None:
    held = dossier(
        matrix(readiness=LADDER), *answers(GOV1="2 2 2 2", GOV2="0 0 0 0"), round_={"aims": {"other": "partial"}}
    )
    found = result(held)
    assert {one.function: one.highest_met for one in found.functions} == {
        "bcf": "partial",
        "grants": None,
        "other": "partial",
    }
    assert [list(one.stages) for one in found.functions] == [
        ["shadow", "partial", "full"],
        ["shadow", "partial", "full"],
        ["partial"],
    ]
    (sought,) = found.sought
    assert (sought.function, sought.sought, sought.aim) == ("other", "partial", sought.stages["partial"])
    assert found.functions[0].aim is None


def test_ready_with_conditions_is_not_a_stage_met() -> None:
    asked = policy(stage={"conditions": 1})
    found = result(dossier(asked, *answers(GOV1="2 2 2 2")))
    assert partial(found).gate.status is Status.READY_WITH_CONDITIONS
    assert found.functions[0].highest_met is None


# --- private answers beside what was agreed -------------------------------------------------------


def test_the_private_result_stands_beside_the_agreed_one() -> None:
    held = dossier(policy(), *answers(GOV1="2 2 2 2", GOV2="1 1 1 1"), moderation=moderation(GOV1=3))
    found = partial(result(held))
    assert (found.gate.status, found.private.status) == (Status.READY, Status.DEVELOPING)
    assert [check.part for check in finding_of(found.private).checks] == [Part.COULD_JUDGE, Part.SHARE]


def test_they_are_the_same_when_nothing_was_agreed() -> None:
    found = partial(result(dossier(policy(), *answers(GOV1=FOUR_3))))
    assert found.private is found.gate


def test_the_private_result_rests_on_no_earlier_agreement_either() -> None:
    asked = policy(stage={"held_rounds": 2})
    before = dossier(asked, *answers(GOV1="2 2 2 2"), moderation=moderation(GOV1=3), round_={"id": "before"})
    found = partial(result(dossier(asked, *answers(GOV1=FOUR_3)), [before]))
    assert (found.gate.status, found.private.status) == (Status.READY, Status.DEVELOPING)


def test_nor_on_an_agreed_level_that_a_pulse_carries() -> None:
    before = dossier(policy(), *answers(GOV1=SPLIT), moderation=moderation(GOV1=3), round_={"id": "before"})
    pulse = dossier(policy(), round_={"kind": "pulse", "criteria": ["GOV2"]})
    found = partial(result(pulse, [before]))
    assert (found.gate.status, found.private.status) == (Status.READY, Status.INSUFFICIENT_EVIDENCE)


def test_bounds_and_regression_are_of_the_agreed_result() -> None:
    before = dossier(policy(), *answers(GOV1=FOUR_3), round_={"id": "before"})
    held = dossier(policy(), *answers(GOV1="3 3 3 ? ?"), members=seated(icb=6), moderation=moderation(GOV1=2))
    enough = dossier(policy(), *answers(GOV1="3 1 1 1 ?"), members=seated(icb=6), moderation=moderation(GOV1=2))
    open_, found = partial(result(held, [before])), partial(result(enough, [before]))
    assert isinstance(open_.bounds, Bounds)
    assert isinstance(found.bounds, Bounds)
    assert open_.bounds.lowest is Outcome.UNDETERMINED
    assert (found.bounds.settled, found.regression) == (True, Regression.REGRESSED)


# --- conditions -----------------------------------------------------------------------------------


def with_conditions(*planned: dict[str, Any]) -> AssessmentResult:
    """`bcf` is ready with two conditions: GOV1, and the paper terms."""
    asked = policy(
        stage={"conditions": 2, "documents": "verified"}, bcf={"documents": [{"id": "terms", "name": "Terms"}]}
    )
    held = dossier(
        asked,
        *answers(GOV1="2 2 2 2"),
        evidence=evidence({"bcf": {"terms": "seen"}}),
        actions=actions(*planned),
        panel=panel(
            "m1 m2 m3 m4 director",
            leaders=[{"id": "director", "role": "Place director", "kind": "member", "sector": "icb"}],
        ),
    )
    return result(held)


def test_a_condition_has_the_owner_and_the_date_of_its_action() -> None:
    found = with_conditions(
        {"id": "a1", "function": "bcf", "criterion": "GOV1", "what": "agree limits"},
        {"id": "a2", "function": "bcf", "document": "terms", "what": "have it checked", "owner": "clerk"},
    )
    stage = partial(found)
    assert stage.gate.status is Status.READY_WITH_CONDITIONS
    assert [(one.finding.test, one.finding.subject) for one in stage.conditions] == [
        (Test.CRITERION, "GOV1"),
        (Test.DOCUMENT, "terms"),
    ]
    taken_on = [one.commitment for one in stage.conditions]
    assert taken_on == list(found.commitments)
    assert stage.loose == ()
    first, second = found.commitments
    assert (first.what, first.owner, first.due, first.done) == (
        "agree limits",
        "Place director",
        date(2023, 3, 31),
        False,
    )
    assert second.owner == "clerk"


@pytest.mark.parametrize(
    "planned",
    [
        pytest.param([], id="nothing planned"),
        pytest.param([{"criterion": "GOV1"}], id="for no function"),
        pytest.param([{"function": "grants", "criterion": "GOV1"}], id="for another function"),
        pytest.param([{"function": "bcf", "criterion": "GOV2"}], id="for another criterion"),
        pytest.param([{"function": "bcf", "document": "minutes"}], id="for another document"),
        pytest.param([{"function": "bcf", "criterion": "terms"}], id="for a criterion of the document's name"),
    ],
)
def test_a_condition_without_its_action_has_neither(planned: list[dict[str, Any]]) -> None:
    stage = partial(with_conditions(*planned))
    assert [one.commitment for one in stage.conditions] == [None, None]
    assert stage.loose == stage.conditions


def test_one_action_may_be_two_conditions_and_a_later_one_takes_its_place() -> None:
    both = {"function": "bcf", "criterion": "GOV1", "document": "terms", "what": "write it down"}
    again = {"id": "a2", "function": "bcf", "document": "terms", "what": "have it checked"}
    for planned, said in (((both,), ["write it down"] * 2), ((both, again), ["write it down", "have it checked"])):
        taken_on = [one.commitment for one in partial(with_conditions(*planned)).conditions]
        assert [one.what for one in taken_on if one] == said


def test_what_was_done_is_said() -> None:
    (done,) = with_conditions({"status": "done", "function": "bcf", "criterion": "GOV1"}).commitments
    assert done.done


@pytest.mark.parametrize(("day", "expected"), [(date(2023, 1, 30), False), (date(2023, 1, 31), True)])
def test_what_was_done_later_was_open_then(day: date, expected: bool) -> None:
    planned = actions({"status": "done", "done": date(2023, 1, 31), "function": "bcf", "criterion": "GOV1"})
    (taken,) = result(dossier(policy(), actions=planned), as_of=day).commitments
    assert (taken.id, taken.done) == ("a1", expected)


def test_only_ready_with_conditions_has_conditions() -> None:
    for column, status in ((FOUR_3, Status.READY), ("1 1 1 1", Status.DEVELOPING)):
        found = partial(result(dossier(policy(stage={"conditions": 1}), *answers(GOV1=column))))
        assert (found.gate.status, found.conditions) == (status, ())


# --- laws -----------------------------------------------------------------------------------------

SEATS = seated(icb=1, council=3, trust=2, gp=3, voice=2)
FULL = {
    "returned": "60%",
    "could_judge": "1/2",
    "share": "3/5",
    "balanced": True,
    "split": "moderated",
    "dissent": "moderated",
    "conditions": 2,
    "domain_floor": {"high": 1},
}
STATES = st.sampled_from(["0", "1", "2", "3", "4", "4", "3", "?", "-", "na", "_"])
PANELS = st.lists(st.tuples(STATES, STATES, STATES), min_size=11, max_size=11)


def asked_of_all() -> Matrix:
    return policy(
        "GOV1=2 GOV2=3 FIN1=1", stage=FULL, bcf={"risk": "high"}, sectors_required=["icb", "trust"], min_answers=4
    )


def judged(rows: list[tuple[str, str, str]]) -> Dossier:
    columns = {
        name: " ".join(column) for name, column in zip(("GOV1", "GOV2", "FIN1"), zip(*rows, strict=True), strict=True)
    }
    return dossier(asked_of_all(), *answers(**columns), members=SEATS, round_={"aims": {"bcf": "partial"}})


@settings(max_examples=30)
@given(PANELS, st.randoms(use_true_random=False))
def test_the_order_of_members_sheets_and_answers_does_not_matter(rows: list[tuple[str, str, str]], random: Any) -> None:
    held = judged(rows)
    seats = list(held.round.members.items())
    sheets = [shuffled(one, random) for one in held.sheets.values()]
    random.shuffle(seats)
    random.shuffle(sheets)
    mixed = replace(
        held,
        round=held.round.model_copy(update={"members": dict(seats)}),
        sheets={one.leader: one for one in sheets},
    )
    for audience in Audience:
        assert disclose(result(mixed), audience) == disclose(result(held), audience)
    parts = [group.parts for group in result(held).profile.groups]
    assert [group.parts for group in result(mixed).profile.groups] == parts


def shuffled(one: Scoresheet, random: Any) -> Scoresheet:
    """The sheet with its answers written in another order."""
    scores = list(one.scores.items())
    random.shuffle(scores)
    return one.model_copy(update={"scores": dict(scores)})


@settings(max_examples=30)
@given(PANELS, st.lists(st.sampled_from(["?", "-", "na", "_"]), min_size=3, max_size=3))
def test_a_blank_moves_coverage_and_nothing_that_was_seen(rows: list[tuple[str, str, str]], blank: list[str]) -> None:
    held = judged(rows)
    text = " ".join(f"{name}={state}" for name, state in zip(held.matrix.criterion_by_id, blank, strict=True))
    seats = {**held.round.members, **new_round("late:gp").members}
    more = replace(
        held,
        round=held.round.model_copy(update={"members": seats}),
        sheets={**held.sheets, "late": sheet("late", text)},
    )
    before, after = result(held), result(more)
    assert after.coverage.members.of == before.coverage.members.of + 1
    for name, was in before.profile.criteria.items():
        now = after.profile.criteria[name]
        assert was.tally and now.tally
        assert (now.tally.asked, now.tally.n) == (was.tally.asked + 1, was.tally.n)
        assert now.tally.distribution == was.tally.distribution
        assert (now.supported, now.held, now.agreement) == (was.supported, was.held, was.agreement)
        assert isinstance(now.agreement, Agreement)
    assert (after.headline, after.profile.domains) == (before.headline, before.profile.domains)


@settings(max_examples=30)
@given(PANELS)
def test_a_full_result_adds_up(rows: list[tuple[str, str, str]]) -> None:
    found = result(judged(rows))
    head = found.headline
    assert head.at_or_above + head.below + head.no_shared_view + head.unknown == head.of == 3
    assert sum(found.states.values()) == 3 * 11
    assert sum(domain.of for domain in found.profile.domains) == 3
    for entry in found.profile.criteria.values():
        assert entry.tally
        assert sum(entry.tally.states.values()) == entry.tally.asked == 11
        assert sum(group.distribution.n for group in entry.tally.groups) == entry.tally.n
        assert entry.tally.states[State.LEVEL] == entry.tally.n


def test_the_same_input_gives_the_same_result() -> None:
    held = judged([("3", "2", "1")] * 11)
    assert result(held) == result(held)
