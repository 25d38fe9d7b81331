"""Could somebody work out from a shared comparison what one person said, or who alone changed their view?

Every way in which a small panel might have answered twice is compared and disclosed; panels whose copies look alike are
put together. What is the same in all of them is known to whoever reads the copy.
"""

from collections.abc import Iterator
from functools import cache
from itertools import combinations_with_replacement, product
from typing import NamedTuple

import pytest

from observing import alike, observed
from pbp_assess.core.compare import CriterionChange
from pbp_assess.core.compare.moves import count_moves, direction, grade, share_move
from pbp_assess.core.crosswalk import Link
from pbp_assess.core.disclosure import Audience
from pbp_assess.core.disclosure.comparison import Rules
from pbp_assess.core.matrix import Comparing, Counting
from pbp_assess.core.profile import Held, Source
from pbp_assess.core.tally import Distribution

SHARE, CELL = Counting().profile_share, Counting().minimum_cell
LEVEL = 1
SHARED = (Audience.PARTNERSHIP, Audience.PUBLIC)


class Panel(NamedTuple):
    """What each of those who answered both times said then and now, and what those said who left or joined."""

    both: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    joined: tuple[int, ...]


def panels(levels: int, both: int, left: int, joined: int) -> Iterator[Panel]:
    """Every panel of this make-up, whoever is who."""
    moves = list(product(range(levels), range(levels)))
    for stayed in combinations_with_replacement(moves, both):
        for gone in combinations_with_replacement(range(levels), left):
            for new in combinations_with_replacement(range(levels), joined):
                yield Panel(stayed, gone, new)


def spread(levels: int, given: list[int]) -> Distribution:
    return Distribution(0, tuple(given.count(level) for level in range(levels)))


def change(levels: int, panel: Panel) -> CriterionChange:
    """One question as these people answered it."""
    moves = count_moves(0, levels, panel.both)
    before = spread(levels, [then for then, _ in panel.both] + list(panel.left))
    after = spread(levels, [now for _, now in panel.both] + list(panel.joined))
    then, now = before.supported(SHARE), after.supported(SHARE)
    return CriterionChange(
        link=Link(("GOV1",), ("GOV1",)),
        domain="GOV",
        held_before=Held(then, Source.SUPPORTED),
        held=Held(now, Source.SUPPORTED),
        before=before,
        after=after,
        supported_before=then,
        supported=now,
        moves=moves,
        matched_supported=(moves.before.supported(SHARE), moves.after.supported(SHARE)),
        grade=grade(moves, SHARE, Comparing()),
        direction=direction(moves, SHARE),
        share=share_move(LEVEL, before, moves, after),
    )


MAKE_UPS = [(2, 6, 1, 1), (2, 8, 1, 0), (2, 9, 0, 0), (2, 7, 2, 1), (3, 6, 1, 0), (3, 6, 0, 1)]


@cache
def look_alikes(audience: Audience, make_up: tuple[int, int, int, int]) -> list[list[Panel]]:
    """The panels whose copies this audience cannot tell apart."""
    rules = Rules(audience, CELL, {}, {})
    return alike(panels(*make_up), lambda panel: observed(rules.criterion(change(make_up[0], panel))))


@pytest.mark.parametrize("make_up", MAKE_UPS, ids=str)
@pytest.mark.parametrize("audience", SHARED)
def test_who_came_or_left_is_given_away_in_fewer_than_one_panel_in_fifty(
    audience: Audience, make_up: tuple[int, int, int, int]
) -> None:
    """Not in none: to say of those who stayed whether they moved is to say something of the others (docs/method.md)."""
    groups = look_alikes(audience, make_up)
    known = [group for group in groups if known_of(group, "left") or known_of(group, "joined")]
    assert 50 * sum(map(len, known)) < sum(map(len, groups))


def known_of(group: list[Panel], who: str) -> bool:
    """Whether those who left, or who joined, said the same in all of these panels."""
    said = {getattr(panel, who) for panel in group}
    return len(said) == 1 and said != {()}


@pytest.mark.parametrize("make_up", MAKE_UPS, ids=str)
@pytest.mark.parametrize("audience", SHARED)
def test_nobody_is_known_to_have_moved_alone(audience: Audience, make_up: tuple[int, int, int, int]) -> None:
    for group in look_alikes(audience, make_up):
        assert {sum(now > then for then, now in panel.both) for panel in group} != {1}, group[0]
        assert {sum(now < then for then, now in panel.both) for panel in group} != {1}, group[0]
