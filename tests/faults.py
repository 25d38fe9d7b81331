"""How does a test say which faults it expects, and where?

A fault is told as its code and its path; a path that means the key and not its value ends in `?`.
"""

from collections.abc import Iterable
from typing import Any

from build import dossier, matrix, stages
from pbp_assess.core.check import Fault, check_dossier, check_matrix
from pbp_assess.core.matrix import Matrix

Spot = tuple[str, tuple[Any, ...]]


def spots(faults: Iterable[Fault]) -> list[Spot]:
    """Code and path of each fault."""
    return [(fault.code, (*fault.path, "?") if fault.key else fault.path) for fault in faults]


def in_matrix(*criteria: str, **fields: Any) -> list[Spot]:
    """The faults of a matrix with these fields."""
    return spots(check_matrix(matrix(*criteria, **fields)))


def in_policy(functions: list[dict[str, Any]], policy: dict[str, Any] | None = None) -> list[Spot]:
    """The faults of a matrix with these functions, at the stages shadow and full."""
    return in_matrix(readiness={"stages": stages("shadow", "full"), "functions": functions, **(policy or {})})


def in_dossier(*sheets: Any, asked: Matrix | None = None, **parts: Any) -> list[Spot]:
    """The faults of a round with these sheets and parts."""
    return spots(check_dossier(dossier(asked or matrix(), *sheets, **parts)))
