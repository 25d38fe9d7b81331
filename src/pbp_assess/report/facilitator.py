"""What do the two facilitators need for themselves before and on the day?

Whom to call, what to handle with care, who is not in yet, and the afternoon minute by minute. Made from the
facilitators' copy and the round itself, and for nobody else.
"""

from collections.abc import Callable, Iterator, Sequence

from pbp_assess.core.agenda import Plan
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.gate import Withheld
from pbp_assess.report.blocks import Block, Cell, Facts, Inset, Items, Paragraph, Section, Table, View
from pbp_assess.report.frame import framed
from pbp_assess.report.heat import who_said_what
from pbp_assess.report.wording import facilitator as words
from pbp_assess.report.wording.agenda import (
    ask_words,
    day_plan,
    item_name,
    minutes_words,
    not_today,
    settle_words,
    why_words,
)
from pbp_assess.report.wording.counts import day, listed
from pbp_assess.report.wording.session import calls, calls_sentence, overrun_sentences

Who = Callable[[str], str]
"""A leader's id in words: a role, or a name where the facilitator gave a register."""


def _page(anchor: str, heading: str, *blocks: Block) -> Section:
    """One part; each says that it stays with the facilitators."""
    return Section(anchor, heading, (Inset(words.WARNING), *blocks))


def _calls(copy: Copy, planned: Plan, who: Who) -> Section:
    found = calls(copy, planned, who)
    said: tuple[Block, ...] = (Paragraph(words.NO_CALL),)
    if found:
        said = (Paragraph(calls_sentence(len(found))), Items(found))
    return _page("calls", words.calls_heading(len(found)), *said)


# --- handle with care -----------------------------------------------------------------------------


def deputies(dossier: Dossier) -> tuple[str, ...]:
    """Leaders whose sheet a deputy answered."""
    return tuple(leader for leader in dossier.round.asked if _by_deputy(dossier, leader))


def _by_deputy(dossier: Dossier, leader: str) -> bool:
    sheet = dossier.sheets.get(leader)
    return sheet is not None and sheet.person != leader


def interested(dossier: Dossier) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Leaders who declared an interest, with the criteria bearing on it to which they gave a level."""
    for leader in dossier.round.asked:
        sheet = dossier.sheets.get(leader)
        given = tuple(name for name in dossier.interest_of(leader) if sheet and sheet.level(name) is not None)
        if given:
            yield leader, given


def _care(copy: Copy, dossier: Dossier, who: Who) -> Section:
    """Answers that mean something else than most: none of them is left out for it."""
    interests = dict(interested(dossier))
    groups = (
        (words.straight_lining(copy), _ids(copy.straight_lining)),
        (words.DEPUTIES, deputies(dossier)),
        (words.LATE, _ids(copy.edited_late)),
        (words.INTERESTS, tuple(interests)),
    )
    matrix = copy.facts.matrix

    def said(leader: str, label: str) -> str:
        if label != words.INTERESTS:
            return who(leader)
        return words.interest_words(who(leader), [matrix.criterion_by_id[name].name for name in interests[leader]])

    people = {leader for _, group in groups for leader in group}
    entries = tuple(
        (label, listed([said(one, label) for one in group], apart=True) or "nobody") for label, group in groups
    )
    kept = sum(not theme.released for theme in copy.themes)
    themes = (Paragraph(words.heard_of(kept)),) if kept else ()
    return _page("care", words.care_heading(len(people)), Facts(entries), *themes)


def _ids(people: tuple[str, ...] | Withheld) -> tuple[str, ...]:
    return () if isinstance(people, Withheld) else people


# --- not in yet, and the session ------------------------------------------------------------------


def _not_in_yet(copy: Copy, dossier: Dossier, waiting: Sequence[words.Waiting]) -> Section:
    closes = dossier.round.closes
    until = day(closes) if closes and closes >= copy.facts.as_of else ""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.who, words.asked_words(one), words.chasing_line(copy, one, until)) for one in waiting
    )
    header = ("Who", "How and when asked", "A line to send")
    blocks: list[Block] = [Table("Not in yet, or not all of it", header, rows)] if rows else []
    if out := words.out_sentence(copy):
        blocks.append(Paragraph(out))
    return _page("waiting", words.waiting_heading(copy, len(rows)), *blocks)


def _session(copy: Copy, planned: Plan) -> Section:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"{place}. {item_name(copy, item)}",
            f"from minute {start}, for {minutes_words(item.minutes)}",
            why_words(copy, item),
            ask_words(copy, item),
            settle_words(copy, item),
        )
        for place, (item, start) in enumerate(zip(planned.today, planned.starts, strict=True), start=1)
    )
    header = ("Question", "When", "Why", "Ask", "To settle")
    blocks: list[Block] = []
    if rows:
        blocks = [Table("The session, minute by minute", header, rows), Paragraph(words.REVOTE)]
    if over := tuple(overrun_sentences(copy, planned)):
        blocks.append(Items(over))
    blocks += [Paragraph(text) for text in not_today(copy, planned)]
    return _page("session", words.plan_heading(len(rows), planned.used, planned.minutes), *blocks)


def facilitator_view(copy: Copy, dossier: Dossier, who: Who, waiting: Sequence[words.Waiting]) -> View:
    """The facilitators' own pages of a round; `copy` is theirs."""
    planned = day_plan(copy)
    parts: tuple[Section, ...] = (
        _calls(copy, planned, who),
        _care(copy, dossier, who),
        _not_in_yet(copy, dossier, waiting),
        _session(copy, planned),
    )
    if told := who_said_what(dossier):
        parts = (*parts, _page(told.anchor, told.heading, *told.blocks))
    return framed(copy, words.title(copy), "Before the day, and on it", parts, contents=False, own=words.OWN)
