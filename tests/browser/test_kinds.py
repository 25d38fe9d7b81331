"""Can everybody read the reports of each kind, and the page that lists them: in any light, narrow, large, on paper?"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import riverside
from browsing import Browser, pages
from build import answers, dossier, matrix
from drawn import PICTURES, RIGHT_TO_LEFT
from kinds import KINDS, rough, view
from pbp_assess.core.assessment import Dossier
from pbp_assess.report.html import to_html
from pbp_assess.report.index import Link, Listed, ListedPlace, ListedRound, index_page
from pbp_assess.report.wording.facilitator import Waiting
from shapes import shapes

pytestmark = pytest.mark.browser

NARROW, WIDE, PAPER = 320, 1280, 680
WAITING = (Waiting("Housing director", "form", 32, 1, 6), Waiting("Chief Nurse", "", 0, 0, 6))
LIGHTS = [
    pytest.param({"color_scheme": "light"}, id="light"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"forced_colors": "active"}, id="forced colours"),
]


def _index() -> str:
    word = "Incomprehensibilities" * 4
    links = tuple(Link(text, ("north", "r1", f"day.{text}")) for text in ("html", "docx"))
    rounds = tuple(
        ListedRound(
            name, (Listed("The day", word, "Partnership copy", links), Listed("One page", "", "Public copy", links[:1]))
        )
        for name in ("2024-25-q1", "2022-23-q3")
    )
    return index_page([ListedPlace("North", rounds), ListedPlace(word, rounds[:1])], 2, 1)


PAGES: dict[str, Callable[[], str]] = {
    "summary": lambda: to_html(view("summary", None, riverside.before())),
    "outcome": lambda: to_html(view("outcome", None, riverside.before())),
    "function": lambda: to_html(view("function", subject="quality")),
    "leader": lambda: to_html(view("leader", subject="m7")),
    "facilitator": lambda: to_html(view("facilitator", waiting=WAITING)),
    "index": _index,
}
REPORTS = [name for name in PAGES if name != "index"]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Write one of the pages to a file."""

    def write(name: str) -> Path:
        path = tmp_path / f"{name}.html"
        path.write_text(PAGES[name](), encoding="utf-8")
        return path

    return write


Written = Callable[[str], Path]


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wide_or_narrow(browser: Browser, written: Written, name: str, light: dict[str, str]) -> None:
    path = written(name)
    for width in (NARROW, WIDE):
        browser.show(path, width=width, **light)
        assert browser.axe() == []


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_never_wider_than_the_screen_at_twice_the_size_of_letters_either(
    browser: Browser, written: Written, name: str
) -> None:
    path = written(name)
    for width in (NARROW, 768, WIDE):
        browser.show(path, width=width)
        assert browser.run("return document.documentElement.scrollWidth") == width
    browser.show(path, width=WIDE // 2)  # what is left of a screen at 200 %
    assert browser.run("return document.documentElement.scrollWidth") == WIDE // 2
    assert browser.axe() == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_asked_for_and_nothing_runs(browser: Browser, written: Written, name: str) -> None:
    path = written(name)
    assert browser.opening(path) == ([path.as_uri()], [])
    assert browser.run("return document.scripts.length") == 0


def test_what_is_clicked_on_the_index_is_large_enough(browser: Browser, written: Written) -> None:
    browser.show(written("index"), width=NARROW)
    heights = browser.run(
        "return [...document.querySelectorAll('main a')].map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 32


# --- rounds of odd shapes -------------------------------------------------------------------------


def _odd() -> Iterator[tuple[str, Dossier]]:
    """Every odd shape, and the largest: sixty leaders on two hundred questions, names of eighty letters, pictures."""
    yield from ((str(shape.id), shape.values[0]) for shape in shapes())
    names = " ".join(f"A{number}" for number in range(200))
    many = dict.fromkeys(names.split(), " ".join("0112233344"[place % 10] for place in range(60)))
    gates = {"bcf": {"shadow": "A1=1", "partial": "A1=3 A2=3"}}
    held = dossier(matrix(names, gates=gates), *answers(**many), round_={"aims": {"bcf": "partial"}})
    yield "sixty leaders", held
    for name, text in (("long names", "Incomprehensibilities" * 4), ("from right to left", RIGHT_TO_LEFT + PICTURES)):
        yield name, rough(text)


ODD = dict(_odd())


@pytest.mark.parametrize("shape", ODD)
def test_no_kind_is_wider_than_the_screen_or_the_paper_whatever_the_round(
    browser: Browser, tmp_path: Path, shape: str
) -> None:
    held = ODD[shape]
    for kind in KINDS:
        if kind == "function" and not held.round.aims:
            continue
        path = tmp_path / "page.html"
        path.write_text(to_html(view(kind, held)), encoding="utf-8")
        browser.show(path, width=NARROW)
        browser.open_all()
        assert browser.run("return document.documentElement.scrollWidth") == NARROW, kind
        browser.show(path, width=PAPER, media="print")
        assert browser.run(CLIPPED) == [], kind


CLIPPED = (
    "return [...document.querySelectorAll('table')]"
    ".filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.caption.textContent)"
)


# --- paper ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "most"), [("summary", 1), ("leader", 2), ("outcome", 2)])
def test_short_reports_are_as_short_on_paper(
    browser: Browser, written: Written, tmp_path: Path, name: str, most: int
) -> None:
    browser.show(written(name))
    assert len(pages(browser.pdf(), tmp_path)) <= most


@pytest.mark.parametrize("name", REPORTS)
def test_every_sheet_of_paper_says_which_round_whose_copy_and_who_decides(
    browser: Browser, written: Written, tmp_path: Path, name: str
) -> None:
    browser.show(written(name))
    printed = pages(browser.pdf(), tmp_path)
    whose = {"leader": "Your own sheet: nobody else has this page", "facilitator": "this never leaves the facilitators"}
    for number, page in enumerate(printed, start=1):
        assert f"Page {number} of {len(printed)}" in page
        assert whose.get(name, "copy. Answers closed 9 December 2022.") in page
        assert ("The ICB decides, and stays accountable." in page) == (name != "leader")


@pytest.mark.parametrize("name", PAGES)
def test_the_pdf_is_tagged_and_no_table_is_wider_than_the_paper(browser: Browser, written: Written, name: str) -> None:
    path = written(name)
    browser.show(path)
    printed = browser.pdf()
    assert b"/StructTreeRoot" in printed
    assert b"/Lang (en-GB)" in printed
    browser.show(path, width=PAPER, media="print")
    assert browser.run(CLIPPED) == []
