"""How do an answer, a reason and a note, each from a cell of its own, become one answer of a score sheet?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import ValidationError

from pbp_assess.core.assessment import Answer, BareState, State
from pbp_assess.formats.survey.meaning import Refusal, Said
from pbp_assess.formats.survey.wording import remark

LONGEST: Final = 20_000
Field = int | BareState | Answer


@dataclass(frozen=True, slots=True)
class Parts:
    """What was said about one criterion, cell by cell; `fallback` is a reason to take where none was given."""

    said: int | State | Said | None
    reason: str = ""
    note: str = ""
    evidence: str = ""
    confidence: str = ""
    fallback: str = ""


def answer_of(parts: Parts) -> Field | Refusal | None:
    """The answer as a score sheet has it, in its shortest form; nothing where nothing was said."""
    said, beside = (parts.said.answer, parts.said.remark) if isinstance(parts.said, Said) else (parts.said, "")
    reason, note = remark(parts.reason), remark(parts.note)
    if beside and isinstance(said, State):
        reason = reason or remark(beside)
    elif beside:
        note = "\n".join(dict.fromkeys(filter(None, (remark(beside), note))))
    if said is State.NOT_APPLICABLE and not reason:
        reason, note = (note, "") if note else (remark(parts.fallback), "")
        if not reason:
            return Refusal("PBP425", "not applicable without a reason", "Ask for the reason, or give --reason TEXT.")
    if any(len(text) > LONGEST for text in (reason, note, parts.evidence)):
        return Refusal("PBP427", f"a remark of more than {LONGEST:,} characters", "Shorten it in the file.")
    return _shortest(said, reason, note, parts)


def _shortest(said: int | State | None, reason: str, note: str, parts: Parts) -> Field | Refusal | None:
    evidence = tuple(_lines(parts.evidence))
    bare = not (reason or note or evidence or parts.confidence)
    if bare:
        return said if isinstance(said, int) else _BARE.get(said) if said else None
    try:
        return Answer.model_validate(
            {
                "level": said if isinstance(said, int) else None,
                "state": State.LEVEL if isinstance(said, int) else said or State.UNANSWERED,
                "reason": reason or None,
                "note": note or None,
                "evidence": evidence,
                "confidence": parts.confidence.strip().casefold() or None,
            }
        )
    except ValidationError:
        return Refusal("PBP420", "a confidence or evidence that a score sheet does not take")


_BARE: Final[dict[State, Literal[State.CANNOT_JUDGE, State.DECLINED]]] = {
    State.CANNOT_JUDGE: State.CANNOT_JUDGE,
    State.DECLINED: State.DECLINED,
}


def _lines(text: str) -> Iterator[str]:
    """What was pointed to, one on each line."""
    return (line.strip() for line in remark(text).split("\n") if line.strip())
