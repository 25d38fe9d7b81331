"""Who does what by when, and what became of it?"""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbp_assess.cli import console
from pbp_assess.cli.action_conditions import from_conditions
from pbp_assess.cli.action_list import list_
from pbp_assess.cli.action_words import OwnerOption, action_words, due_on, owner_meant
from pbp_assess.cli.beside_answers import given, keep_out, saved
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, judge_round
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.register import RegisterOption
from pbp_assess.cli.session import Session, session_of
from pbp_assess.cli.values import day
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.records import Action, Actions
    from pbp_assess.workspace.beside_answers import Changed

app = typer.Typer()
app.command("list")(list_)
app.command("from-conditions")(from_conditions)

_DAY = "YYYY-MM-DD"

FunctionOption = Annotated[str, typer.Option(metavar="FUNCTION", help="The function whose condition it meets.")]
CriterionOption = Annotated[str, typer.Option(metavar="CRITERION", help="The question it is about.")]
DocumentOption = Annotated[str, typer.Option(metavar="DOCUMENT", help="The document it is about; with --function.")]
ShownByOption = Annotated[str, typer.Option(metavar="TEXT", help="How we will know that it is done.")]
DueOption = Annotated[str, typer.Option(metavar=_DAY, help="By when.")]
ActionArgument = Annotated[str, typer.Argument(metavar="ACTION", help="The action's id.")]


@app.command()
def add(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What will be done.")],
    owner: OwnerOption,
    due: DueOption,
    function: FunctionOption = "",
    criterion: CriterionOption = "",
    document: DocumentOption = "",
    shown_by: ShownByOption = "",
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="A short name; else it is made of the words.")] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Take on an action: what, who sees to it, and by when.

    Example: pbp-assess action add "Write one page of risk terms" --owner place-director --due 2024-09-30

    Example: pbp-assess action add "Try it on one scheme" --owner "GP lead, North" --due 2024-10-31 --criterion CAR4

    There is no action without an owner and a date. With --function and --criterion (or --document) it gives that
    function's condition both. The owner is kept by id, and printed by role.
    """
    from pbp_assess.workspace.actions import take_on

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    known = keep_out(register, judged, {"the action": what, "--shown-by": shown_by})
    said: dict[str, Any] = {
        "what": what,
        "owner": owner_meant(session, judged, owner, known),
        "due": due_on(due, "--due"),
        **_about(judged, function, criterion, document),
        **given(shown_by=shown_by, id=id_),
    }
    done = take_on(judged.workspace, judged.dossier, [said], _who(), dry_run=dry_run)
    return _end(session, judged, done, done.after.actions[-1], dry_run=dry_run)


@app.command()
def change(
    context: typer.Context,
    action: ActionArgument,
    what: Annotated[str, typer.Option(metavar="TEXT", help="What will be done.")] = "",
    owner: Annotated[str, typer.Option(metavar="ROLE|ID", help="Who sees to it.")] = "",
    due: DueOption = "",
    function: FunctionOption = "",
    criterion: CriterionOption = "",
    document: DocumentOption = "",
    shown_by: ShownByOption = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Say something else of an action: another date, another owner; what no option says stays as it is.

    Example: pbp-assess action change risk-terms --due 2024-10-31
    """
    from pbp_assess.core.records import Actions
    from pbp_assess.workspace.entries import change_entry

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    known = keep_out(register, judged, {"--what": what, "--shown-by": shown_by})
    said = {
        **given(
            what=what,
            owner=owner_meant(session, judged, owner, known) if owner else "",
            due=day(due, "--due"),
            shown_by=shown_by,
        ),
        **_about(judged, function, criterion, document),
    }
    if not said:
        raise UsageError("say what is to change: --what, --owner, --due, or what it is about")
    done = change_entry(judged.workspace, judged.dossier, Actions, action, lambda _: said, _who(), dry_run=dry_run)
    return _end(session, judged, done, _of(done, action), dry_run=dry_run)


@app.command("done")
def done_(
    context: typer.Context,
    action: ActionArgument,
    on: Annotated[str, typer.Option("--date", metavar=_DAY, help="When it was done; else today.")] = "",
    shown_by: Annotated[str, typer.Option(metavar="TEXT", help="What shows it.")] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Call an action done.

    Example: pbp-assess action done risk-terms --date 2024-09-12 --shown-by "Terms adopted, minute 6"
    """
    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    keep_out(register, judged, {"--shown-by": shown_by})
    when = day(on, "--date") or session.today()
    if when > session.today():
        raise UsageError(f"{when} is still to come: an action is called done once it is")
    done = _settled(judged, action, when, shown_by, dry_run=dry_run)
    return _end(session, judged, done, _of(done, action), dry_run=dry_run)


@app.command()
def reopen(context: typer.Context, action: ActionArgument, dry_run: DryRun = False) -> int:
    """Call an action open again.

    Example: pbp-assess action reopen risk-terms
    """
    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    done = _settled(judged, action, None, "", dry_run=dry_run)
    return _end(session, judged, done, _of(done, action), dry_run=dry_run)


@app.command()
def remove(context: typer.Context, action: ActionArgument, dry_run: DryRun = False) -> int:
    """Take an action out; what stood there is said.

    Example: pbp-assess action remove risk-terms
    """
    from pbp_assess.core.records import Actions
    from pbp_assess.workspace.entries import take_out

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    done = take_out(judged.workspace, judged.dossier, Actions, action, _who(), dry_run=dry_run)
    gone = next(one for one in done.before.actions if one.id == action)
    console.prose(f"Taken out: {action_words(judged, gone)}")
    saved(judged, done, dry_run=dry_run)
    return ExitCode.ANSWERED


# --- what was said, and what was done -------------------------------------------------------------


def _about(judged: Judged, function: str, criterion: str, document: str) -> dict[str, object]:
    """What an action is about, as far as that is said; a document alone stands for the function that needs it.

    Raises:
        NotFoundError: there is no such function, question or document.
        UsageError: two functions need a document of this name.
    """
    from pbp_assess.cli.moderation.entries import criterion_meant
    from pbp_assess.workspace.evidence import known_function, shelf_of

    dossier = judged.dossier
    if document:
        function = shelf_of(dossier, document, function).owner
    return given(
        function=known_function(dossier, function) if function else "",
        criterion=criterion_meant(dossier, criterion) if criterion else "",
        document=document,
    )


def _settled(judged: Judged, action: str, on: Any, shown_by: str, *, dry_run: bool) -> "Changed[Actions]":
    from pbp_assess.workspace.actions import settle

    return settle(judged.workspace, judged.dossier, action, on, shown_by, _who(), dry_run=dry_run)


def _of(done: "Changed[Actions]", action: str) -> "Action":
    return next(one for one in done.after.actions if one.id == action)


def _end(session: Session, judged: Judged, done: "Changed[Actions]", action: "Action", *, dry_run: bool) -> int:
    """The action as it now stands, where it is kept, and what comes next."""
    console.prose(action_words(judged, action))
    saved(judged, done, dry_run=dry_run)
    session.say(f"Next: pbp-assess action list{session.again()}")
    return ExitCode.ANSWERED


def _who() -> str:
    from pbp_assess.cli.asked import who_writes

    return who_writes("action")
