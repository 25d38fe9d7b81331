"""Does each sheet belong where it lies, and answer only what was asked?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from pbp_assess.core.assessment import Answer, Dossier, Scoresheet, Seat
from pbp_assess.core.check.fault import Fault, Path, Register, nearest
from pbp_assess.core.check.matrix_rules import criteria, span
from pbp_assess.problems import Severity


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a round asks, worked out once for all its sheets: a bench reads thousands."""

    dossier: Dossier
    leaders: dict[str, Seat]
    criteria: frozenset[str]
    levels: frozenset[int]
    questions: Register

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        """What this round asks."""
        return cls(
            dossier=dossier,
            leaders=dossier.round.asked,
            criteria=frozenset(dossier.asked_criteria),
            levels=frozenset(dossier.matrix.levels),
            questions=Register("PBP346", "question", _question_ids(dossier), "the matrix"),
        )


def _question_ids(dossier: Dossier) -> frozenset[str]:
    return frozenset(question.id for question in dossier.matrix.open_questions)


def sheets(dossier: Dossier) -> Iterator[Fault]:
    """Every rule for every sheet; `dossier.sheets` is keyed by the name of the file."""
    asked = _Asked.of(dossier)
    for leader, sheet in dossier.sheets.items():
        for rule in RULES:
            yield from rule(asked, leader, sheet)


def _fault(
    code: str, found: str, expected: str, leader: str, path: Path, *, key: bool = False, warn: bool = False
) -> Fault:
    """A fault of one leader's sheet."""
    severity = Severity.WARNING if warn else Severity.ERROR
    return Fault(code, found, expected, f"scores/{leader}", path, severity=severity, key=key)


def owner(asked: _Asked, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """The sheet is that of the leader its file is named after, who is asked in this round."""
    if sheet.leader != leader:
        found = f'the sheet is that of "{sheet.leader}"'
        yield _fault("PBP340", found, "the leader that the file is named after", leader, ("leader",))
    if leader not in asked.leaders:
        known = "is on the panel, and not" if leader in asked.dossier.panel.by_id else "is not"
        found = f'"{leader}" {known} asked in this round'
        fault = _fault("PBP342", found, "a sheet of somebody asked in this round", leader, ("leader",))
        yield replace(fault, hint=nearest(leader, asked.leaders))


def answered_by(asked: _Asked, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """Whoever answered in the leader's place is on the panel as their deputy, or by now as their successor's."""
    if sheet.answered_by is not None:
        panel = asked.dossier.panel
        known = panel.by_id.get(sheet.answered_by)
        if known is None or leader not in panel.line(known.deputy_for):
            found = f'"{sheet.answered_by}" answered, who is no deputy of "{leader}" on the panel'
            yield _fault("PBP348", found, "the id of this leader's deputy", leader, ("answered_by",), warn=True)


def own_round(asked: _Asked, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """The sheet is of the round in whose folder it lies."""
    here = asked.dossier.round.id
    if sheet.round != here:
        yield _fault("PBP341", f"the sheet is of round {sheet.round}", f"round: {here}", leader, ("round",))


def answered_criteria(asked: _Asked, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """Each criterion answered is in the matrix, asked in this round and not taken out."""
    if sheet.scores.keys() <= asked.criteria:
        return
    known = criteria(asked.dossier.matrix)
    for name in sheet.scores:
        path: Path = ("scores", name)
        if name not in known.known:
            yield known.fault(name, f"scores/{leader}", path, key=True)
        elif name in asked.dossier.round.excluded:
            found = f'"{name}" was taken out for everyone'
            expected = "no answer to an excluded criterion: it does not count"
            yield _fault("PBP345", found, expected, leader, path, key=True, warn=True)
        elif name not in asked.criteria:
            found = f'"{name}" is not among the criteria of this pulse'
            yield _fault("PBP344", found, "a criterion listed in round.yaml", leader, path, key=True)


def levels(asked: _Asked, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """Each level given is on the scale."""
    given = sheet.scores.values()
    bare = {written for written in given if type(written) is int}
    if bare <= asked.levels and {w.level for w in given if type(w) is Answer} <= asked.levels | {None}:
        return  # as nearly always
    for name, written in sheet.scores.items():
        in_full = isinstance(written, Answer)
        level = written.level if isinstance(written, Answer) else written
        if isinstance(level, int) and level not in asked.levels:
            path: Path = ("scores", name, "level") if in_full else ("scores", name)
            expected = f"a level from {span(asked.dossier.matrix)}"
            yield _fault("PBP343", f"level {level} is not on the scale", expected, leader, path)


def questions(asked: _Asked, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """Each answer in words is to a question of the matrix."""
    named = ((name, ("answers", name)) for name in sheet.answers)
    yield from asked.questions.check(f"scores/{leader}", named, key=True)


def chosen(asked: _Asked, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """No more are chosen than the matrix asks for, each a criterion and each once."""
    matrix = asked.dossier.matrix
    most = matrix.choose.number if matrix.choose else 0
    if len(set(sheet.choose)) == len(sheet.choose) <= most and matrix.criterion_by_id.keys() >= set(sheet.choose):
        return
    for number, name in enumerate(sheet.choose):
        path: Path = ("choose", number)
        if number == most:
            expected = f"at most {most} criteria" if most else "no choice: the matrix does not ask for one"
            yield _fault("PBP347", f"{len(sheet.choose)} criteria are chosen", expected, leader, path)
        if name in sheet.choose[:number]:
            yield _fault("PBP303", f'"{name}" is chosen twice', "each criterion once", leader, path)
        else:
            yield from criteria(matrix).check(f"scores/{leader}", [(name, path)])


def late_edits(asked: _Asked, leader: str, _sheet: Scoresheet) -> Iterator[Fault]:
    """The sheet is as it was when the round closed."""
    if leader in asked.dossier.edited_late:
        found = "the sheet has changed since the round closed, and is not counted"
        expected = "no change after closing; reopen the round for it to count"
        yield _fault("PBP336", found, expected, leader, (), warn=True)


RULES: tuple[Callable[[_Asked, str, Scoresheet], Iterator[Fault]], ...] = (
    owner,
    answered_by,
    own_round,
    answered_criteria,
    levels,
    questions,
    chosen,
    late_edits,
)
