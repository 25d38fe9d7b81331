"""How is it noted what follows: actions with their owners and dates, and levels wanted by a day?"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import Action, Actions, Target
from pbp_assess.problems import ConflictError, NotFoundError
from pbp_assess.workspace.beside_answers import Changed, change, entry_of
from pbp_assess.workspace.entries import added, change_entries, change_entry, id_for
from pbp_assess.workspace.history import unknown
from pbp_assess.workspace.layout import Workspace

KIND = "action"


def take_on(
    workspace: Workspace, dossier: Dossier, new: Sequence[dict[str, Any]], who: str, *, dry_run: bool = False
) -> Changed[Actions]:
    """Put these at the end, all of them or none; where no id is said, it is made of the words.

    Raises:
        ConflictError: there is an action of the same id, or the same was taken on for the same thing.
    """

    def with_them(there: tuple[Action, ...]) -> tuple[Action, ...]:
        for said in new:
            made = {"id": id_for(said["what"], KIND, there), "round": dossier.round.id}
            entry = entry_of(Action, **{**made, **said})
            _refuse_twice(there, entry)
            there = added(there, entry, KIND)
        return there

    return change_entries(workspace, dossier, Actions, with_them, who, dry_run=dry_run)


def _refuse_twice(actions: Iterable[Action], new: Action) -> None:
    """The same words for the same thing, still to be done, are the same action; so is a condition taken on before."""
    for one in actions:
        same_thing = (one.function, one.criterion, one.document) == (new.function, new.criterion, new.document)
        condition = new.function is not None and (new.criterion or new.document) and one.round == new.round
        if same_thing and one.status == "open" and (one.what == new.what or condition):
            raise ConflictError(f"this was taken on already, as {one.id}, by {one.due}: action change alters it")


def settle(
    workspace: Workspace,
    dossier: Dossier,
    wanted: str,
    on: datetime.date | None,
    shown_by: str,
    who: str,
    *,
    dry_run: bool = False,
) -> Changed[Actions]:
    """Call an action done on a day; with None, open again.

    Raises:
        NotFoundError: there is none of this id.
        ConflictError: it stands so already.
    """

    def fields(action: Action) -> dict[str, Any]:
        if (action.status == "open") is (on is None):
            when = f" on {action.done}" if action.done else ""
            raise ConflictError(f"{wanted} is open" if on is None else f"{wanted} was done already{when}")
        return {"status": "open" if on is None else "done", "done": on, **({"shown_by": shown_by} if shown_by else {})}

    return change_entry(workspace, dossier, Actions, wanted, fields, who, dry_run=dry_run)


# --- targets --------------------------------------------------------------------------------------


def want(
    workspace: Workspace, dossier: Dossier, targets: Iterable[Target], who: str, *, dry_run: bool = False
) -> Changed[Actions]:
    """Set these levels as wanted; one of the same criterion by the same day takes the place of the one before."""
    new = {(one.criterion, one.due): one for one in targets}

    def with_them(there: Actions) -> Actions:
        kept = [one for one in there.targets if (one.criterion, one.due) not in new]
        return there.model_copy(update={"targets": (*kept, *new.values())})

    return change(workspace, dossier, Actions, with_them, who, dry_run=dry_run)


def take_targets(
    workspace: Workspace,
    dossier: Dossier,
    criterion: str,
    due: datetime.date | None,
    who: str,
    *,
    dry_run: bool = False,
) -> Changed[Actions]:
    """Take out the levels wanted of a criterion, by that day or by any.

    Raises:
        NotFoundError: none is.
    """

    def with_fewer(there: Actions) -> Actions:
        gone = [one for one in there.targets if one.criterion == criterion and due in {None, one.due}]
        if not gone and due is not None:
            raise NotFoundError(f"no level of {criterion} is wanted by {due}")
        if not gone:
            raise unknown("target for", criterion, tuple(one.criterion for one in there.targets), "what is wanted")
        return there.model_copy(update={"targets": tuple(one for one in there.targets if one not in gone)})

    return change(workspace, dossier, Actions, with_fewer, who, dry_run=dry_run)
