"""What does a matrix know about itself?"""

from fractions import Fraction
from typing import Any

import pytest

from build import criterion, function, matrix, stages
from pbp_assess.core.matrix import Criterion, DocumentState, Matrix, Stage

TEMPLATE = {
    "id": "PG",
    "name": "Priority groups",
    "meaning": "Asked of each",
    "criterion": "Services for {group} work together",
    "evidence": "A plan for {group}",
    "levels": {level: f"level {level}" for level in range(5)},
}


def grouped() -> Matrix:
    return matrix(priority_groups=TEMPLATE)


def test_criteria_stand_in_matrix_order() -> None:
    found = matrix("GOV1 GOV2! FIN1*")
    assert [one.id for one in found.criteria] == list(found.criterion_by_id) == ["GOV1", "GOV2", "FIN1"]
    assert [(one.critical, one.record) for one in found.criteria] == [(False, False), (True, False), (False, True)]


def test_levels_are_known_by_their_number() -> None:
    found = matrix(levels=range(2, 5))
    assert found.levels == (2, 3, 4)
    assert [found.level_named(level).name for level in found.levels] == ["Level 2", "Level 3", "Level 4"]


def test_a_criterion_for_each_priority_group() -> None:
    asked = grouped()
    assert len(asked.criteria) == len(asked.criterion_by_id) == 3
    found = asked.with_groups((("frailty", "people living with frailty"), ("autism", "autistic people")))
    domain = found.domains[-1]
    assert (domain.id, domain.meaning, [one.id for one in domain.criteria]) == (
        "PG",
        "Asked of each",
        ["PG-frailty", "PG-autism"],
    )
    assert domain.criteria[0].name == "Services for people living with frailty work together"
    assert list(found.criterion_by_id) == ["GOV1", "GOV2", "FIN1", "PG-frailty", "PG-autism"]
    assert (found.id, found.levels, found.policy.functions) == ("example", (0, 1, 2, 3, 4), ())


def test_without_groups_or_a_template_a_matrix_stays_as_it_is() -> None:
    for found, groups in ((grouped(), ()), (matrix(), (("frailty", "frailty"),))):
        assert found.with_groups(groups) is found


def test_a_wording_is_known_by_statement_meaning_and_phrases() -> None:
    def hashed(mark: str = "GOV1", **change: Any) -> str:
        return Criterion.model_validate({**criterion(mark), **change}).wording_hash

    assert len(hashed()) == 64
    assert hashed() == hashed("GOV1!*") == hashed(id="FIN1", evidence="other", sources="other")
    changes: list[dict[str, Any]] = [{"name": "other"}, {"meaning": "other"}, {"levels": {0: "a", 1: "b"}}]
    assert len({hashed(), *(hashed(**change) for change in changes)}) == 4


def test_a_policy_knows_its_functions_and_stages() -> None:
    readiness = {
        "stages": stages("shadow", "full"),
        "functions": [function("grants", {"shadow": "GOV1=1"}), function("bcf", {"shadow": "GOV1=2"})],
    }
    found = matrix(readiness=readiness).policy
    assert found.stage_order == ("shadow", "full")
    assert (list(found.function_by_id), found.place_of) == (["grants", "bcf"], {"grants": 0, "bcf": 1})


def test_without_a_policy_nothing_is_required() -> None:
    found = matrix().policy
    assert (found.stages, found.functions, found.sectors_required, found.min_answers) == ({}, (), (), 4)


def test_what_is_needed_is_the_higher_level() -> None:
    readiness = {
        "stages": stages("shadow", universal={"GOV1": 2, "GOV2": 1}),
        "functions": [function("bcf", {"shadow": "GOV1=1 GOV2=3 FIN1=1"})],
    }
    found = matrix(readiness=readiness).policy
    assert found.needed(found.functions[0], "shadow") == {"GOV1": 2, "GOV2": 3, "FIN1": 1}
    assert found.stages["shadow"].universal == {"GOV1": 2, "GOV2": 1}


@pytest.mark.parametrize(
    ("share", "critical", "others"),
    [("1/2", Fraction(1, 2), Fraction(1, 2)), ({"critical": "3/4", "others": "60%"}, Fraction(3, 4), Fraction(3, 5))],
)
def test_a_share_may_depend_on_weight(share: object, critical: Fraction, others: Fraction) -> None:
    stage = Stage.model_validate({"plain": "decides", "share": share})
    weighty, usual = matrix("GOV1! GOV2").criteria
    assert (stage.share_for(weighty), stage.share_for(usual)) == (critical, others)


def test_documents_are_established_step_by_step() -> None:
    assert [state.rank for state in DocumentState] == [0, 1, 2, 3]
    assert [state.value for state in DocumentState] == ["absent", "listed", "seen", "verified"]


@pytest.mark.parametrize("share", ["3/5", {"critical": "3/4", "others": "3/5"}])
def test_a_share_of_either_kind_is_taken_apart_and_put_together_again(share: Any) -> None:
    stage = Stage(plain="decides", share=share)
    assert stage.model_dump(mode="json")["share"] == share
    assert Stage.model_validate(stage.model_dump()) == stage
