"""How does the agenda of the day read as JSON?

For one audience: the questions in order with what is known of each, then the others by where they went. Nothing is
null; the exact disagreement and who stands alone are left out of every copy but the facilitators'.
docs/schema/agenda.schema.json describes it.
"""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from pbp_assess.core.agenda import Item, Plan
from pbp_assess.core.assess import METHOD
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Withheld

SCHEMA = "pbp-assess/agenda/1"


def _item(copy: Copy, item: Item) -> dict[str, Any]:
    said = {
        "criterion": item.criterion,
        "name": copy.facts.matrix.criterion_by_id[item.criterion].name,
        "flag": item.flag.value,
        "waiting": list(item.waiting),
        "influence": item.influence,
        "minutes": item.minutes,
        "by_email": item.by_email,
    }
    if isinstance(item.disagreement, Fraction):
        said["disagreement"] = str(item.disagreement)
    if not isinstance(item.alone, Withheld):
        said["alone"] = list(item.alone)
    return said


def _items(copy: Copy, items: Sequence[Item]) -> list[dict[str, Any]]:
    return [_item(copy, item) for item in items]


def to_json(copy: Copy, planned: Plan) -> str:
    """The agenda, two spaces deep; the same copy and plan give the same bytes."""
    agenda, facts = copy.agenda, copy.facts
    whole = {
        "schema": SCHEMA,
        "method": METHOD,
        "audience": copy.audience.value,
        "place": facts.place_id,
        "round": facts.round_id,
        "as_of": facts.as_of.isoformat(),
        "illustrative": facts.illustrative,
        "minutes": planned.minutes,
        "used": planned.used,
        "today": [
            {**_item(copy, item), "after": after} for item, after in zip(planned.today, planned.starts, strict=True)
        ],
        "left_out": _items(copy, planned.left_out),
        "by_email": _items(copy, planned.by_email),
        "nobody_gave_a_level": _items(copy, agenda.unjudged),
        "agreed_already": list(agenda.agreed),
        "no_discussion": list(agenda.quiet),
        "not_asked": list(agenda.not_asked),
        "of": agenda.of,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
