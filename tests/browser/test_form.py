"""Can the form be filled in by anybody, in a real browser, and does its file say what was chosen?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selenium.webdriver import Keys

from browsing import Browser
from build import dossier, matrix, sheet
from filling import Seat
from pbp_assess.core.assessment import Dossier, Scoresheet
from pbp_assess.formats.answer_file import read_answer_file
from pbp_assess.formats.form import form_page, interview_page

pytestmark = pytest.mark.browser


HOSTILE: Final = "</script><script>window.hurt = 1</script>\"'><img src=x onerror=window.hurt=2> \u202eesrever\u2066"
ASKED: Final = matrix(
    "GOV1! GOV2 FIN1* FIN2 FIN3",
    open_questions=[{"id": "way", "question": "What gets in the way?"}, {"id": "one", "question": "One change?"}],
    choose={"question": "Which two matter most?", "number": 2},
)
FILE: Final = "answers-example-place-2022-23-q3-director.json"


@pytest.fixture
def here(browser: Browser, tmp_path: Path) -> Iterator[Seat]:
    """A browser that keeps nothing yet; afterwards nothing has been complained of, and nothing asked for."""
    downloads, blank = tmp_path / "downloads", tmp_path / "blank.html"
    downloads.mkdir()
    blank.write_text("<!DOCTYPE html><title>blank</title>", encoding="utf-8")
    into = {"behavior": "allow", "downloadPath": str(downloads)}
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", into)
    browser.show(blank)
    browser.run("localStorage.clear()")
    browser.complaints()
    browser.requests()
    yield Seat(browser, downloads)
    assert browser.complaints() == []
    outside = [address for address in browser.requests() if not address.startswith(("file:", "blob:", "data:"))]
    assert outside == [], "nothing goes over a network"


def round_(asked: Any = ASKED, **fields: Any) -> Dossier:
    return dossier(asked, members="director:icb gp:primary_care", **fields)


def written(folder: Path, page: str, name: str = "form.html") -> Path:
    path = folder / name
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """The director's form."""
    return written(tmp_path, form_page(round_(), "director"))


def read(data: bytes) -> Scoresheet:
    """The sheet of an answer file without a fault."""
    loaded = read_answer_file(data, FILE)
    assert loaded.model is not None, loaded.problems
    return loaded.model.sheet


def save(here: Seat) -> Scoresheet:
    """Save the answer file, and read it."""
    return read(here.save())


# --- by keyboard alone ----------------------------------------------------------------------------


def follow(here: Seat, part: str) -> None:
    """Tab to the link to this part, and press Enter."""
    here.tab_to(f"main a[href='#{part}']")
    here.press(Keys.ENTER)
    here.until(f"!document.getElementById('{part}').hidden")
    assert here.run("return document.activeElement.tagName") == "H2", "the heading of the part is read out next"


def fill_in_government(here: Seat) -> None:
    """The highest but one, and not applicable with its reason."""
    follow(here, "area-GOV")
    here.tab_to("#q-GOV1 input")
    here.press(Keys.SPACE, Keys.DOWN, Keys.DOWN, Keys.DOWN)
    here.tab_to("#q-GOV2 input")
    here.press(Keys.UP, Keys.UP)
    here.tab_to("#reason-GOV2")
    here.press("No pooled fund")


def fill_in_finance(here: Seat) -> None:
    """Declined with every remark, cannot judge, and an answer that is taken out again."""
    follow(here, "area-FIN")
    here.tab_to("#q-FIN1 input")
    here.press(Keys.UP)
    here.tab_to("#q-FIN1 summary")
    here.press(Keys.ENTER)
    here.tab_to("#note-FIN1")
    here.press("My firm’s contract")
    here.tab_to("#evidence-FIN1")
    here.press("the register", Keys.ENTER, "minutes, May")
    here.tab_to("#confidence-FIN1")
    here.press("l")
    here.tab_to("#q-FIN2 input")
    here.press(Keys.UP, Keys.UP, Keys.UP)
    here.tab_to("#q-FIN3 input")
    here.press(Keys.SPACE)
    here.tab_to("#q-FIN3 [data-clear]")
    here.press(Keys.SPACE)
    assert here.has_focus("#q-FIN3 input"), "the focus stays with the question"


def fill_in_words_and_choice(here: Seat) -> None:
    """One of two open questions; two criteria of five, after an attempt at three."""
    follow(here, "words")
    here.tab_to("#word-one")
    here.press("Give us the keys.", Keys.ENTER, "Soon.")
    follow(here, "choose")
    for name in ("GOV2", "FIN3"):
        here.tab_to(f"[data-choose={name}]")
        here.press(Keys.SPACE)
    here.press_shift_tab()
    here.press(Keys.SPACE)
    assert here.text("#choices [role=alert]") == "You have chosen 2 already. Take one out before you choose another."


def test_it_is_filled_in_by_keyboard_alone_and_the_file_says_what_was_chosen(here: Seat, form: Path) -> None:
    here.open(form)
    fill_in_government(here)
    fill_in_finance(here)
    fill_in_words_and_choice(here)
    follow(here, "check")
    assert here.text("#counts") == "4 answered, 1 still open."
    here.tab_to("#save")
    here.press(Keys.ENTER)
    here.until("document.activeElement.id === 'done'")
    path = here.awaited()
    assert path.name == FILE
    declined = {
        "state": "declined",
        "note": "My firm’s contract",
        "evidence": ["the register", "minutes, May"],
        "confidence": "low",
    }
    not_here = {"state": "not_applicable", "reason": "No pooled fund"}
    assert read(path.read_bytes()) == sheet(
        "director",
        scores={"GOV1": 3, "GOV2": not_here, "FIN1": declined, "FIN2": "cannot_judge"},
        answers={"one": "Give us the keys.\nSoon."},
        choose=["GOV2", "FIN3"],
    )


def test_not_applicable_without_a_reason_is_told_with_a_link_to_it(here: Seat, form: Path) -> None:
    here.open(form, "#area-GOV")
    here.choose("GOV2", "not_applicable")
    here.open(form, "#check")
    here.tab_to("#save")
    here.press(Keys.ENTER)
    assert here.has_focus("#errors")
    assert here.saved() == []
    here.tab_to("#errors a")
    here.press(Keys.ENTER)
    here.until("document.activeElement.id === 'reason-GOV2'")
    assert here.shown("#error-GOV2")
    assert here.one("#reason-GOV2").get_attribute("aria-invalid") == "true"
    assert "error-GOV2" in here.one("#reason-GOV2").get_attribute("aria-describedby")
    here.press("no such thing")
    assert not here.shown("#error-GOV2")
    here.open(form, "#check")
    assert save(here) == sheet("director", scores={"GOV2": {"state": "not_applicable", "reason": "no such thing"}})


def test_links_change_and_back_show_the_part_they_point_to(here: Seat, form: Path) -> None:
    here.open(form, "#check")
    here.one("a[href='#q-FIN2']").click()
    here.until("document.activeElement.name === 'q-FIN2'")
    assert here.shown("#area-FIN")
    assert not here.shown("#check")
    assert here.driver.title.startswith("FIN - ")
    here.driver.back()
    here.until("!document.getElementById('check').hidden")
    assert not here.shown("#area-FIN")
    here.one(".skip").send_keys(Keys.ENTER)
    assert here.has_focus("main")
    assert here.shown("#check"), "skipping the header leaves the part"


def test_a_reason_goes_with_its_answer_and_comes_back_with_it(here: Seat, form: Path) -> None:
    here.open(form, "#area-GOV")
    here.choose("GOV1", "not_applicable")
    here.paste("reason-GOV1", "no such thing")
    here.choose("GOV1", "2")
    assert not here.shown("#reason-GOV1")
    assert save(here) == sheet("director", "GOV1=2")
    here.choose("GOV1", "not_applicable")
    assert save(here) == sheet("director", scores={"GOV1": {"state": "not_applicable", "reason": "no such thing"}})


def test_a_remark_without_an_answer_is_kept_and_the_question_still_open(here: Seat, form: Path) -> None:
    here.open(form, "#area-GOV")
    here.paste("note-GOV1", "ask finance")
    assert here.text("#overall") == "0 of 5 answered"
    assert save(here) == sheet("director", scores={"GOV1": {"state": "unanswered", "note": "ask finance"}})


def test_progress_is_counted_by_area_and_overall_and_said_politely(here: Seat, form: Path) -> None:
    here.open(form, "#area-GOV")
    for criterion, value in (("GOV1", "0"), ("GOV1", "1"), ("GOV2", "cannot_judge"), ("FIN1", "declined")):
        here.choose(criterion, value)
    assert here.text("#overall") == "3 of 5 answered"
    assert [here.text(f"[data-of=area-{name}]") for name in ("GOV", "FIN")] == ["2 of 2", "1 of 3"]
    assert here.one("#bar").get_attribute("value") == "3"
    here.until("document.getElementById('told').textContent === '3 of 5 answered'")
    here.run("document.querySelector('#q-GOV2 [data-clear]').click()")
    assert here.text("#overall") == "2 of 5 answered"


# --- kept between visits --------------------------------------------------------------------------


def test_a_visit_cut_short_is_gone_on_with(here: Seat, form: Path) -> None:
    here.open(form, "#area-GOV")
    here.choose("GOV1", "3")
    here.paste("note-GOV2", "half a thou")
    here.open(form.parent / "blank.html")  # at once, before the form has had time to keep the text
    here.open(form)
    assert here.text("#welcome").startswith("Welcome back. 1 of 5 answered.")
    assert here.chosen("GOV1") == "3"
    assert here.value("#note-GOV2") == "half a thou"
    here.one("#welcome a").click()
    here.until("document.activeElement.name === 'q-GOV2'")


def test_another_leaders_form_or_another_rounds_on_the_same_profile_sees_none_of_it(
    here: Seat, form: Path, tmp_path: Path
) -> None:
    here.open(form, "#area-GOV")
    here.choose("GOV1", "3")
    later = round_(round_={"id": "2023-24-q1"})
    other_words = {"matrix": {"id": "example", "version": "1.0.1", "sha256": "1" * 64}}
    for number, page in enumerate(
        (
            form_page(round_(), "gp"),
            form_page(later, "director"),
            form_page(round_(round_=other_words), "director"),
            form_page(replace(round_(), place_id="elsewhere"), "director"),
            interview_page(round_(), sheet("director")),
        )
    ):
        here.open(written(tmp_path, page, f"other-{number}.html"))
        assert here.chosen("GOV1") is None
        assert not here.shown("#welcome")
    here.open(form)
    assert here.chosen("GOV1") == "3"


def test_saving_takes_the_answers_out_of_the_browser_and_leaves_them_on_the_page(here: Seat, form: Path) -> None:
    here.open(form, "#area-GOV")
    here.choose("GOV1", "3")
    assert here.run("return localStorage.length") == 1
    assert save(here) == sheet("director", "GOV1=3")
    assert here.run("return localStorage.length") == 0
    assert here.chosen("GOV1") == "3"
    here.choose("GOV1", "2")
    assert here.run("return document.getElementById('done').hidden"), "what was saved is no longer what stands here"
    assert save(here) == sheet("director", "GOV1=2")
    here.open(form)
    here.driver.refresh()
    assert here.chosen("GOV1") is None


def test_answers_are_cleared_only_when_that_is_meant(here: Seat, form: Path) -> None:
    here.open(form, "#check")
    here.choose("GOV1", "3")
    here.tab_to("#check [data-forget]")
    here.press(Keys.ENTER)
    assert here.has_focus("#ask-no")
    here.press(Keys.ESCAPE)
    assert here.chosen("GOV1") == "3"
    assert here.has_focus("#check [data-forget]")
    here.press(Keys.ENTER)
    here.press_shift_tab()
    here.press(Keys.ENTER)
    here.until("!document.getElementById('start').hidden")
    assert here.chosen("GOV1") is None
    assert here.run("return localStorage.length") == 0


def test_without_a_store_it_says_so_and_works_all_the_same(here: Seat, form: Path) -> None:
    denied = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    with here.before_each_page(denied):
        here.open(form)
        assert here.shown("#unkept")
        here.choose("GOV1", "3")
        assert save(here) == sheet("director", "GOV1=3")


def test_a_full_store_is_noticed(here: Seat, form: Path) -> None:
    here.open(form)
    here.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    here.choose("GOV1", "3")
    assert here.shown("#unkept")


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{",
        "null",
        "[]",
        '{"scores": 3, "answers": [], "choose": {}}',
        '{"scores": {"GOV1": {"level": [3], "note": {"a": 1}, "evidence": "x", "confidence": "sure"}}, "choose": [1]}',
        '{"scores": {"__proto__": 3, "constructor": {"level": 3}, "NOPE": 3}, "answers": {"toString": "x"}}',
        '{"scores": {"GOV1": 99, "GOV2": "<img src=x onerror=alert(1)>"}, "choose": ["NOPE", "GOV1", "GOV2", "FIN1"]}',
    ],
)
def test_whatever_lies_in_the_store_is_taken_only_where_it_fits(here: Seat, form: Path, kept: str) -> None:
    here.open(form)
    here.run("localStorage.setItem(JSON.parse(document.getElementById('facts').textContent).key, arguments[0])", kept)
    here.open(form)
    here.driver.refresh()
    assert here.text("#overall") == "0 of 5 answered"
    here.choose("GOV1", "3")
    came = save(here)
    assert came.scores == {"GOV1": 3}
    assert set(came.choose) <= {"GOV1", "GOV2"}


# --- the file -------------------------------------------------------------------------------------


def test_the_text_to_copy_is_the_file(here: Seat, form: Path) -> None:
    here.open(form, "#check")
    here.choose("GOV1", "3")
    here.paste("word-one", "Größe – “one” 😀")
    here.one("#copying summary").click()
    here.until("document.getElementById('text').value")  # it is filled in when the page says that it is open
    text = here.value("#text")
    save(here)
    assert here.saved()[0].read_text(encoding="ascii") == text
    assert not any(line.startswith(" ") for line in text.splitlines())
    assert read(text.encode()).answers == {"one": "Größe – “one” 😀"}


def test_what_cannot_be_seen_does_not_reach_the_file(here: Seat, form: Path) -> None:
    here.open(form)
    here.paste("word-one", " \u202ea\u200bb\x07\ufeff\x0bc\u2028d \ud83d\r\n ")
    here.paste("evidence-GOV1", "\n\n one \x85 \n two\t2 \n")
    came = save(here)
    assert came.answers == {"one": "a\u200bb\nc\nd"}
    assert came.answer("GOV1").evidence == ("one", "two\t2")


def test_no_field_takes_more_than_a_sheet_holds(here: Seat, form: Path) -> None:
    here.open(form)
    for name in ("note-GOV1", "evidence-GOV1", "reason-GOV1", "word-one"):
        most = 2_000 if name.startswith("evidence") else 20_000
        assert here.one(f"#{name}").get_attribute("maxlength") == str(most)


def test_a_saved_file_is_opened_again_and_another_leaders_is_not(here: Seat, form: Path, tmp_path: Path) -> None:
    here.open(form)
    here.choose("GOV1", "3")
    here.choose("GOV2", "declined")
    here.paste("note-GOV2", "hm")
    first = save(here)
    (mine,) = here.saved()
    here.open(form.parent / "blank.html")
    here.open(form)
    assert here.chosen("GOV1") is None
    here.run("document.querySelector('.other').open = true")
    others = json.loads(mine.read_text(encoding="utf-8")) | {"leader": "gp"}
    for text, said in ((json.dumps(others), "another leader"), ("{", "not an answer file"), ("[]", "not an answer")):
        here.one("#open").send_keys(str(written(tmp_path, text, f"{len(text)}.json")))
        here.until("document.getElementById('open-error').textContent")
        assert said in here.text("#open-error")
        assert here.chosen("GOV1") is None
    here.one("#open").send_keys(str(mine))
    here.until("document.getElementById('ask').open")
    here.one("#ask-yes").click()
    here.until("document.querySelector('#q-GOV1 input:checked')")
    mine.unlink()
    assert save(here) == first


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=30).map(str.strip)
_SOME = _TEXTS.filter(bool)


@st.composite
def _answers(draw: st.DrawFn) -> Any:
    """An answer in any of the ways a sheet may hold one, its remarks included."""
    said: dict[str, Any] = {}
    if draw(st.booleans()):
        said |= {"note": draw(_SOME)} | draw(st.fixed_dictionaries({}, optional={"reason": _SOME}))
    if draw(st.booleans()):
        lines = _SOME.filter(lambda text: len(text.splitlines()) == 1)
        said |= {
            "evidence": draw(st.lists(lines, min_size=1, max_size=3)),
            "confidence": draw(st.sampled_from(["low"])),
        }
    state = draw(st.sampled_from(["level", "cannot_judge", "not_applicable", "declined", "unanswered"]))
    if state == "level":
        return {"level": draw(st.integers(0, 4)), **said}
    if state == "not_applicable":
        said["reason"] = draw(_SOME)
    return {"state": state, **said}


@given(
    scores=st.fixed_dictionaries({}, optional=dict.fromkeys(ASKED.criterion_by_id, _answers())),
    words=st.fixed_dictionaries({}, optional={"way": _SOME, "one": _SOME}),
    picked=st.lists(st.sampled_from(list(ASKED.criterion_by_id)), unique=True, max_size=2),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_sheet_goes_through_the_page_unchanged(
    here: Seat, tmp_path: Path, scores: dict[str, Any], words: dict[str, str], picked: list[str]
) -> None:
    given_ = sheet("director", scores=scores, answers=words, choose=picked)
    here.open(written(tmp_path, interview_page(round_(), given_), "interview.html"), "#check")
    here.driver.refresh()
    here.run("document.getElementById('copying').open = true")
    here.until("document.getElementById('text').value")
    came = read(here.value("#text").encode())
    assert {name: came.answer(name) for name in ASKED.criterion_by_id} == {
        name: given_.answer(name) for name in ASKED.criterion_by_id
    }
    assert (came.answers, set(came.choose)) == (given_.answers, set(given_.choose))


def test_answers_to_what_an_interview_does_not_ask_go_through_it(here: Seat, tmp_path: Path) -> None:
    held = round_(round_={"excluded": {"GOV1": {"reason": "not here"}}})
    said = sheet("director", "GOV1=3 GOV2=0", answers={"way": "slowly"})
    here.open(written(tmp_path, interview_page(held, said)))
    here.choose("GOV2", "1")
    assert save(here) == sheet("director", "GOV1=3 GOV2=1", answers={"way": "slowly"})


# --- for everybody --------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_any_part_or_state(here: Seat, form: Path, tmp_path: Path, scheme: str) -> None:
    here.browser.show(form, color_scheme=scheme)
    interview = written(tmp_path, interview_page(round_(), sheet("director", "GOV1=0 GOV2=?")), "interview.html")
    for page in (form, interview):
        for part in ("start", "area-GOV", "area-FIN", "words", "choose", "check"):
            here.open(page, f"#{part}")
            assert here.browser.axe() == [], part
    here.open(form, "#area-GOV")
    here.choose("GOV1", "3")
    here.choose("GOV2", "not_applicable")
    here.run("for (const one of document.querySelectorAll('details')) one.open = true")
    assert here.browser.axe() == [], "answered"
    for name in ("GOV1", "GOV2", "FIN1"):
        here.run("document.querySelector(`[data-choose=${arguments[0]}]`).click()", name)
    here.open(form, "#choose")
    assert here.browser.axe() == [], "one too many"
    here.open(form, "#check")
    here.one("#save").click()
    assert here.browser.axe() == [], "with errors"
    here.open(form, "#reason-GOV2")
    assert here.browser.axe() == [], "the field in error"
    here.paste("reason-GOV2", "no such thing")
    here.open(form, "#check")
    save(here)
    assert here.browser.axe() == [], "saved"
    here.run("document.querySelector('#check [data-forget]').click()")
    assert here.browser.axe() == [], "asked whether"


PARTS: Final = ("start", "area-GOV", "words", "choose", "check")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_out_of_the_window(here: Seat, tmp_path: Path, width: int) -> None:
    long = "Organisationsentwicklungszusammenarbeit" * 3
    criterion = {"id": "GOV1", "name": long, "meaning": long, "evidence": long, "levels": {0: long, 1: "b"}}
    asked = matrix(
        "GOV1",
        levels=range(2),
        title=long,
        scale=[{"level": 0, "name": long}, {"level": 1, "name": "b"}],
        domains=[{"id": "GOV", "name": long, "criteria": [criterion]}],
        open_questions=[{"id": "way", "question": long}],
        choose={"question": long, "number": 1},
    )
    page = written(tmp_path, form_page(round_(asked), "director"))
    here.browser.show(page, width=width)
    for part in PARTS:
        here.open(page, f"#{part}")
        assert here.run("return document.documentElement.scrollWidth") <= width, part


def test_a_target_is_large_enough_to_hit(here: Seat, form: Path) -> None:
    here.browser.show(form, width=320)
    script = """return [...document.querySelectorAll('.option, button, summary, .button, .progress a, select')]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 36).map(one => one.outerHTML)"""
    for part in PARTS:
        here.open(form, f"#{part}")
        assert here.run(script) == []


def test_without_scripts_it_says_so_and_every_question_can_be_read(here: Seat, form: Path) -> None:
    with here.without_scripts():
        here.open(form)
        assert here.shown("noscript p")
        assert all(here.shown(f"#q-{criterion.id}") for criterion in ASKED.criteria)
        assert not here.shown("#check")
        assert not here.shown(".progress")


def test_on_paper_every_part_is_printed_with_what_was_noted_and_no_button(here: Seat, form: Path) -> None:
    here.browser.show(form, media="print")
    here.paste("note-GOV2", "half a thought")
    assert all(here.shown(f"#{part}") for part in ("start", "area-GOV", "area-FIN", "words", "choose"))
    assert not here.shown(".progress")
    assert not here.run("return [...document.querySelectorAll('button, .button')].some(one => one.offsetParent)")
    height = "return document.querySelector(arguments[0]).getBoundingClientRect().height"
    assert here.run(height, "#note-GOV2") > 0, "though it is folded away on the screen"
    assert here.run(height, "#note-GOV1") == 0


def test_hostile_words_stay_words_on_the_page_and_in_the_file(here: Seat, tmp_path: Path) -> None:
    criterion = {"id": "A1", "name": HOSTILE, "meaning": HOSTILE, "evidence": HOSTILE, "levels": {0: HOSTILE, 1: "b"}}
    asked = matrix(
        "A1",
        levels=range(2),
        title=HOSTILE,
        scale=[{"level": 0, "name": HOSTILE}, {"level": 1, "name": "b"}],
        domains=[{"id": "A", "name": HOSTILE, "criteria": [criterion]}],
        open_questions=[{"id": "q", "question": HOSTILE}],
        choose={"question": HOSTILE, "number": 1},
    )
    said = sheet("director", scores={"A1": {"level": 0, "note": HOSTILE}}, answers={"q": HOSTILE}, choose=["A1"])
    held = round_(asked, round_={"place": HOSTILE})
    leader = held.panel.leaders[0].model_copy(update={"role": HOSTILE})
    held = replace(held, panel=held.panel.model_copy(update={"leaders": (leader, *held.panel.leaders[1:])}))
    plain = "".join(letter for letter in HOSTILE if letter not in "\u202e\u2066")
    for page in (form_page(held, "director"), interview_page(held, said)):
        here.open(written(tmp_path, page))
        here.driver.refresh()
        for part in ("start", "area-A", "talk", "words", "choose", "check"):
            here.run("location.hash = arguments[0]", part)
        assert here.run("return [window.hurt, document.scripts.length, document.images.length]") == [None, 2, 0]
        assert here.text(".whose").endswith(plain)
    here.choose("A1", "0")
    came = save(here)
    assert came.answers == {"q": plain}
    assert came.answer("A1").note == plain


# --- two hundred questions ------------------------------------------------------------------------


def _large(folder: Path, number: int) -> Path:
    """A form of that many criteria in areas of ten."""
    names = " ".join(f"{chr(65 + place // 10)}{place % 10}" for place in range(number))
    return written(folder, form_page(dossier(matrix(names), members=f"m{number}"), f"m{number}"), f"{number}.html")


def test_a_change_touches_as_little_of_two_hundred_questions_as_of_twenty(here: Seat, tmp_path: Path) -> None:
    touched = {}
    for number in (20, 200):
        here.open(_large(tmp_path, number), "#area-A")
        here.run(
            "window.seen = []; new MutationObserver(all => seen.push(...all))"
            ".observe(document, {subtree: true, childList: true, attributes: true, characterData: true})"
        )
        here.choose("A3", "2")
        here.paste("note-A3", "a note")
        here.until("seen.length")
        here.run("return new Promise(done => setTimeout(done, 50))")
        touched[number] = here.run("return seen.length")
    assert touched[20] == touched[200] < 30
