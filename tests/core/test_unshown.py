"""Is a high level told of where nothing shows it, and only there?"""

from typing import Any

import pytest

from build import answers, dossier, evidence, function, matrix, moderation, stages
from judging import CLOSED
from pbp_assess.core.assess import assess
from pbp_assess.core.unshown import unshown

ASKED = matrix(
    "GOV1 GOV2 FIN1*",
    readiness={
        "stages": stages(returned="1/2"),
        "functions": [
            function("bcf", {"shadow": "GOV1=1", "partial": "GOV2=1"}),
            function("grants", {"shadow": "GOV1=3", "partial": "GOV1=3"}),
        ],
    },
)


CASES: dict[str, tuple[dict[str, str], dict[str, Any], dict[str, str], list[str]]] = {
    "at the headline level": ({"GOV1": "2 2 2 2 2"}, {}, {}, ["GOV1"]),
    "below it": ({"GOV1": "1 1 1 1 1"}, {}, {}, []),
    "without a level": ({"GOV1": "0 0 0 4 4 4"}, {}, {}, []),
    "at what a function sought asks": ({"GOV2": "1 1 1 1 1"}, {}, {"bcf": "partial"}, ["GOV2"]),
    "at what another stage asks": ({"GOV2": "1 1 1 1 1"}, {}, {"bcf": "shadow"}, []),
    "above the headline level, below what is asked": ({"GOV1": "2 2 2 2 2"}, {}, {"grants": "shadow"}, ["GOV1"]),
    "sought at a stage it has no gate for": ({"GOV1": "2 2 2"}, {}, {"bcf": "full"}, ["GOV1"]),
    "the lower of two": ({"GOV1": "1 1 1 1 1"}, {}, {"grants": "shadow", "bcf": "shadow"}, ["GOV1"]),
    "with a document": ({"GOV1": "2 2 2 2 2"}, {"evidence": evidence({}, {"GOV1": {"a": "listed"}})}, {}, []),
    "recorded": ({"FIN1": "2 2 2 2 2"}, {"evidence": evidence(FIN1=3)}, {}, []),
    "to be recorded": ({"FIN1": "2 2 2 2 2"}, {}, {}, ["FIN1"]),
    "agreed": ({"GOV1": "1 1 1 1 1"}, {"moderation": moderation(GOV1=3)}, {}, ["GOV1"]),
    "agreed on evidence": (
        {"GOV1": "1 1"},
        {"moderation": moderation(GOV1={"level": 3, "evidence": "minutes"})},
        {},
        [],
    ),
}


@pytest.mark.parametrize(("columns", "parts", "aims", "expected"), CASES.values(), ids=CASES)
def test_what_nothing_shows(
    columns: dict[str, str], parts: dict[str, Any], aims: dict[str, str], expected: list[str]
) -> None:
    whole = dossier(ASKED, *answers(**columns), round_={"aims": aims}, **parts)
    assert list(unshown(assess(whole, (), CLOSED))) == expected
