"""What is the least that would have to change? The smallest moves are held against a search that asks the engine."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import answers, dossier, evidence, function, moderation, seated
from judging import CLOSED, policy
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Gate, Outcome, Withheld
from pbp_assess.core.readiness import judge, stand
from pbp_assess.core.robustness.path import Need, Path, Unlock, path, unlocking
from pbp_assess.core.robustness.shares import grounds

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
SHARES = ["1/2", "3/5", "3/4", "2/3", "100%"]
Groups = tuple[tuple[int, ...], ...]  # the levels given in each group, in order
Rule = tuple[str, bool, int]  # share needed, whether groups count the same too, level required


def path_of(held: Dossier) -> Path:
    """The path of `bcf`."""
    standing = stand(held, [], CLOSED)
    return path(grounds(standing, judge(standing, "bcf", "partial")), [])


def left(found: Path) -> list[str]:
    """What is still open after the moves."""
    assert not isinstance(found.left, Withheld)
    return [finding.subject for finding in found.left]


# --- against a search -----------------------------------------------------------------------------


def panel(groups: Groups, rule: Rule) -> Dossier:
    """A round in which only the share of GOV1 is tested."""
    share, balanced, level = rule
    stage = {"share": share, "balanced": balanced}
    asked = policy(f"GOV1={level}", stage=stage, min_answers=1, fields={"counting": {"balance": {"min_group": 1}}})
    members = seated(**{name: len(levels) for name, levels in zip(("icb", "trust", "gp"), groups, strict=False)})
    return dossier(asked, *answers(GOV1=" ".join(str(level) for levels in groups for level in levels)), members=members)


@cache
def engine(groups: Groups, rule: Rule) -> Outcome:
    """What the engine says of these levels, whoever of a group gave them."""
    standing = stand(panel(groups, rule), [], CLOSED)
    return judge(standing, "bcf", "partial").outcome


def raised(groups: Groups) -> Iterator[tuple[int, Groups]]:
    """Every way of raising these levels, with its total of one-level moves."""
    ways = [
        {tuple(sorted(one)) for one in product(*(range(level, 5) for level in levels))} if levels else {()}
        for levels in groups
    ]
    before = sum(map(sum, groups))
    for chosen in product(*ways):
        yield sum(map(sum, chosen)) - before, chosen


def searched(groups: Groups, rule: Rule) -> int:
    """The smallest total of moves after which the engine says met."""
    ordered = sorted(raised(groups))
    return next(total for total, chosen in ordered if engine(chosen, rule) is YES)


@st.composite
def panels(draw: st.DrawFn) -> tuple[Groups, Rule]:
    """Up to five members in up to three groups, and the share to reach."""
    sizes = draw(st.sampled_from([(5,), (2, 3), (1, 4), (1, 1, 3), (1, 2, 2), (3,), (1, 2)]))
    groups = tuple(draw(st.sampled_from(list(combinations_with_replacement(range(5), size)))) for size in sizes)
    return groups, draw(st.tuples(st.sampled_from(SHARES), st.booleans(), st.integers(1, 4)))


@settings(max_examples=80)
@given(panels())
def test_the_smallest_moves_are_the_smallest_there_are(drawn: tuple[Groups, Rule]) -> None:
    groups, rule = drawn
    found = path_of(panel(groups, rule))
    assert found.moves == searched(groups, rule)
    assert found.outcome is YES  # only the share was tested, so the whole gate is met
    assert found.left == ()
    assert len(found.needs) == (engine(groups, rule) is not YES)


# --- by hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "stage", "expected"),
    [
        pytest.param("3 3 3 2 2", {"share": "3/5"}, 0, id="met"),
        pytest.param("3 3 2 2 0", {"share": "3/5"}, 1, id="the nearest is raised"),
        pytest.param("3 1 1 0 0", {"share": "3/5"}, 4, id="two of them by two"),
        pytest.param("3 3 2 3 0", {"share": "3/5", "balanced": True}, 1, id="enough persons, too few groups"),
        pytest.param("? ? 3 1 2 2 3", {"share": "3/5"}, 1, id="who gave no level is not moved"),
    ],
)
def test_moves_by_hand(column: str, stage: dict[str, Any], expected: int) -> None:
    members = seated(trust=2, icb=1, gp=len(column.split()) - 3)
    asked = policy(stage=stage, min_answers=1, fields={"counting": {"balance": {"min_group": 1}}})
    assert path_of(dossier(asked, *answers(GOV1=column), members=members)).moves == expected


def test_what_is_short_and_what_moves_would_do() -> None:
    asked = policy("GOV1=3 GOV2=2 FIN1=2", criteria="GOV1 GOV2 FIN1*", stage={"share": "3/5"})
    held = dossier(asked, *answers(GOV1="3 3 2 2 1", GOV2="1 1 1 2 2", FIN1="0 0 0 0 0"), evidence=evidence(FIN1=1))
    found = path_of(held)
    assert found.needs == (Need("GOV1", 3, NO, 1), Need("GOV2", 2, NO, 1), Need("FIN1", 2, NO, None))
    assert (found.moves, found.outcome) == (2, NO)
    assert left(found) == ["FIN1"]


def test_the_whole_gate_is_judged_again() -> None:
    asked = policy(stage={"share": "3/5", "split": "moderated"})
    held = dossier(asked, *answers(GOV1="0 0 3 3 2 2"))
    found = path_of(held)
    assert (found.moves, found.outcome) == (2, UNKNOWN)  # 0 0 3 3 3 3: the share is met, and the view is split
    assert left(found) == ["GOV1"]


def test_what_a_function_waits_for_is_judged_again_too() -> None:
    asked = policy(
        stage={"share": "3/5", "functions_first": True},
        bcf={"requires": {"first": "partial"}},
        others=[function("first", {"partial": "GOV1=3"})],
    )
    found = path_of(dossier(asked, *answers(GOV1="3 3 2 2 1")))
    assert (found.moves, found.outcome, found.left) == (1, YES, ())


def test_an_agreed_level_is_not_a_matter_of_moves() -> None:
    held = dossier(policy(stage={"share": "3/5"}), *answers(GOV1="3 3 3 3 3"), moderation=moderation(GOV1=2))
    found = path_of(held)
    assert (found.needs, found.moves, found.outcome) == ((Need("GOV1", 3, NO, None),), 0, NO)


def test_the_answers_stay_what_they_are() -> None:
    held = dossier(policy(stage={"share": "3/5"}), *answers(GOV1="3 3 2 2 1"))
    before = {leader: sheet.model_dump() for leader, sheet in held.sheets.items()}
    path_of(held)
    assert {leader: sheet.model_dump() for leader, sheet in held.sheets.items()} == before


# --- what unlocks most ----------------------------------------------------------------------------


def test_what_unlocks_most() -> None:
    papers = [{"id": "terms", "name": "Terms"}]  # with no entry: unknown, and no criterion
    asked = policy(
        "GOV1=3 GOV2=2",
        others=[
            function("other", {"partial": "GOV2=3 FIN1=2"}, documents=papers),
            function("last", {"partial": "FIN1=1 GOV1=1"}),
        ],
    )
    held = dossier(asked, *answers(GOV1="2 2 2 2", GOV2="1 1 1 1", FIN1="0 0 0 0"))
    standing = stand(held, [], CLOSED)
    gates: list[Gate] = [judge(standing, name, "partial") for name in ("bcf", "other", "last")]
    assert unlocking(gates, ["GOV1", "GOV2", "FIN1"]) == (
        Unlock("FIN1", 2, ("other", "last"), ("last",)),
        Unlock("GOV2", 3, ("bcf", "other"), ()),
        Unlock("GOV1", 3, ("bcf",), ()),
    )


def test_nothing_unlocks_a_gate_that_is_met() -> None:
    standing = stand(dossier(policy(), *answers(GOV1="3 3 3 3")), [], CLOSED)
    assert unlocking([judge(standing, "bcf", "partial")], ["GOV1"]) == ()
