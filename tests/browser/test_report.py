"""Can everybody read the report: on a telephone, in the dark, with forced colours, by ear, and on paper?"""

from collections.abc import Callable
from pathlib import Path

import pytest

import hostile
import riverside
from browsing import Browser, pages
from build import answers, dossier, matrix
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience
from pbp_assess.report.html import to_html
from pbp_assess.report.view import day_view

pytestmark = pytest.mark.browser

Written = Callable[..., Path]
NARROW = 320
PAPER = 680  # A4 less its margins, in CSS pixels


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a report to a file."""

    def write(audience: Audience = Audience.PARTNERSHIP, held: Dossier | None = None) -> Path:
        path = tmp_path / "day.html"
        path.write_text(to_html(day_view(riverside.copy(audience, held, riverside.before()))), encoding="utf-8")
        return path

    return write


def many_levels() -> Dossier:
    """Ten levels, so that the widest table is as wide as it gets."""
    return dossier(matrix(levels=range(1, 11)), *answers(GOV1="1 2 9 10 10 4 5", FIN1="3 3 3 3 3 4 4"))


def long_names() -> Dossier:
    """Every name and phrase one word of eighty letters, or hostile."""
    whole = matrix(gates={"bcf": {"shadow": "GOV1=1"}}).model_dump(by_alias=True, exclude_none=True)
    word, odd = "Incomprehensibilities" * 4, hostile.TEXTS[3] + hostile.TEXTS[32] + "\u202e" + hostile.TEXTS[36]
    for domain in whole["domains"]:
        domain["name"] = word
        for entry in domain["criteria"]:
            entry.update(name=odd, levels={level: word if level % 2 else odd for level in entry["levels"]})
    for step in whole["scale"]:
        step["name"] = word if step["level"] % 2 else odd
    whole["readiness"]["functions"][0]["name"] = word + odd
    columns = {"GOV1": "0 1 4 4 4 0 1", "GOV2": "2 2 2 2 2 2 2", "FIN1": "1 1 1 1 2 2 4"}
    return dossier(
        matrix().model_validate(whole), *answers(**columns), round_={"aims": {"bcf": "shadow"}, "place": word}
    )


SHAPES = [
    pytest.param(riverside.now, id="riverside"),
    pytest.param(many_levels, id="ten levels"),
    pytest.param(long_names, id="long and hostile names"),
    pytest.param(lambda: dossier(matrix(), members="a b", round_={"closed": None}), id="no answers"),
]
LIGHTS = [
    pytest.param({"color_scheme": "light"}, id="light"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"forced_colors": "active"}, id="forced colours"),
]


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("width", [NARROW, 1280])
@pytest.mark.parametrize("audience", [Audience.PARTNERSHIP, Audience.FACILITATOR])
def test_axe_finds_nothing(
    browser: Browser, written: Written, light: dict[str, str], width: int, audience: Audience
) -> None:
    browser.show(written(audience), width=width, **light)
    assert browser.axe() == []
    browser.open_all()
    assert browser.axe() == []


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("width", [NARROW, 768, 1280])
def test_the_page_is_never_wider_than_the_screen(
    browser: Browser, written: Written, shape: Callable[[], Dossier], width: int
) -> None:
    browser.show(written(held=shape()), width=width)
    browser.open_all()
    assert browser.run("return document.documentElement.scrollWidth") == width


def test_nothing_is_asked_for_and_nothing_runs(browser: Browser, written: Written) -> None:
    path = written()
    assert browser.opening(path) == ([path.as_uri()], [])
    assert browser.run("return document.scripts.length") == 0
    assert browser.run("return getComputedStyle(document.querySelector('header')).backgroundColor") == "rgb(0, 48, 135)"


def test_the_first_tab_skips_to_the_report(browser: Browser, written: Written) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.show(written())
    browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    focused = "const {left, top} = document.activeElement.getBoundingClientRect();"
    assert browser.run(f"{focused} return [document.activeElement.hash, left >= 0, top >= 0]") == [
        "#report",
        True,
        True,
    ]


def test_what_is_clicked_is_large_enough(browser: Browser, written: Written) -> None:
    browser.show(written(), width=NARROW)
    heights = browser.run(
        "return [...document.querySelectorAll('nav a, summary')].map(each => each.getBoundingClientRect().height)"
    )
    assert min(heights) >= 32


# --- paper ----------------------------------------------------------------------------------------


def test_folded_parts_are_printed(browser: Browser, written: Written, tmp_path: Path) -> None:
    browser.show(written())
    assert browser.run("return document.querySelectorAll('details[open]').length") == 0
    words = " ".join(pages(browser.pdf(), tmp_path))
    for phrase in ("PUR2 Priority groups", "Side by side", "Leaders who sent answers back", "Groups are put forward"):
        assert phrase in words
    assert "Contents" not in words


def test_every_printed_page_says_which_round_that_it_is_invented_and_who_decides(
    browser: Browser, written: Written, tmp_path: Path
) -> None:
    browser.show(written())
    printed = pages(browser.pdf(), tmp_path)
    assert len(printed) > 3
    for number, page in enumerate(printed, start=1):
        assert f"Page {number} of {len(printed)}" in page
        assert "Illustrative: the answers are invented. Riverside, round 2022-23-q3. Partnership copy." in page
        assert "The ICB decides, and stays accountable." in page


def test_the_pdf_is_tagged(browser: Browser, written: Written) -> None:
    browser.show(written())
    printed = browser.pdf()
    assert b"/StructTreeRoot" in printed
    assert b"/Lang (en-GB)" in printed


@pytest.mark.parametrize("shape", SHAPES)
def test_no_table_is_wider_than_the_paper(browser: Browser, written: Written, shape: Callable[[], Dossier]) -> None:
    browser.show(written(held=shape()), width=PAPER, media="print")
    clipped = browser.run(
        "return [...document.querySelectorAll('table')]"
        ".filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.caption.textContent)"
    )
    assert clipped == []
