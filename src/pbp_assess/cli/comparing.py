"""Which two rounds are compared, and where does each come from?

`side` is the one place that says what a word stands for: a round of this workspace, or one at a revision of its git
repository.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli.opening import place_meant, warn
from pbp_assess.cli.session import Session
from pbp_assess.problems import NotComparableError

if TYPE_CHECKING:
    import datetime
    from contextlib import AbstractContextManager

    from pbp_assess.cli.opening import Judged
    from pbp_assess.core.assess import AssessmentResult
    from pbp_assess.core.compare import Comparison, Side
    from pbp_assess.core.disclosure import Audience, Copy
    from pbp_assess.core.disclosure.comparison import ComparisonCopy
    from pbp_assess.workspace.layout import Workspace

CrosswalkOption = Annotated[
    Path | None,
    typer.Option("--crosswalk", metavar="FILE", help="Which questions are the same; else matrices/ is looked through."),
]

_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<round>[a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a comparison, and the result it was made from."""

    side: "Side"
    result: "AssessmentResult"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two rounds compared, as the audience of this run may see it."""

    workspace: "Workspace"
    comparison: "Comparison"
    copy: "Copy"
    compared: "ComparisonCopy"


def side(session: Session, workspace: "Workspace", place: str, spec: str, as_of: "datetime.date | None") -> Told:
    """The round that a word stands for: `ROUND`, `REV:ROUND`, or `REV:` for the latest round at that revision.

    Raises:
        NotComparableError: there is no round at that revision.
    """
    found = _REVISION.fullmatch(spec)
    if found is None:
        return _round(session, workspace, place, spec, as_of)
    from pbp_assess.workspace.revision import at_revision

    opened: AbstractContextManager[Workspace] = at_revision(workspace, found["revision"], place)
    with opened as then:
        if place not in then.places() or not then.rounds(place):
            raise NotComparableError("PBP504", f"{found['revision']} holds no round of {place}")
        return _round(session, then, place, found["round"] or None, as_of)


def _round(
    session: Session, workspace: "Workspace", place: str, round_id: str | None, as_of: "datetime.date | None"
) -> Told:
    """A round as it was judged."""
    from pbp_assess.core.assess import assess
    from pbp_assess.core.compare import side_of
    from pbp_assess.workspace.history import choose_round, judged_on, read_history

    history = read_history(workspace, place, choose_round(workspace, place, round_id))
    dossier, earlier = history.require()
    warn(session, history.problems)
    result = assess(dossier, earlier, judged_on(dossier.round, as_of, session.today()))
    return Told(side_of(result, dossier, earlier), result)


def compare_sides(
    session: Session, before: str, after: str, crosswalk: Path | None = None, *, audience: str | None = None
) -> Compared:
    """Read both rounds, compare them, and make the copy; what is not named is the last round and the one before it."""
    from pbp_assess.core.compare import compare
    from pbp_assess.core.disclosure import disclose
    from pbp_assess.core.disclosure.comparison import disclose_comparison
    from pbp_assess.workspace.crosswalks import find_crosswalk

    workspace, place = place_meant(session)
    first, second = _meant(session, workspace, place, before, after)
    then = side(session, workspace, place, first, None)
    now = side(session, workspace, place, second, session.as_of)
    if then.side.facts.opened > now.side.facts.opened:
        session.say(f"note: {first} was opened after {second}: this comparison runs backwards")
    known = find_crosswalk(workspace, then.side.facts.matrix, now.side.facts.matrix, crosswalk)
    comparison = compare(then.side, now.side, known)
    whose = audience_meant(session, workspace, audience)
    return Compared(workspace, comparison, disclose(now.result, whose), disclose_comparison(comparison, whose))


def audience_meant(session: Session, workspace: "Workspace", audience: str | None = None) -> "Audience":
    """For whom: as asked, else as the workspace says, else the partnership."""
    from pbp_assess.core.disclosure import Audience
    from pbp_assess.workspace.history import read_marker

    return Audience(audience or session.audience or read_marker(workspace).audience or Audience.PARTNERSHIP)


def _meant(session: Session, workspace: "Workspace", place: str, before: str, after: str) -> tuple[str, str]:
    """The two words; the later round is the latest unless named, the earlier the one opened before it.

    Raises:
        NotComparableError: there is no earlier round.
    """
    from pbp_assess.workspace.history import choose_round, list_rounds

    if not after:
        after = choose_round(workspace, place, session.round)
    if before:
        return before, after
    labels = [one.id for one in list_rounds(workspace, place)]
    earlier = labels[: labels.index(after)] if after in labels else labels
    if not earlier:
        raise NotComparableError("PBP504", f"{place} has no round before {after} to compare it with")
    return earlier[-1], after


def since_last_full(judged: "Judged", audience: "Audience") -> "ComparisonCopy | None":
    """A round beside the last full one before it, where there is one and the two can be compared."""
    from pbp_assess.core.assess import assess
    from pbp_assess.core.compare import compare, side_of
    from pbp_assess.core.disclosure.comparison import disclose_comparison
    from pbp_assess.workspace.crosswalks import find_crosswalk

    dossier, earlier = judged.history.require()
    if not earlier:
        return None
    last, rest = earlier[0], earlier[1:]
    before = side_of(assess(last, rest, last.round.closed or last.round.opened, only_sought=True), last, rest)
    crosswalk = find_crosswalk(judged.workspace, last.matrix, dossier.matrix)
    try:
        found = compare(before, side_of(judged.result, dossier, earlier), crosswalk)
    except NotComparableError:
        return None
    return disclose_comparison(found, audience)
