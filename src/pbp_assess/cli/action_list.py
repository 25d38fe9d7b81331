"""Which actions are there, where do they stand, and what has nobody taken on?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import copy_for, judge_round
from pbp_assess.cli.session import session_of
from pbp_assess.cli.values import counted

if TYPE_CHECKING:
    from pbp_assess.core.assess import Commitment
    from pbp_assess.core.disclosure import Copy

_HEADINGS = ("Action", "What", "Owner", "Due", "Stands", "About", "Since")


def list_(
    context: typer.Context,
    open_: Annotated[bool, typer.Option("--open", help="Only what is not done.")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 where something is overdue.")] = False,
) -> int:
    """List the actions of all rounds, what is overdue first, and the conditions that nobody has taken on.

    Example: pbp-assess action list --open

    Example: pbp-assess action list --overdue --as-of 2024-09-30 --fail
    """
    from pbp_assess.report.wording.summary import without_owner

    session = session_of(context)
    copy = copy_for(session, judge_round(session, only_sought=True))
    late = [taken for taken in copy.commitments if taken.overdue(copy.facts.as_of)]
    chosen = late if overdue else sorted(copy.commitments, key=lambda taken: (taken.done, taken.due))
    rows = [_row(copy, taken) for taken in chosen if not (open_ and taken.done)]
    if rows:
        console.table(_HEADINGS, rows, title=f"{copy.facts.place}, as of {copy.facts.as_of}")
    loose = without_owner(copy)
    for line in _told(copy, late, loose, anything=bool(rows)):
        console.prose(line)
    if loose:
        session.say(f"Next: pbp-assess action from-conditions{session.again()}")
    return ExitCode.NO if fail and late else ExitCode.ANSWERED


def _row(copy: "Copy", taken: "Commitment") -> tuple[str, ...]:
    from pbp_assess.report.wording.changes import commitment_status

    stands = commitment_status(copy, taken).lower()
    about = ", ".join(part for part in (taken.function, taken.criterion, taken.document) if part)
    return taken.id, taken.what, taken.owner, str(taken.due), stands, about, taken.round_id


def _told(copy: "Copy", late: "list[Commitment]", loose: int, *, anything: bool) -> Iterator[str]:
    """How much is overdue, and what has neither owner nor date."""
    if not anything:
        yield "There is no such action." if copy.commitments else "No action has been taken on yet."
    if late:
        yield f"{counted(len(late), 'action is', 'actions are')} overdue."
    if loose:
        of = counted(loose, "condition of a function sought has", "conditions of functions sought have")
        yield f"{of} neither owner nor date."
