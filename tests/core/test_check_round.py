"""Does each rule about place, panel and round find its fault at the right key?"""

from typing import Any

import pytest

from build import matrix, panel, place
from faults import Spot, in_dossier


def leader(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "role": name, "kind": "member", "sector": "icb", **fields}


PANEL_CASES: dict[str, tuple[list[dict[str, Any]], list[Spot]]] = {
    "an id twice": ([leader("director"), leader("director")], [("PBP303", ("leaders", 1, "id"))]),
    "an unknown sector": (
        [leader("director"), leader("gp", sector="gps")],
        [("PBP320", ("leaders", 1, "sector"))],
    ),
    "an unknown organisation": (
        [leader("director", organisation="icbb")],
        [("PBP321", ("leaders", 0, "organisation"))],
    ),
    "following nobody of the panel": (
        [leader("director", succeeds="drector")],
        [("PBP322", ("leaders", 0, "succeeds"))],
    ),
    "following oneself": ([leader("director", succeeds="director")], [("PBP323", ("leaders", 0, "succeeds"))]),
    "following each other": (
        [leader("director", succeeds="gp"), leader("gp", succeeds="director"), leader("new", succeeds="gp")],
        [("PBP323", ("leaders", 0, "succeeds"))],
    ),
    "following one who followed another": (
        [leader("director", succeeds="gp"), leader("gp", succeeds="old"), leader("old")],
        [],
    ),
    "left before joining": (
        [leader("director", joined="2023-01-02", left="2023-01-01")],
        [("PBP324", ("leaders", 0, "left"))],
    ),
    "left on the day of joining": ([leader("director", joined="2023-01-02", left="2023-01-02")], []),
    "nobody": ([], [("PBP326", ("leaders",)), ("PBP322", ("members", "director", "?"))]),
}


@pytest.mark.parametrize(("leaders", "expected"), PANEL_CASES.values(), ids=PANEL_CASES)
def test_faults_of_the_panel(leaders: list[dict[str, Any]], expected: list[Spot]) -> None:
    assert in_dossier(panel=panel(leaders=leaders)) == expected


PLACE_CASES: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "a sector twice": (
        {"sectors": [{"id": "icb", "name": "a"}, {"id": "icb", "name": "b"}]},
        [("PBP303", ("sectors", 1, "id"))],
    ),
    "an organisation twice": (
        {"organisations": [{"id": "x", "name": "a", "sector": "icb"}, {"id": "x", "name": "b", "sector": "icb"}]},
        [("PBP303", ("organisations", 1, "id"))],
    ),
    "a priority group twice": (
        {"priority_groups": [{"id": "g", "name": "a"}, {"id": "g", "name": "b"}]},
        [("PBP303", ("priority_groups", 1, "id"))],
    ),
    "an organisation of no sector": (
        {"organisations": [{"id": "x", "name": "a", "sector": "icbs"}]},
        [("PBP320", ("organisations", 0, "sector"))],
    ),
}


@pytest.mark.parametrize(("fields", "expected"), PLACE_CASES.values(), ids=PLACE_CASES)
def test_faults_of_the_place(fields: dict[str, Any], expected: list[Spot]) -> None:
    assert in_dossier(place=place(**fields)) == expected


DATES = {"opened": "2022-11-07", "closed": "2022-12-09"}
ROUND_CASES: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "nobody asked": ({"members": {}}, [("PBP326", ("members", "?"))]),
    "somebody who is not on the panel": (
        {"members": {"director": {"sector": "icb"}, "directr": {"sector": "icb"}}},
        [("PBP322", ("members", "directr", "?"))],
    ),
    "in both capacities": (
        {"stakeholders": {"director": {"sector": "icb"}}},
        [("PBP325", ("stakeholders", "director", "?"))],
    ),
    "a seat of no sector": (
        {"members": {"director": {"sector": "icbs"}}},
        [("PBP320", ("members", "director", "sector"))],
    ),
    "a seat of no organisation": (
        {"members": {"director": {"sector": "icb", "organisation": "x"}}},
        [("PBP321", ("members", "director", "organisation"))],
    ),
    "closed before it opened": ({**DATES, "closed": "2022-11-06"}, [("PBP330", ("closed",))]),
    "to close before it opened": ({"closes": "2022-10-31"}, [("PBP330", ("closes",))]),
    "closed on the day it opened": ({**DATES, "closed": "2022-11-07"}, []),
    "the calendar's quarter": ({"id": "2022-23-q4"}, [("PBP331", ("id",))]),
    "another year": ({"id": "2023-24-q3"}, [("PBP331", ("id",))]),
    "the quarter it opened in": ({"opened": "2022-12-30", "closed": "2023-01-31"}, []),
    "the quarter it closed in": ({"opened": "2022-09-30", "closed": "2022-10-03"}, []),
    "the quarter it is to close in": ({"opened": "2022-09-30", "closed": None, "closes": "2022-10-03"}, []),
    "the quarter between": (
        {"opened": "2022-09-30", "closed": "2023-01-01"},
        [("PBP331", ("id",))],
    ),
    "still open, in another quarter": (
        {"opened": "2022-09-30", "closed": None},
        [("PBP331", ("id",))],
    ),
    "years that do not follow": ({"id": "2022-24-q1"}, [("PBP332", ("id",))]),
    "a fifth quarter": ({"id": "2022-23-q5"}, [("PBP332", ("id",))]),
    "the turn of the century": ({"id": "2099-00-q1", "opened": "2099-04-01", "closed": "2099-06-30"}, []),
    "some other label": ({"id": "round-2"}, []),
    "another matrix": (
        {"matrix": {"id": "exmaple", "version": "1.0.0", "sha256": "0" * 64}},
        [("PBP333", ("matrix", "id"))],
    ),
    "another version": (
        {"matrix": {"id": "example", "version": "1.1.0", "sha256": "0" * 64}},
        [("PBP333", ("matrix", "version"))],
    ),
    "a pulse of nothing": ({"kind": "pulse"}, [("PBP334", ("criteria",))]),
    "a pulse of what is not there": ({"kind": "pulse", "criteria": ["GOV1", "GOV9"]}, [("PBP306", ("criteria", 1))]),
    "a pulse that asks twice": ({"kind": "pulse", "criteria": ["GOV1", "GOV1"]}, [("PBP303", ("criteria", 1))]),
    "a full round that lists criteria": ({"criteria": ["GOV1"]}, [("PBP337", ("criteria",))]),
    "everything taken out": (
        {"excluded": {name: {"reason": "not here"} for name in ("GOV1", "GOV2", "FIN1")}},
        [("PBP334", ("excluded",))],
    ),
    "taking out what is not there": (
        {"excluded": {"GOV9": {"reason": "not here"}}},
        [("PBP306", ("excluded", "GOV9", "?"))],
    ),
    "waiving what is not there": (
        {"waived": {"GOV9": {"by": "ICB", "date": "2022-12-01", "reason": "no"}}},
        [("PBP306", ("waived", "GOV9", "?"))],
    ),
    "waiving what was not taken out": (
        {"waived": {"GOV1": {"by": "ICB", "date": "2022-12-01", "reason": "no"}}},
        [("PBP335", ("waived", "GOV1", "?"))],
    ),
    "waiving what was": (
        {
            "excluded": {"GOV1": {"reason": "not here"}},
            "waived": {"GOV1": {"by": "ICB", "date": "2022-12-01", "reason": "no"}},
        },
        [],
    ),
    "a group twice": (
        {"priority_groups": [{"id": "g", "name": "a"}, {"id": "g", "name": "b"}]},
        [("PBP303", ("priority_groups", 1, "id"))],
    ),
    "an aim without a policy": ({"aims": {"bcf": "full"}}, [("PBP311", ("aims", "bcf", "?"))]),
    "a sealed sheet of nobody": (
        {"sealed": {"salt": "0" * 32, "sheets": {"directr": "0" * 64}}},
        [("PBP322", ("sealed", "sheets", "directr", "?"))],
    ),
}


@pytest.mark.parametrize(("fields", "expected"), ROUND_CASES.values(), ids=ROUND_CASES)
def test_faults_of_the_round(fields: dict[str, Any], expected: list[Spot]) -> None:
    assert in_dossier(round_=fields) == expected


@pytest.mark.parametrize(
    ("aims", "expected"),
    [
        ({"bcf": "full"}, []),
        ({"bfc": "full"}, [("PBP311", ("aims", "bfc", "?"))]),
        ({"bcf": "ful"}, [("PBP310", ("aims", "bcf"))]),
    ],
)
def test_faults_of_the_aims(aims: dict[str, str], expected: list[Spot]) -> None:
    asked = matrix(gates={"bcf": {"shadow": "GOV1=1", "full": "GOV1=2"}})
    assert in_dossier(asked=asked, round_={"aims": aims}) == expected


def test_a_required_sector_that_no_member_fills() -> None:
    asked = matrix(gates={"bcf": {"shadow": "GOV1=1"}}, readiness={"sectors_required": ["icb", "nhs_trust"]})
    assert in_dossier(asked=asked, members="director:icb", stakeholders="ceo:nhs_trust") == [
        ("PBP327", ("members", "?"))
    ]
    assert in_dossier(asked=asked, members="director:icb ceo:nhs_trust") == []
