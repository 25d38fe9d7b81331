"""How is it said what there is to talk about, why, for how long, and what is left out?

Each question as one item, and the sentence that counts them all: its counts add up to the questions asked.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from pbp_assess.core.agenda import Flag, Item, Plan, plan
from pbp_assess.core.disclosure import Audience, Copy
from pbp_assess.core.gate import Finding, Outcome, Part, Test, Withheld
from pbp_assess.core.profile import Source
from pbp_assess.report.wording.counts import day, listed, number, opening, plural, things
from pbp_assess.report.wording.levels import level_words, quoted
from pbp_assess.report.wording.readiness import function_name

FLAGS: Final = {
    Flag.POLARISED: "Two opposing views",
    Flag.SPLIT: "No shared view",
    Flag.OUTLIER: "One or two differ",
}
_ASK: Final = {
    Flag.POLARISED: "What does each of us see from where we stand that the others may not?",
    Flag.SPLIT: "What have we each seen that led us to the phrase we chose?",
    Flag.OUTLIER: "Is there something that most of us have not seen?",
}
_ASK_OPEN: Final = {
    Part.RECORD: "Which document shows the level, and who brings it?",
    Part.COULD_JUDGE: "Who of us knows enough to say, and what would the others need?",
    Part.NOT_APPLICABLE: "Does this apply here, and if it does not, what follows?",
    Part.DISSENT: "What do those of us see who see it much earlier?",
}
ASK_DOCUMENT: Final = "A document settles the level for readiness. Why do we see it differently?"
ASK_NEEDED: Final = "What would make the phrase that is needed true of the whole place, and by when?"
SETTLE_PHRASE: Final = "Which phrase is true today, and what would show it."
SETTLE_DOCUMENT: Final = "Which document shows it, who has it, and who checks it."
SETTLE_NEEDED: Final = "Who takes it on, and by when."
ORDER: Final = (
    "First comes what most of the functions sought wait on and what we see most differently; then what nothing waits "
    "on. A question without either needs no discussion."
)
RAISED: Final = (
    "The facilitators may add a question that one or two people see very differently, if those people wish it; this "
    "copy does not say whether there is one."
)
NAMED: Final = 6  # questions that nobody gave a level to, by name
_DAY: Final = 24 * 60  # minutes


def day_plan(copy: Copy, minutes: int = 0) -> Plan:
    """What fits into the day's discussion; without a number, into the minutes that the matrix gives it."""
    return plan(copy.agenda.items, minutes or copy.facts.matrix.agenda.minutes)


def clock(start: datetime.time, minutes: int) -> str:
    """The time so many minutes after the start: 13:42."""
    at = (start.hour * 60 + start.minute + minutes) % _DAY
    return f"{at // 60:02}:{at % 60:02}"


# --- one question ---------------------------------------------------------------------------------


def item_name(copy: Copy, item: Item) -> str:
    """The question by name."""
    return copy.facts.matrix.criterion_by_id[item.criterion].name


def minutes_words(minutes: int) -> str:
    """As in "12 minutes"."""
    return f"{minutes} {plural(minutes, 'minute')}"


def tests_of(copy: Copy, criterion: str) -> tuple[tuple[str, Finding], ...]:
    """The functions sought with a test about this question, by name, and the finding."""
    return tuple(
        (function_name(copy, function.function), finding)
        for function in copy.sought
        for finding in (function.aim.gate.findings if function.aim else ())
        if finding.test is Test.CRITERION and finding.subject == criterion
    )


def _waiting(copy: Copy, item: Item) -> list[Finding]:
    """Its findings that are not met or undetermined."""
    return [finding for _, finding in tests_of(copy, item.criterion) if finding.outcome is not Outcome.MET]


def _settled_by_document(copy: Copy, item: Item) -> bool:
    return copy.criteria[item.criterion].held.source is Source.RECORD


def why_words(copy: Copy, item: Item) -> str:
    """Why it is on the agenda, for a tag: "Two opposing views"."""
    if item.flag is Flag.NONE:
        short = any(finding.outcome is Outcome.NOT_MET for finding in _waiting(copy, item))
        return "Not yet at the level needed" if short else "Cannot say yet"
    if item.flag is not Flag.OUTLIER and _settled_by_document(copy, item):
        return f"{FLAGS[item.flag]}; a document shows the level"
    return FLAGS[item.flag]


def _open_part(copy: Copy, item: Item) -> Part | None:
    """What is not known about it, where nothing falls short."""
    checks = [check for finding in _waiting(copy, item) for check in finding.checks]
    if any(check.outcome is Outcome.NOT_MET for check in checks):
        return None
    return next((check.part for check in checks if check.part in _ASK_OPEN and check.outcome is not Outcome.MET), None)


def ask_words(copy: Copy, item: Item) -> str:
    """The question to put to the room."""
    if item.flag is not Flag.NONE:
        return ASK_DOCUMENT if _settled_by_document(copy, item) else _ASK[item.flag]
    part = _open_part(copy, item)
    return _ASK_OPEN[part] if part else ASK_NEEDED


def settle_words(copy: Copy, item: Item) -> str:
    """What the talk should leave behind."""
    criterion = copy.facts.matrix.criterion_by_id[item.criterion]
    shown = f" It could be shown by: {criterion.evidence}." if criterion.evidence else ""
    if item.flag is not Flag.NONE:
        return f"{SETTLE_PHRASE}{shown}"
    match _open_part(copy, item):
        case None:
            return f"{SETTLE_NEEDED}{shown}"
        case Part.RECORD:
            return f"{SETTLE_DOCUMENT}{shown}"
        case _:
            return f"{SETTLE_PHRASE}{shown}"


def matters_words(copy: Copy, item: Item) -> str:
    """What turns on it today: "It is needed for: Oversight of quality."."""
    if item.waiting:
        names = listed([function_name(copy, function) for function in item.waiting], apart=True)
        return f"It is needed for: {names}."
    if not copy.sought:
        return ""
    met = [name for name, _ in tests_of(copy, item.criterion)]
    if met:
        return f"Nothing waits on it: its test is met for {listed(met, apart=True)}."
    return "Nothing that is sought waits on it."


def needed_words(copy: Copy, item: Item) -> str:
    """The highest level that a function waiting on it needs, with its phrase; empty where none waits."""
    levels = [finding.required_level for finding in _waiting(copy, item) if finding.required_level is not None]
    if not levels:
        return ""
    criterion = copy.facts.matrix.criterion_by_id[item.criterion]
    return f"{level_words(copy.facts.matrix, criterion, max(levels))}."


def views_sentence(copy: Copy, item: Item) -> str:
    """How many see which phrase; empty where this copy does not show it, or nobody gave a level."""
    entry = copy.criteria[item.criterion]
    if isinstance(entry.bands, Withheld) or not entry.bands:
        return ""
    seen = [
        f"{number(band.count)} {plural(band.count, 'sees', 'see')} {quoted(entry.criterion.levels[band.level])}"
        for band in entry.bands
    ]
    first = entry.bands[0].count
    seen[0] = seen[0].replace(number(first), things(first, "leader"), 1)
    return f"{opening('; '.join(seen))}."


# --- all of them ----------------------------------------------------------------------------------


def today_heading(copy: Copy, planned: Plan) -> str:
    """The agenda as a finding."""
    if planned.today:
        return f"{opening(things(len(planned.today), 'question'))} to talk about"
    spreads = [entry.agreement for entry in copy.criteria.values() if entry.agreement]
    if all(spread.too_few for spread in spreads):
        return "Too few answers to say what to talk about"
    return "No question needs to be talked about"


def _rest(copy: Copy, planned: Plan) -> Iterator[str]:
    """What is not for today, by reason; with what is, these add up to the questions asked."""
    agenda = copy.agenda
    if count := len(planned.left_out):
        yield f"{number(count)} {plural(count, 'does', 'do')} not fit into {minutes_words(planned.minutes)}"
    if count := len(planned.by_email):
        yield f"{number(count)} could be agreed by e-mail"
    if count := len(agenda.unjudged):
        yield f"on {number(count)} nobody gave a level"
    if count := len(agenda.agreed):
        yield f"on {number(count)} a level is agreed already"
    if count := len(agenda.quiet):
        yield f"{number(count)} {plural(count, 'needs', 'need')} no discussion unless someone asks"


def today_sentence(copy: Copy, planned: Plan) -> str:
    """As in "Today we need to talk about eight things; 33 need no discussion unless someone asks."."""
    count = len(planned.today)
    needed = f"we need to talk about {things(count, 'thing')}" if count else "nothing needs to be talked about"
    return f"Today {'; '.join((needed, *_rest(copy, planned)))}."


def time_sentence(planned: Plan, start: datetime.time | None = None) -> str:
    """How long it all takes, until when, and what is left of the time."""
    until = f", until {clock(start, planned.used)}" if start else ""
    spare = planned.minutes - planned.used
    left = f" {opening(minutes_words(spare))} {plural(spare, 'is', 'are')} left for what runs over." if spare else ""
    return f"Together {minutes_words(planned.used)} of {planned.minutes}{until}.{left}"


def _named(copy: Copy, names: Sequence[str]) -> str:
    return listed([copy.facts.matrix.criterion_by_id[name].name for name in names], apart=True)


def _quiet_reason(copy: Copy) -> str:
    """Why the rest needs no discussion; each reason only where it holds."""
    spreads = [copy.criteria[name].agreement for name in copy.agenda.quiet]
    few = sum(spread is not None and spread.too_few for spread in spreads)
    if not few:
        return f"we agree, or nothing waits on {plural(len(spreads), 'it', 'them')}"
    if few == len(spreads):
        return f"too few answered {plural(few, 'it', 'them')} to tell, and nothing waits on {plural(few, 'it', 'them')}"
    return f"we agree or too few answered to tell ({number(few)}), and nothing waits on them"


def not_today(copy: Copy, planned: Plan) -> Iterator[str]:
    """What is left out, and why; questions by name where somebody has to do something about them."""
    agenda = copy.agenda
    if planned.left_out:
        names = _named(copy, [item.criterion for item in planned.left_out])
        yield f"Left out, because they do not fit into {minutes_words(planned.minutes)}: {names}."
    if planned.by_email:
        yield f"Could be agreed by e-mail: {_named(copy, [item.criterion for item in planned.by_email])}."
    if agenda.unjudged:
        yield f"Nobody gave a level, so that there is nothing to compare: {_some(copy, _ids(agenda.unjudged))}."
    if agenda.quiet:
        count = things(len(agenda.quiet), "question")
        yield f"Not for today, unless someone asks: {count}, because {_quiet_reason(copy)}."
    if copy.audience is not Audience.FACILITATOR and copy.members.count:
        yield RAISED
    yield from short_of_time(planned)


def _some(copy: Copy, names: Sequence[str]) -> str:
    """The first of them by name, and how many more."""
    more = len(names) - NAMED
    return f"{_named(copy, names[:NAMED])}{f'; and {number(more)} more' if more > 0 else ''}"


def settled_sentence(copy: Copy) -> str:
    """Levels agreed on the day already; empty where there are none."""
    if not copy.agenda.agreed:
        return ""
    days = sorted({copy.agreed[name].date for name in copy.agenda.agreed})
    names = _named(copy, copy.agenda.agreed)
    return f"A level has been agreed already ({listed([day(date) for date in days])}) on: {names}."


def _ids(items: Sequence[Item]) -> list[str]:
    return [item.criterion for item in items]


def _numbered(places: Sequence[int]) -> str:
    return f"{plural(len(places), 'item')} {listed([str(place) for place in places])}"


def short_of_time(planned: Plan) -> Iterator[str]:
    """What today could go without: nothing turns on it, or it needs no meeting."""
    idle = [place for place, item in enumerate(planned.today, start=1) if not item.waiting]
    if idle and len(idle) < len(planned.today):
        waits = f"nothing we are asking for waits on {plural(len(idle), 'it', 'them')}"
        yield f"If time is short, drop {_numbered(idle)}: {waits}."
    easy = [place for place, item in enumerate(planned.today, start=1) if item.by_email]
    if easy:
        yield f"{opening(_numbered(easy))} could be agreed by e-mail instead."
