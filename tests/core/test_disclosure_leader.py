"""Does a leader see their own answers beside the group's, and nobody else's?"""

from typing import Any

import pytest

from build import answers, dossier, evidence, matrix, sheet
from judging import CLOSED
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, Band, LeaderCopy, disclose, disclose_leader
from pbp_assess.core.gate import Withheld
from pbp_assess.core.tally import Ratio

ASKED = matrix("GOV1 GOV2 FIN1")


def own(held: Dossier, leader: str = "m1") -> LeaderCopy:
    return disclose_leader(assess(held, (), CLOSED), held, leader)


def entry(column: str, leader: str = "m1", **parts: Any) -> Any:
    return own(dossier(parts.pop("asked", matrix("GOV1")), *answers(GOV1=column), **parts), leader).group.criteria[
        "GOV1"
    ]


@pytest.mark.parametrize(
    ("column", "differs"),
    [
        pytest.param("1 3 3 3 3 3", True, id="two levels lower"),
        pytest.param("2 3 3 3 3 3", False, id="one level lower"),
        pytest.param("3 1 1 1 1 1", True, id="two levels higher"),
        pytest.param("? 3 3 3 3 3", False, id="no level"),
        pytest.param("0 0 0 3 3 3", False, id="no shared view, and so no most"),
        pytest.param("1 3 3 3", False, id="too few to say what most see"),
    ],
)
def test_what_somebody_sees_far_from_most_is_named(column: str, differs: bool) -> None:
    assert own(dossier(matrix("GOV1"), *answers(GOV1=column))).differs == (("GOV1",) if differs else ())


def test_far_is_what_the_matrix_says() -> None:
    asked = matrix("GOV1", counting={"far": 3})
    assert own(dossier(asked, *answers(GOV1="1 3 3 3 3 3"))).differs == ()


def test_what_somebody_sees_differently_stands_in_matrix_order_without_a_rank() -> None:
    columns = {"GOV1": "1 3 3 3 3 3", "GOV2": "3 3 3 3 3 3", "FIN1": "0 4 4 4 4 4"}
    assert own(dossier(ASKED, *answers(**columns))).differs == ("GOV1", "FIN1")


def test_the_reader_is_told_all_that_they_answered() -> None:
    filed = [sheet("m1", scores={"GOV1": {"level": 2, "note": "as we said"}, "GOV2": "cannot_judge"})]
    found = own(dossier(ASKED, *filed, members="m1 m2"))
    assert (found.leader.id, found.counted, found.sheet) == ("m1", True, filed[0])
    assert [(name, answer.level, answer.note) for name, answer in found.answers.items()] == [
        ("GOV1", 2, "as we said"),
        ("GOV2", None, None),
        ("FIN1", None, None),
    ]


def test_somebody_who_sent_nothing_sees_the_group_alone() -> None:
    held = dossier(matrix("GOV1"), *answers(GOV1="2 3 3 3 3"), members="m1 m2 m3 m4 m5 m6")
    found = own(held, "m6")
    assert (found.sheet, found.answers, found.differs) == (None, {}, ())
    assert found.group.criteria == disclose(assess(held, (), CLOSED), Audience.PARTNERSHIP).criteria


@pytest.mark.parametrize(
    ("column", "bands"),
    [
        pytest.param("1 1 3 3 3 3 3", "3:7", id="the other one at the reader's end is hidden"),
        pytest.param("1 1 1 3 3 3 3", "1:3 3:4", id="two others are not one"),
        pytest.param("3 1 1 3 3 3 3", "1:2 3:5", id="nor are two far from the reader"),
        pytest.param("3 1 3 3 3 3 3", "3:7", id="somebody alone is hidden as ever"),
        pytest.param("0 1 3 3 3 3 3", "3:7", id="the reader's neighbour is not given away"),
        pytest.param("4 4 3 3 3 3 3", "3:7", id="at the upper end too"),
        pytest.param("0 3 3 3 3 4 0", "3:7", id="at both ends"),
    ],
)
def test_the_readers_own_answer_taken_away_leaves_nobody_alone(column: str, bands: str) -> None:
    found = entry(column).bands
    assert " ".join(f"{band.level}:{band.count}" for band in found) == bands


def test_the_count_at_the_level_used_leaves_nobody_alone_either() -> None:
    assert entry("3 2 2 2 3 3 3 3 3 3 3").at_held == Ratio(8, 11)
    assert entry(f"1 1{' 3' * 9}").at_held == Ratio(9, 11, up_to=11)


def test_an_invited_voice_is_not_among_the_counts() -> None:
    guest = sheet("guest", "GOV1=1")
    filed = answers(GOV1=f"1 1{' 3' * 9}")
    held = dossier(matrix("GOV1"), *filed, guest, members=" ".join(one.leader for one in filed), stakeholders="guest")
    found = own(held, "guest")
    assert found.counted is False
    assert found.group.criteria["GOV1"].bands == (Band(1, 2), Band(3, 9))
    assert found.differs == ("GOV1",)


@pytest.mark.parametrize(
    ("levels", "bands"),
    [
        pytest.param("1 1 3 3 3", "3:5", id="the other one at the reader's end is hidden"),
        pytest.param("3 1 1 3 3", "1:2 3:3", id="two others are not one"),
        pytest.param("? 1 1 3 3 3", "1:2 3:3", id="a reader who gave no level"),
    ],
)
def test_an_invited_voice_is_among_those_invited(levels: str, bands: str) -> None:
    guests = [sheet(f"g{place}", f"GOV1={level}") for place, level in enumerate(levels.split())]
    invited = " ".join(one.leader for one in guests)
    held = dossier(matrix("GOV1"), *guests, members="director", stakeholders=invited)
    found = own(held, "g0").group.criteria["GOV1"].invited
    assert not isinstance(found, Withheld)
    assert " ".join(f"{band.level}:{band.count}" for band in found) == bands


def test_few_invited_voices_stay_withheld() -> None:
    held = dossier(matrix("GOV1"), sheet("g0", "GOV1=2"), members="director", stakeholders="g0")
    assert own(held, "g0").group.criteria["GOV1"].invited is Withheld.WITHHELD


def test_counts_of_few_stay_withheld() -> None:
    assert entry("1 3 3 3").bands is Withheld.WITHHELD


def test_a_record_keeps_its_level_and_blurs_its_count() -> None:
    found = entry("0 0 3 3 3 3", asked=matrix("GOV1*"), evidence=evidence(GOV1=2))
    assert (found.held.level, found.at_held) == (2, Ratio(4, 6, up_to=6))


def test_without_a_level_used_there_is_no_count() -> None:
    assert entry("0 0 0 4 4 4").at_held is None


def test_verdicts_the_agenda_and_sectors_are_not_a_leaders_own() -> None:
    group = own(dossier(matrix("GOV1", gates={"bcf": {"shadow": "GOV1=4"}}), *answers(GOV1="1 1 1 3 3 3"))).group
    assert (group.functions, group.agenda.items, group.sectors) == ((), (), ())
