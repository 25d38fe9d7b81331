"""Does the page for everybody say the round in words that add up, and can it be read aloud in two minutes?"""

import re

import pytest

import riverside
from build import answers, dossier, matrix, moderation
from kinds import copy, view
from paging import said, section, tables, texts, words
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience
from pbp_assess.report.blocks import Items, Paragraph
from pbp_assess.report.wording.summary import needs_work_heading, next_heading, still_needed

MINUTES, A_MINUTE = 2, 180  # words, as news are read
TWO = {"gates": {"bcf": {"shadow": "GOV1=1"}}}


def listed(anchor: str, held: Dossier | None = None) -> tuple[str, ...]:
    return next(
        (block.entries for block in section(view("summary", held), anchor).blocks if isinstance(block, Items)), ()
    )


def paragraph(anchor: str, held: Dossier | None = None, *earlier: Dossier) -> str:
    blocks = section(view("summary", held, *earlier), anchor).blocks
    return next(block.text for block in blocks if isinstance(block, Paragraph))


def test_the_parts_stand_in_the_order_of_the_three_questions() -> None:
    parts = [part.anchor for part in view("summary").parts]
    assert parts == ["about", "now", "well", "work", "differently", "changed", "asked-for", "next"]


def test_it_can_be_read_aloud_in_two_minutes() -> None:
    found = view("summary", None, riverside.before())
    read = " ".join(text for part in found.parts for text in texts(part))
    assert len(read.split()) <= MINUTES * A_MINUTE


def test_who_was_asked_when_and_how_much() -> None:
    assert paragraph("about") == (
        "Between 7 November and 9 December 2022 we asked the leaders of the partners in Riverside, and three "
        "other people, for their own view, in private, of how well we work together. The leaders come from three "
        "kinds of partner: nhs; council; voice. There were six questions."
    )
    still_open = riverside.now(round=riverside.now().round.model_copy(update={"closed": None}))
    assert paragraph("about", still_open).startswith("Since 7 November 2022 we asked")
    assert "so far" in section(view("summary", still_open), "about").heading


def test_a_short_round_says_that_the_last_full_one_stands_for_the_rest() -> None:
    full = dossier(matrix(), *answers(GOV1="2 2 2 2 2", GOV2="1 1 1 1 1", FIN1="3 3 3 3 3"))
    fields = {"id": "2022-23-q4", "kind": "pulse", "criteria": ["GOV1"]}
    short = dossier(matrix(), *answers(GOV1="2 2 2 2 2"), round_=fields)
    assert "This was a short round of 1 of the 3 questions; for the others" in paragraph("about", short, full)
    assert paragraph("now", short, full).startswith("On 2 of the 3 questions we have reached")


def test_what_goes_well_is_at_the_headline_level_or_above_and_what_needs_work_is_below() -> None:
    level = copy("summary").headline.level
    used = {entry.criterion.name: entry.held.level for entry in copy("summary").criteria.values()}
    well, work = ([used[text.partition(": “")[0]] for text in listed(anchor)] for anchor in ("well", "work"))
    assert well == [2, 2, 2]
    assert work == [0, 1]
    assert all(found is not None and found >= level for found in well)
    assert listed("well")[0] == "Common purpose: “A purpose is written”", "named as a strength first"
    assert listed("work") == ("Shifting resources: “Last year's budgets”", "Open-book finance: “Shared once a year”")


def test_among_equally_early_questions_those_that_most_is_waiting_on_come_first() -> None:
    asked = matrix("GOV1 GOV2 FIN1 FIN2", gates={"bcf": {"shadow": "FIN2=3"}, "vcse": {"shadow": "FIN2=3 FIN1=3"}})
    held = dossier(
        asked,
        *answers(**dict.fromkeys(("GOV1", "GOV2", "FIN1", "FIN2"), "1 1 1 1 1")),
        round_={"aims": {"bcf": "shadow", "vcse": "shadow"}},
    )
    assert [text.partition(":")[0] for text in listed("work", held)] == ["FIN2", "FIN1", "GOV1"]


@pytest.mark.parametrize(
    ("columns", "heading", "sentence"),
    [
        (
            {"GOV1": "2 2 2 2 2"},
            "We share a view where we have one",
            "There is no question on which leaders see clearly",
        ),
        ({"GOV1": "0 0 0 4 4 4"}, "We do not yet share a view on one question", "It is GOV1, with two opposing views."),
        (
            {"GOV1": "0 0 0 4 4 4", "GOV2": "0 0 2 2 4 4"},
            "We do not yet share a view on two questions",
            "They are: GOV1; GOV2. On two of them there are two opposing views.",
        ),
        (
            dict.fromkeys(("GOV1", "GOV2", "FIN1", "FIN2"), "0 0 0 4 4 4"),
            "We do not yet share a view on four questions",
            "Among them: GOV1; GOV2; FIN1. On four of them there are two opposing views.",
        ),
    ],
)
def test_what_is_seen_differently(columns: dict[str, str], heading: str, sentence: str) -> None:
    held = dossier(matrix(" ".join(columns)), *answers(**columns))
    assert section(view("summary", held), "differently").heading == heading
    assert paragraph("differently", held).startswith(sentence)


def test_what_was_agreed_on_the_day_is_told_of() -> None:
    assert "On one question we talked it through and agreed a level (9 December 2022): Priority groups." in paragraph(
        "differently"
    )
    many = dict.fromkeys(riverside.PHRASES, 2)
    assert (
        "On six questions we talked it through and agreed a level (9 December 2022), among them: Common"
        in paragraph("differently", riverside.now(moderation=moderation(**many)))
    )


def test_a_first_round_has_nothing_before_it_and_a_later_one_tells_what_became_of_the_actions() -> None:
    assert section(view("summary"), "changed").heading == "This is the first round"
    assert paragraph("changed") == "There is no earlier round to compare it with."
    later = paragraph("changed", None, riverside.before())
    assert later == (
        "What rose and what fell is a report of its own. Of two actions taken on in earlier rounds, one is done and "
        "one is overdue."
    )


def test_what_is_asked_for_and_still_needed_one_line_a_function() -> None:
    (table,) = tables(section(view("summary"), "asked-for"))
    assert [said(head) for head in table.header] == [
        "Function", "What the Riverside committee would do", "Our own view", "Still needed",
    ]  # fmt: skip
    assert [tuple(map(said, row)) for row in table.rows] == [
        ("Grants", "Decides within limits", "Ready", "Nothing"),
        ("Pooled fund", "Decides within limits", "Ready with one condition", "Open-book finance"),
        ("Quality oversight", "Decides within limits", "Not yet ready", NEEDED),
        ("Local schemes", "Decides within limits", "Not enough answers to say", "Holding one another to account"),
    ]


NEEDED = "Decision-making body; Every area; Document: terms paper"


def test_what_is_still_needed_is_named_as_far_as_there_is_room() -> None:
    gates = {"bcf": {"shadow": " ".join(f"A{number}=3" for number in range(5))}}
    held = dossier(
        matrix("A0 A1 A2 A3 A4", gates=gates),
        *answers(**{f"A{number}": "1 1 1 1 1" for number in range(5)}),
        round_={"aims": {"bcf": "shadow"}},
    )
    found = copy("summary", held)
    aim = found.sought[0].aim
    assert aim is not None
    assert still_needed(found, aim) == "A0; A1; A2; and two more"


def test_what_follows_has_an_owner_and_a_date_and_what_nobody_took_on_is_said() -> None:
    assert (next_heading(copy("summary")), paragraph("next")) == ("One action follows", "It has an owner and a date.")
    nobody = riverside.now(actions=riverside.now().actions.model_copy(update={"actions": ()}))
    assert section(view("summary", nobody), "next").heading == "What follows is open"
    assert paragraph("next", nobody) == (
        "No action has been taken on in this round yet. One condition has no owner and no date yet."
    )


def test_without_answers_it_is_short_and_says_nothing_of_levels() -> None:
    held = dossier(matrix(**TWO), members="a b", round_={"closed": None, "aims": {"bcf": "shadow"}})  # type: ignore[arg-type]  # gates
    assert [part.anchor for part in view("summary", held).parts] == ["about", "asked-for", "next"]
    assert view("summary", held).parts[0].heading == "None of the two leaders asked has answered yet"


def test_nothing_sought_and_nothing_early_are_said() -> None:
    held = dossier(matrix(), *answers(GOV1="4 4 4 4 4", GOV2="4 4 4 4 4", FIN1="4 4 4 4 4"))
    assert section(view("summary", held), "asked-for").heading == "A profile, and no view on delegation"
    assert section(view("summary", held), "work").heading == needs_work_heading(0)
    sought = dossier(matrix(**TWO), *answers(GOV1="4 4 4 4 4"))  # type: ignore[arg-type]  # gates
    assert section(view("summary", sought), "asked-for").heading == "We are not asking for any function now"


def test_the_title_names_the_month_and_the_head_the_copy() -> None:
    found = view("summary")
    assert found.title == "Riverside: how well are we working together? December 2022"
    assert found.kicker == "Summary of round 2022-23-q3. Public copy."
    assert not found.contents
    assert "Individual answers are not published." in found.footer


def test_counts_of_single_levels_are_in_no_public_summary() -> None:
    assert not re.search(r"\bsees?\b", words(view("summary", audience=Audience.PUBLIC)))
