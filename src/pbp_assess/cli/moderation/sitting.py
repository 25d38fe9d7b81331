"""How is a sitting held in which levels are agreed, from the first page to the last word?"""

from pbp_assess.cli import console
from pbp_assess.cli.asked import who_writes
from pbp_assess.cli.effects import effects, with_part
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.interview.pages import Line
from pbp_assess.cli.interview.terminal import Terminal
from pbp_assess.cli.moderation.entries import criterion_meant
from pbp_assess.cli.moderation.pages import cover, help_page, page, prompt
from pbp_assess.cli.moderation.steps import Room, Sitting, begin, step
from pbp_assess.cli.opening import Judged
from pbp_assess.cli.register import Names
from pbp_assess.cli.session import Session
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.records import AgreedLevel, Moderation
from pbp_assess.problems import PbpAssessError
from pbp_assess.workspace.beside_answers import path_of
from pbp_assess.workspace.moderation import agree, can_be_agreed, take_out


def hold(session: Session, judged: Judged, typed: str, known: Names) -> int:
    """Ask question by question; every level is on the disk before the next thing is shown; the exit code."""
    dossier, agenda = judged.dossier, judged.result.agenda
    only = criterion_meant(dossier, typed) if typed else ""
    if only:
        can_be_agreed(dossier, only)
    order = (only,) if only else tuple(item.criterion for item in (*agenda.items, *agenda.unjudged))
    sitting = begin(Room(dossier, judged.result, known, order, session.today()), dict(dossier.moderation.agreed), only)
    if not sitting.at:
        session.say("Nothing is left on the agenda; name a question to agree on it all the same.")
        return ExitCode.ANSWERED
    talk = _Talk(judged, sitting)
    talk.terminal.show(cover(sitting))
    try:
        ended = talk.converse()
    except KeyboardInterrupt:
        console.say("")
        _goodbye(session, judged, talk.sitting)
        return ExitCode.INTERRUPTED
    _goodbye(session, judged, talk.sitting)
    return ExitCode.ANSWERED if ended or talk.terminal.typed else ExitCode.COULD_NOT


class _Talk:
    """A sitting on a terminal; `sitting` is where it stands, whatever ends it."""

    def __init__(self, judged: Judged, sitting: Sitting) -> None:
        self.judged, self.sitting, self.terminal = judged, sitting, Terminal()
        self._copy = disclose(judged.result, Audience.PARTNERSHIP)

    def converse(self) -> bool:
        """Ask until somebody ends it (True), or the input does."""
        while self.sitting.at:
            if self.sitting.turned:
                self.terminal.show(page(self.sitting, self._copy))
            line = self.terminal.read(prompt(self.sitting))
            if line is None:
                return False
            self._take(step(self.sitting, line))
        return True

    def _take(self, after: Sitting) -> None:
        """Save what is whole, and only then show anything."""
        before = self.sitting
        if after.save:
            _save(self.judged, before.agreed, *after.save)
        self.sitting = after
        self.terminal.show(Line(text) for text in (*after.said, *_effects(self.judged, before, after)))
        if after.help:
            self.terminal.show(help_page(after))


def _save(judged: Judged, known: dict[str, AgreedLevel], criterion: str, entry: AgreedLevel | None) -> None:
    """Put it on the disk; another entry there goes only where it was shown here."""
    who = who_writes("moderate")
    try:
        if entry is None:
            take_out(judged.workspace, judged.dossier, criterion, who)
        else:
            agree(judged.workspace, judged.dossier, {criterion: entry}, who, instead_of=known)
    except PbpAssessError as error:
        raise type(error)(f"{error}.\nThe last level is not saved; those before it are") from error


def _effects(judged: Judged, before: Sitting, after: Sitting) -> tuple[str, ...]:
    """What a level that was saved changes in readiness."""
    if after.save is None:
        return ()
    then, now = (judged.dossier.moderation.model_copy(update={"agreed": one.agreed}) for one in (before, after))
    return tuple(effects(with_part(judged, then), with_part(judged, now)))


def _goodbye(session: Session, judged: Judged, sitting: Sitting) -> None:
    """How many levels are agreed, where they are, and what comes next."""
    shown = judged.workspace.shown(path_of(judged.workspace, judged.dossier, Moderation))
    left = sum(name not in sitting.agreed for name in sitting.room.order)
    if sitting.agreed:
        number = len(sitting.agreed)
        console.out(f"{number} {'level' if number == 1 else 'levels'} agreed. Saved in {shown}")
    else:
        console.out("No level is agreed, and nothing is saved.")
    again = f"pbp-assess moderate{session.again()}"
    outcome = f"pbp-assess report outcome{session.again()}"
    session.say(f"To go on: {again}" if left else f"Next: {outcome}")
