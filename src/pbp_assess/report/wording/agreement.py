"""How far do leaders agree, over all the questions of a round?

The parts add up to the number of questions; a test holds that sum.
"""

from dataclasses import dataclass

from pbp_assess.core.agreement import Closeness
from pbp_assess.core.disclosure import Copy, CriterionCopy
from pbp_assess.core.profile import Source
from pbp_assess.report.wording.counts import figure, listed, number, opening, plural


@dataclass(frozen=True, slots=True)
class AgreementCounts:
    """The questions by how far leaders agree; the parts add up to `of`."""

    closely: int
    less_closely: int
    no_shared_view: int
    too_few: int
    not_asked: int

    @property
    def of(self) -> int:
        """All questions of the round but the excluded."""
        return self.closely + self.less_closely + self.no_shared_view + self.too_few + self.not_asked


def agreement_part(entry: CriterionCopy) -> str:
    """Which part of AgreementCounts a question is counted in."""
    spread = entry.agreement
    if entry.held.source is Source.NO_SHARED_VIEW:
        return "no_shared_view"
    if spread is None:
        return "not_asked"
    if spread.too_few:
        return "too_few"
    return "closely" if spread.closeness is Closeness.CLOSE else "less_closely"


def agreement_counts(copy: Copy) -> AgreementCounts:
    """Count the questions by agreement; those taken out of the round are not counted."""
    counts = dict.fromkeys(("closely", "less_closely", "no_shared_view", "too_few", "not_asked"), 0)
    for entry in copy.criteria.values():
        if entry.held.source is not Source.EXCLUDED:
            counts[agreement_part(entry)] += 1
    return AgreementCounts(**counts)


def agreement_sentence(copy: Copy) -> str:
    """As in "We agree closely on 24 of 41 questions, less closely on 10 and have no shared view on 7"."""
    counts = agreement_counts(copy)
    parts = ((counts.closely, "agree closely"), (counts.less_closely, "less closely"))
    found = [part for part in parts if part[0]]
    said = [f"{words} on {figure(count) if place else count}" for place, (count, words) in enumerate(found)]
    if said:
        said[0] = said[0] if counts.closely else f"agree {said[0]}"
    if counts.no_shared_view:
        said.append(f"have no shared view on {figure(counts.no_shared_view) if said else counts.no_shared_view}")
    if not said:
        return "Too few have answered to say on any question how far we agree."
    said[0] += f" of {counts.of} {plural(counts.of, 'question')}"
    sentence = f"We {listed(said)}."
    if counts.too_few:
        sentence += f" On {figure(counts.too_few)} too few answered to say."
    if counts.not_asked:
        sentence += f" {opening(number(counts.not_asked))} {plural(counts.not_asked, 'was', 'were')} not asked."
    return sentence
