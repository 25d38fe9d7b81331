"""What stands behind the two pages: every question compared, and why its share moved."""

from pbp_assess.core.compare.linking import Reason
from pbp_assess.core.disclosure import Audience
from pbp_assess.core.disclosure.comparison import ComparisonCopy, CriterionChangeCopy
from pbp_assess.core.gate import Withheld
from pbp_assess.core.matrix import Comparing
from pbp_assess.core.tally import Ratio
from pbp_assess.report.blocks import Block, Items, Paragraph, Section, Table
from pbp_assess.report.quarter.changed import all_facts, changes_table, then_and_now
from pbp_assess.report.wording.comparison import REASONS, level_then, name_of, share_words
from pbp_assess.report.wording.counts import number, things


def _rules(rules: Comparing) -> str:
    """When a change is called, by the thresholds of the later matrix."""
    chance = f"{things(rules.clear_below.numerator, 'time')} in {number(rules.clear_below.denominator)}"
    return (
        f"Clear: so many more went one way than the other that the toss of a coin would do it less than {chance} (the "
        f"exact sign test). Small, may be chance: {number(rules.possible_net)} or more net went one way, or what most "
        f"of them see differs. With fewer than {number(rules.called_from)} people who gave a level both times nothing "
        "is said."
    )


def annex(copy: ComparisonCopy) -> Section:
    """Every question, and the rule by which a change is called."""
    blocks: list[Block] = [
        *([Paragraph(_rules(copy.facts.matrix.comparing))] if copy.panel else []),
        changes_table(copy, "Every question compared", copy.criteria),
        then_and_now(copy),
    ]
    if copy.audience is Audience.FACILITATOR:
        blocks.append(_counts(copy))
    shown = [change for change in copy.criteria if change.share and not isinstance(change.share.before, Withheld)]
    if whys := [_why(copy, change) for change in shown]:
        blocks.append(Section("why", "Why counts moved", (Items(tuple(whys)),)))
    if copy.records or copy.documents:
        blocks.append(Section("facts-moved", "Documents and records that moved", (all_facts(copy),)))
    if copy.uncompared:
        blocks.append(_uncompared(copy))
    return Section("annex", "Annex: every question, and how changes are called", tuple(blocks))


def _counts(copy: ComparisonCopy) -> Table:
    """Up, same and down, with the chance of it, for the facilitator."""
    rows = tuple(
        (
            name_of(copy, change),
            *(_figure(count) for count in (moves.up, moves.same, moves.down)),
            str(moves.chance),
            level_then(copy, moves.supported_before),
            level_then(copy, moves.supported),
        )
        for change in copy.criteria
        if (moves := change.moves)
    )
    header = ("Question", "Up", "Same", "Down", "Chance of it", "Most of them saw", "Most of them see")
    return Table("Those who answered both times", header, rows)


def _figure(count: Ratio | Withheld) -> str:
    return "not shown" if isinstance(count, Withheld) else str(count.count)


def _why(copy: ComparisonCopy, change: CriterionChangeCopy) -> str:
    """Why one count moved."""
    share = change.share
    if share is None or isinstance(share.before, Withheld):
        return f"{name_of(copy, change)}: not shown."
    criterion = copy.facts.matrix.criterion_by_id[change.link.after[-1]]
    return f"{name_of(copy, change)}. {share_words(copy, share, criterion)}"


def _uncompared(copy: ComparisonCopy) -> Section:
    """Every question that is not compared, and why."""
    then, now = copy.before.matrix.criterion_by_id, copy.facts.matrix.criterion_by_id
    entries = tuple(
        f"{(then if entry.reason is Reason.REMOVED else now)[entry.criterion].name}: {REASONS[entry.reason]}"
        for entry in copy.uncompared
    )
    return Section("uncompared", "Not compared", (Items(entries),))
