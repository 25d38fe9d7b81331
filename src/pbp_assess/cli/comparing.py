"""Which two rounds are compared, and where does each come from?

`side` is the one place that says what a word stands for: a round of this workspace, one at a revision of its git
repository, or a snapshot. A round without score sheets is known by the snapshot beside it.
"""

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli.opening import OF_EACH, warn
from pbp_assess.cli.session import Session
from pbp_assess.problems import NotComparableError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from pbp_assess.cli.opening import Judged
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.core.compare import Comparison, Side
    from pbp_assess.core.disclosure import Audience, Copy
    from pbp_assess.core.disclosure.comparison import ComparisonCopy
    from pbp_assess.core.snapshot import Stored
    from pbp_assess.workspace.layout import Workspace

CrosswalkOption = Annotated[
    Path | None,
    typer.Option("--crosswalk", metavar="FILE", help="Which questions are the same; else matrices/ is looked through."),
]

_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<round>[a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a comparison; `copy` is the round by itself as an audience may see it, `whole` is there with sheets.

    `stored` is there where it was read from a snapshot.
    """

    side: "Side"
    copy: "Callable[[Audience], Copy]"
    whole: "Dossier | None" = None
    stored: "Stored | None" = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two rounds compared, as the audience of this run may see it."""

    workspace: "Workspace"
    comparison: "Comparison"
    copy: "Copy"
    compared: "ComparisonCopy"


def place_of(session: Session) -> "tuple[Workspace, str]":
    """The workspace and the place meant, which may consist of snapshots alone."""
    from pbp_assess.workspace.history import choose_place
    from pbp_assess.workspace.layout import open_workspace

    workspace = open_workspace(session.workspace)
    return workspace, choose_place(workspace, session.place, stored=True)


def side(session: Session, workspace: "Workspace", place: str, spec: str, as_of: "datetime.date | None") -> Told:
    """The round that a word stands for: `ROUND`, `FILE.json`, `REV:ROUND`, or `REV:` for the latest at that revision.

    Raises:
        NotComparableError: there is no round at that revision.
    """
    if spec.endswith(".json"):
        from pbp_assess.workspace.snapshots import open_snapshot

        return _stored(open_snapshot(Path(spec), spec))
    found = _REVISION.fullmatch(spec)
    if found is None:
        return _round(session, workspace, place, spec, as_of)
    from pbp_assess.workspace.revision import at_revision
    from pbp_assess.workspace.snapshots import round_labels

    opened: AbstractContextManager[Workspace] = at_revision(workspace, found["revision"], place)
    with opened as then:
        if not round_labels(then, place):
            raise NotComparableError("PBP504", f"{found['revision']} holds no round of {place}")
        return _round(session, then, place, found["round"] or None, as_of)


def _stored(stored: "Stored") -> Told:
    """A round as its snapshot tells it."""
    return Told(stored.side, stored.copy, stored=stored)


def _round(
    session: Session, workspace: "Workspace", place: str, round_id: str | None, as_of: "datetime.date | None"
) -> Told:
    """A round as it was judged: from its sheets, or where there are none from its snapshot."""
    from pbp_assess.core.assess import assess
    from pbp_assess.core.compare import side_of
    from pbp_assess.core.disclosure import disclose
    from pbp_assess.workspace.history import judged_on, read_history
    from pbp_assess.workspace.snapshots import choose_label, is_stored, stored_round

    label = choose_label(workspace, place, round_id)
    if is_stored(workspace, place, label):
        path = workspace.snapshot_path(place, label)
        session.say(f"note: round {label} is read from {workspace.shown(path)}: its score sheets are not here")
        return _stored(stored_round(workspace, place, label))
    history = read_history(workspace, place, label)
    dossier, earlier = history.require()
    warn(session, history.problems, most=OF_EACH)
    result = assess(dossier, earlier, judged_on(dossier.round, as_of, session.today()))
    return Told(side_of(result, dossier, earlier), partial(disclose, result), dossier)


def compare_sides(
    session: Session, before: str, after: str, crosswalk: Path | None = None, *, audience: str | None = None
) -> Compared:
    """Read both rounds, compare them, and make the copy; what is not named is the last round and the one before it."""
    from pbp_assess.core.compare import compare
    from pbp_assess.core.disclosure import Audience
    from pbp_assess.core.disclosure.comparison import disclose_comparison
    from pbp_assess.workspace.crosswalks import find_crosswalk

    workspace, place = place_of(session)
    first, second = _meant(session, workspace, place, before, after)
    then = side(session, workspace, place, first, None)
    now = side(session, workspace, place, second, session.as_of)
    if then.side.facts.opened > now.side.facts.opened:
        session.say(f"note: {first} was opened after {second}: this comparison runs backwards")
    known = find_crosswalk(workspace, then.side.facts.matrix, now.side.facts.matrix, crosswalk)
    comparison = compare(then.side, now.side, known)
    whose = audience_meant(session, workspace, audience)
    if (then.stored or now.stored) and whose is Audience.FACILITATOR:
        session.say("note: a snapshot holds what partners may see, so this is the partnership's copy")
        whose = Audience.PARTNERSHIP
    return Compared(workspace, comparison, now.copy(whose), disclose_comparison(comparison, whose))


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
    from pbp_assess.workspace.snapshots import choose_label

    if not after:
        after = choose_label(workspace, place, session.round)
    if before:
        return before, after
    earlier = before_it(workspace, place, after)
    if earlier is None:
        raise NotComparableError("PBP504", f"{place} has no round before {after} to compare it with")
    return earlier, after


def before_it(workspace: "Workspace", place: str, label: str) -> str | None:
    """The round opened before this one, if there is one; before what is no round of this place, the last of all."""
    from pbp_assess.workspace.snapshots import round_labels

    labels = round_labels(workspace, place)
    earlier = labels[: labels.index(label)] if label in labels else labels
    return earlier[-1] if earlier else None


def since_last_full(judged: "Judged", audience: "Audience") -> "ComparisonCopy | None":
    """A round beside the last full one before it, where there is one and the two can be compared."""
    from pbp_assess.core.compare import compare, side_at, side_of
    from pbp_assess.core.disclosure.comparison import disclose_comparison
    from pbp_assess.workspace.crosswalks import find_crosswalk

    dossier, earlier = judged.history.require()
    if not earlier:
        return None
    last, rest = earlier[0], earlier[1:]
    before = side_at(last, rest, last.round.closed or last.round.opened)
    crosswalk = find_crosswalk(judged.workspace, last.matrix, dossier.matrix)
    try:
        found = compare(before, side_of(judged.result, dossier, earlier), crosswalk)
    except NotComparableError:
        return None
    return disclose_comparison(found, audience)
