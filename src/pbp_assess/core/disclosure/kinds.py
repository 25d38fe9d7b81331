"""How many gave no level, and for which reason, as far as a shared copy may say?

"Not applicable", "declined" and "not answered" are always counted together: one of them alone may point to
somebody. "Cannot judge" stands apart from them where three or more said so, and the totals of a round do not undo that.
"""

from collections.abc import Iterable, Mapping

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


def kinds_in_all(criteria: Iterable[Mapping[State, int]]) -> Kinds:
    """The answers to all criteria by kind: "cannot judge" apart where enough said so in those that do not tell it."""
    counted = [(_apart(states), *_counts(states)) for states in criteria]
    levels, cannot_judge, no_level = (sum(column) for column in list(zip(*counted, strict=True))[1:] or [(), (), ()])
    untold = [(judged, out) for apart, _, judged, out in counted if out and not apart]
    apart = not untold or sum(judged for judged, _ in untold) >= FEWEST_PRINTED
    return _kinds(levels, cannot_judge, no_level, apart=apart)
