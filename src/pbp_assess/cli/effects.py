"""What does an entry beside the answers change in readiness?

Told after every such entry: which functions sought stand differently, and the two sentences that always go together.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pbp_assess.cli import console
from pbp_assess.cli.opening import Judged
from pbp_assess.core.assess import AssessmentResult, assess
from pbp_assess.core.disclosure import Audience, disclose
from pbp_assess.core.fields import Written
from pbp_assess.report import wording


def with_part(judged: Judged, part: Written) -> AssessmentResult:
    """The round judged again on the same day, with this file in place of the one of its kind."""
    dossier, earlier = judged.history.require()
    parts: dict[str, Any] = {type(part).__name__.lower(): part}
    return assess(replace(dossier, **parts), earlier, judged.result.facts.as_of, only_sought=True)


def effects(before: AssessmentResult, after: AssessmentResult) -> Iterator[str]:
    """A line for each function sought that stands differently, then the two sentences."""
    copy = disclose(after, Audience.FACILITATOR)
    stood = {function.function: wording.status_words(function.aim) for function in before.sought}
    changed = False
    for function in copy.sought:
        now = wording.status_words(function.aim)
        if now != stood.get(function.function, now):
            changed = True
            yield f"{wording.function_name(copy, function.function)}: {stood[function.function]} before, {now} now."
    if copy.sought and not changed:
        yield "No function sought stands differently for it."
    if copy.sought:
        yield from wording.with_and_without_agreed(copy)


def tell(before: AssessmentResult, after: AssessmentResult) -> None:
    """The same, as a result."""
    for line in effects(before, after):
        console.prose(line)
