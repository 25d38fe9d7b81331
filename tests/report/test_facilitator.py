"""Do the facilitators' own pages say whom to call, what to handle with care, who is not in yet, and when what comes?"""

from datetime import date

import pytest

import riverside
from build import answers, dossier, function, matrix, panel, sheet, stages
from kinds import view
from paging import said, section, tables, texts
from pbp_assess.core.assessment import Dossier
from pbp_assess.report.blocks import Facts, Inset, Items, LevelCell
from pbp_assess.report.facilitator import deputies, interested
from pbp_assess.report.wording.facilitator import WARNING, Waiting

MANY = [f"A{number}" for number in range(12)]


def said_in(anchor: str, held: Dossier | None = None, *waiting: Waiting) -> str:
    return " ".join(texts(section(view("facilitator", held, waiting=waiting), anchor)))


def care(held: Dossier) -> dict[str, str]:
    facts = section(view("facilitator", held), "care").blocks
    return dict(next(block.entries for block in facts if isinstance(block, Facts)))


def test_every_page_says_that_it_never_leaves_the_facilitators() -> None:
    parts = view("facilitator").parts
    assert [part.anchor for part in parts] == ["calls", "care", "waiting", "session", "who-said-what"]
    assert [part.blocks[0] for part in parts] == [Inset(WARNING)] * len(parts)


# --- calls and care -------------------------------------------------------------------------------


def test_whoever_stands_alone_on_a_question_that_will_come_up_is_to_be_called() -> None:
    found = section(view("facilitator"), "calls")
    assert found.heading == "One call to make before the day"
    (entries,) = [block.entries for block in found.blocks if isinstance(block, Items)]
    assert entries == ("m7: stands alone on 4. Shifting resources",)


def test_nobody_to_call_is_said() -> None:
    alike = dossier(matrix(), *answers(GOV1="2 2 2 2 2"))
    assert section(view("facilitator", alike), "calls").heading == "No call to make before the day"
    assert "Nobody stands alone on a question that will come up." in said_in("calls", alike)


def test_what_to_handle_with_care_names_each_person_once_in_the_heading() -> None:
    same = answers(**dict.fromkeys(MANY, "2 2 2"))
    mixed = sheet("m4", " ".join(f"{name}={place % 3}" for place, name in enumerate(MANY)), answered_by="deputy")
    held = dossier(matrix(" ".join(MANY)), *same, mixed, members="m1 m2 m3 m4 m5", edited_late=("m4",))
    assert section(view("facilitator", held), "care").heading == "Handle with care: four people"
    assert care(held) == {
        "Same level on at least 8 in 10 of their answers": "m1; m2; m3",
        "Answered by a deputy": "m4",
        "Changed after the round closed, and not counted": "m4",
        "Declared an interest, and gave a level all the same": "nobody",
    }
    assert deputies(held) == ("m4",)


def test_an_interest_that_was_declared_and_a_level_given_all_the_same() -> None:
    asked = matrix(
        "GOV1 GOV2 FIN1",
        readiness={"stages": stages("shadow"), "functions": [function("bcf", {"shadow": "GOV1=1 FIN1=1"})]},
    )
    seats = "m1 m2 m3"
    people = panel(seats)
    leaders = tuple(one.model_copy(update={"interests": ("bcf",)}) for one in people.leaders)
    held = dossier(
        asked,
        sheet("m1", "GOV1=2 GOV2=2 FIN1=-"),
        sheet("m2", "GOV1=- GOV2=2 FIN1=-"),
        members=seats,
        panel=people.model_copy(update={"leaders": leaders}),
    )
    assert dict(interested(held)) == {"m1": ("GOV1",)}
    assert care(held)["Declared an interest, and gave a level all the same"] == "m1 (on GOV1)"


def test_themes_not_released_are_counted_and_not_printed() -> None:
    assert "One theme is not released, and printed nowhere else." in said_in("care")
    assert "A remark that nobody released." not in said_in("care")


# --- not in yet -----------------------------------------------------------------------------------

NOT_BEGUN = Waiting("Chief Nurse", "interview", 12, 0, 41)
IN_PART = Waiting("Council leader", "", 0, 40, 41)


def still_open(**fields: object) -> Dossier:
    update = {"closed": None, **fields}
    return riverside.now(round=riverside.now().round.model_copy(update=update))


def test_each_person_not_in_yet_with_how_they_were_asked_and_a_line_to_send() -> None:
    found = section(view("facilitator", still_open(), waiting=(NOT_BEGUN, IN_PART)), "waiting")
    assert found.heading == "Two people to chase"
    (table,) = tables(found)
    assert [tuple(map(said, row)) for row in table.rows] == [
        (
            "Chief Nurse",
            "asked by interview 12 days ago; nothing answered",
            "“We would not want to meet without your view of Riverside: could you answer this week?”",
        ),
        (
            "Council leader",
            "asked today; 40 of 41 answered",
            "“Thank you for your answers; one question is left. Could you finish this week?”",
        ),
    ]


@pytest.mark.parametrize(
    ("closes", "by"),
    [
        (date(2022, 12, 16), "by 16 December 2022?”"),
        (date(2022, 12, 2), "this week?”"),
    ],
)
def test_the_line_names_the_day_until_which_answers_are_taken_unless_it_has_passed(closes: date, by: str) -> None:
    held = still_open(closes=closes)
    (table,) = tables(section(view("facilitator", held, waiting=(NOT_BEGUN,)), "waiting"))
    assert said(table.rows[0][2]).endswith(by)


def test_nobody_to_chase_is_said_with_the_reason() -> None:
    assert section(view("facilitator"), "waiting").heading == "The round is closed: nobody to chase"
    assert section(view("facilitator", still_open()), "waiting").heading == "Everybody's answers are in"


def test_whether_the_answers_still_out_could_change_anything() -> None:
    torn = dossier(
        matrix("GOV1", gates={"bcf": {"shadow": "GOV1=2"}}),
        *answers(GOV1="2 2 2 1 1 1 ? ? ?"),
        round_={"aims": {"bcf": "shadow"}},
    )
    assert "The answers still out could change the result for: bcf." in said_in("waiting", torn)
    sure = dossier(
        matrix("GOV1", gates={"bcf": {"shadow": "GOV1=1"}}),
        *answers(GOV1="2 2 2 2 2 2 2 2 ?"),
        round_={"aims": {"bcf": "shadow"}},
    )
    assert "lowest or highest, no result changes." in said_in("waiting", sure)
    assert "answers still out" not in said_in("waiting", dossier(matrix(), *answers(GOV1="2 2 2 2 2")))


# --- the session ----------------------------------------------------------------------------------


def test_the_session_is_planned_minute_by_minute_and_adds_up() -> None:
    found = section(view("facilitator"), "session")
    (table,) = tables(found)
    rows = [tuple(map(said, row)) for row in table.rows]
    assert [row[0] for row in rows] == [
        "1. Holding one another to account",
        "2. Open-book finance",
        "3. Decision-making body",
        "4. Shifting resources",
    ]
    minutes = [int(row[1].split("for ")[1].split()[0]) for row in rows]
    starts = [int(row[1].removeprefix("from minute ").split(",")[0]) for row in rows]
    assert starts == [sum(minutes[:place]) for place in range(len(minutes))]
    assert found.heading == f"Four questions in {sum(minutes)} of 90 minutes"


def test_nothing_to_talk_about_is_said() -> None:
    alike = dossier(matrix(), *answers(GOV1="2 2 2 2 2", GOV2="2 2 2 2 2", FIN1="2 2 2 2 2"))
    found = section(view("facilitator", alike), "session")
    assert found.heading == "No question to talk about"
    assert tables(found) == []


# --- who said what --------------------------------------------------------------------------------


def test_who_said_what_is_a_table_whose_tints_are_the_levels() -> None:
    held = dossier(matrix("GOV1 GOV2 FIN1"), *answers(GOV1="0 4", GOV2="? -", FIN1="na _"), members="m1 m2 m3")
    found = section(view("facilitator", held), "who-said-what")
    governance, money = tables(found)
    assert (governance.caption, governance.header) == ("Who said what: GOV", ("Question", "m1", "m2"))
    assert governance.heat
    assert governance.rows == (
        ("GOV1", LevelCell("0", 0), LevelCell("4", 4)),
        ("GOV2", "cannot judge", "declined"),
    )
    assert money.rows == (("FIN1", "not applicable", "–"),)
    assert any("0 is Level 0, 1 is Level 1" in text for text in texts(found))


def test_a_large_panel_has_maps_that_fit_on_paper_and_everybody_in_one_of_them() -> None:
    held = dossier(matrix("GOV1"), *answers(GOV1="2 " * 40))
    shown = tables(section(view("facilitator", held), "who-said-what"))
    assert [table.caption.partition(" (")[2] for table in shown] == [
        "leaders 1 to 18 of 40)",
        "leaders 19 to 36 of 40)",
        "leaders 37 to 40 of 40)",
    ]
    assert [leader for table in shown for leader in table.header[1:]] == [*held.sheets]
    assert all(table.heat and len(table.rows) == 1 for table in shown)


def test_no_sheet_is_no_heat_map() -> None:
    parts = view("facilitator", dossier(matrix(), members="a b", round_={"closed": None})).parts
    assert "who-said-what" not in [part.anchor for part in parts]
