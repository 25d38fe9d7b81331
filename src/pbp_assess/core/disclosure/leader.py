"""What may one leader see: their own answers, beside the group's?

Theirs alone. The group stands beside them as in the partnership's copy, but for what a reader could work out
by taking their own answer away from a count of few.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pbp_assess.core.assess import AssessmentResult
from pbp_assess.core.assessment import Answer, Dossier, Leader, Scoresheet
from pbp_assess.core.disclosure.copy import Audience, Copy, CriterionCopy
from pbp_assess.core.disclosure.counts import FEWEST_AT_AN_END, bands, blurred
from pbp_assess.core.disclosure.result import disclose
from pbp_assess.core.gate import Withheld
from pbp_assess.core.tally import CriterionTally


@dataclass(frozen=True, slots=True)
class LeaderCopy:
    """One leader's own sheet beside the group's copy.

    `counted` says that their answers are among the counts: an invited voice's are not. `answers` holds every
    criterion asked; `sheet` is None for somebody who has sent none. `differs` names, in matrix order, the criteria that
    they see far from what most leaders see; there is no order among them, and none among leaders.
    """

    leader: Leader
    counted: bool
    sheet: Scoresheet | None
    answers: Mapping[str, Answer]
    group: Copy
    differs: tuple[str, ...]


def _beside(entry: CriterionCopy, tally: CriterionTally | None, own: int | None) -> CriterionCopy:
    """The group's counts for a reader whose own level is among them: what is left is never one person alone."""
    if tally is None or own is None or isinstance(entry.bands, Withheld):
        return entry
    found = entry.at_held
    if not isinstance(found, Withheld) and found is not None and entry.held.level is not None:
        found = blurred(tally.share(entry.held.level), FEWEST_AT_AN_END + 1)
    return replace(entry, bands=bands(tally.distribution, fold=True, own=own), at_held=found)


def _differs(group: Copy, answers: Mapping[str, Answer]) -> Iterator[str]:
    """The criteria that somebody sees far from what most leaders see; without a shared view there is no "most"."""
    for name, answer in answers.items():
        entry = group.criteria[name]
        most, shared = entry.supported, entry.agreement is not None and not entry.agreement.split
        if answer.level is None or most is None or isinstance(most, Withheld) or not shared:
            continue
        if abs(answer.level - most) >= group.facts.matrix.far:
            yield name


def disclose_leader(result: AssessmentResult, dossier: Dossier, leader: str) -> LeaderCopy:
    """One leader's own copy of a round; `leader` is somebody who was asked in it.

    Verdicts are not in it: it is about how this leader and the others see the questions.
    """
    sheet, counted = dossier.sheets.get(leader), leader in dossier.round.members
    answers = {name: sheet.answer(name) for name in dossier.asked_criteria} if sheet else {}
    whole = disclose(result, Audience.PARTNERSHIP)
    tallies = {name: profile.tally for name, profile in result.profile.criteria.items()}
    levels = {name: answer.level for name, answer in answers.items() if counted}
    criteria = {name: _beside(entry, tallies[name], levels.get(name)) for name, entry in whole.criteria.items()}
    group = replace(whole, criteria=criteria, functions=())
    (person,) = [one for one in dossier.panel.leaders if one.id == leader]
    return LeaderCopy(person, counted, sheet, answers, group, tuple(_differs(group, answers)))
