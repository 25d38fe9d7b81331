"""Is a verdict firm, and what may each audience see of why?"""

from typing import Any

import pytest

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
    assert (found.fewest, found.members, found.to_flip) == (None, 0, None)


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
    assert (copy.same, copy.changes, copy.untold) == (GONE, GONE, ())


@pytest.mark.parametrize(
    ("parts", "column", "family"),
    [
        pytest.param({"bcf": {"holders": ["icb"]}}, "3 3 3 3 3 3 3 3 3 3", Family.HOLDERS, id="few would hold it"),
        pytest.param({"bcf": {"holders": ["trust"]}}, "3 3 3 3 3 3 3 3 3 3", Family.HOLDERS, id="few would not"),
        pytest.param({}, "3 3 3 3 3 3 3 3 ? ?", Family.CANNOT_JUDGE, id="few could not judge"),
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
