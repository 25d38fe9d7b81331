"""Where does every figure about one question come from?

The answers, the level used, how far leaders agree, whether it is on the agenda, and each test that it takes part in:
counts, rule and threshold, worked out as far as the copy's audience may see the counts.
"""

from collections.abc import Iterator

from pbp_assess.core.agenda import Item
from pbp_assess.core.assess import FunctionReadiness
from pbp_assess.core.disclosure import Audience, Copy, CriterionCopy
from pbp_assess.core.gate import Test, Withheld
from pbp_assess.core.profile import CriterionProfile, Source
from pbp_assess.core.tally import Distribution
from pbp_assess.report.explain.gate import finding_steps
from pbp_assess.report.explain.steps import Path, Step, heading, reached_words, withheld
from pbp_assess.report.wording import agenda as talk
from pbp_assess.report.wording.counts import day, listed, opening, plural, ratio_words, share_words, things
from pbp_assess.report.wording.headline import KINDS
from pbp_assess.report.wording.levels import agreement_words, at_held_words, held_words, level_name, level_words
from pbp_assess.report.wording.readiness import function_name, stage_words

TWO = 2


def criterion_steps(copy: Copy, name: str, stage: str = "", profile: CriterionProfile | None = None) -> Iterator[Step]:
    """Everything about one question; `profile` has its exact counts, for the facilitators alone.

    Tests are those of the functions sought; with a stage, those of every function of the copy at that stage.
    """
    entry = copy.criteria[name]
    exact = profile if copy.audience is Audience.FACILITATOR else None
    yield from _what(copy, entry)
    yield from _answers(copy, entry)
    yield from _level_used(copy, entry, exact)
    yield from _agreement(copy, entry, exact)
    yield from _sectors(copy, entry, exact)
    yield from _agenda(copy, name)
    yield from _tests(copy, name, stage)
    yield from withheld(copy)


def path_of(copy: Copy, name: str) -> Path:
    """Where a criterion stands in the matrix; one of a priority group stands there for all of them."""
    template = copy.facts.matrix.priority_groups
    for place, domain in enumerate(copy.facts.matrix.domains):
        if template is not None and domain.id == template.id:
            continue
        for number, criterion in enumerate(domain.criteria):
            if criterion.id == name:
                return ("domains", place, "criteria", number)
    return ("priority_groups",)


def _what(copy: Copy, entry: CriterionCopy) -> Iterator[Step]:
    criterion = entry.criterion
    area = next(domain.name for domain in copy.facts.matrix.domains if criterion in domain.criteria)
    yield heading(f"{criterion.id}: {criterion.name}")
    yield Step(f"A question of the area {area}.", source=path_of(copy, criterion.id))
    if criterion.meaning:
        yield Step(criterion.meaning)
    if criterion.record:
        yield Step("A matter of fact: tests go by what a document shows, and by nothing that leaders say.")
    if criterion.critical:
        yield Step("Critical: a shortfall here can never become a condition.")


# --- answers, and the level used ------------------------------------------------------------------


def _answers(copy: Copy, entry: CriterionCopy) -> Iterator[Step]:
    yield heading("What leaders answered")
    if not entry.asked:
        taken_out = entry.criterion.id in copy.excluded
        yield Step(f"It was {'taken out of' if taken_out else 'not asked in'} this round.")
        return
    yield Step(f"{entry.n} of {entry.asked} {plural(entry.asked, 'leader')} asked gave a level.")
    if not isinstance(entry.states, Withheld):
        kinds = [f"{KINDS[kind].lower()}: {count}" for kind, count in entry.states.items() if count]
        yield Step(f"By kind: {listed(kinds, apart=True)}.")
    if isinstance(entry.bands, Withheld):
        yield Step("How many chose each level is not shown in this copy.")
        return
    for band in entry.bands:
        words = level_words(copy.facts.matrix, entry.criterion, band.level)
        yield Step(f"- {words}: {things(band.count, 'leader')}", 2)


def _level_used(copy: Copy, entry: CriterionCopy, exact: CriterionProfile | None) -> Iterator[Step]:
    name, used = entry.criterion.id, entry.held
    yield heading("The level used")
    yield Step(f"{opening(held_words(copy, entry))}.")
    yield Step("The rule: what a document shows; or else the level agreed on the day; or else what most leaders see.")
    match used.source:
        case Source.RECORD if record := copy.records.get(name):
            yield Step(f"The document: {record.document}; checked by {record.checked_by} on {day(record.checked)}.")
        case Source.AGREED if agreed := copy.agreed.get(name):
            why = "" if isinstance(agreed.reason, Withheld) else f": {agreed.reason}"
            yield Step(f"Agreed on {day(agreed.date)}{why}")
        case Source.EXCLUDED if gone := copy.excluded.get(name):
            yield Step(f"Why it was taken out: {gone.reason}")
    if isinstance(entry.supported, int):
        words = level_words(copy.facts.matrix, entry.criterion, entry.supported)
        yield from _supported(copy, entry, exact, f"What most leaders see, on the private answers alone: {words}.")


def _supported(copy: Copy, entry: CriterionCopy, exact: CriterionProfile | None, said: str) -> Iterator[Step]:
    """The highest level that enough leaders see or see beyond, worked out from the top."""
    share, matrix = copy.facts.matrix.counting.profile_share, copy.facts.matrix
    rule = f"the highest level that at least {share_words(share)} of those who gave a level see, or see beyond"
    yield Step(f"{said} That is {rule}.", source=("counting", "profile_share"))
    if exact is None or exact.tally is None:
        if counted := at_held_words(entry):
            yield Step(f"The level used: {counted[0].lower()}{counted[1:]}", 2)
        return
    for level in reversed(matrix.levels):
        if exact.supported is not None and level >= exact.supported:
            at = f"{level_name(matrix, level)} ({level})"
            yield Step(f"- At {at} or above: {reached_words(exact.tally.share(level), share)}", 2)


# --- agreement ------------------------------------------------------------------------------------


def _agreement(copy: Copy, entry: CriterionCopy, exact: CriterionProfile | None) -> Iterator[Step]:
    spread, counting = entry.agreement, copy.facts.matrix.counting
    if spread is None:
        return
    yield heading("How far leaders agree")
    yield Step(f"{opening(agreement_words(spread))}.")
    if spread.too_few:
        needed = f"With fewer than {things(counting.flags_from, 'level')} given nothing is said of agreement."
        yield Step(needed, source=("counting", "flags_from"))
    if exact and exact.tally and spread.consensus is not None:
        steps = len(copy.facts.matrix.levels) - 1
        worked = f"C = 1 - 2 x (average distance from the median, in levels) / {steps} = {spread.consensus}"
        yield Step(f"{worked}; close from {counting.close_from}, mixed from {counting.mixed_from}, else wide apart.",
                   source=("counting", "close_from"))  # fmt: skip
        yield from _flags(copy, exact.tally.distribution)


def _flags(copy: Copy, given: Distribution) -> Iterator[Step]:
    """What the flags look at: the middle half, the two ends, who is far from the median."""
    matrix, counting = copy.facts.matrix, copy.facts.matrix.counting
    far = things(matrix.far, "level")
    if given.quartiles is not None:
        low, high = given.quartiles
        spans = f"The middle half of the levels runs from {low} to {high}"
        yield Step(f"{spans}; {far} apart or more is no shared view.", source=("counting", "far"))
    camp = (given.n + 1) * counting.opposing_share.numerator // counting.opposing_share.denominator
    ends = "on each of the two levels" if len(matrix.levels) == TWO else "at each end of the scale"
    least = max(1 if len(matrix.levels) == TWO else TWO, camp)
    opposing = f"Two opposing views need {things(least, 'leader')} or more {ends}."
    yield Step(opposing, source=("counting", "opposing_share"))
    few = max(1, given.n * counting.outlier_share.numerator // counting.outlier_share.denominator)
    apart = f"stand {far} or more from the median, which is {given.lower_median}"
    yield Step(f"One or two differ when one, and at most {few}, {apart}.", source=("counting", "outlier_share"))


def _sectors(copy: Copy, entry: CriterionCopy, exact: CriterionProfile | None) -> Iterator[Step]:
    """The balanced share at the level used, group by group: the facilitators' alone."""
    level = entry.held.level if entry.held.level is not None else entry.supported
    if exact is None or exact.tally is None or not isinstance(level, int) or not exact.tally.n:
        return
    counting = copy.facts.matrix.counting
    yield heading(f"Counting each {counting.balance.by} equally, at {level_name(copy.facts.matrix, level)} or above")
    small = things(counting.balance.min_group, "leader")
    yield Step(f"Groups with fewer than {small} asked are counted together.", source=("counting", "balance"))
    for tally in exact.tally.groups:
        given, parts = tally.distribution, tally.group.parts
        times = f", counted {len(parts)} times" if len(parts) > 1 else ""
        named = listed([copy.facts.sectors.get(part, part) for part in parts])
        yield Step(f"- {named}{times}: {given.at_least(level)} of {given.n}", 2)
    yield Step(f"Together: {exact.tally.balanced_share(level)}; by person {ratio_words(exact.tally.share(level))}.")


# --- the agenda, and the tests --------------------------------------------------------------------


def _agenda(copy: Copy, name: str) -> Iterator[Step]:
    known = copy.agenda
    if name in known.not_asked or name in copy.excluded:
        return
    yield heading("On the day")
    listed_items: dict[str, Item] = {item.criterion: item for item in (*known.items, *known.unjudged)}
    if name in known.agreed:
        yield Step("A level has been agreed already, so that it is off the agenda.")
    elif name in known.quiet:
        yield Step("It needs no discussion: leaders do not see it so differently, and nothing sought waits on it.")
    elif name in {item.criterion for item in known.unjudged}:
        yield Step("Nobody gave a level, so that it has no place in the order.")
    else:
        item = listed_items[name]
        place = list(listed_items).index(name) + 1
        yield Step(f"Item {place} of {len(known.items)}: {talk.why_words(copy, item).lower()}; "
                   f"{talk.minutes_words(item.minutes)}.", source=("agenda",))  # fmt: skip
        waiting = things(item.influence, "function")
        yield Step(f"{opening(waiting)} sought {plural(item.influence, 'waits', 'wait')} on it.", 2)
        if copy.audience is Audience.FACILITATOR:
            yield Step(f"Its weight: {item.influence} x {item.disagreement} (1 - C).", 2)


def _tests(copy: Copy, name: str, stage: str) -> Iterator[Step]:
    """Each test that the question takes part in, at the stage sought or the one named."""
    chosen = [(function, stage or function.sought or "") for function in (copy.functions if stage else copy.sought)]
    found = False
    yield heading("What turns on it")
    for function, at in chosen:
        for step in _test(copy, function, at, name):
            found = True
            yield step
    if not found:
        yield Step(f"No function of this copy has a test about it{f' at the stage {stage}' if stage else ''}.")


def _test(copy: Copy, function: FunctionReadiness, stage: str, name: str) -> Iterator[Step]:
    result = function.stages.get(stage)
    for finding in result.gate.findings if result else ():
        if finding.test is Test.CRITERION and finding.subject == name:
            yield Step(f"{function.function}: {function_name(copy, function.function)} ({stage_words(copy, stage)})")
            yield from finding_steps(copy, stage, finding, 2)
