"""Does every part of a comparison mirror when the two rounds change places, and is a round beside itself unchanged?"""

from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from build import evidence, function, matrix, stages
from comparing import part, side
from pbp_assess.core.compare import Comparison, Direction, Moves, Shift, Side, StageChange, compare
from pbp_assess.core.compare.linking import Reason
from pbp_assess.core.compare.matrices import MatrixShift
from pbp_assess.core.matrix import Matrix

LEVELS = st.sampled_from(["0", "1", "2", "3", "?", "-", "na"])
STATES = ("absent", "listed", "seen", "verified")
OTHER = "2.0.0"
Columns = dict[str, list[str]]


def asked(criteria: str = "GOV1 GOV2! FIN1*", needed: str = "GOV1=2 FIN1=2", **fields: Any) -> Matrix:
    """Three questions in two areas, one of them settled by a record, and a function of two stages."""
    tests = stages("shadow", conditions=1)
    tests["shadow"]["balanced"] = True
    papers = [{"id": "terms", "name": "Terms"}]
    gates = [function("bcf", {"shadow": needed, "partial": "GOV1=3 GOV2=2"}, documents=papers)]
    return matrix(criteria, readiness={"stages": {**tests, **stages("partial")}, "functions": gates}, **fields)


MATRICES = (
    asked(),
    asked(needed="GOV1=3", version=OTHER),
    asked("GOV1 GOV2 FIN1*", version=OTHER),
    asked("GOV1 GOV2! FIN1* FIN2", version=OTHER),
)


@st.composite
def rounds(draw: st.DrawFn, *, changing: bool = True) -> tuple[Side, Side]:
    """Two rounds: people come, go, change their mind and hold back; papers and records move; so may the matrix."""
    size = draw(st.integers(1, 8))
    then = _columns(draw, size)
    now = _columns(draw, size) if changing else then
    later = draw(st.sampled_from(MATRICES)) if changing else MATRICES[0]
    return (
        _side(draw, MATRICES[0], _there(draw, then, size), earlier=True, moving=changing),
        _side(draw, later, _there(draw, now, size), moving=changing),
    )


def _columns(draw: st.DrawFn, size: int) -> Columns:
    """What each says of two questions; the last of them gives a level."""
    given = st.lists(LEVELS, min_size=size, max_size=size)
    return {name: [*draw(given), draw(st.sampled_from("0123"))] for name in ("GOV1", "GOV2")}


def _there(draw: st.DrawFn, columns: Columns, size: int) -> Columns:
    """The same, with `.` for those who are not on the panel; the last of them is."""
    there = [*draw(st.lists(st.sampled_from([True, True, False]), min_size=size, max_size=size)), True]
    return {
        name: [text if here else "." for text, here in zip(given, there, strict=True)]
        for name, given in columns.items()
    }


def _side(draw: st.DrawFn, on: Matrix, columns: Columns, *, moving: bool, earlier: bool = False) -> Side:
    shown, aims = evidence(), {"bcf": "shadow"}
    if moving:
        records: dict[str, Any] = {"FIN1": draw(st.integers(0, 4))} if draw(st.booleans()) else {}
        shown = evidence({"bcf": {"terms": draw(st.sampled_from(STATES))}} if draw(st.booleans()) else None, **records)
        aims = {"bcf": draw(st.sampled_from(["shadow", "partial"]))}
    texts = {name: " ".join(given) for name, given in columns.items()}
    return side(part(on, earlier=earlier, columns=texts, evidence=shown, round_={"aims": aims}))


# --- swapped --------------------------------------------------------------------------------------

MIRRORED_REASON = {Reason.ADDED: Reason.REMOVED, Reason.REMOVED: Reason.ADDED}
MIRRORED_SHIFT = {MatrixShift.ADDED: MatrixShift.REMOVED, MatrixShift.REMOVED: MatrixShift.ADDED}
TURNED = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP, Direction.NEITHER: Direction.NEITHER}


@settings(max_examples=60, deadline=None)
@given(rounds())
def test_swapping_two_rounds_mirrors_every_change(pair: tuple[Side, Side]) -> None:
    before, after = pair
    forth, back = compare(before, after), compare(after, before)
    _questions(forth, back)
    _areas(forth, back)
    _functions(forth, back)
    assert _facts(forth.records) == _facts(back.records, turned=True)
    assert _facts(forth.documents) == _facts(back.documents, turned=True)
    reasons = {(one.criterion, MIRRORED_REASON.get(one.reason, one.reason)) for one in forth.uncompared}
    assert reasons == {(one.criterion, one.reason) for one in back.uncompared}
    shifts = {(one.subject, MIRRORED_SHIFT.get(one.kind, one.kind)) for one in forth.matrix}
    assert shifts == {(one.subject, one.kind) for one in back.matrix}
    assert forth.empty is back.empty


def _questions(forth: Comparison, back: Comparison) -> None:
    ways = {change.link.before: change for change in back.criteria}
    assert len(ways) == len(forth.criteria)
    for change in forth.criteria:
        other = ways[change.link.after]
        assert isinstance(change.moves, Moves)
        assert isinstance(other.moves, Moves)
        assert (change.moves.up, change.moves.same, change.moves.down) == (
            other.moves.down,
            other.moves.same,
            other.moves.up,
        )
        assert (change.grade, change.direction) == (other.grade, TURNED[other.direction])
        assert (change.held_before, change.held) == (other.held, other.held_before)
        assert (change.before, change.after) == (other.after, other.before)
        assert (change.rose, change.fell) == (other.fell, other.rose)


def _areas(forth: Comparison, back: Comparison) -> None:
    ways = {change.domain.id: change for change in back.domains}
    assert set(ways) == {change.domain.id for change in forth.domains}
    for change in forth.domains:
        other = ways[change.domain.id]
        assert (change.rose, change.fell) == (other.fell, other.rose)
        assert (change.as_before, change.too_few) == (other.as_before, other.too_few)
        assert (change.before, change.after) == (other.after, other.before)


def _functions(forth: Comparison, back: Comparison) -> None:
    ways = {(one.function, stage.stage): stage for one in back.functions for stage in one.stages}
    stages_forth = {(one.function, stage.stage): stage for one in forth.functions for stage in one.stages}
    assert set(ways) == set(stages_forth)
    for at, change in stages_forth.items():
        _mirrored(change, ways[at])
    sought = [(one.function, one.sought_before, one.sought) for one in forth.functions]
    assert sought == [(one.function, one.sought, one.sought_before) for one in back.functions]


def _mirrored(change: StageChange, other: StageChange) -> None:
    assert (change.before, change.after) == (other.after, other.before)
    assert change.matched == (other.matched and other.matched[::-1])
    assert change.rules_changed is other.rules_changed
    turned = {(one.test, one.subject, one.before, one.after) for one in change.turned}
    assert turned == {(one.test, one.subject, one.after, one.before) for one in other.turned}
    if change.shift is Shift.LOST:
        assert other.shift is Shift.GAINED
    if change.shift is Shift.GAINED:
        assert other.shift in (Shift.LOST, Shift.NEWLY_UNKNOWN)
    assert not (change.lost_for_sure and other.lost_for_sure)


def _facts(changes: Iterable[Any], *, turned: bool = False) -> set[tuple[Any, ...]]:
    """What moved, by what it is of: a record of a criterion, a paper of a function."""
    return {
        (
            getattr(one, "criterion", None) or (one.function, one.document),
            *((one.after, one.before) if turned else (one.before, one.after)),
        )
        for one in changes
    }


# --- nothing changed ------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(rounds())
def test_a_round_beside_itself_is_unchanged_in_every_part(pair: tuple[Side, Side]) -> None:
    for one in pair:
        found = compare(one, one)
        assert found.empty
        assert (found.matrix, found.records, found.documents) == ((), (), ())
        assert not [change for change in found.criteria if change.rose or change.fell]
        assert not [change for change in found.domains if change.rose or change.fell or change.before != change.after]
        shifts = {(stage.shift, stage.turned, stage.rules_changed) for each in found.functions for stage in each.stages}
        assert shifts <= {(Shift.NONE, (), False)}
        shares = [change.share for change in found.criteria if change.share]
        assert {effect for one in shares for effect in (one.leavers, one.real, one.joiners)} <= {0, None}


@settings(max_examples=40, deadline=None)
@given(rounds(changing=False))
def test_where_people_only_leave_nobody_moved_and_no_loss_is_for_sure(pair: tuple[Side, Side]) -> None:
    for found in (compare(*pair), compare(pair[1], pair[0])):
        assert not [change for change in found.criteria if change.rose or change.fell]
        assert {change.share.real for change in found.criteria if change.share} <= {0, None}
        assert not [stage for each in found.functions for stage in each.stages if stage.lost_for_sure]
