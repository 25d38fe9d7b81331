"""Is what is left out, and what is counted only once, the same as in the long way round?"""

from dataclasses import replace
from datetime import date

import pytest

from build import dossier, matrix, moderation, sheet
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.profile import profile_round
from pbp_assess.core.readiness import stand

CLOSED = date(2022, 12, 9)
ASKED = matrix(
    "GOV1 GOV2 FIN1",
    gates={
        "bcf": {"shadow": "GOV1=1", "full": "GOV1=3 FIN1=2"},
        "grants": {"shadow": "GOV2=1"},
        "quality": {"full": "FIN1=4"},
    },
)
SHEETS = tuple(
    sheet(f"leader-{number}", f"GOV1={number % 4} GOV2=? FIN1={4 if number % 2 else 0}") for number in range(7)
)


def held(**parts: object) -> Dossier:
    """A round that seeks one function of three, in which one level was agreed."""
    whole = {"moderation": moderation(FIN1=2), "round_": {"aims": {"bcf": "full"}}, **parts}
    return dossier(ASKED, *SHEETS, **whole)  # type: ignore[arg-type] # the parts of a dossier, by name


def test_judging_only_what_is_sought_leaves_out_the_rest_and_changes_nothing() -> None:
    whole, short = assess(held(), [], CLOSED), assess(held(), [], CLOSED, only_sought=True)
    assert [function.function for function in whole.functions] == ["bcf", "grants", "quality"]
    assert short.functions == whole.sought
    assert replace(short, functions=whole.functions) == whole
    assert short.sought == whole.sought


def test_where_nothing_is_sought_nothing_is_judged() -> None:
    assert assess(held(round_={}), [], CLOSED, only_sought=True).functions == ()


@pytest.mark.parametrize("as_of", [CLOSED, date(2023, 9, 30)])
def test_counts_that_are_taken_over_are_those_that_would_be_counted(as_of: date) -> None:
    agreed, alone = held(), held(moderation=moderation())
    with_agreed = stand(agreed, [agreed], as_of)
    taken_over, counted = stand(alone, [alone], as_of, with_agreed), stand(alone, [alone], as_of)
    assert taken_over == counted
    assert profile_round(alone, None, as_of, with_agreed.profile) == profile_round(alone, None, as_of)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_copy_of_a_copy_withholds_nothing_more(audience: Audience) -> None:
    """What is shown as it is found stays the same thing, and what is withheld is withheld."""
    result = assess(held(), [], CLOSED)
    for shown, found in zip(disclose(result, audience).functions, result.functions, strict=False):
        for stage, copied in shown.stages.items():
            gate = found.stages[stage].gate
            assert [one.outcome for one in copied.gate.findings] == [one.outcome for one in gate.findings]
            if audience is Audience.FACILITATOR:
                assert copied.gate.findings == gate.findings
