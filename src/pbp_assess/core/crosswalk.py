"""Which question of an old matrix is which question of a new one?

Two rounds are compared on the same wording. Where words changed and the question did not, or one question became
two, a person says so in a crosswalk; nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import Field

from pbp_assess.core.check.fault import Fault, Path, nearest
from pbp_assess.core.fields import Code, FileId, Number, Text, Written
from pbp_assess.core.matrix import Matrix


class LinkKind(StrEnum):
    """How a question of the earlier round became one of the later."""

    SAME = "same wording"
    REWORDED = "reworded"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Link:
    """A question on both sides: one criterion each, or one that became several, or several that became one.

    What several say together is the lowest of them, as for any answer of which only a part is true.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    kind: LinkKind = LinkKind.SAME


class Edition(Written):
    """A matrix in one version."""

    id: FileId
    version: Text


class Crosswalk(Written):
    """MATRIX--MATRIX.crosswalk.yaml, by hand: which criteria of an old matrix are which of a new one.

    `levels` maps each old level to a new one, where the scale changed.
    """

    schema_: Literal["pbp-assess/crosswalk/1"] = Field(alias="schema")
    old: Edition
    new: Edition
    levels: dict[Number, Number] = {}
    reworded: tuple[Code, ...] = ()
    renamed: dict[Code, Code] = {}
    split: dict[Code, tuple[Code, ...]] = {}
    merged: dict[Code, tuple[Code, ...]] = {}

    def joins(self, old: Matrix, new: Matrix) -> bool:
        """Whether it leads from the one matrix to the other."""
        return (self.old.id, self.old.version, self.new.id, self.new.version) == (
            old.id,
            old.version,
            new.id,
            new.version,
        )

    @property
    def links(self) -> tuple[Link, ...]:
        """What it joins, in the order of the file."""
        return (
            *(Link((name,), (name,), LinkKind.REWORDED) for name in self.reworded),
            *(Link((then,), (now,), LinkKind.RENAMED) for then, now in self.renamed.items()),
            *(Link((then,), parts, LinkKind.SPLIT) for then, parts in self.split.items()),
            *(Link(parts, (now,), LinkKind.MERGED) for now, parts in self.merged.items()),
        )

    def turned(self) -> "Crosswalk":
        """The way back, where the levels have one."""
        return self.model_copy(
            update={
                "old": self.new,
                "new": self.old,
                "levels": {now: then for then, now in self.levels.items()},
                "renamed": {now: then for then, now in self.renamed.items()},
                "split": self.merged,
                "merged": self.split,
            }
        )


# --- does it fit the two matrices? ----------------------------------------------------------------


def misfits(crosswalk: Crosswalk, old: Matrix, new: Matrix) -> Iterator[Fault]:
    """What stands in a crosswalk that the two matrices do not bear out."""
    yield from _unknown(crosswalk, old, new)
    yield from _twice(crosswalk)
    yield from _levels(crosswalk, old, new)


def _named(crosswalk: Crosswalk) -> Iterator[tuple[str, bool, Path, bool]]:
    """Every criterion named: whether the old matrix should have it, where it stands, and whether as a key."""
    for place, name in enumerate(crosswalk.reworded):
        yield name, True, ("reworded", place), False
        yield name, False, ("reworded", place), False
    for then, now in crosswalk.renamed.items():
        yield then, True, ("renamed", then), True
        yield now, False, ("renamed", then), False
    for key, mapping, whole_is_old in (("split", crosswalk.split, True), ("merged", crosswalk.merged, False)):
        for whole, parts in mapping.items():
            yield whole, whole_is_old, (key, whole), True
            for place, part in enumerate(parts):
                yield part, not whole_is_old, (key, whole, place), False


def _unknown(crosswalk: Crosswalk, old: Matrix, new: Matrix) -> Iterator[Fault]:
    for name, is_old, path, key in _named(crosswalk):
        matrix = old if is_old else new
        if name not in matrix.criterion_by_id:
            found = f'no criterion "{name}" in {matrix.id} {matrix.version}'
            hint = nearest(name, matrix.criterion_by_id)
            yield Fault("PBP506", found, "a criterion of that matrix", "crosswalk", path, hint=hint, key=key)


def _twice(crosswalk: Crosswalk) -> Iterator[Fault]:
    named = list(_named(crosswalk))
    times = Counter((name, is_old) for name, is_old, _, _ in named)
    for name, is_old, path, key in named:
        if times[name, is_old] > 1:
            found = f'"{name}" of the {"old" if is_old else "new"} matrix stands here more than once'
            yield Fault("PBP507", found, "each criterion joined once", "crosswalk", path, key=key)


def _levels(crosswalk: Crosswalk, old: Matrix, new: Matrix) -> Iterator[Fault]:
    """Each old level has a new one, of the new scale, and the order is kept."""
    if not crosswalk.levels:
        return
    missing = [level for level in old.levels if level not in crosswalk.levels]
    mapped = [crosswalk.levels[level] for level in old.levels if level in crosswalk.levels]
    strange = set(crosswalk.levels) - set(old.levels) or set(mapped) - set(new.levels)
    if missing or strange or mapped != sorted(mapped):
        found = "levels that do not lead from the one scale to the other in order"
        expected = f"each of {_numbers(old.levels)}, to one of {_numbers(new.levels)}, never falling"
        yield Fault("PBP508", found, expected, "crosswalk", ("levels",))


def _numbers(levels: tuple[int, ...]) -> str:
    return ", ".join(map(str, levels))
