"""Which question of an old matrix is which question of a new one?

Two rounds are compared on the same wording. Where words changed and the question did not, or one question became
two, a person says so in a crosswalk; nothing is guessed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from pbp_assess.core.fields import Code, FileId, Number, Text, Written
from pbp_assess.core.matrix import Matrix

Parts = Annotated[tuple[Code, ...], Field(min_length=2)]


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
    split: dict[Code, Parts] = {}
    merged: dict[Code, Parts] = {}

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
