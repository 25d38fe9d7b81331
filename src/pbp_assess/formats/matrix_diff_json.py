"""How do the differences between two matrices read as JSON?

docs/schema/matrix-diff.schema.json describes it. What is not there is left out.
"""

import json
from collections.abc import Sequence
from typing import Any

from pbp_assess.core.matrix import Matrix
from pbp_assess.core.matrix_diff import Placed
from pbp_assess.formats.json_values import known
from pbp_assess.problems import Location

SCHEMA = "pbp-assess/matrix-diff/1"


def to_json(old: Matrix, new: Matrix, found: Sequence[Placed]) -> str:
    """Every difference, two spaces deep."""
    whole = {
        "schema": SCHEMA,
        "old": {"id": old.id, "version": old.version},
        "new": {"id": new.id, "version": new.version},
        "breaking": any(one.difference.effect.breaking for one in found),
        "differences": [_difference(one) for one in found],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _difference(one: Placed) -> dict[str, Any]:
    found = one.difference
    return known(
        kind=found.kind.value,
        subject=found.subject,
        what=found.what or None,
        effect=found.effect.value,
        breaking=found.effect.breaking,
        then=found.then or None,
        now=found.now or None,
        old=_place(one.old),
        new=_place(one.new),
    )


def _place(where: Location) -> dict[str, Any]:
    return {"file": where.file, "line": where.line, "column": where.column}
