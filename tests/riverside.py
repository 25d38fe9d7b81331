"""What is the small round that the reports are held to?

Riverside: six questions in three areas, seven leaders of three sectors, three invited voices, and four functions
sought that are ready, ready with a condition, not yet ready, and short of answers. `copy()` is one copy of it.
"""

from datetime import date
from typing import Any, Final

from build import actions, answers, dossier, evidence, moderation, place, sheet, stages, themes
from pbp_assess.core.assess import assess
from pbp_assess.core.assessment import Dossier, Panel
from pbp_assess.core.disclosure import Audience, Copy, disclose
from pbp_assess.core.matrix import Matrix

CLOSED: Final = date(2022, 12, 9)
MEMBERS: Final = "m1:nhs m2:nhs m3:nhs m4:council m5:council m6:voice m7:voice"
INVITED: Final = "s1:nhs s2:council s3:voice"
FACILITATOR, PARTNERSHIP, PUBLIC = Audience

PHRASES: Final = {
    "PUR1": ("Common purpose", "No purpose is shared", "A purpose is talked about", "A purpose is written", "In use"),
    "PUR2": ("Priority groups", "No list", "Groups are put forward", "A short list is agreed", "Each has a lead"),
    "GOV1": ("Decision-making body", "Informal meetings", "Terms of reference", "Works in shadow", "Lawful form"),
    "GOV2": ("Holding one another to account", "Own boards only", "Progress is told", "Written down", "Followed up"),
    "FIN1": ("Open-book finance", "Not shared", "Shared once a year", "Side by side", "Every quarter"),
    "FIN2": ("Shifting resources", "Last year's budgets", "Pilots", "Agreed how", "Moved for good"),
}


def _criterion(name: str, **marks: bool) -> dict[str, Any]:
    title, *phrases = PHRASES[name]
    levels = dict(enumerate(phrases))
    return {
        "id": name,
        "name": title,
        "meaning": f"What {title} means",
        "evidence": "Minutes",
        "levels": levels,
        **marks,
    }


def _domain(name: str, title: str, *criteria: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "name": title, "criteria": criteria}


def _function(name: str, title: str, gate: dict[str, int], *papers: str) -> dict[str, Any]:
    documents = [{"id": paper, "name": f"{paper} paper"} for paper in papers]
    return {
        "id": name,
        "name": title,
        "scope": f"What {title} covers",
        "gates": {"shadow": {"PUR1": 1}, "partial": gate},
        "documents": documents,
    }


def matrix(**fields: Any) -> Matrix:
    """Three areas, four levels, two stages, five functions."""
    tests = {"returned": "3/4", "sectors": 3, "could_judge": "1/2", "documents": "seen", "fresh_quarters": 2}
    partial = {"share": "3/5", "split": "moderated", "conditions": 1, "domain_floor": {"high": 1}, **tests}
    whole = {
        "schema": "pbp-assess/matrix/1",
        "id": "riverside",
        "version": "1.0.0",
        "title": "Riverside matrix",
        "scale": [
            {"level": 0, "name": "Not yet", "meaning": "Nothing shared"},
            {"level": 1, "name": "Emerging", "meaning": "Agreed in broad terms"},
            {"level": 2, "name": "Developing", "meaning": "Set up and partly in use"},
            {"level": 3, "name": "Maturing"},
        ],
        "domains": [
            _domain("PUR", "Purpose", _criterion("PUR1"), _criterion("PUR2")),
            _domain("GOV", "Governance", _criterion("GOV1", record=True), _criterion("GOV2", critical=True)),
            _domain("FIN", "Money", _criterion("FIN1"), _criterion("FIN2")),
        ],
        "choose": {"question": "Which two matter most?", "number": 2},
        "readiness": {
            "sectors_required": ["nhs", "council", "voice"],
            "stages": {
                **stages("shadow", plain="sees and advises"),
                **stages("partial", plain="decides within limits", **partial),
            },
            "functions": [
                _function("grants", "Grants", {"PUR1": 2}, "policy"),
                _function("pool", "Pooled fund", {"PUR1": 2, "FIN1": 2}, "pool"),
                {**_function("quality", "Quality oversight", {"PUR1": 2, "GOV1": 3}, "terms"), "risk": "high"},
                _function("local", "Local schemes", {"GOV2": 2}, "plan"),
                _function("medicines", "Medicines", {"PUR1": 1}),
            ],
        },
        **fields,
    }
    return Matrix.model_validate(whole)


def _panel() -> Panel:
    roles = {"m1": "Chief Nurse", "m4": "Council leader", "s2": "Housing director"}
    seats = [(leader, "member") for leader in MEMBERS.split()] + [(leader, "stakeholder") for leader in INVITED.split()]
    leaders = [
        {"id": name, "role": roles.get(name, f"Role of {name}"), "kind": kind, "sector": sector}
        for (name, sector), kind in ((tuple(seat.split(":")), kind) for seat, kind in seats)
    ]
    return Panel.model_validate({"schema": "pbp-assess/panel/1", "leaders": leaders})


def before() -> Dossier:
    """The full round of the year before, and only so much of it."""
    columns = dict.fromkeys(PHRASES, "1 1 1 1 1 1 1")
    fields = {"id": "2021-22-q3", "place": "Riverside", "opened": date(2021, 11, 1), "closed": date(2021, 12, 10)}
    return dossier(matrix(), *answers(**columns), members=MEMBERS, round_=fields)


def _beside() -> dict[str, Any]:
    """What stands beside the answers."""
    papers = {
        "grants": {"policy": "seen"},
        "pool": {"pool": "verified"},
        "quality": {"terms": "listed"},
        "local": {"plan": "seen"},
    }
    return {
        "moderation": moderation(
            PUR2={"level": 2, "reason": "the list is agreed", "evidence": "the list", "dissent": 1}
        ),
        "evidence": evidence(papers, GOV1={"level": 2, "document": "shadow minutes", "checked_by": "governance team"}),
        "themes": themes(
            {
                "id": "team",
                "text": "The team meets and decides.",
                "heard": "most",
                "criteria": ["PUR1"],
                "strength": True,
                "released": True,
            },
            {"id": "money", "text": "Nobody has written down who bears a loss.", "heard": "several", "released": True},
            {"id": "kept", "text": "A remark that nobody released.", "heard": "a few", "released": False},
        ),
        "actions": actions(
            {
                "id": "a1",
                "what": "write the purpose",
                "owner": "m4",
                "status": "done",
                "round": "2021-22-q3",
                "due": date(2022, 6, 30),
            },
            {"id": "a2", "what": "list the risks", "owner": "m4", "round": "2021-22-q3", "due": date(2022, 9, 30)},
            {"id": "a3", "what": "set spending side by side", "owner": "m4", "function": "pool", "criterion": "FIN1"},
        ),
    }


def now(**parts: Any) -> Dossier:
    """The round itself; a keyword takes the place of one of its parts."""
    members = answers(
        PUR1="2 2 2 3 2 3 2",
        PUR2="1 2 2 2 2 2 1",
        GOV1="2 2 1 2 2 2 ?",
        GOV2="0 0 2 2 3 3 3",
        FIN1="1 1 1 2 2 2 -",
        FIN2="0 0 0 0 0 0 2",
    )
    chosen = [
        filed.model_copy(update={"choose": ("GOV2", "FIN1" if place else "PUR2")})
        for place, filed in enumerate(members)
    ]
    invited = [sheet(f"s{number}", f"PUR1={number}") for number in (1, 2, 3)]
    fields = {
        "place": "Riverside",
        "icb": "Valley ICB",
        "aims": dict.fromkeys(("grants", "pool", "quality", "local"), "partial"),
    }
    whole: dict[str, Any] = {
        "members": MEMBERS,
        "stakeholders": INVITED,
        "round_": fields,
        "place": place(f"{MEMBERS} {INVITED}", committee="the Riverside committee", illustrative=True),
        "panel": _panel(),
        **_beside(),
    }
    return dossier(matrix(), *chosen, *invited, **{**whole, **parts})


def copy(
    audience: Audience = PARTNERSHIP, held: Dossier | None = None, *earlier: Dossier, as_of: date = CLOSED
) -> Copy:
    """One copy of a round (Riverside's unless another is given), judged as at its close."""
    return disclose(assess(held or now(), earlier, as_of), audience)
