"""What did the leader mean by this line?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from pbp_assess.core.matrix import Matrix


class Verb(Enum):
    """What a line asks for."""

    LEVEL = auto()
    CANNOT_JUDGE = auto()
    NOT_APPLICABLE = auto()
    DECLINED = auto()
    SKIP = auto()
    BACK = auto()
    JUMP = auto()
    NOTE = auto()
    EVIDENCE = auto()
    CONFIDENCE = auto()
    CLEAR = auto()
    CHECK = auto()
    HELP = auto()
    QUIT = auto()
    NOTHING = auto()
    UNCLEAR = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """A line understood. `text` is what follows the word; of an unclear line, what to say about it."""

    verb: Verb
    text: str = ""
    level: int = 0


# The words of each verb: the first is the one to teach.
WORDS: dict[Verb, tuple[str, ...]] = {
    Verb.CANNOT_JUDGE: ("cj", "cannot judge", "cannot_judge", "can't judge"),
    Verb.NOT_APPLICABLE: ("na", "not applicable", "not_applicable", "n/a"),
    Verb.DECLINED: ("de", "declined", "decline"),
    Verb.SKIP: ("skip", "s"),
    Verb.BACK: ("back", "b"),
    Verb.JUMP: ("jump", "j", "go to", "goto", "go"),
    Verb.NOTE: ("note", "n"),
    Verb.EVIDENCE: ("evidence", "e"),
    Verb.CONFIDENCE: ("confidence", "c"),
    Verb.CLEAR: ("clear",),
    Verb.CHECK: ("check",),
    Verb.HELP: ("?", "help", "h"),
    Verb.QUIT: ("quit", "q", "exit", "finish later"),
}
STATES = (Verb.CANNOT_JUDGE, Verb.NOT_APPLICABLE, Verb.DECLINED)
_WITH_TEXT = {*STATES, Verb.JUMP, Verb.NOTE, Verb.EVIDENCE, Verb.CONFIDENCE}
_BY_WORD = {word: verb for verb, words in WORDS.items() for word in words}
_LONGEST_FIRST = sorted(_BY_WORD, key=len, reverse=True)
_FEWEST_LETTERS = 3
_NUMBER = re.compile(r"[+-]?\d{1,4}")
_NAMES = {Verb.CANNOT_JUDGE: "cannot judge", Verb.NOT_APPLICABLE: "not applicable", Verb.DECLINED: "declined"}


def read_reply(line: str, matrix: Matrix, targets: Iterable[str]) -> Reply:
    """What the line means at a question; `targets` are the ids that can be jumped to by name alone."""
    typed = " ".join(line.split())
    folded = typed.casefold()
    if not typed:
        return Reply(Verb.NOTHING)
    if _NUMBER.fullmatch(typed):
        return _level(int(typed), matrix)
    word = command_word(typed)
    if word is not None:
        return word
    if folded in {target.casefold() for target in targets}:
        return Reply(Verb.JUMP, typed)
    return _named(folded, matrix)


def command_word(typed: str) -> Reply | None:
    """The reply, if the line begins with a command's word; a colon may follow it."""
    for word in _LONGEST_FIRST:
        if not typed.casefold().startswith(word):
            continue
        verb, rest = _BY_WORD[word], typed[len(word) :]
        text = rest.lstrip(" :,").strip()
        whole = not rest or (rest[0] in " :," and (verb in _WITH_TEXT or not text))
        if whole:
            return Reply(verb, text)
    return None


def _level(number: int, matrix: Matrix) -> Reply:
    """A number, which must be on the scale."""
    if number in matrix.levels:
        return Reply(Verb.LEVEL, level=number)
    return Reply(Verb.UNCLEAR, f"The levels go from {matrix.levels[0]} to {matrix.levels[-1]}.")


def _named(folded: str, matrix: Matrix) -> Reply:
    """A level or a state by its name or the beginning of it."""
    named = [(step.name.casefold(), Reply(Verb.LEVEL, level=step.level)) for step in matrix.scale]
    named += [(name, Reply(verb)) for verb, name in _NAMES.items()]
    whole = [reply for name, reply in named if name == folded]
    begun = [reply for name, reply in named if name.startswith(folded) and len(folded) >= _FEWEST_LETTERS]
    found = whole or begun
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(f'"{name}"' for name, reply in named if reply in found)
        return Reply(Verb.UNCLEAR, f"That could be {names}: type a little more, or the number.")
    return Reply(Verb.UNCLEAR)
