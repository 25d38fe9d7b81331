"""What does the Excel workbook look like that a leader fills in?

Three sheets: how to answer, the questions with the phrases in columns, and the open questions. Answers are chosen from
a list; no cells are merged, nothing is hidden or locked, headings are frozen and named as screen readers look for them.
"""

from collections.abc import Sequence
from typing import Any, Final

from pbp_assess.formats.survey.questions import ABOUT_CODE, CODE, STATES, Questions
from pbp_assess.formats.workbook_writer import workbook
from pbp_assess.problems import column_letters

HOW, ANSWERS, WORDS = "How to answer", "Answers", "In your own words"
ID, AREA, QUESTION, ANSWER, REMARK, CHOSEN = "Id", "Area", "Question", "Your answer", "Remark", "Matters most"
_HEAD: Final = 2  # the row of the headings, counted from 0: below the code and a line of help
_ANSWER_COLUMN: Final = 3
_HOW_WIDTHS: Final = (90, 60)
_LINE_HEIGHT: Final = 15
_INK, _BLUE, _TINT, _LINE = "#212B32", "#003087", "#E8EDF2", "#AEB7BD"


class _Styles:
    """The formats of cells."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Arial", "font_size": 11, "font_color": _INK, "valign": "top", "text_wrap": True}
        grid = {**base, "border": 1, "border_color": _LINE}
        self.title = book.add_format({**base, "bold": True, "font_size": 16, "text_wrap": False})
        self.text = book.add_format(base)
        self.bold = book.add_format({**base, "bold": True})
        self.head = book.add_format({**grid, "bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE})
        self.cell = book.add_format(grid)
        self.input = book.add_format({**grid, "bg_color": _TINT, "num_format": "@"})


def answer_sheet(questions: Questions, *, code: str = "") -> bytes:
    """The workbook; with a code, it is that leader's own.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """

    def fill(book: Any) -> None:
        styles = _Styles(book)
        how, answers = book.add_worksheet(HOW), book.add_worksheet(ANSWERS)
        _how(book, how, questions, styles)
        _answers(book, answers, questions, styles, code)
        if questions.open_questions:
            _words(book, book.add_worksheet(WORDS), questions, styles)

    return workbook(fill, title=questions.title, subject="Answers of one leader")


# --- how to answer --------------------------------------------------------------------------------


def _how(book: Any, sheet: Any, questions: Questions, styles: _Styles) -> None:
    """The rule, who sees what, and the list from which answers are chosen."""
    lines = (
        questions.matrix.instruction,
        f'Type your code into cell B1 of the sheet "{ANSWERS}". {ABOUT_CODE}',
        f'Choose an answer for each question in the column "{ANSWER}": Alt and the arrow down shows the list.',
        "What each level means for a question stands to the right of it.",
        f'"{STATES_HINT}": say why under "{REMARK}". A remark is welcome anywhere.',
        *([f'{questions.choice.question} Put an x beside each under "{CHOSEN}".'] if questions.choice else []),
        questions.confidential,
        "Save the file and send it back to the facilitator alone.",
    )
    sheet.write_string(0, 0, questions.title, styles.title)
    sheet.set_row(0, 2 * _LINE_HEIGHT)
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, styles.text)
        _height(sheet, row, [line], [_HOW_WIDTHS[0]])
    first = len(lines) + 2
    sheet.write_string(first, 0, "What you can answer", styles.head)
    sheet.write_string(first, 1, "What it means", styles.head)
    options = _options(questions)
    for row, (option, meaning) in enumerate(options, start=first + 1):
        sheet.write_string(row, 0, option, styles.cell)
        sheet.write_string(row, 1, meaning, styles.cell)
    last = first + len(options)
    book.define_name("answers", f"='{HOW}'!$A${first + 2}:$A${last + 1}")
    _named(book, 1, HOW, (first, 0), (last, 1))
    _widths(sheet, _HOW_WIDTHS)
    _print_set_up(sheet, questions)


STATES_HINT: Final = next(text for state, text in STATES.items() if state == "not_applicable").partition(" (")[0]
_STATE_MEANINGS: Final = ("A proper answer", "To this place", "For a conflict of interest")


def _options(questions: Questions) -> list[tuple[str, str]]:
    """What can be chosen, with what it means in general."""
    levels = [(questions.level(step.level), step.meaning or "") for step in questions.matrix.scale]
    return [*levels, *zip(STATES.values(), _STATE_MEANINGS, strict=True)]


# --- the questions --------------------------------------------------------------------------------


def _answers(book: Any, sheet: Any, questions: Questions, styles: _Styles, code: str) -> None:
    """The code, then a row for each question; the phrases stand in columns to the right of the answer."""
    levels = [questions.level(step.level) for step in questions.matrix.scale]
    headings = [ID, AREA, QUESTION, ANSWER, *levels, REMARK, *([CHOSEN] if questions.choice else [])]
    sheet.write_string(0, 0, CODE, styles.bold)
    sheet.write_string(0, 1, code, styles.input)
    sheet.write_string(1, 0, "Choose an answer for each question; the phrases to the right say what each level means.")
    _write_row(sheet, _HEAD, headings, styles.head)
    widths = (11, 18, 34, 24, *(26 for _ in levels), 34, 11)
    row = _HEAD
    for area in questions.areas:
        for criterion in area.criteria:
            row += 1
            question = f"{criterion.name}. {criterion.meaning}" if criterion.meaning else criterion.name
            phrases = [criterion.levels[step.level] for step in questions.matrix.scale]
            _write_row(sheet, row, [criterion.id, area.domain.name, question], styles.cell)
            _height(sheet, row, [criterion.id, area.domain.name, question, "", *phrases], widths)
            sheet.write_blank(row, _ANSWER_COLUMN, None, styles.input)
            _write_row(sheet, row, phrases, styles.cell, first=_ANSWER_COLUMN + 1)
            for column in range(_ANSWER_COLUMN + 1 + len(phrases), len(headings)):
                sheet.write_blank(row, column, None, styles.input)
    _choices(sheet, (_HEAD + 1, row), headings)
    sheet.freeze_panes(_HEAD + 1, _ANSWER_COLUMN + 1)
    sheet.set_selection(0, 1, 0, 1)
    _named(book, 2, ANSWERS, (_HEAD, 0), (row, len(headings) - 1))
    book.define_name("respondent_code", f"='{ANSWERS}'!$B$1")
    _widths(sheet, widths)
    sheet.repeat_rows(_HEAD)
    sheet.repeat_columns(0)
    _print_set_up(sheet, questions)


def _choices(sheet: Any, rows: tuple[int, int], headings: Sequence[str]) -> None:
    """The lists from which answers are chosen."""
    sheet.data_validation(
        rows[0], _ANSWER_COLUMN, rows[1], _ANSWER_COLUMN,
        {
            "validate": "list",
            "source": "=answers",
            "input_title": "Your answer",
            "input_message": "Alt and arrow down shows the list.",
            "error_title": "Not on the list",
            "error_message": "Please choose an answer from the list: Alt and arrow down shows it.",
        },
    )  # fmt: skip
    if headings[-1] == CHOSEN:
        last = len(headings) - 1
        sheet.data_validation(rows[0], last, rows[1], last, {"validate": "list", "source": ["x"]})


def _words(book: Any, sheet: Any, questions: Questions, styles: _Styles) -> None:
    """The open questions."""
    _write_row(sheet, 0, [ID, QUESTION, ANSWER], styles.head)
    for row, question in enumerate(questions.open_questions, start=1):
        _write_row(sheet, row, [question.id, question.question], styles.cell)
        sheet.write_blank(row, 2, None, styles.input)
        sheet.set_row(row, 90)
    sheet.freeze_panes(1, 2)
    _named(book, 3, WORDS, (0, 0), (len(questions.open_questions), 2))
    _widths(sheet, (16, 44, 90))
    _print_set_up(sheet, questions)


# --- for every sheet ------------------------------------------------------------------------------


def _write_row(sheet: Any, row: int, texts: Sequence[str], style: Any, first: int = 0) -> None:
    for column, text in enumerate(texts, start=first):
        sheet.write_string(row, column, text, style)


def _height(sheet: Any, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Room for every line of the row: not every program works it out by itself."""
    lines = max(-(-len(text) * 11 // (10 * width)) for text, width in zip(texts, widths, strict=False))
    sheet.set_row(row, _LINE_HEIGHT * max(1, lines))


def _widths(sheet: Any, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def _named(book: Any, number: int, name: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    """A name by which screen readers find the headings of a table: TitleRegion1.a3.j44.2."""
    (top, left), (bottom, right) = first, last
    corner, end = f"{column_letters(left + 1)}{top + 1}", f"{column_letters(right + 1)}{bottom + 1}"
    book.define_name(f"TitleRegion1.{corner}.{end}.{number}", f"='{name}'!${column_letters(left + 1)}${top + 1}")


def _print_set_up(sheet: Any, questions: Questions) -> None:
    """Landscape A4, as wide as a page, with the title and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L{questions.place.replace('&', '&&')}, {questions.round_id}&RPage &P of &N")
