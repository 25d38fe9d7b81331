"""Does a leader's own sheet speak to that leader alone, of their own answers, without a ranking?"""

import re

import pytest

import riverside
from build import answers, dossier, matrix, sheet
from kinds import view
from paging import said, section, tables, texts, words
from pbp_assess.core.assessment import Dossier


def said_in(anchor: str, held: Dossier | None = None, subject: str = "m1") -> str:
    return " ".join(texts(section(view("leader", held, subject=subject), anchor)))


def anchors(held: Dossier | None = None, subject: str = "m1") -> list[str]:
    return [part.anchor for part in view("leader", held, subject=subject).parts]


def test_it_names_its_reader_by_role_and_nobody_else() -> None:
    found = view("leader", subject="m1")
    assert found.kicker == "For you alone: Chief Nurse"
    assert not re.search(r"Council leader|Role of|Housing director|\b[ms]\d\b", words(found))


def test_the_answers_given_add_up_to_the_questions_asked() -> None:
    assert section(view("leader", subject="m1"), "answered").heading == "You gave a level on 6 of 6 questions"
    assert said_in("answered", subject="m1") == "You gave a level on every question."
    assert section(view("leader", subject="m7"), "answered").heading == "You gave a level on 4 of 6 questions"
    assert said_in("answered", subject="m7") == (
        "Of the other questions, one you could not judge and one you declined, for a conflict of interest."
    )


def test_the_questions_seen_very_differently_are_named_with_both_phrases_and_are_no_ranking() -> None:
    found = section(view("leader", subject="m7"), "differs")
    assert found.heading == "You saw one question two levels or more differently from most leaders"
    (table,) = tables(found)
    assert [tuple(map(said, row)) for row in table.rows] == [
        ("Shifting resources", "Developing: “Agreed how”", "Not yet: “Last year's budgets”")
    ]
    assert "You are welcome to raise them, or not. Nobody else has this page." in list(texts(found))
    whole = words(view("leader", subject="m7"))
    assert not re.search(r"\b(rank|above average|below average|best|worst|most critical|correct)\w*\b", whole)


def test_nobody_differs_is_said_too() -> None:
    found = section(view("leader", subject="m3"), "differs")
    assert found.heading == "On no question do you stand two levels or more from most leaders"


def test_every_question_stands_beside_what_most_leaders_see() -> None:
    (table,) = tables(section(view("leader", subject="m7"), "every"))
    rows = {said(row[0]): tuple(map(said, row[1:])) for row in table.rows}
    assert len(rows) == 6
    assert rows["Common purpose"][:2] == ("Developing", "Developing")
    assert rows["Decision-making body"][:2] == ("Cannot judge", "Developing")
    assert rows["Holding one another to account"] == ("Maturing", "No shared view yet", "Two opposing views")
    assert rows["Open-book finance"][0] == "Declined, for a conflict of interest"


def test_too_few_answers_are_not_what_most_leaders_see() -> None:
    held = dossier(matrix("GOV1"), *answers(GOV1="2 2 2"))
    (table,) = tables(section(view("leader", held, subject="m1"), "every"))
    assert said(table.rows[0][2]) == "Too few answers to say"
    assert "differs" in anchors(held)


def test_what_was_written_and_chosen_is_given_back_to_its_author_alone() -> None:
    asked = matrix("GOV1 GOV2", open_questions=[{"id": "well", "question": "What works?"}])
    sheets = answers(GOV1="2 2 2 2 2", GOV2="1 1 1 1 1")
    mine = sheets[0].model_copy(update={"answers": {"well": "Our Tuesdays"}, "choose": ("GOV2",)})
    held = dossier(asked, mine, *sheets[1:])
    assert said_in("said", held) == "What works? Our Tuesdays You chose as most important: GOV2."
    assert "said" not in anchors(held, "m2")
    assert "Tuesdays" not in words(view("leader", held, subject="m2"))
    assert "Tuesdays" not in words(view("day", held))


def test_an_invited_voice_is_told_that_it_counts_in_no_test() -> None:
    assert "Of the other questions, five you left unanswered." in said_in("answered", subject="s1")
    assert "You were asked as an invited voice" in said_in("answered", subject="s1")
    assert "You were asked as an invited voice" not in said_in("answered")


def test_a_deputy_is_told_of() -> None:
    held = dossier(matrix("GOV1"), sheet("m1", "GOV1=2", answered_by="deputy"), members="m1")
    assert said_in("answered", held).endswith("A deputy answered for you.")


@pytest.mark.parametrize("closed", [True, False])
def test_somebody_without_answers_gets_a_page_that_says_so(closed: bool) -> None:
    fields = {} if closed else {"closed": None}
    held = dossier(matrix("GOV1"), *answers(GOV1="2 2 2"), members="m1 m2 m3 m4", round_=fields)
    assert anchors(held, "m4") == ["answered", "changed", "change"]
    assert section(view("leader", held, subject="m4"), "answered").heading == "We have no answers from you"


def test_it_says_nothing_of_readiness() -> None:
    assert not re.search(r"\b(ready|ICB|function)\b", words(view("leader", None, riverside.before(), subject="m1")))


def test_a_question_that_nobody_else_judged_has_no_most() -> None:
    held = dossier(matrix("GOV1 GOV2"), *answers(GOV1="2 2 2 2 2", GOV2="? ? ? ? ?"))
    (table,) = tables(section(view("leader", held, subject="m1"), "every"))
    assert tuple(map(said, table.rows[1])) == ("GOV2", "Cannot judge", "Too few answers to say", "Nobody gave a level")
