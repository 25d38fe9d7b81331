"""Who owns an action, and by when is it due, in the words that were typed?"""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli.opening import Judged
from pbp_assess.cli.register import Names
from pbp_assess.cli.session import Session
from pbp_assess.cli.values import day
from pbp_assess.problems import NotFoundError, UsageError

if TYPE_CHECKING:
    from pbp_assess.core.records import Action

OwnerOption = Annotated[str, typer.Option(metavar="ROLE|ID", help="Who on the panel sees to it.")]


def owner_meant(session: Session, judged: Judged, typed: str, known: Names) -> str:
    """The id of somebody on the panel today.

    Raises:
        NotFoundError: it is nobody, or several.
    """
    from pbp_assess.cli.naming import identify

    today = session.today()
    roles = {
        leader.id: leader.role for leader in judged.dossier.panel.leaders if leader.left is None or leader.left > today
    }
    try:
        return identify(typed, roles, known, "{} is not on the panel")
    except NotFoundError as error:
        raise NotFoundError(f"{error}; pbp-assess panel list says who is") from None


def owner_role(judged: Judged, owner: str) -> str:
    """The owner's role, as reports print it."""
    from pbp_assess.cli.asked import role_of

    return role_of(judged.dossier, owner)


def action_words(judged: Judged, action: "Action") -> str:
    """An action as it stands on the day of judging: what, who, by when, for what."""
    overdue = action.status == "open" and action.due < judged.result.facts.as_of
    stands = f"done on {action.done}" if action.done else "overdue" if overdue else action.status
    about = " and ".join(part for part in (action.function, action.criterion, action.document) if part)
    of = f" For {about}." if about else ""
    who = owner_role(judged, action.owner)
    return f"{action.id}: {action.what.rstrip('.')}. {who}, by {action.due}: {stands}.{of}"


def due_on(typed: str, option: str) -> datetime.date:
    """A day, which has to be there.

    Raises:
        UsageError: it is none.
    """
    due = day(typed, option)
    if due is None:
        raise UsageError(f"{option} is needed: an action without a date is a wish")
    return due
