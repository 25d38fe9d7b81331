"""What is there to talk about, for those who may not see that one person stands alone?

The method's agenda again, by how far leaders agree as shared copies print it: a question that is on it only because
one or two see it very differently is raised by the facilitator, if those people wish it.
"""

from collections.abc import Mapping
from dataclasses import replace

from pbp_assess.core.agenda import Agenda, Flag, Item, flag_of, in_order, needs_no_meeting
from pbp_assess.core.agreement import Agreement, consensus
from pbp_assess.core.disclosure.counts import folded
from pbp_assess.core.disclosure.rules import Rules
from pbp_assess.core.gate import Withheld
from pbp_assess.core.profile import CriterionProfile


def _by_printed_counts(item: Item, profile: CriterionProfile, spread: Agreement) -> Item:
    """The question as the printed counts show it; of too few answers nothing is known."""
    apart = None if profile.tally is None or spread.too_few else consensus(folded(profile.tally.distribution))
    return replace(
        item,
        flag=flag_of(spread),
        disagreement=None if apart is None else 1 - apart,
        by_email=needs_no_meeting(spread, record=profile.criterion.record),
        alone=Withheld.WITHHELD,
    )


def shared_agenda(agenda: Agenda, criteria: Mapping[str, CriterionProfile], rules: Rules) -> Agenda:
    """What to talk about, in the order of shared copies, without the exact disagreement and who stands alone."""
    known = {item.criterion: item for item in (*agenda.items, *agenda.unjudged)}
    seen = {
        name: _by_printed_counts(known[name], profile, spread)
        for name, profile in criteria.items()
        if name in known and (spread := rules.agreement(profile))
    }
    unjudged = [seen[item.criterion] for item in agenda.unjudged]
    listed = [seen[name] for name in seen if known[name] not in agenda.unjudged]
    items = [item for item in listed if item.waiting or item.flag is not Flag.NONE]
    left = {item.criterion for item in listed} - {item.criterion for item in items}
    quiet = tuple(name for name in criteria if name in left or name in agenda.quiet)
    shown = (
        tuple(replace(item, disagreement=Withheld.WITHHELD) for item in part) for part in (in_order(items), unjudged)
    )
    items_shown, unjudged_shown = shown
    return replace(agenda, items=items_shown, unjudged=unjudged_shown, quiet=quiet)
