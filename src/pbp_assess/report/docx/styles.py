"""In which style does each part of a report stand?

Styles are found by their name. Where the document has none of that name, ours is put in its place, so that a house
gives as many or as few as it likes.
"""

from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.styles import BabelFish

from pbp_assess.report.docx.numbering import Lists

NORMAL: Final = "Normal"
TITLE: Final = "Title"
SUBTITLE: Final = "Subtitle"
HEADINGS: Final = tuple(f"Heading {depth}" for depth in range(1, 10))
BULLETS: Final = "List Bullet"
NUMBERS: Final = "List Number"
CAPTION: Final = "Caption"
HEADER: Final = "Header"
FOOTER: Final = "Footer"
LEAD: Final = "Report Lead"
INSET: Final = "Report Inset"
FIGURE: Final = "Report Figure"
FACT: Final = "Report Fact"
CELL: Final = "Report Cell"
SMALL_CELL: Final = "Report Small Cell"
TABLE: Final = "Report Table"

_ID: Final = qn("w:styleId")
_NAME: Final = qn("w:name")
_VALUE: Final = qn("w:val")
BLUE: Final = "003087"
_RULE: Final = "005EB8"
_FONT: Final = "Arial"


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks, in points; `keep` holds it together with the paragraph that follows."""

    size: float
    bold: bool = False
    colour: str = "000000"
    before: float = 0
    after: float = 6
    keep: bool = False
    ruled: bool = False
    outline: int | None = None


def _heading(depth: int) -> Look:
    size = (18, 15, 13, 12)[min(depth, 4) - 1]
    return Look(size, True, BLUE, before=22 - 3 * min(depth, 4), after=4, keep=True, outline=depth - 1)


LOOKS: Final = {
    NORMAL: Look(11),
    TITLE: Look(24, bold=True, colour=BLUE, after=4, keep=True),
    SUBTITLE: Look(14, after=10),
    **{name: _heading(depth) for depth, name in enumerate(HEADINGS, start=1)},
    BULLETS: Look(11, after=3),
    NUMBERS: Look(11, after=3),
    CAPTION: Look(10, bold=True, before=8, after=4, keep=True),
    HEADER: Look(9, bold=True, after=0),
    FOOTER: Look(8.5, after=0),
    LEAD: Look(13, after=8),
    INSET: Look(11, before=6, after=8, ruled=True),
    FIGURE: Look(11, after=2),
    FACT: Look(11, after=2),
    CELL: Look(9.5, after=1),
    SMALL_CELL: Look(8, after=1),
}


def dress(document: Document, lists: Lists, *, ours: bool) -> None:
    """Give the document every style that a report needs; with `ours`, those it has are made to look as ours."""
    root: Any = document.styles.element
    known = _known(document)
    normal = _free_id(root, NORMAL, known.get(NORMAL))
    for name, look in LOOKS.items():
        found = known.get(name)
        if ours or found is None:
            root.append(parse_xml(_style(name, look, _free_id(root, name, found), normal, lists)))
            if found is not None:
                root.remove(found)
        elif name in (BULLETS, NUMBERS) and not found.xpath("./w:pPr/w:numPr/w:numId"):
            found.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = _list(name, lists)


def _free_id(root: Any, name: str, found: Any) -> str:
    """What paragraphs call the style: as before, or by its name unless another kind of style is called that."""
    if found is not None:
        return str(found.get(_ID))
    taken = set(root.xpath("./w:style/@w:styleId"))
    known = name.replace(" ", "")
    while known in taken:
        known += "1"
    return known


def _list(name: str, lists: Lists) -> int:
    return lists.bullets if name == BULLETS else lists.numbers


def table_style_id(document: Document) -> str | None:
    """What tables call the house's style by the name we ask for; None where there is none."""
    found = _known(document, "table").get(TABLE)
    return None if found is None else str(found.get(_ID))


def style_ids(document: Document) -> dict[str, str]:
    """What paragraphs call each of our styles, which `dress` has seen to."""
    known = _known(document)
    return {name: str(known[name].get(_ID)) for name in LOOKS}


def list_number(document: Document) -> int:
    """The entry by which the style of numbered lists counts."""
    (number,) = _known(document)[NUMBERS].xpath("./w:pPr/w:numPr/w:numId/@w:val")
    return int(number)


def _known(document: Document, kind: str = "paragraph") -> dict[str, Any]:
    """The document's styles of one kind by name, as XML; of two with one name the first."""
    found: dict[str, Any] = {}
    for style in document.styles.element.xpath(f'./w:style[@w:type="{kind}"][w:name]'):
        found.setdefault(BabelFish.internal2ui(style.find(_NAME).get(_VALUE)), style)
    return found


def _style(name: str, look: Look, known: str, normal: str, lists: Lists) -> str:
    """The whole style as XML, its parts in the order that Word asks for."""
    default = ' w:default="1"' if name == NORMAL else ""
    custom = ' w:customStyle="1"' if name.startswith("Report ") else ""
    based = "" if name == NORMAL else f'<w:basedOn w:val="{normal}"/><w:next w:val="{normal}"/>'
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{known}"{default}{custom}>'
        f'<w:name w:val="{BabelFish.ui2internal(name)}"/>{based}<w:qFormat/>'
        f"<w:pPr>{_paragraph(name, look, lists)}</w:pPr><w:rPr>{_letters(name, look)}</w:rPr></w:style>"
    )


def _paragraph(name: str, look: Look, lists: Lists) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if look.keep else ""
    numbered = f'<w:numPr><w:numId w:val="{_list(name, lists)}"/></w:numPr>' if name in (BULLETS, NUMBERS) else ""
    rule = f'<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="{_RULE}"/></w:pBdr>' if look.ruled else ""
    spacing = (
        f'<w:spacing w:before="{20 * look.before:.0f}" w:after="{20 * look.after:.0f}" w:line="264" w:lineRule="auto"/>'
    )
    indent = '<w:ind w:left="220"/>' if look.ruled else ""
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    return f"{keep}{numbered}{rule}{spacing}{indent}{outline}"


def _letters(name: str, look: Look) -> str:
    """Only Normal names a font: all else follows it, a house's Normal too."""
    fonts = " ".join(f'w:{kind}="{_FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    size = f'<w:sz w:val="{2 * look.size:.0f}"/><w:szCs w:val="{2 * look.size:.0f}"/>'
    return (
        f"{f'<w:rFonts {fonts}/>' if name == NORMAL else ''}{'<w:b/><w:bCs/>' if look.bold else ''}"
        f'<w:color w:val="{look.colour}"/>{size}'
    )
