"""Does the paper for an ICB's board say every test once, facts and views apart, and leave to people what is theirs?"""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

import riverside
from build import answers, decisions, dossier, evidence, function, matrix, moderation, stages
from kinds import FUNCTIONS, copy, view
from paging import said, section, tables, texts, words
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience
from pbp_assess.report.blocks import Items
from pbp_assess.report.function.tests import Shown
from pbp_assess.report.wording import function as wording
from pbp_assess.report.wording.function import last_day

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
GRANTS, POOL, QUALITY, LOCAL = FUNCTIONS


def said_in(name: str, anchor: str, held: Dossier | None = None, audience: Audience = PUBLIC) -> str:
    return " ".join(texts(section(view("function", held, subject=name, audience=audience), anchor)))


# --- headings and blanks --------------------------------------------------------------------------


def test_the_headings_are_those_of_a_board_and_stay_as_they_are() -> None:
    for name in FUNCTIONS:
        assert [part.heading for part in view("function", subject=name).parts] == [
            "1. Purpose of this paper",
            "2. What the ICB is asked to decide",
            "3. What stays with the ICB",
            "4. Are we ready? Our assessment",
            "5. How sure can the Board be?",
            "6. Conditions",
            "7. Money, legal, quality, equality, conflicts and people",
            "8. What would make us hand it back",
            "9. Review",
            "Annex: every test in a sentence",
        ]


def test_what_only_a_person_can_write_is_a_blank_that_says_so() -> None:
    headings = section(view("function"), "headings")
    assert list(texts(headings)) == [
        text for name in wording.ONLY_A_PERSON for text in (name, "[place director to complete]")
    ]
    assert said_in(GRANTS, "purpose").count("[place director to complete]") == 4
    assert "Review date [place director to complete]" in said_in(GRANTS, "review")


def test_the_blanks_are_filled_in_as_people_do_and_nothing_else_is_in_brackets() -> None:
    blanks = re.findall(r"\[[^]]*\]", words(view("function", subject=POOL)))
    assert blanks
    assert all(blank.startswith("[place director to complete") for blank in blanks)


# --- what is asked --------------------------------------------------------------------------------


def test_a_decision_is_asked_for_only_where_our_own_view_is_that_it_is_ready() -> None:
    ready = said_in(GRANTS, "asked")
    assert (
        "is asked to decide that, for Grants (what Grants covers), the Riverside committee decides within limits"
        in ready
    )
    assert "condition" not in ready
    assert "on one condition (section 6)" in said_in(POOL, "asked")
    for name, view_ in ((QUALITY, "not yet ready"), (LOCAL, "not enough answers to say")):
        asked = said_in(name, "asked")
        assert f"Our own view is: {view_}." in asked
        assert "no decision to hand over is asked for today" in asked
        assert "is asked to decide" not in asked


def test_the_options_are_not_now_and_each_stage_up_to_the_one_sought() -> None:
    (public,) = tables(section(view("function"), "asked"))
    assert [tuple(map(said, row)) for row in public.rows] == [
        ("Not now", "Nothing changes: the ICB goes on deciding as it does today.", "–"),
        ("Sees and advises", "The Riverside committee sees and advises.", "Not shown in this copy"),
        ("Decides within limits", "The Riverside committee decides within limits. This is what is proposed.", "Ready"),
    ]
    (shared,) = tables(section(view("function", audience=PARTNERSHIP), "asked"))
    assert said(shared.rows[1][2]) == "Ready"
    (short,) = tables(section(view("function", subject=QUALITY), "asked"))
    assert said(short.rows[2][1]).endswith("This is what is sought.")


def test_nothing_is_ever_delegated_to_the_partnership() -> None:
    for name in FUNCTIONS:
        assert not re.search(r"\bto the partnership\b", words(view("function", subject=name)))
    assert "Its statutory duties, and accountability for how they are met." in said_in(GRANTS, "stays")


# --- the tests ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_test_stands_in_one_table_and_the_sentence_adds_up(name: str) -> None:
    found = section(view("function", subject=name), "assessment")
    gate = next(entry.aim.gate for entry in copy("function").sought if entry.function == name and entry.aim)
    shown = tables(found)
    assert [table.caption for table in shown] == [kind.value for kind in Shown]
    results = Counter(said(row[3]) for table in shown for row in table.rows)
    assert results.total() == len(gate.findings)
    assert (results["Not met"], results["Cannot say yet"]) == (len(gate.shortfalls), len(gate.unknowns))
    sentence = next(texts(found))
    numbers = [_number(word) for word in re.findall(r"(\d+|\w+) (?:tests?|is|are|cannot)\b", sentence)]
    assert numbers[0] == sum(numbers[1:]) == len(gate.findings)


def _number(word: str) -> int:
    names = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return int(word) if word.isdigit() else names.index(word)


def test_records_and_documents_come_first_and_views_are_never_among_them() -> None:
    documents, views, around = tables(section(view("function", subject=QUALITY), "assessment"))
    assert [tuple(map(said, row)) for row in documents.rows] == [
        (
            "Decision-making body",
            "Maturing: “Lawful form”",
            "Developing: “Works in shadow”",
            "Not met",
            "Shadow minutes",
            "Governance team, 1 December 2022",
        ),
        ("Terms paper", "Seen", "Listed", "Not met", "The document", "–"),
    ]
    assert [said(row[0]) for row in views.rows] == ["Common purpose", "Every area"]
    assert [said(row[0]) for row in around.rows] == ["Answers back", "Sectors heard", "Age of the answers"]
    assert said(views.rows[0][2]) == "At least 6 of 7 leaders; 5 needed"


def test_a_public_count_is_given_at_one_level_only_and_the_rest_is_not_shown() -> None:
    higher = {"shadow": "GOV1=1", "partial": "GOV1=3"}
    asked = matrix(
        "GOV1",
        readiness={"stages": stages("shadow", "partial"), "functions": [function("a", higher), function("b", higher)]},
    )
    held = dossier(asked, *answers(GOV1="1 1 2 3 3 3 3"), round_={"aims": {"a": "shadow", "b": "partial"}})
    (views,) = tables(section(view("function", held, subject="a"), "assessment"))
    assert said(views.rows[0][2]) == "Not shown; at least half needed"
    (views,) = tables(section(view("function", held, subject="b"), "assessment"))
    assert said(views.rows[0][2]) == "4 of 7 leaders; 4 needed"


def test_what_was_agreed_and_what_was_carried_say_so() -> None:
    agreed = riverside.now(moderation=moderation(GOV2={"level": 2, "evidence": "the log"}))
    row = tables(section(view("function", agreed, subject=LOCAL), "assessment"))[1].rows[0]
    assert (said(row[2]), said(row[4])) == ("This level was agreed on 9 December 2022.", "The level agreed on the day")


# --- how sure, conditions, what follows -----------------------------------------------------------


def test_both_results_always_stand_together() -> None:
    assert "On the private answers alone: ready. With what was agreed on the day: ready." in said_in(GRANTS, "sure")


def test_how_sure_says_what_else_is_known_of_the_result() -> None:
    from pbp_assess.report.function.paper import function_view

    found = function_view(copy("function"), GRANTS, ("The same in 22 of 24 ways of counting.",))
    assert "The same in 22 of 24 ways of counting." in list(texts(section(found, "sure")))


@pytest.mark.parametrize(
    ("papers", "sentence"),
    [
        ({}, "Two documents are needed: two are not noted at all."),
        (
            {"one": "verified", "two": "seen"},
            (
                "Two documents are needed: one is checked by someone outside the place team; one is seen, and not yet "
                "checked by someone outside the place team."
            ),
        ),
        (
            {"one": "listed", "two": "absent"},
            "Two documents are needed: one is listed, and not yet seen; one is not there yet.",
        ),
    ],
)
def test_how_far_the_documents_are_checked_adds_up(papers: dict[str, str], sentence: str) -> None:
    needed = [{"id": paper, "name": paper} for paper in ("one", "two")]
    asked = matrix(
        "GOV1",
        readiness={
            "stages": stages("shadow"),
            "functions": [function("bcf", {"shadow": "GOV1=1"}, documents=needed)],
        },
    )
    held = dossier(
        asked, *answers(GOV1="2 2 2 2 2"), round_={"aims": {"bcf": "shadow"}}, evidence=evidence({"bcf": papers})
    )
    assert sentence in list(texts(section(view("function", held), "sure")))


def test_conditions_have_an_owner_and_a_date_or_a_blank() -> None:
    (table,) = tables(section(view("function", subject=POOL), "conditions"))
    assert [tuple(map(said, row)) for row in table.rows] == [
        (
            "Open-book finance: “Side by side”, true of the whole place",
            "Council leader",
            "31 March 2023",
            "[place director to complete]",
        )
    ]
    nobody = riverside.now(actions=riverside.now().actions.model_copy(update={"actions": ()}))
    (table,) = tables(section(view("function", nobody, subject=POOL), "conditions"))
    assert [said(cell) for cell in table.rows[0][1:]] == ["[place director to complete]"] * 3


def test_without_conditions_it_says_why() -> None:
    assert "There are none: every test is met." in said_in(GRANTS, "conditions")
    assert "Conditions cannot stand in for what is missing here." in said_in(QUALITY, "conditions")
    assert "Decision-making body: “Lawful form”, shown by a document" in said_in(QUALITY, "conditions")
    assert "Too little is known to set any." in said_in(LOCAL, "conditions")


def test_triggers_come_from_the_matrix_with_the_level_that_is_watched() -> None:
    whole: dict[str, Any] = riverside.matrix().model_dump(by_alias=True, exclude_none=True)
    whole["readiness"]["functions"][0]["hand_back"] = [
        {"when": "The budget runs over twice"},
        {"when": "The purpose falls apart", "criterion": "PUR1", "below": 2},
    ]
    held = riverside.now(matrix=riverside.matrix().model_validate(whole))
    (entries,) = [
        block.entries for block in section(view("function", held), "hand-back").blocks if isinstance(block, Items)
    ]
    assert entries == (
        "The budget runs over twice.",
        (
            "The purpose falls apart. Looked at in each round: Common purpose, at an earlier level than Developing: “A "
            "purpose is written”."
        ),
    )
    (blanks,) = [block.entries for block in section(view("function"), "hand-back").blocks if isinstance(block, Items)]
    assert blanks == ("[place director to complete: what would make us hand it back]",) * 3


@pytest.mark.parametrize(
    ("closed", "quarters", "last"),
    [
        (date(2022, 12, 9), 2, date(2023, 6, 30)),
        (date(2022, 12, 31), 0, date(2022, 12, 31)),
        (date(2023, 1, 1), 0, date(2023, 3, 31)),
        (date(2023, 5, 31), 1, date(2023, 9, 30)),
        (date(2023, 5, 31), 2, date(2023, 12, 31)),
        (date(2023, 9, 30), 4, date(2024, 9, 30)),
    ],
)
def test_answers_stand_until_the_end_of_a_calendar_quarter(closed: date, quarters: int, last: date) -> None:
    from pbp_assess.core.profile import quarters_between

    assert last_day(closed, quarters) == last
    assert quarters_between(closed, last) == quarters
    assert quarters_between(closed, date.fromordinal(last.toordinal() + 1)) == quarters + 1


def test_the_review_names_the_day_and_the_line_for_the_minutes_the_decision() -> None:
    review = said_in(GRANTS, "review")
    assert "this assessment stands until 30 June 2023" in review
    assert "agreed / not agreed / put off: that, for Grants (what Grants covers), the Riverside committee" in review
    assert "pbp-assess decision add" in review
    still_open = riverside.now(round=riverside.now().round.model_copy(update={"closed": None}))
    assert "stands until" not in said_in(GRANTS, "review", still_open)


def test_conflicts_are_named_where_somebody_would_hold_it() -> None:
    whole: dict[str, Any] = riverside.matrix().model_dump(by_alias=True, exclude_none=True)
    whole["readiness"]["functions"][0]["holders"] = ["voice"]
    held = riverside.now(matrix=riverside.matrix().model_validate(whole))
    assert "Bodies that would hold this function may be among those whose leaders answered; section 5" in said_in(
        GRANTS, "purpose", held
    )
    assert "Bodies" not in said_in(GRANTS, "purpose")


def test_a_stage_without_a_test_gives_a_paper_without_an_assessment() -> None:
    asked = matrix("GOV1 FIN1", gates={"bcf": {"shadow": "GOV1=1"}, "vcse": {"partial": "FIN1=1"}})
    held = dossier(asked, *answers(GOV1="2 2 2 2 2", FIN1="2 2 2 2 2"), round_={"aims": {"bcf": "partial"}})
    found = view("function", held, subject="bcf")
    assert [part.anchor for part in found.parts] == ["purpose", "asked", "stays", "headings", "hand-back", "review"]
    assert "Our own view is: no test in the matrix." in " ".join(texts(section(found, "asked")))


def test_the_annex_says_every_test_in_a_sentence_and_what_the_copy_leaves_out() -> None:
    found = section(view("function"), "annex")
    (first, *_) = [block.entries for block in found.blocks if isinstance(block, Items)]
    gate = next(entry.aim.gate for entry in copy("function").sought if entry.aim)
    assert len(first) == len(gate.findings)
    assert "What this copy leaves out, and why" in list(texts(found))
    own = section(view("function", audience=FACILITATOR), "annex")
    assert "What this copy leaves out, and why" not in list(texts(own))


def held_since(**levels: int) -> Dossier:
    """Riverside holds grants, with a trigger for people and one on the purpose."""
    whole: dict[str, Any] = riverside.matrix().model_dump(by_alias=True, exclude_none=True)
    whole["readiness"]["functions"][0]["hand_back"] = [
        {"when": "The budget runs over twice"},
        {"when": "The purpose falls apart", "criterion": "PUR1", "below": levels["below"]},
    ]
    granted = {"function": "grants", "stage": "partial", "outcome": "granted", "date": date(2022, 6, 1)}
    return riverside.now(
        matrix=riverside.matrix().model_validate(whole),
        decisions=decisions({**granted, "decided_by": "the Board", "review": date(2022, 12, 1)}),
    )


@pytest.mark.parametrize(
    ("below", "says"), [(3, "So today: this is the time to talk about handing it back."), (2, "Not so today.")]
)
def test_of_a_function_that_is_held_each_trigger_says_how_it_stands_today(below: int, says: str) -> None:
    found = section(view("function", held_since(below=below)), "hand-back")
    assert next(texts(found)) == (
        "Held since 1 June 2022, by decision of the Board: the Riverside committee decides within limits. Its review "
        "was due on 1 December 2022."
    )
    (entries,) = [block.entries for block in found.blocks if isinstance(block, Items)]
    assert entries[0] == "The budget runs over twice. Whether it is so, people have to say."
    assert entries[1].endswith(f"at an earlier level than {LEVELS[below]}. {says}")


LEVELS = {2: "Developing: “A purpose is written”", 3: "Maturing: “In use”"}


def test_a_paper_that_runs_out_before_the_answers_grow_old_says_from_when_and_what_to_renew() -> None:
    papers = {"grants": {"policy": {"state": "seen", "valid_until": date(2023, 1, 31)}}}
    review = said_in(GRANTS, "review", riverside.now(evidence=evidence(papers, GOV1=2)))
    assert "From 1 February 2023 it would no longer be ready, unless renewed: Document: policy paper." in review
    assert "stands until" not in review


def rows_of(held: Dossier, *earlier: Dossier, subject: str = "bcf") -> dict[str, tuple[str, ...]]:
    """Every row of the tables of tests, by what it is about."""
    found = section(view("function", held, *earlier, subject=subject), "assessment")
    return {said(row[0]): tuple(map(said, row[1:])) for table in tables(found) for row in table.rows}


def sought(asked: Any, *sheets: Any, **parts: Any) -> Dossier:
    round_ = {"aims": {"bcf": "shadow"}, **parts.pop("round_", {})}
    return dossier(asked, *sheets, round_=round_, **parts)


ALIKE = "2 2 2 2 2"


def test_what_was_taken_out_and_waived_is_the_icb_s_word() -> None:
    asked = matrix("GOV1 GOV2", gates={"bcf": {"shadow": "GOV1=1 GOV2=1"}})
    waiver = {"by": "the ICB", "date": date(2022, 12, 2), "reason": "not law"}
    gone = {"excluded": {"GOV1": {"reason": "nobody knew"}}, "waived": {"GOV1": waiver}}
    row = rows_of(sought(asked, *answers(GOV1=ALIKE, GOV2=ALIKE), round_=gone))["GOV1"]
    assert (row[2], row[3]) == ("Met", "The ICB's waiver")


def test_a_level_carried_from_an_earlier_round_says_where_it_comes_from() -> None:
    asked = matrix("GOV1 GOV2", gates={"bcf": {"shadow": "GOV1=1 GOV2=1"}})
    full = dossier(asked, *answers(GOV1=ALIKE, GOV2=ALIKE))
    pulse = {"id": "2022-23-q4", "kind": "pulse", "criteria": ["GOV1"]}
    row = rows_of(sought(asked, *answers(GOV1=ALIKE), round_=pulse), full)["GOV2"]
    assert row[3] == "Leaders' answers of an earlier round"


def test_tests_held_for_several_rounds_and_functions_that_come_first_are_the_round_s() -> None:
    needed = function("bcf", {"shadow": "GOV1=1"}, requires={"first": "shadow"})
    policy = {
        "stages": stages("shadow", held_rounds=2, functions_first=True),
        "functions": [needed, function("first", {"shadow": "GOV1=1"})],
    }
    held = sought(matrix("GOV1", readiness=policy), *answers(GOV1=ALIKE))
    rows = rows_of(held)
    assert rows["Met before as well"][:2] == (
        "The same tests met in one full round before this one",
        "No earlier full round",
    )
    assert rows["Ready first: first"][3] == "The result for that function"


def test_a_record_that_nobody_has_checked_is_noted_nowhere() -> None:
    asked = matrix("GOV1*", gates={"bcf": {"shadow": "GOV1=1"}})
    row = rows_of(sought(asked, *answers(GOV1=ALIKE)))["GOV1"]
    assert row[1:] == ("Nothing noted", "Cannot say yet", "Nothing noted", "–")


def test_a_document_that_was_seen_is_not_said_to_be_checked() -> None:
    papers = [{"id": "one", "name": "one"}]
    policy = {"stages": stages("shadow"), "functions": [function("bcf", {"shadow": "GOV1=1"}, documents=papers)]}
    entry = {"state": "seen", "seen_by": "place team", "date": date(2022, 12, 1)}
    held = sought(matrix("GOV1", readiness=policy), *answers(GOV1=ALIKE), evidence=evidence({"bcf": {"one": entry}}))
    assert rows_of(held)["One"][3:] == ("The document, as at 1 December 2022", "Place team (seen)")
    missing = sought(matrix("GOV1", readiness=policy), *answers(GOV1=ALIKE))
    assert rows_of(missing)["One"][3:] == ("Nothing noted", "–")


def test_what_was_ready_and_is_not_now_is_said_beside_the_result() -> None:
    asked = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=2"}})
    was = {"id": "2021-22-q3", "opened": date(2021, 11, 1), "closed": date(2021, 12, 1)}
    before = dossier(asked, *answers(GOV1=ALIKE), round_=was)
    fallen = sought(asked, *answers(GOV1="1 1 1 1 1"))
    found = section(view("function", fallen, before, subject="bcf"), "assessment")
    assert "Was ready, is not now." in list(texts(found))
