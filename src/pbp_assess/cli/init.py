"""How does a partnership start: which place, which ICB, who is asked, on which matrix?

What is needed and not given is asked, and then what is only useful is asked too; with everything needed given,
nothing is asked. What was given is checked before the first question.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.init_asking import AIM, PERSON, Pipeline, completed, named, server_meant
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.register import RegisterOption, required_register
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pbp_assess.workspace.layout import Workspace
    from pbp_assess.workspace.panel_import import FirstPeople
    from pbp_assess.workspace.pipelines import Server
    from pbp_assess.workspace.scaffold import Invitation, Opening, Plan

WHEEL = "pip wheel --no-deps --wheel-dir tools FOLDER_OF_PBP_ASSESS"


FolderArgument = Annotated[
    Path | None, typer.Argument(help="Where the workspace shall stand; else the one around, else here.")
]
NameOption = Annotated[str, typer.Option(metavar="NAME", help="The place's name, such as Oxfordshire.")]
IcbOption = Annotated[str, typer.Option(metavar="NAME", help="The ICB's name.")]
MatrixOption = Annotated[str, typer.Option(metavar="MATRIX", help="The matrix to ask (`pbp-assess matrix list`).")]
MemberOption = Annotated[list[str] | None, typer.Option(metavar=PERSON, help="A member; repeat.")]
StakeholderOption = Annotated[list[str] | None, typer.Option(metavar=PERSON, help="An invited voice; repeat.")]
PeopleOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Who is asked: a CSV file or a workbook; names go to --register.")
]
AimOption = Annotated[list[str] | None, typer.Option(metavar=AIM, help="A function sought; repeat.")]
GroupOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="A group of people the place puts first; repeat.")
]
CommitteeOption = Annotated[
    str, typer.Option(metavar="NAME", help="The body or officer that functions would be handed to.")
]
OpenedOption = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The day the round opens; else today.")]
PipelineOption = Annotated[Pipeline | None, typer.Option(help="Write a pipeline that runs `check` too.")]


def command(
    context: typer.Context,
    folder: FolderArgument = None,
    name: NameOption = "",
    icb: IcbOption = "",
    matrix: MatrixOption = "",
    member: MemberOption = None,
    stakeholder: StakeholderOption = None,
    people: PeopleOption = None,
    register: RegisterOption = None,
    aim: AimOption = None,
    group: GroupOption = None,
    committee: CommitteeOption = "",
    opened: OpenedOption = "",
    ci: PipelineOption = None,
    dry_run: DryRun = False,
) -> int:
    """Start a workspace: place, ICB, panel, matrix and first round. What is needed and not given is asked.

    Example: pbp-assess init

    Example: pbp-assess init --name Oxfordshire --icb "Example ICB" --member "Place director:icb"

    Example: pbp-assess init --people ~/people.xlsx --register ~/register.yaml

    Example: pbp-assess init --name Oxfordshire --icb "Example ICB" --member "Place director:icb" --ci github

    People are named by role, never by name; a spreadsheet has the columns that `pbp-assess panel import --help` names.
    --place and --round set the ids; a round is labelled by its NHS financial quarter unless you say otherwise. In a
    workspace it adds a place. Nothing that is there is overwritten. --ci writes the pipeline that docs/ci/ describes to
    where GitHub, Azure DevOps or GitLab looks for it.
    """
    session = session_of(context)
    workspace = _workspace(session, folder)
    listed = _listed(session, workspace, people, register, matrix) if people else None
    said = {"name": name, "icb": icb, "matrix": matrix, "committee": committee, "opened": opened}
    given = _given(session, said, listed, named(member or [], stakeholder or []), aim or [], group or [])
    ask_people = not (member or people)
    made, server = _made(session, workspace, given, ci, ask_people=ask_people)
    if not dry_run:
        made.write()
        if listed:
            _keep_names(made, listed, register)
    _tell(session, made, server, dry_run=dry_run)
    return ExitCode.ANSWERED


def _given(
    session: Session,
    said: "Mapping[str, str]",
    listed: "FirstPeople | None",
    people: "tuple[Invitation, ...]",
    aims: list[str],
    groups: list[str],
) -> "Opening":
    """What was given, as far as it goes."""
    from pbp_assess.cli.values import day, pairs
    from pbp_assess.workspace.scaffold import Opening

    return Opening(
        name=said["name"],
        icb=said["icb"],
        matrix=said["matrix"],
        invited=(*(listed.invited if listed else ()), *people),
        opened=day(said["opened"], "--opened") or session.today(),
        place=session.place or "",
        round_id=session.round or "",
        aims=pairs(aims, "--aim"),
        committee=said["committee"],
        groups=tuple(groups),
        called=listed.called if listed else {},
    )


def _made(
    session: Session, workspace: "Workspace", given: "Opening", ci: Pipeline | None, *, ask_people: bool
) -> "tuple[Plan, Server | None]":
    """The files to write once everything is known, and the server of the pipeline among them."""
    from pbp_assess.workspace.scaffold import plan

    asking = ask_people or not (given.name and given.icb)
    made = plan(workspace, completed(session, workspace, given, ask_people=ask_people))
    server = server_meant(session, workspace, ci, asking=asking)
    return _with_pipeline(made, server) if server else made, server


def _listed(
    session: Session, workspace: "Workspace", people: Path, register: Path | None, matrix: str
) -> "FirstPeople":
    """The people of a spreadsheet; a register for their names has to be possible.

    Raises:
        InputError: the file has a fault.
        UsageError: no register is named, or there is one already.
    """
    from pbp_assess.cli.opening import warn
    from pbp_assess.cli.panel_import import listed_in
    from pbp_assess.workspace.matrices import USUAL, find_matrix
    from pbp_assess.workspace.panel_import import first_people
    from pbp_assess.workspace.register import refuse_inside

    path = required_register(register, "names and e-mail addresses are kept outside the workspace")
    refuse_inside(workspace, path, "the register")
    if path.exists():
        raise UsageError(f"there is a register at {path} already, and a new place needs one of its own")
    listed = listed_in(workspace, people)
    warn(session, listed.problems)
    policy = find_matrix(workspace, matrix or USUAL)[2].readiness
    return first_people(listed.people, policy.sectors_required if policy else ())


def _keep_names(made: "Plan", listed: "FirstPeople", register: Path | None) -> None:
    """Write the register of the new place."""
    from pbp_assess.cli.panel_change import keep_names
    from pbp_assess.workspace.register import register_to_write

    path = required_register(register, "")
    keep_names(register_to_write(made.workspace, path, made.place), listed.register(made.place))


def _with_pipeline(made: "Plan", server: "Server") -> "Plan":
    """The files, and the pipeline among them."""
    from dataclasses import replace

    from pbp_assess.workspace.pipelines import pipeline

    path, text = pipeline(made.workspace, server)
    return replace(made, files={**made.files, path: text})


def _workspace(session: Session, folder: Path | None) -> "Workspace":
    """The workspace to make, or to add a place to.

    Raises:
        UsageError: the folder is named twice.
    """
    from pbp_assess.workspace.layout import Workspace, in_full, open_workspace

    if folder and session.workspace:
        raise UsageError("name the folder once: as FOLDER, or with --workspace")
    if folder:
        return Workspace(in_full(folder))
    try:
        return open_workspace(session.workspace)
    except NotFoundError:
        return Workspace(in_full(session.workspace or Path()))


def _tell(session: Session, made: "Plan", server: "Server | None", *, dry_run: bool) -> None:
    """Which files there are, what is worth a thought, and what to do next."""
    if made.warnings and not session.quiet:
        from pbp_assess.cli import faults

        faults.show(made.warnings)
    if dry_run:
        session.say("Nothing is written. It would be:")
    for path in made.files:
        console.out(made.workspace.shown(path))
    if not dry_run:
        from dataclasses import replace

        here = made.workspace.root == Path.cwd()
        alone = len(made.workspace.places()) == 1
        then = replace(
            session,
            workspace=None if here else Path(made.workspace.shown(made.workspace.root)),
            place=None if alone else made.place,
            round=None,
            as_of=None,
        ).again()
        session.say(f"\nRound {made.round_id} of {made.place} is open. Next: pbp-assess score LEADER{then}")
        session.say(f'"pbp-assess status{then}" lists the leaders.')
    if server:
        session.say(f"The pipeline installs the tool from a wheel in tools/: {WHEEL}")
