"""Which place and round is meant, and which full rounds stand before it?

One place in a workspace needs no flag; the latest round is the one opened last.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pbp_assess.core.assessment import Dossier, Round, WorkspaceFile
from pbp_assess.formats.documents import load
from pbp_assess.problems import InputError, NotFoundError, Problem, Severity, UsageError
from pbp_assess.workspace.files import read_bytes
from pbp_assess.workspace.layout import MARKER, Workspace
from pbp_assess.workspace.loading import load_once
from pbp_assess.workspace.reading import Opened, read_round


@dataclass(frozen=True, slots=True)
class History:
    """A round as read, the full rounds before it (newest first), and the problems of them all."""

    opened: Opened
    earlier: tuple[Opened, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem once, the judged round's first."""
        return tuple(dict.fromkeys(problem for part in (self.opened, *self.earlier) for problem in part.problems))

    def require(self) -> tuple[Dossier, tuple[Dossier, ...]]:
        """The dossiers, free of errors.

        Raises:
            InputError: there is an error in any of them; it carries them all.
        """
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise InputError(self.problems)
        return self.opened.require(), tuple(part.require() for part in self.earlier)


def read_marker(workspace: Workspace) -> WorkspaceFile:
    """pbp-assess.yaml.

    Raises:
        InputError: it has a fault.
    """
    shown = workspace.shown(workspace.marker)
    loaded = load(WorkspaceFile, read_bytes(workspace.marker, shown), shown)
    if loaded.model is None:
        raise InputError(loaded.problems)
    return loaded.model


def unknown(kind: str, wanted: str, known: Sequence[str], where: str) -> NotFoundError:
    """The complaint about a name that is not there, with what was probably meant and what there is."""
    import difflib

    by_fold = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(wanted.casefold(), by_fold, 1)
    hint = f"; did you mean {by_fold[near[0]]}?" if near else ""
    there = f" (there is {', '.join(known)})" if known else ""
    return NotFoundError(f"no {kind} {wanted!r} in {where}{hint}{there}")


def choose_place(workspace: Workspace, wanted: str | None, *, stored: bool = False) -> str:
    """The place named, else the workspace's default, else the only one; with `stored`, it may be snapshots alone.

    Raises:
        NotFoundError: there is no such place, or none at all.
        UsageError: there are several and none was named.
    """
    places, where = workspace.places(), "this workspace"
    if stored:
        places = tuple(sorted({*places, *workspace.stored_places()}))
    if wanted is None:
        wanted, where = read_marker(workspace).place, f"this workspace, though {MARKER} names it"
    if wanted is not None:
        if wanted not in places:
            raise unknown("place", wanted, places, where)
        return wanted
    if not places:
        raise NotFoundError("this workspace has no place yet; `pbp-assess init` makes one")
    if len(places) > 1:
        raise UsageError(f"which place? --place is one of {', '.join(places)}")
    return places[0]


def list_rounds(workspace: Workspace, place: str) -> tuple[Round, ...]:
    """The rounds of a place, the last opened last.

    Raises:
        InputError: a round.yaml has a fault, so that nothing can be said of the order.
    """
    rounds: list[Round] = []
    problems: list[Problem] = []
    for name in workspace.rounds(place):
        path = workspace.round_folder(place, name) / "round.yaml"
        shown = workspace.shown(path)
        loaded = load_once(Round, read_bytes(path, shown), shown)
        problems += loaded.problems
        if loaded.model:
            rounds.append(loaded.model.model_copy(update={"id": name}))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    return tuple(sorted(rounds, key=lambda one: (one.opened, one.id)))


def choose_round(workspace: Workspace, place: str, wanted: str | None, *, still_open: bool = False) -> str:
    """The round named, else the one opened last (with `still_open`, the last that is not closed).

    Raises:
        NotFoundError: there is no such round, or none at all.
    """
    if wanted is not None:
        names = workspace.rounds(place)
        if wanted not in names:
            raise unknown("round", wanted, names, place)
        return wanted
    rounds = [one for one in list_rounds(workspace, place) if not (still_open and one.closed)]
    if not rounds:
        raise NotFoundError(f"{place} has no {'open ' if still_open else ''}round")
    return rounds[-1].id


def read_history(workspace: Workspace, place: str, round_id: str) -> History:
    """Read a round and the full rounds before it that judging it rests on."""
    opened = read_round(workspace, place, round_id)
    if opened.dossier is None:
        return History(opened, ())
    policy = opened.dossier.matrix.readiness
    reach = max((stage.held_rounds for stage in policy.stages.values()), default=1) if policy else 1
    this = opened.dossier.round
    rounds = list_rounds(workspace, place)
    before = [one.id for one in rounds if one.kind == "full" and (one.opened, one.id) < (this.opened, this.id)]
    later = frozenset(one.id for one in rounds if (one.opened, one.id) > (this.opened, this.id))
    opened = replace(opened, dossier=replace(opened.dossier, later_rounds=later))
    return History(opened, tuple(read_round(workspace, place, name) for name in reversed(before[-reach:])))


def judged_on(opened: Round, as_of: datetime.date | None, today: datetime.date) -> datetime.date:
    """The day a round is judged on: as asked, else its closing date, else today.

    Raises:
        UsageError: the round had not been opened on that day.
    """
    day = as_of or opened.closed or today
    if day < opened.opened and as_of is None:
        raise UsageError(f"round {opened.id} opens on {opened.opened} only; --as-of names a later day than {day}")
    if day < opened.opened:
        raise UsageError(f"round {opened.id} opened on {opened.opened}: --as-of {day} lies before it")
    return day
