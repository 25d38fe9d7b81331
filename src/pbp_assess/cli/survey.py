"""What does it take to ask by a survey: what to set it up from, and a code for everybody?"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.asked import open_round, role_of, who_writes
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.register import RegisterOption, names
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.formats.survey.questions import Questions
    from pbp_assess.workspace.layout import Workspace

app = typer.Typer()

STDOUT = "-"


class Survey(StrEnum):
    """What a survey can be set up in."""

    MSFORMS = "msforms"
    XLSX = "xlsx"
    LIMESURVEY = "limesurvey"
    PAPER = "paper"


_FILES = {
    Survey.MSFORMS: "microsoft-forms.txt",
    Survey.XLSX: "answers.xlsx",
    Survey.LIMESURVEY: "limesurvey.txt",
    Survey.PAPER: "paper.html",
}
_OWN = {Survey.XLSX: ".xlsx", Survey.PAPER: ".html"}
_NEXT = {
    Survey.MSFORMS: "It begins with how to set the form up. Each leader types a code: pbp-assess survey codes",
    Survey.XLSX: "Each leader fills one in and sends it back. Then: pbp-assess import FILE...",
    Survey.LIMESURVEY: "In LimeSurvey: Create, Import, this file. Each leader types a code: pbp-assess survey codes",
    Survey.PAPER: "Open it in a browser and print it. Answers from paper are typed in with: pbp-assess score LEADER",
}


@app.command()
def template(
    context: typer.Context,
    wanted: Annotated[Survey, typer.Option("--for", help="What the survey is set up in.")],
    large_print: Annotated[bool, typer.Option("--large-print", help="With paper: in 18 points.")] = False,
    each: Annotated[
        bool, typer.Option("--each", help="With xlsx or paper: one for each leader, code filled in.")
    ] = False,
    output: Annotated[str, typer.Option("--output", "-o", metavar="PATH", help="Where to; `-` is stdout.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, write nothing.")] = False,
) -> int:
    """Write what is needed to ask by Microsoft Forms, Excel, LimeSurvey or paper.

    Example: pbp-assess survey template --for msforms

    Example: pbp-assess survey template --for xlsx --each

    Example: pbp-assess survey template --for paper --large-print

    The questions are those of the open round, in its words: no gates and no required levels. The first question is the
    respondent's code. Files go to surveys/PLACE/ROUND and replace those written before; with --each, --output names a
    folder. What comes back is read by `pbp-assess import`.
    """
    from pbp_assess.formats.survey.questions import Questions

    session = session_of(context)
    _refuse(wanted, large_print=large_print, each=each, output=output)
    workspace, dossier = open_round(session)
    questions = Questions.of(dossier)
    make = _maker(wanted, questions, large=large_print)
    if output == STDOUT:
        _print(make(""))
        return ExitCode.ANSWERED
    for path, content in _pages(workspace, dossier, wanted, make, each=each, output=output):
        if not dry_run:
            from pbp_assess.workspace.files import write_atomic

            write_atomic(path, content)
        console.out(workspace.shown(path.absolute()))
    session.say(_NEXT[wanted])
    return ExitCode.ANSWERED


def _refuse(wanted: Survey, *, large_print: bool, each: bool, output: str) -> None:
    """Refuse what does not go together.

    Raises:
        UsageError: it does not.
    """
    if large_print and wanted is not Survey.PAPER:
        raise UsageError("--large-print goes with --for paper; on a screen the reader sets the size")
    if each and (wanted not in _OWN or output == STDOUT):
        raise UsageError("--each goes with --for xlsx or --for paper, and writes files")
    if output == STDOUT and wanted is Survey.XLSX:
        raise UsageError("a workbook is no text: name a file with --output FILE")


def _maker(wanted: Survey, questions: "Questions", *, large: bool) -> Callable[[str], str | bytes]:
    """What makes the content, from the code of whoever it is for."""
    match wanted:
        case Survey.MSFORMS:
            from pbp_assess.formats.survey.msforms import msforms_text

            return lambda _: msforms_text(questions)
        case Survey.LIMESURVEY:
            from pbp_assess.formats.survey.limesurvey import limesurvey_text

            return lambda _: limesurvey_text(questions)
        case Survey.XLSX:
            from pbp_assess.formats.survey.sheet import answer_sheet

            return lambda code: answer_sheet(questions, code=code)
        case Survey.PAPER:
            from pbp_assess.formats.survey.paper import paper

            return lambda code: paper(questions, code=code, large=large)


def _print(content: str | bytes) -> None:
    console.out(content if isinstance(content, str) else content.decode(), end="")


def _pages(
    workspace: "Workspace",
    dossier: "Dossier",
    wanted: Survey,
    make: Callable[[str], str | bytes],
    *,
    each: bool,
    output: str,
) -> Iterator[tuple[Path, str | bytes]]:
    """Each file, by the path where it goes."""
    folder = workspace.surveys_folder(dossier.place_id, dossier.round.id)
    if not each:
        yield Path(output) if output else folder / _FILES[wanted], make("")
        return
    from pbp_assess.workspace.survey import read_survey

    known = read_survey(workspace, dossier)
    for leader in dossier.round.asked:
        code = known.survey.codes.get(leader, leader) if known else leader
        yield (Path(output) if output else folder) / f"{leader}{_OWN[wanted]}", make(code)


# --- codes ----------------------------------------------------------------------------------------


@app.command()
def codes(
    context: typer.Context,
    register: RegisterOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Draw, show, and keep nothing.")] = False,
) -> int:
    """Draw a short code for each leader, to be typed in a survey in place of a name.

    Example: pbp-assess survey codes

    A survey takes a leader's id as well, but an id says who somebody is to everyone who can open the survey. Codes are
    drawn by lot and kept in survey.yaml of the round; who has one keeps it. For the facilitator alone.
    """
    from pbp_assess.workspace.survey import draw_codes

    session = session_of(context)
    _for_the_facilitator(session)
    workspace, dossier = open_round(session)
    known = names(register, workspace, dossier.place_id)
    drawn = draw_codes(workspace, dossier, who_writes("survey codes"), dry_run=dry_run)
    named = any(known.printed(leader) for leader in drawn)
    rows = [
        (code, leader, role_of(dossier, leader), *((known.printed(leader),) if named else ()))
        for leader, code in drawn.items()
    ]
    console.table(("Code", "Leader", "Role", *(("Name",) if named else ())), rows)
    kept = "Nothing was kept" if dry_run else f"Kept in {_shown(workspace, dossier)}"
    session.say(f"{kept}. Send each leader their own code, and nobody else's.")
    return ExitCode.ANSWERED


def _for_the_facilitator(session: Session) -> None:
    """Refuse to make a copy of this for anybody else.

    Raises:
        UsageError: `--audience` asked for one.
    """
    if session.audience in {"partnership", "public"}:
        raise UsageError(f"codes say who is who: they are the facilitator's own, with no {session.audience} copy")


def _shown(workspace: "Workspace", dossier: "Dossier") -> str:
    return workspace.shown(workspace.survey_path(dossier.place_id, dossier.round.id))
