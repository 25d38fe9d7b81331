"""Which documents show what, how far have they been established, and when do they run out?"""

from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.beside_answers import keep_out, saved
from pbp_assess.cli.evidence_look import check, list_
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, judge_round
from pbp_assess.cli.output import DryRun
from pbp_assess.cli.register import RegisterOption
from pbp_assess.cli.session import Session, session_of
from pbp_assess.cli.values import day
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.records import Evidence
    from pbp_assess.workspace.beside_answers import Changed
    from pbp_assess.workspace.evidence import Shelf

app = typer.Typer()

_DAY = "YYYY-MM-DD"
app.command("list")(list_)
app.command("check")(check)

FunctionOption = Annotated[str, typer.Option(metavar="FUNCTION", help="The function that needs it.")]
CriterionOption = Annotated[str, typer.Option(metavar="CRITERION", help="The question whose level it shows.")]


@app.command()
def add(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="The document by its id; for a question, a short name.")],
    function: FunctionOption = "",
    criterion: CriterionOption = "",
    state: Annotated[str, typer.Option(help="absent, listed, seen or verified; else as the names below say.")] = "",
    name: Annotated[str, typer.Option(help="What it is called; for a question's document.")] = "",
    kind: Annotated[str, typer.Option(help="Such as agreement, minutes, policy.")] = "",
    on: Annotated[str, typer.Option("--date", metavar=_DAY, help="When this was established; else today.")] = "",
    valid_until: Annotated[str, typer.Option(metavar=_DAY, help="The last day on which it holds.")] = "",
    link: Annotated[str, typer.Option(help="A path from the top of the workspace, or an address; never fetched.")] = "",
    seen_by: Annotated[str, typer.Option(metavar="ROLE", help="Who has seen it: a role or a team.")] = "",
    verified_by: Annotated[str, typer.Option(metavar="ROLE", help="Who outside the place team verified it.")] = "",
    note: Annotated[str, typer.Option(help="Anything to know about it; the facilitator's own.")] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Note a document: one that a function needs, or one that shows a question's level; again to bring it up to date.

    Example: pbp-assess evidence add hwb-sign-off --verified-by "ICB governance team" --valid-until 2025-03-31

    Example: pbp-assess evidence add quality-schedule --function community_services --seen-by "place team"

    Example: pbp-assess evidence add annual-report --criterion COM2 --name "Annual report" --seen-by "place team"

    What was noted before stays where no option says otherwise.
    """
    from pbp_assess.cli.evidence_entries import Noted, document_words, entry_after, until
    from pbp_assess.workspace.evidence import put_document

    if function and criterion:
        raise UsageError("a document is noted for a function or for a question: choose one")
    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    keep_out(register, judged, {"--note": note, "--name": name, "--seen-by": seen_by, "--verified-by": verified_by})
    shelf = _shelf(judged, document, function, criterion)
    before = shelf.entries(judged.dossier.evidence).get(document)
    days = day(on, "--date"), day(valid_until, "--valid-until")
    noted = Noted(state, name, kind, *days, link, seen_by, verified_by, note)
    entry = entry_after(before, noted, session.today())
    done = put_document(judged.workspace, judged.dossier, shelf, document, entry, _who(), dry_run=dry_run)
    stood = f" (before: {before.state.value})" if before else ""
    words = document_words(judged.dossier, shelf, document, entry)
    console.prose(f"{words}: {entry.state.value}{stood}{until(entry)}.")
    _tell(session, judged, done, dry_run=dry_run)
    return ExitCode.ANSWERED


@app.command()
def record(
    context: typer.Context,
    criterion: Annotated[str, typer.Argument(help="A question that a document settles.")],
    level: Annotated[int, typer.Option(help="The level that the document shows.")],
    document: Annotated[str, typer.Option(help="Which document.")],
    checked_by: Annotated[str, typer.Option(metavar="ROLE", help="Who checked it: a role or a team.")],
    on: Annotated[str, typer.Option("--date", metavar=_DAY, help="When it was checked; else today.")] = "",
    valid_until: Annotated[str, typer.Option(metavar=_DAY, help="The last day on which it shows this.")] = "",
    link: Annotated[str, typer.Option(help="A path from the top of the workspace, or an address; never fetched.")] = "",
    note: Annotated[str, typer.Option(help="Anything to know about it; the facilitator's own.")] = "",
    register: RegisterOption = None,
    dry_run: DryRun = False,
) -> int:
    """Record the level that a document shows, for a question that documents settle: gates use it, not the answers.

    Example: pbp-assess evidence record GOV1 --level 2 --document "Committee minutes" --checked-by "ICB governance team"
    """
    from pbp_assess.cli.evidence_entries import until
    from pbp_assess.cli.moderation.entries import criterion_meant, in_words, on_scale
    from pbp_assess.core.records import RecordedLevel
    from pbp_assess.workspace.beside_answers import entry_of
    from pbp_assess.workspace.evidence import put_record

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    dossier = judged.dossier
    keep_out(register, judged, {"--note": note, "--document": document, "--checked-by": checked_by})
    name = criterion_meant(dossier, criterion)
    entry = entry_of(
        RecordedLevel,
        level=on_scale(dossier, level),
        document=document,
        checked_by=checked_by,
        checked=day(on, "--date") or session.today(),
        link=link or None,
        valid_until=day(valid_until, "--valid-until"),
        note=note or None,
    )
    done = put_record(judged.workspace, dossier, name, entry, _who(), dry_run=dry_run)
    before = done.before.records.get(name)
    stood = f" (before: level {before.level}, {before.document})" if before else ""
    console.prose(f"{name}: the record shows level {in_words(dossier, name, entry.level)}{stood}{until(entry)}.")
    _tell(session, judged, done, dry_run=dry_run)
    return ExitCode.ANSWERED


@app.command()
def remove(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="The document; with --record, the question.")],
    function: FunctionOption = "",
    criterion: CriterionOption = "",
    record: Annotated[bool, typer.Option("--record", help="Take out the record of a question.")] = False,
    dry_run: DryRun = False,
) -> int:
    """Take out what was noted of a document, or a record; what stood there is said.

    Example: pbp-assess evidence remove hwb-sign-off

    Example: pbp-assess evidence remove GOV1 --record
    """
    from pbp_assess.cli.moderation.entries import criterion_meant

    session = session_of(context)
    judged = judge_round(session, only_sought=True)
    if record:
        if function or criterion:
            raise UsageError("--record takes the question alone: pbp-assess evidence remove GOV1 --record")
        done = _without_record(judged, criterion_meant(judged.dossier, document), dry_run=dry_run)
    else:
        done = _without_document(judged, document, function, criterion, dry_run=dry_run)
    _tell(session, judged, done, dry_run=dry_run)
    return ExitCode.ANSWERED


# --- what was done --------------------------------------------------------------------------------


def _shelf(judged: Judged, document: str, function: str, criterion: str) -> "Shelf":
    """Where the document belongs; a question whatever its capitals."""
    from pbp_assess.cli.moderation.entries import criterion_meant
    from pbp_assess.workspace.evidence import shelf_of

    meant = criterion_meant(judged.dossier, criterion) if criterion else ""
    return shelf_of(judged.dossier, document, function, meant)


def _without_record(judged: Judged, criterion: str, *, dry_run: bool) -> "Changed[Evidence]":
    """The record gone, and said."""
    from pbp_assess.workspace.evidence import take_record

    done = take_record(judged.workspace, judged.dossier, criterion, _who(), dry_run=dry_run)
    there = done.before.records[criterion]
    console.prose(f"{criterion}: the record of level {there.level} is taken out ({there.document}, {there.checked}).")
    return done


def _without_document(
    judged: Judged, document: str, function: str, criterion: str, *, dry_run: bool
) -> "Changed[Evidence]":
    """The document's entry gone, and said."""
    from pbp_assess.cli.evidence_entries import document_words
    from pbp_assess.workspace.evidence import take_document

    shelf = _shelf(judged, document, function, criterion)
    done = take_document(judged.workspace, judged.dossier, shelf, document, _who(), dry_run=dry_run)
    there = shelf.entries(done.before)[document]
    console.prose(f"{document_words(judged.dossier, shelf, document, there)}: taken out; it was {there.state.value}.")
    return done


def _tell(session: Session, judged: Judged, done: "Changed[Evidence]", *, dry_run: bool) -> None:
    """Where it stands, what it changes in readiness, and what comes next."""
    from pbp_assess.cli.effects import tell, with_part

    saved(judged, done, dry_run=dry_run)
    tell(judged.result, with_part(judged, done.after))
    session.say(f"Next: pbp-assess evidence check{session.again()}")


def _who() -> str:
    from pbp_assess.cli.asked import who_writes

    return who_writes("evidence")
