"""What stands on the page that one leader fills in, without us and without a network?

One HTML file: every question of the round, and a style sheet and a script of our own, whose hashes stand in its content
security policy. What it shows is what this leader is asked, and in an interview what this leader has answered. Gates,
required levels, critical marks and anybody else's answers are not in it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from pbp_assess.core.assessment import Answer, Dossier, Scoresheet, State
from pbp_assess.core.matrix import Criterion, Matrix
from pbp_assess.formats.answer_file import SCHEMA, file_name
from pbp_assess.formats.plain_text import UNWANTED
from pbp_assess.formats.talk import worth_talking_about
from pbp_assess.templating import digest, render

_IN_WORDS: Final = {
    State.CANNOT_JUDGE: "cannot judge",
    State.NOT_APPLICABLE: "not applicable",
    State.DECLINED: "declined",
    State.UNANSWERED: "still open",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose answers these are, and which deputy gives them, if one does."""

    leader: str
    deputy: str | None = None

    @property
    def person(self) -> str:
        """Who answers."""
        return self.deputy or self.leader


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the form: a domain's criteria, or those to talk about."""

    anchor: str
    heading: str
    meaning: str | None
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the form as links name it, and how many questions it asks."""

    anchor: str
    heading: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Interview:
    """What an interview adds: why each question comes first, and what this leader has answered so far."""

    sheet: Scoresheet
    why: dict[str, str] = field(default_factory=dict)

    def said(self, matrix: Matrix, criterion: Criterion) -> tuple[str, ...]:
        """One answer as lines: the level with its phrase, or the state; then the remarks."""
        answer = self.sheet.answer(criterion.id)
        return (_in_words(matrix, criterion, answer), *_remarks(answer))


def _in_words(matrix: Matrix, criterion: Criterion, answer: Answer) -> str:
    if answer.level is None:
        return _IN_WORDS[answer.state]
    return f"{answer.level}, {matrix.level_named(answer.level).name}: {criterion.levels[answer.level]}"


def _remarks(answer: Answer) -> tuple[str, ...]:
    named = (
        ("Reason", answer.reason),
        ("Note", answer.note),
        *(("Evidence", entry) for entry in answer.evidence),
        ("Confidence", answer.confidence),
    )
    return tuple(f"{what}: {text}" for what, text in named if text)


def areas_of(dossier: Dossier, *, without: Sequence[str] = ()) -> tuple[Area, ...]:
    """The domains with the criteria asked in this round, in the order of the matrix; empty ones are left out."""
    asked = set(dossier.asked_criteria).difference(without)
    areas = (
        Area(f"area-{domain.id}", domain.name, domain.meaning, tuple(c for c in domain.criteria if c.id in asked))
        for domain in dossier.matrix.domains
    )
    return tuple(area for area in areas if area.criteria)


def shuffled(areas: Sequence[Area], seed: int, leader: str) -> tuple[Area, ...]:
    """The areas in an order of this leader's own, the same for the same seed: first impressions then even out."""
    return tuple(
        sorted(areas, key=lambda area: hashlib.sha256(f"{seed}/{leader}/{area.anchor}".encode()).digest()),
    )


def form_page(dossier: Dossier, leader: str, *, seed: int | None = None, deputy: str | None = None) -> str:
    """The form of one leader, or of the deputy who answers in their place, empty.

    With a seed, the areas stand in this leader's own order.
    """
    areas = areas_of(dossier)
    return _page(dossier, Seat(leader, deputy), areas if seed is None else shuffled(areas, seed, leader), ())


def interview_page(dossier: Dossier, sheet: Scoresheet) -> str:
    """The same form for a screen shared with the leader, filled with what this leader has answered so far.

    The questions most worth talking about come first, then the leader's own words, then the rest.
    """
    by_id = dossier.matrix.criterion_by_id
    first = worth_talking_about(sheet, [by_id[name] for name in dossier.asked_criteria], dossier.matrix)
    why = dict(first)
    talk = Area("talk", "Worth talking about", None, tuple(by_id[name] for name in why))
    rest = areas_of(dossier, without=tuple(why))
    return _page(dossier, Seat(sheet.leader, sheet.answered_by), (talk,) if why else (), rest, Interview(sheet, why))


def _page(
    dossier: Dossier,
    seat: Seat,
    before: tuple[Area, ...],
    after: tuple[Area, ...],
    interview: Interview | None = None,
) -> str:
    """The page, laid out by its template: some areas before the open questions, the others after them."""
    matrix, pulse = dossier.matrix, dossier.round.kind == "pulse"
    open_questions, choice = ((), None) if pulse else (matrix.open_questions, matrix.choose)
    steps = _steps(before, after, words=bool(open_questions), choice=choice is not None)
    style, script = render("form.css.j2"), render("form.js")
    page = render(
        "form.html.j2",
        style=Markup(style),  # noqa: S704 (ours, from the package)
        script=Markup(script),  # noqa: S704 (ours, from the package)
        style_digest=digest(style),
        script_digest=digest(script),
        round=dossier.round,
        matrix=matrix,
        role=_role(dossier, seat),
        before=before,
        after=after,
        all_areas=before if interview is None else areas_of(dossier),
        asked=len(dossier.asked_criteria),
        open_questions=open_questions,
        choice=choice,
        interview=interview,
        steps=steps,
        turns=_turns(steps),
        facts=_facts(dossier, seat, interview),
    )
    return UNWANTED.sub("", page)


def _steps(before: Sequence[Area], after: Sequence[Area], *, words: bool, choice: bool) -> tuple[Step, ...]:
    """Every part of the form in its order."""
    return (
        Step("start", "Start"),
        *(Step(area.anchor, area.heading, len(area.criteria)) for area in before),
        *((Step("words", "In your own words"),) if words else ()),
        *((Step("choose", "What matters most"),) if choice else ()),
        *(Step(area.anchor, area.heading, len(area.criteria)) for area in after),
        Step("check", "Check your answers"),
    )


def _turns(steps: Sequence[Step]) -> dict[str, tuple[Step | None, Step | None]]:
    """The part before and the part after each."""
    return {
        step.anchor: (before, after)
        for before, step, after in zip((None, *steps), steps, (*steps[1:], None), strict=False)
    }


def _role(dossier: Dossier, seat: Seat) -> str:
    """The role that the panel names, with the leader's behind a deputy's; the id where it names none."""
    known = dossier.panel.by_id
    roles = [known[name].role if name in known else name for name in (seat.person, seat.leader)]
    return roles[0] if seat.deputy is None else f"{roles[0]}, for {roles[1]}"


def _facts(dossier: Dossier, seat: Seat, interview: Interview | None) -> dict[str, Any]:
    """What the script has to know: whose answers these are, where they are kept, and what each is called."""
    place, round_ = dossier.place_id, dossier.round
    start = _answers(interview.sheet) if interview else {}
    key = ["pbp-assess", place, round_.id, seat.leader, seat.person, round_.matrix.sha256]
    if interview:
        known = hashlib.sha256(json.dumps(start, sort_keys=True).encode()).hexdigest()
        key += ["interview", known]  # answers imported since then are not to be hidden by what was kept before
    return {
        "head": {
            "schema": SCHEMA,
            "place": place,
            "round": round_.id,
            "leader": seat.leader,
            **({"answered_by": seat.deputy} if seat.deputy else {}),
            "matrix": round_.matrix.sha256,
        },
        "key": "/".join(key),
        "file": file_name(place, round_.id, seat.person),
        "order": dossier.asked_criteria,
        "levels": {str(step.level): f"{step.level}, {step.name}" for step in dossier.matrix.scale},
        "states": {state.value: words for state, words in _IN_WORDS.items()},
        "start": start,
    }


def _answers(sheet: Scoresheet) -> dict[str, Any]:
    """Scores, words and choice as an answer file has them."""
    return sheet.model_dump(mode="json", exclude_defaults=True, include={"scores", "answers", "choose"})
