"""Who may see what of a result?

The one place that withholds (method.md section 8). Every output is made from the `Copy` for its audience.
"""

from collections.abc import Iterator

from pbp_assess.core.assess import AssessmentResult, headline_of
from pbp_assess.core.disclosure.copy import Audience, Copy, KeptBack
from pbp_assess.core.disclosure.counts import FEWEST_PRINTED
from pbp_assess.core.disclosure.rules import Rules, too_few
from pbp_assess.core.gate import Withheld
from pbp_assess.core.profile import profile_domain
from pbp_assess.core.tally import Coverage


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


def _kept_back(result: AssessmentResult, audience: Audience) -> Iterator[KeptBack]:
    """What this copy does not show, most personal first."""
    if audience is Audience.FACILITATOR:
        return
    yield KeptBack.PEOPLE
    yield KeptBack.SECTORS
    if audience is Audience.PUBLIC:
        yield KeptBack.DISTRIBUTIONS
    else:
        yield KeptBack.LONE_VOICES
    yield KeptBack.SMALL_COUNTS
    if not all(theme.released for theme in result.themes):
        yield KeptBack.THEMES


def _choices(result: AssessmentResult, audience: Audience) -> dict[str, int]:
    """How many chose each criterion; shared copies leave out counts under three, public ones all."""
    if audience is Audience.PUBLIC:
        return {}
    least = 1 if audience is Audience.FACILITATOR else FEWEST_PRINTED
    return {criterion: count for criterion, count in result.choices.items() if count >= least}


def disclose(result: AssessmentResult, audience: Audience) -> Copy:
    """The copy of a result that this audience may see."""
    minimum = result.facts.matrix.counting.minimum_cell
    few = any(too_few(profile, minimum) for profile in result.profile.criteria.values())
    rules = Rules(audience, minimum, _count_at(result), few)
    full = rules.everything
    shown = result.functions if audience is not Audience.PUBLIC else result.sought
    coverage: Coverage = result.coverage
    matrix = result.facts.matrix
    criteria = {name: rules.masked(profile) for name, profile in result.profile.criteria.items()}
    return Copy(
        audience=audience,
        facts=result.facts,
        members=coverage.members,
        invited=coverage.invited,
        sectors_required=coverage.sectors_required,
        sectors_heard=coverage.sectors_heard if full else Withheld.WITHHELD,
        states=result.states,
        headline=headline_of(matrix, criteria),
        domains=tuple(profile_domain(matrix, entry.domain, criteria) for entry in result.profile.domains),
        criteria={name: rules.criterion(profile) for name, profile in criteria.items()},
        functions=tuple(rules.function(function) for function in shown),
        themes=tuple(theme for theme in result.themes if full or theme.released),
        choices=_choices(result, audience),
        choosers=result.choosers,
        agreed={name: rules.agreed(agreed) for name, agreed in result.agreed.items()},
        records={
            name: record if full else record.model_copy(update={"note": None})
            for name, record in result.records.items()
        },
        documents={
            function: {
                name: entry if full else entry.model_copy(update={"note": None, "link": None})
                for name, entry in entries.items()
            }
            for function, entries in result.documents.items()
        },
        excluded=result.excluded,
        waived=result.waived,
        commitments=result.commitments,
        straight_lining=result.straight_lining if full else Withheld.WITHHELD,
        edited_late=result.edited_late if full else Withheld.WITHHELD,
        kept_back=tuple(_kept_back(result, audience)),
    )
