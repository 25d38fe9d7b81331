"""What may one leader see: their own answers, beside the group's?

Theirs alone. The group stands beside them as in the partnership's copy, but for what a reader could work out
by taking their own answer away from a count of few.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pbp_assess.core.agenda import Agenda
from pbp_assess.core.assess import AssessmentResult
from pbp_assess.core.assessment import Answer, Dossier, Leader, Scoresheet
from pbp_assess.core.disclosure.copy import Audience, Copy, CriterionCopy
from pbp_assess.core.disclosure.counts import FEWEST_AT_AN_END, bands, blurred
from pbp_assess.core.disclosure.result import disclose, rules_for
from pbp_assess.core.disclosure.rules import Rules
from pbp_assess.core.gate import Withheld
from pbp_assess.core.profile import CriterionProfile
from pbp_assess.core.tally import Ratio

NOTHING = Agenda((), (), (), (), ())


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


def _beside(entry: CriterionCopy, profile: CriterionProfile, own: int | None, rules: Rules) -> CriterionCopy:
    """The group's counts for a reader whose own level is among them: what is left is never one person alone."""
    tally, found = profile.tally, entry.at_held
    if tally is None or own is None or isinstance(entry.bands, Withheld):
        return entry
    if isinstance(found, Ratio) and entry.held.level is not None:
        found = blurred(tally.share(entry.held.level), FEWEST_AT_AN_END + 1)
    words = rules.agreement(profile, own)
    return replace(entry, bands=bands(tally.distribution, fold=True, own=own), at_held=found, agreement=words)


def _among_invited(entry: CriterionCopy, profile: CriterionProfile, own: int | None, _rules: Rules) -> CriterionCopy:
    """The same for an invited voice, who is among those invited."""
    if profile.tally is None or own is None or isinstance(entry.invited, Withheld):
        return entry
    return replace(entry, invited=bands(profile.tally.invited, fold=True, own=own))


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

    Verdicts, the agenda and figures by sector are not in it: it is about how they and the others see the questions.
    """
    sheet, counted = dossier.sheets.get(leader), leader in dossier.round.members
    answers = {name: sheet.answer(name) for name in dossier.asked_criteria} if sheet else {}
    rules, whole = rules_for(result, Audience.PARTNERSHIP), disclose(result, Audience.PARTNERSHIP)
    own, beside = {name: answer.level for name, answer in answers.items()}, _beside if counted else _among_invited
    criteria = {
        name: beside(entry, result.profile.criteria[name], own.get(name), rules)
        for name, entry in whole.criteria.items()
    }
    group = replace(whole, criteria=criteria, functions=(), agenda=NOTHING, sectors=())
    (person,) = [one for one in dossier.panel.leaders if one.id == leader]
    return LeaderCopy(person, counted, sheet, answers, group, tuple(_differs(group, answers)))
