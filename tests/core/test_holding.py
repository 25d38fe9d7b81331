"""Does what is held follow from the decisions alone, and does a trigger say what the levels say?"""

from datetime import date
from typing import Any

import pytest

from build import decisions, function, matrix, stages
from pbp_assess.core.holding import Holding, Watch, holdings, rewatched
from pbp_assess.core.matrix import Readiness

TRIGGERS = [{"when": "the pool is overspent"}, {"when": "trust is gone", "criterion": "GOV1", "below": 2}]


def policy() -> Readiness:
    functions = [
        function(name, {"shadow": "GOV1=1"}, hand_back=TRIGGERS if name == "pool" else [])
        for name in ("grants", "pool")
    ]
    return matrix("GOV1", readiness={"stages": stages(), "functions": functions}).policy


def held(*entries: dict[str, Any], on: date = date(2023, 12, 31), level: int | None = 2) -> tuple[Holding, ...]:
    numbered = [{"id": f"d{number}", "stage": "shadow", **entry} for number, entry in enumerate(entries)]
    return holdings(decisions(*numbered), policy(), {"GOV1": level}, on)


def grant(name: str, day: str, **fields: Any) -> dict[str, Any]:
    return {"function": name, "date": day, **fields}


HISTORIES: dict[str, tuple[list[dict[str, Any]], list[tuple[str, str]]]] = {
    "nothing decided": ([], []),
    "granted": ([grant("pool", "2023-04-01")], [("pool", "shadow")]),
    "not yet": ([grant("pool", "2024-01-01")], []),
    "that very day": ([grant("pool", "2023-12-31")], [("pool", "shadow")]),
    "refused": ([grant("pool", "2023-04-01", outcome="refused")], []),
    "in matrix order, an old one last": (
        [grant("old", "2023-01-01"), grant("pool", "2023-04-01"), grant("grants", "2023-05-01")],
        [("grants", "shadow"), ("pool", "shadow"), ("old", "shadow")],
    ),
    "raised": ([grant("pool", "2023-09-01", stage="partial"), grant("pool", "2023-04-01")], [("pool", "partial")]),
    "a rise refused": (
        [grant("pool", "2023-04-01"), grant("pool", "2023-09-01", stage="partial", outcome="refused")],
        [("pool", "shadow")],
    ),
    "a rise deferred": (
        [grant("pool", "2023-04-01"), grant("pool", "2023-09-01", stage="partial", outcome="deferred")],
        [("pool", "shadow")],
    ),
    "handed back": ([grant("pool", "2023-04-01"), grant("pool", "2023-09-01", outcome="handed_back")], []),
    "handed back, and never had": ([grant("pool", "2023-09-01", outcome="handed_back")], []),
    "and granted again": (
        [
            grant("pool", "2023-04-01"),
            grant("pool", "2023-09-01", outcome="handed_back"),
            grant("pool", "2023-11-01", stage="partial"),
        ],
        [("pool", "partial")],
    ),
}


@pytest.mark.parametrize(("entries", "expected"), HISTORIES.values(), ids=HISTORIES)
def test_what_is_held(entries: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    assert [(one.grant.function, one.grant.stage) for one in held(*entries)] == expected


@pytest.mark.parametrize(
    ("level", "says"), [(1, Watch.PULLED), (2, Watch.QUIET), (3, Watch.QUIET), (None, Watch.UNKNOWN)]
)
def test_what_a_trigger_says(level: int | None, says: Watch) -> None:
    (pool,) = held(grant("pool", "2023-04-01"), level=level)
    assert [one.says for one in pool.triggers] == [Watch.PEOPLE, says]
    assert [one.says for one in rewatched(pool, {}).triggers] == [Watch.PEOPLE, Watch.UNKNOWN]


def test_a_function_that_the_matrix_lacks_has_no_triggers() -> None:
    (old,) = held(grant("old", "2023-04-01"))
    assert old.triggers == ()


@pytest.mark.parametrize(("review", "due"), [(None, False), ("2024-01-01", False), ("2023-12-31", True)])
def test_when_a_review_has_come(review: str | None, due: bool) -> None:
    (pool,) = held(grant("pool", "2023-04-01", review=review))
    assert pool.review_due is due
