"""From words on a command line to an exit code: which command is meant, and how does it end?

`run` is the one boundary. typer only parses: a command's function is called outside it, so that what the function
raises arrives here unchanged (typer maps Ctrl-C, end of input and a closed pipe to codes of its own, and its
errors are click's under another name from 0.26, so none of them is caught by class).
"""

import functools
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer

from pbp_assess import __version__
from pbp_assess.cli import console, faults
from pbp_assess.cli.commands import BY_NAME, COMMANDS, Command
from pbp_assess.cli.completion import VARIABLE, command_being_completed, with_global_options
from pbp_assess.cli.exits import ExitCode
from pbp_assess.cli.help_text import HELP_FILE
from pbp_assess.cli.session import GLOBAL_OPTIONS, Session, hoist
from pbp_assess.problems import InputError, NotComparableError, PbpAssessError

PROGRAM = "pbp-assess"
_GLOBAL_NAMES = [option.name for option in GLOBAL_OPTIONS]
_EPILOG = f"Also, before or after the command: {', '.join(_GLOBAL_NAMES)} ({PROGRAM} --help)."


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code (docs/architecture.md lists them)."""
    _write_anything()
    session = Session()
    try:
        session, rest = hoist(arguments)
        code = _complete() if os.environ.get(VARIABLE) else _answer(session, rest)
        console.out("", end="")
    except (Exception, KeyboardInterrupt, SystemExit) as error:
        try:
            return _ended(error, session)
        except Exception as second:
            return _bug(second)
    return code


def _write_anything() -> None:
    """A name that the reader's encoding lacks is written as an escape; it is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _answer(session: Session, rest: list[str]) -> int:
    """The exit code of the command named."""
    if session.version:
        console.out(f"{PROGRAM} {__version__}")
        return ExitCode.ANSWERED
    if not rest:
        console.say(HELP_FILE.read_text(encoding="utf-8").rstrip())
        return ExitCode.COULD_NOT
    if rest[0] in {"--help", "-h"}:
        console.out(HELP_FILE.read_text(encoding="utf-8"), end="")
        return ExitCode.ANSWERED
    parsed = _parser(BY_NAME.get(rest[0])).main(rest, PROGRAM, standalone_mode=False, obj=session)
    code = parsed() if callable(parsed) else parsed
    if not isinstance(code, int):
        raise TypeError(f"the command {rest[0]} returned no exit code")
    return code


def _complete() -> int:
    """Answers the shell, which has put the half-written line into the environment, and always by SystemExit."""
    _parser(command_being_completed(), with_global_options).main([], PROGRAM)
    return ExitCode.BUG


# --- what typer is told ---------------------------------------------------------------------------

Wrapper = Callable[[Callable[..., Any]], Callable[..., Any]]


def _deferred(function: Callable[..., int]) -> Callable[..., Callable[[], int]]:
    """The function as typer calls it: with its arguments bound, to be called by `_answer`."""

    @functools.wraps(function)
    def bind(**arguments: Any) -> Callable[[], int]:
        return functools.partial(function, **arguments)

    return bind


def _parser(named: Command | None, wrap: Wrapper = _deferred) -> Any:
    """Every command by name; only the one named is imported, with its parameters and its own help."""
    app = _typer(add_completion=named is None or wrap is not _deferred)
    app.callback()(wrap(_root))
    for command in COMMANDS:
        if command is named:
            _add(app, command, wrap)
        else:
            app.command(command.name, help=command.help)(_not_loaded)
    return typer.main.get_command(app)


def _typer(*, add_completion: bool = False) -> typer.Typer:
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=add_completion,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _root() -> None:
    """Stands for the program itself."""


def _not_loaded() -> None:
    """Stands for a command that is not the one named."""


def _add(app: typer.Typer, row: Command, wrap: Wrapper) -> None:
    """The command's own function, or those of its sub-commands."""
    module = importlib.import_module(f"pbp_assess.cli.{row.module}")
    if hasattr(module, "command"):
        app.command(row.name, help=_help(module.command), epilog=_EPILOG)(wrap(module.command))
        return
    group = _typer()
    group.callback()(wrap(_root))
    for sub in module.app.registered_commands:
        first = (sub.callback.__doc__ or "").partition("\n")[0]
        group.command(sub.name, help=_help(sub.callback), short_help=first, epilog=_EPILOG)(wrap(sub.callback))
    app.add_typer(group, name=row.name, help=f"{row.help}.", epilog=_EPILOG)


def _help(function: Callable[..., Any]) -> str:
    """The docstring, its examples first; they keep their lines (the backspace is click's mark for that)."""
    import inspect

    paragraphs = (inspect.getdoc(function) or "").split("\n\n")
    examples = [f"\b\n{paragraph}" for paragraph in paragraphs if paragraph.startswith("Example")]
    return "\n\n".join([*examples, *(paragraph for paragraph in paragraphs if not paragraph.startswith("Example"))])


# --- how it ended ---------------------------------------------------------------------------------


def _ended(error: BaseException, session: Session) -> int:
    """The exit code of a run that did not come to its end, and the word to the user."""
    match error:
        case InputError():
            faults.show(error.problems, session.workspace)
            return ExitCode.COULD_NOT
        case NotComparableError():
            _could_not(str(error))
            return ExitCode.NOT_COMPARABLE
        case PbpAssessError():
            return _could_not(str(error))
        case KeyboardInterrupt() | typer.Abort():
            console.say(f"\n{error}" if str(error) else "\ninterrupted; what was answered is saved")
            return ExitCode.INTERRUPTED
        case EOFError():
            return _could_not(
                "the input ended where an answer was needed; what was answered is saved. Run it on a terminal, or "
                "give the answers as options (--help lists them)"
            )
        case BrokenPipeError():
            console.mute(sys.stdout)
            return ExitCode.ANSWERED
        case SystemExit() | typer.Exit():
            return _exit_asked(error)
        case OSError() if error.strerror:
            return _could_not(f"{error.filename}: {error.strerror}" if error.filename else error.strerror)
        case _ if hasattr(error, "format_message"):
            return _could_not(_usage(error))
        case _:
            return _bug(error)


def _could_not(sentence: str) -> int:
    console.say(f"{console.style('error', 'bold', 'red', stream=sys.stderr)}: {console.escape(sentence, lines=True)}")
    return ExitCode.COULD_NOT


def _exit_asked(error: Any) -> int:
    """SystemExit is how typer ends after completing and, with 1, when the pipe was closed."""
    if isinstance(error.__context__, BrokenPipeError):
        return ExitCode.ANSWERED
    code = getattr(error, "exit_code", None) or getattr(error, "code", None)
    return code if isinstance(code, int) else ExitCode.ANSWERED


def _usage(error: Any) -> str:
    """A usage error of typer (or of click under it) with what was probably meant and where to read on."""
    found, *meant = str(error.format_message()).rstrip(".").split(" Did you mean ")  # typer and click may both add it
    message = f"{found.rstrip('.')}; did you mean {meant[0]}" if meant else found
    if hasattr(error, "option_name") and hasattr(error, "possibilities"):
        import difflib

        known = [*_GLOBAL_NAMES, *(error.possibilities or ())]
        near = difflib.get_close_matches(error.option_name, known, 1)
        message = f"no such option: {error.option_name}" + (f"; did you mean {near[0]}?" if near else "")
    path = error.ctx.command_path if getattr(error, "ctx", None) else PROGRAM
    return f'{message[:1].lower()}{message[1:]}\n"{path} --help" tells more'


def _bug(error: BaseException) -> int:
    """A bug: the type and the place, and no value, which may be somebody's answer."""
    import traceback

    if os.environ.get("PBP_ASSESS_DEBUG") == "1":
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}pbp_assess{os.sep}" in frame.filename] or frames
    file = ours[-1].filename.rpartition(f"{os.sep}pbp_assess{os.sep}")[2]
    console.say(
        f"error: this is a bug in {PROGRAM} ({type(error).__name__} at {file}:{ours[-1].lineno}), and says nothing "
        "about the place.\nPBP_ASSESS_DEBUG=1 shows where it happened; please report it without anybody's answers."
    )
    return ExitCode.BUG
