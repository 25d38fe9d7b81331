"""Is a stage gained, lost, or unknown any more, and is a loss borne out by the people who answered both times?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import riverside
from build import actions, answers, dossier, evidence, function, matrix, stages
from comparing import BEFORE, part, side
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import Comparison, Shift, StageChange, compare, side_at, side_of
from pbp_assess.core.compare.facts import Aimed, DocumentChange, RecordChange
from pbp_assess.core.compare.functions import Turned
from pbp_assess.core.compare.series import series
from pbp_assess.core.disclosure import Audience, Copy, disclose
from pbp_assess.core.gate import Outcome, Status, Test
from pbp_assess.core.matrix import DocumentState, Matrix

ASKED = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=2"}})
SHADOW: dict[str, Any] = {"aims": {"bcf": "shadow"}}
MET, NOT_MET, UNKNOWN = Outcome


def stage(before: str, after: str, asked: Matrix = ASKED, later: Matrix | None = None, **parts: Any) -> StageChange:
    """What became of the stage sought of `bcf`."""
    found = compare(
        side(part(asked, earlier=True, columns={"GOV1": before}, round_=dict(SHADOW))),
        side(part(later or asked, columns={"GOV1": after}, round_=dict(SHADOW), **parts)),
    )
    change = found.functions[0].aim
    assert change is not None
    return change


SHIFTS = [
    ("1 1 1 1", "2 2 2 2", Shift.GAINED, False),
    ("2 2 2 2", "1 1 1 1", Shift.LOST, True),
    ("2 2 2 2", "2 2 2 2", Shift.NONE, False),
    ("1 1 1 1", "1 1 1 1", Shift.NONE, False),
    ("2 2 2 2", "2 2 2 ?", Shift.NEWLY_UNKNOWN, False),
    ("1 1 1 1", "1 1 1 ?", Shift.NEWLY_UNKNOWN, False),
    ("1 1 1 ?", "1 1 1 1", Shift.NONE, False),
    # those who came and went turned it, and nobody changed their mind
    ("2 2 1 1 2 2 . . .", "2 2 1 1 . . 1 1 1", Shift.LOST, False),
    # lost among those who answered both times, and held up by newcomers
    ("2 2 2 2 . . . .", "2 1 1 1 2 2 2 2", Shift.NONE, False),
    # too few answered both times to judge them by themselves
    ("2 2 2 2 . . .", "1 . . . 1 1 1", Shift.LOST, False),
    # nobody did
    ("2 2 2 2 . . . .", ". . . . 1 1 1 1", Shift.LOST, False),
]


@pytest.mark.parametrize(("before", "after", "shift", "sure"), SHIFTS)
def test_a_stage_is_lost_for_sure_only_among_the_same_people(before: str, after: str, shift: Shift, sure: bool) -> None:
    change = stage(before, after)
    assert (change.shift, change.lost_for_sure) == (shift, sure)


def test_a_round_judged_for_a_comparison_alone_is_what_assessing_it_gives() -> None:
    held, earlier = riverside.now(round_={"aims": {"grants": "shadow", "pool": "partial"}}), (riverside.before(),)
    found = side_at(held, earlier, riverside.CLOSED)
    assert found == side_of(assess(held, earlier, riverside.CLOSED, only_sought=True), held, earlier)
    assert {function for function, _ in found.gates} == found.sought.keys() == {"grants", "pool"}


def test_what_conditions_can_stand_in_for_is_no_loss_for_sure() -> None:
    tests = stages("shadow", conditions=1)
    asked = matrix("GOV1", readiness={"stages": tests, "functions": [function("bcf", {"shadow": "GOV1=2"})]})
    change = stage("2 2 2 2", "1 1 1 1", asked)
    assert change.after is not None
    assert (change.shift, change.after.status) == (Shift.LOST, Status.READY_WITH_CONDITIONS)
    assert not change.lost_for_sure


def test_the_same_people_are_judged_with_the_coverage_of_the_whole_round() -> None:
    tests = stages("shadow", returned="3/4")
    asked = matrix("GOV1", readiness={"stages": tests, "functions": [function("bcf", {"shadow": "GOV1=2"})]})
    change = stage("2 2 2 2 2 2 _ _", "1 1 1 1 _ _ 1 1", asked)
    assert change.matched is not None
    assert [verdict.outcome for verdict in change.matched] == [MET, NOT_MET]
    assert change.lost_for_sure


def test_the_tests_that_turned_are_named() -> None:
    assert stage("2 2 2 2", "1 1 1 1").turned == (Turned(Test.CRITERION, "GOV1", MET, NOT_MET),)
    assert stage("2 2 2 2", "2 2 2 2").turned == ()


def test_other_tests_are_told_apart_from_other_answers() -> None:
    stricter = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=3"}}, version="2.0.0")
    change = stage("2 2 2 2", "2 2 2 2", later=stricter)
    assert (change.shift, change.rules_changed) == (Shift.LOST, True)
    assert not stage("2 2 2 2", "1 1 1 1").rules_changed


def test_a_gate_that_one_matrix_lacks_is_neither_gained_nor_lost() -> None:
    more = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=2", "partial": "GOV1=2"}}, version="2.0.0")
    found = compare(
        side(part(ASKED, earlier=True, columns={"GOV1": "2 2 2 2"}, round_=dict(SHADOW))),
        side(part(more, columns={"GOV1": "2 2 2 2"}, round_={"aims": {"bcf": "partial"}})),
    )
    (change,) = found.functions
    shown = {one.stage: (one.before is not None, one.after is not None, one.shift) for one in change.stages}
    assert shown == {"shadow": (True, True, Shift.NONE), "partial": (False, True, Shift.NONE)}
    assert change.aim is change.stages[1]
    assert change.aim.matched is None
    assert not change.aim.turned


def test_functions_sought_in_either_round_are_compared_and_no_others() -> None:
    asked = matrix("GOV1", gates={name: {"shadow": "GOV1=1"} for name in ("bcf", "care", "other")})
    found = compare(
        side(part(asked, earlier=True, columns={"GOV1": "2 2"}, round_={"aims": {"bcf": "shadow"}})),
        side(part(asked, columns={"GOV1": "2 2"}, round_={"aims": {"care": "shadow"}})),
    )
    sought = [(change.function, change.sought_before, change.sought) for change in found.functions]
    assert sought == [("bcf", "shadow", None), ("care", None, "shadow")]
    assert found.functions[0].aim is found.functions[0].stages[0]


def test_a_stored_round_has_no_verdict_on_the_same_people() -> None:
    before = part(ASKED, earlier=True, columns={"GOV1": "2 2 2 2"}, round_=dict(SHADOW))
    after = part(ASKED, columns={"GOV1": "1 1 1 1"}, round_=dict(SHADOW))
    found = compare(side(before), replace(side(after), dossier=None))
    (change,) = found.functions[0].stages
    assert (change.shift, change.matched, change.lost_for_sure) == (Shift.LOST, None, False)


def test_the_share_is_spoken_of_at_the_highest_level_sought() -> None:
    gates = {"bcf": {"shadow": "GOV1=1"}, "care": {"shadow": "GOV1=3"}, "other": {"partial": "GOV1=4"}}
    asked = matrix("GOV1 GOV2", gates=gates)
    columns = {"GOV1": "2 2", "GOV2": "2 2"}
    fields = {"aims": {"bcf": "shadow", "care": "shadow", "other": "shadow"}}
    found = compare(side(part(asked, earlier=True, columns=columns)), side(part(asked, columns=columns, round_=fields)))
    assert [change.share and change.share.level for change in found.criteria] == [3, 2]


# --- documents, records, actions, targets ---------------------------------------------------------


def papers(**fields: Any) -> Matrix:
    needed = [{"id": "terms", "name": "Terms"}, {"id": "policy", "name": "Policy"}]
    functions = [
        function("bcf", {"shadow": "GOV1=0"}, documents=needed),
        function("care", {"shadow": "GOV1=0"}, documents=needed),
    ]
    return matrix("GOV1 FIN1*", readiness={"stages": stages("shadow"), "functions": functions}, **fields)


def facts(before: Any, after: Any, *, old: Matrix | None = None) -> Comparison:
    columns = {"GOV1": "2 2"}
    return compare(
        side(part(old or papers(), earlier=True, columns=columns, round_=dict(SHADOW), evidence=before)),
        side(part(papers(), columns=columns, round_=dict(SHADOW), evidence=after)),
    )


def test_documents_of_functions_sought_and_records_that_moved_are_listed() -> None:
    state = DocumentState
    before = evidence({"bcf": {"terms": "seen", "policy": "listed"}, "care": {"terms": "seen"}}, FIN1=2)
    after = evidence({"bcf": {"terms": "absent", "policy": "verified"}}, FIN1=1)
    found = facts(before, after)
    assert found.documents == (
        DocumentChange("bcf", "terms", state.SEEN, state.ABSENT),
        DocumentChange("bcf", "policy", state.LISTED, state.VERIFIED),
    )
    assert [change.fell for change in found.documents] == [True, False]
    assert found.records == (RecordChange("FIN1", 2, 1),)
    assert found.records[0].fell
    assert not found.empty


def test_a_fact_without_an_entry_did_not_fall() -> None:
    found = facts(evidence({"bcf": {"terms": "seen"}}, FIN1=2), evidence())
    assert [(change.after, change.fell) for change in found.documents] == [(None, False)]
    assert [(change.after, change.fell) for change in found.records] == [(None, False)]
    assert facts(evidence(FIN1=2), evidence(FIN1=2)).records == ()


TARGETS = [
    {"criterion": "GOV1", "level": 2, "due": date(2022, 12, 9), "round": BEFORE},
    {"criterion": "GOV1", "level": 3, "due": date(2022, 12, 8), "round": BEFORE},
    {"criterion": "GOV1", "level": 4, "due": date(2022, 12, 9), "round": BEFORE},
    {"criterion": "GOV2", "level": 1, "due": date(2022, 10, 1), "round": BEFORE},
    {"criterion": "GOV9", "level": 1, "due": date(2022, 10, 1), "round": BEFORE},
    {"criterion": "GOV1", "level": 4, "due": date(2022, 10, 1), "round": "2022-23-q3"},
]


def test_targets_and_actions_of_earlier_rounds_are_followed_up() -> None:
    taken = actions(
        {"id": "a1", "what": "done", "status": "done", "round": BEFORE},
        {"id": "a2", "what": "late", "due": date(2022, 12, 8), "round": BEFORE},
        {"id": "a3", "what": "due", "due": date(2022, 12, 9), "round": BEFORE},
        {"id": "a4", "what": "of this round", "due": date(2022, 1, 1)},
    )
    whole = taken.model_validate({**taken.model_dump(by_alias=True), "targets": TARGETS})
    columns = {"GOV1": "2 2", "GOV2": "? ?"}
    found = compare(side(part(earlier=True, columns=columns)), side(part(columns=columns, actions=whole)))
    followed = found.actions
    named = [[entry.what for entry in part] for part in (followed.done, followed.overdue, followed.underway)]
    assert named == [["done"], ["late"], ["due"]]
    assert followed.of == 3
    results = [one.result for one in found.targets]
    assert results == [Aimed.MET, Aimed.MISSED, Aimed.NOT_DUE, Aimed.UNKNOWN, Aimed.UNKNOWN]
    assert [one.held and one.held.level for one in found.targets] == [2, 2, 2, None, None]


def test_what_a_later_round_took_on_is_not_followed_up_in_an_earlier_one_whatever_their_labels() -> None:
    taken = actions(
        {"id": "a1", "what": "of this round", "round": "winter"},
        {"id": "a2", "what": "of the one before", "round": "zenith"},
        {"id": "a3", "what": "of the one after", "round": "autumn"},
    )
    columns = {"GOV1": "2 2"}
    after = part(columns=columns, actions=taken, round_={"id": "winter"}, later_rounds=frozenset({"autumn"}))
    found = compare(side(part(earlier=True, columns=columns, round_={"id": "zenith"})), side(after))
    assert [entry.what for entry in found.actions.overdue + found.actions.underway] == ["of the one before"]


# --- areas ----------------------------------------------------------------------------------------


def test_the_questions_of_an_area_add_up() -> None:
    asked = matrix("GOV1 GOV2 GOV3 GOV4 FIN1", gates={})
    before, after = {"FIN1": "1 " * 6}, {"FIN1": "1 " * 6}
    for name, then, now in (("GOV1", "1", "2"), ("GOV2", "3", "2"), ("GOV3", "2", "2")):
        before[name], after[name] = f"{then} " * 6, f"{now} " * 6
    before["GOV4"], after["GOV4"] = "2 2 2 ? ? ?", "2 2 2 2 2 2"
    found = compare(side(part(asked, earlier=True, columns=before)), side(part(asked, columns=after)))
    governance, finance = found.domains
    assert (governance.rose, governance.fell, governance.as_before, governance.too_few) == (1, 1, 1, 1)
    assert (governance.compared, finance.compared) == (4, 1)
    assert governance.before is not None
    assert (governance.before.level, governance.after.level) == (2, 2)
    assert [change.rose for change in found.criteria[:3]] == [True, False, False]
    assert [change.fell for change in found.criteria[:3]] == [False, True, False]


# --- all rounds -----------------------------------------------------------------------------------


def held(label: str, column: str, opened: date, asked: Matrix = ASKED, **fields: Any) -> Copy:
    """One round, judged at its close."""
    whole = {"id": label, "opened": opened, "closed": opened, **SHADOW, **fields}
    return seen(dossier(asked, *answers(GOV1=column), round_=whole))


def seen(one: Dossier) -> Copy:
    return disclose(assess(one, (), one.round.opened), Audience.FACILITATOR)


def in_new_words() -> Matrix:
    fields = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=2"}}, version="2.0.0").model_dump(by_alias=True)
    fields["domains"][0]["criteria"][0]["meaning"] = "asked in new words"
    return Matrix.model_validate(fields)


def test_every_round_is_in_the_series_with_its_highest_point() -> None:
    run = series(
        [
            held("2021-22-q1", "1 1 1 1", date(2021, 4, 1)),
            held("2021-22-q2", "2 2 2 2", date(2021, 7, 1)),
            held("2021-22-q3", "2 2 2 2", date(2021, 10, 1), in_new_words()),
            held("2021-22-q4", "1 1 1 1", date(2022, 1, 4), in_new_words(), aims={}),
        ]
    )
    (area,), (bcf,) = run.domains, run.functions
    assert [facts.round_id for facts in run.rounds] == [f"2021-22-q{quarter}" for quarter in (1, 2, 3, 4)]
    assert [(point.reached.count, point.reached.of) for point in area.points] == [(0, 1), (1, 1), (1, 1), (0, 1)]
    assert [point.level for point in area.points] == [1, 2, 2, 1]
    assert [point.other_questions for point in area.points] == [False, False, True, False]
    assert (area.peak.round_id, area.net) == ("2021-22-q3", 0)
    assert [point.sought for point in bcf.points] == ["shadow", "shadow", "shadow", None]
    assert [point.rank for point in bcf.points] == [0, 1, 1, 0]
    assert [point.status for point in bcf.points] == [Status.DEVELOPING, Status.READY, Status.READY, None]
    assert (bcf.peak.round_id, bcf.peak.highest, bcf.net) == ("2021-22-q3", "shadow", 0)


def test_areas_and_functions_of_the_last_matrix_are_followed_where_rounds_had_them() -> None:
    gates = {"bcf": {"shadow": "GOV1=2"}, "care": {"shadow": "FIN1=2"}}
    more = matrix("GOV1 FIN1", levels=range(1, 4), gates=gates, version="2.0.0")
    first = held("2021-22-q1", "2 2 2 2", date(2021, 4, 1))
    last = seen(dossier(more, *answers(GOV1="2 2", FIN1="2 2"), round_=dict(SHADOW)))
    run, label = series([first, last]), last.facts.round_id
    assert [[point.round_id for point in line.points] for line in run.domains] == [["2021-22-q1", label], [label]]
    assert [point.comparable for point in run.domains[0].points] == [False, True]
    assert [line.function.id for line in run.functions] == ["bcf"]
    other = matrix("GOV1", gates={"care": {"shadow": "GOV1=1"}})
    gone = seen(dossier(other, *answers(GOV1="2"), round_={"aims": {"care": "shadow"}}))
    (line,) = series([first, gone]).functions
    assert [point.round_id for point in line.points] == [gone.facts.round_id]
