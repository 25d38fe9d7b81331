"""Who gets which form, and where does it lie?"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.asked import leader_meant, open_round, those_asked
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.register import Names, RegisterOption, names
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.workspace.layout import Workspace

INTERVIEWS = "interviews"
_Seat = tuple[str, str | None]


def command(
    context: typer.Context,
    leaders: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LEADER...]", help="Else everybody asked.", autocompletion=those_asked),
    ] = None,
    interview: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LEADER", help="The page for an interview with this leader; repeat.", autocompletion=those_asked
        ),
    ] = None,
    shuffle: Annotated[
        int | None, typer.Option(metavar="SEED", help="Each leader gets the areas in another order.")
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FOLDER", help="Where to.")] = "",
    register: RegisterOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, write nothing.")] = False,
) -> int:
    """Write a form for each leader: one HTML file, filled in by double click, without a network or an account.

    Example: pbp-assess form

    Example: pbp-assess form gp-lead-north gp-lead-south --shuffle 7

    Example: pbp-assess form --interview place-director

    A form keeps the answers in the leader's own browser and ends with one answer file, which `pbp-assess import` reads.
    It holds the questions and the leader's role: no gate, no required level, and nobody's answers. A deputy who is
    named by id gets one to answer in the leader's place. The same seed gives the same orders again. The interview's
    page shows what that leader has answered, the answers most worth talking about first, chosen from that sheet alone.
    Forms go to forms/PLACE/ROUND, and replace those made before.
    """
    session = session_of(context)
    if interview and (leaders or shuffle is not None):
        raise UsageError("--interview writes the page of an interview and nothing else: leave the rest out")
    workspace, dossier = open_round(session)
    if not dossier.asked_criteria:
        raise UsageError(f"round {dossier.round.id} asks no question")
    known = names(register, workspace, dossier.place_id)
    folder = Path(output) if output else workspace.forms_folder(dossier.place_id, dossier.round.id)
    if interview:
        pages = _interviews(workspace, dossier, _meant(session, dossier, interview, known), folder / INTERVIEWS)
    else:
        seats = _seats(session, dossier, leaders or dossier.round.asked, known)
        pages = _forms(dossier, seats, folder, shuffle)
    for path in _written(dict(pages), dry_run=dry_run):
        console.out(workspace.shown(path.absolute()))
    session.say(_next(interviews=bool(interview)))
    return ExitCode.ANSWERED


def _meant(session: Session, dossier: "Dossier", wanted: Iterable[str], known: Names) -> list[str]:
    """Each leader once, all of them asked in this round."""
    return list(dict.fromkeys(leader_meant(session, dossier, leader, known) for leader in wanted))


def _seats(session: Session, dossier: "Dossier", wanted: Iterable[str], known: Names) -> list[_Seat]:
    """Each leader named, with the deputy where it was a deputy's id that was given; each once."""
    leaders = {one.id: one.deputy_for for one in dossier.panel.leaders if one.deputy_for in dossier.round.asked}
    seats: list[_Seat] = []
    for person in wanted:
        leader = leaders.get(person)
        seats.append((leader, person) if leader else (leader_meant(session, dossier, person, known), None))
    return list(dict.fromkeys(seats))


def _forms(dossier: "Dossier", seats: Sequence[_Seat], folder: Path, seed: int | None) -> Iterator[tuple[Path, str]]:
    """A form for each, by the path where it goes."""
    from pbp_assess.formats.form import form_page

    for leader, deputy in seats:
        yield folder / f"{deputy or leader}.html", form_page(dossier, leader, seed=seed, deputy=deputy)


def _interviews(
    workspace: "Workspace", dossier: "Dossier", leaders: Sequence[str], folder: Path
) -> Iterator[tuple[Path, str]]:
    """A page for each interview: in a folder of its own, for it holds answers."""
    from pbp_assess.formats.form import interview_page
    from pbp_assess.workspace.sheets import read_sheet

    for leader in leaders:
        yield folder / f"{leader}.html", interview_page(dossier, read_sheet(workspace, dossier, leader))


def _written(pages: dict[Path, str], *, dry_run: bool) -> Iterator[Path]:
    """Write them, all or, with `--dry-run`, none; the paths."""
    from pbp_assess.workspace.files import write_atomic

    for path, page in pages.items():
        if not dry_run:
            write_atomic(path, page)
        yield path


def _next(*, interviews: bool) -> str:
    """What to do with them."""
    if interviews:
        return "Open it with the leader. It holds answers: keep it to the two of you."
    return "Send each form to its leader alone. Next: pbp-assess import, when an answer file comes back"
