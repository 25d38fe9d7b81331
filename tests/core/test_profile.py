"""Which level is used for a criterion, and where does it come from?"""

from datetime import date
from typing import Any

import pytest

from build import answers, dossier, evidence, matrix, moderation, sheet, stages
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.profile import (
    DomainProfile,
    Held,
    Profile,
    Source,
    freshness_limit,
    profile_round,
    quarters_between,
)

CLOSED = date(2022, 12, 9)
NEXT_MARCH = date(2023, 3, 31)
SPLIT = "2 2 2 2 2 4 4 4 4 4 4"
AGREED_ON_3 = "2 2 3 3 3 3 3 3 3 3 3"


def profile(held: Dossier, earlier: Profile | None = None, as_of: date = CLOSED) -> Profile:
    return profile_round(held, earlier, as_of)


def held_level(held: Dossier, earlier: Profile | None = None, as_of: date = CLOSED) -> Held:
    return profile(held, earlier, as_of).criteria["GOV1"].held


# --- the level used -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "column", "parts", "expected"),
    [
        pytest.param("", AGREED_ON_3, {}, Held(3, Source.SUPPORTED), id="what most see"),
        pytest.param("", SPLIT, {}, Held(None, Source.NO_SHARED_VIEW), id="none when split"),
        pytest.param("", "? - na _", {}, Held(None, Source.NO_ANSWERS), id="none without a level"),
        pytest.param("", SPLIT, {"moderation": moderation(GOV1=4)}, Held(4, Source.AGREED), id="a split settled"),
        pytest.param("", "? ?", {"moderation": moderation(GOV1=1)}, Held(1, Source.AGREED), id="agreed by silence"),
        pytest.param(
            "",
            AGREED_ON_3,
            {"moderation": moderation(GOV1=1)},
            Held(1, Source.AGREED),
            id="agreed before what most see, downwards too",
        ),
        pytest.param(
            "*",
            AGREED_ON_3,
            {"moderation": moderation(GOV1=4), "evidence": evidence(GOV1=1)},
            Held(1, Source.RECORD),
            id="a record before what was agreed",
        ),
        pytest.param(
            "*", AGREED_ON_3, {"moderation": moderation(GOV1=4)}, Held(4, Source.AGREED), id="a record not yet checked"
        ),
        pytest.param("*", AGREED_ON_3, {}, Held(3, Source.SUPPORTED), id="nor agreed"),
        pytest.param(
            "",
            AGREED_ON_3,
            {"evidence": evidence(GOV1=1)},
            Held(3, Source.SUPPORTED),
            id="a view is settled by no document",
        ),
        pytest.param(
            "*",
            AGREED_ON_3,
            {"round_": {"excluded": {"GOV1": {"reason": "no pool"}}}, "evidence": evidence(GOV1=1)},
            Held(None, Source.EXCLUDED),
            id="excluded before everything",
        ),
    ],
)
def test_the_level_used(mark: str, column: str, parts: dict[str, Any], expected: Held) -> None:
    assert held_level(dossier(matrix(f"GOV1{mark}"), *answers(GOV1=column), **parts)) == expected


def test_an_excluded_criterion_has_no_count() -> None:
    held = dossier(matrix(), *answers(GOV1="3 3"), round_={"excluded": {"GOV1": {"reason": "no pool"}}})
    found = profile(held).criteria["GOV1"]
    assert (found.tally, found.agreement, found.supported) == (None, None, None)


def test_an_agreed_level_changes_no_answer() -> None:
    sheets = answers(GOV1=SPLIT)
    without = profile(dossier(matrix(), *sheets)).criteria["GOV1"]
    agreed = profile(dossier(matrix(), *sheets, moderation=moderation(GOV1=3))).criteria["GOV1"]
    assert (agreed.tally, agreed.agreement, agreed.supported) == (without.tally, without.agreement, 2)


# --- a pulse --------------------------------------------------------------------------------------


def pulse(asked: Any = None, *sheets: Any, criteria: tuple[str, ...] = ("GOV2",), **parts: Any) -> Dossier:
    fields = {"id": "2022-23-q4", "kind": "pulse", "criteria": criteria, "closed": NEXT_MARCH}
    return dossier(asked or matrix(), *sheets, round_=fields, **parts)


def last_round(asked: Any = None, column: str = AGREED_ON_3, **parts: Any) -> Profile:
    return profile(dossier(asked or matrix(), *answers(GOV1=column), **parts))


@pytest.mark.parametrize(
    ("earlier", "as_of", "expected"),
    [
        pytest.param(last_round(), NEXT_MARCH, Held(3, Source.SUPPORTED, "2022-23-q3", 1), id="what most saw"),
        pytest.param(
            last_round(moderation=moderation(GOV1=2)),
            NEXT_MARCH,
            Held(2, Source.AGREED, "2022-23-q3", 1),
            id="what was agreed",
        ),
        pytest.param(
            last_round(column=SPLIT), NEXT_MARCH, Held(None, Source.NO_SHARED_VIEW, "2022-23-q3", 1), id="a split"
        ),
        pytest.param(
            last_round(), date(2023, 12, 31), Held(3, Source.SUPPORTED, "2022-23-q3", 4), id="four quarters old"
        ),
        pytest.param(
            last_round(), date(2024, 1, 1), Held(None, Source.NOT_ASKED, "2022-23-q3", 5), id="five quarters are stale"
        ),
        pytest.param(None, NEXT_MARCH, Held(None, Source.NOT_ASKED), id="no full round before"),
        pytest.param(last_round(matrix("FIN1"), "? ?"), NEXT_MARCH, Held(None, Source.NOT_ASKED), id="a new criterion"),
        pytest.param(
            last_round(matrix(levels=range(4)), "3 3"), NEXT_MARCH, Held(None, Source.NOT_ASKED), id="another wording"
        ),
        pytest.param(
            last_round(round_={"closed": None}),
            NEXT_MARCH,
            Held(3, Source.SUPPORTED, "2022-23-q3", 1),
            id="a round never closed is as old as its opening",
        ),
    ],
)
def test_a_pulse_carries_the_last_full_round(earlier: Profile | None, as_of: date, expected: Held) -> None:
    found = profile(pulse(None, *answers(GOV2="2 2 2")), earlier, as_of)
    assert found.criteria["GOV1"].held == expected
    assert found.criteria["GOV1"].tally is None
    assert found.criteria["GOV2"].held == Held(2, Source.SUPPORTED)


def test_an_exclusion_is_carried_too() -> None:
    earlier = last_round(round_={"excluded": {"GOV1": {"reason": "no pool"}}})
    assert held_level(pulse(), earlier, NEXT_MARCH) == Held(None, Source.EXCLUDED, "2022-23-q3", 1)


def test_a_pulse_carries_a_record_even_of_what_it_asks() -> None:
    asked = matrix("GOV1* GOV2")
    recorded = last_round(asked, evidence=evidence(GOV1=2))
    answered = pulse(asked, *answers(GOV1="4 4 4"), criteria=("GOV1",))
    assert held_level(answered, recorded, NEXT_MARCH) == Held(2, Source.RECORD, "2022-23-q3", 1)
    assert held_level(answered, last_round(asked), NEXT_MARCH) == Held(4, Source.SUPPORTED)
    assert held_level(answered, None, NEXT_MARCH) == Held(4, Source.SUPPORTED)


@pytest.mark.parametrize("criteria", [("GOV1",), ("GOV2",)])
def test_a_pulse_may_have_a_record_of_its_own(criteria: tuple[str, ...]) -> None:
    asked = matrix("GOV1* GOV2")
    found = pulse(asked, *answers(GOV1="4 4 4"), criteria=criteria, evidence=evidence(GOV1=3))
    assert held_level(found, last_round(asked, evidence=evidence(GOV1=2)), NEXT_MARCH) == Held(3, Source.RECORD)


def test_the_round_judged_says_how_old_a_level_may_be() -> None:
    def limited(quarters: int) -> Any:
        return matrix(readiness={"stages": stages("partial", fresh_quarters=quarters)})

    last = last_round(limited(0))
    assert held_level(pulse(limited(1)), last, NEXT_MARCH).level == 3
    assert held_level(pulse(limited(0)), last, NEXT_MARCH) == Held(None, Source.NOT_ASKED, "2022-23-q3", 1)


@pytest.mark.parametrize(
    ("readiness", "limit"),
    [
        (None, 4),
        ({"stages": stages("partial")}, 4),
        ({"stages": {**stages("shadow", fresh_quarters=3), **stages("partial", fresh_quarters=2)}}, 3),
        ({"stages": {**stages("shadow", fresh_quarters=3), **stages("partial")}}, 3),
    ],
)
def test_the_most_that_any_stage_allows(readiness: dict[str, Any] | None, limit: int) -> None:
    assert freshness_limit(matrix(readiness=readiness)) == limit


@pytest.mark.parametrize(
    ("start", "end", "quarters"),
    [
        (date(2022, 12, 9), date(2022, 12, 31), 0),
        (date(2022, 12, 9), date(2023, 1, 1), 1),
        (date(2023, 6, 30), date(2023, 7, 1), 1),
        (date(2023, 4, 1), date(2023, 6, 30), 0),
        (date(2022, 12, 9), date(2023, 12, 9), 4),
        (date(2022, 10, 1), date(2024, 3, 31), 5),
        (date(2023, 1, 1), date(2022, 12, 31), -1),
    ],
)
def test_quarters_are_calendar_quarters(start: date, end: date, quarters: int) -> None:
    assert quarters_between(start, end) == quarters


# --- a domain -------------------------------------------------------------------------------------


def domain(levels: str, excluded: str = "", agreed: dict[str, int] | None = None) -> DomainProfile:
    """The one domain of these criteria; a level is what five members gave, `x` what they split on, `_` nothing."""
    texts = {"x": "0 0 2 4 4", "_": "_ _ _ _ _"}
    columns = {f"GOV{n}": texts.get(text, f"{text} " * 5) for n, text in enumerate(levels.split(), start=1)}
    out = {"excluded": {name: {"reason": "not here"} for name in excluded.split()}}
    held = dossier(matrix(" ".join(columns)), *answers(**columns), round_=out, moderation=moderation(**(agreed or {})))
    (found,) = profile(held).domains
    return found


@pytest.mark.parametrize(
    ("levels", "if_lowest", "if_highest", "level"),
    [
        pytest.param("1 2 3", 2, 2, 2, id="the middle one"),
        pytest.param("1 2 3 3", 2, 2, 2, id="the lower of the two middle ones"),
        pytest.param("2 2 2 x", 2, 2, 2, id="one missing changes nothing"),
        pytest.param("1 2 3 x", 1, 2, None, id="one missing changes it"),
        pytest.param("3 x x", 0, 4, None, id="most are missing"),
        pytest.param("x _", 0, 4, None, id="all are missing"),
        pytest.param("0 0 0 x", 0, 0, 0, id="at the start"),
    ],
)
def test_the_domain_level(levels: str, if_lowest: int, if_highest: int, level: int | None) -> None:
    found = domain(levels)
    assert (found.if_lowest, found.if_highest, found.level) == (if_lowest, if_highest, level)


def test_a_domain_counts_and_names() -> None:
    found = domain("3 1 x _ 1 2", excluded="GOV6")
    assert found.held.counts == (0, 2, 0, 1, 0)
    assert found.missing == {Source.NO_SHARED_VIEW: 1, Source.NO_ANSWERS: 1}
    assert (found.lowest, found.of) == (("GOV2", "GOV5"), 5)


def test_an_agreed_level_is_used() -> None:
    assert domain("3 3 x", agreed={"GOV3": 1}).held.counts == (0, 1, 0, 2, 0)


def test_a_domain_may_lose_all_its_criteria() -> None:
    found = domain("3 2", excluded="GOV1 GOV2")
    assert (found.of, found.lowest, found.if_lowest, found.if_highest, found.level) == (0, (), None, None, None)


def test_the_round_is_named() -> None:
    found = profile(dossier(matrix(), sheet("gp", "GOV1=3")))
    assert (found.round_id, found.answered, list(found.criteria)) == ("2022-23-q3", CLOSED, ["GOV1", "GOV2", "FIN1"])
    assert [one.domain.id for one in found.domains] == ["GOV", "FIN"]
    assert profile(dossier(matrix(), round_={"closed": None})).answered == date(2022, 11, 7)
