"""Which letters are written, to whom, and where do they go?"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import round_meant
from pbp_assess.cli.register import RegisterOption, names, required_register
from pbp_assess.cli.session import Session, session_of
from pbp_assess.problems import ConflictError, UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.report.letters import Letter
    from pbp_assess.workspace.layout import Workspace

KINDS = ("invitation", "who-sees-what", "privacy", "thanks")


def command(
    context: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help=f"{', '.join(KINDS)}; else all.", autocompletion=lambda: list(KINDS)),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Write files; else one letter on stdout.")
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help="One for each leader, by name: needs the register and --output outside.")
    ] = False,
    register: RegisterOption = None,
    force: Annotated[bool, typer.Option("--force", help="Write over letters that are there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be written, write nothing.")] = False,
) -> int:
    """Write letters as Markdown: the invitation, who sees what, the privacy notice, the thank-you.

    Example: pbp-assess letters invitation

    Example: pbp-assess letters --output letters

    Example: pbp-assess letters invitation --each --register ~/register.yaml --output ~/to-send

    They are drafts: fill in what stands in [square brackets], and check what is marked "to be checked by you" before
    anything is sent. With --each the invitation says how each leader is asked, and the thank-you goes to those who
    have answered; such letters hold names, and are never written into the workspace.
    """
    session = session_of(context)
    which = _which(kind)
    workspace, dossier = _round(session)
    if each:
        return _personal(session, workspace, dossier, which, output, register, force=force, dry_run=dry_run)
    if output is None:
        return _print(session, dossier, which)
    from pbp_assess.report.letters import letter

    pages = {output / f"{one}.md": letter(one, dossier) for one in which}
    _write(workspace, pages, force=force, dry_run=dry_run)
    session.say(_CHECK)
    return ExitCode.ANSWERED


_CHECK = (
    'Fill in what stands in [square brackets], and check what is marked "to be checked by you", before you send them.'
)


def _which(kind: str | None) -> "tuple[Letter, ...]":
    """The letters meant.

    Raises:
        NotFoundError: there is no such letter.
    """
    from pbp_assess.report.letters import Letter
    from pbp_assess.workspace.history import unknown

    if kind is None:
        return tuple(Letter)
    if kind not in set(Letter):
        raise unknown("letter", kind, KINDS, "the letters that there are")
    return (Letter(kind),)


def _round(session: Session) -> "tuple[Workspace, Dossier]":
    """The round that letters are about."""
    from pbp_assess.workspace.sheets import read_form

    workspace, place, round_id = round_meant(session)
    return workspace, read_form(workspace, place, round_id)


def _print(session: Session, dossier: "Dossier", which: "tuple[Letter, ...]") -> int:
    """One letter on stdout; without one named, which there are."""
    from pbp_assess.report.letters import MEANT_FOR, letter

    if len(which) > 1:
        for one, what in MEANT_FOR.items():
            console.out(f"{one:15}{what}")
        session.say(f"Next: pbp-assess letters KIND, or pbp-assess letters --output FOLDER for all{session.again()}")
        return ExitCode.ANSWERED
    console.out(letter(which[0], dossier), end="")
    session.say(_CHECK)
    return ExitCode.ANSWERED


# --- one for each leader --------------------------------------------------------------------------


def _personal(
    session: Session, workspace: "Workspace", dossier: "Dossier", which: "tuple[Letter, ...]", output: Path | None,
    register: Path | None, *, force: bool, dry_run: bool,
) -> int:  # fmt: skip
    """Letters with names in them, each in a file of its own outside the workspace.

    Raises:
        UsageError: such a letter is not written to one person, or it is not said where to.
    """
    from pbp_assess.report.letters import PERSONAL
    from pbp_assess.workspace.register import refuse_inside

    if len(which) > 1 or which[0] not in PERSONAL:
        raise UsageError(f"--each goes with one letter to one person: {' or '.join(PERSONAL)}")
    if output is None:
        raise UsageError("--each writes names: say where to with --output FOLDER, outside the workspace")
    refuse_inside(workspace, output, "the folder")
    required_register(register, "--each writes to people by name")
    pages = dict(_pages(workspace, dossier, which[0], output, register))
    _write(workspace, pages, force=force, dry_run=dry_run)
    missing = len(_addressed(dossier, which[0])) - len(pages)
    if missing:
        session.say(f"{missing} without a letter: the register does not know their names.")
    session.say(_CHECK)
    return ExitCode.ANSWERED


def _pages(
    workspace: "Workspace", dossier: "Dossier", which: "Letter", output: Path, register: Path | None
) -> Iterator[tuple[Path, str]]:
    """A letter for each of those meant whom the register knows; files are named by id."""
    from pbp_assess.report.letters import Addressee, letter

    people = names(register, workspace, dossier.place_id).people
    for leader in _addressed(dossier, which):
        if leader in people:
            known = dossier.panel.by_id.get(leader)
            to = Addressee(people[leader].name, dossier.round.kind_of(leader), (known.route if known else None) or "")
            yield output / f"{which}-{leader}.md", letter(which, dossier, to)


def _addressed(dossier: "Dossier", which: "Letter") -> list[str]:
    """Whom such a letter goes to: everybody asked; thanks go to those who have answered."""
    from pbp_assess.report.letters import Letter

    if which is not Letter.THANKS:
        return list(dossier.round.asked)
    answered = (leader for leader, sheet in dossier.sheets.items() if sheet.answers_any(dossier.asked_criteria))
    return [leader for leader in answered if leader in dossier.round.asked]


def _write(workspace: "Workspace", pages: dict[Path, str], *, force: bool, dry_run: bool) -> None:
    """Write the files, all or none; they may have been worked on since.

    Raises:
        ConflictError: one of them is there.
    """
    from pbp_assess.workspace.files import write_atomic

    there = [path for path in pages if path.exists()]
    if there and not force:
        raise ConflictError(
            f"{len(there)} of these letters are there already, and may have been worked on: {there[0]}"
            f"{' and others' if len(there) > 1 else ''}. --force writes over them"
        )
    for path, page in pages.items():
        if not dry_run:
            write_atomic(path, page)
        console.out(workspace.shown(path.absolute()))
