"""Does each rule about sheets and records find its fault, and keep what it found to itself?"""

from typing import Any

import pytest

from build import actions, dossier, evidence, function, matrix, moderation, panel, place, sheet, stages, themes
from faults import Spot, in_dossier, spots
from pbp_assess.core.check import check_dossier, check_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.problems import Severity

SHEET_CASES: dict[str, tuple[str, dict[str, Any], list[Spot]]] = {
    "of another round": ("GOV1=3", {"round": "2022-23-q2"}, [("PBP341", ("round",))]),
    "on a missing criterion": ("GOV1=3 GOV9=2", {}, [("PBP306", ("scores", "GOV9", "?"))]),
    "off the scale": ("GOV1=5", {}, [("PBP343", ("scores", "GOV1"))]),
    "off the scale, in full": (
        "",
        {"scores": {"GOV1": {"level": -1, "note": "x"}}},
        [("PBP343", ("scores", "GOV1", "level"))],
    ),
    "any state": ("GOV1=? GOV2=- FIN1=_", {}, []),
    "answering what is not asked": ("", {"answers": {"q9": "x"}}, [("PBP346", ("answers", "q9", "?"))]),
    "choosing what is not there": ("", {"choose": ["GOV9"]}, [("PBP306", ("choose", 0))]),
    "choosing twice": ("", {"choose": ["GOV1", "GOV1"]}, [("PBP303", ("choose", 1))]),
    "choosing too many": ("", {"choose": ["GOV1", "GOV2", "FIN1"]}, [("PBP347", ("choose", 2))]),
}


@pytest.mark.parametrize(("scores", "fields", "expected"), SHEET_CASES.values(), ids=SHEET_CASES)
def test_faults_of_a_sheet(scores: str, fields: dict[str, Any], expected: list[Spot]) -> None:
    asked = matrix(choose={"question": "Which?", "number": 2})
    assert in_dossier(sheet("director", scores, **fields), asked=asked) == expected


def test_choosing_where_nothing_is_to_be_chosen() -> None:
    assert in_dossier(sheet("director", choose=["GOV1"])) == [("PBP347", ("choose", 0))]


def test_a_sheet_in_the_wrong_file() -> None:
    asked = dossier(matrix(), members="director:icb gp:icb", sheets={"gp": sheet("director", "GOV1=1")})
    assert spots(check_dossier(asked)) == [("PBP340", ("leader",))]


@pytest.mark.parametrize("on_panel", [True, False])
def test_a_sheet_of_somebody_not_asked(on_panel: bool) -> None:
    known = panel("director:icb gp:icb" if on_panel else "director:icb")
    faults = list(check_dossier(dossier(matrix(), sheet("gp", "GOV1=1"), members="director:icb", panel=known)))
    assert spots(faults) == [("PBP342", ("leader",))]
    assert ("is on the panel" in faults[0].found) is on_panel


def test_answers_to_what_a_round_left_out() -> None:
    told = sheet("director", "GOV1=3 GOV2=3")
    pulse = {"kind": "pulse", "criteria": ["GOV1"]}
    assert in_dossier(told, round_=pulse) == [("PBP344", ("scores", "GOV2", "?"))]
    excluded = {"excluded": {"GOV2": {"reason": "not here"}}}
    assert in_dossier(told, round_=excluded) == [("PBP345", ("scores", "GOV2", "?"))]


def test_a_sheet_edited_late_is_a_warning_on_the_whole_file() -> None:
    faults = list(check_dossier(dossier(matrix(), sheet("director"), sheet("gp"), edited_late=("gp",))))
    assert [(fault.document, fault.path, fault.severity) for fault in faults] == [("scores/gp", (), Severity.WARNING)]


def test_every_fault_of_a_sheet_is_private_and_tells_nothing_outside_found() -> None:
    told = sheet("gp", "GOV1=77 GVO2=2", round="elsewhere", answers={"frankly": "my remark"}, choose=["GVO2", "GOV1"])
    faults = list(check_dossier(dossier(matrix(), told, members="director:icb", panel=panel())))
    assert {fault.code for fault in faults} == {"PBP306", "PBP341", "PBP342", "PBP343", "PBP346", "PBP347"}
    assert all(fault.private and not fault.hint for fault in faults)
    spoken = " ".join(fault.expected for fault in faults)
    assert not any(secret in spoken for secret in ("77", "GVO2", "GOV2", "my remark", "frankly", "gp", "elsewhere"))


MODERATION_CASES: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "a missing criterion": ({"GOV9": 1}, [("PBP306", ("agreed", "GOV9", "?"))]),
    "off the scale": ({"GOV1": 5}, [("PBP343", ("agreed", "GOV1", "level"))]),
    "a vote off the scale": (
        {"GOV1": {"level": 1, "revote": {9: 1}}},
        [("PBP343", ("agreed", "GOV1", "revote", 9, "?"))],
    ),
    "an unknown sector": (
        {"GOV1": {"level": 1, "sectors_present": ["icb", "trust"]}},
        [("PBP320", ("agreed", "GOV1", "sectors_present", 1))],
    ),
    "a sector twice": (
        {"GOV1": {"level": 1, "sectors_present": ["icb", "icb"]}},
        [("PBP303", ("agreed", "GOV1", "sectors_present", 1))],
    ),
    "before the round opened": (
        {"GOV1": {"level": 1, "date": "2022-11-06"}},
        [("PBP350", ("agreed", "GOV1", "date"))],
    ),
    "on the day it opened": ({"GOV1": {"level": 1, "date": "2022-11-07"}}, []),
}


@pytest.mark.parametrize(("agreed", "expected"), MODERATION_CASES.values(), ids=MODERATION_CASES)
def test_faults_of_moderation(agreed: dict[str, Any], expected: list[Spot]) -> None:
    assert in_dossier(moderation=moderation(**agreed)) == expected


def with_papers() -> Matrix:
    papers = [{"id": "plan", "name": "the plan"}]
    sought = function("bcf", {"shadow": "FIN1=1"}, documents=papers)
    return matrix("GOV1 FIN1*", readiness={"stages": stages("shadow"), "functions": [sought]})


EVIDENCE_CASES: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "in order": ({"FIN1": 2, "documents": {"bcf": {"plan": "seen"}}}, []),
    "a record on a missing criterion": ({"FIN9": 2}, [("PBP306", ("records", "FIN9", "?"))]),
    "a record off the scale": ({"FIN1": 9}, [("PBP343", ("records", "FIN1", "level"))]),
    "a record of what is a view": ({"GOV1": 2}, [("PBP351", ("records", "GOV1", "?"))]),
    "documents of an unknown function": (
        {"documents": {"bfc": {"plan": "seen"}}},
        [("PBP311", ("documents", "bfc", "?"))],
    ),
    "an unknown document": ({"documents": {"bcf": {"paln": "seen"}}}, [("PBP352", ("documents", "bcf", "paln", "?"))]),
}


@pytest.mark.parametrize(("entries", "expected"), EVIDENCE_CASES.values(), ids=EVIDENCE_CASES)
def test_faults_of_evidence(entries: dict[str, Any], expected: list[Spot]) -> None:
    assert in_dossier(asked=with_papers(), evidence=evidence(**entries)) == expected


def test_documents_where_the_matrix_has_no_functions() -> None:
    listed = evidence({"bcf": {"plan": "seen"}})
    assert in_dossier(evidence=listed) == [("PBP311", ("documents", "bcf", "?"))]


def test_faults_of_themes() -> None:
    theme = {"id": "trust", "text": "People said so", "heard": "most", "criteria": ["GOV1", "GOV9"]}
    assert in_dossier(themes=themes(theme, {**theme, "criteria": []})) == [
        ("PBP303", ("themes", 1, "id")),
        ("PBP306", ("themes", 0, "criteria", 1)),
    ]


ACTION_CASES: dict[str, tuple[dict[str, Any], list[Spot]]] = {
    "in order": ({"function": "bcf", "criterion": "FIN1", "document": "plan"}, []),
    "an owner nobody knows": ({"owner": "drector"}, [("PBP322", ("actions", 0, "owner"))]),
    "an unknown function": ({"function": "bfc", "document": "plan"}, [("PBP311", ("actions", 0, "function"))]),
    "a missing criterion": ({"function": "bcf", "criterion": "FIN9"}, [("PBP306", ("actions", 0, "criterion"))]),
    "an unknown document": ({"function": "bcf", "document": "paln"}, [("PBP352", ("actions", 0, "document"))]),
    "a document of no function": ({"document": "plan"}, [("PBP352", ("actions", 0, "document"))]),
    "of an earlier round": ({"round": "2021-22-q3", "criterion": "OLD1", "function": "old"}, []),
}


@pytest.mark.parametrize(("fields", "expected"), ACTION_CASES.values(), ids=ACTION_CASES)
def test_faults_of_an_action(fields: dict[str, Any], expected: list[Spot]) -> None:
    assert in_dossier(asked=with_papers(), actions=actions(fields)) == expected


def test_an_action_twice() -> None:
    assert in_dossier(actions=actions({}, {})) == [("PBP303", ("actions", 1, "id"))]


def test_a_misspelt_criterion_gets_a_suggestion_whatever_its_capitals() -> None:
    (fault,) = check_matrix(matrix("GOV1 FIN1", pulse=["gov1"]))
    assert fault.found == 'criterion "gov1" is not in the matrix'
    assert fault.hint == 'did you mean "GOV1"?'
    (far,) = check_matrix(matrix("GOV1 FIN1", pulse=["weather"]))
    assert far.hint == ""


def test_a_leaders_id_stands_in_found_alone_and_so_does_the_suggestion() -> None:
    (fault,) = check_dossier(dossier(matrix(), round_={"members": {"directr": {"sector": "icb"}}}))
    assert fault.private
    assert fault.found == 'leader "directr" is not in panel.yaml (did you mean "director"?)'
    assert (fault.expected, fault.hint) == ("the id of a leader in panel.yaml", "")


WARNINGS = {"PBP305", "PBP308", "PBP313", "PBP327", "PBP336", "PBP337", "PBP345", "PBP351"}


def test_what_warns_and_what_is_an_error() -> None:
    asked = matrix("GOV1 GOV2", gates={"bcf": {"shadow": "GOV1=0"}}, readiness={"sectors_required": ["trust"]})
    told = sheet("director", "GOV2=1 GOV1=9")
    round_ = {"criteria": ["GOV1"], "excluded": {"GOV2": {"reason": "no"}}}
    whole = dossier(asked, told, round_=round_, edited_late=("director",), evidence=evidence(GOV1=1))
    faults = [*check_matrix(asked), *check_dossier(whole)]
    assert {fault.code for fault in faults if fault.severity is Severity.WARNING} <= WARNINGS
    assert {fault.code for fault in faults if fault.severity is Severity.ERROR} == {"PBP343"}


def test_faults_on_lines_that_may_name_somebody_are_private_and_the_others_are_not() -> None:
    round_ = {"members": {"director": {"sector": "icbb"}}, "aims": {"bcf": "full"}}
    whole = dossier(
        matrix(),
        round_=round_,
        panel=panel("director:icb gp:icbb"),
        place=place(organisations=[{"id": "x", "name": "x", "sector": "icbb"}]),
        moderation=moderation(GOV9=1),
        actions=actions({"criterion": "GOV9"}),
    )
    told = {(fault.document, fault.path[0], fault.private) for fault in check_dossier(whole)}
    assert told == {
        ("place", "organisations", False),
        ("panel", "leaders", True),
        ("round", "members", True),
        ("round", "aims", False),
        ("moderation", "agreed", True),
        ("actions", "actions", True),
    }
