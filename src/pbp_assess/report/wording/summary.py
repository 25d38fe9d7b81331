"""What does the one-page summary say, for people who were not in the room?

Plain English, for the public: no id, no rule, no threshold, and every count is one that the other reports give too.
"""

import datetime
from collections.abc import Sequence

from pbp_assess.core.assess import StageResult
from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.core.profile import Source
from pbp_assess.report.wording.changes import actions_of_this_round, actions_sentence, earlier_commitments
from pbp_assess.report.wording.counts import day, listed, month, number, opening, plural, things
from pbp_assess.report.wording.headline import round_title
from pbp_assess.report.wording.levels import level_name, quoted
from pbp_assess.report.wording.measures import subject_words

NAMED = 3  # questions, or things still needed, that are named; the rest are counted


def title(copy: Copy) -> str:
    """The place, the question and the month."""
    return f"{round_title(copy)} {month(copy.facts.closed or copy.facts.as_of)}"


def what_this_is(copy: Copy) -> str:
    """Who was asked, when, and how much."""
    facts = copy.facts
    when = _between(facts.opened, facts.closed) if facts.closed else f"Since {day(facts.opened)}"
    asked = sum(entry.asked > 0 for entry in copy.criteria.values())
    others = f", and {things(copy.invited.of, 'other person', 'other people')}," if copy.invited.of else ""
    return (
        f"{when} we asked the leaders of the partners in {facts.place}{others} for their own view, in private, of how "
        f"well we work together.{_kinds_of_partner(copy)} {_asked(asked, copy.headline.of)}"
    )


def _between(opened: datetime.date, closed: datetime.date) -> str:
    """As in "Between 13 May and 14 June 2024"; each date in full where the year is another."""
    first = day(opened) if opened.year != closed.year else day(opened).removesuffix(f" {opened.year}")
    return f"Between {first} and {day(closed)}"


def _asked(asked: int, of: int) -> str:
    """How many questions there were; a short round leaves the rest as the last full one had them."""
    if asked >= of:
        return f"There were {things(asked, 'question')}."
    return (
        f"This was a short round of {asked} of the {of} questions; for the others the last full round stands, as long "
        "as its answers are fresh enough."
    )


def _kinds_of_partner(copy: Copy) -> str:
    """Where the leaders come from; empty where they are all of one kind."""
    sectors = list(copy.facts.sectors.values())
    if len(sectors) < 2:
        return ""
    return f" The leaders come from {number(len(sectors))} kinds of partner: {listed(sectors, apart=True)}."


def reached_heading(copy: Copy) -> str:
    """As in "19 of 41 questions are at Developing or above"."""
    head = copy.headline
    level = level_name(copy.facts.matrix, head.level)
    return f"{head.at_or_above} of {head.of} {plural(head.of, 'question')} at {level} or above"


def phrase_now(entry: CriterionCopy) -> str:
    """A question with the phrase of the level used."""
    level = entry.held.level
    return f"{entry.criterion.name}: {quoted(entry.criterion.levels[level])}" if level is not None else ""


def going_well_heading(count: int) -> str:
    """How many things going well are named."""
    return f"{opening(things(count, 'thing'))} going well" if count else "Nothing can be named yet as going well"


def needs_work_heading(count: int) -> str:
    """How many things that need most work are named."""
    if not count:
        return "No question stands out as needing most work"
    return f"{opening(things(count, 'thing'))} that {plural(count, 'needs', 'need')} most work"


# --- what is seen differently ---------------------------------------------------------------------


def no_shared_view(copy: Copy) -> list[CriterionCopy]:
    """The questions without a shared view, those with two opposing views first."""
    found = [entry for entry in copy.criteria.values() if entry.held.source is Source.NO_SHARED_VIEW]
    return sorted(found, key=lambda entry: not _opposing(entry))


def _opposing(entry: CriterionCopy) -> bool:
    return entry.agreement is not None and entry.agreement.polarised


def differently_heading(copy: Copy) -> str:
    """How many questions have no shared view, the same number as where we are now."""
    count = copy.headline.no_shared_view
    return (
        f"We do not yet share a view on {things(count, 'question')}" if count else "We share a view where we have one"
    )


def differently(copy: Copy) -> str:
    """Which questions have no shared view, named as far as there is room."""
    found = no_shared_view(copy)
    if not found:
        return "There is no question on which leaders see clearly different things."
    if len(found) == 1:
        opposing_views = ", with two opposing views" if _opposing(found[0]) else ""
        return f"It is {found[0].criterion.name}{opposing_views}."
    opposing = sum(map(_opposing, found))
    of_which = f" On {number(opposing)} of them there are two opposing views." if opposing else ""
    among = "Among them" if len(found) > NAMED else "They are"
    return f"{among}: {listed([entry.criterion.name for entry in found[:NAMED]], apart=True)}.{of_which}"


def agreed_since(copy: Copy) -> str:
    """The questions on which a level was agreed on the day; empty where there is none."""
    agreed = {name: entry for name, entry in copy.agreed.items() if name in copy.criteria}
    if not agreed:
        return ""
    days = listed([day(date) for date in sorted({entry.date for entry in agreed.values()})])
    names = listed([copy.criteria[name].criterion.name for name in agreed][:NAMED], apart=True)
    among = ", among them" if len(agreed) > NAMED else ""
    return f"On {things(len(agreed), 'question')} we talked it through and agreed a level ({days}){among}: {names}."


# --- what has changed, what we ask for, what follows ------------------------------------------------


def since_last(copy: Copy) -> str:
    """What can be said of change in a few words."""
    if copy.facts.first_round:
        return "There is no earlier round to compare it with."
    taken = f" {actions_sentence(copy)}" if earlier_commitments(copy) else ""
    return f"What rose and what fell is a report of its own.{taken}"


def still_needed(copy: Copy, aim: StageResult) -> str:
    """What stands between a function and what is sought, named as far as there is room."""
    names = [subject_words(copy, finding) for finding in (*aim.gate.shortfalls, *aim.gate.unknowns)]
    if not names:
        return "Nothing"
    more = len(names) - NAMED
    shown = listed(names[:NAMED], apart=True)
    return f"{shown}; and {number(more)} more" if more > 0 else shown


def without_owner(copy: Copy) -> int:
    """How many conditions of functions sought nobody has taken on."""
    return sum(len(function.aim.loose) for function in copy.sought if function.aim)


def next_heading(copy: Copy) -> str:
    """What follows, as a finding."""
    count = len(actions_of_this_round(copy))
    return (
        f"{opening(things(count, 'action'))} {plural(count, 'follows', 'follow')}" if count else "What follows is open"
    )


def what_follows(copy: Copy) -> str:
    """The actions of this round, and the conditions that nobody has taken on."""
    count, loose = len(actions_of_this_round(copy)), without_owner(copy)
    has, it = plural(count, "It has", "Each has"), plural(loose, "condition has", "conditions have")
    said = [f"{has} an owner and a date." if count else "No action has been taken on in this round yet."]
    if loose:
        said.append(f"{opening(number(loose))} {it} no owner and no date yet.")
    return " ".join(said)


def names(entries: Sequence[CriterionCopy]) -> tuple[str, ...]:
    """Each question with its phrase, as entries of a list."""
    return tuple(phrase_now(entry) for entry in entries)
