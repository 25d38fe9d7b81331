"""In which formats is a page of a report written, and how is it to look?

A view becomes text or bytes; no writer is loaded before it is wanted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pbp_assess.report.blocks import View

Content = str | bytes


@dataclass(frozen=True, slots=True)
class Looks:
    """How the page is to look: the house's Word file, twice the size of letters, a radar beside the charts."""

    reference: bytes | None = None
    large_print: bool = False
    radar: bool = False


def _markdown(view: "View", _looks: Looks) -> str:
    from pbp_assess.report.markdown import to_markdown

    return to_markdown(view)


def _html(view: "View", looks: Looks) -> str:
    from pbp_assess.report.html import to_html

    return to_html(view, large_print=looks.large_print)


def _word(view: "View", looks: Looks) -> bytes:
    from pbp_assess.report.docx import to_docx

    return to_docx(view, looks.reference)


PAGES: Final["Mapping[str, Callable[[View, Looks], Content]]"] = {"md": _markdown, "html": _html, "docx": _word}
"""The writer of each format."""
