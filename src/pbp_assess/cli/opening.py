"""Which round does a command work on, and is it free of faults?

The one way in for every command that reads a workspace. Warnings are shown and, with `--strict`, stop.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pbp_assess.cli.session import Session
from pbp_assess.problems import InputError, NotFoundError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pbp_assess.core.assess import AssessmentResult
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.core.disclosure import Copy
    from pbp_assess.core.disclosure.solidity import SolidityCopy
    from pbp_assess.workspace.history import History
    from pbp_assess.workspace.layout import Workspace


@dataclass(frozen=True, slots=True)
class Judged:
    """A round as read and judged."""

    workspace: "Workspace"
    history: "History"
    result: "AssessmentResult"

    @property
    def dossier(self) -> "Dossier":
        """Everything about the round."""
        return self.history.opened.require()


def place_meant(session: Session) -> "tuple[Workspace, str]":
    """The workspace, and the place that the options or the files single out."""
    from pbp_assess.workspace.history import choose_place
    from pbp_assess.workspace.layout import open_workspace

    workspace = open_workspace(session.workspace)
    return workspace, choose_place(workspace, session.place)


def round_meant(session: Session, *, still_open: bool = False) -> "tuple[Workspace, str, str]":
    """The workspace, the place, and the round named, else the latest (with `still_open`, the latest open one)."""
    from pbp_assess.workspace.history import choose_round

    workspace, place = place_meant(session)
    return workspace, place, choose_round(workspace, place, session.round, still_open=still_open)


OF_EACH: Final = 3
"""Warnings of one code shown by commands that judge a round: a criterion taken out gives one for each sheet."""


def warn(session: Session, problems: tuple[Problem, ...], most: int | None = None) -> None:
    """Show the problems, if any; `most` of each code, where another command is about them.

    Raises:
        InputError: with `--strict`, when there is one.
    """
    if problems and session.strict:
        raise InputError(problems)
    if problems and not session.quiet:
        from pbp_assess.cli import faults

        faults.show(problems, most=most)


def _refuse_stored(workspace: "Workspace", place: str, round_id: str) -> None:
    """Refuse to judge a round whose sheets are not here, as if nobody had answered."""
    from pbp_assess.workspace.snapshots import is_stored

    if is_stored(workspace, place, round_id):
        raise NotFoundError(
            f"the score sheets of {place}, round {round_id}, are not here, only its snapshot, "
            "which compare, history and check read"
        )


def judge_round(session: Session, *, only_sought: bool = False) -> Judged:
    """Read the round with those before it, and judge it; `only_sought` leaves out what the round does not seek.

    Raises:
        NotFoundError: the round's sheets are not here, only a snapshot: nobody would seem to have answered.
    """
    from pbp_assess.core.assess import assess
    from pbp_assess.workspace.history import judged_on, read_history

    workspace, place, round_id = round_meant(session)
    history = read_history(workspace, place, round_id)
    dossier, earlier = history.require()
    if not dossier.sheets:
        _refuse_stored(workspace, place, round_id)
    as_of = judged_on(dossier.round, session.as_of, session.today())
    warn(session, history.problems, most=OF_EACH)
    return Judged(workspace, history, assess(dossier, earlier, as_of, only_sought=only_sought))


def copy_for(session: Session, judged: Judged) -> "Copy":
    """The result as the audience of this run may see it: as asked, else the workspace's default, else partnership."""
    from pbp_assess.core.disclosure import Audience, disclose
    from pbp_assess.workspace.history import read_marker

    wanted = session.audience or read_marker(judged.workspace).audience or Audience.PARTNERSHIP
    return disclose(judged.result, Audience(wanted))


def solid_for(judged: Judged, copy: "Copy", stages: "Mapping[str, str]") -> "dict[str, SolidityCopy]":
    """How solid the results of these functions at these stages are, as the audience of the copy may see it."""
    from pbp_assess.core.disclosure.solidity import disclose_solidity
    from pbp_assess.core.robustness.solidity import solidity

    dossier, earlier = judged.history.require()
    found = solidity(dossier, earlier, copy.facts.as_of, stages)
    return disclose_solidity(found, copy.audience, copy.facts.matrix.counting.minimum_cell)


def terminal_only(session: Session, what: str) -> None:
    """Refuse to ask questions where nobody can answer.

    Raises:
        UsageError: `--no-input` was given; the message says what to give instead.
    """
    if session.no_input:
        raise UsageError(f"--no-input was given, and {what}")


def facilitator_only(session: Session, what: str) -> None:
    """Refuse to make a copy of something for anybody but the facilitator.

    Raises:
        UsageError: `--audience` asked for one.
    """
    if session.audience in {"partnership", "public"}:
        raise UsageError(f"{what} names leaders: it is the facilitator's own, and there is no {session.audience} copy")
