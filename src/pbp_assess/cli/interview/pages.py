"""What does the leader see?

Pages are lists of lines with a role each; nothing is wrapped or coloured here. A line that shows an answer has
other words for a reader who may not see it (a log, a pipe).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pbp_assess.cli.interview.form import Form, Kind
from pbp_assess.cli.interview.replies import WORDS, Verb
from pbp_assess.cli.interview.steps import Interview, in_words
from pbp_assess.core.assessment import Answer, State
from pbp_assess.core.matrix import Criterion

HEAD: Final = "bold"
ASIDE: Final = "dim"
PLAIN: Final = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its style, how far it is set in, and what stands in the margin.

    `closed` takes its place where the reader may not see answers: "" leaves the line out, None shows it to anybody.
    """

    text: str = ""
    style: str = PLAIN
    margin: str = ""
    closed: str | None = None


BLANK: Final = Line()


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page names."""

    place: str
    round_id: str
    role: str
    leader: str
    name: str
    minimum: int


def cover(who: Cover, interview: Interview) -> Iterator[Line]:
    """Who answers, how the answers are used, the rule of the form, and how to stop."""
    form, words = interview.form, WORDS
    yield Line(f"{form.matrix.title}: {who.place}, round {who.round_id}", HEAD)
    yield Line(f"Answering as: {who.role} ({who.leader}){f', {who.name}' if who.name else ''}")
    yield BLANK
    yield Line("How your answers are used", HEAD)
    yield Line(
        "Only the facilitator sees who answered what. Everybody else sees counts for a whole group of at least "
        f"{who.minimum} people, never who said what, and none of your remarks word for word."
    )
    yield BLANK
    yield Line("How to answer", HEAD)
    yield Line(form.matrix.instruction)
    lowest, highest = form.matrix.levels[0], form.matrix.levels[-1]
    yield Line(
        f'Type the number of the phrase, {lowest} to {highest}, and Enter; or "{words[Verb.CANNOT_JUDGE][0]}" for '
        f'cannot judge. "skip" leaves a question for the end, "back" returns to the one before, "?" shows '
        "everything you can type."
    )
    yield Line('Each answer is saved at once. Stop whenever you like with "quit": the same command goes on from there.')
    yield BLANK
    yield from _what_there_is(interview)


def _what_there_is(interview: Interview) -> Iterator[Line]:
    """How many questions there are, and how many are answered already."""
    form = interview.form
    areas = len(form.domains)
    total = f"{len(form.criteria)} questions in {areas} {'area' if areas == 1 else 'areas'}"
    if form.open_questions:
        total += f", then {len(form.open_questions)} in your own words"
    done = len(form.criteria) - len(form.open_criteria(interview.sheet))
    yield Line(f"{total}.")
    if done:
        yield Line(f"Welcome back: {done} of {len(form.criteria)} {'is' if done == 1 else 'are'} answered.")


def page(interview: Interview) -> Iterator[Line]:
    """The page of the place where the interview stands."""
    yield BLANK
    match interview.at.kind:
        case Kind.CRITERION:
            yield from _criterion(interview)
        case Kind.OPEN:
            yield from _open_question(interview)
        case Kind.CHOICE:
            yield from _choice(interview)
        case Kind.CHECK:
            yield from _check(interview)
        case Kind.END:
            pass


def prompt(interview: Interview) -> str:
    """What stands before the cursor: ASCII, and short enough for a narrow window."""
    if interview.wanted is not None:
        return _SIDE_PROMPTS[interview.wanted]
    levels = interview.form.matrix.levels
    prompts = {
        Kind.CRITERION: f"{levels[0]} to {levels[-1]}, cj, skip, back, ? for help: ",
        Kind.CHOICE: "Numbers or ids: ",
        Kind.CHECK: "An id to change, or done: ",
    }
    return prompts.get(interview.at.kind, "> ")


_SIDE_PROMPTS: Final = {
    Verb.NOT_APPLICABLE: "Why does it not apply here? ",
    Verb.NOTE: "Note: ",
    Verb.EVIDENCE: "Evidence: ",
    Verb.CONFIDENCE: "Confidence (low, medium, high): ",
}


# --- a criterion ----------------------------------------------------------------------------------


def _criterion(interview: Interview) -> Iterator[Line]:
    form, criterion = interview.form, interview.form.criterion(interview.at.id)
    yield Line(_progress(form, criterion), ASIDE)
    yield Line(f"{criterion.id}  {criterion.name}", HEAD)
    if criterion.meaning:
        yield Line(_sentence(criterion.meaning))
    yield BLANK
    for step in form.matrix.scale:
        yield Line(f"{step.name}: {criterion.levels[step.level]}", margin=f"{step.level:>3}  ")
    yield BLANK
    if criterion.evidence:
        yield Line(f"Think of: {_sentence(criterion.evidence)}", ASIDE)
    if criterion.record:
        yield Line("A document settles this one; your answer shows how well it is known.", ASIDE)
    yield from _what_stands(interview, criterion)


def _progress(form: Form, criterion: Criterion) -> str:
    """Where in the domain and in the whole."""
    domain, asked = next((domain, asked) for domain, asked in form.domains if criterion in asked)
    place, overall = asked.index(criterion) + 1, form.criteria.index(criterion.id) + 1
    return f"{domain.name}, {place} of {len(asked)} ({overall} of {len(form.criteria)} in all)"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _what_stands(interview: Interview, criterion: Criterion) -> Iterator[Line]:
    """The leader's answer of last time, if asked for; the present one; and whether it was skipped."""
    form, name = interview.form, criterion.id
    before = form.previous.get(name)
    if before and before.state is not State.UNANSWERED:
        yield Line(f"Your answer in {form.previous_round}: {in_words(form, before)}.", ASIDE, closed="")
    now = interview.sheet.answer(name)
    if now.state is not State.UNANSWERED:
        yield Line(f"Your answer: {in_words(form, now)}. Enter leaves it.", HEAD, closed="Answered. Enter leaves it.")
    elif name in interview.passed:
        yield Line('You skipped this one; "skip" again leaves it open.', ASIDE)
    for remark in _remarks(now):
        yield Line(remark, ASIDE, closed="")


def _remarks(answer: Answer) -> Iterator[str]:
    if answer.reason:
        yield f"Reason: {answer.reason}"
    if answer.note:
        yield f"Note: {answer.note}"
    for evidence in answer.evidence:
        yield f"Evidence: {evidence}"
    if answer.confidence:
        yield f"Confidence: {answer.confidence}"


# --- open questions and the choice ----------------------------------------------------------------


def _open_question(interview: Interview) -> Iterator[Line]:
    form, name = interview.form, interview.at.id
    number = [question.id for question in form.open_questions].index(name) + 1
    yield Line(f"In your own words, {number} of {len(form.open_questions)}", ASIDE)
    yield Line(form.question(name), HEAD)
    now = interview.sheet.answers.get(name)
    if now:
        for paragraph in now.splitlines():
            yield Line(paragraph, margin="  ", closed="")
        yield Line('Enter leaves this as it is; new text takes its place; "clear" takes it out.', ASIDE)
    else:
        yield Line("As many lines as you like; an empty line ends it. Enter alone goes on without an answer.", ASIDE)


def _choice(interview: Interview) -> Iterator[Line]:
    form = interview.form
    yield Line(form.choice.question if form.choice else "", HEAD)
    number = 0
    for domain, criteria in form.domains:
        yield Line(domain.name, ASIDE)
        for criterion in criteria:
            number += 1
            yield Line(f"{criterion.id}  {criterion.name}", margin=f"{number:>4}  ")
    if interview.sheet.choose:
        yield Line(f"Chosen: {', '.join(interview.sheet.choose)}. Enter leaves it.", HEAD, closed="Chosen already.")
    most = form.choice.number if form.choice else 0
    yield Line(f"Up to {most}, separated by commas or spaces; Enter alone goes on.", ASIDE)


# --- the check page -------------------------------------------------------------------------------


def _check(interview: Interview) -> Iterator[Line]:
    form, sheet = interview.form, interview.sheet
    yield Line("Check your answers", HEAD)
    for domain, criteria in form.domains:
        yield BLANK
        yield Line(domain.name, HEAD)
        for criterion in criteria:
            yield _checked(interview, criterion)
    yield from _checked_words(interview)
    yield BLANK
    yield Line(_counts(interview), HEAD, closed=_answered(interview))
    left = form.open_criteria(sheet)
    if left:
        yield Line('Enter goes to the first one still open; "done" finishes all the same.')
    else:
        yield Line('Type an id to change that answer; Enter or "done" finishes.')


def _checked(interview: Interview, criterion: Criterion) -> Line:
    """One answer in a line."""
    answer = interview.sheet.answer(criterion.id)
    margin = f"  {criterion.id}  "
    if answer.state is State.UNANSWERED:
        return Line(f"still open: {criterion.name}", margin=margin)
    remarks = sum((bool(answer.reason), bool(answer.note), len(answer.evidence)))
    noted = f" ({remarks} {'remark' if remarks == 1 else 'remarks'})" if remarks else ""
    text = f"{in_words(interview.form, answer)}: {criterion.name}{noted}"
    return Line(text, margin=margin, closed=f"answered: {criterion.name}")


def _checked_words(interview: Interview) -> Iterator[Line]:
    """The open answers and the choice, as far as they are asked."""
    form, sheet = interview.form, interview.sheet
    if form.open_questions:
        yield BLANK
        yield Line("In your own words", HEAD)
    for question in form.open_questions:
        given = sheet.answers.get(question.id, "")
        text = f"{question.question} {given or '(no answer)'}"
        yield Line(text, margin=f"  {question.id}  ", closed=f"{'answered' if given else 'no answer'}")
    if form.choice:
        chosen = ", ".join(sheet.choose) or "(none)"
        yield Line(f"{form.choice.question} {chosen}", margin="  choose  ", closed=f"{len(sheet.choose)} chosen")


def _counts(interview: Interview) -> str:
    """How many answers there are of each kind: `36 levels, 3 cannot judge, 1 still open`."""
    states = [interview.sheet.state(name) for name in interview.form.criteria]
    named = {
        State.LEVEL: "levels",
        State.CANNOT_JUDGE: "cannot judge",
        State.NOT_APPLICABLE: "not applicable",
        State.DECLINED: "declined",
        State.UNANSWERED: "still open",
    }
    parts = [f"{states.count(state)} {words}" for state, words in named.items() if state in states]
    return ", ".join(parts).replace("1 levels", "1 level") + "."


def _answered(interview: Interview) -> str:
    left = len(interview.form.open_criteria(interview.sheet))
    return f"{len(interview.form.criteria) - left} answered, {left} still open."


# --- help -----------------------------------------------------------------------------------------


def help_page(interview: Interview) -> Iterator[Line]:
    """Everything that can be typed at this place."""
    first, last = interview.form.criteria[0], interview.form.criteria[-1]
    levels = interview.form.matrix.levels
    at_criterion = (
        (f"{levels[0]} to {levels[-1]}", "the level; its name or the beginning of it will do"),
        ("cj", "cannot judge: a proper answer"),
        ("na", "not applicable to this place; a reason is asked for"),
        ("de", "declined, for a conflict of interest; a reason may follow"),
        ("skip", "leave it open for now; it comes back at the end"),
        ("note", "add a remark: note followed by the text"),
        ("evidence", "name what it rests on, once or several times"),
        ("confidence", "low, medium or high: how sure you are"),
        ("clear", "take the answer and its remarks out"),
    )
    moving = (
        ("back", "the question before"),
        (first, f"go to a question by its id, such as {last}"),
        ("check", "see all your answers"),
        ("quit", "finish later; everything is saved"),
    )
    rows = (*at_criterion, *moving) if interview.at.kind is Kind.CRITERION else moving
    width = max(len(word) for word, _ in rows)
    for word, meaning in rows:
        yield Line(meaning, margin=f"  {word:<{width}}  ")
