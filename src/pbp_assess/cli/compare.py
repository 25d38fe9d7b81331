"""What changed between two rounds?"""

from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.comparing import Compared, CrosswalkOption, compare_sides
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.made import FolderOption, FormatsOption, JsonOption, Makers, formats_meant, make, write_formats
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pbp_assess.core.disclosure.comparison import ComparisonCopy
    from pbp_assess.formats.tabular import Sheet
    from pbp_assess.report.blocks import Cell, Section, Table, View


def command(
    context: typer.Context,
    before: Annotated[str, typer.Argument(help="The earlier round, or REV:ROUND; else the one before.")] = "",
    after: Annotated[str, typer.Argument(help="The later round, or REV:ROUND; else the latest.")] = "",
    crosswalk: CrosswalkOption = None,
    json: JsonOption = False,
    formats: FormatsOption = "",
    output: FolderOption = "",
    dry_run: DryRun = False,
) -> int:
    """Compare two rounds: first the people who answered both times, then everybody.

    Example: pbp-assess compare

    Example: pbp-assess compare 2022-23-q3 2024-25-q1 --format md,html

    Example: pbp-assess compare origin/main:

    Without names it compares the last two rounds. `REV:ROUND` is a round as it was committed in this git repository,
    `REV:` the latest round there. Files go to reports/PLACE/ROUND unless --output says otherwise. It exits with 4
    where there is no earlier round, or the two cannot be compared.
    """
    session = session_of(context)
    wanted = formats_meant(formats, output, json=json)
    found = compare_sides(session, before, after, crosswalk)
    makers = _makers(session, found, committed=":" in after)
    if json:
        console.out(makers.json(), end="")
    elif wanted:
        facts, whose = found.compared.facts, found.compared.audience
        stem = f"compare-{found.compared.before.round_id}{'' if whose == 'partnership' else f'-{whose}'}"
        target = found.workspace.report_folder(facts.place_id, facts.round_id) / stem
        write_formats(session, found.workspace, target, output, make(wanted, makers), dry_run=dry_run)
    else:
        _show(session, found.compared)
    return ExitCode.ANSWERED


def _makers(session: Session, found: Compared, *, committed: bool) -> Makers:
    """What each format is made from; pages show all rounds too, unless the later round is only `committed`."""

    def json() -> str:
        from pbp_assess.formats.comparison_json import comparison_json
        from pbp_assess.report.wording.comparison import headline

        return comparison_json(found.compared, headline)

    def table() -> "Sheet":
        from pbp_assess.formats.comparison_table import comparison_table

        return comparison_table(found.compared)

    def view() -> "View":
        from pbp_assess.cli.history import series_of
        from pbp_assess.report.quarter.view import comparison_view

        copy = found.copy
        run = None if committed else series_of(session, copy.audience, copy.facts.round_id)
        return comparison_view(copy, found.compared, run)

    return Makers(view, json, table)


# --- terminal -------------------------------------------------------------------------------------


def _show(session: Session, copy: "ComparisonCopy") -> None:
    """The headline, the tables, and the sentences about what was not asked again."""
    from pbp_assess.report import wording
    from pbp_assess.report.quarter.changed import areas_table, everybodys_table, facts_moved, matrix_moved, views_table
    from pbp_assess.report.quarter.ready import functions_table
    from pbp_assess.report.wording import comparison as said
    from pbp_assess.report.wording.readiness_change import functions_sentences, targets_sentence

    whose = wording.AUDIENCES[copy.audience].lower()
    title = f"{copy.facts.place}, round {copy.before.round_id} and round {copy.facts.round_id}: {whose}"
    console.prose(title, "bold")
    for sentence in filter(None, (*said.headline(copy), said.actions_sentence(copy), targets_sentence(copy))):
        console.prose(sentence)
    console.out("")
    for table in filter(None, (views_table(copy), everybodys_table(copy), areas_table(copy), functions_table(copy))):
        _table(table)
    for section in filter(None, (facts_moved(copy), matrix_moved(copy))):
        _section(section)
    for sentence in (*functions_sentences(copy), *said.standing_sentences(copy)):
        console.prose(sentence)
    if copy.facts.illustrative:
        console.prose(wording.ILLUSTRATIVE)
    console.prose(wording.ICB_DECIDES)
    session.say(f"\nNext: pbp-assess report quarter{session.again()}, or pbp-assess history{session.again()}")


def _section(section: "Section") -> None:
    """A short section of a report on the terminal: sentences and lists."""
    from pbp_assess.report.blocks import Items, Paragraph

    console.prose(section.heading, "bold")
    for block in section.blocks:
        if isinstance(block, Paragraph):
            console.prose(block.text)
        for entry in block.entries if isinstance(block, Items) else ():
            console.prose(f"- {entry}")
    console.out("")


def _table(table: "Table") -> None:
    """A table of a report on the terminal."""
    console.table(_texts(table.header), [_texts(row) for row in table.rows], title=table.caption)
    console.out("")


def _texts(cells: "Sequence[Cell]") -> list[str]:
    return [str(getattr(cell, "text", cell)) for cell in cells]
