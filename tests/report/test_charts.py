"""Does a drawing show what its table says, as well-formed SVG in which no word is more than a word?"""

import re
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

import drawn
import hostile
from drawn import CHARTS, DRAWINGS, FOUR
from pbp_assess.report.blocks import Chart, LevelCell, Table
from pbp_assess.report.charts.drawings import (
    Drawing,
    Dumbbell,
    DumbbellRow,
    LineRow,
    Lines,
    Portion,
    Radar,
    Series,
    Stacked,
    StackedRow,
    Strip,
    StripRow,
)
from pbp_assess.report.charts.lettering import width, wrap
from pbp_assess.report.charts.svg import inline, scrolls, standalone
from pbp_assess.report.charts.telling import chart_of

GOLDEN = Path(__file__).parent.parent / "golden/charts"
NAMES = pytest.mark.parametrize("name", DRAWINGS)
SVG = "{http://www.w3.org/2000/svg}"


def tree(drawing: Drawing) -> ElementTree.Element:
    """What stands in a page; it fails where a tag is left open."""
    return ElementTree.fromstring(inline(drawing, "anchor"))  # noqa: S314 - ours


def texts(drawing: Drawing) -> list[str]:
    return [text.text or "" for text in tree(drawing).iter("text")]


def cells(table: Table) -> list[str]:
    return [
        cell.text if isinstance(cell, LevelCell) else str(cell) for row in (table.header, *table.rows) for cell in row
    ]


def dots(svg: ElementTree.Element) -> list[int]:
    """How many dots each row has, dots being drawn once and placed again."""
    spread = {
        name: len(group) for group in svg.iter("g") if (name := group.get("id")) and group.find("circle") is not None
    }
    return [
        sum(spread.get(str(again.get("href"))[1:], 0) for again in row.iter("use"))
        for row in svg
        if row.find("defs") is None and any(True for _ in row.iter("use"))
    ]


# --- figures --------------------------------------------------------------------------------------


@NAMES
def test_every_number_on_a_drawing_stands_in_its_table(name: str) -> None:
    chart = CHARTS[name]
    numbers = {text for text in texts(chart.drawing) if text.isdecimal()}
    listed = (
        {f"{place}" for place in range(1, 21)} if isinstance(chart.drawing, Radar) or name == "long names" else set()
    )
    assert numbers - listed <= {word for cell in cells(chart.table) for word in cell.split()}


def test_a_strip_has_a_dot_for_everyone_in_the_table() -> None:
    drawing = DRAWINGS["areas"]
    rows = CHARTS["areas"].table.rows
    assert dots(tree(drawing)) == [sum(cell for cell in row if isinstance(cell, int)) for row in rows]
    assert len(texts(drawing)) >= len(rows)


def test_more_people_than_dots_have_room_for_are_counted_in_figures() -> None:
    drawing = DRAWINGS["sixty leaders"]
    assert not list(tree(drawing).iter("circle"))
    assert [text for text in texts(drawing) if text.isdecimal()] == ["2", "20", "30", "8", "55", "5"]


def test_a_bar_stands_at_the_level_used_a_diamond_at_the_last_and_a_shade_from_the_one_needed() -> None:
    strip = Strip(FOUR, "leader", "None", (StripRow("Alpha", (1, 1, 1, 1), 0, 2, 1, 3),))
    svg = tree(strip)
    (bar,) = [
        found
        for found in svg.iter("rect")
        if found.get("class") == "u" and found.get("height") == ".35em" and "%" in str(found.get("width"))
    ]
    assert (bar.get("x"), bar.get("width")) == ("52.5%", "20%")
    (shade,) = [found for found in svg.iter("rect") if found.get("class") == "t" and "%" in str(found.get("width"))]
    assert (shade.get("x"), shade.get("width")) == ("75%", "25%")
    (diamond,) = [found for found in svg.iter("use") if str(found.get("href")).endswith("d") and found.get("y")]
    assert diamond.get("x") == "37.5%"


def test_the_parts_of_a_bar_fill_it_in_the_order_of_the_scale() -> None:
    drawing = Stacked("answer", (Portion("No", 0), Portion("Yes", 1), Portion("None")), (StackedRow("A", (1, 1, 1)),))
    bars = [found for found in tree(drawing).iter("rect") if "%" in str(found.get("width"))]
    assert [(bar.get("x", "0%"), bar.get("width")) for bar in bars] == [("0%", "33%"), ("33%", "34%"), ("67%", "33%")]
    assert [bar.get("class") for bar in bars] == ["l0", "l1", None]
    assert str(bars[2].get("fill")).startswith("url(#")


def test_a_count_without_room_is_left_to_the_table() -> None:
    drawing = Stacked("answer", (Portion("No", 0), Portion("Yes", 1)), (StackedRow("Alpha", (1, 99)),))
    assert texts(drawing) == ["Alpha", "99"]


def test_a_row_of_nothing_says_so() -> None:
    assert "No answer to count" in texts(DRAWINGS["stacked"])


def test_a_line_is_broken_where_there_was_no_level() -> None:
    drawing = Lines(FOUR, ("a", "b", "c", "d"), (LineRow("Alpha", (0, 1, None, 3)),))
    svg = tree(drawing)
    assert len([found for found in svg.iter("line") if found.get("class") == "v"]) == 1
    assert len(list(svg.iter("circle"))) == 3
    assert "Not yet → Maturing" in texts(drawing)


def test_a_radar_is_closed_only_where_every_axis_has_a_level() -> None:
    shapes = [found for found in tree(DRAWINGS["radar, named"]).iter("polygon") if found.get("class") in {"v", "w"}]
    assert [shape.get("class") for shape in shapes] == ["v"]


@pytest.mark.parametrize(("axes", "series"), [(2, 1), (11, 1), (4, 3), (4, 0)])
def test_a_radar_that_could_not_be_read_is_refused(axes: int, series: int) -> None:
    with pytest.raises(ValueError, match="three to ten axes"):
        Radar(FOUR, tuple("abcdefghijk"[:axes]), (Series("now", (0,) * axes),) * series)


MOVES = [
    (((0, 1), (1, 2)), "Both questions are higher: q0; q1."),
    (((1, 0), (2, 1), (3, 0)), "All three questions are lower: q0; q1; and one more."),
    (((0, 1),), "Of one question, one is higher (q0), none lower and none where they were."),
    (((0, 1), (1, 0)), "Of two questions, one is higher (q0), one lower (q1) and none where they were."),
]


@pytest.mark.parametrize(("moves", "sentence"), MOVES)
def test_where_all_moved_the_same_way_the_sentence_says_just_that(
    moves: tuple[tuple[int, int], ...], sentence: str
) -> None:
    rows = tuple(DumbbellRow(f"q{place}", before, after) for place, (before, after) in enumerate(moves))
    assert chart_of("c", "x", "", Dumbbell(FOUR, ("r1", "r2"), rows), "question").sentence == sentence


# --- words ----------------------------------------------------------------------------------------

SENTENCES = {
    "areas": (
        "Of 64 questions, eight at Not yet, 24 at Developing and 28 at Maturing. Four without a level: no level given."
    ),
    "signature": (
        "One of two questions has reached the level needed. Short of it: Holding one another to account for what was "
        "promised. Since last round: of two questions, one is higher (Open-book finance), none lower and none "
        "where they were. One cannot be compared."
    ),
    "no answer": "There is no answer to show yet.",
    "one answer": "Of one answer, one at Emerging.",
    "slope": (
        "From 2022-23-q3 to 2024-25-q1: of three questions, one is higher (Open-book finance), none lower and one "
        "where it was. One cannot be compared."
    ),
    "radar, named": "Furthest on, at Maturing: People. Earliest, at Not yet: Purpose.",
    "stacked, two levels": "The answers reach over two levels.",
    "one round": "Only round 2022-23-q3 has been held so far.",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_made_from_the_figures(name: str) -> None:
    assert CHARTS[name].sentence == SENTENCES[name]


def test_marks_that_a_strip_has_are_columns_of_its_table() -> None:
    table = CHARTS["signature"].table
    assert [cell for cell in table.header if isinstance(cell, str)] == [
        *("Question", "Level used", "Last round", "Level needed"),
    ]
    assert table.rows[0][-3:] == ("–", LevelCell("Emerging", 1), LevelCell("Maturing", 3))


# --- markup ---------------------------------------------------------------------------------------


@NAMES
def test_the_same_drawing_is_the_same_bytes_and_another_has_other_ids(name: str) -> None:
    drawing = DRAWINGS[name]
    assert inline(drawing, "a") == inline(drawing, "a")
    ids = [set(re.findall(r'\bid="([^"]+)"', inline(drawing, anchor))) for anchor in ("a", "b")]
    assert not ids[0] & ids[1]
    assert set(re.findall(r"#(h[0-9a-f]+)", inline(drawing, "a"))) <= ids[0]


@NAMES
def test_colours_are_the_pages_and_nothing_is_loaded_or_run(name: str) -> None:
    svg = inline(DRAWINGS[name], "a")
    assert not re.search(
        r"#[0-9a-f]{6}\b|rgb|style=|<script|<image|<foreignObject|\bon\w+=|https?:", svg.replace("#h", "")
    )


@NAMES
def test_a_picture_of_its_own_is_well_formed_and_says_what_it_shows(name: str) -> None:
    chart = CHARTS[name]
    svg = ElementTree.fromstring(standalone(chart.drawing, chart.headline, chart.sentence))  # noqa: S314 - ours
    title, said = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert said is not None
    assert (title.text, said.text) == (chart.headline, chart.sentence)
    assert "var(" not in standalone(chart.drawing, "", "")


@pytest.mark.parametrize("text", [text for text in hostile.TEXTS if len(text) < 500])
def test_a_hostile_label_is_only_ever_text(text: str) -> None:
    scale = (text, "Yes")
    drawings: list[Drawing] = [
        Strip(scale, "leader", text, (StripRow(text, (1, 2), 1, 0, 1, 1),)),
        Stacked("answer", (Portion(text, 0), Portion(text)), (StackedRow(text, (1, 2)),)),
        Lines(scale, (text, text), (LineRow(text, (0, 1)),)),
        Radar(scale, (text,) * 3, (Series(text, (0, 1, None)),)),
    ]
    for drawing in drawings:
        known = {
            "div",
            "svg",
            "text",
            "g",
            "defs",
            "use",
            "rect",
            "circle",
            "line",
            "path",
            "pattern",
            "polygon",
            "polyline",
        }
        svg = tree(drawing)
        assert {found.tag for found in svg.iter()} <= known
        shown = "".join("".join(found.text or "" for found in svg.iter("text")).split())
        assert "".join(hostile.visible(text).split()) in shown
        ElementTree.fromstring(standalone(drawing, text, text))  # noqa: S314 - ours


def test_a_drawing_wider_than_a_telephone_scrolls_in_a_box() -> None:
    assert scrolls(DRAWINGS["ten levels"])
    assert not scrolls(DRAWINGS["signature"])


# --- lettering ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Open-book finance", drawn.WORD, drawn.RIGHT_TO_LEFT, drawn.PICTURES, "", " a  b "])
@pytest.mark.parametrize("most", [3.0, 10.0, 20.0])
def test_lines_are_no_wider_than_asked_and_lose_no_letter(text: str, most: float) -> None:
    lines = wrap(text, most)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= most for line in lines)


def test_a_megabyte_of_letters_is_wrapped_in_no_time() -> None:
    before = time.process_time()
    wrap("w" * 100_000, 20)
    assert time.process_time() - before < 2


# --- golden ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["signature", "before and after", "stacked, two levels", "slope", "radar, named"])
def test_the_drawing_is_as_approved(name: str, request: pytest.FixtureRequest) -> None:
    """After a change that is meant: `pytest tests/report/test_charts.py --update-golden`, and look at the pictures."""
    chart: Chart = chart_of("a", name, "", DRAWINGS[name], "question")
    path = GOLDEN / f"{name.replace(', ', '-').replace(' ', '-')}.svg"
    text = standalone(chart.drawing, chart.headline, chart.sentence)
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
