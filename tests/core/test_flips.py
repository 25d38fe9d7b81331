"""How few answers change a gate? Every number is held against a search that asks the engine itself.

Small panels: up to five members, five levels, three groups; only shares are tested, so that nothing else moves.
"""

from functools import cache
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import answers, dossier, evidence, seated
from judging import gate_of, ground_of, policy
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Outcome
from pbp_assess.core.robustness.bounds import bounds
from pbp_assess.core.robustness.flips import deciding_members, members_to_flip
from pbp_assess.core.robustness.shares import Way

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
SIZES = [(5,), (2, 3), (1, 4), (1, 1, 3), (2, 2, 1), (3,), (1, 2)]
SHARES = ["1/2", "3/5", "3/4", "2/3", "100%"]
Column = tuple[str, ...]
Shape = tuple[tuple[int, ...], str, bool]  # members in each group, share needed, whether groups count the same too


def panel(columns: tuple[Column, ...], shape: Shape, required: tuple[int, ...] = (3, 2)) -> Dossier:
    """A round that tests the share of each column at its level, however few answer."""
    sizes, share, balanced = shape
    names = [f"GOV{number}" for number in range(1, len(columns) + 1)]
    gate = " ".join(f"{name}={level}" for name, level in zip(names, required, strict=False))
    asked = policy(
        gate,
        stage={"share": share, "balanced": balanced},
        min_answers=1,
        fields={"counting": {"balance": {"min_group": 1}}},
    )
    seats = seated(**dict(zip(("icb", "trust", "gp"), sizes, strict=False)))
    filed = answers(**{name: " ".join(column) for name, column in zip(names, columns, strict=True)})
    return dossier(asked, *filed, members=seats)


@cache
def outcome(columns: tuple[Column, ...], shape: Shape) -> Outcome:
    """What the engine says of these answers."""
    return gate_of(panel(columns, shape)).outcome


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    """Up to five members in up to three groups."""
    return draw(st.sampled_from(SIZES)), draw(st.sampled_from(SHARES)), draw(st.booleans())


def columns(shape: Shape, letters: str) -> st.SearchStrategy[Column]:
    """One column of answers for a panel of this shape; somebody gives a level."""
    size = sum(shape[0])
    column = st.tuples(*[st.sampled_from(letters)] * size)
    return column.filter(lambda answers: bool(set(answers) & set("01234")))


def crossed(column: Column, members: tuple[int, ...], required: int) -> Column:
    """The answers of these members on the other side of the level required."""
    other = {member: "0" if int(column[member]) >= required else "4" for member in members}
    return tuple(other.get(member, answer) for member, answer in enumerate(column))


def searched(held: tuple[Column, ...], shape: Shape) -> int:
    """The fewest answers across all columns that, crossing their level, change what the engine says."""
    given = [
        (place, member)
        for place, column in enumerate(held)
        for member, answer in enumerate(column)
        if answer in "01234"
    ]
    today = outcome(held, shape)
    for count in range(1, len(given) + 1):
        for chosen in combinations(given, count):
            moved = tuple(
                crossed(column, tuple(member for at, member in chosen if at == place), (3, 2)[place])
                for place, column in enumerate(held)
            )
            if outcome(moved, shape) is not today:
                return count
    raise AssertionError("every share test can be changed")


@settings(max_examples=120)
@given(st.data())
def test_members_to_flip_one_share_test(data: st.DataObject) -> None:
    shape = data.draw(shapes())
    held = (data.draw(columns(shape, "01234?")),)
    assert members_to_flip(ground_of(panel(held, shape))) == searched(held, shape)


@settings(max_examples=30)
@given(st.data())
def test_members_to_flip_two_share_tests(data: st.DataObject) -> None:
    shape = data.draw(
        st.tuples(st.sampled_from([(1, 3), (2, 2), (1, 2, 1), (4,)]), st.sampled_from(SHARES), st.booleans())
    )
    held = (data.draw(columns(shape, "0234")), data.draw(columns(shape, "0134?")))
    assert members_to_flip(ground_of(panel(held, shape))) == searched(held, shape)


@pytest.mark.parametrize(
    ("columns", "share", "expected"),
    [
        pytest.param({"GOV1": "3 3 3 3 3 2"}, "3/5", 2, id="met: 4 of 6 still reach 3 in 5, 3 of 6 do not"),
        pytest.param({"GOV1": "3 3 3 3 3 2", "GOV2": "3 3 3 3 2 2"}, "3/5", 1, id="met: the weakest test decides"),
        pytest.param({"GOV1": "3 3 2 2 2", "GOV2": "3 2 2 2 2"}, "3/5", 3, id="not met: one and two more"),
        pytest.param({"GOV1": "3 3 2 2 2", "GOV2": "3 3 3 3 3"}, "3/5", 1, id="not met: only what is short counts"),
        pytest.param({"GOV1": "? ? ? 3 3"}, "3/5", None, id="nothing is tested yet"),
        pytest.param({"GOV1": "? ? ? 3 3", "GOV2": "3 3 3 3 3"}, "3/5", 3, id="unknown: down to not met"),
    ],
)
def test_members_to_flip_by_hand(columns: dict[str, str], share: str, expected: int | None) -> None:
    asked = policy(" ".join(f"{name}=3" for name in columns), stage={"share": share})
    assert members_to_flip(ground_of(dossier(asked, *answers(**columns)))) == expected


@pytest.mark.parametrize(
    ("gate", "record", "expected"),
    [
        pytest.param("GOV1=3 FIN1=2", 1, None, id="a record is not met: no answer changes that"),
        pytest.param("GOV1=3 FIN1=2", 2, 2, id="a record is met: the answers decide"),
        pytest.param("GOV1=0 FIN1=2", 2, None, id="nobody can answer below the lowest level"),
    ],
)
def test_what_answers_cannot_change(gate: str, record: int, expected: int | None) -> None:
    asked = policy(gate, criteria="GOV1 GOV2 FIN1*", stage={"share": "3/5"})
    held = dossier(asked, *answers(GOV1="3 3 3 3 3 2"), evidence=evidence(FIN1=record))
    assert members_to_flip(ground_of(held)) == expected


# --- one member alone -----------------------------------------------------------------------------


@settings(max_examples=60)
@given(st.data())
def test_deciding_members_are_those_whose_sheet_changes_what_the_engine_says(data: st.DataObject) -> None:
    shape = data.draw(shapes())
    held = (data.draw(columns(shape, "01234?")), data.draw(columns(shape, "01234_")))
    today = outcome(held, shape)
    expected = []
    for member in range(sum(shape[0])):
        sheets = (
            tuple(tuple(end if at == member else answer for at, answer in enumerate(column)) for column in held)
            for end in "04"
        )
        if any(outcome(one, shape) is not today for one in sheets):
            expected.append(f"m{member + 1}")
    assert deciding_members(ground_of(panel(held, shape))) == tuple(expected)


def test_a_member_who_gave_no_level_has_a_sheet_too() -> None:
    held = dossier(policy(stage={"share": "3/4"}), *answers(GOV1="3 3 3 2"), members=seated(icb=5))
    assert gate_of(held).outcome is YES
    assert "m5" in deciding_members(ground_of(held))  # 3 of 5


def test_every_other_finding_stands() -> None:
    stage: dict[str, Any] = {"split": "moderated", "could_judge": "100%"}
    held = dossier(policy(stage=stage), *answers(GOV1="3 3 3 3 3 3"))
    assert gate_of(dossier(policy(stage=stage), *answers(GOV1="3 3 3 3 0 0"))).outcome is UNKNOWN
    assert deciding_members(ground_of(held)) == ()


# --- bounds ---------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(st.data())
def test_bounds_are_the_ends_of_everything_the_engine_could_come_to_say(data: st.DataObject) -> None:
    shape = data.draw(shapes())
    column = data.draw(columns(shape, "0234??"))
    if column.count("?") > 3:
        return
    found = ground_of(panel((column,), shape))
    ends = bounds(found.standing, found.gate)
    open_to = [tuple("01234") if answer == "?" else (answer,) for answer in column]
    completions = {outcome((one,), shape) for one in product(*open_to)}
    assert completions == {ends.lowest, ends.highest}
    assert (found.counted(Way(out_at=0)), found.counted(Way(out_at=4))) == (ends.lowest, ends.highest)
    assert ends.settled is (completions == {found.gate.outcome})
