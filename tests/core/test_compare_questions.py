"""Are questions compared that are the same, joined where somebody says so, and listed where they are not?"""

from typing import Any

import pytest

from build import criterion, matrix
from comparing import part, side
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.check.crosswalk_rules import misfits
from pbp_assess.core.compare import Comparison, Moves, compare
from pbp_assess.core.compare.linking import Reason, links
from pbp_assess.core.compare.matrices import MatrixChange, MatrixShift, matrix_changes
from pbp_assess.core.crosswalk import Crosswalk, Link, LinkKind
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.profile import Source
from pbp_assess.problems import NotComparableError


def crosswalk(**fields: Any) -> Crosswalk:
    ends = {"old": {"id": "example", "version": "1.0.0"}, "new": {"id": "example", "version": "2.0.0"}}
    return Crosswalk.model_validate({"schema": "pbp-assess/crosswalk/1", **ends, **fields})


def reworded(*names: str) -> Matrix:
    """GOV1, GOV2 and FIN1, with new words for these."""
    asked = matrix("GOV1 GOV2 FIN1", gates={}, version="2.0.0")
    fields = asked.model_dump(by_alias=True)
    for domain in fields["domains"]:
        for one in domain["criteria"]:
            if one["id"] in names:
                one["meaning"] = "asked in new words"
    return Matrix.model_validate(fields)


def rounds(old: Matrix, new: Matrix, before: dict[str, str], after: dict[str, str], **fields: Any) -> Comparison:
    return compare(
        side(part(old, earlier=True, columns=before)),
        side(part(new, columns=after, round_=fields.pop("round_", {}))),
        **fields,
    )


def reasons(found: Comparison) -> dict[str, Reason]:
    return {entry.criterion: entry.reason for entry in found.uncompared}


def test_other_words_are_another_question() -> None:
    columns = {"GOV1": "1 1", "GOV2": "1 1", "FIN1": "1 1"}
    found = rounds(matrix(gates={}), reworded("GOV2"), columns, columns)
    assert [change.link.after for change in found.criteria] == [("GOV1",), ("FIN1",)]
    assert reasons(found) == {"GOV2": Reason.REWORDED}
    assert MatrixChange(MatrixShift.REWORDED, "GOV2") in found.matrix


def test_new_and_gone_questions_are_listed() -> None:
    old, new = matrix("GOV1 GOV2", gates={}), matrix("GOV1 FIN1", gates={})
    found = rounds(old, new, {"GOV1": "1", "GOV2": "3"}, {"GOV1": "1", "FIN1": "2"})
    assert reasons(found) == {"FIN1": Reason.ADDED, "GOV2": Reason.REMOVED}
    assert {entry.criterion: entry.held.level for entry in found.uncompared} == {"FIN1": 2, "GOV2": 3}


def test_a_pulse_is_compared_on_what_it_asked_and_the_rest_stands() -> None:
    asked = matrix("GOV1 GOV2", gates={})
    full = part(asked, earlier=True, columns={"GOV1": "1 1 1", "GOV2": "2 2 2"})
    pulse = part(asked, columns={"GOV1": "2 2 2"}, round_={"kind": "pulse", "criteria": ["GOV1"]})
    found = compare(side(full), side(pulse, full))
    assert [change.link.after for change in found.criteria] == [("GOV1",)]
    (rest,) = found.uncompared
    assert (rest.criterion, rest.reason) == ("GOV2", Reason.NOT_ASKED)
    assert (rest.held.level, rest.held.carried_from) == (2, "2022-23-q1")
    back = compare(side(pulse, full), side(full))
    assert reasons(back) == {"GOV2": Reason.NOT_ASKED_BEFORE}


@pytest.mark.parametrize(("when", "reason"), [("before", Reason.EXCLUDED_BEFORE), ("after", Reason.EXCLUDED)])
def test_a_question_taken_out_is_listed_as_that(when: str, reason: Reason) -> None:
    asked = matrix("GOV1 GOV2", gates={})
    out = {"excluded": {"GOV2": {"reason": "under review"}}}

    def held(label: str) -> Dossier:
        columns = {"GOV1": "1 1"} if label == when else {"GOV1": "1 1", "GOV2": "1 1"}
        return part(asked, earlier=label == "before", columns=columns, round_=dict(out) if label == when else {})

    found = compare(side(held("before")), side(held("after")))
    assert reasons(found) == {"GOV2": reason}
    expected = Source.EXCLUDED if when == "after" else Source.SUPPORTED
    assert found.uncompared[0].held.source is expected


def test_without_a_question_in_common_nothing_is_compared() -> None:
    with pytest.raises(NotComparableError, match="PBP502"):
        rounds(matrix("GOV1", gates={}), matrix("FIN1", gates={}), {"GOV1": "1"}, {"FIN1": "1"})


# --- through a crosswalk --------------------------------------------------------------------------


def test_what_is_said_to_be_reworded_or_renamed_is_compared() -> None:
    old, new = matrix("GOV1 GOV2", gates={}), matrix("GOV2 FIN1", gates={}, version="2.0.0")
    found = rounds(
        old,
        new,
        {"GOV1": "1 1", "GOV2": "1 1"},
        {"GOV2": "1 1", "FIN1": "2 2"},
        crosswalk=crosswalk(renamed={"GOV1": "FIN1"}),
    )
    assert [change.link for change in found.criteria] == [
        Link(("GOV2",), ("GOV2",)),
        Link(("GOV1",), ("FIN1",), LinkKind.RENAMED),
    ]
    assert [change.moves and change.moves.up for change in found.criteria] == [0, 2]
    again = rounds(
        matrix(gates={}),
        reworded("GOV2"),
        *[{"GOV1": "1", "GOV2": "1", "FIN1": "1"}] * 2,
        crosswalk=crosswalk(reworded=["GOV2"]),
    )
    assert [change.link.kind for change in again.criteria] == [LinkKind.SAME, LinkKind.REWORDED, LinkKind.SAME]
    assert again.uncompared == ()


def test_what_became_several_stands_at_the_lowest_of_them() -> None:
    old, new = matrix("GOV1", gates={}), matrix("GOV2 GOV3", gates={}, version="2.0.0")
    found = rounds(
        old,
        new,
        {"GOV1": "2 2 2 2"},
        {"GOV2": "3 2 1 3", "GOV3": "3 4 4 ?"},
        crosswalk=crosswalk(split={"GOV1": ["GOV2", "GOV3"]}),
    )
    (change,) = found.criteria
    assert change.link == Link(("GOV1",), ("GOV2", "GOV3"), LinkKind.SPLIT)
    assert isinstance(change.moves, Moves)
    assert (change.moves.up, change.moves.same, change.moves.down) == (1, 1, 1)
    assert change.after is not None
    assert change.after.counts == (0, 1, 1, 1, 0)
    assert (change.held_before.level, change.held.level) == (2, 2)
    assert found.domains[0].compared == 1


def test_what_was_several_stood_at_the_lowest_of_them_and_the_way_back_mirrors_it() -> None:
    old, new = matrix("GOV1 GOV2", gates={}), matrix("GOV3", gates={}, version="2.0.0")
    joined = crosswalk(merged={"GOV3": ["GOV1", "GOV2"]})
    columns = {"GOV1": "1 2 3", "GOV2": "3 2 1"}, {"GOV3": "2 2 2"}
    (forth,) = rounds(old, new, *columns, crosswalk=joined).criteria
    (back,) = rounds(new, old, *reversed(columns), crosswalk=joined.turned()).criteria
    assert isinstance(forth.moves, Moves)
    assert isinstance(back.moves, Moves)
    assert (forth.moves.up, forth.moves.down) == (back.moves.down, back.moves.up) == (2, 0)
    assert (forth.link.kind, back.link.kind) == (LinkKind.MERGED, LinkKind.SPLIT)


def test_several_questions_of_a_stored_round_have_no_counts_together() -> None:
    from dataclasses import replace

    old, new = matrix("GOV1", gates={}), matrix("GOV2 GOV3", gates={}, version="2.0.0")
    before = side(part(old, earlier=True, columns={"GOV1": "2 2"}))
    after = replace(side(part(new, columns={"GOV2": "3 3", "GOV3": "1 1"})), dossier=None)
    (change,) = compare(before, after, crosswalk(split={"GOV1": ["GOV2", "GOV3"]})).criteria
    assert (change.after, change.supported, change.held.level) == (None, None, 1)


def test_a_held_level_of_several_is_missing_where_one_is() -> None:
    old, new = matrix("GOV1", gates={}), matrix("GOV2 GOV3", gates={}, version="2.0.0")
    joined = crosswalk(split={"GOV1": ["GOV2", "GOV3"]})
    (change,) = rounds(old, new, {"GOV1": "2 2"}, {"GOV2": "3 3", "GOV3": "? ?"}, crosswalk=joined).criteria
    assert (change.held.level, change.held.source) == (None, Source.NO_ANSWERS)


# --- another scale --------------------------------------------------------------------------------


def test_another_scale_is_refused_unless_mapped() -> None:
    old, new = matrix("GOV1", levels=range(5), gates={}), matrix("GOV1", levels=range(1, 4), gates={}, version="2.0.0")
    columns = {"GOV1": "2 2 3 3 3 2"}, {"GOV1": "1 2 3 2 2 2"}
    with pytest.raises(NotComparableError, match="ran from 0 to 4 and now runs from 1 to 3"):
        rounds(old, new, *columns)
    levels = {0: 1, 1: 1, 2: 2, 3: 2, 4: 3}
    found = rounds(old, new, *columns, crosswalk=crosswalk(levels=levels, reworded=["GOV1"]))
    (change,) = found.criteria
    assert isinstance(change.moves, Moves)
    assert (change.moves.up, change.moves.same, change.moves.down) == (1, 4, 1)
    assert change.before is not None
    assert (change.before.lowest, change.before.counts) == (1, (0, 6, 0))
    assert change.held_before.level == 2
    assert found.domains[0].before is None
    assert MatrixChange(MatrixShift.SCALE).breaking


def test_a_crosswalk_says_between_which_editions_it_leads() -> None:
    old, new = matrix(gates={}), matrix(gates={}, version="2.0.0")
    assert crosswalk().joins(old, new)
    assert not crosswalk().joins(new, old)
    assert crosswalk(levels={0: 0}, renamed={"A": "B"}).turned().turned() == crosswalk(
        levels={0: 0}, renamed={"A": "B"}
    )


MISFITS = [
    ({"reworded": ["GOV1"], "renamed": {"GOV2": "FIN1"}}, []),
    ({"reworded": ["GOV9"]}, [("PBP506", ("reworded", 0)), ("PBP506", ("reworded", 0))]),
    ({"renamed": {"GOV9": "GOV1"}}, [("PBP506", ("renamed", "GOV9"))]),
    ({"renamed": {"GOV1": "GOV9"}}, [("PBP506", ("renamed", "GOV1"))]),
    ({"split": {"GOV1": ["GOV1", "GOV9"]}}, [("PBP506", ("split", "GOV1", 1))]),
    ({"merged": {"GOV1": ["GOV1", "GOV9"]}}, [("PBP506", ("merged", "GOV1", 1))]),
    (
        {"reworded": ["GOV1"], "renamed": {"GOV1": "GOV2"}},
        [("PBP507", ("reworded", 0)), ("PBP507", ("renamed", "GOV1"))],
    ),
    ({"levels": {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}}, []),
    ({"levels": {0: 0, 1: 1}}, [("PBP508", ("levels",))]),
    ({"levels": {0: 0, 1: 3, 2: 2, 3: 3, 4: 4}}, [("PBP508", ("levels",))]),
    ({"levels": {0: 0, 1: 1, 2: 2, 3: 3, 4: 7}}, [("PBP508", ("levels",))]),
    ({"levels": {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 4}}, [("PBP508", ("levels",))]),
]


@pytest.mark.parametrize(("fields", "expected"), MISFITS)
def test_a_crosswalk_that_does_not_fit_is_told_where(fields: dict[str, Any], expected: list[Any]) -> None:
    faults = list(misfits(crosswalk(**fields), matrix(gates={}), matrix(gates={})))
    assert [(fault.code, fault.path) for fault in faults] == expected


# --- what differs between two matrices ------------------------------------------------------------

GATES = {"bcf": {"shadow": "GOV1=1"}}
DIFFERENCES = [
    (matrix(gates=GATES), []),
    (matrix("GOV1 GOV2", gates=GATES), [(MatrixShift.DOMAIN_REMOVED, "FIN"), (MatrixShift.REMOVED, "FIN1")]),
    (matrix("GOV1 GOV2 FIN1 FIN2", gates=GATES), [(MatrixShift.ADDED, "FIN2")]),
    (matrix("GOV1 GOV2 FIN1 POP1", gates=GATES), [(MatrixShift.DOMAIN_ADDED, "POP"), (MatrixShift.ADDED, "POP1")]),
    (matrix("GOV1! GOV2 FIN1*", gates=GATES), [(MatrixShift.MARKED, "GOV1"), (MatrixShift.MARKED, "FIN1")]),
    (matrix(gates=GATES, counting={"profile_share": "3/4"}), [(MatrixShift.COUNTING, "")]),
    (matrix(gates=GATES, readiness={"min_answers": 6}), [(MatrixShift.COVERAGE, "")]),
    (
        matrix(gates=GATES, readiness={"stages": {"shadow": {"plain": "shadow it", "returned": "3/5"}}}),
        [(MatrixShift.STAGE, "shadow")],
    ),
    (matrix(gates={"bcf": {"shadow": "GOV1=2"}}), [(MatrixShift.FUNCTION, "bcf")]),
    (matrix(gates={"bcf": {"shadow": "GOV1=1"}, "care": {"shadow": "GOV1=1"}}), [(MatrixShift.FUNCTION_ADDED, "care")]),
    (
        matrix(gates={"care": {"shadow": "GOV1=1"}}),
        [(MatrixShift.FUNCTION_ADDED, "care"), (MatrixShift.FUNCTION_REMOVED, "bcf")],
    ),
]


@pytest.mark.parametrize(("new", "expected"), DIFFERENCES, ids=range(len(DIFFERENCES)))
def test_every_difference_between_two_matrices_is_named(new: Matrix, expected: list[Any]) -> None:
    found = list(matrix_changes(matrix(gates=GATES), new))
    assert [(change.kind, change.subject) for change in found] == expected
    assert {change.kind for change in found if change.breaking} <= {MatrixShift.REMOVED}


def test_a_question_that_moved_and_a_scale_that_changed_are_named() -> None:
    old = matrix("GOV1 FIN1", gates={})
    fields = old.model_dump(by_alias=True)
    fields["domains"] = [{"id": "FIN", "name": "FIN", "criteria": [criterion("GOV1"), criterion("FIN1")]}]
    moved = Matrix.model_validate(fields)
    kinds = [change.kind for change in matrix_changes(old, moved)]
    assert kinds == [MatrixShift.DOMAIN_REMOVED, MatrixShift.MOVED]
    scaled = matrix("GOV1 FIN1", levels=range(4), gates={})
    kinds = [change.kind for change in matrix_changes(old, scaled)]
    assert kinds == [MatrixShift.SCALE, MatrixShift.REWORDED, MatrixShift.REWORDED]


def test_a_name_that_a_crosswalk_gives_away_is_not_linked_to_itself_as_well() -> None:
    asked = matrix("GOV1 GOV2", gates={})
    joined = links(asked, asked, crosswalk(renamed={"GOV1": "GOV2"}))
    assert joined == (Link(("GOV1",), ("GOV2",), LinkKind.RENAMED),)


def test_a_question_that_a_crosswalk_gives_away_or_takes_over_is_listed_for_what_it_is() -> None:
    """GOV2 was merged into GOV1, and asked again in the very same words; what GOV1 was is compared under FIN1."""
    asked, columns = matrix(gates={}), {"GOV1": "1 1", "GOV2": "2 2", "FIN1": "3 3"}
    merged = rounds(asked, asked, columns, columns, crosswalk=crosswalk(merged={"GOV1": ["GOV1", "GOV2"]}))
    assert reasons(merged) == {"GOV2": Reason.JOINED}
    taken = rounds(asked, asked, columns, columns, crosswalk=crosswalk(renamed={"GOV1": "FIN1"}))
    assert reasons(taken) == {"GOV1": Reason.JOINED, "FIN1": Reason.REMOVED}
    assert {entry.criterion: entry.held.level for entry in taken.uncompared} == {"GOV1": 1, "FIN1": 3}
