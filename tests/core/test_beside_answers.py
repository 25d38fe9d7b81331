"""Is what stands beside the answers told to those who may know it?"""

from dataclasses import replace

import pytest

import riverside
from build import actions, decisions, evidence, moderation
from pbp_assess.core.assess import NamedDissent, assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.holding import Watch
from pbp_assess.core.matrix import Trigger
from riverside import CLOSED, FACILITATOR, PARTNERSHIP, PUBLIC

SHARED = (PARTNERSHIP, PUBLIC)


def held() -> Dossier:
    paper = {"state": "seen", "name": "Minutes", "link": "papers/minutes.pdf", "note": "ask the nurse"}
    return riverside.now(
        moderation=moderation(
            PUR1={"level": 2, "dissent": 2, "dissenters": [{"leader": "m1", "words": "Not on the wards"}]},
            PUR2=2,
        ),
        evidence=evidence({"pool": {"pool": paper}}, {"PUR1": {"minutes": paper}}, GOV1={"level": 2, **_noted()}),
        actions=actions(targets=[{"criterion": "PUR1", "level": 3, "note": "ask the nurse"}]),
        decisions=decisions({"function": "grants", "stage": "shadow", "date": "2022-12-01", "note": "ask the nurse"}),
    )


def _noted() -> dict[str, str]:
    return {"link": "papers/minutes.pdf", "note": "ask the nurse", "document": "Minutes"}


def test_who_chose_to_be_named_is_told_by_role_and_nobody_else_is() -> None:
    result = assess(held(), (), CLOSED)
    assert result.dissenters == {"PUR1": (NamedDissent("Chief Nurse", "Not on the wards"),)}
    told = {audience: disclose(result, audience).agreed["PUR1"].dissenters for audience in Audience}
    assert told == {FACILITATOR: result.dissenters["PUR1"], PARTNERSHIP: result.dissenters["PUR1"], PUBLIC: ()}


@pytest.mark.parametrize("audience", SHARED)
def test_notes_and_links_are_the_facilitators(audience: Audience) -> None:
    said = repr(disclose(assess(held(), (), CLOSED), audience))
    assert "ask the nurse" not in said
    assert "papers/minutes.pdf" not in said


def test_the_facilitator_sees_notes_and_links() -> None:
    copy = disclose(assess(held(), (), CLOSED), FACILITATOR)
    assert {copy.shown_by["PUR1"]["minutes"].note, copy.records["GOV1"].note} == {"ask the nurse"}
    assert {copy.targets[0].note, copy.decisions[0].note} == {"ask the nurse"}
    assert copy.records["GOV1"].link == "papers/minutes.pdf"


@pytest.mark.parametrize(("audience", "says"), [(FACILITATOR, Watch.QUIET), (PARTNERSHIP, Watch.UNKNOWN)])
def test_a_trigger_says_no_more_than_the_levels_that_a_copy_shows(audience: Audience, says: Watch) -> None:
    whole = held()
    trigger = Trigger(when="the purpose is lost", criterion="PUR1", below=1)
    grants, *others = whole.matrix.policy.functions
    watched = (grants.model_copy(update={"hand_back": (trigger,)}), *others)
    matrix = riverside.matrix(readiness=whole.matrix.policy.model_copy(update={"functions": watched}))
    few = {leader: whole.sheets[leader] for leader in ("m1", "m2", "m3")}
    alone = replace(whole, matrix=matrix, sheets=few, moderation=moderation())
    (holding,) = disclose(assess(alone, (), CLOSED), audience).holdings
    assert [one.says for one in holding.triggers] == [says]
