"""Does every way a run can end have its own exit code, its own words, and no traceback?"""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import pytest
import typer

from pbp_assess import __version__
from pbp_assess.cli import app as shell
from pbp_assess.cli import console, faults
from pbp_assess.cli.app import run
from pbp_assess.cli.commands import BY_NAME, COMMANDS, WEEKS, Command
from pbp_assess.cli.help_text import HELP_FILE, render
from pbp_assess.cli.session import Session, hoist, session_of
from pbp_assess.problems import (
    ConflictError,
    InputError,
    Location,
    MissingExtraError,
    NotFoundError,
    Problem,
    Severity,
    UsageError,
)

Install = Callable[[Callable[..., Any]], None]


@pytest.fixture
def try_command(monkeypatch: pytest.MonkeyPatch) -> Install:
    """The command line as it is, with one more command: `try`."""

    def install(function: Callable[..., Any]) -> None:
        module = ModuleType("pbp_assess.cli.try_")
        module.command = function  # type: ignore[attr-defined] # a command's module has one
        row = Command("try", "try_", WEEKS[0], "Try something")
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(BY_NAME, "try", row)
        monkeypatch.setattr(shell, "COMMANDS", (*COMMANDS, row))

    return install


def ending(error: BaseException | int) -> Callable[..., int]:
    """A command that ends so."""

    def command(context: typer.Context) -> int:  # noqa: ARG001 # every command takes it
        """End.

        Example: pbp-assess try
        """
        if isinstance(error, BaseException):
            raise error
        return error

    return command


# --- exit codes -----------------------------------------------------------------------------------

FAULT = Problem("PBP201", "unknown key `lvel`", "level", Location("x.yaml", 3, 5))


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        (0, 0, ""),
        (1, 1, ""),
        (4, 4, ""),
        (5, 5, ""),
        (InputError([FAULT]), 2, "x.yaml:3:5: error[PBP201]: unknown key `lvel`; expected level\n1 error; "),
        (NotFoundError("there is no place `x`"), 2, "error: there is no place `x`\n"),
        (ConflictError("in use"), 2, "error: in use\n"),
        (UsageError("not together"), 2, "error: not together\n"),
        (MissingExtraError("pip install 'pbp-assess[word]'"), 2, "error: pip install"),
        (typer.BadParameter("not so"), 2, "error: invalid value: not so"),
        (EOFError(), 2, "error: the input ended where an answer was needed"),
        (PermissionError(13, "Permission denied", "x.yaml"), 2, "error: x.yaml: Permission denied\n"),
        (KeyboardInterrupt(), 130, "\ninterrupted; what was answered is saved\n"),
        (typer.Abort(), 130, "\ninterrupted; what was answered is saved\n"),
        (typer.Exit(5), 5, ""),
        (typer.Exit(), 0, ""),
        (SystemExit(4), 4, ""),
        (KeyError("GOV1: 3"), 70, "error: this is a bug in pbp-assess (KeyError at "),
        (RecursionError(), 70, "error: this is a bug in pbp-assess (RecursionError at "),
    ],
)
def test_each_ending_has_its_exit_code(
    how: BaseException | int, code: int, said: str, try_command: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    try_command(ending(how))
    assert run(["try"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert "Traceback" not in err


def test_a_bug_names_no_value_but_to_a_developer(
    try_command: Install, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    try_command(ending(ValueError("director said GOV1=3")))
    assert run(["try"]) == 70
    assert "GOV1" not in capsys.readouterr().err
    monkeypatch.setenv("PBP_ASSESS_DEBUG", "1")
    assert run(["try"]) == 70
    assert "ValueError: director said GOV1=3" in capsys.readouterr().err


def test_a_command_that_forgets_its_exit_code_is_a_bug(try_command: Install) -> None:
    def command(context: typer.Context) -> None: ...

    try_command(command)
    assert run(["try"]) == 70


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explian"], "error: no such command 'explian'; did you mean 'explain'?\n"),
        (["explain", "--plce", "x"], "error: no such option: --plce; did you mean --place?\n"),
        (["explain", "a", "b"], "error: got unexpected extra argument"),
        (["--place"], "error: --place needs a value: --place PLACE\n"),
        (["--place", "--quiet", "explain"], "error: --place needs a value: --place PLACE\n"),
        (["--quiet=yes", "explain"], "error: --quiet takes no value\n"),
        (["--as-of", "20240630"], "error: --as-of needs a calendar date written YYYY-MM-DD"),
        (["--as-of", "2023-02-29"], "error: --as-of needs a calendar date written YYYY-MM-DD"),
        (
            ["--audience", "facilitators"],
            "error: --audience is one of facilitator, partnership, public, not 'facilitators'; did you mean",
        ),
        (["\x1b[31mx"], "error: no such command '\\x1b[31mx'"),
        ([], "Usage: pbp-assess"),
    ],
)
def test_usage_errors_are_said_with_what_was_meant(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert "\x1b" not in err


# --- global options -------------------------------------------------------------------------------


def test_global_options_stand_before_or_after_the_command() -> None:
    expected = Session(Path("w"), "oxfordshire", "2024-25-q1", date(2024, 6, 30), "public", strict=True, no_input=True)
    options = "-C w --place=oxfordshire --round 2024-25-q1 --as-of 2024-06-30 --audience=public --strict --no-input"
    assert hoist(["readiness", "--all", *options.split()]) == (expected, ["readiness", "--all"])
    assert hoist([*options.split(), "readiness", "--all"]) == (expected, ["readiness", "--all"])


@pytest.mark.parametrize(
    ("words", "session", "rest"),
    [
        (["-Cw", "x"], Session(workspace=Path("w")), ["x"]),
        (["--workspace=a b", "x"], Session(workspace=Path("a b")), ["x"]),
        (["x", "--", "--place", "y"], Session(), ["x", "--", "--place", "y"]),
        (["score", "--set", "GOV1=3", "-q"], Session(quiet=True), ["score", "--set", "GOV1=3"]),
        (["score", "--note=--strict"], Session(), ["score", "--note=--strict"]),
        (["--place", "a", "--place", "b"], Session(place="b"), []),
        (["score", "-"], Session(), ["score", "-"]),
    ],
)
def test_only_global_options_are_taken_out(words: list[str], session: Session, rest: list[str]) -> None:
    assert hoist(words) == (session, rest)


def test_a_command_gets_its_session_and_its_own_options(
    try_command: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(context: typer.Context, leader: str, *, depth: Annotated[int, typer.Option()] = 1) -> int:
        session = session_of(context)
        session.say("talk")
        console.out(f"{leader} {depth} {session.place} {session.today()}")
        return 0

    try_command(command)
    assert run(["try", "gp", "--place", "oxfordshire", "--depth", "2", "--as-of", "2024-06-30"]) == 0
    assert capsys.readouterr() == ("gp 2 oxfordshire 2024-06-30\n", "talk\n")
    assert run(["-q", "try", "gp"]) == 0
    assert capsys.readouterr() == (f"gp 1 None {Session().today()}\n", "")


def test_sub_commands_end_as_commands_do(
    try_command: Install, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    try_command(ending(0))
    group = typer.Typer()
    group.command("stop")(ending(KeyboardInterrupt()))
    group.command("no")(ending(1))
    module = ModuleType("pbp_assess.cli.try_")
    module.app = group  # type: ignore[attr-defined] # a group's module has one
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert [run(["try", "stop"]), run(["try", "no"]), run(["try", "no"]), run(["try", "sto"])] == [130, 1, 1, 2]
    assert "did you mean 'stop'" in capsys.readouterr().err.lower()
    assert run(["try", "no", "--help"]) == 0
    assert "Example: pbp-assess try" in capsys.readouterr().out
    assert run(["try", "--help"]) == 0
    assert "  stop  End.\n  no    End.\n" in capsys.readouterr().out


# --- help, version, completion --------------------------------------------------------------------


def test_the_help_text_is_current() -> None:
    assert HELP_FILE.read_text(encoding="utf-8") == render(), "run: python -m pbp_assess.cli.help_text"
    assert max(map(len, render().splitlines())) <= 80


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["-C", "x", "--help"], ["--help", "explain"]])
def test_the_root_help_is_the_generated_text(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 0
    assert capsys.readouterr().out == render()


@pytest.mark.parametrize("words", [["--version"], ["explain", "--version"]])
def test_the_version_is_printed_wherever_it_is_asked_for(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 0
    assert capsys.readouterr().out == f"pbp-assess {__version__}\n"


def test_every_command_module_has_a_row() -> None:
    folder = Path(shell.__file__).parent
    marks = ("def command(\n", "\napp = typer.Typer(")
    modules = {path.stem for path in folder.glob("*.py") if any(mark in path.read_text("utf-8") for mark in marks)}
    assert {row.module for row in COMMANDS} == modules - {"app", "commands"}


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_every_help_starts_with_an_example_and_names_the_global_options(
    row: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    import importlib

    module = importlib.import_module(f"pbp_assess.cli.{row.module}")
    subs = (
        []
        if hasattr(module, "command")
        else [sub.name or sub.callback.__name__ for sub in module.app.registered_commands]
    )
    for words in [[row.name, sub] for sub in subs] or [[row.name]]:
        assert run([*words, "-h"]) == 0
        usage, example, *_ = [line for line in capsys.readouterr().out.split("\n\n") if line.strip()]
        assert usage.startswith(f"Usage: pbp-assess {' '.join(words)}")
        assert example.strip().startswith("Example")
        assert run([*words, "--help"]) == 0
        assert "--workspace, --place, --round, --as-of" in " ".join(capsys.readouterr().out.split())


def complete(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """What bash is offered for the half-written line."""
    monkeypatch.setenv("_PBP_ASSESS_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    assert run([]) == 0
    return set(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("pbp-assess expl", {"explain"}),
        ("pbp-assess --aud", {"--audience"}),
        ("pbp-assess explain --aud", {"--audience"}),
        ("pbp-assess -C x explain --pl", {"--place"}),
        ("pbp-assess explain --audience p", {"partnership", "public"}),
        ("pbp-assess explain spl", {"split"}),
    ],
)
def test_tab_completes(
    line: str, offered: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complete(line, monkeypatch, capsys) == offered


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_shell_can_be_taught_to_complete(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    script = subprocess.run(
        [sys.executable, "-m", "pbp_assess", "--show-completion"],
        env=os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        check=False,
    )
    assert script.returncode == 2, "without detection, a shell must be named"
    assert run(["--show-completion", name]) in {0, 2}
    shown = capsys.readouterr()
    assert "_PBP_ASSESS_COMPLETE" in shown.out or "unexpected extra argument" in shown.err.lower()


# --- faults ---------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream with a person at its end."""

    def isatty(self) -> bool:
        return True


SHEET = "schema: pbp-assess/scoresheet/1\nscores:\n  GOV1:\t\u202e7 \x1b[31m # said in confidence\n"
PRIVATE = Problem(
    "PBP301", "level 7 is off the scale", "a level from 0 to 4", Location("gp.yaml", 3, 9), hint="h", private=True
)
OPEN = Problem("PBP301", "level 7 is off the scale", "a level from 0 to 4", Location("gp.yaml", 3, 10), hint="h")


def test_a_fault_is_shown_with_its_line_and_a_caret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gp.yaml").write_text(SHEET, encoding="utf-8")
    warning = Problem("PBP330", "vacuous", "", Location("gp.yaml", 2, 1), severity=Severity.WARNING)
    faults.show([OPEN, warning], tmp_path)
    assert capsys.readouterr().err.splitlines() == [
        "gp.yaml:2:1: warning[PBP330]: vacuous",
        "    scores:",
        "    ^",
        "gp.yaml:3:10: error[PBP301]: level 7 is off the scale; expected a level from 0 to 4",
        r"      GOV1: \u202e7 \x1b[31m # said in confidence",
        "    " + " " * 14 + "^",
        "    hint: h",
        '1 error and 1 warning; "pbp-assess explain PBP301" tells more',
    ]


def test_a_confidential_fault_is_shown_whole_on_a_terminal_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gp.yaml").write_text(SHEET, encoding="utf-8")
    faults.show([PRIVATE], tmp_path)
    said = capsys.readouterr().err
    assert said.startswith("gp.yaml:3:9: error[PBP301]: expected a level from 0 to 4\n1 error; ")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    faults.show([PRIVATE], tmp_path)
    assert "level 7 is off the scale" in terminal.getvalue()
    assert "said in confidence" in terminal.getvalue()


def test_a_long_line_is_cut_round_the_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.yaml").write_text("a" * 500 + "!" + "b" * 500, encoding="utf-8")
    faults.show([Problem("PBP109", "!", "", Location("x.yaml", 1, 501))], tmp_path)
    _, line, caret, _ = capsys.readouterr().err.splitlines()
    assert len(line) < 110
    assert line[caret.index("^")] == "!"


# --- what reaches the reader ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("[red]x[/red]", "[red]x[/red]"),
        ("\x1b[31mx", r"\x1b[31mx"),
        ("a\rb\nc", "a b c"),
        ("\u202egnp.exe\u2066", r"\u202egnp.exe\u2066"),
        ("\x9b31m\x7f\x07", r"\x9b31m\x7f\x07"),
        ("naïve café 👩\u200d⚕️ 東京", "naïve café 👩\u200d⚕️ 東京"),
        ("\udcff", r"\udcff"),
    ],
)
def test_what_a_person_wrote_cannot_steer_the_terminal(text: str, seen: str) -> None:
    assert console.escape(text) == seen


def test_line_breaks_are_kept_where_they_are_meant() -> None:
    assert console.escape("a\nb\x1bc", lines=True) == "a\nb\\x1bc"


def test_a_table_in_a_pipe_is_plain_aligned_text(capsys: pytest.CaptureFixture[str]) -> None:
    console.table(["Function", "Status"], [["Better Care Fund", "Ready"], ["[red]\x1b", "long " * 30]], title="T")
    title, head, rule, first, *rest = capsys.readouterr().out.splitlines()
    assert (title, head[:28], rule[:18]) == ("T", "Function          Status", "----------------  ")
    assert first == "Better Care Fund  Ready"
    assert rest[0].startswith(r"[red]\x1b         long long")
    assert max(map(len, rest)) <= 100


@pytest.mark.parametrize("columns", [60, 120])
def test_a_table_on_a_terminal_fits_it(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    console.table(["Function", "Status"], [["Better Care Fund", "word " * 40], ["[red]x", "Ready"]])
    text = terminal.getvalue()
    assert "\x1b" not in text
    assert "[red]x" in text
    assert max(map(len, text.splitlines())) <= columns


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert console.style("x", "bold", stream=io.StringIO()) == "x"
    assert console.style("x", "bold", "red", stream=Terminal()) == "\x1b[1;31mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert console.style("x", "bold", stream=Terminal()) == "x"


CLOSED_PIPE = """
import sys
from types import ModuleType
from pbp_assess.cli import app, console
from pbp_assess.cli.commands import Command
def command(context: app.typer.Context) -> int:
    for _ in range(20_000):
        {write}
    return 1
module = ModuleType("pbp_assess.cli.try_")
module.command = command
sys.modules[module.__name__] = module
app.BY_NAME["try"] = Command("try", "try_", "Set up", "Try")
app.COMMANDS = (*app.COMMANDS, app.BY_NAME["try"])
sys.exit(app.run(["try"]))
"""


@pytest.mark.parametrize(("write", "code"), [("console.out('x' * 50)", 1), ("print('x' * 50)", 0)])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_closed_pipe_ends_quietly_and_the_verdict_stands(write: str, code: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", CLOSED_PIPE.format(write=write)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == code


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["explain"], ["explain", "split"]])
def test_the_module_answers_as_the_shell_does(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pbp_assess", *words], capture_output=True, check=True, encoding="utf-8"
    )
    assert run(words) == 0
    assert done.stdout == capsys.readouterr().out


def test_an_encoding_that_lacks_a_letter_is_no_reason_to_stop() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pbp_assess", "explain", "split\u2019s"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert rb"split\u2019s" in done.stderr
