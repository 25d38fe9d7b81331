"""Does a comparison tell a change of mind from a change of people, and say how sure it is?"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparing import two
from pbp_assess.core.compare import Direction, Grade, Moves, ShareMove, sign_test

CLEAR, POSSIBLE, NONE, FEW, _ = Grade
UP, DOWN, NEITHER = Direction


@dataclass(frozen=True)
class Row:
    """Then, now, and what follows; the share is that at level 2, the middle of the scale."""

    before: str
    after: str
    moves: tuple[int, int, int]
    grade: Grade
    way: Direction
    supported: tuple[int | None, int | None]
    effects: tuple[str, str, str] | None


# fmt: off
ROWS = [
    # nobody moves
    Row("2 2 2 2 2 2", "2 2 2 2 2 2", (0, 6, 0), NONE, NEITHER, (2, 2), ("0", "0", "0")),
    Row("0 1 2 3 4 2", "0 1 2 3 4 2", (0, 6, 0), NONE, NEITHER, (2, 2), ("0", "0", "0")),
    Row("4 4 4 4 4 4 4 4", "4 4 4 4 4 4 4 4", (0, 8, 0), NONE, NEITHER, (4, 4), ("0", "0", "0")),
    Row("0 0 0 0 0 0", "0 0 0 0 0 0", (0, 6, 0), NONE, NEITHER, (0, 0), ("0", "0", "0")),
    # everybody moves
    Row("1 1 1 1 1 1", "2 2 2 2 2 2", (6, 0, 0), CLEAR, UP, (1, 2), ("0", "1", "0")),
    Row("2 2 2 2 2 2", "1 1 1 1 1 1", (0, 0, 6), CLEAR, DOWN, (2, 1), ("0", "-1", "0")),
    Row("3 3 3 3 3 3", "4 4 4 4 4 4", (6, 0, 0), CLEAR, UP, (3, 4), ("0", "0", "0")),
    Row("0 0 0 0 0 0 0", "4 4 4 4 4 4 4", (7, 0, 0), CLEAR, UP, (0, 4), ("0", "1", "0")),
    # clear, by one more
    Row("1 1 1 1 1 1 2", "2 2 2 2 2 2 2", (6, 1, 0), CLEAR, UP, (1, 2), ("0", "6/7", "0")),
    Row("1 1 1 1 1 2 2", "2 2 2 2 2 2 2", (5, 2, 0), POSSIBLE, UP, (1, 2), ("0", "5/7", "0")),
    Row("1 1 1 1 1 1 1 3", "2 2 2 2 2 2 2 2", (7, 0, 1), POSSIBLE, UP, (1, 2), ("0", "7/8", "0")),
    Row("1 1 1 1 1 1 1 1 3", "2 2 2 2 2 2 2 2 2", (8, 0, 1), CLEAR, UP, (1, 2), ("0", "8/9", "0")),
    Row("3 3 3 3 3 3 3 3 1", "2 2 2 2 2 2 2 2 2", (1, 0, 8), CLEAR, DOWN, (3, 2), ("0", "1/9", "0")),
    Row("3 3 3 3 3 3 2 2 2", "2 2 2 2 2 2 2 2 2", (0, 3, 6), CLEAR, DOWN, (3, 2), ("0", "0", "0")),
    # possible: two net, or what most see differs
    Row("2 2 2 2 2 2", "3 3 2 2 2 2", (2, 4, 0), POSSIBLE, UP, (2, 2), ("0", "0", "0")),
    Row("2 2 2 2 2 2", "1 1 2 2 2 2", (0, 4, 2), POSSIBLE, DOWN, (2, 2), ("0", "-1/3", "0")),
    Row("2 2 2 3 3 3", "2 2 3 3 3 3", (1, 5, 0), POSSIBLE, UP, (2, 3), ("0", "0", "0")),
    Row("2 2 3 3 3 3", "2 2 2 3 3 3", (0, 5, 1), POSSIBLE, DOWN, (3, 2), ("0", "0", "0")),
    Row("1 1 1 2 2 4", "1 2 2 2 2 1", (2, 3, 1), POSSIBLE, UP, (1, 2), ("0", "1/6", "0")),
    Row("1 1 2 2 3 3", "2 2 2 2 2 2", (2, 2, 2), NONE, NEITHER, (2, 2), ("0", "1/3", "0")),
    Row("1 1 1 2 2 3", "1 2 1 2 2 2", (1, 4, 1), POSSIBLE, UP, (1, 2), ("0", "1/6", "0")),
    Row("1 2 2 2 1 2", "1 1 2 2 1 3", (1, 4, 1), POSSIBLE, DOWN, (2, 1), ("0", "-1/6", "0")),
    # one net, and most see the same: nothing to speak of
    Row("2 2 2 2 2 2", "3 2 2 2 2 2", (1, 5, 0), NONE, UP, (2, 2), ("0", "0", "0")),
    Row("2 2 2 2 2 2", "1 2 2 2 2 2", (0, 5, 1), NONE, DOWN, (2, 2), ("0", "-1/6", "0")),
    Row("2 2 2 2 2 2 2", "3 3 1 2 2 2 2", (2, 4, 1), NONE, UP, (2, 2), ("0", "-1/7", "0")),
    # too few to call
    Row("1 1 1 1 1", "2 2 2 2 2", (5, 0, 0), FEW, UP, (1, 2), ("0", "1", "0")),
    Row("3", "1", (0, 0, 1), FEW, DOWN, (3, 1), ("0", "-1", "0")),
    Row("1 1 1 1 1 1", "2 2 2 2 2 ?", (5, 0, 0), FEW, UP, (1, 2), ("0", "1", "0")),
    Row("? ? 1 1 1 1", "2 2 2 2 2 2", (4, 0, 0), FEW, UP, (1, 2), ("0", "1", "0")),
    # people change, and nobody changes their mind
    Row("2 2 2 2 2 2 0", "2 2 2 2 2 2 .", (0, 6, 0), NONE, NEITHER, (2, 2), ("1/7", "0", "0")),
    Row("2 2 2 2 2 2 .", "2 2 2 2 2 2 0", (0, 6, 0), NONE, NEITHER, (2, 2), ("0", "0", "-1/7")),
    Row("2 2 2 2 2 2 0 .", "2 2 2 2 2 2 . 4", (0, 6, 0), NONE, NEITHER, (2, 2), ("1/7", "0", "0")),
    Row("1 1 1 2 2 2 . .", "1 1 1 2 2 2 4 4", (0, 6, 0), NONE, NEITHER, (1, 1), ("0", "0", "1/8")),
    Row("0 0 0 3 3 3 3 3 3", ". . . 3 3 3 3 3 3", (0, 6, 0), NONE, NEITHER, (3, 3), ("1/3", "0", "0")),
    # both at once
    Row("1 1 1 1 1 1 4 .", "2 2 2 2 2 2 . 0", (6, 0, 0), CLEAR, UP, (1, 2), ("-1/7", "1", "-1/7")),
    Row("1 1 1 1 1 1 4 4 4 4", "2 2 2 2 2 2 . . . .", (6, 0, 0), CLEAR, UP, (1, 2), ("-2/5", "1", "0")),
    Row("3 3 3 3 3 3 . . . .", "2 2 2 2 2 2 4 4 4 4", (0, 0, 6), CLEAR, DOWN, (3, 2), ("0", "0", "0")),
    Row("2 2 2 1 1 1 0 0 .", "2 2 2 2 2 1 . . 3", (2, 4, 0), POSSIBLE, UP, (1, 2), ("1/8", "1/3", "1/42")),
    # somebody stays and no longer gives a level: for this question they left
    Row("2 2 2 2 2 2 0", "2 2 2 2 2 2 ?", (0, 6, 0), NONE, NEITHER, (2, 2), ("1/7", "0", "0")),
    Row("2 2 2 2 2 2 -", "2 2 2 2 2 2 1", (0, 6, 0), NONE, NEITHER, (2, 2), ("0", "0", "-1/7")),
    # nobody answered both times: no effect can be told apart
    Row("1 1 . .", ". . 2 2", (0, 0, 0), FEW, NEITHER, (None, None), None),
    Row("2 ? 2 ?", "? 2 ? 2", (0, 0, 0), FEW, NEITHER, (None, None), None),
    # a panel of twelve
    Row("1 1 1 1 1 1 2 2 2 2 2 3", "2 2 2 2 2 2 3 3 3 2 2 3", (9, 3, 0), CLEAR, UP, (1, 2), ("0", "1/2", "0")),
    Row("1 1 1 1 1 1 2 2 2 2 2 3", "2 2 2 2 2 1 1 1 1 2 2 3", (5, 4, 3), POSSIBLE, UP, (1, 2), ("0", "1/6", "0")),
]
# fmt: on


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.before} > {row.after}")
def test_two_columns_of_answers_come_to_this(row: Row) -> None:
    (change,) = two(row.before, row.after).criteria
    moves, share = change.moves, change.share
    assert isinstance(moves, Moves)
    assert share is not None
    assert ((moves.up, moves.same, moves.down), change.grade, change.direction) == (row.moves, row.grade, row.way)
    limit = Fraction(3, 5)
    assert (moves.before.supported(limit), moves.after.supported(limit)) == row.supported
    effects = (share.leavers, share.real, share.joiners)
    assert effects == (tuple(map(Fraction, row.effects)) if row.effects else (None, None, None))
    if row.effects:
        assert sum(map(Fraction, row.effects)) == whole(share)


def whole(share: ShareMove) -> Fraction:
    """By how much the share of the whole panel moved."""
    return Fraction(share.after.count, share.after.of) - Fraction(share.before.count, share.before.of)


def test_there_are_forty_rows_and_they_are_all_different() -> None:
    assert len({(row.before, row.after) for row in ROWS}) == len(ROWS) >= 40


@pytest.mark.parametrize(("up", "down"), [(up, down) for up in range(9) for down in range(9)])
def test_the_sign_test_is_the_tail_of_a_fair_coin_on_both_sides(up: int, down: int) -> None:
    tosses = up + down
    at_least_as_odd = [heads for heads in range(tosses + 1) if min(heads, tosses - heads) <= min(up, down)]
    assert sign_test(up, down) == Fraction(sum(comb(tosses, heads) for heads in at_least_as_odd), 2**tosses)


def test_six_of_six_is_clear_and_five_of_five_is_not() -> None:
    assert sign_test(6, 0) == Fraction(1, 32) < Fraction(1, 20) < sign_test(5, 0) == Fraction(1, 16)


# --- laws -----------------------------------------------------------------------------------------

ANSWERS = st.sampled_from(["0", "1", "2", "3", "4", "?", "."])


@st.composite
def columns(draw: st.DrawFn) -> tuple[str, str]:
    """Two columns of equal length in which somebody gives a level each time."""
    length = draw(st.integers(1, 9))
    rest = [draw(st.lists(ANSWERS, min_size=length, max_size=length)) for _ in range(2)]
    then, now = ([*column, draw(st.sampled_from("01234"))] for column in rest)
    return " ".join(then), " ".join(now)


@settings(max_examples=60, deadline=None)
@given(columns())
def test_the_three_effects_add_up_to_the_whole_change(pair: tuple[str, str]) -> None:
    (change,) = two(*pair).criteria
    share = change.share
    assert share is not None
    parts = (share.leavers, share.real, share.joiners)
    known = [effect for effect in parts if effect is not None]
    assert len(known) == 3
    assert sum(known) == whole(share)


@settings(max_examples=40, deadline=None)
@given(columns())
def test_the_same_answers_again_are_no_change_at_all(pair: tuple[str, str]) -> None:
    assert two(pair[1], pair[1]).empty


@settings(max_examples=60, deadline=None)
@given(columns())
def test_swapping_the_rounds_mirrors_every_move(pair: tuple[str, str]) -> None:
    (forth,), (back,) = two(*pair).criteria, two(pair[1], pair[0]).criteria
    assert isinstance(forth.moves, Moves)
    assert isinstance(back.moves, Moves)
    assert (forth.moves.up, forth.moves.same, forth.moves.down) == (back.moves.down, back.moves.same, back.moves.up)
    assert (forth.moves.before, forth.moves.after) == (back.moves.after, back.moves.before)
    assert forth.grade is back.grade
    assert {forth.direction, back.direction} in ({UP, DOWN}, {NEITHER})
    assert forth.share is not None
    assert back.share is not None
    effects = (forth.share.leavers, forth.share.real, forth.share.joiners)
    mirrored = (back.share.joiners, back.share.real, back.share.leavers)
    assert [effect and -effect for effect in effects] == list(mirrored)


@settings(max_examples=60, deadline=None)
@given(columns())
def test_a_change_of_people_alone_never_yields_a_real_move(pair: tuple[str, str]) -> None:
    then, now = (text.split() for text in pair)
    answered = [({before, after} & {"?", "."}) == set() for before, after in zip(then, now, strict=True)]
    stays = [before if both else after for before, after, both in zip(then, now, answered, strict=True)]
    (change,) = two(" ".join(then), " ".join(stays)).criteria
    assert change.grade in (NONE, FEW)
    assert change.direction is NEITHER
    assert change.share is not None
    assert change.share.real in (0, None)
