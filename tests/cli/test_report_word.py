"""Do `report --format docx,pptx` and --reference write what a board can open, and refuse what they cannot use?"""

import sys
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from pptx import Presentation

from pbp_assess.workspace.layout import Workspace
from shell import LATER, PLACE, Shell, files, leader_ids

FOLDER = f"reports/{PLACE}/{LATER}"


def headings(path: Path) -> list[str]:
    paragraphs = Document(str(path)).paragraphs
    return [line.text for line in paragraphs if line.style and (line.style.name or "").startswith(("Heading", "Title"))]


def test_word_and_slides_are_written_beside_the_page_and_say_the_same(shell: Shell, example: Workspace) -> None:
    ran = shell("report", "day", "--format", "md,docx,pptx")
    assert (ran.code, ran.out.split()) == (0, [f"{FOLDER}/day.{ending}" for ending in ("md", "docx", "pptx")])
    folder = example.root / FOLDER
    markdown = (folder / "day.md").read_text(encoding="utf-8").replace("\\", "")
    written = [line.lstrip("#").strip() for line in markdown.splitlines() if line.startswith("#")]
    assert headings(folder / "day.docx") == written
    slides = Presentation(str(folder / "day.pptx")).slides
    assert len(slides) <= 12
    assert f"# {slides[0].shapes.title.text}" in markdown.replace("# In short: ", "# ")


def test_the_same_answers_give_the_same_bytes(shell: Shell, example: Workspace) -> None:
    shell("report", "summary", "--format", "docx")
    shell("report", "--format", "pptx")
    first = files(example.root / FOLDER)
    shell("report", "summary", "--format", "docx")
    shell("report", "--format", "pptx")
    assert len(first) == 2 and files(example.root / FOLDER) == first


def test_nobodys_id_is_in_slides(shell: Shell, example: Workspace) -> None:
    shell("report", "--format", "pptx")
    slides = Presentation(str(example.root / FOLDER / "day.pptx")).slides
    said = "\n".join(
        text
        for slide in slides
        for text in (slide.notes_slide.notes_text_frame.text, *(s.text for s in slide.shapes if s.has_text_frame))
    )
    assert "Ask:" in said
    assert not [leader for leader in leader_ids(example.root) if leader in said]


def test_the_houses_styles_are_taken(shell: Shell, example: Workspace) -> None:
    document = Document()
    document.styles["Heading 1"].font.size = Pt(33)
    document.save("house.docx")
    assert shell("report", "summary", "--format", "docx", "--reference", "house.docx").code == 0
    (made,) = (example.root / FOLDER).glob("*.docx")
    assert Document(str(made)).styles["Heading 1"].font.size == Pt(33)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"{\\rtf1 a letter}"])
def test_a_reference_that_is_no_word_file_is_refused_in_a_line(
    shell: Shell, example: Workspace, content: bytes
) -> None:
    Path("house.docx").write_bytes(content)
    ran = shell("report", "summary", "--format", "docx", "--reference", "house.docx")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "not a .docx or .dotx that can be read" in ran.err
    assert not (example.root / FOLDER).exists()


def test_slides_are_not_made_of_the_facilitators_copy(shell: Shell, example: Workspace) -> None:
    ran = shell("report", "--format", "pptx", "--audience", "facilitator")
    assert (ran.code, ran.err.count("\n"), "--audience partnership" in ran.err) == (2, 1, True)
    assert not (example.root / FOLDER).exists()


@pytest.mark.parametrize(("format_", "library", "extra"), [("docx", "docx", "word"), ("pptx", "pptx", "slides")])
def test_without_the_part_it_says_what_to_install(
    shell: Shell, example: Workspace, monkeypatch: pytest.MonkeyPatch, format_: str, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    ran = shell("report", "--format", format_)
    assert (ran.code, f"pip install 'pbp-assess[{extra}]'" in ran.err) == (2, True)
    assert not (example.root / FOLDER).exists()
