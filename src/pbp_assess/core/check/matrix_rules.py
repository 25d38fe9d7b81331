"""Is the matrix itself in order: its scale, its phrases, its ids, its thresholds?"""

from collections.abc import Callable, Iterator

from pbp_assess.core.check.fault import Fault, Path, Register, repeated
from pbp_assess.core.matrix import Criterion, GroupTemplate, Matrix
from pbp_assess.problems import Severity

MATRIX = "matrix"
PLACEHOLDER = "..."
"""Stands in a new matrix wherever a text is still to be written."""


def span(matrix: Matrix) -> str:
    """The scale in words: "0 to 4"."""
    return f"{matrix.levels[0]} to {matrix.levels[-1]}"


def of_group(matrix: Matrix, criterion: str) -> bool:
    """Whether the id is one that a priority group of some place would bring with it."""
    template = matrix.priority_groups
    return template is not None and criterion.startswith(f"{template.id}-")


def criteria(matrix: Matrix) -> Register:
    """The criteria that may be named."""
    return Register("PBP306", "criterion", matrix.criterion_by_id, "the matrix")


def _asked(matrix: Matrix) -> Iterator[tuple[Criterion | GroupTemplate, Path]]:
    """Everything that has phrases, with its place in the file."""
    if matrix.priority_groups is not None:
        yield matrix.priority_groups, ("priority_groups",)
    for d, domain in enumerate(matrix.domains):
        for c, criterion in enumerate(domain.criteria):
            yield criterion, ("domains", d, "criteria", c)


def consecutive_levels(matrix: Matrix) -> Iterator[Fault]:
    """The levels rise by one."""
    for step, level in enumerate(matrix.levels[1:], start=1):
        before = matrix.levels[step - 1]
        if level != before + 1:
            found = f"level {level} comes after level {before}"
            yield Fault("PBP301", found, f"level {before + 1}", MATRIX, ("scale", step, "level"))
            return


def level_names(matrix: Matrix) -> Iterator[Fault]:
    """Each level has a name of its own."""
    seen: set[str] = set()
    for step, level in enumerate(matrix.scale):
        if level.name.casefold() in seen and not is_placeholder(level.name):
            found = f'two levels are called "{level.name}"'
            yield Fault("PBP304", found, "a name of its own for each level", MATRIX, ("scale", step, "name"))
        seen.add(level.name.casefold())


def phrases(matrix: Matrix) -> Iterator[Fault]:
    """Each criterion has a phrase for every level of the scale, and for no other."""
    scale = set(matrix.levels)
    expected = f"one phrase for each level of the scale, {span(matrix)}"
    for asked, path in _asked(matrix):
        missing = sorted(scale - asked.levels.keys())
        if missing:
            found = f'"{asked.id}" has no phrase for level {", ".join(map(str, missing))}'
            yield Fault("PBP302", found, expected, MATRIX, (*path, "levels"))
        for level in sorted(asked.levels.keys() - scale):
            found = f'"{asked.id}" has a phrase for level {level}, which the scale does not have'
            yield Fault("PBP302", found, expected, MATRIX, (*path, "levels", level), key=True)


def distinct_phrases(matrix: Matrix) -> Iterator[Fault]:
    """No criterion says the same at two levels: nobody could choose between them."""
    for asked, path in _asked(matrix):
        seen: dict[str, int] = {}
        for level, phrase in sorted(asked.levels.items()):
            first = seen.setdefault(phrase.casefold(), level)
            if first != level and not is_placeholder(phrase):
                yield Fault(
                    "PBP305",
                    f'"{asked.id}" says the same at level {first} and at level {level}',
                    "a phrase that tells the two levels apart",
                    MATRIX,
                    (*path, "levels", level),
                    severity=Severity.WARNING,
                )


def ids(matrix: Matrix) -> Iterator[Fault]:
    """No two domains, criteria or questions share an id."""
    domains: list[tuple[str, Path]] = [(domain.id, ("domains", d, "id")) for d, domain in enumerate(matrix.domains)]
    if matrix.priority_groups is not None:
        domains.append((matrix.priority_groups.id, ("priority_groups", "id")))
    yield from repeated("domain", MATRIX, domains)
    named = ((asked.id, (*path, "id")) for asked, path in _asked(matrix) if isinstance(asked, Criterion))
    yield from repeated("criterion", MATRIX, named)
    questions = ((asked.id, ("open_questions", q, "id")) for q, asked in enumerate(matrix.open_questions))
    yield from repeated("question", MATRIX, questions)


def pulse(matrix: Matrix) -> Iterator[Fault]:
    """The pulse asks criteria that exist, each once."""
    entries: list[tuple[str, Path]] = [(name, ("pulse", n)) for n, name in enumerate(matrix.pulse)]
    yield from repeated("criterion", MATRIX, entries)
    yield from criteria(matrix).check(MATRIX, (entry for entry in entries if not of_group(matrix, entry[0])))


def thresholds(matrix: Matrix) -> Iterator[Fault]:
    """What counts as close agreement starts at or above what counts as mixed."""
    counting = matrix.counting
    if counting.close_from < counting.mixed_from:
        found = f"close_from ({counting.close_from}) is below mixed_from ({counting.mixed_from})"
        path = ("counting", "close_from" if "close_from" in counting.model_fields_set else "mixed_from")
        yield Fault("PBP315", found, "close_from at or above mixed_from", MATRIX, path)


def headline(matrix: Matrix) -> Iterator[Fault]:
    """The level that the headline counts from is on the scale, and says something."""
    level = matrix.counting.headline_level
    path = ("counting", "headline_level")
    if level is not None and level not in matrix.levels:
        found = f"the headline counts from level {level}, which the scale does not have"
        yield Fault("PBP307", found, f"a level from {span(matrix)}", MATRIX, path)
    elif level == matrix.levels[0]:
        found = f"the headline counts from level {level}, the lowest, where everything is"
        yield Fault("PBP308", found, "a higher level", MATRIX, path, severity=Severity.WARNING)


def choice(matrix: Matrix) -> Iterator[Fault]:
    """The question "which N matter most?" leaves something to choose from."""
    if matrix.choose is None or matrix.priority_groups is not None:
        return
    number, there = matrix.choose.number, len(matrix.criteria)
    if number > there:
        found = f"{number} to be chosen of {there} criteria"
        yield Fault("PBP316", found, f"a number up to {there}", MATRIX, ("choose", "number"))


def group_template(matrix: Matrix) -> Iterator[Fault]:
    """The criterion asked for each priority group names the group."""
    template = matrix.priority_groups
    if template is not None and "{group}" not in template.criterion:
        found = "the criterion asked for each priority group does not name the group"
        yield Fault("PBP317", found, "{group} where the name belongs", MATRIX, ("priority_groups", "criterion"))


def is_placeholder(text: str) -> bool:
    """Whether the text is nothing but dots, however many and however an editor wrote them."""
    return not text.strip(".… ")


def placeholders(matrix: Matrix) -> Iterator[Fault]:
    """Every text has been written: nobody can answer a question that is not there yet."""
    for text, path in _texts(matrix):
        if text is not None and is_placeholder(text):
            yield Fault("PBP319", f'"{text}": still to be written', "a text, or no such line", MATRIX, path)


def _texts(matrix: Matrix) -> Iterator[tuple[str | None, Path]]:
    """The texts that leaders read, with their places in the file."""
    yield matrix.title, ("title",)
    for s, step in enumerate(matrix.scale):
        yield from ((step.name, ("scale", s, "name")), (step.meaning, ("scale", s, "meaning")))
    for d, domain in enumerate(matrix.domains):
        yield from ((domain.name, ("domains", d, "name")), (domain.meaning, ("domains", d, "meaning")))
    for asked, path in _asked(matrix):
        yield from ((asked.name, (*path, "name")), (asked.meaning, (*path, "meaning")))
        yield asked.evidence, (*path, "evidence")
        yield from ((phrase, (*path, "levels", level)) for level, phrase in asked.levels.items())
    for q, entry in enumerate(matrix.open_questions):
        yield entry.question, ("open_questions", q, "question")


RULES: tuple[Callable[[Matrix], Iterator[Fault]], ...] = (
    consecutive_levels,
    level_names,
    phrases,
    distinct_phrases,
    ids,
    pulse,
    thresholds,
    headline,
    choice,
    group_template,
    placeholders,
)
