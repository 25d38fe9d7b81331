"""Does a matrix on the wall say every question and phrase, no gate, and nothing that a page would run?"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

import hostile
from build import matrix as build_matrix
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.report.markdown import inert
from pbp_assess.report.wall import wall_html, wall_markdown

MATRICES = Path(__file__).parents[2] / "matrices"
SHIPPED = sorted(path.stem for path in MATRICES.glob("*.yaml"))
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "p", "ol", "li", "b", "span", "nav", "ul",
    "main", "section", "h2", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "i", "footer",
}  # fmt: skip


def shipped(name: str) -> Matrix:
    loaded = load(Matrix, (MATRICES / f"{name}.yaml").read_bytes(), name)
    assert loaded.model is not None
    return loaded.model


def texts(matrix: Matrix) -> list[str]:
    """What has to be on the wall."""
    asked = [
        text for each in matrix.criteria for text in (each.name, each.meaning, each.evidence, *each.levels.values())
    ]
    scale = [text for step in matrix.scale for text in (step.name, step.meaning)]
    group = list(matrix.priority_groups.levels.values()) if matrix.priority_groups else []
    questions = [question.question for question in matrix.open_questions]
    names = [text for domain in matrix.domains for text in (domain.name, domain.meaning)]
    return [text for text in (matrix.title, matrix.instruction, *asked, *scale, *group, *questions, *names) if text]


@pytest.mark.parametrize("name", SHIPPED)
def test_everything_that_is_asked_stands_there(name: str) -> None:
    matrix = shipped(name)
    page, markdown = wall_html(matrix), wall_markdown(matrix)
    for text in texts(matrix):
        assert str(escape(text)) in page
        assert inert(text) in markdown


def test_no_gate_and_no_mark_stands_there() -> None:
    matrix = build_matrix("GOV1! GOV2 FIN1*", gates={"secret_function": {"shadow": "GOV1=3"}})
    for text in (wall_html(matrix), wall_markdown(matrix)):
        for word in ("secret_function", "shadow", "critical", "record", "sectors"):
            assert word not in re.sub(r"(?s)<style>.*</style>", "", text).casefold()


def test_a_table_has_a_column_for_each_level_and_a_row_for_each_criterion() -> None:
    page = wall_html(build_matrix(levels=range(1, 4)))
    assert page.count('<th scope="row">') == 3
    assert page.count("<td>") == 9
    assert page.count('<th scope="col" class="l2">3 Level 3</th>') == 2
    lines = [line for line in wall_markdown(build_matrix(levels=range(1, 4))).splitlines() if line.startswith("| ")]
    assert "| Question | 1 Level 1 | 2 Level 2 | 3 Level 3 |" in lines
    assert {line.count("|") for line in lines} == {2, 5}


def test_the_criterion_of_priority_groups_stands_once() -> None:
    matrix = shipped("place-partnership")
    page = wall_html(matrix)
    assert "{group}" not in page
    assert page.count("(priority group)") == 1
    assert "Asked once for each priority group of the place." in wall_markdown(matrix)


def test_the_same_matrix_is_the_same_bytes() -> None:
    assert wall_html(build_matrix()) == wall_html(build_matrix())
    assert wall_markdown(build_matrix()) == wall_markdown(build_matrix())


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def said(words: str) -> Matrix:
    """A matrix that says this wherever it may."""
    whole: dict[str, Any] = build_matrix("GOV1").model_dump(by_alias=True, exclude_none=True)
    whole.update(title=words, instruction=words, open_questions=[{"id": "q", "question": words}])
    whole["scale"][0].update(name=words, meaning=words)
    domain = whole["domains"][0]
    domain.update(name=words, meaning=words)
    domain["criteria"][0].update(name=words, meaning=words, evidence=words)
    domain["criteria"][0]["levels"].update({0: words})
    return Matrix.model_validate(whole)


@pytest.mark.parametrize("words", [text.strip() for text in hostile.TEXTS])
def test_hostile_words_stay_words(words: str) -> None:
    page, markdown = wall_html(said(words)), wall_markdown(said(words))
    read = Tags()
    read.feed(page)
    assert read.tags <= ALLOWED
    assert not [name for name in read.attributes if name.startswith("on") or name in {"src", "style", "srcdoc"}]
    assert str(escape(hostile.visible(words))) in page
    assert "<script" not in markdown
    assert (
        len({line.count("|") - line.count("\\|") for line in markdown.splitlines() if line.startswith("| GOV1")}) <= 1
    )


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    page = wall_html(shipped("place-partnership"))
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<img|<link|https?://|url\(", page)
