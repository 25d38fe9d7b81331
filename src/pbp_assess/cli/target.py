"""Which level do the partners want a question to have reached, by when, and has it?"""

from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.action_words import due_on
from pbp_assess.cli.beside_answers import keep_out, saved
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import copy_for, judge_round
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.register import RegisterOption
from pbp_assess.cli.session import session_of
from pbp_assess.cli.values import day, pairs
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pbp_assess.core.assessment import Dossier
    from pbp_assess.core.disclosure import Copy
    from pbp_assess.core.records import Target

app = typer.Typer()

_DAY = "YYYY-MM-DD"


@app.command()
def add(
    context: typer.Context,
    levels: Annotated[list[str], typer.Argument(metavar="CRITERION=LEVEL...", help="The levels wanted.")],
    by: Annotated[str, typer.Option("--by", metavar=_DAY, help="By when.")],
    note: Annotated[str, typer.Option(metavar="TEXT", help="Anything to know about it; the facilitator's own.")] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Set a level that the partners want a question to have reached by a day; again for that day to change it.

    Example: pbp-assess target add GOV2=3 FIN3=2 --by 2025-03-31
    """
    from pbp_assess.cli.asked import who_writes
    from pbp_assess.cli.moderation.entries import in_words
    from pbp_assess.core.records import Target
    from pbp_assess.workspace.actions import want
    from pbp_assess.workspace.beside_answers import entry_of

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    keep_out(register, judged, {"--note": note})
    due, round_id = due_on(by, "--by"), judged.dossier.round.id
    wanted = [
        entry_of(Target, criterion=name, level=level, due=due, round=round_id, note=note or None)
        for name, level in _levels(judged.dossier, levels)
    ]
    done = want(judged.workspace, judged.dossier, wanted, who_writes("target"), dry_run=dry_run)
    used = judged.result.profile.criteria
    for target in wanted:
        level = used[target.criterion].held.level
        now = f" (level used now: {level})" if level is not None else ""
        words = in_words(judged.dossier, target.criterion, target.level)
        console.prose(f"{target.criterion}: wanted by {due}: {words}{now}")
    saved(judged, done, dry_run=dry_run)
    session.say(f"Next: pbp-assess target list{session.again()}")
    return ExitCode.ANSWERED


@app.command("list")
def list_(
    context: typer.Context,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 where one was missed.")] = False,
) -> int:
    """List the levels wanted beside the levels used: met, not due yet, or missed on the day of judging.

    Example: pbp-assess target list --as-of 2025-04-01
    """
    from pbp_assess.core.compare.facts import Aimed, aimed

    session = session_of(context)
    copy = copy_for(session, judge_round(session, only_sought=True))
    became = [(target, aimed(target, _used(copy, target), copy.facts.as_of)) for target in copy.targets]
    rows = [_row(copy, target, result.value) for target, result in sorted(became, key=lambda pair: pair[0].due)]
    if rows:
        title = f"{copy.facts.place}, as of {copy.facts.as_of}"
        console.table(("Question", "", "Level used", "Wanted", "By", "Stands", "Since"), rows, title=title)
    else:
        console.out("No level is wanted by any day yet.")
    missed = any(result is Aimed.MISSED for _, result in became)
    return ExitCode.NO if fail and missed else ExitCode.ANSWERED


@app.command()
def remove(
    context: typer.Context,
    criterion: Annotated[str, typer.Argument(metavar="CRITERION", help="The question.")],
    by: Annotated[str, typer.Option("--by", metavar=_DAY, help="Only the level wanted by this day.")] = "",
    dry_run: DryRun = False,
) -> int:
    """Take out the levels wanted of a question; what stood there is said.

    Example: pbp-assess target remove GOV2
    """
    from pbp_assess.cli.asked import who_writes
    from pbp_assess.workspace.actions import take_targets

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    # of an earlier round's matrix, whatever it was called there
    named = {one.criterion.casefold(): one.criterion for one in judged.dossier.actions.targets}
    name, due = named.get(criterion.casefold(), criterion), day(by, "--by")
    done = take_targets(judged.workspace, judged.dossier, name, due, who_writes("target"), dry_run=dry_run)
    for gone in done.before.targets:
        if gone not in done.after.targets:
            console.prose(f"{name}: level {gone.level}, wanted by {gone.due}, is taken out.")
    saved(judged, done, dry_run=dry_run)
    return ExitCode.ANSWERED


def _used(copy: "Copy", target: "Target") -> int | None:
    """The level used, as far as this copy shows it."""
    entry = copy.criteria.get(target.criterion)
    return entry.held.level if entry else None


def _row(copy: "Copy", target: "Target", stands: str) -> tuple[str, ...]:
    entry, used = copy.criteria.get(target.criterion), _used(copy, target)
    name = entry.criterion.name if entry else "no longer asked"
    level = "" if used is None else str(used)
    return target.criterion, name, level, str(target.level), str(target.due), stands, target.round


def _levels(dossier: "Dossier", typed: list[str]) -> "Iterator[tuple[str, int]]":
    """`GOV2=3 FIN3=2`, or parted by commas, as questions and levels.

    Raises:
        NotFoundError: there is no such question.
        UsageError: a level is none of the scale's.
    """
    from pbp_assess.cli.moderation.entries import criterion_meant, on_scale

    parts = [part for text in typed for part in text.split(",") if part.strip()]
    for name, level in pairs(parts, "target add").items():
        criterion = criterion_meant(dossier, name)
        if not (level.isascii() and level.isdecimal()):
            raise UsageError(f"{criterion}={level}: a level is a number of the scale")
        yield criterion, on_scale(dossier, int(level))
