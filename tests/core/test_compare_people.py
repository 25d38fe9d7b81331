"""Are people matched as persons, whoever sat where, and counted as what they are?"""

from dataclasses import replace

import pytest

from build import answers, dossier, matrix, sheet
from comparing import AFTER, BEFORE, CLOSED, OPENED, part, side, two
from pbp_assess.core.assessment import Dossier, Scoresheet
from pbp_assess.core.compare import Grade, Matched, Moves, PanelChange, compare
from pbp_assess.problems import NotComparableError

ASKED = matrix("GOV1 GOV2", gates={})
EARLIER = {"id": BEFORE, "opened": OPENED, "closed": CLOSED}


def moved(before: Dossier, after: Dossier) -> tuple[tuple[int, int, int], PanelChange]:
    """What became of GOV1, and of the panel."""
    found = compare(side(before), side(after))
    change = next(change for change in found.criteria if change.link.after == ("GOV1",))
    assert isinstance(change.moves, Moves)
    assert found.matched is not None
    return (change.moves.up, change.moves.same, change.moves.down), found.matched.panel


def round_of(label: str, *sheets: Scoresheet, members: str) -> Dossier:
    fields = EARLIER if label == BEFORE else {}
    return dossier(ASKED, *sheets, members=members, round_=dict(fields))


def test_a_deputy_moves_nothing_of_the_leader_s() -> None:
    before = round_of(BEFORE, sheet("m1", "GOV1=1", answered_by="d1"), sheet("m2", "GOV1=2"), members="m1 m2")
    after = round_of(AFTER, sheet("m1", "GOV1=4"), sheet("m2", "GOV1=3"), members="m1 m2")
    assert moved(before, after) == ((1, 0, 0), PanelChange(1, 0, 0, 1, 1))


def test_the_same_deputy_twice_is_one_person() -> None:
    before = round_of(BEFORE, sheet("m1", "GOV1=1", answered_by="d1"), members="m1")
    after = round_of(AFTER, sheet("m1", "GOV1=2", answered_by="d1"), members="m1")
    assert moved(before, after) == ((1, 0, 0), PanelChange(1, 0, 0, 0, 0))


def test_a_deputy_who_takes_the_seat_over_is_the_same_person() -> None:
    before = round_of(BEFORE, sheet("m1", "GOV1=1", answered_by="d1"), members="m1")
    after = round_of(AFTER, sheet("d1", "GOV1=0"), members="d1")
    assert moved(before, after) == ((0, 0, 1), PanelChange(1, 0, 0, 0, 0))


def test_a_successor_is_a_joiner() -> None:
    before = round_of(BEFORE, sheet("m1", "GOV1=1"), sheet("m2", "GOV1=1"), members="m1 m2")
    after = round_of(AFTER, sheet("m1", "GOV1=1"), sheet("m2-next", "GOV1=4"), members="m1 m2-next")
    assert moved(before, after) == ((0, 1, 0), PanelChange(1, 1, 1, 0, 0))


def test_whoever_answers_for_several_seats_is_matched_seat_by_seat() -> None:
    before = round_of(BEFORE, *(sheet(seat, "GOV1=1", answered_by="d1") for seat in ("m1", "m2")), members="m1 m2")
    after = round_of(AFTER, *(sheet(seat, "GOV1=2", answered_by="d1") for seat in ("m1", "m3")), members="m1 m3")
    assert moved(before, after) == ((1, 0, 0), PanelChange(1, 1, 1, 0, 0))


def test_whoever_answered_once_though_asked_twice_neither_joined_nor_left() -> None:
    before = round_of(BEFORE, sheet("m1", "GOV1=1"), sheet("m2", "GOV1=1"), members="m1 m2 m3")
    after = round_of(AFTER, sheet("m1", "GOV1=1"), sheet("m3", "GOV1=1"), members="m1 m2 m3")
    assert moved(before, after) == ((0, 1, 0), PanelChange(1, 0, 0, 1, 1))


def test_invited_voices_and_empty_sheets_are_not_matched() -> None:
    def held(label: str, level: int) -> Dossier:
        fields = EARLIER if label == BEFORE else {}
        sheets = (sheet("m1", f"GOV1={level}"), sheet("s1", f"GOV1={level}"), sheet("m2", "GOV1=_"))
        return dossier(ASKED, *sheets, members="m1 m2", stakeholders="s1", round_=dict(fields))

    assert moved(held(BEFORE, 1), held(AFTER, 2)) == ((1, 0, 0), PanelChange(1, 0, 0, 0, 0))


def test_people_are_counted_by_the_whole_round_and_moves_by_the_question() -> None:
    before = part(ASKED, earlier=True, columns={"GOV1": "1 1 ?", "GOV2": "1 1 1"})
    after = part(ASKED, columns={"GOV1": "2 ? 2", "GOV2": "1 1 1"})
    assert moved(before, after) == ((1, 0, 0), PanelChange(3, 0, 0, 0, 0))


def test_a_round_beside_itself_changes_nothing() -> None:
    asked = matrix("GOV1 GOV2", gates={"bcf": {"shadow": "GOV1=1"}})
    held = dossier(asked, *answers(GOV1="1 2 3 2 2 1", GOV2="? 0 4 - na 2"), round_={"aims": {"bcf": "shadow"}})
    found = compare(side(held), side(held))
    assert found.empty
    assert [change.grade for change in found.criteria] == [Grade.NO_CLEAR_CHANGE, Grade.TOO_FEW]


@pytest.mark.parametrize(("before", "after"), [("1 1 1 2", "1 1 2 1"), ("2 2", "3 3"), ("1 1", "1 2")])
def test_a_move_is_a_change(before: str, after: str) -> None:
    assert not two(before, after).empty


# --- what was stored -----------------------------------------------------------------------------


def test_a_stored_round_keeps_what_was_found_against_the_round_before_it() -> None:
    before, after = part(earlier=True, columns={"GOV1": "1 1 1 1 1 1"}), part(columns={"GOV1": "2 2 2 2 2 2"})
    live = compare(side(before), side(after))
    stored = replace(side(after), dossier=None, earlier=(), matched=live.matched)
    again = compare(side(before), stored)
    assert again.criteria == live.criteria
    assert again.matched == live.matched


def test_compared_with_any_other_round_a_stored_one_is_whole_panel_only() -> None:
    before, after = part(earlier=True, columns={"GOV1": "1 1 1"}), part(columns={"GOV1": "2 2 2"})
    elsewhere = Matched("2019-20-q1", PanelChange(3, 0, 0, 0, 0), {}, {})
    for matched in (None, elsewhere):
        found = compare(side(before), replace(side(after), dossier=None, matched=matched))
        (change,) = found.criteria
        assert found.matched is None
        assert (change.moves, change.share, change.grade) == (None, None, Grade.TOO_FEW)
        assert (change.supported_before, change.supported) == (1, 2)
        assert not found.empty


# --- what cannot be compared ----------------------------------------------------------------------


def test_rounds_of_two_places_are_not_compared() -> None:
    held = part(columns={"GOV1": "1"})
    other = replace(held, place_id="elsewhere")
    with pytest.raises(NotComparableError, match="two places, elsewhere and example-place") as refused:
        compare(side(other), side(held))
    assert refused.value.code == "PBP505"


@pytest.mark.parametrize("empty", ["before", "after"])
def test_a_round_without_answers_is_not_compared(empty: str) -> None:
    full, none = part(columns={"GOV1": "1"}), part(columns={"GOV1": "_"})
    before, after = (none, full) if empty == "before" else (full, none)
    with pytest.raises(NotComparableError, match="PBP503"):
        compare(side(before), side(after))
