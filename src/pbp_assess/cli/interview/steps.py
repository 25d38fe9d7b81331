"""What follows from a line that the leader typed?

`step` is a pure function from an interview and a line to the next interview. Nothing is read, written or printed
here, so that every turn of it can be tested in one line.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from pbp_assess.cli.interview.form import CHECK, CHOICE, END, Form, Kind, Stop
from pbp_assess.cli.interview.replies import Reply, Verb, command_word, read_reply
from pbp_assess.cli.interview.sheet_edits import BLANK, given, with_answer, with_choice, with_words
from pbp_assess.core.assessment import Answer, Scoresheet, State

LONGEST_LINE: Final = 2_000
LONGEST_WORDS: Final = 20_000
CONFIDENCES: Final = ("low", "medium", "high")
_TRIES: Final = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What to say about the last line; `closed` is said where the reader may not see answers."""

    text: str
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands.

    `wanted` is what the next line is taken for, when something was asked on the side: a reason, a note. `lines` are
    those of an open answer so far. `passed` counts how often a question was skipped: after two it is let go.
    `turned` says that the page is to be shown, `help` that the words are.
    """

    form: Form
    sheet: Scoresheet
    at: Stop
    wanted: Verb | None = None
    lines: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    trail: tuple[Stop, ...] = ()
    reviewing: bool = False
    said: tuple[Said, ...] = ()
    turned: bool = True
    help: bool = False


def begin(form: Form, sheet: Scoresheet) -> Interview:
    """The interview at the first place that is not answered yet, or at the check page."""
    start = next((stop for stop in form.stops if not _answered(sheet, stop)), CHECK)
    return Interview(form, sheet, start)


def step(interview: Interview, line: str) -> Interview:
    """The interview after this line."""
    fresh = replace(interview, said=(), turned=False, help=False)
    if len(line) > LONGEST_LINE:
        return _say(fresh, f"Please keep a line under {LONGEST_LINE:,} characters; nothing was saved.")
    if interview.wanted is not None:
        return _side_answer(fresh, interview.wanted, " ".join(line.split()))
    return _STEPS[interview.at.kind](fresh, line)


# --- moving ---------------------------------------------------------------------------------------


def _answered(sheet: Scoresheet, stop: Stop) -> bool:
    match stop.kind:
        case Kind.CRITERION:
            return sheet.state(stop.id) is not State.UNANSWERED
        case Kind.OPEN:
            return stop.id in sheet.answers
        case Kind.CHOICE:
            return bool(sheet.choose)
        case Kind.CHECK | Kind.END:
            return False


def _say(interview: Interview, text: str, closed: str = "") -> Interview:
    return replace(interview, said=(*interview.said, Said(text, closed)))


def _to(interview: Interview, stop: Stop) -> Interview:
    """At another place, with the way back remembered."""
    return replace(interview, at=stop, trail=(*interview.trail, interview.at), turned=True, lines=(), wanted=None)


def _on(interview: Interview) -> Interview:
    """At the next place that wants an answer; at the check page again, if the leader came from there."""
    if interview.reviewing:
        return _to(interview, CHECK)
    following = _next_criterion(interview) if interview.at.kind is Kind.CRITERION else None
    if following is None:
        return _to(interview, _after_the_criteria(interview))
    return _to(interview, Stop(Kind.CRITERION, following))


def _next_criterion(interview: Interview) -> str | None:
    """The next criterion without an answer: never skipped before once skipped, onwards before those further back."""
    order = interview.form.criteria
    here = order.index(interview.at.id)
    still_open = [
        (interview.passed.count(name), place <= here, place, name)
        for place, name in enumerate(order)
        if interview.sheet.state(name) is State.UNANSWERED and interview.passed.count(name) < _TRIES
    ]
    return min(still_open)[-1] if still_open else None


def _after_the_criteria(interview: Interview) -> Stop:
    """The next place beyond the criteria, without those answered already."""
    stops = [stop for stop in interview.form.stops if stop.kind is not Kind.CRITERION]
    here = stops.index(interview.at) + 1 if interview.at in stops else 0
    return next((stop for stop in stops[here:] if not _answered(interview.sheet, stop)), CHECK)


def _back(interview: Interview) -> Interview:
    """Where the leader came from; at the start of a session, the place before in the order of the form."""
    if interview.trail:
        *trail, before = interview.trail
        return replace(interview, at=before, trail=tuple(trail), turned=True, lines=())
    stops = interview.form.stops
    here = stops.index(interview.at)
    if not here:
        return _say(interview, "This is the first question.")
    return replace(interview, at=stops[here - 1], turned=True, lines=())


def _jump(interview: Interview, target: str) -> Interview:
    """At the place with this id."""
    by_name = {stop.id.casefold(): stop for stop in interview.form.stops if stop.id}
    by_name |= {"check": CHECK, **({"choose": CHOICE, "choice": CHOICE} if interview.form.choice else {})}
    found = by_name.get(target.casefold())
    if found is not None:
        return _to(interview, found)
    near = difflib.get_close_matches(target.casefold(), by_name, 1)
    meant = f' Did you mean "{by_name[near[0]].id or near[0]}"?' if near else ""
    first = interview.form.stops[0].id
    return _say(interview, f'No question is called "{target}".{meant}' if target else f"Jump where? `jump {first}`")


# --- at a criterion -------------------------------------------------------------------------------


def _at_criterion(interview: Interview, line: str) -> Interview:
    reply = read_reply(line, interview.form.matrix, (stop.id for stop in interview.form.stops if stop.id))
    match reply.verb:
        case Verb.LEVEL | Verb.CANNOT_JUDGE | Verb.DECLINED:
            return _on(_give(interview, reply.verb, level=reply.level, reason=reply.text))
        case Verb.NOT_APPLICABLE | Verb.NOTE | Verb.EVIDENCE | Verb.CONFIDENCE:
            return _side_answer(interview, reply.verb, reply.text) if reply.text else _ask(interview, reply.verb)
        case Verb.SKIP | Verb.NOTHING:
            return _pass_by(interview, skipped=reply.verb is Verb.SKIP)
        case Verb.CLEAR:
            return _clear(interview)
        case _:
            return _anywhere(interview, reply, line)


def _anywhere(interview: Interview, reply: Reply, line: str) -> Interview:
    """The words that mean the same at every question."""
    match reply.verb:
        case Verb.BACK:
            return _back(interview)
        case Verb.JUMP:
            return _jump(interview, reply.text)
        case Verb.CHECK:
            return _to(interview, CHECK)
        case Verb.HELP:
            return replace(interview, help=True)
        case Verb.QUIT:
            return replace(interview, at=END)
        case _:
            return _say(interview, _unclear(interview, reply, line))


def _unclear(interview: Interview, reply: Reply, line: str) -> str:
    if reply.text:
        return reply.text
    by_name = {stop.id.casefold(): stop.id for stop in interview.form.stops if stop.id}
    near = difflib.get_close_matches(line.strip().casefold(), by_name, 1, 0.75)
    return f'Did you mean "{by_name[near[0]]}"?' if near else 'That is not one of the answers. Type "?" for help.'


_STATES = {
    Verb.LEVEL: State.LEVEL,
    Verb.CANNOT_JUDGE: State.CANNOT_JUDGE,
    Verb.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Verb.DECLINED: State.DECLINED,
}


def _give(interview: Interview, verb: Verb, *, level: int = 0, reason: str = "") -> Interview:
    """An answer to the criterion, and the word that it is saved."""
    name, state = interview.at.id, _STATES[verb]
    number = level if state is State.LEVEL else None
    answer = given(interview.sheet, name, level=number, state=state, reason=reason)
    after = replace(interview, sheet=with_answer(interview.sheet, interview.form, name, answer), wanted=None)
    return _say(after, f"{name}: {in_words(interview.form, answer)}. Saved.", f"{name}: answered. Saved.")


def in_words(form: Form, answer: Answer) -> str:
    """`3, Maturing`, or the state in words."""
    if answer.level is None:
        return answer.state.value.replace("_", " ")
    return f"{answer.level}, {form.matrix.level_named(answer.level).name}"


def _pass_by(interview: Interview, *, skipped: bool) -> Interview:
    """Go on without an answer, or leave the one that is there."""
    name = interview.at.id
    if interview.sheet.state(name) is not State.UNANSWERED:
        return _on(_say(interview, f"{name}: left as it was."))
    if not skipped:
        return _say(interview, 'Type a level or a word; "skip" leaves the question open for now.')
    return _on(replace(_say(interview, f"{name}: left open."), passed=(*interview.passed, name)))


def _clear(interview: Interview) -> Interview:
    """The question unanswered again, without its remarks."""
    name = interview.at.id
    after = replace(interview, sheet=with_answer(interview.sheet, interview.form, name, BLANK))
    return _say(after, f"{name}: answer and remarks taken out. Saved.")


# --- what is asked on the side --------------------------------------------------------------------


def _ask(interview: Interview, verb: Verb) -> Interview:
    """Take the next line for the reason, note, evidence or confidence."""
    return replace(interview, wanted=verb)


def _side_answer(interview: Interview, verb: Verb, text: str) -> Interview:
    """The remark, put beside the answer that is there or will come; an empty line leaves things as they are."""
    calm = replace(interview, wanted=None)
    if verb is Verb.NOT_APPLICABLE:
        return _on(_give(calm, verb, reason=text)) if text else _say(calm, "Not applicable needs a reason.")
    if not text:
        return _say(calm, "Nothing noted.")
    if verb is Verb.CONFIDENCE:
        return _confidence(calm, text)
    before = calm.sheet.answer(calm.at.id)
    if verb is Verb.NOTE:
        return _remark(calm, "Note", before.model_copy(update={"note": text}))
    return _remark(calm, "Evidence", before.model_copy(update={"evidence": (*before.evidence, text)}))


def _confidence(interview: Interview, text: str) -> Interview:
    """low, medium or high, or the beginning of the word."""
    word = next((word for word in CONFIDENCES if word.startswith(text.casefold())), None)
    if word is None:
        return _say(interview, "Confidence is low, medium or high.")
    before = interview.sheet.answer(interview.at.id)
    return _remark(interview, f"Confidence {word}", before.model_copy(update={"confidence": word}), "Confidence")


def _remark(interview: Interview, what: str, answer: Answer, closed: str = "") -> Interview:
    """Keep the remark, and say whether the answer itself is still to come."""
    after = replace(interview, sheet=with_answer(interview.sheet, interview.form, interview.at.id, answer))
    still = " Now your answer." if answer.state is State.UNANSWERED else " Enter goes on."
    return _say(after, f"{what} saved.{still}", f"{closed or what} saved.{still}")


# --- at an open question, the choice, the check page ----------------------------------------------

_ON_A_LINE_OF_ITS_OWN = {Verb.BACK, Verb.SKIP, Verb.QUIT, Verb.HELP, Verb.CHECK, Verb.CLEAR, Verb.JUMP}


def _at_open_question(interview: Interview, line: str) -> Interview:
    """Lines of text until an empty one or a full stop alone; a word counts as a command on the first line only."""
    if line.strip() in {"", "."}:
        return _words_given(interview)
    reply = None if interview.lines else command_word(" ".join(line.split()))
    if reply is None or reply.verb not in _ON_A_LINE_OF_ITS_OWN or (reply.text and not _is_target(interview, reply)):
        return replace(interview, lines=(*interview.lines, line.rstrip()))
    if reply.verb is Verb.SKIP:
        return _on(interview)
    if reply.verb is Verb.CLEAR:
        emptied = with_words(interview.sheet, interview.form, interview.at.id, "")
        return _on(_say(replace(interview, sheet=emptied), "Answer taken out. Saved."))
    return _anywhere(interview, reply, line)


def _is_target(interview: Interview, reply: Reply) -> bool:
    """Whether "go to ..." names a question, and does not begin somebody's answer."""
    return reply.text.casefold() in {stop.id.casefold() for stop in interview.form.stops if stop.id}


def _words_given(interview: Interview) -> Interview:
    """The text is complete; none at all leaves what was there."""
    text = "\n".join(interview.lines).strip()
    if not text:
        return _on(interview)
    if len(text) > LONGEST_WORDS:
        emptied = replace(interview, lines=())
        return _say(emptied, f"Please keep it under {LONGEST_WORDS:,} characters; nothing was saved.")
    sheet = with_words(interview.sheet, interview.form, interview.at.id, text)
    return _on(_say(replace(interview, sheet=sheet, lines=()), "Saved."))


def _at_choice(interview: Interview, line: str) -> Interview:
    """Ids or numbers of the list, parted by commas or spaces."""
    reply = command_word(" ".join(line.split()))
    if not line.strip() or (reply and reply.verb is Verb.SKIP):
        return _on(interview)
    if reply and reply.verb in _ON_A_LINE_OF_ITS_OWN:
        if reply.verb is not Verb.CLEAR:
            return _anywhere(interview, reply, line)
        return _say(replace(interview, sheet=with_choice(interview.sheet, ())), "Choice taken out. Saved.")
    return _choose(interview, [word for word in re.split(r"[\s,;]+", line) if word])


def _choose(interview: Interview, words: list[str]) -> Interview:
    """The criteria named, if all of them are known and there are not too many."""
    form, most = interview.form, interview.form.choice.number if interview.form.choice else 0
    by_word = {str(number): name for number, name in enumerate(form.criteria, start=1)}
    by_word |= {name.casefold(): name for name in form.criteria}
    unknown = [word for word in words if word.casefold() not in by_word]
    if unknown:
        near = difflib.get_close_matches(unknown[0].casefold(), by_word, 1)
        meant = f' Did you mean "{by_word[near[0]]}"?' if near else ""
        return _say(interview, f'"{unknown[0]}" is not on the list.{meant} Nothing was saved.')
    chosen = tuple(dict.fromkeys(by_word[word.casefold()] for word in words))
    if len(chosen) > most:
        return _say(interview, f"That is {len(chosen)}; please choose {most} at most. Nothing was saved.")
    saved = replace(interview, sheet=with_choice(interview.sheet, chosen))
    return _on(_say(saved, f"Chosen: {', '.join(chosen)}. Saved.", f"{len(chosen)} chosen. Saved."))


def _at_check(interview: Interview, line: str) -> Interview:
    """Finish, go to what is still open, or change one answer and come back here."""
    word = " ".join(line.split()).casefold()
    left = interview.form.open_criteria(interview.sheet)
    if word in {"done", "yes", "y", "finish"} or (not word and not left):
        return replace(interview, at=END)
    if not word:
        again = replace(interview, reviewing=False, passed=())
        return _to(again, Stop(Kind.CRITERION, left[0]))
    reply = read_reply(line, interview.form.matrix, (stop.id for stop in interview.form.stops if stop.id))
    if reply.verb is Verb.JUMP:
        return _jump(replace(interview, reviewing=True), reply.text)
    if reply.verb in {Verb.BACK, Verb.HELP, Verb.QUIT}:
        return _anywhere(interview, reply, line)
    if word in {"choose", "choice"}:
        return _jump(replace(interview, reviewing=True), word)
    return _say(interview, _unclear_at_check(interview, reply, line))


def _unclear_at_check(interview: Interview, reply: Reply, line: str) -> str:
    guess = "" if reply.text else _unclear(interview, Reply(Verb.UNCLEAR), line)
    return guess if "mean" in guess else 'Type the id of an answer to change it, or "done".'


_STEPS: dict[Kind, Callable[[Interview, str], Interview]] = {
    Kind.CRITERION: _at_criterion,
    Kind.OPEN: _at_open_question,
    Kind.CHOICE: _at_choice,
    Kind.CHECK: _at_check,
}
