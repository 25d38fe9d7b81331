"""Which stages did a function gain, lose, or become unknown at?

A stage lost on the whole panel may be a change of people: it is confirmed only when it is lost among the people who
answered both times as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pbp_assess.core.compare.side import FunctionStage, Matched, Side, Verdict
from pbp_assess.core.gate import Gate, Outcome, Test
from pbp_assess.core.matrix import Readiness


class Shift(StrEnum):
    """What became of a gate."""

    GAINED = "gained"
    LOST = "lost"
    NEWLY_UNKNOWN = "newly unknown"
    NONE = "as before"


@dataclass(frozen=True, slots=True)
class Turned:
    """One test whose outcome is another; None where the gate did not hold it."""

    test: Test
    subject: str
    before: Outcome | None
    after: Outcome | None


@dataclass(frozen=True, slots=True)
class StageChange:
    """One function at one stage, then and now; None where a round's matrix has no gate for it.

    `matched` is the verdict on the people who answered both times, then and now; `rules_changed` says that the tests
    themselves are others than they were.
    """

    stage: str
    before: Verdict | None
    after: Verdict | None
    matched: tuple[Verdict, Verdict] | None
    rules_changed: bool
    turned: tuple[Turned, ...]

    @property
    def shift(self) -> Shift:
        """What became of it on the whole panel."""
        if self.before is None or self.after is None or self.before.outcome is self.after.outcome:
            return Shift.NONE
        if self.after.outcome is Outcome.MET:
            return Shift.GAINED
        if self.after.outcome is Outcome.UNDETERMINED:
            return Shift.NEWLY_UNKNOWN
        return Shift.LOST if self.before.outcome is Outcome.MET else Shift.NONE

    @property
    def lost_for_sure(self) -> bool:
        """Met before and not now, by more than conditions, on the whole panel and on those who answered both times."""
        return _fell(self.before, self.after) and self.matched is not None and _fell(*self.matched)


def _fell(before: Verdict | None, after: Verdict | None) -> bool:
    return before is not None and after is not None and before.outcome is Outcome.MET and after.refused


@dataclass(frozen=True, slots=True)
class FunctionChange:
    """One function, sought in either round."""

    function: str
    sought_before: str | None
    sought: str | None
    stages: tuple[StageChange, ...]

    @property
    def aim(self) -> StageChange | None:
        """The change at the stage sought now, or, where it is no longer sought, at the stage sought before."""
        wanted = self.sought or self.sought_before
        return next((change for change in self.stages if change.stage == wanted), None)


def stages_of(before: Side, after: Side) -> tuple[FunctionStage, ...]:
    """Every gate of the functions sought in either round, in the order of the later matrix."""
    wanted = before.sought.keys() | after.sought.keys()
    return tuple(dict.fromkeys(at for side in (after, before) for at in side.gates if at[0] in wanted))


def in_both(before: Side, after: Side) -> tuple[FunctionStage, ...]:
    """Those that both matrices have."""
    return tuple(at for at in stages_of(before, after) if at in before.gates and at in after.gates)


def function_changes(before: Side, after: Side, matched: Matched | None) -> tuple[FunctionChange, ...]:
    """Each function sought in either round, stage by stage."""
    by_function: dict[str, list[StageChange]] = {}
    for at in stages_of(before, after):
        by_function.setdefault(at[0], []).append(_stage(before, after, matched, at))
    return tuple(
        FunctionChange(name, before.sought.get(name), after.sought.get(name), tuple(stages))
        for name, stages in by_function.items()
    )


def _stage(before: Side, after: Side, matched: Matched | None, at: FunctionStage) -> StageChange:
    then, now = before.gates.get(at), after.gates.get(at)
    return StageChange(
        at[1],
        Verdict.of(then) if then else None,
        Verdict.of(now) if now else None,
        matched.gates.get(at) if matched else None,
        bool(then and now) and _rules(before.facts.matrix.policy, at) != _rules(after.facts.matrix.policy, at),
        tuple(_turned(then, now)),
    )


def _rules(policy: Readiness, at: FunctionStage) -> object:
    """What a gate asks for."""
    function = policy.function_by_id[at[0]]
    papers = tuple(paper.id for paper in function.documents)
    return policy.stages[at[1]], function.gates[at[1]], papers, function.requires, function.risk


def _outcomes(gate: Gate | None) -> Mapping[tuple[Test, str], Outcome]:
    """Outcome by test; the floor names a different domain each time and is one test."""
    findings = gate.findings if gate else ()
    return {(found.test, "" if found.test is Test.DOMAIN_FLOOR else found.subject): found.outcome for found in findings}


def _turned(before: Gate | None, after: Gate | None) -> Iterator[Turned]:
    """The tests that came out differently, in the order they are read now."""
    if before is None or after is None:
        return
    then, now = _outcomes(before), _outcomes(after)
    for at in dict.fromkeys((*now, *then)):
        if then.get(at) is not now.get(at):
            yield Turned(*at, then.get(at), now.get(at))
