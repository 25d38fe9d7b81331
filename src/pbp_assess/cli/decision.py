"""What did the ICB decide about a function, on which conditions, and what is held?"""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pbp_assess.cli import console
from pbp_assess.cli.beside_answers import given, keep_out, saved
from pbp_assess.cli.decision_list import list_
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, judge_round
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.register import RegisterOption
from pbp_assess.cli.session import Session, session_of
from pbp_assess.cli.values import counted, day
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    import datetime

    from pbp_assess.core.records import Decided, Decision

app = typer.Typer()
app.command("list")(list_)

_DAY = "YYYY-MM-DD"


@app.command()
def add(
    context: typer.Context,
    function: Annotated[str, typer.Argument(metavar="FUNCTION", help="The function decided on.")],
    outcome: Annotated[str, typer.Option(metavar="granted|refused|deferred|handed-back", help="What was decided.")],
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who decided, such as the ICB board.")],
    on: Annotated[str, typer.Option("--date", metavar=_DAY, help="The day of the decision; else today.")] = "",
    stage: Annotated[str, typer.Option(metavar="STAGE", help="The stage it is about; else the one sought.")] = "",
    holder: Annotated[
        str, typer.Option(metavar="WHOM", help="To whom: a committee, an officer, a body; else place.yaml's.")
    ] = "",
    limits: Annotated[str, typer.Option(metavar="TEXT", help="Within which sums, for how long.")] = "",
    condition: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="On which condition, in the ICB's words; repeat.")
    ] = None,
    review: Annotated[str, typer.Option(metavar=_DAY, help="When it will be looked at again.")] = "",
    minutes: Annotated[str, typer.Option(metavar="REFERENCE", help="Where it is minuted.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Anything to know about it; the facilitator's own.")] = "",
    id_: Annotated[
        str, typer.Option("--id", metavar="ID", help="A short name; else it is made of function and day.")
    ] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Record what the ICB decided about a function: it decides, and stays accountable.

    Example: pbp-assess decision add vcse_prevention --outcome granted --by "ICB board" --minutes "17 July 2024, item 9"

    Example: pbp-assess decision add bcf_s75 --outcome deferred --by "ICB board" --date 2024-07-17 --review 2025-01-15

    Nothing in a round turns on it. From the day of a grant reports say since when the function is held, which of the
    matrix's triggers for handing it back are pulled, and when its review is due; "handed-back" ends that.
    """
    from pbp_assess.workspace.decisions import decide
    from pbp_assess.workspace.evidence import known_function

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    texts = {"--by": by, "--holder": holder, "--limits": limits, "--minutes": minutes, "--note": note}
    keep_out(register, judged, {**texts, "--condition": "\n".join(condition or ())})
    _refuse_the_partnership(judged, holder)
    said: dict[str, Any] = {
        "function": known_function(judged.dossier, function),
        "stage": _stage(judged, function, stage),
        "outcome": _outcome(outcome),
        "date": _day(session, judged, on),
        "decided_by": by,
        "conditions": tuple(condition or ()),
        **given(id=id_, holder=holder, limits=limits, review=day(review, "--review"), minutes=minutes, note=note),
    }
    done = decide(judged.workspace, judged.dossier, said, _who(), dry_run=dry_run)
    console.prose(_words(done.after.decisions[-1]))
    saved(judged, done, dry_run=dry_run)
    session.say(f"Next: pbp-assess decision list{session.again()}")
    return ExitCode.ANSWERED


@app.command()
def remove(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The decision's id.")],
    dry_run: DryRun = False,
) -> int:
    """Take a decision out that was recorded by mistake; what stood there is said.

    Example: pbp-assess decision remove vcse-prevention-2024-07-17

    A function that is given back to the ICB is a decision of its own: decision add FUNCTION --outcome handed-back.
    """
    from pbp_assess.core.records import Decisions
    from pbp_assess.workspace.entries import take_out

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    done = take_out(judged.workspace, judged.dossier, Decisions, decision, _who(), dry_run=dry_run)
    gone = next(one for one in done.before.decisions if one.id == decision)
    console.prose(f"Taken out: {_words(gone)}")
    saved(judged, done, dry_run=dry_run)
    return ExitCode.ANSWERED


# --- what was said --------------------------------------------------------------------------------


def _stage(judged: Judged, function: str, typed: str) -> str:
    """The stage named, else the one sought.

    Raises:
        NotFoundError: there is no such stage.
        UsageError: none is named, and the round does not seek the function.
    """
    from pbp_assess.workspace.history import unknown

    stages = tuple(judged.dossier.matrix.policy.stages)
    if typed and typed not in stages:
        raise unknown("stage", typed, stages, "the matrix of this round")
    stage = typed or judged.dossier.round.aims.get(function, "")
    if not stage:
        raise UsageError(f"this round does not seek {function}: say which stage with --stage ({', '.join(stages)})")
    return stage


def _outcome(typed: str) -> "Decided":
    """What was decided.

    Raises:
        UsageError: it is no such word.
    """
    from pbp_assess.core.records import Decided

    word = typed.strip().casefold().replace("-", "_").replace(" ", "_")
    if word not in list(Decided):
        words = ", ".join(decided.value.replace("_", "-") for decided in Decided)
        raise UsageError(f"--outcome is one of {words}, not {typed!r}")
    return Decided(word)


def _day(session: Session, judged: Judged, typed: str) -> "datetime.date":
    """The day of the decision.

    Raises:
        UsageError: the round had not been opened by then, or it is still to come.
    """
    when, opened = day(typed, "--date") or session.today(), judged.dossier.round.opened
    if when < opened:
        label = judged.dossier.round.id
        raise UsageError(f"round {label} opened on {opened}, and was not before the ICB on {when}: so name --round")
    if when > session.today():
        raise UsageError(f"{when} is still to come: a decision is recorded once it is taken")
    return when


def _refuse_the_partnership(judged: Judged, holder: str) -> None:
    """A partnership is no legal body.

    Raises:
        UsageError: it would hold the function.
    """
    word = holder.casefold().rstrip(". ")
    if word.endswith("partnership") or word == judged.dossier.place.name.casefold():
        raise UsageError(
            f"nothing can be delegated to {holder!r}: a partnership is no legal body; name the committee, officer or "
            "organisation"
        )


def _words(decision: "Decision") -> str:
    """A decision in a sentence."""
    outcome = decision.outcome.value.replace("_", " ")
    on = f", on {counted(len(decision.conditions), 'condition')}" if decision.conditions else ""
    again = f"; to be reviewed on {decision.review}" if decision.review else ""
    return (
        f"{decision.id}: {decision.function} at {decision.stage}, {outcome} on {decision.date} by "
        f"{decision.decided_by}{on}{again}."
    )


def _who() -> str:
    from pbp_assess.cli.asked import who_writes

    return who_writes("decision")
