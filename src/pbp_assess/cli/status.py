"""Who has answered, and what do the answers still out matter? For the facilitator; no levels, no verdicts."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from pbp_assess.cli import console
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.opening import Judged, facilitator_only, judge_round
from pbp_assess.cli.register import Names, RegisterOption, names
from pbp_assess.cli.session import Session, session_of
from pbp_assess.cli.values import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pbp_assess.core.assess import AssessmentResult, FunctionReadiness
    from pbp_assess.core.assessment import Dossier
    from pbp_assess.core.matrix import Stage


def command(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON on stdout, without names.")] = False,
    chase: Annotated[bool, typer.Option("--chase", help="Who is still to answer, and a text to send to each.")] = False,
    register: RegisterOption = None,
) -> int:
    """Show who has answered, which sectors are heard, and what the answers still out could change.

    Example: pbp-assess status

    Example: pbp-assess status --chase --register ~/register.yaml

    For the facilitator alone: it names leaders by their ids, and on a terminal by the names in the register. It shows
    no levels and no verdicts. Below the table stands what to keep in mind: deputies, second hats, declared interests,
    vacancies; at the end what is overdue, and which of the ICB's decisions are to be reviewed.
    """
    session = session_of(context)
    facilitator_only(session, "status")
    judged = judge_round(session, only_sought=True)
    known = names(register, judged.workspace, judged.dossier.place_id)
    if chase:
        from pbp_assess.cli import chase as chasing

        console.out(chasing.as_json(judged)) if json else chasing.show(session, judged, known)
        return ExitCode.ANSWERED
    if json:
        console.out(_json(judged))
        return ExitCode.ANSWERED
    _people(judged, known)
    _to_keep_in_mind(judged)
    _coverage(judged)
    _outstanding(judged.result)
    _to_follow_up(judged.result)
    _next(session, judged)
    return ExitCode.ANSWERED


# --- people ---------------------------------------------------------------------------------------


class Row(NamedTuple):
    """How far one of those asked has come; a sheet edited after closing is not counted."""

    leader: str
    role: str
    kind: str
    sector: str
    answered: int
    of: int
    cannot_judge: int
    edited_late: bool
    answered_by: str


def _rows(dossier: "Dossier") -> "Iterator[Row]":
    """One row for everyone asked."""
    from pbp_assess.core.assessment import State

    asked = dossier.asked_criteria
    for leader, seat in dossier.round.asked.items():
        sheet = dossier.sheets.get(leader)
        states = [sheet.state(criterion) for criterion in asked] if sheet else []
        known = dossier.panel.by_id.get(leader)
        yield Row(
            leader=leader,
            role=known.role if known else leader,
            kind=dossier.round.kind_of(leader).value,
            sector=seat.sector,
            answered=sum(state is not State.UNANSWERED for state in states),
            of=len(asked),
            cannot_judge=states.count(State.CANNOT_JUDGE),
            edited_late=leader in dossier.edited_late,
            answered_by=sheet.person if sheet else "",
        )


def _people(judged: Judged, known: Names) -> None:
    """The table of who has answered; with a column of names on a terminal, where a register is at hand."""
    dossier, facts = judged.dossier, judged.result.facts
    state = f"closed {facts.closed}" if facts.closed else "open"
    named = any(known.printed(leader) for leader in dossier.round.asked)
    rows = [
        (
            row.leader,
            *([known.printed(row.leader)] if named else []),
            "member" if row.kind == "member" else "invited voice",
            dossier.place.sector_name(row.sector),
            "edited late" if row.edited_late else f"{row.answered} of {row.of}",
            "" if row.edited_late else str(row.cannot_judge),
        )
        for row in _rows(dossier)
    ]
    title = f"{facts.place}, round {facts.round_id} ({state}, as of {facts.as_of})"
    headings = ("Leader", *(["Name"] if named else []), "Asked as", "Sector", "Answered", "Cannot judge")
    console.table(headings, rows, title=title)


def _to_keep_in_mind(judged: Judged) -> None:
    """Deputies, second hats, declared interests and vacancies."""
    from pbp_assess.cli.keep_in_mind import lines

    for number, line in enumerate(lines(judged.dossier, judged.result.facts.as_of)):
        console.out("", end="" if number else "\n")
        console.prose(line)


# --- coverage -------------------------------------------------------------------------------------


def _coverage(judged: Judged) -> None:
    """Sheets back, sectors heard, and what each stage's coverage still needs."""
    place, coverage = judged.dossier.place, judged.result.coverage
    members, invited = coverage.members, coverage.invited
    console.out("")
    back = f"{members.count} of {counted(members.of, 'member has', 'members have')} answered"
    if invited.of:
        back += f"; {invited.count} of {counted(invited.of, 'invited voice', 'invited voices')}"
    console.prose(f"{back}.")
    missing = [sector for sector in coverage.sectors_required if sector not in coverage.sectors_heard]
    if coverage.sectors_required:
        heard = f"{len(coverage.sectors_heard)} of {len(coverage.sectors_required)} required sectors are heard"
        names = ", ".join(place.sector_name(sector) for sector in missing)
        console.prose(f"{heard}{f'; not yet: {names}' if missing else ''}.")
    policy = judged.result.facts.matrix.readiness
    for name, stage in policy.stages.items() if policy else ():
        console.prose(f"{name} ({stage.plain}): {_lacking(_needs(judged.result, name, stage))}", indent=2)


class Needs(NamedTuple):
    """How much more a stage's coverage tests need: sheets back, sectors heard, questions that enough can judge."""

    sheets: int
    sectors: int
    questions: int


def _needs(result: "AssessmentResult", name: str, stage: "Stage") -> Needs:
    """What the coverage tests of a stage still need."""
    members, share = result.coverage.members, stage.returned
    wanted = -(-members.of * share.numerator // share.denominator) if share else 0
    return Needs(
        sheets=max(0, wanted - members.count),
        sectors=max(0, stage.sectors - len(result.coverage.sectors_heard)),
        questions=_too_few(result, name, stage),
    )


def _lacking(needs: Needs) -> str:
    """The same in words."""
    parts = []
    if needs.sheets:
        parts.append(counted(needs.sheets, "more member's sheet", "more members' sheets"))
    if needs.sectors:
        parts.append(counted(needs.sectors, "more sector", "more sectors"))
    if needs.questions:
        parts.append(f"more levels on {counted(needs.questions, 'question', 'questions')}")
    return f"still needs {', '.join(parts)}" if parts else "enough answers"


def _too_few(result: "AssessmentResult", name: str, stage: "Stage") -> int:
    """Questions that this stage tests, for what is sought, and that too few members could judge.

    Records are not judged by answers. Where nothing is sought, every function counts.
    """
    from pbp_assess.core.tally import Ratio

    policy = result.facts.matrix.readiness
    if policy is None:
        return 0
    functions = [policy.function_by_id[one.function] for one in result.sought] or policy.functions
    tested = {criterion for function in functions for criterion in policy.needed(function, name)}
    entries = [entry for criterion, entry in result.profile.criteria.items() if criterion in tested]
    tallies = [entry.tally for entry in entries if entry.tally and not entry.criterion.record]
    return sum(
        tally.n < policy.min_answers
        or (stage.could_judge is not None and not Ratio(tally.n, tally.asked).reaches(stage.could_judge))
        for tally in tallies
    )


# --- what is still out ----------------------------------------------------------------------------


def _outstanding(result: "AssessmentResult") -> None:
    """Whether the answers still out could change what is sought; no verdicts."""
    tallies = [entry.tally for entry in result.profile.criteria.values() if entry.tally]
    out = sum(tally.asked - tally.n for tally in tallies)
    if not result.sought:
        return
    console.out("")
    if not out:
        console.prose("Every member has given a level to every question.")
        return
    still = counted(out, "answer is", "answers are")
    console.prose(f"{still} not a level yet. For the functions sought, these answers")
    for function in result.sought:
        console.prose(f"{_could(function)}: {_name(result, function)}", indent=2)


def _could(function: "FunctionReadiness") -> str:
    """Whether answers could still change one function."""
    from pbp_assess.core.gate import Withheld

    aim = function.aim
    if aim is not None and aim.gate.awaits_answers:
        return "are needed first"
    if aim is None or isinstance(aim.bounds, Withheld) or aim.bounds.settled:
        return "cannot change the result"
    return f"could change the result ({counted(aim.bounds.deciding, 'answer bears', 'answers bear')} on it)"


def _to_follow_up(result: "AssessmentResult") -> None:
    """What is overdue, and which of the ICB's decisions are to be looked at again."""
    from pbp_assess.cli.follow_up import lines

    for number, line in enumerate(lines(result)):
        console.out("", end="" if number else "\n")
        console.prose(line)


def _name(result: "AssessmentResult", function: "FunctionReadiness") -> str:
    """The function's name."""
    policy = result.facts.matrix.readiness
    return policy.function_by_id[function.function].name if policy else function.function


def _next(session: Session, judged: Judged) -> None:
    """The command to run next."""
    result = judged.result
    waiting = result.facts.closed is None and result.coverage.members.count < result.coverage.members.of
    session.say(f"\nNext: pbp-assess {'score LEADER' if waiting else 'readiness'}{session.again()}")


# --- JSON -----------------------------------------------------------------------------------------


def _json(judged: Judged) -> str:
    """The same as JSON, for the facilitator's own use."""
    import json

    from pbp_assess.cli.follow_up import overdue, reviews_due
    from pbp_assess.core.gate import Withheld

    facts, coverage = judged.result.facts, judged.result.coverage
    policy = facts.matrix.readiness
    stages = policy.stages.items() if policy else ()
    whole = {
        "place": facts.place_id,
        "round": facts.round_id,
        "closed": facts.closed.isoformat() if facts.closed else None,
        "as_of": facts.as_of.isoformat(),
        "members": {"count": coverage.members.count, "of": coverage.members.of},
        "stakeholders": {"count": coverage.invited.count, "of": coverage.invited.of},
        "sectors_required": coverage.sectors_required,
        "sectors_heard": coverage.sectors_heard,
        "leaders": [row._asdict() for row in _rows(judged.dossier)],
        "still_needed": {name: _needs(judged.result, name, stage)._asdict() for name, stage in stages},
        "functions_sought": [
            {
                "function": function.function,
                "awaits_answers": function.aim.gate.awaits_answers,
                "settled": function.aim.bounds.settled and not function.aim.gate.awaits_answers,
                "deciding": function.aim.bounds.deciding,
            }
            for function in judged.result.sought
            if function.aim and not isinstance(function.aim.bounds, Withheld)
        ],
        "overdue": [{"action": taken.id, "due": taken.due.isoformat()} for taken in overdue(judged.result)],
        "reviews_due": reviews_due(judged.result),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)
