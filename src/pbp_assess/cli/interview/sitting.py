"""How is an interview held, from the first page to the last word?"""

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType

from pbp_assess.cli import console
from pbp_assess.cli.asked import Asked, who_writes
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.interview.form import Form, Kind, form_of, with_previous
from pbp_assess.cli.interview.pages import Cover, cover
from pbp_assess.cli.interview.steps import Interview, begin
from pbp_assess.cli.interview.terminal import Terminal, converse
from pbp_assess.cli.session import Session
from pbp_assess.core.assessment import Scoresheet
from pbp_assess.problems import PbpAssessError, UsageError
from pbp_assess.workspace.history import list_rounds
from pbp_assess.workspace.reading import read_round
from pbp_assess.workspace.sheets import OpenSheet, open_sheet


def hold(session: Session, asked: Asked, *, show_previous: bool) -> int:
    """Ask, save each answer at once, say how to go on; the exit code."""
    form = _form(session, asked, show_previous=show_previous)
    terminal = Terminal()
    with _cut_off_cleanly(), open_sheet(asked.workspace, asked.dossier, asked.leader, who_writes("score")) as there:
        if there.held.taken_over:
            session.say(f"Taken over from a session that was cut off: {there.held.taken_over}.\n")
        begun = begin(form, asked.sat_down_to(there.sheet))
        terminal.show(cover(_about(asked), begun))
        try:
            ended = converse(begun, terminal, _saving(there))
        except KeyboardInterrupt:
            console.say("")
            _goodbye(session, asked, form, there.sheet)
            return ExitCode.INTERRUPTED
        _goodbye(session, asked, form, ended.sheet)
        return _code(terminal, ended)


def _form(session: Session, asked: Asked, *, show_previous: bool) -> Form:
    """What is asked; with the answers this person gave in the last round that has any, if they are to be shown."""
    form = form_of(asked.dossier)
    if not form.criteria:
        raise UsageError(f"round {asked.dossier.round.id} asks no question")
    if not show_previous:
        return form
    this, speaker = asked.dossier.round, asked.speaker or asked.leader
    rounds = list_rounds(asked.workspace, asked.dossier.place_id)
    for one in reversed([one for one in rounds if (one.opened, one.id) < (this.opened, this.id)]):
        before = read_round(asked.workspace, asked.dossier.place_id, one.id).dossier
        if before and asked.leader in before.sheets and before.sheets[asked.leader].person == speaker:
            return with_previous(form, before.matrix, before.sheets[asked.leader])
    session.say("There are no earlier answers of this leader to show.\n")
    return form


def _about(asked: Asked) -> Cover:
    """What the first page names."""
    dossier = asked.dossier
    return Cover(
        place=dossier.round.place,
        round_id=dossier.round.id,
        role=asked.role,
        leader=asked.leader,
        name=asked.name,
        minimum=dossier.matrix.counting.minimum_cell,
    )


def _saving(there: OpenSheet) -> Callable[[Scoresheet], None]:
    """Save, or say that the last answer is not saved."""

    def save(sheet: Scoresheet) -> None:
        try:
            there.save(sheet)
        except PbpAssessError as error:
            raise type(error)(f"{error}.\nThe last answer is not saved; those before it are") from error

    return save


@contextlib.contextmanager
def _cut_off_cleanly() -> Iterator[None]:
    """A closed window and a polite kill end the session as an error would: the lock is given back."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signals = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _goodbye(session: Session, asked: Asked, form: Form, sheet: Scoresheet) -> None:
    """How many questions have an answer, where they are, and how to go on; the terminal may be gone by then."""
    try:
        _say_goodbye(session, asked, form, sheet)
    except OSError:
        console.mute(sys.stdout)
        console.mute(sys.stderr)


def _say_goodbye(session: Session, asked: Asked, form: Form, sheet: Scoresheet) -> None:
    if not asked.path.exists():
        session.say("Nothing was answered, and nothing is saved.")
        return
    left = len(form.open_criteria(sheet))
    done, shown = len(form.criteria) - left, asked.workspace.shown(asked.path)
    console.out(f"{done} of {len(form.criteria)} questions answered. Saved in {shown}.")
    deputy = f" --deputy {asked.speaker}" if asked.speaker not in {"", asked.leader} else ""
    session.say(f"{'To go on' if left else 'To change an answer'}: pbp-assess score {asked.leader}{deputy}")


def _code(terminal: Terminal, ended: Interview) -> int:
    """Stopping early is an answer; an input from a pipe that is too short is none."""
    over = ended.at.kind is Kind.END
    complete = not ended.form.open_criteria(ended.sheet)
    if over or complete or terminal.typed:
        return ExitCode.ANSWERED
    console.say("The input ended before every question had an answer; what came before is saved.")
    return ExitCode.COULD_NOT
