"""Where does every figure about a question or a function of this round come from?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pbp_assess.cli import console
from pbp_assess.cli.opening import Judged, copy_for, judge_round
from pbp_assess.cli.session import Session
from pbp_assess.problems import UsageError

if TYPE_CHECKING:
    from pbp_assess.core.assess import FunctionReadiness
    from pbp_assess.core.disclosure import Copy
    from pbp_assess.report.explain.steps import Path, Step

CRITERION, FUNCTION = "criterion", "function"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a typed word means in a round: a criterion or a function, and its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class InRound:
    """A round judged for one audience, and what may be explained of it, by id and by name in small letters."""

    judged: Judged
    copy: "Copy"
    subjects: Mapping[str, tuple[Subject, ...]]


def in_round(session: Session) -> InRound:
    """The round that the options single out, with what there is to explain in it.

    Raises:
        PbpAssessError: there is no workspace, or no round, or its files have faults.
    """
    judged = judge_round(session)
    copy = copy_for(session, judged)
    named = [(Subject(CRITERION, entry.criterion.id), entry.criterion.name) for entry in copy.criteria.values()]
    known = copy.facts.matrix.policy.function_by_id
    named += [(Subject(FUNCTION, each.function), known[each.function].name) for each in copy.functions]
    return InRound(judged, copy, _by_word(named))


def _by_word(named: Iterable[tuple[Subject, str]]) -> dict[str, tuple[Subject, ...]]:
    """Subjects by what may be typed for them; an id goes before another's name."""
    ids: dict[str, tuple[Subject, ...]] = {}
    names: dict[str, tuple[Subject, ...]] = {}
    for subject, name in named:
        word, title = folded(subject.id), folded(name)
        ids[word] = (*ids.get(word, ()), subject)
        names[title] = (*names.get(title, ()), subject)
    return {**names, **ids}


def folded(text: str) -> str:
    """What was typed, without its capitals and more than one blank at a time."""
    return " ".join(text.casefold().split())


def subject_meant(known: InRound, topic: str) -> Subject | None:
    """The one thing of the round that the word means; None where it means nothing.

    `criterion:` or `function:` before an id says which of the two is meant, should it be both.

    Raises:
        UsageError: it means more than one thing.
    """
    kind, colon, word = topic.partition(":")
    wanted = folded(kind) if colon and folded(kind) in {CRITERION, FUNCTION} else ""
    found = known.subjects.get(folded(word if wanted else topic), ())
    meant = [subject for subject in found if wanted in {"", subject.kind}]
    if len(meant) > 1:
        which = " or ".join(f"{subject.kind}:{subject.id}" for subject in meant)
        raise UsageError(f"{topic!r} is more than one thing in this round; say {which}")
    return meant[0] if meant else None


def explain(known: InRound, subject: Subject, stage: str, *, json: bool) -> None:
    """Print where everything about it comes from."""
    steps = list(_steps(known, subject, stage))
    if json:
        console.out(_as_json(known, subject, steps))
        return
    facts = known.copy.facts
    from pbp_assess.report import wording

    audience = wording.AUDIENCES[known.copy.audience].lower()
    console.prose(f"{facts.place}, round {facts.round_id}, as of {facts.as_of}: {audience}", "bold")
    if facts.illustrative:
        console.prose(wording.ILLUSTRATIVE)
    for step in steps:
        _print(known, step)
    console.out("")
    console.prose(wording.ICB_DECIDES)


def _print(known: InRound, step: "Step") -> None:
    """One statement, and under it the line of the matrix that it goes by."""
    if not step.depth:
        console.out("")
    hanging = 2 if step.text.startswith("- ") else 0
    console.prose(step.text, *(() if step.depth else ("bold",)), indent=2 * step.depth, hanging=hanging)
    if step.source:
        console.out(f"{' ' * (2 * step.depth + 2)}{console.escape(_line(known, step.source))}")


def _line(known: InRound, source: "Path") -> str:
    """The line of the matrix, or that it leaves this to the method."""
    where = known.judged.history.opened.matrix_line(source)
    if (where.line, where.column) == (1, 1):
        return f"{where.file} does not say: the method's own value"
    return str(where)


def _steps(known: InRound, subject: Subject, stage: str) -> "Iterable[Step]":
    from pbp_assess.workspace.history import unknown

    stages = known.copy.facts.matrix.policy.stage_order
    if stage and stage not in stages:
        raise unknown("stage", stage, stages, "the matrix of this round")
    if subject.kind == CRITERION:
        from pbp_assess.report.explain.criterion import criterion_steps

        return criterion_steps(known.copy, subject.id, stage, known.judged.result.profile.criteria[subject.id])
    from pbp_assess.report.explain.gate import function_steps

    function = next(each for each in known.copy.functions if each.function == subject.id)
    return function_steps(known.copy, function, _stage(function, stage, stages))


def _stage(function: "FunctionReadiness", wanted: str, order: Sequence[str]) -> str:
    """The stage named, else the one sought, else the first that is not met.

    Raises:
        NotFoundError: the function has no test at this stage, in what this copy may show.
        UsageError: it has none at all.
    """
    from pbp_assess.workspace.history import unknown

    if not function.stages:
        raise UsageError(f"{function.function} has no test at any stage that this copy may show")
    if wanted and wanted not in function.stages:
        raise unknown("stage", wanted, tuple(function.stages), function.function)
    unmet = [stage for stage in order if stage in function.stages and stage != function.highest_met]
    return wanted or function.sought or (unmet or list(function.stages))[-1 if not unmet else 0]


def _as_json(known: InRound, subject: Subject, steps: "Sequence[Step]") -> str:
    """The statements as JSON, each with its line; docs/schema/explanation.schema.json describes it."""
    import json

    facts = known.copy.facts
    said: list[dict[str, Any]] = [
        {"text": step.text, "depth": step.depth, **({"line": _line(known, step.source)} if step.source else {})}
        for step in steps
    ]
    whole = {
        "schema": "pbp-assess/explanation/1",
        "audience": known.copy.audience.value,
        "place": facts.place_id,
        "round": facts.round_id,
        "as_of": facts.as_of.isoformat(),
        "kind": subject.kind,
        "id": subject.id,
        "steps": said,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
