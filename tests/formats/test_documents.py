"""Does a document come back from its file as it went in, and is every refusal told in plain words?"""

import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from build import actions, evidence, matrix, moderation, new_round, panel, place, sheet, themes
from pbp_assess.core.assessment import Answer, Panel, Place, Round, Scoresheet, State, WorkspaceFile
from pbp_assess.core.fields import Written
from pbp_assess.core.matrix import Matrix
from pbp_assess.core.records import Actions, Evidence, Moderation, Themes
from pbp_assess.formats.documents import KINDS, Loaded, dump, load
from pbp_assess.problems import Location

LAW = settings(derandomize=True, deadline=None, max_examples=40)
MATRICES = Path(__file__).parents[2] / "matrices"


def read(model: type[Written], text: str) -> Loaded[Any]:
    return load(model, text.encode(), "a.yaml")


def there_and_back(document: Written) -> Any:
    loaded = read(type(document), dump(document))
    assert loaded.problems == ()
    return loaded.model


# --- what goes in comes out -------------------------------------------------------------------------

texts = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != "")
codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,6}", fullmatch=True)
slugs = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)
file_ids = st.from_regex(r"[a-z0-9][a-z0-9-]{2,8}", fullmatch=True).filter(
    lambda name: name not in {"con", "prn", "aux", "nul"} and not name.startswith(("com", "lpt"))
)
levels = st.integers(-3, 12)
days = st.dates().map(lambda day: day.isoformat())
hashes = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
seats = st.fixed_dictionaries({"sector": slugs}, optional={"organisation": slugs})
groups = st.lists(st.fixed_dictionaries({"id": slugs, "name": texts}), max_size=2)


def some(keys: st.SearchStrategy[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(keys, values, max_size=3)


said = {"note": texts, "evidence": st.lists(texts, max_size=2), "confidence": st.sampled_from(["low", "high"])}
answers = st.one_of(
    levels,
    st.sampled_from(["cannot_judge", "declined", "unanswered"]),
    st.fixed_dictionaries({"level": levels}, optional={"reason": texts, **said}),
    st.fixed_dictionaries({"state": st.just("not_applicable"), "reason": texts}, optional=said),
    st.fixed_dictionaries({"state": st.sampled_from(["cannot_judge", "declined"])}, optional=said),
)


@LAW
@given(leader=file_ids, scores=some(codes, answers), told=some(slugs, texts), choose=st.lists(codes, max_size=3))
def test_a_sheet_says_the_same_when_read_again(
    leader: str, scores: dict[str, Any], told: dict[str, str], choose: list[str]
) -> None:
    before = sheet(leader, scores=scores, answers=told, choose=choose)
    after = there_and_back(before)
    assert [after.answer(name) for name in before.scores] == [before.answer(name) for name in before.scores]
    assert (after.leader, list(after.scores), after.answers) == (leader, list(before.scores), before.answers)
    assert after.choose == before.choose
    assert dump(after) == dump(before)
    assert there_and_back(after) == after


@LAW
@given(
    members=some(file_ids, seats),
    stakeholders=some(file_ids, seats),
    fields=st.fixed_dictionaries(
        {"id": file_ids, "opened": days, "place": texts},
        optional={
            "kind": st.sampled_from(["full", "pulse"]),
            "closes": days,
            "criteria": st.lists(codes, max_size=3),
            "priority_groups": groups,
            "aims": some(slugs, slugs),
            "excluded": some(codes, st.fixed_dictionaries({"reason": texts})),
            "waived": some(codes, st.fixed_dictionaries({"by": texts, "date": days, "reason": texts})),
            "sealed": st.fixed_dictionaries({"salt": st.just("0" * 32), "sheets": some(file_ids, hashes)}),
        },
    ),
)
def test_a_round_comes_back(members: dict[str, Any], stakeholders: dict[str, Any], fields: dict[str, Any]) -> None:
    before = new_round(members=members, stakeholders=stakeholders, **fields)
    assert there_and_back(before) == before


leaders = st.fixed_dictionaries(
    {"id": file_ids, "role": texts, "kind": st.sampled_from(["member", "stakeholder"]), "sector": slugs},
    optional={"organisation": slugs, "succeeds": file_ids, "joined": days, "left": days},
)


@LAW
@given(st.lists(leaders, max_size=3))
def test_a_panel_comes_back(listed: list[dict[str, Any]]) -> None:
    before = panel(leaders=listed)
    assert there_and_back(before) == before


agreed = st.fixed_dictionaries(
    {"level": levels, "date": days, "sectors_present": st.lists(slugs, min_size=1, max_size=2), "reason": texts},
    optional={
        "evidence": texts,
        "revote": st.dictionaries(levels, st.integers(0, 9), max_size=3),
        "dissent": st.integers(0, 9),
    },
)


@LAW
@given(some(codes, agreed))
def test_agreed_levels_come_back(entries: dict[str, Any]) -> None:
    before = moderation(**entries)
    assert there_and_back(before) == before


records = st.fixed_dictionaries(
    {"level": levels, "document": texts, "checked_by": texts, "checked": days}, optional={"note": texts}
)
papers = st.fixed_dictionaries(
    {"state": st.sampled_from(["absent", "listed", "seen"])},
    optional={"date": days, "link": texts, "seen_by": texts, "verified_by": texts, "note": texts},
)


@LAW
@given(some(codes, records), some(slugs, some(slugs, papers)))
def test_evidence_comes_back(recorded: dict[str, Any], documents: dict[str, Any]) -> None:
    before = evidence(documents, **recorded)
    assert there_and_back(before) == before


def test_the_other_kinds_come_back_too() -> None:
    theme = {"id": "trust", "text": "Two lines\nof text", "heard": "a few", "criteria": ["GOV1"], "released": True}
    marker = WorkspaceFile.model_validate({"schema": "pbp-assess/workspace/1", "place": "here", "audience": "public"})
    for document in (themes(theme), actions({"status": "done", "criterion": "4a"}), place(note="yes"), marker):
        assert there_and_back(document) == document


@pytest.mark.parametrize("path", sorted(MATRICES.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_matrices_come_back(path: Path) -> None:
    before = load(Matrix, path.read_bytes(), path.name)
    assert before.problems == ()
    assert there_and_back(before.model or matrix()) == before.model


@pytest.mark.parametrize("share", ["1/1", "100%", "33.33%", "0.01%", "9998/9999", "60%", "7/12"])
def test_a_share_of_any_length_comes_back(share: str) -> None:
    before = matrix(counting={"outlier_share": share})
    assert there_and_back(before).counting.outlier_share == before.counting.outlier_share


# --- how it is written ------------------------------------------------------------------------------


def test_a_sheet_is_written_in_its_shortest_form() -> None:
    scores = {
        "GOV1": Answer(level=3),
        "GOV2": 0,
        "FIN1": Answer(state=State.CANNOT_JUDGE),
        "FIN2": {"state": "not_applicable", "reason": "no pool"},
        "FIN3": {"level": 2, "note": "no: not yet", "evidence": ["minutes"]},
        "no": "declined",
    }
    assert dump(sheet("director", scores=scores, choose=["GOV1"])).splitlines()[1:] == [
        "schema: pbp-assess/scoresheet/1",
        "leader: director",
        "round: 2022-23-q3",
        "scores:",
        "  GOV1: 3",
        "  GOV2: 0",
        "  FIN1: cannot_judge",
        "  FIN2:",
        "    state: not_applicable",
        "    reason: no pool",
        "  FIN3:",
        "    level: 2",
        '    note: "no: not yet"',
        "    evidence:",
        "      - minutes",
        '  "no": declined',
        "choose:",
        "  - GOV1",
    ]


def test_dates_and_shares_are_written_as_people_write_them_and_defaults_are_not() -> None:
    text = dump(matrix(counting={"profile_share": "60%", "outlier_share": "33.33%", "close_from": "3/4"}))
    assert text[text.index("counting") :].splitlines() == ["counting:", "  outlier_share: 33.33%"]
    assert "opened: " in dump(new_round())
    assert "kind: full" not in dump(new_round())
    assert "kind: pulse" in dump(new_round(kind="pulse"))


def test_the_first_line_says_whose_file_it_is_and_the_second_whether_it_is_invented() -> None:
    ours, invented, schema, *_ = dump(panel(), illustrative=True).splitlines()
    assert ours.startswith("# Written by pbp-assess")
    assert invented.startswith("# Illustrative: ")
    assert schema == "schema: pbp-assess/panel/1"
    yours, schema, *_ = dump(place()).splitlines()
    assert yours.startswith("# Yours to edit")
    assert schema == "schema: pbp-assess/place/1"


# --- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "model"), KINDS.items())
def test_each_kind_is_named_by_its_schema_line(kind: str, model: type[Written]) -> None:
    (problem,) = read(model, "schema: pbp-assess/nothing/1\n").problems
    assert (problem.code, problem.expected) == ("PBP209", f"schema: pbp-assess/{kind}/1")
    assert problem.location == Location("a.yaml", 1, 9)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("schema: pbp-assess/place/1", "a file of the kind place"),
        ("schema: pbp-assess/matrix/2", "version 2 of this kind of file, written by a newer pbp-assess"),
        ("schema: pbp-assess/matrix", 'the text "pbp-assess/matrix" as schema'),
        ("schema: 1", "the number 1 as schema"),
        ("schema: [matrix]", "a list as schema"),
        ("schema:", "nothing as schema"),
    ],
)
def test_another_kind_of_file_is_the_only_fault_told(line: str, found: str) -> None:
    (problem,) = read(Matrix, f"{line}\nnonsense: 1\n").problems
    assert (problem.code, problem.found) == ("PBP209", found)


SHEET = "schema: pbp-assess/scoresheet/1\nleader: director\nround: r1\n"
PLACE = "schema: pbp-assess/place/1\nname: P\nicb: I\nsectors: [{id: icb, name: ICB}]\n"
WORDS: dict[str, tuple[type[Written], str, str, str, str]] = {
    "an unknown key": (Place, PLACE + "commitee: x\n", "PBP201", 'unknown key "commitee"', 'did you mean "committee"?'),
    "a word nearly right": (
        WorkspaceFile,
        "schema: pbp-assess/workspace/1\naudience: publik\n",
        "PBP204",
        'the word "publik"',
        'did you mean "public"?',
    ),
    "a number for text": (Place, PLACE + "note: 12\n", "PBP203", "the number 12", "Put it in quotes."),
    "a truth value for text": (Place, PLACE + "note: true\n", "PBP203", "the truth value true", "Put it in quotes."),
    "a word for a truth value": (Place, PLACE + "illustrative: no\n", "PBP203", 'the word "no"', ""),
    "a number for a word": (
        WorkspaceFile,
        "schema: pbp-assess/workspace/1\naudience: 3\n",
        "PBP203",
        "the number 3",
        "",
    ),
    "an answer": (Scoresheet, SHEET + "scores: {GOV1: cannotjudge}\n", "PBP204", 'the word "cannotjudge"', ""),
    "long text": (Place, PLACE + f"committee: {'x' * 2001}\n", "PBP205", "2001 characters", ""),
    "text a terminal would obey": (
        Place,
        PLACE + 'committee: [1]\nillustrative: "\\e[31m"\n',
        "PBP203",
        r'the text "\u001b[31m"',
        "",
    ),
}


@pytest.mark.parametrize(("model", "text", "code", "found", "hint"), WORDS.values(), ids=WORDS)
def test_a_fault_is_said_in_plain_words(model: type[Written], text: str, code: str, found: str, hint: str) -> None:
    told = {(problem.code, problem.found, problem.hint) for problem in read(model, text).problems}
    guess = ' (did you mean "cannot_judge"?)' if model is Scoresheet else ""
    assert (code, found + guess, hint) in told


def test_a_misspelt_key_is_one_fault_and_not_a_missing_one_too() -> None:
    problems = read(Place, PLACE.replace("icb: I", "ibc: I")).problems
    assert [(problem.code, problem.location.line) for problem in problems] == [("PBP201", 3)]


def test_the_name_that_python_uses_for_the_schema_is_no_key() -> None:
    problems = read(Place, PLACE.replace("schema:", "schema_:")).problems
    assert [problem.code for problem in problems] == ["PBP201"]
    assert [problem.code for problem in read(Place, PLACE + "schema_: x\n").problems] == ["PBP201"]


def test_a_share_or_one_for_each_weight_is_told_once_in_the_words_of_the_one_meant() -> None:
    stage = "schema: pbp-assess/matrix/1\nreadiness: {stages: {full: {plain: x, share: %s}}}\n"
    for share, spot in (
        ("70", ("PBP208", 46)),
        ("{critical: 3/4}", ("PBP202", 46)),
        ("{critical: 1, others: 1/2}", ("PBP208", 57)),
    ):
        told = read(Matrix, stage % share).problems
        assert [(one.code, one.location.column) for one in told if one.location.column > 1] == [spot]


def test_too_few_good_entries_are_not_told_beside_the_faulty_ones() -> None:
    problems = read(Place, PLACE.replace("{id: icb, name: ICB}", "{id: ICB!, name: x}")).problems
    assert [problem.code for problem in problems] == ["PBP206"]


class Odd(Written):
    """A kind of document with a field of a type that no document has yet."""

    schema_: Literal["pbp-assess/odd/1"] = Field(alias="schema")
    size: float


def test_a_refusal_that_nobody_foresaw_is_a_problem_all_the_same() -> None:
    (problem,) = read(Odd, "schema: pbp-assess/odd/1\nsize: {a: 1}\n").problems
    assert (problem.code, problem.found, problem.location) == ("PBP203", "keys and values", Location("a.yaml", 2, 7))


def test_faults_of_reading_and_of_shape_are_told_together_in_the_order_of_the_file() -> None:
    problems = read(Place, PLACE + "note: 1\nnote: 2\nx: 1\n").problems
    assert [problem.code for problem in problems] == ["PBP203", "PBP110", "PBP201"]
    assert [problem.location.line for problem in problems] == sorted(problem.location.line for problem in problems)


@pytest.mark.parametrize("text", ["", "[1]\n", "a: [\n", "\x00"])
def test_what_cannot_be_read_at_all_gives_problems_and_no_document(text: str) -> None:
    loaded = read(Scoresheet, text)
    assert loaded.model is None
    assert loaded.problems


# --- who may see it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Panel, Scoresheet, Moderation, Evidence, Themes, Actions])
def test_files_with_answers_remarks_or_leaders_keep_what_was_found(model: type[Written]) -> None:
    text = f"schema: pbp-assess/{model.__name__.lower()}/1\nsecret: whisper\nsecret: shout\n"
    problems = read(model, text).problems
    assert {problem.code for problem in problems} >= {"PBP110", "PBP201"}
    for problem in problems:
        assert problem.private
        assert "secret" not in problem.message() + problem.hint
        assert problem.message() != "expected "


def test_a_round_keeps_its_leaders_only() -> None:
    text = dump(new_round()).replace("director:", "Director X:").replace("2022-11-07", "22-11-07")
    problems = {problem.code: problem for problem in read(Round, text).problems}
    assert problems["PBP206"].private
    assert "Director" not in problems["PBP206"].message()
    assert not problems["PBP207"].private


def test_a_matrix_and_a_place_are_told_openly() -> None:
    assert [problem.private for problem in read(Place, PLACE + "x: 1\n").problems] == [False]


# --- and nothing more -------------------------------------------------------------------------------


def test_a_good_file_is_read_without_the_parts_that_explain_a_bad_one() -> None:
    code = (
        "import sys; from pbp_assess.formats.documents import load; from pbp_assess.core.assessment import Scoresheet\n"
        f"assert load(Scoresheet, {SHEET.encode()!r}, 'a').model\n"
        "assert not {'pbp_assess.formats.shape', 'pbp_assess.core.check', 'difflib'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
