"""How does a round begin and end?"""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.naming import identify
from pbp_assess.cli.opening import place_meant, round_meant
from pbp_assess.cli.register import Names, RegisterOption, names
from pbp_assess.cli.session import session_of
from pbp_assess.cli.values import counted, day, pairs
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Panel

app = typer.Typer()

_DAY = "YYYY-MM-DD"
_NOBODY = "{} is not on the panel"
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, and write nothing.")]


@app.command("open")
def open_(
    context: typer.Context,
    opened: Annotated[str, typer.Option("--on", metavar=_DAY, help="The day it opens; else today.")] = "",
    closes: Annotated[str, typer.Option(metavar=_DAY, help="The day it is meant to close.")] = "",
    pulse: Annotated[bool, typer.Option("--pulse", help="Ask only the matrix's short list.")] = False,
    criterion: Annotated[list[str] | None, typer.Option(help="Ask only this criterion; repeat for more.")] = None,
    ask: Annotated[list[str] | None, typer.Option(metavar="LEADER", help="Ask only this leader; repeat.")] = None,
    aim: Annotated[list[str] | None, typer.Option(metavar="FUNCTION=STAGE", help="A function sought; repeat.")] = None,
    matrix: Annotated[str, typer.Option(help="Another matrix than the last round's.")] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Open a further round: everyone on the panel, the matrix as it stands now, the aims of the last round.

    Example: pbp-assess round open --closes 2026-12-11

    Example: pbp-assess round open --pulse

    The matrix is copied into the round, so that it can be judged for ever. --round sets the label; else it is
    the NHS financial quarter. Who is asked is settled now: deputies, vacancies, and whoever has left or joins later
    are not.
    """
    from pbp_assess.workspace.panel import open_panel
    from pbp_assess.workspace.rounds import NewRound, plan_round, to_be_asked
    from pbp_assess.workspace.scaffold import Plan

    session = session_of(context)
    workspace, place = place_meant(session)
    panel = open_panel(workspace, place).panel
    new = NewRound(
        opened=day(opened, "--on") or session.today(),
        round_id=session.round or "",
        closes=day(closes, "--closes"),
        pulse=pulse,
        criteria=tuple(criterion or ()),
        asked=_people(panel, ask or [], names(register, workspace, place)),
        aims=pairs(aim or [], "--aim"),
        matrix=matrix,
    )
    round_id, files = plan_round(workspace, place, new)
    if not dry_run:
        Plan(workspace, place, round_id, files).write()
    for path in files:
        console.out(workspace.shown(path))
    asked = to_be_asked(panel, new)
    members = sum(leader.kind == "member" for leader in asked)
    session.say(f"Asked: {counted(members, 'member')}, {counted(len(asked) - members, 'invited voice')}.")
    session.say(f"Round {round_id} of {place} {'would be' if dry_run else 'is'} open.")
    return ExitCode.ANSWERED


def _people(panel: "Panel", typed: list[str], known: Names) -> tuple[str, ...]:
    """The ids of those named."""
    roles = {leader.id: leader.role for leader in panel.leaders if leader.left is None}
    return tuple(name if name in panel.by_id else identify(name, roles, known, _NOBODY) for name in typed)


@app.command()
def close(
    context: typer.Context,
    on: Annotated[str, typer.Option("--on", metavar=_DAY, help="The day the answers closed; else today.")] = "",
) -> int:
    """Close the round and seal each sheet: a later edit is seen, listed and not counted.

    Example: pbp-assess round close
    """
    from pbp_assess.workspace.rounds import close_round

    session = session_of(context)
    workspace, place, round_id = round_meant(session, still_open=True)
    when = day(on, "--on") or session.today()
    if when > session.today():
        raise UsageError(f"{when} is still to come: a round closes today or earlier")
    closed = close_round(workspace, place, round_id, when)
    sheets = len(closed.sealed.sheets) if closed.sealed else 0
    console.out(
        f"Round {round_id} of {place} closed on {closed.closed}; {sheets} of {len(closed.asked)} sheets sealed."
    )
    session.say("Next: pbp-assess readiness, or pbp-assess report")
    return ExitCode.ANSWERED


@app.command()
def reopen(
    context: typer.Context,
    reason: Annotated[str, typer.Option(help="Why; it is kept in round.yaml.")],
) -> int:
    """Open the last round again, with a reason; what was edited since it closed counts from then on.

    Example: pbp-assess round reopen --reason "One sheet came late"
    """
    from pbp_assess.workspace.rounds import reopen_round

    session = session_of(context)
    workspace, place, round_id = round_meant(session)
    reopen_round(workspace, place, round_id, _said(reason), session.today())
    console.out(f"Round {round_id} of {place} is open again.")
    return ExitCode.ANSWERED


@app.command()
def exclude(
    context: typer.Context,
    criterion: Annotated[str, typer.Argument(help="The criterion to take out.")],
    reason: Annotated[str, typer.Option(help="Why; reports print it.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Put it back.")] = False,
) -> int:
    """Take a criterion out for everyone, with a reason: it leaves every count, and a gate on it can't be judged.

    Example: pbp-assess round exclude ENA5 --reason "No shared buildings in this place"
    """
    from pbp_assess.core.assessment import Exclusion
    from pbp_assess.workspace import rounds

    workspace, place, round_id = round_meant(session_of(context))
    entry = None if undo else Exclusion(reason=_said(reason))
    rounds.exclude(workspace, place, round_id, criterion, entry)
    console.out(f"{criterion} is {'asked again' if undo else 'taken out'} in round {round_id} of {place}.")
    return ExitCode.ANSWERED


@app.command()
def waive(
    context: typer.Context,
    criterion: Annotated[str, typer.Argument(help="An excluded criterion.")],
    by: Annotated[str, typer.Option(help="Who at the ICB waived it, by role.")] = "",
    reason: Annotated[str, typer.Option(help="Why; reports print it.")] = "",
    on: Annotated[str, typer.Option("--on", metavar=_DAY, help="When; else today.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the waiver back.")] = False,
) -> int:
    """Record that the ICB does not hold a function back for an excluded criterion: who, when and why.

    Example: pbp-assess round waive ENA5 --by "ICB director of strategy" --reason "Estates are ICB-wide"
    """
    from pbp_assess.core.assessment import Waiver
    from pbp_assess.workspace import rounds

    session = session_of(context)
    workspace, place, round_id = round_meant(session)
    when: datetime.date = day(on, "--on") or session.today()
    entry = None if undo else Waiver(by=_said(by, "--by"), date=when, reason=_said(reason))
    rounds.waive(workspace, place, round_id, criterion, entry)
    console.out(f"{criterion} is {'not waived any more' if undo else 'waived'} in round {round_id} of {place}.")
    return ExitCode.ANSWERED


def _said(text: str, option: str = "--reason") -> str:
    """A text that must not be empty.

    Raises:
        UsageError: it is.
    """
    if not text.strip():
        raise UsageError(f"{option} is needed: say it in a few words")
    return text.strip()
