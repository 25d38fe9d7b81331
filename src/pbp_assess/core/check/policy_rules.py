"""Can every gate of the readiness policy be met, and does each ask for something?"""

from collections.abc import Callable, Iterable, Iterator

from pbp_assess.core.check.fault import Fault, Path, Register, nearest, repeated
from pbp_assess.core.check.matrix_rules import MATRIX, criteria, of_group, span
from pbp_assess.core.matrix import Function, Matrix, Readiness
from pbp_assess.problems import Severity


def stages(policy: Readiness) -> Register:
    """The stages that may be named."""
    return Register("PBP310", "stage", policy.stages, "the readiness policy")


def functions(policy: Readiness | None) -> Register:
    """The functions that may be named; none where the matrix has no readiness policy."""
    return Register("PBP311", "function", policy.function_by_id if policy else {}, "the matrix")


def required_levels(matrix: Matrix) -> Iterator[tuple[str, int, Path]]:
    """Every criterion and level that some gate or stage requires, in the order of the file."""
    if matrix.readiness is None:
        return
    for name, stage in matrix.readiness.stages.items():
        for criterion, level in stage.universal.items():
            yield criterion, level, ("readiness", "stages", name, "universal", criterion)
    for number, function in enumerate(matrix.readiness.functions):
        for name, gate in function.gates.items():
            for criterion, level in gate.items():
                yield criterion, level, ("readiness", "functions", number, "gates", name, criterion)


def hand_back_levels(matrix: Matrix) -> Iterator[tuple[str, int, Path]]:
    """Every criterion and level that a function would be handed back below, with the path of its trigger."""
    for number, function in enumerate(matrix.policy.functions):
        for place, trigger in enumerate(function.hand_back):
            if trigger.criterion is not None and trigger.below is not None:
                yield trigger.criterion, trigger.below, ("readiness", "functions", number, "hand_back", place)


def gated_criteria(matrix: Matrix) -> Iterator[Fault]:
    """A gate names a criterion of the matrix; those of priority groups are checked with the place."""
    named = ((name, path) for name, _, path in required_levels(matrix) if not of_group(matrix, name))
    yield from criteria(matrix).check(MATRIX, named, key=True)
    watched = ((name, (*path, "criterion")) for name, _, path in hand_back_levels(matrix) if not of_group(matrix, name))
    yield from criteria(matrix).check(MATRIX, watched)


def reachable_levels(matrix: Matrix) -> Iterator[Fault]:
    """A required level is on the scale and above its lowest level, which everything has reached."""
    watched = ((name, level, (*path, "below")) for name, level, path in hand_back_levels(matrix))
    required = (*required_levels(matrix), *watched)
    yield from _reachable(matrix, ((f'"{name}"', level, path) for name, level, path in required))


def reachable_floors(matrix: Matrix) -> Iterator[Fault]:
    """So is the level below which no domain may lie."""
    if matrix.readiness is None:
        return
    yield from _reachable(
        matrix,
        (
            (f'every domain at "{risk}" risk', level, ("readiness", "stages", name, "domain_floor", risk))
            for name, stage in matrix.readiness.stages.items()
            for risk, level in stage.domain_floor.items()
        ),
    )


def _reachable(matrix: Matrix, required: Iterable[tuple[str, int, Path]]) -> Iterator[Fault]:
    """Off the scale is an error; the lowest level a warning."""
    for what, level, path in required:
        if level not in matrix.levels:
            found = f"level {level} is required of {what}, and the scale does not have it"
            yield Fault("PBP307", found, f"a level from {span(matrix)}", MATRIX, path)
        elif level == matrix.levels[0]:
            found = f"level {level} is required of {what}, and it is the lowest: everything meets it"
            yield Fault("PBP308", found, "a higher level, or no line", MATRIX, path, severity=Severity.WARNING)


def gates_of_stages(policy: Readiness) -> Iterator[Fault]:
    """Each function has a gate at every stage, at no other, and none that asks for nothing."""
    for number, function in enumerate(policy.functions):
        path: Path = ("readiness", "functions", number, "gates")
        named = ((stage, (*path, stage)) for stage in function.gates)
        yield from stages(policy).check(MATRIX, named, key=True)
        yield from _empty_gates(policy, function, path)


def _empty_gates(policy: Readiness, function: Function, path: Path) -> Iterator[Fault]:
    """A gate left out, or with no required level at all, would be met by anybody."""
    for stage in policy.stages:
        if stage not in function.gates:
            found = f'"{function.id}" has no gate at {stage}'
            expected = f"required levels under {stage}, or {stage}: {{}} where the universal ones are enough"
            yield Fault("PBP318", found, expected, MATRIX, path)
        elif not policy.needed(function, stage):
            found = f'the gate of "{function.id}" at {stage} asks for nothing'
            yield Fault("PBP318", found, "at least one required level", MATRIX, (*path, stage))


def function_ids(policy: Readiness) -> Iterator[Fault]:
    """No two functions, and no two documents of one function, share an id; no sector is required twice."""
    listed: list[Function] = list(policy.functions)
    path: Path = ("readiness", "functions")
    yield from repeated("function", MATRIX, ((f.id, (*path, n, "id")) for n, f in enumerate(listed)))
    for number, function in enumerate(listed):
        papers = enumerate(function.documents)
        named = ((paper.id, (*path, number, "documents", n, "id")) for n, paper in papers)
        yield from repeated("document", MATRIX, named)
    sectors = enumerate(policy.sectors_required)
    yield from repeated("sector", MATRIX, ((name, ("readiness", "sectors_required", n)) for n, name in sectors))


def required_functions(policy: Readiness) -> Iterator[Fault]:
    """What a function requires first is a function and a stage that exist."""
    for number, function in enumerate(policy.functions):
        path: Path = ("readiness", "functions", number, "requires")
        names = ((name, (*path, name)) for name in function.requires)
        yield from functions(policy).check(MATRIX, names, key=True)
        wanted = ((stage, (*path, name)) for name, stage in function.requires.items())
        yield from stages(policy).check(MATRIX, wanted)


def required_in_circles(policy: Readiness) -> Iterator[Fault]:
    """No function waits for itself, directly or through others; each circle is told once, where it starts."""
    before: dict[str, set[str]] = {}
    for number, function in enumerate(policy.functions):
        after = _waits_for(policy, function.id)
        told = any(other in after and function.id in waits for other, waits in before.items())
        before[function.id] = after
        for name in function.requires:
            if not told and (name == function.id or function.id in _waits_for(policy, name)):
                found = f'"{function.id}" waits for "{name}", which waits for "{function.id}"'
                path: Path = ("readiness", "functions", number, "requires", name)
                yield Fault("PBP312", found, "functions that do not wait for one another", MATRIX, path, key=True)


def _waits_for(policy: Readiness, function: str) -> set[str]:
    """Every function that this one requires, directly or through others."""
    found: set[str] = set()
    ahead = [function]
    while ahead:
        known = policy.function_by_id.get(ahead.pop())
        new = set(known.requires) - found if known else set()
        found |= new
        ahead += sorted(new)
    return found


def floors_of_risks(policy: Readiness) -> Iterator[Fault]:
    """A domain floor is for a risk that some function has; a misspelt one would protect nothing."""
    risks = {function.risk for function in policy.functions if function.risk is not None}
    for name, stage in policy.stages.items():
        for risk in stage.domain_floor:
            if risk not in risks:
                yield Fault(
                    "PBP313",
                    f'no function has the risk "{risk}"',
                    "the risk of a function",
                    MATRIX,
                    ("readiness", "stages", name, "domain_floor", risk),
                    severity=Severity.WARNING,
                    hint=nearest(risk, risks),
                    key=True,
                )


def sectors_to_hear(policy: Readiness) -> Iterator[Fault]:
    """No stage asks for more sectors than the policy requires."""
    most = len(policy.sectors_required)
    for name, stage in policy.stages.items():
        if stage.sectors > most:
            found = f"{stage.sectors} sectors are to be heard at {name}, and sectors_required lists {most}"
            path: Path = ("readiness", "stages", name, "sectors")
            yield Fault("PBP314", found, f"a number up to {most}", MATRIX, path)


MATRIX_RULES: tuple[Callable[[Matrix], Iterator[Fault]], ...] = (
    gated_criteria,
    reachable_levels,
    reachable_floors,
)
RULES: tuple[Callable[[Readiness], Iterator[Fault]], ...] = (
    gates_of_stages,
    function_ids,
    required_functions,
    required_in_circles,
    floors_of_risks,
    sectors_to_hear,
)
