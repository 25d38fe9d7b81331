"""What stands at the head and foot of every page, and what does the document say of itself?

The marks that must be seen are in every header; place, round and copy, and the page with the number of pages, in
every footer. No date comes from a clock.
"""

import datetime
from collections.abc import Iterator
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import _Footer, _Header

from pbp_assess.report.blocks import View
from pbp_assess.report.docx.markup import SPACE, paragraph, parsed, runs
from pbp_assess.report.docx.styles import FOOTER, HEADER, style_ids
from pbp_assess.report.unseen import one_line

_LANGUAGE: Final = "en-GB"
_UNDATED: Final = datetime.date(2000, 1, 1)


def margins(document: Document) -> Iterator[tuple[_Header, _Footer]]:
    """The head and foot of every kind of page: the first, the even ones, all others."""
    even = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        yield section.header, section.footer
        if section.different_first_page_header_footer:
            yield section.first_page_header, section.first_page_footer
        if even:
            yield section.even_page_header, section.even_page_footer


def write_margins(document: Document, view: View) -> None:
    """Write the head and foot of every kind of page, below what the house has there."""
    known = style_ids(document)
    head_style, foot_style = known[HEADER], known[FOOTER]
    for head, foot in margins(document):
        if view.marks:
            _add(head, paragraph(head_style, runs(" ".join(view.marks), bold=True)))
        _add(foot, paragraph(foot_style, runs(view.running)))
        _add(foot, paragraph(foot_style, _PAGES, '<w:jc w:val="right"/>'))


def _add(part: _Header | _Footer, markup: str) -> None:
    """Write a paragraph at the end, or over the empty one that a new margin begins with."""
    part.is_linked_to_previous = False
    inside = list(part._element)  # noqa: SLF001 - python-docx adds no paragraph as XML
    if len(inside) == 1 and not inside[0].xpath("./*[not(self::w:pPr)]"):
        part._element.remove(inside[0])  # noqa: SLF001
    part._element.append(parsed(markup))  # noqa: SLF001


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


_PAGES: Final = f"{runs('Page')}{SPACE}{_field('PAGE')}{SPACE}{runs('of')}{SPACE}{_field('NUMPAGES')}"
"""Page x of y, which the reader's program works out."""


def describe(document: Document, view: View) -> None:
    """The title, the language and the round's date; no person and no machine."""
    about = document.core_properties
    about.title, about.subject, about.language = (
        one_line(view.title)[:255],
        one_line(view.kicker)[:255],
        _LANGUAGE,
    )
    about.author = about.last_modified_by = about.comments = about.keywords = about.category = ""
    at = datetime.datetime.combine(view.dated or _UNDATED, datetime.time())
    about.created = about.modified = about.last_printed = at
    about.revision = 1
    _speak(document)


def _speak(document: Document) -> None:
    """Say the language of everything that says none of its own."""
    root: Any = document.styles.element
    letters = root.xpath("./w:docDefaults/w:rPrDefault/w:rPr")
    if not letters:
        for old in root.xpath("./w:docDefaults"):
            root.remove(old)
        root.insert(0, parsed("<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>"))
        letters = root.xpath("./w:docDefaults/w:rPrDefault/w:rPr")
    for old in letters[0].findall(qn("w:lang")):
        letters[0].remove(old)
    letters[0].append(parsed(f'<w:lang w:val="{_LANGUAGE}" w:eastAsia="{_LANGUAGE}" w:bidi="ar-SA"/>'))
