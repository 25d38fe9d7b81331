"""What of a round is kept in the repository, to be compared with for ever?"""

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from pbp_assess.cli import console
from pbp_assess.cli.comparing import Told, before_it, place_of, side
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.output import DryRun, Force, Output, deliver
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import NotComparableError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from pbp_assess.core.assessment import Dossier
    from pbp_assess.core.disclosure.comparison import ComparisonCopy
    from pbp_assess.core.snapshot import Snapshot
    from pbp_assess.workspace.layout import Workspace


def command(
    context: typer.Context,
    output: Output = "",
    force: Force = False,
    dry_run: DryRun = False,
) -> int:
    """Store a closed round as partners may see it, to be committed where its score sheets are not.

    Example: pbp-assess snapshot

    Example: pbp-assess snapshot --round 2024-25-q1 --output baseline.json

    It goes beside the round, as snapshot.json, and holds no leader, no role and nobody's answer: the matrix as asked,
    counts in which nobody stands alone, levels used, the outcome of every test, and what the people who answered both
    times say since the round before. `compare` and `check` read it. One that is there is never replaced, but with
    --force.
    """
    session = session_of(context)
    if session.audience in {"facilitator", "public"}:
        raise UsageError(f"a snapshot holds what partners may see: there is no {session.audience} one")
    workspace, place = place_of(session)
    told, whole = _closed(session, workspace, place)
    since = _since(session, workspace, place, told)
    path, made = _made(workspace, told, whole, since)
    if output:
        from pbp_assess.formats.snapshot import snapshot_text

        deliver(session, snapshot_text(made), output, force=force, dry_run=dry_run)
        return ExitCode.ANSWERED
    from pbp_assess.workspace.snapshots import write_snapshot

    written = write_snapshot(path, made, force=force, dry_run=dry_run)
    shown = workspace.shown(path)
    console.out(shown)
    if dry_run or not written:
        session.say("Nothing is written." if dry_run else "It was there already, word for word.")
    session.say(f"Next: git add {shown}, and commit it; then pbp-assess check{session.again()}")
    return ExitCode.ANSWERED


def _closed(session: Session, workspace: "Workspace", place: str) -> "tuple[Told, Dossier]":
    """The round, which must be closed, be answered, and have its sheets here.

    Raises:
        UsageError: it is not, or has not.
    """
    from pbp_assess.workspace.snapshots import choose_label

    label = choose_label(workspace, place, session.round)
    told = side(replace(session, quiet=True), workspace, place, label, session.as_of)
    if told.whole is None:
        raise UsageError(f"the score sheets of round {label} are not here; a snapshot is made where they are")
    if told.whole.round.closed is None:
        raise UsageError(f"round {label} is still open; a snapshot is of a closed round: pbp-assess round close")
    if not told.side.coverage.members.count:
        raise UsageError(f"round {label} has no answers, and so nothing to store")
    return told, told.whole


def _since(session: Session, workspace: "Workspace", place: str, told: Told) -> "ComparisonCopy | None":
    """The round before beside it, as partners may see the two; None where there is none, or no comparing them."""
    from pbp_assess.core.compare import compare
    from pbp_assess.core.disclosure import Audience
    from pbp_assess.core.disclosure.comparison import disclose_comparison
    from pbp_assess.workspace.crosswalks import find_crosswalk

    label = before_it(workspace, place, told.side.facts.round_id)
    if label is None:
        return None
    before = side(replace(session, quiet=True), workspace, place, label, None).side
    if before.dossier is None:
        session.say(f"note: the score sheets of round {label} are not here, so who changed their view is not stored")
        return None
    crosswalk = find_crosswalk(workspace, before.facts.matrix, told.side.facts.matrix)
    try:
        return disclose_comparison(compare(before, told.side, crosswalk), Audience.PARTNERSHIP)
    except NotComparableError as error:
        session.say(f"note: nothing is stored since round {label}: {error}")
        return None


def _made(
    workspace: "Workspace", told: Told, whole: "Dossier", since: "ComparisonCopy | None"
) -> "tuple[Path, Snapshot]":
    """The snapshot, and where it belongs."""
    from pbp_assess import __version__
    from pbp_assess.core.disclosure import Audience
    from pbp_assess.workspace.snapshots import make_snapshot

    made = make_snapshot(workspace, whole, told.copy(Audience.PARTNERSHIP), since, __version__)
    return workspace.snapshot_path(whole.place_id, whole.round.id), made.snapshot
