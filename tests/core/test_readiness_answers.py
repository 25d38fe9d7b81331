"""Is a criterion judged on its answers, and on what was agreed beside them, as the method says?"""

from fractions import Fraction
from typing import Any

import pytest

from build import answers, dossier, moderation, seated
from cases import F_SEATS
from judging import check_of, finding_of, gate_of, on_answers, parts, policy
from pbp_assess.core.gate import Check, Finding, Outcome, Part
from pbp_assess.core.tally import Ratio

YES, NO, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNDETERMINED
SPLIT_ON_3 = "2 2 2 2 2 4 4 4 4 4 4"
UNITED = "3 3 3 3 3"


def agreed_on(
    column: str, agreed: Any, gate: str = "GOV1=3", *, members: str = "", aims: Any = None, **tests: Any
) -> Finding:
    """The finding on GOV1 where a level was agreed on the day."""
    found = gate_of(
        dossier(
            policy(gate, stage=tests),
            *answers(GOV1=column),
            members=members,
            moderation=moderation(GOV1=agreed),
            round_={"aims": aims or {}},
        )
    )
    return finding_of(found)


# --- the share ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "share", "outcome"),
    [
        pytest.param("3 3 3 0 0", "3/5", YES, id="exactly three in five"),
        pytest.param("3 3 3 3 3 0 0 0 0", "3/5", NO, id="five of nine"),
        pytest.param("3 3 0 0", "1/2", YES, id="exactly half"),
        pytest.param("3 3 3 0", "3/4", YES, id="exactly three in four"),
        pytest.param("3 3 3 3 3 3 3 3 0 0 0", "3/4", NO, id="eight of eleven"),
        pytest.param("3 3 3 0 0 ? - na _", "3/5", YES, id="of those who gave a level"),
        pytest.param("4 4 4 2 2", "3/5", YES, id="higher levels count"),
    ],
)
def test_the_share_at_the_required_level(column: str, share: str, outcome: Outcome) -> None:
    found = on_answers(column, share=share)
    given = [text for text in column.split() if text.isdigit()]
    at_3 = sum(text >= "3" for text in given)
    assert check_of(found, Part.SHARE) == Check(Part.SHARE, outcome, Fraction(share), Ratio(at_3, len(given)))
    assert found.outcome is outcome
    assert Part.BALANCED not in parts(found)


@pytest.mark.parametrize(("mark", "needed", "outcome"), [("!", Fraction(3, 4), NO), ("", Fraction(3, 5), YES)])
def test_a_critical_criterion_may_need_more(mark: str, needed: Fraction, outcome: Outcome) -> None:
    share = {"critical": "3/4", "others": "3/5"}
    asked = policy(criteria=f"GOV1{mark}", stage={"share": share})
    found = finding_of(gate_of(dossier(asked, *answers(GOV1="3 3 3 3 3 3 3 1 1 1"))))
    assert check_of(found, Part.SHARE) == Check(Part.SHARE, outcome, needed, Ratio(7, 10))


def test_the_balanced_share_is_judged_where_the_stage_says_so() -> None:
    column = "2 3 3 3 2 3 3 3 3 1 2"
    found = on_answers(column, members=F_SEATS, share="3/5", balanced=True)
    assert found.checks[1:] == (
        Check(Part.SHARE, YES, Fraction(3, 5), Ratio(7, 11)),
        Check(Part.BALANCED, NO, Fraction(3, 5), Fraction(13, 25)),
    )
    assert found.outcome is NO
    assert on_answers(column, members=F_SEATS, share="13/25", balanced=True).outcome is YES


def test_a_level_that_everything_has_reached_asks_for_nothing() -> None:
    assert on_answers("0 0 0 0", "GOV1=0", share="100%").outcome is YES


# --- could judge ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "could_judge", "outcome"),
    [
        pytest.param("3 3 3 3", None, YES, id="four"),
        pytest.param("3 3 3 ?", None, UNKNOWN, id="three"),
        pytest.param("3 3 3 3 ? - na _", "1/2", YES, id="four of eight"),
        pytest.param("3 3 3 3 ? - na _ _", "1/2", UNKNOWN, id="four of nine"),
        pytest.param("3 3 3 ? ?", "1/2", UNKNOWN, id="three of five: more than half, and too few"),
        pytest.param("0 0 0 ? ?", "1/2", UNKNOWN, id="too few is never not met"),
    ],
)
def test_enough_members_must_be_able_to_judge(column: str, could_judge: str | None, outcome: Outcome) -> None:
    found = on_answers(column, could_judge=could_judge)
    count = sum(text.isdigit() for text in column.split())
    share = Fraction(could_judge) if could_judge else None
    assert found.checks[0] == Check(Part.COULD_JUDGE, outcome, share, Ratio(count, len(column.split())))
    assert found.outcome is outcome


def test_below_could_judge_nothing_else_is_judged() -> None:
    assert list(parts(on_answers("0 0 4 ? ?", balanced=True, split="moderated", dissent="moderated"))) == [
        Part.COULD_JUDGE
    ]
    assert list(parts(agreed_on("3 3 3 ? ?", 3))) == [Part.COULD_JUDGE]


@pytest.mark.parametrize(("least", "outcome"), [(2, YES), (3, YES), (4, UNKNOWN)])
def test_the_least_number_of_answers_stands_in_the_matrix(least: int, outcome: Outcome) -> None:
    held = dossier(policy(min_answers=least), *answers(GOV1="3 3 3 ?"))
    assert gate_of(held).outcome is outcome


@pytest.mark.parametrize(
    ("column", "part"),
    [
        ("na na na na na 3 3 3 3", Part.NOT_APPLICABLE),
        ("na na na na 3 3 3 3", Part.COULD_JUDGE),
        ("na na na _ _ 3 3", Part.NOT_APPLICABLE),
    ],
)
def test_mostly_not_applicable_is_unknown_at_every_stage(column: str, part: Part) -> None:
    found = on_answers(column)
    assert found.checks[0].part is part
    assert (found.outcome is UNKNOWN) is (part is Part.NOT_APPLICABLE)


def test_an_agreed_level_does_not_make_it_applicable() -> None:
    found = agreed_on("na na na na na 3 3 3 3", 4)
    assert found.checks == (Check(Part.NOT_APPLICABLE, UNKNOWN, Fraction(1, 2), Ratio(5, 9)),)


# --- split ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "rule", "tested"),
    [
        pytest.param(SPLIT_ON_3, "moderated", True, id="members on both sides"),
        pytest.param(SPLIT_ON_3, "moderated with evidence", True, id="with evidence"),
        pytest.param(SPLIT_ON_3, "reported", False, id="reported only"),
        pytest.param("0 0 0 0 2 2 2 2", "moderated", False, id="all below"),
        pytest.param("3 3 3 3 3 3 3", "moderated", False, id="all above"),
        pytest.param("2 2 2 3 3 3", "moderated", False, id="both sides, and no split"),
        pytest.param("0 0 4 4", "moderated", False, id="too few for a flag"),
    ],
)
def test_a_split_over_the_required_level(column: str, rule: str, tested: bool) -> None:
    found = on_answers(column, split=rule)
    assert (Part.SPLIT in parts(found)) is tested
    assert parts(found).get(Part.SPLIT, UNKNOWN) is UNKNOWN


@pytest.mark.parametrize(("column", "gate"), [("0 2 2 2 2 2 4 4 4 4 4", "GOV1=1"), ("0 0 0 0 0 2 2 2 2 2 4", "GOV1=3")])
def test_one_member_on_the_other_side_is_enough(column: str, gate: str) -> None:
    assert Part.SPLIT in parts(on_answers(column, gate, split="moderated"))


def test_a_split_above_the_required_level_is_no_matter() -> None:
    column = "2 2 2 2 2 4 4 4 4 4 4"
    assert Part.SPLIT in parts(on_answers(column, "GOV1=3", split="moderated"))
    assert Part.SPLIT in parts(on_answers(column, "GOV1=4", split="moderated"))
    assert on_answers(column, "GOV1=2", split="moderated").outcome is YES


def test_an_unmoderated_split_is_unknown_until_a_level_is_agreed() -> None:
    column = "1 1 1 3 3 3 3 3 3 4 4"
    assert on_answers(column, split="moderated").outcome is UNKNOWN
    assert on_answers(column, split="moderated", share="3/4").outcome is NO
    settled = agreed_on(column, 3, split="moderated")
    assert parts(settled) == {Part.COULD_JUDGE: YES, Part.SPLIT: YES, Part.AGREED: YES}


def test_split_looks_at_the_answers_whatever_was_agreed() -> None:
    assert Part.SPLIT in parts(agreed_on(SPLIT_ON_3, 4, split="moderated"))
    assert Part.SPLIT not in parts(agreed_on(UNITED, 0, split="moderated"))


# --- dissent --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "members", "dissent"),
    [
        pytest.param("1 1 1 3 3 3", seated(icb=3, trust=3), True, id="two below"),
        pytest.param("2 2 2 3 3 3", seated(icb=3, trust=3), False, id="one below"),
        pytest.param("1 1 3 3 3 3", seated(icb=3, trust=3), True, id="their lower median"),
        pytest.param("1 3 3 3 3 3", seated(icb=3, trust=3), False, id="one of three"),
        pytest.param("1 3 ? 3 3 3", seated(icb=3, trust=3), True, id="one of two is their lower median"),
        pytest.param("1 1 3 3 3 3", seated(icb=2, trust=4), False, id="two are no group of their own"),
        pytest.param("1 1 1 3 3 3 3", seated(icb=1, trust=2, gp=4), True, id="a merged group"),
        pytest.param("? - na 3 3 3 3", seated(icb=3, trust=4), False, id="a silent group"),
    ],
)
def test_a_group_that_sees_it_two_or_more_below(column: str, members: str, dissent: bool) -> None:
    found = on_answers(column, members=members, dissent="moderated", share="1/2")
    assert parts(found).get(Part.DISSENT) is (UNKNOWN if dissent else None)
    assert found.outcome is (UNKNOWN if dissent else YES)
    assert Part.DISSENT not in parts(on_answers(column, members=members, dissent="reported"))


def test_dissent_is_settled_by_discussion() -> None:
    members = seated(icb=3, trust=3)
    found = agreed_on("1 1 1 3 3 3", 3, members=members, dissent="moderated")
    assert parts(found) == {Part.COULD_JUDGE: YES, Part.DISSENT: YES, Part.AGREED: YES}


# --- a level agreed on the day --------------------------------------------------------------------


@pytest.mark.parametrize(("level", "outcome"), [(2, NO), (3, YES), (4, YES)])
def test_the_agreed_level_is_compared_and_not_the_share(level: int, outcome: Outcome) -> None:
    found = agreed_on(UNITED, level, share="100%", balanced=True)
    assert parts(found) == {Part.COULD_JUDGE: YES, Part.AGREED: outcome}
    assert check_of(found, Part.AGREED) == Check(Part.AGREED, outcome, 3, level)


EVIDENCE = {"level": 4, "evidence": "minutes"}
SOUGHT = {"bcf": "partial"}


@pytest.mark.parametrize(
    ("column", "agreed", "aims", "split", "evidence"),
    [
        pytest.param(UNITED, 4, SOUGHT, "moderated", UNKNOWN, id="upward and sought, without"),
        pytest.param(UNITED, EVIDENCE, SOUGHT, "moderated", YES, id="upward and sought, with"),
        pytest.param(UNITED, 4, {}, "moderated", None, id="upward, and nobody seeks it"),
        pytest.param(UNITED, 3, SOUGHT, "moderated", None, id="no move"),
        pytest.param(UNITED, 1, SOUGHT, "moderated", None, id="downward"),
        pytest.param("2 2 2 4 4", 2, SOUGHT, "moderated", None, id="what most see, though split"),
        pytest.param("2 2 2 4 4", 3, SOUGHT, "moderated", UNKNOWN, id="above what most see"),
        pytest.param(UNITED, 1, {}, "moderated with evidence", UNKNOWN, id="at full any move needs it"),
        pytest.param(UNITED, 3, {}, "moderated with evidence", UNKNOWN, id="at full no move needs it too"),
        pytest.param(UNITED, EVIDENCE, {}, "moderated with evidence", YES, id="at full, with"),
    ],
)
def test_what_must_stand_beside_an_agreed_level(
    column: str, agreed: Any, aims: dict[str, str], split: str, evidence: Outcome | None
) -> None:
    found = agreed_on(column, agreed, aims=aims, split=split)
    assert parts(found).get(Part.AGREED_EVIDENCE) is evidence


def test_evidence_that_is_missing_leaves_the_finding_open() -> None:
    assert agreed_on(UNITED, 4, aims=SOUGHT).outcome is UNKNOWN
    assert agreed_on(UNITED, 4, gate="GOV1=4", aims={}).outcome is YES


def test_a_criterion_that_no_sought_function_uses_needs_none() -> None:
    held = dossier(
        policy("GOV1=3", others=[{"id": "other", "name": "Other", "gates": {"partial": {"GOV2": 1}}}]),
        *answers(GOV1=UNITED),
        moderation=moderation(GOV1=4),
        round_={"aims": {"other": "partial"}},
    )
    assert Part.AGREED_EVIDENCE not in parts(finding_of(gate_of(held)))


def test_what_is_found_is_said() -> None:
    stage: dict[str, Any] = {"split": "moderated", "dissent": "moderated"}
    members = seated(icb=3, trust=3)
    for settled, level in ((moderation(), None), (moderation(GOV1=3), "an agreed level")):
        held = dossier(policy(stage=stage), *answers(GOV1="1 1 1 4 4 4"), members=members, moderation=settled)
        found = finding_of(gate_of(held))
        outcome = YES if level else UNKNOWN
        assert check_of(found, Part.SPLIT) == Check(Part.SPLIT, outcome, "an agreed level", level)
        assert check_of(found, Part.DISSENT) == Check(Part.DISSENT, outcome, "an agreed level", level)
    for agreed, paper in ((4, None), (EVIDENCE, "evidence")):
        check = check_of(agreed_on(UNITED, agreed, aims=SOUGHT), Part.AGREED_EVIDENCE)
        assert (check.needed, check.found) == ("evidence", paper)


@pytest.mark.parametrize(("dissent", "outcome"), [(None, UNKNOWN), (0, YES), (2, YES)], ids=["none", "nobody", "two"])
def test_at_full_an_agreed_level_carries_a_dissent_entry(dissent: int | None, outcome: Outcome) -> None:
    agreed = {"level": 3, "dissent": dissent}
    found = agreed_on(UNITED, agreed, dissent="moderated and recorded")
    assert check_of(found, Part.DISSENT_ENTRY) == Check(Part.DISSENT_ENTRY, outcome, "a dissent entry", dissent)
    assert Part.DISSENT_ENTRY not in parts(agreed_on(UNITED, agreed, dissent="moderated"))


def test_every_part_at_full() -> None:
    tests: dict[str, Any] = {"split": "moderated with evidence", "dissent": "moderated and recorded", "balanced": True}
    agreed = {"level": 3, "evidence": "minutes", "dissent": 1}
    members = seated(icb=3, trust=3)
    assert parts(agreed_on("1 1 1 4 4 4", agreed, members=members, **tests)) == dict.fromkeys(
        (
            Part.COULD_JUDGE,
            Part.SPLIT,
            Part.DISSENT,
            Part.AGREED,
            Part.AGREED_EVIDENCE,
            Part.DISSENT_ENTRY,
        ),
        YES,
    )
