"""Are the matrices we ship whole, free of faults, and in words that can be told apart?"""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from pbp_assess.core.check import check_matrix
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import DissentRule, DocumentState, Matrix, ShareByWeight, SplitRule
from pbp_assess.formats.strict_yaml import parse

MATRICES = Path(__file__).parents[1] / "matrices"
SHIPPED = sorted(path.stem for path in MATRICES.glob("*.yaml"))


@cache
def shipped(name: str) -> Matrix:
    path = MATRICES / f"{name}.yaml"
    parsed = parse(path.read_bytes(), path.name)
    assert parsed.problems == ()
    return Matrix.model_validate(parsed.value)


def sizes(name: str) -> tuple[int, int, int]:
    matrix = shipped(name)
    return len(matrix.domains), len(matrix.criteria), sum(len(asked.levels) for asked in matrix.criteria)


def test_two_matrices_are_shipped() -> None:
    assert SHIPPED == ["integrated-care-twelve", "place-partnership"]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_fault_and_no_warning(name: str) -> None:
    assert list(check_matrix(shipped(name))) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_id_is_the_name_of_the_file(name: str) -> None:
    assert shipped(name).id == name


@pytest.mark.parametrize("name", SHIPPED)
def test_editors_are_told_of_the_schema(name: str) -> None:
    first = (MATRICES / f"{name}.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/schema/matrix.schema.json"


@pytest.mark.parametrize("name", SHIPPED)
def test_no_phrase_stands_at_two_places(name: str) -> None:
    phrases = [phrase for asked in shipped(name).criteria for phrase in asked.levels.values()]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_threshold_stands_in_the_file(name: str) -> None:
    def unwritten(part: Written) -> set[str]:
        return set(type(part).model_fields) - part.model_fields_set

    counting = shipped(name).counting
    parts = (counting, counting.balance, counting.straight_lining, shipped(name).comparing, shipped(name).agenda)
    assert set().union(*map(unwritten, parts)) == set()
    policy = shipped(name).readiness
    assert unwritten(policy) == set() if policy else True
    for stage in policy.stages.values() if policy else ():
        assert unwritten(stage) == set()


# --- place-partnership ----------------------------------------------------------------------------

PLACE = "place-partnership"


def test_place_partnership_is_complete() -> None:
    assert sizes(PLACE) == (8, 41, 205)
    policy = shipped(PLACE).readiness
    assert policy is not None
    assert (len(policy.functions), tuple(policy.stages)) == (10, ("shadow", "partial", "full"))


def test_every_function_says_what_would_hand_it_back() -> None:
    """One trigger for people to watch, and one level that had been reached when the function was handed over."""
    for function in shipped(PLACE).policy.functions:
        watched = {trigger.criterion: trigger.below for trigger in function.hand_back}
        assert None in watched
        levels = {criterion: below for criterion, below in watched.items() if criterion}
        assert levels.items() <= function.gates["partial"].items()
        assert levels


def test_its_domains_in_order() -> None:
    assert {domain.id: len(domain.criteria) for domain in shipped(PLACE).domains} == {
        "PUR": 5,
        "LEA": 5,
        "GOV": 5,
        "FIN": 5,
        "CAR": 6,
        "POP": 5,
        "COM": 5,
        "ENA": 5,
    }


def test_its_records_and_critical_criteria() -> None:
    criteria = shipped(PLACE).criteria
    records = " ".join(asked.id for asked in criteria if asked.record)
    critical = " ".join(asked.id for asked in criteria if asked.critical)
    assert records == "GOV1 GOV2 GOV4 FIN2 FIN3 FIN4 ENA1 ENA3"
    assert critical == "GOV1 GOV2 FIN1 FIN3 FIN4 CAR5"


def test_every_criterion_says_what_could_be_pointed_to() -> None:
    assert all(asked.meaning and asked.evidence for asked in shipped(PLACE).criteria)


@pytest.mark.parametrize(
    ("criterion", "level", "phrase"),
    [
        ("PUR1", 0, "Each organisation has its own view of the purpose"),
        ("GOV2", 2, "A draft names functions, money limits and what the ICB keeps"),
        ("FIN3", 2, "Main terms are written for one pool or service"),
        ("COM5", 3, "People who took part are told what changed, and what did not"),
        ("ENA5", 4, "Carbon has fallen for two years running"),
    ],
)
def test_phrases_where_we_looked(criterion: str, level: int, phrase: str) -> None:
    assert shipped(PLACE).criterion_by_id[criterion].levels[level] == phrase


@pytest.mark.parametrize(
    ("function", "stage", "required"),
    [
        ("vcse_prevention", "partial", "GOV1=1 GOV2=2 GOV4=2 FIN1=1 FIN4=1 CAR6=1 POP3=1 POP4=1 COM3=2"),
        ("bcf_s75", "full", "GOV1=3 GOV2=3 GOV3=2 FIN1=3 FIN2=3 FIN3=3 FIN4=3 CAR6=2 ENA4=2"),
        ("primary_care_local", "shadow", "GOV1=1 GOV2=1 GOV4=1 GOV5=1 FIN4=1 CAR1=1 CAR4=1 CAR5=1"),
        (
            "chc_complex",
            "partial",
            "GOV1=2 GOV2=2 GOV4=2 GOV5=2 FIN1=2 FIN2=2 FIN3=2 FIN4=3 CAR5=2 CAR6=2 ENA1=2 ENA4=2",
        ),
    ],
)
def test_gates_where_we_looked(function: str, stage: str, required: str) -> None:
    policy = shipped(PLACE).readiness
    assert policy is not None
    gate = policy.function_by_id[function].gates[stage]
    assert " ".join(f"{criterion}={level}" for criterion, level in gate.items()) == required


def test_gates_documents_holders_and_what_comes_first() -> None:
    policy = shipped(PLACE).readiness
    assert policy is not None
    functions = policy.functions
    assert sum(len(gate) for function in functions for gate in function.gates.values()) == 336
    assert sum(len(function.documents) for function in functions) == 34
    assert {function.id: function.holders for function in functions if function.holders} == {
        "vcse_prevention": ("community_voice",),
        "primary_care_local": ("primary_care",),
        "community_services": ("nhs_trust",),
        "mental_health_ld": ("nhs_trust",),
    }
    first = {"quality_performance": "partial"}
    assert {function.id: function.requires for function in functions if function.requires} == {
        "community_services": first,
        "mental_health_ld": first,
        "cyp_send": first,
    }


def test_the_stages_ask_what_the_method_says() -> None:
    policy = shipped(PLACE).readiness
    assert policy is not None
    shadow, partial, full = policy.stages.values()
    percent = [stage.returned for stage in (shadow, partial, full)]
    assert percent == [Fraction(60, 100), Fraction(75, 100), Fraction(80, 100)]
    assert [stage.sectors for stage in (shadow, partial, full)] == [4, 5, 5]
    assert [stage.conditions for stage in (shadow, partial, full)] == [0, 3, 2]
    assert [stage.fresh_quarters for stage in (shadow, partial, full)] == [4, 2, 2]
    assert [stage.functions_first for stage in (shadow, partial, full)] == [False, True, True]
    assert full.share == ShareByWeight(critical=Fraction(3, 4), others=Fraction(3, 5))
    assert (full.balanced, full.held_rounds) == (True, 2)
    assert (full.split, full.dissent, full.documents) == (
        SplitRule.MODERATED_WITH_EVIDENCE,
        DissentRule.MODERATED_AND_RECORDED,
        DocumentState.VERIFIED,
    )
    assert full.domain_floor == {"medium": 1, "high": 2, "very high": 2}


def test_a_priority_group_brings_a_criterion() -> None:
    matrix = shipped(PLACE).with_groups((("frailty", "people living with frailty"),))
    added = matrix.criteria[-1]
    assert (len(matrix.criteria), added.id) == (42, "GRP-frailty")
    assert added.name == "Progress for people living with frailty"


def test_its_questions_and_its_pulse() -> None:
    matrix = shipped(PLACE)
    assert len(matrix.open_questions) == 5
    assert matrix.choose is not None
    assert matrix.choose.number == 5
    assert len(matrix.pulse) == 12


# --- integrated-care-twelve -----------------------------------------------------------------------


def test_twelve_domains_of_one_criterion_on_another_scale() -> None:
    matrix = shipped("integrated-care-twelve")
    assert sizes("integrated-care-twelve") == (12, 12, 72)
    assert {len(domain.criteria) for domain in matrix.domains} == {1}
    assert matrix.levels == (0, 1, 2, 3, 4, 5)
    assert matrix.readiness is None
