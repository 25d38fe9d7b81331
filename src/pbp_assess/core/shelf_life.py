"""From which day would a function no longer be ready, were nothing renewed?

Time alone changes two things: a document or record runs out, and answers grow too old. Only on the day after the one,
and on the first day of the quarter of the other, can a verdict change, so each of these days is judged as it comes.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Gate, Outcome, Test
from pbp_assess.core.profile import freshness_limit
from pbp_assess.core.readiness import has_gate, judge, stand
from pbp_assess.core.records import Evidence
from pbp_assess.core.requirement import Standing

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lapse:
    """A function ready now (with or without conditions) at the stage sought, and the first day on which it is not.

    `tests` are what then no longer holds: documents, criteria, other functions, freshness. No count stands here.
    """

    function: str
    stage: str
    day: datetime.date
    tests: tuple[tuple[Test, str], ...]


def lapses(standing: Standing, earlier: Sequence[Dossier]) -> tuple[Lapse, ...]:
    """The lapse of every function sought that is ready now, in matrix order; none where time cannot change it."""
    dossier, policy = standing.dossier, standing.policy
    sought = {name: dossier.round.aims[name] for name in policy.function_by_id if name in dossier.round.aims}
    ready = {
        name: gate
        for name, stage in sought.items()
        if has_gate(standing, name, stage) and (gate := judge(standing, name, stage)).status.satisfies
    }
    found: dict[str, Lapse] = {}
    for day in _days(standing, earlier):
        if found.keys() == ready.keys():
            break
        then = stand(dossier, earlier, day, standing)
        for name in ready.keys() - found.keys():
            gate = judge(then, name, sought[name])
            if not gate.status.satisfies:
                found[name] = Lapse(name, sought[name], day, tuple(_no_longer(ready[name], gate)))
    return tuple(found[name] for name in sought if name in found)


def _no_longer(now: Gate, then: Gate) -> Iterator[tuple[Test, str]]:
    """The tests of which something was known, and nothing is."""
    for before, after in zip(now.findings, then.findings, strict=True):
        if after.outcome is not before.outcome and after.outcome is not Outcome.MET:
            yield after.test, after.subject


def _days(standing: Standing, earlier: Sequence[Dossier]) -> tuple[datetime.date, ...]:
    """The days to come on which something has run out or grown too old, in order."""
    limits = {stage.fresh_quarters for stage in standing.policy.stages.values()}
    days: set[datetime.date] = set()
    for dossier in (standing.dossier, *earlier[:1]):  # the one before: a pulse carries its levels
        days |= {end + _DAY for end in _ends(dossier.evidence) if end < datetime.date.max}
        answered = dossier.round.closed or dossier.round.opened
        days |= set(_quarters_on(answered, {*limits, freshness_limit(standing.dossier.matrix)}))
    return tuple(sorted(day for day in days if day > standing.as_of))


def _ends(evidence: Evidence) -> Iterator[datetime.date]:
    """The last day of every record, and of every document that a function needs, that has one."""
    ends = [record.valid_until for record in evidence.records.values()]
    ends += [paper.valid_until for entries in evidence.documents.values() for paper in entries.values()]
    yield from (end for end in ends if end is not None)


def _quarters_on(day: datetime.date, limits: Iterable[int | None]) -> Iterator[datetime.date]:
    """For each limit the first day that lies more than so many calendar quarters after this one."""
    for limit in limits:
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + (limit or 0) + 1, 4)
        if limit is not None and year <= datetime.MAXYEAR:
            yield datetime.date(year, quarter * 3 + 1, 1)
