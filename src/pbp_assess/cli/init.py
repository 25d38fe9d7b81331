"""How does a partnership start: which place, which ICB, who is asked, on which matrix?

What is needed and not given is asked, and then what is only useful is asked too; with everything needed given,
nothing is asked. What was given is checked before the first question.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.register import RegisterOption, required_register
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import InputError, NotFoundError, PbpAssessError, UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Kind
    from pbp_assess.core.matrix import Matrix
    from pbp_assess.workspace.layout import Workspace
    from pbp_assess.workspace.panel_import import FirstPeople
    from pbp_assess.workspace.scaffold import Invitation, Opening, Plan

_PERSON = "ROLE:SECTOR[:ORGANISATION]"
_AIM = "FUNCTION=STAGE"


def command(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="Where the workspace shall stand; else the one around, else here.")
    ] = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="The place's name, such as Oxfordshire.")] = "",
    icb: Annotated[str, typer.Option(metavar="NAME", help="The ICB's name.")] = "",
    matrix: Annotated[str, typer.Option(metavar="MATRIX", help="The matrix to ask (`pbp-assess matrix list`).")] = "",
    member: Annotated[list[str] | None, typer.Option(metavar=_PERSON, help="A member; repeat.")] = None,
    stakeholder: Annotated[list[str] | None, typer.Option(metavar=_PERSON, help="An invited voice; repeat.")] = None,
    people: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Who is asked: a CSV file or a workbook; names go to --register."),
    ] = None,
    register: RegisterOption = None,
    aim: Annotated[list[str] | None, typer.Option(metavar=_AIM, help="A function sought; repeat.")] = None,
    group: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A group of people the place puts first; repeat.")
    ] = None,
    committee: Annotated[
        str, typer.Option(metavar="NAME", help="The body or officer that functions would be handed to.")
    ] = "",
    opened: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The day the round opens; else today.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Say what would be written, and write nothing.")
    ] = False,
) -> int:
    """Start a workspace: place, ICB, panel, matrix and first round. What is needed and not given is asked.

    Example: pbp-assess init

    Example: pbp-assess init --name Oxfordshire --icb "Example ICB" --member "Place director:icb"

    Example: pbp-assess init --people ~/people.xlsx --register ~/register.yaml

    People are named by role, never by name; a spreadsheet has the columns that `pbp-assess panel import --help` names.
    --place and --round set the ids; a round is labelled by its NHS financial quarter unless you say otherwise. In a
    workspace it adds a place. Nothing that is there is overwritten.
    """
    from pbp_assess.cli.values import day, pairs
    from pbp_assess.workspace.scaffold import Opening, plan

    session = session_of(context)
    workspace = _workspace(session, folder)
    listed = _listed(session, workspace, people, register, matrix) if people else None
    given = Opening(
        name=name,
        icb=icb,
        matrix=matrix,
        invited=(*(listed.invited if listed else ()), *_named(member or [], stakeholder or [])),
        opened=day(opened, "--opened") or session.today(),
        place=session.place or "",
        round_id=session.round or "",
        aims=pairs(aim or [], "--aim"),
        committee=committee,
        groups=tuple(group or ()),
        called=listed.called if listed else {},
    )
    made = plan(workspace, _completed(session, workspace, given, ask_people=not (member or people)))
    if not dry_run:
        made.write()
        if listed:
            _keep_names(made, listed, register)
    _tell(session, made, dry_run=dry_run)
    return ExitCode.ANSWERED


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


def _tell(session: Session, made: "Plan", *, dry_run: bool) -> None:
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


# --- what was not given ---------------------------------------------------------------------------


def _completed(session: Session, workspace: "Workspace", given: "Opening", *, ask_people: bool) -> "Opening":
    """The opening with all it needs.

    Raises:
        UsageError: something is needed, and nobody can be asked; or the input ended. Nothing is written then.
    """
    from dataclasses import replace

    needed = {"--name": not given.name, "--icb": not given.icb, "--member": ask_people}
    missing = [option for option, lacking in needed.items() if lacking]
    if missing and session.no_input:
        raise UsageError(
            f"--no-input was given, and {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} needed"
        )
    if not missing:
        from pbp_assess.workspace.matrices import USUAL

        return replace(given, matrix=given.matrix or USUAL)
    try:
        return _asked(workspace, given, ask_people=ask_people)
    except EOFError:
        raise UsageError("the input ended where an answer was needed; nothing is written") from None
    except KeyboardInterrupt:
        raise KeyboardInterrupt("interrupted; nothing is written") from None


def _asked(workspace: "Workspace", given: "Opening", *, ask_people: bool) -> "Opening":
    """The opening with what the person at the keyboard says; what is given already is checked first."""
    from dataclasses import replace

    from pbp_assess.workspace.scaffold import as_id, refuse_known_place, refuse_unknown_aims, slug

    name = given.name or _line("The place's name")
    refuse_known_place(workspace, as_id(given.place, "--place") if given.place else slug(name))
    icb = given.icb or _line("The ICB's name")
    matrix = _matrix(workspace, given.matrix)
    refuse_unknown_aims(matrix, given.aims)
    invited = given.invited if not ask_people else (*_people(matrix), *given.invited)
    aims = given.aims or _aims(matrix)
    return replace(given, name=name, icb=icb, matrix=matrix.id, invited=invited, aims=aims)


def _line(what: str) -> str:
    """A line that is not empty; it is asked for again until it is there."""
    while not (answer := console.ask(f"{what}: ").strip()):
        console.say("Please type something, or Ctrl-C to stop; nothing is written yet.")
    return answer


def _matrix(workspace: "Workspace", given: str) -> "Matrix":
    """The matrix given, the only one at hand, or the one chosen from the list."""
    from pbp_assess.workspace.matrices import USUAL, find_matrix, matrix_ids

    known = matrix_ids(workspace)
    if given or len(known) == 1:
        return find_matrix(workspace, given or known[0])[2]
    console.say(f"Matrices: {', '.join(known)} (pbp-assess matrix show NAME prints one)")
    while True:
        try:
            return find_matrix(workspace, console.ask(f"Matrix (Enter for {USUAL}): ").strip() or USUAL)[2]
        except InputError:
            raise
        except PbpAssessError as error:
            console.say(str(error))


def _people(matrix: "Matrix") -> "tuple[Invitation, ...]":
    """Everyone who is asked, typed one a line."""
    from pbp_assess.core.assessment import Kind

    console.say(f"\nWho is asked? One a line, as {_PERSON}; an empty line ends.")
    console.say('Roles, never names: "Place director:icb", "GP lead, North:primary_care:north-practices".')
    if matrix.readiness and matrix.readiness.sectors_required:
        console.say(f"Sectors that must be heard: {', '.join(matrix.readiness.sectors_required)}. Others may be added.")
    members = _typed("Member", Kind.MEMBER)
    while not members:
        console.say("At least one member is needed.")
        members = _typed("Member", Kind.MEMBER)
    console.say("Invited voices are shown beside the members and count in no test. Enter for none.")
    return (*members, *_typed("Invited voice", Kind.STAKEHOLDER))


def _typed(label: str, kind: "Kind") -> "list[Invitation]":
    """People typed one a line until an empty line."""
    people: list[Invitation] = []
    while text := console.ask(f"{label} {len(people) + 1}: ").strip():
        try:
            people.append(_person(text, kind))
        except UsageError as error:
            console.say(str(error))
    return people


def _aims(matrix: "Matrix") -> dict[str, str]:
    """The functions sought, typed one a line; none where the matrix has none."""
    from pbp_assess.cli.values import pairs
    from pbp_assess.workspace.scaffold import refuse_unknown_aims

    aims: dict[str, str] = {}
    if matrix.readiness is None or not matrix.readiness.functions:
        return aims
    console.say(f"\nWhat is sought from the ICB? One a line, as {_AIM}; an empty line ends, and none is fine.")
    console.say(f"Functions: {', '.join(matrix.readiness.function_by_id)}")
    console.say("Stages: " + "; ".join(f"{name} ({stage.plain})" for name, stage in matrix.readiness.stages.items()))
    while text := console.ask("Sought: ").strip():
        try:
            typed = pairs([text], "an aim")
            refuse_unknown_aims(matrix, typed)
            aims |= typed
        except PbpAssessError as error:
            console.say(str(error))
    return aims


# --- people given by options ----------------------------------------------------------------------


def _named(members: list[str], stakeholders: list[str]) -> "tuple[Invitation, ...]":
    """The people named by options, members first."""
    from pbp_assess.core.assessment import Kind

    named = [_person(text, Kind.MEMBER) for text in members]
    return (*named, *(_person(text, Kind.STAKEHOLDER) for text in stakeholders))


def _person(text: str, kind: "Kind") -> "Invitation":
    """`Place director:icb` or `GP lead, North:primary_care:gp-north`.

    Raises:
        UsageError: it is not of that form.
    """
    from pbp_assess.workspace.scaffold import Invitation, slug

    parts = [part.strip() for part in text.split(":")]
    if len(parts) not in (2, 3) or not all(parts):
        raise UsageError(f'{text!r} is not {_PERSON}, such as "Place director:icb"')
    slug(parts[0])
    sector = slug(parts[1].replace("_", " ")).replace("-", "_")
    return Invitation(parts[0], sector, kind, slug(parts[2]) if len(parts) > 2 else None)
