"""Does the agenda say what there is to talk about, for everybody the same, and to nobody who stands alone?"""

import datetime
from pathlib import Path
from typing import Any

import pytest

import hostile
import riverside
from build import answers, dossier, evidence, function, matrix, moderation, sheet, stages
from pbp_assess.core.agenda import Flag
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.report.agenda.revote import MOST_BOXES, revote_html, sheets
from pbp_assess.report.agenda.view import agenda_view
from pbp_assess.report.blocks import Box, Facts, Items, Section, Table, View
from pbp_assess.report.html import to_html
from pbp_assess.report.markdown import inert, to_markdown
from pbp_assess.report.view import day_view
from pbp_assess.report.wording import agenda as said
from pbp_assess.report.wording.session import calls, overrun_sentences

GOLDEN = Path(__file__).parent.parent / "golden"
FACILITATOR, PARTNERSHIP, PUBLIC = Audience
HALF_PAST_ONE = datetime.time(13, 30)
SAID_AS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def copy(held: Dossier | None = None, audience: Audience = FACILITATOR) -> Copy:
    return riverside.copy(audience, held)


def asking(criteria: str, gate: str, **column: str) -> Dossier:
    """A round that seeks the one function `bcf` at the stage `partial`, which asks for a level agreed where split."""
    policy = {
        "stages": stages("partial", could_judge="1/2", split="moderated", dissent="moderated"),
        "functions": [function("bcf", {"partial": gate})],
    }
    return dossier(matrix(criteria, readiness=policy), *answers(**column), round_={"aims": {"bcf": "partial"}})


def section(view: View, anchor: str) -> Section:
    def inside(blocks: Any) -> list[Section]:
        found = [block for block in blocks if isinstance(block, Section)]
        return [*found, *(deeper for block in found for deeper in inside(block.blocks))]

    return next(found for found in inside(view.parts) if found.anchor == anchor)


# --- the sentence that counts -----------------------------------------------------------------------


def counted(sentence: str) -> int:
    """The first number of each part of the sentence, added up."""
    total = 0
    for part in sentence.removesuffix(".").split("; "):
        words = (SAID_AS.index(word) if word in SAID_AS else int(word) for word in part.split() if _number(word))
        total += next(words, 0)
    return total


def _number(word: str) -> bool:
    return word in SAID_AS or word.isdecimal()


def everything() -> Dossier:
    """A question of every kind: seen differently, waited on, judged by nobody, agreed, quiet, taken out."""
    asked = matrix("A1 A2 A3 A4 A5 A6 A7", gates={"bcf": {"partial": "A2=3 A3=3"}})
    columns = {"A1": "0 0 0 4 4 4", "A2": "1 1 1 1 1 1", "A3": "? ? ? ? ? ?", "A5": "2 2 2 2 2 2", "A6": "2 2 ? ? ? ?"}
    return dossier(
        asked,
        *answers(**columns, A4="0 0 0 4 4 4", A7="0 0 0 4 4 4"),
        round_={"aims": {"bcf": "partial"}, "excluded": {"A7": {"reason": "twice"}}},
        moderation=moderation(A4=2),
    )


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("minutes", [1, 4, 5, 12, 17, 500])
@pytest.mark.parametrize("held", [riverside.now(), everything()], ids=["riverside", "everything"])
def test_the_counts_add_up_to_the_questions_asked(held: Dossier, minutes: int, audience: Audience) -> None:
    seen = copy(held, audience)
    planned = said.day_plan(seen, minutes)
    assert counted(said.today_sentence(seen, planned)) == seen.agenda.of == seen.headline.of


def test_everything_that_is_not_for_today_is_said_with_its_reason() -> None:
    seen = copy(everything())
    planned = said.day_plan(seen, 4)
    assert said.today_sentence(seen, planned) == (
        "Today nothing needs to be talked about; one does not fit into 4 minutes; one could be agreed by e-mail; "
        "on one nobody gave a level; on one a level is agreed already; two need no discussion unless someone asks."
    )
    assert list(said.not_today(seen, planned)) == [
        "Left out, because they do not fit into 4 minutes: A1.",
        "Could be agreed by e-mail: A2.",
        "Nobody gave a level, so that there is nothing to compare: A3.",
        (
            "Not for today, unless someone asks: two questions, because we agree or too few answered to tell (one), "
            "and nothing waits on them."
        ),
    ]
    assert said.settled_sentence(seen) == "A level has been agreed already (9 December 2022) on: A4."


@pytest.mark.parametrize(("audience", "count"), [(FACILITATOR, 4), (PARTNERSHIP, 3), (PUBLIC, 3)])
def test_the_day_report_counts_the_same_questions(audience: Audience, count: int) -> None:
    seen = copy(audience=audience)
    report, agenda = day_view(seen), agenda_view(seen, said.day_plan(seen))
    sentence = said.today_sentence(seen, said.day_plan(seen))
    assert sentence in to_markdown(report)
    boxes = [[block for block in section(view, name).blocks if isinstance(block, Box)] for view, name in
             ((report, "talk"), (agenda, "items"))]  # fmt: skip
    assert boxes[0] == boxes[1]
    assert len(boxes[0]) == len(seen.agenda.items) == count


@pytest.mark.parametrize(
    ("held", "heading"),
    [
        (riverside.now(), "Four questions to talk about"),
        (asking("A1", "A1=1", A1="3 3 3 3 3"), "No question needs to be talked about"),
        (dossier(matrix("A1"), *answers(A1="3 3 3")), "Too few answers to say what to talk about"),
    ],
)
def test_the_heading_is_a_finding(held: Dossier, heading: str) -> None:
    seen = copy(held)
    assert said.today_heading(seen, said.day_plan(seen)) == heading


def test_too_few_answers_are_the_reason_where_they_are_all_there_is() -> None:
    seen = copy(dossier(matrix("A1 A2"), *answers(A1="3 3 3", A2="1 1 1")))
    (sentence,) = said.not_today(seen, said.day_plan(seen))
    assert sentence.endswith("two questions, because too few answered them to tell, and nothing waits on them.")


# --- one question -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criteria", "column", "why", "ask", "settle"),
    [
        ("A1", "0 0 0 4 4 4", "Two opposing views", said._ASK[Flag.POLARISED], said.SETTLE_PHRASE),
        ("A1", "2 2 2 2 4 4", "No shared view", said._ASK[Flag.SPLIT], said.SETTLE_PHRASE),
        ("A1", "1 1 1 1 1 3", "One or two differ", said._ASK[Flag.OUTLIER], said.SETTLE_PHRASE),
        ("A1", "1 1 1 1 1 1", "Not yet at the level needed", said.ASK_NEEDED, said.SETTLE_NEEDED),
        ("A1*", "1 1 1 1 1 1", "Cannot say yet", "Which document shows the level, and who brings it?",
         said.SETTLE_DOCUMENT),
        ("A1", "3 3 3 ? ? ? ? ?", "Cannot say yet", "Who of us knows enough to say, and what would the others need?",
         said.SETTLE_PHRASE),
        ("A1", "3 na na na na na", "Cannot say yet", "Does this apply here, and if it does not, what follows?",
         said.SETTLE_PHRASE),
    ],
)  # fmt: skip
def test_why_what_to_ask_and_what_to_settle(criteria: str, column: str, why: str, ask: str, settle: str) -> None:
    seen = copy(asking(criteria, "A1=3", A1=column))
    (item,) = seen.agenda.items
    assert (said.why_words(seen, item), said.ask_words(seen, item)) == (why, ask)
    assert said.settle_words(seen, item) == settle
    assert said.matters_words(seen, item) == "It is needed for: bcf."
    assert said.needed_words(seen, item) == "Level 3: “A1 as at level 3”."


def test_a_group_that_sees_it_much_earlier_is_asked_for_without_being_named() -> None:
    held = asking("A1", "A1=3", A1="1 1 1 3 3 3 3 3 3 3 3 3")
    roles = "m1:voice m2:voice m3:voice " + " ".join(f"m{number}:icb" for number in range(4, 13))
    sheets_ = list(held.sheets.values())
    seen = copy(dossier(held.matrix, *sheets_, members=roles, round_={"aims": {"bcf": "partial"}}))
    (item,) = seen.agenda.items
    assert said.ask_words(seen, item) in {said._ASK[item.flag], "What do those of us see who see it much earlier?"}
    assert "voice" not in to_markdown(agenda_view(seen, said.day_plan(seen)))


def test_what_leaders_see_is_counted_where_it_may_be() -> None:
    held = asking("A1", "A1=3", A1="0 0 0 4 4 4")
    (item,) = copy(held).agenda.items
    assert said.views_sentence(copy(held), item) == (
        "Three leaders see “A1 as at level 0”; three see “A1 as at level 4”."
    )
    assert said.views_sentence(copy(held, PUBLIC), item) == ""


def test_a_box_leaves_out_what_it_has_nothing_to_say_on() -> None:
    (box,) = [
        block
        for block in section(_view(copy(dossier(matrix("A1"), *answers(A1="0 0 0 4 4 4")))), "items").blocks
        if isinstance(block, Box)
    ]
    facts = next(block for block in box.blocks if isinstance(block, Facts))
    assert [name for name, _ in facts.entries] == ["Ask", "To settle"]


def _view(seen: Copy, minutes: int = 0) -> View:
    return agenda_view(seen, said.day_plan(seen, minutes))


# --- the clock --------------------------------------------------------------------------------------


def test_the_timetable_runs_by_the_clock_or_by_minutes() -> None:
    seen = copy()
    planned = said.day_plan(seen)
    for start, begins in ((HALF_PAST_ONE, ["13:30", "13:42", "13:47", "13:52"]), (None, [0, 12, 17, 22])):
        (table,) = [block for block in section(agenda_view(seen, planned, start), "agenda").blocks
                    if isinstance(block, Table)]  # fmt: skip
        assert [row[1] for row in table.rows] == begins
    assert said.time_sentence(planned, HALF_PAST_ONE) == (
        "Together 27 minutes of 90, until 13:57. 63 minutes are left for what runs over."
    )
    assert said.clock(datetime.time(23, 50), 15) == "00:05"


# --- the facilitators' own --------------------------------------------------------------------------


def test_what_to_drop_when_the_first_question_runs_over() -> None:
    seen = copy(audience=FACILITATOR)
    planned = said.day_plan(seen, 29)
    assert list(overrun_sentences(seen, planned)) == [
        "If “Holding one another to account” runs over by 5 minutes, leave out: Shifting resources.",
        (
            "If “Holding one another to account” runs over by 10 minutes, leave out: "
            "Decision-making body; Shifting resources."
        ),
        "If “Holding one another to account” has taken 24 minutes, stop, note both views, and set another time for it.",
    ]
    assert list(overrun_sentences(seen, said.day_plan(seen, 1))) == []


def test_a_person_who_stands_alone_is_called_once_for_every_question() -> None:
    held = dossier(matrix("A1 A2 A3"), *answers(A1="0 3 3 3 3 3", A2="3 3 3 3 3 0", A3="0 3 3 3 3 3"))
    seen = copy(held, FACILITATOR)
    planned = said.day_plan(seen)
    assert calls(seen, planned, "the one called {}".format) == (
        "the one called m1: stands alone on 1. A1; 3. A3",
        "the one called m6: stands alone on 2. A2",
    )
    for audience in (PARTNERSHIP, PUBLIC):
        shared = copy(held, audience)
        assert calls(shared, said.day_plan(shared), str) == ()
    called = section(agenda_view(seen, planned, who=lambda leader: f"{leader} (their role)"), "calls")
    assert Items(("m1 (their role): stands alone on 1. A1; 3. A3", "m6 (their role): stands alone on 2. A2")) in (
        called.blocks
    )


@pytest.mark.parametrize("audience", [PARTNERSHIP, PUBLIC])
def test_no_shared_copy_says_who_is_called_or_what_to_drop(audience: Audience) -> None:
    held = dossier(matrix("A1"), *(sheet(f"person-{number}", f"A1={number and 3}") for number in range(6)))
    page = to_html(_view(copy(held, audience))) + revote_html(copy(held, audience), said.day_plan(copy(held, audience)))
    assert "person-" not in page
    assert "Calls" not in page


# --- the sheets to count hands ----------------------------------------------------------------------


def test_a_sheet_for_each_question_with_its_phrases_and_no_answer() -> None:
    seen = copy()
    made = sheets(seen, said.day_plan(seen))
    assert [entry.heading for entry in made][:2] == ["1. Holding one another to account", "2. Open-book finance"]
    assert [phrase.text for phrase in made[0].phrases] == list(riverside.PHRASES["GOV2"][1:])
    page = revote_html(seen, said.day_plan(seen))
    assert page.count('<section class="sheet">') == 4
    assert page.count('<span class="box"></span>') == 4 * (4 * 7 + 3)  # a box a hand for each phrase, and the sectors


def test_a_crowd_is_counted_and_not_ticked() -> None:
    crowd = " ".join(["0 4"] * (MOST_BOXES // 2 + 1))
    seen = copy(dossier(matrix("A1"), *answers(A1=crowd)))
    assert "A box a hand" not in revote_html(seen, said.day_plan(seen))


def test_without_a_question_the_sheets_say_so() -> None:
    seen = copy(dossier(matrix("A1"), *answers(A1="3 3 3 3 3")))
    assert "There is no question to talk about." in revote_html(seen, said.day_plan(seen))


# --- hostile words, and the whole of it -------------------------------------------------------------


def _hostile(text: str) -> Copy:
    whole = matrix("A1*", gates={"bcf": {"partial": "A1=3"}}).model_dump(by_alias=True, exclude_none=True)
    criterion = whole["domains"][0]["criteria"][0]
    criterion.update(name=text, meaning=text, evidence=text, levels=dict.fromkeys(range(5), text))
    whole["readiness"]["functions"][0]["name"] = text
    held = dossier(
        matrix().model_validate(whole), *answers(A1="0 0 0 4 4 4"), round_={"aims": {"bcf": "partial"}, "place": text},
        evidence=evidence(A1={"level": 1, "document": text}),
    )  # fmt: skip
    return copy(held, FACILITATOR)


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_words_from_outside_stay_words(text: str) -> None:
    seen = _hostile(text)
    view = _view(seen)
    markdown, pages = to_markdown(view), to_html(view) + revote_html(seen, said.day_plan(seen))
    assert f"1\\. {inert(text)} (12 minutes)" in markdown
    for tag in ("<script>alert", "<img src", '<a href="javascript'):
        assert tag not in pages
    assert pages.count("<style>") == pages.count("</style>") == 2


@pytest.mark.parametrize("name", ["agenda.md", "agenda.html", "agenda-sheets.html"])
def test_the_agenda_is_as_approved(name: str, request: pytest.FixtureRequest) -> None:
    seen = riverside.copy(FACILITATOR, None, riverside.before())
    planned = said.day_plan(seen, 25)
    view = agenda_view(seen, planned, HALF_PAST_ONE)
    whole = {"agenda.md": to_markdown, "agenda.html": to_html}.get(name, lambda _: revote_html(seen, planned))(view)
    text = whole.rpartition("</style>")[2]  # the style sheet is every report's, and held elsewhere
    if request.config.getoption("--update-golden"):
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
    assert text == (GOLDEN / name).read_text(encoding="utf-8")
