"""What could somebody work out who has one whole report in hand, and knows every rule?

Every way in which a small panel might have answered is judged and disclosed; whatever a copy holds is what its reader
observes. Panels that look alike are put together: what is the same in all of them is known, and nothing else.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain, combinations_with_replacement
from typing import Any, TypeVar

from pydantic import BaseModel

from build import answers, dossier, function, matrix, stages
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.matrix import Matrix

CANNOT_JUDGE = "?"
SHARES = {"shadow": "1/2", "partial": "3/5", "full": "3/4"}

Input = TypeVar("Input")
Column = tuple[str, ...]


@cache
def _names(kind: type) -> tuple[str, ...]:
    """What a copy of this type holds, but for the facts of the round."""
    return tuple(each.name for each in fields(kind) if each.name != "facts")


def observed(value: Any) -> Hashable:
    """Everything that a copy holds, as one value; what stands in the matrix and the round's facts is known anyway."""
    match value:
        case str() | int():
            return value
        case tuple() | list():
            return tuple(map(observed, value))
        case Mapping():
            return tuple((key, observed(item)) for key, item in value.items())
        case BaseModel():
            return str(getattr(value, "id", type(value).__name__))
        case _ if is_dataclass(value):
            return tuple(observed(getattr(value, name)) for name in _names(value.__class__))
        case _:
            assert isinstance(value, Hashable)
            return value


def alike(inputs: Iterable[Input], look: Callable[[Input], Hashable]) -> list[list[Input]]:
    """The inputs, those together that look the same."""
    groups: dict[Hashable, list[Input]] = defaultdict(list)
    for one in inputs:
        groups[look(one)].append(one)
    return list(groups.values())


def columns(letters: Sequence[str], *sizes: int) -> Iterator[Column]:
    """Every way in which so many people may answer, whoever is who."""
    return chain.from_iterable(combinations_with_replacement(letters, size) for size in sizes)


def letters(levels: int) -> list[str]:
    """The levels of a scale, as answers."""
    return [str(level) for level in range(levels)]


def alone_at(column: Iterable[str], *, lower: bool) -> int | None:
    """The level of somebody alone at this end; None where nobody is, or where there is nobody else."""
    levels = sorted(int(one) for one in column if one != CANNOT_JUDGE)
    if len(set(levels)) < 2:
        return None
    end = levels[0] if lower else levels[-1]
    return end if levels.count(end) == 1 else None


def pinned(look_alikes: Iterable[Iterable[str]]) -> bool:
    """Whether all of these have somebody alone at one end, and always at the same level."""
    known = [list(column) for column in look_alikes]
    ends = ({alone_at(column, lower=lower) for column in known} for lower in (True, False))
    return any(len(places) == 1 and places != {None} for places in ends)


def asking(levels: int, **stage: Any) -> Matrix:
    """A matrix of one question and a function for each level that may be required, at stages of growing share."""
    ladder = {name: stages(name, share=share, **stage)[name] for name, share in SHARES.items()}
    gates = [function(f"f{level}", dict.fromkeys(ladder, f"GOV1={level}")) for level in range(1, levels)]
    return matrix("GOV1", levels=range(levels), readiness={"stages": ladder, "functions": gates})


def answered(asked: Matrix, column: Iterable[str], members: str = "") -> Dossier:
    """A round of that question in which every function is sought at the last stage."""
    aims = {each.id: "full" for each in asked.policy.functions}
    return dossier(asked, *answers(GOV1=" ".join(column)), members=members, round_={"aims": aims})
