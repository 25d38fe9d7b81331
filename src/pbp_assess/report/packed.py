"""How is the same document the same bytes?

Word and PowerPoint files are zips, and a zip notes when each of its parts was written; the workbook behind a chart
notes it once more inside. Here both are set to one day, and nothing else is changed.
"""

import io
import re
import zipfile
from typing import Final

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip can note
_WORKBOOK: Final = ".xlsx"
_WRITTEN_AT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def timeless(document: bytes) -> bytes:
    """The document with no time in it but what was meant to be there."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as found, zipfile.ZipFile(whole, "w") as made:
        for name in found.namelist():
            part = found.read(name)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(entry, _workbook(part) if name.endswith(_WORKBOOK) else part)
    return whole.getvalue()


def _workbook(document: bytes) -> bytes:
    """A workbook inside a document, which says when it was made."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as found, zipfile.ZipFile(whole, "w") as made:
        for name in found.namelist():
            made.writestr(name, _WRITTEN_AT.sub(rb"\g<1>1980-01-01T00:00:00Z", found.read(name)))
    return timeless(whole.getvalue())
