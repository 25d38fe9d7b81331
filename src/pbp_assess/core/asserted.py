"""What may a workspace assert about its rounds?

An assertion names a rule, what it is about, and whether breaking it is an error or a warning. It is data: there is no
language in it. Judging is in `assertions`.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from pbp_assess.core.fields import Number, Share, Text, Written


class Rule(StrEnum):
    """The closed list of what can be asserted."""

    COVERAGE_SOUGHT = "coverage_sought"
    NO_GATE_LOST = "no_gate_lost"
    NO_FALL = "no_fall"
    AT_LEAST = "at_least"
    RETURNED_AT_LEAST = "returned_at_least"
    COULD_JUDGE_AT_LEAST = "could_judge_at_least"
    AGREEMENT_AT_LEAST = "agreement_at_least"
    ACTIONS_OVERDUE_AT_MOST = "actions_overdue_at_most"
    EVIDENCE_FOR = "evidence_for"
    MATRIX_UNCHANGED = "matrix_unchanged"

    @property
    def compares(self) -> bool:
        """Whether it cannot be judged without an earlier round."""
        return self in (Rule.NO_GATE_LOST, Rule.NO_FALL, Rule.MATRIX_UNCHANGED)

    @property
    def has_pattern(self) -> bool:
        """Whether it is about criteria or functions, and says which."""
        return self not in (Rule.RETURNED_AT_LEAST, Rule.ACTIONS_OVERDUE_AT_MOST, Rule.MATRIX_UNCHANGED)


MEASURES: Final = {
    Rule.AT_LEAST: "level",
    Rule.RETURNED_AT_LEAST: "share",
    Rule.COULD_JUDGE_AT_LEAST: "share",
    Rule.AGREEMENT_AT_LEAST: "agreement",
    Rule.ACTIONS_OVERDUE_AT_MOST: "number",
}
"""The key that holds the measure of a rule; the others have none."""

_ALL_MEASURES: Final = ("level", "share", "agreement", "number")


class Gravity(StrEnum):
    """What breaking an assertion does: an error fails the check, a warning is only told."""

    ERROR = "error"
    WARN = "warn"


class Assertion(Written):
    """One assertion. `of` are patterns over ids, as in a shell; a domain's id stands for its criteria.

    With `confirmed: false` a gate counts as lost when the whole panel alone says so, and when conditions came in.
    """

    rule: Rule
    of: Text | None = None
    level: Number | None = None
    share: Share | None = None
    agreement: Literal["close", "mixed"] | None = None
    number: Annotated[Number, Field(ge=0)] | None = None
    confirmed: StrictBool = True
    severity: Gravity = Gravity.ERROR

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """What the rule needs, and nothing else."""
        wanted = MEASURES.get(self.rule)
        given = {name for name in _ALL_MEASURES if getattr(self, name) is not None}
        needs = [name for name in (wanted, "of" if self.rule.has_pattern else None) if name]
        spare = given - {wanted} | ({"of"} if self.of is not None and not self.rule.has_pattern else set())
        spare |= {"confirmed"} if not self.confirmed and self.rule is not Rule.NO_GATE_LOST else set()
        if spare or any(getattr(self, name) is None for name in needs):
            raise PydanticCustomError("assertion", "the keys of its rule: {keys}", {"keys": ", ".join(needs) or "none"})
        return self

    @property
    def patterns(self) -> tuple[str, ...]:
        """The patterns, each by itself."""
        return tuple((self.of or "").split())

    @property
    def words(self) -> str:
        """As it is written after `--assert`."""
        measure = getattr(self, MEASURES[self.rule]) if self.rule in MEASURES else None
        parts = (self.rule.value, self.of, measure, None if self.confirmed else "unconfirmed")
        return " ".join(str(part) for part in parts if part is not None)


Preset = Literal["default", "strict", "none"]

_WARNED: Final = (
    {"rule": Rule.NO_GATE_LOST, "of": "*", "confirmed": False},
    {"rule": Rule.NO_FALL, "of": "*"},
    {"rule": Rule.ACTIONS_OVERDUE_AT_MOST, "number": 0},
    {"rule": Rule.MATRIX_UNCHANGED},
)


def preset(name: Preset) -> tuple[Assertion, ...]:
    """The assertions of a preset: `default` fails on what method.md section 7 says and warns of the rest.

    `strict` fails on the rest too, and asks for agreement that is not wide apart; `none` holds nothing.
    """
    if name == "none":
        return ()
    failing = (
        Assertion(rule=Rule.COVERAGE_SOUGHT, of="*"),
        Assertion(rule=Rule.NO_GATE_LOST, of="*"),
    )
    if name == "default":
        return (*failing, *(Assertion.model_validate({**one, "severity": Gravity.WARN}) for one in _WARNED))
    mixed = Assertion(rule=Rule.AGREEMENT_AT_LEAST, of="*", agreement="mixed")
    return (*failing, *(Assertion.model_validate(one) for one in _WARNED), mixed)
