"""Which sectors may be told apart, and what may be said of each?"""

from typing import Any

import pytest

from build import answers, dossier, matrix, seated
from judging import CLOSED
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.breakdown import cells, tally_sectors
from pbp_assess.core.disclosure import Audience, Band, Copy, KeptBack, SectorFigures, disclose
from pbp_assess.core.tally import Ratio

FACILITATOR, PARTNERSHIP, PUBLIC = Audience


@pytest.mark.parametrize(
    ("members", "minimum", "expected"),
    [
        pytest.param("icb=3 trust=7 council=2 vcse=1 primary=4", 5, "trust icb+council+vcse+primary", id="one large"),
        pytest.param("trust=8 vcse=1", 5, "", id="the rest would be one person"),
        pytest.param("a=5 b=5 c=5", 5, "a b c", id="all are enough"),
        pytest.param("a=12 b=6 c=2 d=2", 5, "a c+d+b", id="the smallest that is enough goes with the rest"),
        pytest.param("a=4 b=4 c=4 d=4", 5, "", id="none is enough"),
        pytest.param("a=11", 5, "", id="one sector is the whole"),
        pytest.param("a=6 b=6 c=2", 5, "b c+a", id="ties go to the first"),
        pytest.param("a=4 b=4 c=4 d=4", 4, "a b c d", id="as the matrix says"),
        pytest.param("a=5 b=4 c=1", 5, "a b+c", id="the rest are just enough"),
        pytest.param("", 5, "", id="nobody"),
    ],
)
def test_sectors_are_shown_by_themselves_or_put_together(members: str, minimum: int, expected: str) -> None:
    counts = {name: int(count) for name, count in (pair.split("=") for pair in members.split())}
    found = cells(counts, minimum)
    assert " ".join("+".join(cell) for cell in found) == expected
    whole = sum(counts.values())
    for cell in found:
        held = sum(counts[sector] for sector in cell)
        assert min(held, whole - held) >= minimum


def two_sectors(column: str, **parts: Any) -> Dossier:
    """Five of the trusts, then five of the councils."""
    asked = matrix("GOV1 GOV2", gates={"bcf": {"shadow": "GOV1=1"}}, readiness={"sectors_required": ["council"]})
    members = seated(trust=5, council=5)
    return dossier(asked, *answers(GOV1=column, GOV2="2 " * 10), members=members, **parts)


def copy(held: Dossier, audience: Audience) -> Copy:
    return disclose(assess(held, (), CLOSED), audience)


def test_sectors_are_counted_in_the_order_of_the_matrix() -> None:
    found = tally_sectors(two_sectors("2 2 2 3 ? 3 3 3 3 3"))
    assert [(each.sector, each.members, each.levels["GOV1"].counts) for each in found] == [
        ("council", 5, (0, 0, 0, 5, 0)),
        ("trust", 5, (0, 0, 3, 1, 0)),
    ]


def test_a_leader_without_a_sheet_is_a_member_of_their_sector_all_the_same() -> None:
    held = dossier(matrix("GOV1"), *answers(GOV1="2"), members="m1:icb m2:icb")
    (found,) = tally_sectors(held)
    assert (found.members, found.levels["GOV1"].n) == (2, 1)


@pytest.mark.parametrize(
    ("column", "told"),
    [
        pytest.param("2 2 2 3 3 2 2 3 3 3", True, id="nobody alone"),
        pytest.param("2 2 2 2 3 3 3 3 3 3", False, id="one of the trusts alone"),
        pytest.param("2 2 2 3 3 2 2 3 3 ?", False, id="too few of the councils"),
        pytest.param("1 1 2 2 2 2 2 2 2 2", False, id="it might have been one of each"),
        pytest.param("1 1 1 2 2 2 2 2 2 2", True, id="it could not"),
    ],
)
def test_a_question_is_told_by_sector_where_nobody_stands_alone(column: str, told: bool) -> None:
    seen = copy(two_sectors(column), PARTNERSHIP)
    assert [each.sectors for each in seen.sectors] == [("council",), ("trust",)]
    assert {"GOV1" in each.criteria for each in seen.sectors} == {told}
    assert all("GOV2" in each.criteria for each in seen.sectors)
    assert KeptBack.SOME_SECTORS in seen.kept_back
    assert KeptBack.SECTORS not in seen.kept_back


def test_what_is_told_of_a_sector() -> None:
    council, trust = copy(two_sectors("1 1 2 2 2 2 2 2 1 1"), PARTNERSHIP).sectors
    assert (council.members, council.criteria["GOV1"]) == (
        5,
        SectorFigures(5, (Band(1, 2), Band(2, 3)), Ratio(3, 5)),
    )
    assert trust.criteria["GOV1"] == SectorFigures(5, (Band(1, 2), Band(2, 3)), Ratio(3, 5))


def test_without_a_level_used_there_is_no_count_at_it() -> None:
    council, _ = copy(two_sectors("0 0 0 0 0 4 4 4 4 4"), PARTNERSHIP).sectors
    assert council.criteria["GOV1"] == SectorFigures(5, (Band(4, 5),), None)


def test_the_facilitator_sees_every_sector_and_the_public_none() -> None:
    held = two_sectors("2 2 2 2 3 3 3 3 3 3")
    council, trust = copy(held, FACILITATOR).sectors
    assert trust.criteria["GOV1"].bands == (Band(2, 4), Band(3, 1))
    assert council.criteria["GOV1"].bands == (Band(3, 5),)
    assert copy(held, PUBLIC).sectors == ()
    assert KeptBack.SECTORS in copy(held, PUBLIC).kept_back


def test_eleven_leaders_of_five_sectors_are_not_told_apart() -> None:
    members = seated(icb=1, council=3, trust=3, primary=3, voice=1)
    seen = copy(dossier(matrix("GOV1"), *answers(GOV1="2 " * 11), members=members), PARTNERSHIP)
    assert seen.sectors == ()
    assert KeptBack.SECTORS in seen.kept_back


def test_two_levels_are_never_told_by_sector() -> None:
    held = dossier(matrix("GOV1", levels=range(2)), *answers(GOV1="1 " * 10), members=seated(icb=5, trust=5))
    assert all(not each.criteria for each in copy(held, PARTNERSHIP).sectors)
