"""What did each leader answer, a row an answer?

For the facilitator alone: ids and no names, but whoever knows the panel knows who is meant. Every criterion asked of
somebody who sent a sheet has a row, answered or not; what they said in their own words has rows of its own.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from pbp_assess.core.assessment import Dossier, Scoresheet, State
from pbp_assess.formats.tabular import Sheet, Value

SCHEMA: Final = "pbp-assess/answer-table/1"
COLUMNS: Final = (
    "leader",
    "kind",
    "sector",
    "organisation",
    "answered_by",
    "criterion",
    "state",
    "level",
    "chosen",
    "reason",
    "note",
    "evidence",
    "confidence",
    "question",
    "words",
)
Row = dict[str, Any]


def answer_rows(dossier: Dossier) -> list[Row]:
    """A row for each answer, by column, without what there is not; leaders in the order of the round."""
    return [row for leader in dossier.round.asked if leader in dossier.sheets for row in _of(dossier, leader)]


def is_empty(rows: list[Row]) -> bool:
    """Whether nobody has said anything."""
    return not any(row.keys() & {"words", "chosen", "note"} or row.get("state") != State.UNANSWERED for row in rows)


def answer_sheet(rows: list[Row]) -> Sheet:
    """The rows as a table; what was pointed to as evidence stands on lines of its own in one cell."""
    return Sheet("Answers", COLUMNS, tuple(tuple(_value(row.get(column)) for column in COLUMNS) for row in rows))


def answer_json(dossier: Dossier, rows: list[Row]) -> str:
    """The rows as JSON; the same answers give the same bytes."""
    whole = {
        "schema": SCHEMA,
        "audience": "facilitator",
        "place": dossier.place_id,
        "round": dossier.round.id,
        "matrix": {"id": dossier.matrix.id, "version": dossier.matrix.version},
        "rows": rows,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _value(value: Any) -> Value:
    return "\n".join(value) if isinstance(value, list) else value


def _of(dossier: Dossier, leader: str) -> Iterator[Row]:
    """One leader's answers: criteria in matrix order, then their own words."""
    sheet, seat = dossier.sheets[leader], dossier.round.asked[leader]
    who = {
        "leader": leader,
        "kind": dossier.round.kind_of(leader).value,
        "sector": seat.sector,
        "organisation": seat.organisation,
        "answered_by": sheet.answered_by,
    }
    named = {*dossier.asked_criteria, *sheet.scores, *sheet.choose}
    for criterion in dossier.matrix.criteria:
        if criterion.id in named:
            yield _known({**who, "criterion": criterion.id, **_answer(sheet, criterion.id)})
    for question in dossier.matrix.open_questions:
        if question.id in sheet.answers:
            yield _known({**who, "question": question.id, "words": sheet.answers[question.id]})


def _answer(sheet: Scoresheet, criterion: str) -> Row:
    answer = sheet.answer(criterion)
    return {
        "state": answer.state.value,
        "level": answer.level,
        "chosen": True if criterion in sheet.choose else None,
        "reason": answer.reason,
        "note": answer.note,
        "evidence": list(answer.evidence) or None,
        "confidence": answer.confidence,
    }


def _known(row: Row) -> Row:
    return {column: value for column, value in row.items() if value is not None}
