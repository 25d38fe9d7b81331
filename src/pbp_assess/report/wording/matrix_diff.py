"""How are the differences between two matrices said?"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pbp_assess.core.matrix_diff import Difference, Effect, Kind, Proposal

EFFECTS: Final[Mapping[Effect, str]] = MappingProxyType(
    {
        Effect.ROUNDS: "Rounds on the two cannot be compared",
        Effect.QUESTION: "Answers to these questions cannot be compared with earlier ones",
        Effect.VERDICT: "The same answers may be judged differently",
        Effect.NONE: "Nothing breaks",
    }
)
REMEDIES: Final[Mapping[Effect, str]] = MappingProxyType(
    {
        Effect.ROUNDS: "A crosswalk with `levels` says which level is which; without one a comparison is refused.",
        Effect.QUESTION: "A crosswalk joins those that still ask the same; --write-crosswalk FILE begins one.",
        Effect.VERDICT: "Rounds held already keep the copy they were asked on, and their verdicts.",
        Effect.NONE: "No question is lost to a comparison, and no verdict is touched.",
    }
)
_DONE: Final[Mapping[Kind, str]] = MappingProxyType(
    {Kind.SCALE: "changed", Kind.POLICY: "changed", Kind.TEXT: "says it differently"}
)
_QUOTED: Final = frozenset({Kind.REWORDED, Kind.TEXT})


def headline(found: Sequence[Difference]) -> str:
    """How many differences there are, and how many of them break something."""
    if not found:
        return "The two ask the same and judge alike."
    breaking = sum(one.effect.breaking for one in found)
    differences = "1 difference" if len(found) == 1 else f"{len(found)} differences"
    return f"{differences}, {breaking or 'none'} of them breaking."


def sentence(one: Difference) -> str:
    """One difference on one line: what was done to what, in what respect, from what to what."""
    done = _DONE.get(one.kind, one.kind.value)
    what = f", {one.what}" if one.what else ""
    values = f": {_value(one, one.then)}, now {_value(one, one.now)}" if one.then or one.now else ""
    return f"{one.subject} {done}{what}{values}"


def _value(one: Difference, text: str) -> str:
    if not text:
        return "nothing"
    line = " ".join(text.split())
    return f"\N{LEFT DOUBLE QUOTATION MARK}{line}\N{RIGHT DOUBLE QUOTATION MARK}" if one.kind in _QUOTED else line


def crosswalk_notes(found: Proposal) -> tuple[str, ...]:
    """What a proposed crosswalk leaves to a person."""
    lines = []
    if found.scale_changed:
        lines.append("The scale changed: say of each old level which new level it is, such as levels: {0: 0, 1: 0}.")
    if found.reworded:
        listed = ", ".join(found.reworded)
        lines.append(f"Worded differently: {listed}. Those that still ask the same go into reworded: [...].")
    if found.removed:
        lines.append(f"Gone: {', '.join(found.removed)}.")
    if found.added:
        lines.append(f"New: {', '.join(found.added)}.")
    if found.removed and found.added:
        lines.append("Where one became another: renamed: {OLD: NEW}; several: split: {OLD: [A, B]};")
        lines.append("of several one: merged: {NEW: [A, B]}.")
    return tuple(lines)
