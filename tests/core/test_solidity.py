"""Is a verdict firm, and what may each audience see of why?"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import answers, dossier, function, moderation, seated, sheet
from judging import CLOSED, policy
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience
from pbp_assess.core.disclosure.solidity import Change, SolidityCopy, disclose_solidity
from pbp_assess.core.gate import Outcome, Withheld
from pbp_assess.core.robustness.path import Need, Path
from pbp_assess.core.robustness.readings import Family
from pbp_assess.core.robustness.solidity import Solidity, solidity
from pbp_assess.core.tally import Ratio

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
AIM: dict[str, Any] = {"aims": {"bcf": "partial"}}
SHARED = (Audience.PARTNERSHIP, Audience.PUBLIC)
GONE = Withheld.WITHHELD


def found_in(held: Dossier) -> Solidity:
    """How solid the verdict on `bcf` is."""
    return solidity(held, [], CLOSED)["bcf"]


def copy_of(held: Dossier, audience: Audience = Audience.PARTNERSHIP) -> SolidityCopy:
    """As this audience may see it."""
    return disclose_solidity(solidity(held, [], CLOSED), audience, held.matrix.counting.minimum_cell)["bcf"]


def panel(column: str, members: str = "", *, share: str = "3/5", **parts: Any) -> Dossier:
    """A round that seeks `bcf` and tests the share of GOV1 at level 3."""
    asked = policy(stage={"share": share}, bcf=parts.pop("bcf", None))
    return dossier(asked, *answers(GOV1=column), *parts.pop("guests", ()), members=members, round_=AIM, **parts)


# --- firm or a close call -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "members", "firm"),
    [
        pytest.param("3 3 3 3 3 3 3 3 2 2", "", True, id="8 of 10: nothing near"),
        pytest.param("3 3 3 3 3 3 2 2 2 2", "", False, id="one member could change it"),
        pytest.param("3 3 3 3 3 3 3 3 2 2", seated(icb=16), False, id="the answers still out could change it"),
        pytest.param("2 2 2 2 2 2 2 2 3 3", "", True, id="firmly not met"),
    ],
)
def test_firm(column: str, members: str, firm: bool) -> None:
    assert found_in(panel(column, members)).firm is firm


def test_an_organisation_may_make_it_a_close_call() -> None:
    people = [f"m{number}:trust:{'acute' if number <= 4 else f'other-{number}'}" for number in range(1, 11)]
    found = found_in(panel("3 3 3 3 3 3 3 2 2 2", " ".join(people)))
    assert (found.deciding_members, found.deciding_organisations, found.firm) == ((), ("acute",), False)


def test_only_functions_sought_that_have_a_gate() -> None:
    others = [function("other", {"partial": "GOV1=1"}), function("none", {})]
    aims = {"none": "partial", "bcf": "partial"}
    held = dossier(policy(others=others), *answers(GOV1="3 3 3 3"), round_={"aims": aims})
    assert list(solidity(held, [], CLOSED)) == ["bcf"]


def test_agreed_levels_are_left_out_of_one_way() -> None:
    found = found_in(panel("3 3 2 2 2", moderation=moderation(GOV1={"level": 3, "evidence": "a paper"})))
    assert (found.gate.outcome, found.same, len(found.readings)) == (YES, 0, 1)
    assert (found.grounds.tests, found.to_flip) == ((), None)


# --- the facilitator's copy -----------------------------------------------------------------------

CLOSE = "3 3 3 3 3 3 2 2 2 2"  # 6 of 10 at 3 in 5: each of the six decides it


def test_the_facilitator_sees_everything() -> None:
    held = panel("3 3 3 3 2 2 2", share="3/5", bcf={"holders": ["trust"]}, members=seated(icb=3, trust=4))
    found, copy = found_in(held), copy_of(held, Audience.FACILITATOR)
    assert (copy.function, copy.stage, copy.outcome, copy.firm) == ("bcf", "partial", NO, False)
    assert (copy.same, copy.untold) == (Ratio(found.same, len(found.readings)), ())
    assert copy.readings == found.readings
    assert copy.deciding_members == found.deciding_members == ("m5", "m6", "m7")
    assert (copy.to_flip, copy.path) == (1, Path((Need("GOV1", 3, NO, 1),), 1, YES, ()))
    assert copy.changes == (
        Change(Family.GROUPING, "sector"),
        Change(Family.SHARE, "1/2"),
        Change(Family.HOLDERS),
        Change(Family.MEMBER),
    )


# --- shared copies --------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", SHARED)
def test_shared_copies_name_nobody_and_count_no_moves(audience: Audience) -> None:
    copy = copy_of(panel("3 3 3 3 3 2 2 2 2 2"), audience)
    assert (copy.readings, copy.deciding_members, copy.deciding_organisations, copy.to_flip) == (GONE,) * 4
    assert copy.path == Path((Need("GOV1", 3, NO, GONE),), GONE, GONE, GONE)


@pytest.mark.parametrize("audience", SHARED)
def test_shared_copies_count_the_ways(audience: Audience) -> None:
    copy = copy_of(panel(CLOSE), audience)
    # Met. Not at 3/4; and 5 of 9 without any of the six: 2 shares and 10 members, 5 of them the same.
    assert copy.same == Ratio(5, 12)
    assert copy.changes == (Change(Family.SHARE, "3/4"), Change(Family.MEMBER))


@pytest.mark.parametrize("audience", SHARED)
@pytest.mark.parametrize(
    ("groups", "same"),
    [
        pytest.param({"acute": 4}, Ratio(14, 17, up_to=15), id="one organisation"),
        pytest.param({"acute": 4, "mental": 4}, Ratio(15, 18, up_to=16), id="two"),
    ],
)
def test_one_or_two_that_decide_are_not_counted_or_named(
    audience: Audience, groups: dict[str, int], same: Ratio
) -> None:
    seats = [f"trust:{body}" for body, count in groups.items() for _ in range(count)]
    seats += ["trust"] * (13 - len(seats))
    members = " ".join(f"m{number}:{seat}" for number, seat in enumerate(seats, start=1))
    copy = copy_of(panel("3 3 3 3 3 3 3 3 3 2 2 2 2", members), audience)
    assert copy.same == same
    assert copy.changes == (Change(Family.SHARE, "3/4"), Change(Family.MEMBER))


def test_too_few_answers_to_say_in_how_many_ways() -> None:
    copy = copy_of(panel("3 3 3 2"))
    assert (copy.firm, copy.same, copy.changes, copy.untold) == (GONE, GONE, GONE, ())


def told(copy: SolidityCopy) -> tuple[Any, ...]:
    """What a copy says of how solid a verdict is."""
    return copy.firm, copy.same, copy.changes, copy.untold


UPSIDE_DOWN = {"3": "2", "4": "1", "0": "4"}


ALL, BUT_ONE = "3 3 3 3 3", "3 3 3 3 2"
NOBODY, ONE_ALONE = "2 2 2 2 2 2", "4 2 2 2 2 2"
TWO_BODIES = "m1:icb:board " + " ".join(f"m{number}:gp:north" for number in range(2, 7))


@pytest.mark.parametrize(
    ("columns", "share", "members", "hidden"),
    [
        pytest.param((ALL, BUT_ONE), "3/4", "", True, id="5 of 5 is firm and 4 of 5 is not"),
        pytest.param((ALL, BUT_ONE), "1/2", "", False, id="at a half both are alike"),
        pytest.param((NOBODY, ONE_ALONE), "1/2", TWO_BODIES, True, id="one organisation left out leaves 1 of 1"),
        pytest.param((NOBODY, ONE_ALONE), "1/2", seated(icb=6), False, id="without organisations both are alike"),
    ],
)
def test_what_hangs_on_one_hidden_person_is_not_told(
    columns: tuple[str, str], share: str, members: str, hidden: bool
) -> None:
    for column in columns:
        copy = copy_of(panel(column, members, share=share))
        assert (copy.firm is GONE, copy.same is GONE, copy.changes is GONE) == (hidden,) * 3
        assert isinstance(copy_of(panel(column, members, share=share), Audience.FACILITATOR).firm, bool)


@settings(max_examples=80)
@given(
    st.lists(st.sampled_from("34?"), min_size=6, max_size=9),
    st.sampled_from(["1/2", "3/5", "3/4", "4/5"]),
    st.booleans(),
    st.booleans(),
    st.data(),
)
def test_panels_that_print_alike_are_told_the_same(
    column: list[str], share: str, balanced: bool, upside_down: bool, data: st.DataObject
) -> None:
    """Everybody is at 3 or above, or one person alone is not: the counts do not say. Or the other way up."""
    if column.count("3") < 2 or len(column) - column.count("?") < 5:
        return
    mover = data.draw(st.sampled_from([place for place, answer in enumerate(column) if answer == "3"]))
    alone = ["0" if place == mover else answer for place, answer in enumerate(column)]
    if upside_down:
        column, alone = ([UPSIDE_DOWN.get(answer, answer) for answer in one] for one in (column, alone))
    seats = ["icb:board", "icb:board", "trust:acute", "trust:mental", *["gp:north"] * (len(column) - 4)]
    members = " ".join(f"m{number}:{seat}" for number, seat in enumerate(seats, start=1))
    asked = policy(
        stage={"share": share, "balanced": balanced},
        bcf={"holders": ["gp"]},
        fields={"counting": {"balance": {"min_group": 1}}},
    )
    both = [dossier(asked, *answers(GOV1=" ".join(one)), members=members, round_=AIM) for one in (column, alone)]
    first, second = (copy_of(held) for held in both)
    assert first.outcome is not second.outcome or told(first) == told(second)


def test_that_few_cannot_judge_is_not_told_either() -> None:
    some, none = (copy_of(panel(f"3 3 3 3 3 3 3 2 2 {last}")) for last in ("?", "_"))
    assert told(some) == told(none)


@pytest.mark.parametrize(
    ("parts", "column", "family"),
    [
        pytest.param({"bcf": {"holders": ["icb"]}}, "3 3 3 3 3 3 3 3 3 3", Family.HOLDERS, id="few would hold it"),
        pytest.param({"bcf": {"holders": ["trust"]}}, "3 3 3 3 3 3 3 3 3 3", Family.HOLDERS, id="few would not"),
        pytest.param(
            {"guests": (sheet("guest", "GOV1=3"),), "stakeholders": "guest:icb"},
            "3 3 3 3 3 3 3 3 3 3",
            Family.INVITED,
            id="few were invited",
        ),
    ],
)
def test_ways_that_rest_on_few_people_are_not_counted(parts: dict[str, Any], column: str, family: Family) -> None:
    members = seated(icb=3, trust=7)
    for levels in (column, column.replace("3", "2")):  # whatever they answered
        held = panel(levels, members, **parts)
        full, copy = copy_of(held, Audience.FACILITATOR), copy_of(held)
        assert copy.untold == (family,)
        assert isinstance(full.same, Ratio)
        assert isinstance(copy.same, Ratio)
        assert copy.same.of == full.same.of - 1


def test_ways_that_rest_on_enough_people_are_counted() -> None:
    guests = tuple(sheet(f"guest-{number}", "GOV1=2") for number in range(5))
    held = panel(
        "3 3 3 3 3 3 ? 3 2 2 2 2 ? ?",
        seated(icb=7, trust=7),
        bcf={"holders": ["icb"]},
        guests=guests,
        stakeholders=" ".join(f"guest-{number}:icb" for number in range(5)),
    )
    copy = copy_of(held)
    assert copy.untold == ()
    assert copy.changes == (
        Change(Family.SHARE, "3/4"),
        Change(Family.CANNOT_JUDGE),
        Change(Family.INVITED),
        Change(Family.HOLDERS),
    )
