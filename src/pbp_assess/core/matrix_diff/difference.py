"""What is one difference between two matrices?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from pbp_assess.problems import Location

Path = tuple[str | int, ...]
"""Where something stands in a matrix file; what is not there stands at its nearest ancestor."""


class Kind(StrEnum):
    """What was done to the matrix."""

    SCALE = "scale changed"
    REMOVED = "removed"
    RENAMED = "renamed"
    REWORDED = "reworded"
    ADDED = "added"
    MOVED = "moved"
    POLICY = "policy changed"
    TEXT = "text changed"


class Effect(StrEnum):
    """What it does to rounds, worst first: a difference breaks the most that it can break."""

    ROUNDS = "rounds cannot be compared"
    QUESTION = "the question cannot be compared"
    VERDICT = "verdicts may differ"
    NONE = "nothing breaks"

    @property
    def breaking(self) -> bool:
        """Whether a comparison loses something by it, or the same answers may be judged differently."""
        return self is not Effect.NONE


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: of what, in what respect, from what to what, and where each stands.

    `then` and `now` are empty where there is nothing, or where the text is too long to be told.
    """

    kind: Kind
    subject: str
    effect: Effect
    old: Path
    new: Path
    what: str = ""
    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A difference, and where it stands in the two files."""

    difference: Difference
    old: Location
    new: Location


@dataclass(frozen=True, slots=True)
class Part:
    """A part of either matrix: what it is called, its two states (None where it is not there), where each stands."""

    subject: str
    old: BaseModel | None
    new: BaseModel | None
    old_path: Path
    new_path: Path

    def field(self, name: str, kind: Kind, effect: Effect, *, told: bool = True) -> Iterator[Difference]:
        """The difference in one of its fields; `told` says both values."""
        then, now = getattr(self.old, name, None), getattr(self.new, name, None)
        if then != now:
            old_path, new_path = self._paths(name)
            values = (said(then), said(now)) if told else ("", "")
            yield Difference(kind, self.subject, effect, old_path, new_path, name.replace("_", " "), *values)

    def fields(self, names: Sequence[str], kind: Kind, effect: Effect, *, told: bool = True) -> Iterator[Difference]:
        """The differences in several of its fields."""
        for name in names:
            yield from self.field(name, kind, effect, told=told)

    def whole(self, kind: Kind, effect: Effect) -> Difference:
        """The part was added, or taken out, as a whole."""
        return Difference(kind, self.subject, effect, self.old_path, self.new_path)

    def entries(self, name: str, effect: Effect) -> Iterator[Difference]:
        """What differs between the entries of a mapping, one difference for each key."""
        then: Mapping[str, Any] = getattr(self.old, name, {})
        now: Mapping[str, Any] = getattr(self.new, name, {})
        yield from entries(self.subject, name.replace("_", " "), (then, now), self._paths(name), effect)

    def _paths(self, name: str) -> tuple[Path, Path]:
        return (*self.old_path, name), (*self.new_path, name)


def entries(
    subject: str,
    what: str,
    values: tuple[Mapping[str, Any], Mapping[str, Any]],
    paths: tuple[Path, Path],
    effect: Effect,
) -> Iterator[Difference]:
    """What differs between two mappings, one difference for each key."""
    then, now = values
    for key in dict.fromkeys((*then, *now)):
        if then.get(key) != now.get(key):
            where = (*paths[0], key), (*paths[1], key)
            told = said(then.get(key)), said(now.get(key))
            yield Difference(Kind.POLICY, subject, effect, *where, f"{what} {key}", *told)


def said(value: Any) -> str:
    """A value as the file has it, in short."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case BaseModel():
            return ", ".join(f"{name} {said(item)}" for name, item in value)
        case tuple():
            return ", ".join(said(item) for item in value)
        case _:
            return str(value)


def reordered(then: Sequence[str], now: Sequence[str]) -> bool:
    """Whether what is in both stands in another order."""
    return _common(then, now) != _common(now, then)


def _common(these: Sequence[str], those: Collection[str]) -> list[str]:
    return [name for name in these if name in those]
