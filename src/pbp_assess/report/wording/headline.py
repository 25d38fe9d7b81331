"""What is the whole round in a paragraph, and how is it to be read?

The counts of the headline add up to the number of questions; a test holds that sum.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure import Audience, Copy, KeptBack, Together
from pbp_assess.core.profile import DomainProfile
from pbp_assess.core.tally import Ratio
from pbp_assess.report.wording.agenda import day_plan, today_sentence
from pbp_assess.report.wording.agreement import agreement_counts, agreement_sentence
from pbp_assess.report.wording.counts import (
    day,
    figure,
    listed,
    opening,
    plural,
    ratio_words,
    share_words,
    things,
)
from pbp_assess.report.wording.levels import scale_words
from pbp_assess.report.wording.readiness import results_sentence

AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.FACILITATOR: "Facilitators' copy: not to be passed on",
    Audience.PARTNERSHIP: "Partnership copy",
    Audience.PUBLIC: "Public copy",
}

ILLUSTRATIVE: Final = "Illustrative: the answers are invented."

STATES: Final[Mapping[State, str]] = {
    State.LEVEL: "Gave a level",
    State.CANNOT_JUDGE: "Cannot judge",
    State.NOT_APPLICABLE: "Not applicable",
    State.DECLINED: "Declined, for a conflict of interest",
    State.UNANSWERED: "Not answered",
}

TOGETHER: Final[Mapping[Together, str]] = {
    Together.OTHER: "Not applicable, declined or not answered",
    Together.NO_LEVEL: "Gave no level",
}

KINDS: Final[Mapping[State | Together, str]] = dict([*STATES.items(), *TOGETHER.items()])

NAMED_AT_MOST = 3  # areas named at one end; more than that is no end


def round_title(copy: Copy) -> str:
    """What every report of a whole round asks."""
    return f"{copy.facts.place}: how well are we working together?"


# --- who took part --------------------------------------------------------------------------------


def took_part(copy: Copy) -> str:
    """As in "10 of 11 leaders and 6 of 6 invited voices took part"; "so far" while the round is open."""
    still_open = copy.facts.closed is None
    if not copy.members.count:
        return f"None of the {things(copy.members.of, 'leader')} asked has answered{' yet' if still_open else ''}."
    who = ratio_words(copy.members, "leader")
    if copy.invited.of:
        who += f" and {ratio_words(copy.invited, 'invited voice')}"
    return f"{opening(who)} {'have taken part so far' if still_open else 'took part'}."


def closed_words(copy: Copy) -> str:
    """When the answers closed, or that they are still open."""
    facts = copy.facts
    return f"Answers closed {day(facts.closed)}" if facts.closed else f"Answers still open on {day(facts.as_of)}"


def _times(count: int) -> str:
    """As in "once", "46 times"."""
    return "once" if count == 1 else f"{count:,} times"


def answers_sentence(copy: Copy) -> str:
    """How often "cannot judge" and the other proper answers were given."""
    judged = copy.states.get(State.CANNOT_JUDGE)
    if not copy.members.count:
        return "No answer has been given yet."
    if judged is None:
        levels, none = copy.states[State.LEVEL], copy.states[Together.NO_LEVEL]
        given = f"leaders gave a level {_times(levels)}, and none {_times(none)}"
        return f"“Cannot judge” is a proper answer: {given}."
    said = f"it was given {_times(judged)} out of {sum(copy.states.values()):,}" if judged else "nobody gave it"
    return f"“Cannot judge” is a proper answer: {said}."


def most_leaders(copy: Copy) -> str:
    """What "most leaders see" means, by the matrix's own threshold."""
    share = share_words(copy.facts.matrix.counting.profile_share)
    return f"“Most leaders see” a level when at least {share} of those who gave a level see it at that level or higher."


def withheld_sentences(copy: Copy) -> list[str]:
    """What this copy does not show, and why."""
    members = things(copy.members.of, "leader")
    why = {
        KeptBack.PEOPLE: "Who answered what: answers were given in confidence.",
        KeptBack.SECTORS: f"Figures by sector: with {members} they could point to people.",
        KeptBack.SOME_SECTORS: (
            "Some figures by sector: small sectors are counted together, and no question is told by sector where one "
            "person would stand apart."
        ),
        KeptBack.LONE_VOICES: (
            "One person alone at either end: where only one leader chose the lowest or the highest level chosen, "
            "that answer is counted with the next level, and how far leaders agree is told from these counts."
        ),
        KeptBack.SMALL_COUNTS: (
            "Counts that leave one person apart: they are given as a range, such as “at least 10 of 11”, "
            "or not at all where few answered."
        ),
        KeptBack.KINDS: (
            "Why leaders gave no level: only “cannot judge” is counted apart from the other reasons, where at least "
            "three said so."
        ),
        KeptBack.DISTRIBUTIONS: "How many leaders chose each level: this is shared with the partnership only.",
        KeptBack.THEMES: "Remarks and themes that the people interviewed have not agreed to release.",
    }
    return [why[kept] for kept in copy.kept_back]


# --- where we are ---------------------------------------------------------------------------------


def level_sentence(copy: Copy) -> str:
    """The questions at the headline level or above, below it, and without a level; they add up."""
    head = copy.headline
    level = scale_words(copy.facts.matrix, head.level)
    reached = f"On {head.at_or_above or 'none'} of the {head.of} {plural(head.of, 'question')}"
    said = [f"{reached} we have reached {level} or above."]
    if head.below:
        said.append(f"On {figure(head.below)} we are earlier than that.")
    if head.no_shared_view:
        said.append(f"On {figure(head.no_shared_view)} we do not yet share a view.")
    if head.unknown:
        said.append(f"On {figure(head.unknown)} there is nothing to go by yet.")
    return " ".join(said)


def _reached(domain: DomainProfile, level: int) -> Ratio:
    """The questions of an area at a level or above, of those that count."""
    return Ratio(domain.held.at_least(level), domain.of)


def furthest_and_earliest(copy: Copy) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas with the largest and the smallest share of questions at the headline level or above.

    Both empty where no order shows: one area only, or all alike; an end that more than three share names none.
    """
    ranked = {domain.domain.name: _reached(domain, copy.headline.level) for domain in copy.domains if domain.held.n}
    shares = {name: (ratio.count * 10**6) // ratio.of for name, ratio in ranked.items()}
    if len(set(shares.values())) < 2:
        return (), ()
    ends = [
        tuple(name for name, share in shares.items() if share == end)
        for end in (max(shares.values()), min(shares.values()))
    ]
    top, bottom = (names if len(names) <= NAMED_AT_MOST else () for names in ends)
    return top, bottom


def areas_heading(copy: Copy) -> str:
    """The areas as a finding: which we are furthest on with, and which is earliest."""
    top, bottom = furthest_and_earliest(copy)
    said = []
    if top:
        said.append(f"Furthest on: {listed(top, apart=True)}")
    if bottom:
        said.append(f"{'earliest' if said else 'Earliest'}: {listed(bottom, apart=True)}")
    if said:
        return ". ".join(opening(part) for part in said)
    areas = opening(things(len(copy.domains), "area"))
    if not any(domain.held.n for domain in copy.domains):
        return f"{areas}, and no level yet"
    return f"{areas} on a page: none stands out as furthest on or earliest"


def areas_sentence(copy: Copy) -> Iterator[str]:
    """As in "We are furthest on with “Purpose” and “Care”, and earliest with “Money”"; nothing where no order shows."""
    ends = zip(("furthest on", "earliest"), furthest_and_earliest(copy), strict=True)
    said = [f"{end} with {listed([f'“{name}”' for name in names])}" for end, names in ends if names]
    if said:
        yield f"We are {', and '.join(said)}."


def headline(copy: Copy) -> Iterator[str]:
    """The paragraph that is read aloud, sentence by sentence."""
    yield took_part(copy)
    if not copy.members.count:
        return
    yield agreement_sentence(copy)
    yield from areas_sentence(copy)
    if copy.sought:
        yield results_sentence(copy)
    if copy.agenda.items or agreement_counts(copy).too_few < copy.headline.of:
        yield today_sentence(copy, day_plan(copy))
