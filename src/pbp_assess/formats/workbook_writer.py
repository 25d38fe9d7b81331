"""How does a workbook become a file?

The only user of XlsxWriter. What a person wrote is written as text, never as a formula or a link, and the time in the
file is fixed, so that the same workbook is the same bytes.
"""

import datetime
import io
from collections.abc import Callable
from typing import Any, Final

from pbp_assess.problems import MissingExtraError

_CREATED: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(fill: Callable[[Any], None], *, title: str, subject: str = "") -> bytes:
    """The bytes of the workbook that `fill` has put its sheets into; it is given XlsxWriter's Workbook.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("writing Excel files needs one more part: pip install 'pbp-assess[xlsx]'") from error
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, _OPTIONS)
    book.set_properties({"title": title, "subject": subject, "created": _CREATED})
    fill(book)
    book.close()
    return whole.getvalue()
