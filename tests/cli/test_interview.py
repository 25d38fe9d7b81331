"""What follows from each line that a leader types? No disk and no terminal: lines in, sheet and words out."""

from collections.abc import Iterable
from typing import Any

import pytest

import tiny
from build import ROUND, dossier, matrix, sheet
from pbp_assess.cli.interview.form import Form, Kind, Stop, form_of, with_previous
from pbp_assess.cli.interview.pages import Cover, Line, cover, help_page, page, prompt
from pbp_assess.cli.interview.steps import LONGEST_LINE, LONGEST_WORDS, Interview, begin, step
from pbp_assess.cli.interview.terminal import clean, converse
from pbp_assess.core.assessment import Answer, Scoresheet, State
from pbp_assess.core.matrix import Matrix

THREE = tiny.questions()


def form(asked: Matrix = THREE, **round_fields: Any) -> Form:
    return form_of(dossier(asked, round_=round_fields))


def play(*lines: str, start: str = "", asked: Form | None = None) -> Interview:
    """The interview after these lines, on a sheet that starts with these scores."""
    interview = begin(asked or form(), sheet("director", start))
    for line in lines:
        interview = step(interview, line)
    return interview


def scores(interview: Interview) -> dict[str, Any]:
    filed = interview.sheet
    return {
        name: filed.level(name) if filed.level(name) is not None else str(filed.state(name)) for name in filed.scores
    }


def at(interview: Interview) -> str:
    return interview.at.id or interview.at.kind.name.lower()


def said(interview: Interview) -> str:
    return " ".join(said.text for said in interview.said)


def text(lines: Iterable[Line], *, closed: bool = False) -> str:
    """A page as one text, as a terminal or (closed) as a log would show it."""
    shown = ((line, line.text if line.closed is None or not closed else line.closed) for line in lines)
    return "\n".join(f"{line.margin}{words}" for line, words in shown)


# --- answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("3", {"level": 3}),
        (" 0 ", {"level": 0}),
        ("level 2", {"level": 2}),
        ("LEVEL 4", {"level": 4}),
        ("cj", {"state": "cannot_judge"}),
        ("CJ", {"state": "cannot_judge"}),
        ("cannot judge", {"state": "cannot_judge"}),
        ("cannot_judge", {"state": "cannot_judge"}),
        ("cann", {"state": "cannot_judge"}),
        ("cj: too new here", {"state": "cannot_judge", "reason": "too new here"}),
        ("de", {"state": "declined"}),
        ("declined, I bid for it", {"state": "declined", "reason": "I bid for it"}),
        ("na: no shared estate", {"state": "not_applicable", "reason": "no shared estate"}),
        ("not applicable: none", {"state": "not_applicable", "reason": "none"}),
        ("n/a none", {"state": "not_applicable", "reason": "none"}),
    ],
)
def test_an_answer(line: str, answer: dict[str, Any]) -> None:
    after = play(line)
    assert after.sheet.answer("GOV1") == Answer.model_validate(answer)
    assert at(after) == "GOV2"
    assert said(after).startswith("GOV1: ")
    assert said(after).endswith("Saved.")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("5", "The levels go from 0 to 4."),
        ("-1", "The levels go from 0 to 4."),
        ("level", "That could be"),
        ("hello", 'Type "?" for help'),
        ("GVO1", 'Did you mean "GOV1"?'),
        ("3 because", 'Type "?" for help'),
        ("skip it", 'Type "?" for help'),
        ("", '"skip" leaves the question open'),
        ("x" * (LONGEST_LINE + 1), "under 2,000 characters"),
        ("jump", "Jump where?"),
        ("jump FIN9", 'Did you mean "FIN1"?'),
        ("go to nowhere", 'No question is called "nowhere".'),
    ],
)
def test_what_is_no_answer_changes_nothing(line: str, words: str) -> None:
    after = play(line)
    assert (after.sheet, at(after), after.turned) == (sheet("director"), "GOV1", False)
    assert words in said(after)


def test_a_level_by_the_beginning_of_its_name() -> None:
    names = ("Not yet in place", "Emerging", "Developing", "Maturing")
    scale = [{"level": level, "name": name} for level, name in enumerate(names)]
    asked = form(matrix("GOV1", levels=range(4), scale=scale))
    assert scores(play("dev", asked=asked)) == {"GOV1": 2}
    assert scores(play("EMERGING", asked=asked)) == {"GOV1": 1}
    assert scores(play("de", asked=asked)) == {"GOV1": "declined"}
    assert said(play("not", asked=asked)) == (
        'That could be "not yet in place" or "not applicable": type a little more, or the number.'
    )


def test_a_scale_that_begins_elsewhere() -> None:
    asked = form(matrix("GOV1", levels=range(-1, 2)))
    assert scores(play("-1", asked=asked)) == {"GOV1": -1}
    assert "from -1 to 1" in said(play("2", asked=asked))


def test_not_applicable_asks_for_its_reason() -> None:
    asking = play("na")
    assert (prompt(asking), at(asking)) == ("Why does it not apply here? ", "GOV1")
    given = step(asking, "no shared estate")
    assert given.sheet.answer("GOV1").reason == "no shared estate"
    assert at(given) == "GOV2"
    without = step(asking, "  ")
    assert (without.sheet, at(without), without.wanted) == (sheet("director"), "GOV1", None)
    assert "needs a reason" in said(without)


def test_a_new_answer_keeps_the_remarks_and_drops_the_old_reason() -> None:
    after = play("na: none here", "GOV1", "note it is agreed", "2")
    assert after.sheet.answer("GOV1") == Answer(level=2, note="it is agreed")
    again = play("cj: new here", "GOV1", "cj")
    assert again.sheet.answer("GOV1").reason == "new here"


def test_remarks_before_and_after_the_level() -> None:
    before = play("note a draft exists", "evidence: board paper", "e: minutes of May", "c h", "3")
    answer = Answer(level=3, note="a draft exists", evidence=("board paper", "minutes of May"), confidence="high")
    assert before.sheet.answer("GOV1") == answer
    after = play(
        "3", "back", "note", "a draft exists", "evidence", "board paper", "e minutes of May", "confidence", "hi"
    )
    assert after.sheet.answer("GOV1") == answer
    assert at(after) == "GOV1"
    assert at(step(after, "")) == "GOV2"


def test_a_remark_alone_is_kept_and_answers_nothing() -> None:
    after = play("note to be asked")
    assert after.sheet.answer("GOV1") == Answer(state=State.UNANSWERED, note="to be asked")
    assert after.form.open_criteria(after.sheet) == ("GOV1", "GOV2", "FIN1")
    assert "Now your answer" in said(after)


def test_remarks_that_are_none() -> None:
    assert said(play("confidence", "some")) == "Confidence is low, medium or high."
    assert said(play("note", "")) == "Nothing noted."
    assert play("note", "", "confidence some").sheet == sheet("director")


def test_clear_takes_answer_and_remarks_out() -> None:
    after = play("3", "back", "note x", "clear")
    assert (after.sheet.scores, at(after)) == ({}, "GOV1")


def test_answers_stand_in_the_order_of_the_matrix() -> None:
    after = play("FIN1", "2", "GOV2", "1", "GOV1", "0")
    assert list(after.sheet.scores) == ["GOV1", "GOV2", "FIN1"]


# --- the way through ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "where"),
    [
        ("", "GOV1"),
        ("GOV1=3", "GOV2"),
        ("GOV2=3", "GOV1"),
        ("GOV1=? GOV2=- FIN1=_", "FIN1"),
        ("GOV1=1 GOV2=1 FIN1=na", "well"),
    ],
)
def test_it_begins_at_the_first_question_without_an_answer(start: str, where: str) -> None:
    assert at(play(start=start)) == where


def test_it_begins_at_the_first_open_question_or_the_check_page() -> None:
    whole = sheet("director", "GOV1=1 GOV2=1 FIN1=1", answers={"well": "much"})
    assert at(begin(form(), whole)) == "way"
    assert at(begin(form(), whole.model_copy(update={"answers": {"well": "a", "way": "b"}}))) == "choice"
    assert at(begin(form(matrix("GOV1")), sheet("director", "GOV1=1"))) == "check"


def test_a_skipped_question_comes_back_once() -> None:
    asked = form()
    interview = play("skip", "1", "skip", asked=asked)
    assert at(interview) == "GOV1", "skipped ones again, from the first"
    assert "You skipped this one" in text(page(interview))
    interview = step(interview, "skip")
    assert at(interview) == "FIN1"
    interview = step(interview, "2")
    assert at(interview) == "well", "skipped twice is let go"
    assert scores(interview) == {"GOV2": 1, "FIN1": 2}


def test_skipping_or_passing_an_answered_question_leaves_it() -> None:
    for line in ("skip", "s", ""):
        after = play("3", "back", line)
        assert (scores(after), at(after)) == ({"GOV1": 3}, "GOV2")


def test_after_a_jump_ahead_it_comes_back_for_the_rest() -> None:
    interview = play("jump FIN1", "2")
    assert at(interview) == "GOV1"
    assert at(play("fin1", "2", "1", "1")) == "well"


def test_after_a_revision_it_goes_on_where_it_was() -> None:
    assert at(play("1", "1", "GOV1", "2")) == "FIN1"
    assert at(play("1", "1", "back", "back", "2")) == "FIN1"


def test_back_goes_the_way_one_came() -> None:
    assert at(play("1", "FIN1", "back")) == "GOV2"
    assert at(play("back", start="GOV1=1")) == "GOV1", "before this session: the order of the form"
    first = play("back")
    assert (at(first), said(first)) == ("GOV1", "This is the first question.")
    assert at(play("1", "1", "1", "back")) == "FIN1"


@pytest.mark.parametrize("line", ["quit", "q", "exit", "finish later"])
def test_quit_ends_it(line: str) -> None:
    assert play("1", line).at.kind is Kind.END


def test_help_does_not_turn_the_page() -> None:
    after = play("?")
    assert (after.help, after.turned, at(after)) == (True, False, "GOV1")
    shown = text(help_page(after))
    for word in ("0 to 4", "cj", "na", "de", "skip", "back", "note", "evidence", "confidence", "check", "quit"):
        assert f"  {word} " in shown
    assert "cj" not in text(help_page(play("1", "1", "1", "?")))


# --- open questions and the choice ----------------------------------------------------------------

DONE = "GOV1=1 GOV2=1 FIN1=1"


def test_an_answer_in_words_ends_with_an_empty_line_or_a_full_stop() -> None:
    after = play("Trust.", "  and time ", "", "Money.", ".", start=DONE)
    assert after.sheet.answers == {"well": "Trust.\n  and time", "way": "Money."}
    assert at(after) == "choice"


def test_commands_count_on_the_first_line_only() -> None:
    assert at(play("back", start=DONE)) == "FIN1"
    assert at(play("skip", start=DONE)) == "way"
    assert at(play("", start=DONE)) == "way"
    assert at(play("check", start=DONE)) == "check"
    assert at(play("jump GOV2", start=DONE)) == "GOV2"
    assert play("?", start=DONE).help
    after = play("We go to meetings", "back", "quit", "", start=DONE)
    assert after.sheet.answers == {"well": "We go to meetings\nback\nquit"}
    assert play("go to fewer meetings", "", start=DONE).sheet.answers == {"well": "go to fewer meetings"}
    assert play("n", "", start=DONE).sheet.answers == {"well": "n"}, "the words of a criterion are none here"


def test_an_answer_in_words_is_kept_replaced_or_cleared() -> None:
    first = play("Trust.", "", "back", start=DONE)
    assert "Trust." in text(page(first))
    assert step(first, "").sheet.answers == {"well": "Trust."}
    assert step(step(first, "Time."), "").sheet.answers == {"well": "Time."}
    assert step(first, "clear").sheet.answers == {}


def test_an_answer_in_words_that_is_too_long() -> None:
    lines = ["x" * LONGEST_LINE] * (LONGEST_WORDS // LONGEST_LINE + 1)
    after = play(*lines, "", start=DONE)
    assert (after.sheet.answers, at(after), after.lines) == ({}, "well", ())
    assert "under 20,000 characters" in said(after)


@pytest.mark.parametrize("line", ["FIN1, GOV1", "3 1", "fin1;1", " 3,  gov1 "])
def test_choosing_by_id_or_number(line: str) -> None:
    after = play("", "", line, start=DONE)
    assert (after.sheet.choose, at(after)) == (("FIN1", "GOV1"), "check")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1 2 3", "That is 3; please choose 2 at most."),
        ("GVO1", 'Did you mean "GOV1"?'),
        ("1 zzzz", '"zzzz" is not on the list.'),
        ("4", '"4" is not on the list.'),
    ],
)
def test_a_choice_that_cannot_be(line: str, words: str) -> None:
    after = play("", "", line, start=DONE)
    assert (after.sheet.choose, at(after)) == ((), "choice")
    assert words in said(after)


def test_the_choice_may_be_left_and_taken_out() -> None:
    assert at(play("", "", "", start=DONE)) == "check"
    assert at(play("", "", "back", start=DONE)) == "way"
    chosen = play("", "", "1 1 2", "choose", start=DONE)
    assert chosen.sheet.choose == ("GOV1", "GOV2")
    assert step(chosen, "clear").sheet.choose == ()
    assert at(step(chosen, "")) == "check"


def test_a_pulse_asks_its_criteria_and_nothing_else() -> None:
    asked = form(kind="pulse", criteria=["FIN1"])
    assert asked.stops == (Stop(Kind.CRITERION, "FIN1"), Stop(Kind.CHECK))
    assert at(play("2", asked=asked)) == "check"


def test_what_is_excluded_is_not_asked() -> None:
    asked = form(excluded={"GOV2": {"reason": "not here"}})
    assert asked.criteria == ("GOV1", "FIN1")
    assert at(play("2", asked=asked)) == "FIN1"


# --- check your answers ---------------------------------------------------------------------------


def test_the_check_page_shows_everything() -> None:
    filed = sheet("director", "GOV1=3 GOV2=?", answers={"well": "trust"}, choose=["GOV1"])
    interview = step(begin(form(), filed), "check")
    shown = text(page(interview))
    for words in (
        "  GOV1  3, Level 3: GOV1",
        "  GOV2  cannot judge: GOV2",
        "  FIN1  still open: FIN1",
        "What works well? trust",
        "What is in the way? (no answer)",
        "Which two matter most? GOV1",
        "1 level, 1 cannot judge, 1 still open.",
    ):
        assert words in shown


def test_an_answer_changed_from_the_check_page_leads_back_to_it() -> None:
    after = play("check", "GOV2", "4", start=DONE)
    assert (scores(after)["GOV2"], at(after)) == (4, "check")
    assert at(play("check", "well", "Trust.", "", start=DONE)) == "check"
    assert at(play("check", "choice", "1", start=DONE)) == "check"
    assert at(play("check", "GOV2", "", start=DONE)) == "check"


def test_enter_at_the_check_page() -> None:
    assert play("check", "", start=DONE).at.kind is Kind.END
    assert at(play("check", "", start="GOV1=1")) == "GOV2", "to what is still open"
    after = play("check", "", "1", start="GOV1=1")
    assert at(after) == "FIN1", "and on from there"


@pytest.mark.parametrize("line", ["done", "yes", "quit", "Y"])
def test_done_at_the_check_page(line: str) -> None:
    assert play("check", line, start="GOV1=1").at.kind is Kind.END


@pytest.mark.parametrize(("line", "words"), [("3", "Type the id"), ("hm", "Type the id"), ("GVO1", 'mean "GOV1"')])
def test_what_the_check_page_does_not_understand(line: str, words: str) -> None:
    after = play("check", line, start=DONE)
    assert (at(after), words in said(after)) == ("check", True)


# --- what is shown --------------------------------------------------------------------------------

ABOUT = Cover(place="Exampleshire", round_id=ROUND, role="Director", leader="director", name="", minimum=5)


def test_the_first_page() -> None:
    shown = text(cover(ABOUT, play()))
    for words in (
        "Answering as: Director (director)\n",
        "Only the facilitator sees who answered what.",
        "a whole group of at least 5 people",
        THREE.instruction,
        "saved at once",
        "3 questions in 2 areas, then 2 in your own words.",
    ):
        assert words in shown
    assert "Welcome back: 1 of 3 is answered." in text(cover(ABOUT, play(start="GOV1=1")))


def test_a_question_page() -> None:
    criterion = {
        "id": "GOV1", "name": "Board", "meaning": "A board decides", "evidence": "Terms of reference",
        "record": True, "levels": {level: f"phrase {level}" for level in range(5)},
    }  # fmt: skip
    asked = form(matrix(domains=[{"id": "G", "name": "Governance", "criteria": [criterion]}]))
    shown = text(page(play(asked=asked)))
    for words in (
        "Governance, 1 of 1 (1 of 1 in all)",
        "GOV1  Board",
        "A board decides.",
        "  2  Level 2: phrase 2",
        "Think of: Terms of reference.",
        "A document settles this one",
    ):
        assert words in shown


def test_progress_by_domain_and_overall() -> None:
    assert "FIN, 1 of 1 (3 of 3 in all)" in text(page(play("FIN1")))
    assert "GOV, 2 of 2 (2 of 3 in all)" in text(page(play("1")))


def test_a_log_sees_no_answer() -> None:
    interview = play("3", "note secret words", start="FIN1=4")
    interview = step(step(interview, "2"), "back")
    filed = interview.sheet.model_copy(update={"answers": {"well": "secret words"}, "choose": ("FIN1",)})
    for place in form().stops:
        shown = text(page(Interview(form(), filed, place)), closed=True)
        for secret in ("secret", "3, Level", "4, Level", "Your answer:", "Chosen:", "Which two matter most? FIN1"):
            assert secret not in shown
    assert [line.closed for line in play("3").said] == ["GOV1: answered. Saved."]
    assert all("secret" not in (line.closed or line.text) for line in play("c high").said)


def test_earlier_answers_are_shown_only_when_asked_for() -> None:
    then = sheet("director", "GOV1=2 GOV2=?", round="2022-23-q2")
    assert "2022-23-q2" not in text(page(play()))
    asked = with_previous(form(), THREE, then)
    assert "Your answer in 2022-23-q2: 2, Level 2." in text(page(play(asked=asked)))
    assert "Your answer in 2022-23-q2" not in text(page(play("FIN1", asked=asked)))
    reworded = with_previous(form(), tiny.questions("GOV2"), then)
    assert list(reworded.previous) == ["GOV2"]


# --- the loop -------------------------------------------------------------------------------------


class Script:
    """Somebody who types these lines, and a diary of what happened in which order."""

    def __init__(self, *lines: str) -> None:
        self.lines = iter(lines)
        self.diary: list[str] = []

    def show(self, lines: Iterable[Line]) -> None:
        self.diary += [line.text for line in lines]

    def read(self, prompt: str) -> str | None:  # noqa: ARG002 # a script needs none
        self.diary.append("prompt")
        return next(self.lines, None)

    def save(self, filed: Scoresheet) -> None:
        self.diary.append(f"save {len(filed.scores)}")


def test_each_answer_is_saved_before_anything_else_is_shown() -> None:
    script = Script("3", "oops", "quit")
    ended = converse(play(), script, script.save)
    assert ended.at.kind is Kind.END
    prompts = [place for place, entry in enumerate(script.diary) if entry == "prompt"]
    assert script.diary[prompts[0] + 1] == "save 1"
    assert [entry for entry in script.diary if entry.startswith("save")] == ["save 1"]


def test_the_end_of_the_input_keeps_what_was_typed() -> None:
    script = Script("Trust is", "what works")
    ended = converse(play(start=DONE), script, script.save)
    assert ended.sheet.answers == {"well": "Trust is\nwhat works"}
    assert script.diary[-1] == "save 3"
    assert converse(play(), Script(), script.save).sheet == sheet("director")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\tb", "a b"),
        ("\x1b[D3\x1bOA", "3"),
        ("a\x1b\x07", "a"),
        ("caf\udce9", "caf?"),
        ("naïve – “yes”", "naïve – “yes”"),
        ("a\u202eb", "ab"),
    ],
)
def test_what_a_keyboard_sends_besides_letters(typed: str, kept: str) -> None:
    assert clean(typed) == kept
