"""Is a report in Markdown real Markdown, and is every word from outside inert in it?"""

from dataclasses import replace
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import hostile
import riverside
from pbp_assess.core.disclosure import Audience
from pbp_assess.report.blocks import Box, Facts, Items, Ladder, LevelCell, Paragraph, Section, Step, Table, View
from pbp_assess.report.charts.drawings import Portion, Stacked, StackedRow
from pbp_assess.report.charts.telling import chart_of
from pbp_assess.report.markdown import inert, line, to_markdown
from pbp_assess.report.view import day_view

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True}).disable("linkify")


def tokens(text: str) -> list[Token]:
    """All tokens, the inline ones among them."""
    return [inner for token in READER.parse(text) for inner in (token, *(token.children or ()))]


def kinds(text: str) -> set[str]:
    return {token.type for token in tokens(text)}


def plain(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type == "text")


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_hostile_word_opens_nothing(text: str) -> None:
    for put in (line(text), f"- {line(text)}", f"**{inert(text)}**", f"## {line(text)}", f"> {line(text)}"):
        found = kinds(put)
        assert not found & {
            "html_inline",
            "html_block",
            "link_open",
            "image",
            "code_inline",
            "fence",
            "code_block",
            "hr",
        }
        assert "heading_open" not in found or put.startswith("## ")
        assert not found & {"ordered_list_open", "em_open", "s_open"}
        assert "blockquote_open" not in found or put.startswith("> ")
        assert "bullet_list_open" not in found or put.startswith("- ")


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_hostile_word_is_read_as_it_was_written(text: str) -> None:
    assert plain(line(text)) == " ".join(hostile.visible(text).split())


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_a_hostile_word_stays_in_its_cell(text: str) -> None:
    table = Table(text, (text, "n"), ((text, 1), (LevelCell(text, 0, text), 2)))
    written = to_markdown(_view(Section("a", text, (table,))))
    inside = [token for token in READER.parse(written) if token.type in {"th_open", "td_open"}]
    assert len(inside) == 6


def test_bare_addresses_are_not_turned_into_links() -> None:
    for text, broken in (
        ("see https://example.org/x", "see https:\\//example.org/x"),
        ("www.example.org", "www\\.example.org"),
        ("mail a@example.org", "mail a\\@example.org"),
    ):
        assert line(text) == broken
        assert plain(broken) == text


def _view(*parts: Section) -> View:
    return View("A title", "A report", ("Illustrative",), Facts((("Round", "r1"),)), parts, ("the foot",), "running", 5)


def test_blocks_become_markdown() -> None:
    ladder = Ladder((Step("Sees", "Ready", False, True), Step("Decides", "Not yet ready", True, False)))
    table = Table("Counts", ("Level", "n"), ((LevelCell("Emerging", 1, "level used"), 3), ("All", 3)), total=True)
    part = Section(
        "a", "A part", (Box("1. A question", "No shared view", (Items(("x", "y"), numbered=True),)), ladder, table)
    )
    assert to_markdown(_view(part)).split("\n\n") == [
        "# A title",
        "A report",
        "> **Illustrative**",
        "- **Round:** r1",
        "## A part",
        "### 1\\. A question – No shared view",
        "1. x\n2. y",
        "1. Sees: **Ready**\n2. Decides (sought): **Not yet ready**",
        "**Counts**",
        "| Level | n |\n| --- | ---: |\n| Emerging (level used) | 3 |\n| **All** | **3** |",
        "---",
        "the foot\n",
    ]


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [
        int(token.tag[1]) for token in tokens(to_markdown(day_view(riverside.copy()))) if token.type == "heading_open"
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_deep_headings_stop_at_six() -> None:
    deep: Section | Paragraph = Paragraph("at the bottom")
    for depth in range(7):
        deep = Section(f"s{depth}", "deeper", (deep,))
    assert isinstance(deep, Section)
    assert "\n####### " not in to_markdown(_view(deep))


@pytest.mark.parametrize("audience", Audience)
def test_the_whole_report_is_blocks_and_tables_without_html(audience: Audience) -> None:
    found = kinds(to_markdown(day_view(riverside.copy(audience))))
    assert not found & {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "code_block"}
    assert {"table_open", "heading_open", "bullet_list_open", "ordered_list_open", "blockquote_open"} <= found


def test_a_question_has_no_colon_after_its_mark() -> None:
    text = to_markdown(_view(Section("a", "A part", (Facts((("What helps?", "Time"), ("Round", "r2"))),))))
    assert "- **What helps?** Time\n- **Round:** r2" in text


def test_a_caption_that_repeats_the_headline_of_its_chart_is_left_out() -> None:
    drawing = Stacked("answer", (Portion("Yes", 0),), (StackedRow("Money", (3,)),))
    chart = chart_of("c", "One headline", "", drawing, "question")
    same, other = (replace(chart, table=replace(chart.table, caption=text)) for text in ("One headline", "Another"))
    text = to_markdown(_view(Section("a", "A part", (same, other))))
    assert text.count("**One headline**") == 2
    assert text.count("**Another**") == 1
    assert text.count("| Money |") == 2
