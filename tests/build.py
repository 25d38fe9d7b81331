"""How does a test say its input in one line?

    matrix("GOV1 GOV2! FIN1*", gates={"bcf": {"shadow": "GOV1=1"}})
    sheet("director", "GOV1=3 GOV2=? FIN1=-")
    answers(GOV1="3 3 ? 2")
    dossier(matrix("GOV1"), sheet("director", "GOV1=3"), members="director:icb gp:primary_care:surgery")

Whatever the line leaves out is filled in so that the whole is faultless; every field can be set by keyword.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pbp_assess.core.assessment import Dossier, Kind, Panel, Place, Round, Scoresheet
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.records import Actions, Decisions, Evidence, Moderation, Themes

STATES = {"?": "cannot_judge", "-": "declined", "_": "unanswered"}
ROUND = "2022-23-q3"
STAGES = ("shadow", "partial", "full")


def pairs(text: str) -> dict[str, int]:
    """`"GOV1=3 FIN1=2"` as a mapping of level by criterion."""
    return {name: int(level) for name, level in (pair.split("=") for pair in text.split())}


def criterion(mark: str, levels: range = range(5)) -> dict[str, Any]:
    """A criterion from its id; `!` after the id makes it critical, `*` a record."""
    name = mark.rstrip("!*")
    phrases = {level: f"{name} as at level {level}" for level in levels}
    return {"id": name, "name": name, "levels": phrases, "critical": "!" in mark, "record": "*" in mark}


def domains(criteria: str, levels: range = range(5)) -> list[dict[str, Any]]:
    """`"GOV1 GOV2 FIN1"` as domains GOV and FIN: the letters of an id name its domain."""
    found: dict[str, list[dict[str, Any]]] = {}
    for mark in criteria.split():
        found.setdefault(mark.rstrip("!*0123456789") or mark, []).append(criterion(mark, levels))
    return [{"id": name, "name": name, "criteria": members} for name, members in found.items()]


def stages(*names: str, **tests: Any) -> dict[str, dict[str, Any]]:
    """Stages that ask for half of the answers and nothing else; a keyword sets a test for all of them."""
    return {name: {"plain": f"{name} it", **tests} for name in names or STAGES}


def function(name: str, gates: dict[str, str], **fields: Any) -> dict[str, Any]:
    """A function from `{"shadow": "GOV1=1"}`."""
    return {
        "id": name,
        "name": name,
        "gates": {stage: pairs(text) for stage, text in gates.items()},
        **fields,
    }


def matrix(
    criteria: str = "GOV1 GOV2 FIN1",
    *,
    levels: range = range(5),
    gates: dict[str, dict[str, str]] | None = None,
    readiness: dict[str, Any] | None = None,
    **fields: Any,
) -> Matrix:
    """A matrix of these criteria; `gates` adds functions, with a stage for each that a gate names."""
    if gates is not None:
        named = [stage for stage in STAGES if any(stage in gate for gate in gates.values())]
        functions = [function(name, gate) for name, gate in gates.items()]
        readiness = {"stages": stages(*named), "functions": functions, **(readiness or {})}
    whole = {
        "schema": "pbp-assess/matrix/1",
        "id": "example",
        "version": "1.0.0",
        "title": "Example",
        "scale": [{"level": level, "name": f"Level {level}"} for level in levels],
        "domains": domains(criteria, levels),
        "readiness": readiness,
        **fields,
    }
    return Matrix.model_validate(whole)


def answer(text: str) -> Any:
    """`3`, `?` cannot judge, `-` declined, `_` unanswered, `na` not applicable."""
    if text == "na":
        return {"state": "not_applicable", "reason": "not in this place"}
    return STATES.get(text) or int(text)


def sheet(leader: str, scores: str = "", /, **fields: Any) -> Scoresheet:
    """A leader's sheet from `"GOV1=3 FIN1=?"`."""
    answers = {name: answer(text) for name, text in (pair.split("=") for pair in scores.split())}
    whole = {
        "schema": "pbp-assess/scoresheet/1",
        "leader": leader,
        "round": ROUND,
        "scores": answers,
        **fields,
    }
    return Scoresheet.model_validate(whole)


def answers(**columns: str) -> tuple[Scoresheet, ...]:
    """A sheet each for m1, m2, ... from one column of answers a criterion: `answers(GOV1="3 3 ?", GOV2="2 2 na")`."""
    rows = zip(*(column.split() for column in columns.values()), strict=True)
    return tuple(
        sheet(f"m{number}", " ".join(f"{name}={text}" for name, text in zip(columns, row, strict=True)))
        for number, row in enumerate(rows, start=1)
    )


def seated(**sectors: int) -> str:
    """Members m1, m2, ... in these sectors: `seated(icb=1, council=2)` is `"m1:icb m2:council m3:council"`."""
    places = [sector for sector, count in sectors.items() for _ in range(count)]
    return " ".join(f"m{number}:{sector}" for number, sector in enumerate(places, start=1))


def seats(text: str) -> dict[str, dict[str, str]]:
    """`"director gp:primary_care:surgery"` as leader, sector (icb when left out) and organisation."""
    parts = [entry.split(":") for entry in text.split()]
    return {
        part[0]: {
            "sector": part[1] if len(part) > 1 else "icb",
            **({"organisation": part[2]} if part[2:] else {}),
        }
        for part in parts
    }


def place(members: str = "director:icb", /, **fields: Any) -> Place:
    """A place with just the sectors and organisations that these leaders come from."""
    taken = list(seats(members).values())
    bodies = {seat["organisation"]: seat["sector"] for seat in taken if "organisation" in seat}
    whole = {
        "schema": "pbp-assess/place/1",
        "name": "Example place",
        "icb": "Example ICB",
        "sectors": [{"id": sector, "name": sector} for sector in dict.fromkeys(seat["sector"] for seat in taken)],
        "organisations": [{"id": body, "name": body, "sector": sector} for body, sector in bodies.items()],
        **fields,
    }
    return Place.model_validate(whole)


def panel(members: str = "director:icb", stakeholders: str = "", /, **fields: Any) -> Panel:
    """Everyone named, in role `<id>`."""
    leaders = [
        {"id": leader, "role": leader, "kind": kind, **seat}
        for kind, text in ((Kind.MEMBER, members), (Kind.STAKEHOLDER, stakeholders))
        for leader, seat in seats(text).items()
    ]
    return Panel.model_validate({"schema": "pbp-assess/panel/1", "leaders": leaders, **fields})


def new_round(members: str = "director:icb", stakeholders: str = "", /, **fields: Any) -> Round:
    """The round 2022-23-q3, opened on 7 November 2022 and closed on 9 December."""
    whole = {
        "schema": "pbp-assess/round/1",
        "id": ROUND,
        "place": "Example place",
        "icb": "Example ICB",
        "opened": date(2022, 11, 7),
        "closed": date(2022, 12, 9),
        "matrix": {"id": "example", "version": "1.0.0", "sha256": "0" * 64},
        "members": seats(members),
        "stakeholders": seats(stakeholders),
        **fields,
    }
    return Round.model_validate(whole)


def moderation(**agreed: Any) -> Moderation:
    """Agreed levels by criterion: `moderation(GOV1=3)` or a mapping with more fields."""
    usual = {"date": date(2022, 12, 9), "sectors_present": ["icb"], "reason": "agreed on the day"}
    entries = {name: {**usual, **_level(value)} for name, value in agreed.items()}
    return Moderation.model_validate({"schema": "pbp-assess/moderation/1", "agreed": entries})


def evidence(documents: dict[str, Any] | None = None, shown: dict[str, Any] | None = None, **records: Any) -> Evidence:
    """Records by criterion (`evidence(FIN1=2)`), documents by function (`{"bcf": {"terms": "seen"}}`), by criterion."""
    usual = {"document": "a paper", "checked_by": "facilitator", "checked": date(2022, 12, 1)}
    levels = {name: {**usual, **_level(value)} for name, value in records.items()}
    papers, shown_by = (
        {
            owner: {name: state if isinstance(state, dict) else _paper(state) for name, state in entries.items()}
            for owner, entries in (shelves or {}).items()
        }
        for shelves in (documents, shown)
    )
    whole = {"schema": "pbp-assess/evidence/1", "records": levels, "documents": papers, "criteria": shown_by}
    return Evidence.model_validate(whole)


def _level(value: Any) -> dict[str, Any]:
    """A bare level as the mapping it stands for."""
    return value if isinstance(value, dict) else {"level": value}


def _paper(state: str) -> dict[str, str]:
    """A document in this state, with the name that `verified` needs."""
    return {"state": state, **({"verified_by": "internal audit"} if state == "verified" else {})}


def themes(*entries: dict[str, Any]) -> Themes:
    """A themes file of these entries."""
    return Themes.model_validate({"schema": "pbp-assess/themes/1", "themes": entries})


def actions(*entries: dict[str, Any], targets: Sequence[dict[str, Any]] = ()) -> Actions:
    """An actions file of these entries, each due on 31 March 2023; `targets` are due then too."""
    usual = {
        "id": "a1",
        "what": "write it down",
        "owner": "director",
        "due": date(2023, 3, 31),
        "round": ROUND,
    }
    wanted = [{"due": date(2023, 3, 31), "round": ROUND, **target} for target in targets]
    whole = {"schema": "pbp-assess/actions/1", "actions": [{**usual, **e} for e in entries], "targets": wanted}
    return Actions.model_validate(whole)


def decisions(*entries: dict[str, Any]) -> Decisions:
    """A decisions file of these entries, each a grant by the board on 31 March 2023."""
    usual = {"id": "d1", "outcome": "granted", "date": date(2023, 3, 31), "decided_by": "ICB board", "round": ROUND}
    whole = [{**usual, **entry} for entry in entries]
    return Decisions.model_validate({"schema": "pbp-assess/decisions/1", "decisions": whole})


def dossier(
    asked: Matrix,
    *sheets: Scoresheet,
    members: str = "",
    stakeholders: str = "",
    round_: Round | dict[str, Any] | None = None,
    **parts: Any,
) -> Dossier:
    """A whole round; `round_` may be a mapping of fields, and `members` defaults to whoever has a sheet."""
    everyone = members or " ".join(filed.leader for filed in sheets) or "director:icb"
    held = round_ if isinstance(round_, Round) else new_round(everyone, stakeholders, **(round_ or {}))
    whole: dict[str, Any] = {
        "place_id": "example-place",
        "place": place(f"{everyone} {stakeholders}"),
        "panel": panel(everyone, stakeholders),
        "round": held,
        "matrix": asked,
        "sheets": {filed.leader: filed for filed in sheets},
        "moderation": moderation(),
        "evidence": evidence(),
        "themes": themes(),
        "actions": actions(),
        "decisions": decisions(),
        **parts,
    }
    return Dossier(**whole)
