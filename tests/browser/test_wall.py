"""Can everybody read a matrix on a screen, and does it fit the paper that goes on the wall?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from browsing import Browser, pages
from build import matrix as build_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.report.wall import areas, wall_html

pytestmark = pytest.mark.browser

MATRICES = Path(__file__).parents[2] / "matrices"
PAPERS = {"A3": (11.69, 16.54), "A4": (8.27, 11.69)}  # inches
INCH, MARGINS = 96, 76
LIGHTS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]


def shipped() -> Matrix:
    loaded = load(Matrix, (MATRICES / "place-partnership.yaml").read_bytes(), "matrix")
    assert loaded.model is not None
    return loaded.model


def crowded() -> Matrix:
    """Ten levels, and every name a word of eighty letters."""
    whole = build_matrix(levels=range(1, 11)).model_dump(by_alias=True, exclude_none=True)
    for step in whole["scale"]:
        step["name"] = f"{step['level']}{'incomprehensibilities' * 4}"
    for domain in whole["domains"]:
        domain["name"] = "incomprehensibilities" * 4
    return Matrix.model_validate(whole)


SHAPES = [pytest.param(shipped, id="shipped"), pytest.param(crowded, id="ten levels, long names")]
Shape = Callable[[], Matrix]


def write(folder: Path, shape: Shape) -> Path:
    path = folder / "wall.html"
    path.write_text(wall_html(shape()), encoding="utf-8")
    return path


@pytest.mark.parametrize("light", LIGHTS, ids=["light", "dark", "forced colours"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, light: dict[str, str], width: int) -> None:
    browser.show(write(tmp_path, shipped), width=width, **light)
    assert browser.axe() == []


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_is_never_wider_than_the_screen(browser: Browser, tmp_path: Path, shape: Shape, width: int) -> None:
    browser.show(write(tmp_path, shape), width=width)
    assert browser.run("return document.documentElement.scrollWidth") == width


def test_nothing_is_asked_for_and_the_style_is_let_in(browser: Browser, tmp_path: Path) -> None:
    path = write(tmp_path, shipped)
    assert browser.opening(path) == ([path.as_uri()], [])
    assert browser.run("return getComputedStyle(document.querySelector('th.l3')).backgroundColor") == "rgb(0, 94, 184)"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("paper", PAPERS)
def test_no_table_is_wider_than_the_paper_across(browser: Browser, tmp_path: Path, shape: Shape, paper: str) -> None:
    across = int(PAPERS[paper][1] * INCH) - MARGINS
    browser.show(write(tmp_path, shape), width=across, media="print")
    too_wide = "each => each.getBoundingClientRect().right > innerWidth + 1"
    assert browser.run(f"return [...document.querySelectorAll('table, h2')].filter({too_wide}).length") == 0


@pytest.mark.parametrize("paper", PAPERS)
def test_an_area_of_the_shipped_matrix_stays_on_one_sheet(browser: Browser, tmp_path: Path, paper: str) -> None:
    browser.show(write(tmp_path, shipped))
    printed = pages(browser.pdf(*PAPERS[paper]), tmp_path)
    for area in areas(shipped()):
        (sheet,) = [page for page in printed if f"{area.id} {area.name}" in page]
        assert all(f"{criterion.id} {criterion.name}" in sheet for criterion in area.criteria)
    for number, page in enumerate(printed, start=1):
        assert f"Page {number} of {len(printed)}" in page
        assert "Place-based partnership maturity matrix, version 1.0.0" in page


@pytest.mark.parametrize("paper", PAPERS)
def test_print_can_be_read(browser: Browser, tmp_path: Path, paper: str) -> None:
    across = int(PAPERS[paper][1] * INCH) - MARGINS
    browser.show(write(tmp_path, shipped), width=across, media="print")
    sizes = browser.run(
        "return ['td', '.said'].map(each => parseFloat(getComputedStyle(document.querySelector(each)).fontSize))"
    )
    assert sizes[0] >= {"A3": 15, "A4": 11}[paper]  # CSS pixels: 11 and 8 points
    assert sizes[1] >= {"A3": 13, "A4": 9.3}[paper]
