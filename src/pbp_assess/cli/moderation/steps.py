"""What follows from a line typed while levels are being agreed?

`step` is a pure function from a sitting and a line to the next sitting: nothing is read, written or printed here. A
level and what belongs to it is asked in a row, and is an entry to save only once it is whole.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, Final

from pbp_assess.cli.interview.replies import Reply, Verb, command_word, read_reply
from pbp_assess.cli.interview.steps import LONGEST_LINE
from pbp_assess.cli.moderation.entries import (
    criterion_meant,
    dissent_for,
    evidence_for,
    hands_meant,
    in_words,
    no_more_than_asked,
    roles_of,
    sectors_meant,
)
from pbp_assess.cli.naming import identify
from pbp_assess.cli.register import Names
from pbp_assess.core.assess import AssessmentResult, sectors_asked
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import AgreedLevel, Dissenter
from pbp_assess.problems import NotFoundError, UsageError
from pbp_assess.workspace.beside_answers import entry_of
from pbp_assess.workspace.moderation import can_be_agreed


class Ask(Enum):
    """What is asked of one question, in this order."""

    LEVEL = auto()
    REASON = auto()
    SECTORS = auto()
    EVIDENCE = auto()
    HANDS = auto()
    DISSENT = auto()
    NAMED = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Room:
    """What holds for the whole sitting. `order` are the questions to talk about, as the agenda has them."""

    dossier: Dossier
    result: AssessmentResult
    names: Names
    order: tuple[str, ...]
    today: datetime.date


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a sitting stands: at a question ("" at the end), at one thing asked of it, with what was said so far.

    `place` is how far the order has been followed; `agreed` what stands on the disk; `save` what is to be put there
    next (None: taken out). `usual` are the sectors that were last present.
    """

    room: Room
    agreed: dict[str, AgreedLevel]
    at: str
    place: int = 0
    ask: Ask = Ask.LEVEL
    draft: dict[str, Any] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    save: tuple[str, AgreedLevel | None] | None = None
    said: tuple[str, ...] = ()
    turned: bool = True
    help: bool = False

    @property
    def standing(self) -> AgreedLevel | None:
        """What was agreed on this question before."""
        return self.agreed.get(self.at)


def begin(room: Room, agreed: dict[str, AgreedLevel], criterion: str = "") -> Sitting:
    """At the question named, else at the first of the agenda."""
    last = next(reversed(agreed.values()), None)
    usual = last.sectors_present if last else tuple(sectors_asked(room.dossier))
    first = criterion or (room.order[0] if room.order else "")
    return Sitting(room, agreed, first, usual=usual)


def step(sitting: Sitting, line: str) -> Sitting:
    """The sitting after this line."""
    fresh = replace(sitting, said=(), save=None, turned=False, help=False)
    typed = " ".join(line.split())
    if len(line) > LONGEST_LINE:
        return _say(fresh, f"Please keep a line under {LONGEST_LINE:,} characters; nothing was saved.")
    if fresh.ask is Ask.LEVEL:
        return _at_level(fresh, typed)
    word = command_word(typed)
    if word is not None and word.verb in _ANYWHERE and not word.text:
        return _ANYWHERE[word.verb](fresh)
    try:
        return _ANSWERS[fresh.ask](fresh, typed)
    except (NotFoundError, UsageError) as error:
        return _say(fresh, f"{str(error)[:1].upper()}{str(error)[1:]}.")


def _say(sitting: Sitting, *texts: str) -> Sitting:
    return replace(sitting, said=(*sitting.said, *texts))


# --- moving between questions ---------------------------------------------------------------------


def _to(sitting: Sitting, criterion: str, place: int | None = None) -> Sitting:
    """At another question, what was begun at this one let go."""
    here = sitting.place if place is None else place
    trail = (*sitting.trail, sitting.at)
    return replace(sitting, at=criterion, place=here, ask=Ask.LEVEL, draft={}, waiting=(), trail=trail, turned=True)


def _on(sitting: Sitting) -> Sitting:
    """At the next question of the agenda on which nothing has been agreed."""
    order = sitting.room.order
    start = order.index(sitting.at) + 1 if sitting.at in order else sitting.place
    for place in range(start, len(order)):
        if order[place] not in sitting.agreed:
            return _to(sitting, order[place], place)
    return _to(sitting, "", len(order))


def _back(sitting: Sitting) -> Sitting:
    """One thing back; from the first, at the question before."""
    asks = list(Ask)
    if sitting.ask is not Ask.LEVEL:
        before = Ask.NAMED if sitting.ask is Ask.WORDS else asks[asks.index(sitting.ask) - 1]
        return replace(sitting, ask=before)
    if not sitting.trail:
        return _say(sitting, "This is the first question.")
    *trail, before_it = sitting.trail
    return replace(_to(sitting, before_it, _place_of(sitting, before_it)), trail=tuple(trail))


def _place_of(sitting: Sitting, criterion: str) -> int | None:
    """Where a question stands on the agenda; None where it is not on it."""
    order = sitting.room.order
    return order.index(criterion) if criterion in order else None


def _skip(sitting: Sitting) -> Sitting:
    left = "left as it was" if sitting.standing else "nothing agreed"
    return _on(_say(sitting, f"{sitting.at}: {left}."))


def _quit(sitting: Sitting) -> Sitting:
    begun = sitting.ask is not Ask.LEVEL
    said = _say(sitting, f"{sitting.at} was not finished, and nothing of it is saved.") if begun else sitting
    return replace(said, at="")


def _help(sitting: Sitting) -> Sitting:
    return replace(sitting, help=True)


_ANYWHERE: Final[dict[Verb, Callable[[Sitting], Sitting]]] = {
    Verb.BACK: _back,
    Verb.SKIP: _skip,
    Verb.QUIT: _quit,
    Verb.HELP: _help,
}


def _jump(sitting: Sitting, typed: str) -> Sitting:
    try:
        criterion = criterion_meant(sitting.room.dossier, typed)
        can_be_agreed(sitting.room.dossier, criterion)
    except (NotFoundError, UsageError) as error:
        return _say(sitting, f"{str(error)[:1].upper()}{str(error)[1:]}.")
    return _to(sitting, criterion, _place_of(sitting, criterion))


# --- what is asked of one question ----------------------------------------------------------------


def _at_level(sitting: Sitting, typed: str) -> Sitting:
    matrix = sitting.room.dossier.matrix
    reply = read_reply(typed, matrix, matrix.criterion_by_id)
    match reply.verb:
        case Verb.LEVEL:
            return _next(replace(sitting, draft={"level": reply.level}))
        case Verb.NOTHING if sitting.standing:
            return _skip(sitting)
        case Verb.JUMP:
            return _jump(sitting, reply.text)
        case Verb.CLEAR:
            return _clear(sitting)
        case verb if verb in _ANYWHERE:
            return _ANYWHERE[verb](sitting)
        case _:
            return _say(sitting, _unclear(reply))


def _unclear(reply: Reply) -> str:
    return reply.text or 'Type the level agreed, "skip" where none was, or "?" for help.'


def _clear(sitting: Sitting) -> Sitting:
    """The level agreed taken out again."""
    if sitting.standing is None:
        return _say(sitting, f"Nothing has been agreed on {sitting.at}.")
    kept = {name: entry for name, entry in sitting.agreed.items() if name != sitting.at}
    return replace(
        _say(sitting, f"{sitting.at}: the level agreed is taken out."),
        agreed=kept,
        save=(sitting.at, None),
        turned=True,
    )


def _next(sitting: Sitting) -> Sitting:
    """On to the next thing asked; after the last the entry is whole."""
    asks = list(Ask)
    following = asks[asks.index(sitting.ask) + 1] if sitting.ask is not Ask.WORDS else Ask.WORDS
    if following is Ask.NAMED and not sitting.draft.get("dissent"):
        return _whole(sitting)
    if following is Ask.WORDS and not sitting.waiting:
        return _whole(sitting)
    return replace(sitting, ask=following)


def _with(sitting: Sitting, **values: Any) -> Sitting:
    return _next(replace(sitting, draft={**sitting.draft, **values}))


def said_before(sitting: Sitting) -> str:
    """The reason or the evidence that Enter keeps: typed before going back, else what was agreed before."""
    name = "reason" if sitting.ask is Ask.REASON else "evidence"
    return sitting.draft.get(name) or getattr(sitting.standing, name, None) or ""


def _reason(sitting: Sitting, typed: str) -> Sitting:
    before = said_before(sitting)
    if not (typed or before):
        return _say(sitting, "A sentence is needed: reports print why.")
    sitting.room.names.keep_out(typed, "The reason")
    return _with(sitting, reason=typed or before)


def _sectors(sitting: Sitting, typed: str) -> Sitting:
    present = sectors_meant(sitting.room.dossier, typed) if typed else sitting.usual
    return _with(replace(sitting, usual=present), sectors_present=present)


def _evidence(sitting: Sitting, typed: str) -> Sitting:
    room, level = sitting.room, sitting.draft["level"]
    sitting.room.names.keep_out(typed, "The evidence")
    shown = typed or said_before(sitting)
    needing = evidence_for(room.dossier, room.result, sitting.at, level)
    if needing and not shown:
        sitting = _say(sitting, f"Left open: {' and '.join(needing)} cannot be judged on this level until it is said.")
    return _with(sitting, evidence=shown or None)


def _hands(sitting: Sitting, typed: str) -> Sitting:
    return _with(sitting, revote=hands_meant(sitting.room.dossier, typed))


def _dissent(sitting: Sitting, typed: str) -> Sitting:
    if not typed:
        needing = dissent_for(sitting.room.dossier, sitting.at)
        note = f"Left open: {' and '.join(needing)} cannot be judged on this level until it is noted."
        return _with(_say(sitting, note) if needing else sitting, dissent=None)
    if not (typed.isascii() and typed.isdecimal()):
        raise UsageError("how many is a number: 0 where everybody agreed")
    return _with(sitting, dissent=no_more_than_asked(sitting.room.dossier, int(typed), "who did not agree"))


def _named(sitting: Sitting, typed: str) -> Sitting:
    """Who of them chose to be named, by id or role, parted by commas."""
    roles = roles_of(sitting.room.dossier)
    words = [word.strip() for word in typed.split(",") if word.strip()]
    found = tuple(identify(word, roles, sitting.room.names, "{} is not on the panel") for word in words)
    if len(found) > sitting.draft["dissent"]:
        raise UsageError(f"that is {len(found)}, and {sitting.draft['dissent']} did not agree")
    if len(set(found)) < len(found):
        raise UsageError("somebody is named twice")
    return _next(replace(sitting, waiting=found, draft={**sitting.draft, "dissenters": ()}))


def _words(sitting: Sitting, typed: str) -> Sitting:
    """What the first of those named wishes to be noted."""
    sitting.room.names.keep_out(typed, "What they wish noted")
    leader, *rest = sitting.waiting
    named = (*sitting.draft["dissenters"], entry_of(Dissenter, leader=leader, words=typed or None))
    return _next(replace(sitting, waiting=tuple(rest), draft={**sitting.draft, "dissenters": named}))


_ANSWERS: Final[dict[Ask, Callable[[Sitting, str], Sitting]]] = {
    Ask.REASON: _reason,
    Ask.SECTORS: _sectors,
    Ask.EVIDENCE: _evidence,
    Ask.HANDS: _hands,
    Ask.DISSENT: _dissent,
    Ask.NAMED: _named,
    Ask.WORDS: _words,
}


def _whole(sitting: Sitting) -> Sitting:
    """The entry to save, and the next question."""
    criterion = sitting.at
    entry = entry_of(AgreedLevel, date=sitting.room.today, **sitting.draft)
    kept = {name: there for name, there in sitting.agreed.items() if name != criterion}
    done = replace(sitting, agreed={**kept, criterion: entry})
    words = in_words(sitting.room.dossier, criterion, entry.level)
    return replace(_on(_say(done, f"{criterion}: {words}. Agreed and saved.")), save=(criterion, entry))
