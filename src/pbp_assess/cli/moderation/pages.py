"""What is shown while levels are being agreed?

It may stand on a wall for everybody in the room: private answers are shown as the partners' copy has them, no more.
"""

from collections.abc import Iterator
from typing import Final

from pbp_assess.cli.interview.pages import ASIDE, BLANK, HEAD, Line
from pbp_assess.cli.moderation.entries import EVERYBODY, dissent_for, evidence_for, in_words
from pbp_assess.cli.moderation.steps import Ask, Sitting, said_before
from pbp_assess.cli.values import counted
from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.report import wording
from pbp_assess.report.wording.outcome import before

_PROMPTS: Final = {
    Ask.REASON: "Why this level? ",
    Ask.EVIDENCE: "What shows it? ",
    Ask.HANDS: "Hands by level, such as 1=2, 2=9 (Enter: not counted): ",
    Ask.DISSENT: "How many did not agree? (Enter: not noted): ",
    Ask.NAMED: "Who of them chooses to be named? (Enter: nobody): ",
    Ask.WORDS: "What do they wish to be noted? (Enter: nothing): ",
}


def cover(sitting: Sitting) -> Iterator[Line]:
    """What this is, what it does not do, and how to stop."""
    dossier, order = sitting.room.dossier, sitting.room.order
    yield Line(f"{dossier.place.name}, round {dossier.round.id}: what is agreed on the day", HEAD)
    yield BLANK
    yield Line("Levels agreed stand beside the private answers, which never change. Reports print both.")
    yield Line('"skip" leaves a question, "back" returns, an id jumps, "quit" stops; each level is saved at once.')
    left = sum(name not in sitting.agreed for name in order)
    yield BLANK
    yield Line(f"{counted(left, 'question')} to talk about, in the order of the agenda; {len(sitting.agreed)} agreed.")


def page(sitting: Sitting, copy: Copy) -> Iterator[Line]:
    """One question: its phrases, what most leaders see, why it is talked about, and what was agreed before."""
    dossier, entry = sitting.room.dossier, copy.criteria[sitting.at]
    criterion = entry.criterion
    yield BLANK
    order = sitting.room.order
    if sitting.at in order:
        yield Line(f"{order.index(sitting.at) + 1} of {len(order)}", ASIDE)
    yield Line(f"{criterion.id}  {criterion.name}", HEAD)
    yield BLANK
    for step in dossier.matrix.scale:
        yield Line(f"{step.name}: {criterion.levels[step.level]}", margin=f"{step.level:>3}  ")
    yield BLANK
    yield Line(_seen(sitting, entry), ASIDE)
    waiting = [item for item in (*copy.agenda.items, *copy.agenda.unjudged) if item.criterion == sitting.at]
    for item in waiting:
        for name in item.waiting:
            yield Line(f"Waiting for it: {wording.function_name(copy, name)}", ASIDE)
    if criterion.record:
        yield Line("A document settles this one: functions are judged on its record.", ASIDE)
    if there := sitting.standing:
        words = in_words(dossier, criterion.id, there.level)
        yield Line(f'Agreed on {there.date}: {words}. Enter leaves it, "clear" takes it out.', HEAD)


def _seen(sitting: Sitting, entry: CriterionCopy) -> str:
    """What most leaders see, as the partners' copy has it, and as the outcome report will print it."""
    match before(entry):
        case None:
            return "Leaders have no shared view yet."
        case Withheld():
            return "Too few answers to say what most leaders see."
        case int() as seen:
            return f"Most leaders see {in_words(sitting.room.dossier, entry.criterion.id, seen)}."


def prompt(sitting: Sitting) -> str:
    """What stands before the cursor."""
    room, levels = sitting.room, sitting.room.dossier.matrix.levels
    match sitting.ask:
        case Ask.LEVEL:
            return f"Level agreed, {levels[0]} to {levels[-1]}, skip, back, ? for help: "
        case Ask.SECTORS:
            usual = ", ".join(sitting.usual)
            return f"Sectors in the room (Enter: {usual}): "
        case Ask.REASON | Ask.EVIDENCE if said_before(sitting):
            return f"{_PROMPTS[sitting.ask].rstrip()} (Enter: as before) "
        case Ask.EVIDENCE if evidence_for(room.dossier, room.result, sitting.at, sitting.draft["level"]):
            return "What shows it? (needed) "
        case Ask.DISSENT if dissent_for(room.dossier, sitting.at):
            return "How many did not agree? (needed; 0 will do) "
        case ask:
            return _PROMPTS[ask]


def help_page(sitting: Sitting) -> Iterator[Line]:
    """Everything that can be typed."""
    levels = sitting.room.dossier.matrix.levels
    words = (
        (f"{levels[0]} to {levels[-1]}", "the level agreed; its name or the beginning of it will do"),
        ("skip", "no level agreed, or leave it as it is; what was begun is let go"),
        ("back", "to what was asked before"),
        ("GOV2", "an id: to that question"),
        ("clear", "take the level agreed out"),
        ("quit", "stop; everything agreed so far is saved"),
        (EVERYBODY, "at the sectors: every sector that was asked; else ids or names, with commas"),
    )
    yield BLANK
    for word, meaning in words:
        yield Line(meaning, margin=f"  {word:<8}")
