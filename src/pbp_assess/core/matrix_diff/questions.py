"""What is asked differently: areas, questions, their order and their words?"""

from collections.abc import Iterator, Sequence

from pbp_assess.core.matrix import Criterion, Domain, Matrix
from pbp_assess.core.matrix_diff.difference import Difference, Effect, Kind, Part, Path, reordered
from pbp_assess.core.matrix_diff.proposal import renamed


def question_differences(old: Matrix, new: Matrix) -> Iterator[Difference]:
    """Areas first, then questions in the order of the later matrix, those that are gone after them."""
    yield from _domains(old, new)
    yield from _criteria(old, new)
    yield from _groups(old, new)
    yield from _asked_besides(old, new)


def _areas_count(old: Matrix, new: Matrix) -> Effect:
    """What it does that an area holds other questions: where a stage asks for a floor, the lowest area decides."""
    floors = any(stage.domain_floor for matrix in (old, new) for stage in matrix.policy.stages.values())
    return Effect.VERDICT if floors else Effect.NONE


# --- areas ----------------------------------------------------------------------------------------


def _domains(old: Matrix, new: Matrix) -> Iterator[Difference]:
    then, now = ({domain.id: (place, domain) for place, domain in enumerate(one.domains)} for one in (old, new))
    for name, (place, domain) in now.items():
        if name in then:
            yield from _domain(*then[name], place, domain)
        else:
            yield Difference(Kind.ADDED, f"area {name}", _areas_count(old, new), ("domains",), ("domains", place))
    for name, (place, _) in then.items():
        if name not in now:
            yield Difference(Kind.REMOVED, f"area {name}", _areas_count(old, new), ("domains", place), ("domains",))
    if reordered(list(then), list(now)):
        yield _order("areas", list(then), list(now), ("domains",), ("domains",))


def _domain(old_place: int, then: Domain, new_place: int, now: Domain) -> Iterator[Difference]:
    area = Part(f"area {now.id}", then, now, ("domains", old_place), ("domains", new_place))
    yield from area.field("name", Kind.TEXT, Effect.NONE)
    yield from area.fields(("meaning", "sources"), Kind.TEXT, Effect.NONE, told=False)
    before, after = ([one.id for one in domain.criteria] for domain in (then, now))
    if reordered(before, after):
        paths: tuple[Path, Path] = (*area.old_path, "criteria"), (*area.new_path, "criteria")
        yield _order(f"questions of {now.id}", before, after, *paths)


def _order(subject: str, then: Sequence[str], now: Sequence[str], old: Path, new: Path) -> Difference:
    return Difference(Kind.MOVED, subject, Effect.NONE, old, new, "order", ", ".join(then), ", ".join(now))


# --- questions ------------------------------------------------------------------------------------


def _criteria(old: Matrix, new: Matrix) -> Iterator[Difference]:
    then, now, ids = dict(_placed(old)), dict(_placed(new)), renamed(old, new)
    known = {after: before for before, after in ids.items()} | {name: name for name in now if name in then}
    for name, (new_path, home, criterion) in now.items():
        if name not in known:
            effect = _areas_count(old, new)
            yield Part(name, None, criterion, _home_path(old, home), new_path).whole(Kind.ADDED, effect)
            continue
        old_path, old_home, before = then[known[name]]
        question = Part(known[name], before, criterion, old_path, new_path)
        yield from question.field("id", Kind.RENAMED, Effect.QUESTION)
        if old_home != home:
            effect = _areas_count(old, new)
            yield Difference(Kind.MOVED, known[name], effect, old_path, new_path, "area", old_home, home)
        yield from _criterion(question)
    for name, (old_path, home, criterion) in then.items():
        if name not in now and name not in ids:
            yield Part(name, criterion, None, old_path, _home_path(new, home)).whole(Kind.REMOVED, Effect.QUESTION)


def _placed(matrix: Matrix) -> Iterator[tuple[str, tuple[Path, str, Criterion]]]:
    """Each question, with where it stands and in which area."""
    for place, domain in enumerate(matrix.domains):
        for number, criterion in enumerate(domain.criteria):
            yield criterion.id, (("domains", place, "criteria", number), domain.id, criterion)


def _home_path(matrix: Matrix, home: str) -> Path:
    """Where a question of this area would stand in the other matrix."""
    places = [place for place, domain in enumerate(matrix.domains) if domain.id == home]
    return ("domains", *places)


def _criterion(question: Part) -> Iterator[Difference]:
    """What is said in other words makes another question; how it is settled, another verdict."""
    yield from question.field("name", Kind.REWORDED, Effect.QUESTION)
    yield from question.field("meaning", Kind.REWORDED, Effect.QUESTION, told=False)
    yield from _phrases(question)
    yield from question.fields(("record", "critical"), Kind.POLICY, Effect.VERDICT)
    yield from question.fields(("evidence", "sources"), Kind.TEXT, Effect.NONE, told=False)


def _phrases(question: Part) -> Iterator[Difference]:
    """The phrases for the levels, a difference for each; levels of another scale are new words too."""
    then, now = (getattr(one, "levels", {}) for one in (question.old, question.new))
    for level in sorted({*then, *now}):
        if then.get(level) != now.get(level):
            paths = (*question.old_path, "levels", level), (*question.new_path, "levels", level)
            told = then.get(level, ""), now.get(level, "")
            yield Difference(Kind.REWORDED, question.subject, Effect.QUESTION, *paths, f"level {level}", *told)


def _groups(old: Matrix, new: Matrix) -> Iterator[Difference]:
    """The question that is asked for each priority group of the place."""
    then, now = old.priority_groups, new.priority_groups
    part = Part("priority groups", then, now, ("priority_groups",), ("priority_groups",))
    if then is None or now is None:
        if now:
            yield part.whole(Kind.ADDED, _areas_count(old, new))
        elif then:
            yield part.whole(Kind.REMOVED, Effect.QUESTION)
        return
    yield from part.fields(("id", "criterion"), Kind.REWORDED, Effect.QUESTION)
    yield from _phrases(part)
    yield from part.fields(("name", "meaning", "evidence"), Kind.TEXT, Effect.NONE, told=False)


def _asked_besides(old: Matrix, new: Matrix) -> Iterator[Difference]:
    """Open questions and the choice, which no test reads, and what a pulse asks."""
    then, now = ({one.id: (place, one) for place, one in enumerate(matrix.open_questions)} for matrix in (old, new))
    for name in dict.fromkeys((*now, *then)):
        (old_place, before), (new_place, after) = then.get(name, (None, None)), now.get(name, (None, None))
        if before != after:
            kind = Kind.TEXT if before and after else Kind.ADDED if after else Kind.REMOVED
            paths = (_open_path(old_place), _open_path(new_place))
            yield Difference(kind, f"open question {name}", Effect.NONE, *paths)
    whole = Part("the matrix", old, new, (), ())
    yield from whole.field("choose", Kind.TEXT, Effect.NONE, told=False)
    yield from whole.field("pulse", Kind.POLICY, Effect.NONE)


def _open_path(place: int | None) -> Path:
    return ("open_questions",) if place is None else ("open_questions", place)
