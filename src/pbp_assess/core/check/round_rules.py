"""Is the round itself in order: its dates, its label, its matrix, what it asks and what is sought?"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from pbp_assess.core.assessment import Dossier
from pbp_assess.core.check.fault import Fault, Path, repeated
from pbp_assess.core.check.matrix_rules import MATRIX, criteria, of_group
from pbp_assess.core.check.panel_rules import leaders
from pbp_assess.core.check.policy_rules import functions, hand_back_levels, required_levels, stages
from pbp_assess.problems import Severity

_LABEL = re.compile(r"(\d{4})-(\d{2})-q(\d+)")


def quarter_label(day: date) -> str:
    """The NHS financial quarter of a day, April to June being the first: `2022-23-q3` for a December day."""
    year = day.year if day.month >= 4 else day.year - 1
    return f"{year}-{(year + 1) % 100:02}-q{(day.month - 4) % 12 // 3 + 1}"


def dates(dossier: Dossier) -> Iterator[Fault]:
    """A round closes on or after the day it opened."""
    asked = dossier.round
    for name, day in (("closes", asked.closes), ("closed", asked.closed)):
        if day is not None and day < asked.opened:
            found = f"{name} on {day}, before it opened on {asked.opened}"
            yield Fault("PBP330", found, f"{asked.opened} or later", "round", (name,))


def label(dossier: Dossier) -> Iterator[Fault]:
    """A label that names a financial quarter names that of the opening or of the closing day."""
    asked = dossier.round
    match = _LABEL.fullmatch(asked.id)
    if match is None:
        return
    year, following, quarter = (int(part) for part in match.groups())
    right = quarter_label(asked.opened)
    if following != (year + 1) % 100 or not 1 <= quarter <= 4:
        expected = "two years that follow each other and a quarter from q1 to q4, such as 2022-23-q3"
        found = f"no quarter is called {asked.id}"
        yield Fault("PBP332", found, expected, "round", ("id",), hint=f'did you mean "{right}"?')
        return
    ends = asked.closed or asked.closes
    fitting = {right} | ({quarter_label(ends)} if ends else set())
    if asked.id not in fitting:
        found = f"the label says {asked.id}, and the round opened on {asked.opened}"
        expected = f"the quarter in which it opened or closed: {' or '.join(sorted(fitting))}"
        yield Fault("PBP331", found, expected, "round", ("id",))


def pinned_matrix(dossier: Dossier) -> Iterator[Fault]:
    """The matrix beside the round is the one that the round was opened on."""
    pin, matrix = dossier.round.matrix, dossier.matrix
    for name, pinned, there in (("id", pin.id, matrix.id), ("version", pin.version, matrix.version)):
        if pinned != there:
            found = f"the round was opened on matrix {name} {pinned}, and its copy says {there}"
            yield Fault("PBP333", found, "the matrix as it was asked", "round", ("matrix", name))


def gates_on_groups(dossier: Dossier) -> Iterator[Fault]:
    """A gate or pulse on the criterion of a priority group needs that group in this round."""
    matrix = dossier.matrix
    gated = ((name, path) for name, _, path in required_levels(matrix) if of_group(matrix, name))
    yield from criteria(matrix).check(MATRIX, gated, key=True)
    watched = ((name, (*path, "criterion")) for name, _, path in hand_back_levels(matrix) if of_group(matrix, name))
    yield from criteria(matrix).check(MATRIX, watched)
    pulse: Iterator[tuple[str, Path]] = ((name, ("pulse", n)) for n, name in enumerate(matrix.pulse))
    yield from criteria(matrix).check(MATRIX, (entry for entry in pulse if of_group(matrix, entry[0])))


def asked_criteria(dossier: Dossier) -> Iterator[Fault]:
    """Something is asked; a pulse lists its criteria, and only a pulse does."""
    asked = dossier.round
    entries: list[tuple[str, Path]] = [(name, ("criteria", n)) for n, name in enumerate(asked.criteria)]
    yield from criteria(dossier.matrix).check("round", entries)
    yield from repeated("criterion", "round", entries)
    if asked.kind == "full" and asked.criteria:
        found = "criteria are listed, and a full round asks them all"
        expected = "kind: pulse, or no list"
        yield Fault("PBP337", found, expected, "round", ("criteria",), severity=Severity.WARNING)
    elif not dossier.asked_criteria:
        path: Path = ("criteria",) if asked.kind == "pulse" else ("excluded",)
        yield Fault("PBP334", "no criterion is asked in this round", "at least one", "round", path)


def groups(dossier: Dossier) -> Iterator[Fault]:
    """No two priority groups of the round share an id."""
    listed = enumerate(dossier.round.priority_groups)
    yield from repeated("priority group", "round", ((g.id, ("priority_groups", n, "id")) for n, g in listed))


def aims(dossier: Dossier) -> Iterator[Fault]:
    """What is sought is a function of the matrix, at one of its stages."""
    sought, policy = dossier.round.aims, dossier.matrix.readiness
    yield from functions(policy).check("round", ((name, ("aims", name)) for name in sought), key=True)
    if policy is not None:
        yield from stages(policy).check("round", ((stage, ("aims", name)) for name, stage in sought.items()))


def exclusions(dossier: Dossier) -> Iterator[Fault]:
    """What is taken out or waived is a criterion, and nothing is waived that was not taken out."""
    asked, known = dossier.round, criteria(dossier.matrix)
    yield from known.check("round", ((name, ("excluded", name)) for name in asked.excluded), key=True)
    yield from known.check("round", ((name, ("waived", name)) for name in asked.waived), key=True)
    for name in asked.waived:
        if name in known.known and name not in asked.excluded:
            found = f'"{name}" is waived, and it is not excluded'
            expected = "a waiver only for a criterion under excluded"
            yield Fault("PBP335", found, expected, "round", ("waived", name), key=True)


def seals(dossier: Dossier) -> Iterator[Fault]:
    """A sealed sheet is that of somebody on the panel."""
    if dossier.round.sealed is not None:
        named = ((leader, ("sealed", "sheets", leader)) for leader in dossier.round.sealed.sheets)
        yield from leaders(dossier.panel).check("round", named, key=True)


RULES: tuple[Callable[[Dossier], Iterator[Fault]], ...] = (
    dates,
    label,
    pinned_matrix,
    gates_on_groups,
    groups,
    asked_criteria,
    aims,
    exclusions,
    seals,
)
