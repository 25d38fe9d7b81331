"""What did every round of a place say?"""

from pbp_assess.core.assessment import Dossier
from pbp_assess.problems import NotFoundError
from pbp_assess.workspace.history import History, choose_round, list_rounds
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.reading import Opened, read_round


def read_rounds(workspace: Workspace, place: str, last: str | None = None) -> tuple[History, ...]:
    """Every round up to the one named (the latest), oldest first, each read once, with the full rounds it rests on.

    Raises:
        NotFoundError: there is no round.
    """
    labels = [one.id for one in list_rounds(workspace, place)]
    if not labels:
        raise NotFoundError(f"{place} has no round")
    if last is not None:
        labels = labels[: labels.index(choose_round(workspace, place, last)) + 1]
    histories: list[History] = []
    full: list[Opened] = []  # newest first
    for label in labels:
        opened = read_round(workspace, place, label)
        histories.append(History(opened, tuple(full[: _reach(opened.dossier)])))
        if opened.dossier and opened.dossier.round.kind == "full":
            full.insert(0, opened)
    return tuple(histories)


def _reach(dossier: Dossier | None) -> int:
    """How many full rounds before it a round is judged by."""
    stages = dossier.matrix.policy.stages.values() if dossier else ()
    return max((stage.held_rounds for stage in stages), default=1)
