"""What is a report as a Word document?

The same words and numbers as on the page: real headings, lists and tables with repeated header rows, a text for
every picture, page numbers, and in every header the marks that must be seen.
"""

from pbp_assess.problems import MissingExtraError
from pbp_assess.report.blocks import View


def to_docx(view: View, reference: bytes | None = None) -> bytes:
    """The whole report; the same view gives the same bytes. `reference` is a Word file whose styles are used.

    Raises:
        MissingExtraError: python-docx is not installed.
        UsageError: the reference is not a Word file that can be read.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("writing Word files needs one more part: pip install 'pbp-assess[word]'") from error
    del docx
    from pbp_assess.report.docx.writer import write

    return write(view, reference)
