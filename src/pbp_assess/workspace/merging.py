"""How do two sheets of one leader become one, and where do they contradict each other?

What is blank is filled in, and what is the same stays. Of an answer that differs nothing is taken unless somebody has
said so: then the whole answer to that question is taken, with what was noted beside the old one.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from pbp_assess.core.assessment import Answer, Scoresheet, State

Path = tuple[str, ...]
_REMARKS = ("reason", "note", "evidence", "confidence")
_BLANK = Answer(state=State.UNANSWERED)
_BY: Path = ("answered_by",)
CHOOSE: Path = ("choose",)


class Verdict(Enum):
    """What a reply means for one question of a sheet."""

    NEW = auto()
    SAME = auto()
    DIFFERS = auto()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What each question of a reply means for the sheet that is there; questions left blank are not among them."""

    verdicts: dict[Path, Verdict]

    def of(self, verdict: Verdict) -> tuple[Path, ...]:
        """The questions with this verdict, in order."""
        return tuple(path for path, found in self.verdicts.items() if found is verdict)


def weigh(there: Scoresheet, came: Scoresheet) -> Weighed:
    """Compare a reply with the sheet that is there, question by question."""
    return Weighed(dict(_verdicts(there, came)))


def _verdicts(there: Scoresheet, came: Scoresheet) -> Iterator[tuple[Path, Verdict]]:
    for name in came.scores:
        now, new = there.answer(name), came.answer(name)
        if new != _BLANK:
            yield ("scores", name), _answer(now, new)
    for name, words in came.answers.items():
        yield ("answers", name), _plainly(there.answers.get(name), words)
    if came.choose:
        yield CHOOSE, _plainly(set(there.choose) or None, set(came.choose))
    if there.answered_by != came.answered_by and not _empty(there):
        yield _BY, Verdict.DIFFERS


def _empty(sheet: Scoresheet) -> bool:
    return not (sheet.scores or sheet.answers or sheet.choose)


def _plainly(there: object, came: object) -> Verdict:
    if there is None:
        return Verdict.NEW
    return Verdict.SAME if there == came else Verdict.DIFFERS


def _answer(there: Answer, came: Answer) -> Verdict:
    """What an answer means for the one that is there: level or state first, then each remark."""
    said, said_now = (came.level, came.state), (there.level, there.state)
    parts = [_part(said_now, said, blank=(None, State.UNANSWERED))]
    parts += [_part(getattr(there, name), getattr(came, name)) for name in _REMARKS]
    if Verdict.DIFFERS in parts:
        return Verdict.DIFFERS
    return Verdict.NEW if Verdict.NEW in parts else Verdict.SAME


def _part(there: object, came: object, blank: object = None) -> Verdict:
    if came in {blank, ()} or there == came:
        return Verdict.SAME
    return Verdict.NEW if there in {blank, ()} else Verdict.DIFFERS


# --- the sheet that comes of it -------------------------------------------------------------------


def merged(there: Scoresheet, came: Scoresheet, order: Iterable[str], keep: Collection[Path] = ()) -> Scoresheet:
    """The sheet with the reply taken in, criteria in this order; the questions under `keep` stay as they are."""
    scores = {name: there.answer(name) for name in there.scores}
    for name in came.scores:
        if ("scores", name) not in keep:
            scores[name] = _joined(there.answer(name), came.answer(name))
    places = {name: place for place, name in enumerate(order)}
    ordered = sorted(
        (name for name in scores if scores[name] != _BLANK), key=lambda name: places.get(name, len(places))
    )
    words = {name: text for name, text in came.answers.items() if ("answers", name) not in keep}
    return there.model_copy(
        update={
            "answered_by": _by(there, came, keep),
            "scores": {name: _short(scores[name]) for name in ordered},
            "answers": {**there.answers, **words},
            "choose": there.choose if CHOOSE in keep or not came.choose or _same_choice(there, came) else came.choose,
        }
    )


def _by(there: Scoresheet, came: Scoresheet, keep: Collection[Path]) -> str | None:
    """Who answered: whoever sent the reply, where it says anything."""
    stays = _BY in keep or (_empty(came) and not _empty(there))
    return there.answered_by if stays else came.answered_by


def _same_choice(there: Scoresheet, came: Scoresheet) -> bool:
    return set(there.choose) == set(came.choose)


def _joined(there: Answer, came: Answer) -> Answer:
    """The reply's answer, with what was noted before where it notes nothing; an old reason goes with its state."""
    if came == _BLANK:
        return there
    said = came if came.state is not State.UNANSWERED else there
    stays = (there.level, there.state) == (said.level, said.state)
    remarks = {name: getattr(came, name) or getattr(there, name) for name in _REMARKS}
    if not stays and not came.reason:
        remarks["reason"] = None
    return Answer(level=said.level, state=said.state, **remarks)


def _short(answer: Answer) -> int | State | Answer:
    """The answer as a file has it, when read back."""
    bare = not any(getattr(answer, name) for name in _REMARKS)
    if bare and answer.level is not None:
        return answer.level
    return answer.state if bare and answer.state is not State.NOT_APPLICABLE else answer
