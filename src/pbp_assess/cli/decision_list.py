"""What did the ICB decide, what is held since when, and does anything say that it should be handed back?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import copy_for, judge_round
from pbp_assess.cli.session import session_of

if TYPE_CHECKING:
    from pbp_assess.core.disclosure import Copy

_HEADINGS = ("Decision", "Function", "Stage", "Outcome", "On", "By", "Review", "Minutes")


def list_(context: typer.Context) -> int:
    """List what the ICB decided, and the functions held, each with what its triggers say today.

    Example: pbp-assess decision list

    Example: pbp-assess decision list --as-of 2025-04-01
    """
    session = session_of(context)
    copy = copy_for(session, judge_round(session, only_sought=True))
    rows = [
        (
            one.id,
            one.function,
            one.stage,
            one.outcome.value.replace("_", " "),
            str(one.date),
            one.decided_by,
            str(one.review or ""),
            one.minutes or "",
        )
        for one in copy.decisions
    ]
    if rows:
        console.table(_HEADINGS, rows, title=f"{copy.facts.place}, as of {copy.facts.as_of}")
    else:
        console.out("No decision of the ICB has been recorded yet.")
    for decision in copy.decisions:
        if decision.conditions:
            console.prose(f"{decision.id} is on these conditions: {'; '.join(decision.conditions)}")
    for line, indent in _held(copy):
        console.prose(line, indent=indent)
    if not rows:
        session.say(f"Next: pbp-assess decision add FUNCTION --outcome granted --by ...{session.again()}")
    return ExitCode.ANSWERED


def _held(copy: "Copy") -> Iterator[tuple[str, int]]:
    """The functions held, each with its triggers."""
    from pbp_assess.report.wording.held import function_held, held_sentence, watched_words

    for holding in copy.holdings:
        yield f"{function_held(copy, holding)}. {held_sentence(copy, holding)}", 0
        for watched in holding.triggers:
            yield watched_words(copy, watched), 2
