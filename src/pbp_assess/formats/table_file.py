"""Which tables does a file hold, be it a workbook or text?"""

from pbp_assess.formats.delimited import read_delimited
from pbp_assess.formats.table import Tables
from pbp_assess.formats.workbook import MAGIC, OLD_MAGIC, read_workbook


def read_tables(data: bytes, file: str) -> Tables:
    """The tables of a workbook or of a text file, told apart by their first bytes and not by their name.

    Raises:
        MissingExtraError: it is a workbook, and the part that reads them is not installed.
    """
    return read_workbook(data, file) if data.startswith((*MAGIC, OLD_MAGIC)) else read_delimited(data, file)
