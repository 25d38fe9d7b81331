"""Does a snapshot say what the partners' copy says, no more, and compare as the sheets do?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import riverside
from build import actions, evidence, matrix, moderation
from comparing import BEFORE, part, side
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import Comparison, Grade, compare
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.disclosure.comparison import disclose_comparison
from pbp_assess.core.gate import Outcome, Withheld
from pbp_assess.core.profile import Source
from pbp_assess.core.snapshot import Stored
from pbp_assess.core.snapshot.fitting import misfits
from pbp_assess.problems import NotComparableError
from storing import PARTNERSHIP, beside, copy_of, kept

ROSE = ("2 2 2 2 2 2 2 2", "3 3 3 3 3 3 3 2")
FEW = ("3 3 3 . .", "3 3 2 . .")
MIXED_UP = ("1 2 3 3 3 3 3 . .", "1 2 3 3 3 . . 2 2")


def stored_pair(then: Dossier, now: Dossier) -> tuple[Stored, Stored]:
    return kept(then), kept(now, then, since=beside(then, now))


def rounds(before: str, after: str, **fields: Any) -> tuple[Dossier, Dossier]:
    return part(earlier=True, columns={"GOV1": before}), part(columns={"GOV1": after}, **fields)


def from_snapshots(then: Dossier, now: Dossier) -> Comparison:
    before, after = stored_pair(then, now)
    return compare(before.side, after.side)


# --- it compares as the sheets do -----------------------------------------------------------------


@pytest.mark.parametrize("audience", [PARTNERSHIP, Audience.PUBLIC])
@pytest.mark.parametrize("answers", [ROSE, FEW, MIXED_UP, tuple(reversed(ROSE)), ("3 3 3 3 3 3", "3 3 3 3 3 3")])
def test_two_snapshots_say_of_each_question_what_two_sets_of_sheets_say(
    answers: tuple[str, str], audience: Audience
) -> None:
    then, now = rounds(*answers)
    whole = disclose_comparison(compare(side(then), side(now, then)), audience)
    alone = disclose_comparison(from_snapshots(then, now), audience)
    assert alone.panel == whole.panel
    for one, other in zip(alone.criteria, whole.criteria, strict=True):
        assert (one.grade, one.direction, one.held, one.held_before) == (
            other.grade,
            other.direction,
            other.held,
            other.held_before,
        )
        assert (one.supported, one.supported_before) == (other.supported, other.supported_before)
        assert one.moves is not None
        assert other.moves is not None
        assert (one.moves.up, one.moves.down, one.moves.of) == (other.moves.up, other.moves.down, other.moves.of)
    assert alone.functions == whole.functions
    assert [(each.domain, each.rose, each.fell, each.too_few) for each in alone.domains] == [
        (each.domain, each.rose, each.fell, each.too_few) for each in whole.domains
    ]


def test_riverside_from_snapshots_is_riverside_from_sheets() -> None:
    then, now = riverside.before(), riverside.now()
    whole, alone = beside(then, now), disclose_comparison(from_snapshots(then, now), PARTNERSHIP)
    assert alone.functions == whole.functions
    assert alone.records == whole.records
    assert alone.documents == whole.documents
    assert [one.what for one in alone.actions.overdue] == [one.what for one in whole.actions.overdue]
    assert [(one.link, one.grade) for one in alone.criteria] == [(one.link, one.grade) for one in whole.criteria]


def test_with_any_other_round_than_the_one_before_it_is_whole_panel_only() -> None:
    then, now = rounds(*ROSE)
    before, after = stored_pair(then, now)
    other = replace(before.side, facts=replace(before.facts, round_id="2021-22-q1"))
    found = compare(other, after.side)
    assert found.matched is None
    assert {change.grade for change in found.criteria} == {Grade.TOO_FEW}
    assert {change.moves for change in found.criteria} == {None}
    assert not found.empty


def test_a_snapshot_beside_sheets_is_whole_panel_only() -> None:
    then, now = rounds(*ROSE)
    before, after = stored_pair(then, now)
    assert compare(before.side, side(now)).matched is None
    assert compare(side(then), after.side).matched is not None


def test_nothing_is_stored_since_a_round_of_which_only_the_whole_panel_is_known() -> None:
    then, now = rounds(*ROSE)
    alone = disclose_comparison(compare(kept(then).side, side(now)), PARTNERSHIP)
    assert kept(now, since=alone).snapshot.since is None


def test_a_gate_that_nobody_answered_twice_has_no_matched_verdict_in_it() -> None:
    asked = matrix("GOV1", gates={"bcf": {"partial": "GOV1=3"}})
    aims = {"aims": {"bcf": "partial"}}
    then = part(asked, earlier=True, columns={"GOV1": "3 3 3 3 3 . . . . ."}, round_=aims)
    now = part(asked, columns={"GOV1": ". . . . . 3 3 3 3 3"}, round_=aims)
    since = kept(now, since=beside(then, now)).snapshot.since
    assert since is not None
    assert (since.people.both, since.gates) == (0, {})


def test_a_round_beside_itself_says_that_nothing_changed() -> None:
    then, now = rounds(ROSE[0], ROSE[0])
    assert from_snapshots(then, now).empty


def test_what_a_snapshot_says_moved_counts_as_a_change() -> None:
    asked = matrix("GOV1 GOV2")
    steady = "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4"
    fell = "4 4 4 4 4 4 4 4 4 3 3 3 3 3 3"
    then = part(asked, earlier=True, columns={"GOV1": steady, "GOV2": steady})
    now = part(asked, columns={"GOV1": fell, "GOV2": steady})
    found = from_snapshots(then, now)
    assert found.criteria[0].held == found.criteria[0].held_before
    assert not found.empty


def test_a_round_without_answers_is_compared_with_nothing() -> None:
    then, now = rounds("3 3 3 3 3", "_ _ _ _ _")
    with pytest.raises(NotComparableError):
        compare(kept(then).side, kept(now).side)


# --- what is in it --------------------------------------------------------------------------------


def test_nobody_stands_alone_in_it() -> None:
    entry = kept(part(columns={"GOV1": "0 2 2 2 2 3 3 4"})).snapshot.criteria["GOV1"]
    assert [(band.level, band.count) for band in entry.members or ()] == [(2, 5), (3, 3)]
    assert entry.supported == 2


def test_counts_of_too_few_are_left_out_and_the_question_was_asked_all_the_same() -> None:
    then, now = rounds("3 3 3 3", "3 3 3 3")
    entry = kept(now).snapshot.criteria["GOV1"]
    assert (entry.members, entry.supported, entry.held.level, entry.held.source) == (None, None, None, Source.TOO_FEW)
    assert (entry.asked, entry.gave_a_level) == (4, 4)
    assert kept(now).side.untold == {"GOV1"}
    found = from_snapshots(then, now)
    assert (len(found.criteria), found.uncompared) == (1, ())
    assert (found.criteria[0].before, found.criteria[0].after) == (None, None)


def test_what_was_not_asked_stays_not_asked() -> None:
    excluded = {"excluded": {"GOV2": {"reason": "not ours"}}}
    asked = matrix("GOV1 GOV2", gates={})
    then = part(asked, earlier=True, columns={"GOV1": ROSE[0], "GOV2": ROSE[0]})
    now = part(asked, columns={"GOV1": ROSE[0], "GOV2": ROSE[0]}, round_=excluded)
    found = from_snapshots(then, now)
    assert [entry.criterion for entry in found.uncompared] == ["GOV2"]
    assert kept(now).profiles["GOV2"].tally is None


def test_it_names_no_leader_no_role_and_no_owner() -> None:
    held = riverside.now()
    text = kept(held, riverside.before()).snapshot.model_dump_json(exclude={"matrix"})
    for leader in held.panel.leaders:
        assert f'"{leader.id}"' not in text
        assert leader.role not in text
    for hidden in ("A remark that nobody released", "shadow minutes", "governance team"):
        assert hidden not in text


def test_the_panel_has_a_hash_that_tells_whether_it_is_the_same() -> None:
    one, same, other = (kept(part(columns={"GOV1": text})) for text in ("3 3 3", "2 2 2", "3 3 3 3"))
    assert one.snapshot.panel.sha256 == same.snapshot.panel.sha256 != other.snapshot.panel.sha256


def test_gates_on_private_answers_are_kept_where_they_come_out_otherwise() -> None:
    asked = matrix("GOV1 GOV2", gates={"bcf": {"partial": "GOV1=3"}, "gp": {"partial": "GOV2=3"}})
    columns = {"GOV1": "1 1 1 1 1 1", "GOV2": "3 3 3 3 3 3"}
    aims = {"aims": {"bcf": "partial", "gp": "partial"}}
    agreed = moderation(GOV1={"level": 3, "evidence": "the plan"})
    held = part(asked, columns=columns, round_=aims, moderation=agreed)
    stored = kept(held)
    assert list(stored.snapshot.functions["bcf"].on_private_answers) == ["partial"]
    assert stored.snapshot.functions["gp"].on_private_answers == {}
    copy = {function.function: function for function in stored.copy(PARTNERSHIP).functions}
    assert copy["bcf"].stages["partial"].gate.outcome is Outcome.MET
    assert copy["bcf"].stages["partial"].private.outcome is Outcome.NOT_MET


def test_actions_and_targets_are_kept_without_their_owners_and_notes() -> None:
    taken = actions(
        {"id": "a1", "what": "write it", "owner": "m1", "due": date(2022, 12, 8), "round": BEFORE, "criterion": "GOV1"},
        targets=[{"criterion": "GOV1", "level": 3, "due": date(2022, 12, 1), "round": BEFORE, "note": "a remark"}],
    )
    then, now = rounds(*ROSE, actions=taken)
    found = from_snapshots(then, now)
    assert [(one.what, one.owner) for one in found.actions.overdue] == [("write it", "owner not stored")]
    assert [(one.target.level, one.target.note) for one in found.targets] == [(3, None)]


# --- as a copy ------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", list(Audience))
def test_as_a_copy_it_is_the_partners_or_the_public_one(audience: Audience) -> None:
    held = riverside.now()
    copy = kept(held, riverside.before()).copy(audience)
    whose = Audience.PUBLIC if audience is Audience.PUBLIC else PARTNERSHIP
    whole = disclose(assess(held, (riverside.before(),), riverside.CLOSED), whose)
    assert copy.audience is whose
    assert (copy.facts, copy.headline, copy.members, copy.invited) == (
        whole.facts,
        whole.headline,
        whole.members,
        whole.invited,
    )
    assert [function.function for function in copy.functions] == [function.function for function in whole.functions]
    for function, other in zip(copy.functions, whole.functions, strict=True):
        assert (function.sought, function.highest_met) == (other.sought, other.highest_met)
        assert {name: stage.gate.status for name, stage in function.stages.items()} == {
            name: stage.gate.status for name, stage in other.stages.items()
        }
    for name, entry in copy.criteria.items():
        assert (entry.held, entry.supported, entry.asked, entry.n) == (
            whole.criteria[name].held,
            whole.criteria[name].supported,
            whole.criteria[name].asked,
            whole.criteria[name].n,
        )
        assert entry.bands == whole.criteria[name].bands
        assert (entry.states, entry.invited, entry.at_held) == (Withheld.WITHHELD,) * 3


def test_the_headline_of_the_copy_is_that_of_the_sheets() -> None:
    held = part(matrix("GOV1 GOV2"), columns={"GOV1": "3 3 3 3 3", "GOV2": "1 1 1" + " 1 1"})
    assert kept(held).copy(PARTNERSHIP).headline == copy_of(held).headline


# --- does it fit ----------------------------------------------------------------------------------


def broken(**changes: Any) -> list[str]:
    """The codes and paths of what does not fit, after a part of a good snapshot was exchanged."""
    stored = kept(
        part(
            matrix("GOV1", gates={"bcf": {"partial": "GOV1=3"}}),
            columns={"GOV1": "3 3 3 3 3"},
            round_={"aims": {"bcf": "partial"}},
        )
    )
    snapshot = stored.snapshot.model_copy(
        update={name: change(getattr(stored.snapshot, name)) for name, change in changes.items()}
    )
    return [".".join(map(str, fault.path)) for fault in misfits(snapshot, stored.matrix)]


def entry(**fields: Any) -> Any:
    return lambda criteria: {"GOV1": criteria["GOV1"].model_copy(update=fields)}


def test_what_was_made_fits() -> None:
    assert broken() == []


@pytest.mark.parametrize(
    ("name", "change", "path"),
    [
        ("matrix", lambda old: old.model_copy(update={"version": "9.9.9"}), "matrix.id"),
        ("criteria", lambda _: {}, "criteria"),
        ("criteria", lambda old: {**old, "GOV9": old["GOV1"]}, "criteria.GOV9"),
        ("criteria", entry(wording="0" * 64), "criteria.GOV1.wording"),
        ("criteria", entry(supported=9), "criteria.GOV1.supported"),
        ("criteria", entry(gave_a_level=6, asked=5), "criteria.GOV1"),
        ("criteria", entry(members=()), "criteria.GOV1"),
        ("functions", lambda old: {"gp": old["bcf"]}, "functions.gp"),
        ("functions", lambda old: {"bcf": old["bcf"].model_copy(update={"sought": "full"})}, "functions.bcf"),
        (
            "panel",
            lambda old: old.model_copy(update={"members": old.members.model_copy(update={"count": 6})}),
            "panel.members.count",
        ),
    ],
)
def test_what_does_not_fit_is_told(name: str, change: Any, path: str) -> None:
    assert broken(**{name: change}) == [path]


def test_a_document_of_a_criterion_is_evidence_in_it() -> None:
    shown = evidence(shown={"GOV1": {"minutes": "seen"}})
    assert kept(part(columns={"GOV1": "3 3 3 3 3"}, evidence=shown)).snapshot.evidence == ("GOV1",)
