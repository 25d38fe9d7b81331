"""Does each audience see of a comparison what it may, and nothing else?"""

from typing import Any

import pytest

from build import actions, answers, dossier, evidence, matrix
from comparing import BEFORE, part, side, two
from pbp_assess.core.compare import Comparison, Direction, Grade, compare
from pbp_assess.core.disclosure import Audience, Band
from pbp_assess.core.disclosure.comparison import ChangeKeptBack, disclose_comparison
from pbp_assess.core.gate import Withheld
from pbp_assess.core.profile import Source
from pbp_assess.core.tally import Ratio

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
HIDDEN = Withheld.WITHHELD


def seen(before: str, after: str, audience: Audience = PARTNERSHIP) -> Any:
    """What an audience sees of GOV1."""
    (change,) = disclose_comparison(two(before, after), audience).criteria
    return change


def test_the_facilitator_sees_everything() -> None:
    change = seen("1 1 1 1 1 1 3 .", "2 2 2 2 2 1 . 0", FACILITATOR)
    assert (change.moves.up, change.moves.same, change.moves.down) == (Ratio(5, 6), Ratio(1, 6), Ratio(0, 6))
    assert (change.moves.before, change.moves.after) == ((Band(1, 6),), (Band(1, 1), Band(2, 5)))
    assert (change.before, change.after) == ((Band(1, 6), Band(3, 1)), (Band(0, 1), Band(1, 1), Band(2, 5)))
    assert (change.share.before, change.share.after) == (Ratio(1, 7), Ratio(5, 7))
    assert None not in (change.share.leavers, change.share.real, change.share.joiners)
    assert (change.moves.supported_before, change.moves.supported) == (1, 2)


def test_partners_see_how_many_moved_where_it_is_clear() -> None:
    clear = seen("1 1 1 1 1 1 2 2 2", "2 2 2 2 2 2 2 2 2")
    assert (clear.grade, clear.moves.up, clear.moves.same, clear.moves.down) == (
        Grade.CLEAR,
        Ratio(6, 9),
        HIDDEN,
        Ratio(0, 9, up_to=1),
    )
    small = seen("2 2 2 2 2 2", "3 3 2 2 2 2")
    assert (small.grade, small.direction, small.moves.up) == (Grade.POSSIBLE, Direction.UP, HIDDEN)
    everybody = seen("1 1 1 1 1 1 1 3 3", "2 2 2 2 2 2 2 2 2", PARTNERSHIP)
    assert everybody.grade is Grade.POSSIBLE


@pytest.mark.parametrize("audience", [PARTNERSHIP, PUBLIC])
def test_nobody_else_sees_a_distribution_or_the_chance_of_it(audience: Audience) -> None:
    change = seen("1 1 1 1 1 1 2 2 2", "2 2 2 2 2 2 2 2 2", audience)
    hidden = (change.before, change.after, change.moves.before, change.moves.after, change.moves.chance)
    assert set(hidden) == {HIDDEN}


def test_the_public_sees_no_count_of_moves() -> None:
    change = seen("1 1 1 1 1 1 2 2 2", "2 2 2 2 2 2 2 2 2", PUBLIC)
    assert (change.grade, change.direction) == (Grade.CLEAR, Direction.UP)
    hidden = (change.moves.up, change.moves.down, change.moves.supported, change.supported, change.supported_before)
    assert set(hidden) == {HIDDEN}
    assert (change.held_before.level, change.held.level) == (1, 2)


STAYED = "1 1 2 2 2 2", "2 2 2 2 2 2"
CAME_AND_WENT = [
    ("", "", True),
    (" 3", " .", False),
    (" .", " 3", False),
    (" 3 3 3 3", " . . . .", False),
    (" 1 1 1 1 1", " . . . . .", True),
    (" . . . . . 1 1 1 1 1", " 1 1 1 1 1 . . . . .", True),
    (" . . . . . 1", " 1 1 1 1 1 .", False),
]


@pytest.mark.parametrize(("then", "now", "shown"), CAME_AND_WENT)
def test_what_joiners_and_leavers_did_is_shown_from_five_of_them(then: str, now: str, shown: bool) -> None:
    share = seen(STAYED[0] + then, STAYED[1] + now).share
    effects = (share.leavers, share.real, share.joiners)
    exact = shown and share.before != HIDDEN
    assert (HIDDEN not in effects) == exact
    if not shown:
        assert (share.before, share.after) == (HIDDEN, HIDDEN)


def test_a_share_that_leaves_one_apart_is_not_shown() -> None:
    share = seen("1 2 2 2 2 2", "1 1 1 2 2 2").share
    assert (share.before, share.real) == (HIDDEN, HIDDEN)
    share = seen("1 1 1 2 2 2", "1 1 2 2 2 2").share
    assert (share.before, share.after) == (Ratio(3, 6), Ratio(4, 6))


def test_another_level_used_is_not_put_down_to_those_who_stayed_nor_to_those_who_left() -> None:
    by_people = "1 1 1 2 2 2 0", "1 1 1 2 2 2 ."
    by_mind = "1 1 1 1 2 2 2", "2 1 1 1 2 2 ."
    for before, after in (("1 1 1 2 2 2 2 2", "1 1 1 2 2 2 . ."), ("1 1 1 2 2 2 2 2", "1 1 2 1 2 1 . .")):
        change = seen(before, after)
        assert (change.held_before.level, change.held.level) == (2, 1)
        assert (change.grade, change.direction) == (Grade.NOT_TOLD, Direction.NEITHER)
        assert seen(before, after, FACILITATOR).grade is not Grade.NOT_TOLD
    for before, after in (by_people, by_mind):
        assert seen(before, after).held.level == seen(before, after, FACILITATOR).held.level


def test_too_few_answers_hide_the_level_used_in_question_and_area() -> None:
    found = disclose_comparison(two("2 2 2 2", "3 3 3 3"), PARTNERSHIP)
    (change,), (area,) = found.criteria, found.domains
    assert (change.held_before.source, change.held.source) == (Source.TOO_FEW, Source.TOO_FEW)
    assert (change.supported_before, change.supported) == (HIDDEN, HIDDEN)
    assert area.before is not None
    assert (area.before.level, area.after.level) == (None, None)
    whole = disclose_comparison(two("2 2 2 2", "3 3 3 3"), FACILITATOR)
    assert (whole.criteria[0].held.level, whole.domains[0].after.level) == (3, 3)
    assert whole.kept_back == ()
    assert found.kept_back == tuple(ChangeKeptBack)


def several() -> Comparison:
    """Questions that rose, fell, are as before, too few, changed with the people; and one not asked again."""
    asked = matrix("GOV1 GOV2 GOV3 GOV4 GOV5 GOV6", gates={"bcf": {"shadow": "GOV1=1", "partial": "GOV1=2"}})
    before = {
        "GOV1": "1 1 1 1 1 1 1 .",
        "GOV2": "2 2 2 2 2 2 2 .",
        "GOV3": "2 2 2 2 2 2 2 .",
        "GOV4": "2 2 2 ? ? ? 2 .",
        "GOV5": "1 1 2 2 2 2 2 .",
        "GOV6": "1 1 1 2 2 2 2 .",
    }
    after = {
        "GOV1": "2 2 2 2 2 2 . 2",
        "GOV2": "1 1 1 1 1 1 . 1",
        "GOV3": "2 2 2 2 2 2 . 2",
        "GOV4": "2 2 2 2 2 2 . 2",
        "GOV5": "1 1 2 2 2 2 . 1",
    }
    targets = [{"criterion": "GOV1", "level": 2, "due": "2022-12-01", "round": BEFORE, "note": "whispered"}]
    aims = {"aims": {"bcf": "partial"}}
    names = {"kind": "pulse", "criteria": list(after), **aims}
    planned = actions().model_validate({"schema": "pbp-assess/actions/1", "targets": targets})
    full = part(asked, earlier=True, columns=before, round_=dict(aims))
    return compare(side(full), side(part(asked, columns=after, round_=names, actions=planned), full))


def test_the_parts_of_a_copy_add_up() -> None:
    for audience in Audience:
        copy = disclose_comparison(several(), audience)
        parts = (copy.rose, copy.fell, copy.as_before, copy.too_few, copy.not_told)
        assert sum(map(len, parts)) == len(copy.criteria) == 5
        assert [len(entries) for entries in parts] == ([1, 1, 2, 1, 0] if audience is FACILITATOR else [1, 1, 1, 1, 1])
        (area,) = copy.domains
        assert (area.rose, area.fell, area.as_before, area.too_few, area.not_told) == tuple(map(len, parts))
        assert [(entry.criterion, entry.held.level) for entry in copy.uncompared] == [("GOV6", 1)]


def test_the_public_sees_the_stage_sought_alone_and_notes_stay_with_the_facilitator() -> None:
    shown = {audience: disclose_comparison(several(), audience) for audience in Audience}
    stages = {audience: [stage.stage for stage in copy.functions[0].stages] for audience, copy in shown.items()}
    assert stages == {FACILITATOR: ["shadow", "partial"], PARTNERSHIP: ["shadow", "partial"], PUBLIC: ["partial"]}
    notes = {audience: copy.targets[0].target.note for audience, copy in shown.items()}
    assert notes == {FACILITATOR: "whispered", PARTNERSHIP: None, PUBLIC: None}
    assert shown[PUBLIC].targets[0].held is not None


def test_a_target_on_a_question_that_is_gone_and_a_stored_round_have_nothing_to_show() -> None:
    from dataclasses import replace

    targets = [{"criterion": "GOV9", "level": 2, "due": "2022-12-01", "round": BEFORE}]
    planned = actions().model_validate({"schema": "pbp-assess/actions/1", "targets": targets})
    before = side(part(earlier=True, columns={"GOV1": "2 2 2 2 2 2"}))
    held = dossier(matrix("GOV1", gates={}), *answers(GOV1="2 2 2 2 2 2"), actions=planned, evidence=evidence())
    copy = disclose_comparison(compare(before, replace(side(held), dossier=None)), PARTNERSHIP)
    assert copy.targets[0].held is None
    (change,) = copy.criteria
    assert (copy.panel, change.moves, change.share, change.grade) == (None, None, None, Grade.TOO_FEW)


def test_a_question_of_several_parts_in_a_stored_round_has_no_counts() -> None:
    from dataclasses import replace

    from pbp_assess.core.crosswalk import Crosswalk

    ends = {"old": {"id": "example", "version": "1.0.0"}, "new": {"id": "example", "version": "2.0.0"}}
    split = Crosswalk.model_validate({"schema": "pbp-assess/crosswalk/1", **ends, "split": {"GOV1": ["GOV2", "GOV3"]}})
    old, new = matrix("GOV1", gates={}), matrix("GOV2 GOV3", gates={}, version="2.0.0")
    before = side(part(old, earlier=True, columns={"GOV1": "2 2 2 2 2 2"}))
    after = replace(side(part(new, columns={"GOV2": "3 " * 6, "GOV3": "1 " * 6})), dossier=None)
    (change,) = disclose_comparison(compare(before, after, split), PARTNERSHIP).criteria
    assert (change.after, change.held.level) == (None, 1)
