"""Can everybody read the agenda, and is there a sheet of paper for each question to count hands on?"""

from collections.abc import Callable
from pathlib import Path

import pytest

import hostile
import riverside
from browsing import Browser, pages
from build import answers, dossier, matrix
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.report.agenda.revote import revote_html
from pbp_assess.report.agenda.view import agenda_view
from pbp_assess.report.html import to_html
from pbp_assess.report.wording.agenda import day_plan

pytestmark = pytest.mark.browser

MATRICES = Path(__file__).parents[2] / "matrices"
NARROW, PAPER = 320, 672  # A4 less its margins, in CSS pixels
LIGHTS = [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]


def ugly() -> Dossier:
    """Ten levels, twenty-four leaders, every name one word of eighty letters or hostile."""
    whole = matrix("A1 A2", levels=range(1, 11)).model_dump(by_alias=True, exclude_none=True)
    word, odd = "Incomprehensibilities" * 4, hostile.TEXTS[3] + hostile.TEXTS[32] + hostile.TEXTS[36]
    for number, criterion in enumerate(whole["domains"][0]["criteria"]):
        phrases = {level: word if level % 2 else odd for level in criterion["levels"]}
        criterion.update(name=odd if number else word, meaning=odd, evidence=word, levels=phrases)
    column = "1 10 " * 12
    return dossier(matrix().model_validate(whole), *answers(A1=column.strip(), A2=column.strip()))


def riversides() -> Dossier:
    return riverside.now()


def everything_shipped() -> Dossier:
    """The shipped matrix, with two opposing views on each of its questions."""
    loaded = load(Matrix, (MATRICES / "place-partnership.yaml").read_bytes(), "matrix")
    assert loaded.model is not None
    columns = dict.fromkeys(loaded.model.criterion_by_id, "0 4 " * 6)
    return dossier(loaded.model, *answers(**columns))


def copy(held: Dossier) -> Copy:
    return riverside.copy(Audience.FACILITATOR, held)


def agenda(folder: Path, held: Dossier) -> Path:
    """The agenda as a page."""
    path = folder / "agenda.html"
    path.write_text(to_html(agenda_view(copy(held), day_plan(copy(held), 1000))), encoding="utf-8")
    return path


def sheets(folder: Path, held: Dossier) -> Path:
    """The sheets to count hands on."""
    path = folder / "sheets.html"
    path.write_text(revote_html(copy(held), day_plan(copy(held), 1000)), encoding="utf-8")
    return path


Page = Callable[[Path, Dossier], Path]
PAGES = [pytest.param(agenda, id="agenda"), pytest.param(sheets, id="sheets")]
SHAPES = [pytest.param(riversides, id="riverside"), pytest.param(ugly, id="ugly")]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("light", LIGHTS, ids=["light", "dark", "forced colours"])
@pytest.mark.parametrize("width", [NARROW, 1280])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, page: Page, light: dict[str, str], width: int) -> None:
    browser.show(page(tmp_path, riversides()), width=width, **light)
    assert browser.axe() == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("width", [NARROW, PAPER, 1280])
def test_the_page_is_never_wider_than_the_screen(
    browser: Browser, tmp_path: Path, page: Page, shape: Callable[[], Dossier], width: int
) -> None:
    browser.show(page(tmp_path, shape()), width=width)
    assert browser.run("return document.documentElement.scrollWidth") == width
    assert browser.complaints() == []


def test_each_question_is_printed_on_a_sheet_of_its_own(browser: Browser, tmp_path: Path) -> None:
    browser.show(sheets(tmp_path, riversides()))
    printed = pages(browser.pdf(), tmp_path)
    assert len(printed) == 4
    for number, text in enumerate(printed, start=1):
        assert f"Sheet {number} of 4." in text
        assert f"{number}. {riverside.PHRASES[('GOV2', 'FIN1', 'GOV1', 'FIN2')[number - 1]][0]}" in text
        assert "How many disagree" in text


def test_every_question_of_the_shipped_matrix_fits_on_one_sheet(browser: Browser, tmp_path: Path) -> None:
    browser.show(sheets(tmp_path, everything_shipped()))
    printed = pages(browser.pdf(), tmp_path)
    assert len(printed) == 41
    assert all("Sheet" in text and "How many disagree" in text for text in printed)


def test_no_box_to_tick_is_lost_at_the_edge_of_the_paper(browser: Browser, tmp_path: Path) -> None:
    browser.show(sheets(tmp_path, ugly()), width=PAPER, media="print")
    outside = (
        "return [...document.querySelectorAll('.box, .line')].filter("
        "box => box.getBoundingClientRect().right > document.documentElement.clientWidth).length"
    )
    assert browser.run(outside) == 0
    assert browser.run("return document.querySelectorAll('tbody tr:first-child .hands .box').length") == 2 * 24
