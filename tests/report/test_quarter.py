"""Does the quarterly follow-up say what changed, and nothing that its copy withholds?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import riverside
from build import actions, answers, dossier, evidence, function, matrix, stages
from comparing import BEFORE, part, side, two
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import Comparison, Grade, compare
from pbp_assess.core.compare.linking import Reason
from pbp_assess.core.compare.matrices import MatrixShift
from pbp_assess.core.compare.series import Series, series
from pbp_assess.core.crosswalk import Crosswalk, LinkKind
from pbp_assess.core.disclosure import Audience, Copy, disclose
from pbp_assess.core.disclosure.comparison import ChangeKeptBack, ComparisonCopy, disclose_comparison
from pbp_assess.report.blocks import Paragraph
from pbp_assess.report.day.changed import changed
from pbp_assess.report.markdown import to_markdown
from pbp_assess.report.quarter.changed import areas_table, everybodys_table, views
from pbp_assess.report.quarter.view import comparison_view, history_view, quarter_view
from pbp_assess.report.wording import comparison as said
from pbp_assess.report.wording import history, readiness_change

GOLDEN = Path(__file__).parents[1] / "golden" / "quarter"
FACILITATOR, PARTNERSHIP, PUBLIC = Audience

PLACES = {f"m{number}": sector for number, sector in enumerate(["nhs"] * 3 + ["council"] * 2 + ["voice"] * 3, start=1)}


def round_of(columns: dict[str, str], seats: str, **parts: Any) -> Dossier:
    """One round of Riverside: a column of answers a question, for these members."""
    members = " ".join(f"{seat}:{PLACES[seat]}" for seat in seats.split())
    sheets = [
        one.model_copy(update={"leader": seat}) for one, seat in zip(answers(**columns), seats.split(), strict=True)
    ]
    now = riverside.now()
    shared = {"place": now.place, "panel": now.panel, "actions": now.actions, "evidence": now.evidence}
    return dossier(riverside.matrix(), *sheets, members=members, **{**shared, **parts})


AIMS = dict.fromkeys(("grants", "pool", "quality", "local"), "partial")


def first() -> Dossier:
    """Seven leaders, in June."""
    columns = {
        "PUR1": "2 2 2 2 2 2 2",
        "PUR2": "1 1 1 1 1 1 1",
        "GOV1": "2 2 1 2 2 2 1",
        "GOV2": "1 1 1 1 1 1 1",
        "FIN1": "2 2 2 2 2 1 1",
        "FIN2": "0 0 0 0 0 0 0",
    }
    fields = {"id": "2022-23-q1", "place": "Riverside", "opened": date(2022, 5, 2), "closed": date(2022, 6, 10)}
    return round_of(columns, "m1 m2 m3 m4 m5 m6 m7", round_={**fields, "aims": AIMS})


def then(**fields: Any) -> Dossier:
    """A pulse of four of the questions: one left, one joined."""
    columns = {
        "PUR2": "2 2 2 2 2 2 2",
        "GOV2": "1 1 1 1 1 2 1",
        "FIN1": "1 2 2 1 2 1 1",
        "FIN2": "0 0 0 0 0 0 0",
    }
    pulse = {"kind": "pulse", "criteria": list(columns), "place": "Riverside", "icb": "Valley ICB", "aims": AIMS}
    return round_of(columns, "m1 m2 m3 m4 m5 m6 m8", round_={**pulse, **fields})


def quarter(audience: Audience = PARTNERSHIP) -> tuple[Copy, ComparisonCopy]:
    before, after = first(), then()
    found = compare(side(before), side(after, before))
    return disclose(assess(after, (before,), riverside.CLOSED), audience), disclose_comparison(found, audience)


def run(audience: Audience = PARTNERSHIP) -> Series:
    start = riverside.before()
    rounds = ((start, ()), (first(), ()), (then(), (first(),)))
    shown = [disclose(assess(one, earlier, one.round.closed or one.round.opened), audience) for one, earlier in rounds]
    return series(shown)


@pytest.mark.parametrize("audience", Audience)
def test_the_follow_up_is_as_approved(audience: Audience, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{audience}.md"
    text = to_markdown(quarter_view(*quarter(audience)))
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


PEOPLE = (
    "On one the level used is another, by chance or by a change of people: which of the two is not shown, for it would "
    "point to those who joined or left."
)


def test_it_begins_with_the_people_who_answered_both_times() -> None:
    _, copy = quarter()
    assert list(said.headline(copy)) == [
        "Four questions were asked again.",
        "Six leaders answered both times; one joined, one left.",
        f"Among those six, views rose on one and are much as before on two. {PEOPLE}",
        "The rise in “Priority groups” is clear (at least 5 up, at most one down).",
    ]
    _, whole = quarter(FACILITATOR)
    assert (
        "The rise in “Priority groups” is clear (6 up, none down); the other one is small and may be chance."
        in list(said.headline(whole))
    )


def test_what_was_not_asked_stands_until_it_is_stale() -> None:
    _, copy = quarter()
    assert list(said.standing_sentences(copy)) == [
        "The other question was not asked this time; the answers of round 2022-23-q1 stand, until December 2022.",
        "One question was not asked this time: a document settles it.",
    ]


def copy_of(found: Comparison, audience: Audience = FACILITATOR) -> ComparisonCopy:
    return disclose_comparison(found, audience)


HEADLINES = [
    ("1 1 1 1 1 1", "2 2 2 2 2 2", "Views rose on one question among the people who answered both times"),
    ("2 2 2 2 2 2", "1 1 1 1 1 1", "Views fell on one question among the people who answered both times"),
    ("2 2 2 2 2 2", "2 2 2 2 2 2", "Among the people who answered both times, views are much as before"),
    ("2 2", "1 1", "Too few answered both times to say what changed"),
]


@pytest.mark.parametrize(("before", "after", "title"), HEADLINES)
def test_the_heading_is_the_finding(before: str, after: str, title: str) -> None:
    assert said.changed_title(copy_of(two(before, after))) == title


CERTAIN = [
    ("1 1 1 1 1 1", "2 2 2 2 2 2", ["The rise in “GOV1” is clear (6 up, none down)."]),
    ("2 2 2 2 2 2", "1 1 1 1 1 1", ["The fall in “GOV1” is clear (6 down, none up)."]),
    ("2 2 2 2 2 2", "2 2 2 2 3 3", ["The one change is small and may be chance."]),
    ("2 2 2 2 2 2", "2 2 2 2 2 2", []),
]


@pytest.mark.parametrize(("before", "after", "sentences"), CERTAIN)
def test_a_clear_change_is_told_from_a_small_one(before: str, after: str, sentences: list[str]) -> None:
    assert list(said.certainty_sentences(copy_of(two(before, after)))) == sentences


def test_many_clear_changes_are_counted() -> None:
    names = [f"GOV{number}" for number in range(1, 8)]
    asked = matrix(" ".join(names), gates={})
    rises = dict.fromkeys(names[:5], "2 2 2 2 2 2")
    before = dict.fromkeys(names, "1 1 1 1 1 1")
    after = {**before, **rises, **dict.fromkeys(names[5:], "2 2 1 1 1 1")}
    found = compare(side(part(asked, earlier=True, columns=before)), side(part(asked, columns=after)))
    sentences = list(said.certainty_sentences(copy_of(found)))
    assert sentences[-1] == "So are two more; the other two are small and may be chance."
    only_small = compare(
        side(part(asked, earlier=True, columns=before)),
        side(part(asked, columns={**before, **dict.fromkeys(names[5:], "2 2 1 1 1 1")})),
    )
    assert list(said.certainty_sentences(copy_of(only_small))) == ["Two changes are small and may be chance."]


def test_without_the_answers_of_both_rounds_it_says_so() -> None:
    from dataclasses import replace

    after = replace(side(part(columns={"GOV1": "2 2 2"})), dossier=None)
    copy = copy_of(compare(side(part(earlier=True, columns={"GOV1": "1 1 1"})), after))
    assert said.WHOLE_PANEL_ONLY in list(said.headline(copy))
    assert said.changed_title(copy) == "Everybody then beside everybody now: who changed their view is not known"
    found = everybodys_table(copy)
    assert found is not None
    assert (found.header, found.rows) == (
        ("Question", "Level used before", "Level used now"),
        (("GOV1", "Level 1", "Level 2"),),
    )
    areas = areas_table(copy)
    assert areas is not None
    assert areas.rows == (("GOV", 1, "Level 1", "Level 2"),)
    alike = copy_of(compare(side(part(earlier=True, columns={"GOV1": "2 2 2"})), after))
    assert Paragraph("On every question compared the level used is as it was.") in views(alike).blocks


def test_what_is_compared_through_a_crosswalk_is_said_to_be() -> None:
    ends = {"old": {"id": "example", "version": "1.0.0"}, "new": {"id": "example", "version": "2.0.0"}}
    fewer = matrix("GOV1 FIN1", levels=range(3), gates={}, version="2.0.0")
    walk = {"levels": {0: 0, 1: 1, 2: 2, 3: 2, 4: 2}, "reworded": ["GOV1"], "renamed": {"GOV2": "FIN1"}}
    before = side(part(earlier=True, columns={"GOV1": "1 1", "GOV2": "3 3"}))
    after = side(part(fewer, columns={"GOV1": "1 1", "FIN1": "2 2"}))
    crosswalk = Crosswalk.model_validate({"schema": "pbp-assess/crosswalk/1", **ends, **walk})
    assert list(said.headline(copy_of(compare(before, after, crosswalk))))[:3] == [
        "Two questions were asked again.",
        "A crosswalk joins each of them to one in other words, under another name or in other parts.",
        "The scale is another; the crosswalk says which level then is which level now.",
    ]
    same = side(part(matrix("GOV1 FIN1", gates={}, version="2.0.0"), columns={"GOV1": "1 1", "FIN1": "2 2"}))
    renamed = Crosswalk.model_validate({"schema": "pbp-assess/crosswalk/1", **ends, "renamed": {"GOV2": "FIN1"}})
    assert list(said.joined_sentences(copy_of(compare(before, same, renamed)))) == [
        "A crosswalk joins one of them to one in other words, under another name or in other parts."
    ]


PANELS = [
    ((9, 1, 1, 0, 0), "Nine leaders answered both times; one joined, one left."),
    ((9, 0, 0, 0, 0), "Nine leaders answered both times, and nobody else did."),
    ((1, 0, 2, 3, 0), "One leader answered both times; two left, three answered this time only."),
    ((1, 0, 0, 0, 1), "One leader answered both times; one answered the time before only."),
]


@pytest.mark.parametrize(("counts", "sentence"), PANELS)
def test_who_answered_when_is_counted(counts: tuple[int, int, int, int, int], sentence: str) -> None:
    from pbp_assess.core.compare import PanelChange

    assert said.panel_sentence(PanelChange(*counts)) == sentence


def test_why_a_share_moved_is_said_in_three_parts_or_not_at_all() -> None:
    found = two("1 1 1 1 1 1 4 .", "2 2 2 2 2 2 . 0")
    text = to_markdown(comparison_view(riverside.copy(FACILITATOR), copy_of(found)))
    assert "In points of a hundred: those who left -14, changed views +100, those who joined -14." in text
    nobody = to_markdown(comparison_view(riverside.copy(FACILITATOR), copy_of(two("2 .", ". 2"))))
    assert "Nobody gave a level both times, so why it moved cannot be told apart." in nobody
    shared = to_markdown(comparison_view(riverside.copy(PARTNERSHIP), copy_of(found, PARTNERSHIP)))
    assert "Why counts moved" not in shared


@pytest.mark.parametrize("audience", Audience)
def test_no_id_and_no_answer_stands_in_any_copy(audience: Audience) -> None:
    text = to_markdown(comparison_view(*quarter(audience), run(audience)))
    assert not [name for name in PLACES if f" {name} " in text or f"| {name}" in text]
    assert ("Those who answered both times**" in text) == (audience is FACILITATOR)


def test_every_word_of_the_core_has_words_here() -> None:
    assert set(said.GRADES) == set(Grade)
    assert set(said.LINKS) == set(LinkKind)
    assert set(said.REASONS) == set(Reason)
    assert set(said.MATRIX_SHIFTS) == set(MatrixShift)
    assert set(said.KEPT_BACK) == set(ChangeKeptBack)


# --- functions ------------------------------------------------------------------------------------

ASKED = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=2"}})
WENT = [
    ("1 1 1 1", "2 2 2 2", ["No function moved backwards.", "bcf is now ready."]),
    (
        "2 2 2 2",
        "1 1 1 1",
        ["bcf (the place committee shadow it): ready before, now not yet ready.", readiness_change.CONFIRMED],
    ),
    (
        "2 2 1 1 2 2 . . .",
        "2 2 1 1 . . 1 1 1",
        ["bcf (the place committee shadow it): ready before, now not yet ready.", readiness_change.NOT_CONFIRMED],
    ),
    ("1 1 1 1", "1 1 1 ?", ["No function moved backwards.", "bcf: there are now not enough answers to say."]),
    (
        "2 2 2 2",
        "2 2 2 ?",
        [
            "No function moved backwards.",
            "bcf (the place committee shadow it): ready before, now not enough answers to say.",
        ],
    ),
    ("2 2 2 2", "2 2 2 2", ["No function moved backwards."]),
]


@pytest.mark.parametrize(("before", "after", "sentences"), WENT)
def test_what_became_of_a_function_is_said(before: str, after: str, sentences: list[str]) -> None:
    aims: dict[str, Any] = {"aims": {"bcf": "shadow"}}
    found = compare(
        side(part(ASKED, earlier=True, columns={"GOV1": before}, round_=dict(aims))),
        side(part(ASKED, columns={"GOV1": after}, round_=dict(aims))),
    )
    assert list(readiness_change.functions_sentences(copy_of(found))) == sentences


def test_other_tests_are_said_to_be_others() -> None:
    aims: dict[str, Any] = {"aims": {"bcf": "shadow"}}
    stricter = matrix("GOV1", gates={"bcf": {"shadow": "GOV1=3"}}, version="2.0.0")
    found = compare(
        side(part(ASKED, earlier=True, columns={"GOV1": "2 2 2 2"}, round_=dict(aims))),
        side(part(stricter, columns={"GOV1": "2 2 2 2"}, round_=dict(aims))),
    )
    copy = copy_of(found)
    assert readiness_change.RULES_CHANGED in list(readiness_change.functions_sentences(copy))
    text = to_markdown(quarter_view(riverside.copy(FACILITATOR), copy))
    assert "What a function asks for is another: “bcf”" in text
    nothing = copy_of(two("2", "2"))
    assert list(readiness_change.functions_sentences(nothing)) == [
        "No function is sought, so that none can have moved."
    ]


def with_facts() -> ComparisonCopy:
    """Documents, records and targets that moved, a question that is gone, a function newly and one no longer sought."""
    papers = [{"id": "terms", "name": "Terms"}, {"id": "policy", "name": "Policy"}]
    functions = [function(name, {"shadow": "GOV1=1"}, documents=papers) for name in ("bcf", "care")]
    rules = {"stages": stages("shadow"), "functions": functions}
    old, new = (
        matrix(f"GOV1 FIN1* {gone}", readiness=rules, version=f"{v}.0.0") for v, gone in ((1, "POP1"), (2, "POP2"))
    )
    targets = [
        {"criterion": "GOV1", "level": 1, "due": "2022-12-01", "round": BEFORE},
        {"criterion": "GOV1", "level": 4, "due": "2022-12-01", "round": BEFORE},
        {"criterion": "GOV9", "level": 4, "due": "2022-12-01", "round": BEFORE},
    ]
    planned = actions().model_validate({"schema": "pbp-assess/actions/1", "targets": targets})
    before = part(
        old,
        earlier=True,
        columns={"GOV1": "2 2 2 2 2 2", "POP1": "1 1 1 1 1 1"},
        round_={"aims": {"bcf": "shadow"}},
        evidence=evidence({"bcf": {"terms": "seen"}}, FIN1=2),
    )
    after = part(
        new,
        columns={"GOV1": "2 2 2 2 2 2", "POP2": "1 1 1 1 1 1"},
        round_={"aims": {"care": "shadow"}},
        evidence=evidence({"bcf": {"terms": "listed"}, "care": {"policy": "seen"}}, FIN1=1),
        actions=planned,
    )
    return copy_of(compare(side(before), side(after)))


def test_documents_records_targets_and_what_is_sought_are_said() -> None:
    text = to_markdown(comparison_view(riverside.copy(FACILITATOR), with_facts()))
    for words in (
        "Three documents or records moved",
        "Two of them stand lower than before.",
        "FIN1: Level 1: “FIN1 as at level 1”, shown by a document; before: Level 2",
        "Terms (bcf): is listed, not yet seen; before, it has been seen",
        "Policy (care): has been seen; before, it had no entry",
        "What became of the targets",
        "Of the targets set before, one is met, one is missed and one is without a level to go by.",
        "| GOV1, Level 1: “GOV1 as at level 1”, by 1 December 2022 | Met |",
        "| GOV9 | No longer asked |",
        "Shadow it (no longer sought)",
        "Shadow it (newly sought)",
        "POP2: new, and not asked before",
        "POP1: no longer asked",
        "Question added: “POP2”",
    ):
        assert words in text, words


# --- the day's middle question --------------------------------------------------------------------


def test_the_day_s_middle_question_says_the_headline_where_there_is_an_earlier_round() -> None:
    copy, compared = quarter()
    section = changed(copy, compared)
    assert section.heading == said.changed_title(compared)
    assert " ".join(said.headline(compared)) in [getattr(block, "text", "") for block in section.blocks]
    assert changed(copy).heading != section.heading


# --- all rounds -----------------------------------------------------------------------------------


def test_all_rounds_are_shown_with_the_highest_and_what_is_left_of_it() -> None:
    whole = run()
    text = to_markdown(history_view(quarter()[0], whole))
    assert "Highest in 2022-23-q3; now one question more than at the first" in text
    assert history.rounds_sentence(whole) == "Three rounds, from 2021-22-q3 to 2022-23-q3."
    assert history.rounds_sentence(Series(whole.rounds[:1], (), ())) == "One round so far, 2021-22-q3."
    assert len(history.sparkline(whole.domains[0].points)) == 3
