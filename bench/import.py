"""What does reading a thousand survey replies cost, next to what must be read anyway?

    python bench/import.py [--respondents 1000] [--rounds 9] [--strict]

Writes the replies of so many respondents to the 41 questions of the shipped matrix (as Microsoft Forms exports them:
level, name and phrase, some remarks, five chosen) as a workbook and as a text file, then measures CPU time on one core,
in one run and interleaved, the median of each: calamine's and csv's own reading of all cells; and our reading of the
same bytes up to checked score sheets, every heading and cell understood and the rules for sheets asked. Ratios hold on
any machine, milliseconds do not. `--strict` fails when the aim is missed.
"""

import argparse
import csv
import io
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from pbp_assess.core.assessment import Dossier, Panel, Place, Round
from pbp_assess.core.check import sheet_rules
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.records import Actions, Decisions, Evidence, Moderation, Themes
from pbp_assess.formats.documents import load
from pbp_assess.formats.survey.questions import Questions, title_of
from pbp_assess.formats.survey.respondents import respondents_of
from pbp_assess.formats.survey.survey_file import replies, survey_file
from pbp_assess.formats.table_file import read_tables
from pbp_assess.formats.workbook_writer import workbook

ROOT = Path(__file__).resolve().parent.parent
AIM = 3.0
ROUND = "2022-23-q3"
REMARKS = ("GOV1: only in the north of the county", "We meet, but nothing is decided yet – ask again.")
REMARKED = 0.15  # two of the thirteen boxes for words


def a_round(matrix: Matrix, count: int) -> Dossier:
    """A round that asks so many leaders everything, with no sheet in it yet."""
    leaders = [f"leader-{number}" for number in range(1, count + 1)]
    opened = {
        "schema": "pbp-assess/round/1",
        "id": ROUND,
        "place": "Example place",
        "icb": "Example ICB",
        "opened": "2022-11-07",
        "matrix": {"id": matrix.id, "version": matrix.version, "sha256": "0" * 64},
        "members": {leader: {"sector": "icb"} for leader in leaders},
    }
    place = {
        "schema": "pbp-assess/place/1",
        "name": "Example place",
        "icb": "Example ICB",
        "sectors": [{"id": "icb", "name": "ICB"}],
    }
    return Dossier(
        place_id="example-place",
        place=Place.model_validate(place),
        panel=Panel.model_validate({"schema": "pbp-assess/panel/1", "leaders": []}),
        round=Round.model_validate(opened),
        matrix=matrix,
        sheets={},
        moderation=Moderation.model_validate({"schema": "pbp-assess/moderation/1"}),
        evidence=Evidence.model_validate({"schema": "pbp-assess/evidence/1"}),
        themes=Themes.model_validate({"schema": "pbp-assess/themes/1"}),
        actions=Actions.model_validate({"schema": "pbp-assess/actions/1"}),
        decisions=Decisions.model_validate({"schema": "pbp-assess/decisions/1"}),
    )


def rows(questions: Questions, leaders: list[str]) -> list[list[str]]:
    """Headings and replies; the same for every run."""
    chance = random.Random(20221201)  # noqa: S311 - the same replies each time, no secret
    headings = ["ID", "Start time", "Completion time", "Email", "Name", "Your code"]
    for area in questions.areas:
        headings += [*map(title_of, area.criteria), area.comments]
    headings += [question.question for question in questions.open_questions]
    headings += [questions.choice.question] if questions.choice else []
    return [headings, *(reply(chance, questions, number, leader) for number, leader in enumerate(leaders, start=1))]


def reply(chance: random.Random, questions: Questions, number: int, leader: str) -> list[str]:
    """One reply."""
    row = [str(number), "2022-11-21 10:00:00", "2022-11-21 10:31:00", "anonymous", "", leader]
    for area in questions.areas:
        levels = len(questions.matrix.levels)
        row += [chance.choice(questions.options(criterion)[: levels + 1]) for criterion in area.criteria]
        row.append(remark(chance, number))
    row += [remark(chance, number) for _ in questions.open_questions]
    if questions.choice:
        chosen = chance.sample(questions.criteria, questions.choice.number)
        row.append("".join(f"{title_of(criterion)};" for criterion in chosen))
    return row


def remark(chance: random.Random, number: int) -> str:
    """A remark, or none; no two respondents write the same."""
    return f"{chance.choice(REMARKS)} ({number})" if chance.random() < REMARKED else ""


def as_workbook(table: list[list[str]]) -> bytes:
    """The replies as Microsoft Forms hands them out."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Form1")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)

    return workbook(fill, title="Replies")


def as_text(table: list[list[str]]) -> bytes:
    """The replies as a text file."""
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode()


def calamine(data: bytes) -> int:
    """Every cell of the workbook, and nothing done with it."""
    return len(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())


def python_csv(data: bytes) -> int:
    """Every cell of the text file, and nothing done with it."""
    return len(list(csv.reader(io.StringIO(data.decode(), newline=""))))


def ours(data: bytes, file: str, dossier: Dossier) -> int:
    """The same bytes as score sheets, checked."""
    questions = Questions.of(dossier)
    survey = survey_file(read_tables(data, file), file, questions, {})
    found, problems = replies(survey, questions)
    assert not survey.unmatched, survey.unmatched
    assert not (*survey.problems, *problems)
    who = respondents_of(dossier, {}, {}, {})
    sheets = {leader: one.sheet(leader, ROUND) for one in found if (leader := who.of(one))}
    assert not list(sheet_rules.sheets(replace(dossier, sheets=sheets)))
    return len(sheets) + 1


def timed(work: Callable[[], int], expected: int) -> float:
    """CPU seconds of one go, which must have read every row."""
    begun = time.process_time()
    assert work() == expected
    return time.process_time() - begun


def main() -> int:
    """Measure, and say whether the aim is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--respondents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    matrix = load(Matrix, (ROOT / "matrices" / "place-partnership.yaml").read_bytes(), "matrix").model
    assert matrix is not None
    dossier = a_round(matrix, options.respondents)
    table = rows(Questions.of(dossier), list(dossier.round.members))
    book, text = as_workbook(table), as_text(table)
    works: dict[str, Callable[[], int]] = {
        "calamine": lambda: calamine(book),
        "ours, xlsx": lambda: ours(book, "replies.xlsx", dossier),
        "csv": lambda: python_csv(text),
        "ours, csv": lambda: ours(text, "replies.csv", dossier),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(options.rounds):
        for name, work in works.items():
            times[name].append(timed(work, len(table)))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    print(
        f"{options.respondents} respondents, {len(table[0])} columns; xlsx {len(book):,} bytes, csv {len(text):,} bytes"
    )
    ratios = []
    for base, mine in (("calamine", "ours, xlsx"), ("csv", "ours, csv")):
        ratios.append(medians[mine] / medians[base])
        print(f"{mine}: {medians[mine] * 1000:.0f} ms, {base} {medians[base] * 1000:.0f} ms, ratio {ratios[-1]:.2f}")
    met = max(ratios) <= AIM
    print(f"aim: a ratio of at most {AIM:.1f}: {'met' if met else 'missed'}")
    return 0 if met or not options.strict else 1


if __name__ == "__main__":
    sys.exit(main())
