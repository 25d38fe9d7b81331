"""Does what stands in a snapshot fit the matrix that stands in it?

A snapshot may come from anywhere: whoever wrote it can write its hash too. What reading rests on is looked at here.
"""

from collections.abc import Iterator

from pbp_assess.core.check.fault import Fault, Path
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.snapshot.model import Snapshot, StoredCriterion


def misfits(snapshot: Snapshot, matrix: Matrix) -> Iterator[Fault]:
    """Criteria, levels, functions, stages and counts that the matrix does not bear out."""
    if (snapshot.matrix.id, snapshot.matrix.version) != (matrix.id, matrix.version):
        yield _fault("another matrix than it says", f"{matrix.id} {matrix.version}", ("matrix", "id"))
    asked, stored = matrix.criterion_by_id, snapshot.criteria
    for name in sorted(asked.keys() ^ stored.keys()):
        found = f'criterion "{name}", which stands in the matrix or in the counts alone'
        yield _fault(
            found, "the criteria of the matrix, each once", ("criteria", name) if name in stored else ("criteria",)
        )
    for name, entry in stored.items():
        if name in asked:
            yield from _criterion(matrix, name, entry)
    yield from _functions(snapshot, matrix)
    members = snapshot.panel.members
    if members.count > members.of:
        yield _fault(
            "more members who answered than were asked", f"at most {members.of}", ("panel", "members", "count")
        )


def _fault(found: str, expected: str, path: Path) -> Fault:
    return Fault("PBP510", found, expected, "snapshot", path)


def _criterion(matrix: Matrix, name: str, entry: StoredCriterion) -> Iterator[Fault]:
    path: Path = ("criteria", name)
    if entry.wording != matrix.criterion_by_id[name].wording_hash:
        yield _fault("the hash of another wording", "that of the words in its matrix", (*path, "wording"))
    given = [(band.level, (*path, "members", place, "level")) for place, band in enumerate(entry.members or ())]
    levels = [(entry.held.level, (*path, "held", "level")), (entry.supported, (*path, "supported")), *given]
    for level, where in levels:
        if level is not None and level not in matrix.levels:
            yield _fault(f"level {level}", f"a level from {matrix.levels[0]} to {matrix.levels[-1]}", where)
    told = sum(band.count for band in entry.members or ())
    if entry.gave_a_level > entry.asked or (entry.asked and entry.members is not None and told != entry.gave_a_level):
        yield _fault("counts that do not add up", "as many members as gave a level, of those asked", path)


def _functions(snapshot: Snapshot, matrix: Matrix) -> Iterator[Fault]:
    policy = matrix.policy
    for name, function in snapshot.functions.items():
        gates = policy.function_by_id[name].gates if name in policy.function_by_id else {}
        for stage in dict.fromkeys((*function.stages, *function.on_private_answers, *filter(None, [function.sought]))):
            if stage not in gates or stage not in policy.stages:
                found = f'function "{name}" at stage "{stage}"'
                yield _fault(found, "functions and stages of the matrix", ("functions", name))
