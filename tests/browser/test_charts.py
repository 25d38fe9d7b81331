"""Can everybody read the charts: in the light, in the dark, with forced colours, on a telephone and on paper?

axe does not look inside SVG: what stands on what, and whether letters have room, is measured here.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import drawn
import riverside
from browsing import Browser, pages
from build import answers, dossier, matrix, seated
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience
from pbp_assess.report.charts.svg import standalone
from pbp_assess.report.html import to_html
from pbp_assess.report.ramp import contrast
from pbp_assess.report.view import day_view

pytestmark = pytest.mark.browser

LIGHTS = [
    pytest.param({"color_scheme": "light"}, id="light"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"forced_colors": "active"}, id="forced colours"),
    pytest.param({"forced_colors": "active", "color_scheme": "dark"}, id="forced colours, dark"),
    pytest.param({"media": "print"}, id="paper"),
]
WIDTHS = [320, 768, 1280]
TEXT, SHAPE = 4.5, 3.0
PAPER, PAPER_ACROSS = 680, 1030  # A4 less its margins, upright and across, in CSS pixels

# What every letter and mark of the charts is drawn in, and on: the fill of what lies below its middle, or the page.
INKS = """
const paper = getComputedStyle(document.body).getPropertyValue('--paper').trim();
const probe = document.body.appendChild(document.createElement('i'));
const plain = colour => { probe.style.color = ''; probe.style.setProperty('color', colour);
  return getComputedStyle(probe).color; };
const page = plain('var(--paper)'), hatch = [page, plain('var(--line)')];
const found = [];
for (const box of document.querySelectorAll('[role=img]')) {
  const shapes = [...box.querySelectorAll('rect')].filter(each => !each.closest('defs,pattern'));
  const marks = box.querySelectorAll('text, circle, rect.u, line.v, polygon.v, polygon.w, rect[class^=l], rect[fill]');
  for (const mark of marks) {
    if (mark.closest('defs,pattern')) continue;
    const style = getComputedStyle(mark), {left, top, width, height} = mark.getBoundingClientRect();
    const x = left + width / 2, y = top + height / 2;
    const below = shapes.filter(each => each !== mark && each.compareDocumentPosition(mark) & 4).filter(each => {
      const at = each.getBoundingClientRect();
      return at.left <= x && x <= at.right && at.top <= y && y <= at.bottom;
    }).map(each => getComputedStyle(each).fill).filter(fill => fill !== 'none');
    const halo = style.paintOrder.startsWith('stroke') && style.stroke !== 'none';
    const ground = halo ? style.stroke : below.length ? below.at(-1) : page;
    const outlined = mark.matches('.h, line, polygon, rect[class^=l], rect[fill]');
    found.push([mark.tagName, mark.textContent, outlined ? style.stroke : style.fill,
      ground.startsWith('url') ? hatch : [ground]]);
  }
}
probe.remove();
return found;
"""

# Letters outside their drawing, and letters on letters.
ROOM = """
const found = [];
for (const svg of document.querySelectorAll('[role=img] > svg')) {
  const edge = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  texts.forEach(([words, box], place) => {
    if (!box.width) return;
    const across = box.left < edge.left - 1 || box.right > edge.right + 1;
    if (across || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)
      found.push(['outside', words, box.right - edge.right, box.bottom - edge.bottom]);
    for (const [other, its] of texts.slice(place + 1))
      if (box.left < its.right - 1 && its.left < box.right - 1 && box.top < its.bottom - 3 && its.top < box.bottom - 3)
        found.push(['overlap', words, other]);
  });
}
return found;
"""
SMALLEST = """
return Math.min(...[...document.querySelectorAll('[role=img] text')].map(text =>
  parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))
"""


def hexed(colour: str) -> str:
    """`rgb(0, 94, 184)` as #005eb8."""
    numbers = colour[colour.index("(") + 1 : -1].replace("/", ",").split(",")
    return "#" + "".join(f"{round(float(part)):02x}" for part in numbers[:3])


def faint(found: list[Any]) -> Iterator[tuple[str, str, float]]:
    """What can hardly be seen, or read."""
    for tag, words, ink, grounds in found:
        got = min(contrast(hexed(ink), hexed(ground)) for ground in grounds)
        if got < (TEXT if tag == "text" else SHAPE):
            yield tag, words, round(got, 2)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    path = tmp_path / "charts.html"
    path.write_text(to_html(drawn.page()), encoding="utf-8")
    return path


Written = Callable[[Dossier | None], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(held: Dossier | None = None) -> Path:
        path = tmp_path / "day.html"
        view = day_view(riverside.copy(Audience.PARTNERSHIP, held, riverside.before()), radar=True)
        path.write_text(to_html(view), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("light", LIGHTS)
def test_every_letter_and_mark_stands_out_from_what_is_behind_it(
    browser: Browser, gallery: Path, light: dict[str, str]
) -> None:
    browser.show(gallery, width=1280, **light)
    found = browser.run(INKS)
    assert len(found) > 300
    assert list(faint(found)) == []


@pytest.mark.parametrize("light", LIGHTS)
def test_the_days_charts_stand_out_as_well(browser: Browser, written: Written, light: dict[str, str]) -> None:
    browser.show(written(None), width=768, **light)
    browser.open_all()
    found = browser.run(INKS)
    assert len(found) > 40
    assert list(faint(found)) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_letters_keep_to_their_drawing_and_off_one_another(browser: Browser, gallery: Path, width: int) -> None:
    browser.show(gallery, width=width)
    assert browser.run(ROOM) == []
    assert browser.run(SMALLEST) >= 12


@pytest.mark.parametrize("width", [320, 640])
def test_only_a_box_of_its_own_scrolls(browser: Browser, gallery: Path, width: int) -> None:
    """A screen of 1280 pixels at 200 % is one of 640."""
    browser.show(gallery, width=width)
    browser.open_all()
    assert browser.run("return document.documentElement.scrollWidth") == width
    wide = browser.run(
        "return [...document.querySelectorAll('[role=img]')]"
        ".filter(box => box.scrollWidth > box.parentNode.clientWidth)"
        ".filter(box => !box.parentNode.matches('.scroll[tabindex]')).map(box => box.getAttribute('aria-labelledby'))"
    )
    assert wide == []


@pytest.mark.parametrize("light", LIGHTS[:3])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, gallery: Path, light: dict[str, str], width: int) -> None:
    browser.show(gallery, width=width, **light)
    browser.open_all()
    assert browser.axe() == []


def test_nothing_is_asked_for_and_nothing_runs(browser: Browser, gallery: Path) -> None:
    assert browser.opening(gallery) == ([gallery.as_uri()], [])
    assert browser.run("return document.scripts.length") == 0


def sixty() -> Dossier:
    """Sixty leaders."""
    columns = {
        name: " ".join(str((place * step) % 5) for place in range(60)) for step, name in ((3, "GOV1"), (7, "FIN1"))
    }
    gates = {"bcf": {"shadow": "GOV1=4 FIN1=3"}}
    whole = matrix("GOV1 FIN1", gates=gates)
    return dossier(whole, *answers(**columns), members=seated(icb=60), round_={"aims": {"bcf": "shadow"}})


def two_hundred() -> Dossier:
    """Two hundred criteria in eight areas."""
    names = [f"{area}{number}" for area in ("A", "B", "C", "D", "E", "F", "G", "H") for number in range(1, 26)]
    return dossier(matrix(" ".join(names)), *answers(**dict.fromkeys(names, "1 2 3 4 0 ? 2")))


UGLY = [
    pytest.param(sixty, id="sixty leaders"),
    pytest.param(two_hundred, id="two hundred criteria"),
    pytest.param(lambda: dossier(matrix(), *answers(GOV1="2", GOV2="?", FIN1="1")), id="one answer"),
    pytest.param(lambda: dossier(matrix(), members="a b", round_={"closed": None}), id="no answer"),
    pytest.param(lambda: dossier(matrix(levels=range(2)), *answers(GOV1="0 1 1 1 0 1 1")), id="two levels"),
    pytest.param(lambda: dossier(matrix(levels=range(1, 11)), *answers(GOV1="1 2 9 10 10 4 5")), id="ten levels"),
]


@pytest.mark.parametrize("shape", UGLY)
def test_an_ugly_round_is_drawn_within_bounds(browser: Browser, written: Written, shape: Callable[[], Dossier]) -> None:
    path = written(shape())
    for width in (320, 1280):
        browser.show(path, width=width)
        browser.open_all()
        assert browser.run("return document.documentElement.scrollWidth") == width
        assert browser.run(ROOM) == []


# --- paper ----------------------------------------------------------------------------------------


def test_charts_are_printed_whole(browser: Browser, gallery: Path, tmp_path: Path) -> None:
    browser.show(gallery)
    printed = browser.pdf()
    words = "".join(pages(printed, tmp_path)).replace(" ", "")
    assert b"/StructTreeRoot" in printed
    labels = browser.run("return [...document.querySelectorAll('[role=img] text')].map(text => text.textContent)")
    latin = [label for label in labels if label.isascii() and label]
    assert len(latin) > 200
    assert [label for label in latin if label.replace(" ", "") not in words] == []


@pytest.mark.parametrize("large", [False, True], ids=["plain", "large print"])
def test_no_drawing_is_wider_than_the_paper(browser: Browser, tmp_path: Path, large: bool) -> None:
    path = tmp_path / "charts.html"
    path.write_text(to_html(drawn.page(), large_print=large), encoding="utf-8")
    browser.show(path, width=PAPER_ACROSS if large else PAPER, media="print")
    over = browser.run(
        "return [...document.querySelectorAll('[role=img],table')]"
        ".filter(each => each.getBoundingClientRect().right > innerWidth + 1)"
        ".map(each => each.getAttribute('aria-labelledby') || each.caption.textContent)"
    )
    assert over == []


def test_large_print_is_sixteen_point(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "charts.html"
    path.write_text(to_html(drawn.page(), large_print=True), encoding="utf-8")
    size = "return parseFloat(getComputedStyle(document.querySelector('{}')).fontSize)"
    browser.show(path, width=1000)
    assert browser.run(size.format("p")) >= 21
    assert browser.run(SMALLEST) >= 16
    assert browser.run(ROOM) == []
    browser.show(path, width=320)
    assert browser.run("return document.documentElement.scrollWidth") == 320
    browser.show(path, width=1000, media="print")
    assert browser.run(size.format("p")) >= 21
    assert browser.run(size.format("td")) >= 18
    assert browser.run(SMALLEST) >= 18


def test_a_picture_of_its_own_is_drawn_within_bounds(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "picture.html"
    pictures = "".join(standalone(chart.drawing, chart.headline, chart.sentence) for chart in drawn.CHARTS.values())
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{pictures}", encoding="utf-8")
    browser.show(path)
    assert browser.run(ROOM.replace("[role=img] > svg", "body > svg")) == []
