"""Does a crosswalk fit the two matrices that it joins?"""

from collections import Counter
from collections.abc import Iterator

from pbp_assess.core.check.fault import Fault, Path, nearest
from pbp_assess.core.crosswalk import Crosswalk
from pbp_assess.core.matrix import Matrix


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
