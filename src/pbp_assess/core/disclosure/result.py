"""Who may see what of a result?

The one place that withholds (method.md section 8). Every output is made from the `Copy` for its audience.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pbp_assess.core.assess import AssessmentResult, headline_of, levels_used
from pbp_assess.core.assessment import State
from pbp_assess.core.disclosure.agenda import shared_agenda
from pbp_assess.core.disclosure.bounds import StillOut
from pbp_assess.core.disclosure.copy import Audience, Copy, KeptBack, SectorCopy
from pbp_assess.core.disclosure.counts import FEWEST_PRINTED
from pbp_assess.core.disclosure.kinds import kinds_in_all
from pbp_assess.core.disclosure.rules import Rules, too_few
from pbp_assess.core.disclosure.sectors import by_sector
from pbp_assess.core.gate import Withheld
from pbp_assess.core.holding import Holding, rewatched
from pbp_assess.core.profile import CriterionProfile, profile_domain


def _count_at(result: AssessmentResult) -> dict[str, int]:
    """The highest level sought of each criterion: the one level at which a public copy gives a count."""
    highest: dict[str, int] = {}
    for function in result.sought:
        for finding in function.aim.gate.findings if function.aim else ():
            if finding.required_level is not None:
                highest[finding.subject] = max(
                    finding.required_level, highest.get(finding.subject, finding.required_level)
                )
    return highest


def _asked(result: AssessmentResult) -> Iterator[Mapping[State, int]]:
    """The answers by state to each criterion that this round asked."""
    return (profile.tally.states for profile in result.profile.criteria.values() if profile.tally)


def _kept_back(result: AssessmentResult, audience: Audience, sectors: Sequence[SectorCopy]) -> Iterator[KeptBack]:
    """What this copy does not show, most personal first."""
    if audience is Audience.FACILITATOR:
        return
    yield KeptBack.PEOPLE
    yield KeptBack.SOME_SECTORS if sectors else KeptBack.SECTORS
    if audience is Audience.PUBLIC:
        yield KeptBack.DISTRIBUTIONS
    else:
        yield KeptBack.LONE_VOICES
    yield KeptBack.SMALL_COUNTS
    yield KeptBack.KINDS
    if not all(theme.released for theme in result.themes):
        yield KeptBack.THEMES


def _choices(result: AssessmentResult, audience: Audience) -> dict[str, int]:
    """How many chose each criterion; shared copies leave out counts under three, public ones all."""
    if audience is Audience.PUBLIC:
        return {}
    least = 1 if audience is Audience.FACILITATOR else FEWEST_PRINTED
    return {criterion: count for criterion, count in result.choices.items() if count >= least}


def _holdings(rules: Rules, holdings: Iterable[Holding], criteria: Mapping[str, CriterionProfile]) -> Iterator[Holding]:
    """What is held, its triggers as the levels that this copy shows tell."""
    levels = levels_used(criteria)
    for holding in holdings:
        yield replace(rewatched(holding, levels), grant=rules.unnoted(holding.grant))


def rules_for(result: AssessmentResult, audience: Audience) -> Rules:
    """What this audience may see of a result."""
    minimum = result.facts.matrix.counting.minimum_cell
    few = any(too_few(profile, minimum) for profile in result.profile.criteria.values())
    return Rules(audience, result.facts.matrix, _count_at(result), few, StillOut(result))


def disclose(result: AssessmentResult, audience: Audience) -> Copy:
    """The copy of a result that this audience may see."""
    rules, minimum = rules_for(result, audience), result.facts.matrix.counting.minimum_cell
    full = rules.everything
    shown = result.functions if audience is not Audience.PUBLIC else result.sought
    coverage = result.coverage
    matrix = result.facts.matrix
    criteria = {name: rules.masked(profile) for name, profile in result.profile.criteria.items()}
    sectors = by_sector(result.sectors, criteria, audience, minimum)
    return Copy(
        audience=audience,
        kept_back=tuple(_kept_back(result, audience, sectors)),
        facts=result.facts,
        members=coverage.members,
        invited=coverage.invited,
        sectors_required=coverage.sectors_required,
        states=dict(result.states.items()) if full else kinds_in_all(_asked(result)),
        sectors=sectors,
        choices=_choices(result, audience),
        choosers=result.choosers,
        criteria={name: rules.criterion(profile) for name, profile in criteria.items()},
        domains=tuple(profile_domain(matrix, entry.domain, criteria) for entry in result.profile.domains),
        headline=headline_of(matrix, criteria),
        functions=tuple(rules.function(function) for function in shown),
        agenda=result.agenda if full else shared_agenda(result.agenda, result.profile.criteria, rules),
        themes=tuple(theme for theme in result.themes if full or theme.released),
        agreed={name: rules.agreed(agreed, result.dissenters.get(name, ())) for name, agreed in result.agreed.items()},
        records={
            name: record if full else record.model_copy(update={"note": None, "link": None})
            for name, record in result.records.items()
        },
        documents={name: rules.papers(entries) for name, entries in result.documents.items()},
        shown_by={name: rules.papers(entries) for name, entries in result.shown_by.items()},
        excluded=result.excluded,
        waived=result.waived,
        lapses=result.lapses,
        commitments=result.commitments,
        targets=tuple(map(rules.unnoted, result.targets)),
        decisions=tuple(map(rules.unnoted, result.decisions)),
        holdings=tuple(_holdings(rules, result.holdings, criteria)),
        sectors_heard=coverage.sectors_heard if full else Withheld.WITHHELD,
        straight_lining=result.straight_lining if full else Withheld.WITHHELD,
        edited_late=result.edited_late if full else Withheld.WITHHELD,
    )
