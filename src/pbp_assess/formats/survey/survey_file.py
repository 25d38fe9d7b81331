"""Which replies does a file of a survey hold?

Everything that can be found out from the file alone: which table, which column, what each cell says. Who the
respondents are is found out elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pbp_assess.formats.survey.headings import Headings, Role
from pbp_assess.formats.survey.layout import Layout, Long, Program, Wide, layout_of, who_answers
from pbp_assess.formats.survey.long import LongReading
from pbp_assess.formats.survey.questions import Questions
from pbp_assess.formats.survey.reply import Reply
from pbp_assess.formats.survey.wide import WideReading
from pbp_assess.formats.table import Table, Tables
from pbp_assess.problems import Location, Problem, Severity

_NAMED: Final = 5
_WITH_QUESTIONS: Final = frozenset({Role.ANSWER, Role.CHOOSE, Role.WORDS, Role.COMMENTS})


@dataclass(frozen=True, slots=True)
class SurveyFile:
    """The tables of one file that hold replies, and what was wrong with the file as a whole."""

    file: str
    layouts: tuple[Layout, ...]
    headings: Headings
    problems: tuple[Problem, ...]
    tables: Tables
    program: str = ""

    def again(self, questions: Questions, said: Mapping[str, str]) -> "SurveyFile":
        """The same file, now that more has been said of its headings."""
        return survey_file(self.tables, self.file, questions, said, self.program)

    @property
    def unmatched(self) -> dict[Location, str]:
        """The headings that nobody knows what to do with, by their place."""
        return {
            layout.table.where(layout.head, number): heading
            for layout in self.layouts
            if isinstance(layout, Wide)
            for number, heading in layout.unmatched.items()
        }

    @property
    def unasked(self) -> tuple[str, ...]:
        """The criteria for which there is no column in any table of one row for each respondent."""
        wide = [layout for layout in self.layouts if isinstance(layout, Wide)]
        there = {name for layout in wide for name in layout.of(Role.ANSWER).values()}
        return tuple(name for name in self.headings.criteria if name not in there) if wide else ()


def survey_file(
    tables: Tables, file: str, questions: Questions, said: Mapping[str, str], program: str = ""
) -> SurveyFile:
    """The file as a survey of these questions; `said` is what the user has said of headings, `program` of the file."""
    headings = Headings(questions, said)
    visible = [table for table in tables.tables if not table.hidden]
    who = who_answers(visible)
    layouts = _with_questions(layout_of(table, headings, who) for table in visible)
    problems = [*tables.problems, *_hidden(tables.tables, headings), *(p for one in layouts for p in _doubtful(one))]
    if not layouts and not any(problem.severity is Severity.ERROR for problem in tables.problems):
        hint = "The first row should hold the questions, or their ids such as GOV1, and one column the code."
        found = "no table with questions of this round in it"
        problems.append(Problem("PBP406", found, "replies to the questions of this round", Location(file), hint=hint))
    problems += _of_another_program(layouts, program, file)
    whole = SurveyFile(file, layouts, headings, tuple(problems), tables, program)
    return replace(whole, problems=(*whole.problems, *_unasked(whole)))


def replies(survey: SurveyFile, questions: Questions, reason: str = "") -> tuple[list[Reply], list[Problem]]:
    """Every reply that says something, and what is wrong with the cells."""
    found: list[Reply] = []
    problems: list[Problem] = []
    for layout in survey.layouts:
        reading = (
            WideReading(layout, questions, reason)
            if isinstance(layout, Wide)
            else LongReading(layout, questions, survey.headings, reason)
        )
        found += (reply for reply in reading.replies() if not reply.empty)
        problems += reading.problems
    return found, problems


def _with_questions(layouts: Iterable[Layout | None]) -> tuple[Layout, ...]:
    """The tables in which there are questions; all that have headings where there are none at all."""
    there = [layout for layout in layouts if layout]
    sure = [layout for layout in there if isinstance(layout, Long) or any(map(layout.of, _WITH_QUESTIONS))]
    return tuple(sure or there)


def _hidden(tables: Iterable[Table], headings: Headings) -> Iterator[Problem]:
    """Hidden sheets that hold answers are told of, and not read."""
    for table in tables:
        layout = layout_of(table, headings) if table.hidden else None
        if layout and _with_questions([layout]) and (isinstance(layout, Long) or layout.of(Role.ANSWER)):
            found = "a hidden sheet that seems to hold answers, and was not read"
            hint = "Show the sheet in Excel if it should be read; delete it if not."
            yield Problem(
                "PBP432", found, "answers in sheets that can be seen", table.where(0, 0), Severity.WARNING, hint
            )


def _doubtful(layout: Layout) -> Iterator[Problem]:
    """Merged cells among the answers, and two columns for one question."""
    table = layout.table
    for (row, column), (last, _) in table.merged:
        if last >= layout.first:
            hint = "Take the merging off in Excel, and put each answer into a cell of its own."
            yield Problem(
                "PBP407",
                "merged cells among the answers",
                "one cell for each answer",
                table.where(row, column),
                hint=hint,
            )
    if isinstance(layout, Wide):
        yield from _twice(layout)


def _twice(layout: Wide) -> Iterator[Problem]:
    """Two columns with answers to the same question."""
    seen: dict[str, int] = {}
    for number, column in layout.columns.items():
        if column is None or column.role in {Role.IGNORE, Role.NAME, Role.EMAIL, Role.COMPLETED}:
            continue
        first = seen.setdefault(str(column), number)
        if first != number:
            place = layout.table.where(layout.head, number)
            found = f"a second column for {column}, besides {layout.headings[first][:60]!r}"
            hint = "Delete one of the two, or say which to leave out: a heading mapped to ignore in survey.yaml."
            yield Problem("PBP411", found, "one column for each question", place, hint=hint)


def _unasked(survey: SurveyFile) -> Iterator[Problem]:
    """The questions for which there is no column, once every column is known."""
    if survey.unasked and not survey.unmatched:
        more = len(survey.unasked) - _NAMED
        found = f"no column for {', '.join(survey.unasked[:_NAMED])}" + (f" and {more} more" if more > 0 else "")
        hint = "Nothing is taken for them. If they were asked, say in survey.yaml which heading is theirs."
        yield Problem("PBP434", found, "a column for each question", Location(survey.file), Severity.WARNING, hint)


def _of_another_program(layouts: Iterable[Layout], program: str, file: str) -> Iterator[Problem]:
    """The file is not from where the user says it is."""
    there = {layout.program for layout in layouts}
    if program and program != Program.CSV and there and program not in there:
        found = f"a table that looks like {', '.join(sorted(there))}"
        yield Problem("PBP406", found, f"an export of {program}", Location(file), hint="Leave --from out.")
