"""What do incoming replies change in a round, and are they safe to write?

Everything is weighed and checked before the first byte is written: replies of one person against each other, then
against the sheet on the disk, then by every rule for sheets. Writing holds the locks of all the sheets concerned.
"""

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pbp_assess.core.assessment import Answer, Dossier, Scoresheet, State
from pbp_assess.core.check.sheet_rules import sheets as sheet_faults
from pbp_assess.problems import ConflictError, Location, Problem
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.merging import CHOOSE, Path, Verdict, Weighed, merged, weigh
from pbp_assess.workspace.reading import Where, placed
from pbp_assess.workspace.sheets import empty_sheet, open_sheet


@dataclass(frozen=True, slots=True)
class Incoming:
    """One reply whose respondent is known: a sheet, and where each part of it stands in the file it came in."""

    sheet: Scoresheet
    where: Where
    place: Location
    completed: str = ""

    @property
    def leader(self) -> str:
        """Whose reply it is."""
        return self.sheet.leader


@dataclass(frozen=True, slots=True)
class Change:
    """What the replies of one leader mean for the sheet on the disk. `keep` are the questions that stay as they are."""

    before: Scoresheet
    came: Incoming
    weighed: Weighed
    order: tuple[str, ...]
    keep: frozenset[Path] = frozenset()

    @property
    def leader(self) -> str:
        """Whose sheet it is."""
        return self.came.leader

    @property
    def after(self) -> Scoresheet:
        """The sheet as it will be."""
        return merged(self.before, self.came.sheet, self.order, self.keep)

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return self.after != merged(self.before, empty_sheet(self.leader, self.before.round), self.order)

    def count(self, verdict: Verdict) -> int:
        """How many questions have this verdict."""
        return len(self.weighed.of(verdict))


# --- one reply of each ----------------------------------------------------------------------------


def one_each(
    incoming: Sequence[Incoming], order: Sequence[str], *, latest: bool = False
) -> tuple[list[Incoming], list[Problem]]:
    """One reply for each leader, and a complaint where two contradict each other.

    Replies that do not contradict each other are taken together; with `latest` the later one counts, alone.
    """
    found: dict[str, Incoming] = {}
    problems: list[Problem] = []
    for reply in incoming:
        first = found.get(reply.leader)
        if first is None:
            found[reply.leader] = reply
            continue
        differing = weigh(first.sheet, reply.sheet).of(Verdict.DIFFERS)
        if not differing:
            found[reply.leader] = _together(first, reply, order)
        elif latest:
            found[reply.leader] = first if _earlier(reply, first) else reply
        else:
            problems.append(_twice(first, reply, differing))
    return list(found.values()), problems


def _together(first: Incoming, second: Incoming, order: Sequence[str]) -> Incoming:
    """Two replies that complete each other."""

    def where(path: Sequence[str | int], *, key: bool = False) -> Location:
        return (second if _holds(second.sheet, path) else first).where(path, key=key)

    sheet = merged(first.sheet, second.sheet, order)
    return Incoming(sheet, where, first.place, max(first.completed, second.completed))


def _holds(sheet: Scoresheet, path: Sequence[str | int]) -> bool:
    match path:
        case ("scores", str() as name, *_):
            return name in sheet.scores
        case ("answers", str() as name, *_):
            return name in sheet.answers
        case ("choose", *_):
            return bool(sheet.choose)
        case _:
            return False


def _earlier(reply: Incoming, first: Incoming) -> bool:
    """Whether a reply that comes later in the files was sent earlier, as far as both tell."""
    return bool(reply.completed and first.completed) and reply.completed < first.completed


def _twice(first: Incoming, second: Incoming, differing: Iterable[Path]) -> Problem:
    found = f"a second reply of {second.leader}, which differs in {_named(differing)} from that at {first.place}"
    hint = "Leave one of the two out, or give --latest to take the later one."
    return Problem("PBP414", found, "one reply of each leader", second.place, hint=hint, private=True)


def _named(paths: Iterable[Path]) -> str:
    """The questions, the first few by name."""
    names = [path[-1] for path in paths]
    more = len(names) - 5
    return ", ".join(names[:5]) + (f" and {more} more" if more > 0 else "")


# --- against what is there ------------------------------------------------------------------------


def plan(dossier: Dossier, incoming: Iterable[Incoming]) -> tuple[Change, ...]:
    """What each reply means for the sheet that is there, in the order in which leaders are asked."""
    order = tuple(dossier.matrix.criterion_by_id)
    places = {leader: number for number, leader in enumerate(dossier.round.asked)}
    changes = []
    for reply in sorted(incoming, key=lambda one: places.get(one.leader, len(places))):
        before = dossier.sheets.get(reply.leader) or empty_sheet(reply.leader, dossier.round.id)
        changes.append(Change(before, reply, weigh(before, reply.sheet), order))
    return tuple(changes)


def conflicts(changes: Iterable[Change]) -> Iterator[tuple[Change, Path]]:
    """Each question with one answer in a reply and another on the disk."""
    for change in changes:
        for path in change.weighed.of(Verdict.DIFFERS):
            yield change, path


def unsettled(changes: Iterable[Change]) -> tuple[Problem, ...]:
    """The complaints about every such question."""
    return tuple(_conflict(change, path) for change, path in conflicts(changes))


def _conflict(change: Change, path: Path) -> Problem:
    there, came = said(change.before, path), said(change.came.sheet, path)
    found = f"{path[-1]} of {change.leader}: {came} here, and {there} in the sheet"
    hint = "--keep leaves the sheet as it is, --replace takes what is in the file."
    place = change.came.where(path)
    return Problem("PBP430", found, "the answer that is in the sheet already", place, hint=hint, private=True)


def said(sheet: Scoresheet, path: Path) -> str:
    """What a sheet says to one question, in a few words."""
    match path:
        case ("scores", name):
            return _in_words(sheet.answer(name))
        case ("answers", name):
            text = " ".join(sheet.answers.get(name, "nothing").split())
            return f'"{text[:57]}..."' if len(text) > 60 else f'"{text}"'
        case _ if path == CHOOSE:
            return ", ".join(sheet.choose) or "nothing"
        case _:
            return f"answered by {sheet.answered_by or 'the leader'}"


def _in_words(answer: Answer) -> str:
    parts = [f"level {answer.level}" if answer.state is State.LEVEL else answer.state.value.replace("_", " ")]
    parts += [f'{name} "{text}"' for name in ("reason", "note") if (text := getattr(answer, name))]
    parts += [f"evidence {', '.join(answer.evidence)}"] if answer.evidence else []
    parts += [f"confidence {answer.confidence}"] if answer.confidence else []
    return ", ".join(parts)


def settled(changes: Iterable[Change], keep: Collection[tuple[str, Path]]) -> tuple[Change, ...]:
    """The changes, with the questions that stay as they are, by leader and path."""
    return tuple(
        replace(change, keep=frozenset(path for leader, path in keep if leader == change.leader)) for change in changes
    )


def faults(dossier: Dossier, incoming: Iterable[Incoming]) -> tuple[Problem, ...]:
    """What the rules for sheets find in the replies."""
    by_document = {f"scores/{reply.leader}": reply for reply in incoming}
    sheets = {reply.leader: reply.sheet for reply in by_document.values()}
    whole = replace(dossier, sheets=sheets, edited_late=())
    return tuple(placed(fault, by_document[fault.document].where) for fault in sheet_faults(whole))


# --- on the disk ----------------------------------------------------------------------------------


def write(workspace: Workspace, dossier: Dossier, changes: Iterable[Change], who: str) -> int:
    """Write every sheet that changes, under the locks of them all; how many.

    Raises:
        ConflictError: a sheet is in use, or has changed since it was read; then nothing is written.
        InputError: a sheet on the disk has a fault; then nothing is written.
    """
    writing = [change for change in changes if change.writes]
    with contextlib.ExitStack() as stack:
        sheets = [stack.enter_context(open_sheet(workspace, dossier, change.leader, who)) for change in writing]
        for change, there in zip(writing, sheets, strict=True):
            if there.sheet != change.before:
                path = workspace.shown(there.path)
                raise ConflictError(f"{path} has changed since it was read, so nothing was written; run this again")
        for change, there in zip(writing, sheets, strict=True):
            there.save(change.after)
    return len(writing)
