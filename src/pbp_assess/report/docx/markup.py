"""How are words written in the language of a Word file?

On one line, escaped, and without what cannot be seen (a control character would make the file unreadable). A blank
that only a person can fill stands out.
"""

import re
from typing import Any, Final
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pbp_assess.report.unseen import one_line

_BLANK: Final = re.compile(r"(\[[^\[\]]{1,80} to complete(?:: [^\[\]]{1,300})?\])")
SPACE: Final = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
_STANDS_OUT: Final = '<w:highlight w:val="yellow"/>'


def runs(text: str, *, bold: bool = False, size: float = 0, tint: tuple[str, str] | None = None) -> str:
    """The text in runs, every blank of it in one of its own; `tint` is a ground and the ink upon it."""
    parts = _BLANK.split(one_line(text))
    return "".join(
        _run(part, bold=bold or bool(place % 2), size=size, tint=tint, blank=bool(place % 2))
        for place, part in enumerate(parts)
        if part
    )


def _run(text: str, *, bold: bool, size: float, tint: tuple[str, str] | None, blank: bool) -> str:
    """One run; its properties stand in the order that Word asks for."""
    ground, ink = tint or ("", "")
    properties = (
        "<w:b/><w:bCs/>" if bold else "",
        f'<w:color w:val="{ink.lstrip("#")}"/>' if tint else "",
        f'<w:sz w:val="{2 * size:.0f}"/>' if size else "",
        _STANDS_OUT if blank else "",
        shading(ground) if tint else "",
    )
    return f'<w:r><w:rPr>{"".join(properties)}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def named(name: str, text: str, *, size: float = 0) -> str:
    """A name in bold, and what is said of it."""
    return f"{runs(name, bold=True, size=size)}{SPACE}{runs(text)}"


def shading(ground: str) -> str:
    """A ground behind a run or a cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{ground.lstrip("#")}"/>'


def paragraph(style: str, inside: str, properties: str = "") -> str:
    """A paragraph in the style of this id."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def parsed(markup: str) -> Any:
    """The one element that the markup is, as part of a Word file."""
    name, rest = re.split(r"(?=[\s/>])", markup, maxsplit=1)
    return parse_xml(f"{name} {nsdecls('w')}{rest}")
