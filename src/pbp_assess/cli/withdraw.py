"""How does a leader take their answers back?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.asked import who_writes
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.naming import identify
from pbp_assess.cli.opening import round_meant, terminal_only
from pbp_assess.cli.register import RegisterOption, names
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import InputError

if TYPE_CHECKING:
    from pbp_assess.workspace.layout import Workspace


def command(
    context: typer.Context,
    leader: Annotated[str, typer.Argument(help="Whose sheet.")],
    reason: Annotated[str, typer.Option(help="Why; kept beside the sheet.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    register: RegisterOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be done, and do nothing.")] = False,
) -> int:
    """Take a leader's sheet out of a round: it is kept aside, byte for byte, and no longer counts.

    Example: pbp-assess withdraw place-director

    Example: pbp-assess withdraw place-director --yes --reason "Asked for it on 3 June"

    The sheet goes to scores/withdrawn/ in the round's folder, which nothing reads; put back by hand, it counts again.
    """
    from pbp_assess.workspace.sheets import free_name, withdraw

    session = session_of(context)
    workspace, place, round_id = round_meant(session)
    sheets = {path.stem: path for path in workspace.scores_folder(place, round_id).glob("[!.]*.yaml")}
    known = names(register, workspace, place)
    known.keep_out(reason, "--reason")
    leader = identify(leader, _roles(workspace, place, sheets), known, f"there is no sheet of {{}} in round {round_id}")
    path = sheets[leader]
    if not (yes or dry_run) and not _confirmed(session, leader, round_id):
        session.say("Nothing was changed.")
        return ExitCode.ANSWERED
    note = f"Withdrawn on {session.today()}: {' '.join(reason.split())}" if reason.strip() else ""
    aside = free_name(path) if dry_run else withdraw(path, who_writes("withdraw"), note)
    console.out(f"{'Would move' if dry_run else 'Moved'} the sheet to {workspace.shown(aside)}")
    return ExitCode.ANSWERED


def _roles(workspace: "Workspace", place: str, leaders: Iterable[str]) -> dict[str, str]:
    """The roles of these leaders; the ids alone where the panel cannot be read."""
    from pbp_assess.core.assessment import Panel
    from pbp_assess.workspace.rounds import read_document

    try:
        panel, _ = read_document(workspace, Panel, workspace.place_folder(place) / "panel.yaml")
    except InputError:
        return {leader: leader for leader in leaders}
    return {leader: panel.by_id[leader].role if leader in panel.by_id else leader for leader in leaders}


def _confirmed(session: Session, leader: str, round_id: str) -> bool:
    """Whether the answer was yes; no answer is none."""
    from pbp_assess.cli.interview.terminal import Terminal

    terminal_only(session, "withdrawing a sheet is confirmed first: --yes does that")
    line = Terminal().read(f"Withdraw the sheet of {leader} from round {round_id}? It is kept aside. [y/N] ")
    return (line or "").strip().casefold() in {"y", "yes"}
