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
) -> int:
    """Copy the shipped example into a folder and write its development-day report.

    Example: pbp-assess demo

    The example is illustrative: its answers are invented. Run it again and the copy you have is reported on
    as it stands. The last line printed is the report's path.
    """
    from dataclasses import replace

    from pbp_assess.cli.report import write_day_report
    from pbp_assess.workspace.demo import copy_example

    session = session_of(context)
    workspace = copy_example(folder)
    session.say(f"The example stands in {workspace.shown(workspace.root)}; its answers are invented.")
    here = replace(session, workspace=workspace.root, place=session.place or PLACE)
    for path in write_day_report(here):
        console.out(path)
    session.say(f'Next: cd {workspace.shown(workspace.root)}, then "pbp-assess readiness" or "pbp-assess status"')
    return ExitCode.ANSWERED
