"""What does a check have to say, whatever it is written as?

Lines that every output of `check` renders, and nothing else: no leader, no role and nobody's answer gets this far.
"""

from dataclasses import dataclass
from enum import StrEnum

from pbp_assess.problems import Location


class State(StrEnum):
    """What became of one thing that was looked at."""

    PASSED = "passed"
    FAILED = "failed"
    WARNED = "warning"
    UNSAID = "cannot say"
    SKIPPED = "not compared"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: which group it belongs to, its name, what was found, and where that stands.

    `where` is the assertion or the fault, `about` the line of the matrix that it is about.
    """

    group: str
    name: str
    state: State
    sentence: str
    where: Location | None = None
    about: Location | None = None

    @property
    def text(self) -> str:
        """The sentence, and the place in the matrix that it is about."""
        return f"{self.sentence} [{self.about}]" if self.about else self.sentence


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that a check found; `verdict` says in one sentence how it ended, `code` is the exit code."""

    title: str
    place: str
    round_id: str
    before: str
    as_of: str
    verdict: str
    code: int
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def of(self, *states: State) -> tuple[Line, ...]:
        """The lines in these states, in order."""
        return tuple(line for line in self.lines if line.state in states)

    def counts(self) -> dict[State, int]:
        """How many lines are in each state that there is."""
        found = {state: len(self.of(state)) for state in State}
        return {state: count for state, count in found.items() if count}
