"""Does each test say what was needed and what was found, in a sentence that adds nothing?"""

import re
from datetime import date
from typing import Any

import pytest

import riverside
from build import answers, dossier, evidence, function, moderation, seated
from judging import CLOSED, finding_of, policy
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, Copy, disclose
from pbp_assess.core.gate import Finding, Outcome, Part, Test
from pbp_assess.report.wording import finding_sentence, found_words, in_place, needed_words, subject_words

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
SEATS = seated(nhs=4, council=4, voice=3)


def said(
    held: Dossier, test: Test = Test.CRITERION, audience: Audience = PARTNERSHIP, **judged: Any
) -> tuple[Copy, Finding]:
    """The finding about this test of the function `bcf`, as this audience may see it."""
    copy = disclose(assess(held, judged.get("earlier", ()), judged.get("as_of", CLOSED)), audience)
    gate = next(entry for entry in copy.functions if entry.function == "bcf").stages["partial"].gate
    return copy, finding_of(gate, test)


def sentence(held: Dossier, test: Test = Test.CRITERION, audience: Audience = PARTNERSHIP, **judged: Any) -> str:
    return finding_sentence(*said(held, test, audience, **judged))


def answered(column: str, **parts: Any) -> Dossier:
    """GOV1 answered so by eleven leaders, needed at level 3 by six in ten."""
    tests = {"share": "3/5", **parts.pop("stage", {})}
    asked = parts.pop("asked", None) or policy(stage=tests, **parts.pop("policy", {}))
    fields = {"aims": {"bcf": "partial"}, **parts.pop("round_", {})}
    return dossier(asked, *answers(GOV1=column), members=SEATS, round_=fields, **parts)


NEEDED = "GOV1, needed at Level 3: “GOV1 as at level 3”. "


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("3 3 3 3 3 3 3 2 2 2 2", "7 of 11 leaders see it at that level or higher; 7 are needed."),
        ("3 3 3 3 3 3 2 2 2 2 2", "6 of 11 leaders see it at that level or higher; 7 are needed."),
        ("3 3 3 3 3 3 3 3 3 3 2", "At least 10 of 11 leaders see it at that level or higher; 7 are needed."),
        ("3 2 2 2 2 2 2 2 2 2 2", "At most 1 of 11 leaders sees it at that level or higher; 7 are needed."),
        ("3 3 3 ? ? ? ? ? ? ? ?", "3 of 11 leaders gave a level; 4 are needed."),
        ("na na na na na na 3 3 3 3 3", "6 of 11 answers said “not applicable”, which is too many to judge it."),
    ],
)
def test_a_share_is_said_with_the_count_that_was_needed(column: str, words: str) -> None:
    assert sentence(answered(column)) == NEEDED + words


def test_could_judge_asks_for_the_larger_of_share_and_least() -> None:
    half = answered("3 3 3 3 3 ? ? ? ? ? ?", stage={"could_judge": "1/2"})
    assert sentence(half) == NEEDED + "5 of 11 leaders gave a level; 6 are needed."


def test_a_split_across_the_requirement_waits_for_the_day() -> None:
    split = answered("4 4 4 4 4 4 4 1 1 1 1", stage={"split": "moderated"})
    assert sentence(split).startswith(NEEDED + "Leaders stand on both sides of it and have no shared view")
    copy, finding = said(split)
    assert in_place(copy, finding) == "GOV1: a level agreed on the day"


def test_what_few_answered_is_withheld_and_the_outcome_stands() -> None:
    few = answered("3 3 3 3 ? ? ? ? ? ? ?")
    assert sentence(few).endswith(
        "Enough leaders see it at that level or higher (at least 6 in 10 are needed; the count is not shown)."
    )
    assert sentence(few, audience=FACILITATOR).endswith("4 of 4 leaders see it at that level or higher; 3 are needed.")


def test_the_balanced_share_says_outcome_and_threshold_and_only_the_facilitator_its_size() -> None:
    held = answered("3 3 3 3 3 3 3 3 3 0 0", stage={"balanced": True, "share": "4/5"})
    failing = "Counting each sector equally, the share of 8 in 10 is not reached"
    assert sentence(held).endswith(f"{failing}.")
    assert sentence(held, audience=FACILITATOR).endswith(f"{failing} (it is 7/9).")


def test_dissent_names_no_sector() -> None:
    held = answered("3 3 3 3 3 3 3 3 0 0 0", stage={"dissent": "moderated", "split": "reported"})
    assert "One kind of partner sees it two or more levels lower" in sentence(held)
    assert "voice" not in sentence(held)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (3, "This level was agreed on 9 December 2022. Nothing has been noted that shows the level agreed."),
        (2, "The level agreed on 9 December 2022 is Level 2: “GOV1 as at level 2”."),
    ],
)
def test_an_agreed_level_is_said_with_its_day(level: int, words: str) -> None:
    held = answered("2 2 2 2 2 2 2 2 2 2 2", moderation=moderation(GOV1=level))
    assert sentence(held) == NEEDED + words


def test_at_full_a_level_agreed_without_a_note_of_dissent_says_so() -> None:
    agreed = moderation(GOV1={"level": 3, "evidence": "minutes"})
    held = answered("3 3 3 3 3 3 3 3 3 3 3", moderation=agreed, stage={"dissent": "moderated and recorded"})
    assert sentence(held).endswith("Whether anybody disagreed with the level agreed has not been noted.")


RECORD = {"criteria": "GOV1*"}


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ({}, "A document settles this, and none has been recorded."),
        ({"GOV1": 3}, "The record shows this level (a paper; checked by facilitator on 1 December 2022)."),
        (
            {"GOV1": 2},
            "The record shows Level 2: “GOV1 as at level 2” (a paper; checked by facilitator on 1 December 2022).",
        ),
    ],
)
def test_a_record_is_said_with_its_document(records: dict[str, Any], words: str) -> None:
    held = answered("3 3 3 3 3 3 3 3 3 3 3", policy=RECORD, evidence=evidence(**records))
    assert sentence(held) == NEEDED + words


def test_what_was_taken_out_says_why_and_by_whom_it_was_waived() -> None:
    gone = {"excluded": {"GOV1": {"reason": "nobody knew"}}}
    assert (
        sentence(answered("3 " * 11, round_=gone))
        == NEEDED + "It was taken out of this round for everyone (nobody knew)."
    )
    waived = {"waived": {"GOV1": {"by": "the ICB", "date": date(2022, 12, 2), "reason": "not yet law"}}}
    said_so = "It was taken out of this round; the ICB waived it on 2 December 2022 (not yet law)."
    assert sentence(answered("3 " * 11, round_={**gone, **waived})) == NEEDED + said_so


def test_what_a_pulse_did_not_ask_says_where_the_level_is_from() -> None:
    pulse = {
        "id": "2022-23-q4",
        "kind": "pulse",
        "criteria": ["FIN1"],
        "opened": date(2023, 1, 9),
        "closed": date(2023, 2, 3),
    }
    now = answered("_ " * 11, round_=pulse)
    words = sentence(now, earlier=(answered("2 " * 11),), as_of=date(2023, 2, 3))
    expected = "It was not asked in this round; the level used in round 2022-23-q3 was Level 2: “GOV1 as at level 2”."
    assert words == NEEDED + expected
    assert sentence(now).endswith("no earlier level can stand in for it.")


# --- tests other than a criterion's ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "test", "words"),
    [
        ({"returned": "3/4"}, Test.RETURNED, "11 of 11 leaders sent answers back; 9 are needed."),
        ({"sectors": 2}, Test.SECTORS, "Enough of the three required sectors were heard; 2 are needed."),
        (
            {"fresh_quarters": 1},
            Test.FRESHNESS,
            "On 9 December 2022 the answers are of this quarter; they may be at most one quarter old.",
        ),
        (
            {"held_rounds": 2},
            Test.HELD,
            "The same tests need to be met in two full rounds running. There is no earlier full round to go by.",
        ),
    ],
)
def test_the_tests_of_a_stage(stage: dict[str, Any], test: Test, words: str) -> None:
    held = answered("3 " * 11, stage=stage, policy={"sectors_required": ["nhs", "council", "voice"]})
    assert sentence(held, test) == words


def test_only_the_facilitator_reads_how_many_sectors_were_heard() -> None:
    held = answered("3 " * 11, stage={"sectors": 2}, policy={"sectors_required": ["nhs", "council", "voice"]})
    assert sentence(held, Test.SECTORS, FACILITATOR) == "3 of 3 required sectors were heard; 2 are needed."


def test_old_answers_say_how_old() -> None:
    held = answered("3 " * 11, stage={"fresh_quarters": 1})
    words = sentence(held, Test.FRESHNESS, as_of=date(2023, 7, 3))
    assert words == "On 3 July 2023 the answers are three quarters old; they may be at most one quarter old."


def test_a_round_that_is_open_has_answers_still_coming() -> None:
    held = answered("3 " * 11, stage={"fresh_quarters": 1}, round_={"closed": None})
    assert sentence(held, Test.FRESHNESS).startswith("The answers are still coming in")


def test_held_before_says_what_the_round_before_said() -> None:
    stage = {"held_rounds": 2}
    before = answered(
        "3 " * 11, stage=stage, round_={"id": "2021-22-q3", "opened": date(2021, 11, 1), "closed": date(2021, 12, 1)}
    )
    assert sentence(answered("3 " * 11, stage=stage), Test.HELD, earlier=(before,)).endswith(
        "In the round before: met."
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, "nothing has been noted about it."),
        ("absent", "it does not exist yet."),
        ("listed", "it is listed, not yet seen."),
        ("verified", "it has been checked by someone outside the place team."),
    ],
)
def test_a_document_says_how_far_it_is_established(state: str | None, words: str) -> None:
    papers = {"bcf": {"terms": state}} if state else {}
    bcf = {"documents": [{"id": "terms", "name": "terms of reference"}]}
    held = answered("3 " * 11, stage={"documents": "seen"}, policy={"bcf": bcf}, evidence=evidence(papers))
    assert sentence(held, Test.DOCUMENT) == f"Document, terms of reference: it needs to be seen; {words}"


def test_a_document_says_when_and_by_whom_it_was_checked() -> None:
    paper = {"state": "verified", "date": date(2022, 12, 5), "verified_by": "internal audit"}
    bcf = {"documents": [{"id": "terms", "name": "terms"}]}
    held = answered("3 " * 11, policy={"bcf": bcf}, evidence=evidence({"bcf": {"terms": paper}}))
    assert sentence(held, Test.DOCUMENT).endswith("(5 December 2022, internal audit).")


def test_a_function_that_comes_first_says_its_own_result_and_who_would_decide() -> None:
    others = [function("quality", {"partial": "FIN1=2"})]
    bcf = {"requires": {"quality": "partial"}}
    held = answered("3 " * 11, stage={"functions_first": True}, policy={"bcf": bcf, "others": others})
    expected = (
        "Needed first: quality, ready (the place committee partial it). The result there: not enough answers to say."
    )
    assert sentence(held, Test.FUNCTION_FIRST) == expected


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"GOV1": "1 1 1 1 1", "FIN1": "0 0 0 0 0"}, "The earliest, FIN, is at Level 0."),
        ({"GOV1": "0 0 0 0 0", "FIN1": "0 0 0 0 0"}, "The earliest, GOV; FIN, are at Level 0."),
        ({"GOV1": "1 1 1 1 1", "FIN1": "0 ? ? ? ?"}, "FIN is not."),
        ({"GOV1": "1 1 1 1 1", "FIN1": "1 ? ? ? ?"}, "Each of them is."),
        (
            {"GOV1": "1 1 1 1", "FIN1": "? ? ? ?"},
            "For FIN this cannot be said: too many of its questions have no level yet.",
        ),
    ],
)
def test_the_floor_names_the_earliest_area(columns: dict[str, str], words: str) -> None:
    asked = policy(criteria="GOV1 FIN1", gate="GOV1=1", stage={"domain_floor": {"high": 1}}, bcf={"risk": "high"})
    assert (
        sentence(dossier(asked, *answers(**columns)), Test.DOMAIN_FLOOR)
        == f"Every area needs to be at Level 1 or above. {words}"
    )


# --- for all of them ------------------------------------------------------------------------------


def every_part() -> list[tuple[Dossier, dict[str, Any]]]:
    """Rounds whose tests of `bcf` have, between them, every part that a test can have."""
    all_ = "3 " * 11
    strict = {
        "returned": "3/4",
        "sectors": 2,
        "fresh_quarters": 1,
        "held_rounds": 2,
        "functions_first": True,
        "balanced": True,
        "split": "moderated with evidence",
        "dissent": "moderated and recorded",
        "domain_floor": {"high": 1},
    }
    bcf = {"risk": "high", "requires": {"other": "partial"}, "documents": [{"id": "terms", "name": "terms"}]}
    asked = policy(
        stage={"share": "3/5", **strict},
        bcf=bcf,
        others=[function("other", {"partial": "FIN1=1"})],
        sectors_required=["nhs", "voice"],
    )
    gone = {"excluded": {"GOV1": {"reason": "nobody knew"}}}
    waived = {**gone, "waived": {"GOV1": {"by": "the ICB", "date": date(2022, 12, 2), "reason": "not yet law"}}}
    before = answered(
        all_, asked=asked, round_={"id": "2021-22-q3", "opened": date(2021, 11, 1), "closed": date(2021, 12, 1)}
    )
    pulse = {
        "id": "2022-23-q4",
        "kind": "pulse",
        "criteria": ["FIN1"],
        "opened": date(2023, 1, 9),
        "closed": date(2023, 2, 3),
    }
    papers = evidence({"bcf": {"terms": "absent"}})
    return [
        (answered("4 4 4 4 4 4 4 0 0 0 0", asked=asked, evidence=papers), {"earlier": (before,)}),
        (answered("1 1 1 1 1 1 1 1 1 1 1", asked=asked, moderation=moderation(GOV1=3)), {}),
        (answered("na na na na na na 3 3 3 3 3", asked=asked), {}),
        (answered("3 3 3 3 3 3 3 3 0 0 0", stage={"dissent": "moderated"}), {}),
        (answered("3 3 3 3 3 3 3 3 3 0 0", stage={"balanced": True, "share": "4/5"}), {}),
        (answered(all_, policy={"criteria": "GOV1*"}), {}),
        (answered(all_, policy={"criteria": "GOV1*"}, evidence=evidence(GOV1=2)), {}),
        (answered(all_, asked=asked, round_=gone), {}),
        (answered(all_, asked=asked, round_=waived), {}),
        (answered("_ " * 11, asked=asked, round_=pulse), {"earlier": (before,), "as_of": date(2022, 2, 3)}),
        (answered("_ " * 11, asked=asked, round_=pulse), {}),
    ]


@pytest.mark.parametrize("audience", Audience)
def test_every_part_of_every_test_has_its_words(audience: Audience) -> None:
    seen = set()
    for held, judged in every_part():
        copy = disclose(assess(held, judged.get("earlier", ()), judged.get("as_of", CLOSED)), audience)
        for result in (stage for entry in copy.functions for stage in entry.stages.values()):
            for finding in result.gate.findings:
                well_said(copy, finding)
                seen |= {check.part for check in finding.checks}
    assert seen == set(Part)


@pytest.mark.parametrize("audience", Audience)
def test_every_finding_of_riverside_has_its_words(audience: Audience) -> None:
    copy = riverside.copy(audience)
    ids = {*riverside.PHRASES, *(domain.id for domain in copy.facts.matrix.domains)}
    for result in (stage for entry in copy.functions for stage in entry.stages.values()):
        for finding in result.gate.findings:
            well_said(copy, finding)
            assert not ids & set(re.findall(r"[A-Z]{3}[0-9]?", finding_sentence(copy, finding)))


def well_said(copy: Copy, finding: Finding) -> None:
    """A whole sentence, something to do, and a row of a table for each part."""
    text = finding_sentence(copy, finding)
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith((".", ")."))
    assert not re.search(r"\bNone\b(?! of\b)|Withheld|withheld|Fraction|  ", text)
    assert in_place(copy, finding)
    assert subject_words(copy, finding)
    for check in finding.checks:
        words = (needed_words(copy, finding, check), found_words(copy, finding, check))
        assert all(words)
        assert not any(re.search(r"\bNone\b|withheld|Fraction", each) for each in words)


def test_what_is_missing_is_said_as_something_to_do() -> None:
    copy = riverside.copy()
    quality = next(entry for entry in copy.sought if entry.function == "quality").aim
    assert quality is not None
    assert [in_place(copy, finding) for finding in quality.gate.shortfalls] == [
        "Decision-making body: “Lawful form”, shown by a document",
        "Every area at Emerging (“Agreed in broad terms”) or above",
        "Document, terms paper: seen",
    ]
    assert {finding.outcome for finding in quality.gate.shortfalls} == {Outcome.NOT_MET}
