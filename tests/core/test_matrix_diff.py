"""Is every difference between two matrices told, as what it is, and with what it breaks?"""

from collections.abc import Callable
from typing import Any

import pytest

from build import matrix
from pbp_assess.core.compare.matrices import MatrixShift, matrix_changes
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.matrix_diff import Difference, Effect, Kind, differences, propose

Fields = dict[str, Any]
Edit = Callable[[Fields], None]


def plain() -> Fields:
    """A matrix with something of everything in it, as a mapping that may be edited."""
    paper = {"id": "terms", "name": "Terms of reference"}
    functions = [
        {
            "id": "bcf",
            "name": "Better Care Fund",
            "risk": "low",
            "documents": [paper],
            "gates": {"shadow": {"GOV1": 1}},
        },
        {"id": "comm", "name": "Community", "gates": {"shadow": {}, "partial": {"FIN1": 2}}},
    ]
    stages = {
        "shadow": {"plain": "sees and advises"},
        "partial": {"plain": "decides", "universal": {"GOV1": 1}},
    }
    readiness = {"sectors_required": ["icb"], "stages": stages, "functions": functions}
    made = matrix(
        "GOV1 GOV2 FIN1",
        readiness=readiness,
        open_questions=[{"id": "well", "question": "What works well?"}],
        priority_groups={
            "id": "GRP",
            "name": "Groups",
            "criterion": "{group}: known",
            "levels": {level: f"as at {level}" for level in range(5)},
        },
    )
    fields: Fields = _editable(made.model_dump(by_alias=True, exclude_none=True))
    fields["readiness"]["stages"]["partial"]["share"] = {"critical": "3/4", "others": "3/5"}
    return fields


def _editable(value: Any) -> Any:
    """Lists where there were tuples."""
    match value:
        case dict():
            return {key: _editable(item) for key, item in value.items()}
        case tuple():
            return [_editable(item) for item in value]
        case _:
            return value


def asks(fields: Fields, domain: int = 0, number: int = 0) -> Fields:
    found: Fields = fields["domains"][domain]["criteria"][number]
    return found


def edited(edit: Edit) -> Matrix:
    fields = plain()
    edit(fields)
    return Matrix.model_validate(fields)


def put(path: str, value: Any) -> Edit:
    """Set one value: `readiness.stages.shadow.conditions`; None takes it out."""

    def edit(fields: Fields) -> None:
        holder, last = _holder(fields, path)
        if value is None:
            del holder[last]
        else:
            holder[last] = value

    return edit


def _holder(fields: Any, path: str) -> tuple[Any, str | int]:
    """The mapping or list that the last step of a path is in, and that step."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        fields = fields[step]
    return fields, last


def rescaled(fields: Fields) -> None:
    fields["scale"] = fields["scale"][:4]
    for asked in (*(one for area in fields["domains"] for one in area["criteria"]), fields["priority_groups"]):
        del asked["levels"][4]


def renamed(fields: Fields) -> None:
    asks(fields)["id"] = "GOV9"
    fields["readiness"]["functions"][0]["gates"] = {"shadow": {"GOV9": 1}}
    fields["readiness"]["stages"]["partial"]["universal"] = {"GOV9": 1}


def to_another_area(fields: Fields) -> None:
    fields["domains"][1]["criteria"].append(fields["domains"][0]["criteria"].pop())


def swapped(path: str) -> Edit:
    """The first two entries of a list or mapping in the other order."""

    def edit(fields: Fields) -> None:
        holder, last = _holder(fields, path)
        there = holder[last]
        holder[last] = dict(reversed(there.items())) if isinstance(there, dict) else [there[1], there[0], *there[2:]]

    return edit


NEW = {"id": "GOV3", "name": "Third", "levels": {level: f"at {level}" for level in range(5)}}
AREA = {"id": "NEW", "name": "New", "criteria": [{**NEW, "id": "NEW1"}]}
SHARES = {"critical": "3/4", "others": "3/4"}
DONE = "readiness.stages.shadow"
BCF = "readiness.functions.0"

# (what is done to the matrix, its kind, effect, subject, in what respect, from what, to what)
CASES: dict[str, tuple[Edit, Kind, Effect, str, str, str, str]] = {
    "title": (put("title", "Other"), Kind.TEXT, Effect.NONE, "the matrix", "title", "", ""),
    "id": (put("id", "other"), Kind.TEXT, Effect.NONE, "the matrix", "id", "example", "other"),
    "instruction": (put("instruction", "Go"), Kind.TEXT, Effect.NONE, "the matrix", "instruction", "", ""),
    "level named": (put("scale.2.name", "Far"), Kind.TEXT, Effect.NONE, "level 2", "name", "Level 2", "Far"),
    "level meant": (put("scale.2.meaning", "So"), Kind.TEXT, Effect.NONE, "level 2", "meaning", "", ""),
    "area named": (put("domains.0.name", "Rule"), Kind.TEXT, Effect.NONE, "area GOV", "name", "GOV", "Rule"),
    "area meant": (put("domains.0.meaning", "So"), Kind.TEXT, Effect.NONE, "area GOV", "meaning", "", ""),
    "areas ordered": (swapped("domains"), Kind.MOVED, Effect.NONE, "areas", "order", "GOV, FIN", "FIN, GOV"),
    "questions ordered": (
        swapped("domains.0.criteria"),
        Kind.MOVED,
        Effect.NONE,
        "questions of GOV",
        "order",
        "GOV1, GOV2",
        "GOV2, GOV1",
    ),
    "question added": (
        lambda one: one["domains"][0]["criteria"].append(NEW),
        Kind.ADDED,
        Effect.NONE,
        "GOV3",
        "",
        "",
        "",
    ),
    "question gone": (
        lambda one: one["domains"][0]["criteria"].pop(),
        Kind.REMOVED,
        Effect.QUESTION,
        "GOV2",
        "",
        "",
        "",
    ),
    "question moved": (to_another_area, Kind.MOVED, Effect.NONE, "GOV2", "area", "GOV", "FIN"),
    "statement": (
        put("domains.0.criteria.1.name", "Who decides"),
        Kind.REWORDED,
        Effect.QUESTION,
        "GOV2",
        "name",
        "GOV2",
        "Who decides",
    ),
    "meaning": (put("domains.0.criteria.1.meaning", "So"), Kind.REWORDED, Effect.QUESTION, "GOV2", "meaning", "", ""),
    "phrase": (
        put("domains.0.criteria.1.levels.3", "Done"),
        Kind.REWORDED,
        Effect.QUESTION,
        "GOV2",
        "level 3",
        "GOV2 as at level 3",
        "Done",
    ),
    "record": (put("domains.0.criteria.1.record", True), Kind.POLICY, Effect.VERDICT, "GOV2", "record", "no", "yes"),
    "critical": (
        put("domains.0.criteria.1.critical", True),
        Kind.POLICY,
        Effect.VERDICT,
        "GOV2",
        "critical",
        "no",
        "yes",
    ),
    "evidence": (put("domains.0.criteria.1.evidence", "Minutes"), Kind.TEXT, Effect.NONE, "GOV2", "evidence", "", ""),
    "group phrase": (
        put("priority_groups.levels.0", "None"),
        Kind.REWORDED,
        Effect.QUESTION,
        "priority groups",
        "level 0",
        "as at 0",
        "None",
    ),
    "group statement": (
        put("priority_groups.criterion", "{group}: met"),
        Kind.REWORDED,
        Effect.QUESTION,
        "priority groups",
        "criterion",
        "{group}: known",
        "{group}: met",
    ),
    "group named": (put("priority_groups.name", "People"), Kind.TEXT, Effect.NONE, "priority groups", "name", "", ""),
    "groups gone": (put("priority_groups", None), Kind.REMOVED, Effect.QUESTION, "priority groups", "", "", ""),
    "open question": (
        put("open_questions.0.question", "What else?"),
        Kind.TEXT,
        Effect.NONE,
        "open question well",
        "",
        "",
        "",
    ),
    "open question gone": (put("open_questions", []), Kind.REMOVED, Effect.NONE, "open question well", "", "", ""),
    "choice": (
        put("choose", {"question": "Two?", "number": 2}),
        Kind.TEXT,
        Effect.NONE,
        "the matrix",
        "choose",
        "",
        "",
    ),
    "pulse": (put("pulse", ["GOV1"]), Kind.POLICY, Effect.NONE, "the matrix", "pulse", "", "GOV1"),
    "agenda": (
        put("agenda.minutes", 60),
        Kind.POLICY,
        Effect.NONE,
        "the matrix",
        "agenda",
        "minutes 90, polarised 12, split 10, others 5",
        "minutes 60, polarised 12, split 10, others 5",
    ),
    "profile share": (
        put("counting.profile_share", "1/2"),
        Kind.POLICY,
        Effect.VERDICT,
        "counting",
        "profile share",
        "3/5",
        "1/2",
    ),
    "carried": (
        put("counting.carried_quarters", 2),
        Kind.POLICY,
        Effect.VERDICT,
        "counting",
        "carried quarters",
        "4",
        "2",
    ),
    **{
        key: (put(f"comparing.{key}", value), Kind.POLICY, Effect.VERDICT, "comparing", key.replace("_", " "), was, now)
        for key, value, was, now in (
            ("called_from", 8, "6", "8"),
            ("clear_below", "1/10", "1/20", "1/10"),
            ("possible_net", 3, "2", "3"),
            ("regressed_net", 4, "3", "4"),
        )
    },
    "dissent": (
        put("readiness.dissent_levels", 1),
        Kind.POLICY,
        Effect.VERDICT,
        "readiness",
        "dissent levels",
        "2",
        "1",
    ),
    "not applicable": (
        put("readiness.not_applicable_over", "2/3"),
        Kind.POLICY,
        Effect.VERDICT,
        "readiness",
        "not applicable over",
        "1/2",
        "2/3",
    ),
    "headline": (put("counting.headline_level", 3), Kind.POLICY, Effect.NONE, "counting", "headline level", "", "3"),
    "sectors": (
        put("readiness.sectors_required", ["icb", "vcse"]),
        Kind.POLICY,
        Effect.VERDICT,
        "readiness",
        "sectors required",
        "icb",
        "icb, vcse",
    ),
    "stage said": (
        put(f"{DONE}.plain", "looks on"),
        Kind.TEXT,
        Effect.NONE,
        "stage shadow",
        "plain",
        "sees and advises",
        "looks on",
    ),
    "conditions": (put(f"{DONE}.conditions", 2), Kind.POLICY, Effect.VERDICT, "stage shadow", "conditions", "0", "2"),
    "documents": (
        put(f"{DONE}.documents", "seen"),
        Kind.POLICY,
        Effect.VERDICT,
        "stage shadow",
        "documents",
        "listed",
        "seen",
    ),
    "share": (
        put("readiness.stages.partial.share", SHARES),
        Kind.POLICY,
        Effect.VERDICT,
        "stage partial",
        "share",
        "critical 3/4, others 3/5",
        "critical 3/4, others 3/4",
    ),
    "floor": (
        put(f"{DONE}.domain_floor", {"high": 1}),
        Kind.POLICY,
        Effect.VERDICT,
        "stage shadow",
        "domain floor high",
        "",
        "1",
    ),
    "universal": (
        put(f"{DONE}.universal", {"FIN1": 1}),
        Kind.POLICY,
        Effect.VERDICT,
        "stage shadow",
        "universal FIN1",
        "",
        "1",
    ),
    "stages ordered": (
        swapped("readiness.stages"),
        Kind.POLICY,
        Effect.VERDICT,
        "stages",
        "order",
        "shadow, partial",
        "partial, shadow",
    ),
    "stage added": (
        put("readiness.stages.full", {"plain": "manages"}),
        Kind.ADDED,
        Effect.NONE,
        "stage full",
        "",
        "",
        "",
    ),
    "function named": (
        put(f"{BCF}.name", "Fund"),
        Kind.TEXT,
        Effect.NONE,
        "function bcf",
        "name",
        "Better Care Fund",
        "Fund",
    ),
    "function scoped": (put(f"{BCF}.scope", "All"), Kind.TEXT, Effect.NONE, "function bcf", "scope", "", ""),
    "risk": (put(f"{BCF}.risk", "high"), Kind.POLICY, Effect.VERDICT, "function bcf", "risk", "low", "high"),
    "holders": (put(f"{BCF}.holders", ["icb"]), Kind.POLICY, Effect.NONE, "function bcf", "holders", "", "icb"),
    "paper gone": (
        put(f"{BCF}.documents", []),
        Kind.POLICY,
        Effect.VERDICT,
        "function bcf",
        "document terms",
        "Terms of reference",
        "",
    ),
    "paper named": (
        put(f"{BCF}.documents.0.name", "Terms"),
        Kind.TEXT,
        Effect.NONE,
        "function bcf",
        "document terms",
        "Terms of reference",
        "Terms",
    ),
    "gate": (
        put(f"{BCF}.gates.shadow.GOV1", 2),
        Kind.POLICY,
        Effect.VERDICT,
        "function bcf",
        "shadow asks GOV1",
        "1",
        "2",
    ),
    "gate gone": (
        put(f"{BCF}.gates.shadow.GOV1", None),
        Kind.POLICY,
        Effect.VERDICT,
        "function bcf",
        "shadow asks GOV1",
        "1",
        "",
    ),
    "gates stage added": (
        put(f"{BCF}.gates.partial", {}),
        Kind.ADDED,
        Effect.NONE,
        "function bcf",
        "gate partial",
        "",
        "",
    ),
    "gates stage gone": (
        put("readiness.functions.1.gates.shadow", None),
        Kind.REMOVED,
        Effect.VERDICT,
        "function comm",
        "gate shadow",
        "",
        "",
    ),
    "first": (
        put("readiness.functions.1.requires", {"bcf": "shadow"}),
        Kind.POLICY,
        Effect.VERDICT,
        "function comm",
        "requires bcf",
        "",
        "shadow",
    ),
    "hand back": (
        put(f"{BCF}.hand_back", [{"when": "Late"}]),
        Kind.POLICY,
        Effect.NONE,
        "function bcf",
        "hand back",
        "",
        "",
    ),
    "functions ordered": (
        swapped("readiness.functions"),
        Kind.MOVED,
        Effect.NONE,
        "functions",
        "order",
        "bcf, comm",
        "comm, bcf",
    ),
    "function gone": (
        lambda one: one["readiness"]["functions"].pop(),
        Kind.REMOVED,
        Effect.VERDICT,
        "function comm",
        "",
        "",
        "",
    ),
}


def found(old: Matrix, new: Matrix) -> list[Difference]:
    return list(differences(old, new))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_one_change_is_one_difference(case: tuple[Edit, Kind, Effect, str, str, str, str]) -> None:
    edit, *expected = case
    (one,) = found(edited(lambda _: None), edited(edit))
    assert [one.kind, one.effect, one.subject, one.what, one.then, one.now] == expected
    assert one.effect.breaking is (one.effect is not Effect.NONE)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_way_back_is_as_long_and_touches_the_same(case: tuple[Edit, Kind, Effect, str, str, str, str]) -> None:
    old, new = edited(lambda _: None), edited(case[0])
    (forth,), (back,) = found(old, new), found(new, old)
    assert (back.subject, back.what) == (forth.subject, forth.what)
    assert (back.old, back.new) == (forth.new, forth.old)
    assert {forth.kind, back.kind} in ({forth.kind}, {Kind.ADDED, Kind.REMOVED})


@pytest.mark.parametrize("name", [*CASES, "rescaled"])
def test_what_a_comparison_tells_of_is_never_left_out_here(name: str) -> None:
    """A comparison of rounds tells in short what bears on a result; here it is told in full, and nothing is missing."""
    old, new = edited(lambda _: None), edited(CASES[name][0] if name in CASES else rescaled)
    told, short = found(old, new), list(matrix_changes(old, new))
    assert told
    assert {one.subject for one in short if one.kind in _QUESTIONS} <= {one.subject for one in told}
    if any(one.effect.breaking for one in told if one.subject != "priority groups"):
        assert short
    if {one.kind for one in told} == {Kind.TEXT}:
        assert not short


def test_a_question_under_another_id_is_one_gone_and_one_added_to_a_comparison() -> None:
    short = list(matrix_changes(edited(lambda _: None), edited(renamed)))
    assert [(one.kind, one.subject) for one in short] == [
        (MatrixShift.ADDED, "GOV9"),
        (MatrixShift.REMOVED, "GOV1"),
        (MatrixShift.STAGE, "partial"),
        (MatrixShift.FUNCTION, "bcf"),
    ]


def test_the_order_of_the_stages_bears_on_a_result_and_another_name_for_a_level_does_not() -> None:
    (turned,) = matrix_changes(edited(lambda _: None), edited(CASES["stages ordered"][0]))
    assert (turned.kind, turned.subject, turned.breaking) == (MatrixShift.STAGE_ORDER, "", False)
    assert list(matrix_changes(edited(lambda _: None), edited(put("scale.0.name", "Nothing yet")))) == []


_QUESTIONS = (MatrixShift.ADDED, MatrixShift.REMOVED, MatrixShift.REWORDED, MatrixShift.MOVED, MatrixShift.MARKED)


def test_a_matrix_beside_itself_differs_in_nothing() -> None:
    assert found(edited(lambda _: None), edited(put("version", "2.0.0"))) == []
    assert found(matrix(), matrix()) == []


def test_another_scale_stops_every_comparison_and_rewords_every_question() -> None:
    told = found(edited(lambda _: None), edited(rescaled))
    assert (told[0].kind, told[0].effect, told[0].then, told[0].now) == (Kind.SCALE, Effect.ROUNDS, "0 to 4", "0 to 3")
    assert {one.subject for one in told[1:]} == {"GOV1", "GOV2", "FIN1", "priority groups"}
    assert {(one.kind, one.what, one.now) for one in told[1:]} == {(Kind.REWORDED, "level 4", "")}


def test_the_same_words_under_another_id_are_one_question_renamed() -> None:
    one, *others = found(edited(lambda _: None), edited(renamed))
    assert (one.kind, one.effect, one.subject, one.then, one.now) == (
        Kind.RENAMED, Effect.QUESTION, "GOV1", "GOV1", "GOV9",
    )  # fmt: skip
    assert {other.what for other in others} == {
        "universal GOV1", "universal GOV9", "shadow asks GOV1", "shadow asks GOV9",
    }  # fmt: skip


@pytest.mark.parametrize("edit", [lambda one: one["domains"].append(AREA), to_another_area])
def test_where_a_stage_asks_for_a_floor_it_matters_what_an_area_holds(edit: Edit) -> None:
    def floored(change: Edit) -> Matrix:
        fields = plain()
        fields["readiness"]["stages"]["partial"]["domain_floor"] = {"low": 1}
        change(fields)
        return Matrix.model_validate(fields)

    with_floor = found(floored(lambda _: None), floored(edit))
    without = found(edited(lambda _: None), edited(edit))
    assert {one.effect for one in with_floor} == {Effect.VERDICT}
    assert {one.effect for one in without} == {Effect.NONE}
    back = found(floored(edit), floored(lambda _: None))
    assert {one.effect for one in back} <= {Effect.VERDICT, Effect.QUESTION}


def test_a_matrix_that_begins_to_judge_differs_in_all_that_it_judges() -> None:
    bare = edited(put("readiness", None))
    told = {one.subject: (one.kind, one.effect) for one in found(bare, edited(lambda _: None))}
    assert told["stage shadow"] == (Kind.ADDED, Effect.NONE)
    assert told["function bcf"] == (Kind.ADDED, Effect.NONE)
    back = {one.subject: one.effect for one in found(edited(lambda _: None), bare)}
    assert back["stage shadow"] is back["function bcf"] is Effect.VERDICT


# --- a crosswalk proposed -------------------------------------------------------------------------


def test_what_is_certain_is_proposed_and_the_rest_is_listed() -> None:
    old = matrix("GOV1 GOV2 GOV3 FIN1", gates={})
    fields = matrix("GOV9 GOV2 POP1 FIN1", gates={}, version="2.0.0").model_dump(by_alias=True)
    asks(fields).update(name="GOV1", levels=old.criteria[0].levels)
    asks(fields, 0, 1)["meaning"] = "in other words"
    proposal = propose(old, Matrix.model_validate(fields))
    assert proposal.crosswalk.renamed == {"GOV1": "GOV9"}
    assert (proposal.reworded, proposal.removed, proposal.added) == (("GOV2",), ("GOV3",), ("POP1",))
    assert proposal.crosswalk.reworded == ()
    assert proposal.needed
    assert not proposal.scale_changed


def test_where_two_have_the_same_words_neither_is_guessed() -> None:
    fields = matrix("GOV1 GOV2", gates={}).model_dump(by_alias=True)
    for number in (0, 1):
        asks(fields, 0, number).update(id=f"NEW{number}", name="GOV1", levels=asks(fields)["levels"])
    two = Matrix.model_validate(fields)
    assert propose(matrix("GOV1", gates={}), two).crosswalk.renamed == {}
    assert propose(two, matrix("GOV1", gates={})).crosswalk.renamed == {}


def test_nothing_is_needed_where_all_that_was_asked_still_is() -> None:
    old = matrix("GOV1", gates={})
    assert not propose(old, matrix("GOV1 GOV2", gates={})).needed
    assert propose(old, matrix("GOV1", levels=range(4), gates={})).scale_changed
