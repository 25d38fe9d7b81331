"""Which crosswalk can be proposed between two matrices, and what has a person to decide?

Only what no judgement goes into is proposed: a question that stands under another id with the same words to the letter.
Whether other words still ask the same is never guessed.
"""

from collections import defaultdict
from dataclasses import dataclass

from pbp_assess.core.crosswalk import Crosswalk, Edition
from pbp_assess.core.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Proposal:
    """A crosswalk with what is certain, and what it leaves open."""

    crosswalk: Crosswalk
    reworded: tuple[str, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    scale_changed: bool

    @property
    def needed(self) -> bool:
        """Whether anything of the old matrix is not found in the new one as it was."""
        return bool(self.crosswalk.renamed or self.reworded or self.removed or self.scale_changed)


def propose(old: Matrix, new: Matrix) -> Proposal:
    """What can be joined without a judgement."""
    ids = renamed(old, new)
    joined = set(ids.values())
    return Proposal(
        Crosswalk(
            schema_="pbp-assess/crosswalk/1",
            old=Edition(id=old.id, version=old.version),
            new=Edition(id=new.id, version=new.version),
            renamed=ids,
        ),
        tuple(name for name in new.criterion_by_id if _reworded(old, new, name)),
        tuple(name for name in old.criterion_by_id if name not in new.criterion_by_id and name not in ids),
        tuple(name for name in new.criterion_by_id if name not in old.criterion_by_id and name not in joined),
        old.levels != new.levels,
    )


def _reworded(old: Matrix, new: Matrix, name: str) -> bool:
    then = old.criterion_by_id.get(name)
    return then is not None and then.wording_hash != new.criterion_by_id[name].wording_hash


def renamed(old: Matrix, new: Matrix) -> dict[str, str]:
    """Ids that are gone, and the one new id with the same words; where two have them, nobody knows which it is."""
    gone, came = _by_wording(old, new), _by_wording(new, old)
    return {
        names[0]: came[wording][0]
        for wording, names in gone.items()
        if len(names) == 1 and len(came.get(wording, ())) == 1
    }


def _by_wording(matrix: Matrix, other: Matrix) -> dict[str, list[str]]:
    """The questions that only this matrix has, by their words."""
    found: dict[str, list[str]] = defaultdict(list)
    for criterion in matrix.criteria:
        if criterion.id not in other.criterion_by_id:
            found[criterion.wording_hash].append(criterion.id)
    return found
