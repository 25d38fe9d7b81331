"""Does each later stage ask at least as much as the stage before it?"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

from pbp_assess.core.check.fault import Fault, Path
from pbp_assess.core.check.matrix_rules import MATRIX
from pbp_assess.core.matrix import DissentRule, Readiness, ShareByWeight, SplitRule, Stage

NEVER = 10**9  # as a number of quarters: no test of freshness


def rising_universal(policy: Readiness) -> Iterator[Fault]:
    """A later stage asks at least the universal levels and domain floors of an earlier one."""
    for earlier, name, before, now in _successive(policy):
        path: Path = ("readiness", "stages", name)
        yield from _less(before.universal, now.universal, (*path, "universal"), (earlier, name))
        yield from _less(before.domain_floor, now.domain_floor, (*path, "domain_floor"), (earlier, name))


def rising_gates(policy: Readiness) -> Iterator[Fault]:
    """A later gate of a function asks at least what its earlier gate asks."""
    for number, function in enumerate(policy.functions):
        staged = [stage for stage in policy.stages if stage in function.gates]
        for earlier, name in pairwise(staged):
            before, now = function.gates[earlier], policy.needed(function, name)
            path: Path = ("readiness", "functions", number, "gates", name)
            yield from _less(before, now, path, (earlier, name))


def _less(before: dict[str, int], now: dict[str, int], path: Path, names: tuple[str, str]) -> Iterator[Fault]:
    """A fault for each level required at the earlier stage and not, or less, at the later one."""
    earlier, later = names
    for what, level in before.items():
        if what not in now:
            found = f'"{what}" is required at {earlier} (level {level}) and no longer at {later}'
            yield Fault("PBP309", found, f"level {level} or higher", MATRIX, path)
        elif now[what] < level:
            found = f'level {now[what]} of "{what}" at {later} is less than level {level} at {earlier}'
            yield Fault("PBP309", found, f"level {level} or higher", MATRIX, (*path, what))


def _shares(stage: Stage) -> tuple[Fraction, Fraction]:
    """The share asked on critical criteria and on the others."""
    if isinstance(stage.share, ShareByWeight):
        return stage.share.critical, stage.share.others
    return stage.share, stage.share


STAGE_TESTS: tuple[tuple[str, Callable[[Stage], Fraction]], ...] = (
    ("returned", lambda stage: Fraction(stage.returned or 0)),
    ("sectors", lambda stage: Fraction(stage.sectors)),
    ("could_judge", lambda stage: Fraction(stage.could_judge or 0)),
    ("balanced", lambda stage: Fraction(stage.balanced)),
    ("split", lambda stage: Fraction(list(SplitRule).index(stage.split))),
    ("dissent", lambda stage: Fraction(list(DissentRule).index(stage.dissent))),
    ("documents", lambda stage: Fraction(stage.documents.rank)),
    (
        "fresh_quarters",
        lambda stage: -Fraction(NEVER if stage.fresh_quarters is None else stage.fresh_quarters),
    ),
    ("held_rounds", lambda stage: Fraction(stage.held_rounds)),
    ("functions_first", lambda stage: Fraction(stage.functions_first)),
)


def rising_tests(policy: Readiness) -> Iterator[Fault]:
    """Every test of a later stage is at least as strict; the number of conditions allowed may differ."""
    for earlier, name, before, now in _successive(policy):
        weaker = [test for test, strictness in STAGE_TESTS if strictness(now) < strictness(before)]
        if any(late < early for early, late in zip(_shares(before), _shares(now), strict=True)):
            weaker.append("share")
        for test in weaker:
            found = f"{test} asks less at {name} than at {earlier}"
            expected = f"a test at least as strict as at {earlier}"
            yield Fault("PBP309", found, expected, MATRIX, ("readiness", "stages", name, test))


def _successive(policy: Readiness) -> Iterator[tuple[str, str, Stage, Stage]]:
    """Each stage with the one before it: their names, then themselves."""
    for earlier, name in pairwise(policy.stages):
        yield earlier, name, policy.stages[earlier], policy.stages[name]


RULES: tuple[Callable[[Readiness], Iterator[Fault]], ...] = (rising_universal, rising_gates, rising_tests)
