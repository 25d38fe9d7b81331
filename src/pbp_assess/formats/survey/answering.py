"""How do an answer, a reason and a note, each from a cell of its own, become one answer of a score sheet?"""

from typing import Final, Literal, NamedTuple

from pydantic import ValidationError

from pbp_assess.core.assessment import Answer, BareState, State
from pbp_assess.formats.survey.meaning import Refusal, Said
from pbp_assess.formats.survey.wording import remark

LONGEST: Final = 20_000
Field = int | BareState | Answer


class Parts(NamedTuple):
    """What was said about one criterion, cell by cell, tidied by `wording.remark`.

    `fallback` is a reason to take where none was given.
    """

    said: int | State | Said | None
    reason: str = ""
    note: str = ""
    evidence: str = ""
    confidence: str = ""
    fallback: str = ""

    @property
    def plainly_noted(self) -> bool:
        """Whether this is a level with a note and nothing else, as most answers with more to them are."""
        more = self.reason or self.evidence or self.confidence
        return type(self.said) is int and 0 < len(self.note) <= LONGEST and not more


def answer_of(parts: Parts) -> Field | Refusal | None:
    """The answer as a score sheet has it, in its shortest form; nothing where nothing was said."""
    if parts.plainly_noted:
        return Answer(level=parts.said, note=parts.note)
    said, beside = (parts.said.answer, parts.said.remark) if isinstance(parts.said, Said) else (parts.said, "")
    reason, note = parts.reason, parts.note
    if beside and isinstance(said, State):
        reason = reason or remark(beside)
    elif beside:
        note = "\n".join(dict.fromkeys(filter(None, (remark(beside), note))))
    if said is State.NOT_APPLICABLE and not reason:
        reason, note = (note, "") if note else (parts.fallback, "")
        if not reason:
            hint = "Ask for the reason, or say what to note with --reason TEXT."
            return Refusal("PBP425", "not applicable without a reason", hint, "the reason, in a comment")
    if max(len(reason), len(note), len(parts.evidence)) > LONGEST:
        found, expected = f"a remark of more than {LONGEST:,} characters", f"at most {LONGEST:,} characters"
        return Refusal("PBP427", found, "Shorten it in the file.", expected)
    return _shortest(said, reason, note, parts)


def _shortest(said: int | State | None, reason: str, note: str, parts: Parts) -> Field | Refusal | None:
    evidence = tuple(parts.evidence.split("\n")) if parts.evidence else ()
    if not (reason or note or evidence or parts.confidence):
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
