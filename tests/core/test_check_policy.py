"""Does each rule about gates and stages find its fault at the right key?"""

from typing import Any

import pytest

from build import function
from faults import Spot, in_policy

FUNCTIONS = ("readiness", "functions")
STAGES = ("readiness", "stages")


def bcf(shadow: str = "GOV1=1", full: str = "GOV1=2", **fields: Any) -> dict[str, Any]:
    return function("bcf", {"shadow": shadow, "full": full}, **fields)


GATE_CASES: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "on a missing criterion": (bcf(full="GOV1=2 GOV9=2"), [("PBP306", (*FUNCTIONS, 0, "gates", "full", "GOV9", "?"))]),
    "that nobody can reach": (bcf(full="GOV1=5"), [("PBP307", (*FUNCTIONS, 0, "gates", "full", "GOV1"))]),
    "that everybody meets": (bcf(shadow="GOV1=0"), [("PBP308", (*FUNCTIONS, 0, "gates", "shadow", "GOV1"))]),
    "falling": (bcf("GOV1=2", "GOV1=1"), [("PBP309", (*FUNCTIONS, 0, "gates", "full", "GOV1"))]),
    "dropped": (bcf("GOV1=2 GOV2=1", "GOV1=2"), [("PBP309", (*FUNCTIONS, 0, "gates", "full"))]),
    "at an unknown stage": (
        function("bcf", {"shadow": "GOV1=1", "partial": "GOV1=2", "full": "GOV1=2"}),
        [("PBP310", (*FUNCTIONS, 0, "gates", "partial", "?"))],
    ),
    "left out": (function("bcf", {"shadow": "GOV1=1"}), [("PBP318", (*FUNCTIONS, 0, "gates"))]),
    "that asks for nothing": (bcf("", "GOV1=1"), [("PBP318", (*FUNCTIONS, 0, "gates", "shadow"))]),
    "after an unknown function": (
        bcf(requires={"bfc2": "shadow"}),
        [("PBP311", (*FUNCTIONS, 0, "requires", "bfc2", "?"))],
    ),
    "after itself": (bcf(requires={"bcf": "shadow"}), [("PBP312", (*FUNCTIONS, 0, "requires", "bcf", "?"))]),
    "a document twice": (
        bcf(documents=[{"id": "plan", "name": "a"}, {"id": "plan", "name": "b"}]),
        [("PBP303", (*FUNCTIONS, 0, "documents", 1, "id"))],
    ),
}


@pytest.mark.parametrize(("sought", "expected"), GATE_CASES.values(), ids=GATE_CASES)
def test_faults_of_a_function(sought: dict[str, Any], expected: list[Spot]) -> None:
    assert in_policy([sought]) == expected


def test_a_function_twice() -> None:
    assert in_policy([bcf(), bcf()]) == [("PBP303", (*FUNCTIONS, 1, "id"))]


def test_a_required_stage_that_does_not_exist() -> None:
    later = function("send", {"shadow": "GOV1=1", "full": "GOV1=1"}, requires={"bcf": "ful"})
    assert in_policy([bcf(), later]) == [("PBP310", (*FUNCTIONS, 1, "requires", "bcf"))]


def test_a_circle_of_functions_is_told_once() -> None:
    gates = {"shadow": "GOV1=1", "full": "GOV1=1"}
    ring = [function(name, gates, requires={after: "shadow"}) for name, after in ("ab", "bc", "ca")]
    outside = function("d", gates, requires={"a": "shadow"})
    assert in_policy([*ring, outside]) == [("PBP312", (*FUNCTIONS, 0, "requires", "b", "?"))]


def test_universal_levels_stand_in_for_a_gate_that_is_left_empty_on_purpose() -> None:
    universal = {"shadow": {"plain": "s", "universal": {"GOV1": 1}}, "full": {"plain": "f", "universal": {"GOV1": 2}}}
    assert in_policy([bcf("", "")], {"stages": universal}) == []


def test_a_universal_level_may_hold_up_what_a_later_gate_leaves_out() -> None:
    universal = {"shadow": {"plain": "s"}, "full": {"plain": "f", "universal": {"GOV1": 2}}}
    assert in_policy([bcf("GOV1=2", "FIN1=1")], {"stages": universal}) == []


def staged(shadow: dict[str, Any], full: dict[str, Any]) -> dict[str, Any]:
    return {"shadow": {"plain": "sees", **shadow}, "full": {"plain": "decides", **full}}


STAGE_CASES: dict[str, tuple[dict[str, Any], dict[str, Any], list[Spot]]] = {
    "universal on a missing criterion": (
        {},
        {"universal": {"GOV9": 1}},
        [("PBP306", (*STAGES, "full", "universal", "GOV9", "?"))],
    ),
    "universal off the scale": (
        {},
        {"universal": {"GOV2": 7}},
        [("PBP307", (*STAGES, "full", "universal", "GOV2"))],
    ),
    "universal falling": (
        {"universal": {"GOV2": 2}},
        {"universal": {"GOV2": 1}},
        [("PBP309", (*STAGES, "full", "universal", "GOV2"))],
    ),
    "floor falling": (
        {"domain_floor": {"high": 2}},
        {"domain_floor": {"high": 1}},
        [("PBP309", (*STAGES, "full", "domain_floor", "high"))],
    ),
    "floor off the scale": (
        {},
        {"domain_floor": {"high": -1}},
        [("PBP307", (*STAGES, "full", "domain_floor", "high"))],
    ),
    "floor that every domain meets": (
        {},
        {"domain_floor": {"high": 0}},
        [("PBP308", (*STAGES, "full", "domain_floor", "high"))],
    ),
    "floor for a risk of no function": (
        {},
        {"domain_floor": {"hihg": 1}},
        [("PBP313", (*STAGES, "full", "domain_floor", "hihg", "?"))],
    ),
    "more sectors than required": ({}, {"sectors": 3}, [("PBP314", (*STAGES, "full", "sectors"))]),
    "returned falling": ({"returned": "60%"}, {"returned": "1/2"}, [("PBP309", (*STAGES, "full", "returned"))]),
    "returned dropped": ({"returned": "60%"}, {}, [("PBP309", (*STAGES, "full", "returned"))]),
    "sectors falling": ({"sectors": 2}, {"sectors": 1}, [("PBP309", (*STAGES, "full", "sectors"))]),
    "could_judge falling": ({"could_judge": "1/2"}, {}, [("PBP309", (*STAGES, "full", "could_judge"))]),
    "share falling": ({"share": "3/5"}, {"share": "59%"}, [("PBP309", (*STAGES, "full", "share"))]),
    "share of others falling": (
        {"share": "3/5"},
        {"share": {"critical": "3/4", "others": "1/2"}},
        [("PBP309", (*STAGES, "full", "share"))],
    ),
    "balanced dropped": ({"balanced": True}, {}, [("PBP309", (*STAGES, "full", "balanced"))]),
    "split let go": ({"split": "moderated"}, {}, [("PBP309", (*STAGES, "full", "split"))]),
    "dissent let go": ({"dissent": "moderated"}, {}, [("PBP309", (*STAGES, "full", "dissent"))]),
    "documents falling": ({"documents": "seen"}, {}, [("PBP309", (*STAGES, "full", "documents"))]),
    "answers may be older": (
        {"fresh_quarters": 2},
        {"fresh_quarters": 4},
        [("PBP309", (*STAGES, "full", "fresh_quarters"))],
    ),
    "answers of any age": ({"fresh_quarters": 2}, {}, [("PBP309", (*STAGES, "full", "fresh_quarters"))]),
    "fewer rounds": ({"held_rounds": 2}, {}, [("PBP309", (*STAGES, "full", "held_rounds"))]),
    "functions no longer first": ({"functions_first": True}, {}, [("PBP309", (*STAGES, "full", "functions_first"))]),
    "conditions may be fewer or more": ({"conditions": 3}, {"conditions": 2}, []),
    "everything stricter": (
        {"returned": "60%", "fresh_quarters": 4, "share": "1/2"},
        {"returned": "3/5", "fresh_quarters": 2, "share": {"critical": "3/4", "others": "1/2"}},
        [],
    ),
}


@pytest.mark.parametrize(("shadow", "full", "expected"), STAGE_CASES.values(), ids=STAGE_CASES)
def test_faults_of_the_stages(shadow: dict[str, Any], full: dict[str, Any], expected: list[Spot]) -> None:
    policy = {"stages": staged(shadow, full), "sectors_required": ["icb", "trust"]}
    assert in_policy([bcf(risk="high")], policy) == expected


def test_a_sector_required_twice() -> None:
    assert in_policy([bcf()], {"sectors_required": ["icb", "icb"]}) == [
        ("PBP303", ("readiness", "sectors_required", 1))
    ]
