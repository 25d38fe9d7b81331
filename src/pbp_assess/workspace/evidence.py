"""How is it noted what documents show, and taken out again?

evidence.yaml holds records (the level that a document shows), the documents that functions need, and those that show a
criterion's level. Nothing is fetched and no document is copied: a link is a name, looked up only where it is a path.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import DocumentEntry, Evidence, RecordedLevel
from pbp_assess.problems import NotFoundError, UsageError
from pbp_assess.workspace.beside_answers import Changed, change
from pbp_assess.workspace.history import unknown
from pbp_assess.workspace.layout import Workspace

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # https:, mailto:; one letter is a drive of Windows

_SHORT_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where documents are noted: under a function that needs them, or a criterion whose level they show."""

    of: Literal["documents", "criteria"]
    owner: str

    def entries(self, evidence: Evidence) -> dict[str, DocumentEntry]:
        """The documents noted there."""
        shelves = evidence.documents if self.of == "documents" else evidence.criteria
        return shelves.get(self.owner, {})

    def holding(self, evidence: Evidence, entries: dict[str, DocumentEntry]) -> Evidence:
        """The evidence with these documents there; a shelf that is empty goes."""
        shelves = dict(evidence.documents if self.of == "documents" else evidence.criteria)
        shelves[self.owner] = entries
        return evidence.model_copy(update={self.of: {name: held for name, held in shelves.items() if held}})


def shelf_of(dossier: Dossier, document: str, function: str = "", criterion: str = "") -> Shelf:
    """Where a document belongs: as named; else under the one function that needs a document of this name.

    Raises:
        NotFoundError: there is no such function, criterion or document.
        UsageError: two functions need a document of this name; or it is no short name.
    """
    policy = dossier.matrix.policy
    if criterion:
        if not _SHORT_NAME.fullmatch(document):
            raise UsageError(f"{document!r} is no short name: small letters, digits, - and _, as in annual-report")
        return Shelf("criteria", known_criterion(dossier, criterion))
    if function:
        papers = tuple(paper.id for paper in policy.function_by_id[known_function(dossier, function)].documents)
        if document not in papers:
            raise unknown("document", document, papers, f"what {function} needs")
        return Shelf("documents", function)
    needing = [one.id for one in policy.functions if any(paper.id == document for paper in one.documents)]
    if len(needing) > 1:
        raise UsageError(f"{document} is needed by {' and '.join(needing)}: say for which with --function")
    if not needing:
        every = tuple(dict.fromkeys(paper.id for one in policy.functions for paper in one.documents))
        near = unknown("document", document, every, "what the functions need")
        raise NotFoundError(f"{near}; a document that shows a criterion's level goes with --criterion")
    return Shelf("documents", needing[0])


def known_function(dossier: Dossier, function: str) -> str:
    """The function.

    Raises:
        NotFoundError: the round's matrix does not have it.
    """
    known = tuple(dossier.matrix.policy.function_by_id)
    if function not in known:
        raise unknown("function", function, known, "the matrix of this round")
    return function


def known_criterion(dossier: Dossier, criterion: str) -> str:
    """The criterion.

    Raises:
        NotFoundError: the round's matrix does not have it.
    """
    known = tuple(dossier.matrix.criterion_by_id)
    if criterion not in known:
        raise unknown("criterion", criterion, known, "the matrix of this round")
    return criterion


def put_document(
    workspace: Workspace,
    dossier: Dossier,
    shelf: Shelf,
    document: str,
    entry: DocumentEntry,
    who: str,
    *,
    dry_run: bool = False,
) -> Changed[Evidence]:
    """Note a document, in place of what was noted of it before."""

    def noted(evidence: Evidence) -> Evidence:
        return shelf.holding(evidence, {**shelf.entries(evidence), document: entry})

    return change(workspace, dossier, Evidence, noted, who, dry_run=dry_run)


def take_document(
    workspace: Workspace, dossier: Dossier, shelf: Shelf, document: str, who: str, *, dry_run: bool = False
) -> Changed[Evidence]:
    """Take a document's entry out.

    Raises:
        NotFoundError: nothing was noted of it.
    """

    def without(evidence: Evidence) -> Evidence:
        there = shelf.entries(evidence)
        if document not in there:
            raise unknown("document", document, tuple(there), f"what is noted for {shelf.owner}")
        return shelf.holding(evidence, {name: entry for name, entry in there.items() if name != document})

    return change(workspace, dossier, Evidence, without, who, dry_run=dry_run)


def put_record(
    workspace: Workspace, dossier: Dossier, criterion: str, record: RecordedLevel, who: str, *, dry_run: bool = False
) -> Changed[Evidence]:
    """Record the level that a document shows, in place of the record before.

    Raises:
        NotFoundError: there is no such criterion.
        UsageError: it is no fact that documents settle.
    """
    if not dossier.matrix.criterion_by_id[known_criterion(dossier, criterion)].record:
        raise UsageError(
            f"{criterion} is judged by the leaders, not settled by a document: pbp-assess evidence add --criterion "
            f"{criterion} notes what shows its level, pbp-assess moderate {criterion} a level agreed"
        )

    def recorded(evidence: Evidence) -> Evidence:
        return evidence.model_copy(update={"records": {**evidence.records, criterion: record}})

    return change(workspace, dossier, Evidence, recorded, who, dry_run=dry_run)


def take_record(
    workspace: Workspace, dossier: Dossier, criterion: str, who: str, *, dry_run: bool = False
) -> Changed[Evidence]:
    """Take a record out.

    Raises:
        NotFoundError: there is none.
    """

    def without(evidence: Evidence) -> Evidence:
        if criterion not in evidence.records:
            raise unknown("record of", criterion, tuple(evidence.records), f"round {dossier.round.id}")
        kept = {name: record for name, record in evidence.records.items() if name != criterion}
        return evidence.model_copy(update={"records": kept})

    return change(workspace, dossier, Evidence, without, who, dry_run=dry_run)


# --- what is not where it should be ---------------------------------------------------------------


def as_path(workspace: Workspace, link: str) -> Path | None:
    """The file that a link names, from the top of the workspace; None for an address, which nobody follows."""
    return None if _ADDRESS.match(link) else workspace.root / link


def missing_files(workspace: Workspace, evidence: Evidence) -> Iterator[tuple[str, str, str]]:
    """Each link to a path where nothing is: of which function or criterion, which document, and the link."""
    for criterion, record in evidence.records.items():
        if record.link and _is_missing(workspace, record.link):
            yield criterion, record.document, record.link
    for owner, papers in (*evidence.documents.items(), *evidence.criteria.items()):
        for name, entry in papers.items():
            if entry.link and _is_missing(workspace, entry.link):
                yield owner, entry.name or name, entry.link


def _is_missing(workspace: Workspace, link: str) -> bool:
    path, top = as_path(workspace, link), workspace.root.resolve()
    try:
        return path is not None and not (path.resolve().is_relative_to(top) and path.exists())
    except (OSError, ValueError):  # no file can have this name
        return True
