"""Do the slides say what the report says, in words that fit, and can everybody read and edit them?"""

import io
import itertools
import sys
from collections.abc import Iterator
from typing import Any, Final

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

import books
import hostile
import riverside
from build import answers, dossier, matrix, seated
from pbp_assess.core.disclosure import Copy
from pbp_assess.problems import MissingExtraError, UsageError
from pbp_assess.report.agenda.slides import agenda_deck
from pbp_assess.report.blocks import LevelCell
from pbp_assess.report.charts.drawings import Portion, Stacked, StackedRow
from pbp_assess.report.charts.lettering import wrap
from pbp_assess.report.day.deck import MOST, day_deck, stacked_areas
from pbp_assess.report.day.where import areas_table
from pbp_assess.report.deck import Bars, Deck, Discuss, Grid, Opening, Phrase, Points, Slide
from pbp_assess.report.fitting.page import points_slides
from pbp_assess.report.fitting.questions import discuss_slides
from pbp_assess.report.fitting.tables import grid_slides
from pbp_assess.report.ramp import contrast
from pbp_assess.report.slides import to_pptx
from pbp_assess.report.unseen import seen
from pbp_assess.report.wording.agenda import day_plan, item_name
from pbp_assess.report.wording.readiness import ICB_DECIDES, with_and_without_agreed

WIDTH, HEIGHT = 960.0, 540.0
FOOTER_TOP = 494.0


def copy(**parts: Any) -> Copy:
    return riverside.copy(riverside.PARTNERSHIP, riverside.now(**parts))


def contested(criteria: int, levels: int = 5, phrase: str = "", **fields: Any) -> Copy:
    """A round of seven leaders with two opposing views on every question."""
    names = [f"AB{number}" for number in range(1, criteria + 1)]
    asked = matrix(" ".join(names), levels=range(levels), **fields)
    if phrase:
        domains = asked.model_dump(by_alias=True, mode="json")["domains"]
        for criterion in domains[0]["criteria"]:
            criterion["levels"] = {level: f"{phrase} {level}" for level in range(levels)}
        asked = matrix(" ".join(names), levels=range(levels), **{**fields, "domains": domains})
    top = levels - 1
    column = f"0 0 0 1 {top} {top} {top}"
    held = dossier(asked, *answers(**dict.fromkeys(names, column)), members=seated(icb=3, council=4))
    return riverside.copy(riverside.PARTNERSHIP, held)


def read(deck: Deck) -> Any:
    return Presentation(io.BytesIO(to_pptx(deck)))


def titles(made: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in made.slides]


def frames(slide: Any) -> Iterator[tuple[Any, Any]]:
    """Every text frame with the shape it is in, cells of tables left out."""
    return ((shape, shape.text_frame) for shape in slide.shapes if shape.has_text_frame)


def runs(made: Any) -> Iterator[Any]:
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield from (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs)
            if shape.has_table:
                cells = (cell for row in shape.table.rows for cell in row.cells)
                yield from (run for cell in cells for line in cell.text_frame.paragraphs for run in line.runs)


def is_foot(shape: Any) -> bool:
    return bool(shape.is_placeholder and shape.placeholder_format.idx in (11, 12))


@pytest.fixture(scope="module")
def day() -> Any:
    return read(day_deck(copy()))


# --- the same content -----------------------------------------------------------------------------


def test_titles_are_findings_in_the_order_of_the_day(day: Any) -> None:
    found = titles(day)
    assert found[0] == "3 of 6 questions at Developing or above"
    assert found[1].startswith("7 of 7 leaders")
    assert found[2:4] == ["Furthest on: Purpose. Earliest: Money", "Three things to be proud of"]
    assert found[-3:] == [
        "Two of the four functions sought are ready, with or without conditions",
        "What each of us takes on: an owner and a date for every action",
        "What happens next, and when",
    ]
    assert len(found) == len(set(found)) <= MOST


def test_every_question_of_the_agenda_has_a_slide(day: Any) -> None:
    items = day_plan(copy()).today
    named = [f"{place}. {item_name(copy(), item)}" for place, item in enumerate(items, start=1)]
    assert named and [title for title in titles(day) if title[0].isdigit() and ". " in title] == named


def test_the_chart_of_areas_has_the_numbers_of_the_reports_table(day: Any) -> None:
    (chart,) = [shape.chart for shape in day.slides[2].shapes if shape.has_chart]
    table = areas_table(copy())
    names = [cell.text if isinstance(cell, LevelCell) else cell for cell in table.header[2:-1]]
    assert [series.name for series in chart.plots[0].series] == names
    assert list(chart.plots[0].categories) == [row[0] for row in table.rows[:-1]]
    assert [list(series.values) for series in chart.plots[0].series] == [
        [row[place] for row in table.rows[:-1]] for place in range(2, len(table.header) - 1)
    ]


def test_a_chart_can_be_edited_and_begins_at_nought(day: Any) -> None:
    for shape in (shape for slide in day.slides for shape in slide.shapes if shape.has_chart):
        assert shape.chart.part.chart_workbook.xlsx_part is not None
        assert shape.chart.value_axis.minimum_scale == 0


def test_what_names_readiness_says_who_decides_and_gives_both_results(day: Any) -> None:
    said = "\n".join(frame.text for _, frame in frames(day.slides[-3]))
    assert ICB_DECIDES in said
    assert " ".join(with_and_without_agreed(copy())) in said
    (table,) = [shape.table for shape in day.slides[-3].shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows][:3] == [
        ["Function", "Sees and advises", "Decides within limits"],
        ["Grants", "Ready", "Sought: ready"],
        ["Pooled fund", "Ready", "Sought: ready with one condition"],
    ]


def test_a_question_shows_its_phrases_what_to_ask_and_an_empty_box(day: Any) -> None:
    slide = next(slide for slide in day.slides if slide.shapes.title.text_frame.text.startswith("1. "))
    said = [frame.text for _, frame in frames(slide)]
    assert "12 minutes. Two opposing views." in said
    assert [text for text in said if text in ("Not yet", "“Own boards only”", "Maturing")] == [
        "Not yet", "“Own boards only”", "Maturing"]  # fmt: skip
    assert said.count("1 or 2") == 2
    assert "What does each of us see from where we stand that the others may not?" in said
    assert "Agreed today:" in said


def test_no_leader_stands_alone_on_a_screen() -> None:
    held = copy()
    for made in (day_deck(held), agenda_deck(held, day_plan(held)), agenda_deck(contested(4), day_plan(contested(4)))):
        counts = [phrase.count for slide in made.slides if isinstance(slide, Discuss) for phrase in slide.phrases]
        assert counts and not {"1", "2"} & set(counts)
    bars = [p for s in day_deck(held).slides if isinstance(s, Discuss) for p in s.phrases if p.count == "1 or 2"]
    assert {phrase.length for phrase in bars} == {2}


def test_a_public_copy_shows_no_counts_of_leaders() -> None:
    deck = day_deck(riverside.copy(riverside.PUBLIC))
    phrases = [phrase for slide in deck.slides if isinstance(slide, Discuss) for phrase in slide.phrases]
    assert phrases and not any(phrase.count or phrase.length for phrase in phrases)


@pytest.mark.parametrize("make", [day_deck, lambda held: agenda_deck(held, day_plan(held))])
def test_the_facilitators_copy_is_not_shown_to_a_room(make: Any) -> None:
    with pytest.raises(UsageError, match="not made from the facilitators' copy"):
        make(riverside.copy(riverside.FACILITATOR))


def test_an_agenda_has_a_slide_for_each_question_and_one_for_what_is_left_out() -> None:
    held = copy()
    planned = day_plan(held)
    found = titles(read(agenda_deck(held, planned)))
    assert len(found) == len(planned.today) + 2
    assert found[-1] == "Not for today, unless someone asks"


# --- twelve slides at most ------------------------------------------------------------------------


@pytest.mark.parametrize("criteria", [1, 3, 8, 9, 30])
def test_there_are_never_more_than_twelve_and_questions_come_first(criteria: int) -> None:
    held = contested(criteria)
    planned, made = day_plan(held, 400), day_deck(held)
    assert len(made.slides) <= MOST
    said = "\n".join(str(slide) for slide in made.slides)
    assert all(item_name(held, item) in said for item in day_plan(held).today)
    gone = made.slides[0].notes
    assert ("in the report" in gone) == (not any(slide.title.startswith("7 of 7") for slide in made.slides))
    assert len(planned.today) == criteria


def test_what_has_no_slide_is_named_on_one() -> None:
    held = contested(30)
    held_minutes = day_plan(held).minutes
    planned = day_plan(held, held_minutes)
    made = day_deck(held)
    alone = [slide for slide in made.slides if isinstance(slide, Discuss)]
    rest = next((slide for slide in made.slides if "more question" in slide.title), None)
    assert len(alone) + (len(rest.points) if isinstance(rest, Points) else 0) == len(planned.today)


def test_a_round_that_has_nothing_to_say_of_it_has_no_slide_for_it() -> None:
    agreed = dossier(matrix(), *answers(GOV1="2 2 2 2 2"), members=seated(icb=5))
    held = riverside.copy(riverside.PARTNERSHIP, agreed)
    found = titles(read(day_deck(held)))
    assert not [title for title in found if "chose" in title or "People told us" in title or "functions" in title]
    assert titles(read(agenda_deck(held, day_plan(held))))[0] == "No question needs to be talked about"


def test_more_functions_than_slides_can_hold_are_said_in_words() -> None:
    names = [f"fn{number}" for number in range(40)]
    gates = {name: {"shadow": "GOV1=1"} for name in names}
    held = dossier(
        matrix("GOV1", gates=gates),
        *answers(GOV1="2 2 2 2 2"),
        members=seated(icb=5),
        round_={"aims": dict.fromkeys(names, "shadow")},
    )
    made = day_deck(riverside.copy(riverside.PARTNERSHIP, held))
    (ready,) = [slide for slide in made.slides if isinstance(slide, Points) and ICB_DECIDES in slide.points]
    assert len(ready.points) == 3 and len(made.slides) <= MOST
    check_fits(read(made))


def test_a_round_without_an_answer_has_slides_too() -> None:
    held = riverside.copy(riverside.PARTNERSHIP, dossier(matrix(), members=seated(icb=5)))
    assert titles(read(day_deck(held)))[0] == "No answers yet"


# --- everybody can read them ----------------------------------------------------------------------


def test_every_slide_has_a_title_a_footer_a_number_and_notes_with_minutes(day: Any) -> None:
    for slide in day.slides:
        assert slide.shapes[0] == slide.shapes.title
        kinds = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
        assert "Riverside, round 2022-23-q3. Partnership copy" in kinds[11].text_frame.text
        assert "Illustrative" in kinds[11].text_frame.text
        assert kinds[12]._element.xpath(".//a:fld/@type") == ["slidenum"]
        assert kinds[12]._element.xpath(".//a:fld/a:rPr/@lang") == ["en-GB"]
        assert not slide.slide_layout.element.xpath(".//a:tint")
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.rstrip().endswith((" minutes.", " minute.")) and len(notes) > 30


def test_whatever_is_no_text_says_what_it_shows(day: Any) -> None:
    for slide in day.slides:
        for shape in slide.shapes:
            named = shape._element.xpath(".//p:cNvPr")[0]
            if shape.has_chart or shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE:
                assert named.get("descr"), named.get("name")
            if shape.has_table:
                assert named.get("descr") or shape.table.first_row


def test_every_word_has_a_language_a_font_and_a_size_that_can_be_read(day: Any) -> None:
    found = [run for run in runs(day) if run.text]
    assert len(found) > 100
    for run in found:
        assert run._r.rPr.get("lang") == "en-GB"
        assert run.font.name == "Arial"
    texts = (frame for slide in day.slides for shape, frame in frames(slide) if not is_foot(shape))
    large = [run.font.size.pt for frame in texts for line in frame.paragraphs for run in line.runs]
    assert min(large) >= 18


def test_every_ink_can_be_read_on_its_ground() -> None:
    made = read(agenda_deck(contested(2, 10), day_plan(contested(2, 10))))
    checked = 0
    for shape, frame in (pair for slide in made.slides for pair in frames(slide)):
        auto = shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
        ground = f"#{shape.fill.fore_color.rgb}" if auto else "#ffffff"
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs if run.text):
            assert contrast(ground, f"#{run.font.color.rgb}") >= 4.5, run.text
            checked += auto
    assert checked > 10


def test_what_the_file_says_of_itself_names_nobody(day: Any) -> None:
    about = day.core_properties
    assert (about.title, about.language) == ("Riverside: how well are we working together?", "en-GB")
    assert (about.author, about.last_modified_by) == ("", "")


def test_the_same_slides_are_the_same_bytes() -> None:
    deck = day_deck(copy())
    assert to_pptx(deck) == to_pptx(deck)


def test_without_python_pptx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'pbp-assess\[slides\]'"):
        to_pptx(day_deck(copy()))


# --- it fits --------------------------------------------------------------------------------------


def needed(frame: Any, width: float) -> float:
    """How high the words of a frame are, by a measure of the test's own."""
    total = 0.0
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            size = run.font.size.pt * (1.06 if run.font.bold else 0.98)
            total += len(wrap(run.text, (width - (24 if paragraph.level else 0)) / size)) * run.font.size.pt * 1.17
    return total


def inside(frame: Any, shape: Any) -> float:
    return float((shape.width - (frame.margin_left or 0) - (frame.margin_right or 0)) / Pt(1))


def edges(shape: Any) -> tuple[float, float, float, float]:
    left, top = shape.left / Pt(1), shape.top / Pt(1)
    return left, top, left + shape.width / Pt(1), top + shape.height / Pt(1)


def overlap(one: Any, other: Any) -> bool:
    a, b = edges(one), edges(other)
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > 0.5 and down > 0.5


def check_fits(made: Any) -> None:
    for slide in made.slides:
        for shape, frame in frames(slide):
            if frame.text and frame.word_wrap and "Number" not in shape.name:
                assert needed(frame, inside(frame, shape)) <= shape.height / Pt(1) + 1, frame.text[:80]
        for shape in slide.shapes:
            left, top, right, bottom = edges(shape)
            assert min(left, top) >= 0 and right <= WIDTH and bottom <= HEIGHT
            assert is_foot(shape) or bottom <= FOOTER_TOP + 0.5, shape.name
        for one, other in itertools.combinations(slide.shapes, 2):
            assert not overlap(one, other), (one.name, other.name, slide.shapes.title.text_frame.text)
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            for row in table.rows:
                for cell, column in zip(row.cells, table.columns, strict=True):
                    assert needed(cell.text_frame, column.width / Pt(1) - 16) + 8 <= row.height / Pt(1) + 1


UGLY: Final = {
    "eighty letters": "A phrase of eighty characters that is quite long and goes on for eighty letters",
    "three hundred letters": "three hundred letters " * 14,
    "one long word": "x" * 300,
    "ten kilobytes": "ten kilobytes of words " * 450,
    "right to left": "שלום עולם, כמה טוב לעבוד יחד במקום הזה " * 3,
    "emoji": "👩‍👩‍👧‍👦 family 🇬🇧 flag " * 8,
    "capitals": "WHAT MOST WWWWW MMMMM SEE " * 8,
}


@pytest.mark.parametrize("levels", [5, 10])
@pytest.mark.parametrize("name", UGLY)
def test_a_question_fits_whatever_its_phrases(name: str, levels: int) -> None:
    text = UGLY[name]
    phrases = tuple(Phrase(f"Level {text[:30]}", place, f"“{text}”", "11", 11) for place in range(levels))
    whole = Discuss(f"5. {text[:90]}", f"12 minutes. {text}", phrases, "What do we see?", 11, text)
    slides = discuss_slides(whole)
    made = read(Deck("T", text, levels, tuple(slides)))
    check_fits(made)
    said = "\n".join(frame.text for slide in made.slides for _, frame in frames(slide))
    assert "What do we see?" in said and "Agreed today:" in said
    assert said.count("Level ") >= levels
    if name != "ten kilobytes":
        assert sum(len(slide.phrases) for slide in slides) == levels


@pytest.mark.parametrize("name", UGLY)
def test_points_bars_and_tables_fit_whatever_they_say(name: str) -> None:
    text = UGLY[name]
    rows = tuple(StackedRow(f"{place} {text}"[:90], (3, 4, 5)) for place in range(9))
    drawing = Stacked("question", (Portion(text[:40], 0), Portion("In use", 1), Portion("No view")), rows)
    grid = Grid(text, ("Function", text, "Full"), ((text, text[:50], ""),) * 4, (5, 4, 4), (text, ICB_DECIDES), "n")
    slides: list[Slide] = [
        Opening(text, (text, text, text), text),
        *points_slides(text, [text] * 6, text),
        Bars(text, text, Stacked("question", drawing.parts, rows[:2]), text),
        *grid_slides(grid),
    ]
    check_fits(read(Deck(text, text, 3, tuple(slides))))


def test_the_day_fits_with_long_phrases_and_ten_levels(day: Any) -> None:
    check_fits(day)
    held = contested(6, 10, UGLY["eighty letters"])
    made = day_deck(held)
    assert len(made.slides) <= MOST
    check_fits(read(made))


def test_areas_take_as_many_slides_as_they_need_and_no_more_than_three() -> None:
    few, many = contested(2), contested(2)
    assert len(stacked_areas(few).rows) == 1
    domains = " ".join(f"{first}{second}1" for first in "ABCDEF" for second in "ABCDEF")
    column = dict.fromkeys(domains.split(), "0 0 0 1 4 4 4")
    many = riverside.copy(riverside.PARTNERSHIP, dossier(matrix(domains), *answers(**column), members=seated(icb=7)))
    made = day_deck(many)
    assert len(made.slides) <= MOST
    check_fits(read(made))


# --- hostile words --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*hostile.TEXTS, "=cmd|' /C calc'!A0", "[red]stop[/red]", "a\ufffe\ud800b"])
def test_words_are_only_words(text: str) -> None:
    drawing = Stacked("question", (Portion(text, 0), Portion("n")), (StackedRow(text, (1, 2)),))
    slides = (
        Opening(text, (text,), text),
        Points("P", (text,), text),
        Bars("B", text, drawing, text),
        Discuss("D", text, (Phrase(text, 0, text, "3", 3),), text, 11, text),
        Grid("G", (text, "x"), ((text, text),), (1, 1), (text,), text),
    )
    data = to_pptx(Deck(text, text, 2, slides))
    made, said = Presentation(io.BytesIO(data)), " ".join(seen(text).split())
    assert made.slides[0].shapes.title.text_frame.text.replace("…", "")[:20] == said[:20]
    assert " ".join(made.slides[1].notes_slide.notes_text_frame.text.split()) == said
    (chart,) = [shape.chart for shape in made.slides[2].shapes if shape.has_chart]
    assert next(iter(chart.plots[0].series)).name.strip() == said
    assert not any(b"hlinkClick" in part for part in books.parts(data).values())
    workbook = next(part for name, part in books.parts(data).items() if name.endswith(".xlsx"))
    assert not any(b"<f>" in part or b"hyperlink" in part for part in books.parts(workbook).values())
