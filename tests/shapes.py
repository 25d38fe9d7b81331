"""Which rounds of odd shapes must every report read well?"""

from collections.abc import Iterator
from typing import Any

import pytest

from build import answers, dossier, matrix, seated


def shapes() -> Iterator[Any]:
    """Rounds of every shape that must read well."""
    two: dict[str, Any] = {"gates": {"bcf": {"shadow": "GOV1=1", "partial": "GOV1=1 FIN1=1"}}}
    seated_ = seated(nhs=4, council=3)
    cases: dict[str, tuple[Any, ...]] = {
        "no answer": (matrix(**two), (), {"members": seated_, "round_": {"closed": None, "aims": {"bcf": "partial"}}}),
        "one answer": (matrix(**two), answers(GOV1="2"), {"members": seated_, "round_": {"aims": {"bcf": "partial"}}}),
        "no readiness": (matrix(), answers(GOV1="2 2 2 3 1 2 2"), {}),
        "nothing sought": (matrix(**two), answers(GOV1="2 2 2 3 1 2 2"), {}),
        "two levels": (matrix(levels=range(2)), answers(GOV1="0 0 0 1 1 1 0"), {}),
        "ten levels from one": (matrix(levels=range(1, 11)), answers(GOV1="1 2 9 10 10 4 5"), {}),
        "three questions": (matrix("A1 B1 C1"), answers(A1="2 2 2", B1="1 1 1", C1="3 3 3"), {}),
        "two hundred questions": (
            matrix(" ".join(f"A{n}" for n in range(200))),
            answers(**{f"A{n}": "1 2 2 3 1 2 2" for n in range(200)}),
            {},
        ),
        "all taken out": (
            matrix("GOV1", gates={"bcf": {"shadow": "GOV1=1"}}),
            answers(GOV1="2 2 2 2 2"),
            {"round_": {"excluded": {"GOV1": {"reason": "why"}}, "aims": {"bcf": "shadow"}}},
        ),
        "a stage without a test": (
            matrix("GOV1 FIN1", gates={"bcf": {"shadow": "GOV1=1"}, "vcse": {"partial": "FIN1=1"}}),
            answers(GOV1="2 2 2 2 2", FIN1="2 2 2 2 2"),
            {"round_": {"aims": {"bcf": "partial", "vcse": "partial"}}},
        ),
    }
    for name, (asked, sheets, parts) in cases.items():
        yield pytest.param(dossier(asked, *sheets, **parts), id=name)
