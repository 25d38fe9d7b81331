"""Does the facilitator's whole afternoon hold at one terminal, touch no sheet, and can all of it be undone again?

On the shipped example: the agenda, six agreed levels, two records, a document, what people said, themes, actions, a
level wanted, a decision, the report; then each of these taken out.
"""

import os
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

from pbp_assess.cli.app import run
from pbp_assess.workspace.demo import copy_example
from shell import LATER, PLACE, files
from typist import Typist, plain

DAY = "2024-07-18"
HOME = f"assessments/{PLACE}"
BESIDE = {f"{HOME}/{LATER}/{name}.yaml" for name in ("moderation", "evidence", "themes")} | {
    f"{HOME}/{name}.yaml" for name in ("actions", "decisions")
}

SIX = ("CAR4", "FIN1", "COM3", "FIN3", "GOV5", "LEA3")
LEVEL = "? for help: "
ASKED = (
    ("Why this level? ", "Talked through"),
    ("Sectors in the room (Enter: ", "all"),
    ("What shows it? ", "the note of the day"),
    ("not counted): ", "2=11"),
    ("did not agree? ", "0"),
)

RECORDS = {
    "FIN4": ("record", "FIN4", "--level", "2", "--document", "shadow budget report"),
    "ENA3": ("record", "ENA3", "--level", "1", "--document", "sharing agreements"),
}
AS_BEFORE = ("--checked-by", "place team", "--date", "2024-06-11")

DONE: tuple[tuple[str, ...], ...] = (
    ("evidence", "record", "FIN4", "--level", "3", "--document", "budget book", "--checked-by", "ICB finance"),
    ("evidence", "record", "ENA3", "--level", "2", "--document", "two agreements", "--checked-by", "ICB finance"),
    ("evidence", "add", "annual-report", "--criterion", "COM2", "--name", "Annual report", "--seen-by", "place team"),
    ("theme", "add", "Winter: one plan held", "--heard", "several", "--criterion", "CAR2", "--strength", "--release"),
    ("theme", "add", "Pots: many small ones, each with a form of its own", "--heard", "few"),
    ("theme", "release", "pots"),
    ("action", "add", "Put two pots into one", "--owner", "place-director", "--due", "2024-10-31"),
    ("action", "add", "Try one form", "--owner", "gp lead, north", "--due", "2024-09-30", "--criterion", "FIN1"),
    ("action", "done", "risk-terms", "--date", DAY),
    ("target", "add", "COM3=3", "--by", "2025-03-31"),
    (
        *(
            "decision",
            "add",
            "vcse_prevention",
            "--outcome",
            "granted",
            "--by",
            "ICB board",
            "--minutes",
            "July, item 9",
        ),
        *("--condition", "The umbrella body is paid", "--review", "2025-07-01", "--limits", "up to £100,000 each"),
    ),
)

UNDONE: tuple[tuple[str, ...], ...] = (
    *(("moderate", "--undo") for _ in SIX),
    *(("evidence", *words, *AS_BEFORE) for words in RECORDS.values()),
    ("evidence", "remove", "annual-report", "--criterion", "COM2"),
    ("theme", "remove", "winter"),
    ("theme", "remove", "pots"),
    ("action", "remove", "put-two-pots-into-one"),
    ("action", "remove", "try-one-form"),
    ("action", "reopen", "risk-terms"),
    ("target", "remove", "COM3"),
    ("decision", "remove", "vcse-prevention-2024-07-18"),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PBP_REGISTER", raising=False)
    found = copy_example(tmp_path / "example").root
    monkeypatch.chdir(found)
    return found


def typed(root: Path, *words: str) -> str:
    """What a command shows at the terminal, when it ends well."""
    with Typist(*words, "--as-of", DAY, cwd=root, columns=200) as terminal:
        assert terminal.ended() == 0, terminal.seen
        return plain(terminal.seen)


def agree(root: Path) -> str:
    """Six levels in one sitting: four as the agenda has them, two by name."""
    with Typist("moderate", "--as-of", DAY, cwd=root, columns=200) as room:
        for criterion in SIX:
            room.answer(LEVEL, criterion)
            room.answer(LEVEL, "2")
            for prompt, line in ASKED:
                room.answer(prompt, line)
        room.answer(LEVEL, "quit")
        assert room.ended() == 0, room.seen
        return plain(room.seen)


def results(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Everything that follows from the files, for the facilitator."""
    found = []
    for words in (("readiness", "--all", "--json"), ("export", "results", "--format", "json")):
        capsys.readouterr()
        assert run([*words, "--audience", "facilitator", "--as-of", DAY]) == 0
        found.append(capsys.readouterr().out)
    return found


def said(whole: dict[str, bytes]) -> dict[str, list[bytes]]:
    """What the files beside the answers say, without their comments."""
    return {
        name: [line for line in data.splitlines() if not line.startswith(b"#")]
        for name, data in whole.items()
        if name in BESIDE
    }


def test_the_afternoon(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, stood = files(root), results(capsys)
    assert "1. General practice as partner" in typed(root, "agenda")
    sitting = agree(root)
    for criterion in SIX:
        assert f"{criterion}: 2, Developing" in sitting
    notes = typed(root, "theme", "notes")
    assert "What is working well between partners" in notes
    assert "place-director" not in notes
    for words in DONE:
        assert "Saved in assessments/" in typed(root, *words)
    assert "Held since 18 July 2024" in typed(root, "decision", "list")
    typed(root, "report", "outcome", "--format", "md")
    report = (root / "reports" / PLACE / LATER / "outcome.md").read_text(encoding="utf-8")
    for line in (
        "We agreed a level on seven questions",
        "Put two pots into one",
        "GP lead, North",
        "The ICB has taken one decision",
        "up to £100,000 each; The umbrella body is paid",
    ):
        assert line in report

    after = files(root)
    written = {name for name, data in after.items() if before.get(name) != data}
    assert {name for name in written if not name.startswith("reports/")} == BESIDE, "and so no score sheet"
    assert before.keys() <= after.keys()
    assert results(capsys) != stood

    for words in UNDONE:
        assert run([*words, "--as-of", DAY]) == 0, (words, capsys.readouterr().err)
    assert results(capsys) == stood
    assert said(files(root)) == said(before)
