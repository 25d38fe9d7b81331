"""What goes out to be counted elsewhere: single answers for the facilitator, or results for an audience?"""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import copy_for, judge_round
from pbp_assess.cli.output import DryRun, Force, Output, deliver
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.cli.opening import Judged
    from pbp_assess.core.disclosure import Copy
    from pbp_assess.formats.tabular import Sheet


class What(StrEnum):
    """What may go out."""

    ANSWERS = "answers"
    RESULTS = "results"


class ExportFormat(StrEnum):
    """In which format."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class TableName(StrEnum):
    """The tables of results, of which a text file holds one."""

    CRITERIA = "criteria"
    FUNCTIONS = "functions"
    FINDINGS = "findings"


def command(
    context: typer.Context,
    what: Annotated[What, typer.Argument(metavar="answers|results", help="Single answers, or what follows from them.")],
    format_: Annotated[ExportFormat, typer.Option("--format", help="csv, xlsx or json.")] = ExportFormat.CSV,
    table: Annotated[
        TableName | None, typer.Option(help="Which table of results; csv holds one, else criteria.")
    ] = None,
    output: Output = "",
    force: Force = False,
    dry_run: DryRun = False,
) -> int:
    """Write answers or results as a table or as JSON, for other programs.

    Example: pbp-assess export results --format xlsx --output results.xlsx

    Example: pbp-assess export results --audience public --table functions

    Example: pbp-assess export answers --audience facilitator --output answers-facilitator.csv

    Results are those that the audience may see, the partnership's unless --audience says otherwise. Answers are a row
    for each, by id and without names: the facilitator's alone, so --audience facilitator has to be said. A text that a
    spreadsheet would run as a formula gets an apostrophe in front, which `pbp-assess import` takes away again.
    docs/formats.md has the columns.
    """
    session = session_of(context)
    if table and (what is What.ANSWERS or format_ is not ExportFormat.CSV):
        raise UsageError("--table goes with results as csv: the other formats hold all tables, and answers have one")
    content = _answers(session, format_) if what is What.ANSWERS else _results(session, format_, table)
    deliver(session, content, output, force=force, dry_run=dry_run)
    return ExitCode.ANSWERED


# --- answers --------------------------------------------------------------------------------------


def _answers(session: Session, format_: ExportFormat) -> str | bytes:
    """Every answer of the round.

    Raises:
        UsageError: it was not said that the facilitator asks, or nobody has answered.
    """
    from pbp_assess.formats.answer_table import answer_json, answer_rows, answer_sheet, is_empty

    if session.audience != "facilitator":
        raise UsageError(
            "answers are single people's, and the facilitator's alone: say --audience facilitator, and keep the file "
            "where the score sheets are; for anybody else there is pbp-assess export results"
        )
    dossier = judge_round(session).dossier
    rows = answer_rows(dossier)
    if is_empty(rows):
        raise UsageError(f"nobody has answered in round {dossier.round.id}, so there is nothing to export")
    session.say("Confidential: this says who answered what. Keep it where the score sheets are, and out of mail.")
    match format_:
        case ExportFormat.JSON:
            return answer_json(dossier, rows)
        case ExportFormat.CSV:
            return _csv(answer_sheet(rows))
        case ExportFormat.XLSX:
            return _workbook([answer_sheet(rows)], f"Answers: {dossier.round.place}, {dossier.round.id}")


# --- results --------------------------------------------------------------------------------------


def _results(session: Session, format_: ExportFormat, table: TableName | None) -> str | bytes:
    """What the audience may see of the result.

    Raises:
        UsageError: there is no result yet, or the table named has no row.
    """
    judged = judge_round(session)
    copy = copy_for(session, judged)
    _refuse_empty(judged, copy)
    match format_:
        case ExportFormat.JSON:
            from pbp_assess.formats.result_json import to_json
            from pbp_assess.report.wording import finding_sentence

            return to_json(copy, finding_sentence)
        case ExportFormat.CSV:
            session.say(_others(table, copy))
            return _csv(_tables(copy)[table or TableName.CRITERIA])
        case ExportFormat.XLSX:
            sheets = [sheet for sheet in _tables(copy).values() if sheet.rows]
            return _workbook(sheets, f"Results: {copy.facts.place}, {copy.facts.round_id}, {copy.audience} copy")


def _refuse_empty(judged: "Judged", copy: "Copy") -> None:
    heard = copy.members.count or copy.invited.count
    if not heard and not any(entry.held.level is not None for entry in judged.result.profile.criteria.values()):
        raise UsageError(f"nobody has answered in round {copy.facts.round_id}, so there is no result to export")


def _tables(copy: "Copy") -> "dict[TableName, Sheet]":
    from pbp_assess.formats.result_table import criteria_table, findings_table, functions_table
    from pbp_assess.report.wording import finding_sentence

    return {
        TableName.CRITERIA: criteria_table(copy),
        TableName.FUNCTIONS: functions_table(copy),
        TableName.FINDINGS: findings_table(copy, finding_sentence),
    }


def _others(table: TableName | None, copy: "Copy") -> str:
    """Which audience this is for, and what else there is."""
    chosen = table or TableName.CRITERIA
    more = " and ".join(f"--table {name}" for name in TableName if name is not chosen)
    return f"The {copy.audience} copy, {chosen}. {more} have the rest."


def _csv(sheet: "Sheet") -> str:
    """The table as text.

    Raises:
        UsageError: it has no row.
    """
    from pbp_assess.formats.tabular import to_csv

    if not sheet.rows:
        raise UsageError(
            f"there is no row for the table of {sheet.name.casefold()}: nothing is sought, or there are no gates"
        )
    return to_csv(sheet)


def _workbook(sheets: "list[Sheet]", title: str) -> bytes:
    from pbp_assess.formats.tabular import to_workbook

    return to_workbook(sheets, title=title)
