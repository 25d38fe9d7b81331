"""Can anybody be singled out by putting together all that one report says?

Brute force, on every panel so small that nobody could hide: see observing.py. Unanimity tells everybody's answer, and
so does "all but one" to that one; method.md says so.
"""

from collections.abc import Hashable, Iterable
from datetime import date
from itertools import product
from typing import Any

import pytest

from build import matrix, seated
from observing import CANNOT_JUDGE, Column, alike, answered, asking, columns, letters, observed, pinned
from pbp_assess.core.agreement import agreement
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure import Audience, disclose, disclose_leader
from pbp_assess.core.disclosure.counts import folded
from pbp_assess.core.disclosure.kinds import kinds_in_all, kinds_of
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.tally import Distribution

CLOSED = date(2022, 12, 9)


def report(asked: Matrix, column: Iterable[str], members: str = "") -> Hashable:
    """All that the partnership's and the public copy of a round say, put together."""
    result = assess(answered(asked, column, members), (), CLOSED)
    return tuple(observed(disclose(result, audience)) for audience in (Audience.PARTNERSHIP, Audience.PUBLIC))


def flat(cells: Iterable[Column]) -> Column:
    """The answers of several groups as those of one panel."""
    return tuple(answer for cell in cells for answer in cell)


@pytest.mark.parametrize(("levels", "sizes"), [(2, (5, 6, 7)), (3, (5, 6)), (4, (5, 6)), (5, (5,))])
def test_no_report_tells_at_which_level_somebody_stands_alone(levels: int, sizes: tuple[int, ...]) -> None:
    """Counts, words, flags, tests at every level and share, what the answers still out could do, and the agenda."""
    asked = asking(levels, could_judge="1/2")
    panels = columns([*letters(levels), CANNOT_JUDGE], *sizes)
    told = [group for group in alike(panels, lambda column: report(asked, column)) if pinned(group)]
    assert told == []


def test_a_large_majority_hides_one_just_as_well() -> None:
    asked = asking(5)
    panels = [column for column in columns(letters(5), 11) if max(map(column.count, column)) >= 9]
    assert not any(pinned(group) for group in alike(panels, lambda column: report(asked, column)))


def test_folding_moves_no_verdict_on_how_far_leaders_agree() -> None:
    """So the words, which follow from the folded counts, never contradict what follows from the answers."""
    for levels in range(2, 8):
        asked = matrix("GOV1", levels=range(levels))
        for column in columns(letters(levels), 5, 6, 7, 8):
            whole = Distribution.of(asked, map(int, column))
            one, other = agreement(whole, asked), agreement(folded(whole), asked)
            assert (one.split, one.polarised) == (other.split, other.polarised)
            assert whole.supported(asked.counting.profile_share) == folded(whole).supported(
                asked.counting.profile_share
            )


# --- figures by sector ------------------------------------------------------------------------------


def by_sector(levels: int, *sizes: int) -> list[list[tuple[Column, ...]]]:
    """Every way in which the sectors of a panel may answer, those together that look the same."""
    asked, members = matrix("GOV1", levels=range(levels)), seated(**{f"s{n}": size for n, size in enumerate(sizes)})
    panels = product(*(list(columns(letters(levels), size)) for size in sizes))
    return alike(panels, lambda cells: report(asked, flat(cells), members))


@pytest.mark.parametrize("levels", [2, 3])
def test_nobody_stands_alone_in_a_sector_that_is_shown(levels: int) -> None:
    for group in by_sector(levels, 5, 5):
        for place in (0, 1):
            assert not pinned(cells[place] for cells in group)
        assert not pinned(map(flat, group))


def test_the_answers_of_a_sector_too_small_to_show_are_not_told() -> None:
    for group in by_sector(3, 5, 2, 3):
        for place in (1, 2):
            known = {cells[place] for cells in group}
            assert len(known) > 1 or len(set(flat(group[0][1:]))) == 1


# --- counting each sector equally -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "told"), [({"balanced": True}, 17), ({"balanced": True, "dissent": "moderated"}, 22)]
)
def test_what_a_verdict_by_sector_tells_of_a_small_one_is_what_the_method_says(
    stage: dict[str, Any], told: int
) -> None:
    """Six verdicts on one question, beside the counts: each is shown, and what follows from it cannot be hidden."""
    asked, sizes = asking(3, **stage), (1, 4, 3)
    members = seated(**{f"s{n}": size for n, size in enumerate(sizes)})
    panels = list(product(*(list(columns(letters(3), size)) for size in sizes)))
    found = 0
    for group in alike(panels, lambda cells: report(asked, flat(cells), members)):
        known = any(len({cells[place] for cells in group}) == 1 for place in range(len(sizes)))
        found += len(group) if known and len(set(flat(group[0]))) > 1 else 0
        assert not pinned(map(flat, group))
    assert (found, len(panels)) == (told, 450)


# --- why no level -----------------------------------------------------------------------------------


def states(cannot_judge: int, other: int, asked: int) -> dict[State, int]:
    """So many that could not judge, and so many that declined; the rest gave a level."""
    counts = dict.fromkeys(State, 0)
    return {
        **counts,
        State.LEVEL: asked - cannot_judge - other,
        State.CANNOT_JUDGE: cannot_judge,
        State.DECLINED: other,
    }


@pytest.mark.parametrize("questions", [1, 2, 3])
def test_nobody_is_told_that_one_or_two_could_not_judge(questions: int) -> None:
    asked = {1: 8, 2: 6, 3: 4}[questions]
    whole = [(judged, other) for judged in range(asked + 1) for other in range(asked + 1 - judged)]

    def look(kinds: tuple[tuple[int, int], ...]) -> Hashable:
        given = [states(*kind, asked) for kind in kinds]
        return observed([*map(kinds_of, given), kinds_in_all(given)])

    for group in alike(product(whole, repeat=questions), look):
        for question in range(questions):
            known = {kinds[question][0] for kinds in group}
            assert len(known) > 1 or not known <= {1, 2}


# --- beside a leader's own answer -------------------------------------------------------------------


@pytest.mark.parametrize(("levels", "others"), [(2, 5), (3, 5), (3, 6), (4, 5)])
def test_no_other_is_told_to_a_leader_who_takes_their_own_answer_away(levels: int, others: int) -> None:
    """Only that there is no shared view may say so: it takes two at an end, and the reader is one of them."""
    asked = asking(levels)

    def look(panel: tuple[str, Column]) -> Hashable:
        own, column = panel
        held = answered(asked, (own, *column))
        return own, observed(disclose_leader(assess(held, (), CLOSED), held, "m1"))

    for group in alike(product(letters(levels), columns(letters(levels), others)), look):
        own, column = group[0]
        split = assess(answered(asked, (own, *column)), (), CLOSED).profile.criteria["GOV1"].held.level is None
        assert split or not pinned(column for _, column in group)
