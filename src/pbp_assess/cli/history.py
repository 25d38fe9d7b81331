"""How has a place gone, round by round?"""

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from pbp_assess.cli import console
from pbp_assess.cli.comparing import audience_meant, place_of
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.made import FolderOption, FormatsOption, JsonOption, Makers, formats_meant, make, write_formats
from pbp_assess.cli.opening import warn
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.session import Session, session_of

if TYPE_CHECKING:
    from pbp_assess.core.compare.series import Series
    from pbp_assess.core.disclosure import Copy
    from pbp_assess.formats.tabular import Sheet
    from pbp_assess.report.blocks import View
    from pbp_assess.workspace.layout import Workspace


def command(
    context: typer.Context,
    json: JsonOption = False,
    formats: FormatsOption = "",
    output: FolderOption = "",
    dry_run: DryRun = False,
) -> int:
    """Show every round of a place: each area and each function sought, with the highest point and what is left of it.

    Example: pbp-assess history

    Example: pbp-assess history --format html --output -

    The bars are as high as the share of an area's questions at the headline level or above; the words beside them say
    the same. With --round it ends there.
    """
    session = session_of(context)
    wanted = formats_meant(formats, output, json=json)
    workspace, copies = copies_of(session, session.round)
    run = _series(copies)
    makers = _makers(copies, run)
    if json:
        console.out(makers.json(), end="")
    elif wanted:
        whose = copies[-1].audience
        target = workspace.report_folder(run.rounds[-1].place_id, run.rounds[-1].round_id)
        stem = f"history{'' if whose == 'partnership' else f'-{whose}'}"
        write_formats(session, workspace, target / stem, output, make(wanted, makers), dry_run=dry_run)
    else:
        _show(session, run)
    return ExitCode.ANSWERED


def copies_of(session: Session, last: str | None, audience: str | None = None) -> "tuple[Workspace, tuple[Copy, ...]]":
    """Every round up to the one named, oldest first, judged at its close, as the audience may see it."""
    from pbp_assess.core.assess import assess
    from pbp_assess.core.disclosure import disclose
    from pbp_assess.workspace.history import judged_on
    from pbp_assess.workspace.snapshots import is_stored, stored_round
    from pbp_assess.workspace.whole import labels_up_to, read_rounds

    workspace, place = place_of(session)
    whose = audience_meant(session, workspace, audience)
    labels = labels_up_to(workspace, place, last)
    stored = [label for label in labels if is_stored(workspace, place, label)]
    whole = read_rounds(workspace, place, [label for label in labels if label not in stored])
    copies: list[Copy] = []
    for label in labels:
        if label in stored:
            path = workspace.snapshot_path(place, label)
            session.say(f"note: round {label} is read from {workspace.shown(path)}: its score sheets are not here")
            copy = stored_round(workspace, place, label).copy(whose)
            copies.append(replace(copy, functions=copy.sought))
            continue
        dossier, earlier = whole[label].require()
        warn(session, whole[label].opened.problems)
        as_of = judged_on(dossier.round, None, session.today())
        copies.append(disclose(assess(dossier, earlier, as_of, only_sought=True), whose))
    return workspace, tuple(copies)


def series_of(session: Session, audience: str, last: str) -> "Series":
    """Every round up to this one, as an audience may see it."""
    return _series(copies_of(replace(session, quiet=True), last, audience)[1])


def _series(copies: "tuple[Copy, ...]") -> "Series":
    from pbp_assess.core.compare.series import series

    return series(copies)


def _makers(copies: "tuple[Copy, ...]", run: "Series") -> Makers:
    """What each format is made from."""

    def json() -> str:
        from pbp_assess.formats.history_json import history_json

        return history_json(run, copies[-1].audience)

    def table() -> "Sheet":
        from pbp_assess.formats.comparison_table import history_table

        return history_table(run)

    def view() -> "View":
        from pbp_assess.report.quarter.view import history_view

        return history_view(copies[-1], run)

    return Makers(view, json, table)


# --- terminal -------------------------------------------------------------------------------------


def _show(session: Session, run: "Series") -> None:
    """A row an area, a row a function; first and last round in words."""
    from pbp_assess.report import wording
    from pbp_assess.report.wording import history as said

    facts = run.rounds[-1]
    console.prose(f"{facts.place}. {said.rounds_sentence(run)}", "bold")
    level = facts.matrix.level_named(facts.matrix.headline_level).name
    rows = [
        (
            line.domain.name,
            said.sparkline(line.points),
            said.reached_words(line.points[0]),
            said.reached_words(line.points[-1]),
            said.domain_words(line),
        )
        for line in run.domains
    ]
    title = f"Questions at {level} or above"
    console.table(("Area", "Rounds", "First", "Now", "Highest, and since the first"), rows, title=title)
    if any(point.other_questions for line in run.domains for point in line.points):
        console.prose(f"* {said.OTHER_QUESTIONS}")
    console.out("")
    if run.functions:
        functions = [
            (
                line.function.name,
                said.status_of(run, line.points[0]),
                said.status_of(run, line.points[-1]),
                said.function_words(run, line),
            )
            for line in run.functions
        ]
        header = ("Function", "First", "Now", "Highest stage met, and since the first")
        console.table(header, functions, title="Functions sought")
    if facts.illustrative:
        console.prose(wording.ILLUSTRATIVE)
    console.prose(wording.ICB_DECIDES)
    session.say(f"\nNext: pbp-assess compare{session.again()}")
