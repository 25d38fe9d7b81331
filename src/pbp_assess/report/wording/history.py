"""How is a run of rounds said?"""

from collections.abc import Sequence
from typing import Final

from pbp_assess.core.compare.series import DomainLine, DomainPoint, FunctionLine, FunctionPoint, Series
from pbp_assess.report.wording.counts import number, opening, things
from pbp_assess.report.wording.measures import STATUSES

BARS: Final = "▁▂▃▄▅▆▇█"
OTHER_QUESTIONS: Final = "other questions than the round before"


def sparkline(points: Sequence[DomainPoint]) -> str:
    """A bar a round, as high as the share of questions at the headline level or above; words stand beside it."""
    steps = len(BARS) - 1
    return "".join(BARS[round(point.share * steps)] for point in points)


def reached_words(point: DomainPoint) -> str:
    """As in "3 of 5", marked where the questions are others than in the round before."""
    return f"{point.reached.count} of {point.reached.of}{'*' if point.other_questions else ''}"


def domain_words(line: DomainLine) -> str:
    """As in "Highest in 2024-25-q1; three questions more than at the first"."""
    if len(line.points) == 1:
        return "Only one round has it"
    return f"Highest in {line.peak.round_id}; {_since(line.net, 'question')}"


def function_words(run: Series, line: FunctionLine) -> str:
    """The highest stage ever met, and how far that is from where it began."""
    if not line.peak.rank:
        return "No stage met in any round"
    return f"{opening(_plain(run, str(line.peak.highest)))}, in {line.peak.round_id}; {_since(line.net, 'stage')}"


def _since(net: int, noun: str) -> str:
    """How much more or less than at the first."""
    if not net:
        return "now as at the first"
    return f"now {things(abs(net), noun)} {'more' if net > 0 else 'fewer'} than at the first"


def status_of(run: Series, point: FunctionPoint) -> str:
    """Where a function stood against the stage sought in that round: "Ready (sees and advises)"."""
    if point.sought is None:
        return "not sought"
    if point.status is None:
        return "No test in the matrix"
    return f"{STATUSES[point.status]} ({_plain(run, point.sought)})"


def _plain(run: Series, stage: str) -> str:
    """A stage as the last matrix says it; by its id where that has it no more."""
    stages = run.rounds[-1].matrix.policy.stages
    return stages[stage].plain if stage in stages else stage


def rounds_sentence(run: Series) -> str:
    """As in "Five rounds, from 2022-23-q3 to 2024-25-q1."""
    first, last = run.rounds[0].round_id, run.rounds[-1].round_id
    if len(run.rounds) == 1:
        return f"One round so far, {first}."
    return f"{opening(number(len(run.rounds)))} rounds, from {first} to {last}."
