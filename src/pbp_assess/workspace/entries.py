"""How is an entry put into the list that a file holds, changed there, and taken out again?

For the lists whose entries have an id of their own: themes, actions, decisions. Each works on the list as it is now,
which may hold more than the caller has read.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol, TypeVar

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import Actions, Decisions, Themes
from pbp_assess.problems import ConflictError, UsageError
from pbp_assess.workspace.beside_answers import Changed, change, entry_of, kind_of
from pbp_assess.workspace.history import unknown
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.scaffold import free_id

_WORDS: Final = 5  # of a text that make its id
_HEAD: Final = re.compile(r"[.:;,!?]")


class Named(Protocol):
    """Something with an id."""

    @property
    def id(self) -> str:
        """The id."""


N = TypeVar("N", bound=Named)
L = TypeVar("L", Themes, Actions, Decisions)


def id_for(text: str, kind: str, there: Iterable[Named]) -> str:
    """A free id made of a text: of what stands before its first stop, at most five words; of its kind where none can.

    As in "Meetings: the same people meet ..." to `meetings`.
    """
    taken = {entry.id for entry in there}
    head = " ".join(_HEAD.split(text.strip())[0].split()[:_WORDS])
    try:
        return free_id(head, taken)
    except UsageError:
        return free_id(kind, taken)


def added(entries: tuple[N, ...], entry: N, kind: str) -> tuple[N, ...]:
    """The list with this entry at its end.

    Raises:
        ConflictError: another has its id.
    """
    if any(one.id == entry.id for one in entries):
        raise ConflictError(f"there is {_a(kind)} {entry.id} already, and it was left alone; name another with --id")
    return (*entries, entry)


def known(entries: Iterable[N], wanted: str, kind: str) -> N:
    """The entry of this id.

    Raises:
        NotFoundError: there is none.
    """
    by_id = {entry.id: entry for entry in entries}
    if wanted not in by_id:
        raise unknown(kind, wanted, tuple(by_id), f"the {kind}s noted")
    return by_id[wanted]


def change_entries(
    workspace: Workspace,
    dossier: Dossier,
    model: type[L],
    edit: Callable[[tuple[Any, ...]], tuple[Any, ...]],
    who: str,
    *,
    dry_run: bool = False,
) -> Changed[L]:
    """Change the list of this kind of file; what else stands in the file stays."""
    kind = kind_of(model)  # the list is the field of that name

    def anew(there: L) -> L:
        entries = edit(getattr(there, kind))
        # made anew: a copy would keep what the old one had worked out
        return model(**{name: getattr(there, name) for name in model.model_fields} | {kind: entries})

    return change(workspace, dossier, model, anew, who, dry_run=dry_run)


def change_entry(
    workspace: Workspace,
    dossier: Dossier,
    model: type[L],
    wanted: str,
    edit: Callable[[Any], dict[str, Any]],
    who: str,
    *,
    dry_run: bool = False,
) -> Changed[L]:
    """Change one entry; `edit` answers with the fields that say something else.

    Raises:
        NotFoundError: there is none of this id.
    """

    def altered(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        before = known(entries, wanted, _one(model))
        after = entry_of(type(before), **{**dict(before), **edit(before)})
        return tuple(after if one is before else one for one in entries)

    return change_entries(workspace, dossier, model, altered, who, dry_run=dry_run)


def take_out(
    workspace: Workspace, dossier: Dossier, model: type[L], wanted: str, who: str, *, dry_run: bool = False
) -> Changed[L]:
    """Take one entry out.

    Raises:
        NotFoundError: there is none of this id.
    """

    def fewer(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        gone = known(entries, wanted, _one(model))
        return tuple(one for one in entries if one is not gone)

    return change_entries(workspace, dossier, model, fewer, who, dry_run=dry_run)


def _one(model: type[L]) -> str:
    return kind_of(model).removesuffix("s")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
