"""What is judged differently: coverage, the tests of a stage, what a function asks for?"""

from collections.abc import Iterator

from pbp_assess.core.matrix import Function, Matrix, Readiness, Stage
from pbp_assess.core.matrix_diff.difference import Difference, Effect, Kind, Part, Path, entries, reordered

_READINESS: Path = ("readiness",)
_FOR_ALL = ("sectors_required", "min_answers", "not_applicable_over", "dissent_levels")
_MAPPINGS = ("domain_floor", "universal")
_TESTS = tuple(name for name in Stage.model_fields if name not in (*_MAPPINGS, "plain"))


def policy_differences(old: Matrix, new: Matrix) -> Iterator[Difference]:
    """The whole readiness policy: a part that one matrix lacks differs in all that the other says."""
    then, now = old.policy, new.policy
    whole = Part("readiness", old.readiness, new.readiness, _READINESS, _READINESS)
    yield from whole.fields(_FOR_ALL, Kind.POLICY, Effect.VERDICT)
    yield from _stages(then, now)
    yield from _functions(then, now)


def _stages(old: Readiness, new: Readiness) -> Iterator[Difference]:
    for name in dict.fromkeys((*new.stages, *old.stages)):
        path: Path = ("readiness", "stages", name)
        stage = Part(f"stage {name}", old.stages.get(name), new.stages.get(name), path, path)
        if stage.old is None:
            yield stage.whole(Kind.ADDED, Effect.NONE)
        elif stage.new is None:
            yield stage.whole(Kind.REMOVED, Effect.VERDICT)
        else:
            yield from _stage(stage)
    if reordered(old.stage_order, new.stage_order):
        told = ", ".join(old.stage_order), ", ".join(new.stage_order)
        where: Path = ("readiness", "stages")
        yield Difference(Kind.POLICY, "stages", Effect.VERDICT, where, where, "order", *told)


def _stage(stage: Part) -> Iterator[Difference]:
    yield from stage.field("plain", Kind.TEXT, Effect.NONE)
    yield from stage.fields(_TESTS, Kind.POLICY, Effect.VERDICT)
    for name in _MAPPINGS:
        yield from stage.entries(name, Effect.VERDICT)


# --- functions ------------------------------------------------------------------------------------


def _functions(old: Readiness, new: Readiness) -> Iterator[Difference]:
    for name in dict.fromkeys((*new.function_by_id, *old.function_by_id)):
        then, now = old.function_by_id.get(name), new.function_by_id.get(name)
        paths = _function_path(old, name), _function_path(new, name)
        function = Part(f"function {name}", then, now, *paths)
        if then is None:
            yield function.whole(Kind.ADDED, Effect.NONE)
        elif now is None:
            yield function.whole(Kind.REMOVED, Effect.VERDICT)
        else:
            yield from _function(function, then, now)
    if reordered(list(old.function_by_id), list(new.function_by_id)):
        told = ", ".join(old.function_by_id), ", ".join(new.function_by_id)
        where: Path = ("readiness", "functions")
        yield Difference(Kind.MOVED, "functions", Effect.NONE, where, where, "order", *told)


def _function_path(policy: Readiness, name: str) -> Path:
    place = policy.place_of.get(name)
    return ("readiness", "functions") if place is None else ("readiness", "functions", place)


def _function(function: Part, then: Function, now: Function) -> Iterator[Difference]:
    yield from function.field("name", Kind.TEXT, Effect.NONE)
    yield from function.fields(("scope", "route", "note"), Kind.TEXT, Effect.NONE, told=False)
    yield from function.field("risk", Kind.POLICY, Effect.VERDICT)
    yield from function.field("holders", Kind.POLICY, Effect.NONE)
    yield from _documents(function, then, now)
    yield from _gates(function, then, now)
    yield from function.entries("requires", Effect.VERDICT)
    yield from function.field("hand_back", Kind.POLICY, Effect.NONE, told=False)


def _documents(function: Part, then: Function, now: Function) -> Iterator[Difference]:
    """Papers needed, one difference each."""
    before, after = ({paper.id: paper.name for paper in one.documents} for one in (then, now))
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            renamed = name in before and name in after
            kind, effect = (Kind.TEXT, Effect.NONE) if renamed else (Kind.POLICY, Effect.VERDICT)
            paths = _document_path(function.old_path, then, name), _document_path(function.new_path, now, name)
            told = before.get(name, ""), after.get(name, "")
            yield Difference(kind, function.subject, effect, *paths, f"document {name}", *told)


def _document_path(function: Path, holder: Function, name: str) -> Path:
    places = [place for place, paper in enumerate(holder.documents) if paper.id == name]
    return (*function, "documents", *places)


def _gates(function: Part, then: Function, now: Function) -> Iterator[Difference]:
    """The level asked of each question at each stage; a stage that may not be sought any more is one difference."""
    for stage in dict.fromkeys((*now.gates, *then.gates)):
        paths: tuple[Path, Path] = (*function.old_path, "gates", stage), (*function.new_path, "gates", stage)
        if stage in then.gates and stage in now.gates:
            levels = then.gates[stage], now.gates[stage]
            yield from entries(function.subject, f"{stage} asks", levels, paths, Effect.VERDICT)
        else:
            kind = Kind.ADDED if stage in now.gates else Kind.REMOVED
            effect = Effect.NONE if stage in now.gates else Effect.VERDICT
            yield Difference(kind, function.subject, effect, *paths, f"gate {stage}")
