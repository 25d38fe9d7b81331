"""Does a Word document say what the page says, in the house's styles, to everybody?"""

import dataclasses
import datetime
import io
import itertools
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import pytest
import resvg_py
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

import books
import hostile
import riverside
from pbp_assess.problems import MissingExtraError, UsageError
from pbp_assess.report import raster
from pbp_assess.report.blocks import (
    Block,
    Box,
    Cell,
    Chart,
    Facts,
    Figures,
    Fold,
    Inset,
    Items,
    Ladder,
    LevelCell,
    Paragraph,
    Section,
    Step,
    Table,
    View,
)
from pbp_assess.report.charts.drawings import Portion, Stacked, StackedRow
from pbp_assess.report.charts.svg import standalone
from pbp_assess.report.docx import to_docx
from pbp_assess.report.ramp import contrast, ramp
from pbp_assess.report.unseen import one_line, seen
from pbp_assess.report.view import day_view

DRAWING: Final = Stacked("question", (Portion("Not yet", 0), Portion("In use", 1)), (StackedRow("Money", (2, 1)),))
FIGURES: Final = Table("Figures", ("Area", "Not yet", "In use"), (("Money", 2, 1),))
CHART: Final = Chart("c", "Money is early", "3 questions", "Of three questions, two are not yet.", DRAWING, FIGURES)


def view(*blocks: Block, **fields: Any) -> View:
    whole: dict[str, Any] = {
        "title": "A title",
        "kicker": "A kicker",
        "marks": ("A mark",),
        "facts": Facts((("Round", "one"),)),
        "parts": (Section("part", "A part", blocks),) if blocks else (),
        "footer": ("The last line",),
        "running": "Foot of every page",
        "levels": 4,
        "dated": datetime.date(2022, 12, 9),
    }
    return View(**{**whole, **fields})


def whole_view() -> View:
    """The report of the small round, and after it one of every block that it may lack."""
    day = day_view(riverside.copy(riverside.PARTNERSHIP, None, riverside.before()))
    steps = (Step("sees", "Ready", sought=False, reached=True), Step("decides", "Not yet", sought=True, reached=False))
    more = Section("more", "More", (CHART, dataclasses.replace(CHART, table_first=True), Ladder(steps)))
    return dataclasses.replace(day, parts=(*day.parts, more))


def cell_text(cell: Cell) -> str:
    if isinstance(cell, LevelCell):
        return f"{cell.text} ({cell.note})" if cell.note else cell.text
    return str(cell)


def expected(block: Block) -> Iterator[str]:
    """Every text of a block, in the order of the page."""
    match block:
        case Box() | Fold() | Section():
            yield heading(block)
            for inner in block.blocks:
                yield from expected(inner)
        case Chart():
            said, table = [block.sentence], list(expected(block.table))
            yield from (block.headline, block.subtitle, *(table + said if block.table_first else said + table))
        case Table():
            yield block.caption
            yield from (cell_text(cell) for row in (block.header, *block.rows) for cell in row)
        case _:
            yield from lines(block)


def heading(block: Box | Fold | Section) -> str:
    if isinstance(block, Box):
        return f"{block.heading} – {block.tag}"
    return block.summary if isinstance(block, Fold) else block.heading


def lines(block: Paragraph | Inset | Items | Facts | Figures | Ladder) -> Iterator[str]:
    match block:
        case Paragraph() | Inset():
            yield block.text
        case Items():
            yield from block.entries
        case Facts():
            yield from (f"{name}: {text}" for name, text in block.entries)
        case Figures():
            yield from (f"{figure} {what}" for figure, what in block.entries)
        case Ladder():
            yield from (step.text for step in block.steps)


def texts(data: bytes) -> list[str]:
    """Every paragraph of the document's body, those of tables among them, in order."""
    body = Document(io.BytesIO(data)).element.body
    return ["".join(text.text or "" for text in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))]


def elements(data: bytes, path: str) -> list[Any]:
    found: list[Any] = Document(io.BytesIO(data)).element.body.xpath(path)
    return found


@pytest.fixture(scope="module")
def day() -> bytes:
    """The document as it is where there are fonts; this machine may have none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raster, "_has_letters", lambda: True)
        return to_docx(whole_view())


# --- the same words -------------------------------------------------------------------------------


def test_every_text_of_the_report_is_in_the_document_in_its_order(day: bytes) -> None:
    shown = iter(texts(day))
    report = whole_view()
    wanted = [report.title, report.kicker, *report.marks, *expected(report.facts)]
    wanted += [text for part in report.parts for text in expected(part)] + list(report.footer)
    for text in wanted:
        assert any(" ".join(text.split()) in line for line in shown), text


def test_headings_nest(day: bytes) -> None:
    names = [paragraph.style.name or "" for paragraph in Document(io.BytesIO(day)).paragraphs if paragraph.style]
    depths = [int(name[-1]) for name in names if name.startswith("Heading")]
    assert names.count("Title") == 1
    assert depths[0] == 1 and len(set(depths)) > 3
    assert all(after <= before + 1 for before, after in itertools.pairwise(depths))


def test_a_fold_is_open_and_a_box_is_named() -> None:
    data = to_docx(view(Fold("Long", (Paragraph("inside"),)), Box("1. One", "Why", (Paragraph("boxed"),))))
    assert [text for text in texts(data) if text in ("Long", "inside", "1. One – Why", "boxed")] == [
        "Long", "inside", "1. One – Why", "boxed"]  # fmt: skip


def test_no_paragraph_is_empty_to_make_room(day: bytes) -> None:
    empty = [p for p in elements(day, "./w:p") if not "".join(t.text or "" for t in p.iter(qn("w:t"))).strip()]
    assert all(p.xpath(".//w:drawing") for p in empty)


def test_a_blank_that_only_a_person_can_fill_stands_out() -> None:
    said = "Money: [place director to complete], [place director to complete: who watches] and no more [as usual]"
    data = to_docx(view(Paragraph(said)))
    marked = elements(data, ".//w:r[w:rPr/w:highlight and w:rPr/w:b]/w:t")
    assert [text.text for text in marked] == [
        "[place director to complete]", "[place director to complete: who watches]"]  # fmt: skip
    assert said in texts(data)


# --- tables, lists, pictures ----------------------------------------------------------------------


def test_every_table_repeats_its_header_and_has_a_name(day: bytes) -> None:
    tables = elements(day, "./w:tbl")
    assert len(tables) > 10
    for table in tables:
        rows = table.findall(qn("w:tr"))
        assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
        assert table.xpath("string(./w:tblPr/w:tblCaption/@w:val)")
        look = table.xpath("./w:tblPr/w:tblLook")[0]
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_a_table_is_no_wider_than_the_page_and_names_stand_upright_where_they_must() -> None:
    levels = tuple(LevelCell(f"Level number {place}", place % 4) for place in range(12))
    rows = tuple((f"Area {place}", *range(12), "the earliest of them, named") for place in range(3))
    words_only = Table("Words", ("a long heading",) * 20, (("an immeasurably long word",) * 20,))
    data = to_docx(
        view(Table("Crowded", ("Area", *levels, "Earliest"), rows), Table("Plain", ("A", "B"), (("a", 1),)), words_only)
    )
    crowded, plain, packed = elements(data, "./w:tbl")
    assert len(crowded.xpath(".//w:textDirection")) == 12
    assert not plain.xpath(".//w:textDirection")
    for table in (crowded, plain, packed):
        assert sum(int(column.get(qn("w:w"))) for column in table.xpath("./w:tblGrid/w:gridCol")) <= 20 * 471


def test_a_level_has_its_tint_with_an_ink_that_can_be_read_on_it() -> None:
    rows = tuple((f"row {place}", LevelCell("A level", place, "note")) for place in range(4))
    data = to_docx(view(Table("Levels", ("", "Level"), rows), Table("Heat", ("", "x"), rows, heat=True)))
    runs = elements(data, ".//w:r[w:rPr/w:shd]")
    assert [run.xpath("string(./w:rPr/w:shd/@w:fill)") for run in runs[:4]] == [tint[1:] for tint, _ in ramp(4)]
    for run in runs:
        ground, ink = run.xpath("string(./w:rPr/w:shd/@w:fill)"), run.xpath("string(./w:rPr/w:color/@w:val)")
        assert contrast(f"#{ground}", f"#{ink}") >= 4.5
    assert len(elements(data, ".//w:tbl[2]//w:tc[w:tcPr/w:shd]")) == 4 + 2


def test_each_numbered_list_begins_at_one() -> None:
    entries = Items(("a", "b"), numbered=True)
    data = to_docx(view(entries, Paragraph("between"), entries, Items(("c",))))
    document = Document(io.BytesIO(data))
    numbers = list(document.element.body.xpath(".//w:numPr/w:numId/@w:val"))
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3] and len(numbers) == 4
    entries_of = {n.get(qn("w:numId")): n for n in document.part.numbering_part.element.findall(qn("w:num"))}
    assert all(entries_of[n].xpath(".//w:startOverride/@w:val") == ["1"] for n in numbers)
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "List Bullet"] == ["c"]


def test_a_chart_is_a_picture_with_its_sentence_and_its_table(day: bytes) -> None:
    pictures = elements(day, ".//wp:docPr")
    assert [p.get("descr") for p in pictures[-2:]] == [CHART.sentence] * 2
    assert all(p.get("descr") and p.get("title") for p in pictures)
    assert len({p.get("id") for p in pictures}) == len(pictures)
    widths = [int(extent.get("cx")) for extent in elements(day, ".//wp:extent")]
    assert max(widths) <= Pt(471)


def test_the_names_in_a_pictures_key_have_the_ink_of_paper_and_not_of_their_tint() -> None:
    parts = tuple(Portion(f"Level {place}", place) for place in range(5))
    drawn = standalone(dataclasses.replace(DRAWING, parts=parts, rows=(StackedRow("Money", (1,) * 5),)), "t", "s")
    style = drawn[drawn.index("<style>") : drawn.index("</style>")]
    assert style.endswith("rect+.s{fill:#212b32}") and ".l4+text{fill:#ffffff}" in style
    assert all(f'<text class="s" x="1.6em" y=".87em">{part.name}</text>' in drawn for part in parts)


def test_without_letters_on_this_machine_the_table_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resvg_py, "svg_to_bytes", partial(resvg_py.svg_to_bytes, skip_system_fonts=True))
    raster._has_letters.cache_clear()
    try:
        data = to_docx(view(CHART))
    finally:
        raster._has_letters.cache_clear()
    assert not elements(data, ".//w:drawing")
    assert {CHART.headline, CHART.sentence, "Money"} <= set(texts(data))


def test_a_drawing_that_no_page_could_hold_is_left_to_its_table() -> None:
    rows = tuple(StackedRow(f"Area {place}", (2, 1)) for place in range(60))
    tall = dataclasses.replace(CHART, drawing=dataclasses.replace(DRAWING, rows=rows))
    data = to_docx(view(tall))
    assert not elements(data, ".//w:drawing")
    assert CHART.sentence in texts(data)


def test_a_picture_is_drawn_where_there_are_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_has_letters", lambda: True)
    drawn = raster.png('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"></svg>')
    assert drawn is not None and drawn.startswith(b"\x89PNG")
    assert (int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])) == (45, 30)


# --- head, foot, and what the file says of itself -------------------------------------------------


def margin_texts(data: bytes) -> tuple[list[str], list[str]]:
    section = Document(io.BytesIO(data)).sections[0]
    return [p.text for p in section.header.paragraphs], [p.text for p in section.footer.paragraphs]


def test_marks_and_page_numbers_are_on_every_page() -> None:
    data = to_docx(view())
    head, foot = margin_texts(data)
    assert head == ["A mark"]
    assert foot[0] == "Foot of every page" and foot[1].startswith("Page")
    footer = Document(io.BytesIO(data)).sections[0].footer._element
    assert [f.strip() for f in footer.xpath(".//w:fldSimple/@w:instr")] == ["PAGE", "NUMPAGES"]


def test_the_file_says_what_it_is_and_nothing_of_who_made_it_when() -> None:
    about = Document(io.BytesIO(to_docx(view()))).core_properties
    assert (about.title, about.subject, about.language) == ("A title", "A kicker", "en-GB")
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    made = about.created
    assert made is not None and made.date() == datetime.date(2022, 12, 9)
    styles = Document(io.BytesIO(to_docx(view()))).styles.element
    assert styles.xpath("string(./w:docDefaults//w:lang/@w:val)") == "en-GB"


def test_the_same_report_is_the_same_bytes() -> None:
    assert to_docx(whole_view()) == to_docx(whole_view())


def test_without_python_docx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'pbp-assess\[word\]'"):
        to_docx(view())


def test_without_resvg_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    raster._has_letters.cache_clear()
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'pbp-assess\[word\]'"):
        to_docx(view(CHART))


# --- the house's own file -------------------------------------------------------------------------


def saved(document: Any) -> bytes:
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def house(*, first_page: bool = False) -> bytes:
    """A template as an ICB might have it."""
    document = Document()
    document.styles["Heading 1"].font.size = Pt(31)
    document.styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    document.styles.add_style("Report Inset", WD_STYLE_TYPE.PARAGRAPH)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Valley ICB"
    section.different_first_page_header_footer = first_page
    document.add_paragraph("Delete this and write here")
    document.add_table(2, 2)
    document.core_properties.author = "A. Person"
    return saved(document)


def test_the_houses_styles_and_margins_are_used_and_its_text_is_gone() -> None:
    data = to_docx(view(Table("T", ("a",), (("b",),)), Inset("Look")), house())
    document = Document(io.BytesIO(data))
    assert document.styles["Heading 1"].font.size == Pt(31)
    assert document.tables[0].style is not None and document.tables[0].style.name == "Report Table"
    assert "Delete this and write here" not in texts(data) and len(document.tables) == 1
    assert margin_texts(data)[0] == ["Valley ICB", "A mark"]
    assert document.core_properties.author == ""
    assert next(p for p in document.paragraphs if p.text == "Look").style.name == "Report Inset"  # type: ignore[union-attr]  # every paragraph here has a style


def test_the_mark_is_on_a_first_page_of_its_own_too() -> None:
    document = Document(io.BytesIO(to_docx(view(), house(first_page=True))))
    section = document.sections[0]
    assert "A mark" in [p.text for p in section.first_page_header.paragraphs]
    assert "A mark" in [p.text for p in section.header.paragraphs]


def test_the_mark_is_on_even_pages_too_and_a_report_without_marks_leaves_the_header_alone() -> None:
    template = Document(io.BytesIO(house()))
    template.settings.odd_and_even_pages_header_footer = True
    section = Document(io.BytesIO(to_docx(view(), saved(template)))).sections[0]
    assert [p.text for p in section.even_page_header.paragraphs] == ["A mark"]
    assert section.even_page_footer.paragraphs[0].text == "Foot of every page"
    assert margin_texts(to_docx(view(marks=()), house()))[0] == ["Valley ICB"]


def test_a_house_that_says_no_language_speaks_english() -> None:
    template = Document(io.BytesIO(house()))
    for defaults in template.styles.element.xpath("./w:docDefaults"):
        defaults.getparent().remove(defaults)
    styles = Document(io.BytesIO(to_docx(view(), saved(template)))).styles.element
    assert styles.xpath("string(./w:docDefaults//w:lang/@w:val)") == "en-GB"


def test_a_houses_list_style_without_bullets_is_given_them() -> None:
    template = Document(io.BytesIO(house()))
    for number in template.styles["List Bullet"].element.xpath(".//w:numPr"):
        number.getparent().remove(number)
    made = Document(io.BytesIO(to_docx(view(Items(("a",))), saved(template))))
    assert made.styles["List Bullet"].element.xpath(".//w:numPr/w:numId/@w:val")


def test_what_hung_on_the_houses_text_goes_with_it() -> None:
    document = Document()
    document.add_picture(io.BytesIO(raster._drawn('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')))
    run = document.add_paragraph("x").add_run("y")
    document.add_comment(run, "between us", author="A. Person")
    parts = books.parts(to_docx(view(), saved(document)))
    assert not any("media" in name or "comments" in name for name in parts)
    assert b"between us" not in b"".join(parts.values())


def without(data: bytes, *names: str) -> bytes:
    """The document without these styles, and without any list."""
    document = Document(io.BytesIO(data))
    for name in names:
        document.styles[name].delete()
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del document.part.rels[key]
    return saved(document)


def test_a_style_that_the_house_has_not_is_ours() -> None:
    bare = without(house(), "List Bullet", "List Number", "Caption", "Heading 2", "Title")
    data = to_docx(view(Items(("a",)), Items(("b",), numbered=True), Section("s", "Deeper", ())), bare)
    document = Document(io.BytesIO(data))
    used = {p.text: p.style.name for p in document.paragraphs if p.style}
    assert (used["a"], used["b"], used["Deeper"]) == ("List Bullet", "List Number", "Heading 2")
    lists = document.part.numbering_part.element
    assert set(lists.xpath(".//w:numFmt/@w:val")) == {"bullet", "decimal"}


def test_styles_that_are_made_follow_the_houses_normal_whatever_it_is_called_inside() -> None:
    parts = books.parts(without(house(), "Caption"))
    renamed = parts["word/styles.xml"].replace(b'w:styleId="Normal"', b'w:styleId="Standard"')
    renamed = renamed.replace(b'w:styleId="TableNormal"', b'w:styleId="Caption"')
    made = Document(io.BytesIO(to_docx(view(), books.packed({**parts, "word/styles.xml": renamed})))).styles.element
    (caption,) = made.xpath('./w:style[@w:type="paragraph"][w:name/@w:val="caption"]')
    assert (caption.get(qn("w:styleId")), caption.xpath("string(./w:basedOn/@w:val)")) == ("Caption1", "Standard")


def test_a_template_is_as_good_as_a_document() -> None:
    template = {
        name: part.replace(b"document.main+xml", b"template.main+xml") for name, part in books.parts(house()).items()
    }
    assert "The last line" in texts(to_docx(view(), books.packed(template)))


SOUND = books.parts(house())
W: Final = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        books.packed({}),
        books.packed({"[Content_Types].xml": b"<Types/>"}),
        books.book(("Sheet1", [["x"]])),
        books.packed({name: part for name, part in SOUND.items() if name != "word/document.xml"}),
        books.packed({**SOUND, "word/document.xml": b"<"}),
        books.packed({**SOUND, "word/styles.xml": b"<"}),
        books.packed({**SOUND, "word/document.xml": SOUND["word/document.xml"].replace(b"w:body", b"w:bidy")}),
        books.packed({**SOUND, "word/numbering.xml": SOUND["word/numbering.xml"].replace(b'Id="', b'Id="x')}),
        books.altered(house(), (b'w:w="12240"', b'w:w="wide"'), part="word/document.xml"),
        books.altered(house(), (b'<w:numId w:val="5"/>', b'<w:numId w:val="x"/>'), part="word/styles.xml"),
        books.packed({**SOUND, "word/document.xml": b"<w:document " + W + b"><w:body/></w:document>"}),
        books.packed({**SOUND, "word/huge.bin": b"\0" * (64 * 2**20 + 1)}),
        books.packed({**SOUND, **{f"word/{number}.bin": b"" for number in range(2_001)}}),
        books.packed(
            {**SOUND, "word/header1.xml": b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]><w>&e;</w>'}
        ),
        books.packed(SOUND)[:-40],
    ],
    ids=[
        "nothing",
        "no zip",
        "no part",
        "no document among its types",
        "a workbook",
        "without its document",
        "document cut short",
        "styles cut short",
        "no body",
        "ids of lists that are no numbers",
        "a width that is no number",
        "a list that is no number",
        "an empty body",
        "a part too large",
        "too many parts",
        "an entity",
        "cut short",
    ],
)
def test_a_reference_that_cannot_be_used_is_refused_in_a_line(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"not a \.docx or \.dotx that can be read") as refused:
        to_docx(view(), data)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", sorted(SOUND))
def test_whatever_part_is_damaged_it_is_used_or_refused(name: str) -> None:
    try:
        data = to_docx(view(Items(("a",), numbered=True)), books.packed({**SOUND, name: b"<x/>"}))
    except UsageError:
        return
    assert "The last line" in texts(data)


# --- hostile words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [*hostile.TEXTS, "x" * 10_000, "=cmd|' /C calc'!A0", "[red]stop[/red]", "a\ufffe\ud800b"]
)
def test_words_are_only_words(text: str) -> None:
    table = Table(text, (text, "n"), ((text, 1), (LevelCell(text, 1, text), 2)))
    chart = Chart("c", text, text, text, Stacked("question", (Portion(text),), (StackedRow(text, (1,)),)), table)
    data = to_docx(
        view(
            Section("s", text, (Paragraph(text), Inset(text), Items((text,), numbered=True), chart)),
            title=text,
            kicker=text,
            marks=(text,),
            facts=Facts(((text, text),)),
            running=text,
        )
    )
    said = one_line(text)
    assert said == " ".join(seen(text).split()) and hostile.visible(said) == said
    assert texts(data)[0] == said and texts(data).count(said) >= 8
    assert margin_texts(data) == ([said], [said, "Page  of "])
    assert not elements(data, ".//w:hyperlink")
