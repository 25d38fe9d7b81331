"""Which questions of two rounds are the same, and which cannot be compared?

The same id with the same wording, or what a crosswalk joins. Everything else is listed with the reason, never dropped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pbp_assess.core.compare.side import Side
from pbp_assess.core.crosswalk import Crosswalk, Link
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.profile import Held, Source
from pbp_assess.problems import NotComparableError


class Reason(StrEnum):
    """Why a question is not compared."""

    ADDED = "new in the later matrix"
    REMOVED = "gone from the later matrix"
    REWORDED = "worded differently"
    JOINED = "its earlier answers are compared with another question"
    NOT_ASKED = "not asked in the later round"
    NOT_ASKED_BEFORE = "not asked in the earlier round"
    EXCLUDED = "taken out of the later round"
    EXCLUDED_BEFORE = "taken out of the earlier round"


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A question that is not compared, with the level used now (for one that is gone: the level used then)."""

    criterion: str
    reason: Reason
    held: Held


def level_map(old: Matrix, new: Matrix, crosswalk: Crosswalk | None) -> Mapping[int, int]:
    """Each level of the earlier scale on the later one.

    Raises:
        NotComparableError: the scale changed, and nothing says which level is which.
    """
    if crosswalk and crosswalk.levels:
        return crosswalk.levels
    if old.levels != new.levels:
        then, now = (f"{matrix.levels[0]} to {matrix.levels[-1]}" for matrix in (old, new))
        raise NotComparableError(
            "PBP501",
            f"the scale ran from {then} and now runs from {now}; a crosswalk with `levels` says which level is which",
        )
    return {level: level for level in old.levels}


def links(old: Matrix, new: Matrix, crosswalk: Crosswalk | None) -> tuple[Link, ...]:
    """The questions that are the same in both matrices, in the order of the later one."""
    joined = list(crosswalk.links) if crosswalk else []
    taken = {name for link in joined for name in link.after}
    spent = {name for link in joined for name in link.before}
    for criterion in new.criteria:
        then = old.criterion_by_id.get(criterion.id)
        free = criterion.id not in taken and criterion.id not in spent
        if free and then is not None and then.wording_hash == criterion.wording_hash:
            joined.append(Link((criterion.id,), (criterion.id,)))
    order = {name: place for place, name in enumerate(new.criterion_by_id)}
    return tuple(sorted(joined, key=lambda link: order[link.after[0]]))


def comparable(before: Side, after: Side, joined: tuple[Link, ...]) -> tuple[tuple[Link, ...], tuple[Uncompared, ...]]:
    """The links asked in both rounds, and everything else with its reason."""
    found: list[Link] = []
    rest = list(_unjoined(before, after, joined))
    for link in joined:
        reason = _unasked(before, after, link)
        if reason is None:
            found.append(link)
        else:
            rest += [Uncompared(name, reason, after.criteria[name].held) for name in link.after]
    order = {name: place for place, name in enumerate((*after.criteria, *before.criteria))}
    return tuple(found), tuple(sorted(rest, key=lambda entry: order[entry.criterion]))


def _unasked(before: Side, after: Side, link: Link) -> Reason | None:
    """Why a question that both matrices have was not asked in both rounds."""
    for side, names, out, unasked in (
        (after, link.after, Reason.EXCLUDED, Reason.NOT_ASKED),
        (before, link.before, Reason.EXCLUDED_BEFORE, Reason.NOT_ASKED_BEFORE),
    ):
        for name in names:
            if side.criteria[name].tally is None and name not in side.untold:
                return out if side.criteria[name].held.source is Source.EXCLUDED else unasked
    return None


def _unjoined(before: Side, after: Side, joined: tuple[Link, ...]) -> Iterator[Uncompared]:
    """Questions of one matrix that are none of the other."""
    now = {name for link in joined for name in link.after}
    then = {name for link in joined for name in link.before}
    for name, profile in after.criteria.items():
        if name not in now:
            known = Reason.REWORDED if name in before.criteria else Reason.ADDED
            yield Uncompared(name, Reason.JOINED if name in then else known, profile.held)
    for name, profile in before.criteria.items():
        if name not in then and (name not in after.criteria or name in now):
            yield Uncompared(name, Reason.REMOVED, profile.held)
