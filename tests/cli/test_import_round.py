"""Seventeen people answer by four routes at once: does the round come out as if all had been typed in YAML?

Five by a Microsoft Forms workbook, four each by our Excel sheets, by answer files of the form, and by `score --set`.
"""

import json
import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from books import book, filled
from pbp_assess.core.assessment import Answer, Dossier, Scoresheet, State
from pbp_assess.formats.documents import dump, load
from pbp_assess.formats.survey.questions import STATES, Questions, title_of
from pbp_assess.formats.survey.sheet import answer_sheet
from pbp_assess.workspace.layout import Workspace
from pbp_assess.workspace.sheets import read_form
from shell import LATER, PLACE, Shell

DAY = "2024-06-30"
REMARKS = (
    "only in the north – so far",
    "=SUM(A1) is not how we count",
    'they say "yes" and mean "no"',
    "née, naïve; ok",
)


def asked(workspace: Workspace) -> Dossier:
    return read_form(workspace, PLACE, LATER)


def answer(chance: random.Random, dossier: Dossier) -> int | State | Answer | None:
    """What one leader thinks of one criterion: any of the five states, now and then with a remark."""
    level: int = chance.choice(dossier.matrix.levels)
    plain: list[int | State | Answer | None] = [level] * 14
    noted = Answer(level=level, note=chance.choice(REMARKS))
    absent = Answer(state=State.NOT_APPLICABLE, reason=chance.choice(REMARKS))
    return chance.choice([*plain, noted, State.CANNOT_JUDGE, State.DECLINED, absent, None])


def truth(dossier: Dossier) -> dict[str, Scoresheet]:
    """What everybody would say if asked; whoever uses `score --set` says nothing in words, and chooses nothing."""
    chance = random.Random(17)
    questions = Questions.of(dossier)
    sheets = {}
    for number, leader in enumerate(dossier.round.asked):
        scores = {criterion.id: answer(chance, dossier) for criterion in questions.criteria}
        if number % 4 == 3:
            scores = {name: _bare(one) for name, one in scores.items()}
        talks = number % 4 != 3
        chosen = chance.sample([criterion.id for criterion in questions.criteria], 5)
        order = {criterion.id: place for place, criterion in enumerate(questions.criteria)}
        sheets[leader] = Scoresheet(
            schema_="pbp-assess/scoresheet/1",
            leader=leader,
            round=LATER,
            scores={name: one for name, one in scores.items() if one is not None},
            answers={q.id: f"{chance.choice(REMARKS)}\n{q.id}" for q in questions.open_questions} if talks else {},
            choose=tuple(sorted(chosen, key=order.__getitem__)) if talks else (),
        )
    return sheets


def _bare(one: int | State | Answer | None) -> int | State | Answer | None:
    return one.level if isinstance(one, Answer) and one.level is not None else one


# --- the routes -----------------------------------------------------------------------------------


def option(questions: Questions, sheet: Scoresheet, name: str, *, phrase: bool) -> str:
    """What somebody ticks or chooses."""
    criterion = questions.matrix.criterion_by_id[name]
    state, level = sheet.state(name), sheet.level(name)
    if state is State.UNANSWERED:
        return ""
    if level is None:
        return STATES[state]
    return questions.options(criterion)[questions.matrix.levels.index(level)] if phrase else questions.level(level)


def forms_row(questions: Questions, number: int, sheet: Scoresheet) -> Iterator[Any]:
    """One reply in Microsoft Forms: remarks stand in the comments of their domain, after the question's code."""
    yield from (number, "2024-06-20 10:00:00", "2024-06-20 10:40:00", "anonymous", "", f" {sheet.leader.upper()}\u00a0")
    for area in questions.areas:
        lines = []
        for criterion in area.criteria:
            yield option(questions, sheet, criterion.id, phrase=True)
            said = sheet.answer(criterion.id)
            lines += [f"{criterion.id}: {text}" for text in (said.reason, said.note) if text]
        yield "\r\n".join(lines)
    yield from (sheet.answers.get(question.id, "") for question in questions.open_questions)
    by_id = questions.matrix.criterion_by_id
    yield "".join(f"{title_of(by_id[name])};" for name in sheet.choose)


def by_forms(questions: Questions, folder: Path, sheets: Iterable[Scoresheet]) -> None:
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Your code"]
    for area in questions.areas:
        head += [*(title_of(criterion) for criterion in area.criteria), area.comments]
    assert questions.choice
    head += [*(question.question for question in questions.open_questions), questions.choice.question]
    rows = [list(forms_row(questions, number, sheet)) for number, sheet in enumerate(sheets, start=1)]
    (folder / "Replies.xlsx").write_bytes(book(("Form1", [head, *rows])))


def by_sheet(questions: Questions, folder: Path, sheet: Scoresheet) -> None:
    last = 4 + len(questions.matrix.levels)
    cells: dict[tuple[str, int, int], str] = {}
    for row, criterion in enumerate(questions.criteria, start=3):
        said = sheet.answer(criterion.id)
        cells["Answers", row, 3] = option(questions, sheet, criterion.id, phrase=False)
        cells["Answers", row, last] = said.reason or said.note or ""
        cells["Answers", row, last + 1] = "x" if criterion.id in sheet.choose else ""
    for row, question in enumerate(questions.open_questions, start=1):
        cells["In your own words", row, 2] = sheet.answers[question.id]
    data = filled(answer_sheet(questions, code=sheet.leader), cells)
    (folder / f"{sheet.leader}.xlsx").write_bytes(data)


def by_form(dossier: Dossier, folder: Path, sheet: Scoresheet) -> None:
    whole = {
        "schema": "pbp-assess/answers/1",
        "place": PLACE,
        "round": LATER,
        "leader": sheet.leader,
        "matrix": dossier.round.matrix.sha256,
        "scores": {name: _said(sheet, name) for name in sheet.scores},
        "answers": sheet.answers,
        "choose": sheet.choose,
    }
    (folder / f"answers-{sheet.leader}.json").write_text(json.dumps(whole, indent=1), encoding="utf-8")


def _said(sheet: Scoresheet, name: str) -> Any:
    one = sheet.answer(name)
    return {key: value for key, value in one.model_dump(mode="json").items() if value and key != "state"} | (
        {"level": one.level} if one.level is not None else {"state": one.state.value}
    )


def by_hand(shell: Shell, sheet: Scoresheet) -> None:
    words = {State.CANNOT_JUDGE: "cj", State.DECLINED: "declined", State.NOT_APPLICABLE: "na:"}
    settings: list[str] = []
    for name in sheet.scores:
        said = sheet.answer(name)
        settings += [
            "--set",
            f"{name}={said.level if said.level is not None else words[said.state] + (said.reason or '')}",
        ]
    ran = shell("score", sheet.leader, *settings)
    assert ran.code == 0, ran.err


# --- the round ------------------------------------------------------------------------------------


@pytest.fixture
def empty(example: Workspace, shell: Shell) -> Workspace:
    """The example with its last round open again, and nobody's answers in it."""
    assert shell("round", "reopen", "--reason", "once more").code == 0
    for path in example.scores_folder(PLACE, LATER).glob("*.yaml"):
        path.unlink()
    return example


def results(shell: Shell) -> list[str]:
    """Everything that is worked out from the answers, as JSON."""
    commands = (("readiness", "--audience", "facilitator"), ("readiness", "--audience", "public"), ("status",))
    ran = [shell(*words, "--json", "--as-of", DAY) for words in commands]
    assert [one.code for one in ran] == [0, 0, 0], [one.err for one in ran]
    assert all(json.loads(one.out) for one in ran)
    return [one.out for one in ran]


def test_four_routes_come_to_what_the_same_answers_typed_come_to(
    empty: Workspace, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = asked(empty)
    questions, sheets = Questions.of(dossier), truth(dossier)
    assert len(sheets) == 17
    routes = [[sheet for number, sheet in enumerate(sheets.values()) if number % 4 == route] for route in range(4)]
    assert [len(route) for route in routes] == [5, 4, 4, 4]
    typed = tmp_path / "typed"
    shutil.copytree(empty.root, typed)

    replies = tmp_path / "replies"
    replies.mkdir()
    by_forms(questions, replies, routes[0])
    for sheet in routes[1]:
        by_sheet(questions, replies, sheet)
    for sheet in routes[2]:
        by_form(dossier, replies, sheet)
    for sheet in routes[3]:
        by_hand(shell, sheet)
    ran = shell("import", str(replies), "--no-input")
    assert ran.code == 0, ran.err
    assert "13 sheets written" in ran.err
    for leader, expected in sheets.items():
        path = empty.sheet_path(PLACE, LATER, leader)
        found = load(Scoresheet, path.read_bytes(), path.name).model
        assert found is not None
        assert dump(found) == dump(expected), leader
    assert "Nothing new" in shell("import", str(replies), "--no-input").err
    brought_in = results(shell)

    monkeypatch.chdir(typed)
    for leader, expected in sheets.items():
        path = Workspace(typed).sheet_path(PLACE, LATER, leader)
        path.parent.mkdir(exist_ok=True)
        path.write_text(dump(expected), encoding="utf-8")
    assert results(shell) == brought_in
