"""Do the files of a workspace agree with themselves and with one another?

One small function for each rule (PBP3xx in docs/problems.md), each yielding faults; what a single file
can show by its shape alone was found before, when it was read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pbp_assess.core.assessment import Dossier, Panel, Place
from pbp_assess.core.check import (
    ladder_rules,
    matrix_rules,
    panel_rules,
    policy_rules,
    record_rules,
    round_rules,
    sheet_rules,
)
from pbp_assess.core.check.fault import Fault
from pbp_assess.core.matrix import Matrix, Readiness

__all__ = ["MATRIX_RULES", "POLICY_RULES", "ROUND_RULES", "Fault", "check_dossier", "check_home", "check_matrix"]

_OPEN: Final = frozenset({"matrix", "place"})
_LEADERS_OF_A_ROUND: Final = frozenset({"members", "stakeholders", "sealed"})

MATRIX_RULES: tuple[Callable[[Matrix], Iterator[Fault]], ...] = (
    *matrix_rules.RULES,
    *policy_rules.MATRIX_RULES,
)
POLICY_RULES: tuple[Callable[[Readiness], Iterator[Fault]], ...] = (*policy_rules.RULES, *ladder_rules.RULES)
ROUND_RULES: tuple[Callable[[Dossier], Iterator[Fault]], ...] = (
    *panel_rules.RULES,
    *round_rules.RULES,
    *record_rules.RULES,
    sheet_rules.sheets,
)


def check_matrix(matrix: Matrix) -> Iterator[Fault]:
    """The faults of a matrix by itself, before the criteria of a place's priority groups are added."""
    for rule in MATRIX_RULES:
        yield from rule(matrix)
    if matrix.readiness is not None:
        for policy_rule in POLICY_RULES:
            yield from policy_rule(matrix.readiness)


def check_dossier(dossier: Dossier) -> Iterator[Fault]:
    """The faults between the files of one round; its matrix is checked by `check_matrix`."""
    for rule in ROUND_RULES:
        for fault in rule(dossier):
            yield _kept_back(fault) if _is_confidential(fault) else fault


@dataclass(frozen=True, slots=True)
class _Home:
    place: Place
    panel: Panel


def check_home(place: Place, panel: Panel) -> Iterator[Fault]:
    """The faults between a place and its panel, which hold in every round and before the first."""
    for rule in panel_rules.HOME_RULES:
        for fault in rule(_Home(place, panel)):
            yield _kept_back(fault) if _is_confidential(fault) else fault


def _is_confidential(fault: Fault) -> bool:
    """Whether the line at fault may hold an answer, a remark, or somebody's id or role."""
    if fault.document == "round":
        return not _LEADERS_OF_A_ROUND.isdisjoint(fault.path[:1])
    return fault.document not in _OPEN


def _kept_back(fault: Fault) -> Fault:
    """The fault for the facilitator alone; what was probably meant gives away what was found, and goes with it."""
    found = f"{fault.found} ({fault.hint})" if fault.hint else fault.found
    return replace(fault, found=found, hint="", private=True)
