"""Does the form ask what the round asks, of this leader, and give nothing else away?"""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pbp_assess
from build import dossier, evidence, matrix, moderation, sheet, themes
from pbp_assess.core.assessment import Dossier, Scoresheet
from pbp_assess.formats.answer_file import AnswerFile
from pbp_assess.formats.form import areas_of, form_page, interview_page, shuffled
from pbp_assess.formats.talk import MOST, REASONS, worth_talking_about

TEMPLATES = Path(pbp_assess.__file__).parent / "templates"
HOSTILE = "</script><script>alert('1')</script>\"'><img src=x onerror=alert(2)> {{ 7 * 7 }} \u202eesrever\u2028\x07"
VOID = {"meta", "input", "br", "img", "hr", "link"}


class Page(HTMLParser):
    """A page taken apart: every element with its attributes and the text directly in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said: list[str] = []
        self.elements.append((tag, {name: value or "" for name, value in attrs}, said))
        if tag not in VOID:
            self._open.append(said)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].append(data)

    def all(self, tag: str, **attributes: str) -> list[tuple[dict[str, str], str]]:
        """Every element of this name with these attributes, and its text."""
        return [
            (attrs, "".join(said).strip())
            for name, attrs, said in self.elements
            if name == tag and all(attrs.get(key) == value for key, value in attributes.items())
        ]

    @property
    def asked(self) -> list[str]:
        """The criteria asked, in the order of the page."""
        return [attrs["data-criterion"] for tag, attrs, _ in self.elements if "data-criterion" in attrs]

    @property
    def facts(self) -> dict[str, Any]:
        """What the script is told."""
        ((_, text),) = self.all("script", id="facts")
        told: dict[str, Any] = json.loads(text)
        return told


GATED = matrix(
    "GOV1! GOV2 FIN1*",
    gates={"bcf": {"shadow": "GOV1=1", "full": "GOV1=4 FIN1=3"}},
    open_questions=[{"id": "way", "question": "What gets in the way?"}],
    choose={"question": "Which matter most?", "number": 2},
    pulse=["GOV2"],
)


def page_of(held: Dossier, leader: str = "director", **options: Any) -> Page:
    return Page(form_page(held, leader, **options))


def two(**fields: Any) -> Dossier:
    """A round of two members."""
    return dossier(GATED, members="director:icb gp:primary_care", **fields)


# --- what is asked --------------------------------------------------------------------------------


def test_every_criterion_is_asked_with_every_phrase_and_the_other_states() -> None:
    page = page_of(two())
    assert page.asked == ["GOV1", "GOV2", "FIN1"]
    for name in page.asked:
        values = [attrs["value"] for attrs, _ in page.all("input", type="radio", name=f"q-{name}")]
        assert values == ["0", "1", "2", "3", "4", "cannot_judge", "not_applicable", "declined"]
        assert not any("checked" in attrs for attrs, _ in page.all("input", name=f"q-{name}"))
    text = form_page(two(), "director")
    for criterion in GATED.criteria:
        assert all(phrase in text for phrase in criterion.levels.values())
    assert "What gets in the way?" in text
    assert len(page.all("input", type="checkbox")) == 3


def test_a_pulse_asks_its_criteria_and_nothing_in_words() -> None:
    page = page_of(two(round_={"kind": "pulse", "criteria": ["GOV2"]}))
    assert page.asked == page.facts["order"] == ["GOV2"]
    assert not page.all("input", type="checkbox")
    assert not [attrs for tag, attrs, _ in page.elements if "data-question" in attrs]


def test_what_was_taken_out_is_not_asked() -> None:
    held = two(round_={"excluded": {"GOV1": {"reason": "not here"}}})
    assert page_of(held).asked == ["GOV2", "FIN1"]
    assert "GOV1" not in form_page(held, "director")


def test_the_page_says_for_whom_by_when_and_how_answers_are_used() -> None:
    held = two(round_={"closes": "2022-12-02", "closed": None})
    text = form_page(held, "director")
    assert "Answering as: director" in text
    assert "Please answer by 2 December 2022." in text
    assert "counts for a whole group of at least 5 people" in text
    assert "if only part of it is true" in text
    assert "3 questions in 2 areas, then 1 in your own words." in text


def test_a_record_is_said_to_be_one() -> None:
    assert form_page(two(), "director").count("A document settles this one") == 1


# --- what is not in it ----------------------------------------------------------------------------


def test_gates_marks_and_other_answers_change_no_byte_of_it() -> None:
    bare = matrix(
        "GOV1 GOV2 FIN1*",
        open_questions=[{"id": "way", "question": "What gets in the way?"}],
        choose={"question": "Which matter most?", "number": 2},
    )
    answers = sheet("director", "GOV1=4 GOV2=?"), sheet("gp", "GOV1=0", answers={"way": "SECRET"})
    full = dossier(
        GATED,
        *answers,
        round_={"aims": {"bcf": "full"}},
        moderation=moderation(GOV1=2),
        evidence=evidence({"bcf": {"terms": "seen"}}, FIN1=2),
        themes=themes({"id": "t1", "text": "SECRET", "heard": "most"}),
        members="director:icb gp:primary_care",
    )
    empty = dossier(bare, members="director:icb gp:primary_care")
    assert form_page(full, "director") == form_page(empty, "director")
    alone = dossier(bare, answers[0], members="director:icb gp:primary_care")
    assert interview_page(full, answers[0]) == interview_page(alone, answers[0])
    assert "SECRET" not in interview_page(full, answers[0])


def test_it_knows_no_other_leader() -> None:
    assert not re.search(r"\bgp\b", form_page(two(), "director"))


# --- the page by itself ---------------------------------------------------------------------------


@pytest.mark.parametrize("make", [form_page, lambda held, leader: interview_page(held, sheet(leader, "GOV1=3"))])
def test_it_runs_its_own_script_and_style_and_asks_nobody_for_anything(make: Any) -> None:
    page = Page(make(two(), "director"))
    ((policy, _),) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    (_, style), (script_attrs, script) = page.all("style")[0], page.all("script")[1]
    assert script_attrs == {}
    raw = make(two(), "director")
    for tag, text in (("style", style), ("script", script)):
        whole = re.findall(rf"<{tag}>(.*?)</{tag}>", raw, re.DOTALL)[0]
        assert whole.strip() == text
        assert f"{tag}-src 'sha256-{b64encode(sha256(whole.encode()).digest()).decode()}'" in policy["content"]
    assert policy["content"].startswith("default-src 'none'; ")
    assert policy["content"].endswith("base-uri 'none'; form-action 'none'")
    for tag, attrs, _ in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name in {"style", "src", "srcset", "action"}]
        assert tag not in {"form", "iframe", "object", "img", "link", "base"}
        assert attrs.get("href", "#").startswith("#")


def test_the_script_is_inlined_as_it_stands() -> None:
    text = (TEMPLATES / "form.js").read_text(encoding="utf-8")
    assert f"<script>{text}</script>" in form_page(two(), "director")
    for banned in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "fetch("):
        assert banned not in text


def test_every_name_on_the_page_is_one_elements_own_whatever_criteria_are_called() -> None:
    odd = ["start", "check", "choose", "words", "hint-GOV1", "GOV1", "reason-GOV1", "sure", "constructor", "text"]
    asked = matrix(" ".join(odd), open_questions=[{"id": "choose", "question": "?"}, {"id": "hint", "question": "!"}])
    page = page_of(dossier(asked, members="director:icb"))
    ids = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs, _ in page.elements:
        named = [attrs.get("for", ""), attrs.get("href", "")[1:], *attrs.get("aria-describedby", "").split()]
        assert {name for name in named if name} <= set(ids)


def test_every_field_has_a_label() -> None:
    page = page_of(two())
    labelled = {attrs["for"] for attrs, _ in page.all("label") if "for" in attrs}
    for tag, attrs, _ in page.elements:
        if tag in {"textarea", "select", "progress"} or attrs.get("type") == "file":
            assert attrs["id"] in labelled
    boxes = [attrs for tag, attrs, _ in page.elements if attrs.get("type") in {"radio", "checkbox"}]
    inside = re.findall(r'<label class="option[^>]*><input type="(?:radio|checkbox)"', form_page(two(), "director"))
    assert len(inside) == len(boxes)


def test_hostile_texts_stay_texts() -> None:
    criterion = {"id": "A1", "name": HOSTILE, "meaning": HOSTILE, "evidence": HOSTILE, "levels": {0: HOSTILE, 1: "b"}}
    asked = matrix(
        "A1",
        levels=range(2),
        title=HOSTILE,
        instruction=HOSTILE,
        scale=[{"level": 0, "name": HOSTILE}, {"level": 1, "name": "b"}],
        domains=[{"id": "A", "name": HOSTILE, "meaning": HOSTILE, "criteria": [criterion]}],
        open_questions=[{"id": "q", "question": HOSTILE}],
        choose={"question": HOSTILE, "number": 1},
    )
    said = sheet("director", scores={"A1": {"level": 0, "note": HOSTILE}}, answers={"q": HOSTILE})
    held = dossier(asked, said, round_={"place": HOSTILE})
    leader = held.panel.leaders[0].model_copy(update={"role": HOSTILE})
    held = replace(held, panel=held.panel.model_copy(update={"leaders": (leader,)}))
    for text in (form_page(held, "director"), interview_page(held, said)):
        page = Page(text)
        assert len(page.all("script")) == 2
        assert not page.all("img")
        assert not re.search("[\u202e\u2028\x07]", text)
        assert page.facts["levels"]["0"] == f"0, {HOSTILE.strip()}"


def test_without_scripts_it_says_so_and_shows_the_questions() -> None:
    text = form_page(two(), "director")
    assert "This form can't be filled in here" in text
    hidden = re.findall(r'<section class="step" id="([^"]+)"[^>]* hidden', text)
    assert hidden == ["check"], "the script hides the other parts; without it they are there to read and print"


# --- whose answers --------------------------------------------------------------------------------


def test_the_answers_are_kept_under_a_key_of_place_round_leader_and_matrix() -> None:
    def key(leader: str = "director", **round_: Any) -> str:
        return str(page_of(two(round_=round_), leader).facts["key"])

    other = {"id": "example", "version": "1.0.1", "sha256": "1" * 64}
    keys = [key(), key("gp"), key(id="2023-24-q1"), key(matrix=other)]
    assert len(set(keys)) == 4
    interview = Page(interview_page(two(), sheet("director", "GOV1=3"))).facts["key"]
    later = Page(interview_page(two(), sheet("director", "GOV1=2"))).facts["key"]
    assert len({interview, later, *keys}) == 6


def test_the_head_of_the_answer_file_is_what_reading_asks_for() -> None:
    facts = page_of(two()).facts
    assert AnswerFile.model_validate({**facts["head"], "scores": {"GOV1": 3}}).sheet == sheet("director", "GOV1=3")
    assert facts["file"] == "answers-example-place-2022-23-q3-director.json"


def test_a_deputys_form_is_the_leaders_and_says_who_answers() -> None:
    held = two()
    (director, gp) = held.panel.leaders
    deputy = director.model_copy(update={"id": "stand-in", "role": "Deputy director", "deputy_for": "director"})
    held = replace(held, panel=held.panel.model_copy(update={"leaders": (director, gp, deputy)}))
    text = form_page(held, "director", deputy="stand-in")
    facts = Page(text).facts
    assert "Answering as: Deputy director, for director" in text
    assert AnswerFile.model_validate(facts["head"]).sheet == sheet("director", answered_by="stand-in")
    assert facts["file"].endswith("-stand-in.json")
    assert facts["key"] != page_of(held).facts["key"]
    said = sheet("director", "GOV1=3", answered_by="stand-in")
    assert Page(interview_page(held, said)).facts["head"] == facts["head"]


# --- the order of the areas -----------------------------------------------------------------------

MANY = dossier(matrix("A1 B1 C1 D1 E1 F1 G1 H1"), members=" ".join(f"m{number}:icb" for number in range(20)))


def test_without_a_seed_the_order_is_the_matrixs() -> None:
    assert page_of(MANY, "m1").asked == list(MANY.asked_criteria)


def test_with_a_seed_each_leader_has_an_order_of_their_own_and_keeps_it() -> None:
    orders = {leader: tuple(page_of(MANY, leader, seed=7).asked) for leader in MANY.round.asked}
    assert orders == {leader: tuple(page_of(MANY, leader, seed=7).asked) for leader in MANY.round.asked}
    assert len(set(orders.values())) == len(orders)
    assert page_of(MANY, "m1", seed=8).asked != list(orders["m1"])
    assert len({order[0] for order in orders.values()}) > 4, "no area comes first for everybody"


@given(st.integers(), st.text(alphabet="abc-0", min_size=1))
def test_the_areas_are_all_there_in_any_order(seed: int, leader: str) -> None:
    areas = areas_of(MANY)
    mixed = shuffled(areas, seed, leader)
    assert sorted(mixed, key=lambda area: area.anchor) == list(areas)
    assert mixed == shuffled(tuple(reversed(areas)), seed, leader)


# --- the interview --------------------------------------------------------------------------------

TEN = matrix(" ".join(f"A{number}" for number in range(10)))


def talked_about(*scores: Any) -> list[str]:
    """The ids chosen for answers to A0, A1, ...; the others are given an unremarkable 2."""
    whole = {f"A{number}": 2 for number in range(10)} | {f"A{number}": said for number, said in enumerate(scores)}
    given_ = Scoresheet.model_validate(
        {"schema": "pbp-assess/scoresheet/1", "leader": "a", "round": "r", "scores": whole},
    )
    return [name for name, _ in worth_talking_about(given_, TEN.criteria, TEN)]


@pytest.mark.parametrize(
    ("scores", "chosen"),
    [
        ((), []),
        ((2, 2, 2), []),
        ((0, 4), ["A0", "A1"]),
        (({"level": 4, "evidence": ["a paper"]},), []),
        (({"level": 2, "note": "hm"},), ["A0"]),
        (({"state": "declined", "note": "my firm's", "reason": "an interest"},), []),
        (({"state": "not_applicable", "reason": "no such thing"},), ["A0"]),
        (({"level": 2, "confidence": "high"},), []),
        (
            (4, {"level": 2, "note": "hm"}, "unanswered", "cannot_judge", {"level": 2, "confidence": "low"}),
            ["A4", "A3", "A2", "A1", "A0"],
        ),
        ((0, {"level": 0, "note": "hm"}), ["A1", "A0"]),
        (({"level": 2, "confidence": "low"}, {"level": 0, "confidence": "low"}), ["A1", "A0"]),
        ((0,) * 9, [f"A{number}" for number in range(MOST)]),
    ],
)
def test_what_stands_out_in_ones_own_sheet_comes_first(scores: tuple[Any, ...], chosen: list[str]) -> None:
    assert talked_about(*scores) == chosen


def test_an_interview_shows_the_answers_so_far_and_asks_what_stands_out_first() -> None:
    said = sheet(
        "director",
        scores={"GOV1": 2, "GOV2": {"level": 3, "confidence": "low", "note": "hearsay"}, "FIN1": "cannot_judge"},
        answers={"way": "Figures come late"},
        choose=["FIN1"],
    )
    text = interview_page(two(), said)
    page = Page(text)
    assert page.asked == ["GOV2", "FIN1", "GOV1"]
    assert REASONS[0][1] in text
    assert "3, Level 3: GOV2 as at level 3<br>Note: hearsay<br>Confidence: low" in text
    assert page.facts["start"] == {
        "scores": {"GOV1": 2, "GOV2": {"level": 3, "confidence": "low", "note": "hearsay"}, "FIN1": "cannot_judge"},
        "answers": {"way": "Figures come late"},
        "choose": ["FIN1"],
    }


def test_an_interview_before_any_answer_asks_everything() -> None:
    page = Page(interview_page(two(), sheet("director")))
    assert page.asked == ["GOV1", "GOV2", "FIN1"]
    assert page.facts["start"] == {}


def test_an_interview_in_which_nothing_stands_out_begins_with_the_open_questions() -> None:
    text = interview_page(two(), sheet("director", "GOV1=2 GOV2=2 FIN1=2"))
    assert "No answer stands out" in text
    assert text.index('id="words"') < text.index('id="area-GOV"')
