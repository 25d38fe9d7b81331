"""How is a level that was agreed recorded, and taken out again?

moderation.yaml stands beside the sheets and never over them. Entries stand in the order in which they were agreed, so
that the last one can be taken out without naming it.
"""

from collections.abc import Mapping

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import AgreedLevel, Moderation
from pbp_assess.problems import ConflictError, NotFoundError, UsageError
from pbp_assess.workspace.beside_answers import Changed, change
from pbp_assess.workspace.history import unknown
from pbp_assess.workspace.layout import Workspace


def agree(
    workspace: Workspace,
    dossier: Dossier,
    entries: Mapping[str, AgreedLevel],
    who: str,
    *,
    instead_of: Mapping[str, AgreedLevel] | None = None,
    dry_run: bool = False,
) -> Changed[Moderation]:
    """Record these levels, all of them or none; `instead_of` are the entries that they may take the place of.

    Raises:
        NotFoundError: a criterion is not in the matrix.
        UsageError: a level agreed on it would change nothing: it is taken out, or not asked.
        ConflictError: another level was agreed already.
    """
    for criterion in entries:
        can_be_agreed(dossier, criterion)

    def agreed(moderation: Moderation) -> Moderation:
        for criterion, entry in entries.items():
            _refuse_to_lose(criterion, moderation.agreed.get(criterion), entry, (instead_of or {}).get(criterion))
        kept = {name: entry for name, entry in moderation.agreed.items() if entries.get(name, entry) == entry}
        return moderation.model_copy(update={"agreed": {**kept, **entries}})

    return change(workspace, dossier, Moderation, agreed, who, dry_run=dry_run)


def can_be_agreed(dossier: Dossier, criterion: str) -> None:
    """Refuse a criterion on which a level agreed would change nothing.

    Raises:
        NotFoundError: it is not in the matrix.
        UsageError: it is taken out, or not asked in this round.
    """
    known = tuple(dossier.matrix.criterion_by_id)
    if criterion not in known:
        raise unknown("criterion", criterion, known, "the matrix of this round")
    if criterion in dossier.round.excluded:
        raise UsageError(f"{criterion} is taken out of this round for everyone: a level agreed on it would not be used")
    if criterion not in dossier.asked_criteria:
        raise UsageError(f"{criterion} is not asked in this pulse: a level agreed on it would not be used")


def _refuse_to_lose(criterion: str, there: AgreedLevel | None, new: AgreedLevel, known: AgreedLevel | None) -> None:
    """An entry that stands there goes only where the caller knew of it."""
    if there is not None and there not in (new, known):
        raise ConflictError(
            f"level {there.level} was agreed on {criterion} already, and stays; --replace puts the new one in its place"
        )


def take_out(
    workspace: Workspace, dossier: Dossier, criterion: str, who: str, *, dry_run: bool = False
) -> tuple[str, AgreedLevel]:
    """Take an agreed level out (with "", the last one recorded), and answer with what stood there.

    Raises:
        NotFoundError: nothing was agreed on it, or on anything.
    """

    def without(moderation: Moderation) -> Moderation:
        gone = criterion or next(reversed(moderation.agreed), "")
        if gone not in moderation.agreed:
            raise NotFoundError(_nothing(dossier, criterion, moderation))
        kept = {name: entry for name, entry in moderation.agreed.items() if name != gone}
        return moderation.model_copy(update={"agreed": kept})

    done = change(workspace, dossier, Moderation, without, who, dry_run=dry_run)
    return next((name, entry) for name, entry in done.before.agreed.items() if name not in done.after.agreed)


def _nothing(dossier: Dossier, criterion: str, moderation: Moderation) -> str:
    """Why there is nothing to take out, and what could be."""
    there = f" (agreed so far: {', '.join(moderation.agreed)})" if moderation.agreed else ""
    on = f" on {criterion}" if criterion else ""
    return f"no level has been agreed{on} in round {dossier.round.id}{there}"
