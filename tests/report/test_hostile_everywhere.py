"""Do words from outside stay words in every kind of report, in every format?

One round in which everything that a person may write is hostile, each place with another text. What the parts of a
writer do with one text stands in that writer's own tests; here nothing on the way from the files to the page may be
forgotten.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import cycle, islice
from typing import Any, Final

import pytest
from docx.oxml import parse_xml
from markdown_it import MarkdownIt
from pydantic import BaseModel

import hostile
import kinds
import riverside
from build import actions, decisions, evidence, moderation
from comparing import side
from pbp_assess.cli.report_formats import _figures
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.compare import compare
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.core.disclosure.comparison import ComparisonCopy, disclose_comparison
from pbp_assess.formats.agenda_json import to_json as agenda_json
from pbp_assess.formats.result_json import to_json
from pbp_assess.report.agenda.revote import revote_html
from pbp_assess.report.agenda.slides import agenda_deck
from pbp_assess.report.agenda.view import agenda_view
from pbp_assess.report.blocks import View, charts
from pbp_assess.report.day.deck import day_deck
from pbp_assess.report.docx import to_docx
from pbp_assess.report.html import to_html
from pbp_assess.report.index import Link, Listed, ListedPlace, ListedRound, index_page
from pbp_assess.report.markdown import to_markdown
from pbp_assess.report.quarter.view import quarter_view
from pbp_assess.report.slides import to_pptx
from pbp_assess.report.wording import finding_sentence
from pbp_assess.report.wording.agenda import day_plan
from pbp_assess.report.wording.facilitator import Waiting

FACILITATOR, PARTNERSHIP, PUBLIC = Audience
TEXTS: Final = (
    *(" ".join(text.split()) for text in hostile.TEXTS),
    *("=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1:A9)", "＝1+1", "[red]stop[/red] [link=x]y[/link]"),
    *("=HYPERLINK(x)", "a\ufffeb"),
)
WRITTEN: Final = {
    *("name", "title", "icb", "committee", "role", "place", "meaning", "instruction", "evidence", "question", "scope"),
    *("route", "reason", "document", "checked_by", "seen_by", "verified_by", "text", "words", "what", "note", "when"),
    *("shown_by", "decided_by", "holder", "limits", "conditions", "minutes", "link", "plain"),
}
"""The fields that hold somebody's words."""
KEYED: Final = {"levels", "answers"}  # whose words stand by a level, or by a question


def rough(held: Dossier, start: int) -> Dossier:
    """The round with a hostile text for each of its words, beginning with this one of them."""
    texts = islice(cycle(TEXTS), start, None)

    def words(value: Any, name: object) -> Any:
        match value:
            case dict():
                return {key: words(each, "text" if name in KEYED else key) for key, each in value.items()}
            case list() | tuple():
                return [words(each, name) for each in value]
            case _:
                return next(texts) if type(value) is str and name in WRITTEN else value

    def rewritten(part: BaseModel) -> Any:
        return type(part).model_validate(words(part.model_dump(by_alias=True, exclude_none=True), ""))

    parts = {each.name: getattr(held, each.name) for each in fields(held)}
    sheets = {leader: rewritten(filed) for leader, filed in held.sheets.items()}
    models = {name: rewritten(part) for name, part in parts.items() if isinstance(part, BaseModel)}
    return replace(held, sheets=sheets, **models)


def wordy() -> Dossier:
    """Riverside with more words in it: remarks, notes, links, dissent, a decision, a target."""
    held = riverside.now()
    said = {"level": 2, "note": "n", "evidence": ["e"]}
    sheets = {
        name: filed.model_validate(
            {
                **filed.model_dump(by_alias=True, exclude_none=True),
                "answers": {"protect": "remark"},
                "scores": {**filed.model_dump()["scores"], "PUR1": said},
            }
        )
        for name, filed in held.sheets.items()
    }
    record = {"level": 2, "document": "d", "checked_by": "c", "link": "l", "note": "n"}
    shown = {"PUR1": {"minutes": {"state": "verified", "verified_by": "v", "name": "m", "link": "l", "note": "n"}}}
    papers = {"grants": {"policy": {"state": "seen", "seen_by": "s", "note": "n"}}}
    agreed = {"level": 2, "reason": "r", "evidence": "e", "dissent": 1, "dissenters": [{"leader": "m1", "words": "w"}]}
    done = {"id": "a1", "what": "w", "owner": "m4", "status": "done", "round": "2021-22-q3", "shown_by": "s"}
    decided = {"id": "d1", "function": "grants", "stage": "shadow", "holder": "h", "limits": "l", "conditions": ["c"]}
    return replace(
        held,
        sheets=sheets,
        moderation=moderation(PUR2=agreed),
        evidence=evidence(papers, shown, GOV1=record),
        actions=actions(
            {**done, "due": date(2022, 6, 30)},
            {"id": "a2", "what": "w", "owner": "m4", "function": "pool", "criterion": "FIN1"},
            targets=[{"criterion": "FIN1", "level": 3, "note": "n"}],
        ),
        decisions=decisions({**decided, "date": date(2022, 3, 31), "minutes": "m", "note": "n"}),
    )


# --- what is read ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Made:
    """A round, and the round before it, both hostile."""

    now: Dossier
    before: Dossier

    def copy(self, audience: Audience) -> Copy:
        """The copy for an audience."""
        return kinds.copy("day", self.now, self.before, audience=audience)

    def views(self) -> Iterator[tuple[str, View]]:
        """Every kind of report, for everybody who may have it."""
        for audience in Audience:
            for kind in kinds.USUAL:
                subjects = kinds.FUNCTIONS if kind == "function" else ("",)
                for subject in subjects:
                    found = kinds.view(kind, self.now, self.before, audience=audience, subject=subject)
                    yield f"{kind} {subject} {audience}", found
            copy = self.copy(audience)
            yield f"agenda {audience}", agenda_view(copy, day_plan(copy, 60), None, str)
            yield f"quarter {audience}", quarter_view(copy, self.compared(audience))
        waiting = (Waiting(TEXTS[0], TEXTS[3], 32, 1, 6),)
        yield "facilitator", kinds.view("facilitator", self.now, self.before, waiting=waiting)
        yield "leader", kinds.view("leader", self.now, self.before, subject="m1")

    def compared(self, audience: Audience) -> ComparisonCopy:
        """The two rounds compared, for an audience."""
        return disclose_comparison(compare(side(self.before), side(self.now, self.before)), audience)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Everything that is a page of its own."""
        for name, found in self.views():
            yield name, to_html(found)
        copy = self.copy(PARTNERSHIP)
        yield "sheets", revote_html(copy, day_plan(copy, 60))
        names = [text.replace("/", "-") for text in hostile.TEXTS]
        rounds = [ListedRound(n, (Listed(n, n, n, (Link("html", (n, n, f"{n}.html")),)),)) for n in names]
        yield "index", index_page([ListedPlace(name, tuple(rounds)) for name in names[:3]], 1, 1)


@cache
def made(start: int) -> Made:
    """Two rounds, whose words begin with this one of the texts."""
    now = rough(wordy(), start)
    return Made(now, replace(rough(riverside.before(), start + 7), matrix=now.matrix))


@cache
def harmless() -> Made:
    """The same two rounds as their people wrote them."""
    return Made(wordy(), riverside.before())


starting = pytest.mark.parametrize("start", [0, 17, 31])

UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


# --- each format ----------------------------------------------------------------------------------


class Tags(HTMLParser):
    """The elements of a page, and what each has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.names: set[str] = set()
        self.has: set[str] = set()
        self.leads: set[str] = set()
        self._drawing = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawing = self._drawing or tag == "svg"
        self.names.add(tag)
        self.has |= {name for name, _ in attrs}
        self.leads |= {value or "" for name, value in attrs if name == "href"}
        if not self._drawing:  # a long name has more lines in a drawing
            self.outside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._drawing = self._drawing and tag != "svg"


@starting
def test_a_page_has_the_elements_it_has_with_harmless_words(start: int) -> None:
    tame = dict(harmless().pages())
    known = [Tags(page) for page in tame.values()]
    names, has = set().union(*(one.names for one in known)), set().union(*(one.has for one in known))
    for name, page in made(start).pages():
        found = Tags(page)
        assert found.names <= names
        assert found.has <= has
        assert all(re.match(r"#|\./[\w.~%-]+(/[\w.~%-]+)*$", lead) for lead in found.leads)
        assert not UNSEEN.search(page), name
        if name != "index":
            assert found.outside == Tags(tame[name]).outside, name


READER: Final = MarkdownIt("gfm-like", {"linkify": False, "html": True}).disable("linkify")


def blocks(markdown: str) -> list[str]:
    """What a reader of Markdown makes of it, line by line."""
    return [token.type for token in READER.parse(markdown)]


def inside(markdown: str) -> set[str]:
    """What it makes of the words in them."""
    return {inner.type for token in READER.parse(markdown) for inner in token.children or ()}


@starting
def test_markdown_has_the_blocks_it_has_with_harmless_words(start: int) -> None:
    tame = {name: to_markdown(found) for name, found in harmless().views()}
    for name, found in made(start).views():
        text = to_markdown(found)
        assert blocks(text) == blocks(tame[name]), name
        assert inside(text) <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}, name
        assert not UNSEEN.search(text), name


def office(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file or of slides, those of the workbooks in it too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in [name for name in parts if name.endswith(".xlsx")]:
        parts |= {f"{name}/{inner}": part for inner, part in office(parts[name]).items()}
    return parts


def shape(data: bytes) -> dict[str, set[str]]:
    """The elements of each part, each part being XML that can be read."""
    parts = {name: part for name, part in office(data).items() if name.endswith((".xml", ".rels"))}
    read = {name: parse_xml(part) for name, part in parts.items()}
    return {
        re.sub(r"\d+", "", name): {tag for tag in (element.tag for element in part.iter()) if not UPRIGHT.search(tag)}
        for name, part in read.items()
    }


UPRIGHT: Final = re.compile(r"\}(textDirection|trHeight|vAlign)$")  # a long name at the head of a column stands


def inert_office(data: bytes) -> None:
    """Nothing in it links, computes or asks for anything outside."""
    for name, part in office(data).items():
        if name.endswith((".xml", ".rels")):
            assert not re.search(
                rb"<(hyperlinks?|f)[ />]|<[aw]:(hyperlink|hlinkClick|hlinkMouseOver|instrText|object)\b|\"External\"",
                part,
            ), name
            assert not UNSEEN.search(part.decode()), name


def test_word_has_the_elements_it_has_with_harmless_words() -> None:
    tame = dict(harmless().views())
    for name, found in made(0).views():
        if name.endswith(PARTNERSHIP) or " " not in name:
            data = to_docx(found)
            inert_office(data)
            assert shape(data) == shape(to_docx(tame[name])), name


@starting
def test_slides_only_show_words(start: int) -> None:
    for audience in (PARTNERSHIP, PUBLIC):
        copy = made(start).copy(audience)
        for deck in (day_deck(copy), agenda_deck(copy, day_plan(copy, 60))):
            inert_office(to_pptx(deck))


@starting
def test_no_figure_becomes_a_formula(start: int) -> None:
    drawn = [(name, found) for name, found in made(start).views() if [*charts(found.parts)]]
    assert {name for name, _ in drawn} >= {f"day  {audience}" for audience in Audience}
    for text in (str(text) for name, found in drawn for text in _figures(name, found).values()):
        assert not UNSEEN.search(text)
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in cells)


@starting
@pytest.mark.parametrize("audience", Audience)
def test_json_has_no_sign_that_a_terminal_obeys(audience: Audience, start: int) -> None:
    now = made(start)
    copy = now.copy(audience)
    for text in (to_json(copy, finding_sentence), agenda_json(copy, day_plan(copy, 60))):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
        assert json.loads(text)


def test_ten_kilobytes_of_remark_and_theme_stay_words() -> None:
    long = "<b>long</b> | `words` =1 [red] " * 330
    held = wordy()
    said = held.themes.model_copy(
        update={"themes": tuple(one.model_copy(update={"text": long}) for one in held.themes.themes)}
    )
    answers = {name: one.model_copy(update={"answers": {"protect": long}}) for name, one in held.sheets.items()}
    now = Made(replace(held, themes=said, sheets=answers), riverside.before())
    views = {name: found for name, found in now.views() if name in {"day  partnership", "leader", "facilitator"}}
    assert len(views) == 3
    for name, found in views.items():
        markdown = to_markdown(found)
        assert "html_inline" not in inside(markdown)
        assert "<b>long" not in to_html(found), name
        inert_office(to_docx(found))
    inert_office(to_pptx(day_deck(now.copy(PARTNERSHIP))))
