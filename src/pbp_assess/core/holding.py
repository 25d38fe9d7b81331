"""Which functions does the place hold, and does anything say that one should be handed back?

What is held follows from the ICB's decisions alone; readiness never takes a function away.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pbp_assess.core.matrix import Readiness, Trigger
from pbp_assess.core.records import Decision, Decisions


class Watch(StrEnum):
    """What a trigger says today; most of them only people can watch."""

    PULLED = "pulled"
    QUIET = "not pulled"
    UNKNOWN = "cannot be said"
    PEOPLE = "for people to say"


@dataclass(frozen=True, slots=True)
class Watched:
    """One trigger, and what it says."""

    trigger: Trigger
    says: Watch


@dataclass(frozen=True, slots=True)
class Holding:
    """One function that the place holds, by which grant, and its triggers; `review_due` once its review has come."""

    grant: Decision
    triggers: tuple[Watched, ...]
    review_due: bool


def watch(trigger: Trigger, levels: Mapping[str, int | None]) -> Watch:
    """What a trigger says of these levels used, by criterion."""
    if trigger.criterion is None or trigger.below is None:
        return Watch.PEOPLE
    level = levels.get(trigger.criterion)
    if level is None:
        return Watch.UNKNOWN
    return Watch.PULLED if level < trigger.below else Watch.QUIET


def holdings(
    decisions: Decisions, policy: Readiness, levels: Mapping[str, int | None], as_of: datetime.date
) -> tuple[Holding, ...]:
    """The functions held on that day, in matrix order; those that this matrix does not have come last."""
    held = decisions.held(as_of)
    order = [*policy.function_by_id, *(name for name in held if name not in policy.function_by_id)]
    return tuple(_holding(held[name], policy, levels, as_of) for name in order if name in held)


def rewatched(holding: Holding, levels: Mapping[str, int | None]) -> Holding:
    """The same holding, its triggers looked at on other levels: those that an audience may see."""
    return replace(
        holding, triggers=tuple(Watched(one.trigger, watch(one.trigger, levels)) for one in holding.triggers)
    )


def _holding(grant: Decision, policy: Readiness, levels: Mapping[str, int | None], as_of: datetime.date) -> Holding:
    known = policy.function_by_id.get(grant.function)
    triggers = tuple(Watched(trigger, watch(trigger, levels)) for trigger in known.hand_back) if known else ()
    return Holding(grant, triggers, grant.review is not None and grant.review <= as_of)
