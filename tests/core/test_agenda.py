"""Is the day's agenda in the method's order, and does every question asked have its one place in it?"""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import answers, dossier, evidence, function, matrix, moderation, new_round, seated, sheet, stages
from pbp_assess.core.agenda import Agenda, Flag, Item, Plan, first_to_drop, plan
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.gate import Withheld
from pbp_assess.core.matrix import Matrix

CLOSED = date(2022, 12, 9)
# Six members: two camps, far apart in the middle half, one alone, all alike.
OPPOSED, SPLIT, ONE_APART, ALIKE = "0 0 0 4 4 4", "2 2 2 2 4 4", "0 3 3 3 3 3", "1 1 1 1 1 1"


def judged(held: Dossier, *earlier: Dossier) -> Agenda:
    """The agenda of a round as of its close."""
    return assess(held, earlier, CLOSED).agenda


def seeking(criteria: str, *functions: dict[str, str], **fields: Any) -> Matrix:
    """A matrix of these criteria with a function f1, f2, ... for each gate at the stage partial."""
    owned = [function(f"f{place}", gate) for place, gate in enumerate(functions, start=1)]
    policy = {"stages": stages("partial"), "functions": owned}
    return matrix(criteria, readiness=policy, **fields)


def aims(*functions: str) -> dict[str, Any]:
    """A round that seeks these functions."""
    return {"aims": dict.fromkeys(functions, "partial")}


def names(items: tuple[Item, ...]) -> list[str]:
    """The questions in order."""
    return [item.criterion for item in items]


# --- the order --------------------------------------------------------------------------------------

WORKED = {
    "A1": ALIKE,  # C = 1; below the level that f1 and f2 need
    "A2": OPPOSED,  # C = 0; nothing turns on it
    "A3": SPLIT,  # C = 2/3; f1
    "A4": ONE_APART,  # C = 3/4; nothing
    "A5": ALIKE,  # nothing, no flag
    "A6": "1 1 1 1 1 2",  # C = 11/12; f1 and f2
    "A7": "1 1 1 1 1 2",  # the same, later in the matrix
    "A8": "? ? ? ? ? ?",  # nobody could judge; f1
    "A9": "? ? ? ? ? ?",  # nobody could judge; f1 and f2
    "B1": SPLIT,  # agreed on the day
    "B2": OPPOSED,  # taken out
}
WORKED_GATES = (
    {"partial": "A1=3 A3=3 A6=3 A7=3 A8=3 A9=3 B1=3 B2=3"},
    {"partial": "A1=3 A6=3 A7=3 A9=3"},
    {"partial": "A5=3"},
)


def worked() -> Dossier:
    """The worked example of the method: f1 and f2 are sought, f3 is not."""
    return dossier(
        seeking(" ".join(WORKED), *WORKED_GATES),
        *answers(**WORKED),
        round_={**aims("f1", "f2"), "excluded": {"B2": {"reason": "asked twice"}}},
        moderation=moderation(B1=2),
    )


def test_the_worked_example() -> None:
    held = judged(worked())
    assert [(item.criterion, item.influence, item.disagreement, item.flag, item.minutes) for item in held.items] == [
        ("A3", 1, Fraction(1, 3), Flag.SPLIT, 10),
        ("A6", 2, Fraction(1, 12), Flag.NONE, 5),
        ("A7", 2, Fraction(1, 12), Flag.NONE, 5),
        ("A1", 2, Fraction(0), Flag.NONE, 5),
        ("A2", 0, Fraction(1), Flag.POLARISED, 12),
        ("A4", 0, Fraction(1, 4), Flag.OUTLIER, 5),
    ]
    assert [(item.criterion, item.waiting, item.disagreement) for item in held.unjudged] == [
        ("A9", ("f1", "f2"), None),
        ("A8", ("f1",), None),
    ]
    assert (held.agreed, held.quiet, held.not_asked, held.of) == (("B1",), ("A5",), (), 10)


def test_a_question_without_a_flag_on_which_all_agree_closely_could_be_agreed_by_email() -> None:
    held = judged(worked())
    assert {item.criterion for item in held.items if item.by_email} == {"A1", "A6", "A7"}


def test_few_answers_or_mixed_ones_are_no_matter_for_an_email() -> None:
    asked = seeking("A1 A2", {"partial": "A1=3 A2=3"}, counting={"flags_from": 5, "far": 3})
    few = judged(dossier(asked, *answers(A1="1 1 1 1", A2="1 1 1 1"), round_=aims("f1")))
    mixed = judged(dossier(asked, *answers(A1=SPLIT, A2="1 1 1 1 1 1"), round_=aims("f1")))
    assert [item.by_email for item in few.items] == [False, False]
    assert [(item.criterion, item.by_email) for item in mixed.items] == [("A1", False), ("A2", True)]


def test_a_document_settles_a_record_however_far_apart_the_answers_are() -> None:
    asked = seeking("A1* A2*", {"partial": "A1=3 A2=3"}, counting={"far": 3})
    members = answers(A1=SPLIT, A2=OPPOSED)
    held = judged(dossier(asked, *members, round_=aims("f1")))
    assert [(item.criterion, item.flag, item.by_email) for item in held.items] == [
        ("A2", Flag.POLARISED, False),
        ("A1", Flag.NONE, True),
    ]
    shown = judged(dossier(asked, *members, round_=aims("f1"), evidence=evidence(A1=3, A2=3)))
    assert (names(shown.items), shown.quiet) == (["A2"], ("A1",))


def test_who_stands_alone_on_a_question() -> None:
    held = judged(dossier(seeking("A1 A2"), *answers(A1=ONE_APART, A2=SPLIT), members=seated(icb=7)))
    assert {item.criterion: item.alone for item in held.items} == {"A1": ("m1",), "A2": ()}


def test_the_minutes_are_those_of_the_matrix() -> None:
    asked = seeking("A1 A2 A3", agenda={"polarised": 20, "split": 15, "others": 7})
    held = judged(dossier(asked, *answers(A1=OPPOSED, A2=SPLIT, A3=ONE_APART)))
    assert [item.minutes for item in held.items] == [20, 15, 7]


# --- rounds of every kind ---------------------------------------------------------------------------


def test_with_nothing_sought_only_what_is_seen_differently_is_talked_about() -> None:
    held = judged(dossier(seeking("A1 A2", {"partial": "A1=3"}), *answers(A1=ALIKE, A2=SPLIT)))
    assert (names(held.items), held.quiet) == (["A2"], ("A1",))


def test_without_a_policy_there_is_an_agenda_all_the_same() -> None:
    held = judged(dossier(matrix("A1 A2"), *answers(A1=ALIKE, A2=SPLIT)))
    assert (names(held.items), held.items[0].influence) == (["A2"], 0)


def test_a_function_sought_without_a_gate_turns_on_nothing() -> None:
    policy = {"stages": stages("shadow", "partial"), "functions": [function("f1", {"partial": "A1=3"})]}
    held = judged(dossier(matrix("A1", readiness=policy), *answers(A1=ALIKE), round_={"aims": {"f1": "shadow"}}))
    assert held.quiet == ("A1",)


def test_when_nobody_has_answered_every_question_waits_for_answers() -> None:
    held = judged(dossier(seeking("A1 A2", {"partial": "A2=3"}), members="director gp", round_=aims("f1")))
    assert (names(held.unjudged), held.items, held.quiet, held.of) == (["A2", "A1"], (), (), 2)


def test_a_pulse_counts_what_it_asked() -> None:
    asked = seeking("A1 A2 A3", {"partial": "A2=3"})
    first = dossier(asked, *answers(A1=ALIKE, A2=ALIKE, A3=SPLIT), round_=aims("f1"))
    pulse = new_round(
        seated(icb=6), id="2022-23-q4", kind="pulse", criteria=("A1",), aims={"f1": "partial"},
        opened=date(2023, 1, 9), closed=date(2023, 2, 1),
    )  # fmt: skip
    held = assess(dossier(asked, *answers(A1=ALIKE), round_=pulse), (first,), date(2023, 2, 1)).agenda
    assert (held.items, held.quiet, held.not_asked, held.of) == ((), ("A1",), ("A2", "A3"), 1)


def test_an_agreed_level_takes_a_question_off_the_agenda_even_when_it_is_short() -> None:
    asked = seeking("A1", {"partial": "A1=3"})
    held = judged(dossier(asked, *answers(A1=OPPOSED), round_=aims("f1"), moderation=moderation(A1=1)))
    assert (held.items, held.agreed) == ((), ("A1",))


# --- who may see what -------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [Audience.PARTNERSHIP, Audience.PUBLIC])
def test_a_shared_copy_goes_by_the_counts_it_prints_where_nobody_stands_alone(audience: Audience) -> None:
    result = assess(worked(), (), CLOSED)
    shown = disclose(result, audience).agenda
    assert names(shown.items) == ["A3", "A1", "A6", "A7", "A2"]
    assert set(shown.quiet) == {"A4", "A5"}
    for item in (*shown.items, *shown.unjudged):
        assert (item.disagreement, item.alone) == (Withheld.WITHHELD, Withheld.WITHHELD)
    assert disclose(result, Audience.FACILITATOR).agenda == result.agenda


# --- what fits into the time ------------------------------------------------------------------------


def item(minutes: int, name: str = "A1", *, by_email: bool = False) -> Item:
    """An item of so many minutes."""
    return Item(name, Flag.NONE, (), Fraction(0), minutes, by_email, ())


def lengths(entries: tuple[Item, ...]) -> list[int]:
    """The minutes of each."""
    return [entry.minutes for entry in entries]


def test_what_does_not_fit_is_skipped_and_what_is_shorter_still_fits() -> None:
    planned = plan([item(12), item(10), item(12), item(5, by_email=True), item(5), item(5, by_email=True)], 30)
    assert (lengths(planned.today), planned.used, planned.starts) == ([12, 10, 5], 27, (0, 12, 22))
    assert (lengths(planned.left_out), lengths(planned.by_email)) == ([12, 5], [5])


def test_more_minutes_may_drop_a_later_question_for_an_earlier_one() -> None:
    entries = [item(12, "A1"), item(5, "A2"), item(5, "A3")]
    assert [names(plan(entries, minutes).today) for minutes in (10, 12)] == [["A2", "A3"], ["A1"]]


def test_when_the_first_question_runs_over_the_last_ones_go() -> None:
    today = (item(12, "A1"), item(10, "A2"), item(5, "A3"), item(5, "A4"))
    assert [names(first_to_drop(today, over)) for over in (0, 5, 6, 99)] == [
        [],
        ["A4"],
        ["A3", "A4"],
        ["A2", "A3", "A4"],
    ]
    assert first_to_drop((), 5) == ()


some_items = st.lists(st.builds(item, st.integers(1, 20), by_email=st.booleans()), max_size=12)


def places(entries: list[Item], planned: Plan) -> list[bool]:
    """For each item whether it is on the day."""
    return [any(entry is taken for taken in planned.today) for entry in entries]


@given(some_items, st.integers(0, 120))
def test_a_plan_keeps_the_order_the_limit_and_every_item_once(entries: list[Item], minutes: int) -> None:
    planned = plan(entries, minutes)
    assert planned.used <= minutes
    parts = (*planned.today, *planned.left_out, *planned.by_email)
    assert sorted(map(id, parts)) == sorted(map(id, entries))
    for part in (planned.today, planned.left_out, planned.by_email):
        assert [entry for entry in entries if any(entry is other for other in part)] == list(part)
    before = 0
    for entry, taken in zip(entries, places(entries, planned), strict=True):
        assert taken == (before + entry.minutes <= minutes)
        before += entry.minutes * taken


@given(some_items, st.integers(0, 60), st.integers(0, 60))
def test_with_more_minutes_the_first_difference_is_a_question_gained(
    entries: list[Item], minutes: int, more: int
) -> None:
    assert places(entries, plan(entries, minutes)) <= places(entries, plan(entries, minutes + more))


column = st.lists(st.sampled_from(["0", "1", "2", "3", "4", "?", "_", "na", "-"]), min_size=6, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(column, min_size=1, max_size=5), st.data())
def test_every_question_has_one_place_and_the_order_is_total_and_repeatable(
    answered: list[list[str]], data: st.DataObject
) -> None:
    named = [f"A{place}" for place, _ in enumerate(answered, start=1)]
    gates = data.draw(st.lists(st.sets(st.sampled_from(named), min_size=1), max_size=3))
    functions = [{"partial": " ".join(f"{name}=2" for name in sorted(gate))} for gate in gates]
    asked = seeking(" ".join(named), *functions)
    sheets = answers(**{name: " ".join(column) for name, column in zip(named, answered, strict=True)})
    held = dossier(asked, *sheets, round_=aims(*(f"f{place}" for place, _ in enumerate(gates, start=1))))
    found = judged(held)
    everywhere = [*names(found.items), *names(found.unjudged), *found.agreed, *found.quiet, *found.not_asked]
    assert sorted(everywhere) == sorted(named)
    assert found.of == len(named)
    keys = [_key(entry, named) for entry in found.items]
    assert all(first < second for first, second in pairwise(keys))
    assert all(entry.waiting or entry.flag is not Flag.NONE for entry in found.items)
    assert found == judged(held)


def _key(entry: Item, named: list[str]) -> tuple[Fraction, int, Fraction, int]:
    """The method's order, written down a second time."""
    assert isinstance(entry.disagreement, Fraction)
    weight = len(entry.waiting) * entry.disagreement
    return -weight, -len(entry.waiting), -entry.disagreement, named.index(entry.criterion)


def test_a_deputy_or_an_unanswered_sheet_changes_nothing() -> None:
    held = dossier(seeking("A1"), sheet("m1", "A1=0"), members=seated(icb=6))
    assert judged(held).items == ()
