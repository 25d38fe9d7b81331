"""What does a document's entry say after options have changed it, and how is it named?"""

import datetime
from dataclasses import dataclass
from typing import Any

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.matrix import DocumentState
from pbp_assess.core.records import DocumentEntry, RecordedLevel
from pbp_assess.problems import UsageError
from pbp_assess.workspace.beside_answers import entry_of
from pbp_assess.workspace.evidence import Shelf


@dataclass(frozen=True, slots=True)
class Noted:
    """What the options say of a document; what is empty leaves things as they are."""

    state: str
    name: str
    kind: str
    date: datetime.date | None
    valid_until: datetime.date | None
    link: str
    seen_by: str
    verified_by: str
    note: str


def entry_after(before: DocumentEntry | None, noted: Noted, today: datetime.date) -> DocumentEntry:
    """The entry with what was said in it; its day is that of its state, today unless another was named.

    Raises:
        UsageError: there is no such state, or nobody has verified what is said to be.
    """
    said: dict[str, Any] = {
        "name": noted.name,
        "kind": noted.kind,
        "valid_until": noted.valid_until,
        "link": noted.link,
        "seen_by": noted.seen_by,
        "verified_by": noted.verified_by,
        "note": noted.note,
    }
    fields = {**(dict(before) if before else {}), **{key: value for key, value in said.items() if value}}
    state = _state(noted, before)
    if state is DocumentState.VERIFIED and not fields.get("verified_by"):
        raise UsageError("--verified-by is needed: who outside the place team verified it")
    anew = before is None or state is not before.state
    when = noted.date or (today if anew and state is not DocumentState.ABSENT else fields.get("date"))
    return entry_of(DocumentEntry, **{**fields, "state": state, "date": when})


def _state(noted: Noted, before: DocumentEntry | None) -> DocumentState:
    """The state named; else verified or seen by whoever is named, as far as that is further; else as before."""
    if noted.state:
        if noted.state not in list(DocumentState):
            raise UsageError(f"--state is one of {', '.join(DocumentState)}, not {noted.state!r}")
        return DocumentState(noted.state)
    by = DocumentState.SEEN if noted.seen_by else DocumentState.LISTED
    shown = DocumentState.VERIFIED if noted.verified_by else by
    return max(shown, before.state if before else DocumentState.ABSENT, key=lambda state: state.rank)


def until(entry: DocumentEntry | RecordedLevel) -> str:
    """`, until 2025-03-31`."""
    return f", until {entry.valid_until}" if entry.valid_until else ""


def document_words(dossier: Dossier, shelf: Shelf, document: str, entry: DocumentEntry) -> str:
    """The document by its name, and what it belongs to."""
    if shelf.of == "criteria":
        return f"{entry.name or document} ({shelf.owner})"
    function = dossier.matrix.policy.function_by_id[shelf.owner]
    name = next(paper.name for paper in function.documents if paper.id == document)
    return f"{name} ({function.name})"
