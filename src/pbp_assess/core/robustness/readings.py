"""Would other fair ways of counting give the same answer?

One thing at a time is counted otherwise; each distinct way is counted once (method.md section 5). A way that leaves
the counts of this gate as they are, such as leaving out somebody who gave no level, is no other way of counting.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from pbp_assess.core.gate import Gate, Outcome
from pbp_assess.core.requirement import Standing
from pbp_assess.core.robustness.shares import AS_IT_IS, Grounds, Grouping, Way, rule_for

SHARES = (Fraction(1, 2), Fraction(3, 5), Fraction(3, 4))


class Family(StrEnum):
    """What is counted otherwise."""

    PRIVATE = "private answers only"
    GROUPING = "who counts the same"
    SHARE = "share needed"
    CANNOT_JUDGE = "cannot judge counted as below"
    INVITED = "invited voices counted in"
    HOLDERS = "those who would hold it left out"
    MEMBER = "one member left out"
    ORGANISATION = "one organisation left out"


@dataclass(frozen=True, slots=True)
class Reading:
    """One other way of counting and what the gate says then.

    `what` is the grouping, the share, or the id left out; empty where the family is a single way. `people` are those
    whose answers count otherwise: left out, counted in, or counted as below. `way` is None for the private answers.
    """

    family: Family
    what: str
    outcome: Outcome
    people: frozenset[str] = frozenset()
    way: Way | None = None


def organisations(standing: Standing) -> dict[str, frozenset[str]]:
    """Members asked by organisation, in the order of the round; those without one are left out one by one."""
    found: dict[str, list[str]] = {}
    for leader, seat in standing.dossier.round.members.items():
        if seat.organisation:
            found.setdefault(seat.organisation, []).append(leader)
    return {organisation: frozenset(members) for organisation, members in found.items()}


def _holders(standing: Standing, function: str) -> frozenset[str]:
    """Members from the sectors that would hold the function."""
    sectors = standing.policy.function_by_id[function].holders
    members = standing.dossier.round.members
    return frozenset(leader for leader, seat in members.items() if seat.sector in sectors)


def _ways(grounds: Grounds) -> Iterator[tuple[Family, str, Way]]:
    """Every way of counting, family by family; some of them may be the same."""
    standing = grounds.standing
    for grouping in Grouping:
        yield Family.GROUPING, grouping.value, Way(grouping=grouping)
    for share in SHARES:
        yield Family.SHARE, str(share), Way(share=share)
    yield Family.CANNOT_JUDGE, "", Way(below=True)
    yield Family.INVITED, "", Way(invited=True)
    yield Family.HOLDERS, "", Way(left_out=_holders(standing, grounds.gate.function))
    for leader in standing.dossier.round.members:
        yield Family.MEMBER, leader, Way(left_out=frozenset({leader}))
    for organisation, members in organisations(standing).items():
        yield Family.ORGANISATION, organisation, Way(left_out=members)


def _plain(grounds: Grounds, way: Way) -> Way:
    """The same way, without what changes no count of this gate."""
    return replace(
        way,
        left_out=way.left_out & grounds.members,
        below=way.below and bool(_cannot_judge(grounds)),
        invited=way.invited and bool(_invited(grounds)),
    )


def _cannot_judge(grounds: Grounds) -> frozenset[str]:
    """Members who could not judge one of the criteria tested."""
    return frozenset(leader for ballot in grounds.ballots for leader in ballot.cannot_judge)


def _invited(grounds: Grounds) -> frozenset[str]:
    """Invited voices who gave a level to one of the criteria tested."""
    return frozenset(leader for ballot in grounds.ballots for leader in ballot.invited)


def _people(grounds: Grounds, way: Way) -> frozenset[str]:
    """Those whose answers count otherwise in a plain way."""
    people = way.left_out
    if way.below:
        people |= _cannot_judge(grounds)
    if way.invited:
        people |= _invited(grounds)
    return people


def _counts(grounds: Grounds, way: Way) -> tuple[Hashable, ...]:
    """Whose answers a plain way counts, and by which rule; two ways are the same if these are."""
    rules = (rule_for(grounds.standing, grounds.gate.stage, test, way) for test in grounds.tests)
    return (way.left_out, way.below, way.invited, *rules)


def readings(grounds: Grounds, private: Gate) -> tuple[Reading, ...]:
    """What each other way of counting says of this gate; `private` is the gate on the private answers alone."""
    found = []
    if private.findings != grounds.gate.findings:
        found.append(Reading(Family.PRIVATE, "", private.outcome))
    seen = {_counts(grounds, AS_IT_IS)}
    for family, what, way in _ways(grounds):
        plain = _plain(grounds, way)
        counts = _counts(grounds, plain)
        if counts not in seen:
            seen.add(counts)
            found.append(Reading(family, what, grounds.counted(plain), _people(grounds, plain), plain))
    return tuple(found)
