"""How does a test get the report of each kind of one round?

Riverside's unless another round is given: `view("summary")`, `view("leader", subject="m5")`. A shared kind is made for
its usual audience unless another is named.
"""

from collections.abc import Sequence
from typing import Final

import riverside
from pbp_assess.core.assess import AssessmentResult, assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Audience, Copy, disclose, disclose_leader
from pbp_assess.report.blocks import View
from pbp_assess.report.facilitator import facilitator_view
from pbp_assess.report.function.paper import function_view
from pbp_assess.report.leader import leader_view
from pbp_assess.report.outcome import outcome_view
from pbp_assess.report.summary import summary_view
from pbp_assess.report.view import day_view
from pbp_assess.report.wording.facilitator import Waiting

USUAL: Final = {
    "day": Audience.PARTNERSHIP,
    "outcome": Audience.PARTNERSHIP,
    "summary": Audience.PUBLIC,
    "function": Audience.PUBLIC,
}
"""The kinds that are shared, and for whom each is made."""

OWN: Final = ("leader", "facilitator")
KINDS: Final = (*USUAL, *OWN)
FUNCTIONS: Final = ("grants", "pool", "quality", "local")
"""Riverside's functions sought: ready, with a condition, not yet ready, too few answers."""


def copy(kind: str, held: Dossier | None = None, *earlier: Dossier, audience: Audience | None = None) -> Copy:
    """The copy that a shared kind is made from."""
    return disclose(result(held, *earlier), audience or USUAL[kind])


def result(held: Dossier | None = None, *earlier: Dossier) -> AssessmentResult:
    """A round judged as at Riverside's close."""
    return assess(held or riverside.now(), earlier, riverside.CLOSED)


def view(
    kind: str,
    held: Dossier | None = None,
    *earlier: Dossier,
    audience: Audience | None = None,
    subject: str = "",
    waiting: Sequence[Waiting] = (),
) -> View:
    """The report of one kind."""
    dossier = held or riverside.now()
    if kind == "leader":
        leader = subject or next(iter(dossier.round.members))
        return leader_view(disclose_leader(result(dossier, *earlier), dossier, leader))
    if kind == "facilitator":
        own = disclose(result(dossier, *earlier), Audience.FACILITATOR)
        return facilitator_view(own, dossier, str, waiting)
    shared = copy(kind, dossier, *earlier, audience=audience)
    if kind == "function":
        return function_view(shared, subject or shared.sought[0].function)
    return {"day": day_view, "summary": summary_view, "outcome": outcome_view}[kind](shared)


def rough(text: str) -> Dossier:
    """Riverside with this text for every name, phrase, remark and theme."""
    held = riverside.now()
    whole = held.matrix.model_dump(by_alias=True, exclude_none=True)
    for domain in whole["domains"]:
        domain["name"] = text
        for entry in domain["criteria"]:
            entry.update(name=text, evidence=text, levels=dict.fromkeys(entry["levels"], text))
    for function in whole["readiness"]["functions"]:
        function.update(name=text, scope=text, route=text)
    people = [leader.model_copy(update={"role": text}) for leader in held.panel.leaders]
    return riverside.now(
        matrix=riverside.matrix().model_validate(whole),
        panel=held.panel.model_copy(update={"leaders": tuple(people)}),
        place=held.place.model_copy(update={"committee": text}),
        round=held.round.model_copy(update={"place": text, "icb": text}),
        actions=held.actions.model_copy(
            update={"actions": tuple(one.model_copy(update={"what": text}) for one in held.actions.actions)}
        ),
    )
