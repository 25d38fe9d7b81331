"""Does the report of the day put what was agreed beside what was said in private, and add up?"""

from datetime import date
from typing import Any

import pytest

import riverside
from build import actions, answers, decisions, dossier, matrix, moderation
from kinds import copy, view
from paging import said, section, tables, texts
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience
from pbp_assess.report.wording.outcome import agreed_here, agreed_sentence, steps

COLUMNS = {
    "GOV1": "2 2 2 2 2 2",
    "GOV2": "2 2 2 2 2 2",
    "GOV3": "2 2 2 2 2 2",
    "FIN1": "0 0 0 4 4 4",
    "FIN2": "2 2 ? ? ? ?",
    "FIN3": "0 0 0 4 4 4",
}


def agreed(**levels: Any) -> Dossier:
    return dossier(matrix(" ".join(COLUMNS)), *answers(**COLUMNS), moderation=moderation(**levels))


def said_in(anchor: str, held: Dossier | None = None) -> str:
    return " ".join(texts(section(view("outcome", held), anchor)))


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        ({}, ""),
        ({"GOV1": 2}, "we agreed a level on one question, the same as most leaders had said."),
        ({"GOV1": 3}, "we agreed a level on one question, higher than most leaders had said."),
        ({"GOV1": 1}, "we agreed a level on one question, lower than most leaders had said."),
        ({"FIN1": 2}, "we agreed a level on one question, where there was no shared view."),
        ({"FIN2": 2}, "we agreed a level on one question, where too few had answered to say."),
        (
            {"GOV1": 2, "GOV2": 3, "GOV3": 1, "FIN1": 2},
            "on four questions: one the same as most leaders had said, one higher, one lower and one where",
        ),
        ({"GOV2": 3, "GOV3": 3}, "on two questions: two higher than most leaders had said."),
    ],
)
def test_how_the_levels_agreed_stand_to_what_had_been_said(levels: dict[str, int], sentence: str) -> None:
    found = copy("outcome", agreed(**levels))
    assert sentence in agreed_sentence(found)
    assert steps(found).total() == len(agreed_here(found)) == len(levels)


def test_the_heading_counts_what_was_agreed_and_what_is_still_seen_differently() -> None:
    headings = {
        (): "No level has been agreed on the day yet; we differ on two",
        ("GOV1", "FIN1"): "We agreed a level on two questions; on one we still differ",
        ("FIN1", "FIN3"): "We agreed a level on two questions",
    }
    for names, heading in headings.items():
        assert section(view("outcome", agreed(**dict.fromkeys(names, 2))), "agreed").heading == heading
    assert "We still differ, and say so, on: FIN3." in said_in("agreed", agreed(FIN1=2))
    assert "We still differ" not in said_in("agreed", agreed(FIN1=2, FIN3=2))


def test_each_level_agreed_stands_beside_what_had_been_said_with_both_phrases() -> None:
    (table,) = tables(section(view("outcome"), "agreed"))
    assert [tuple(map(said, row)) for row in table.rows] == [
        (
            "Priority groups",
            "Developing: “A short list is agreed”",
            "Developing: “A short list is agreed”",
            "the list is agreed",
            "Noted, and with the facilitators",
        )
    ]
    (table,) = tables(section(view("outcome", agreed(FIN1=2, FIN2=3)), "agreed"))
    assert [said(row[1]) for row in table.rows] == ["No shared view", "Too few answers to say"]
    assert said(table.rows[0][4]) == "Nothing has been noted"


def test_both_results_stand_side_by_side_for_each_function() -> None:
    waits = riverside.now(moderation=moderation(GOV2={"level": 2, "evidence": "the log"}))
    (table,) = tables(section(view("outcome", waits), "both"))
    rows = {said(name): (said(alone), said(with_agreed)) for name, alone, with_agreed in table.rows}
    assert rows["Local schemes"] == ("Not enough answers to say", "Ready")
    assert rows["Pooled fund"] == ("Ready with conditions", "Ready with one condition")
    assert said_in("both", waits).startswith("This is the partners' own view")
    assert "Counting only the private answers, two of the four" in said_in("both", waits)
    assert "With what was agreed on the day, three of the four" in said_in("both", waits)


def test_actions_have_owner_date_and_how_we_would_know() -> None:
    found = section(view("outcome", None, riverside.before()), "actions")
    assert found.heading == "One action; none without an owner or a date"
    (table,) = tables(found)
    assert [tuple(map(said, row)) for row in table.rows] == [
        (
            "set spending side by side",
            "Council leader",
            "31 March 2023",
            "Open",
            "Open-book finance; Pooled fund",
            "Minutes",
        )
    ]


def test_what_showed_that_an_action_is_done_stands_in_place_of_what_could() -> None:
    done = {"owner": "m4", "status": "done", "done": date(2022, 12, 8), "shown_by": "the minutes of 8 December"}
    (table,) = tables(section(view("outcome", riverside.now(actions=actions(done))), "actions"))
    assert (said(table.rows[0][3]), said(table.rows[0][5])) == ("Done", "the minutes of 8 December")


def test_a_condition_that_nobody_took_on_is_said() -> None:
    nobody = riverside.now(actions=riverside.now().actions.model_copy(update={"actions": ()}))
    assert section(view("outcome", nobody), "actions").heading == "No action has been taken on in this round yet"
    assert "One condition of a function sought has no owner and no date yet." in said_in("actions", nobody)
    assert "has no owner" not in said_in("actions")


def test_dissent_is_never_counted_in_a_shared_copy() -> None:
    shared = said_in("agreed")
    assert "Whoever disagreed is named only if they choose to be" in shared
    assert "one disagreed" not in " ".join(texts(view("outcome")))


def test_how_to_ask_for_a_correction_and_who_signs_off() -> None:
    said_so = said_in("sign-off")
    assert "Agreed by the leadership team on [facilitator to complete: date]." in said_so
    assert "tell the facilitators by [facilitator to complete: date]" in said_so


def test_what_has_changed_is_between_what_was_agreed_and_what_we_are_ready_for() -> None:
    assert [part.heading for part in view("outcome").parts][:3] == [
        "Where are we now?",
        "What has changed?",
        "What are we ready for?",
    ]
    assert "This is the first round" in said_in("changed")


def test_nothing_agreed_and_nothing_sought_are_said() -> None:
    plain = dossier(matrix(), *answers(GOV1="2 2 2 2 2"))
    assert "Every level in use is what a document shows, or what most leaders see." in said_in("agreed", plain)
    assert section(view("outcome", plain), "both").heading == "A profile, and no view on delegation"
    sought = dossier(matrix(gates={"bcf": {"shadow": "GOV1=1"}}), *answers(GOV1="2 2 2 2 2"))
    assert section(view("outcome", sought), "both").heading == "No function is sought in this round"
    one = dossier(
        matrix(gates={"bcf": {"shadow": "GOV1=1"}}), *answers(GOV1="2 2 2 2 2"), round_={"aims": {"bcf": "shadow"}}
    )
    assert section(view("outcome", one), "both").heading.endswith(": ready")


def test_a_copy_in_which_the_reason_is_withheld_says_so() -> None:
    (table,) = tables(section(view("outcome", audience=Audience.PUBLIC), "agreed"))
    assert said(table.rows[0][3]) == "not shown"


def test_whoever_chose_to_be_named_is_named_by_role_and_nobody_else() -> None:
    named = {"level": 2, "dissent": 2, "dissenters": [{"leader": "m4", "words": "not yet"}, {"leader": "m1"}]}
    held = riverside.now(moderation=moderation(PUR2=named, PUR1=2))
    (table,) = tables(section(view("outcome", held), "agreed"))
    assert [said(head) for head in table.header][-1] == "Disagreed"
    assert [said(row[-1]) for row in table.rows] == ["–", "Council leader: “not yet”; Chief Nurse"]
    assert "Disagreed" not in " ".join(texts(view("outcome")))


def test_levels_wanted_stand_beside_the_level_used() -> None:
    wanted = [{"criterion": "FIN1", "level": 2}, {"criterion": "PUR1", "level": 3, "round": "2021-22-q3"}]
    held = riverside.now(actions=actions(targets=wanted))
    found = [table for table in tables(section(view("outcome", held), "actions")) if table.caption == "Levels wanted"]
    assert [tuple(map(said, row)) for row in found[0].rows] == [
        (
            "Open-book finance",
            "Emerging: “Shared once a year”, what most leaders see",
            "Developing: “Side by side”",
            "31 March 2023",
        )
    ]


def test_what_the_icb_decided_with_this_round_before_it() -> None:
    taken = decisions(
        {"function": "grants", "stage": "partial", "outcome": "granted", "limits": "£1", "conditions": ["a", "b"]},
        {"id": "d2", "function": "gone", "stage": "away", "outcome": "refused", "review": date(2023, 6, 1)},
        {"id": "d3", "function": "pool", "stage": "partial", "outcome": "deferred", "round": "2021-22-q3"},
    )
    found = section(view("outcome", riverside.now(decisions=taken)), "decided")
    assert found.heading == "The ICB has taken two decisions"
    rows = [tuple(map(said, row)) for row in tables(found)[0].rows]
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        ("Grants: decides within limits", "Agreed", "£1; a; b", "–"),
        ("gone: away", "Not agreed", "–", "1 June 2023"),
    ]
    assert "decided" not in {part.anchor for part in view("outcome").parts}
