"""What is noted of documents, and what about it needs somebody's attention?"""

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, copy_for, judge_round
from pbp_assess.cli.session import Session, session_of
from pbp_assess.cli.values import counted

if TYPE_CHECKING:
    from pbp_assess.core.disclosure import Copy
    from pbp_assess.core.records import DocumentEntry, RecordedLevel
    from pbp_assess.core.shelf_life import Lapse

_SOON = 90
_ROW = ("For", "Document", "State", "Since", "Until", "By", "Where")


def list_(
    context: typer.Context,
    function: Annotated[str, typer.Option(metavar="FUNCTION", help="Only what this function needs.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Functions too that the round does not seek.")] = False,
) -> int:
    """List records and documents: of the functions sought, and of questions; what nothing is noted of is listed too.

    Example: pbp-assess evidence list

    Example: pbp-assess evidence list --function bcf_s75 --audience facilitator

    Links and notes are in the facilitator's own copy alone.
    """
    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    copy = copy_for(session, judged)
    wanted = _wanted(copy, function, everything=all_)
    rows = [row for name in wanted for row in _papers(copy, name)]
    if not function:
        rows = [*_records(copy), *_shown(copy), *rows]
    console.table(_ROW, rows, title=f"{copy.facts.place}, round {copy.facts.round_id}, as of {copy.facts.as_of}")
    session.say(f"Next: pbp-assess evidence check{session.again()}")
    return ExitCode.ANSWERED


def _wanted(copy: "Copy", function: str, *, everything: bool) -> tuple[str, ...]:
    """The functions to list.

    Raises:
        NotFoundError: there is no such function.
    """
    from pbp_assess.workspace.history import unknown

    known = copy.facts.matrix.policy.function_by_id
    if function and function not in known:
        raise unknown("function", function, tuple(known), "the matrix of this round")
    if function:
        return (function,)
    sought = tuple(one.function for one in copy.sought)
    return tuple(known) if everything or not sought else sought


def _records(copy: "Copy") -> Iterator[tuple[str, ...]]:
    """A row for each question that a document settles."""
    for criterion in copy.facts.matrix.criteria:
        record = copy.records.get(criterion.id)
        if record:
            shown = f"level {record.level}"
            yield (
                criterion.id, record.document, shown, str(record.checked), _until(copy, record), record.checked_by,
                record.link or "",
            )  # fmt: skip
        elif criterion.record and criterion.id not in copy.excluded:
            yield criterion.id, "", "no record", "", "", "", ""


def _shown(copy: "Copy") -> Iterator[tuple[str, ...]]:
    """A row for each document that shows a question's level."""
    for criterion, entries in copy.shown_by.items():
        for name, entry in entries.items():
            yield _row(copy, criterion, entry.name or name, entry)


def _papers(copy: "Copy", function: str) -> Iterator[tuple[str, ...]]:
    """A row for each document that a function needs."""
    entries: Mapping[str, DocumentEntry] = copy.documents.get(function, {})
    for paper in copy.facts.matrix.policy.function_by_id[function].documents:
        named = f"{paper.id}: {paper.name}"
        if paper.id in entries:
            yield _row(copy, function, named, entries[paper.id])
        else:
            yield function, named, "nothing noted", "", "", "", ""


def _row(copy: "Copy", owner: str, name: str, entry: "DocumentEntry") -> tuple[str, ...]:
    since = str(entry.date) if entry.date else ""
    by = entry.verified_by or entry.seen_by or ""
    return owner, name, entry.state.value, since, _until(copy, entry), by, entry.link or ""


def _until(copy: "Copy", entry: "DocumentEntry | RecordedLevel") -> str:
    """The last day, and whether it has passed."""
    from pbp_assess.core.records import ran_out

    over = " (over)" if ran_out(entry, copy.facts.as_of) else ""
    return f"{entry.valid_until}{over}" if entry.valid_until else ""


# --- check ----------------------------------------------------------------------------------------


def check(
    context: typer.Context,
    within: Annotated[int, typer.Option(min=0, metavar="DAYS", help="What runs out so soon is told.")] = _SOON,
    fail: Annotated[
        bool, typer.Option("--fail", help="Exit with 1 where a file is missing or something has run out.")
    ] = False,
) -> int:
    """Check the evidence: files that are not there, what has run out or soon will, high levels that nothing shows.

    Example: pbp-assess evidence check

    Example: pbp-assess evidence check --as-of 2025-01-31 --within 30 --fail

    Only files below the top of the workspace are looked for; addresses are never followed. For each function that is
    ready now, it says from which day it would not be unless something is renewed.
    """
    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    links = copy_for(session, judged).audience == "facilitator"
    missing, over, high = list(_missing(judged, links=links)), list(_over(judged)), list(_unshown(judged))
    for heading, lines in (
        ("Not where it should be", missing),
        ("Run out", over),
        (f"Runs out within {counted(within, 'day')}", list(_soon(judged, within))),
        ("Used at a high level, and shown by nothing that is noted", high),
        ("Ready now, and until when", [_lapse(judged, lapse) for lapse in judged.result.lapses]),
    ):
        _told(heading, lines)
    console.prose(_summary(len(missing), len(over), len(high)))
    _next(session, judged)
    return ExitCode.NO if fail and (missing or over) else ExitCode.ANSWERED


def _told(heading: str, lines: list[str]) -> None:
    if lines:
        console.prose(f"{heading}:", "bold")
        for line in lines:
            console.prose(line, indent=2)


def _summary(missing: int, over: int, high: int) -> str:
    """How it stands, in a line: the last one."""
    if missing or over:
        gone = f"{counted(missing, 'file')} not where {'it' if missing == 1 else 'they'} should be" if missing else ""
        told = " and ".join(
            part for part in (gone, f"{counted(over, 'entry', 'entries')} run out" if over else "") if part
        )
        whole = f"To see to: {told}."
    else:
        whole = "Every file that is named is there, and nothing has run out."
    levels = f" {counted(high, 'level')} used {'is' if high == 1 else 'are'} high and shown by nothing that is noted."
    return f"{whole}{levels if high else ''}"


def _missing(judged: Judged, *, links: bool) -> Iterator[str]:
    """Each document whose file is not there; where that should be is the facilitator's, as in `evidence list`."""
    from pbp_assess.workspace.evidence import missing_files

    for owner, document, link in missing_files(judged.workspace, judged.dossier.evidence):
        yield f"{document} ({owner}){f': {link}' if links else ''}"


def _ends(judged: Judged) -> "Iterator[tuple[datetime.date, str]]":
    """Everything with a last day, earliest first."""
    evidence = judged.dossier.evidence
    ends = [(record.valid_until, f"{record.document} ({name})") for name, record in evidence.records.items()]
    for owner, entries in (*evidence.documents.items(), *evidence.criteria.items()):
        ends += [(entry.valid_until, f"{entry.name or name} ({owner})") for name, entry in entries.items()]
    yield from sorted((day, said) for day, said in ends if day is not None)


def _over(judged: Judged) -> Iterator[str]:
    as_of = judged.result.facts.as_of
    yield from (f"{day}: {said}" for day, said in _ends(judged) if day < as_of)


def _soon(judged: Judged, within: int) -> Iterator[str]:
    as_of = judged.result.facts.as_of
    yield from (f"{day}: {said}" for day, said in _ends(judged) if as_of <= day and (day - as_of).days <= within)


def _unshown(judged: Judged) -> Iterator[str]:
    from pbp_assess.core.unshown import unshown

    for name in unshown(judged.result):
        profile = judged.result.profile.criteria[name]
        yield f"{name} {profile.criterion.name}: level {profile.held.level}"


def _lapse(judged: Judged, lapse: "Lapse") -> str:
    """From which day a function is no longer ready, and what would have to be renewed."""
    from pbp_assess.report.wording.evidence import lapse_sentence

    return lapse_sentence(judged.result.facts.matrix, lapse)


def _next(session: Session, judged: Judged) -> None:
    """The command that brings something up to date."""
    if any(True for _ in _over(judged)) or judged.result.lapses:
        session.say(f"Next: pbp-assess evidence add DOCUMENT --valid-until YYYY-MM-DD{session.again()}")
