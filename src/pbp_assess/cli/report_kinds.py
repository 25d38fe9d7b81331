"""Which reports are there, who may have each, and what is each made of?

To add a kind: one row in KINDS, whose `view` makes the report from a Request. Whoever may have it stands in the row,
the first being the one it is for unless --audience says otherwise; the view itself reads a copy made for that
audience, and can show nothing else. `deck` is there where the report also makes slides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pbp_assess.cli.page_formats import Looks
from pbp_assess.problems import NotFoundError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from pbp_assess.cli.opening import Judged
    from pbp_assess.cli.session import Session
    from pbp_assess.core.disclosure import Copy
    from pbp_assess.report.blocks import View
    from pbp_assess.report.deck import Deck

FACILITATOR, PARTNERSHIP, PUBLIC = "facilitator", "partnership", "public"


@dataclass(frozen=True, slots=True)
class Request:
    """One report asked for: of which round, about what, for whom.

    `copy` is all that a shared report may read; the rest is for the facilitators' own.
    """

    session: "Session"
    judged: "Judged"
    copy: "Copy"
    subject: str
    register: "Path | None"
    looks: Looks


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of report.

    `audiences` may have it, the first of them unless told otherwise. With `settled` no default of the workspace
    changes that. `own` is a report that never leaves the facilitators or the leader it is written for. `meant` finds
    the id of the `subject` that was typed. With `named` it holds names, where a register was given for it.
    """

    help: str
    view: "Callable[[Request], View]"
    audiences: tuple[str, ...]
    settled: bool = False
    subject: str = ""
    meant: "Callable[[Session, Judged, str, Path | None], str] | None" = None
    own: bool = False
    named: bool = False
    deck: "Callable[[Request], Deck] | None" = None


# --- one function a kind --------------------------------------------------------------------------


def _day(request: Request) -> "View":
    from pbp_assess.cli.comparing import since_last_full
    from pbp_assess.report.view import day_view

    compared = since_last_full(request.judged, request.copy.audience)
    return day_view(request.copy, radar=request.looks.radar, compared=compared)


def _quarter(request: Request) -> "View":
    """The round beside the one before it."""
    from pbp_assess.cli.comparing import compare_sides
    from pbp_assess.cli.history import series_of
    from pbp_assess.report.quarter.view import quarter_view

    session, round_id = request.session, request.copy.facts.round_id
    found = compare_sides(session, "", round_id, audience=request.copy.audience)
    return quarter_view(found.copy, found.compared, series_of(session, request.copy.audience, round_id))


def _summary(request: Request) -> "View":
    from pbp_assess.report.summary import summary_view

    return summary_view(request.copy)


def _day_deck(request: Request) -> "Deck":
    from pbp_assess.report.day.deck import day_deck

    return day_deck(request.copy)


def _outcome(request: Request) -> "View":
    from pbp_assess.report.outcome import outcome_view

    return outcome_view(request.copy)


def _function(request: Request) -> "View":
    from pbp_assess.cli.opening import solid_for
    from pbp_assess.report.function.paper import function_view
    from pbp_assess.report.wording.solid import solid_sentences

    sought = {function.function: function.sought for function in request.copy.sought if function.sought}
    stages = {name: stage for name, stage in sought.items() if name == request.subject}
    solid = solid_for(request.judged, request.copy, stages).values()
    return function_view(request.copy, request.subject, tuple(said for each in solid for said in solid_sentences(each)))


def _leader(request: Request) -> "View":
    from pbp_assess.core.disclosure import disclose_leader
    from pbp_assess.report.leader import leader_view

    return leader_view(disclose_leader(request.judged.result, request.judged.dossier, request.subject))


def _leader_meant(session: "Session", judged: "Judged", typed: str, register: "Path | None") -> str:
    """The id of somebody asked in the round, by id, role or name.

    Raises:
        NotFoundError: nobody of that name is.
    """
    from pbp_assess.cli.asked import leader_meant
    from pbp_assess.cli.register import names

    known = names(register, judged.workspace, judged.dossier.place_id)
    return leader_meant(session, judged.dossier, typed, known)


def _facilitator(request: Request) -> "View":
    """Names stand in it only where the register was named for this very report."""
    from pbp_assess.cli.asked import role_of
    from pbp_assess.cli.chase import owing
    from pbp_assess.cli.register import Names, names
    from pbp_assess.report.facilitator import facilitator_view
    from pbp_assess.report.wording.facilitator import Waiting

    dossier, as_of = request.judged.dossier, request.copy.facts.as_of
    given = request.register
    known = names(given, request.judged.workspace, dossier.place_id) if given else Names()

    def who(leader: str) -> str:
        role, person = role_of(dossier, leader), known.people.get(leader)
        return f"{person.name} ({role})" if person else role

    waiting = [Waiting(who(one.leader), one.route, one.days, one.answered, one.of) for one in owing(dossier, as_of)]
    return facilitator_view(request.copy, dossier, who, waiting)


def _function_meant(_session: "Session", judged: "Judged", typed: str, _register: "Path | None") -> str:
    """The function sought of this id.

    Raises:
        NotFoundError: there is no such function, or the round does not seek it.
    """
    from pbp_assess.workspace.history import unknown

    facts, sought = judged.result.facts, [function.function for function in judged.result.sought]
    if typed in facts.matrix.policy.function_by_id and typed not in sought:
        raise NotFoundError(f"round {facts.round_id} does not seek {typed}; it seeks {', '.join(sought) or 'nothing'}")
    if typed not in sought:
        raise unknown("function", typed, sought, f"what round {facts.round_id} seeks")
    return typed


KINDS: Final[Mapping[str, Kind]] = {
    "day": Kind("the development-day pack", _day, (PARTNERSHIP, PUBLIC, FACILITATOR), deck=_day_deck),
    "quarter": Kind("the quarterly follow-up, since the round before", _quarter, (PARTNERSHIP, PUBLIC, FACILITATOR)),
    "outcome": Kind("what came of the day", _outcome, (PARTNERSHIP, FACILITATOR)),
    "summary": Kind("one page for everybody", _summary, (PUBLIC, PARTNERSHIP, FACILITATOR), settled=True),
    "function": Kind(
        "the case for one function, for the ICB",
        _function,
        (PUBLIC, PARTNERSHIP, FACILITATOR),
        settled=True,
        subject="FUNCTION",
        meant=_function_meant,
    ),
    "leader": Kind("a leader's own sheet", _leader, (FACILITATOR,), own=True, subject="LEADER", meant=_leader_meant),
    "facilitator": Kind("the facilitators' own pages", _facilitator, (FACILITATOR,), own=True, named=True),
}


# --- what was asked for ---------------------------------------------------------------------------


def kind_meant(name: str, subject: str) -> Kind:
    """The kind of this name, which is about a subject or is not.

    Raises:
        UsageError: there is no such kind, or the subject is missing or too much.
    """
    kind = KINDS.get(name)
    if kind is None:
        from difflib import get_close_matches

        near = get_close_matches(name, [*KINDS, "index"], 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"{name!r} is no kind of report{meant}; there are {', '.join(KINDS)} and index")
    if kind.subject and not subject:
        raise UsageError(f"say which {kind.subject.lower()}: pbp-assess report {name} {kind.subject}")
    if subject and not kind.subject:
        raise UsageError(f"report {name} is about the whole round, and takes no {subject!r}")
    return kind


def audience_of(session: "Session", name: str, kind: Kind) -> str | None:
    """For whom the report is made, as far as the options and the kind say; None leaves it to the workspace.

    Raises:
        UsageError: this audience may not have it.
    """
    wanted = session.audience
    if wanted and wanted not in kind.audiences:
        whose = "a leader's own" if kind.subject == "LEADER" else "the facilitators' own"
        what = f"is {whose}" if kind.own else f"is made for {' and '.join(kind.audiences)} only"
        raise UsageError(f"report {name} {what}: there is no {wanted} copy of it")
    return wanted or (kind.audiences[0] if kind.settled or kind.own else None)


def file_stem(name: str, kind: Kind, copy_for: str, subject: str) -> str:
    """As in `day`, `day-public`, `function-bcf_s75`: a copy for others than usual carries its audience."""
    parts = [name, subject, "" if copy_for == kind.audiences[0] else copy_for]
    return "-".join(part for part in parts if part)
