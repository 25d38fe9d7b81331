"""Which levels used are high, and shown by nothing?"""

from collections.abc import Iterator

from pbp_assess.core.assess import AssessmentResult
from pbp_assess.core.profile import Source


def unshown(result: AssessmentResult) -> Iterator[str]:
    """Criteria used at the headline level, or at what a function sought asks of them, for which no evidence is noted.

    Evidence is a record, a document noted for the criterion, or what was noted beside an agreed level.
    """
    asked: dict[str, int] = {}
    for function in result.sought:
        for finding in function.aim.gate.findings if function.aim else ():
            if finding.required_level is not None:
                asked[finding.subject] = min(finding.required_level, asked.get(finding.subject, finding.required_level))
    headline = result.facts.matrix.headline_level
    for name, profile in result.profile.criteria.items():
        level, agreed = profile.held.level, result.agreed.get(name)
        shown = profile.held.source is Source.RECORD or result.shown_by.get(name) or (agreed and agreed.evidence)
        if level is not None and level >= min(headline, asked.get(name, headline)) and not shown:
            yield name
