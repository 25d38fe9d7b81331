"""Does each copy show what its audience may see, and nothing from which the rest could be worked out?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from pydantic import BaseModel

from build import (
    actions,
    answers,
    decisions,
    dossier,
    evidence,
    function,
    matrix,
    moderation,
    panel,
    seated,
    sheet,
    stages,
    themes,
)
from judging import CLOSED, check_of, finding_of, policy
from pbp_assess.core.agreement import Agreement, Closeness
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier, State
from pbp_assess.core.disclosure import (
    Audience,
    Band,
    Copy,
    CriterionCopy,
    KeptBack,
    Together,
    bands,
    blurred,
    disclose,
)
from pbp_assess.core.gate import Finding, Outcome, Part, Test, Withheld
from pbp_assess.core.profile import Held, Source
from pbp_assess.core.tally import Distribution, Ratio

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
SHARED = [PARTNERSHIP, PUBLIC]
WITHHELD = Withheld.WITHHELD
PROFILE_SHARE = matrix().counting.profile_share


def copy(held: Dossier, audience: Audience, as_of: date = CLOSED) -> Copy:
    return disclose(assess(held, (), as_of), audience)


def criterion(column: str, audience: Audience, **parts: Any) -> CriterionCopy:
    return copy(dossier(parts.pop("asked", matrix()), *answers(GOV1=column), **parts), audience).criteria["GOV1"]


# --- a lone person --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "whole", "folded"),
    [
        pytest.param("0 0 2 9 0", "2:2 3:9", "2:2 3:9", id="nobody alone"),
        pytest.param("0 0 0 11 0", "3:11", "3:11", id="all alike"),
        pytest.param("1 0 0 10 0", "0:1 3:10", "3:11", id="alone at the lower end, far from the rest"),
        pytest.param("0 0 1 10 0", "2:1 3:10", "3:11", id="alone at the lower end, next to the rest"),
        pytest.param("0 10 0 0 1", "1:10 4:1", "1:11", id="alone at the upper end"),
        pytest.param("1 0 4 5 1", "0:1 2:4 3:5 4:1", "2:5 3:6", id="alone at both ends"),
        pytest.param("1 0 9 0 1", "0:1 2:9 4:1", "2:11", id="alone at both ends of one level"),
        pytest.param("2 1 8 0 0", "0:2 1:1 2:8", "0:2 1:1 2:8", id="alone in the middle"),
        pytest.param("1 1 9 0 0", "0:1 1:1 2:9", "1:2 2:9", id="alone beside another who is"),
        pytest.param("1 1 0 0 0", "0:1 1:1", "1:2", id="two alone"),
        pytest.param("0 1 0 0 0", "1:1", "1:1", id="one person has nobody to fold into"),
        pytest.param("0 0 0 0 0", "", "", id="nobody"),
    ],
)
def test_a_lone_person_is_counted_with_the_next_level(counts: str, whole: str, folded: str) -> None:
    distribution = Distribution(0, tuple(map(int, counts.split())))
    for expected, fold in ((whole, False), (folded, True)):
        found = bands(distribution, fold=fold)
        assert " ".join(f"{band.level}:{band.count}" for band in found) == expected
        assert sum(band.count for band in found) == distribution.n


def test_bands_are_levels_of_the_scale() -> None:
    assert bands(Distribution(1, (0, 5, 1)), fold=True) == (Band(2, 6),)


@pytest.mark.parametrize(
    ("count", "of", "shown"),
    [
        (0, 11, Ratio(0, 11, up_to=1)),
        (1, 11, Ratio(0, 11, up_to=1)),
        (2, 11, Ratio(2, 11)),
        (9, 11, Ratio(9, 11)),
        (10, 11, Ratio(10, 11, up_to=11)),
        (11, 11, Ratio(10, 11, up_to=11)),
    ],
)
def test_a_count_that_would_undo_the_fold_is_a_range(count: int, of: int, shown: Ratio) -> None:
    assert blurred(Ratio(count, of)) == shown


def alone_at(counts: tuple[int, ...], *, lower: bool) -> int | None:
    """The level of somebody alone at this end, or None."""
    occupied = [level for level, count in enumerate(counts) if count]
    end = occupied[0] if lower else occupied[-1]
    return end if counts[end] == 1 and len(occupied) > 1 else None


def test_no_count_tells_where_a_lone_person_stands() -> None:
    """Whatever the counts shown, the lone person might stand elsewhere, or nobody be alone at all.

    The counts are the bands, what most see, and the number at every level or higher, as many gates might ask.
    """
    alike: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(8), repeat=5):
        if 5 <= (n := sum(counts)) <= 7:
            found = Distribution(0, counts)
            shares = tuple(blurred(Ratio(found.at_least(level), n)) for level in range(1, 5))
            supported = found.supported(PROFILE_SHARE)
            alike[bands(found, fold=True), shares, supported].append(counts)
    for look_alikes in alike.values():
        for lower in (True, False):
            places = {alone_at(counts, lower=lower) for counts in look_alikes}
            assert places == {None} or len(places) > 1


@pytest.mark.parametrize("audience", SHARED)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("0 3 3 3 3 3 3 3 3 3 3", "1 3 3 3 3 3 3 3 3 3 3", id="one sees it very differently"),
        pytest.param("2 3 3 3 3 3 3 3 3 3 3", "4 3 3 3 3 3 3 3 3 3 3", id="one sees it a little differently"),
        pytest.param("2 3 3 3 3 3 3 3 3 3 3", "3 3 3 3 3 3 3 3 3 3 3", id="or nobody does"),
        pytest.param("3 1 1 1 1 1 1 1 1 1 1", "4 1 1 1 1 1 1 1 1 1 1", id="at the upper end"),
    ],
)
def test_a_copy_is_the_same_wherever_a_lone_person_stands(audience: Audience, one: str, other: str) -> None:
    readiness = {
        "stages": stages("shadow", "partial", share="3/5"),
        "functions": [
            function("bcf", {"shadow": "GOV1=1", "partial": "GOV1=3"}),
            function("grants", {"shadow": "GOV1=2", "partial": "GOV1=4"}),
        ],
    }
    seen = [
        copy(
            dossier(
                matrix(readiness=readiness),
                *answers(GOV1=column),
                round_={"aims": {"bcf": "partial", "grants": "partial"}},
            ),
            audience,
        )
        for column in (one, other)
    ]
    assert seen[0] == seen[1]


# --- one criterion --------------------------------------------------------------------------------

COLUMN = "1 2 2 2 3 3 3 3 4 ? -"


def test_the_facilitator_sees_everything() -> None:
    found = criterion(COLUMN, FACILITATOR)
    assert found.bands == (Band(1, 1), Band(2, 3), Band(3, 4), Band(4, 1))
    assert (found.supported, found.at_held, found.asked, found.n) == (2, Ratio(8, 9), 11, 9)
    assert not isinstance(found.states, Withheld)
    assert found.states[State.DECLINED] == 1
    assert found.agreement is not None
    assert found.agreement.consensus is not None


def test_the_partnership_sees_counts_that_single_nobody_out() -> None:
    found = criterion(COLUMN, PARTNERSHIP)
    assert found.bands == (Band(2, 4), Band(3, 5))
    assert (found.supported, found.at_held, found.asked, found.n) == (2, Ratio(8, 9, up_to=9), 11, 9)
    assert found.states == {State.LEVEL: 9, Together.NO_LEVEL: 2}
    assert found.agreement == Agreement(None, Closeness.CLOSE, False, False, False, False)


def test_the_public_sees_the_level_used_agreement_and_coverage() -> None:
    found, shared = criterion(COLUMN, PUBLIC), criterion(COLUMN, PARTNERSHIP)
    assert (found.held, found.agreement, found.asked, found.n) == (shared.held, shared.agreement, 11, 9)
    assert (found.supported, found.states, found.bands, found.at_held) == (WITHHELD,) * 4


@pytest.mark.parametrize(
    ("column", "minimum", "shown"),
    [
        ("2 2 3 3 3", 5, True),
        ("2 2 3 3 ?", 5, False),
        ("2 2 3 3 ?", 4, True),
        ("3 3 3 3 3", 6, False),
    ],
)
def test_counts_of_few_are_not_shown(column: str, minimum: int, shown: bool) -> None:
    asked = policy("GOV1=3", fields={"counting": {"minimum_cell": minimum}}, min_answers=1)
    parts: dict[str, Any] = {"asked": asked, "round_": {"aims": {"bcf": "partial"}}}
    held = dossier(asked, *answers(GOV1=column), round_={"aims": {"bcf": "partial"}})
    found = criterion(column, PARTNERSHIP, **parts)
    assert (found.bands is not WITHHELD) is shown
    assert isinstance(found.at_held, Ratio) is shown
    assert (found.supported is not WITHHELD) is shown
    assert (found.held.source is Source.SUPPORTED) is shown
    assert (check_of(finding(held, PARTNERSHIP), Part.SHARE).found is not WITHHELD) is shown


@pytest.mark.parametrize("audience", Audience)
def test_what_nobody_gave_a_level_to_has_nothing_to_show(audience: Audience) -> None:
    found = criterion("? ? -", audience)
    assert (found.bands, found.invited, found.at_held, found.n) == ((), (), None, 0)


@pytest.mark.parametrize("audience", Audience)
def test_what_was_not_asked_has_no_counts(audience: Audience) -> None:
    found = criterion("3 3 3 3 3", audience, round_={"excluded": {"GOV1": {"reason": "no pool"}}})
    assert (found.asked, found.n, found.bands, found.agreement) == (0, 0, (), None)
    assert found.states is WITHHELD


@pytest.mark.parametrize(
    ("audience", "invited"),
    [(FACILITATOR, (Band(0, 1), Band(3, 5))), (PARTNERSHIP, (Band(3, 6),)), (PUBLIC, WITHHELD)],
)
def test_invited_voices_are_shown_alike(audience: Audience, invited: Any) -> None:
    guests = [sheet(f"g{n}", f"GOV1={0 if n == 1 else 3}") for n in range(1, 7)]
    held = dossier(matrix(), *guests, members="director", stakeholders=" ".join(one.leader for one in guests))
    assert copy(held, audience).criteria["GOV1"].invited == invited


# --- gates ----------------------------------------------------------------------------------------


def finding(held: Dossier, audience: Audience, test: Test = Test.CRITERION) -> Finding:
    """The finding of this test for `bcf` at partial."""
    return finding_of(copy(held, audience).functions[0].stages["partial"].gate, test)


@pytest.mark.parametrize("audience", SHARED)
@pytest.mark.parametrize(
    ("column", "share", "shown", "unsaid"),
    [
        pytest.param("1 1 2 3 3 3 3 4 4", "1/2", {Part.DISSENT}, {Part.BALANCED}, id="it waits for the group alone"),
        pytest.param("1 1 2 3 3 3 3 4 4", "3/5", {Part.BALANCED}, {Part.DISSENT}, id="the balanced share decides"),
        pytest.param("1 1 2 2 2 2 3 4 4", "1/2", set(), {Part.BALANCED, Part.DISSENT}, id="the count decides"),
        pytest.param("3 3 2 2 3 3 3 4 4", "1/2", {Part.BALANCED}, set(), id="it is met, so every test is"),
    ],
)
def test_what_groups_say_is_shown_where_it_decides_and_never_how_much(
    audience: Audience, column: str, share: str, shown: set[Part], unsaid: set[Part]
) -> None:
    asked = policy("GOV1=3", stage={**GROUPS, "share": share}, sectors_required=["icb"])
    held = dossier(asked, *answers(GOV1=column), members=seated(icb=3, trust=6), round_={"aims": {"bcf": "partial"}})
    whole, found = (finding(held, one) for one in (FACILITATOR, audience))
    grouped = {check.part: check for check in found.checks if check.part in {Part.BALANCED, Part.DISSENT}}
    assert grouped == {part: replace(check_of(whole, part), found=WITHHELD) for part in shown}
    assert {check.part for check in whole.checks} - {check.part for check in found.checks} == unsaid
    assert found.outcome is whole.outcome


GROUPS = {"balanced": True, "dissent": "moderated and recorded", "sectors": 1, "share": "1/2"}


def by_groups(**parts: Any) -> Dossier:
    """A round in which a sector dissents."""
    asked = policy("GOV1=3", stage=GROUPS, sectors_required=["icb"])
    seats = seated(icb=3, trust=6)
    return dossier(
        asked, *answers(GOV1="1 1 2 3 3 3 3 4 4"), members=seats, round_={"aims": {"bcf": "partial"}}, **parts
    )


@pytest.mark.parametrize("audience", SHARED)
def test_findings_by_sector_show_outcome_and_threshold_only(audience: Audience) -> None:
    sectors = check_of(finding(by_groups(), audience, Test.SECTORS), Part.SECTORS)
    assert (sectors.outcome, sectors.needed, sectors.found) == (Outcome.MET, 1, WITHHELD)
    assert check_of(finding(by_groups(), FACILITATOR, Test.SECTORS), Part.SECTORS).found == Ratio(1, 1)
    assert copy(by_groups(), audience).sectors_heard is WITHHELD
    assert copy(by_groups(), FACILITATOR).sectors_heard == ("icb",)


def test_how_many_say_not_applicable_is_a_range_where_it_leaves_one_apart() -> None:
    asked = policy("GOV1=3")
    held = dossier(asked, *answers(GOV1="na na na na na na 3"), round_={"aims": {"bcf": "partial"}})
    for audience, found in (
        (FACILITATOR, Ratio(6, 7)),
        (PARTNERSHIP, Ratio(6, 7, up_to=7)),
        (PUBLIC, Ratio(6, 7, up_to=7)),
    ):
        assert check_of(finding(held, audience), Part.NOT_APPLICABLE).found == found


@pytest.mark.parametrize("audience", SHARED)
@pytest.mark.parametrize(
    ("column", "told"),
    [
        pytest.param("1 3 3 3 3 3 3 3 3 3", Closeness.CLOSE, id="one apart is counted with the rest"),
        pytest.param("1 1 3 3 3 3 3 3 3 3 3", Closeness.CLOSE, id="two are not alone"),
        pytest.param("0 0 1 1 2 2 2 3 3", Closeness.WIDE_APART, id="nobody alone"),
        pytest.param("1 1 2 2 3 3 3 3", Closeness.MIXED, id="never close without a shared view"),
        pytest.param("1 3 3 3", Closeness.TOO_FEW, id="too few"),
        pytest.param("? ? ?", Closeness.NOBODY, id="nobody could judge"),
    ],
)
def test_agreement_follows_from_the_counts_that_are_printed(audience: Audience, column: str, told: Closeness) -> None:
    found = criterion(column, audience).agreement
    assert found is not None
    assert (found.closeness, found.consensus) == (told, None)
    if Audience.PARTNERSHIP is audience and told is not Closeness.TOO_FEW:
        assert found.outlier is False


def test_two_who_stand_together_far_from_the_rest_are_still_heard() -> None:
    found = criterion("0 0 " + "3 " * 20, PARTNERSHIP).agreement
    assert found is not None
    assert found.outlier


@pytest.mark.parametrize(
    ("column", "told"),
    [
        pytest.param("2 2 2", {State.LEVEL: 3, Together.NO_LEVEL: 0}, id="everybody gave a level"),
        pytest.param("2 ? ? ? -", {State.LEVEL: 1, State.CANNOT_JUDGE: 3, Together.OTHER: 1}, id="three could not"),
        pytest.param("2 ? ? na -", {State.LEVEL: 1, Together.NO_LEVEL: 4}, id="two could not"),
        pytest.param("2 - na _", {State.LEVEL: 1, State.CANNOT_JUDGE: 0, Together.OTHER: 3}, id="nobody could not"),
        pytest.param("2 2 ?", {State.LEVEL: 2, Together.NO_LEVEL: 1}, id="one of whatever kind"),
    ],
)
def test_reasons_for_no_level_point_to_nobody(column: str, told: dict[State | Together, int]) -> None:
    assert criterion(column, PARTNERSHIP).states == told


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        pytest.param(("2 2 2 2", "3 3 3 3"), {State.LEVEL: 8, State.CANNOT_JUDGE: 0, Together.OTHER: 0}, id="none out"),
        pytest.param(("? ? ? 2", "3 3 3 -"), {State.LEVEL: 4, Together.NO_LEVEL: 4}, id="one question left"),
        pytest.param(
            ("? ? ? ?", "? 3 3 3", "- 2 2 2"),
            {State.LEVEL: 6, State.CANNOT_JUDGE: 5, Together.OTHER: 1},
            id="the rest may be divided in two ways",
        ),
        pytest.param(("? 2 2 2", "- 2 2 2"), {State.LEVEL: 6, Together.NO_LEVEL: 2}, id="once is too few"),
    ],
)
@pytest.mark.parametrize("audience", SHARED)
def test_the_total_gives_no_question_away(
    audience: Audience, columns: tuple[str, ...], told: dict[State | Together, int]
) -> None:
    named = {f"GOV{number}": column for number, column in enumerate(columns, start=1)}
    assert copy(dossier(matrix(" ".join(named)), *answers(**named)), audience).states == told


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(
    ("column", "settled", "told"),
    [
        pytest.param("1 3 3 3 3 ?", False, False, id="it hangs on where one stands"),
        pytest.param("3 3 3 3 3 ?", True, False, id="and so it is not told of those who are alike"),
        pytest.param("1 1 3 3 3 3 3 3 3 ?", False, True, id="nobody alone: the count is exact"),
        pytest.param("1 3 3 3 3", True, True, id="nothing is out"),
    ],
)
def test_what_the_answers_still_out_could_do_gives_nobody_away(
    audience: Audience, column: str, settled: bool, told: bool
) -> None:
    asked = policy("GOV1=3", stage={"share": "3/4"})
    held = dossier(asked, *answers(GOV1=column), round_={"aims": {"bcf": "partial"}})
    bounds = copy(held, audience).functions[0].stages["partial"].bounds
    if told or audience is FACILITATOR:
        assert not isinstance(bounds, Withheld)
        assert bounds.settled is settled
    else:
        assert bounds is WITHHELD


def test_whoever_might_stand_alone_may_be_of_any_sector_that_stands_there() -> None:
    asked = policy("GOV1=2", stage={"share": "3/4", "balanced": True})
    held = dossier(
        asked,
        *answers(GOV1="3 3 3 2 2 ?"),
        members=seated(icb=3, trust=3),
        round_={"aims": {"bcf": "partial"}},
    )
    assert copy(held, PARTNERSHIP).functions[0].stages["partial"].bounds is WITHHELD


@pytest.mark.parametrize("audience", Audience)
def test_coverage_is_everybodys(audience: Audience) -> None:
    asked = policy(stage={"returned": "75%", "could_judge": "1/2"})
    held = dossier(
        asked, *answers(GOV1=" ".join(["3"] * 10)), members=seated(icb=11), round_={"aims": {"bcf": "partial"}}
    )
    for test, part in ((Test.RETURNED, Part.RETURNED), (Test.CRITERION, Part.COULD_JUDGE)):
        assert check_of(finding(held, audience, test), part).found == Ratio(10, 11)


@pytest.mark.parametrize("audience", Audience)
def test_how_many_dissented_is_the_facilitators(audience: Audience) -> None:
    held = by_groups(moderation=moderation(GOV1={"level": 3, "dissent": 2, "evidence": "minutes", "revote": {3: 7}}))
    entry, agreed = check_of(finding(held, audience), Part.DISSENT_ENTRY), copy(held, audience).agreed["GOV1"]
    seen: Any = 2 if audience is FACILITATOR else WITHHELD
    assert (entry.outcome, entry.found) == (Outcome.MET, seen)
    reason: Any = WITHHELD if audience is PUBLIC else "agreed on the day"
    assert (agreed.level, agreed.date, agreed.reason, agreed.evidence) == (3, CLOSED, reason, True)
    told: Any = ("minutes", {3: 7}, ("icb",)) if audience is FACILITATOR else (WITHHELD,) * 3
    assert (agreed.dissent, (agreed.shown_by, agreed.revote, agreed.sectors_present)) == (seen, told)
    assert check_of(finding(held, audience), Part.AGREED).found == 3


@pytest.mark.parametrize("audience", Audience)
def test_outcomes_are_the_same_for_everybody(audience: Audience) -> None:
    held = by_groups()
    for whole, seen in zip(copy(held, FACILITATOR).sought, copy(held, audience).sought, strict=True):
        assert whole.aim
        assert seen.aim
        for one, other in ((whole.aim.gate, seen.aim.gate), (whole.aim.private, seen.aim.private)):
            assert [f.outcome for f in one.findings] == [f.outcome for f in other.findings]
            assert (one.status, one.outcome) == (other.status, other.outcome)
        assert (whole.aim.bounds, whole.aim.regression) == (seen.aim.bounds, seen.aim.regression)


LADDER = {
    "stages": stages("shadow", "partial"),
    "functions": [
        function("bcf", {"shadow": "GOV1=1", "partial": "GOV1=2 GOV2=2"}),
        function("grants", {"shadow": "GOV1=2 GOV2=1", "partial": "GOV1=3"}),
        function("other", {"shadow": "GOV1=4", "partial": "GOV1=4"}),
    ],
}


def shares(seen: Copy) -> dict[tuple[str, str, str], Any]:
    """The count shown for each criterion in each gate."""
    return {
        (one.function, stage, finding.subject): check_of(finding, Part.SHARE).found
        for one in seen.functions
        for stage, result in one.stages.items()
        for gate in (result.gate, result.private)
        for finding in gate.findings
    }


def test_the_public_gets_one_count_for_each_criterion_at_the_highest_level_sought() -> None:
    held = dossier(
        matrix(readiness=LADDER),
        *answers(GOV1="1 1 2 2 3 3 4 4", GOV2="1 1 2 2 3 3 4 4"),
        round_={"aims": {"grants": "shadow", "bcf": "partial"}},
    )
    assert shares(copy(held, PUBLIC)) == {
        ("bcf", "partial", "GOV1"): Ratio(6, 8),
        ("bcf", "partial", "GOV2"): Ratio(6, 8),
        ("grants", "shadow", "GOV1"): Ratio(6, 8),
        ("grants", "shadow", "GOV2"): WITHHELD,
    }
    higher = replace(held, round=held.round.model_copy(update={"aims": {"grants": "partial", "bcf": "partial"}}))
    assert shares(copy(higher, PUBLIC)) == {
        ("bcf", "partial", "GOV1"): WITHHELD,
        ("bcf", "partial", "GOV2"): Ratio(6, 8),
        ("grants", "partial", "GOV1"): Ratio(4, 8),
    }
    whole, seen = shares(copy(held, FACILITATOR)), shares(copy(held, PARTNERSHIP))
    assert len(whole) == len(seen) == 8
    assert whole[("bcf", "shadow", "GOV1")] == Ratio(8, 8)
    assert seen[("bcf", "shadow", "GOV1")] == Ratio(7, 8, up_to=8)
    assert seen[("other", "partial", "GOV1")] == Ratio(2, 8)


def test_the_public_sees_only_what_is_sought() -> None:
    held = dossier(matrix(readiness=LADDER), round_={"aims": {"bcf": "partial"}})
    assert [(one.function, list(one.stages)) for one in copy(held, PUBLIC).functions] == [("bcf", ["partial"])]
    for audience in (FACILITATOR, PARTNERSHIP):
        seen = copy(held, audience)
        assert [one.function for one in seen.functions] == ["bcf", "grants", "other"]
        assert [one.function for one in seen.sought] == ["bcf"]


def test_nothing_sought_leaves_the_public_nothing() -> None:
    assert copy(dossier(matrix(readiness=LADDER)), PUBLIC).functions == ()


def test_an_aim_without_a_gate_shows_no_stage() -> None:
    readiness = {"stages": stages("shadow", "partial"), "functions": [function("bcf", {"shadow": "GOV1=1"})]}
    held = dossier(matrix(readiness=readiness), round_={"aims": {"bcf": "partial"}})
    (sought,) = copy(held, PUBLIC).sought
    assert (sought.aim, sought.stages) == (None, {})


def test_a_condition_is_shown_as_the_finding_it_is() -> None:
    asked = policy(stage={"conditions": 1, "balanced": True})
    held = dossier(asked, *answers(GOV1="2 2 2 2 2"), round_={"aims": {"bcf": "partial"}})
    for audience, found in (
        (PARTNERSHIP, Ratio(0, 5, up_to=1)),
        (PUBLIC, Ratio(0, 5, up_to=1)),
        (FACILITATOR, Ratio(0, 5)),
    ):
        aim = copy(held, audience).sought[0].aim
        assert aim is not None
        (condition,) = aim.conditions
        assert check_of(condition.finding, Part.SHARE).found == found
        parts = {check.part for check in condition.finding.checks}
        assert (Part.BALANCED in parts) is (audience is FACILITATOR)


# --- people ---------------------------------------------------------------------------------------

IDS = ["ann-id", "bob-id", "cat-id", "dee-id", "eve-id", "fay-id", "guest-id"]
SECRETS = [
    "note of ann",
    "reason of bob",
    "answer of cat",
    "unreleased theme",
    "note on the record",
    "note on the paper",
]


def confidential() -> Dossier:
    """A round full of what must not leave the facilitator."""
    members, names = seated(icb=1, trust=2, gp=3), IDS[:6]
    seats = " ".join(f"{name}:{seat.split(':')[1]}" for name, seat in zip(names, members.split(), strict=True))
    marks = " ".join(f"GOV{n}=3" for n in range(2, 12))
    whole = [sheet(name, f"GOV1={level} {marks}") for name, level in zip(names, (0, 3, 3, 3, 3, 3), strict=True)]
    whole[0] = sheet("ann-id", marks, scores={"GOV1": {"level": 0, "note": "note of ann", "evidence": ["note of ann"]}})
    whole[1] = sheet("bob-id", scores={"GOV1": {"state": "not_applicable", "reason": "reason of bob"}})
    whole[2] = sheet("cat-id", f"GOV1=3 {marks}", answers={"works": "answer of cat"}, choose=["GOV1"])
    criteria = " ".join(f"GOV{n}" for n in range(1, 12)) + " FIN1*"
    asked = policy("GOV1=3 FIN1=2", criteria=criteria, bcf={"documents": [{"id": "terms", "name": "Terms"}]})
    leaders = [
        {"id": name, "role": f"role of {name.removesuffix('-id')}", "kind": "member", "sector": "icb"} for name in IDS
    ]
    return dossier(
        asked,
        *whole,
        sheet("guest-id", "GOV1=2"),
        members=seats,
        stakeholders="guest-id:icb",
        panel=panel(leaders=leaders),
        round_={"aims": {"bcf": "partial"}},
        themes=themes(
            {"id": "t1", "text": "unreleased theme", "heard": "most"},
            {"id": "t2", "text": "released theme", "heard": "a few", "released": True},
        ),
        moderation=moderation(GOV1={"level": 3, "reason": "told on the day", "revote": {3: 6}, "dissent": 1}),
        evidence=evidence(
            {"bcf": {"terms": {"state": "seen", "note": "note on the paper", "link": "note on the paper"}}},
            FIN1={"level": 2, "note": "note on the record"},
        ),
        actions=actions({"owner": "eve-id"}),
        edited_late=("fay-id",),
    )


def texts(value: Any) -> Iterator[str]:
    """Every string anywhere in a value, keys included."""
    match value:
        case str():
            yield value
        case Mapping():
            for key, item in value.items():
                yield from (*texts(key), *texts(item))
        case tuple() | list() | set() | frozenset():
            for item in value:
                yield from texts(item)
        case BaseModel():
            yield from texts(dict(value))
        case _:
            for one in fields(value) if is_dataclass(value) else ():
                yield from texts(getattr(value, one.name))


@pytest.mark.parametrize("audience", SHARED)
def test_no_person_leaves_the_facilitator(audience: Audience) -> None:
    seen = copy(confidential(), audience)
    said, shown = list(texts(seen)), repr(seen)
    for secret in (*IDS, *SECRETS):
        assert not [text for text in said if secret in text]
        assert secret not in shown
    assert [text for text in said if text.startswith("role of")] == ["role of eve"]
    assert "released theme" in said
    assert (seen.straight_lining, seen.edited_late) == (WITHHELD, WITHHELD)
    assert seen.commitments[0].owner == "role of eve"


def test_the_facilitator_is_told_who() -> None:
    seen = copy(confidential(), FACILITATOR)
    assert seen.straight_lining == ("cat-id", "dee-id", "eve-id", "fay-id")
    assert seen.edited_late == ("fay-id",)
    assert [theme.id for theme in seen.themes] == ["t1", "t2"]
    assert seen.records["FIN1"].note == "note on the record"
    assert seen.documents["bcf"]["terms"].note == "note on the paper"


def test_a_record_is_shown_without_its_note() -> None:
    seen = copy(confidential(), PUBLIC)
    assert (seen.records["FIN1"].level, seen.records["FIN1"].document) == (2, "a paper")
    paper = seen.documents["bcf"]["terms"]
    assert (paper.state.value, paper.note, paper.link) == ("seen", None, None)


@pytest.mark.parametrize("audience", Audience)
def test_what_was_noted_of_a_target_and_a_decision_is_the_facilitators(audience: Audience) -> None:
    held = replace(confidential(), decisions=decisions({"function": "bcf", "stage": "partial", "note": "unsaid"}))
    (decision,) = copy(held, audience).decisions
    assert (decision.note == "unsaid") is (audience is FACILITATOR)


@pytest.mark.parametrize(
    ("audience", "shown"), [(FACILITATOR, {"GOV1": 3, "GOV2": 2, "FIN1": 1}), (PARTNERSHIP, {"GOV1": 3}), (PUBLIC, {})]
)
def test_what_matters_most_is_shown_from_three_people_up(audience: Audience, shown: dict[str, int]) -> None:
    sheets = [
        sheet(name, choose=chosen)
        for name, chosen in (("a", ["GOV1"]), ("b", ["GOV1", "GOV2"]), ("c", ["GOV1", "GOV2", "FIN1"]))
    ]
    seen = copy(dossier(matrix(), *sheets), audience)
    assert (seen.choices, seen.choosers) == (shown, 3)


# --- what is said to be kept back -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("audience", "released", "kept"),
    [
        (FACILITATOR, False, []),
        (
            PARTNERSHIP,
            True,
            [KeptBack.PEOPLE, KeptBack.SECTORS, KeptBack.LONE_VOICES, KeptBack.SMALL_COUNTS, KeptBack.KINDS],
        ),
        (
            PARTNERSHIP,
            False,
            [
                KeptBack.PEOPLE,
                KeptBack.SECTORS,
                KeptBack.LONE_VOICES,
                KeptBack.SMALL_COUNTS,
                KeptBack.KINDS,
                KeptBack.THEMES,
            ],
        ),
        (
            PUBLIC,
            True,
            [KeptBack.PEOPLE, KeptBack.SECTORS, KeptBack.DISTRIBUTIONS, KeptBack.SMALL_COUNTS, KeptBack.KINDS],
        ),
    ],
)
def test_a_copy_says_what_it_keeps_back(audience: Audience, released: bool, kept: list[KeptBack]) -> None:
    theme = {"id": "t1", "text": "meetings", "heard": "most", "released": released}
    assert list(copy(dossier(matrix(), themes=themes(theme)), audience).kept_back) == kept


@pytest.mark.parametrize("audience", Audience)
def test_the_rest_is_everybodys(audience: Audience) -> None:
    held = confidential()
    whole, seen = assess(held, (), CLOSED), copy(held, audience)
    states: Any = whole.states if audience is FACILITATOR else {State.LEVEL: 45, Together.NO_LEVEL: 27}
    assert (seen.audience, seen.facts) == (audience, whole.facts)
    assert (seen.members, seen.invited, seen.states) == (Ratio(6, 6), Ratio(1, 1), states)
    assert (seen.excluded, seen.waived) == ({}, {})
    assert list(seen.criteria) == list(whole.profile.criteria)


# --- the level used -------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [PARTNERSHIP, Audience.PUBLIC])
def test_what_few_said_gives_no_level_used_and_every_sum_still_adds_up(audience: Audience) -> None:
    """With one answer, "most leaders see" is that person's answer."""
    asked = matrix("GOV1 GOV2 FIN1")
    sheets = [sheet(f"l{n}", "GOV1=2 FIN1=3" if n else "GOV1=2 GOV2=4 FIN1=3") for n in range(6)]
    held = dossier(asked, *sheets)
    whole, seen = copy(held, Audience.FACILITATOR), copy(held, audience)
    assert whole.criteria["GOV2"].held.level == 4
    assert seen.criteria["GOV2"].held == Held(None, Source.TOO_FEW)
    assert seen.criteria["GOV2"].at_held is None
    assert (whole.headline.at_or_above, whole.headline.unknown) == (3, 0)
    assert (seen.headline.at_or_above, seen.headline.unknown, seen.headline.of) == (2, 1, 3)
    governance = seen.domains[0]
    assert (governance.held.counts, governance.missing) == ((0, 0, 1, 0, 0), {Source.TOO_FEW: 1})
    assert governance.of == whole.domains[0].of == 2


def test_a_record_and_an_agreed_level_stand_however_few_answered() -> None:
    held = dossier(
        matrix("GOV1* GOV2"),
        sheet("director", "GOV1=4 GOV2=4"),
        evidence=evidence(GOV1=1),
        moderation=moderation(GOV2=2),
    )
    seen = copy(held, PARTNERSHIP)
    assert [entry.held.level for entry in seen.criteria.values()] == [1, 2]
    assert [entry.at_held for entry in seen.criteria.values()] == [WITHHELD, WITHHELD]


def test_the_lowest_area_is_not_told_where_few_answered() -> None:
    asked = policy(criteria="GOV1 FIN1", gate="GOV1=1", stage={"domain_floor": {"high": 1}}, bcf={"risk": "high"})
    held = dossier(asked, *answers(GOV1="3 3 3 3 3 3", FIN1="2 ? ? ? ? ?"), round_={"aims": {"bcf": "partial"}})
    whole, seen = copy(held, Audience.FACILITATOR), copy(held, PARTNERSHIP)
    found = [
        check
        for gate in (whole, seen)
        for entry in gate.sought
        if entry.aim
        for finding in entry.aim.gate.findings
        for check in finding.checks
        if check.part is Part.DOMAIN
    ]
    assert [check.found for check in found] == [2, WITHHELD]
    assert found[0].outcome is found[1].outcome is Outcome.MET
