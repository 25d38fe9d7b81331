"""Does the report say the same numbers everywhere, in the right order, and nothing that its audience may not see?"""

import re
from collections.abc import Iterator
from datetime import date

import pytest

import riverside
from build import answers, dossier, evidence, matrix
from paging import everything, said, section, tables, texts, words
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.report.blocks import (
    Box,
    Facts,
    Inset,
    Ladder,
    Paragraph,
    Section,
    View,
)
from pbp_assess.report.view import day_view
from pbp_assess.report.wording.agenda import RAISED
from pbp_assess.report.wording.readiness import ICB_DECIDES
from shapes import shapes

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
SHARED = (PARTNERSHIP, PUBLIC)


def view(audience: Audience = PARTNERSHIP, held: Dossier | None = None, *earlier: Dossier) -> View:
    return day_view(riverside.copy(audience, held, *earlier))


# --- order and sums -------------------------------------------------------------------------------


def test_three_questions_always_in_this_order() -> None:
    assert [part.anchor for part in view().parts] == ["summary", "now", "changed", "ready", "annex"]
    assert [part.heading for part in view().parts][1:4] == [
        "Where are we now?",
        "What has changed?",
        "What are we ready for?",
    ]
    assert [inner.anchor for inner in view().parts[1].blocks if isinstance(inner, Section)] == [
        "took-part",
        "areas",
        "proud",
        "told-us",
        "matters",
        "talk",
    ]


@pytest.mark.parametrize("audience", Audience)
def test_the_sums_of_the_areas_are_those_of_the_headline_and_of_the_annex(audience: Audience) -> None:
    copy = riverside.copy(audience)
    found = day_view(copy)
    (areas,) = tables(section(found, "areas"))
    *rows, total = areas.rows
    assert [row[0] for row in rows] == ["Purpose", "Governance", "Money"]
    assert total[1:-1] == tuple(sum(row[place] for row in rows) for place in range(1, len(total) - 1))  # type: ignore[misc]  # numbers
    counts = dict(zip(map(said, areas.header), total, strict=True))
    assert counts == {
        "Area": "All",
        "Questions": 6,
        "Not yet": 1,
        "Emerging": 1,
        "Developing": 3,
        "Maturing": 0,
        "No shared view yet": 1,
        "Earliest": "",
    }
    head = copy.headline
    assert (head.at_or_above, head.below, head.no_shared_view, head.of) == (3, 2, 1, 6)
    (every,) = tables(section(found, "questions"))
    used = [said(row[1]) for row in every.rows]
    assert {level: used.count(level) for level in used} == {"Developing": 3, "Emerging": 1, "Not yet": 1, "–": 1}


def test_what_has_no_level_has_a_column_of_its_own_where_there_is_any() -> None:
    held = dossier(
        matrix("GOV1 GOV2 FIN1"),
        *answers(GOV1="2 2 2 2 2", GOV2="? ? ? ? ?", FIN1="1 1 1 1 1"),
        round_={"excluded": {"FIN1": {"reason": "not asked here"}}},
    )
    (areas,) = tables(section(view(PARTNERSHIP, held), "areas"))
    assert [said(head) for head in areas.header][-3:] == ["No shared view yet", "No answers to go by", "Earliest"]
    assert areas.rows[-1][1] == 2
    assert "One question taken out of this round is not counted." in " ".join(
        texts(section(view(PARTNERSHIP, held), "areas"))
    )


def test_answers_by_kind_add_up_and_rare_kinds_stand_together_in_shared_copies() -> None:
    (table, _) = tables(section(view(), "took-part"))
    assert table.rows == (
        ("Gave a level", 40),
        ("Gave no level", 2),
        ("All", 42),
    )
    (table, _) = tables(section(view(FACILITATOR), "took-part"))
    assert table.rows[2] == ("Declined, for a conflict of interest", 1)


# --- what matters, what to talk about ---------------------------------------------------------------


def test_important_and_early_comes_first() -> None:
    (table,) = tables(section(view(FACILITATOR), "matters"))
    assert [(row[0], row[1], row[2]) for row in table.rows] == [
        ("Holding one another to account", "7 of 7", "Important and early"),
        ("Open-book finance", "6 of 7", "Important and early"),
        ("Priority groups", "1 of 7", "Important"),
    ]
    (table,) = tables(section(view(), "matters"))
    assert [row[0] for row in table.rows] == ["Holding one another to account", "Open-book finance"]
    assert not tables(section(view(PUBLIC), "matters"))


def test_the_questions_to_talk_about_say_what_stands_and_what_turns_on_it() -> None:
    talk = section(view(), "talk")
    boxes = [block for block in talk.blocks if isinstance(block, Box)]
    assert talk.heading == "Three questions to talk about"
    assert [(box.heading, box.tag) for box in boxes] == [
        ("1. Holding one another to account (12 minutes)", "Two opposing views"),
        ("2. Open-book finance (5 minutes)", "Not yet at the level needed"),
        ("3. Decision-making body (5 minutes)", "Not yet at the level needed"),
    ]
    assert [row[2] for row in tables(boxes[0])[0].rows] == [2, 0, 2, 3]
    facts = next(block for block in boxes[0].blocks if isinstance(block, Facts))
    assert dict(facts.entries)["Why it matters today"] == "It is needed for: Local schemes."
    assert talk.blocks[-4:] == (
        Paragraph("Not for today, unless someone asks: two questions, because we agree, or nothing waits on them."),
        Paragraph(RAISED),
        Paragraph("Item 3 could be agreed by e-mail instead."),
        Paragraph("A level has been agreed already (9 December 2022) on: Priority groups."),
    )


def test_public_boxes_hold_phrases_and_no_counts() -> None:
    talk = section(view(PUBLIC), "talk")
    assert all(len(table.header) == 2 for table in tables(talk))


def test_strengths_are_what_was_released_then_the_highest_levels() -> None:
    (table,) = tables(section(view(), "proud"))
    assert [(row[0], row[4]) for row in table.rows] == [
        ("Common purpose", "The team meets and decides."),
        ("Priority groups", ""),
        ("Decision-making body", ""),
    ]


# --- readiness ------------------------------------------------------------------------------------


def test_the_functions_sought_take_a_row_each() -> None:
    table, _needed = tables(section(view(), "functions"))
    assert [tuple(map(said, row)) for row in table.rows] == [
        ("Grants", "Decides within limits", "Ready", "Ready", "Nothing", "Cannot change this"),
        (
            "Pooled fund",
            "Decides within limits",
            "Ready with one condition",
            "Ready with conditions",
            "One thing",
            "Cannot change this",
        ),
        (
            "Quality oversight",
            "Decides within limits",
            "Not yet ready",
            "Not yet ready",
            "Three things",
            "Cannot change this",
        ),
        (
            "Local schemes",
            "Decides within limits",
            "Not enough answers to say",
            "Not enough answers to say",
            "One cannot be said yet",
            "Cannot change this",
        ),
    ]


def test_the_ladder_says_how_we_stand_on_each_step() -> None:
    ladder = next(block for block in section(view(), "function-pool").blocks if isinstance(block, Ladder))
    assert [(step.text, step.result, step.sought, step.reached) for step in ladder.steps] == [
        ("Sees and advises", "Ready", False, True),
        ("Decides within limits", "Ready with one condition", True, True),
    ]
    public = next(block for block in section(view(PUBLIC), "function-pool").blocks if isinstance(block, Ladder))
    assert public.steps[0].result == "Not shown in this copy"


def test_steps_above_the_one_sought_are_not_judged() -> None:
    held = riverside.now()
    lower = held.round.model_copy(update={"aims": {"grants": "shadow"}})
    ladder = next(
        block
        for block in section(view(PARTNERSHIP, riverside.now(round_=lower)), "function-grants").blocks
        if isinstance(block, Ladder)
    )
    assert [step.result for step in ladder.steps] == ["Ready", "Not sought now"]


@pytest.mark.parametrize("audience", Audience)
def test_every_section_that_names_readiness_says_who_decides(audience: Audience) -> None:
    found = view(audience)
    named = [
        "summary",
        "talk",
        "functions",
        "tests",
        *(f"function-{name}" for name in ("grants", "pool", "quality", "local")),
    ]
    for anchor in named:
        assert Inset(ICB_DECIDES) in section(found, anchor).blocks, anchor
    assert ICB_DECIDES in found.running
    assert ICB_DECIDES in found.footer


def test_delegation_is_never_to_the_partnership() -> None:
    found = words(view())
    assert "the Riverside committee decides within limits" in found
    assert not re.search(r"(delegat|hand)\w* to the partnership", found)


# --- privacy --------------------------------------------------------------------------------------


def hidden(held: Dossier) -> Iterator[str]:
    """Ids, roles and remarks that no shared copy may hold; owners of actions are named by their role."""
    owners = {action.owner for action in held.actions.actions}
    for leader in held.panel.leaders:
        yield leader.id
        if leader.id not in owners:
            yield leader.role
    yield "A remark that nobody released."


@pytest.mark.parametrize("audience", SHARED)
def test_no_shared_copy_names_anybody(audience: Audience) -> None:
    found = words(view(audience, None, riverside.before()))
    for secret in hidden(riverside.now()):
        assert not re.search(rf"\b{re.escape(secret)}\b", found), secret


@pytest.mark.parametrize("audience", SHARED)
def test_only_the_facilitators_copy_has_their_own_part(audience: Audience) -> None:
    assert "facilitators" not in [part.anchor for part in view(audience).parts]


def test_the_facilitators_own_part() -> None:
    held = riverside.now(edited_late=("m2",))
    found = view(FACILITATOR, held)
    assert found.marks == ("Illustrative: the answers are invented.", "Facilitators' copy: not to be passed on")
    own = section(found, "facilitators")
    facts = dict(next(block for block in own.blocks if isinstance(block, Facts)).entries)
    assert facts["Sectors heard"] == "3 of 3 required"
    assert facts["Changed after the round closed, and not counted"] == "one: m2"
    assert facts["Same level on at least 8 in 10 of their answers"] == "nobody"
    assert "Priority groups: one disagreed" in list(texts(own))
    assert "A remark that nobody released." in list(texts(own))
    assert "Shifting resources" in list(texts(own))


def test_who_sent_the_same_level_throughout_is_named_to_the_facilitator() -> None:
    asked = matrix("GOV1 GOV2 GOV3", counting={"straight_lining": {"share": "80%", "from_levels": 3}})
    held = dossier(asked, *answers(GOV1="2 1 1", GOV2="2 2 3", GOV3="2 3 1"))
    own = section(view(FACILITATOR, held), "facilitators")
    assert "Same level on at least 8 in 10 of their answers one: m1" in list(texts(own))


@pytest.mark.parametrize("audience", Audience)
def test_ids_of_questions_stand_in_the_annex_alone(audience: Audience) -> None:
    found = view(audience)
    before_annex = "\n".join(
        text for part in found.parts if part.anchor != "annex" for text in (part.heading, *texts(part))
    )
    assert not any(name in before_annex for name in riverside.PHRASES)
    assert "GOV2 Holding one another to account" in list(texts(section(found, "annex")))


def test_there_are_no_percentages_and_no_means() -> None:
    assert "%" not in words(view())
    assert not re.search(r"\d\.\d(?!\.\d)", words(view()).replace("1.0.0", ""))


def test_nobody_scores_fails_or_lags() -> None:
    assert not re.search(r"\b(scor|fail|lag)\w*", words(view()), re.IGNORECASE)


# --- marks and facts --------------------------------------------------------------------------------


def test_what_is_invented_is_marked_at_the_top_at_the_foot_and_on_every_printed_page() -> None:
    found = view()
    mark = "Illustrative: the answers are invented."
    assert mark in found.marks
    assert mark in found.footer
    assert found.running.startswith(mark)


def test_the_head_says_which_round_which_copy_and_as_at_when() -> None:
    assert dict(view().facts.entries) == {
        "Round": "2022-23-q3 (full round)",
        "Copy": "Partnership copy",
        "Answers": "Opened 7 November 2022. Answers closed 9 December 2022.",
        "Read as at": "9 December 2022",
        "ICB": "Valley ICB",
        "Questions from": "Riverside matrix, version 1.0.0",
    }


# --- other shapes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("held", list(shapes()))
def test_every_shape_of_round_reads_well(held: Dossier, audience: Audience) -> None:
    found = view(audience, held)
    for text in texts(found):
        assert text == text.strip()
        assert "  " not in text
        assert not re.search(r"\bNone\b(?! (of|are)\b)", text)
        assert not text.endswith(("..", "..."))
    for table in tables(found):
        assert {len(row) for row in table.rows} == {len(table.header)}


def test_a_matrix_without_readiness_gives_a_profile_and_no_word_on_delegation() -> None:
    held = dossier(matrix(), *answers(GOV1="2 2 2 3 1 2 2"))
    found = view(PARTNERSHIP, held)
    assert section(found, "functions").heading == "A profile, and no view on delegation"
    assert ICB_DECIDES not in words(found)
    assert not any(
        anchor in {block.anchor for block in everything(found) if isinstance(block, Section)}
        for anchor in ("tests", "stages")
    )


def test_a_pulse_says_what_was_not_asked() -> None:
    pulse = {
        "id": "2022-23-q4",
        "kind": "pulse",
        "criteria": ["GOV1"],
        "opened": date(2023, 1, 9),
        "closed": date(2023, 2, 3),
    }
    full = dossier(matrix(), *answers(GOV1="2 2 2 2 2", GOV2="1 1 1 1 1", FIN1="3 3 3 3 3"))
    short = dossier(matrix(), *answers(GOV1="2 2 2 2 2"), round_=pulse)
    copy: Copy = riverside.copy(PARTNERSHIP, short, full, as_of=date(2023, 2, 3))
    found = day_view(copy)
    assert "GOV2 GOV2: not asked in this round." in list(texts(section(found, "left-out")))
    (every,) = tables(section(found, "questions"))
    assert every.rows[1][2] == "What most leaders see, in round 2022-23-q3, one quarter old"
    assert dict(found.facts.entries)["Round"].startswith("2022-23-q4 (pulse")


def test_a_waiver_is_shown_with_who_and_when() -> None:
    gone = {
        "excluded": {"GOV1": {"reason": "nobody knew"}},
        "waived": {"GOV1": {"by": "the ICB", "date": date(2022, 12, 2), "reason": "not law"}},
    }
    held = dossier(matrix(), *answers(GOV1="2 2 2 2 2"), round_=gone)
    left = list(texts(section(view(PARTNERSHIP, held), "left-out")))
    assert left == [
        "GOV1 GOV1: taken out for everyone. nobody knew",
        "GOV1 GOV1: waived by the ICB on 2 December 2022. not law",
    ]


# --- what was lost, and what a document settles -------------------------------------------------------


def test_a_function_that_was_ready_and_is_not_now_says_so() -> None:
    asked = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=2"}})
    was = {"id": "2021-22-q3", "opened": date(2021, 11, 1), "closed": date(2021, 12, 1)}
    before = dossier(asked, *answers(GOV1="2 2 2 2 2"), round_=was)
    fallen = dossier(asked, *answers(GOV1="1 1 1 1 1"), round_={"aims": {"bcf": "shadow"}})
    assert Inset("Was ready, is not now.") in section(view(PARTNERSHIP, fallen, before), "function-bcf").blocks


def test_views_that_differ_from_a_document_are_talked_about_too() -> None:
    asked = matrix("GOV1* GOV2", gates={"bcf": {"shadow": "GOV1=1"}})
    column = "0 0 0 4 4 4"
    held = dossier(
        asked,
        *answers(GOV1=column, GOV2=column),
        evidence=evidence(GOV1=2),
        round_={"aims": {"bcf": "shadow"}},
    )
    boxes = [block for block in section(view(PARTNERSHIP, held), "talk").blocks if isinstance(block, Box)]
    assert [box.tag for box in boxes] == ["Two opposing views; a document shows the level", "Two opposing views"]
    facts = dict(next(block for block in boxes[0].blocks if isinstance(block, Facts)).entries)
    assert facts["Level used"] == "Level 2: “GOV1 as at level 2”, shown by a document."
    assert facts["Why it matters today"] == "Nothing waits on it: its test is met for bcf."


def test_choices_of_fewer_than_three_leaders_are_not_shown() -> None:
    asked = matrix(choose={"question": "Which?", "number": 1})
    sheets = [filed.model_copy(update={"choose": ("GOV1",)}) for filed in answers(GOV1="2 2")]
    said_so = section(view(PARTNERSHIP, dossier(asked, *sheets)), "matters")
    assert Paragraph("No question was chosen by three leaders or more.") in said_so.blocks
    nobody = section(view(PARTNERSHIP, dossier(asked, *answers(GOV1="2 2"))), "matters")
    assert nobody.heading == "Nobody has chosen yet what matters most"


def test_the_rules_of_each_stage_are_said() -> None:
    weighed = {"stages": {"full": {"plain": "decides", "share": {"critical": "75%", "others": "60%"}}}}
    held = dossier(matrix(readiness=weighed), *answers(GOV1="2 2 2 2 2"))
    (table,) = tables(section(view(PARTNERSHIP, held), "stages"))
    rules = {str(name): words for name, words in table.rows}
    assert rules["Leaders at the level needed or higher"] == "At least 3 in 4 on critical questions, 6 in 10 on others"
    assert rules["Leaders who sent answers back"] == "Not tested"
    assert rules["Leaders who gave a level"] == "At least 4"
    assert rules["Full rounds running"] == "One"


def test_a_record_that_is_not_there_yet_says_so() -> None:
    held = dossier(matrix("GOV1*"), *answers(GOV1="2 2 2 2 2"))
    assert "Record none yet; a document settles this question" in list(
        texts(section(view(PARTNERSHIP, held), "in-full"))
    )
