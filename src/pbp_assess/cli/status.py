"""Who has answered, and what do the answers still out matter? For the facilitator; no levels."""

from typing import TYPE_CHECKING, Annotated

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, judge_round
from pbp_assess.cli.session import session_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pbp_assess.core.assess import AssessmentResult, FunctionReadiness
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.core.matrix import Stage


def command(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON on stdout.")] = False,
) -> int:
    """Show who has answered, which sectors are heard, and what the answers still out could change.

    Example: pbp-assess status

    For the facilitator alone: it names leaders by their ids. It shows no levels and no verdicts.
    """
    judged = judge_round(session_of(context))
    if json:
        console.out(_json(judged))
        return ExitCode.ANSWERED
    _people(judged)
    _coverage(judged)
    _outstanding(judged.result)
    _next(judged)
    return ExitCode.ANSWERED


# --- people ---------------------------------------------------------------------------------------


def _rows(dossier: "Dossier") -> "Iterator[dict[str, object]]":
    """One row for everyone asked: answered, cannot judge, and whether the sheet counts as returned."""
    from pbp_assess.core.assessment import State

    asked = dossier.asked_criteria
    for leader in dossier.round.asked:
        sheet = dossier.sheets.get(leader)
        states = [sheet.state(criterion) for criterion in asked] if sheet else []
        known = dossier.panel.by_id.get(leader)
        yield {
            "leader": leader,
            "role": known.role if known else leader,
            "kind": str(dossier.round.kind_of(leader)),
            "sector": dossier.round.asked[leader].sector,
            "answered": sum(state is not State.UNANSWERED for state in states),
            "of": len(asked),
            "cannot_judge": states.count(State.CANNOT_JUDGE),
            "edited_late": leader in dossier.edited_late,
        }


def _people(judged: Judged) -> None:
    """The table of who has answered."""
    dossier = judged.history.opened.require()
    facts = judged.result.facts
    state = f"closed {facts.closed}" if facts.closed else "open"
    title = f"{facts.place}, round {facts.round_id} ({state}, as of {facts.as_of})"
    rows = [
        (
            str(row["leader"]),
            "member" if row["kind"] == "member" else "invited voice",
            dossier.place.sector_name(str(row["sector"])),
            f"{row['answered']} of {row['of']}" + (", edited after closing" if row["edited_late"] else ""),
            str(row["cannot_judge"]),
        )
        for row in _rows(dossier)
    ]
    console.table(("Leader", "Asked as", "Sector", "Answered", "Cannot judge"), rows, title=title)


# --- coverage -------------------------------------------------------------------------------------


def _coverage(judged: Judged) -> None:
    """Sheets back, sectors heard, and what each stage's coverage still needs."""
    dossier, coverage = judged.history.opened.require(), judged.result.coverage
    console.out(f"\n{coverage.members.count} of {coverage.members.of} members have answered; ", end="")
    console.out(f"{coverage.invited.count} of {coverage.invited.of} invited voices.")
    missing = [sector for sector in coverage.sectors_required if sector not in coverage.sectors_heard]
    if coverage.sectors_required:
        heard = f"{len(coverage.sectors_heard)} of {len(coverage.sectors_required)} required sectors are heard"
        names = ", ".join(console.escape(dossier.place.sector_name(sector)) for sector in missing)
        console.out(f"{heard}{f'; not yet: {names}' if missing else ''}.")
    policy = dossier.matrix.readiness
    for name, stage in policy.stages.items() if policy else ():
        console.out(f"  {console.escape(name)} ({console.escape(stage.plain)}): {_needs(judged.result, stage)}")


def _needs(result: "AssessmentResult", stage: "Stage") -> str:
    """What the coverage tests of a stage still need."""
    coverage = result.coverage
    needs = []
    if stage.returned is not None:
        wanted = -(-coverage.members.of * stage.returned.numerator // stage.returned.denominator)
        if wanted > coverage.members.count:
            needs.append(_count(wanted - coverage.members.count, "more member's sheet", "more members' sheets"))
    if stage.sectors > len(coverage.sectors_heard):
        needs.append(_count(stage.sectors - len(coverage.sectors_heard), "more sector", "more sectors"))
    few = _too_few(result, stage)
    if few:
        needs.append(f"more levels on {_count(few, 'question', 'questions')}")
    return f"still needs {' and '.join(needs)}" if needs else "enough answers"


def _too_few(result: "AssessmentResult", stage: "Stage") -> int:
    """Criteria that too few members could judge for this stage; records are not judged by answers."""
    from pbp_assess.core.tally import Ratio

    policy = result.facts.matrix.readiness
    least = policy.min_answers if policy else 1
    tallies = [entry.tally for entry in result.profile.criteria.values() if entry.tally and not entry.criterion.record]
    return sum(
        tally.n < least
        or (stage.could_judge is not None and not Ratio(tally.n, tally.asked).reaches(stage.could_judge))
        for tally in tallies
    )


def _count(number: int, one: str, many: str) -> str:
    """`1 question`, `3 questions`."""
    return f"{number} {one if number == 1 else many}"


# --- what is still out ----------------------------------------------------------------------------


def _out(result: "AssessmentResult") -> int:
    """Members' answers that are not levels, over every criterion asked."""
    return sum(entry.tally.asked - entry.tally.n for entry in result.profile.criteria.values() if entry.tally)


def _outstanding(result: "AssessmentResult") -> None:
    """Whether the answers still out could change what is sought; no verdicts."""
    out = _out(result)
    if not result.sought:
        return
    if not out:
        console.out("\nEvery member has given a level to every question.")
        return
    console.out(f"\n{_count(out, 'answer is', 'answers are')} not a level yet. For the functions sought, they")
    for function in result.sought:
        console.out(f"  {_could(function)}: {console.escape(_name(result, function))}")


def _could(function: "FunctionReadiness") -> str:
    """Whether answers could still change one function."""
    aim = function.aim
    if aim is not None and aim.gate.awaits_answers:
        return "are needed first"
    if aim is None or aim.bounds.settled:
        return "cannot change the result"
    return f"could change it ({_count(aim.bounds.deciding, 'answer bears', 'answers bear')} on it)"


def _name(result: "AssessmentResult", function: "FunctionReadiness") -> str:
    """The function's name."""
    policy = result.facts.matrix.readiness
    return policy.function_by_id[function.function].name if policy else function.function


def _next(judged: Judged) -> None:
    """The command to run next."""
    result = judged.result
    all_in = result.coverage.members.count == result.coverage.members.of
    console.say(f"\nNext: pbp-assess {'readiness' if all_in else 'score'}")


def _json(judged: Judged) -> str:
    """The same as JSON, for the facilitator's own use."""
    import json

    dossier, result = judged.history.opened.require(), judged.result
    coverage = result.coverage
    policy = dossier.matrix.readiness
    whole = {
        "place": result.facts.place_id,
        "round": result.facts.round_id,
        "as_of": result.facts.as_of.isoformat(),
        "members": {"count": coverage.members.count, "of": coverage.members.of},
        "stakeholders": {"count": coverage.invited.count, "of": coverage.invited.of},
        "sectors_required": coverage.sectors_required,
        "sectors_heard": coverage.sectors_heard,
        "leaders": list(_rows(dossier)),
        "stages": {name: _needs(result, stage) for name, stage in policy.stages.items()} if policy else {},
        "functions_sought": [
            {
                "function": function.function,
                "settled": function.aim.bounds.settled,
                "deciding": function.aim.bounds.deciding,
            }
            for function in result.sought
            if function.aim
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)
