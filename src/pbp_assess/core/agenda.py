"""What is there to talk about on the day, in which order, and what fits into the time?

A question is on the agenda when it is seen differently, or when a function sought turns on it and its test is not
met. A level agreed on the day takes it off again; where nobody could judge, C is undefined and so is the place in
the order, so that those questions have a list of their own (method.md section 6).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pbp_assess.core.agreement import Agreement, Closeness
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Gate, Outcome, Test, Withheld
from pbp_assess.core.matrix import Discussion
from pbp_assess.core.profile import CriterionProfile, Profile, Source


class Flag(StrEnum):
    """How a question is seen, most pressing first."""

    POLARISED = "polarised"
    SPLIT = "split"
    OUTLIER = "outlier"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Item:
    """One question to talk about.

    `waiting` are the functions sought for which its test is not met or undetermined, `disagreement` is 1 - C (None
    where C is undefined), and `alone` are the members who see it very differently when they are one or two: these
    last two are the facilitator's. `by_email` says that it needs no meeting: leaders agree closely, or a document
    settles it.
    """

    criterion: str
    flag: Flag
    waiting: tuple[str, ...]
    disagreement: Fraction | Withheld | None
    minutes: int
    by_email: bool
    alone: tuple[str, ...] | Withheld

    @property
    def influence(self) -> int:
        """For how many functions sought it matters today."""
        return len(self.waiting)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every question asked, once: to talk about (in order), judged by nobody, agreed already, needing no discussion.

    Questions that a pulse did not ask stand beside them; those taken out of the round nowhere.
    """

    items: tuple[Item, ...]
    unjudged: tuple[Item, ...]
    agreed: tuple[str, ...]
    quiet: tuple[str, ...]
    not_asked: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many questions were asked."""
        return len(self.items) + len(self.unjudged) + len(self.agreed) + len(self.quiet)


@dataclass(frozen=True, slots=True)
class Plan:
    """What fits into the minutes, in order; what does not is left out, or could be agreed by e-mail."""

    minutes: int
    today: tuple[Item, ...]
    left_out: tuple[Item, ...]
    by_email: tuple[Item, ...]

    @property
    def used(self) -> int:
        """The minutes that are taken."""
        return sum(item.minutes for item in self.today)

    @property
    def starts(self) -> tuple[int, ...]:
        """After how many minutes each question begins."""
        return tuple(sum(item.minutes for item in self.today[:place]) for place in range(len(self.today)))


def flag_of(spread: Agreement) -> Flag:
    """The most pressing flag of a criterion's agreement."""
    if spread.polarised:
        return Flag.POLARISED
    if spread.split:
        return Flag.SPLIT
    return Flag.OUTLIER if spread.outlier else Flag.NONE


def _minutes(times: Discussion, flag: Flag) -> int:
    match flag:
        case Flag.POLARISED:
            return times.polarised
        case Flag.SPLIT:
            return times.split
        case _:
            return times.others


def _waiting(gates: Sequence[Gate]) -> dict[str, tuple[str, ...]]:
    """By criterion, the functions for which its finding is not met or undetermined."""
    waiting: dict[str, tuple[str, ...]] = {}
    for gate in gates:
        for finding in gate.findings:
            if finding.test is Test.CRITERION and finding.outcome is not Outcome.MET:
                waiting[finding.subject] = (*waiting.get(finding.subject, ()), gate.function)
    return waiting


def _alone(dossier: Dossier, profile: CriterionProfile) -> Iterator[str]:
    """The members who give a level far from the lower median, where the criterion has its flag for one or two."""
    middle = profile.tally.distribution.lower_median if profile.tally else None
    if middle is None or profile.agreement is None or not profile.agreement.outlier:
        return
    for leader in dossier.round.members:
        level = dossier.sheets[leader].level(profile.criterion.id) if leader in dossier.sheets else None
        if level is not None and abs(level - middle) >= dossier.matrix.far:
            yield leader


def needs_no_meeting(spread: Agreement, *, record: bool) -> bool:
    """Whether a question can be agreed by e-mail: leaders agree closely, or a document settles it."""
    close = spread.closeness is Closeness.CLOSE and not spread.too_few
    return flag_of(spread) is Flag.NONE and (close or record)


def _item(dossier: Dossier, profile: CriterionProfile, spread: Agreement, waiting: tuple[str, ...]) -> Item:
    flag = flag_of(spread)
    return Item(
        criterion=profile.criterion.id,
        flag=flag,
        waiting=waiting,
        disagreement=None if spread.consensus is None else 1 - spread.consensus,
        minutes=_minutes(dossier.matrix.agenda, flag),
        by_email=needs_no_meeting(spread, record=profile.criterion.record),
        alone=tuple(_alone(dossier, profile)),
    )


def _pressing(item: Item) -> tuple[Fraction, int, Fraction]:
    """Sorts by influence times disagreement, then influence, then disagreement, the largest first."""
    apart = item.disagreement if isinstance(item.disagreement, Fraction) else Fraction(0)
    return -item.influence * apart, -item.influence, -apart


def in_order(items: Sequence[Item]) -> tuple[Item, ...]:
    """The most pressing first; equals keep their order, which is the matrix's."""
    return tuple(sorted(items, key=_pressing))


def agenda(dossier: Dossier, profile: Profile, gates: Sequence[Gate]) -> Agenda:
    """What there is to talk about; `gates` are those of the functions sought, at the stages sought.

    Criteria come in matrix order, and sorting keeps it among equals.
    """
    waiting = _waiting(gates)
    found: list[Item] = []
    unjudged: list[Item] = []
    agreed: list[str] = []
    quiet: list[str] = []
    not_asked: list[str] = []
    for name, entry in profile.criteria.items():
        if entry.held.source is Source.EXCLUDED:
            continue
        if entry.agreement is None:
            not_asked.append(name)
        elif name in dossier.moderation.agreed:
            agreed.append(name)
        else:
            item = _item(dossier, entry, entry.agreement, waiting.get(name, ()))
            if item.disagreement is None:
                unjudged.append(item)
            elif item.waiting or item.flag is not Flag.NONE:
                found.append(item)
            else:
                quiet.append(name)
    return Agenda(in_order(found), in_order(unjudged), tuple(agreed), tuple(quiet), tuple(not_asked))


def plan(items: Sequence[Item], minutes: int) -> Plan:
    """Fill the minutes in order, skipping what does not fit any more."""
    today: list[Item] = []
    rest: list[Item] = []
    free = minutes
    for item in items:
        if item.minutes <= free:
            today.append(item)
            free -= item.minutes
        else:
            rest.append(item)
    by_email = tuple(item for item in rest if item.by_email)
    return Plan(minutes, tuple(today), tuple(item for item in rest if not item.by_email), by_email)


def first_to_drop(today: Sequence[Item], minutes: int) -> tuple[Item, ...]:
    """What to leave out, from the end of the order, when the first question takes so many minutes longer."""
    dropped: list[Item] = []
    for item in reversed(today[1:]):
        if sum(gone.minutes for gone in dropped) >= minutes:
            break
        dropped.append(item)
    return tuple(reversed(dropped))
