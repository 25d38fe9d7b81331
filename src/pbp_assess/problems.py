"""What can be wrong, where, and how is it said?

Faults in what people wrote are values (`Problem`), collected and shown together. Exceptions only
stop the program, and all of ours descend from `PbpAssessError`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the command; a warning is shown and, with `--strict`, stops it too."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: line and column count from 1, columns in code points; 1:1 is the whole file.

    With a `sheet` of a workbook they are the row and the column of a cell.
    """

    file: str
    sheet: str = field(default="", kw_only=True)
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}[{self.sheet}]!{column_letters(self.column)}{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


def column_letters(column: int) -> str:
    """The name of a spreadsheet's column, counted from 1: A to Z, AA, AB, ..."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what was found and what was expected, at one place.

    `found` is kept apart from `expected` because what stands in a score sheet is confidential:
    `private` problems are printed without it unless the reader is the facilitator's own terminal.
    """

    code: str
    found: str
    expected: str
    location: Location
    severity: Severity = Severity.ERROR
    hint: str = ""
    private: bool = False

    def message(self, *, show_private: bool = False) -> str:
        """The fault in one line: "found; expected", or only what was expected when `found` is confidential."""
        if self.private and not show_private:
            return f"expected {self.expected}"
        return f"{self.found}; expected {self.expected}" if self.expected else self.found


class PbpAssessError(Exception):
    """Something the user can mend; `str()` is the sentence to show."""


class InputError(PbpAssessError):
    """What was read is faulty; carries every fault found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(f"{len(self.problems)} problem(s) in the input")


class NotFoundError(PbpAssessError):
    """A named thing (place, round, leader, function, file) does not exist."""


class ConflictError(PbpAssessError):
    """The file is in use by another session, or has changed since it was read."""


class MissingExtraError(PbpAssessError):
    """An optional part is not installed; the message says what to install."""


class UsageError(PbpAssessError):
    """The options given do not go together, or more is needed to answer."""


class NotComparableError(PbpAssessError):
    """Two rounds cannot be compared, or there is no earlier one; carries the code of docs/problems.md."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(f"{sentence} ({code})")
