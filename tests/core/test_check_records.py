"""Does each rule about dissent, shelf lives, targets and decisions find its fault?"""

from typing import Any

import pytest
from pydantic import ValidationError

from build import actions, decisions, evidence, function, matrix, moderation, stages
from faults import Spot, in_dossier, spots
from pbp_assess.core.check import check_matrix
from pbp_assess.core.matrix import Matrix

ASKED = matrix(
    "GOV1 FIN1*",
    readiness={
        "stages": stages("shadow"),
        "functions": [function("bcf", {"shadow": "FIN1=1"}, documents=[{"id": "plan", "name": "the plan"}])],
    },
)


DISSENT: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "nobody named": ({"dissent": 1}, []),
    "one of one": ({"dissent": 1, "dissenters": [{"leader": "director"}]}, []),
    "not counted": ({"dissenters": [{"leader": "director"}]}, [("PBP353", ("agreed", "GOV1", "dissenters"))]),
    "nobody knows them": (
        {"dissent": 1, "dissenters": [{"leader": "drector"}]},
        [("PBP322", ("agreed", "GOV1", "dissenters", 0, "leader"))],
    ),
    "more than were asked": ({"dissent": 3}, [("PBP357", ("agreed", "GOV1", "dissent"))]),
    "as many hands as were asked": ({"revote": {1: 1, 2: 1}}, []),
    "more hands than were asked": ({"revote": {1: 1, 2: 2}}, [("PBP357", ("agreed", "GOV1", "revote"))]),
    "twice": (
        {"dissent": 2, "dissenters": [{"leader": "director"}, {"leader": "director"}]},
        [("PBP303", ("agreed", "GOV1", "dissenters", 1, "leader"))],
    ),
}


@pytest.mark.parametrize(("fields", "expected"), DISSENT.values(), ids=DISSENT)
def test_faults_of_dissent(fields: dict[str, Any], expected: list[Spot]) -> None:
    held = moderation(GOV1={"level": 1, **fields})
    assert in_dossier(members="director:icb gp:icb", moderation=held) == expected


def test_nothing_runs_out_before_it_was_established() -> None:
    same, late = (
        {"date": "2022-12-01", "valid_until": "2022-12-01"},
        {"date": "2022-12-01", "valid_until": "2022-11-30"},
    )
    papers = {"bcf": {"plan": {"state": "seen", **late}}}
    shown = {"GOV1": {"a": {"state": "seen", **late}, "b": {"state": "seen", **same}, "c": {"state": "seen"}}}
    noted = evidence(papers, shown, FIN1={"level": 1, "valid_until": "2022-11-30"})
    assert in_dossier(asked=ASKED, evidence=noted) == [
        ("PBP354", ("records", "FIN1", "valid_until")),
        ("PBP354", ("documents", "bcf", "plan", "valid_until")),
        ("PBP354", ("criteria", "GOV1", "a", "valid_until")),
    ]


def test_what_shows_a_level_shows_that_of_a_criterion() -> None:
    assert in_dossier(evidence=evidence({}, {"GOV9": {"a": "seen"}})) == [("PBP306", ("criteria", "GOV9", "?"))]


def test_what_is_done_is_not_open() -> None:
    done = {"done": "2023-01-31"}
    assert in_dossier(actions=actions(done)) == [("PBP355", ("actions", 0, "done"))]
    assert in_dossier(actions=actions({**done, "status": "done"}, {"id": "a2"})) == []


TARGETS: dict[str, tuple[list[dict[str, Any]], list[Spot]]] = {
    "one after the other": (
        [{"criterion": "GOV1", "level": 1}, {"criterion": "GOV1", "level": 2, "due": "2023-09-30"}],
        [],
    ),
    "two at once": (
        [{"criterion": "GOV1", "level": 1}, {"criterion": "GOV1", "level": 2}],
        [("PBP303", ("targets", 1, "due"))],
    ),
    "on a missing criterion": ([{"criterion": "GOV9", "level": 1}], [("PBP306", ("targets", 0, "criterion"))]),
    "off the scale": ([{"criterion": "GOV1", "level": 9}], [("PBP343", ("targets", 0, "level"))]),
    "of an earlier round": ([{"criterion": "OLD1", "level": 9, "round": "2021-22-q3"}], []),
}


@pytest.mark.parametrize(("targets", "expected"), TARGETS.values(), ids=TARGETS)
def test_faults_of_targets(targets: list[dict[str, Any]], expected: list[Spot]) -> None:
    assert in_dossier(actions=actions(targets=targets)) == expected


GRANT = {"function": "bcf", "stage": "shadow"}
BACK = {**GRANT, "id": "d2", "outcome": "handed_back"}
DECISIONS: dict[str, tuple[list[dict[str, Any]], list[Spot]]] = {
    "granted and handed back": ([GRANT, {**BACK, "date": "2023-09-30"}], []),
    "in any order": ([{**BACK, "date": "2023-09-30"}, GRANT], []),
    "the same day": ([GRANT, BACK], []),
    "twice": ([GRANT, GRANT], [("PBP303", ("decisions", 1, "id"))]),
    "an unknown function": ([{**GRANT, "function": "bfc"}], [("PBP311", ("decisions", 0, "function"))]),
    "an unknown stage": ([{**GRANT, "stage": "full"}], [("PBP310", ("decisions", 0, "stage"))]),
    "in an earlier round": ([{**GRANT, "function": "old", "stage": "old", "round": "2021-22-q3"}], []),
    "reviewed too early": ([{**GRANT, "review": "2023-03-30"}], [("PBP354", ("decisions", 0, "review"))]),
    "reviewed the same day": ([{**GRANT, "review": "2023-03-31"}], []),
    "back before it was granted": ([GRANT, {**BACK, "date": "2023-01-31"}], [("PBP356", ("decisions", 1, "outcome"))]),
    "back after it was refused": ([{**GRANT, "outcome": "refused"}, BACK], [("PBP356", ("decisions", 1, "outcome"))]),
    "back what another had": (
        [{**GRANT, "function": "old", "round": "2021-22-q3"}, BACK],
        [("PBP356", ("decisions", 1, "outcome"))],
    ),
}


@pytest.mark.parametrize(("entries", "expected"), DECISIONS.values(), ids=DECISIONS)
def test_faults_of_decisions(entries: list[dict[str, Any]], expected: list[Spot]) -> None:
    assert in_dossier(asked=ASKED, decisions=decisions(*entries)) == expected


def watching(**trigger: Any) -> Matrix:
    group = {"id": "PRI", "name": "Groups", "criterion": "For {group}", "levels": dict(enumerate("abcde"))}
    watched = function(
        "bcf", {"shadow": "GOV1=1"}, hand_back=[{"when": "people say so"}, {"when": "it falls", **trigger}]
    )
    return matrix("GOV1", priority_groups=group, readiness={"stages": stages("shadow"), "functions": [watched]})


PATH = ("readiness", "functions", 0, "hand_back", 1)
TRIGGERS: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "in order": ({"criterion": "GOV1", "below": 1}, []),
    "on a missing criterion": ({"criterion": "GOV9", "below": 1}, [("PBP306", (*PATH, "criterion"))]),
    "below what nothing is": ({"criterion": "GOV1", "below": 0}, [("PBP308", (*PATH, "below"))]),
    "off the scale": ({"criterion": "GOV1", "below": 9}, [("PBP307", (*PATH, "below"))]),
    "on a group": ({"criterion": "PRI-frailty", "below": 1}, []),
}


@pytest.mark.parametrize(("trigger", "expected"), TRIGGERS.values(), ids=TRIGGERS)
def test_faults_of_triggers(trigger: dict[str, Any], expected: list[Spot]) -> None:
    assert spots(check_matrix(watching(**trigger))) == expected


@pytest.mark.parametrize("half", [{"criterion": "GOV1"}, {"below": 1}])
def test_half_a_trigger_is_none(half: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="criterion and below together"):
        watching(**half)


@pytest.mark.parametrize(("group", "expected"), [("frailty", []), ("farmers", [("PBP306", (*PATH, "criterion"))])])
def test_a_trigger_on_a_group_needs_the_group(group: str, expected: list[Spot]) -> None:
    asked = watching(criterion=f"PRI-{group}", below=1).with_groups((("frailty", "People living with frailty"),))
    assert in_dossier(asked=asked) == expected
