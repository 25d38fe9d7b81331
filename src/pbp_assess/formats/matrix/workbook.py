"""How does a matrix become a workbook: a row a criterion, a column a level?

As partnerships keep theirs, and as `table.read_matrix` reads it back: what was a domain, an id, a name, a meaning, a
phrase is the same again. What such a table has no column for stands on a second sheet, to be read and not imported.
"""

from collections.abc import Iterator
from typing import Any, Final

from pbp_assess.core.matrix import Criterion, Domain, Matrix
from pbp_assess.formats.formula_guard import guarded
from pbp_assess.formats.workbook_writer import workbook

SHEET: Final = "Matrix"
ABOUT_LEVELS: Final = "What each level means"
_REST: Final = "Also in the matrix"
_PAPER_A3: Final = 8
_WIDE: Final = 34
_NARROW: Final = 11
# Every column that a matrix may need, in order: heading, width, and what stands in it.
_COLUMNS: Final = (
    ("Domain id", _NARROW),
    ("Domain", 24),
    ("Domain meaning", _WIDE),
    ("Domain sources", 20),
    ("Id", _NARROW),
    ("Criterion", 28),
    ("Meaning", _WIDE),
    ("Evidence", _WIDE),
    ("Sources", 20),
    ("Record", _NARROW),
    ("Critical", _NARROW),
)
_ALWAYS: Final = frozenset({"Domain id", "Domain", "Id", "Criterion"})


def matrix_workbook(matrix: Matrix) -> bytes:
    """The matrix as an Excel workbook.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    return workbook(lambda book: _fill(book, matrix), title=matrix.title, subject="maturity matrix")


def _fill(book: Any, matrix: Matrix) -> None:
    wrapped = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#AEB7BD"}
    heading = book.add_format({**wrapped, "bold": True, "bg_color": "#D5E6F6"})
    plain, quiet = book.add_format(wrapped), book.add_format({**wrapped, "italic": True, "bg_color": "#F0F4F5"})
    sheet = book.add_worksheet(SHEET)
    widths = [width for _, width in _needed(matrix)] + [_WIDE] * len(matrix.levels)
    sheet.write_string(0, 0, guarded(matrix.title), book.add_format({"bold": True, "font_size": 16}))
    sheet.write_string(1, 0, guarded(f"Version {matrix.version}. {matrix.instruction}"))
    rows = list(_rows(matrix))
    for number, row in enumerate(rows):
        kind = heading if not number else quiet if ABOUT_LEVELS in row else plain
        for column, text in enumerate(row):
            sheet.write_string(number + 2, column, guarded(text), kind)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(3, 1 + [name for name, _ in _needed(matrix)].index("Criterion"))
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&L&F&RPage &P of &N")
    _write_rest(book, matrix, heading, plain)


def _needed(matrix: Matrix) -> list[tuple[str, int]]:
    """The columns in which something stands."""
    filled = set(_ALWAYS)
    for domain in matrix.domains:
        for criterion in domain.criteria:
            filled |= {name for name, text in _texts(domain, criterion).items() if text}
    return [column for column in _COLUMNS if column[0] in filled]


def _texts(domain: Domain, criterion: Criterion) -> dict[str, str]:
    """What a criterion's row says, by heading."""
    return {
        "Domain id": domain.id,
        "Domain": domain.name,
        "Domain meaning": domain.meaning or "",
        "Domain sources": domain.sources or "",
        "Id": criterion.id,
        "Criterion": criterion.name,
        "Meaning": criterion.meaning or "",
        "Evidence": criterion.evidence or "",
        "Sources": criterion.sources or "",
        "Record": "yes" if criterion.record else "",
        "Critical": "yes" if criterion.critical else "",
    }


def _rows(matrix: Matrix) -> Iterator[list[str]]:
    """Headings, what each level means where that is written, and a row for each criterion."""
    names = [name for name, _ in _needed(matrix)]
    yield [*names, *(f"{step.level} {step.name}" for step in matrix.scale)]
    if any(step.meaning for step in matrix.scale):
        about = [ABOUT_LEVELS if name == "Criterion" else "" for name in names]
        yield [*about, *(step.meaning or "" for step in matrix.scale)]
    for domain in matrix.domains:
        for criterion in domain.criteria:
            texts = _texts(domain, criterion)
            yield [*(texts[name] for name in names), *(criterion.levels[level] for level in matrix.levels)]


# --- what has no column ---------------------------------------------------------------------------


def _write_rest(book: Any, matrix: Matrix, heading: Any, plain: Any) -> None:
    sheet = book.add_worksheet(_REST)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    for number, row in enumerate((("What", "Text"), *_rest(matrix))):
        for column, text in enumerate(row):
            sheet.write_string(number, column, guarded(text), plain if number else heading)


def _rest(matrix: Matrix) -> Iterator[tuple[str, str]]:
    """What the matrix says beside its criteria; gates are in the file alone."""
    yield "This sheet", "To be read: pbp-assess matrix import reads the first sheet alone."
    yield "Instruction", matrix.instruction
    for name, text in (("Note", matrix.note), ("Sources", matrix.sources)):
        if text:
            yield name, text
    for question in matrix.open_questions:
        yield "In their own words", question.question
    if matrix.choose:
        yield "Choose", matrix.choose.question
    group = matrix.priority_groups
    if group:
        yield f"{group.id} {group.name}", group.criterion
        yield from ((f"{group.id} at level {level}", phrase) for level, phrase in sorted(group.levels.items()))
