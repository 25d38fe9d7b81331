"""What would the result be if a criterion were at another level?

As if the level had been agreed on the day of judging: by every sector asked, with evidence, nobody dissenting. A
record criterion is as if a document that was checked that day showed the level. The answers stay what they are, so
that too few answers stay too few; and nothing is written.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.records import AgreedLevel, RecordedLevel

SUPPOSED = "supposed, to see what it would change"


def may_suppose(dossier: Dossier, criterion: str) -> bool:
    """Whether a level for this criterion can count: it is not taken out, and a record or asked in this round."""
    if criterion in dossier.round.excluded:
        return False
    return dossier.matrix.criterion_by_id[criterion].record or criterion in dossier.asked_criteria


def what_if(dossier: Dossier, levels: Mapping[str, int], on: datetime.date) -> Dossier:
    """The round with these levels agreed or recorded on a date; each criterion is one that `may_suppose` allows."""
    known = dossier.matrix.criterion_by_id
    sectors = tuple(dict.fromkeys(seat.sector for seat in dossier.round.members.values()))
    recorded = {
        criterion: RecordedLevel(level=level, document=SUPPOSED, checked_by=SUPPOSED, checked=on)
        for criterion, level in levels.items()
        if known[criterion].record
    }
    agreed = {
        criterion: AgreedLevel(
            level=level, date=on, sectors_present=sectors, reason=SUPPOSED, evidence=SUPPOSED, dissent=0
        )
        for criterion, level in levels.items()
        if not known[criterion].record
    }
    moderation, evidence = dossier.moderation, dossier.evidence
    return replace(
        dossier,
        moderation=moderation.model_copy(update={"agreed": {**moderation.agreed, **agreed}}),
        evidence=evidence.model_copy(update={"records": {**evidence.records, **recorded}}),
    )
