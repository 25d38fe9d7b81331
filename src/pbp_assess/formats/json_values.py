"""How does a value read as JSON, in every document of ours?

Counts as `{"count": 8, "of": 11}`, shares exact, dates ISO, `{"withheld": true}` where the audience may not see.
Nothing is null: what is not known is left out.
"""

import datetime
from fractions import Fraction
from typing import Any

from pbp_assess.core.assess import Commitment
from pbp_assess.core.disclosure import Band
from pbp_assess.core.gate import Withheld
from pbp_assess.core.profile import Held
from pbp_assess.core.tally import Ratio

Object = dict[str, Any]


def known(**values: Any) -> Object:
    """These keys without those that are None: what is not known is left out."""
    return {name: value for name, value in values.items() if value is not None}


def value_json(value: Any) -> Any:
    """A value as JSON: shares exact, dates ISO, withheld said."""
    match value:
        case Withheld():
            return {"withheld": True}
        case Ratio():
            return known(count=value.count, of=value.of, up_to=value.up_to)
        case Fraction():
            return str(value)
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def bands_json(bands: tuple[Band, ...] | Withheld) -> Any:
    """Members by level; a level that nobody chose is left out."""
    if isinstance(bands, Withheld):
        return value_json(bands)
    return [{"level": band.level, "count": band.count} for band in bands]


def held_json(held: Held) -> Object:
    """The level used, or why there is none."""
    carried = {"round": held.carried_from, "quarters": held.age} if held.carried_from else None
    return known(level=held.level, source=held.source.value, carried_from=carried)


def commitment_json(taken: Commitment) -> Object:
    """Something to be done, by a role."""
    return known(
        what=taken.what,
        owner=taken.owner,
        due=value_json(taken.due),
        done=taken.done,
        round=taken.round_id,
        function=taken.function,
        criterion=taken.criterion,
        document=taken.document,
        shown_by=taken.shown_by,
    )
