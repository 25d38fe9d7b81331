"""Who is on the panel: read in, added, changed, leaving, handed over?"""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import facilitator_only, place_meant
from pbp_assess.cli.register import RegisterOption
from pbp_assess.cli.session import Session, session_of
from pbp_assess.cli.values import day
from pbp_assess.problems import UsageError

app = typer.Typer()

_DAY = "YYYY-MM-DD"
_SEAT = "SECTOR[:ORGANISATION]"

Person = Annotated[str, typer.Argument(metavar="LEADER", help="By id, role, or name in the register.")]
Name = Annotated[str, typer.Option("--name", help="Their name, for the register.")]
Email = Annotated[str, typer.Option("--email", help="Their e-mail address, for the register.")]
Also = Annotated[list[str] | None, typer.Option(metavar=_SEAT, help="A second hat, shown and not counted; repeat.")]
Interest = Annotated[
    list[str] | None, typer.Option(metavar="FUNCTION", help="A function they have declared an interest in; repeat.")
]
Route = Annotated[str, typer.Option(metavar="ROUTE", help="How they are asked: interview, form, survey or paper.")]
On = Annotated[str, typer.Option("--on", metavar=_DAY, help="From which day; else today.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, and write nothing.")]


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV file or an Excel workbook (.xlsx), a row a person.")],
    register: RegisterOption = None,
    on: On = "",
    dry_run: DryRun = False,
) -> int:
    """Read the panel from a spreadsheet: roles into the workspace, names and addresses into the register outside it.

    Example: pbp-assess panel import ~/people.xlsx --register ~/register.yaml

    Columns, in any order: name, e-mail, role, organisation, sector, member or invited voice; and, if you like, asked
    by (interview, form, survey, paper). Sectors and organisations are those of place.yaml, by id or name. The same
    file again changes nothing, and nobody leaves for not being in it.
    """
    from pbp_assess.cli.panel_import import read_in

    session = session_of(context)
    return read_in(session, file, register, day(on, "--on") or session.today(), dry_run=dry_run)


@app.command()
def add(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="ROLE:SECTOR[:ORGANISATION]", help="By role, never by name.")],
    stakeholder: Annotated[
        bool, typer.Option("--stakeholder", help="As an invited voice, who does not count.")
    ] = False,
    deputy_for: Annotated[
        str, typer.Option(metavar="LEADER", help="As this leader's deputy, in the same seat: ROLE is enough.")
    ] = "",
    vacant: Annotated[bool, typer.Option("--vacant", help="Nobody: a seat that nobody holds.")] = False,
    name: Name = "",
    email: Email = "",
    also: Also = None,
    interest: Interest = None,
    route: Route = "",
    register: RegisterOption = None,
    on: On = "",
    dry_run: DryRun = False,
) -> int:
    """Add somebody to the panel, under a new id; they are asked from the next round on.

    Example: pbp-assess panel add "GP lead, West:primary_care:west-practices" --route form

    Example: pbp-assess panel add "Deputy chief executive" --deputy-for county-chief-executive

    A deputy is not asked beside the leader: `pbp-assess score LEADER --deputy DEPUTY` when they answer in their place.
    A vacancy of the same role and sector is filled.
    """
    from pbp_assess.cli.panel_change import add_person, add_vacancy
    from pbp_assess.cli.panel_words import Asked

    session = session_of(context)
    asked = Asked(name, email, tuple(also or ()), tuple(interest or ()), route, day(on, "--on") or session.today())
    if vacant:
        if deputy_for or asked.anything:
            raise UsageError("--vacant lists a seat, and nobody to deputise, name or ask")
        return add_vacancy(session, person, stakeholder=stakeholder, since=day(on, "--on"), dry_run=dry_run)
    return add_person(session, person, asked, register, stakeholder=stakeholder, deputy_for=deputy_for, dry_run=dry_run)


@app.command("set")
def set_(
    context: typer.Context,
    leader: Person,
    role: Annotated[str, typer.Option(help="The role, worded better.")] = "",
    deputy_for: Annotated[str, typer.Option(metavar="LEADER", help="The leader whose deputy they are.")] = "",
    name: Name = "",
    email: Email = "",
    also: Also = None,
    interest: Interest = None,
    route: Route = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Note something about somebody on the panel: a second hat, a declared interest, how they are asked.

    Example: pbp-assess panel set gp-lead-north --interest primary_care_local --also community_voice

    What is given replaces what was there; "none" takes it away. The id stays, for it stands for the person.
    """
    from pbp_assess.cli.panel_change import change_person
    from pbp_assess.cli.panel_words import Asked

    session = session_of(context)
    asked = Asked(name, email, tuple(also or ()), tuple(interest or ()), route, session.today())
    return change_person(session, leader, asked, register, role=role, deputy_for=deputy_for, dry_run=dry_run)


@app.command()
def remove(
    context: typer.Context,
    leader: Person,
    on: Annotated[str, typer.Option("--on", metavar=_DAY, help="Their last day; else today.")] = "",
    vacant: Annotated[bool, typer.Option("--vacant", help="The seat stays, and nobody holds it for now.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="It was a mistake: they are on the panel again.")] = False,
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Note somebody's last day on the panel; they stay listed, and no id is ever given again.

    Example: pbp-assess panel remove gp-lead-city --on 2024-03-29 --vacant

    Naming a vacancy by its role gives up the seat.
    """
    from pbp_assess.cli.panel_change import remove_person

    session = session_of(context)
    when = day(on, "--on") or session.today()
    return remove_person(session, leader, register, when, vacant=vacant, undo=undo, dry_run=dry_run)


@app.command()
def succeed(
    context: typer.Context,
    leader: Person,
    role: Annotated[str, typer.Option(help="The role, if it is called otherwise now.")] = "",
    name: Name = "",
    email: Email = "",
    also: Also = None,
    interest: Interest = None,
    route: Route = "",
    on: Annotated[str, typer.Option("--on", metavar=_DAY, help="The successor's first day; else today.")] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Hand a seat over: a successor is somebody new, with an id of their own, and counts as a joiner.

    Example: pbp-assess panel succeed acute-trust-chief-executive --on 2023-10-02

    The one before stays listed, with the day before as their last. Deputies stay, and stand in for the successor.
    """
    from pbp_assess.cli.panel_change import hand_over
    from pbp_assess.cli.panel_words import Asked

    session = session_of(context)
    when: datetime.date = day(on, "--on") or session.today()
    asked = Asked(name, email, tuple(also or ()), tuple(interest or ()), route, when)
    return hand_over(session, leader, asked, register, role=role, dry_run=dry_run)


@app.command("list")
def list_(
    context: typer.Context,
    everyone: Annotated[bool, typer.Option("--all", help="Those who have left, too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON on stdout, without names.")] = False,
    register: RegisterOption = None,
) -> int:
    """List who is on the panel, since when, and what they have declared.

    Example: pbp-assess panel list --all

    For the facilitator alone: roles name people in a place this small.
    """
    from pbp_assess.cli.panel_list import as_json, show

    session: Session = session_of(context)
    facilitator_only(session, "panel list")
    workspace, place = place_meant(session)
    if json:
        console.out(as_json(workspace, place, session.today(), everyone=everyone))
    else:
        show(session, workspace, place, register, everyone=everyone)
    return ExitCode.ANSWERED
