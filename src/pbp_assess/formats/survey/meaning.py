"""What does a cell say about a criterion: a level, another state, nothing, or something that is no answer?

Levels come as 3, as "3 ", as "Level 3: ...", as "3 - Maturing", by name or by phrase; a spreadsheet may have made a
date or a fraction of them. What leaves a doubt is refused with the reason: an answer is never guessed.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pbp_assess.core.assessment import State
from pbp_assess.core.matrix import Criterion, Matrix
from pbp_assess.formats.survey.questions import STATES, option_of
from pbp_assess.formats.survey.wording import alike, level_out, plain
from pbp_assess.formats.survey.words import BLANKS, WORDS
from pbp_assess.formats.table import Cell
from pbp_assess.problems import Location, Problem

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}")
_WHOLE: Final = re.compile(r"([+-]?[0-9]{1,9})[.,]0{1,9}")
_FRACTION: Final = re.compile(r"[+-]?[0-9]{0,9} ?(?:[.,/][0-9]{1,9}|[¼½¾])")
_RANGE: Final = re.compile(r"[0-9]{1,2} ?(?:-|/|,|;|&|to|or|and) ?[0-9]{1,2}")
_MONTH: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?"
)
_DATE: Final = re.compile(
    rf"[0-9]{{1,2}}[-/. ]{_MONTH}(?:[-/., ]+[0-9]{{1,4}})?|{_MONTH}[-/. ][0-9]{{1,4}}"
    r"|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[ t][0-9:.]+)?"
)
_LED: Final = re.compile(r"(level ?)?([+-]?[0-9]{1,4})(?: ?([:.)\]=-]) ?| )(.+)", re.IGNORECASE)
_LEVEL: Final = re.compile(r"level ?([+-]?[0-9]{1,4})")
_WORDS_FIRST: Final = sorted(
    ((word, state) for state, words in WORDS.items() for word in words), key=lambda w: -len(w[0])
)
_SEPARATORS: Final = " :;,.-()[]="
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_SHOWN: Final = 60
_LONGEST: Final = 3_000  # of what may be a phrase, a level with a remark, or a reason
_ENOUGH: Final = 15
_SAME_PHRASE: Final = 0.6
_OTHER_PHRASE: Final = 0.85


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with what was written beside it, in one cell."""

    answer: int | State
    remark: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell is no answer; `expected` only where it is not what the cell's neighbours are to hold."""

    code: str
    found: str
    hint: str = ""
    expected: str = ""

    def at(self, place: Location, expected: str) -> Problem:
        """The complaint about the cell that stands there; what it holds is for the facilitator alone."""
        return Problem(self.code, self.found, self.expected or expected, place, hint=self.hint, private=True)


Meaning = int | State | Said | Refusal | None


class Scale:
    """What cells of any criterion of this matrix may say."""

    def __init__(self, matrix: Matrix) -> None:
        self.levels: Final = matrix.levels
        self.steps: Final = matrix.scale
        self.names: Final = {plain(step.name): step.level for step in matrix.scale}
        self.exact: Final[dict[str, Meaning]] = {
            **{word: state for state, words in WORDS.items() for word in words},
            **{plain(text): state for state, text in STATES.items()},
            **dict.fromkeys(BLANKS),
            **{plain(step.meaning): step.level for step in matrix.scale if step.meaning},
            **self.names,
            **{f"m{-level}": level for level in matrix.levels if level < 0},
        }
        self.expected: Final = (
            f"a level from {matrix.levels[0]} to {matrix.levels[-1]}, its name or its phrase, cannot judge, not "
            "applicable or declined"
        )


class Meanings(dict[Cell, Meaning]):
    """What each cell of one criterion's column says; a value that was seen before is looked up."""

    def __init__(self, criterion: Criterion, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._phrases = {level: plain(phrase) for level, phrase in criterion.levels.items()}
        self._exact = {
            **scale.exact,
            **{plain(option_of(step, criterion.levels[step.level])): step.level for step in scale.steps},
            **{phrase: self._phrase(phrase) for phrase in self._phrases.values()},
        }

    def __missing__(self, value: Cell) -> Meaning:
        meant = self._meant(value)
        self[value] = meant
        return meant

    def of(self, column: Sequence[Cell]) -> list[Meaning]:
        """What each of these cells says."""
        return list(map(self.__getitem__, column))

    def _phrase(self, phrase: str) -> Meaning:
        """The level that has this phrase, if only one has."""
        levels = [level for level, known in self._phrases.items() if known == phrase]
        if len(levels) == 1:
            return levels[0]
        return Refusal("PBP420", f"the phrase of levels {' and '.join(map(str, levels))}", "Ask which one is meant.")

    def _meant(self, value: Cell) -> Meaning:
        match value:
            case str():
                return self._text(level_out(value).rstrip("; "))
            case int():
                return self._number(value)
            case float():
                whole = value.is_integer() and abs(value) < 10**9
                return self._number(int(value)) if whole else _fraction(str(value))
            case _:
                return _date(value)

    def _text(self, text: str) -> Meaning:
        """A text; the more exact reading first."""
        folded = text.casefold()
        if folded in self._exact:
            return self._exact[folded]
        if len(text) > _LONGEST:
            return Refusal("PBP420", f'"{_shown(text)}" is not an answer')
        bare = folded.strip("\"'() ").rstrip(".:; ")
        whole = _NUMBER.fullmatch(bare) or _LEVEL.fullmatch(bare) or _WHOLE.fullmatch(bare)
        if whole:
            return self._number(int(whole[whole.lastindex or 0]))
        if _DATE.fullmatch(folded):
            return _date(text)
        if _FRACTION.fullmatch(folded):
            return _fraction(text)
        if _RANGE.fullmatch(folded):
            return Refusal("PBP420", f'"{_shown(text)}" names two levels', "Ask which of the two is meant.")
        readings = (_state(text), self._led(text), self._named(text), self._begun(folded))
        return next((reading for reading in readings if reading is not None), self._unknown(text))

    def _number(self, level: int) -> int | Refusal:
        if level in self._scale.levels:
            return level
        return Refusal("PBP421", f"level {level} is not on the scale")

    def _led(self, text: str) -> Meaning:
        """`3: ...`, `Level 3 ...`: the number first."""
        led = _LED.fullmatch(text)
        if led is None:
            return None
        level = self._number(int(led[2]))
        if isinstance(level, Refusal):
            return level if led[1] or led[3] else None
        return self._rest(text, level, led[4], plainly=bool(led[1] or led[3]))

    def _named(self, text: str) -> Meaning:
        """`Maturing (3)`, `Maturing: ...`: the name first."""
        folded = text.casefold()
        for name in sorted(self._scale.names, key=len, reverse=True):
            rest = folded.removeprefix(name)
            if rest != folded and rest[:1] in tuple(_SEPARATORS):
                plainly = rest.lstrip(" ")[:1] in tuple(":-(")
                return self._rest(text, self._scale.names[name], text[len(name) :], plainly=plainly)
        return None

    def _rest(self, text: str, level: int, rest: str, *, plainly: bool) -> Meaning:
        """The level named, when what follows is its name or phrase, or a remark that was plainly set apart."""
        rest = rest.strip(_SEPARATORS)
        folded = rest.casefold()
        name = next((name for name, named in self._scale.names.items() if named == level))
        if folded.startswith(name) and folded[len(name) : len(name) + 1] in {"", *_SEPARATORS}:
            rest, plainly = rest[len(name) :].strip(_SEPARATORS), True
            folded = rest.casefold()
        if not folded or folded == str(level) or self._is_phrase(folded, level):
            return level
        other = self._other(folded, level)
        if other:
            return Refusal("PBP424", f'"{_shown(text)}" names level {level} and {other}')
        if re.match(r"[0-9]", folded) or re.fullmatch(_MONTH, folded) or not (plainly and _LETTERS.search(rest)):
            return None
        return Said(level, rest)

    def _is_phrase(self, folded: str, level: int) -> bool:
        """Whether this is the level's phrase: whole, cut short, or a little reworded."""
        phrase = self._phrases[level]
        if self._exact.get(folded) == level or (len(folded) >= _ENOUGH and phrase.startswith(folded.rstrip(". "))):
            return True
        return alike(folded, phrase) >= _SAME_PHRASE and max(
            (alike(folded, other) for own, other in self._phrases.items() if own != level), default=0
        ) < alike(folded, phrase)

    def _other(self, folded: str, level: int) -> str:
        """What else the text names, if it names something else."""
        said = self._exact.get(folded)
        if isinstance(said, int):
            return f"level {said}"
        if isinstance(said, State):
            return "another state"
        if _NUMBER.fullmatch(folded):
            return f"level {folded}"
        begun = next((of for name, of in self._scale.names.items() if of != level and _starts(folded, name)), None)
        if begun is not None:
            return f"level {begun}"
        close = (own for own, phrase in self._phrases.items() if own != level and alike(folded, phrase) > _OTHER_PHRASE)
        return next((f"the phrase of level {own}" for own in close), "")

    def _begun(self, folded: str) -> Meaning:
        """The phrase alone, cut short."""
        cut = folded.rstrip(". ")
        begun = [level for level, phrase in self._phrases.items() if len(cut) >= _ENOUGH and phrase.startswith(cut)]
        return begun[0] if len(begun) == 1 else None

    def _unknown(self, text: str) -> Refusal:
        near = sorted(
            ((alike(text.casefold(), phrase), level) for level, phrase in self._phrases.items()), reverse=True
        )
        hint = f"Did you mean level {near[0][1]}?" if near[0][0] > _SAME_PHRASE else ""
        return Refusal("PBP420", f'"{_shown(text)}" is not an answer', hint)


def _starts(folded: str, name: str) -> bool:
    return folded.startswith(name) and folded[len(name) : len(name) + 1] in {"", *_SEPARATORS}


def _state(text: str) -> Meaning:
    """`na: no shared estate`: another state, with what was written beside it."""
    folded = text.casefold()
    for word, state in _WORDS_FIRST:
        rest = text[len(word) :].lstrip()
        if folded.startswith(word) and rest[:1] in tuple(":,;(-") and len(folded) == len(text):
            remark = rest.strip(_SEPARATORS)
            return Said(state, remark) if remark else state
    return None


def _fraction(text: str) -> Refusal:
    return Refusal("PBP422", f"{_shown(text)} lies between two levels", "Ask which of the two is meant.")


def _date(value: Cell) -> Refusal:
    """What a spreadsheet makes of 3-1 or 3/1."""
    shown = f"{value.day} {value:%B %Y}" if isinstance(value, datetime.date) else _shown(str(value))
    hint = "A spreadsheet turns 3-1 or 3/1 into a date: format the column as text, and type the level again."
    return Refusal("PBP423", f"{shown}, which is a date or a time", hint)


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
