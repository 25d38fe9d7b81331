"""How is a spreadsheet of people read in: what is told, written, or left to be mended first?"""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pbp_assess.cli import console, faults
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.naming import own_terminal
from pbp_assess.cli.opening import place_meant, warn
from pbp_assess.cli.panel_change import keep_names, say_from_when
from pbp_assess.cli.panel_words import lacks
from pbp_assess.cli.register import required_register
from pbp_assess.cli.session import Session
from pbp_assess.formats.people import read_people
from pbp_assess.formats.table import MOST_BYTES
from pbp_assess.formats.table_file import read_tables
from pbp_assess.problems import InputError, Location, Problem, Severity
from pbp_assess.workspace.files import read_bytes
from pbp_assess.workspace.panel import PanelFile, open_panel
from pbp_assess.workspace.panel_import import ImportPlan, plan_import
from pbp_assess.workspace.register import RegisterFile, register_to_write

if TYPE_CHECKING:
    from pbp_assess.formats.people import Listed
    from pbp_assess.workspace.layout import Workspace


def read_in(session: Session, path: Path, register: Path | None, joined: datetime.date, *, dry_run: bool) -> int:
    """Read the people of a file in; nothing is written beside a fault."""
    workspace, place = place_meant(session)
    names = required_register(register, "names and e-mail addresses are kept outside the workspace")
    there = register_to_write(workspace, names, place)
    file = open_panel(workspace, place)
    listed = listed_in(workspace, path)
    plan = plan_import(file, there.register, listed.people, joined)
    if plan.problems:
        faults.show((*listed.problems, *plan.problems))
        if plan.paste:
            console.say(console.escape(lacks(file, plan.paste), lines=True))
        return ExitCode.COULD_NOT
    warn(session, listed.problems)
    _write(file, there, plan, dry_run=dry_run)
    _tell(session, file, there, plan, dry_run=dry_run)
    return ExitCode.ANSWERED


def listed_in(workspace: "Workspace | None", path: Path) -> "Listed":
    """The people of a file, with the warnings about it.

    Raises:
        InputError: it has a fault.
    """
    from dataclasses import replace

    shown = str(path)
    listed = read_people(read_tables(read_bytes(path, shown, most=MOST_BYTES), shown), shown)
    problems = [*listed.problems, *_inside(workspace, path)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    return replace(listed, problems=tuple(problems))


def _inside(workspace: "Workspace | None", path: Path) -> list[Problem]:
    """The complaint about names that lie inside the workspace."""
    if workspace is None or not path.resolve().is_relative_to(workspace.root.resolve()):
        return []
    expected = "names outside the workspace, which travels with every copy: move this file when it has been read in"
    return [Problem("PBP481", "a file of names inside the workspace", expected, Location(str(path)), Severity.WARNING)]


def _write(file: PanelFile, there: RegisterFile, plan: ImportPlan, *, dry_run: bool) -> None:
    """The panel first: a register that is missing can be made again from the same file."""
    if not dry_run:
        file.save(plan.panel)
        register = plan.register.model_copy(update={"place": file.place_id})
        keep_names(there, register)


def _tell(session: Session, file: PanelFile, there: RegisterFile, plan: ImportPlan, *, dry_run: bool) -> None:
    """What was done, by count; ids only on the facilitator's own terminal."""
    total = len(plan.new) + len(plan.changed) + len(plan.known)
    if dry_run:
        session.say(f"Nothing is written. It would be, with the names in {there.path}:")
    if own_terminal():
        for what, who in (("New", plan.new), ("Changed", plan.changed), ("Not in the file", plan.absent)):
            session.say(f"{what}: {', '.join(who)}") if who else None
    console.out(
        f"{total} people read: {len(plan.new)} new, {len(plan.changed)} changed, {len(plan.known)} as they were."
    )
    if plan.absent:
        session.say(
            f"{len(plan.absent)} on the panel are not in the file, and stay: pbp-assess panel remove LEADER takes "
            "one off"
        )
    if plan.new or plan.changed:
        say_from_when(session, file)
