"""What would change if criteria were at other levels? Nothing is written."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pbp_assess.cli import console
from pbp_assess.cli.moderation.entries import criterion_meant
from pbp_assess.cli.opening import Judged, copy_for
from pbp_assess.cli.readiness_table import Chosen, title
from pbp_assess.cli.session import Session
from pbp_assess.core.assess import StageResult, assess
from pbp_assess.core.assessment import Dossier
from pbp_assess.core.disclosure import Copy
from pbp_assess.core.robustness.what_if import may_suppose, what_if
from pbp_assess.problems import UsageError
from pbp_assess.report import wording
from pbp_assess.report.wording.solid import SUPPOSED_ONLY

_PAIR = re.compile(r"\s*([^=\s]+)\s*=\s*(-?\d+)\s*")


def supposed_levels(text: str, dossier: Dossier) -> dict[str, int]:
    """The levels that `GOV2=3,FIN4=3` supposes.

    Raises:
        UsageError: it is written otherwise, or says something that this round cannot suppose.
        NotFoundError: there is no such criterion.
    """
    levels: dict[str, int] = {}
    for part in text.split(","):
        match = _PAIR.fullmatch(part)
        if match is None:
            raise UsageError("--what-if takes criteria and levels such as GOV2=3,FIN4=3")
        criterion, level = criterion_meant(dossier, match[1]), int(match[2])
        _refuse(dossier, criterion, level)
        if criterion in levels:
            raise UsageError(f"--what-if names {criterion} twice")
        levels[criterion] = level
    return levels


def _refuse(dossier: Dossier, criterion: str, level: int) -> None:
    """Refuse what this round cannot suppose."""
    matrix = dossier.matrix
    if level not in matrix.levels:
        raise UsageError(f"{criterion}={level}: the levels are {matrix.levels[0]} to {matrix.levels[-1]}")
    if not may_suppose(dossier, criterion):
        gone = (
            "taken out of this round for everyone" if criterion in dossier.round.excluded else "not asked in this pulse"
        )
        raise UsageError(f"{criterion} is {gone}, so no level can be supposed")


def show(session: Session, judged: Judged, copy: Copy, chosen: Sequence[Chosen], text: str, *, json: bool) -> None:
    """Each function today and with the levels supposed."""
    dossier, earlier = judged.history.require()
    levels = supposed_levels(text, dossier)
    as_of = copy.facts.as_of
    supposed = replace(judged, result=assess(what_if(dossier, levels, as_of), earlier, as_of))
    after = copy_for(session, supposed)
    results = {function.function: function.stages for function in after.functions}
    changes = [(function.function, today, results[function.function][today.gate.stage]) for function, today in chosen]
    if json:
        from pbp_assess.formats.solidity_json import what_if_json

        console.out(what_if_json(after, levels, changes), end="")
        return
    _table(after, levels, changes)
    session.say(f"\n{SUPPOSED_ONLY}")


def _table(copy: Copy, levels: dict[str, int], changes: Sequence[tuple[str, StageResult, StageResult]]) -> None:
    """What is supposed, and a row for each function."""
    known = copy.facts.matrix.criterion_by_id
    console.prose(f"{title(copy)}; supposing")
    for criterion, level in levels.items():
        words = wording.level_words(copy.facts.matrix, known[criterion], level)
        console.prose(f"- {criterion}, {known[criterion].name}: {words}", indent=2)
    rows = [
        (
            f"{function}: {wording.function_name(copy, function)}",
            wording.stage_words(copy, then.gate.stage),
            wording.status_words(today),
            wording.status_words(then),
            wording.missing_in_brief(then),
        )
        for function, today, then in changes
    ]
    console.out("")
    console.table(("Function", "Stage", "Today", "Then", "Missing then"), rows)
    console.out("")
    console.prose(wording.ICB_DECIDES)
