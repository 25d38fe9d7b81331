"""How is it noted what the ICB decided?

The ICB decides: nothing in a round turns on what stands here.
"""

from collections.abc import Iterable
from typing import Any

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import Decided, Decision, Decisions
from pbp_assess.problems import ConflictError
from pbp_assess.workspace.beside_answers import Changed, entry_of
from pbp_assess.workspace.entries import added, change_entries, id_for
from pbp_assess.workspace.layout import Workspace

KIND = "decision"


def decide(
    workspace: Workspace, dossier: Dossier, said: dict[str, Any], who: str, *, dry_run: bool = False
) -> Changed[Decisions]:
    """Put a decision at the end; where no id is said, it is made of the function and the day.

    Raises:
        ConflictError: it is noted already, under this id or another; or what is handed back is not held.
    """

    def with_it(there: tuple[Decision, ...]) -> tuple[Decision, ...]:
        made = id_for(f"{said['function']} {said['date']}", KIND, there)
        new = entry_of(Decision, **{"id": made, "round": dossier.round.id, **said})
        _refuse_twice(there, new)
        return added(there, new, KIND)

    return change_entries(workspace, dossier, Decisions, with_it, who, dry_run=dry_run)


def _refuse_twice(there: Iterable[Decision], new: Decision) -> None:
    decisions = Decisions(schema_="pbp-assess/decisions/1", decisions=tuple(there))
    for one in decisions.decisions:
        if (one.function, one.stage, one.outcome, one.date) == (new.function, new.stage, new.outcome, new.date):
            raise ConflictError(f"this is noted already, as {one.id}; decision remove takes it out")
    if new.outcome is Decided.HANDED_BACK and new.function not in decisions.held(new.date):
        raise ConflictError(f"{new.function} is not held on {new.date}, so that nothing can be handed back")
