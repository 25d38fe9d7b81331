"""How is a file changed that stands beside the answers: agreed levels, evidence, themes, actions, decisions?

One way for all five, so that nobody's entry is lost: under the file's own lock it is read, changed as a model, checked
as `validate` would check it, and written whole, unless somebody else changed it in between. A process that is killed
leaves the old file or the new one. No score sheet is opened for writing here.

To write a command that changes one of them:

1. read the round once (`dossier`, as `cli/opening.judge_round` does) and refuse there what is not known;
2. write the change as a function from the model to the model: it gets the file as it is now, which may hold more than
   what was read in step 1, and may raise `ConflictError` where that matters;
3. call `change(workspace, dossier, Moderation, function, who)`; with `dry_run` everything is done but the writing;
4. say from the answer what was changed: `before` and `after` are the models, `path` the file;
5. give it a row in tests/terminal/test_killed_beside.py.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from pydantic import ValidationError

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.check import Fault, check_dossier
from pbp_assess.core.fields import Written
from pbp_assess.core.records import Actions, Decisions, Evidence, Moderation, Themes
from pbp_assess.formats.documents import dump, load
from pbp_assess.problems import InputError, Location, Problem, Severity, UsageError
from pbp_assess.workspace.files import ABSENT, write_atomic
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.lock import lock
from pbp_assess.workspace.rounds import read_document

E = TypeVar("E", bound=Written)
D = TypeVar("D", Moderation, Evidence, Themes, Actions, Decisions)

_OF_A_PLACE: Final[tuple[type[Written], ...]] = (Actions, Decisions)


@dataclass(frozen=True, slots=True)
class Changed(Generic[D]):
    """One file before and after; the same object twice where nothing was to be changed."""

    path: Path
    before: D
    after: D


def entry_of(model: type[E], **fields: Any) -> E:
    """One entry of such a file from what somebody typed.

    Raises:
        UsageError: a text or a number cannot stand in it.
    """
    try:
        return model(**fields)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = " ".join(str(part) for part in first["loc"]) or model.__name__
        raise UsageError(f"{where.replace('_', ' ')}: {first['msg'][:1].lower()}{first['msg'][1:]}") from None


def kind_of(model: type[D]) -> str:
    """The kind of file, which is also its name: `moderation`."""
    return model.__name__.lower()


def path_of(workspace: Workspace, dossier: Dossier, model: type[D]) -> Path:
    """Where the file lies: in the folder of the round, or in that of the place."""
    place, round_id = dossier.place_id, dossier.round.id
    folder = workspace.place_folder(place) if model in _OF_A_PLACE else workspace.round_folder(place, round_id)
    return folder / f"{kind_of(model)}.yaml"


def change(
    workspace: Workspace, dossier: Dossier, model: type[D], edit: Callable[[D], D], who: str, *, dry_run: bool = False
) -> Changed[D]:
    """Read the file (an empty one where there is none), change it, check it, write it whole.

    Raises:
        InputError: it has a fault, or would have.
        ConflictError: another session is writing it, or somebody changed it in between.
    """
    path = path_of(workspace, dossier, model)
    if dry_run:
        return _changed(workspace, dossier, model, path, edit)[0]
    with lock(path, who) as held:
        done, text, seen = _changed(workspace, dossier, model, path, edit)
        if done.after != done.before:
            held.check()
            write_atomic(path, text, expected=seen)
    return done


def _changed(
    workspace: Workspace, dossier: Dossier, model: type[D], path: Path, edit: Callable[[D], D]
) -> tuple[Changed[D], str, str]:
    """The file before and after, its new text, and the hash of what was read."""
    before, seen = model.model_validate({"schema": f"pbp-assess/{kind_of(model)}/1"}), ABSENT
    if path.exists():
        before, seen = read_document(workspace, model, path)
    after = edit(before)
    stood = _faults(dossier, before)
    faults = [fault for fault in _faults(dossier, after) if fault not in stood]
    if faults:
        shown = Location(workspace.shown(path))
        raise InputError(
            Problem(one.code, one.found, one.expected, shown, hint=one.hint, private=one.private) for one in faults
        )
    text = _text(workspace, dossier, path, after)
    read_back = load(model, text.encode(), workspace.shown(path))
    if read_back.problems:
        raise InputError(read_back.problems)
    return Changed(path, before, after), text, seen


def _faults(dossier: Dossier, document: D) -> list[Fault]:
    """The errors of the file in this round; warnings are for `validate`."""
    kind = kind_of(type(document))
    parts: dict[str, object] = {kind: document}
    faults = check_dossier(replace(dossier, **parts))  # type: ignore[arg-type]  # the field of that name holds that model
    return [fault for fault in faults if fault.document == kind and fault.severity is Severity.ERROR]


def _text(workspace: Workspace, dossier: Dossier, path: Path, document: D) -> str:
    """The file as it is written: with the line that tells editors where its schema is, if the workspace has one."""
    text = dump(document, illustrative=dossier.place.illustrative)
    schema = workspace.schemas / f"{path.stem}.schema.json"
    if not schema.exists():
        return text
    head, mark, rest = text.partition("\nschema: ")
    way = Path(os.path.relpath(schema, path.parent)).as_posix()
    return f"{head}\n# yaml-language-server: $schema={way}{mark}{rest}"
