"""How many gave no level, and for which reason, as far as a shared copy may say?

"Not applicable", "declined" and "not answered" are always counted together: one of them alone may point to
somebody. "Cannot judge" stands apart from them where three or more said so, and the totals of a round do not undo that.
"""

from collections.abc import Iterable, Mapping
from operator import itemgetter

from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure.copy import Kinds, Together
from pbp_assess.core.disclosure.counts import FEWEST_PRINTED


def _kinds(levels: int, cannot_judge: int, no_level: int, *, apart: bool) -> Kinds:
    """These counts, with "cannot judge" apart from the other answers without a level, or with them."""
    if not apart:
        return {State.LEVEL: levels, Together.NO_LEVEL: no_level}
    return {State.LEVEL: levels, State.CANNOT_JUDGE: cannot_judge, Together.OTHER: no_level - cannot_judge}


def _counts(states: Mapping[State, int]) -> tuple[int, int, int]:
    """How many gave a level, cannot judge, and gave no level for whatever reason."""
    levels = states[State.LEVEL]
    return levels, states[State.CANNOT_JUDGE], sum(states.values()) - levels


def _apart(states: Mapping[State, int]) -> bool:
    """Whether "cannot judge" may stand apart; never where so few gave no level that each might be somebody's."""
    _, cannot_judge, no_level = _counts(states)
    return no_level >= FEWEST_PRINTED and not 0 < cannot_judge < FEWEST_PRINTED


def kinds_of(states: Mapping[State, int]) -> Kinds:
    """The answers to one criterion by kind, as shared copies give them."""
    return _kinds(*_counts(states), apart=_apart(states))


def _between(states: Mapping[State, int]) -> tuple[int, int]:
    """Between which numbers "cannot judge" must lie, for who reads a criterion that does not tell it."""
    no_level = _counts(states)[2]
    return (0, no_level) if no_level < FEWEST_PRINTED else (1, FEWEST_PRINTED - 1)


def kinds_in_all(criteria: Iterable[Mapping[State, int]]) -> Kinds:
    """The answers to all criteria by kind; "cannot judge" apart where no criterion that does not tell it is given away.

    Taking what is told from the total leaves what is not; it must leave more than one way of dividing it.
    """
    asked = list(criteria)
    levels, cannot_judge, no_level = (sum(map(itemgetter(place), map(_counts, asked))) for place in range(3))
    untold = [states for states in asked if not _apart(states)]
    least, most = (sum(map(itemgetter(end), map(_between, untold))) for end in (0, 1))
    open_ = sum(low < high for low, high in map(_between, untold))
    left = sum(states[State.CANNOT_JUDGE] for states in untold)
    apart = not open_ or (open_ > 1 and least < left < most and cannot_judge >= FEWEST_PRINTED)
    return _kinds(levels, cannot_judge, no_level, apart=apart)
