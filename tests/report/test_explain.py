"""Does an explanation work every figure out as the method does, in rounds of every shape and for every audience?"""

from datetime import date
from typing import Any

import pytest

from build import answers, dossier, evidence, matrix, moderation, new_round, seated, stages
from cases import CASES, F_SEATS
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.matrix import Matrix
from pbp_assess.report.explain.criterion import criterion_steps, path_of
from pbp_assess.report.explain.gate import function_steps

CLOSED = date(2022, 12, 9)
SOUGHT: dict[str, Any] = {"aims": {"bcf": "partial"}}


def asked(criteria: str = "A1 A2* A3!", **fields: Any) -> Matrix:
    return matrix(criteria, gates={"bcf": {"partial": "A1=3 A2=2 A3=1"}}, **fields)


def said(held: Dossier, *earlier: Dossier, name: str = "A1", audience: Audience = Audience.FACILITATOR) -> str:
    """Every statement about a question, on lines of their own."""
    result = assess(held, earlier, held.round.closed or CLOSED)
    steps = criterion_steps(disclose(result, audience), name, "", result.profile.criteria[name])
    return "\n".join(step.text for step in steps)


def pulse() -> tuple[Dossier, Dossier]:
    """A pulse that asked one of three questions, and the full round before it."""
    first = dossier(asked(), *answers(A1="1 1 1 1 1 1", A2="1 1 1 1 1 1", A3="0 0 0 4 4 4"), round_=SOUGHT)
    short = new_round(
        seated(icb=6), id="2022-23-q4", kind="pulse", criteria=("A1",), **SOUGHT,
        opened=date(2023, 1, 9), closed=date(2023, 2, 1),
    )  # fmt: skip
    return dossier(asked(), *answers(A1="1 1 1 1 1 3"), round_=short), first


ROUNDS = [
    pytest.param((dossier(asked(), members="a b c", round_=SOUGHT),), id="nobody answered"),
    pytest.param((dossier(matrix("A1"), *answers(A1="1 2 3 4 0 1")),), id="no policy"),
    pytest.param((dossier(matrix("A1", levels=range(2)), *answers(A1="0 0 1 1 1")),), id="two levels"),
    pytest.param(
        (dossier(asked(), *answers(A1="1 ? na", A3="- _ 2"), round_={**SOUGHT, "excluded": {"A3": {"reason": "x"}}}),),
        id="every state",
    ),
    pytest.param(
        (
            dossier(
                asked(), *answers(A1="0 0 4 4 4"), round_=SOUGHT, moderation=moderation(A1=3), evidence=evidence(A2=1)
            ),
        ),
        id="agreed and recorded",
    ),
    pytest.param(pulse(), id="pulse"),
]


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("audience", Audience)
def test_everything_in_every_kind_of_round_can_be_explained(rounds: tuple[Dossier, ...], audience: Audience) -> None:
    held, *earlier = rounds
    result = assess(held, earlier, held.round.closed or CLOSED)
    copy = disclose(result, audience)
    steps = [
        step
        for name in copy.criteria
        for stage in ("", "partial")
        for step in criterion_steps(copy, name, stage, result.profile.criteria[name])
    ]
    steps += [
        step for function in copy.functions for at in function.stages for step in function_steps(copy, function, at)
    ]
    assert not [step.text for step in steps if not step.text.strip() or "None" in step.text.replace("None of ", "")]
    exact = [step.text for step in steps if step.text.startswith(("C = ", "Together: ", "Its weight: "))]
    assert audience is Audience.FACILITATOR or not exact


def test_the_balanced_share_is_worked_out_group_by_group() -> None:
    column = " ".join(map(str, CASES["F"].levels))
    text = said(dossier(matrix("A1"), *answers(A1=column), members=F_SEATS))
    assert "- icb, trusts and community, counted 3 times: 1 of 5" in text
    assert "Together: 13/25; by person 7 of 11." in text
    assert "- At Level 3 (3) or above: 7 of 11; 3/5 of 11 needs 7: reached" in text
    assert "- At Level 4 (4) or above: 0 of 11; 3/5 of 11 needs 7: not reached" in text
    assert "/ 4 = 17/22; close from 3/4" in text


@pytest.mark.parametrize(
    ("levels", "where"), [(range(2), "on each of the two levels"), (range(5), "at each end of the scale")]
)
def test_how_many_make_two_opposing_views(levels: range, where: str) -> None:
    text = said(dossier(matrix("A1", levels=levels), *answers(A1="0 0 1 1 1")))
    assert f"Two opposing views need two leaders or more {where}." in text


def test_too_few_answers_say_nothing_of_agreement() -> None:
    text = said(dossier(matrix("A1"), *answers(A1="0 4 4")), audience=Audience.PARTNERSHIP)
    assert "With fewer than five levels given nothing is said of agreement." in text


def test_a_question_of_a_priority_group_stands_where_the_groups_do() -> None:
    template = {"id": "GRP", "name": "Groups", "criterion": "For {group}", "levels": dict.fromkeys(range(5), "x")}
    whole = matrix("A1", priority_groups=template).with_groups((("old", "older people"),))
    copy = disclose(assess(dossier(whole, *answers(A1="1 1")), (), CLOSED), Audience.PARTNERSHIP)
    assert path_of(copy, "GRP-old") == ("priority_groups",)
    assert path_of(copy, "A1") == ("domains", 0, "criteria", 0)


def test_each_part_of_a_test_points_at_the_threshold_it_goes_by() -> None:
    policy = {
        "stages": stages("partial", could_judge="1/2", share="3/5", balanced=True, split="moderated"),
        "functions": [{"id": "bcf", "name": "bcf", "gates": {"partial": {"A1": 3}}}],
    }
    held = dossier(matrix("A1", readiness=policy), *answers(A1="0 0 0 4 4 4"), round_=SOUGHT)
    copy = disclose(assess(held, (), CLOSED), Audience.FACILITATOR)
    keys = [step.source[-1] for step in function_steps(copy, copy.functions[0], "partial") if step.depth == 2]
    assert keys == ["could_judge", "split", "share", "balanced"]
