"""How do lists get their bullets and numbers, and each numbered list begin at 1?

Word keeps what lists look like in a part of its own. A numbered list that is to begin anew needs an entry there.
"""

from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

_NONE: Final = f"<w:numbering {nsdecls('w')}/>"
_BULLET: Final = ("bullet", "•")
_NUMBER: Final = ("decimal", "%1.")


@dataclass(frozen=True, slots=True)
class Lists:
    """The part in which lists are kept, and our own two entries there."""

    root: Any
    bullets: int
    numbers: int

    def anew(self, number: int) -> int:
        """An entry that looks as this one does and begins at 1; the same one where it leads nowhere."""
        entry = next((e for e in self.root.findall(qn("w:num")) if e.get(qn("w:numId")) == str(number)), None)
        looks = None if entry is None else entry.find(qn("w:abstractNumId"))
        if looks is None:
            return number
        return _entry(self.root, looks.get(qn("w:val")), begin='<w:startOverride w:val="1"/>')


def lists_of(document: Document) -> Lists:
    """The document's lists, with ours added."""
    try:
        root = document.part.numbering_part.element
    except NotImplementedError:  # python-docx has none to give to a document without lists
        part = NumberingPart(PackURI("/word/numbering.xml"), CT.WML_NUMBERING, parse_xml(_NONE), document.part.package)
        document.part.relate_to(part, RT.NUMBERING)
        root = part.element
    return Lists(root, _list(root, *_BULLET), _list(root, *_NUMBER))


def _list(root: Any, kind: str, sign: str) -> int:
    """A new kind of list, and its entry."""
    number = 1 + max((int(e.get(qn("w:abstractNumId"))) for e in root.findall(qn("w:abstractNum"))), default=0)
    first = root.find(qn("w:num"))
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
    )
    root.append(made) if first is None else first.addprevious(made)
    return _entry(root, str(number))


def _entry(root: Any, looks: str, begin: str = "") -> int:
    number = 1 + max((int(e.get(qn("w:numId"))) for e in root.findall(qn("w:num"))), default=0)
    override = f'<w:lvlOverride w:ilvl="0">{begin}</w:lvlOverride>' if begin else ""
    made = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{looks}"/>{override}</w:num>')
    entries = root.findall(qn("w:num"))
    entries[-1].addnext(made) if entries else root.append(made)
    return number
