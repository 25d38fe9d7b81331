"""How does a partnership start: which place, which ICB, who is asked, on which matrix?"""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import terminal_only
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Kind
    from pbp_assess.workspace.scaffold import Invitation, Plan

_PERSON = "ROLE:SECTOR[:ORGANISATION]"


def command(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Where the workspace stands or shall stand.")] = None,
    name: Annotated[str, typer.Option(help="The place's name, such as Oxfordshire.")] = "",
    icb: Annotated[str, typer.Option(help="The ICB's name.")] = "",
    matrix: Annotated[str, typer.Option(help="The matrix to ask (`pbp-assess matrix list`).")] = "",
    member: Annotated[list[str] | None, typer.Option(metavar=_PERSON, help="A member; repeat.")] = None,
    stakeholder: Annotated[list[str] | None, typer.Option(metavar=_PERSON, help="An invited voice; repeat.")] = None,
    aim: Annotated[list[str] | None, typer.Option(metavar="FUNCTION=STAGE", help="A function sought; repeat.")] = None,
    group: Annotated[list[str] | None, typer.Option(help="A priority group of people; repeat.")] = None,
    committee: Annotated[str, typer.Option(help="The body or officer that functions would be handed to.")] = "",
    opened: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The day the round opens; else today.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Say what would be written, and write nothing.")
    ] = False,
) -> int:
    """Start a workspace: place, ICB, panel, matrix and first round. What is not given is asked.

    Example: pbp-assess init --name Oxfordshire --icb "Example ICB" --member "Place director:icb"

    People are named by role, never by name. --place and --round set the ids; a round is labelled by its
    NHS financial quarter unless you say otherwise. Nothing that is there is overwritten.
    """
    from pbp_assess.workspace.layout import MARKER, Workspace
    from pbp_assess.workspace.scaffold import Opening, plan

    session = session_of(context)
    root = (session.workspace or folder or Path()).absolute()
    workspace = Workspace(root)
    opening = Opening(
        name=name or _ask(session, "The place's name", "--name"),
        icb=icb or _ask(session, "The ICB's name", "--icb"),
        matrix=matrix or _ask_matrix(session, workspace),
        invited=_invited(session, member or [], stakeholder or []),
        opened=_day(opened) or session.today(),
        place=session.place or "",
        round_id=session.round or "",
        aims=_aims(aim or []),
        committee=committee,
        groups=tuple(group or ()),
    )
    made = plan(workspace, opening)
    if dry_run:
        console.out("would write:")
    else:
        made.write()
    for path in made.files:
        console.out(("  " if dry_run else "") + workspace.shown(path))
    if not dry_run:
        _next(session, made, (root / MARKER).exists() and root != Path.cwd())
    return ExitCode.ANSWERED


def _next(session: Session, made: "Plan", elsewhere: bool) -> None:
    """What to do next."""
    where = f" -C {made.workspace.shown(made.workspace.root)}" if elsewhere else ""
    session.say(f"\nRound {made.round_id} of {made.place} is open. Next: pbp-assess score{where}")


def _ask(session: Session, what: str, option: str) -> str:
    """A line from the terminal; it is asked again while it is empty."""
    terminal_only(session, f"{option} is needed")
    while not (answer := console.ask(f"{what}: ").strip()):
        console.say("Please type something, or Ctrl-C to stop; nothing is written yet.")
    return answer


def _ask_matrix(session: Session, workspace: object) -> str:
    """The only matrix there is, the shipped one when nobody can be asked, else the one chosen from the list."""
    from pbp_assess.workspace.layout import Workspace
    from pbp_assess.workspace.scaffold import matrix_ids

    known = matrix_ids(workspace if isinstance(workspace, Workspace) else None)
    default = "place-partnership" if "place-partnership" in known else known[0]
    if session.no_input or len(known) == 1:
        return default
    console.say(f"Matrices: {', '.join(known)}")
    return console.ask(f"Matrix (Enter for {default}): ").strip() or default


def _invited(session: Session, members: list[str], stakeholders: list[str]) -> "tuple[Invitation, ...]":
    """The people named by options, else those typed one by one."""
    from pbp_assess.core.assessment import Kind

    if members:
        named = [_person(text, Kind.MEMBER) for text in members]
        return (*named, *(_person(text, Kind.STAKEHOLDER) for text in stakeholders))
    terminal_only(session, "--member is needed")
    console.say(f"Who is asked? One a line, as {_PERSON}; an empty line ends. Roles only, no names.")
    typed = _typed("Member", Kind.MEMBER)
    return (*typed, *_typed("Invited voice", Kind.STAKEHOLDER))


def _typed(label: str, kind: "Kind") -> "list[Invitation]":
    """People typed one a line until an empty line."""
    people: list[Invitation] = []
    while text := console.ask(f"{label} {len(people) + 1}: ").strip():
        try:
            people.append(_person(text, kind))
        except UsageError as error:
            console.say(str(error))
    return people


def _person(text: str, kind: "Kind") -> "Invitation":
    """`Place director:icb` or `GP lead, North:primary_care:gp-north`.

    Raises:
        UsageError: it is not of that form.
    """
    from pbp_assess.workspace.scaffold import Invitation, slug

    parts = [part.strip() for part in text.split(":")]
    if len(parts) not in (2, 3) or not all(parts):
        raise UsageError(f'{text!r} is not {_PERSON}, such as "Place director:icb"')
    sector = slug(parts[1].replace("_", " ")).replace("-", "_")
    return Invitation(parts[0], sector, kind, slug(parts[2]) if len(parts) > 2 else None)


def _aims(texts: list[str]) -> dict[str, str]:
    """`bcf_s75=partial` as function and stage.

    Raises:
        UsageError: one is not of that form, or a function is named twice.
    """
    aims: dict[str, str] = {}
    for text in texts:
        function, equals, stage = (part.strip() for part in text.partition("="))
        if not (function and equals and stage) or function in aims:
            raise UsageError(f"--aim {text!r} is not FUNCTION=STAGE, or names a function twice")
        aims[function] = stage
    return aims


def _day(text: str) -> datetime.date | None:
    """A day written YYYY-MM-DD; None for an empty text.

    Raises:
        UsageError: it is no such day.
    """
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--opened is a day written YYYY-MM-DD, not {text!r}") from None
