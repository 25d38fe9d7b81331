"""How does a check read as JSON? docs/schema/check.schema.json describes it."""

import json
from typing import Final

from pbp_assess.core.checked import CheckReport, Line
from pbp_assess.formats.json_values import Object, known
from pbp_assess.problems import Location

SCHEMA: Final = "pbp-assess/check/1"


def check_json(report: CheckReport) -> str:
    """The report as JSON, two spaces deep."""
    whole = known(
        schema=SCHEMA,
        place=report.place,
        round=report.round_id or None,
        before=report.before or None,
        as_of=report.as_of or None,
        exit=report.code,
        verdict=report.verdict,
        counts={state.value: count for state, count in report.counts().items()},
        lines=[_line(line) for line in report.lines],
        notes=list(report.notes),
    )
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _line(line: Line) -> Object:
    return known(
        group=line.group,
        name=line.name,
        state=line.state.value,
        sentence=line.sentence,
        where=_place(line.where),
        about=_place(line.about),
    )


def _place(place: Location | None) -> Object | None:
    return {"file": place.file, "line": place.line, "column": place.column} if place else None
