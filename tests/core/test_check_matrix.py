"""Does each rule about the matrix find its fault at the right key?"""

from typing import Any

import pytest

from build import criterion, domains, dossier, matrix, sheet, themes
from faults import Spot, in_dossier, in_matrix, spots
from pbp_assess.core.check import check_dossier, check_matrix

FUNCTIONS = ("readiness", "functions")


def test_a_faultless_matrix_and_round_have_no_fault() -> None:
    whole = matrix(
        gates={"bcf": {"shadow": "GOV1=1", "full": "GOV1=2 FIN1=1"}, "send": {"shadow": "GOV1=1", "full": "GOV1=1"}},
        pulse=["GOV1"],
        choose={"question": "Which?", "number": 2},
        open_questions=[{"id": "q1", "question": "What works?"}],
    )
    told = sheet("director", "GOV1=3 GOV2=? FIN1=na", answers={"q1": "Trust"}, choose=["GOV1", "FIN1"])
    assert list(check_matrix(whole)) == []
    assert list(check_dossier(dossier(whole, told, round_={"aims": {"bcf": "full"}}, themes=themes()))) == []


def scale(*levels: int, names: str = "abcdefgh") -> list[dict[str, Any]]:
    return [{"level": level, "name": name} for level, name in zip(levels, names, strict=False)]


def phrased(levels: dict[int, str]) -> list[dict[str, Any]]:
    return [{"id": "GOV", "name": "G", "criteria": [{"id": "GOV1", "name": "g", "levels": levels}]}]


MATRIX_CASES: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "a level skipped": (
        {"domains": phrased({0: "a", 2: "b", 3: "c"}), "scale": scale(0, 2, 3)},
        [("PBP301", ("scale", 1, "level"))],
    ),
    "levels falling": ({"levels": range(2), "scale": scale(1, 0)}, [("PBP301", ("scale", 1, "level"))]),
    "two levels of one name": (
        {"levels": range(3), "scale": scale(0, 1, 2, names="aBb")},
        [("PBP304", ("scale", 2, "name"))],
    ),
    "a criterion twice": (
        {"domains": [*domains("GOV1"), {"id": "FIN", "name": "F", "criteria": [criterion("GOV1")]}]},
        [("PBP303", ("domains", 1, "criteria", 0, "id"))],
    ),
    "criteria apart in capitals only": (
        {"domains": [{"id": "GOV", "name": "G", "criteria": [criterion("GOV1"), criterion("gov1")]}]},
        [("PBP303", ("domains", 0, "criteria", 1, "id"))],
    ),
    "a domain twice": (
        {"domains": [*domains("GOV1"), *domains("GOV2")]},
        [("PBP303", ("domains", 1, "id"))],
    ),
    "a question twice": (
        {"open_questions": [{"id": "q", "question": "a"}, {"id": "q", "question": "b"}]},
        [("PBP303", ("open_questions", 1, "id"))],
    ),
    "a pulse of what is not there": ({"pulse": ["GOV1", "GOV9"]}, [("PBP306", ("pulse", 1))]),
    "a pulse that asks twice": ({"pulse": ["GOV1", "GOV1"]}, [("PBP303", ("pulse", 1))]),
    "close below mixed": ({"counting": {"close_from": "1/2"}}, [("PBP315", ("counting", "close_from"))]),
    "mixed above close": ({"counting": {"mixed_from": "4/5"}}, [("PBP315", ("counting", "mixed_from"))]),
    "a headline off the scale": ({"counting": {"headline_level": 5}}, [("PBP307", ("counting", "headline_level"))]),
    "a headline of everything": ({"counting": {"headline_level": 0}}, [("PBP308", ("counting", "headline_level"))]),
    "texts still to be written, in whatever dots": (
        {
            "title": "...",
            "levels": range(2),
            "scale": [{"level": 0, "name": "..."}, {"level": 1, "name": "...", "meaning": "…"}],
            "domains": [
                {
                    "id": "GOV",
                    "name": ". . .",
                    "criteria": [
                        {"id": "GOV1", "name": "A. No", "evidence": "....", "levels": {0: "...", 1: "..."}},
                        {"id": "GOV2", "name": "...", "meaning": "...", "levels": {0: "...and so on", 1: "N.B."}},
                    ],
                }
            ],
            "open_questions": [{"id": "q", "question": "..."}],
        },
        [
            ("PBP319", ("title",)),
            ("PBP319", ("scale", 0, "name")),
            ("PBP319", ("scale", 1, "name")),
            ("PBP319", ("scale", 1, "meaning")),
            ("PBP319", ("domains", 0, "name")),
            ("PBP319", ("domains", 0, "criteria", 0, "evidence")),
            ("PBP319", ("domains", 0, "criteria", 0, "levels", 0)),
            ("PBP319", ("domains", 0, "criteria", 0, "levels", 1)),
            ("PBP319", ("domains", 0, "criteria", 1, "name")),
            ("PBP319", ("domains", 0, "criteria", 1, "meaning")),
            ("PBP319", ("open_questions", 0, "question")),
        ],
    ),
    "more to choose than there is": (
        {"choose": {"question": "Which?", "number": 4}},
        [("PBP316", ("choose", "number"))],
    ),
}


@pytest.mark.parametrize(("fields", "expected"), MATRIX_CASES.values(), ids=MATRIX_CASES)
def test_faults_of_a_matrix(fields: dict[str, Any], expected: list[Spot]) -> None:
    assert in_matrix(**fields) == expected


def test_close_may_start_where_mixed_starts() -> None:
    assert in_matrix(counting={"close_from": "3/5", "mixed_from": "60%"}) == []


PHRASE_CASES: dict[str, tuple[dict[int, str], list[Spot]]] = {
    "a phrase short": ({0: "a", 1: "b"}, [("PBP302", ("domains", 0, "criteria", 0, "levels"))]),
    "a phrase too many": (
        {0: "a", 1: "b", 2: "c", 3: "d"},
        [("PBP302", ("domains", 0, "criteria", 0, "levels", 3, "?"))],
    ),
    "on another scale": (
        {1: "b", 2: "c", 3: "d"},
        [
            ("PBP302", ("domains", 0, "criteria", 0, "levels")),
            ("PBP302", ("domains", 0, "criteria", 0, "levels", 3, "?")),
        ],
    ),
    "the same phrase twice": (
        {0: "A plan", 1: "b", 2: "a plan"},
        [("PBP305", ("domains", 0, "criteria", 0, "levels", 2))],
    ),
}


@pytest.mark.parametrize(("levels", "expected"), PHRASE_CASES.values(), ids=PHRASE_CASES)
def test_faults_of_phrases(levels: dict[int, str], expected: list[Spot]) -> None:
    assert in_matrix(domains=phrased(levels), scale=scale(0, 1, 2)) == expected


def template(**fields: Any) -> dict[str, Any]:
    levels = {level: f"phrase {level}" for level in range(5)}
    return {"id": "PRI", "name": "Priority groups", "criterion": "Progress for {group}", "levels": levels, **fields}


TEMPLATE_CASES: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "that names no group": (template(criterion="Progress"), [("PBP317", ("priority_groups", "criterion"))]),
    "called as a domain is": (template(id="GOV"), [("PBP303", ("priority_groups", "id"))]),
    "a phrase short": (template(levels={0: "a", 1: "b"}), [("PBP302", ("priority_groups", "levels"))]),
}


@pytest.mark.parametrize(("fields", "expected"), TEMPLATE_CASES.values(), ids=TEMPLATE_CASES)
def test_faults_of_the_priority_group_template(fields: dict[str, Any], expected: list[Spot]) -> None:
    assert in_matrix(priority_groups=fields) == expected


def test_criteria_of_priority_groups_wait_for_the_place() -> None:
    asked = matrix(
        gates={"bcf": {"shadow": "GOV1=1 PRI-carers=1"}},
        priority_groups=template(),
        pulse=["PRI-carers"],
        choose={"question": "Which?", "number": 4},
    )
    assert spots(check_matrix(asked)) == []
    assert in_dossier(asked=asked.with_groups((("carers", "Carers"),))) == []
    gate = (*FUNCTIONS, 0, "gates", "shadow", "PRI-carers", "?")
    assert in_dossier(asked=asked) == [("PBP306", gate), ("PBP306", ("pulse", 0))]
