"""Is a report in HTML one inert, self-contained, well-formed page?"""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

import hostile
import riverside
from build import answers, dossier, matrix, themes
from pbp_assess.core.disclosure import Audience
from pbp_assess.report.blocks import Box, Chart, Facts, Figures, Fold, Items, LevelCell, Paragraph, Section, Table, View
from pbp_assess.report.charts.drawings import Portion, Stacked, StackedRow
from pbp_assess.report.html import css_string, to_html
from pbp_assess.report.view import day_view

VOID = {"meta"}
TAGS = {
    *{"html", "head", "meta", "title", "style", "body", "header", "main", "nav", "footer", "section", "article", "div"},
    *{"a", "h1", "h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "dl", "dt", "dd", "b", "i", "em", "span"},
    *{"table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary"},
    *{"svg", "defs", "pattern", "g", "use", "rect", "circle", "line", "path", "text"},
}
CELLS = {"td", "th"}
ENDS = {  # what an element ends where it begins, its own end tag being left out
    "td": CELLS,
    "th": CELLS,
    "tr": {*CELLS, "tr"},
    "tbody": {*CELLS, "tr", "thead"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "thead": {"caption"},
}
LEFT_OUT = {*CELLS, "tr", "thead", "tbody", "li", "dt", "dd"}


class Page(HTMLParser):
    """Every element in order, with its attributes and text, and whether all were closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        while self.open and self.open[-1] in ENDS.get(tag, set()):
            self.open.pop()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] != tag and self.open[-1] in LEFT_OUT:
            self.open.pop()
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(audience: Audience = Audience.PARTNERSHIP) -> str:
    return to_html(day_view(riverside.copy(audience)))


def _view(*parts: Section, **fields: Any) -> View:
    whole: dict[str, Any] = {
        "title": "A title",
        "kicker": "A report",
        "marks": ("Illustrative",),
        "facts": Facts((("Round", "r1"),)),
        "parts": parts,
        "footer": ("the foot",),
        "running": "running",
        "levels": 5,
    }
    return View(**{**whole, **fields})


@pytest.mark.parametrize("audience", Audience)
def test_every_element_is_known_and_closed(audience: Audience) -> None:
    found = Page(page(audience))
    assert not found.open
    assert {tag for tag, _ in found.elements} <= TAGS


def test_nothing_is_loaded_and_nothing_runs() -> None:
    text = page()
    assert not re.search(
        r"<script|<link|<img|<iframe|<image|<foreignObject|javascript:|@import|url\((?!#)|\bon\w+=|style=", text
    )
    hrefs = [attributes["href"] for attributes in Page(text).of("a")]
    assert hrefs
    assert all(href and href.startswith("#") for href in hrefs)


def test_the_policy_allows_this_style_sheet_and_nothing_else() -> None:
    text = page()
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [
        meta["content"] for meta in Page(text).of("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert len(style) < 12_000


def test_the_language_is_british_english_and_the_page_can_be_skipped_into() -> None:
    found = Page(page())
    assert found.of("html") == [{"lang": "en-GB"}]
    assert found.of("a")[0] == {"class": "skip", "href": "#report"}
    assert found.of("main")[0]["id"] == "report"


@pytest.mark.parametrize("audience", Audience)
def test_every_link_goes_somewhere_and_every_anchor_is_one(audience: Audience) -> None:
    found = Page(page(audience))
    anchors = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(anchors) == len(set(anchors))
    assert {str(link["href"])[1:] for link in found.of("a")} <= set(anchors)


@pytest.mark.parametrize("audience", Audience)
def test_headings_go_down_one_step_at_a_time(audience: Audience) -> None:
    levels = [int(tag[1]) for tag, _ in Page(page(audience)).elements if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_its_headers_a_scope() -> None:
    found = Page(page())
    assert len(found.of("table")) == len(found.of("caption")) > 10
    assert all(head.get("scope") in {"col", "row"} for head in found.of("th"))
    regions = [area for area in found.of("div") if area.get("role") == "region"]
    assert regions
    assert all(area["tabindex"] == "0" and area["aria-label"] for area in regions)


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_hostile_word_is_only_ever_text(text: str) -> None:
    table = Table(text, (text, "n", LevelCell(text, 0)), ((text, 1, LevelCell(text, 4, text)),))
    blocks = (Paragraph(text), Items((text,)), Facts(((text, text),)), Figures(((text, text),)), table)
    bar = Stacked(text, (Portion(text, 0), Portion(text)), (StackedRow(text, (1, 2)),))
    chart = Chart("c", text, text, text, bar, replace(table, heat=True))
    part = Section("a", text, (Box(text, text, blocks), Fold(text, blocks), chart))
    found = Page(to_html(_view(part, title=text, kicker=text, marks=(text,), footer=(text,), running=text)))
    assert not found.open
    assert {tag for tag, _ in found.elements} <= TAGS
    assert all(set(attributes) <= KNOWN for _, attributes in found.elements)
    shown = " ".join("".join(found.text).split())
    assert shown.count(" ".join(hostile.visible(text).split())) >= 20


KNOWN = {
    *{"lang", "charset", "name", "content", "http-equiv", "class", "id", "href"},
    *{"scope", "role", "tabindex", "aria-label", "aria-labelledby"},
    *{"x", "y", "width", "height", "cx", "cy", "r", "x1", "y1", "x2", "y2", "d", "fill", "overflow"},
    *{"viewbox", "patternunits", "patterntransform"},
}


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_css_string_cannot_be_left(text: str) -> None:
    assert re.fullmatch(r"(?:[A-Za-z0-9 ,.]|\\[0-9a-f]+ )*", css_string(text))


def test_the_same_round_gives_the_same_bytes() -> None:
    assert page() == page()


def test_a_panel_of_17_on_41_questions_fits_in_150_kilobytes() -> None:
    long = "A phrase that is as long as those of a real matrix are"
    names = [
        f"{domain}{number}"
        for domain in ("PUR", "LEA", "GOV", "FIN", "CAR", "POP", "COM", "ENA")
        for number in range(1, 6)
    ] + ["CAR6"]
    gate = " ".join(f"{name}=3" for name in names[:14])
    asked = matrix(" ".join(names), gates={f"f{number}": {"shadow": gate} for number in range(4)})
    whole = asked.model_dump(by_alias=True, exclude_none=True)
    for domain in whole["domains"]:
        for entry in domain["criteria"]:
            entry["levels"] = dict.fromkeys(entry["levels"], long)
    columns = dict.fromkeys(names, "1 1 1 3 3 ? - 3" + " 2" * 9)
    aims = dict.fromkeys((f"f{number}" for number in range(4)), "shadow")
    said = themes(*({"id": f"t{n}", "text": long, "heard": "most", "released": True} for n in range(6)))
    held = dossier(asked.model_validate(whole), *answers(**columns), round_={"aims": aims}, themes=said)
    assert len(to_html(day_view(riverside.copy(Audience.PARTNERSHIP, held))).encode()) < 150_000
