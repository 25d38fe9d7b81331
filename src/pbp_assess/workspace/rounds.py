"""How does a round begin, end, begin again, and lose a criterion?

round.yaml is the tool's own: it is read, changed as a model and written whole, unless somebody else has
changed it in between.
"""

import datetime
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pbp_assess.core.assessment import (
    Exclusion,
    Kind,
    Leader,
    MatrixPin,
    Panel,
    Place,
    Reopening,
    Round,
    Seal,
    Seat,
    Waiver,
)
from pbp_assess.core.check.round_rules import quarter_label
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import dump, load
from pbp_assess.problems import ConflictError, InputError, UsageError
from pbp_assess.workspace.files import content_hash, read_bytes, write_atomic
from pbp_assess.workspace.history import list_rounds, unknown
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.matrices import find_matrix, with_schema
from pbp_assess.workspace.reading import read_round, sealed_hash

M = TypeVar("M", bound=Written)


@dataclass(frozen=True, slots=True)
class NewRound:
    """What a further round needs to be told; what is left empty is taken from the round before it.

    `asked` are leader ids (else everyone who sits on the panel that day); `criteria` make it a pulse, and
    `pulse` alone asks the matrix's own list.
    """

    opened: datetime.date
    round_id: str = ""
    closes: datetime.date | None = None
    pulse: bool = False
    criteria: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    aims: Mapping[str, str] = field(default_factory=dict)
    matrix: str = ""


def read_document(workspace: Workspace, model: type[M], path: Path) -> tuple[M, str]:
    """A document, and the hash of what it was read from.

    Raises:
        InputError: it has a fault.
    """
    data = read_bytes(path, workspace.shown(path))
    loaded = load(model, data, workspace.shown(path))
    if loaded.model is None:
        raise InputError(loaded.problems)
    return loaded.model, content_hash(data)


def change_round(workspace: Workspace, place: str, round_id: str, change: Callable[[Round], Round]) -> Round:
    """Read round.yaml, change it, and write it whole.

    Raises:
        InputError: it, or place.yaml, has a fault.
        ConflictError: somebody else changed it in the meantime.
    """
    path = workspace.round_folder(place, round_id) / "round.yaml"
    about, _ = read_document(workspace, Place, workspace.place_folder(place) / "place.yaml")
    before, seen = read_document(workspace, Round, path)
    after = change(before)
    write_atomic(path, dump(after, illustrative=about.illustrative), expected=seen)
    return after


# --- open -----------------------------------------------------------------------------------------


def to_be_asked(panel: Panel, new: NewRound) -> tuple[Leader, ...]:
    """Those named; by default everyone who sits on the panel on the day it opens, and no deputy.

    Raises:
        NotFoundError: somebody named is not on the panel.
        UsageError: there is no member among them.
    """
    for leader in new.asked:
        if leader not in panel.by_id:
            raise unknown("leader", leader, tuple(panel.by_id), "the panel")
    asked = tuple(one for one in panel.leaders if (one.id in new.asked if new.asked else one.sits(new.opened)))
    if not any(leader.kind is Kind.MEMBER for leader in asked):
        raise UsageError(
            f"no member would be asked on {new.opened}: a round needs at least one (pbp-assess panel list says who "
            "is on the panel, and since when)"
        )
    return asked


def _seats(asked: Iterable[Leader], kind: Kind) -> dict[str, Seat]:
    """Where those asked sit today."""
    return {
        leader.id: Seat(sector=leader.sector, organisation=leader.organisation)
        for leader in asked
        if leader.kind is kind
    }


def _criteria(new: NewRound, matrix: Matrix) -> tuple[str, ...]:
    """The criteria of a pulse; none for a full round.

    Raises:
        UsageError: a pulse is wanted and neither the caller nor the matrix says of what.
    """
    if new.criteria or not new.pulse:
        return new.criteria
    if not matrix.pulse:
        raise UsageError(f"{matrix.id} names no pulse: say which criteria with --criterion")
    return matrix.pulse


def plan_round(workspace: Workspace, place: str, new: NewRound) -> tuple[str, dict[Path, str]]:
    """The files of a further round, by path, and its id; nothing is written yet.

    Raises:
        ConflictError: the last round is still open, or there is a round of this name.
        NotFoundError: somebody asked is not on the panel.
        UsageError: no member is asked.
        InputError: a file that it rests on has a fault.
    """
    home = workspace.place_folder(place)
    about, _ = read_document(workspace, Place, home / "place.yaml")
    panel, _ = read_document(workspace, Panel, home / "panel.yaml")
    rounds = list_rounds(workspace, place)
    round_id = new.round_id or quarter_label(new.opened)
    if rounds and rounds[-1].closed is None:
        raise ConflictError(f'round {rounds[-1].id} is still open: "pbp-assess round close" closes it')
    if round_id in workspace.rounds(place):
        raise ConflictError(f"there is a round {round_id} already; name another with --round")
    asked = to_be_asked(panel, new)
    wanted = new.matrix or (rounds[-1].matrix.id if rounds else "place-partnership")
    _, data, matrix = find_matrix(workspace, wanted)
    text = with_schema(data.decode().replace("\r\n", "\n"), "../../../docs/schema/matrix.schema.json")
    criteria = _criteria(new, matrix)
    opened = Round(
        schema_="pbp-assess/round/1",
        id=round_id,
        kind="pulse" if criteria else "full",
        place=about.name,
        icb=about.icb,
        opened=new.opened,
        closes=new.closes,
        matrix=MatrixPin(id=matrix.id, version=matrix.version, sha256=content_hash(text.encode())),
        members=_seats(asked, Kind.MEMBER),
        stakeholders=_seats(asked, Kind.STAKEHOLDER),
        criteria=criteria,
        priority_groups=about.priority_groups,
        aims=dict(new.aims) or (rounds[-1].aims if rounds else {}),
    )
    folder = workspace.round_folder(place, round_id)
    return round_id, {
        folder / "matrix.yaml": text,
        folder / "round.yaml": dump(opened, illustrative=about.illustrative),
    }


# --- close and reopen -----------------------------------------------------------------------------


def close_round(workspace: Workspace, place: str, round_id: str, on: datetime.date) -> Round:
    """Close a round and seal its sheets: a later edit is seen, listed and not counted.

    Raises:
        InputError: a file of the round has a fault, which closing would hide.
        ConflictError: it is closed already.
        UsageError: it was not open on that day.
    """
    dossier = read_round(workspace, place, round_id).require()
    if dossier.round.closed:
        raise ConflictError(f"round {round_id} was closed on {dossier.round.closed} already")
    if on < dossier.round.opened:
        raise UsageError(f"round {round_id} opened on {dossier.round.opened}: it cannot close on {on}")
    salt = secrets.token_hex(16)
    sheets = {
        leader: sealed_hash(salt, workspace.sheet_path(place, round_id, leader).read_bytes())
        for leader in dossier.sheets
    }
    seal = Seal(salt=salt, sheets=sheets)
    return change_round(
        workspace, place, round_id, lambda opened: opened.model_copy(update={"closed": on, "sealed": seal})
    )


def reopen_round(workspace: Workspace, place: str, round_id: str, reason: str, on: datetime.date) -> Round:
    """Open a closed round again; what was edited since counts from now on.

    Raises:
        ConflictError: it is open already, or a later round has been opened.
    """
    last = list_rounds(workspace, place)[-1].id
    if last != round_id:
        raise ConflictError(f"round {last} was opened after {round_id}, which therefore stays closed")

    def reopened(closed: Round) -> Round:
        if closed.closed is None:
            raise ConflictError(f"round {round_id} is open already")
        again = (*closed.reopened, Reopening(date=on, reason=reason))
        return closed.model_copy(update={"closed": None, "sealed": None, "reopened": again})

    return change_round(workspace, place, round_id, reopened)


# --- criteria taken out ---------------------------------------------------------------------------


def _known_criterion(workspace: Workspace, place: str, round_id: str, criterion: str) -> None:
    """Refuse a criterion that the round's matrix does not have.

    Raises:
        NotFoundError: there is no such criterion.
    """
    dossier = read_round(workspace, place, round_id).require()
    if criterion not in dossier.matrix.criterion_by_id:
        raise unknown("criterion", criterion, tuple(dossier.matrix.criterion_by_id), "the matrix of this round")


def exclude(workspace: Workspace, place: str, round_id: str, criterion: str, entry: Exclusion | None) -> Round:
    """Take a criterion out for everyone; with None, put it back (a waiver of it goes too)."""
    _known_criterion(workspace, place, round_id, criterion)

    def changed(opened: Round) -> Round:
        others = {name: kept for name, kept in opened.excluded.items() if name != criterion}
        if entry is not None:
            return opened.model_copy(update={"excluded": {**others, criterion: entry}})
        waived = {name: kept for name, kept in opened.waived.items() if name != criterion}
        return opened.model_copy(update={"excluded": others, "waived": waived})

    return change_round(workspace, place, round_id, changed)


def waive(workspace: Workspace, place: str, round_id: str, criterion: str, entry: Waiver | None) -> Round:
    """Record the ICB's waiver of an excluded criterion; with None, take it back.

    Raises:
        UsageError: the criterion is not excluded.
    """
    _known_criterion(workspace, place, round_id, criterion)

    def changed(opened: Round) -> Round:
        if criterion not in opened.excluded:
            raise UsageError(f'{criterion} is not excluded: "pbp-assess round exclude {criterion}" comes first')
        others = {name: kept for name, kept in opened.waived.items() if name != criterion}
        return opened.model_copy(update={"waived": others if entry is None else {**others, criterion: entry}})

    return change_round(workspace, place, round_id, changed)
