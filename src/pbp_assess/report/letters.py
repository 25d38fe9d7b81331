"""What is written to the people on a panel: how are they invited, told who sees what, reminded and thanked?

Markdown, or plain text for a reminder, from templates. Every word from outside is made inert. There is no name in a
letter unless the caller gives one. Law, and promises that only an organisation can make, are marked to be checked.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from markupsafe import Markup

from pbp_assess.core.assessment import Dossier, Kind
from pbp_assess.core.tally import Ratio
from pbp_assess.report.markdown import inert
from pbp_assess.report.unseen import seen
from pbp_assess.report.wording.counts import day, listed, opening, plural, ratio_words, things
from pbp_assess.report.wording.readiness import ICB_DECIDES
from pbp_assess.templating import render

COLLEAGUE: Final = "colleague"
_STEP: Final = 5  # minutes are rounded up to these; a question takes about one
_CAPACITY: Final[Mapping[Kind | None, str]] = {
    Kind.MEMBER: "You are asked as one of the leaders.",
    Kind.STAKEHOLDER: "You are asked as an invited voice: your view is shown beside theirs and counts in no test.",
}


class Letter(StrEnum):
    """The letters that there are."""

    INVITATION = "invitation"
    WHO_SEES_WHAT = "who-sees-what"
    PRIVACY = "privacy"
    THANKS = "thanks"


MEANT_FOR: Final = {
    Letter.INVITATION: "asks for somebody's view: what for, how, until when",
    Letter.WHO_SEES_WHAT: "one page on what becomes of the answers",
    Letter.PRIVACY: "a privacy notice to be checked by you: retention, freedom of information",
    Letter.THANKS: "for those who took part, and what happens next",
}
PERSONAL: Final = (Letter.INVITATION, Letter.THANKS)
"""The letters that are written to one person."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is for; everything is empty where it is for everybody."""

    name: str = ""
    kind: Kind | None = None
    route: str = ""


def letter(which: Letter, dossier: Dossier, to: Addressee | None = None) -> str:
    """One letter about this round, as Markdown."""
    about, person = _safe(_facts(dossier), inert), _safe(_person(to or Addressee()), inert)
    return seen(render(f"letters/{which}.md.j2", about=about, to=person))


def reminder(dossier: Dossier, to: Addressee, answered: int, as_of: datetime.date) -> str:
    """A reminder to somebody who has not answered, or only in part: plain text, its subject first."""
    asked = len(dossier.asked_criteria)
    text = render(
        "letters/reminder.txt.j2",
        about=_safe(_facts(dossier), _plain),
        to=_safe(_person(to), _plain),
        answered=answered,
        of=asked,
        minutes=_minutes(asked - answered),
        deadline=Markup(_deadline(dossier.round.closes, as_of)),  # noqa: S704 # a date, and our own words
    )
    return seen(text).strip()


def _plain(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def _safe(texts: Mapping[str, str], make: Callable[[str], str]) -> dict[str, Markup]:
    """Texts that may stand where a template puts them."""
    return {name: Markup(make(text)) for name, text in texts.items()}  # noqa: S704 # made inert


def _minutes(questions: int) -> int:
    """About how long so many questions take."""
    return -(-max(questions, 1) // _STEP) * _STEP


def _deadline(closes: datetime.date | None, as_of: datetime.date) -> str:
    """Until when answers are asked for, as a paragraph; nothing where the round does not say."""
    if closes is None:
        return ""
    if as_of > closes:
        return f"The answers were due on {day(closes)}; we can still take yours for a few days.\n\n"
    return f"The answers close on {day(closes)}.\n\n"


def _person(to: Addressee) -> dict[str, str]:
    """What letters say of an addressee."""
    return {"salutation": to.name or COLLEAGUE, "route": to.route, "capacity": _CAPACITY.get(to.kind, "")}


def _facts(dossier: Dossier) -> dict[str, str]:
    """What letters say of a round; a text that there is none of is empty."""
    opened, matrix = dossier.round, dossier.matrix
    asked = frozenset(dossier.asked_criteria)
    areas = sum(any(one.id in asked for one in domain.criteria) for domain in matrix.domains)
    return {
        "place": opened.place,
        "icb": opened.icb,
        "icb_decides": ICB_DECIDES,
        "committee": dossier.place.committee,
        "round": opened.id,
        "opened": day(opened.opened),
        "closes": day(opened.closes) if opened.closes else "",
        "asked": _asked(len(opened.members), len(opened.stakeholders)),
        "members": things(len(opened.members), "leader"),
        "took_part": _took_part(dossier),
        "questions": opening(things(len(asked), "question")),
        "areas": things(areas, "area"),
        "minutes": str(_minutes(len(asked))),
        "minimum": things(matrix.counting.minimum_cell, "person", "people"),
        "instruction": opening(matrix.instruction),
        "sought": _sought(dossier),
    }


def _asked(members: int, invited: int) -> str:
    """As in "The 11 leaders of the place and six other people are"."""
    leaders = f"the {things(members, 'leader')} of the place"
    others = f" and {things(invited, 'other person', 'other people')}" if invited else ""
    return opening(f"{leaders}{others} {'are' if members + invited > 1 else 'is'}")


def _took_part(dossier: Dossier) -> str:
    """As in "10 of 11 leaders took part, with 6 of 6 people we invited. The answers closed on 9 December 2022."."""
    members = _returned(dossier, Kind.MEMBER)
    invited = _returned(dossier, Kind.STAKEHOLDER)
    others = f", with {ratio_words(invited)} {plural(invited.of, 'person', 'people')} we invited" if invited.of else ""
    closed = f" The answers closed on {day(dossier.round.closed)}." if dossier.round.closed else ""
    return opening(f"{ratio_words(members, 'leader')} took part{others}.{closed}")


def _returned(dossier: Dossier, kind: Kind) -> Ratio:
    """Those whose sheet holds an answer."""
    asked = dossier.round.members if kind is Kind.MEMBER else dossier.round.stakeholders
    sheets = dossier.sheets_of(kind).values()
    return Ratio(sum(sheet.answers_any(dossier.asked_criteria) for sheet in sheets), len(asked))


def _sought(dossier: Dossier) -> str:
    """The functions sought, by name; more than three are counted."""
    policy = dossier.matrix.readiness
    aims = [name for name in dossier.round.aims if policy and name in policy.function_by_id]
    if policy is None or not aims:
        return ""
    if len(aims) > 3:
        return things(len(aims), "function")
    return listed([policy.function_by_id[name].name for name in aims], apart=len(aims) > 1)
