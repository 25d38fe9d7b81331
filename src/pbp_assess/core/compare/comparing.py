"""What changed between two rounds?

`compare` puts the people who answered both times first, then the whole panel, verdicts and facts; a change of people is
never taken for a change of mind.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pbp_assess.core.compare.criteria import CriterionChange, DomainChange, criterion_change, domain_changes, moved
from pbp_assess.core.compare.facts import (
    DocumentChange,
    Followed,
    RecordChange,
    TargetResult,
    document_changes,
    follow,
    record_changes,
    target_results,
)
from pbp_assess.core.compare.functions import FunctionChange, function_changes, in_both
from pbp_assess.core.compare.linking import Uncompared, comparable, level_map, links
from pbp_assess.core.compare.matching import matched
from pbp_assess.core.compare.matrices import MatrixChange, matrix_changes
from pbp_assess.core.compare.side import Matched, Side
from pbp_assess.core.crosswalk import Crosswalk
from pbp_assess.problems import NotComparableError


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds of one place, compared.

    `matched` is None where the people who answered both times are not known: then only the whole panels are compared.
    `criteria` are the questions compared, in the order of the later matrix, `uncompared` all others with the reason.
    """

    before: Side
    after: Side
    matched: Matched | None
    criteria: tuple[CriterionChange, ...]
    uncompared: tuple[Uncompared, ...]
    domains: tuple[DomainChange, ...]
    functions: tuple[FunctionChange, ...]
    matrix: tuple[MatrixChange, ...]
    records: tuple[RecordChange, ...]
    documents: tuple[DocumentChange, ...]
    actions: Followed
    targets: tuple[TargetResult, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all changed: no view, no level used, no verdict, no fact, no question of the matrix."""
        views = any(change.held.level != change.held_before.level or moved(change) for change in self.criteria)
        verdicts = any(stage.before != stage.after for function in self.functions for stage in function.stages)
        return not (views or verdicts or self.matrix or self.records or self.documents)


def compare(before: Side, after: Side, crosswalk: Crosswalk | None = None) -> Comparison:
    """Compare two rounds of one place; the crosswalk must fit their matrices.

    Raises:
        NotComparableError: they are of two places, one has no answers, the scale changed without a map, or they
            have no question in common.
    """
    _same_place(before, after)
    old, new = before.facts.matrix, after.facts.matrix
    levels = level_map(old, new, crosswalk)
    found, rest = comparable(before, after, links(old, new, crosswalk))
    if not found:
        raise NotComparableError("PBP502", "no question was asked in both rounds in the same words")
    people = matched(before, after, found, levels, in_both(before, after))
    at = _spoken_level(after)
    headline = new.headline_level
    changes = tuple(
        criterion_change(
            before, after, link, levels, people, max((at.get(name, headline) for name in link.after), default=headline)
        )
        for link in found
    )
    return Comparison(
        before=before,
        after=after,
        matched=people,
        criteria=changes,
        uncompared=rest,
        domains=domain_changes(before, after, changes, same_scale=old.levels == new.levels),
        functions=function_changes(before, after, people),
        matrix=tuple(matrix_changes(old, new)),
        records=tuple(record_changes(before, after)),
        documents=tuple(document_changes(before, after)),
        actions=follow(after),
        targets=tuple(target_results(after)),
    )


def _same_place(before: Side, after: Side) -> None:
    """Two rounds of one place, both with answers."""
    if before.facts.place_id != after.facts.place_id:
        places = f"{before.facts.place_id} and {after.facts.place_id}"
        raise NotComparableError("PBP505", f"the rounds are of two places, {places}")
    for side in (before, after):
        if not side.coverage.members.count:
            raise NotComparableError("PBP503", f"round {side.facts.round_id} has no answers to compare")


def _spoken_level(after: Side) -> Mapping[str, int]:
    """The highest level sought of each criterion: where a share is spoken of, it is at that level."""
    policy, highest = after.facts.matrix.policy, dict[str, int]()
    for function, stage in after.sought.items():
        if (function, stage) in after.gates:
            for name, level in policy.needed(policy.function_by_id[function], stage).items():
                highest[name] = max(level, highest.get(name, level))
    return highest
