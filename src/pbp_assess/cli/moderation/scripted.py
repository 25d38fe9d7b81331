"""How are agreed levels recorded without questions: from options, from a file; taken out again; listed?"""

import datetime
import sys
from dataclasses import dataclass

from pbp_assess.cli import console
from pbp_assess.cli.asked import role_of, who_writes
from pbp_assess.cli.effects import tell, with_part
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.moderation.entries import (
    criterion_meant,
    evidence_for,
    hands_meant,
    in_words,
    lacking,
    no_more_than_asked,
    on_scale,
    roles_of,
    sectors_meant,
)
from pbp_assess.cli.naming import identify
from pbp_assess.cli.opening import Judged, copy_for
from pbp_assess.cli.register import Names
from pbp_assess.cli.session import Session
from pbp_assess.cli.values import day
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.gate import Withheld
from pbp_assess.core.records import AgreedLevel, Dissenter, Moderation
from pbp_assess.formats.documents import load
from pbp_assess.formats.plain_text import MOST_BYTES
from pbp_assess.problems import InputError, UsageError
from pbp_assess.workspace.beside_answers import entry_of, path_of
from pbp_assess.workspace.moderation import agree, can_be_agreed, take_out

_STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Said:
    """What the options say of one agreed level; nothing without `level`."""

    level: int | None
    on: str
    sectors: str
    present: tuple[str, ...]
    reason: str
    evidence: str
    without_evidence: bool
    revote: str
    dissent: int | None
    named: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether anything is said besides the level."""
        texts = (self.on, self.sectors, self.present, self.reason, self.evidence, self.revote, self.named)
        return any(texts) or self.without_evidence or self.dissent is not None


def record(
    session: Session, judged: Judged, typed: str, said: Said, known: Names, *, replace: bool, dry_run: bool
) -> int:
    """One level, with what belongs to it."""
    dossier = judged.dossier
    criterion = criterion_meant(dossier, typed)
    can_be_agreed(dossier, criterion)
    entry = _entry(session, judged, criterion, said, known)
    there = dossier.moderation.agreed if replace else {}
    done = agree(
        judged.workspace, dossier, {criterion: entry}, who_writes("moderate"), instead_of=there, dry_run=dry_run
    )
    agreed = "would be agreed" if dry_run else "agreed"
    console.prose(f"{criterion}: {agreed} at level {in_words(dossier, criterion, entry.level)}.")
    if (stood := done.before.agreed.get(criterion)) and stood != entry:
        console.prose(f"Level {stood.level}, agreed on {stood.date}, stood there: {stood.reason}")
    where(session, judged, dry_run=dry_run)
    still_needed(judged, criterion, entry)
    tell(judged.result, with_part(judged, done.after))
    session.say(f"Next: pbp-assess moderate{session.again()}, or pbp-assess report outcome{session.again()}")
    return ExitCode.ANSWERED


def _entry(session: Session, judged: Judged, criterion: str, said: Said, known: Names) -> AgreedLevel:
    """The entry as the options say it.

    Raises:
        UsageError: something that it needs is not there.
    """
    dossier = judged.dossier
    if not said.reason.strip():
        raise UsageError("--reason is needed: why this level, in a sentence")
    level = on_scale(dossier, said.level)
    needed = evidence_for(dossier, judged.result, criterion, level)
    if needed and not said.evidence.strip() and not said.without_evidence:
        raise UsageError(
            f"--evidence is needed: {' and '.join(needed)} cannot be judged on this level unless something shows it "
            "(--without-evidence records it all the same)"
        )
    for option, text in (("--reason", said.reason), ("--evidence", said.evidence)):
        known.keep_out(text, option)
    dissenters = _dissenters(dossier, said.named, known)
    no_more_than_asked(dossier, said.dissent or 0, "who did not agree")
    return entry_of(
        AgreedLevel,
        level=level,
        date=_day(session, dossier, said.on),
        sectors_present=_sectors(dossier, said, known),
        reason=said.reason.strip(),
        evidence=said.evidence.strip() or None,
        revote=hands_meant(dossier, said.revote),
        dissent=said.dissent if said.dissent is not None or not dissenters else len(dissenters),
        dissenters=dissenters,
    )


def _day(session: Session, dossier: Dossier, typed: str) -> datetime.date:
    """The day on which it was agreed.

    Raises:
        UsageError: the round had not been opened by then, or it is still to come.
    """
    when, opened = day(typed, "--date") or session.today(), dossier.round.opened
    if when < opened:
        raise UsageError(f"round {dossier.round.id} opened on {opened}: nothing was agreed in it on {when}")
    if when > session.today():
        raise UsageError(f"{when} is still to come: a level is recorded once it has been agreed")
    return when


def _sectors(dossier: Dossier, said: Said, known: Names) -> tuple[str, ...]:
    """The sectors present, as named or as those present come from them.

    Raises:
        UsageError: neither or both are given.
    """
    if bool(said.sectors) == bool(said.present):
        raise UsageError("say who was in the room: --sectors icb,primary_care (or all), or --present LEADER for each")
    if said.sectors:
        return sectors_meant(dossier, said.sectors)
    roles = {leader: role_of(dossier, leader) for leader in dossier.round.asked}
    complaint = f"{{}} is not asked in round {dossier.round.id}"
    seats = [dossier.round.asked[identify(typed, roles, known, complaint)] for typed in said.present]
    there = {seat.sector for seat in seats}
    return tuple(sector.id for sector in dossier.place.sectors if sector.id in there)


def _dissenters(dossier: Dossier, named: tuple[str, ...], known: Names) -> tuple[Dissenter, ...]:
    """Those who chose to be named, with their words."""
    found = []
    for text in named:
        typed, _, words = text.partition(":")
        known.keep_out(words, "--named")
        leader = identify(typed.strip(), roles_of(dossier), known, "{} is not on the panel")
        found.append(entry_of(Dissenter, leader=leader, words=words.strip() or None))
    return tuple(found)


def where(session: Session, judged: Judged, *, dry_run: bool) -> None:
    """Where it stands; and that the answers may still move while the round is open."""
    shown = judged.workspace.shown(path_of(judged.workspace, judged.dossier, Moderation))
    console.out("Nothing was written." if dry_run else f"Saved in {shown}")
    if judged.dossier.round.closed is None:
        session.say("The round is still open: what most leaders see may change until it is closed.")


def still_needed(judged: Judged, criterion: str, entry: AgreedLevel) -> None:
    """What has to stand beside the level before a function sought can be judged on it."""
    for line in lacking(judged.dossier, judged.result, criterion, entry):
        console.prose(line)


# --- a file, taking out, listing ------------------------------------------------------------------


def from_stdin(session: Session, judged: Judged, *, replace: bool, dry_run: bool) -> int:
    """A whole moderation.yaml, all of it or nothing."""
    loaded = load(Moderation, sys.stdin.buffer.read(MOST_BYTES + 1), _STDIN)
    if loaded.model is None:
        raise InputError(loaded.problems)
    entries = loaded.model.agreed
    if not entries:
        raise UsageError("nothing is agreed in what was read from stdin")
    there = judged.dossier.moderation.agreed if replace else {}
    done = agree(judged.workspace, judged.dossier, entries, who_writes("moderate"), instead_of=there, dry_run=dry_run)
    new = [name for name, entry in entries.items() if done.before.agreed.get(name) != entry]
    console.prose(f"{'Would be agreed' if dry_run else 'Agreed'}: {', '.join(new) or 'nothing new'}.")
    where(session, judged, dry_run=dry_run)
    for name in new:
        still_needed(judged, name, entries[name])
    tell(judged.result, with_part(judged, done.after))
    return ExitCode.ANSWERED


def undone(session: Session, judged: Judged, typed: str, *, dry_run: bool) -> int:
    """Take one out, and say what stood there."""
    dossier = judged.dossier
    wanted = criterion_meant(dossier, typed) if typed else ""
    name, entry = take_out(judged.workspace, dossier, wanted, who_writes("moderate"), dry_run=dry_run)
    gone = "would be taken out" if dry_run else "taken out"
    console.prose(f"{name}, agreed on {entry.date} at level {in_words(dossier, name, entry.level)}: {gone}.")
    console.prose(f"It had been agreed because: {entry.reason}")
    where(session, judged, dry_run=dry_run)
    kept = {one: level for one, level in dossier.moderation.agreed.items() if one != name}
    tell(judged.result, with_part(judged, dossier.moderation.model_copy(update={"agreed": kept})))
    return ExitCode.ANSWERED


def listing(session: Session, judged: Judged) -> int:
    """What was agreed beside what most leaders see, as this audience may see it."""
    from pbp_assess.report.wording.outcome import before

    copy = copy_for(session, judged)
    if not copy.agreed:
        console.out(f"No level has been agreed in round {copy.facts.round_id}.")
        return ExitCode.ANSWERED
    rows = []
    for name, agreed in copy.agreed.items():
        reason = "" if agreed.reason is Withheld.WITHHELD else agreed.reason
        noted = "yes" if agreed.evidence else "no"
        rows.append(
            (name, _seen(before(copy.criteria[name])), str(agreed.level), agreed.date.isoformat(), noted, reason)
        )
    console.table(("Question", "Most leaders see", "Agreed", "On", "Evidence", "Why"), rows)
    return ExitCode.ANSWERED


def _seen(level: int | Withheld | None) -> str:
    """What most leaders had said, for a cell."""
    if level is None:
        return "no shared view"
    return "" if isinstance(level, Withheld) else str(level)
