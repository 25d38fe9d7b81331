"""Does a round keep what was asserted of it?

Judged on the snapshot of the round and on the partners' copy of the comparison: so the answer is the same where the
sheets are and where they are not, and nothing said about it tells what a shared copy would not. Levels are whole
numbers, shares exact fractions; nothing is rounded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import assert_never

from pbp_assess.core.agreement import Closeness
from pbp_assess.core.asserted import Assertion, Gravity, Rule
from pbp_assess.core.compare import Grade, StageChange
from pbp_assess.core.compare.matrices import MatrixChange
from pbp_assess.core.disclosure.comparison import ComparisonCopy, CriterionChangeCopy
from pbp_assess.core.gate import Outcome, Status, Test, all_of
from pbp_assess.core.profile import Held, Source
from pbp_assess.core.snapshot.reading import Stored, ratio
from pbp_assess.core.tally import Ratio


class Kept(StrEnum):
    """What became of an assertion about one thing."""

    KEPT = "kept"
    BROKEN = "broken"
    UNDETERMINED = "undetermined"
    NO_BASELINE = "no baseline"


class About(StrEnum):
    """What an assertion is about: so it can be named, and found in the matrix."""

    ROUND = "round"
    CRITERION = "criterion"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Members who answered, what the stage sought needs, and whether all the sectors were heard that it needs."""

    stage: str
    members: Ratio
    needed: Fraction | None
    sectors: bool


Found = Coverage | StageChange | CriterionChangeCopy | Held | Ratio | Closeness | tuple[MatrixChange, ...] | int | None


@dataclass(frozen=True, slots=True)
class AssertionResult:
    """One assertion about one thing; `number` counts assertions from 0, `found` is what it was judged by."""

    number: int
    assertion: Assertion
    about: About
    subject: str
    kept: Kept
    found: Found = None

    @property
    def fails(self) -> bool:
        """Broken, and meant as an error."""
        return self.kept is Kept.BROKEN and self.assertion.severity is Gravity.ERROR

    @property
    def warns(self) -> bool:
        """Broken, and meant as a warning."""
        return self.kept is Kept.BROKEN and self.assertion.severity is Gravity.WARN

    @property
    def unsaid(self) -> bool:
        """Cannot be said, though breaking it would be an error."""
        return self.kept is Kept.UNDETERMINED and self.assertion.severity is Gravity.ERROR


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A pattern that nothing matches, and what there was to match."""

    number: int
    pattern: str
    known: tuple[str, ...]


Judged = Iterator[tuple[About, str, Kept, Found]]
Verdict = tuple[Kept, Found]


def judge_assertions(
    asserted: Sequence[Assertion], stored: Stored, compared: ComparisonCopy | None
) -> tuple[AssertionResult, ...]:
    """Each assertion about each thing that its patterns match; `compared` is None where there is no earlier round."""
    return tuple(
        AssertionResult(number, assertion, about, subject, kept, found)
        for number, assertion in enumerate(asserted)
        for about, subject, kept, found in _judge(assertion, stored, compared)
    )


def unmatched(asserted: Sequence[Assertion], stored: Stored, compared: ComparisonCopy | None) -> Iterator[Unmatched]:
    """The patterns that match nothing that could be judged: such an assertion would always be kept."""
    for number, assertion in enumerate(asserted):
        known = _known(assertion, stored, compared)
        for pattern in assertion.patterns:
            if not any(_matches((pattern,), names) for names in known.values()):
                yield Unmatched(number, pattern, tuple(known))


def unreachable(asserted: Sequence[Assertion], stored: Stored) -> Iterator[int]:
    """The assertions, counted from 0, of a level that nothing can reach, or that everything has reached."""
    for number, assertion in enumerate(asserted):
        if assertion.level is not None and assertion.level not in stored.matrix.levels[1:]:
            yield number


# --- what a pattern is about ----------------------------------------------------------------------

_FUNCTIONS = frozenset({Rule.COVERAGE_SOUGHT, Rule.NO_GATE_LOST})
_ASKED = frozenset({Rule.COULD_JUDGE_AT_LEAST, Rule.AGREEMENT_AT_LEAST})


def _known(assertion: Assertion, stored: Stored, compared: ComparisonCopy | None) -> dict[str, tuple[str, ...]]:
    """What the assertion could be about, each with the names that it answers to: a criterion to its domain's too."""
    if assertion.rule in _FUNCTIONS:
        sought: dict[str, tuple[str, ...]] = {
            name: (name,) for name, function in stored.snapshot.functions.items() if function.sought
        }
        before = compared.functions if compared and assertion.rule is Rule.NO_GATE_LOST else ()
        return sought | {change.function: (change.function,) for change in before}
    found: dict[str, tuple[str, ...]] = {}
    for domain in stored.matrix.domains:
        for criterion in domain.criteria:
            entry = stored.snapshot.criteria[criterion.id]
            gone = entry.held.source is Source.EXCLUDED or (assertion.rule in _ASKED and not entry.asked)
            if not gone:
                found[criterion.id] = (criterion.id, domain.id)
    return found


def _matches(patterns: Sequence[str], names: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns for name in names)


def _meant(assertion: Assertion, stored: Stored, compared: ComparisonCopy | None) -> Iterator[str]:
    """What the assertion is about, in the order of the matrix."""
    for subject, names in _known(assertion, stored, compared).items():
        if _matches(assertion.patterns, names):
            yield subject


# --- judging --------------------------------------------------------------------------------------


def _kept(held: bool) -> Kept:
    return Kept.KEPT if held else Kept.BROKEN


def _judge(assertion: Assertion, stored: Stored, compared: ComparisonCopy | None) -> Judged:
    """One assertion, about everything it is about."""
    about = About.FUNCTION if assertion.rule in _FUNCTIONS else About.CRITERION
    subjects = list(_meant(assertion, stored, compared))
    if not assertion.rule.has_pattern:
        about, subjects = About.ROUND, [stored.facts.round_id]
    for subject in subjects:
        if assertion.rule.compares and compared is None:
            yield about, subject, Kept.NO_BASELINE, None
        elif verdict := _verdict(assertion, stored, compared, subject):
            yield about, subject, *verdict


def _verdict(assertion: Assertion, stored: Stored, compared: ComparisonCopy | None, subject: str) -> Verdict | None:
    """One assertion about one thing; None where this round is not asked for it."""
    match assertion.rule:
        case Rule.RETURNED_AT_LEAST:
            members = ratio(stored.snapshot.panel.members)
            return _kept(members.reaches(_share(assertion))), members
        case Rule.ACTIONS_OVERDUE_AT_MOST:
            late = sum(not one.done and one.due < stored.facts.as_of for one in stored.snapshot.actions)
            return _kept(late <= (assertion.number or 0)), late
        case Rule.MATRIX_UNCHANGED:
            changes = compared.matrix if compared else ()
            return _kept(not changes), changes
        case Rule.COVERAGE_SOUGHT:
            return _coverage(stored, subject)
        case Rule.NO_GATE_LOST:
            return _gates(assertion, compared, subject)
        case Rule.NO_FALL:
            return _fall(compared, subject)
        case Rule.AT_LEAST | Rule.COULD_JUDGE_AT_LEAST | Rule.AGREEMENT_AT_LEAST | Rule.EVIDENCE_FOR as rule:
            return _criterion(rule, assertion, stored, subject)
        case _:
            assert_never(assertion.rule)


def _share(assertion: Assertion) -> Fraction:
    """The share asked for; the model sees to it that there is one."""
    return assertion.share or Fraction(1)


def _criterion(rule: Rule, assertion: Assertion, stored: Stored, name: str) -> Verdict:
    """One criterion of this round alone."""
    entry, profile = stored.snapshot.criteria[name], stored.profiles[name]
    if rule is Rule.AT_LEAST:
        level = profile.held.level
        return (Kept.UNDETERMINED if level is None else _kept(level >= (assertion.level or 0))), profile.held
    if rule is Rule.COULD_JUDGE_AT_LEAST:
        judged = Ratio(entry.gave_a_level, entry.asked)
        return _kept(judged.reaches(_share(assertion))), judged
    if rule is Rule.EVIDENCE_FOR:
        return _kept(name in stored.snapshot.evidence), None
    closeness = entry.agreement.closeness if entry.agreement else Closeness.NOBODY
    if closeness in (Closeness.NOBODY, Closeness.TOO_FEW):
        return Kept.UNDETERMINED, closeness
    close_enough = closeness is Closeness.CLOSE or (closeness is Closeness.MIXED and assertion.agreement == "mixed")
    return _kept(close_enough), closeness


def _coverage(stored: Stored, name: str) -> Verdict | None:
    """Whether as many answered, from as many sectors, as the stage sought asks for; nothing where it asks for none."""
    stage = stored.snapshot.functions[name].sought or ""
    tests = [
        (test, all_of(test.checks.values()) is Outcome.MET)
        for test in stored.snapshot.functions[name].stages[stage].tests
        if test.test in (Test.RETURNED, Test.SECTORS)
    ]
    if not tests:
        return None
    sectors = all(passed for test, passed in tests if test.test is Test.SECTORS)
    needed = stored.matrix.policy.stages[stage].returned
    found = Coverage(stage, ratio(stored.snapshot.panel.members), needed, sectors)
    return _kept(all(passed for _, passed in tests)), found


# --- against the earlier round --------------------------------------------------------------------


def _gates(assertion: Assertion, compared: ComparisonCopy | None, name: str) -> Verdict:
    """The gravest that befell a gate of this function: lost, perhaps lost, or nothing."""
    change = next((one for one in compared.functions if one.function == name), None) if compared else None
    stages = change.stages if change else ()
    judged = [(_gate(stage, confirmed=assertion.confirmed), stage) for stage in stages]
    for gravest in (Kept.BROKEN, Kept.UNDETERMINED):
        for kept, stage in reversed(judged):
            if kept is gravest:
                return kept, stage
    return Kept.KEPT, None


def _gate(stage: StageChange, *, confirmed: bool) -> Kept:
    """A gate that was met: lost on the whole panel, and (with `confirmed`) among those who answered both times."""
    if stage.before is None or stage.before.outcome is not Outcome.MET:
        return Kept.KEPT
    if stage.after is None or stage.after.outcome is Outcome.UNDETERMINED:
        return Kept.UNDETERMINED
    if stage.after.outcome is Outcome.MET:
        return Kept.KEPT
    if not confirmed or stage.lost_for_sure:
        return Kept.BROKEN
    if stage.after.status is Status.READY_WITH_CONDITIONS:
        return Kept.KEPT
    if stage.matched is None or Outcome.UNDETERMINED in {verdict.outcome for verdict in stage.matched}:
        return Kept.UNDETERMINED
    return Kept.KEPT


def _fall(compared: ComparisonCopy | None, name: str) -> Verdict:
    """A clear fall among those who answered both times, or a record that stands lower; a small fall may be chance.

    What is not told is never clear.
    """
    records = compared.records if compared else ()
    change = next((one for one in (compared.criteria if compared else ()) if name in one.link.after), None)
    if any(one.criterion == name and one.fell for one in records):
        return Kept.BROKEN, change
    if change is None or change.grade is Grade.TOO_FEW:
        return Kept.UNDETERMINED, change
    return _kept(not (change.fell and change.grade is Grade.CLEAR)), change
