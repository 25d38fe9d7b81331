"""What does a script want written: single answers by --set, or a whole sheet from stdin?

Everything is checked before anything is written, and all faults are told together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pbp_assess.cli.interview.form import form_of
from pbp_assess.cli.interview.replies import STATES, Reply, Verb, read_reply
from pbp_assess.cli.interview.sheet_edits import BLANK, given, with_answer
from pbp_assess.core.assessment import Answer, Dossier, Scoresheet, State
from pbp_assess.core.matrix import Matrix
from pbp_assess.formats.documents import load
from pbp_assess.problems import ConflictError, InputError, Location, Problem, Severity
from pbp_assess.workspace.sheets import problems_of

if TYPE_CHECKING:
    from pbp_assess.core.check.fault import Path

_STATES = {
    Verb.CANNOT_JUDGE: State.CANNOT_JUDGE,
    Verb.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Verb.DECLINED: State.DECLINED,
}
_STDIN = "<stdin>"
_ELSEWHERE = Location("")


def with_settings(sheet: Scoresheet, dossier: Dossier, settings: Sequence[str]) -> tuple[Scoresheet, tuple[str, ...]]:
    """The sheet with each `GOV1=3` done, and the criteria named.

    Raises:
        InputError: any of them is faulty; it carries the faults of all.
    """
    form, problems = form_of(dossier), []
    ids = {name.casefold(): name for name in dossier.matrix.criterion_by_id}
    places: dict[str, Location] = {}
    for number, setting in enumerate(settings, start=1):
        typed, _, wanted = (part.strip() for part in setting.partition("="))
        name, place = ids.get(typed.casefold(), typed), Location("--set", number, setting.find("=") + 2)
        found = list(_faults_of(setting, name, wanted, dossier.matrix, place, places))
        problems += found
        if not found:
            places[name] = place
            sheet = with_answer(sheet, form, name, _answer(sheet, name, wanted, dossier.matrix))
    problems += _misplaced(sheet, dossier, places)
    if problems:
        raise InputError(problems)
    return sheet, tuple(places)


def _faults_of(
    setting: str, name: str, wanted: str, matrix: Matrix, place: Location, places: dict[str, Location]
) -> Iterator[Problem]:
    """What is wrong with one setting by itself, or because the criterion was set before."""
    if "=" not in setting or not name:
        shape, example = f'"{setting}" has no criterion and answer', "CRITERION=ANSWER, such as GOV1=3"
        yield Problem("PBP204", shape, example, Location("--set", place.line), private=True)
        return
    if name in places:
        yield Problem("PBP110", f'"{name}" is set twice', "each criterion once", Location("--set", place.line))
    reply = _reply(wanted, matrix)
    if reply.verb is Verb.NOT_APPLICABLE and not reply.text:
        yield Problem("PBP212", "not applicable without a reason", f"{name}=na:REASON", place, private=True)
    elif reply.verb not in {Verb.LEVEL, Verb.CLEAR, *STATES}:
        levels = f"a level from {matrix.levels[0]} to {matrix.levels[-1]}"
        if wanted.removeprefix("-").isdecimal():
            yield Problem("PBP343", f"level {wanted} is not on the scale", levels, place, private=True)
            return
        expected = f"{levels}, cj (cannot judge), na:REASON, de (declined) or clear"
        yield Problem("PBP204", f'"{wanted}" is not an answer', expected, place, private=True)


def _reply(wanted: str, matrix: Matrix) -> Reply:
    return Reply(Verb.CLEAR) if wanted.casefold() == "unanswered" else read_reply(wanted, matrix, ())


def _answer(sheet: Scoresheet, name: str, wanted: str, matrix: Matrix) -> Answer:
    """The answer that a faultless setting asks for; remarks beside the old one are kept."""
    reply = _reply(wanted, matrix)
    match reply.verb:
        case Verb.CLEAR:
            return BLANK
        case Verb.LEVEL:
            return given(sheet, name, level=reply.level, state=State.LEVEL)
        case verb:
            return given(sheet, name, level=None, state=_STATES[verb], reason=reply.text)


def _misplaced(sheet: Scoresheet, dossier: Dossier, places: dict[str, Location]) -> Iterator[Problem]:
    """Settings of criteria that are not there or not asked."""

    def where(path: "Path", *, key: bool = False) -> Location:
        place = places.get(str(path[1]) if path[1:] else "", _ELSEWHERE)
        return Location(place.file, place.line) if key else place

    for problem in problems_of(dossier, sheet.leader, sheet, where):
        if problem.location != _ELSEWHERE:
            yield replace(problem, severity=Severity.ERROR)


def sheet_from(data: bytes, dossier: Dossier, leader: str) -> tuple[Scoresheet, tuple[Problem, ...]]:
    """A whole sheet as read from stdin, with its warnings.

    Raises:
        InputError: it has a fault; it carries them all.
    """
    loaded = load(Scoresheet, data, _STDIN)
    if loaded.model is None:
        raise InputError(loaded.problems)
    problems = problems_of(dossier, leader, loaded.model, loaded.where)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(problems)
    return loaded.model, problems


def refuse_to_lose(before: Scoresheet, after: Scoresheet) -> None:
    """Stop where a new sheet would change or drop what is there.

    Raises:
        ConflictError: it would; the message names the questions, and no answer.
    """
    lost = [name for name in before.scores if before.answer(name) not in (BLANK, after.answer(name))]
    lost += [name for name, words in before.answers.items() if after.answers.get(name) != words]
    lost += ["choose"] if before.choose and before.choose != after.choose else []
    if lost:
        raise ConflictError(
            f"the sheet holds other answers already ({_some(lost)}), so nothing was written; "
            "--replace puts the new sheet in its place"
        )


def _some(names: Iterable[str]) -> str:
    """The first names, and how many more."""
    listed = list(names)
    more = len(listed) - 5
    return ", ".join(listed[:5]) + (f" and {more} more" if more > 0 else "")
