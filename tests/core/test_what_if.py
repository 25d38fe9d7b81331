"""Does a level that is supposed count as agreed or recorded, and change nothing?"""

import pytest

from build import answers, dossier, evidence, moderation, seated
from judging import CLOSED, gate_of, policy
from pbp_assess.core.gate import Outcome
from pbp_assess.core.robustness.what_if import may_suppose, what_if

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
STRICT = {"split": "moderated with evidence", "dissent": "moderated and recorded"}


@pytest.mark.parametrize(
    ("column", "supposed", "expected"),
    [
        pytest.param("1 1 1 1 1", 3, YES, id="as if agreed, with evidence and nobody dissenting"),
        pytest.param("0 0 4 4 4 4", 3, YES, id="and what divided them settled"),
        pytest.param("4 4 4 4 4", 2, NO, id="downwards too"),
        pytest.param("4 4 ? ? ?", 3, UNKNOWN, id="too few answers stay too few"),
    ],
)
def test_a_level_supposed_is_as_if_agreed(column: str, supposed: int, expected: Outcome) -> None:
    held = dossier(policy(stage=STRICT), *answers(GOV1=column))
    assert gate_of(what_if(held, {"GOV1": supposed}, CLOSED)).outcome is expected


def test_it_takes_the_place_of_what_was_agreed_and_leaves_the_rest() -> None:
    filed, agreed = answers(GOV1="1 1 1 1", GOV2="1 1 1 1"), moderation(GOV1=2, GOV2=2)
    held = dossier(policy("GOV1=3 GOV2=2"), *filed, moderation=agreed)
    supposed = what_if(held, {"GOV1": 3}, CLOSED)
    assert gate_of(supposed).outcome is YES
    assert supposed.moderation.agreed["GOV2"] == agreed.agreed["GOV2"]
    assert agreed == moderation(GOV1=2, GOV2=2)


def test_a_record_is_as_if_a_document_showed_it() -> None:
    held = dossier(
        policy("FIN1=2", criteria="GOV1 FIN1*"), *answers(FIN1="0 0 0 0"), evidence=evidence({"bcf": {"terms": "seen"}})
    )
    supposed = what_if(held, {"FIN1": 2}, CLOSED)
    assert (gate_of(held).outcome, gate_of(supposed).outcome) == (UNKNOWN, YES)
    assert supposed.evidence.documents == held.evidence.documents
    assert not supposed.moderation.agreed


def test_nothing_supposed_is_the_same_round() -> None:
    held = dossier(policy(), *answers(GOV1="3 3 3 3"), members=seated(icb=4))
    assert what_if(held, {}, CLOSED) == held


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        pytest.param("GOV1", True, id="asked"),
        pytest.param("GOV2", False, id="not asked in this pulse"),
        pytest.param("FIN1", True, id="a record is never asked for"),
        pytest.param("FIN2", False, id="taken out"),
    ],
)
def test_what_may_be_supposed(criterion: str, expected: bool) -> None:
    asked = policy(criteria="GOV1 GOV2 FIN1* FIN2*")
    fields = {"kind": "pulse", "criteria": ["GOV1"], "excluded": {"FIN2": {"reason": "no pool"}}}
    assert may_suppose(dossier(asked, *answers(GOV1="3 3 3 3"), round_=fields), criterion) is expected
