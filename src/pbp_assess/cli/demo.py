"""What does it look like? The shipped example, copied out and reported on."""

from pathlib import Path
from typing import Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.session import session_of

PLACE = "oxfordshire"


def command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where to put the example.")] = Path("pbp-assess-demo"),
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say where it would go, write nothing.")] = False,
) -> int:
    """Copy the shipped example into a folder and write its development-day report.

    Example: pbp-assess demo

    The example is illustrative: its answers are invented. Run it again and the copy you have is reported on
    as it stands. The last line printed is the report's path: open it in a browser.
    """
    from dataclasses import replace

    from pbp_assess.cli.report import write_day_report
    from pbp_assess.workspace.demo import copy_example, free_for_example

    session = session_of(context)
    if dry_run:
        session.say("Nothing is written. The example would go into:")
        console.out(free_for_example(folder).shown(folder.absolute()))
        return ExitCode.ANSWERED
    workspace = copy_example(folder)
    here = workspace.shown(workspace.root)
    paths = write_day_report(replace(session, workspace=workspace.root, place=session.place or PLACE))
    session.say(f"The example stands in {here}; its answers are invented.")
    session.say(f'Go into it ("cd {here}") and try "pbp-assess status" and "pbp-assess readiness".')
    session.say("Its report, to read in an editor and in a browser:")
    for path in paths:
        console.out(path)
    return ExitCode.ANSWERED
