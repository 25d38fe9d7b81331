"""Does each sheet belong where it lies, and answer only what was asked?"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pbp_assess.core.assessment import Answer, Dossier, Scoresheet
from pbp_assess.core.check.fault import Fault, Path, Register, nearest
from pbp_assess.core.check.matrix_rules import span
from pbp_assess.problems import Severity


def sheets(dossier: Dossier) -> Iterator[Fault]:
    """Every rule for every sheet; `dossier.sheets` is keyed by the name of the file."""
    for leader, sheet in dossier.sheets.items():
        for rule in RULES:
            yield from rule(dossier, leader, sheet)


def _fault(
    code: str, found: str, expected: str, leader: str, path: Path, *, key: bool = False, warn: bool = False
) -> Fault:
    """A fault of one leader's sheet."""
    severity = Severity.WARNING if warn else Severity.ERROR
    return Fault(code, found, expected, f"scores/{leader}", path, severity=severity, key=key)


def owner(dossier: Dossier, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """The sheet is that of the leader its file is named after, who is asked in this round."""
    if sheet.leader != leader:
        found = f'the sheet is that of "{sheet.leader}"'
        yield _fault("PBP340", found, "the leader that the file is named after", leader, ("leader",))
    if leader not in dossier.round.asked:
        known = "is on the panel, and not" if leader in dossier.panel.by_id else "is not"
        found = f'"{leader}" {known} asked in this round'
        fault = _fault("PBP342", found, "a sheet of somebody asked in this round", leader, ("leader",))
        yield replace(fault, hint=nearest(leader, dossier.round.asked))


def own_round(dossier: Dossier, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """The sheet is of the round in whose folder it lies."""
    if sheet.round != dossier.round.id:
        found = f"the sheet is of round {sheet.round}"
        yield _fault("PBP341", found, f"round: {dossier.round.id}", leader, ("round",))


def answered_criteria(dossier: Dossier, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """Each criterion answered is in the matrix, asked in this round and not taken out."""
    known, asked = dossier.matrix.criterion_by_id, dossier.round
    for name in sheet.scores:
        path: Path = ("scores", name)
        if name not in known:
            yield _unknown(dossier, leader, name, path, key=True)
        elif name in asked.excluded:
            found = f'"{name}" was taken out for everyone'
            expected = "no answer to an excluded criterion: it does not count"
            yield _fault("PBP345", found, expected, leader, path, key=True, warn=True)
        elif asked.kind == "pulse" and name not in asked.criteria:
            found = f'"{name}" is not among the criteria of this pulse'
            yield _fault("PBP344", found, "a criterion listed in round.yaml", leader, path, key=True)


def _unknown(dossier: Dossier, leader: str, name: str, path: Path, *, key: bool = False) -> Fault:
    """A criterion that the matrix does not have."""
    register = Register("PBP306", "criterion", dossier.matrix.criterion_by_id, "the matrix")
    return register.fault(name, f"scores/{leader}", path, key=key)


def levels(dossier: Dossier, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """Each level given is on the scale."""
    scale = dossier.matrix.levels
    for name, written in sheet.scores.items():
        level = sheet.level(name)
        if level is not None and level not in scale:
            path: Path = ("scores", name, "level") if isinstance(written, Answer) else ("scores", name)
            expected = f"a level from {span(dossier.matrix)}"
            yield _fault("PBP343", f"level {level} is not on the scale", expected, leader, path)


def questions(dossier: Dossier, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """Each answer in words is to a question of the matrix."""
    known = {question.id for question in dossier.matrix.open_questions}
    register = Register("PBP346", "question", known, "the matrix")
    named = ((name, ("answers", name)) for name in sheet.answers)
    yield from register.check(f"scores/{leader}", named, key=True)


def chosen(dossier: Dossier, leader: str, sheet: Scoresheet) -> Iterator[Fault]:
    """No more are chosen than the matrix asks for, each a criterion and each once."""
    most = dossier.matrix.choose.number if dossier.matrix.choose else 0
    for number, name in enumerate(sheet.choose):
        path: Path = ("choose", number)
        if number == most:
            expected = f"at most {most} criteria" if most else "no choice: the matrix does not ask for one"
            yield _fault("PBP347", f"{len(sheet.choose)} criteria are chosen", expected, leader, path)
        if name not in dossier.matrix.criterion_by_id:
            yield _unknown(dossier, leader, name, path)
        elif name in sheet.choose[:number]:
            yield _fault("PBP303", f'"{name}" is chosen twice', "each criterion once", leader, path)


def late_edits(dossier: Dossier, leader: str, _sheet: Scoresheet) -> Iterator[Fault]:
    """The sheet is as it was when the round closed."""
    if leader in dossier.edited_late:
        found = "the sheet has changed since the round closed, and is not counted"
        expected = "no change after closing; reopen the round for it to count"
        yield _fault("PBP336", found, expected, leader, (), warn=True)


RULES: tuple[Callable[[Dossier, str, Scoresheet], Iterator[Fault]], ...] = (
    owner,
    own_round,
    answered_criteria,
    levels,
    questions,
    chosen,
    late_edits,
)
