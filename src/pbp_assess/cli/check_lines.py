"""How is each assertion told: its name, its sentence, its own line and the line of the matrix that it is about?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pbp_assess.cli.asserting import Asserted
from pbp_assess.core.checked import Line, State
from pbp_assess.problems import Location

if TYPE_CHECKING:
    from pbp_assess.core.assertions import AssertionResult
    from pbp_assess.core.snapshot import Stored
    from pbp_assess.workspace.layout import Workspace

ASSERTIONS: Final = "assertions"


def assertion_lines(
    workspace: "Workspace",
    stored: "Stored",
    wanted: Sequence[Asserted],
    results: "Iterable[AssertionResult]",
    *,
    verdict_required: bool,
) -> Iterator[Line]:
    """A line for each result, in order."""
    from pbp_assess.core.assertions import Kept
    from pbp_assess.report.wording.assertions import line_name, line_sentence

    places = _Places(workspace, stored)
    for result in results:
        one = wanted[result.number]
        state = {Kept.KEPT: State.PASSED, Kept.UNDETERMINED: State.UNSAID, Kept.NO_BASELINE: State.SKIPPED}.get(
            result.kept, State.FAILED if result.fails else State.WARNED
        )
        if (state is State.SKIPPED and one.own) or (state is State.UNSAID and verdict_required and result.unsaid):
            state = State.ERROR
        name = line_name(stored.matrix, result)
        yield Line(
            ASSERTIONS,
            name,
            state,
            line_sentence(stored, result),
            one.where,
            places.place(result.about, result.subject),
        )


class _Places:
    """Where a criterion or a function stands in the round's matrix, or in the snapshot where that is all there is."""

    def __init__(self, workspace: "Workspace", stored: "Stored") -> None:
        from pbp_assess.core.matrix import Matrix
        from pbp_assess.formats.documents import load
        from pbp_assess.workspace.files import content_hash

        self.matrix = stored.matrix
        place, label = stored.facts.place_id, stored.facts.round_id
        path = workspace.round_folder(place, label) / "matrix.yaml"
        self.where = None
        self.instead = Location(workspace.shown(workspace.snapshot_path(place, label)))
        if path.is_file() and content_hash(path.read_bytes()) == stored.snapshot.matrix.sha256:
            self.where = load(Matrix, path.read_bytes(), workspace.shown(path)).where

    def place(self, about: str, subject: str) -> Location | None:
        """The line of a criterion or function; nothing for what is about the round as a whole."""
        if about == "round":
            return None
        return self.where(self._path(about, subject)) if self.where else self.instead

    def _path(self, about: str, subject: str) -> tuple[str | int, ...]:
        if about == "function":
            known = self.matrix.policy.place_of.get(subject)
            return ("readiness", "functions") if known is None else ("readiness", "functions", known)
        for number, domain in enumerate(self.matrix.domains):
            for position, criterion in enumerate(domain.criteria):
                if criterion.id == subject:
                    return ("domains", number, "criteria", position)
        return ()
