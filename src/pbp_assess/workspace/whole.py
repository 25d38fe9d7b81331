"""What did every round of a place say?"""

from collections.abc import Sequence

from pbp_assess.core.assessment import Dossier
from pbp_assess.workspace.history import History
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.reading import Opened, read_round
from pbp_assess.workspace.snapshots import choose_label, round_labels


def labels_up_to(workspace: Workspace, place: str, last: str | None = None) -> tuple[str, ...]:
    """Every round up to the one named (the latest), oldest first; of some there may be nothing but a snapshot.

    Raises:
        NotFoundError: there is no round, or none of this name.
    """
    labels, end = round_labels(workspace, place), choose_label(workspace, place, last)
    return labels[: labels.index(end) + 1]


def read_rounds(workspace: Workspace, place: str, labels: Sequence[str]) -> dict[str, History]:
    """These rounds, oldest first, each read once, with the full rounds before it among them that it rests on."""
    histories: dict[str, History] = {}
    full: list[Opened] = []  # newest first
    for label in labels:
        opened = read_round(workspace, place, label)
        histories[label] = History(opened, tuple(full[: _reach(opened.dossier)]))
        if opened.dossier and opened.dossier.round.kind == "full":
            full.insert(0, opened)
    return histories


def _reach(dossier: Dossier | None) -> int:
    """How many full rounds before it a round is judged by."""
    stages = dossier.matrix.policy.stages.values() if dossier else ()
    return max((stage.held_rounds for stage in stages), default=1)
