"""What does a check find: in the files, against the earlier round, of what was asserted?

Everything becomes lines of one report, from which all outputs are made: one fault does not hide what else was found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pbp_assess.cli.asserting import Asserted
from pbp_assess.cli.check_lines import ASSERTIONS, assertion_lines
from pbp_assess.cli.comparing import Told, before_it, place_of, side
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.session import Session
from pbp_assess.core.checked import CheckReport, Line, State
from pbp_assess.problems import InputError, Location, NotComparableError, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from pbp_assess.core.assertions import AssertionResult
    from pbp_assess.core.disclosure.comparison import ComparisonCopy
    from pbp_assess.core.snapshot import Stored
    from pbp_assess.workspace.layout import Workspace

FILES, COMPARISON = "files", "comparison"


@dataclass(slots=True)
class Checking:
    """A check under way."""

    session: Session
    workspace: "Workspace"
    place: str
    label: str = ""
    stored: "Stored | None" = None
    compared: "ComparisonCopy | None" = None
    code: int = ExitCode.ANSWERED
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def stop(self, code: ExitCode, group: str, name: str, sentence: str, where: Location | None = None) -> None:
        """Note what cannot be answered; bad input weighs more than a missing baseline."""
        self.lines.append(Line(group, name, State.ERROR, sentence, where))
        if self.code != ExitCode.COULD_NOT:
            self.code = code


def check(
    session: Session,
    baseline: str,
    asserted: "Callable[[Workspace], list[Asserted]]",
    crosswalk: Path | None,
    *,
    verdict_required: bool,
) -> CheckReport:
    """Look at the files, compare, judge what is asserted; the code of the report is how the command ends."""
    quiet = replace(session, quiet=True, strict=False)
    workspace, place = place_of(quiet)
    run = Checking(quiet, workspace, place)
    try:
        _files(run, strict=session.strict)
        if run.code == ExitCode.ANSWERED:
            wanted = asserted(workspace)
            now = _round(run)
            if now is not None:
                _compare(run, now, baseline, crosswalk)
                _judge(run, wanted, verdict_required=verdict_required)
    except InputError as error:
        for problem in error.problems:
            run.lines.append(_fault(problem))
        run.code = ExitCode.COULD_NOT
    return _report(run)


# --- files ----------------------------------------------------------------------------------------


def _files(run: Checking, *, strict: bool) -> None:
    """Every file of the place; a fault ends the check."""
    from pbp_assess.workspace.checking import check_workspace

    there = run.place if run.place in run.workspace.places() else None
    checked = check_workspace(run.workspace, there)
    run.lines += map(_fault, checked.problems)
    wrong = any(strict or problem.severity is Severity.ERROR for problem in checked.problems)
    if wrong:
        run.code = ExitCode.COULD_NOT
    elif not checked.problems:
        run.lines.append(Line(FILES, "Files", State.PASSED, "No faults in the files of the workspace."))


def _fault(problem: Problem) -> Line:
    """A fault, without what is confidential: a sheet's name is its leader's."""
    state = State.ERROR if problem.severity is Severity.ERROR else State.WARNED
    place = problem.location
    folder, scores, _ = place.file.rpartition("/scores/")
    if scores:
        place = Location(f"{folder}/scores")
    return Line(FILES, problem.code, state, problem.message(), place)


# --- rounds ---------------------------------------------------------------------------------------


def _round(run: Checking) -> Told | None:
    """The round that is checked; None where nobody answered, which is no answer and never a pass."""
    from pbp_assess.workspace.snapshots import choose_label

    run.label = choose_label(run.workspace, run.place, run.session.round)
    told = side(run.session, run.workspace, run.place, run.label, run.session.as_of)
    run.stored = told.stored or _made(run, told)
    if told.stored:
        run.notes.append(f"Round {run.label} is read from its snapshot: its score sheets are not here.")
        if run.session.as_of and run.session.as_of != told.side.facts.as_of:
            run.notes.append(f"It was judged on {told.side.facts.as_of}, when it was stored.")
    if not told.side.coverage.members.count:
        run.stop(
            ExitCode.COULD_NOT, ASSERTIONS, "Answers", f"Round {run.label} has no answers: nothing can be checked."
        )
        return None
    return told


def _made(run: Checking, told: Told) -> "Stored | None":
    """The snapshot that would be made of this round: what is asserted is judged by that."""
    from pbp_assess import __version__
    from pbp_assess.core.disclosure import Audience
    from pbp_assess.workspace.snapshots import make_snapshot

    if told.whole is None:
        return None
    stored = make_snapshot(run.workspace, told.whole, told.copy(Audience.PARTNERSHIP), None, __version__)
    _stale(run, stored)
    return stored


def _stale(run: Checking, made: "Stored") -> None:
    """Warn of a snapshot beside the sheets that says something else than they do."""
    from pbp_assess.workspace.snapshots import stored_round

    path = run.workspace.snapshot_path(run.place, run.label)
    if not path.exists():
        return
    kept = stored_round(run.workspace, run.place, run.label).snapshot
    alike = {"tool": "-", "sha256": "0" * 64, "since": None}
    if kept.model_copy(update=alike) != made.snapshot.model_copy(update=alike):
        said = "The snapshot says other than the score sheets do: make it anew with pbp-assess snapshot --force."
        run.lines.append(Line(FILES, "Snapshot", State.WARNED, said, Location(run.workspace.shown(path))))


def _compare(run: Checking, now: Told, baseline: str, crosswalk: Path | None) -> None:
    """The baseline named, or the round before if there is one, beside this round, as partners may see the two."""
    from pbp_assess.core.compare import compare
    from pbp_assess.core.disclosure import Audience
    from pbp_assess.core.disclosure.comparison import disclose_comparison
    from pbp_assess.report.wording.comparison import WHOLE_PANEL_ONLY
    from pbp_assess.report.wording.counts import opening
    from pbp_assess.workspace.crosswalks import find_crosswalk

    spec = baseline or before_it(run.workspace, run.place, run.label)
    if spec is None:
        return
    try:
        then = side(run.session, run.workspace, run.place, spec, None)
        known = find_crosswalk(run.workspace, then.side.facts.matrix, now.side.facts.matrix, crosswalk)
        run.compared = disclose_comparison(compare(then.side, now.side, known), Audience.PARTNERSHIP)
    except NotComparableError as error:
        run.stop(ExitCode.NOT_COMPARABLE, COMPARISON, "Two rounds", f"{opening(str(error))}.")
        return
    sentence = f"Round {run.label} beside round {run.compared.before.round_id}: {len(run.compared.criteria)} compared."
    run.lines.append(Line(COMPARISON, "Two rounds", State.PASSED, sentence))
    if run.compared.panel is None:
        run.notes.append(WHOLE_PANEL_ONLY)


# --- assertions -----------------------------------------------------------------------------------


def _judge(run: Checking, wanted: Sequence[Asserted], *, verdict_required: bool) -> None:
    """Judge each; what could not be broken, could not be kept, or lacks its baseline, is no pass."""
    from pbp_assess.core.assertions import Kept, judge_assertions

    if run.stored is None:
        return
    assertions = [one.assertion for one in wanted]
    _mistaken(run, run.stored, wanted)
    results = judge_assertions(assertions, run.stored, run.compared)
    run.lines += assertion_lines(run.workspace, run.stored, wanted, results, verdict_required=verdict_required)
    if run.code == ExitCode.ANSWERED:
        lacking = any(one.kept is Kept.NO_BASELINE and wanted[one.number].own for one in results)
        run.code = _code(results, lacking=lacking, verdict_required=verdict_required)


def _mistaken(run: Checking, stored: "Stored", wanted: Sequence[Asserted]) -> None:
    """Stop where a pattern matches nothing, or a level is asserted that says nothing."""
    from pbp_assess.core.assertions import unmatched, unreachable
    from pbp_assess.report.wording.levels import level_name

    assertions, matrix = [one.assertion for one in wanted], stored.matrix
    for missed in unmatched(assertions, stored, run.compared):
        one = wanted[missed.number]
        if one.own:
            known = ", ".join(missed.known[:10]) or "nothing"
            said = f'Nothing that could be judged matches "{missed.pattern}" ({known} could be).'
            run.stop(ExitCode.COULD_NOT, ASSERTIONS, f"{one.assertion.words} (PBP511)", said, one.where)
    steps = "; ".join(f"{level}: {level_name(matrix, level)}" for level in matrix.levels[1:])
    for number in unreachable(assertions, stored):
        one = wanted[number]
        said = f"It asserts level {one.assertion.level}; a level that can be asserted is above the lowest ({steps})."
        run.stop(ExitCode.COULD_NOT, ASSERTIONS, f"{one.assertion.words} (PBP512)", said, one.where)


def _code(results: "Sequence[AssertionResult]", *, lacking: bool, verdict_required: bool) -> ExitCode:
    """How it ended: nothing judged is no answer, no baseline weighs more than a no, a no more than not knowing."""
    from pbp_assess.core.assertions import Kept

    if all(one.kept is Kept.NO_BASELINE for one in results):
        return ExitCode.NOT_COMPARABLE if results else ExitCode.COULD_NOT
    if lacking:
        return ExitCode.NOT_COMPARABLE
    if any(one.fails for one in results):
        return ExitCode.NO
    if verdict_required and any(one.unsaid for one in results):
        return ExitCode.NOT_ENOUGH
    return ExitCode.ANSWERED


# --- how it ended ---------------------------------------------------------------------------------


def _report(run: Checking) -> CheckReport:
    facts = run.stored.facts if run.stored else None
    if run.compared is None and run.stored and run.code != ExitCode.NOT_COMPARABLE:
        run.notes.append(f"Round {run.label} is compared with nothing: there is no earlier round.")
    return CheckReport(
        title=f"Check of {facts.place if facts else run.place}{f', round {run.label}' if run.label else ''}",
        place=run.place,
        round_id=run.label,
        before=run.compared.before.round_id if run.compared else "",
        as_of=facts.as_of.isoformat() if facts else "",
        verdict=_verdict(run),
        code=int(run.code),
        lines=tuple(run.lines),
        notes=tuple(run.notes),
    )


def _verdict(run: Checking) -> str:
    """How it ended, in one sentence."""
    states = [line.state for line in run.lines if line.group == ASSERTIONS]
    match run.code:
        case ExitCode.COULD_NOT:
            return "This could not be checked: what is wrong is listed as an error."
        case ExitCode.NOT_COMPARABLE:
            return "This could not be compared: there is no baseline, or none that can be compared with."
        case ExitCode.NO:
            return f"{_counted(states, State.FAILED)} not so."
        case ExitCode.NOT_ENOUGH:
            return "There are not enough answers to say whether all that is asserted is so."
        case _:
            open_ = states.count(State.UNSAID)
            warned = states.count(State.WARNED)
            rest = [f"{warned} warned of" if warned else "", f"{open_} cannot be said" if open_ else ""]
            told = "".join(f"; {part}" for part in rest if part)
            return f"Nothing that would fail: {_counted(states, State.PASSED)} so{told}."


def _counted(states: list[State], state: State) -> str:
    """How many of what is asserted ended so, with its verb: "1 of 96 things asserted is", "2 of 96 ... are"."""
    count = states.count(state)
    return (
        f"{count} of {len(states)} {'thing' if len(states) == 1 else 'things'} asserted {'is' if count == 1 else 'are'}"
    )
