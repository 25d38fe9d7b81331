"""Is every command documented and shown by example, and does what the README says to type work?"""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from books import book
from pbp_assess.cli.app import run
from pbp_assess.cli.commands import COMMANDS
from pbp_assess.cli.reference import PAGE, described, examples, render
from pbp_assess.core.assessment import Scoresheet
from pbp_assess.formats.documents import load
from pbp_assess.workspace.demo import copy_example
from shell import LATER, PLACE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


HELP = dict(entry for row in COMMANDS for entry in described(row))
EXAMPLES = [example for text in HELP.values() for example in examples(text)]


# --- every command --------------------------------------------------------------------------------


def test_the_page_of_the_commands_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "python -m pbp_assess.cli.help_text"
    for words in HELP:
        assert f"\n### {words}\n" in PAGE.read_text(encoding="utf-8")
    assert "docs/commands.md" in README


@pytest.mark.parametrize("words", HELP)
def test_every_help_shows_an_example_of_that_command_first(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words.split(), "--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert re.match(rf"Usage: pbp-assess {words}\b[^\n]*\n(?: {{4,}}[^\n]+\n)*\n  Example: pbp-assess {words}\b", out)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_typed(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With --help at its end nothing is done, but a misspelt command or option is refused all the same."""
    program, *words = shlex.split(re.split(r" [>|<] ", example)[0])
    assert program == "pbp-assess"
    assert run([*words, "--help"]) == 0, capsys.readouterr().err


# --- what the README says to type -----------------------------------------------------------------

TYPED = ("pbp-assess init", "pbp-assess score place-director", "pbp-assess moderate")
"""These ask questions: tests of their own answer them."""

ANSWERING = ("score", "withdraw", "form", "survey", "import")
"""These need a round that is open; the example's are closed."""

CODES = {"pbp-assess readiness --require partial --allow-conditions": 1}
"""On the example one function is not yet ready; every other command is answered."""


def said_to_type(*sections: str) -> list[str]:
    """The lines of the shell blocks in these sections, without comments, continued lines joined."""
    lines: list[str] = []
    for section in sections:
        text = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
        assert text is not None, section
        for block in re.findall(r"^```sh\n(.*?)^```", text[1], re.MULTILINE | re.DOTALL):
            lines += [line.partition("  #")[0].strip() for line in block.replace("\\\n", " ").splitlines()]
    return [" ".join(line.split()) for line in lines if line]


LINES = said_to_type("For the facilitator", "For a pipeline")


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as it is, and once more with its last round open again and a reply that came by Microsoft Forms."""
    root = tmp_path_factory.mktemp("readme")
    copy_example(root / "closed")
    assert run(["-C", str(root / "closed"), "report", "summary", "--format", "md"]) == 0  # for the index to list
    shutil.copytree(root / "closed", root / "open")
    assert run(["-C", str(root / "open"), "round", "reopen", "--reason", "Trying it out"]) == 0
    reply: list[list[object]] = [["Your code", "PUR1 Common purpose"], ["place-director", _purpose(root / "open")]]
    (root / "open" / "Replies.xlsx").write_bytes(book(("Form1", reply)))
    return root


def _purpose(root: Path) -> int | None:
    """What the place director thinks of the first question: a reply that says the same is no contradiction."""
    path = root / "assessments" / PLACE / LATER / "scores" / "place-director.yaml"
    sheet = load(Scoresheet, path.read_bytes(), path.name).model
    return sheet.level("PUR1") if sheet else None


def test_the_commands_that_ask_are_still_there() -> None:
    assert set(TYPED) <= set(LINES)
    assert set(CODES) <= set(LINES)


@pytest.mark.parametrize("line", [line for line in LINES if line not in TYPED])
def test_what_the_readme_says_to_type_works(
    line: str, copies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command, _, file = line.partition(" > ")
    program, *words = shlex.split(command)
    assert program == "pbp-assess"
    here = tmp_path / "here"
    if words[0] == "init":
        here.mkdir()
    else:
        shutil.copytree(copies / ("open" if words[0] in ANSWERING else "closed"), here)
    monkeypatch.chdir(here)
    capsys.readouterr()
    code = run(words)
    out, err = capsys.readouterr()
    assert code == CODES.get(line, 0), err
    assert out or words[0] == "status"
    assert not file or out.startswith("{")
