"""On which document is a report written: our own plain one, or the house's?

Of the house's file its styles, page, headers and footers are kept, and nothing that stood in it. It may come from
anywhere, so it is looked at before it is opened, and a file that cannot be used is refused in one line.
"""

import io
import zipfile
from typing import Final

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.shared import Mm

from pbp_assess.problems import UsageError
from pbp_assess.report.docx.margins import margins
from pbp_assess.report.docx.numbering import Lists, lists_of
from pbp_assess.report.docx.styles import dress, list_number, style_ids

_MOST_BYTES: Final = 64 * 2**20  # unpacked
_MOST_PARTS: Final = 2_000
_DTD: Final = b"<!DOCTYPE"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_TEMPLATE: Final = b"wordprocessingml.template.main+xml"
_DOCUMENT: Final = b"wordprocessingml.document.main+xml"
_A4: Final = (Mm(210), Mm(297))
_MARGIN: Final = Mm(22)
# What a document needs of the house's file; whatever else hung on its text goes with the text.
_KEPT: Final = frozenset(
    {
        RT.STYLES,
        RT.NUMBERING,
        RT.SETTINGS,
        RT.WEB_SETTINGS,
        RT.FONT_TABLE,
        RT.THEME,
        RT.HEADER,
        RT.FOOTER,
        RT.FOOTNOTES,
        RT.ENDNOTES,
    }
)


def opened(reference: bytes | None) -> tuple[Document, Lists]:
    """An empty document to write on, with every style that a report needs, and its lists.

    Raises:
        UsageError: the reference is not a Word file that can be read.
    """
    if reference is None:
        return _dressed(_plain(), ours=True)
    try:
        document = docx.Document(io.BytesIO(_checked(reference)))
        _emptied(document)
        return _dressed(document, ours=False)
    except Exception as error:  # python-docx raises whatever it stumbles on, and the file may be anything
        raise UsageError(
            "the reference for Word is not a .docx or .dotx that can be read; save it once more from Word, "
            "without a password and without macros"
        ) from error


def _dressed(document: Document, *, ours: bool) -> tuple[Document, Lists]:
    lists = lists_of(document)
    dress(document, lists, ours=ours)
    _touch(document)
    return document, lists


def _plain() -> Document:
    """python-docx's own, on A4."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    return document


def _checked(reference: bytes) -> bytes:
    """The file, found to be of a size that can be opened; a template is made a document.

    Raises:
        ValueError: it would fill the memory, or is XML that expands as it is read.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(reference)) as found, zipfile.ZipFile(whole, "w") as made:
        entries = found.infolist()
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise ValueError("too much in it")
        for entry in entries:
            part = found.read(entry)
            is_list = entry.filename == _CONTENT_TYPES
            if _DTD in part.replace(b"\0", b""):
                raise ValueError("it defines words of its own, which no Word file does")
            made.writestr(entry.filename, part.replace(_TEMPLATE, _DOCUMENT) if is_list else part)
    return whole.getvalue()


def _emptied(document: Document) -> None:
    """Take out what stood in the house's file, and what hung on it: pictures, links, comments.

    Raises:
        ValueError: it has no page set up.
    """
    body = document.element.body
    for inner in list(body):
        if not inner.tag.endswith("}sectPr"):
            body.remove(inner)
    if not document.sections:
        raise ValueError("no section")
    for name in _hanging(document):
        del document.part.rels[name]


def _hanging(document: Document) -> list[str]:
    return [name for name, relation in document.part.rels.items() if relation.reltype not in _KEPT]


def _touch(document: Document) -> None:
    """Read all that will be needed, so that what is broken in it is found here."""
    list_number(document)
    style_ids(document)
    _ = document.core_properties.title
    for section in document.sections:
        _ = (section.page_width, section.left_margin, section.right_margin)
    for head, foot in margins(document):
        list(head.paragraphs)
        list(foot.paragraphs)
