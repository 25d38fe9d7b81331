"""Where do two matrices differ: scale, areas, questions, counting, stages, functions, and what is merely said?"""

from collections.abc import Iterator

from pbp_assess.core.matrix import Comparing, Matrix
from pbp_assess.core.matrix_diff.difference import Difference, Effect, Kind, Part
from pbp_assess.core.matrix_diff.policy import policy_differences
from pbp_assess.core.matrix_diff.questions import question_differences

_JUDGING = ("profile_share", "flags_from", "far", "opposing_share", "balance", "carried_quarters")
"""What of the counting decides a level used, a flag or a balanced share; the rest only how it is told."""

_TELLING = ("headline_level", "close_from", "mixed_from", "outlier_share", "minimum_cell", "straight_lining")


def differences(old: Matrix, new: Matrix) -> Iterator[Difference]:
    """Every difference, in the order of the file; the version is none."""
    whole = Part("the matrix", old, new, (), ())
    yield from whole.field("id", Kind.TEXT, Effect.NONE)
    yield from whole.fields(("title", "note", "sources"), Kind.TEXT, Effect.NONE, told=False)
    yield from _scale(old, new)
    yield from whole.field("instruction", Kind.TEXT, Effect.NONE, told=False)
    yield from question_differences(old, new)
    yield from _counting(old, new)
    yield from whole.field("agenda", Kind.POLICY, Effect.NONE)
    yield from policy_differences(old, new)


def _scale(old: Matrix, new: Matrix) -> Iterator[Difference]:
    """Other numbers stop every comparison; another name for the same step stops none, as its phrases stand."""
    if old.levels != new.levels:
        ends = [f"{matrix.levels[0]} to {matrix.levels[-1]}" for matrix in (old, new)]
        yield Difference(Kind.SCALE, "the scale", Effect.ROUNDS, ("scale",), ("scale",), "levels", *ends)
        return
    for place, (then, now) in enumerate(zip(old.scale, new.scale, strict=True)):
        step = Part(f"level {then.level}", then, now, ("scale", place), ("scale", place))
        yield from step.field("name", Kind.TEXT, Effect.NONE)
        yield from step.field("meaning", Kind.TEXT, Effect.NONE, told=False)


def _counting(old: Matrix, new: Matrix) -> Iterator[Difference]:
    counting = Part("counting", old.counting, new.counting, ("counting",), ("counting",))
    yield from counting.fields(_JUDGING, Kind.POLICY, Effect.VERDICT)
    yield from counting.fields(_TELLING, Kind.POLICY, Effect.NONE)
    comparing = Part("comparing", old.comparing, new.comparing, ("comparing",), ("comparing",))
    yield from comparing.fields(tuple(Comparing.model_fields), Kind.POLICY, Effect.VERDICT)
