"""Do other ways of counting change one thing each, and is each counted once?"""

from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import answers, dossier, moderation, seated, sheet
from judging import CLOSED, gate_of, ground_of, policy
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Outcome
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.readiness import judge, on_private_answers, stand
from pbp_assess.core.robustness.readings import Family, Reading, organisations, readings
from pbp_assess.core.robustness.shares import AS_IT_IS, Rule
from pbp_assess.core.robustness.solidity import solidity

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
SMALL: dict[str, Any] = {"counting": {"balance": {"min_group": 1}}}  # no group is merged
AIM: dict[str, Any] = {"aims": {"bcf": "partial"}}


def readings_of(held: Dossier) -> tuple[Reading, ...]:
    """The other ways of counting the gate of `bcf`."""
    found = ground_of(held)
    private = on_private_answers(found.standing, [])
    return readings(found, judge(private, "bcf", "partial"))


def outcomes(held: Dossier, *families: Family) -> dict[tuple[Family, str], Outcome]:
    """What each way says, of these families or of all."""
    found = readings_of(held)
    return {(one.family, one.what): one.outcome for one in found if not families or one.family in families}


# --- by hand --------------------------------------------------------------------------------------

PANEL = (
    "m1:icb:board m2:council:county m3:council:county m4:trust:acute m5:trust:mental m6:general_practice:north "
    "m7:general_practice:south"
)
# 4 of the 6 who gave a level are at 3 or above: met at 3/5.
BY_HAND = {
    (Family.GROUPING, "sector"): YES,  # (1/1 + 2/2 + 1/2 + 0/1) / 4 = 5/8
    (Family.GROUPING, "organisation"): YES,  # board, county, mental of those and acute, north: 3/5
    (Family.SHARE, "1/2"): YES,
    (Family.SHARE, "3/4"): NO,
    (Family.CANNOT_JUDGE, ""): NO,  # 4 of 7
    (Family.INVITED, ""): NO,  # 4 of 7
    (Family.HOLDERS, ""): YES,  # 4 of 5
    (Family.MEMBER, "m1"): YES,  # 3 of 5, and so for the next two
    (Family.MEMBER, "m2"): YES,
    (Family.MEMBER, "m3"): YES,
    (Family.MEMBER, "m4"): YES,  # 4 of 5
    (Family.MEMBER, "m5"): YES,
    (Family.ORGANISATION, "county"): NO,  # 2 of 4
}


def by_hand() -> Dossier:
    """Seven members from six organisations and one invited voice; m7 cannot judge."""
    asked = policy(stage={"share": "3/5"}, bcf={"holders": ["general_practice"]}, fields=SMALL)
    filed = (*answers(GOV1="3 3 3 2 3 2 ?"), sheet("guest", "GOV1=1"))
    return dossier(asked, *filed, members=PANEL, stakeholders="guest:trust:ambulance", round_=AIM)


def test_worked_example() -> None:
    held = by_hand()
    assert outcomes(held) == BY_HAND
    found = solidity(held, [], CLOSED)["bcf"]
    assert (found.same, len(found.readings)) == (9, 13)
    assert [(one.family, one.what) for one in found.changing] == [key for key, said in BY_HAND.items() if said is NO]


# --- which ways are other ways --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "fields", "expected"),
    [
        pytest.param({}, SMALL, ["sector", "organisation"], id="by person as it is"),
        pytest.param({"balanced": True}, SMALL, ["person", "sector", "organisation"], id="both ways as it is"),
        pytest.param({}, {}, [], id="one group is everybody"),
    ],
)
def test_who_counts_the_same(stage: dict[str, Any], fields: dict[str, Any], expected: list[str]) -> None:
    members = "m1:icb:board m2:trust:acute m3:trust:acute m4:trust:mental m5:trust:mental"
    held = dossier(policy(stage=stage, fields=fields), *answers(GOV1="3 3 2 2 3"), members=members)
    assert [what for _, what in outcomes(held, Family.GROUPING)] == expected


def test_sectors_that_are_the_organisations_are_counted_once() -> None:
    members = "m1:icb:board m2:trust:acute m3:trust:acute"
    held = dossier(policy(fields=SMALL, min_answers=1), *answers(GOV1="3 3 2"), members=members)
    assert [what for _, what in outcomes(held, Family.GROUPING)] == ["sector"]


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param("3/5", ["1/2", "3/4"], id="one of the three is as it is"),
        pytest.param("2/3", ["1/2", "3/5", "3/4"], id="none of them is"),
        pytest.param({"critical": "3/4", "others": "3/5"}, ["1/2", "3/5", "3/4"], id="two shares, one for all is new"),
    ],
)
def test_other_shares(share: Any, expected: list[str]) -> None:
    asked = policy("GOV1=3 GOV2=3", criteria="GOV1! GOV2", stage={"share": share})
    held = dossier(asked, *answers(GOV1="3 3 3 3 2", GOV2="3 3 3 3 2"))
    assert [what for _, what in outcomes(held, Family.SHARE)] == expected


def test_what_changes_no_count_is_no_other_way() -> None:
    members = "m1:icb:board m2:icb:board m3:trust:acute m4:trust:acute m5:trust:acute"
    held = dossier(policy(), *answers(GOV1="3 3 3 3 _", GOV2="1 1 1 1 ?"), members=members, stakeholders="guest:icb")
    assert outcomes(held, *(set(Family) - {Family.GROUPING, Family.SHARE})) == {
        **{(Family.MEMBER, f"m{number}"): YES for number in range(1, 5)},
        (Family.ORGANISATION, "board"): YES,
        (Family.ORGANISATION, "acute"): YES,
    }


def test_members_without_an_organisation_are_left_out_one_by_one() -> None:
    held = dossier(policy(), *answers(GOV1="3 3 2 2"), members="m1 m2 m3:trust:acute m4")
    assert organisations(stand(held, [], CLOSED)) == {"acute": {"m3"}}


def test_nothing_is_counted_otherwise_where_no_share_is_tested() -> None:
    held = dossier(policy(), *answers(GOV1="3 3 3 ?"), members=seated(icb=2, trust=2))
    assert gate_of(held).outcome is UNKNOWN
    assert readings_of(held) == ()


def test_private_answers_are_another_way_once_something_was_agreed() -> None:
    asked, filed = policy("GOV1=3 GOV2=1"), answers(GOV1="3 3 2 2 2", GOV2="3 3 3 3 3")
    agreed = dossier(asked, *filed, moderation=moderation(GOV1=3))
    assert gate_of(agreed).outcome is YES
    assert outcomes(agreed, Family.PRIVATE) == {(Family.PRIVATE, ""): NO}
    elsewhere = dossier(asked, *filed, moderation=moderation(FIN1=3))
    assert outcomes(elsewhere, Family.PRIVATE) == {}


def test_everything_else_stands_as_it_is() -> None:
    asked = policy(stage={"could_judge": "100%", "split": "moderated", "returned": "100%"}, bcf={"holders": ["icb"]})
    held = dossier(asked, *answers(GOV1="3 3 3 3"), members=seated(icb=4))
    found = outcomes(held)
    assert found.pop((Family.HOLDERS, "")) is UNKNOWN  # 0 of 0
    assert set(found.values()) == {YES}


# --- each way against the plain engine ------------------------------------------------------------

SHARES = ["1/2", "3/5", "3/4", "2/3", "100%"]
Columns = tuple[list[str], list[str]]
Drawn = tuple[Columns, str, str, bool]  # answers, members, share, whether groups count the same too


@st.composite
def rounds(draw: st.DrawFn) -> Drawn:
    """Answers to two criteria of up to five members in up to three sectors."""
    members = draw(
        st.sampled_from([{"icb": 5}, {"icb": 2, "trust": 2}, {"icb": 1, "trust": 3}, {"a": 1, "b": 2, "c": 2}])
    )
    size = sum(members.values())
    column = st.lists(st.sampled_from("01234?_"), min_size=size, max_size=size)
    return draw(st.tuples(column, column)), seated(**members), draw(st.sampled_from(SHARES)), draw(st.booleans())


def shares_only(share: str, balanced: bool) -> Matrix:
    """A policy in which only shares are tested, however few answer."""
    return policy("GOV1=3 GOV2=2", stage={"share": share, "balanced": balanced}, min_answers=1, fields=SMALL)


def panel(drawn: Drawn, guest: str = "") -> Dossier:
    """The round drawn; with one invited voice's answer to both criteria."""
    (first, second), members, share, balanced = drawn
    filed = list(answers(GOV1=" ".join(first), GOV2=" ".join(second)))
    if guest:
        filed.append(sheet("guest", f"GOV1={guest} GOV2={guest}"))
    return dossier(shares_only(share, balanced), *filed, members=members, stakeholders="guest:icb" if guest else "")


@settings(max_examples=60)
@given(rounds())
def test_left_as_it_is_the_gate_is_the_same(drawn: Drawn) -> None:
    found = ground_of(panel(drawn))
    assert found.counted(AS_IT_IS) is found.gate.outcome


def without(column: list[str], member: str) -> list[str]:
    """The answers as if this member had given none."""
    return ["_" if f"m{number}" == member else answer for number, answer in enumerate(column, start=1)]


def below(column: list[str]) -> list[str]:
    """The answers with the lowest level where somebody could not judge."""
    return ["0" if answer == "?" else answer for answer in column]


@settings(max_examples=40)
@given(rounds())
def test_leaving_out_and_counting_as_below_are_what_the_engine_says(drawn: Drawn) -> None:
    (first, second), members, share, balanced = drawn
    held = panel(drawn)
    for (family, what), outcome in outcomes(held, Family.MEMBER, Family.CANNOT_JUDGE).items():
        change = below if family is Family.CANNOT_JUDGE else partial(without, member=what)
        columns = (change(first), change(second))
        counted = [[answer for answer in column if answer in "01234"] for column in (first, second, *columns)]
        if all(counted):  # else the engine says that too few could judge
            assert outcome is gate_of(panel((columns, members, share, balanced))).outcome


@settings(max_examples=40)
@given(rounds(), st.sampled_from("01234"))
def test_shares_persons_and_invited_voices_are_what_the_engine_says(drawn: Drawn, guest: str) -> None:
    (first, second), members, share, _ = drawn
    by_person = (drawn[0], members, share, False)
    held = panel(by_person, guest)
    if len(ground_of(held).tests) < 2:
        return
    for (family, what), outcome in outcomes(held, Family.SHARE, Family.INVITED).items():
        if family is Family.SHARE:
            assert outcome is gate_of(panel(((first, second), members, what, False))).outcome
        else:
            asked = f"{members} m{len(first) + 1}:icb"
            assert outcome is gate_of(panel((([*first, guest], [*second, guest]), asked, share, False))).outcome
    if balanced := outcomes(panel((drawn[0], members, share, True)), Family.GROUPING):
        assert balanced[Family.GROUPING, "person"] is gate_of(held).outcome
        both = {balanced[Family.GROUPING, "person"], balanced.get((Family.GROUPING, "sector"))}
        assert (gate_of(panel((drawn[0], members, share, True))).outcome is YES) is (both == {YES})


@settings(max_examples=40)
@given(rounds(), st.sampled_from(["", "0", "4"]))
def test_each_way_is_counted_once(drawn: Drawn, guest: str) -> None:
    found = readings_of(panel(drawn, guest))
    assert len({(one.family, one.what) for one in found}) == len(found)
    left_out = [one.people for one in found if one.family in {Family.MEMBER, Family.ORGANISATION, Family.HOLDERS}]
    assert len(set(left_out)) == len(left_out)
    assert frozenset() not in left_out


# --- groups never move ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sector", "expected"),
    [
        pytest.param("icb", NO, id="join the group of their sector"),  # 6 of 8 persons; (1/3 + 5/5) / 2
        pytest.param("housing", YES, id="no member's sector is no group"),
    ],
)
def test_invited_voices_and_the_groups(sector: str, expected: Outcome) -> None:
    asked = policy(stage={"share": "3/4", "balanced": True}, min_answers=1, fields=SMALL)
    guests = (sheet("guest", "GOV1=0"), sheet("other", "GOV1=0"))
    voices = f"guest:{sector} other:{sector}"
    members = seated(icb=1, trust=5)
    held = dossier(asked, *answers(GOV1="3 3 3 3 3 3"), *guests, members=members, stakeholders=voices)
    assert outcomes(held, Family.INVITED) == {(Family.INVITED, ""): expected}


def test_a_group_whose_only_answer_is_left_out_leaves_the_mean() -> None:
    asked = policy(stage={"share": "3/5", "balanced": True}, min_answers=1, fields=SMALL)
    held = dossier(asked, *answers(GOV1="1 3 3"), members="m1:icb m2:trust m3:trust")
    assert gate_of(held).outcome is NO  # (0/1 + 2/2) / 2
    assert outcomes(held, Family.MEMBER)[Family.MEMBER, "m1"] is YES  # 2/2 alone


def test_invited_voices_alone_say_nothing_of_groups() -> None:
    rule = Rule(3, Fraction(1, 2), False, ((("m1",), 1), (("m2",), 1)))
    assert rule.outcome({"guest": 4}) is UNKNOWN
